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
        workspace::Zone,
    },
    practice::Pass,
    service::{
        audit::moment,
        employees::EmployeeError,
        leaving::ClockedIn,
        phone_clocking::{Delivery, LinkError, Person, address},
        pin_hash::{HashError, Secret},
        practice::Practiser,
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn},
        pages::{
            cards, error,
            layout::{Page, html},
            sign_in::{Nothing, capital},
        },
        routes::Routes,
    },
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
    open: Option<ClockedIn>,
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
        let now = web.gateway.time_for_ends();
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
            to_folder: web.gateway.mail_goes_to_folder(),
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

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    page(&web, &signed_in, &id, None).await
}

async fn page(web: &Web, signed_in: &SignedIn, id: &str, pin_problem: Option<String>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let Some(id) = EmployeeId::parse(id) else { return error::not_found(&signed_in.visit) };
    let found = web.gateway.find_phone_clocking(workspace, id).await;
    let open = match web.gateway.find_clocked_in(workspace, id).await {
        Ok(open) => open,
        Err(error) => return error::failed(&error),
    };
    match (found, web.gateway.phone_settings(workspace).await) {
        (Ok(Some(person)), Ok(settings)) => {
            let page = ManagePage::of(web, signed_in, person, &settings.zone, settings.pin_min_digits);
            html(&ManagePage { pin_problem, open, ..page })
        }
        (Ok(None), _) => error::not_found(&signed_in.visit),
        (Err(error), _) | (_, Err(error)) => error::failed(&error),
    }
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
    match web.gateway.find_practiser(signed_in.session.user.workspace, id).await {
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
fn outcome(web: &Web, signed_in: &SignedIn, id: &str, done: Result<&str, &EmployeeError>) -> Response {
    match done {
        Ok(note) => guard::go(web, &format!("{HERE}/{id}"), note),
        Err(EmployeeError::NoEmployee) => error::not_found(&signed_in.visit),
        Err(error @ (EmployeeError::Store(_) | EmployeeError::Hash(_))) => error::failed(error),
        Err(problem) => guard::go(web, &format!("{HERE}/{id}"), &format!("Nothing was changed: {problem}.")),
    }
}

#[derive(Deserialize)]
struct Seen {
    /// The waiting link that the page showed; empty for none.
    #[serde(default)]
    seen: String,
}

async fn email_link(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Seen { seen }): Form<Seen>,
) -> Response {
    let Some(employee) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let sent = web.gateway.email_setup_link(signed_in.actor(), employee, SetupLinkId::parse(&seen)).await;
    match sent {
        Ok(()) if web.gateway.mail_goes_to_folder() => {
            let note =
                "The link is written to the outbox folder, and nobody gets it by mail. It works once, for 7 days.";
            outcome(&web, &signed_in, &id, Ok(note))
        }
        Ok(()) => outcome(&web, &signed_in, &id, Ok("The link is being sent. It works once, for 7 days.")),
        Err(LinkError::Employee(error)) => outcome(&web, &signed_in, &id, Err(&error)),
        Err(problem @ (LinkError::NoAddress | LinkError::SentMeanwhile)) => {
            outcome(&web, &signed_in, &id, Ok(&format!("{}.", capital(&problem.to_string()))))
        }
    }
}

#[derive(Deserialize)]
struct Pins {
    pin: String,
    again: String,
}

async fn set_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<Pins>,
) -> Response {
    let Some(employee) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let (pin, again) = (Secret::new(typed.pin), Secret::new(typed.again));
    if pin != again {
        return page(&web, &signed_in, &id, Some("The two PINs differ. Type both again.".to_owned())).await;
    }
    match web.gateway.set_pin(signed_in.actor(), employee, pin.trim()).await {
        Ok(clock_id) => {
            let note = format!("The PIN is set. The phone clock ID is {clock_id}.");
            outcome(&web, &signed_in, &id, Ok(&note))
        }
        Err(problem @ (EmployeeError::NotAPin(_) | EmployeeError::Weak(_))) => {
            page(&web, &signed_in, &id, Some(format!("{}.", capital(&problem.to_string())))).await
        }
        Err(EmployeeError::Hash(HashError::Full)) => error::busy(&signed_in.visit),
        Err(error) => outcome(&web, &signed_in, &id, Err(&error)),
    }
}

async fn remove_pin(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(employee) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let removed = web.gateway.remove_pin(signed_in.actor(), employee).await;
    let open = match web.gateway.find_clocked_in(signed_in.session.user.workspace, employee).await {
        Ok(open) => open,
        Err(error) => return error::failed(&error),
    };
    let mut note = "PIN and phone clock ID are gone. Setting up again gives a fresh ID.".to_owned();
    if let Some(open) = open {
        note.push_str(&format!(
            " {} is clocked in since {} and cannot clock out by phone until a new PIN is set.",
            open.name, open.since
        ));
    }
    outcome(&web, &signed_in, &id, removed.as_ref().map(|()| note.as_str()))
}

async fn unlock(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(employee) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    let unlocked = web.gateway.unlock(signed_in.actor(), employee).await;
    let note = |was_locked: &bool| {
        if *was_locked { "Unlocked: the PIN works again from every phone." } else { "There was no lock any more." }
    };
    outcome(&web, &signed_in, &id, unlocked.as_ref().map(note))
}

/// Makes a code and shows the card with it, this once.
async fn make_code(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(Nothing {}): Form<Nothing>,
) -> Response {
    let Some(employee) = EmployeeId::parse(&id) else { return error::not_found(&signed_in.visit) };
    match web.gateway.make_setup_code(signed_in.actor(), employee).await {
        Ok(code) => cards::one(&web, &signed_in, employee, Some(&code)).await,
        Err(error) => outcome(&web, &signed_in, &id, Err(&error)),
    }
}
