//! The Universal PIN of a kiosk: generated or typed, shown, removed.

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use serde::Deserialize;

use super::{HERE, known::known};
use crate::{
    domain::{
        ids::KioskId,
        kiosk::{KioskPin, UNIVERSAL_DIGITS},
    },
    service::{
        Hold, StoreError,
        kiosks::{
            kiosks::StaffedKiosk,
            policy,
            universal::{self, UniversalPinError},
        },
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        pages::{
            confirm::{self, ConfirmedForm},
            error::{self, PageError},
            field::{EmptyForm, SelectOption, refused},
            layout::{Page, html},
            typed_secret::TypedSecret,
        },
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks/{id}/universal-pin", Audience::ADMINS, show)
        .post("/time-tracking/kiosks/{id}/universal-pin", Audience::ADMINS, set)
        .post("/time-tracking/kiosks/{id}/universal-pin/generate", Audience::ADMINS, generate)
        .post("/time-tracking/kiosks/{id}/universal-pin/reveal", Audience::ADMINS, reveal)
        .post("/time-tracking/kiosks/{id}/universal-pin/remove", Audience::ADMINS, remove)
}

#[derive(Template)]
#[template(path = "kiosks/universal.html")]
struct UniversalPage {
    page: Page,
    id: KioskId,
    name: String,
    activated: bool,
    /// When it was set, and with how many digits.
    set: Option<(String, usize)>,
    /// The same for the form that replaces it.
    replaces: String,
    /// Whether it can be shown again.
    can_be_shown: bool,
    /// Whether what is generated is shown once.
    once: bool,
    /// The PIN itself, for whoever may see it now.
    pin: Option<KioskPin>,
    digits: Vec<SelectOption>,
    problem: Option<&'static str>,
}

async fn page(web: &Web, signed_in: &SignedIn, kiosk: &StaffedKiosk) -> Result<UniversalPage, StoreError> {
    let (workspace, id) = (kiosk.kiosk.workspace, kiosk.kiosk.id);
    let read = web.store.read(move |tx| {
        let known = (policy::get(tx, workspace)?, universal::find(tx, workspace, id)?);
        Ok::<_, StoreError>((known, workspaces::get_settings(tx, workspace)?))
    });
    let ((policy, set), settings) = read.await?;
    let zone = kiosk.kiosk.zone.as_ref().unwrap_or(&settings.zone);
    let words = &signed_in.words().universal;
    let may_show_again = policy.is_some_and(|policy| policy.may_show_again);
    Ok(UniversalPage {
        page: Page::of(signed_in, &words.title(&kiosk.kiosk.name), HERE),
        id,
        name: kiosk.kiosk.name.clone(),
        activated: policy.is_some(),
        can_be_shown: may_show_again && set.as_ref().is_some_and(|set| set.derived.is_some()),
        once: !may_show_again,
        replaces: set.as_ref().map(|set| set.set_at.to_string()).unwrap_or_default(),
        set: set.map(|set| (signed_in.pen().moment(set.set_at, zone), set.digits)),
        pin: None,
        digits: UNIVERSAL_DIGITS
            .map(|digits| SelectOption::new(&digits.to_string(), &words.so_many_digits(digits), "6"))
            .collect(),
        problem: None,
    })
}

async fn show(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    confirm::required(&web, &signed_in, &format!("{HERE}/{}/universal-pin", kiosk.kiosk.id))?;
    Ok(html(&page(&web, &signed_in, &kiosk).await?))
}

/// The page once more, with why nothing was done.
async fn again(
    web: &Web,
    signed_in: &SignedIn,
    kiosk: &StaffedKiosk,
    problem: &UniversalPinError,
) -> Result<Response, PageError> {
    match (problem, signed_in.words().universal.refusal(problem)) {
        (_, Some(words)) => {
            let page = page(web, signed_in, kiosk).await?;
            Ok(refused(&UniversalPage { problem: Some(words), ..page }))
        }
        (UniversalPinError::NotFound, None) => Ok(error::not_found(&signed_in.visit)),
        (UniversalPinError::Hash(HashError::Full), None) => Ok(error::busy(&signed_in.visit)),
        (_, None) => Err(error::failed(problem)),
    }
}

#[derive(Deserialize)]
struct GenerateForm {
    #[serde(default)]
    digits: String,
    /// When the PIN was set that the page was shown with: sent twice, the form makes one.
    #[serde(default)]
    replaces: String,
}

async fn generate(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(GenerateForm { digits, replaces }): ConfirmedForm<GenerateForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    let digits = digits.parse().unwrap_or(0);
    let replaced = (kiosk.kiosk.id, replaces.parse().ok());
    let pin = web.services.universal_pins.generate(&signed_in.actor(), replaced, digits).await;
    with_pin(&web, &signed_in, &kiosk, pin).await
}

async fn reveal(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    let pin = web.services.universal_pins.show(&signed_in.actor(), kiosk.kiosk.id).await;
    with_pin(&web, &signed_in, &kiosk, pin).await
}

/// The page with the PIN on it, this once.
async fn with_pin(
    web: &Web,
    signed_in: &SignedIn,
    kiosk: &StaffedKiosk,
    pin: Result<KioskPin, UniversalPinError>,
) -> Result<Response, PageError> {
    match pin {
        Ok(pin) => {
            let page = page(web, signed_in, kiosk).await?;
            Ok(html(&UniversalPage { pin: Some(pin), ..page }))
        }
        Err(problem) => again(web, signed_in, kiosk, &problem).await,
    }
}

/// The PIN is typed twice.
#[derive(Deserialize)]
struct TypedForm {
    #[serde(default)]
    pin: TypedSecret,
    #[serde(default)]
    again: TypedSecret,
}

async fn set(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(TypedForm { pin, again: twice }): ConfirmedForm<TypedForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    let (pin, twice) = (pin.into_secret(), twice.into_secret());
    let words = &signed_in.words().universal;
    if pin.trim() != twice.trim() {
        let page = page(&web, &signed_in, &kiosk).await?;
        return Ok(refused(&UniversalPage { problem: Some(&words.do_not_match), ..page }));
    }
    let id = kiosk.kiosk.id;
    match web.services.universal_pins.set_typed(&signed_in.actor(), id, pin.trim()).await {
        Ok(()) => Ok(guard::go(&web, &format!("{HERE}/{id}"), &words.set)),
        Err(problem) => again(&web, &signed_in, &kiosk, &problem).await,
    }
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let kiosk = known(&web, &signed_in, &id).await?;
    let (actor, id) = (signed_in.actor(), kiosk.kiosk.id);
    match web.store.write(Hold::Workspace(actor.workspace), move |u| universal::remove(u, &actor, id)).await {
        Ok(()) => Ok(guard::go(&web, &format!("{HERE}/{id}"), &signed_in.words().universal.removed)),
        Err(problem) => again(&web, &signed_in, &kiosk, &problem).await,
    }
}
