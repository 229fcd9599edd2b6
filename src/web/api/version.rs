//! Versions of what is read and changed: ETag, and If-Match (RFC 9110, 8.8.3 and 13.1.1).

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::problem::Problem;

/// Something as it was answered, with its version in the header `ETag`.
#[derive(Debug)]
pub struct Versioned<T>(pub StatusCode, pub T);

/// The version of something that has none of its own: a fingerprint of how it is answered.
pub fn version(answered: &impl Serialize) -> Result<String, Problem> {
    let text = serde_json::to_vec(answered).map_err(|error| Problem::failed(&error))?;
    let mut version = base16ct::lower::encode_string(&Sha256::digest(text));
    version.truncate(32);
    Ok(version)
}

impl<T: Serialize> IntoResponse for Versioned<T> {
    fn into_response(self) -> Response {
        match version(&self.1) {
            Ok(version) => answer(self.0, &version, &self.1),
            Err(problem) => problem.into_response(),
        }
    }
}

/// Something with a version of its own.
pub fn answer(status: StatusCode, version: &str, answered: &impl Serialize) -> Response {
    let headers = [(header::ETAG, format!("\"{version}\""))];
    (status, headers, json(answered)).into_response()
}

/// Something in JSON.
pub fn json(answered: &impl Serialize) -> Response {
    match serde_json::to_vec(answered) {
        Ok(text) => ([(header::CONTENT_TYPE, "application/json")], text).into_response(),
        Err(error) => Problem::failed(&error).into_response(),
    }
}

/// What a change is meant for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IfMatch {
    /// Whatever is there.
    Any,
    /// One of these versions.
    Versions(Vec<String>),
}

impl IfMatch {
    fn read(headers: &HeaderMap) -> Option<Self> {
        let sent: Vec<_> = headers.get_all(header::IF_MATCH).iter().filter_map(|value| value.to_str().ok()).collect();
        let all = sent.join(",");
        match all.trim() {
            "" => None,
            "*" => Some(Self::Any),
            // A weak one never matches (RFC 9110, 13.1.1).
            tags => {
                let tag = |tag: &str| tag.trim().strip_prefix('"')?.strip_suffix('"').map(str::to_owned);
                Some(Self::Versions(tags.split(',').filter_map(tag).collect()))
            }
        }
    }

    /// Lets a change be made where it is meant for this version.
    ///
    /// # Errors
    /// When it has changed since it was read.
    pub fn check(&self, version: &str) -> Result<(), Problem> {
        let matches = match self {
            Self::Any => true,
            Self::Versions(versions) => versions.iter().any(|known| known == version),
        };
        if matches { Ok(()) } else { Err(Problem::changed()) }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        Self::read(&parts.headers).ok_or_else(Problem::no_if_match)
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn read(sent: &'static str) -> Option<IfMatch> {
        IfMatch::read(&HeaderMap::from_iter([(header::IF_MATCH, HeaderValue::from_static(sent))]))
    }

    #[test]
    fn a_change_is_made_to_the_version_that_it_is_meant_for_and_to_no_other() {
        assert_eq!(IfMatch::read(&HeaderMap::new()), None);
        assert!(read("*").unwrap().check("a").is_ok());
        assert!(read("\"a\"").unwrap().check("a").is_ok());
        assert!(read("\"b\", \"a\"").unwrap().check("a").is_ok());
        for wrong in ["\"b\"", "W/\"a\"", "a", "\"\"", "\"A\""] {
            assert!(read(wrong).unwrap().check("a").is_err(), "{wrong}");
        }
    }
}
