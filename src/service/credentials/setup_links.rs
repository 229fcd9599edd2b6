//! Setup links and one-time codes: made, opened, and used up by choosing a PIN.

use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use super::{CredentialError, NewPin, pins, rollout::address, standing, worker_links};
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, SetupLinkId},
        language::Language,
        phone_clock_id::PhoneClockId,
        pin::{Pin, PinFormatError, WeakPinError},
        setup_code::{MAX_FAILURES, SetupCode},
    },
    service::{
        audit::Actor,
        kernel::{
            Store, Unit,
            keys::LinkKey,
            outbox::{self, LinkMail},
            token::token_hash,
        },
        pin_hash::HashError,
        throttle_key::throttle_key,
    },
    store::{
        Hold, StoreError, Tx, employees,
        mails::{self, MailKind},
        phone_clock_ids,
        setup_links::{self, NewSetupLink, PendingLink, SetupKind},
        workspaces,
    },
};

/// How long a setup link or one-time code lives.
pub const SETUP_LINK_TTL: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Codes that open nothing, from one network address within [`FAILURE_WINDOW`].
const FAILURES_BY_ADDRESS: u32 = 10;
const FAILURE_WINDOW: SignedDuration = SignedDuration::from_mins(15);

/// Why no PIN was chosen by a setup link or code.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum SetupError {
    #[error(transparent)]
    Store(#[from] StoreError),
    /// One answer for links and codes that are unknown, used, replaced or have run out.
    #[error("the link or code is unknown, replaced or over")]
    Spent,
    /// Somebody has chosen a PIN with it before; that one holds.
    #[error("the link or code was used before")]
    Used,
    #[error("too many wrong codes came from this address")]
    TooMany,
    #[error(transparent)]
    NotAPin(#[from] PinFormatError),
    #[error("the PIN is refused")]
    Weak(#[source] WeakPinError),
    #[error("the PIN could not be hashed")]
    Hash(#[from] HashError),
}

impl From<CredentialError> for SetupError {
    fn from(error: CredentialError) -> Self {
        match error {
            CredentialError::Store(error) => Self::Store(error),
            CredentialError::Weak(weakness) => Self::Weak(weakness),
            CredentialError::NotAPin(error) => Self::NotAPin(error),
            CredentialError::Hash(error) => Self::Hash(error),
            CredentialError::NoPin
            | CredentialError::NoEmployee
            | CredentialError::Inactive
            | CredentialError::TextsStopped => Self::Spent,
        }
    }
}

/// What a setup link leads to, for the days that it lives.
#[derive(Debug, Clone)]
pub enum SetupPage {
    /// It still waits to be used.
    Choose(SetupInvitation),
    /// It was used: what the employee needs to call. Nothing can be done with it any more.
    Done(PhoneAccess),
}

/// What the page for choosing a PIN needs; nothing that names the employee.
#[derive(Debug, Clone)]
pub struct SetupInvitation {
    /// The language of the page.
    pub language: Language,
    /// The workspace's name.
    pub employer: String,
    /// The fewest digits that a PIN may have there.
    pub pin_min_digits: usize,
}

/// What a person needs to clock by phone, but for the number and the PIN.
#[derive(Debug, Clone)]
pub struct PhoneAccess {
    /// The language of the page.
    pub language: Language,
    /// The ID to key in.
    pub clock_id: PhoneClockId,
    /// Whether a call asks for the name.
    pub voice_check: bool,
    /// The token of their own page, as long as the link to it is the one that came with this.
    pub worker_page: Option<String>,
}

/// A link or code that holds, and whose it is.
pub(super) struct OpenedLink {
    /// Its own id.
    pub id: SetupLinkId,
    /// Whose PIN it lets choose.
    pub employee: Employee,
    kind: SetupKind,
    invitation: SetupInvitation,
    voice_check: bool,
    /// Of one that was used, the ID that the employee calls with.
    used: Option<PhoneClockId>,
}

impl OpenedLink {
    /// What choosing a PIN with it is called in the audit log.
    pub(super) const fn kind_of_choice(&self) -> &'static str {
        match self.kind {
            SetupKind::Link => "choose PIN by setup link",
            SetupKind::Code => "choose PIN by one-time code",
        }
    }
}

/// What a setup link, or the page of a one-time code, leads to at `now`. Opening it uses nothing up.
///
/// # Errors
/// [`SetupError::Spent`] for whatever opens nothing.
pub fn open(tx: &mut dyn Tx, keys: &LinkKey, token: &str, now: Timestamp) -> Result<SetupPage, SetupError> {
    let OpenedLink { id, employee, invitation, voice_check, used, .. } = find(tx, token, now)?;
    let Some(clock_id) = used else { return Ok(SetupPage::Choose(invitation)) };
    let worker_page = worker_links::token_with(tx, keys, (&employee, id), now)?;
    Ok(SetupPage::Done(PhoneAccess { language: invitation.language, clock_id, voice_check, worker_page }))
}

/// A link by which this PIN could be chosen. `now` is when it is chosen, `ends` the time by which links are judged.
///
/// # Errors
/// When the link opens nothing, or was used before, or the PIN will not do.
pub(super) fn open_unused(
    tx: &mut dyn Tx,
    token: &str,
    pin: &Pin,
    (now, ends): (Timestamp, Timestamp),
) -> Result<OpenedLink, SetupError> {
    let opened = find(tx, token, ends)?;
    if opened.used.is_some() {
        return Err(SetupError::Used);
    }
    let person = standing::get_active(tx, opened.employee.workspace, opened.employee.id, ends)?;
    pins::refuse_weak(tx, &person.employee, pin, person.clock_id.as_ref(), now)?;
    Ok(opened)
}

fn find(tx: &mut dyn Tx, token: &str, now: Timestamp) -> Result<OpenedLink, SetupError> {
    let link = setup_links::find_link(tx, &token_hash(token))?.filter(|(link, _)| now < link.ends_at);
    let (link, used) = link.ok_or(SetupError::Spent)?;
    // Whoever was rid of PIN and ID since has nothing to call with, whatever the link once led to.
    let used = if used { Some(find_clock_id(tx, link.employee)?.ok_or(SetupError::Spent)?) } else { None };
    let employee = employees::get_employee(tx, link.workspace, link.employee)?;
    let settings = workspaces::get_workspace(tx, link.workspace)?.settings;
    let voice_check = employee.details.says_name(&settings);
    let invitation = SetupInvitation {
        language: employee.details.language,
        employer: settings.name,
        pin_min_digits: settings.pin_min_digits,
    };
    Ok(OpenedLink { id: link.id, employee, kind: link.kind, invitation, voice_check, used })
}

/// The ID that an employee calls with, where there is a PIN to go with it.
fn find_clock_id(tx: &mut dyn Tx, employee: EmployeeId) -> Result<Option<PhoneClockId>, StoreError> {
    if mails::has_pin(tx, employee)? { phone_clock_ids::find_of_employee(tx, employee) } else { Ok(None) }
}

/// The token of the page on which the holder of a one-time code goes on, so that the code is typed once and stands in no
/// address. A wrong code counts as a guess of the network address and of the code that it names, and stays counted.
///
/// # Errors
/// [`SetupError::Spent`] for whatever opens nothing; [`SetupError::TooMany`] for who guesses.
pub async fn open_code(store: &Store, code: SetupCode, address: &str) -> Result<String, SetupError> {
    let from = throttle_key(address);
    let tried: Result<_, StoreError> =
        store.write(Hold::Address(from.clone()), move |u| try_code(u, &code, &from)).await;
    tried?
}

/// A refusal is a result as any other here: what was counted is to be kept. All in one write: many at once gain
/// nothing.
fn try_code(u: &mut Unit<'_>, code: &SetupCode, address: &str) -> Result<Result<String, SetupError>, StoreError> {
    let since = u.now.saturating_sub(FAILURE_WINDOW).unwrap_or(Timestamp::MIN);
    setup_links::forget_failed_codes(u.tx, since, u.now)?;
    if setup_links::count_failed_codes(u.tx, address, since)? >= FAILURES_BY_ADDRESS {
        return Ok(Err(SetupError::TooMany));
    }
    let Some(link) = match_code(u, code)? else {
        setup_links::insert_failed_code(u.tx, address, u.now)?;
        return Ok(Err(SetupError::Spent));
    };
    let token = u.keys.token(link.id.as_bytes());
    setup_links::set_page(u.tx, link.id, &token_hash(&token))?;
    Ok(Ok(token))
}

/// The waiting code that these digits are; a wrong try is counted against the code that they name. Takes the holds of
/// the employee whose code is named: holds that come before those have to be taken before.
pub(in crate::service) fn match_code(u: &mut Unit<'_>, code: &SetupCode) -> Result<Option<PendingLink>, StoreError> {
    let Some(named) = find_named(u, code)? else { return Ok(None) };
    hold_person(u, &named)?;
    // Used, ended or guessed at by somebody else, before the holds were had.
    let Some(known) = find_named(u, code)?.filter(|known| known.id == named.id) else { return Ok(None) };
    if u.keys.code_hash(code.expose()).ct_eq(known.hash.as_slice()).into() {
        return Ok(Some(known));
    }
    setup_links::count_failure(u.tx, known.id, MAX_FAILURES, u.now)?;
    Ok(None)
}

fn find_named(u: &mut Unit<'_>, code: &SetupCode) -> Result<Option<PendingLink>, StoreError> {
    let ends = u.time_for_ends();
    Ok(setup_links::find_code(u.tx, code.selector())?.filter(|known| ends < known.ends_at))
}

fn hold_person(u: &mut Unit<'_>, link: &PendingLink) -> Result<(), StoreError> {
    u.hold(Hold::WorkspaceShared(link.workspace))?;
    u.hold(Hold::Employee(link.employee))
}

/// Sets the PIN and uses the link or code up, both or neither; `action` and `address` are for the audit log. Takes the
/// employee's holds.
///
/// # Errors
/// When the link was used or ended meanwhile, or the PIN will not do any more.
pub(in crate::service) fn use_up(
    u: &mut Unit<'_>,
    id: SetupLinkId,
    employee: &Employee,
    new: NewPin,
    (action, address): (&str, &str),
) -> Result<PhoneClockId, SetupError> {
    u.hold(Hold::WorkspaceShared(employee.workspace))?;
    u.hold(Hold::Employee(employee.id))?;
    let ends = u.time_for_ends();
    let before = standing::get_active(u.tx, employee.workspace, employee.id, ends)?;
    pins::refuse_weak(u.tx, &before.employee, &new.pin, before.clock_id.as_ref(), u.now)?;
    if !setup_links::use_setup_link(u.tx, id, ends)? {
        return Err(if setup_links::is_used(u.tx, id)? { SetupError::Used } else { SetupError::Spent });
    }
    let clock_id = pins::put(u, &before.employee, &new)?;
    setup_links::end_waiting(u.tx, employee.id, u.now)?;
    mail_id(u, &before.employee, id)?;
    let actor = Actor::employee(employee.workspace, &before.employee.details.name, address);
    standing::note(u, &actor, action, &before)?;
    Ok(clock_id)
}

/// Mails number and ID to an employee who has an address: without them a chosen PIN is of no use.
fn mail_id(u: &mut Unit<'_>, employee: &Employee, link: SetupLinkId) -> Result<(), StoreError> {
    let Some(recipient) = address(employee.details.email.as_deref()) else { return Ok(()) };
    let (workspace, link) = (employee.workspace, *link.as_bytes());
    outbox::queue(u, LinkMail { workspace, kind: MailKind::PinChosen, link, employee: Some(employee.id), recipient })
}

/// Makes a setup link; the token is derived from its id when the mail is written.
pub(super) fn make_link(u: &mut Unit<'_>, employee: EmployeeId) -> Result<SetupLinkId, StoreError> {
    let id = SetupLinkId::generate(&u.ids);
    let hash = token_hash(&u.keys.token(id.as_bytes()));
    let (made_at, ends_at) = (u.now, u.ends_after(SETUP_LINK_TTL));
    let link = NewSetupLink { id, employee, kind: SetupKind::Link, selector: None, hash, made_at, ends_at };
    setup_links::insert_setup_link(u.tx, &link)?;
    Ok(id)
}

/// Makes a one-time code. It is in the answer and nowhere else.
pub(super) fn make_code(u: &mut Unit<'_>, employee: EmployeeId) -> Result<SetupCode, StoreError> {
    let id = SetupLinkId::generate(&u.ids);
    let code = loop {
        let drawn = SetupCode::generate(u.entropy);
        if setup_links::free_selector(u.tx, drawn.selector(), u.clock.time_for_ends())? {
            break drawn;
        }
    };
    let hash = u.keys.code_hash(code.expose());
    let (selector, made_at, ends_at) = (Some(code.selector()), u.now, u.ends_after(SETUP_LINK_TTL));
    let link = NewSetupLink { id, employee, kind: SetupKind::Code, selector, hash, made_at, ends_at };
    setup_links::insert_setup_link(u.tx, &link)?;
    Ok(code)
}
