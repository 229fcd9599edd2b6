//! The recording of a voice check as a WAV, whole or in the piece that a browser seeks.

use std::ops::Range;

use axum::{
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use bytes::Bytes;
use http_range_header::{
    EndPosition, RangeUnsatisfiableError, StartPosition, SyntacticallyCorrectRange, parse_range_header,
};

use super::error::{self, PageError};
use crate::{
    domain::{ids::VoiceCheckId, voice_check::FileProblem},
    service::voice_checks::{
        ReviewError,
        audio::{Audio, hear},
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/voice-checks/{id}/audio", Audience::PAYROLL, audio)
}

async fn audio(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    method: Method,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let Some(id) = VoiceCheckId::parse(&id) else { return Ok(error::not_found(&signed_in.visit)) };
    let asked = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    // A piece of another recording than the one that was begun would not fit (RFC 9110, 13.1.5).
    let begun = headers.get(header::IF_RANGE).map(|tag| tag.as_bytes());
    let piece = |length, same| asked.filter(|_| same).map_or(ByteRange::Whole, |asked| piece(asked, length));
    // HEAD is answered without the sound.
    let sent = |length, tag: &str| match piece(length, begun.is_none_or(|begun| begun == tag.as_bytes())) {
        ByteRange::Whole if method == Method::GET => Some(0..length),
        ByteRange::Part(range) if method == Method::GET => Some(range),
        ByteRange::Whole | ByteRange::Part(_) | ByteRange::None => None,
    };
    let audio = match hear(&web.store, &web.recordings, signed_in.actor(), id, sent).await {
        Ok(audio) => audio,
        Err(ReviewError::NotFound) => return Ok(error::not_found(&signed_in.visit)),
        Err(problem) => return Err(error::failed(&problem)),
    };
    let words = &signed_in.words().review;
    let (status, why) = match audio {
        Audio::Wav(bytes, tag) => {
            let same = begun.is_none_or(|begun| begun == tag.as_bytes());
            return Ok(wav(bytes.clone(), tag, piece(bytes.len(), same)));
        }
        Audio::None => (StatusCode::NOT_FOUND, &words.none_of_check),
        Audio::Over => (StatusCode::GONE, &words.recording_deleted),
        Audio::FileProblem(FileProblem::Missing) => (StatusCode::NOT_FOUND, &words.file_missing),
        Audio::FileProblem(FileProblem::Damaged) => (StatusCode::GONE, &words.file_damaged),
    };
    Ok(error::recording(&signed_in.visit, status, why))
}

/// A recording of which pieces are not given out.
pub(super) fn whole(bytes: Bytes, tag: String) -> Response {
    wav(bytes, tag, ByteRange::Whole)
}

fn wav(bytes: Bytes, tag: String, piece: ByteRange) -> Response {
    let length = bytes.len();
    let common = [
        (header::CONTENT_TYPE, "audio/wav".to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::ETAG, tag),
    ];
    match piece {
        ByteRange::Whole => (common, Body::from(bytes)).into_response(),
        ByteRange::Part(Range { start, end }) => {
            let range = format!("bytes {start}-{}/{length}", end.saturating_sub(1));
            let part: [(HeaderName, String); 1] = [(header::CONTENT_RANGE, range)];
            (StatusCode::PARTIAL_CONTENT, common, part, Body::from(bytes.slice(start..end))).into_response()
        }
        ByteRange::None => {
            let part = [(header::CONTENT_RANGE, format!("bytes */{length}"))];
            (StatusCode::RANGE_NOT_SATISFIABLE, part).into_response()
        }
    }
}

#[derive(Debug, PartialEq, Eq)]
enum ByteRange {
    Whole,
    /// Within the length, and not empty.
    Part(Range<usize>),
    /// Beyond the end.
    None,
}

/// What a Range header asks for (RFC 9110, 14.1.2). Several pieces, other units and nonsense get the whole, as
/// section 14.2 allows.
fn piece(asked: &str, length: usize) -> ByteRange {
    let asked = match parse_range_header(asked) {
        Ok(asked) => asked,
        Err(RangeUnsatisfiableError::ZeroSuffix) => return ByteRange::None,
        Err(_) => return ByteRange::Whole,
    };
    let [SyntacticallyCorrectRange { start, end }] = asked.ranges.as_slice() else { return ByteRange::Whole };
    let whole = u64::try_from(length).unwrap_or(u64::MAX);
    let start = match *start {
        StartPosition::Index(first) => first,
        StartPosition::FromLast(count) => whole.saturating_sub(count),
    };
    let end = match *end {
        EndPosition::Index(last) if last < start => return ByteRange::Whole,
        EndPosition::Index(last) => last.saturating_add(1).min(whole),
        EndPosition::LastByte => whole,
    };
    match (usize::try_from(start), usize::try_from(end)) {
        (Ok(start), Ok(end)) if start < end => ByteRange::Part(start..end),
        _ => ByteRange::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_get_the_piece_they_ask_for() {
        for (asked, expected) in [
            ("bytes=0-", ByteRange::Part(0..100)),
            ("bytes=0-1", ByteRange::Part(0..2)),
            ("bytes=10-19", ByteRange::Part(10..20)),
            ("bytes=90-500", ByteRange::Part(90..100)),
            ("bytes=-10", ByteRange::Part(90..100)),
            ("bytes=-500", ByteRange::Part(0..100)),
            ("bytes=99-", ByteRange::Part(99..100)),
            ("bytes=100-", ByteRange::None),
            ("bytes=100-200", ByteRange::None),
            ("bytes=-0", ByteRange::None),
            ("bytes=5-4", ByteRange::Whole),
            ("bytes=0-1,5-6", ByteRange::Whole),
            ("bytes=-", ByteRange::Whole),
            ("bytes=a-b", ByteRange::Whole),
            ("bytes=+1-2", ByteRange::Whole),
            ("bytes=99999999999999999999-", ByteRange::Whole),
            ("seconds=1-2", ByteRange::Whole),
            ("", ByteRange::Whole),
        ] {
            assert_eq!(piece(asked, 100), expected, "{asked}");
        }
        assert_eq!(piece("bytes=0-", 0), ByteRange::None);
    }
}
