//! Pages that say what went wrong and what to do next.

use askama::Template;
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{Html, IntoResponse, Response},
};
use tokio::task::JoinError;

use super::{apology, layout::Page};
use crate::{
    practice::PracticeCopyError,
    service::StoreError,
    web::{bodies::BodyRejection, guard::Visit},
};

#[derive(Template)]
#[template(path = "error.html")]
struct ErrorPage<'a> {
    page: Page,
    words: &'a str,
}

fn page(visit: &Visit, status: StatusCode, title: &str, words: &str) -> Response {
    let page = Page::at(visit, title);
    match (ErrorPage { page, words }).render() {
        Ok(html) => (status, Html(html)).into_response(),
        Err(error) => apology::failed(&error),
    }
}

/// The page for somebody whose role may not do this.
pub fn forbidden(visit: &Visit) -> Response {
    page(
        visit,
        StatusCode::FORBIDDEN,
        "Not for your role",
        "Your role cannot open this page. Ask an owner of your workspace to change it, or to do it for you.",
    )
}

/// The page for a form that takes the password, in a session that was begun by PIN.
pub fn password_first(visit: &Visit) -> Response {
    page(
        visit,
        StatusCode::FORBIDDEN,
        "Your password first",
        "Nothing was changed. You signed in by PIN on a shared device, which is enough to see who is in, unlock people, \
         clock for others and add missing times. For anything else open its page and type your password there, or sign in \
         on a device of your own.",
    )
}

/// The page for an address where nothing is, or nothing of this workspace.
pub fn not_found(visit: &Visit) -> Response {
    page(
        visit,
        StatusCode::NOT_FOUND,
        "Nothing here",
        "There is nothing at this address. It may have been removed; go back to the list it was in.",
    )
}

/// The page for a recording that cannot be played, for whatever reason the words give.
pub fn recording(visit: &Visit, status: StatusCode, words: &str) -> Response {
    page(visit, status, "Nothing to play", words)
}

/// The page for a form whose token is not this visit's.
pub fn stale_form(visit: &Visit) -> Response {
    const WORDS: &str = "Nothing was changed. Go back, reload the page, and send the form again.";
    let words = match &visit.https_at {
        Some(address) => {
            format!("{WORDS} This page was opened over plain http; forms and signing in work only at {address}.")
        }
        None => WORDS.to_owned(),
    };
    page(visit, StatusCode::FORBIDDEN, "This form is out of date", &words)
}

/// The page for a form whose fields are not those of its page.
pub fn not_understood(visit: &Visit) -> Response {
    page(
        visit,
        StatusCode::BAD_REQUEST,
        "This form cannot be understood",
        "Nothing was changed. Go back, reload the page, and send the form again.",
    )
}

/// The page for when too much is to be hashed at once: callers come first.
pub fn busy(visit: &Visit) -> Response {
    let words = "Too many people are signing in or choosing a PIN or password at this moment, and calls come first. \
                 Nothing was changed. Wait a few seconds, go back, and send the form again.";
    come_back_soon(page(visit, StatusCode::SERVICE_UNAVAILABLE, "Try again in a moment", words))
}

/// Adds to a page how long a program that reads it is to wait (RFC 9110, 10.2.3).
pub fn come_back_soon(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("3"));
    response
}

/// The page for a form that did not arrive whole.
pub fn unread(visit: &Visit, unread: BodyRejection) -> Response {
    let (status, title, words) = match unread {
        BodyRejection::TooLarge => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "This form is too large",
            "Nothing was changed. Go back, shorten what you typed, and send the form again.",
        ),
        BodyRejection::TooSlow => (
            StatusCode::REQUEST_TIMEOUT,
            "This form came too slowly",
            "Nothing was changed. Check your connection, go back, and send the form again.",
        ),
        BodyRejection::Crowded => (
            StatusCode::SERVICE_UNAVAILABLE,
            "Too much at once",
            "Nothing was changed. Too many forms are being sent to this gateway; go back, wait a minute, and send yours again.",
        ),
        BodyRejection::Broken => return not_understood(visit),
    };
    page(visit, status, title, words)
}

/// Why a page is not shown: what is shown in its place. Made from whatever fails on the way, with `?`.
#[derive(Debug)]
pub struct PageError(Box<Response>);

impl From<Response> for PageError {
    fn from(response: Response) -> Self {
        Self(Box::new(response))
    }
}

impl From<StoreError> for PageError {
    fn from(error: StoreError) -> Self {
        failed(&error)
    }
}

impl From<PracticeCopyError> for PageError {
    fn from(error: PracticeCopyError) -> Self {
        failed(&error)
    }
}

/// What was to go on without the browser has panicked.
impl From<JoinError> for PageError {
    fn from(error: JoinError) -> Self {
        failed(&error)
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        *self.0
    }
}

/// Something failed inside; the log has the reason.
pub fn failed(error: &(dyn std::error::Error + 'static)) -> PageError {
    apology::failed(error).into()
}
