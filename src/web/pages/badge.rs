//! The page that the link in a mail with a badge leads to: it shows the badge on a phone, for a day and a few times. Opening
//! it shows nothing yet, so that programs that look at links in mails use none of them up.

use askama::Template;
use axum::{
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};

use super::{error::PageError, field::EmptyForm, kiosk_cards::words::KioskCardWords, layout::html, qr};
use crate::{
    domain::language::Language,
    service::{
        Hold,
        kiosks::badges::{self, MAX_OPENS, ShownBadge},
    },
    web::{
        Web,
        access::Audience,
        guard::{Form, Visit},
        routes::Routes,
    },
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/badge/{token}", Audience::Everybody, ask).post("/badge/{token}", Audience::Everybody, show)
}

#[derive(Template)]
#[template(path = "badge/badge.html")]
struct BadgePage<'a> {
    words: &'static KioskCardWords,
    title: &'static str,
    csrf: &'a str,
    name: String,
    employer: String,
    ends: String,
    /// How wide the code is, and the path of its dark squares; nothing before it is asked for.
    qr: Option<(usize, String)>,
}

#[derive(Template)]
#[template(path = "badge/spent.html")]
struct SpentPage {
    words: &'static KioskCardWords,
    title: &'static str,
    languages: [&'static KioskCardWords; Language::ALL.len()],
}

fn page(visit: &Visit, shown: Option<ShownBadge>) -> Response {
    let Some(ShownBadge { badge, name, employer, language }) = shown else {
        let words = KioskCardWords::of(Language::En);
        let languages = Language::ALL.map(KioskCardWords::of);
        return (StatusCode::NOT_FOUND, html(&SpentPage { words, title: &words.spent_title, languages }))
            .into_response();
    };
    let words = KioskCardWords::of(language);
    let qr = badge.as_ref().and_then(|badge| qr::path(badge.expose()));
    let ends = words.show_ends(MAX_OPENS);
    html(&BadgePage { words, title: &words.title, csrf: &visit.csrf, name, employer, ends, qr })
}

async fn ask(State(web): State<Web>, visit: Visit, Path(token): Path<String>) -> Result<Response, PageError> {
    let now = web.store.clock().time_for_ends();
    let shown = web.store.read(move |tx| badges::open(tx, &token, now)).await?;
    Ok(page(&visit, shown))
}

async fn show(
    State(web): State<Web>,
    visit: Visit,
    Path(token): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    let shown = web.store.write(Hold::Nothing, move |u| badges::show(u, &token)).await?;
    Ok(page(&visit, shown))
}
