//! What a bucket answers in the place of what was asked for. Of such an answer the status and Amazon's name of the error
//! are kept and nothing else: the answer to a wrong signature quotes the request, session token and all.
//! <https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html>

use std::{error::Error, fmt};

use bytes::Bytes;
use futures::{StreamExt, future::BoxFuture};
use http::{Method, StatusCode};
use object_store::client::{
    HttpClient, HttpError, HttpErrorKind, HttpRequest, HttpResponse, HttpResponseBody, HttpService,
};

use super::RecordingsError;

/// A bucket, or who gives out the credentials for it, has refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketRefusal {
    asked: Asked,
    /// Without one nobody has answered.
    status: Option<u16>,
    /// Such as `NoSuchBucket`; empty where the answer has none.
    code: String,
}

/// Who was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Bucket,
    Credentials,
}

/// What is the matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RefusalKind {
    /// There is no such bucket.
    NoBucket,
    /// The bucket is in another region, or elsewhere.
    OtherRegion,
    /// Nobody knows the access key.
    UnknownKey,
    /// The signature was not made with the secret of the key.
    WrongSecret,
    /// The session token is over, or of another key.
    WrongToken,
    /// The clocks are too far apart.
    Clock,
    /// Those credentials may not do it.
    Denied,
    /// Whoever gives out credentials gave none.
    NoCredentials,
    /// The server is busy or broken, and may come right.
    Busy,
    /// Something else.
    Other,
}

impl BucketRefusal {
    /// Nobody gives out credentials.
    const fn silence() -> Self {
        Self { asked: Asked::Credentials, status: None, code: String::new() }
    }

    /// What is the matter, by status and code.
    #[must_use]
    pub fn kind(&self) -> RefusalKind {
        if self.asked == Asked::Credentials {
            return if self.status.is_some_and(is_busy) { RefusalKind::Busy } else { RefusalKind::NoCredentials };
        }
        match self.code.as_str() {
            "NoSuchBucket" | "InvalidBucketName" => RefusalKind::NoBucket,
            "PermanentRedirect"
            | "TemporaryRedirect"
            | "AuthorizationHeaderMalformed"
            | "IllegalLocationConstraintException" => RefusalKind::OtherRegion,
            "InvalidAccessKeyId" | "NotSignedUp" => RefusalKind::UnknownKey,
            "SignatureDoesNotMatch" => RefusalKind::WrongSecret,
            "ExpiredToken" | "InvalidToken" | "TokenRefreshRequired" => RefusalKind::WrongToken,
            "RequestTimeTooSkewed" | "RequestExpired" => RefusalKind::Clock,
            "NotImplemented" => RefusalKind::Other,
            "SlowDown" | "RequestTimeout" | "InternalError" | "ServiceUnavailable" => RefusalKind::Busy,
            _ => match self.status {
                Some(301 | 302 | 307 | 308) => RefusalKind::OtherRegion,
                Some(401 | 403) => RefusalKind::Denied,
                Some(status) if is_busy(status) => RefusalKind::Busy,
                Some(_) | None => RefusalKind::Other,
            },
        }
    }
}

const fn is_busy(status: u16) -> bool {
    matches!(status, 408 | 429 | 500..)
}

impl fmt::Display for BucketRefusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { asked, status, code } = self;
        let who = match asked {
            Asked::Bucket => "the bucket",
            Asked::Credentials => "the service that gives out credentials for the bucket",
        };
        match (status, code.as_str()) {
            (None, _) => write!(f, "{who} does not answer"),
            (Some(status), "") => write!(f, "{who} has answered {status}"),
            (Some(status), code) => write!(f, "{who} has answered {status} {code}"),
        }
    }
}

impl Error for BucketRefusal {}

/// An error of the library as what it means. What was read before says which requests went wrong.
pub(super) fn explain(error: object_store::Error) -> RecordingsError {
    if matches!(error, object_store::Error::NotFound { .. }) {
        return RecordingsError::Missing;
    }
    let first: &(dyn Error + 'static) = &error;
    let chain = || std::iter::successors(Some(first), |error: &&(dyn Error + 'static)| (*error).source());
    if let Some(refusal) = chain().find_map(|error| error.downcast_ref::<BucketRefusal>()) {
        return RecordingsError::Refused(refusal.clone());
    }
    RecordingsError::Unreachable(chain().last().map_or_else(String::new, ToString::to_string))
}

/// A client whose refusals are errors that say what is the matter, and hold nothing of the request.
pub(super) struct Checked<F> {
    client: HttpClient,
    asked: F,
}

impl<F> Checked<F> {
    /// `asked` tells by the host who is asked.
    pub(super) fn new(client: HttpClient, asked: F) -> Self {
        Self { client, asked }
    }
}

impl<F> fmt::Debug for Checked<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Checked")
    }
}

impl<F: Fn(Option<&str>) -> Asked + Send + Sync + 'static> HttpService for Checked<F> {
    // As `async fn` in a trait is written out by async-trait, with which the library declares it.
    fn call<'a, 'b>(&'a self, request: HttpRequest) -> BoxFuture<'b, Result<HttpResponse, HttpError>>
    where
        'a: 'b,
        Self: 'b,
    {
        Box::pin(self.check(request))
    }
}

impl<F: Fn(Option<&str>) -> Asked + Send + Sync> Checked<F> {
    async fn check(&self, request: HttpRequest) -> Result<HttpResponse, HttpError> {
        let is_head = request.method() == Method::HEAD;
        let asked = (self.asked)(request.uri().authority().map(http::uri::Authority::as_str));
        let answer = self.client.execute(request).await.map_err(|error| match asked {
            Asked::Bucket => error,
            // On a machine that is nobody's, there is no metadata service.
            Asked::Credentials => HttpError::new(HttpErrorKind::Unknown, BucketRefusal::silence()),
        });
        let (parts, body) = answer?.into_parts();
        let status = parts.status;
        if status.is_success() {
            return Ok(HttpResponse::from_parts(parts, body));
        }
        let code = code_in(&begin_of(body).await);
        // A missing bucket and a page of some other server are no missing file, and what was to be deleted is not gone.
        let is_missing = status == StatusCode::NOT_FOUND && (code == "NoSuchKey" || is_head);
        let is_there = matches!(status, StatusCode::PRECONDITION_FAILED | StatusCode::CONFLICT);
        if asked == Asked::Bucket && (is_missing || is_there) {
            return Ok(HttpResponse::from_parts(parts, HttpResponseBody::from(Bytes::new())));
        }
        let refusal = BucketRefusal { asked, status: Some(status.as_u16()), code };
        Err(HttpError::new(HttpErrorKind::Unknown, refusal))
    }
}

/// The most that is read of an answer that is an error.
const MOST_READ: usize = 16 * 1024;

/// As much of it as comes: an answer that breaks off is still one.
async fn begin_of(body: HttpResponseBody) -> Vec<u8> {
    let (mut read, mut body) = (Vec::new(), body.bytes_stream());
    while read.len() < MOST_READ
        && let Some(Ok(chunk)) = body.next().await
    {
        read.extend_from_slice(&chunk);
    }
    read
}

/// Amazon's name of the error.
fn code_in(answer: &[u8]) -> String {
    let answer = String::from_utf8_lossy(answer);
    let code = answer.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map(|(code, _)| code);
    let is_name = |code: &&str| code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    code.map(str::trim).filter(is_name).unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_an_answer_the_name_of_the_error_is_kept_and_nothing_that_was_sent() {
        let answer = b"<?xml version=\"1.0\"?><Error><Code>SignatureDoesNotMatch</Code>\
            <CanonicalRequest>x-amz-security-token:hush</CanonicalRequest></Error>";
        let refusal = BucketRefusal { asked: Asked::Bucket, status: Some(403), code: code_in(answer) };
        assert_eq!(refusal.to_string(), "the bucket has answered 403 SignatureDoesNotMatch");
        assert_eq!(refusal.kind(), RefusalKind::WrongSecret);
        for strange in [&b"<html>"[..], b"<Code>a b</Code>", b"<Code>", b"\xff\xfe"] {
            assert_eq!(code_in(strange), "");
        }
    }

    #[test]
    fn a_refusal_is_known_by_its_code_and_otherwise_by_its_status() {
        let kind =
            |asked, status, code: &str| BucketRefusal { asked, status: Some(status), code: code.to_owned() }.kind();
        for (status, code, expected) in [
            (404, "NoSuchBucket", RefusalKind::NoBucket),
            (301, "PermanentRedirect", RefusalKind::OtherRegion),
            (400, "AuthorizationHeaderMalformed", RefusalKind::OtherRegion),
            (307, "", RefusalKind::OtherRegion),
            (403, "InvalidAccessKeyId", RefusalKind::UnknownKey),
            (400, "ExpiredToken", RefusalKind::WrongToken),
            (403, "RequestTimeTooSkewed", RefusalKind::Clock),
            (403, "AccessDenied", RefusalKind::Denied),
            (403, "", RefusalKind::Denied),
            (503, "SlowDown", RefusalKind::Busy),
            (502, "", RefusalKind::Busy),
            (404, "", RefusalKind::Other),
            (501, "NotImplemented", RefusalKind::Other),
        ] {
            assert_eq!(kind(Asked::Bucket, status, code), expected, "{status} {code}");
        }
        assert_eq!(kind(Asked::Credentials, 404, ""), RefusalKind::NoCredentials);
        assert_eq!(kind(Asked::Credentials, 503, ""), RefusalKind::Busy);
    }
}
