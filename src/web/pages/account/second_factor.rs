//! One's own second factor: set up, its recovery codes, removed.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;

use crate::{
    domain::second_factor::is_asked_of,
    service::{
        StoreError,
        access::{
            AccountError,
            second_factor::{self, RecoveryCode, SecondFactorState, ShownSecret},
        },
        pin_hash::HashError,
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            confirm::{self, ConfirmedForm, read_code},
            error::{self, PageError},
            field::EmptyForm,
            form_errors::capital,
            layout::{Page, html},
            qr,
            typed_secret::TypedSecret,
        },
        routes::Routes,
    },
};

const HERE: &str = "/account/second-factor";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/account/second-factor", Audience::SignedIn, show)
        .post("/account/second-factor", Audience::SignedIn, begin)
        .post("/account/second-factor/first-code", Audience::SignedIn, finish)
        .post("/account/second-factor/recovery-codes", Audience::SignedIn, renew_codes)
        .post("/account/second-factor/remove", Audience::SignedIn, remove)
}

/// The secret of an app, to be scanned or typed.
pub(in crate::web::pages) struct SecretView {
    /// How wide the QR code is, and the path of its dark squares.
    pub qr: Option<(usize, String)>,
    pub key: String,
}

impl From<ShownSecret> for SecretView {
    fn from(ShownSecret { grouped, uri }: ShownSecret) -> Self {
        Self { qr: qr::path(uri.expose()), key: grouped.expose().to_owned() }
    }
}

/// Recovery codes, shown this once.
#[derive(Template)]
#[template(path = "second_factor/codes.html")]
pub(in crate::web::pages) struct CodesPage<'a> {
    page: Page,
    codes: Vec<String>,
    /// The page to go on to.
    next: &'a str,
}

impl<'a> CodesPage<'a> {
    /// The codes, on a page that leads on to `next`.
    pub fn new(page: Page, codes: &[RecoveryCode], next: &'a str) -> Self {
        Self { page, codes: codes.iter().map(RecoveryCode::grouped).collect(), next }
    }
}

enum View {
    Off,
    BeingSetUp(SecretView),
    On { since: String, codes_left: u32, replaces: String },
}

#[derive(Template)]
#[template(path = "second_factor/account.html")]
struct SecondFactorPage {
    page: Page,
    email: String,
    view: View,
    is_asked: bool,
    problem: Option<String>,
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    page(&web, &signed_in, None).await
}

async fn page(web: &Web, signed_in: &SignedIn, problem: Option<String>) -> Result<Response, PageError> {
    let (user, keys) = (signed_in.session.user.clone(), web.store.keys().clone());
    let read = web.store.read(move |tx| {
        let settings = workspaces::get_settings(tx, user.workspace)?;
        Ok::<_, StoreError>((second_factor::state(tx, &keys, &user)?, settings))
    });
    let (state, settings) = read.await?;
    let view = match state {
        SecondFactorState::Off => View::Off,
        SecondFactorState::BeingSetUp(secret) => {
            // Whoever finds an open browser must not find the secret in it.
            confirm::required(web, signed_in, HERE)?;
            View::BeingSetUp(secret.into())
        }
        SecondFactorState::On { since, codes_left, codes_made_at } => {
            let replaces = codes_made_at.map(|at| at.to_string()).unwrap_or_default();
            View::On { since: signed_in.pen().moment(since, &settings.zone), codes_left, replaces }
        }
    };
    let user = &signed_in.session.user;
    Ok(html(&SecondFactorPage {
        page: Page::of(signed_in, &signed_in.words().factor.title, "/account"),
        email: user.email.to_string(),
        view,
        is_asked: is_asked_of(user.role, settings.second_factor),
        problem,
    }))
}

async fn begin(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(EmptyForm {}): ConfirmedForm<EmptyForm>,
) -> Result<Response, PageError> {
    let user = signed_in.session.user.id;
    web.store.write(second_factor::holds_to_change(user), move |u| second_factor::begin(u, user)).await?;
    Ok(Redirect::to(HERE).into_response())
}

#[derive(Deserialize)]
struct CodeForm {
    #[serde(default)]
    code: String,
}

async fn finish(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<CodeForm>,
) -> Result<Response, PageError> {
    confirm::required(&web, &signed_in, HERE)?;
    let (actor, user, code) = (signed_in.actor(), signed_in.session.user.id, read_code(&typed.code, ""));
    let holds = second_factor::holds_to_change(user);
    match web.store.write(holds, move |u| second_factor::finish(u, &actor, user, code.as_ref())).await {
        Ok(codes) => Ok(shown_once(&signed_in, &codes)),
        Err(AccountError::WrongCode) => {
            page(&web, &signed_in, Some(signed_in.words().account.wrong_first_code.clone())).await
        }
        // Twice in a row, or from another window.
        Err(AccountError::NoSecondFactor) => page(&web, &signed_in, None).await,
        Err(error) => Err(error::failed(&error)),
    }
}

fn shown_once(signed_in: &SignedIn, codes: &[RecoveryCode]) -> Response {
    html(&CodesPage::new(Page::of(signed_in, &signed_in.words().factor.recovery_codes, "/account"), codes, HERE))
}

#[derive(Deserialize)]
struct RenewForm {
    /// When the codes were made that the page was shown with: sent twice, the form makes new ones once.
    #[serde(default)]
    replaces: String,
}

async fn renew_codes(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(RenewForm { replaces }): ConfirmedForm<RenewForm>,
) -> Result<Response, PageError> {
    let (actor, user, seen) = (signed_in.actor(), signed_in.session.user.id, replaces.parse().ok());
    let holds = second_factor::holds_to_change(user);
    match web.store.write(holds, move |u| second_factor::renew_codes(u, &actor, user, seen)).await {
        Ok(codes) => Ok(shown_once(&signed_in, &codes)),
        Err(AccountError::NoSecondFactor) => page(&web, &signed_in, None).await,
        Err(problem @ AccountError::CodesMadeAlready) => {
            page(&web, &signed_in, Some(format!("{}.", capital(&signed_in.words().account.refusal(&problem))))).await
        }
        Err(error) => Err(error::failed(&error)),
    }
}

#[derive(Deserialize)]
struct RemoveForm {
    #[serde(default)]
    current: TypedSecret,
    #[serde(default)]
    code: String,
    #[serde(default)]
    recovery: String,
}

async fn remove(
    State(web): State<Web>,
    signed_in: SignedIn,
    Form(typed): Form<RemoveForm>,
) -> Result<Response, PageError> {
    let proof = (typed.current.into_secret(), read_code(&typed.code, &typed.recovery));
    match web.sign_in.remove_second_factor(signed_in.actor(), signed_in.session.clone(), proof).await {
        Ok(()) => Ok(guard::go(&web, "/account", &signed_in.words().factor.removed)),
        Err(problem @ AccountError::SessionEnded) => Ok(guard::signed_out_with(
            &web,
            "/sign-in",
            &format!("{}.", capital(&signed_in.words().account.refusal(&problem))),
        )),
        Err(AccountError::Hash(HashError::Full)) => Ok(error::busy(&signed_in.visit)),
        Err(error @ (AccountError::Store(_) | AccountError::Hash(_))) => Err(error::failed(&error)),
        Err(problem) => {
            page(&web, &signed_in, Some(format!("{}.", capital(&signed_in.words().account.refusal(&problem))))).await
        }
    }
}
