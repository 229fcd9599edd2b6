//! The screen of a kiosk: one page for everybody, whose script asks for the rest in signed acts. What may be installed
//! with it, and the worker that shows it while the network is gone.

use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::json;

use super::{
    icon,
    words::{ScreenWords, script_words},
};
use crate::{
    domain::language::Language,
    web::{
        access::Audience,
        assets,
        guard::language,
        pages::{error, layout::html},
        routes::Routes,
    },
};

/// By which the worker tells the screen from whatever else a network may answer at its address.
const RELEASE: HeaderName = HeaderName::from_static("x-kiosk-release");

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/kiosk", Audience::Everybody, show)
        .get("/kiosk/manifest.webmanifest", Audience::Everybody, manifest)
        .get("/kiosk/worker.js", Audience::Everybody, worker)
        .get("/kiosk/icon/{file}", Audience::Everybody, icon)
}

#[derive(Template)]
#[template(path = "kiosk_screen/shell.html")]
struct Shell {
    language: Language,
    /// In the language of the browser.
    words: &'static ScreenWords,
    /// Without scripts nobody knows which one is read.
    every_language: [&'static ScreenWords; Language::ALL.len()],
    release: String,
    script_words: String,
    keys: [&'static str; 9],
}

/// Holds nothing of any workspace: it is the same before a device is connected and after it was put out.
async fn show(headers: HeaderMap) -> Response {
    let (language, release) = (language::asked_for(&headers), assets::kiosk_release());
    let mut response = html(&Shell {
        language,
        words: ScreenWords::of(language),
        every_language: Language::ALL.map(ScreenWords::of),
        release: release.clone(),
        script_words: script_words(),
        keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9"],
    });
    if let Ok(release) = release.try_into() {
        response.headers_mut().insert(RELEASE, release);
    }
    response
}

/// What browsers install (W3C, Web Application Manifest).
async fn manifest(headers: HeaderMap) -> Response {
    let words = ScreenWords::of(language::asked_for(&headers));
    let icons = icon::SIDES.iter().map(|side| {
        let (src, sizes) = (format!("/kiosk/icon/{side}.png"), format!("{side}x{side}"));
        json!({ "src": src, "sizes": sizes, "type": "image/png", "purpose": "any maskable" })
    });
    let manifest = json!({
        "id": "/kiosk",
        "name": words.title,
        "short_name": words.title,
        "lang": words.language.code(),
        "start_url": "/kiosk",
        "scope": "/kiosk",
        "display": "fullscreen",
        "display_override": ["fullscreen", "standalone"],
        "background_color": "#0f1c1b",
        "theme_color": "#0b5f59",
        "icons": icons.collect::<Vec<_>>(),
    });
    ([(header::CONTENT_TYPE, "application/manifest+json")], manifest.to_string()).into_response()
}

/// The worker, with the release whose files it keeps: when these change it is another worker.
async fn worker() -> Response {
    let release = assets::kiosk_release();
    let scripts = assets::kiosk_files().into_iter().filter(|file| file != "worker.js");
    let files: Vec<_> = scripts.map(|file| assets::kiosk_url(&release, &file)).collect();
    let source = assets::kiosk_text("worker.js");
    let code = format!("const RELEASE = {};\nconst FILES = {};\n{source}", json!(release), json!(files));
    ([(header::CONTENT_TYPE, "text/javascript; charset=utf-8"), (SCOPE, "/kiosk")], code).into_response()
}

/// Lets the worker look after the address without a slash, above which it would stand otherwise.
const SCOPE: HeaderName = HeaderName::from_static("service-worker-allowed");

async fn icon(Path(file): Path<String>) -> Response {
    let side = file.strip_suffix(".png").and_then(|side| side.parse().ok()).filter(|side| icon::SIDES.contains(side));
    let Some(side) = side else { return StatusCode::NOT_FOUND.into_response() };
    match icon::draw(side) {
        Ok(png) => ([(header::CONTENT_TYPE, "image/png")], png).into_response(),
        Err(error) => error::failed(&error).into_response(),
    }
}
