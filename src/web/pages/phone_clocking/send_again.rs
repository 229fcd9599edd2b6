//! New setup links for those who have not used theirs: the mail was lost, refused, or went to the outbox folder.

use askama::Template;
use axum::{extract::State, response::Response};
use axum_extra::extract::Query;
use jiff::Timestamp;
use serde::Deserialize;

use super::{HERE, NamePage, NamesCursors, SEND_AGAIN, sent_links};
use crate::{
    domain::ids::EmployeeId,
    service::{
        StoreError,
        credentials::rollout::{
            self, LinkDelivery, RolloutRow, address,
            links::{self, Recipients},
        },
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::PageError,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::AdminWords,
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
    people: NamePage<UnusedLinkRow>,
    /// How many of them have a link that has not gone out by mail.
    undelivered: usize,
    without_address: usize,
    /// When the list was made: links from after it are not sent again.
    seen_at: String,
    to_folder: bool,
}

/// Somebody who has not used their link.
struct UnusedLinkRow {
    id: EmployeeId,
    name: String,
    email: String,
    /// What became of the link.
    link: String,
    undelivered: bool,
}

async fn confirm(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(cursors): Query<NamesCursors>,
) -> Result<Response, PageError> {
    let (workspace, seen_at) = (signed_in.session.user.workspace, web.store.now());
    let now = web.store.clock().time_for_ends();
    let read = web.store.read(move |tx| {
        let unused = rollout::list_unused_links(tx, workspace, now)?;
        Ok::<_, StoreError>((unused, workspaces::get_settings(tx, workspace)?))
    });
    let (unused, settings) = read.await?;
    let everybody = unused.len();
    let (words, shown) = (signed_in.words(), |at| signed_in.pen().moment(at, &settings.zone));
    let people: Vec<_> = unused.into_iter().filter_map(|person| UnusedLinkRow::new(person, words, shown)).collect();
    Ok(html(&SendAgainPage {
        page: Page::of(&signed_in, &words.rollout.again_title, HERE),
        undelivered: people.iter().filter(|person| person.undelivered).count(),
        without_address: everybody - people.len(),
        people: NamePage::new(people, &cursors.after, |person| person.id),
        seen_at: seen_at.to_string(),
        to_folder: web.outbox.goes_to_folder(),
    }))
}

impl UnusedLinkRow {
    /// Nobody, where no mail can be sent.
    fn new(person: RolloutRow, words: &AdminWords, shown: impl Fn(Timestamp) -> String) -> Option<Self> {
        let email = address(person.employee.details.email.as_deref())?.to_string();
        let link = person.link?;
        let rollout = &words.rollout;
        let became = match link.delivery() {
            LinkDelivery::Queued => rollout.link_queued.clone(),
            LinkDelivery::Sent => rollout.link_sent(shown(link.mail_sent_at.unwrap_or(link.made_at))),
            LinkDelivery::Folder => rollout.link_in_folder(shown(link.made_at)),
            LinkDelivery::Waiting(_) | LinkDelivery::Failed(_) => words.phone.mail_problem(&link).unwrap_or_default(),
        };
        let undelivered = Recipients::Undelivered.includes(&link.delivery());
        Some(Self { id: person.employee.id, name: person.employee.details.name, email, link: became, undelivered })
    }
}

#[derive(Deserialize)]
struct SendAgainForm {
    #[serde(default)]
    seen_at: String,
    #[serde(default)]
    whom: String,
}

async fn send(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(form): Form<SendAgainForm>,
) -> Result<Response, PageError> {
    let Ok(seen_at) = form.seen_at.parse::<Timestamp>() else {
        return Ok(guard::go(&web, SEND_AGAIN, &signed_in.words().rollout.again_stale));
    };
    let whom = if form.whom == "undelivered" { Recipients::Undelivered } else { Recipients::Everybody };
    // The work goes on when the browser goes away.
    let (store, actor) = (web.store.clone(), signed_in.actor());
    let sent = web.tracker.spawn(async move { links::email_again(&store, actor, seen_at, whom).await });
    Ok(sent_links(&web, signed_in.words(), sent.await??))
}
