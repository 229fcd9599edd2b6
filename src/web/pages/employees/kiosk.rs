//! One employee and the kiosks: PIN and badge, set, shown, mailed, made anew, taken away.

mod change;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::Response,
};
use jiff::Timestamp;

use crate::{
    domain::{
        ids::{EmployeeId, KioskCredentialId, KioskId},
        kiosk::{CredentialKind, CredentialOrigin},
        pen::Pen,
        user::Email,
        workspace::Zone,
    },
    service::{
        kiosks::{
            Kiosk, bulk,
            credentials::{
                self, KioskCredential, KioskCredentialError, KioskStanding, Showing, showing, wants_renewal,
            },
            locks, members,
            policy::KioskPolicy,
        },
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        pages::{
            error::{self, PageError},
            kiosk_locks::LockRow,
            layout::{Page, html},
        },
        routes::Routes,
    },
};

/// Where kiosks are set up.
pub(super) const KIOSKS: &str = "/time-tracking/kiosks";

pub(super) fn routes() -> Routes {
    Routes::new().get("/employees/{id}/kiosk", Audience::LEADS, show).merge(change::routes())
}

#[derive(Template)]
#[template(path = "employees/kiosk.html")]
struct KioskPage {
    page: Page,
    id: EmployeeId,
    active: bool,
    may_change: bool,
    to_folder: bool,
    seen_at: String,
    pin_problem: Option<String>,
    /// Where they are locked after wrong PINs.
    locks: Vec<LockRow>,
    /// Where unlocking leads back to.
    locks_next: String,
    /// None where kiosks are not activated.
    shown: Option<KioskSection>,
}

struct KioskSection {
    method: String,
    /// Where they may clock: with whether it is disabled.
    kiosks: Vec<(KioskId, String, bool)>,
    lacks_number: bool,
    starts_on: Option<String>,
    pin: Option<CredentialRow>,
    badge: Option<CredentialRow>,
    has_badge: bool,
    /// Whether something is made in the background.
    waits: bool,
    asleep: usize,
    digits: usize,
    may_type: bool,
    may_show_again: bool,
    can_show_pin: bool,
    can_show_badge: bool,
    email: Option<String>,
    /// That a new PIN is suggested.
    due_words: Option<String>,
}

struct CredentialRow {
    id: KioskCredentialId,
    digits: usize,
    /// Whether somebody typed it; otherwise it was generated.
    typed: bool,
    made: String,
    due: bool,
}

impl CredentialRow {
    fn new(policy: &KioskPolicy, credential: &KioskCredential, (pen, zone): (&Pen, &Zone), now: Timestamp) -> Self {
        let typed = match credential.origin {
            CredentialOrigin::Derived | CredentialOrigin::Random => false,
            CredentialOrigin::Typed => true,
        };
        let due = wants_renewal(policy, credential.made_at, now);
        let (id, digits) = (credential.id, credential.digits.unwrap_or(0));
        Self { id, digits, typed, made: pen.moment(credential.made_at, zone), due }
    }
}

impl KioskSection {
    fn new(web: &Web, signed_in: &SignedIn, policy: &KioskPolicy, read: &ReadStanding) -> Self {
        let (words, pen) = (signed_in.words(), signed_in.pen());
        let (now, zone) = (web.store.now(), &read.zone);
        let KioskStanding { employee, pin, badge, asleep, .. } = &read.standing;
        let row = |credential: &KioskCredential| CredentialRow::new(policy, credential, (pen, zone), now);
        let can_show = |credential: &Option<KioskCredential>| {
            credential
                .as_ref()
                .is_some_and(|known| matches!(showing(web.store.keys(), policy, known), Showing::Shown(_)))
        };
        let due = pin.as_ref().filter(|pin| wants_renewal(policy, pin.made_at, now));
        let due_words = due.zip(policy.renew_after_months).map(|(_, months)| match months {
            1 => words.person.pin_old_month.clone(),
            months => words.person.pin_old_months(months),
        });
        Self {
            method: words.kiosks.method_in_force(policy),
            kiosks: read
                .kiosks
                .iter()
                .map(|kiosk| (kiosk.id, kiosk.name.clone(), kiosk.disabled_at.is_some()))
                .collect(),
            lacks_number: policy.method.pin() == CredentialKind::NumberPin
                && employee.details.employee_number.is_none(),
            starts_on: employee.details.starts_on.filter(|_| employee.is_pending(zone, now)).map(|day| day.to_string()),
            pin: pin.as_ref().map(row),
            badge: badge.as_ref().map(row),
            has_badge: policy.method.has_badge(),
            waits: read.waits,
            asleep: *asleep,
            digits: policy.digits_of(policy.method.pin()).unwrap_or(0),
            may_type: policy.may_type,
            may_show_again: policy.may_show_again,
            can_show_pin: can_show(pin),
            can_show_badge: can_show(badge),
            email: employee
                .details
                .email
                .as_deref()
                .and_then(|email| Email::parse(email).ok())
                .map(|to| to.to_string()),
            due_words,
        }
    }
}

/// What the page is made of.
struct ReadStanding {
    standing: KioskStanding,
    zone: Zone,
    kiosks: Vec<Kiosk>,
    waits: bool,
}

async fn read(web: &Web, signed_in: &SignedIn, id: EmployeeId) -> Result<ReadStanding, PageError> {
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| {
        let standing = credentials::standing(tx, workspace, id)?;
        let zone = workspaces::get_settings(tx, workspace)?.zone;
        let kiosks = members::list_kiosks_of(tx, workspace, id)?;
        let waits = bulk::waits(tx, workspace, id)?;
        Ok::<_, KioskCredentialError>(ReadStanding { standing, zone, kiosks, waits })
    });
    read.await.map_err(|problem| failed(signed_in, &problem))
}

fn employee(signed_in: &SignedIn, id: &str) -> Result<EmployeeId, PageError> {
    EmployeeId::parse(id).ok_or_else(|| error::not_found(&signed_in.visit).into())
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    page(&web, &signed_in, id, None).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    pin_problem: Option<String>,
) -> Result<Response, PageError> {
    let read = read(web, signed_in, id).await?;
    let policy = read.standing.policy.as_ref().filter(|policy| policy.activated);
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let locks = web.store.read(move |tx| locks::list_of_employee(tx, workspace, id, now)).await?;
    Ok(html(&KioskPage {
        page: Page::of(signed_in, &read.standing.employee.details.name, "/employees"),
        id,
        active: read.standing.employee.active,
        may_change: access::allows(signed_in.session.user.role, &Method::POST, "/employees/{id}/kiosk/generate"),
        to_folder: web.outbox.goes_to_folder(),
        seen_at: web.store.now().to_string(),
        pin_problem,
        locks: locks.into_iter().map(|lock| LockRow::new(lock, &read.zone, signed_in.pen())).collect(),
        locks_next: format!("/employees/{id}/kiosk"),
        shown: policy.map(|policy| KioskSection::new(web, signed_in, policy, &read)),
    }))
}

/// The page that is shown in the place of another one, for what is no word beside a field.
fn failed(signed_in: &SignedIn, problem: &KioskCredentialError) -> PageError {
    match problem {
        KioskCredentialError::NoEmployee => error::not_found(&signed_in.visit).into(),
        KioskCredentialError::Hash(HashError::Full) => error::busy(&signed_in.visit).into(),
        KioskCredentialError::Store(_)
        | KioskCredentialError::Hash(HashError::Unreadable | HashError::Failed)
        | KioskCredentialError::NotActivated
        | KioskCredentialError::Inactive
        | KioskCredentialError::NotTyped
        | KioskCredentialError::Digits(_)
        | KioskCredentialError::Pin(_)
        | KioskCredentialError::Refused
        | KioskCredentialError::TooManyRefused
        | KioskCredentialError::NoneLeft
        | KioskCredentialError::NothingThere
        | KioskCredentialError::ChangedMeanwhile
        | KioskCredentialError::MadeAlready => error::failed(problem),
    }
}
