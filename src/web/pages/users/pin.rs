//! The PINs of users: who has one, and giving, changing and removing one, by those whose role may do that.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::ways::user_id;
use crate::{
    domain::{ids::UserId, kiosk::KioskPin, user::User},
    service::{
        StoreError,
        access::{
            links,
            users::{self, holds_to_change},
        },
        kiosks::{
            policy,
            user_pins::{self, UserPinError},
        },
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            confirm::{self, ConfirmedForm},
            error::{self, PageError},
            field::EmptyForm,
            layout::{Page, html},
            typed_secret::TypedSecret,
        },
        routes::Routes,
    },
};

const LIST: &str = "/users/pins";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/users/pins", Audience::LEADS, list)
        .get("/users/{id}/pin", Audience::LEADS, show)
        .post("/users/{id}/pin", Audience::LEADS, set)
        .post("/users/{id}/pin/generate", Audience::LEADS, generate)
        .post("/users/{id}/pin/remove", Audience::LEADS, remove)
}

/// One user with what is known of their PIN.
struct ListedPin {
    id: UserId,
    name: String,
    role: &'static str,
    method: &'static str,
    pin: Option<String>,
    /// Whether whoever looks may change it.
    may_change: bool,
}

#[derive(Template)]
#[template(path = "users/pins.html")]
struct PinsPage {
    page: Page,
    activated: bool,
    switched_on: bool,
    users: Vec<ListedPin>,
}

async fn list(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let User { workspace, role, .. } = signed_in.session.user;
    let now = web.store.clock().time_for_ends();
    let (pen, words) = (signed_in.pen().clone(), signed_in.words());
    let read = web.store.read(move |tx| {
        let (rows, zone) = users::list(tx, workspace, now)?;
        let pins = user_pins::list(tx, workspace)?;
        let mut listed = Vec::new();
        for user in rows.into_iter().map(|row| row.user).filter(|user| user.active) {
            let pin = pins.iter().find(|(of, _)| *of == user.id).map(|(_, pin)| words.users.pin(pin, &zone, &pen));
            let method = links::find(tx, workspace, user.id)?.map_or("", |link| words.users.method(link.method));
            let may_change = role.may_set_pin_of(user.role);
            let User { id, name, role, .. } = user;
            listed.push(ListedPin { id, name, role: words.role(role), method, pin, may_change });
        }
        Ok::<_, StoreError>((listed, policy::get(tx, workspace)?))
    });
    let (users, policy) = read.await?;
    Ok(html(&PinsPage {
        page: Page::of(&signed_in, &words.users.codes, LIST),
        activated: policy.is_some_and(|policy| policy.activated),
        switched_on: policy.is_some_and(|policy| policy.sign_in_by_pin),
        users,
    }))
}

#[derive(Template)]
#[template(path = "users/pin.html")]
struct PinPage {
    page: Page,
    id: UserId,
    name: String,
    method: &'static str,
    takes_pin: bool,
    supervises: bool,
    activated: bool,
    switched_on: bool,
    pin: Option<String>,
    /// When it was set, for the form that replaces it.
    replaces: String,
    /// The PIN that was just generated, shown this once.
    generated: Option<KioskPin>,
    problem: Option<&'static str>,
    digits: [usize; 4],
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let id = user_id(&signed_in, &id)?;
    confirm::required(&web, &signed_in, &format!("/users/{id}/pin"))?;
    page(&web, &signed_in, id, None, None).await
}

async fn page(
    web: &Web,
    signed_in: &SignedIn,
    id: UserId,
    generated: Option<KioskPin>,
    problem: Option<&'static str>,
) -> Result<Response, PageError> {
    let User { workspace, role, .. } = signed_in.session.user;
    let (pen, words) = (signed_in.pen().clone(), &signed_in.words().users);
    let read = web.store.read(move |tx| {
        let (user, link) = (users::find(tx, workspace, id)?, links::find(tx, workspace, id)?);
        let (pin, policy) = (user_pins::find(tx, workspace, id)?, policy::get(tx, workspace)?);
        let zone = workspaces::get_settings(tx, workspace)?.zone;
        let replaces = pin.as_ref().map(|pin| pin.set_at.to_string()).unwrap_or_default();
        Ok::<_, StoreError>((user.zip(link), (pin.map(|pin| words.pin(&pin, &zone, &pen)), replaces), policy))
    });
    let (found, (pin, replaces), policy) = read.await?;
    let Some((user, link)) = found else { return Ok(error::not_found(&signed_in.visit)) };
    if !role.may_set_pin_of(user.role) {
        return Ok(error::forbidden(&signed_in.visit));
    }
    Ok(html(&PinPage {
        page: Page::of(signed_in, &words.code_of(&user.name), LIST),
        id,
        method: words.method(link.method),
        takes_pin: link.method.takes_pin(),
        supervises: user.role.supervises(),
        name: user.name,
        activated: policy.is_some(),
        switched_on: policy.is_some_and(|policy| policy.sign_in_by_pin),
        pin,
        replaces,
        generated,
        problem,
        digits: [5, 6, 7, 8],
    }))
}

/// Why a PIN stays as it is, as a sentence on the page; the page itself for what is beyond the form.
fn problem(signed_in: &SignedIn, error: UserPinError) -> Result<&'static str, PageError> {
    let words = &signed_in.words().users;
    Ok(match error {
        UserPinError::Format => &words.code_format,
        // The same for one that is easy to guess and for one that somebody has.
        UserPinError::Refused => &words.code_refused,
        UserPinError::NeverActivated => &words.code_activate_first,
        UserPinError::NoPin => &words.code_none,
        UserPinError::OnlyWayIn => &words.code_only_way_in,
        UserPinError::Exhausted => &words.code_exhausted,
        UserPinError::MadeAlready => &words.code_made_already,
        UserPinError::TooMany => &words.code_too_many,
        UserPinError::NoUser => return Err(error::not_found(&signed_in.visit).into()),
        UserPinError::NotForRole => return Err(error::forbidden(&signed_in.visit).into()),
        UserPinError::Hash(HashError::Full) => return Err(error::busy(&signed_in.visit).into()),
        failed @ (UserPinError::Store(_) | UserPinError::Hash(_)) => return Err(error::failed(&failed)),
    })
}

#[derive(Deserialize)]
struct PinForm {
    #[serde(default)]
    pin: TypedSecret,
    #[serde(default)]
    again: TypedSecret,
}

async fn set(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(PinForm { pin, again }): Form<PinForm>,
) -> Result<Response, PageError> {
    let id = user_id(&signed_in, &id)?;
    // A PIN is never kept by the page that asks: it is typed again.
    confirm::required(&web, &signed_in, &format!("/users/{id}/pin"))?;
    let (pin, again) = (pin.into_secret(), again.into_secret());
    if pin != again {
        return page(&web, &signed_in, id, None, Some(&signed_in.words().users.codes_differ)).await;
    }
    match web.services.user_pins.set_typed(&signed_in.actor(), id, &pin).await {
        Ok(()) => Ok(guard::go(&web, &format!("/users/{id}/pin"), &signed_in.words().users.code_is_set)),
        Err(error) => {
            let problem = problem(&signed_in, error)?;
            page(&web, &signed_in, id, None, Some(problem)).await
        }
    }
}

#[derive(Deserialize)]
struct DigitsForm {
    #[serde(default)]
    digits: String,
    /// When the PIN was set that the page was shown with: sent twice, the form makes one.
    #[serde(default)]
    replaces: String,
}

/// Generates a PIN and shows it, this once.
async fn generate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(DigitsForm { digits, replaces }): ConfirmedForm<DigitsForm>,
) -> Result<Response, PageError> {
    let id = user_id(&signed_in, &id)?;
    let digits = digits.parse().unwrap_or(0);
    let replaced = (id, replaces.parse().ok());
    match web.services.user_pins.generate_in_place_of(&signed_in.actor(), replaced, digits).await {
        Ok(pin) => page(&web, &signed_in, id, Some(pin), None).await,
        Err(error) => {
            let problem = problem(&signed_in, error)?;
            page(&web, &signed_in, id, None, Some(problem)).await
        }
    }
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let (id, actor) = (user_id(&signed_in, &id)?, signed_in.actor());
    let holds = holds_to_change(actor.workspace, id);
    match web.store.write(holds, move |u| user_pins::remove(u, &actor, id)).await {
        Ok(user) => {
            let note = signed_in.words().users.code_removed(user.name);
            Ok(guard::go(&web, &format!("/users/{id}/pin"), &note))
        }
        Err(error) => {
            let problem = problem(&signed_in, error)?;
            page(&web, &signed_in, id, None, Some(problem)).await
        }
    }
}
