//! Signing in to the pages with a password. A password takes its place in the count before it is checked, so that many
//! at once gain nothing.

use jiff::SignedDuration;

use super::{
    AccountError, Visitor,
    half_sign_in::{self, Begun},
    holds,
    throttle::{around, email_hash},
};
use crate::{
    domain::{
        ids::PasswordTryId,
        password,
        user::{Email, User},
    },
    service::{
        kernel::{Store, Unit},
        pin_hash::{HashError, HashPermit, Lane, PinHasher, Secret, WebVisitor},
    },
    store::{
        Hold, StoreError, Tx, known_browsers,
        password_tries::{self, PasswordTry},
        user_links, users,
    },
};

/// What counts against the limits below.
const PASSWORD_TRY_WINDOW: SignedDuration = SignedDuration::from_mins(15);
/// Wrong passwords within [`PASSWORD_TRY_WINDOW`] for one email address by strangers, and by one browser that is known.
const TRIES_BY_EMAIL: u32 = 10;
/// And from one network address.
const TRIES_BY_ADDRESS: u32 = 50;

/// Lets users in by a password, which it has checked or hashed. Cheap to clone.
#[derive(Clone)]
pub struct SignIn {
    pub(super) store: Store,
    pub(super) hasher: PinHasher,
}

impl SignIn {
    /// Sign-in with the users of this database, and these threads that hash.
    #[must_use]
    pub const fn new(store: Store, hasher: PinHasher) -> Self {
        Self { store, hasher }
    }

    /// Begins what the right password for this email address begins.
    ///
    /// # Errors
    /// [`AccountError::NotSignedIn`] for every reason, after the same time; [`HashError::Full`] when too many come at
    /// once.
    pub async fn sign_in(&self, email: &str, password: Secret, visitor: Visitor) -> Result<Begun, AccountError> {
        let time_to_refuse = self.hasher.time_to_refuse();
        let tried = try_of(&self.store, email, &visitor).await?;
        let asker = match tried.browser {
            Some(browser) => WebVisitor::Known(format!("browser {browser}")),
            None => WebVisitor::Stranger(visitor.throttle_key()),
        };
        // Held until the answer: whoever guesses in a loop waits with it.
        let (answer, _place) = match self.hasher.take_permit(asker) {
            Ok(place) => (self.try_password(email, password, (visitor, tried), place.clone()).await, Some(place)),
            Err(full) => (Err(full.into()), None),
        };
        if matches!(answer, Err(AccountError::NotSignedIn | AccountError::Hash(HashError::Full))) {
            time_to_refuse.await;
        }
        answer
    }

    async fn try_password(
        &self,
        email: &str,
        password: Secret,
        (visitor, tried): (Visitor, PasswordTry),
        place: HashPermit,
    ) -> Result<Begun, AccountError> {
        let (counted, typed) = (tried.clone(), Email::parse(email).ok());
        let begun = self.store.write(holds::password_try(&tried), move |u| {
            let Some(id) = count_try(u, &counted)? else { return Ok(None) };
            Ok::<_, StoreError>(Some((id, typed.map(|email| find_to_sign_in(u.tx, &email)).transpose()?.flatten())))
        });
        let Some((id, known)) = begun.await? else { return Err(AccountError::NotSignedIn) };
        let hash = known.as_ref().map(|(_, hash)| hash.clone());
        let right = match self.check_password(place, password, hash).await {
            Ok(right) => right,
            Err(error) => {
                self.store.write(Hold::Nothing, move |u| password_tries::delete_try(u.tx, id, &tried)).await?;
                return Err(error.into());
            }
        };
        let Some((user, hash)) = known.filter(|_| right) else { return Err(AccountError::NotSignedIn) };
        self.store
            .write(holds::user(user.id), move |u| {
                // Deactivated, or with another password, since the check began?
                let known = find_to_sign_in(u.tx, &user.email)?.filter(|(_, now)| *now == hash);
                let (user, _) = known.ok_or(AccountError::NotSignedIn)?;
                let begun = half_sign_in::begin(u, user, visitor)?;
                match &begun {
                    Begun::Session(_) => password_tries::clear_tries_like(u.tx, &tried)?,
                    // It goes on counting until the code is right, and codes with it.
                    Begun::HalfWay(_) => {}
                }
                Ok(begun)
            })
            .await
    }

    /// Whether the password fits the hash. Without a hash it takes as long, and does not.
    pub(super) async fn check_password(
        &self,
        place: HashPermit,
        password: Secret,
        hash: Option<String>,
    ) -> Result<bool, HashError> {
        let password = password::in_one_form(password);
        self.hasher.verify(Lane::Pages(place), Some(password), hash)?.await.map_err(|_| HashError::Failed)?
    }

    /// Hashes a password for keeping.
    pub(super) async fn hash_password(&self, place: HashPermit, password: Secret) -> Result<String, HashError> {
        let password = password::in_one_form(password);
        self.hasher.hash(Lane::Pages(place), password, self.store.entropy().as_ref()).await
    }
}

/// What is counted for whoever tries a password or a code.
pub(super) async fn try_of(store: &Store, email: &str, visitor: &Visitor) -> Result<PasswordTry, StoreError> {
    let browser = match (Email::parse(email), &visitor.known) {
        (Ok(email), Some(shown)) => {
            let shown = shown.hash();
            store.read(move |tx| known_browsers::find_of_email(tx, &email, &shown)).await?
        }
        (Err(_), _) | (_, None) => None,
    };
    Ok(PasswordTry { email_hash: email_hash(email), address: visitor.throttle_key(), browser })
}

/// Counts what stands against the try and writes it down, as if it were wrong; nothing for one too many.
pub(super) fn count_try(u: &mut Unit<'_>, tried: &PasswordTry) -> Result<Option<PasswordTryId>, StoreError> {
    let (since, until) = around(u.now, PASSWORD_TRY_WINDOW);
    password_tries::forget_later_tries(u.tx, until)?;
    let (by_email, by_address) = password_tries::count_tries(u.tx, tried, since, until)?;
    if by_email >= TRIES_BY_EMAIL || by_address >= TRIES_BY_ADDRESS {
        return Ok(None);
    }
    let id = PasswordTryId::generate(&u.ids);
    password_tries::insert_try(u.tx, id, tried, u.now)?;
    Ok(Some(id))
}

/// An active user whom a password lets in, with the hash to check it against.
fn find_to_sign_in(tx: &mut dyn Tx, email: &Email) -> Result<Option<(User, String)>, StoreError> {
    let known = users::find_user_by_email(tx, email)?.filter(|(user, _)| user.active);
    let Some((user, Some(hash))) = known else { return Ok(None) };
    Ok(user_links::get_login_method(tx, user.id)?.takes_password().then_some((user, hash)))
}
