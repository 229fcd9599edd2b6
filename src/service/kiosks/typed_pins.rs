//! How many PINs somebody may type for others: one that is refused, and each that is not, tells something of whose PINs
//! there are.

use jiff::{SignedDuration, Timestamp};

use crate::{
    service::audit::Actor,
    store::{StoreError, Tx, audit as audit_records},
};

const WINDOW: SignedDuration = SignedDuration::from_hours(1);
/// PINs that may be refused of one user within [`WINDOW`], whosever they were to be; then there is generating left.
const MAX_REFUSED: usize = 3;

/// Whose PINs are typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TypedFor {
    /// An employee, who clocks with it.
    Employee,
    /// A user, who signs in and clocks others with it.
    User,
    /// A kiosk, whose Universal PIN it is.
    Kiosk,
}

impl TypedFor {
    const ALL: [Self; 3] = [Self::Employee, Self::User, Self::Kiosk];

    /// What the audit log calls a PIN that is set.
    pub(super) const fn set(self) -> &'static str {
        match self {
            Self::Employee => "set kiosk PIN",
            Self::User => "set PIN of user",
            Self::Kiosk => "set Universal PIN",
        }
    }

    /// What the audit log calls one that is refused.
    pub(super) const fn refused(self) -> &'static str {
        match self {
            Self::Employee => "type kiosk PIN that is refused",
            Self::User => "refuse PIN of user",
            Self::Kiosk => "refuse Universal PIN",
        }
    }

    /// How many may be set within [`WINDOW`] before none is typed any more. Number and PIN is rolled out by typing.
    const fn most_set(self) -> usize {
        match self {
            Self::Employee => 300,
            Self::User | Self::Kiosk => 20,
        }
    }
}

/// Whether a user has typed too many PINs within the last hour. Asked in the transaction that sets or refuses one, so that
/// many at once are no more than one after the other.
pub(super) fn are_too_many(
    tx: &mut dyn Tx,
    actor: &Actor,
    typed_for: TypedFor,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (workspace, Some(user)) = (actor.workspace, actor.user) else { return Ok(false) };
    let since = now.saturating_sub(WINDOW).unwrap_or(Timestamp::MIN);
    let mut count = |action| audit_records::count_of_user(tx, (workspace, user), action, (since, now));
    let mut refused = 0;
    for whose in TypedFor::ALL {
        refused += count(whose.refused())?;
    }
    Ok(refused >= MAX_REFUSED || count(typed_for.set())? >= typed_for.most_set())
}
