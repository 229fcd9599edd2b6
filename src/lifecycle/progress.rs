//! How far a connection has come with the request at hand.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::Instant;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestStage {
    /// No whole head has ever come.
    Silent,
    /// The head is here, the body not yet.
    Arriving,
    /// The request is whole, and worked on.
    Working,
    /// The answer goes out, or has gone out and the next request is waited for.
    Answering,
}

#[derive(Debug, Clone)]
pub(super) struct Progress(Arc<Mutex<(RequestStage, Instant)>>);

impl Progress {
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new((RequestStage::Silent, Instant::now()))))
    }

    pub(super) fn set(&self, stage: RequestStage) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (stage, Instant::now());
    }

    /// The stage and for how long it has lasted.
    pub(super) fn get(&self) -> (RequestStage, Duration) {
        let (stage, since) = *self.0.lock().unwrap_or_else(PoisonError::into_inner);
        (stage, since.elapsed())
    }
}

/// A request's body that tells when it is whole.
pub(super) struct ArrivingBody {
    body: Incoming,
    progress: Progress,
}

impl ArrivingBody {
    pub(super) fn new(body: Incoming, progress: Progress) -> Self {
        progress.set(if body.is_end_stream() { RequestStage::Working } else { RequestStage::Arriving });
        Self { body, progress }
    }
}

impl Body for ArrivingBody {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let polled = Pin::new(&mut self.body).poll_frame(cx);
        let whole = match &polled {
            Poll::Ready(None) => true,
            Poll::Ready(Some(Ok(_))) => self.body.is_end_stream(),
            Poll::Ready(Some(Err(_))) | Poll::Pending => false,
        };
        if whole {
            self.progress.set(RequestStage::Working);
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
