//! The practice line: who one is, and a phone whose calls count for nothing. Whether anybody has an ID is never told here.

pub(super) mod words;

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::words::{PracticeWords, script_words};
use super::{
    error::{self, PageError},
    field::EmptyForm,
    layout::html,
    number::for_people,
    phone::KEYPAD,
};
use crate::{
    domain::{language::Language, phone_clock_id::PhoneClockId},
    phone::Sample,
    practice::{Pass, PracticeLineError},
    web::{
        Web,
        access::Audience,
        guard::{Form, Visit, language},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/practice", Audience::Everybody, ask)
        .post("/practice", Audience::Everybody, begin)
        .get("/practice/phone", Audience::Everybody, show)
        .post("/practice/calls", Audience::Everybody, place)
}

#[derive(Template)]
#[template(path = "practice/ask.html")]
struct AskPage<'a> {
    words: &'static PracticeWords,
    title: &'static str,
    csrf: &'a str,
    typed: &'a str,
    problem: Option<&'static str>,
    /// The languages that the page can be had in beside its own.
    others: Vec<Language>,
}

#[derive(Template)]
#[template(path = "practice/phone.html")]
struct PhonePage<'a> {
    words: &'static PracticeWords,
    title: &'static str,
    csrf: &'a str,
    /// The number that is called, for people.
    number: Option<String>,
    clock_id: String,
    codes: Vec<(String, String)>,
    wire: bool,
    /// Voices of people who are made up, where all of it is.
    samples: &'static [Sample],
    keys: [(char, &'static str); 12],
    /// What the script says, as JSON.
    script_words: String,
}

#[derive(Deserialize)]
struct LanguageQuery {
    language: Option<String>,
}

async fn ask(
    State(web): State<Web>,
    visit: Visit,
    Query(preferred): Query<LanguageQuery>,
    headers: HeaderMap,
) -> Response {
    if web.practice.is_none() {
        return error::not_found(&visit);
    }
    let language =
        preferred.language.as_deref().and_then(Language::parse).unwrap_or_else(|| language::asked_for(&headers));
    ask_page(&visit, language, "", None)
}

fn ask_page(visit: &Visit, language: Language, typed: &str, problem: Option<&'static str>) -> Response {
    let words = PracticeWords::of(language);
    html(&AskPage { words, title: &words.ask_title, csrf: &visit.csrf, typed, problem, others: language.others() })
}

#[derive(Deserialize)]
struct PracticeForm {
    #[serde(default)]
    clock_id: String,
    #[serde(default)]
    language: String,
}

/// The check digit is no secret; everything behind it is left to the call, which refuses in its own words.
async fn begin(State(web): State<Web>, visit: Visit, Form(typed): Form<PracticeForm>) -> Response {
    let Some(practice) = &web.practice else { return error::not_found(&visit) };
    let language = Language::parse(&typed.language).unwrap_or(Language::En);
    let digits: String = typed.clock_id.chars().filter(|c| !matches!(c, ' ' | '-' | '#')).take(20).collect();
    let Ok(clock_id) = PhoneClockId::parse(&digits) else {
        return ask_page(&visit, language, &digits, Some(&PracticeWords::of(language).not_an_id));
    };
    practice.admit(&visit.csrf, &visit.visitor.throttle_key(), Pass { clock_id, language, anybody: true, wire: false });
    Redirect::to("/practice/phone").into_response()
}

async fn show(State(web): State<Web>, visit: Visit) -> Result<Response, PageError> {
    let Some(practice) = &web.practice else { return Ok(error::not_found(&visit)) };
    let Some(pass) = practice.pass(&visit.csrf) else { return Ok(Redirect::to("/practice").into_response()) };
    let words = PracticeWords::of(pass.language);
    Ok(html(&PhonePage {
        words,
        title: &words.title,
        csrf: &visit.csrf,
        number: web.services.dial_in_number.as_ref().map(for_people),
        // Job codes are shown to those whose ID was not merely typed.
        codes: if pass.anybody { Vec::new() } else { practice.codes(&pass.clock_id).await? },
        clock_id: pass.clock_id.as_str().to_owned(),
        wire: pass.wire,
        samples: if web.demo.is_some() { &Sample::ALL } else { &[] },
        keys: KEYPAD,
        script_words: script_words(pass.language),
    }))
}

async fn place(
    State(web): State<Web>,
    visit: Visit,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let Some(practice) = &web.practice else { return Ok(error::not_found(&visit)) };
    let words = PracticeWords::of(practice.pass(&visit.csrf).map_or(Language::En, |pass| pass.language));
    // A page that goes away in the middle leaves nothing behind either.
    let (line, csrf, address) = (practice.clone(), visit.csrf.clone(), visit.visitor.throttle_key());
    Ok(match web.tracker.spawn(async move { line.place(&csrf, &address).await }).await? {
        Ok(id) => {
            let to = [(header::LOCATION, format!("/phone/calls/{id}/events"))];
            (StatusCode::CREATED, to, id).into_response()
        }
        Err(PracticeLineError::Busy) => (StatusCode::TOO_MANY_REQUESTS, words.busy.as_str()).into_response(),
        Err(PracticeLineError::TooMany) => (StatusCode::TOO_MANY_REQUESTS, words.too_many.as_str()).into_response(),
        Err(PracticeLineError::NoPass) => (StatusCode::CONFLICT, words.no_pass.as_str()).into_response(),
        Err(problem @ PracticeLineError::Failed(_)) => {
            tracing::error!(error = &problem as &dyn std::error::Error, "a practice call could not be placed");
            (StatusCode::INTERNAL_SERVER_ERROR, words.failed.as_str()).into_response()
        }
    })
}
