//! A provider's list, part by part: lists of calls, and of texts.

use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};

use crate::provider::{ApiError, CallApi, ListedCall, ListedMessage, MessageApi};

/// Parts of a list, so that one that goes in circles ends.
const MAX_PARTS: usize = 2_000;
/// A part that is older than what is looked for by so much has nothing after it that is not: lists begin with the latest
/// call, and not every one keeps to the moment that it is asked from.
const FAR_BACK: SignedDuration = SignedDuration::from_hours(48);

/// One part, and by what the next one is asked for.
type Part<T> = (Vec<T>, Option<String>);
/// Asks for a part by what the part before it has named.
type Fetch<'a, T> = dyn Fn(Option<String>) -> BoxFuture<'a, Result<Part<T>, ApiError>> + Send + Sync + 'a;

/// The parts of a list from a moment on.
pub struct ListParts<'a, T> {
    fetch: Box<Fetch<'a, T>>,
    at: fn(&T) -> Timestamp,
    since: Timestamp,
    /// By what the next part is asked for, where there is a next part.
    next: Option<Option<String>>,
    fetched: usize,
}

impl<'a> ListParts<'a, ListedCall> {
    /// Calls that began at a moment or later.
    pub fn of_calls(api: &'a dyn CallApi, since: Timestamp) -> Self {
        let fetch = move |next: Option<String>| -> BoxFuture<'a, _> {
            Box::pin(async move {
                let page = api.list_calls(since, next.as_deref()).await?;
                Ok((page.calls, page.next))
            })
        };
        Self { fetch: Box::new(fetch), at: |call| call.began_at, since, next: Some(None), fetched: 0 }
    }
}

impl<'a> ListParts<'a, ListedMessage> {
    /// Texts that were sent at a moment or later.
    pub fn of_messages(api: &'a dyn MessageApi, since: Timestamp) -> Self {
        let fetch = move |next: Option<String>| -> BoxFuture<'a, _> {
            Box::pin(async move {
                let page = api.list_messages(since, next.as_deref()).await?;
                Ok((page.messages, page.next))
            })
        };
        Self { fetch: Box::new(fetch), at: |message| message.at, since, next: Some(None), fetched: 0 }
    }
}

impl<T> ListParts<'_, T> {
    /// What the next part has from the moment on, which may be nothing; none behind the last part.
    ///
    /// # Errors
    /// When the part cannot be had, or there are too many of them.
    pub async fn next(&mut self) -> Result<Option<Vec<T>>, ApiError> {
        let Some(next) = self.next.take() else { return Ok(None) };
        self.fetched = self.fetched.saturating_add(1);
        if self.fetched > MAX_PARTS {
            return Err(ApiError::Unusable("the list does not come to an end".to_owned()));
        }
        let (mut part, next) = (self.fetch)(next).await?;
        let far_back = self.since.saturating_sub(FAR_BACK).unwrap_or(Timestamp::MIN);
        let is_old = !part.is_empty() && part.iter().all(|listed| (self.at)(listed) < far_back);
        self.next = next.filter(|_| !is_old).map(Some);
        part.retain(|listed| (self.at)(listed) >= self.since);
        Ok(Some(part))
    }
}
