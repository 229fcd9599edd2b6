//! What comes around an act: the cookie of the device, and in headers what is signed.

use axum::{
    body::Body,
    extract::Request,
    http::{HeaderMap, request::Parts},
    response::Response,
};
use axum_extra::extract::cookie::CookieJar;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};

use super::{
    cookie,
    problem::{self, Problem},
};
use crate::{
    domain::ids::DeviceRequestId,
    service::{
        access::{Token, Visitor},
        kiosks::{
            binding::{self, Envelope},
            signature::SignedWords,
        },
    },
    web::{Web, bodies},
};

/// Characters of a header that may hold a nonce or a signature.
const MAX_HEADER_CHARS: usize = 128;

/// Opens an envelope. Its body is read, up to `most` bytes, only for a device that may be used.
pub(super) async fn open(web: &Web, request: Request, most: usize) -> Result<Envelope, Response> {
    let (head, body) = request.into_parts();
    let cookie = shown_cookie(web, &head.headers).ok_or_else(|| problem::answer(Problem::Unknown))?;
    binding::find(&web.store, &cookie).await.map_err(|error| problem::refused(&error))?;
    read(web, (head, body), cookie, most).await
}

/// The same from a device that may not be used any more.
pub(super) async fn open_from_any(web: &Web, request: Request, most: usize) -> Result<Envelope, Response> {
    let (head, body) = request.into_parts();
    let cookie = shown_cookie(web, &head.headers).ok_or_else(|| problem::answer(Problem::Unknown))?;
    binding::find_known(&web.store, &cookie).await.map_err(|error| problem::refused(&error))?;
    read(web, (head, body), cookie, most).await
}

async fn read(web: &Web, (head, body): (Parts, Body), cookie: Token, most: usize) -> Result<Envelope, Response> {
    let words = signed_words(&head.headers).ok_or_else(|| problem::answer(Problem::Signature))?;
    let visitor = head.extensions.get::<Visitor>().cloned().unwrap_or_default();
    let read = web.edge.bodies.devices.read(body, most, bodies::BODY_TIMEOUT).await;
    let body = read.map_err(problem::unread)?.bytes;
    Ok(Envelope { cookie, words, path: head.uri.path().to_owned(), body, visitor })
}

/// The cookie of a kiosk that a browser shows.
pub(super) fn shown_cookie(web: &Web, headers: &HeaderMap) -> Option<Token> {
    CookieJar::from_headers(headers).get(cookie::name(web)).and_then(|cookie| Token::parse(cookie.value()))
}

/// What the headers say; `None` where something is missing or written otherwise than devices write it.
pub(super) fn signed_words(headers: &HeaderMap) -> Option<SignedWords> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let bytes = |name: &str| {
        let text = text(name).filter(|text| text.len() <= MAX_HEADER_CHARS)?;
        URL_SAFE_NO_PAD.decode(text).ok()
    };
    Some(SignedWords {
        request: text("x-kiosk-request").and_then(DeviceRequestId::parse)?,
        nonce: bytes("x-kiosk-nonce")?,
        time: text("x-kiosk-time")?.parse().ok()?,
        signature: bytes("x-kiosk-signature")?,
    })
}
