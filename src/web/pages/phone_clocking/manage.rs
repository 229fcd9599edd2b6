//! One employee and the phone: a link, a PIN by hand, a one-time code, unlocking, removing.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::Method,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{Badge, HERE, Number, mail_problem};
use crate::{
    domain::{
        ids::{EmployeeId, SetupLinkId},
        time_text::moment,
        workspace::Zone,
    },
    practice::Pass,
    service::{
        Hold, StoreError,
        credentials::{
            CredentialError, pins,
            rollout::{
                self, Delivery, Person, address, codes,
                links::{self, LinkError},
            },
        },
        pin_hash::HashError,
        practice::{Practiser, find_practiser},
        roster::workspaces,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        pages::{
            cards,
            error::{self, PageError},
            layout::{Page, html},
            leaving::{ClockedInRow, find_clocked_in},
            sign_in::{Nothing, capital},
            typed_secret::{PinFormError, TypedSecret},
        },
        routes::Routes,
    },
    wording::refusals,
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
        .post("/time-tracking/phone-clocking/{id}/practice", Audience::ADMINS, practise)
}

#[derive(Template)]
#[template(path = "phone_clocking/manage.html")]
struct ManagePage {
    page: Page,
    id: EmployeeId,
    active: bool,
    may_change: bool,
    may_unlock: bool,
    may_practise: bool,
    number: Option<Number>,
    badge: Badge,
    to_folder: bool,
    email: Option<String>,
    clock_id: Option<String>,
    pin_set: Option<String>,
    link: Option<LinkRow>,
    code_until: Option<String>,
    locked: bool,
    min_digits: usize,
    pin_problem: Option<String>,
    /// Their open entry, which they need a PIN to end.
    open: Option<ClockedInRow>,
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
    fn of(web: &Web, signed_in: &SignedIn, person: Person, zone: &Zone, min_digits: usize) -> Self {
        let now = web.store.clock().time_for_ends();
        let badge = Badge::of(&person, now);
        let role = signed_in.session.user.role;
        let link = person.link.map(|link| LinkRow {
            id: link.id,
            made: moment(link.made_at, zone),
            until: moment(link.ends_at, zone),
            over: link.ends_at <= now,
            mail: match link.delivery() {
                Delivery::Queued => "The mail is being sent.",
                Delivery::Waiting(_) | Delivery::Failed(_) => "",
                Delivery::Sent => "The mail server has the mail.",
                Delivery::Folder => "The mail is in the outbox folder; nobody gets it from there by itself.",
            },
            problem: mail_problem(&link),
        });
        Self {
            page: Page::of(signed_in, &person.employee.details.name, HERE),
            id: person.employee.id,
            active: person.employee.active,
            may_change: access::allows(role, &Method::POST, SET_PIN),
            may_unlock: access::allows(role, &Method::POST, UNLOCK),
            may_practise: web.practice.is_some() && access::allows(role, &Method::POST, PRACTICE),
            number: Number::of(web),
            badge,
            to_folder: web.outbox.goes_to_folder(),
            email: address(person.employee.details.email.as_deref()).map(|address| address.to_string()),
            clock_id: person.clock_id.map(String::from),
            pin_set: person.pin_set_at.map(|at| moment(at, zone)),
            link,
            code_until: person.code_ends_at.map(|at| moment(at, zone)),
            locked: person.locked,
            min_digits,
            pin_problem: None,
            open: None,
        }
    }
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let employee = employee(&signed_in, &id)?;
    page(&web, &signed_in, employee, None).await
}

/// The employee that an address names, who may be nobody's.
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
        Ok::<_, StoreError>((person, workspaces::get_settings(tx, workspace)?))
    });
    let (Some(person), settings) = read.await? else { return Ok(error::not_found(&signed_in.visit)) };
    let open = find_clocked_in(web, workspace, id).await?;
    let page = ManagePage::of(web, signed_in, person, &settings.zone, settings.pin_min_digits);
    Ok(html(&ManagePage { pin_problem, open, ..page }))
}

/// Lets this visit practise as the employee, who is asked for ID and PIN by the call itself.
async fn practise(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let (Some(practice), Some(id)) = (&web.practice, EmployeeId::parse(&id)) else {
        return error::not_found(&signed_in.visit);
    };
    let workspace = signed_in.session.user.workspace;
    match web.store.read(move |tx| find_practiser(tx, workspace, id)).await {
        Ok(Some(Practiser { language, clock_id })) => {
            let pass = Pass { clock_id, language, anybody: false, wire: true };
            practice.admit(&signed_in.visit.csrf, &signed_in.visit.visitor.throttle_key(), pass);
            Redirect::to("/practice/phone").into_response()
        }
        Ok(None) => error::not_found(&signed_in.visit),
        Err(error) => error::failed(&error),
    }
}

/// Back to the page with a word about what was done, or with why it was not.
fn outcome(web: &Web, signed_in: &SignedIn, id: EmployeeId, done: Result<&str, &CredentialError>) -> Response {
    match done {
        Ok(note) => guard::go(web, &format!("{HERE}/{id}"), note),
        Err(CredentialError::NoEmployee) => error::not_found(&signed_in.visit),
        Err(CredentialError::Hash(HashError::Full)) => error::busy(&signed_in.visit),
        Err(error @ (CredentialError::Store(_) | CredentialError::Hash(_))) => error::failed(error),
        Err(
            problem @ (CredentialError::NotAPin(_)
            | CredentialError::Weak(_)
            | CredentialError::NoPin
            | CredentialError::Inactive),
        ) => {
            let note = format!("Nothing was changed: {}.", refusals::credential(problem));
            guard::go(web, &format!("{HERE}/{id}"), &note)
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
    let note = match sent {
        Ok(()) if web.outbox.goes_to_folder() => {
            "The link is written to the outbox folder, and nobody gets it by mail. It works once, for 7 days."
                .to_owned()
        }
        Ok(()) => "The link is being sent. It works once, for 7 days.".to_owned(),
        Err(LinkError::Employee(error)) => return Ok(outcome(&web, &signed_in, id, Err(&error))),
        Err(LinkError::NoAddress) => "This employee has no e-mail address that mail can be sent to.".to_owned(),
        Err(LinkError::SentMeanwhile) => "A setup link was sent a moment ago; nothing was sent again.".to_owned(),
    };
    Ok(outcome(&web, &signed_in, id, Ok(&note)))
}

#[derive(Deserialize)]
struct PinForm {
    pin: TypedSecret,
    again: TypedSecret,
}

async fn set_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(PinForm { pin, again }): Form<PinForm>,
) -> Result<Response, PageError> {
    let id = employee(&signed_in, &id)?;
    let problem = match pin.new_pin(&again) {
        Ok(pin) => match web.verifier.set_pin(signed_in.actor(), id, pin).await {
            Ok(clock_id) => {
                let note = format!("The PIN is set. The phone clock ID is {clock_id}.");
                return Ok(outcome(&web, &signed_in, id, Ok(&note)));
            }
            Err(weak @ CredentialError::Weak(_)) => refusals::credential(&weak),
            Err(error) => return Ok(outcome(&web, &signed_in, id, Err(&error))),
        },
        Err(PinFormError::Differ) => "The two PINs differ. Type both again".to_owned(),
        Err(PinFormError::NotAPin(problem)) => problem.to_string(),
    };
    page(&web, &signed_in, id, Some(format!("{}.", capital(&problem)))).await
}

async fn remove_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let removed = web.store.write(Hold::Workspace(actor.workspace), move |u| pins::remove(u, &actor, id)).await;
    let mut note = "PIN and phone clock ID are gone. Setting up again gives a fresh ID.".to_owned();
    if let Some(open) = find_clocked_in(&web, signed_in.session.user.workspace, id).await? {
        note.push_str(&format!(
            " {} is clocked in since {} and cannot clock out by phone until a new PIN is set.",
            open.name, open.since
        ));
    }
    Ok(outcome(&web, &signed_in, id, removed.as_ref().map(|()| note.as_str())))
}

async fn unlock(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let unlocked = web.store.write(Hold::Workspace(actor.workspace), move |u| pins::unlock(u, &actor, id)).await;
    let note = |was_locked: &bool| {
        if *was_locked { "Unlocked: the PIN works again from every phone." } else { "There was no lock any more." }
    };
    Ok(outcome(&web, &signed_in, id, unlocked.as_ref().map(note)))
}

/// Makes a code and shows the card with it, this once.
async fn make_code(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Result<Response, PageError> {
    let (id, actor) = (employee(&signed_in, &id)?, signed_in.actor());
    let made = web.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &actor, id)).await;
    match made {
        Ok(code) => cards::one(&web, &signed_in, id, Some(&code)).await,
        Err(error) => Ok(outcome(&web, &signed_in, id, Err(&error))),
    }
}
