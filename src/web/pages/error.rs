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
    web::{bodies::BodyRejection, guard::Visit, store_trouble::StoreTrouble},
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
    let words = &visit.words().errors;
    page(visit, StatusCode::FORBIDDEN, &words.role_title, &words.role)
}

/// The page for a form that takes the password, in a session that was begun by PIN.
pub fn password_first(visit: &Visit) -> Response {
    let words = &visit.words().errors;
    page(visit, StatusCode::FORBIDDEN, &words.password_first_title, &words.password_first)
}

/// The page for an address where nothing is, or nothing of this workspace.
pub fn not_found(visit: &Visit) -> Response {
    let words = &visit.words().errors;
    page(visit, StatusCode::NOT_FOUND, &words.nothing_title, &words.nothing)
}

/// The page for a recording that cannot be played, for whatever reason the words give.
pub fn recording(visit: &Visit, status: StatusCode, why: &str) -> Response {
    page(visit, status, &visit.words().errors.recording_title, why)
}

/// The page for a photo that cannot be seen, for whatever reason the words give.
pub fn photo(visit: &Visit, status: StatusCode, why: &str) -> Response {
    page(visit, status, &visit.words().errors.photo_title, why)
}

/// The page for a form whose token is not this visit's.
pub fn stale_form(visit: &Visit) -> Response {
    let words = &visit.words().errors;
    let said = match &visit.https_at {
        Some(address) => format!("{} {}", words.again, words.plain_http(address)),
        None => words.again.clone(),
    };
    page(visit, StatusCode::FORBIDDEN, &words.stale_title, &said)
}

/// The page for a form whose fields are not those of its page.
pub fn not_understood(visit: &Visit) -> Response {
    let words = &visit.words().errors;
    page(visit, StatusCode::BAD_REQUEST, &words.not_understood_title, &words.again)
}

/// The page for when too much is to be hashed at once: callers come first.
pub fn busy(visit: &Visit) -> Response {
    let words = &visit.words().errors;
    come_back_soon(page(visit, StatusCode::SERVICE_UNAVAILABLE, &words.busy_title, &words.busy))
}

/// The page for when the database does not answer, in the words of the visit; any other answer as it is.
pub(in crate::web) fn in_words(visit: &Visit, response: Response) -> Response {
    let (words, status) = (&visit.words().errors, response.status());
    match response.extensions().get() {
        None => response,
        Some(StoreTrouble::Away) => come_back_soon(page(visit, status, &words.away_title, &words.away)),
        Some(StoreTrouble::Unknown) => page(visit, status, &words.unknown_title, &words.unknown),
    }
}

/// Adds to a page how long a program that reads it is to wait (RFC 9110, 10.2.3).
pub fn come_back_soon(mut response: Response) -> Response {
    *response.status_mut() = StatusCode::SERVICE_UNAVAILABLE;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("3"));
    response
}

/// The page for a form that did not arrive whole.
pub fn unread(visit: &Visit, unread: BodyRejection) -> Response {
    let words = &visit.words().errors;
    let (status, title, said) = match unread {
        BodyRejection::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, &words.too_large_title, &words.too_large),
        BodyRejection::TooSlow => (StatusCode::REQUEST_TIMEOUT, &words.too_slow_title, &words.too_slow),
        BodyRejection::Crowded => (StatusCode::SERVICE_UNAVAILABLE, &words.crowded_title, &words.crowded),
        BodyRejection::Broken => return not_understood(visit),
    };
    page(visit, status, title, said)
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
