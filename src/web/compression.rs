//! What is sent in fewer bytes: files that pages are made with, and lists to be kept. Never a page: it holds the token
//! of its forms beside what its address asked for, and the length of both compressed together would tell the token to
//! whoever can make a browser ask (BREACH). Never an answer to a call, never a stream of events, never sound.

use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use tower_http::compression::{CompressionLayer, Predicate, predicate::SizeAbove};

/// Bytes below which nothing is compressed, since it would gain nothing.
const MIN_COMPRESSED_BYTES: u16 = 1_024;
const COMPRESSED: &[&str] = &["text/css", "text/javascript", "image/svg+xml", "text/csv"];

/// Compresses by gzip what is in [`COMPRESSED`], for browsers that take it.
pub(super) fn layer() -> CompressionLayer<impl Predicate> {
    CompressionLayer::new().compress_when(SizeAbove::new(MIN_COMPRESSED_BYTES).and(is_compressed))
}

fn is_compressed(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    COMPRESSED.contains(&kind.split(';').next().unwrap_or_default().trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_answers_to_calls_events_and_sound_are_sent_as_they_are() {
        let is = |kind: &'static str| {
            let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, header::HeaderValue::from_static(kind))]);
            is_compressed(StatusCode::OK, Version::HTTP_11, &headers, &Extensions::new())
        };
        for kind in ["text/css; charset=utf-8", "text/javascript; charset=utf-8", "image/svg+xml", "text/csv"] {
            assert!(is(kind), "{kind}");
        }
        for kind in ["text/html; charset=utf-8", "text/xml; charset=utf-8", "text/event-stream", "audio/wav", ""] {
            assert!(!is(kind), "{kind}");
        }
        assert!(!is_compressed(StatusCode::OK, Version::HTTP_11, &HeaderMap::new(), &Extensions::new()));
    }
}
