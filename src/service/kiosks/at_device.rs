//! Users who key their PIN at a device: to sign in there, or to unlock and clock others. Every wrong try counts against
//! the device, in the transaction that judges it; unknown, wrong, locked and switched off are the same work and the same
//! answer.

use jiff::{SignedDuration, Timestamp};

use super::{
    guards,
    place::{KioskRequest, Place},
    user_pins::UserPins,
};
use crate::{
    domain::{
        ids::{IdentificationId, UserId, WorkspaceId},
        kiosk::{KioskPin, Outcome, Proof, USER_PIN_DIGITS},
        login_method::LoginMethod,
        secret::Secret,
        user::User,
    },
    service::{
        access::{Token, Visitor, sessions, users::hold_of},
        kernel::Unit,
        pin_hash::{HashError, Lane, Tag, WebVisitor},
    },
    store::{
        Holds, StoreError, Tx,
        identifications::{self, Identification},
        kiosk_policies, user_pins, users,
    },
};

/// How long somebody who has keyed their PIN may unlock and clock others without the next press.
pub const SUPERVISOR_IDLE_TIMEOUT: SignedDuration = SignedDuration::from_mins(2);

/// Why a PIN was not even judged.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum KeyedPinError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the PIN of a user could not be checked")]
    Hash(#[from] HashError),
}

/// Somebody who has keyed their PIN to unlock and clock others.
#[derive(Debug, Clone)]
pub struct FoundSupervisor {
    /// What their next acts are done under.
    pub identification: IdentificationId,
    /// Who they are.
    pub user: User,
}

/// What was keyed, and whose it is.
struct Keyed {
    tag: Tag,
    user: Option<UserId>,
}

impl Keyed {
    fn holds(&self, request: &KioskRequest) -> Holds {
        match self.user {
            Some(user) => request.holds().and(hold_of(user)),
            None => request.holds(),
        }
    }

    /// Its holder, who is active. None where it was given to somebody else since it was looked up.
    fn holder(&self, tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Option<(User, LoginMethod)>, StoreError> {
        let found = user_pins::find_by_tag(tx, workspace, &self.tag)?;
        let Some((id, method)) = found.filter(|(id, _)| Some(*id) == self.user) else { return Ok(None) };
        let user = users::find_user(tx, workspace, id)?.filter(|user| user.active);
        Ok(user.map(|user| (user, method)))
    }
}

impl UserPins {
    /// Begins a session on the device for the user with this PIN; the token of its cookie. None for everybody else.
    ///
    /// # Errors
    /// When too much is being hashed.
    pub async fn sign_in(
        &self,
        request: KioskRequest,
        visitor: Visitor,
        pin: &str,
    ) -> Result<Option<Token>, KeyedPinError> {
        let Some(keyed) = self.find(&request, pin).await? else { return Ok(None) };
        let signed_in = self.store.write(keyed.holds(&request), move |u| {
            let Some(place) = Place::find(u.tx, &request)? else { return Ok(None) };
            let known = keyed.holder(u.tx, request.workspace)?;
            let may = known.filter(|(_, method)| place.policy.sign_in_by_pin && method.takes_pin());
            let judged = judge(u, &place, &request, (may.map(|(user, _)| user), Proof::UserPin))?;
            let Some(Judged { user, .. }) = judged else { return Ok(None) };
            Ok::<_, StoreError>(Some(sessions::begin_on_device(u, user, request.device, visitor)?))
        });
        Ok(signed_in.await?)
    }

    /// Lets the user with this PIN unlock and clock others. None for everybody else.
    ///
    /// # Errors
    /// When too much is being hashed.
    pub async fn supervise(&self, request: KioskRequest, pin: &str) -> Result<Option<FoundSupervisor>, KeyedPinError> {
        let Some(keyed) = self.find(&request, pin).await? else { return Ok(None) };
        let supervises = self.store.write(keyed.holds(&request), move |u| {
            let Some(place) = Place::find(u.tx, &request)? else { return Ok(None) };
            let known = keyed.holder(u.tx, request.workspace)?.map(|(user, _)| user);
            let may = known.filter(|user| user.role.supervises());
            let judged = judge(u, &place, &request, (may, Proof::Supervisor))?;
            let found = judged.map(|Judged { id, user }| FoundSupervisor { identification: id, user });
            Ok::<_, StoreError>(found)
        });
        Ok(supervises.await?)
    }

    /// The tag of what was keyed, and whose PIN that is; what is no PIN is as much work. None where nobody can clock any
    /// more.
    async fn find(&self, request: &KioskRequest, pin: &str) -> Result<Option<Keyed>, KeyedPinError> {
        let workspace = request.workspace;
        let policy = self.store.read(move |tx| kiosk_policies::find_policy(tx, workspace)).await?;
        let Some(policy) = policy else { return Ok(None) };
        let place = self.pins.take_permit(WebVisitor::Known(format!("device {}", request.device)))?;
        let well_formed = USER_PIN_DIGITS.contains(&pin.len()).then(|| KioskPin::parse(pin, pin.len()).ok()).flatten();
        let secret = well_formed.map_or_else(|| Secret::new(String::new()), KioskPin::into_secret);
        let tag = self.pins.tag(Lane::Pages(place), secret, policy.tag_salt).await?;
        let found = self.store.read(move |tx| user_pins::find_by_tag(tx, workspace, &tag)).await?;
        Ok(Some(Keyed { tag, user: found.map(|(user, _)| user) }))
    }
}

/// Somebody who was let through, and under what.
struct Judged {
    id: IdentificationId,
    user: User,
}

/// Lets a user through while the device has tries left, and writes it down; writes down a refusal otherwise, which counts
/// unless the device had none left. The same request is judged once.
fn judge(
    u: &mut Unit<'_>,
    place: &Place,
    request: &KioskRequest,
    (user, proof): (Option<User>, Proof),
) -> Result<Option<Judged>, StoreError> {
    let id = request.identification();
    if let Some(before) = identifications::find_identification(u.tx, request.device, id)? {
        let user = user.filter(|user| before.user == Some(user.id) && before.proof == proof);
        return Ok(user.map(|user| Judged { id, user }));
    }
    if identifications::is_id_taken(u.tx, id)? {
        return Ok(None);
    }
    let locked = place.is_careful(u.now);
    let user = user.filter(|_| !locked);
    let (outcome, ends_at) = match (&user, proof) {
        (None, _) => (Outcome::Refused, None),
        (Some(_), Proof::UserPin) => (Outcome::SignedIn, None),
        (Some(_), _) => (Outcome::Found, Some(later(request.at))),
    };
    let identification = Identification {
        id,
        workspace: request.workspace,
        kiosk: request.kiosk,
        device: request.device,
        employee: None,
        user: user.as_ref().map(|user| user.id),
        at: request.at,
        address: request.address.clone(),
        proof,
        outcome,
        counts: user.is_none() && !locked,
        ends_at,
        took: None,
        request: None,
    };
    identifications::insert_identification(u.tx, &identification)?;
    if identification.counts {
        guards::count_against_device(u, place, request)?;
    }
    Ok(user.map(|user| Judged { id, user }))
}

/// Until when a supervisor may go on after an act.
pub(super) fn later(at: Timestamp) -> Timestamp {
    at.saturating_add(SUPERVISOR_IDLE_TIMEOUT).unwrap_or(Timestamp::MAX)
}
