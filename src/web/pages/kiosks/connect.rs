//! Connecting a device: the code to enter on it, and the question whether it is the one.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use super::{HERE, device_words::offer_refusal, known::known};
use crate::{
    domain::{ids::KioskCodeId, workspace::Zone},
    service::{
        StoreError,
        kiosks::{
            Kiosk,
            codes::{self, CodeError, CodeState, Offer},
        },
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            browser_name::browser_name,
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::{EmptyForm, TextField, refused},
            layout::{Page, html},
        },
        routes::Routes,
    },
    wording::admin::DevicesWords,
};

/// Where a code is asked for.
pub(super) const CONNECT: &str = "/time-tracking/kiosks/{id}/connect";

pub(super) fn routes() -> Routes {
    Routes::new()
        .post("/time-tracking/kiosks/{id}/connect", Audience::ADMINS, offer)
        .get("/time-tracking/kiosks/codes/{id}", Audience::ADMINS, show)
        .post("/time-tracking/kiosks/codes/{id}/approve", Audience::ADMINS, approve)
        .post("/time-tracking/kiosks/codes/{id}/refuse", Audience::ADMINS, refuse)
}

async fn offer(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?.kiosk;
    let (actor, id) = (signed_in.actor(), kiosk.id);
    match web.store.write(codes::holds(actor.workspace), move |u| codes::make(u, &actor, id)).await {
        Ok(code) => Ok(Redirect::to(&format!("{HERE}/codes/{code}")).into_response()),
        Err(problem) => match offer_refusal(signed_in.words(), &problem) {
            Some(words) => Ok(guard::go(&web, &format!("{HERE}/{id}"), &words)),
            None => Err(failed(&signed_in, &problem)),
        },
    }
}

/// What the page is about just now.
enum Step {
    /// The digits, in two groups.
    Enter {
        first: String,
        second: String,
        ends: String,
        address: String,
    },
    Confirm {
        number: u32,
        browser: String,
        says: String,
        address: String,
        ends: String,
    },
    Approved,
    Refused,
    Expired,
}

impl Step {
    /// What a script looks at to know whether there is something new.
    const fn name(&self) -> &'static str {
        match self {
            Self::Enter { .. } => "enter",
            Self::Confirm { .. } => "confirm",
            Self::Approved => "approved",
            Self::Refused => "refused",
            Self::Expired => "expired",
        }
    }

    /// Whether something may change without anybody at this page.
    const fn waits(&self) -> bool {
        matches!(self, Self::Enter { .. })
    }
}

#[derive(Template)]
#[template(path = "kiosks/connect.html")]
struct ConnectPage {
    page: Page,
    id: KioskCodeId,
    kiosk: Kiosk,
    step: Step,
    name: TextField,
    problem: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let (offer, zone) = known_offer(&web, &signed_in, &id).await?;
    Ok(html(&page(&web, &signed_in, offer, &zone)))
}

async fn known_offer(web: &Web, signed_in: &SignedIn, id: &str) -> Result<(Offer, Zone), PageError> {
    let Some(id) = KioskCodeId::parse(id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let (workspace, keys) = (signed_in.session.user.workspace, web.store.keys().clone());
    let now = web.store.clock().time_for_ends();
    let read = web.store.read(move |tx| {
        let offer = codes::find(tx, &keys, (workspace, id), now)?;
        Ok::<_, StoreError>((offer, workspaces::get_settings(tx, workspace)?.zone))
    });
    match read.await? {
        (Some(offer), zone) => Ok((offer, zone)),
        (None, _) => Err(error::not_found(&signed_in.visit).into()),
    }
}

fn page(web: &Web, signed_in: &SignedIn, offer: Offer, zone: &Zone) -> ConnectPage {
    let Offer { id, kiosk, ends_at, state } = offer;
    let ends = signed_in.pen().time(ends_at, kiosk.zone.as_ref().unwrap_or(zone));
    let (step, name) = match state {
        CodeState::Waiting { digits } => {
            let (first, second) = digits.split_at_checked(4).unwrap_or((&digits, ""));
            let address = format!("{}/kiosk", web.services.public_url.as_str().trim_end_matches('/'));
            (Step::Enter { first: first.to_owned(), second: second.to_owned(), ends, address }, String::new())
        }
        CodeState::Keyed(keyed) => {
            let browser = browser_name(&keyed.browser, signed_in.words());
            let name = browser.clone();
            let (number, address) = (keyed.number, keyed.address);
            (Step::Confirm { number, browser, says: keyed.browser, address, ends }, name)
        }
        CodeState::Approved(_) => (Step::Approved, String::new()),
        CodeState::Refused => (Step::Refused, String::new()),
        CodeState::Expired => (Step::Expired, String::new()),
    };
    let page = Page::of(signed_in, &signed_in.words().connect.title(&kiosk.name), HERE);
    ConnectPage { page, id, kiosk, step, name: name_field(&signed_in.words().devices, &name), problem: None }
}

/// The field for the name of a device.
pub(super) fn name_field(words: &'static DevicesWords, value: &str) -> TextField {
    let field = TextField::new("name", &words.name, value);
    TextField { required: true, ..field.hint(&words.name_hint) }
}

#[derive(Deserialize)]
struct ApproveForm {
    #[serde(default)]
    name: String,
}

async fn approve(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(ApproveForm { name }): ConfirmedForm<ApproveForm>,
) -> Result<Response, PageError> {
    let (offer, zone) = known_offer(&web, &signed_in, &id).await?;
    let (actor, code, typed) = (signed_in.actor(), offer.id, name.clone());
    let approved = web.store.write(codes::holds(actor.workspace), move |u| codes::approve(u, &actor, code, &typed));
    match approved.await {
        Ok(device) => {
            let note = signed_in.words().connect.connected(device.name);
            Ok(guard::go(&web, &format!("{HERE}/{}", device.kiosk), &note))
        }
        Err(problem) => {
            let Some(said) = offer_refusal(signed_in.words(), &problem) else {
                return Err(failed(&signed_in, &problem));
            };
            let words = &signed_in.words().devices;
            let mut page = page(&web, &signed_in, offer, &zone);
            match &problem {
                CodeError::Device(error) => {
                    page.name = TextField { wrong: words.name_refusal(error), ..name_field(words, &name) };
                }
                CodeError::Store(_)
                | CodeError::NotFound
                | CodeError::Deactivated
                | CodeError::NotKeyed
                | CodeError::Over => page.problem = Some(said),
            }
            Ok(refused(&page))
        }
    }
}

async fn refuse(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let (offer, zone) = known_offer(&web, &signed_in, &id).await?;
    let (actor, code, keyed) = (signed_in.actor(), offer.id, matches!(offer.state, CodeState::Keyed(_)));
    match web.store.write(codes::holds(actor.workspace), move |u| codes::refuse(u, &actor, code)).await {
        Ok(kiosk) => {
            let words = &signed_in.words().connect;
            let note = if keyed { &words.refused } else { &words.canceled };
            Ok(guard::go(&web, &format!("{HERE}/{kiosk}"), note))
        }
        Err(problem) => match offer_refusal(signed_in.words(), &problem) {
            Some(words) => {
                let page = page(&web, &signed_in, offer, &zone);
                Ok(refused(&ConnectPage { problem: Some(words), ..page }))
            }
            None => Err(failed(&signed_in, &problem)),
        },
    }
}

fn failed(signed_in: &SignedIn, problem: &CodeError) -> PageError {
    match problem {
        CodeError::NotFound => error::not_found(&signed_in.visit).into(),
        CodeError::Store(_) | CodeError::Deactivated | CodeError::NotKeyed | CodeError::Over | CodeError::Device(_) => {
            error::failed(problem)
        }
    }
}
