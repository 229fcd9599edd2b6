//! One address: what it was told and how that fared; tried, paused, resumed, given another secret, and removed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};

use super::{Badge, HERE, PATH, badge_of, failed, secret_page};
use crate::{
    domain::{
        ids::{HookDeliveryId, HookId},
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        audit::Actor,
        hooks::{self, DELIVERIES_SHOWN, DeliveryState, Hook, HookDelivery, HookError, PauseReason, host_of},
        kernel::Unit,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::EmptyForm,
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::HooksWords,
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/webhooks/{id}", Audience::OWNERS, show)
        .post("/settings/webhooks/{id}/test", Audience::OWNERS, test)
        .post("/settings/webhooks/{id}/pause", Audience::OWNERS, pause)
        .post("/settings/webhooks/{id}/resume", Audience::OWNERS, resume)
        .post("/settings/webhooks/{id}/secret", Audience::OWNERS, renew_secret)
        .post("/settings/webhooks/{id}/remove", Audience::OWNERS, remove)
        .post("/settings/webhooks/{id}/deliveries/{delivery}", Audience::OWNERS, send_again)
}

/// One delivery of the list.
struct DeliveryRow {
    id: HookDeliveryId,
    at: String,
    event: &'static str,
    badge: Badge,
    /// How often it was tried, and when last.
    tries: String,
    answer: String,
    /// When it is tried again.
    next: Option<String>,
    body: String,
    /// Whether it can be sent again.
    is_open: bool,
}

impl DeliveryRow {
    fn new(delivery: HookDelivery, (zone, pen): (&Zone, &Pen), words: &HooksWords) -> Self {
        let moment = |at| pen.moment(at, zone);
        let answer = match (delivery.status, &delivery.problem) {
            (Some(status @ 300..=399), _) => words.redirect(status),
            (Some(status), _) => format!("HTTP {status}"),
            (None, Some(problem)) => problem.clone(),
            (None, None) => String::new(),
        };
        let tries = delivery.tried_at.map(|at| words.tries(delivery.attempts, moment(at)));
        Self {
            at: moment(delivery.made_at),
            event: delivery.event.name(),
            badge: badge_of(delivery.state, words),
            tries: tries.unwrap_or_else(|| words.never_tried.clone()),
            answer,
            next: delivery.next_try_at.filter(|_| delivery.attempts > 0).map(moment),
            is_open: delivery.state != DeliveryState::Delivered,
            id: delivery.id,
            body: delivery.body,
        }
    }
}

#[derive(Template)]
#[template(path = "webhooks/one.html")]
struct HookPage {
    page: Page,
    hook: Hook,
    events: String,
    added: String,
    /// Since when it is paused, and whether that is because the address said that it is gone.
    paused: Option<(String, bool)>,
    rows: Vec<DeliveryRow>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let Some(id) = HookId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| {
        Ok::<_, StoreError>((hooks::find(tx, workspace, id)?, workspaces::get_settings(tx, workspace)?.zone))
    });
    let (found, zone) = read.await?;
    let Some((hook, deliveries)) = found else { return Ok(error::not_found(&signed_in.visit)) };
    let (words, pen) = (&signed_in.words().hooks, signed_in.pen());
    Ok(html(&HookPage {
        page: Page::of(&signed_in, &words.one_title(host_of(&hook.url)), HERE),
        events: hook.events.to_string().replace(' ', ", "),
        added: words.added_by(pen.moment(hook.made_at, &zone), &hook.maker),
        paused: hook.paused_at.map(|at| (pen.moment(at, &zone), hook.paused_because == Some(PauseReason::Gone))),
        rows: deliveries.into_iter().map(|delivery| DeliveryRow::new(delivery, (&zone, pen), words)).collect(),
        hook,
    }))
}

/// Does something about an address; which one it was, and what came of it.
async fn act<T, F>((web, signed_in): (&Web, &SignedIn), id: &str, work: F) -> Result<(HookId, T), PageError>
where
    F: FnOnce(&mut Unit<'_>, &Actor, HookId) -> Result<T, HookError> + Send + 'static,
    T: Send + 'static,
{
    let Some(id) = HookId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let actor = signed_in.actor();
    let worked = web.store.write(Hold::Workspace(actor.workspace), move |u| work(u, &actor, id));
    worked.await.map(|done| (id, done)).map_err(|problem| failed(signed_in, &problem))
}

/// Back to the page of an address, with what was done in words.
fn back(web: &Web, id: HookId, done: &str) -> Response {
    guard::go(web, &format!("{PATH}/{id}"), done)
}

async fn test(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, ()) = act((&web, &signed_in), &id, |u, actor, id| hooks::test(u, actor.workspace, id)).await?;
    Ok(back(&web, id, &signed_in.words().hooks.test_sent))
}

async fn pause(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, ()) = act((&web, &signed_in), &id, hooks::pause).await?;
    Ok(back(&web, id, &signed_in.words().hooks.is_paused))
}

async fn resume(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, ()) = act((&web, &signed_in), &id, hooks::resume).await?;
    Ok(back(&web, id, &signed_in.words().hooks.is_resumed))
}

/// Makes another secret and shows it, this once.
async fn renew_secret(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, secret) = act((&web, &signed_in), &id, hooks::renew_secret).await?;
    Ok(html(&secret_page(&signed_in, (id, secret), true)))
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    act((&web, &signed_in), &id, hooks::remove).await?;
    Ok(guard::go(&web, PATH, &signed_in.words().hooks.is_removed))
}

async fn send_again(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path((id, delivery)): Path<(String, String)>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(delivery) = HookDeliveryId::parse(&delivery) else { return Ok(error::not_found(&signed_in.visit)) };
    let send = move |u: &mut Unit<'_>, actor: &Actor, id| hooks::send_again(u, (actor.workspace, id), delivery);
    let (id, ()) = act((&web, &signed_in), &id, send).await?;
    Ok(back(&web, id, &signed_in.words().hooks.is_sent_again))
}
