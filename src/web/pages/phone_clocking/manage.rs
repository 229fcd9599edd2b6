//! One employee and the phone: a link, a PIN by hand, a one-time code, unlocking, removing.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::{IntoResponse, Redirect, Response},
};
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    Badge, HERE,
    confirmations::{ConfirmationsView, LastText},
};
use crate::{
    domain::{
        ids::{EmployeeId, SetupLinkId},
        pen::Pen,
        workspace::Zone,
    },
    practice::Pass,
    service::{
        Hold, StoreError,
        credentials::{
            CredentialError, pins,
            rollout::{
                self, LinkDelivery, RolloutRow, address, codes,
                links::{self, LinkError},
            },
        },
        kernel::texts::{
            self,
            consents::{self, Consents, TextConsent},
        },
        pin_hash::HashError,
        practice::{PracticeEmployee, find_practice_employee},
        roster::workspaces,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        pages::{
            cards,
            confirm::{self, ConfirmedForm},
            error::{self, PageError},
            field::EmptyForm,
            form_errors::capital,
            layout::{Page, html},
            leaving::{ClockedInRow, find_clocked_in},
            number::Number,
            typed_secret::{PinForm, PinFormError},
        },
        routes::Routes,
    },
    wording::{admin::TextsWords, refusals},
};

const SET_PIN: &str = "/time-tracking/phone-clocking/{id}/set-pin";
const UNLOCK: &str = "/time-tracking/phone-clocking/{id}/unlock";

const PRACTICE: &str = "/time-tracking/phone-clocking/{id}/practice";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/phone-clocking/{id}", Audience::LEADS, show)
        .post("/time-tracking/phone-clocking/{id}/email-link", Audience::ADMINS, email_link)
        .post("/time-tracking/phone-clocking/{id}/set-pin", Audience::ADMINS, set_pin)
        .post("/time-tracking/phone-clocking/{id}/remove-pin", Audience::ADMINS, remove_pin)
        .post("/time-tracking/phone-clocking/{id}/unlock", Audience::LEADS, unlock)
        .post("/time-tracking/phone-clocking/{id}/code", Audience::ADMINS, make_code)
        .post("/time-tracking/phone-clocking/{id}/practice", Audience::ADMINS, practice)
}

#[derive(Template)]
#[template(path = "phone_clocking/manage.html")]
struct ManagePage {
    page: Page,
    id: EmployeeId,
    active: bool,
    /// The day on which they start, where that is still to come.
    starts: Option<Date>,
    may_change: bool,
    may_unlock: bool,
    may_practice: bool,
    number: Option<Number>,
    badge: Badge,
    to_folder: bool,
    email: Option<String>,
    /// Whether a number is on file that texts could go to.
    has_phone: bool,
    /// Who has said whether they may be texted.
    /// Whether punches are confirmed to them, where this gateway sends texts.
    confirmations: Option<ConfirmationsView>,
    last_text: Option<LastText>,
    texts: TextsView,
    clock_id: Option<String>,
    pin_set: Option<String>,
    link: Option<LinkRow>,
    code_until: Option<String>,
    locked: bool,
    min_digits: usize,
    pin_problem: Option<String>,
    /// Whether a PIN can be set at once, or the password is asked for first.
    confirmed: bool,
    /// Their open entry, which they need a PIN to end.
    open: Option<ClockedInRow>,
}

/// What was said of texts to them.
#[derive(Default)]
struct TextsView {
    said: String,
    allowed: bool,
    /// Whether they have stopped texts themselves, which is not for the office to change.
    stopped: bool,
}

impl TextsView {
    fn new(consents: &Consents, words: &TextsWords, (pen, zone): (&Pen, &Zone)) -> Self {
        let by = |said: &TextConsent| format!("{}, {}", said.actor, pen.moment(said.at, zone));
        if let Some(stopped) = consents.stopped() {
            let said = words.holder_stopped(pen.moment(stopped.at, zone));
            return Self { said, allowed: false, stopped: true };
        }
        let said = match (&consents.own, &consents.of_workspace) {
            (Some(own), _) if own.allowed => words.own_agreed(by(own)),
            (Some(own), _) => words.own_stopped(by(own)),
            (None, Some(all)) if all.allowed => words.all_agreed(by(all)),
            (None, Some(_) | None) => words.nobody_said.clone(),
        };
        Self { said, allowed: consents.is_allowed(), stopped: false }
    }
}

struct LinkRow {
    id: SetupLinkId,
    made: String,
    until: String,
    over: bool,
    mail: &'static str,
    problem: Option<String>,
}

impl ManagePage {
    fn new(web: &Web, signed_in: &SignedIn, person: RolloutRow, zone: &Zone, min_digits: usize) -> Self {
        let now = web.store.clock().time_for_ends();
        let (words, pen) = (&signed_in.words().phone, signed_in.pen());
        let badge = Badge::new(&person, words, now);
        let role = signed_in.session.user.role;
        let link = person.link.map(|link| LinkRow {
            id: link.id,
            made: pen.moment(link.made_at, zone),
            until: pen.moment(link.ends_at, zone),
            over: link.ends_at <= now,
            mail: match link.delivery() {
                _ if link.text.is_some() => badge.words,
                LinkDelivery::Queued => &words.mail_queued,
                LinkDelivery::Waiting(_) | LinkDelivery::Failed(_) => "",
                LinkDelivery::Sent => &words.mail_sent,
                LinkDelivery::Folder => &words.mail_in_folder,
            },
            problem: words.mail_problem(&link),
        });
        Self {
            page: Page::of(signed_in, &person.employee.details.name, HERE),
            id: person.employee.id,
            active: person.employee.active,
            starts: person.employee.details.starts_on.filter(|_| person.employee.is_pending(zone, now)),
            may_change: access::allows(role, &Method::POST, SET_PIN),
            may_unlock: access::allows(role, &Method::POST, UNLOCK),
            may_practice: web.practice.is_some() && access::allows(role, &Method::POST, PRACTICE),
            number: Number::new(web),
            badge,
            to_folder: web.outbox.goes_to_folder(),
            has_phone: person.employee.details.phone.is_some(),
            texts: TextsView::default(),
            confirmations: None,
            last_text: None,
            email: address(person.employee.details.email.as_deref()).map(|address| address.to_string()),
            clock_id: person.clock_id.map(String::from),
            pin_set: person.pin_set_at.map(|at| pen.moment(at, zone)),
            link,
            code_until: person.code_ends_at.map(|at| pen.moment(at, zone)),
            locked: person.locked,
            min_digits,
            pin_problem: None,
            confirmed: confirm::is_confirmed(web, &signed_in.session),
            open: None,
        }
    }

    /// The page that asks for the password, and then leads back to this one.
    fn confirm(&self) -> String {
        format!("/confirm?next={HERE}/{}", self.id)
    }
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let employee = employee(&signed_in, &id)?;
    page(&web, &signed_in, employee, None).await
}

/// The id of the employee that an address names, whether or not there is one.
fn employee(signed_in: &SignedIn, id: &str) -> Result<EmployeeId, PageError> {
    EmployeeId::parse(id).ok_or_else(|| error::not_found(&signed_in.visit).into())
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    pin_problem: Option<String>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    let read = web.store.read(move |tx| {
        let person = rollout::find(tx, workspace, id, now)?;
        let consents = consents::find(tx, workspace, Some(id))?;
        let choice = consents::find_confirmations(tx, workspace, Some(id))?;
        let last_text = texts::find_last(tx, workspace, id)?;
        Ok::<_, StoreError>((person, workspaces::get_settings(tx, workspace)?, consents, choice, last_text))
    });
    let (Some(person), settings, consents, choice, last_text) = read.await? else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let open = find_clocked_in(web, signed_in, id).await?;
    let (words, pen) = (&signed_in.words().texts, (signed_in.pen(), &settings.zone));
    let texts = TextsView::new(&consents, words, pen);
    let may_text = !web.services.texter.texting().senders.is_empty();
    let confirmations = may_text.then(|| ConfirmationsView::of_employee(&choice, words, pen));
    let last_text = last_text.map(|last| LastText::new(last, words, pen));
    let page = ManagePage::new(web, signed_in, person, &settings.zone, settings.pin_min_digits);
    Ok(html(&ManagePage { pin_problem, open, texts, confirmations, last_text, ..page }))
}

/// Lets this visit practice as the employee, who is asked for ID and PIN by the call itself.
async fn practice(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (Some(practice), Some(id)) = (&web.practice, EmployeeId::parse(&id)) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let workspace = signed_in.session.user.workspace;
    let found = web.store.read(move |tx| find_practice_employee(tx, workspace, id)).await?;
    let Some(PracticeEmployee { language, clock_id }) = found else { return Ok(error::not_found(&signed_in.visit)) };
    let pass = Pass { clock_id, language, anybody: false, wire: true };
    practice.admit(&signed_in.visit.csrf, &signed_in.visit.visitor.throttle_key(), pass);
    Ok(Redirect::to("/practice/phone").into_response())
}

/// Back to the page with a word about what was done, or with why it was not.
fn outcome(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    done: Result<&str, &CredentialError>,
) -> Result<Response, PageError> {
    match done {
        Ok(note) => Ok(guard::go(web, &format!("{HERE}/{id}"), note)),
        Err(CredentialError::NoEmployee) => Ok(error::not_found(&signed_in.visit)),
        Err(CredentialError::Hash(HashError::Full)) => Ok(error::busy(&signed_in.visit)),
        Err(error @ (CredentialError::Store(_) | CredentialError::Hash(_))) => Err(error::failed(error)),
        Err(
            problem @ (CredentialError::NotAPin(_)
            | CredentialError::Weak(_)
            | CredentialError::NoPin
            | CredentialError::Inactive
            | CredentialError::TextsStopped),
        ) => {
            let note = signed_in.words().phone.nothing_changed(refusals::credential(signed_in.words(), problem));
            Ok(guard::go(web, &format!("{HERE}/{id}"), &note))
        }
    }
}

#[derive(Deserialize)]
struct EmailLinkForm {
    /// The waiting link that the page showed; empty for none.
    #[serde(default)]
    seen: String,
}

async fn email_link(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmailLinkForm { seen }): Form<EmailLinkForm>,
) -> Result<Response, PageError> {
    let (id, actor, seen) = (employee(&signed_in, &id)?, signed_in.actor(), SetupLinkId::parse(&seen));
    let sent = web.store.write(Hold::Workspace(actor.workspace), move |u| links::email_one(u, &actor, id, seen)).await;
    let words = &signed_in.words().phone;
    let note = match sent {
        Ok(()) if web.outbox.goes_to_folder() => &words.link_to_folder,
        Ok(()) => &words.link_on_its_way,
        Err(LinkError::Employee(error)) => return outcome(&web, &signed_in, id, Err(&error)),
        Err(LinkError::NoAddress) => &words.no_mail_address,
        Err(LinkError::SentMeanwhile) => &words.sent_meanwhile,
    };
    outcome(&web, &signed_in, id, Ok(note))
}

async fn set_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(PinForm { pin }): Form<PinForm>,
) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    confirm::required(&web, &signed_in, &format!("{HERE}/{id}"))?;
    let words = &signed_in.words().phone;
    let problem = match pin {
        Ok(pin) => match web.verifier.set_pin(signed_in.actor(), id, pin).await {
            Ok(clock_id) => return outcome(&web, &signed_in, id, Ok(&words.pin_is_set(clock_id))),
            Err(weak @ CredentialError::Weak(_)) => refusals::credential(signed_in.words(), &weak),
            Err(error) => return outcome(&web, &signed_in, id, Err(&error)),
        },
        Err(PinFormError::Differ) => words.pins_differ.clone(),
        Err(PinFormError::NotAPin(wrong)) => refusals::credential(signed_in.words(), &wrong.into()),
    };
    page(&web, &signed_in, id, Some(format!("{}.", capital(&problem)))).await
}

async fn remove_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let removed = web.store.write(Hold::Workspace(actor.workspace), move |u| pins::remove(u, &actor, id)).await;
    let words = &signed_in.words().phone;
    let mut note = words.pin_removed.clone();
    if let Some(open) = find_clocked_in(&web, &signed_in, id).await? {
        note = format!("{note} {}", words.removed_while_in(open.name, open.since));
    }
    outcome(&web, &signed_in, id, removed.as_ref().map(|()| note.as_str()))
}

async fn unlock(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let unlocked = web.store.write(Hold::Workspace(actor.workspace), move |u| pins::unlock(u, &actor, id)).await;
    let words = &signed_in.words().phone;
    let note = |was_locked: &bool| if *was_locked { &words.unlocked } else { &words.not_locked };
    outcome(&web, &signed_in, id, unlocked.as_ref().map(|was_locked| note(was_locked).as_str()))
}

/// Makes a code and shows the card with it, this once.
async fn make_code(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let made = web.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &actor, id)).await;
    match made {
        Ok(code) => cards::one(&web, &signed_in, id, Some(&code)).await,
        Err(error) => outcome(&web, &signed_in, id, Err(&error)),
    }
}
