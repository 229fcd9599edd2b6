//! Choosing a PIN by a setup link or a one-time code.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::{
    accounts::{Visitor, token_hash},
    audit::Actor,
    employees::EmployeeError,
    gateway::Gateway,
    new_pins::NewPin,
    pin_hash::{HashError, Lane, WebVisitor},
};
use crate::{
    domain::{
        caller::E164,
        employee::Employee,
        ids::SetupLinkId,
        language::Language,
        phone_clock_id::PhoneClockId,
        pin::{NotAPin, Pin, Weakness},
        setup_code::{MAX_FAILURES, SetupCode},
    },
    store::{
        StoreError, Tx,
        setup_links::{self, NewSetupLink, SetupKind, Waiting},
        workspaces,
    },
};

/// How long a setup link or one-time code lives.
pub const LIVES: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Codes that open nothing, from one network address within [`FAILURE_WINDOW`].
const FAILURES_BY_ADDRESS: u32 = 10;
const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);

#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One answer for links and codes that are unknown, used, replaced or have run out.
    #[error("this link or code does not work, or does not work any more; ask for a new one")]
    Spent,
    #[error("too many wrong codes came from here; wait 15 minutes")]
    TooMany,
    #[error(transparent)]
    NotAPin(#[from] NotAPin),
    #[error("this PIN is refused: {0}")]
    Weak(Weakness),
    #[error("the PIN could not be hashed; try again")]
    Hash(#[from] HashError),
}

impl From<EmployeeError> for SetupError {
    fn from(error: EmployeeError) -> Self {
        match error {
            EmployeeError::Store(error) => Self::Store(error),
            EmployeeError::Weak(weakness) => Self::Weak(weakness),
            EmployeeError::NotAPin(error) => Self::NotAPin(error),
            EmployeeError::Hash(error) => Self::Hash(error),
            EmployeeError::NoPin | EmployeeError::NoEmployee | EmployeeError::Inactive => Self::Spent,
        }
    }
}

/// What lets somebody choose a PIN.
#[derive(Debug, Clone)]
pub enum Opener {
    /// The token of a setup link.
    Link(String),
    Code(SetupCode),
}

/// What the page for choosing a PIN needs; nothing that names the employee.
#[derive(Debug, Clone, Copy)]
pub struct Invited {
    pub language: Language,
    pub pin_min_digits: usize,
}

/// What a person needs to clock by phone.
#[derive(Debug, Clone)]
pub struct Chosen {
    pub language: Language,
    pub clock_id: PhoneClockId,
    pub dial_in_number: Option<E164>,
    pub voice_check: bool,
}

/// A link or code that holds, and whose it is.
struct Opened {
    id: SetupLinkId,
    kind: SetupKind,
    employee: Employee,
    invited: Invited,
    voice_check: bool,
}

impl Gateway {
    /// What a setup link or code leads to. Opening it uses nothing up; a wrong code counts as a guess.
    ///
    /// # Errors
    /// [`SetupError::Spent`] for whatever opens nothing; [`SetupError::TooMany`] for who guesses.
    pub async fn open_setup(self: &Arc<Self>, opener: &Opener, visitor: &Visitor) -> Result<Invited, SetupError> {
        Ok(self.opened(opener, &visitor.throttle_key()).await?.invited)
    }

    /// Chooses a PIN, which uses the link or code up and ends whatever else waits for the employee. Of two at
    /// once, one wins. No current PIN changes before this, and it changes at once.
    ///
    /// # Errors
    /// When the link or code opens nothing, or the PIN will not do.
    pub async fn choose_pin(
        self: &Arc<Self>,
        opener: &Opener,
        pin: &str,
        visitor: &Visitor,
    ) -> Result<Chosen, SetupError> {
        let Opened { id, kind, employee, invited, voice_check } = self.opened(opener, &visitor.throttle_key()).await?;
        let pin = Pin::parse(pin)?;
        let (gateway, checked, person) = (Arc::clone(self), pin.clone(), employee.clone());
        self.db
            .read(move |tx| {
                let known = gateway.get_active(tx, person.workspace, person.id)?;
                gateway.refuse_weak(tx, &person, &checked, known.clock_id.as_ref())
            })
            .await?;
        let place = self.pins.take_place(WebVisitor::Known(format!("setup {id}")))?;
        let hash = self.pins.hash(Lane::Pages(place), pin.clone().into_secret(), self.entropy.as_ref()).await?;
        let (gateway, address) = (Arc::clone(self), visitor.address.clone());
        let clock_id = self
            .db
            .write(move |tx| {
                let action = match kind {
                    SetupKind::Link => "choose PIN by setup link",
                    SetupKind::Code => "choose PIN by one-time code",
                };
                gateway.use_up(tx, id, &employee, NewPin { pin, hash }, (action, &address))
            })
            .await?;
        Ok(Chosen { language: invited.language, clock_id, dial_in_number: self.dial_in_number.clone(), voice_check })
    }

    /// Sets the PIN and uses the link or code up, both or neither.
    pub(super) fn use_up(
        &self,
        tx: &mut dyn Tx,
        id: SetupLinkId,
        employee: &Employee,
        NewPin { pin, hash }: NewPin,
        (action, address): (&str, &str),
    ) -> Result<PhoneClockId, SetupError> {
        let before = self.get_active(tx, employee.workspace, employee.id)?;
        self.refuse_weak(tx, &before.employee, &pin, before.clock_id.as_ref())?;
        if !setup_links::use_setup_link(tx, id, self.time_for_ends())? {
            return Err(SetupError::Spent);
        }
        let clock_id = self.put_pin(tx, &before.employee, &pin, &hash)?;
        setup_links::end_all(tx, employee.id, self.now())?;
        let actor = Actor::employee(employee.workspace, &before.employee.details.name, address);
        self.note_phone(tx, &actor, action, &before)?;
        Ok(clock_id)
    }

    async fn opened(self: &Arc<Self>, opener: &Opener, address: &str) -> Result<Opened, SetupError> {
        match opener {
            Opener::Link(token) => {
                let (hash, ends) = (token_hash(token), self.time_for_ends());
                self.db
                    .read(move |tx| {
                        let link = setup_links::find_link(tx, &hash)?.filter(|link| ends < link.ends_at);
                        opened(tx, link.ok_or(SetupError::Spent)?)
                    })
                    .await
            }
            Opener::Code(code) => {
                let (gateway, code, address) = (Arc::clone(self), code.clone(), address.to_owned());
                let tried: Result<_, StoreError> =
                    self.db.write(move |tx| Ok(gateway.try_code(tx, &code, &address))).await;
                tried?
            }
        }
    }

    /// A wrong code is counted against the code that it names and against where it came from, and both stay counted.
    /// All in one write: many at once gain nothing.
    fn try_code(&self, tx: &mut dyn Tx, code: &SetupCode, address: &str) -> Result<Opened, SetupError> {
        let now = self.now();
        let since = now.saturating_sub(FAILURE_WINDOW).unwrap_or(Timestamp::MIN);
        setup_links::forget_failed_codes(tx, since, now)?;
        if setup_links::count_failed_codes(tx, address, since)? >= FAILURES_BY_ADDRESS {
            return Err(SetupError::TooMany);
        }
        match self.match_code(tx, code, now)? {
            Some(link) => opened(tx, link),
            None => {
                setup_links::insert_failed_code(tx, address, now)?;
                Err(SetupError::Spent)
            }
        }
    }

    /// The waiting code that these digits are; a wrong try is counted against the code that they name.
    pub(super) fn match_code(
        &self,
        tx: &mut dyn Tx,
        code: &SetupCode,
        now: Timestamp,
    ) -> Result<Option<Waiting>, StoreError> {
        let ends = self.time_for_ends();
        let found = setup_links::find_code(tx, code.selector())?.filter(|known| ends < known.ends_at);
        let Some(known) = found else { return Ok(None) };
        if self.links.code_hash(code.expose()).ct_eq(known.hash.as_slice()).into() {
            return Ok(Some(known));
        }
        setup_links::count_failure(tx, known.id, MAX_FAILURES, now)?;
        Ok(None)
    }

    /// Makes a setup link; the token is derived from its id when the mail is written.
    pub(super) fn make_setup_link(&self, tx: &mut dyn Tx, employee: &Employee) -> Result<SetupLinkId, StoreError> {
        let (id, now) = (SetupLinkId::mint(&self.ids()), self.now());
        let hash = token_hash(&self.links.token(id.as_bytes()));
        let ends_at = self.ends_after(LIVES);
        let link = NewSetupLink {
            id,
            employee: employee.id,
            kind: SetupKind::Link,
            selector: None,
            hash,
            made_at: now,
            ends_at,
        };
        setup_links::insert_setup_link(tx, &link)?;
        Ok(id)
    }

    /// Makes a one-time code. It is in the answer and nowhere else.
    pub(super) fn make_code(&self, tx: &mut dyn Tx, employee: &Employee) -> Result<SetupCode, StoreError> {
        let (id, now) = (SetupLinkId::mint(&self.ids()), self.now());
        let code = loop {
            let drawn = SetupCode::draw(self.entropy.as_ref());
            if setup_links::free_selector(tx, drawn.selector(), self.time_for_ends())? {
                break drawn;
            }
        };
        let link = NewSetupLink {
            id,
            employee: employee.id,
            kind: SetupKind::Code,
            selector: Some(code.selector()),
            hash: self.links.code_hash(code.expose()),
            made_at: now,
            ends_at: self.ends_after(LIVES),
        };
        setup_links::insert_setup_link(tx, &link)?;
        Ok(code)
    }
}

fn opened(tx: &mut dyn Tx, link: Waiting) -> Result<Opened, SetupError> {
    let employee = crate::store::employees::get_employee(tx, link.workspace, link.employee)?;
    let settings = workspaces::get_workspace(tx, link.workspace)?.settings;
    let invited = Invited { language: employee.details.language, pin_min_digits: settings.pin_min_digits };
    let voice_check = employee.details.says_name(&settings);
    Ok(Opened { id: link.id, kind: link.kind, employee, invited, voice_check })
}
