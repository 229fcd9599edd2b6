//! The demo's front page: five ways to try the product, each one press away, and a way to start over. Nothing of it is
//! there outside of a demo.

use askama::Template;
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    layout::{Page, html},
    qr,
};
use crate::{
    demo::{Demo, DemoError, Desk, KioskBook, WORKSPACE},
    phone::PhoneBook,
    service::{access::AccountError, kiosks::signature::is_public_key},
    web::{
        Web,
        access::Audience,
        assets,
        guard::{self, Form, Visit, shared_device::SCREEN},
        kiosk,
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/demo", Audience::Everybody, show)
        .post("/demo/sign-in", Audience::Everybody, sign_in)
        .post("/demo/kiosk", Audience::Everybody, open_kiosk)
        .post("/demo/reset", Audience::Everybody, reset)
}

/// What a gateway on a real number cannot start without; docs/OPERATING.md has the rest.
const SETTINGS: [(&str, &str); 4] = [
    ("PHONECLOCK_PUBLIC_URL", "the https address at which Twilio reaches the gateway"),
    ("PHONECLOCK_DIAL_IN_NUMBER", "the number that workers call"),
    ("PHONECLOCK_TWILIO_ACCOUNT_SID", "from the Twilio console"),
    ("PHONECLOCK_TWILIO_AUTH_TOKEN", "from the Twilio console"),
];

/// What is missing where no script has run.
const NO_KEY: &str = "This browser has made no key. A kiosk needs JavaScript.";
/// What somebody has done away with.
const NO_KIOSK: &str =
    "There is no kiosk to open: kiosks are deactivated, or all are disabled. Change that, or reset the demo.";

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage {
    page: Page,
    workspace: &'static str,
    book: PhoneBook,
    settings: [(&'static str, &'static str); 4],
    kiosk: Option<KioskBook>,
    /// Whose badge is shown: name, letters, width and path of its picture.
    badge: Option<(&'static str, String, usize, String)>,
    /// The script of a kiosk's device.
    device_script: String,
    problem: Option<&'static str>,
    kiosk_problem: Option<&'static str>,
}

impl DemoPage {
    async fn read(web: &Web, demo: &Demo, visit: &Visit) -> Result<Self, PageError> {
        let book = web.phones.as_ref().map(|phones| phones.book().as_ref().clone()).unwrap_or_default();
        let kiosk = demo.kiosk_book().await.map_err(|error| error::failed(&error))?;
        // Maria's: she is among those whom a visitor has met on the phone.
        let holder = kiosk.iter().flat_map(|kiosk| kiosk.people.iter().skip(1)).next();
        let badge = holder.and_then(|person| {
            let letters = person.badge.clone()?;
            let (width, path) = qr::path(&letters)?;
            Some((person.name, letters, width, path))
        });
        Ok(Self {
            page: Page::at(visit, "Try phoneclock"),
            workspace: WORKSPACE,
            book,
            settings: SETTINGS,
            kiosk,
            badge,
            device_script: assets::kiosk_url(&assets::kiosk_release(), "device.js"),
            problem: None,
            kiosk_problem: None,
        })
    }
}

async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    match &web.demo {
        Some(demo) => Ok(html(&DemoPage::read(&web, demo, &visit).await?)),
        None => Ok(error::not_found(&visit)),
    }
}

#[derive(Deserialize)]
struct DeskForm {
    #[serde(default)]
    desk: String,
    /// Where to go, if not to the desk's own page.
    #[serde(default)]
    page: String,
}

async fn sign_in(State(web): State<Web>, visit: Visit, Form(chosen): Form<DeskForm>) -> Result<Response, PageError> {
    let (Some(demo), Some(desk)) = (&web.demo, Desk::parse(&chosen.desk)) else { return Ok(error::not_found(&visit)) };
    let to = match desk {
        Desk::Owner => "/settings",
        Desk::Admin if chosen.page == "kiosks" => "/time-tracking/kiosks",
        Desk::Admin => "/time-tracking/phone-clocking",
        Desk::Payroll => "/exceptions",
    };
    match demo.sign_in(desk, visit.visitor.clone()).await {
        Ok(session) => {
            let mut response = guard::signed_in(&web, to, &session);
            // Nobody signs in with one press on a kiosk.
            guard::forget_kiosk(&web, &mut response);
            Ok(response)
        }
        Err(DemoError::Account(AccountError::NoUser)) => Ok(error::not_found(&visit)),
        Err(error) => Err(error::failed(&error)),
    }
}

#[derive(Deserialize)]
struct KioskForm {
    /// The public key that a script has made.
    #[serde(default)]
    key: String,
}

async fn open_kiosk(State(web): State<Web>, visit: Visit, Form(form): Form<KioskForm>) -> Result<Response, PageError> {
    let Some(demo) = &web.demo else { return Ok(error::not_found(&visit)) };
    let key = URL_SAFE_NO_PAD.decode(&form.key).ok().filter(|key| is_public_key(key));
    let refused = async |problem| {
        Ok(html(&DemoPage { kiosk_problem: Some(problem), ..DemoPage::read(&web, demo, &visit).await? }))
    };
    let Some(key) = key else { return refused(NO_KEY).await };
    match demo.open_kiosk(key, visit.visitor.clone()).await {
        Ok(cookie) => {
            let mut response = match &visit.session {
                Some(_) => guard::signed_out(&web, SCREEN),
                None => Redirect::to(SCREEN).into_response(),
            };
            kiosk::set_cookie(&web, &mut response, &cookie);
            Ok(response)
        }
        Err(DemoError::NoKiosk) => refused(NO_KIOSK).await,
        Err(error) => Err(error::failed(&error)),
    }
}

#[derive(Deserialize)]
struct ResetForm {
    #[serde(default)]
    sure: String,
}

async fn reset(State(web): State<Web>, visit: Visit, Form(typed): Form<ResetForm>) -> Result<Response, PageError> {
    let Some(demo) = web.demo.clone() else { return Ok(error::not_found(&visit)) };
    if typed.sure != "yes" {
        let page = DemoPage::read(&web, &demo, &visit).await?;
        return Ok(html(&DemoPage { problem: Some("Check this box first."), ..page }));
    }
    // Goes on when the browser has gone: half a demo is none.
    match web.tracker.spawn(begin_anew(demo)).await? {
        Ok(()) => Ok(guard::go(&web, "/demo", "The demo has started over. Everybody was signed out.")),
        Err(DemoError::Busy) => Ok(guard::go(&web, "/demo", "The demo is already being reset.")),
        Err(error) => Err(error::failed(&error)),
    }
}

async fn begin_anew(demo: Demo) -> Result<(), DemoError> {
    demo.reset().await.map(drop)
}
