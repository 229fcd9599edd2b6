//! New setup links for those who have not used theirs: the mail was lost, refused, or went to the outbox folder.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{HERE, Names, Places, SEND_AGAIN, mail_problem, sent_words};
use crate::{
    domain::ids::EmployeeId,
    service::{
        audit::{Actor, moment},
        phone_clocking::{Delivery, Person, Whom, address},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error,
            layout::{Page, html},
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/time-tracking/phone-clocking/send-again", Audience::ADMINS, confirm).post(
        "/time-tracking/phone-clocking/send-again",
        Audience::ADMINS,
        send,
    )
}

#[derive(Template)]
#[template(path = "phone_clocking/send_again.html")]
struct SendAgainPage {
    page: Page,
    people: Names<Unused>,
    /// How many of them have a link that has not gone out by mail.
    undelivered: usize,
    without_address: usize,
    /// When the list was made: links from after it are not sent again.
    seen_at: String,
    to_folder: bool,
}

/// Somebody who has not used their link.
struct Unused {
    id: EmployeeId,
    name: String,
    email: String,
    /// What became of the link.
    link: String,
    undelivered: bool,
}

async fn confirm(State(web): State<Web>, signed_in: SignedIn, Query(places): Query<Places>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let seen_at = web.gateway.now();
    let unused = web.gateway.list_unused_links(workspace).await;
    let (unused, settings) = match (unused, web.gateway.phone_settings(workspace).await) {
        (Ok(unused), Ok(settings)) => (unused, settings),
        (Err(error), _) | (_, Err(error)) => return error::failed(&error),
    };
    let everybody = unused.len();
    let shown = |at| moment(at, &settings.zone);
    let people: Vec<_> = unused.into_iter().filter_map(|person| Unused::of(person, shown)).collect();
    html(&SendAgainPage {
        page: Page::of(&signed_in, "Send again to those who have not used their link", HERE),
        undelivered: people.iter().filter(|person| person.undelivered).count(),
        without_address: everybody - people.len(),
        people: Names::of(people, &places.after, |person| person.id),
        seen_at: seen_at.to_string(),
        to_folder: web.gateway.mail_goes_to_folder(),
    })
}

impl Unused {
    /// Nobody, where no mail can be sent.
    fn of(person: Person, shown: impl Fn(Timestamp) -> String) -> Option<Self> {
        let email = address(person.employee.details.email.as_deref())?.to_string();
        let link = person.link?;
        let words = match link.delivery() {
            Delivery::Queued => "being sent".to_owned(),
            Delivery::Sent => format!("sent {}", shown(link.mail_sent_at.unwrap_or(link.made_at))),
            Delivery::Folder => format!("written to the outbox folder {}", shown(link.made_at)),
            Delivery::Waiting(_) | Delivery::Failed(_) => mail_problem(&link).unwrap_or_default(),
        };
        let undelivered = Whom::Undelivered.includes(&link.delivery());
        Some(Self { id: person.employee.id, name: person.employee.details.name, email, link: words, undelivered })
    }
}

#[derive(Deserialize)]
struct Choice {
    #[serde(default)]
    seen_at: String,
    #[serde(default)]
    whom: String,
}

async fn send(State(web): State<Web>, signed_in: SignedIn, Form(choice): Form<Choice>) -> Response {
    let Ok(seen_at) = choice.seen_at.parse::<Timestamp>() else {
        return guard::go(&web, SEND_AGAIN, "Nothing was sent. Look at the list again.");
    };
    let whom = if choice.whom == "undelivered" { Whom::Undelivered } else { Whom::Everybody };
    // The work goes on when the browser goes away.
    let (gateway, actor): (_, Actor) = (web.gateway.clone(), signed_in.actor());
    match web.tracker.spawn(async move { gateway.send_links_again(actor, seen_at, whom).await }).await {
        Ok(Ok(0)) => guard::go(&web, HERE, "Nobody was left to send a setup link to; none was sent."),
        Ok(Ok(sent)) => guard::go(&web, HERE, &sent_words(&web, sent)),
        Ok(Err(error)) => error::failed(&error),
        Err(error) => error::failed(&error),
    }
}
