//! The addresses of other programs that are told what happens in the workspace: listed and added.

mod one;

use askama::Template;
use axum::{extract::State, response::Response};
use serde::Deserialize;

use super::{
    choose_people::one_or_many,
    confirm::ConfirmedForm,
    error::{self, PageError},
    field::{TextField, refused},
    form_errors::FormErrors,
    layout::{Page, html},
};
use crate::{
    domain::{
        hook_event::{HookEvent, HookEvents},
        ids::HookId,
        pen::Pen,
        workspace::Zone,
    },
    service::{
        Hold, StoreError,
        hooks::{self, DeliveryState, Hook, HookDelivery, HookError, HookSecret, HookUrlError, URL_MAX_BYTES, host_of},
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        routes::Routes,
    },
    wording::admin::HooksWords,
};

const PATH: &str = "/settings/webhooks";
/// The section that it belongs to.
const HERE: &str = "/settings";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/settings/webhooks", Audience::OWNERS, list)
        .post("/settings/webhooks", Audience::OWNERS, add)
        .merge(one::routes())
}

/// What is typed about an address.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct HookForm {
    id: String,
    url: String,
    #[serde(deserialize_with = "one_or_many")]
    event: Vec<String>,
}

/// How something stands, as a badge.
struct Badge {
    words: String,
    kind: &'static str,
}

fn badge_of(state: DeliveryState, words: &HooksWords) -> Badge {
    match state {
        DeliveryState::Delivered => Badge { words: words.badge_delivered.clone(), kind: "good" },
        DeliveryState::Waiting => Badge { words: words.badge_waiting.clone(), kind: "warn" },
        DeliveryState::Failed => Badge { words: words.badge_failed.clone(), kind: "bad" },
    }
}

/// One address of the list.
struct HookRow {
    id: HookId,
    host: String,
    events: String,
    paused: bool,
    added: String,
    /// When something was told last, and how that fares.
    last: Option<(String, Badge)>,
}

impl HookRow {
    fn new((hook, last): (Hook, Option<HookDelivery>), (zone, pen): (&Zone, &Pen), words: &HooksWords) -> Self {
        let moment = |at| pen.moment(at, zone);
        Self {
            host: host_of(&hook.url),
            events: hook.events.to_string().replace(' ', ", "),
            paused: hook.paused_at.is_some(),
            added: words.added_by(moment(hook.made_at), &hook.maker),
            last: last.map(|last| (moment(last.made_at), badge_of(last.state, words))),
            id: hook.id,
        }
    }
}

/// One thing that an address can be told of.
struct EventChoice {
    event: &'static str,
    means: String,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "webhooks/list.html")]
struct HooksPage {
    page: Page,
    rows: Vec<HookRow>,
    id: HookId,
    url: TextField,
    choices: Vec<EventChoice>,
    errors: FormErrors,
}

/// The secret of an address, shown this once.
#[derive(Template)]
#[template(path = "webhooks/secret.html")]
struct SecretPage {
    page: Page,
    id: HookId,
    secret: HookSecret,
    /// Whether there was one before, which signs for a while as well.
    renewed: bool,
}

fn meaning(event: HookEvent, words: &HooksWords) -> &str {
    match event {
        HookEvent::EntryOpened => &words.entry_opened,
        HookEvent::EntryClosed => &words.entry_closed,
        HookEvent::EntryChanged => &words.entry_changed,
        HookEvent::ExceptionOpened => &words.exception_opened,
        HookEvent::ExceptionResolved => &words.exception_resolved,
        HookEvent::ApprovalGiven => &words.approval_given,
        HookEvent::ApprovalReopened => &words.approval_reopened,
        HookEvent::ExportMade => &words.export_made,
        HookEvent::Test => &words.test,
    }
}

/// The page with what was typed into its form.
async fn page(
    web: &Web,
    signed_in: &SignedIn,
    (typed, errors): (&HookForm, FormErrors),
) -> Result<HooksPage, PageError> {
    let workspace = signed_in.session.user.workspace;
    let read = web.store.read(move |tx| {
        Ok::<_, StoreError>((hooks::list(tx, workspace)?, workspaces::get_settings(tx, workspace)?.zone))
    });
    let (known, zone) = read.await?;
    let words = &signed_in.words().hooks;
    let choice = |event: HookEvent| EventChoice {
        event: event.name(),
        means: meaning(event, words).to_owned(),
        chosen: typed.event.iter().any(|name| name == event.name()),
    };
    let url = TextField::new("url", &words.url, &typed.url).checked(&errors).hint(&words.url_hint);
    Ok(HooksPage {
        page: Page::of(signed_in, &words.title, HERE),
        rows: known.into_iter().map(|hook| HookRow::new(hook, (&zone, signed_in.pen()), words)).collect(),
        id: HookId::parse(&typed.id).unwrap_or_else(|| HookId::generate(&web.store.ids())),
        url: TextField { required: true, longest: Some(URL_MAX_BYTES), ..url },
        choices: HookEvent::ALL.map(choice).into(),
        errors,
    })
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    Ok(html(&page(&web, &signed_in, (&HookForm::default(), FormErrors::default())).await?))
}

/// Adds an address and shows its secret, this once.
async fn add(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(typed): ConfirmedForm<HookForm>,
) -> Result<Response, PageError> {
    let words = &signed_in.words().hooks;
    let Some(id) = HookId::parse(&typed.id) else { return Ok(error::not_understood(&signed_in.visit)) };
    // A test is told to everybody, and chosen by nobody.
    let chosen = HookEvent::ALL.into_iter().filter(|event| typed.event.iter().any(|name| name == event.name()));
    let url = web.services.hooks.parse_url(&typed.url);
    let (url, events) = match (url, HookEvents::new(chosen)) {
        (Ok(url), Some(events)) => (url, events),
        (url, events) => {
            let mut errors = FormErrors::default();
            if let Err(problem) = url {
                errors.add("url", wrong_url(problem, words));
            }
            if events.is_none() {
                errors.add("event", &words.wrong_event);
            }
            return Ok(refused(&page(&web, &signed_in, (&typed, errors)).await?));
        }
    };
    let actor = signed_in.actor();
    let hold = Hold::Workspace(actor.workspace);
    match web.store.write(hold, move |u| hooks::add(u, &actor, id, (&url, events))).await {
        Ok(secret) => Ok(html(&secret_page(&signed_in, (id, secret), false))),
        Err(HookError::MadeAlready) => Ok(guard::go(&web, PATH, &words.made_already)),
        Err(problem) => {
            let errors = refusal(words, &problem).ok_or_else(|| failed(&signed_in, &problem))?;
            Ok(refused(&page(&web, &signed_in, (&typed, errors)).await?))
        }
    }
}

fn secret_page(signed_in: &SignedIn, (id, secret): (HookId, HookSecret), renewed: bool) -> SecretPage {
    let page = Page::of(signed_in, &signed_in.words().hooks.secret_title, HERE);
    SecretPage { page, id, secret, renewed }
}

fn wrong_url(problem: HookUrlError, words: &HooksWords) -> &str {
    match problem {
        HookUrlError::NotUrl => &words.wrong_url,
        HookUrlError::NotHttps => &words.wrong_scheme,
        HookUrlError::Password => &words.wrong_password,
        HookUrlError::NotPublic => &words.wrong_place,
    }
}

/// What is wrong, beside the field that a refusal is about; `None` where it is about none.
fn refusal(words: &HooksWords, problem: &HookError) -> Option<FormErrors> {
    match problem {
        HookError::Known => Some(FormErrors::new("url", &words.known)),
        HookError::TooMany => Some(FormErrors::new("url", &words.too_many)),
        HookError::Store(_) | HookError::MadeAlready | HookError::NotFound => None,
    }
}

fn failed(signed_in: &SignedIn, problem: &HookError) -> PageError {
    match problem {
        HookError::NotFound => error::not_found(&signed_in.visit).into(),
        HookError::Store(_) | HookError::Known | HookError::TooMany | HookError::MadeAlready => error::failed(problem),
    }
}
