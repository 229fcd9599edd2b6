//! Wallet cards: number, phone clock ID and steps in the person's language, to be printed. Never a PIN.

mod qr;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    response::Response,
    routing::get,
};
use axum_extra::extract::Query;
use serde::Deserialize;

use super::{
    error,
    layout::{Page, html},
    number::{dial_link, dial_string},
    phone_clocking::{HERE, Number},
    setup::words::Words,
};
use crate::{
    domain::{
        ids::EmployeeId,
        setup_code::SetupCode,
        workspace::{Settings, Zone},
    },
    service::phone_clocking::{Person, Sought},
    web::{Web, guard::SignedIn},
};

/// Cards on one page.
const CARDS: usize = 200;

pub(super) fn routes() -> Router<Web> {
    Router::new()
        .route("/time-tracking/phone-clocking/cards", get(many))
        .route("/time-tracking/phone-clocking/{id}/card", get(of_one))
}

#[derive(Template)]
#[template(path = "phone_clocking/cards.html")]
struct CardsPage {
    page: Page,
    number: Option<Number>,
    cards: Vec<Card>,
    /// Whose card it is, when it is one.
    only: Option<EmployeeId>,
    with_code: bool,
    /// The employee behind whom the next page begins.
    next: Option<EmployeeId>,
    /// Where a one-time code is typed, without the scheme.
    setup_address: String,
    /// Where a call is practised, in the same form.
    practice_address: String,
}

struct Card {
    words: &'static Words,
    name: String,
    clock_id: Option<String>,
    dial_string: Option<String>,
    /// The dial string as a QR code: how wide it is, and the path of its dark squares.
    qr: Option<(usize, String)>,
    /// In groups, and until when it holds.
    code: Option<(String, String)>,
    voice_check: bool,
}

impl Card {
    fn of(web: &Web, person: Person, settings: &Settings, code: Option<(String, String)>) -> Self {
        let number = web.gateway.dial_in_number.as_ref();
        let dialled = number.zip(person.clock_id.as_ref()).map(|(number, id)| dial_string(number, id));
        Self {
            words: Words::of(person.employee.details.language),
            voice_check: person.employee.details.says_name(settings),
            name: person.employee.details.name,
            clock_id: person.clock_id.map(String::from),
            qr: dialled.as_deref().and_then(|dialled| qr::path(&dial_link(dialled))),
            dial_string: dialled,
            code,
        }
    }
}

#[derive(Deserialize)]
struct Asked {
    /// The chosen ones; everybody with a phone clock ID when nobody is chosen.
    #[serde(default)]
    employee: Vec<String>,
    #[serde(default)]
    after: String,
}

async fn many(State(web): State<Web>, signed_in: SignedIn, Query(asked): Query<Asked>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let settings = match web.gateway.phone_settings(workspace).await {
        Ok(settings) => settings,
        Err(error) => return error::failed(&error),
    };
    let people = if asked.employee.is_empty() {
        let after = EmployeeId::parse(&asked.after);
        let sought = Sought { with_id: true, after, ..Sought::default() };
        web.gateway.list_phone_clocking(workspace, sought, CARDS + 1).await
    } else {
        let chosen = asked.employee.iter().take(CARDS).filter_map(|id| EmployeeId::parse(id)).collect();
        web.gateway.list_chosen(workspace, chosen).await
    };
    match people {
        Ok(people) => {
            let next = people.get(CARDS - 1).filter(|_| people.len() > CARDS).map(|last| last.employee.id);
            let cards = people.into_iter().take(CARDS);
            html(&CardsPage {
                page: Page::of(&signed_in, "Wallet cards", HERE),
                number: Number::of(&web),
                cards: cards.map(|person| Card::of(&web, person, &settings, None)).collect(),
                only: None,
                with_code: false,
                next,
                setup_address: address(&web, "setup"),
                practice_address: address(&web, "practice"),
            })
        }
        Err(error) => error::failed(&error),
    }
}

async fn of_one(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Response {
    match EmployeeId::parse(&id) {
        Some(id) => one(&web, &signed_in, id, None).await,
        None => error::not_found(&signed_in.visit),
    }
}

/// The card of one employee, with the code that was just made.
pub(super) async fn one(web: &Web, signed_in: &SignedIn, id: EmployeeId, code: Option<&SetupCode>) -> Response {
    let workspace = signed_in.session.user.workspace;
    let found = web.gateway.find_phone_clocking(workspace, id).await;
    match (found, web.gateway.phone_settings(workspace).await) {
        (Ok(Some(person)), Ok(settings)) => {
            let zone = person.employee.details.zone.clone().unwrap_or_else(|| settings.zone.clone());
            let until = person.code_ends_at.map(|end| until(&person, end, &zone));
            let code = code.map(SetupCode::grouped).zip(until);
            let with_code = code.is_some();
            html(&CardsPage {
                page: Page::of(signed_in, "Wallet card", HERE),
                number: Number::of(web),
                cards: vec![Card::of(web, person, &settings, code)],
                only: Some(id),
                with_code,
                next: None,
                setup_address: address(web, "setup"),
                practice_address: address(web, "practice"),
            })
        }
        (Ok(None), _) => error::not_found(&signed_in.visit),
        (Err(error), _) | (_, Err(error)) => error::failed(&error),
    }
}

fn until(person: &Person, end: jiff::Timestamp, zone: &Zone) -> String {
    Words::of(person.employee.details.language).until(zone.local(end).date())
}

/// The address of a page as it is typed, without the scheme.
fn address(web: &Web, page: &str) -> String {
    let url = web.gateway.public_url.as_str().trim_end_matches('/');
    format!("{}/{page}", url.split_once("://").map_or(url, |(_, rest)| rest))
}
