//! Wallet cards: number, phone clock ID and steps in the person's language, to be printed. Never a PIN.

use std::collections::BTreeSet;

use askama::Template;
use axum::{
    extract::{Path, State},
    response::Response,
};
use axum_extra::extract::{Form as PlainForm, Query};
use serde::Deserialize;

use super::{
    error::{self, PageError},
    layout::{Page, html},
    number::{Number, dial_link, dial_string},
    qr,
    setup::words::SetupWords,
};
use crate::{
    domain::{ids::EmployeeId, setup_code::SetupCode, workspace::Settings},
    service::{
        StoreError,
        credentials::rollout::{self, RolloutFilter, RolloutRow, codes},
        roster::workspaces,
    },
    web::{
        Web,
        access::Audience,
        guard::{self, SignedIn},
        routes::Routes,
    },
};

/// Cards on one page.
const MAX_CARDS: usize = 200;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/time-tracking/phone-clocking/cards", Audience::ADMINS, many)
        .post("/time-tracking/phone-clocking/cards", Audience::ADMINS, with_codes)
        .get("/time-tracking/phone-clocking/{id}/card", Audience::ADMINS, of_one)
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
    /// Everybody who was chosen, where some have no PIN.
    chosen: Vec<EmployeeId>,
    /// Who among them has none: without a one-time code a card is of no use to them.
    not_set_up: Vec<String>,
    /// How many more were chosen than one page has room for.
    behind: usize,
    /// The employee behind whom the next page begins.
    next: Option<EmployeeId>,
    /// Where a one-time code is typed, without the scheme.
    setup_address: String,
    /// Where a practice call is made, in the same form.
    practice_address: String,
}

impl CardsPage {
    fn empty(web: &Web, signed_in: &SignedIn, title: &str) -> Self {
        Self {
            page: Page::of(signed_in, title, "/time-tracking/phone-clocking"),
            number: Number::new(web),
            cards: Vec::new(),
            only: None,
            with_code: false,
            chosen: Vec::new(),
            not_set_up: Vec::new(),
            behind: 0,
            next: None,
            setup_address: address(web, "setup"),
            practice_address: address(web, "practice"),
        }
    }
}

struct Card {
    words: &'static SetupWords,
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
    fn new(web: &Web, person: RolloutRow, settings: &Settings, code: Option<(String, String)>) -> Self {
        let number = web.services.dial_in_number.as_ref();
        let dialed = number.zip(person.clock_id.as_ref()).map(|(number, id)| dial_string(number, id));
        Self {
            words: SetupWords::of(person.employee.details.language),
            voice_check: person.employee.details.says_name(settings),
            name: person.employee.details.name,
            clock_id: person.clock_id.map(String::from),
            qr: dialed.as_deref().and_then(|dialed| qr::path(&dial_link(dialed))),
            dial_string: dialed,
            code,
        }
    }
}

#[derive(Deserialize)]
struct CardsQuery {
    /// The chosen ones; everybody with a phone clock ID when nobody is chosen.
    #[serde(default)]
    employee: Vec<String>,
    #[serde(default)]
    after: String,
    /// `no-email` for those who cannot be sent a link, and have no code yet.
    #[serde(default)]
    who: String,
}

async fn many(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<CardsQuery>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    if query.who == "no-email" {
        let people = web.store.read(move |tx| rollout::list_without_way_in(tx, workspace, now)).await?;
        return of_these(&web, &signed_in, people).await;
    }
    let chosen: BTreeSet<_> = query.employee.iter().take(MAX_CARDS).filter_map(|id| EmployeeId::parse(id)).collect();
    if !chosen.is_empty() {
        let people = web.store.read(move |tx| rollout::list_chosen(tx, workspace, &chosen, now)).await?;
        return of_these(&web, &signed_in, people).await;
    }
    let filter = RolloutFilter { with_id: true, after: EmployeeId::parse(&query.after), ..RolloutFilter::default() };
    let read = web.store.read(move |tx| {
        let people = rollout::list(tx, workspace, &filter, now, MAX_CARDS + 1)?;
        Ok::<_, StoreError>((people, workspaces::get_settings(tx, workspace)?))
    });
    let (people, settings) = read.await?;
    let next = people.get(MAX_CARDS - 1).filter(|_| people.len() > MAX_CARDS).map(|last| last.employee.id);
    let cards = people.into_iter().take(MAX_CARDS).filter(|person| person.clock_id.is_some());
    Ok(html(&CardsPage {
        cards: cards.map(|person| Card::new(&web, person, &settings, None)).collect(),
        next,
        ..CardsPage::empty(&web, &signed_in, &signed_in.words().cards.title)
    }))
}

/// The cards of these people; for those without a PIN, the form that makes one-time codes and shows the cards of all.
pub(super) async fn of_these(
    web: &Web,
    signed_in: &SignedIn,
    mut people: Vec<RolloutRow>,
) -> Result<Response, PageError> {
    let workspace = signed_in.session.user.workspace;
    let settings = web.store.read(move |tx| workspaces::get_settings(tx, workspace)).await?;
    let behind = people.len().saturating_sub(MAX_CARDS);
    people.truncate(MAX_CARDS);
    let has_none = |person: &&RolloutRow| person.pin_set_at.is_none();
    let not_set_up: Vec<_> =
        people.iter().filter(has_none).map(|person| person.employee.details.name.clone()).collect();
    let chosen = if not_set_up.is_empty() { Vec::new() } else { ids_of(&people) };
    let cards = people.into_iter().filter(|person| person.clock_id.is_some());
    Ok(html(&CardsPage {
        cards: cards.map(|person| Card::new(web, person, &settings, None)).collect(),
        chosen,
        not_set_up,
        behind,
        ..CardsPage::empty(web, signed_in, &signed_in.words().cards.title)
    }))
}

fn ids_of(people: &[RolloutRow]) -> Vec<EmployeeId> {
    people.iter().map(|person| person.employee.id).collect()
}

/// Makes a one-time code for each of the chosen who has no PIN, and shows the cards of all of them, this once. Its
/// fields come one by one, as there are as many of a name as people.
async fn with_codes(
    State(web): State<Web>,
    signed_in: SignedIn,
    PlainForm(fields): PlainForm<Vec<(String, String)>>,
) -> Result<Response, PageError> {
    let all = |wanted: &'static str| fields.iter().filter(move |(name, _)| name == wanted).map(|(_, value)| value);
    if !all("csrf").next().is_some_and(|shown| guard::is_csrf(&signed_in.visit, shown)) {
        return Ok(error::stale_form(&signed_in.visit));
    }
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    let chosen: BTreeSet<_> = all("employee").take(MAX_CARDS).filter_map(|id| EmployeeId::parse(id)).collect();
    let (store, actor, these) = (web.store.clone(), signed_in.actor(), chosen.clone());
    let made = web.tracker.spawn(async move { codes::make_for_chosen(&store, actor, these).await });
    let codes = made.await??;
    let read = web.store.read(move |tx| {
        let people = rollout::list_chosen(tx, workspace, &chosen, now)?;
        Ok::<_, StoreError>((people, workspaces::get_settings(tx, workspace)?))
    });
    let (people, settings) = read.await?;
    let card = |person: RolloutRow| {
        let code = codes.get(&person.employee.id).map(SetupCode::grouped);
        let until = until(&person, &settings);
        Card::new(&web, person, &settings, code.zip(until))
    };
    Ok(html(&CardsPage {
        cards: people.into_iter().filter(|person| person.clock_id.is_some()).map(card).collect(),
        with_code: !codes.is_empty(),
        ..CardsPage::empty(&web, &signed_in, &signed_in.words().cards.title)
    }))
}

async fn of_one(State(web): State<Web>, signed_in: SignedIn, Path(id): Path<String>) -> Result<Response, PageError> {
    match EmployeeId::parse(&id) {
        Some(id) => one(&web, &signed_in, id, None).await,
        None => Ok(error::not_found(&signed_in.visit)),
    }
}

/// The card of one employee, with the code that was just made.
pub(super) async fn one(
    web: &Web,
    signed_in: &SignedIn,
    id: EmployeeId,
    code: Option<&SetupCode>,
) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.clock().time_for_ends());
    let read = web.store.read(move |tx| {
        let person = rollout::find(tx, workspace, id, now)?;
        Ok::<_, StoreError>((person, workspaces::get_settings(tx, workspace)?))
    });
    let (Some(person), settings) = read.await? else { return Ok(error::not_found(&signed_in.visit)) };
    let code = code.map(SetupCode::grouped).zip(until(&person, &settings));
    let with_code = code.is_some();
    // A card with neither ID nor code is of no use to anybody.
    let is_whole = person.clock_id.is_some();
    let not_set_up = if is_whole { Vec::new() } else { vec![person.employee.details.name.clone()] };
    let chosen = if is_whole { Vec::new() } else { vec![id] };
    let cards = if is_whole { vec![Card::new(web, person, &settings, code)] } else { Vec::new() };
    Ok(html(&CardsPage {
        cards,
        only: Some(id),
        with_code,
        chosen,
        not_set_up,
        ..CardsPage::empty(web, signed_in, &signed_in.words().cards.title_of_one)
    }))
}

/// Until when the code that waits holds, where its holder is.
fn until(person: &RolloutRow, settings: &Settings) -> Option<String> {
    let zone = person.employee.details.zone.as_ref().unwrap_or(&settings.zone);
    let words = SetupWords::of(person.employee.details.language);
    person.code_ends_at.map(|end| words.until(zone.local(end).date()))
}

/// The address of a page as it is typed, without the scheme.
fn address(web: &Web, page: &str) -> String {
    let url = web.services.public_url.as_str().trim_end_matches('/');
    format!("{}/{page}", url.split_once("://").map_or(url, |(_, rest)| rest))
}
