//! Choosing a PIN by a setup link or a one-time code.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::{
    audit::Actor,
    credentials::NewPin,
    employees::EmployeeError,
    gateway::Gateway,
    kernel::{Visitor, token::token_hash},
    mailing::Letter,
    phone_clocking::address,
    pin_hash::{HashError, Lane, WebVisitor},
};
use crate::{
    domain::{
        caller::E164,
        employee::Employee,
        ids::{EmployeeId, SetupLinkId},
        language::Language,
        phone_clock_id::PhoneClockId,
        pin::{NotAPin, Pin, Weakness},
        setup_code::{MAX_FAILURES, SetupCode},
    },
    store::{
        StoreError, Tx,
        mails::{self, MailKind},
        phone_clock_ids,
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
    /// Somebody has chosen a PIN with it before; that one holds.
    #[error("this link or code was used before; the PIN that was chosen then holds")]
    Used,
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
enum Opener {
    /// The token of a setup link, or of the page of a one-time code.
    Link(String),
    Code(SetupCode),
}

/// What a setup link leads to, for the days that it lives.
#[derive(Debug, Clone)]
pub enum SetupPage {
    Choose(Invited),
    /// It was used: what the employee needs to call. Nothing can be done with it any more.
    Done(Chosen),
}

/// What the page for choosing a PIN needs; nothing that names the employee.
#[derive(Debug, Clone)]
pub struct Invited {
    pub language: Language,
    pub employer: String,
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
    /// Of one that was used, the ID that the employee calls with.
    used: Option<PhoneClockId>,
}

impl Gateway {
    /// What a setup link, or the page of a one-time code, leads to. Opening it uses nothing up.
    ///
    /// # Errors
    /// [`SetupError::Spent`] for whatever opens nothing.
    pub async fn open_setup(self: &Arc<Self>, token: &str, visitor: &Visitor) -> Result<SetupPage, SetupError> {
        let opened = self.opened(&Opener::Link(token.to_owned()), &visitor.throttle_key()).await?;
        let Opened { invited, voice_check, used, .. } = opened;
        Ok(match used {
            Some(clock_id) => {
                let dial_in_number = self.dial_in_number.clone();
                SetupPage::Done(Chosen { language: invited.language, clock_id, dial_in_number, voice_check })
            }
            None => SetupPage::Choose(invited),
        })
    }

    /// The token of the page on which the holder of a one-time code goes on, so that the code is typed once and stands
    /// in no address. A wrong code counts as a guess.
    ///
    /// # Errors
    /// [`SetupError::Spent`] for whatever opens nothing; [`SetupError::TooMany`] for who guesses.
    pub async fn open_setup_code(self: &Arc<Self>, code: SetupCode, visitor: &Visitor) -> Result<String, SetupError> {
        let Opened { id, .. } = self.opened(&Opener::Code(code), &visitor.throttle_key()).await?;
        let token = self.links.token(id.as_bytes());
        let hash = token_hash(&token);
        self.db.write(move |tx| Ok::<_, SetupError>(setup_links::set_page(tx, id, &hash)?)).await?;
        Ok(token)
    }

    /// Chooses a PIN, which uses the link or code up and ends whatever else waits for the employee. Of two at
    /// once, one wins. No current PIN changes before this, and it changes at once.
    ///
    /// # Errors
    /// When the link opens nothing, or was used before, or the PIN will not do.
    pub async fn choose_pin(self: &Arc<Self>, token: &str, pin: &str, visitor: &Visitor) -> Result<(), SetupError> {
        let opened = self.opened(&Opener::Link(token.to_owned()), &visitor.throttle_key()).await?;
        let Opened { id, kind, employee, used: None, .. } = opened else { return Err(SetupError::Used) };
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
        let (gateway, from) = (Arc::clone(self), visitor.address.clone());
        self.db
            .write(move |tx| {
                let action = match kind {
                    SetupKind::Link => "choose PIN by setup link",
                    SetupKind::Code => "choose PIN by one-time code",
                };
                gateway.use_up(tx, id, &employee, NewPin { pin, hash }, (action, &from))
            })
            .await?;
        self.work_queued.notify_one();
        Ok(())
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
            return Err(if setup_links::is_used(tx, id)? { SetupError::Used } else { SetupError::Spent });
        }
        let clock_id = self.put_pin(tx, &before.employee, &pin, &hash)?;
        setup_links::end_waiting(tx, employee.id, self.now())?;
        self.mail_id(tx, &before.employee, id)?;
        let actor = Actor::employee(employee.workspace, &before.employee.details.name, address);
        self.note_phone(tx, &actor, action, &before)?;
        Ok(clock_id)
    }

    /// Mails number and ID to who has an address: without them a chosen PIN is worth nothing.
    fn mail_id(&self, tx: &mut dyn Tx, employee: &Employee, link: SetupLinkId) -> Result<(), StoreError> {
        let Some(recipient) = address(employee.details.email.as_deref()) else { return Ok(()) };
        let (workspace, link) = (employee.workspace, *link.as_bytes());
        self.queue_mail(
            tx,
            Letter { workspace, kind: MailKind::PinChosen, link, employee: Some(employee.id), recipient },
        )
    }

    async fn opened(self: &Arc<Self>, opener: &Opener, address: &str) -> Result<Opened, SetupError> {
        match opener {
            Opener::Link(token) => {
                let (hash, ends) = (token_hash(token), self.time_for_ends());
                self.db
                    .read(move |tx| {
                        let link = setup_links::find_link(tx, &hash)?.filter(|(link, _)| ends < link.ends_at);
                        let (link, used) = link.ok_or(SetupError::Spent)?;
                        opened(tx, link, used)
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
            Some(link) => opened(tx, link, false),
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

fn opened(tx: &mut dyn Tx, link: Waiting, used: bool) -> Result<Opened, SetupError> {
    // Whoever was rid of PIN and ID since has nothing to call with, whatever the link once led to.
    let used = if used { Some(credential_of(tx, link.employee)?.ok_or(SetupError::Spent)?) } else { None };
    let employee = crate::store::employees::get_employee(tx, link.workspace, link.employee)?;
    let settings = workspaces::get_workspace(tx, link.workspace)?.settings;
    let voice_check = employee.details.says_name(&settings);
    let invited = Invited {
        language: employee.details.language,
        employer: settings.name,
        pin_min_digits: settings.pin_min_digits,
    };
    Ok(Opened { id: link.id, kind: link.kind, employee, invited, voice_check, used })
}

/// The ID that an employee calls with, where there is a PIN to go with it.
fn credential_of(tx: &mut dyn Tx, employee: EmployeeId) -> Result<Option<PhoneClockId>, StoreError> {
    if mails::has_pin(tx, employee)? { phone_clock_ids::find_of_employee(tx, employee) } else { Ok(None) }
}
