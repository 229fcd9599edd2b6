//! The employee's own page: choose a PIN by a setup link, or by the one-time code of a wallet card.

pub mod words;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use axum_extra::extract::Query;
use serde::Deserialize;

use self::words::Words;
use super::{
    error,
    layout::html,
    number::{dial_string, for_people},
};
use crate::{
    domain::{language::Language, setup_code::SetupCode},
    practice::Pass,
    service::{
        pin_hash::{HashError, Secret},
        setup_links::{Chosen, Invited, Opener, SetupError},
    },
    web::{
        Web,
        guard::{Form, Visit},
    },
};

pub(super) fn routes() -> Router<Web> {
    Router::new().route("/setup", get(ask_code).post(by_code)).route("/setup/{token}", get(show).post(by_link))
}

#[derive(Template)]
#[template(path = "setup/choose.html")]
struct ChoosePage<'a> {
    words: &'static Words,
    title: &'static str,
    csrf: &'a str,
    /// Where the form goes: to its own address, or to the page for codes.
    code: Option<&'a str>,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "setup/done.html")]
struct DonePage {
    words: &'static Words,
    title: &'static str,
    clock_id: String,
    /// For people, and for a telephone.
    number: Option<(String, String)>,
    dial_string: Option<String>,
    voice_check: bool,
    /// Whether a call can be practised from here.
    practice: bool,
}

#[derive(Template)]
#[template(path = "setup/spent.html")]
struct SpentPage {
    words: &'static Words,
    title: &'static str,
    languages: [&'static Words; 2],
}

#[derive(Template)]
#[template(path = "setup/code.html")]
struct CodePage<'a> {
    words: &'static Words,
    title: &'static str,
    csrf: &'a str,
    problem: Option<&'a str>,
    other: &'static Words,
}

#[derive(Deserialize)]
struct Pins {
    #[serde(default)]
    pin: String,
    #[serde(default)]
    again: String,
}

async fn show(State(web): State<Web>, visit: Visit, Path(token): Path<String>) -> Response {
    match web.gateway.open_setup(&Opener::Link(token), &visit.visitor).await {
        Ok(invited) => choose(&visit, invited, None, None),
        Err(problem) => gone_or_failed(&problem),
    }
}

async fn by_link(State(web): State<Web>, visit: Visit, Path(token): Path<String>, Form(typed): Form<Pins>) -> Response {
    let opener = Opener::Link(token);
    match web.gateway.open_setup(&opener, &visit.visitor).await {
        Ok(invited) => chosen(&web, &visit, &opener, invited, typed).await,
        Err(problem) => gone_or_failed(&problem),
    }
}

async fn chosen(web: &Web, visit: &Visit, opener: &Opener, invited: Invited, typed: Pins) -> Response {
    let words = Words::of(invited.language);
    let (pin, again) = (Secret::new(typed.pin), Secret::new(typed.again));
    if pin != again {
        return choose(visit, invited, Some(opener), Some(words.differ.to_owned()));
    }
    match web.gateway.choose_pin(opener, pin.trim(), &visit.visitor).await {
        Ok(chosen) => done(web, visit, &chosen),
        Err(problem @ (SetupError::Weak(_) | SetupError::NotAPin(_))) => {
            choose(visit, invited, Some(opener), Some(words.refusal(&problem, invited.pin_min_digits)))
        }
        Err(problem @ SetupError::Hash(HashError::Full)) => {
            let words = words.refusal(&problem, invited.pin_min_digits);
            error::come_back_soon(choose(visit, invited, Some(opener), Some(words)))
        }
        Err(problem @ (SetupError::Spent | SetupError::TooMany | SetupError::Store(_) | SetupError::Hash(_))) => {
            gone_or_failed(&problem)
        }
    }
}

fn choose(visit: &Visit, invited: Invited, opener: Option<&Opener>, problem: Option<String>) -> Response {
    let words = Words::of(invited.language);
    let code = match opener {
        Some(Opener::Code(code)) => Some(code.expose()),
        Some(Opener::Link(_)) | None => None,
    };
    let hint = words.length(invited.pin_min_digits);
    html(&ChoosePage { words, title: words.choose_title, csrf: &visit.csrf, code, hint, problem })
}

fn done(web: &Web, visit: &Visit, chosen: &Chosen) -> Response {
    let Chosen { language, clock_id, dial_in_number, voice_check } = chosen;
    if let Some(practice) = &web.practice {
        let pass = Pass { clock_id: clock_id.clone(), language: *language, anybody: false, wire: false };
        practice.admit(&visit.csrf, &visit.visitor.throttle_key(), pass);
    }
    let words = Words::of(*language);
    html(&DonePage {
        words,
        title: words.done_title,
        clock_id: clock_id.to_string(),
        number: dial_in_number.as_ref().map(|number| (for_people(number), number.as_str().to_owned())),
        dial_string: dial_in_number.as_ref().map(|number| dial_string(number, clock_id)),
        voice_check: *voice_check,
        practice: web.practice.is_some(),
    })
}

/// One page for links that are unknown, used, replaced or have run out: it tells what to do, and nothing else.
fn gone_or_failed(problem: &SetupError) -> Response {
    match problem {
        SetupError::Store(_) | SetupError::Hash(_) => error::failed(problem),
        SetupError::Spent | SetupError::TooMany | SetupError::NotAPin(_) | SetupError::Weak(_) => {
            let words = Words::of(Language::En);
            let page = SpentPage { words, title: words.spent_title, languages: Language::ALL.map(Words::of) };
            match page.render() {
                Ok(html) => (StatusCode::GONE, Html(html)).into_response(),
                Err(error) => error::failed(&error),
            }
        }
    }
}

#[derive(Deserialize)]
struct Preferred {
    language: Option<String>,
}

async fn ask_code(visit: Visit, Query(preferred): Query<Preferred>, headers: HeaderMap) -> Response {
    let language = preferred.language.as_deref().and_then(Language::parse).unwrap_or_else(|| accepted(&headers));
    code_page(&visit, language, None)
}

fn code_page(visit: &Visit, language: Language, problem: Option<&str>) -> Response {
    let (words, other) = (Words::of(language), Words::of(language.other()));
    html(&CodePage { words, title: words.code_title, csrf: &visit.csrf, problem, other })
}

/// The first language of the browser's list that there are words in (RFC 9110, 12.5.4; browsers list the best first).
pub(super) fn accepted(headers: &HeaderMap) -> Language {
    let list = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    list.split(',').find_map(|range| Language::parse(range.trim().get(..2)?)).unwrap_or(Language::En)
}

#[derive(Deserialize)]
struct TypedCode {
    #[serde(default)]
    code: String,
    #[serde(default)]
    language: String,
    /// Absent while only the code is typed.
    pin: Option<String>,
    #[serde(default)]
    again: String,
}

async fn by_code(State(web): State<Web>, visit: Visit, Form(typed): Form<TypedCode>) -> Response {
    let language = Language::parse(&typed.language).unwrap_or(Language::En);
    let words = Words::of(language);
    let TypedCode { code, pin, again, .. } = typed;
    let code = Secret::new(code);
    let Ok(code) = SetupCode::parse(&code) else { return code_page(&visit, language, Some(words.not_a_code)) };
    let opener = Opener::Code(code);
    match web.gateway.open_setup(&opener, &visit.visitor).await {
        Ok(invited) => match pin {
            Some(pin) => chosen(&web, &visit, &opener, invited, Pins { pin, again }).await,
            None => choose(&visit, invited, Some(&opener), None),
        },
        Err(problem @ (SetupError::Store(_) | SetupError::Hash(_))) => error::failed(&problem),
        Err(problem @ (SetupError::Spent | SetupError::TooMany | SetupError::NotAPin(_) | SetupError::Weak(_))) => {
            code_page(&visit, language, Some(&words.refusal(&problem, 0)))
        }
    }
}
