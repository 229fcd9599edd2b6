//! The phone in the browser: the page, and what it and its call have to say to one another, practice calls among them.
//! Without a simulated provider there is no page, and nothing is placed from here.

use std::{convert::Infallible, time::Duration};

use askama::Template;
use axum::{
    extract::{FromRequest, Path, Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response, Sse, sse},
};
use axum_extra::extract::Query;
use futures::stream;
use serde::Deserialize;
use tokio_util::sync::CancellationToken;

use super::{
    error::{self, PageError},
    field::EmptyForm,
    layout::{Page, html},
};
use crate::{
    phone::{CallWatch, LiveCall, PhoneBook, PhoneInputError, PlaceCallError, Sample, StopReason},
    web::{
        Web,
        access::Audience,
        bodies::{self, BodyRejection},
        guard::{Form, Visit, is_csrf_in_header},
        routes::Routes,
    },
};

/// How often a quiet stream shows that it lives. A page that has gone is noticed by then.
const KEEP_ALIVE: Duration = Duration::from_secs(5);
/// Larger than any recording that is taken, so that the reason is said and not only that it is too large.
const MAX_BODY: usize = 512 * 1024;

pub(super) fn routes() -> Routes {
    Routes::new()
        .get("/phone", Audience::Everybody, show)
        .post("/phone/calls", Audience::Everybody, place)
        .get("/phone/calls/{id}/events", Audience::Everybody, events)
        .post("/phone/calls/{id}/keys", Audience::Everybody, keys)
        .post("/phone/calls/{id}/heard", Audience::Everybody, heard)
        .post("/phone/calls/{id}/recording", Audience::Everybody, recording)
        .post("/phone/calls/{id}/hang-up", Audience::Everybody, hang_up)
}

#[derive(Template)]
#[template(path = "phone.html")]
struct PhonePage {
    page: Page,
    book: PhoneBook,
    samples: [Sample; 4],
    keys: [(char, &'static str); 12],
}

/// The keypad as ITU-T E.161 lays it out, with the letters that are on it.
pub(super) const KEYPAD: [(char, &str); 12] = [
    ('1', ""),
    ('2', "ABC"),
    ('3', "DEF"),
    ('4', "GHI"),
    ('5', "JKL"),
    ('6', "MNO"),
    ('7', "PQRS"),
    ('8', "TUV"),
    ('9', "WXYZ"),
    ('*', "repeat"),
    ('0', ""),
    ('#', "end"),
];

async fn show(State(web): State<Web>, visit: Visit) -> Response {
    let Some(phones) = &web.phones else { return error::not_found(&visit) };
    let book = phones.book().as_ref().clone();
    html(&PhonePage { page: Page::outside(&visit, "Phone"), book, samples: Sample::ALL, keys: KEYPAD })
}

#[derive(Debug, Deserialize)]
struct PlaceCallForm {
    #[serde(default)]
    from: String,
}

async fn place(State(web): State<Web>, visit: Visit, Form(place): Form<PlaceCallForm>) -> Response {
    let Some(phones) = &web.phones else { return error::not_found(&visit) };
    match phones.place(&visit.csrf, &place.from) {
        Ok(id) => {
            let to = [(header::LOCATION, format!("/phone/calls/{id}/events"))];
            (StatusCode::CREATED, to, id).into_response()
        }
        Err(refused @ PlaceCallError::Busy) => (StatusCode::TOO_MANY_REQUESTS, format!("{refused}\n")).into_response(),
        Err(refused @ PlaceCallError::UnknownCaller) => {
            (StatusCode::UNPROCESSABLE_ENTITY, format!("{refused}\n")).into_response()
        }
    }
}

/// The visit's own call, or the page to answer with.
fn find(web: &Web, visit: &Visit, id: &str) -> Result<LiveCall, PageError> {
    let placed = web.phones.as_ref().and_then(|phones| phones.find(&visit.csrf, id));
    let found = placed.or_else(|| web.practice.as_ref()?.find(&visit.csrf, id));
    found.ok_or_else(|| error::not_found(visit).into())
}

async fn events(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let call = find(&web, &visit, &id)?;
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok()).unwrap_or(0);
    let stream = Stream { watching: call.watch(last), stop: web.stop.clone() };
    // Some reverse proxies collect a response before they pass it on.
    let unbuffered = [(HeaderName::from_static("x-accel-buffering"), "no")];
    Ok((unbuffered, Sse::new(stream::unfold(stream, Stream::next))).into_response())
}

struct Stream {
    watching: CallWatch,
    stop: CancellationToken,
}

impl Stream {
    async fn next(mut self) -> Option<(Result<sse::Event, Infallible>, Self)> {
        let event = tokio::select! {
            biased;
            event = self.watching.next() => {
                let (number, event) = event?;
                let json = serde_json::to_string(&event).ok()?;
                sse::Event::default().id(number.to_string()).data(json)
            }
            () = self.stop.cancelled() => return None,
            () = tokio::time::sleep(KEEP_ALIVE) => sse::Event::default().comment("still here"),
        };
        Some((Ok(event), self))
    }
}

#[derive(Debug, Deserialize)]
struct KeysForm {
    #[serde(default)]
    keys: String,
}

async fn keys(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    Form(typed): Form<KeysForm>,
) -> Result<Response, PageError> {
    let call = find(&web, &visit, &id)?;
    Ok(taken(call.press(&typed.keys)))
}

#[derive(Debug, Deserialize)]
struct HeardForm {
    #[serde(default)]
    event: String,
}

async fn heard(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    Form(heard): Form<HeardForm>,
) -> Result<Response, PageError> {
    let call = find(&web, &visit, &id)?;
    Ok(taken(call.heard(heard.event.parse().unwrap_or(0))))
}

#[derive(Debug, Deserialize)]
struct SampleForm {
    #[serde(default)]
    sample: String,
}

#[derive(Debug, Deserialize)]
struct StoppedForm {
    #[serde(default)]
    stopped: String,
}

/// A WAV as the body, or a form that names one of the built-in voices.
async fn recording(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    Query(StoppedForm { stopped }): Query<StoppedForm>,
    request: Request,
) -> Result<Response, PageError> {
    let is_wav = request.headers().get(header::CONTENT_TYPE).is_some_and(|kind| kind == "audio/wav");
    if !is_wav {
        let Form(chosen) = Form::<SampleForm>::from_request(request, &()).await?;
        let call = find(&web, &visit, &id)?;
        return Ok(match Sample::find(&chosen.sample) {
            Some(sample) => taken(call.speak_as(sample)),
            None => (StatusCode::UNPROCESSABLE_ENTITY, "there is no such voice\n").into_response(),
        });
    }
    if !is_csrf_in_header(&visit, request.headers()) {
        return Ok(error::stale_form(&visit));
    }
    let call = find(&web, &visit, &id)?;
    let stop = match stopped.as_str() {
        "pound" => StopReason::Pound,
        "max-length" => StopReason::MaxLength,
        "hang-up" => StopReason::HangUp,
        _ => StopReason::Silence,
    };
    Ok(match web.edge.bodies.recordings.read(request.into_body(), MAX_BODY, bodies::BODY_TIMEOUT).await {
        Ok(wav) => taken(call.speak(wav.bytes, stop)),
        Err(BodyRejection::TooLarge) => taken(Err(PhoneInputError::TooLong)),
        Err(unread @ (BodyRejection::TooSlow | BodyRejection::Crowded | BodyRejection::Broken)) => {
            error::unread(&visit, unread)
        }
    })
}

async fn hang_up(
    State(web): State<Web>,
    visit: Visit,
    Path(id): Path<String>,
    Form(EmptyForm {}): Form<EmptyForm>,
) -> Result<Response, PageError> {
    find(&web, &visit, &id)?.hang_up();
    Ok(taken(Ok(())))
}

fn taken(taken: Result<(), PhoneInputError>) -> Response {
    let status = match &taken {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(PhoneInputError::Over | PhoneInputError::NotRecording) => StatusCode::CONFLICT,
        Err(PhoneInputError::TooLong) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(PhoneInputError::NotKeys | PhoneInputError::BadRecording(_)) => StatusCode::UNPROCESSABLE_ENTITY,
    };
    match taken {
        Ok(()) => status.into_response(),
        Err(reason) => (status, format!("{reason}\n")).into_response(),
    }
}
