//! Approving the browser in which somebody has signed in, and asking once whether it is a shared one.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Method},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::{Query, cookie::CookieJar};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use super::{HERE, connect::name_field};
use crate::{
    domain::{ids::KioskId, user::Role},
    service::{
        Hold, StoreError,
        access::{NewSession, sessions},
        kiosks::{
            devices::{self, DeviceError, ThisDevice},
            overview, policy,
            signature::is_public_key,
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::{self, Form, SignedIn, shared_device::SCREEN},
        kiosk,
        pages::{
            browser_name::browser_name,
            confirm::ConfirmedForm,
            error::{self, PageError},
            field::{SelectOption, TextField, refused},
            form_errors::FormErrors,
            layout::{Page, html},
            own_page::own_page,
        },
        routes::Routes,
    },
};

/// Where a browser is approved.
pub(super) const APPROVE: &str = "/time-tracking/kiosks/approve-this-device";
/// Where is asked whether a browser is a shared one.
const OFFER: &str = "/time-tracking/kiosks/this-device";

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/kiosks/approve-this-device", Audience::LEADS, show)
        .post("/time-tracking/kiosks/approve-this-device", Audience::LEADS, approve)
        .get("/time-tracking/kiosks/this-device", Audience::LEADS, offer)
        .post("/time-tracking/kiosks/this-device/never", Audience::LEADS, never)
}

/// Where to go after a sign-in that leads to `next`: past the question whether this is a shared device, where kiosks are
/// activated, whoever has signed in may approve it, and nobody has said in this browser not to ask.
pub(in crate::web::pages) async fn after_sign_in(
    web: &Web,
    headers: &HeaderMap,
    session: &NewSession,
    next: &str,
) -> Result<String, StoreError> {
    if CookieJar::from_headers(headers).get(guard::never_ask_cookie(web)).is_some() {
        return Ok(next.to_owned());
    }
    let Some(session) = sessions::look_at(&web.store, session.token.expose()).await? else {
        return Ok(next.to_owned());
    };
    let (workspace, role) = (session.user.workspace, session.user.role);
    let activated = web.store.read(move |tx| policy::get(tx, workspace)).await?.is_some_and(|policy| policy.activated);
    if !activated || !may_approve(role) {
        return Ok(next.to_owned());
    }
    let next: String = form_urlencoded::byte_serialize(next.as_bytes()).collect();
    Ok(format!("{OFFER}?next={next}"))
}

fn may_approve(role: Role) -> bool {
    access::allows(role, &Method::POST, APPROVE)
}

#[derive(Deserialize)]
struct NextQuery {
    #[serde(default)]
    next: String,
}

#[derive(Template)]
#[template(path = "kiosks/this_device.html")]
struct OfferPage {
    page: Page,
    next: String,
}

async fn offer(signed_in: SignedIn, Query(NextQuery { next }): Query<NextQuery>) -> Response {
    let page = Page::of(&signed_in, &signed_in.words().devices.is_shared_title, HERE);
    html(&OfferPage { page, next: own_page(&next).to_owned() })
}

async fn never(State(web): State<Web>, _: SignedIn, Form(NextQuery { next }): Form<NextQuery>) -> Response {
    guard::never_ask(&web, own_page(&next))
}

#[derive(Template)]
#[template(path = "kiosks/approve.html")]
struct ApprovePage {
    page: Page,
    activated: bool,
    may_activate: bool,
    may_add: bool,
    kiosks: Vec<SelectOption>,
    name: TextField,
    errors: FormErrors,
}

#[derive(Default, Deserialize)]
struct ApproveForm {
    #[serde(default)]
    kiosk: String,
    #[serde(default)]
    name: String,
    /// The public key that a script has made.
    #[serde(default)]
    key: String,
}

#[derive(Deserialize)]
struct KioskQuery {
    #[serde(default)]
    kiosk: String,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(KioskQuery { kiosk }): Query<KioskQuery>,
) -> Result<Response, PageError> {
    if signed_in.session.device.is_some() {
        return Ok(Redirect::to(SCREEN).into_response());
    }
    let name = browser_name(&signed_in.visit.visitor.browser, signed_in.words());
    let form = ApproveForm { kiosk, name, key: String::new() };
    Ok(html(&page(&web, &signed_in, &form).await?))
}

async fn page(web: &Web, signed_in: &SignedIn, form: &ApproveForm) -> Result<ApprovePage, StoreError> {
    let (user, now) = (&signed_in.session.user, web.store.clock().time_for_ends());
    let workspace = user.workspace;
    let read = web
        .store
        .read(move |tx| Ok::<_, StoreError>((policy::get(tx, workspace)?, overview::list(tx, workspace, now)?)));
    let (policy, kiosks) = read.await?;
    // Where there is only one, it is that.
    let only = match kiosks.as_slice() {
        [only] => Some(only.kiosk.id.to_string()),
        _ => None,
    };
    let chosen = only.unwrap_or_else(|| form.kiosk.clone());
    let options = kiosks.iter().map(|row| SelectOption::new(&row.kiosk.id.to_string(), &row.kiosk.name, &chosen));
    let may = |path| access::allows(user.role, &Method::POST, path);
    Ok(ApprovePage {
        page: Page::of(signed_in, &signed_in.words().devices.approve_this, HERE),
        activated: policy.is_some_and(|policy| policy.activated),
        may_activate: may("/time-tracking/kiosks/activate"),
        may_add: may("/time-tracking/kiosks/new"),
        kiosks: options.collect(),
        name: name_field(&signed_in.words().devices, &form.name),
        errors: FormErrors::default(),
    })
}

async fn approve(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(form): ConfirmedForm<ApproveForm>,
) -> Result<Response, PageError> {
    if signed_in.session.device.is_some() {
        return Ok(Redirect::to(SCREEN).into_response());
    }
    let words = &signed_in.words().devices;
    let key = URL_SAFE_NO_PAD.decode(&form.key).ok().filter(|key| is_public_key(key));
    let kiosk = KioskId::parse(&form.kiosk);
    let (Some(public_key), Some(kiosk)) = (key.clone(), kiosk) else {
        let mut page = page(&web, &signed_in, &form).await?;
        if kiosk.is_none() {
            page.errors.add("kiosk", &words.choose_kiosk);
        }
        if key.is_none() {
            page.errors.add("key", &words.no_key);
        }
        return Ok(refused(&page));
    };
    let (actor, session, visitor) = (signed_in.actor(), signed_in.session.id, signed_in.visit.visitor.clone());
    let this = ThisDevice { kiosk, name: form.name.clone(), public_key, session, visitor };
    let approved = web.store.write(Hold::Workspace(actor.workspace), move |u| devices::approve_this(u, &actor, this));
    match approved.await {
        Ok(cookie) => {
            let mut response = guard::signed_out(&web, SCREEN);
            kiosk::set_cookie(&web, &mut response, &cookie);
            Ok(response)
        }
        Err(problem) => {
            let mut page = page(&web, &signed_in, &form).await?;
            match (&problem, words.name_refusal(&problem)) {
                (_, Some(wrong)) => page.name = TextField { wrong: Some(wrong), ..page.name },
                (DeviceError::NotFound, None) => page.errors.add("kiosk", &words.kiosk_gone),
                // The page says it.
                (DeviceError::Deactivated, None) => {}
                (_, None) => return Err(error::failed(&problem)),
            }
            Ok(refused(&page))
        }
    }
}
