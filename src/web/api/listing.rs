//! Lists, page by page.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::problem::Problem;

/// One page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Listing<T> {
    /// What is on this page, in the order of the list.
    pub data: Vec<T>,
    /// What to send as `cursor` for the next page; null on the last one.
    pub next_cursor: Option<String>,
}

impl<T> Listing<T> {
    /// A list that is whole on one page.
    #[must_use]
    pub const fn whole(data: Vec<T>) -> Self {
        Self { data, next_cursor: None }
    }

    /// A page behind which the list goes on after this place, if it does.
    pub fn page(data: Vec<T>, next: Option<impl ToString>) -> Self {
        Self { data, next_cursor: next.map(|next| URL_SAFE_NO_PAD.encode(next.to_string())) }
    }
}

/// Which page of a list is wanted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// The `next_cursor` of the page before; the first page without it.
    #[param(nullable = false)]
    pub cursor: Option<String>,
}

/// The place that a cursor names, read by `read`; `None` for the first page.
///
/// # Errors
/// When it is not the cursor of any page.
pub fn place<T>(cursor: Option<&str>, read: impl FnOnce(&str) -> Option<T>) -> Result<Option<T>, Problem> {
    let Some(cursor) = cursor else { return Ok(None) };
    let text = URL_SAFE_NO_PAD.decode(cursor).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    let place = text.as_deref().and_then(read);
    place.map(Some).ok_or_else(|| Problem::malformed("The cursor is not one that a page of this list has given."))
}
