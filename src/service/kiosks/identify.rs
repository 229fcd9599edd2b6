//! Who stands at the device: by a name, a number, a PIN alone, a badge, or by a colleague with the Universal PIN.
//!
//! What is slow is done ahead of the transaction, once and of the same size for everybody: a hash, or a slow tag. The
//! transaction decides anew on what the database says then. One answer for every refusal.

mod decide;
mod work;

pub(super) use self::work::{Checked, Work, find_awake, find_checkable, find_numbered, well_formed};
use super::{
    clock::{Choices, Done, Next},
    place::KioskRequest,
};
use crate::{
    domain::{
        ids::{DeviceId, IdentificationId},
        secret::Secret,
    },
    service::{
        Store, Unit,
        pin_hash::{HashError, Lane, PinHasher, WebVisitor},
    },
    store::StoreError,
};

/// What somebody shows or keys.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A name that was chosen, and a PIN.
    Name {
        /// The id of an employee, as it came.
        employee: String,
        /// The PIN, where one is asked for.
        pin: Option<Secret>,
    },
    /// An employee number, and a PIN.
    Number {
        /// The number, as it was keyed.
        number: String,
        /// The PIN.
        pin: Secret,
    },
    /// A PIN that names its holder.
    Pin(Secret),
    /// What a scanner or a camera gave.
    Badge(Secret),
    /// The PIN of the holder of a badge that was shown before.
    PinOfBadge {
        /// The identification that the badge has begun.
        identification: IdentificationId,
        /// The PIN.
        pin: Secret,
    },
    /// The name of a colleague, and the Universal PIN of the kiosk.
    Universal {
        /// The id of an employee, as it came.
        employee: String,
        /// The Universal PIN.
        pin: Secret,
    },
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Identified {
    /// They are clocked.
    Done(Done),
    /// They are asked what to do.
    Choose(Choices),
    /// The badge is right, and its holder's PIN is to come.
    PinNext {
        /// By which it comes.
        identification: IdentificationId,
        /// How many digits it has.
        digits: usize,
    },
    /// Nobody was found, for whatever reason.
    Refused(Refusal),
    /// Nobody can clock here any more, or it took too long.
    Gone,
}

/// What a screen may say of a refusal: the same for unknown, wrong, locked and asleep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Refusal {
    /// Whether a manager is to be asked.
    pub ask_manager: bool,
    /// Whether a PIN alone is not enough at this device for now.
    pub need_name: bool,
    /// Whether a PIN was asked for that somebody may have forgotten.
    pub forgot: bool,
}

impl From<Next> for Identified {
    fn from(next: Next) -> Self {
        match next {
            Next::Done(done) => Self::Done(done),
            Next::Choose(choices) => Self::Choose(choices),
            // None of these comes of being found alone.
            Next::Break(_) | Next::Left | Next::Gone => Self::Gone,
        }
    }
}

/// Why nobody could be looked for.
#[derive(Debug, thiserror::Error)]
pub enum IdentifyError {
    /// The database failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A PIN could not be checked.
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// Checks what is shown and keyed at kiosks. Cheap to clone.
#[derive(Clone)]
pub struct Identifier {
    store: Store,
    pins: PinHasher,
}

impl Identifier {
    /// An identifier over this database, with these threads.
    #[must_use]
    pub const fn new(store: Store, pins: PinHasher) -> Self {
        Self { store, pins }
    }

    /// Finds whoever stands at a device, and clocks them where there is one thing to do. `touched`: milliseconds since the
    /// first touch, as the page has measured them.
    ///
    /// # Errors
    /// When the database fails or too much is being hashed; nothing has happened then.
    pub async fn identify(
        &self,
        request: KioskRequest,
        shown: Shown,
        touched: Option<u32>,
    ) -> Result<Identified, IdentifyError> {
        let lookup = {
            let (request, shown) = (request.clone(), shown.clone());
            self.store.read(move |tx| work::find(tx, &request, &shown))
        };
        let checked = check(&self.pins, request.device, lookup.await?).await?;
        let holds = request.holds();
        let decided = self.store.write(holds, move |u| {
            decide::decide(u, &request, &shown, (&checked, touched)).map_err(IdentifyError::Store)
        });
        decided.await
    }
}

/// One hash, or one slow tag.
pub(super) async fn check(pins: &PinHasher, device: DeviceId, work: Work) -> Result<Checked, IdentifyError> {
    let lane = || {
        let visitor = WebVisitor::Known(format!("device {device}"));
        pins.take_permit(visitor).map(Lane::Pages)
    };
    Ok(match work {
        Work::Nothing => Checked::Nothing,
        Work::Verify { pin, credential } => {
            let hash = credential.as_ref().and_then(|credential| credential.hash.clone());
            let verdict = pins.verify(lane()?, pin, hash)?;
            let matched = verdict.await.map_err(|_| HashError::Failed)??;
            Checked::Verified { credential: credential.filter(|_| matched) }
        }
        Work::Tag { pin, salt } => Checked::Tagged(pins.tag(lane()?, pin, salt).await?),
    })
}

/// Finds whoever stood at a device in the past, within a transaction. Nothing is hashed: whether what was keyed was right
/// is given. For the history of a demo; nothing from the network leads here.
///
/// # Errors
/// When the database fails.
pub fn replay(
    u: &mut Unit<'_>,
    request: &KioskRequest,
    shown: &Shown,
    (right, touched): (bool, Option<u32>),
) -> Result<Identified, StoreError> {
    let checked = work::as_given(u.tx, request, shown, right)?;
    decide::decide(u, request, shown, (&checked, touched))
}
