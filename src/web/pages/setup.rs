//! The employee's own page: choose a PIN by a setup link, or by the one-time code of a wallet card.

pub mod words;

use askama::Template;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
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
        setup_links::{Chosen, Invited, SetupError, SetupPage},
    },
    web::{
        Web,
        access::Audience,
        guard::{Form, Visit},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/setup", Audience::Everybody, ask_code)
        .post("/setup", Audience::Everybody, by_code)
        .get("/setup/{token}", Audience::Everybody, show)
        .post("/setup/{token}", Audience::Everybody, by_link)
}

#[derive(Template)]
#[template(path = "setup/choose.html")]
struct ChoosePage<'a> {
    words: &'static Words,
    title: &'static str,
    csrf: &'a str,
    employer: &'a str,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "setup/done.html")]
struct DonePage {
    words: &'static Words,
    title: &'static str,
    /// Whether somebody has just tried to choose another PIN by a link that was used.
    used_before: bool,
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
    problem: Option<String>,
    other: &'static Words,
}

#[derive(Deserialize)]
struct Pins {
    #[serde(default)]
    pin: String,
    #[serde(default)]
    again: String,
}

/// What came of the form that led here. Forms are answered by an address that can be opened again, so that neither
/// the way back nor a reload sends them twice; it says why a PIN was refused, and never which.
#[derive(Deserialize)]
struct Outcome {
    #[serde(default)]
    refused: String,
    used: Option<String>,
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Query(Outcome { refused, used }): Query<Outcome>,
) -> Response {
    match web.gateway.open_setup(&token, &visit.visitor).await {
        Ok(SetupPage::Choose(invited)) => choose(&visit, &invited, &refused),
        Ok(SetupPage::Done(chosen)) => done(&web, &visit, &chosen, used.is_some()),
        Err(problem) => gone_or_failed(&problem),
    }
}

async fn by_link(State(web): State<Web>, visit: Visit, Path(token): Path<String>, Form(typed): Form<Pins>) -> Response {
    chosen(&web, &visit, &token, typed).await
}

async fn chosen(web: &Web, visit: &Visit, token: &str, typed: Pins) -> Response {
    let (pin, again) = (Secret::new(typed.pin), Secret::new(typed.again));
    let chosen = if pin == again {
        web.gateway.choose_pin(token, pin.trim(), &visit.visitor).await
    } else {
        // Whatever else is wrong with the link is told first.
        match web.gateway.open_setup(token, &visit.visitor).await {
            Ok(SetupPage::Choose(_)) => return see(token, "?refused=differ"),
            Ok(SetupPage::Done(_)) => Err(SetupError::Used),
            Err(problem) => Err(problem),
        }
    };
    match chosen {
        Ok(()) => see(token, ""),
        Err(SetupError::Used) => see(token, "?used=before"),
        Err(problem @ (SetupError::Weak(_) | SetupError::NotAPin(_))) => {
            see(token, &format!("?refused={}", words::reason(&problem)))
        }
        Err(SetupError::Hash(HashError::Full)) => match web.gateway.open_setup(token, &visit.visitor).await {
            Ok(SetupPage::Choose(invited)) => error::come_back_soon(choose(visit, &invited, "busy")),
            Ok(SetupPage::Done(_)) => see(token, "?used=before"),
            Err(problem) => gone_or_failed(&problem),
        },
        Err(problem @ (SetupError::Spent | SetupError::TooMany | SetupError::Store(_) | SetupError::Hash(_))) => {
            gone_or_failed(&problem)
        }
    }
}

/// On to the page of a link, which tells what came of a form.
fn see(token: &str, outcome: &str) -> Response {
    // A token that was believed is in the alphabet of addresses.
    Redirect::to(&format!("/setup/{token}{outcome}")).into_response()
}

fn choose(visit: &Visit, invited: &Invited, refused: &str) -> Response {
    let words = Words::of(invited.language);
    let hint = words.length(invited.pin_min_digits);
    let problem = words.told(refused, invited.pin_min_digits);
    let Invited { employer, .. } = invited;
    html(&ChoosePage { words, title: words.choose_title, csrf: &visit.csrf, employer, hint, problem })
}

fn done(web: &Web, visit: &Visit, chosen: &Chosen, used_before: bool) -> Response {
    let Chosen { language, clock_id, dial_in_number, voice_check } = chosen;
    if let Some(practice) = &web.practice {
        let pass = Pass { clock_id: clock_id.clone(), language: *language, anybody: false, wire: false };
        practice.admit(&visit.csrf, &visit.visitor.throttle_key(), pass);
    }
    let words = Words::of(*language);
    html(&DonePage {
        words,
        title: words.done_title,
        used_before,
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
        SetupError::Spent | SetupError::Used | SetupError::TooMany | SetupError::NotAPin(_) | SetupError::Weak(_) => {
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
    #[serde(default)]
    refused: String,
}

async fn ask_code(visit: Visit, Query(preferred): Query<Preferred>, headers: HeaderMap) -> Response {
    let language = preferred.language.as_deref().and_then(Language::parse).unwrap_or_else(|| accepted(&headers));
    let (words, other) = (Words::of(language), Words::of(language.other()));
    let problem = words.told(&preferred.refused, 0);
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
    let TypedCode { code, language, pin, again } = typed;
    let language = Language::parse(&language).unwrap_or(Language::En);
    let ask_again =
        |refused: &str| Redirect::to(&format!("/setup?language={}&refused={refused}", language.code())).into_response();
    let code = Secret::new(code);
    let Ok(code) = SetupCode::parse(&code) else { return ask_again("not-a-code") };
    match web.gateway.open_setup_code(code, &visit.visitor).await {
        Ok(token) => match pin {
            // From a page of before there was a page of the code's own.
            Some(pin) => chosen(&web, &visit, &token, Pins { pin, again }).await,
            None => see(&token, ""),
        },
        Err(problem @ (SetupError::Store(_) | SetupError::Hash(_))) => error::failed(&problem),
        Err(
            problem @ (SetupError::Spent
            | SetupError::Used
            | SetupError::TooMany
            | SetupError::NotAPin(_)
            | SetupError::Weak(_)),
        ) => ask_again(words::reason(&problem)),
    }
}
