//! What every provider's REST API has in common: one host that our credentials go to, limits, and errors that say
//! whether another try can help. No redirect is followed: the credentials go to the configured host and nowhere else.

use std::{error::Error, time::Duration};

use bytes::Bytes;
use reqwest::{Client, Method, RequestBuilder, Response, redirect};
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::{Host, Url};

use super::{ApiError, CallPage, FetchLimits, ListedCall};
use crate::domain::secret::Secret;

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// For every exchange but that of a recording, whose limits come from the caller.
const SMALL_ANSWER: FetchLimits = FetchLimits { max_bytes: 256 * 1024, timeout: Duration::from_secs(15) };

/// How we say who we are. Each secret is good while they are rotated; the first that is not refused counts.
#[derive(Debug)]
pub(in crate::provider) enum Login {
    /// A name and its passwords.
    Basic {
        /// The account's id.
        user: String,
        /// Its tokens.
        passwords: Vec<Secret>,
    },
    /// Keys that say it alone.
    Bearer(Vec<Secret>),
}

impl Login {
    fn secrets(&self) -> &[Secret] {
        match self {
            Self::Basic { passwords, .. } => passwords,
            Self::Bearer(keys) => keys,
        }
    }

    fn sign_in(&self, request: RequestBuilder, secret: &Secret) -> RequestBuilder {
        match self {
            Self::Basic { user, .. } => request.basic_auth(user, Some(secret.expose())),
            Self::Bearer(_) => request.bearer_auth(secret.expose()),
        }
    }
}

/// The API of one account.
#[derive(Debug)]
pub(in crate::provider) struct Rest {
    pub(in crate::provider) client: Client,
    /// What every path is behind; no slash at the end.
    base: String,
    login: Login,
}

impl Rest {
    /// Fails where no HTTPS client can be made, such as without CA certificates.
    pub(in crate::provider) fn new(base: String, login: Login) -> Result<Self, reqwest::Error> {
        // The first to come installs it for the whole program; an earlier one is kept.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let builder = Client::builder()
            .user_agent(concat!("phoneclock/", env!("CARGO_PKG_VERSION")))
            .redirect(redirect::Policy::none())
            .connect_timeout(CONNECT_TIMEOUT);
        let builder = if base.starts_with("https:") {
            builder.https_only(true)
        } else {
            // This machine's own address: no proxy, and no CA certificates needed.
            builder.no_proxy().tls_certs_only([])
        };
        Ok(Self { client: builder.build()?, base, login })
    }

    /// One exchange within its limits; the body of a success.
    pub(in crate::provider) async fn get(&self, path: &str, limits: FetchLimits) -> Result<Bytes, ApiError> {
        self.exchange(Method::GET, path, limits).await
    }

    /// An answer in JSON; `what` it is, for the error where it makes no sense.
    pub(in crate::provider) async fn json<T: DeserializeOwned>(&self, path: &str, what: &str) -> Result<T, ApiError> {
        let body = self.exchange(Method::GET, path, SMALL_ANSWER).await?;
        serde_json::from_slice(&body).map_err(|_| ApiError::Unusable(format!("{what} is not the JSON it should be")))
    }

    /// Whether anything answers to our credentials there.
    pub(in crate::provider) async fn check(&self, path: &str) -> Result<(), ApiError> {
        self.exchange(Method::GET, path, SMALL_ANSWER).await.map(drop)
    }

    /// Deletes what is there; what is gone already counts as deleted.
    pub(in crate::provider) async fn delete(&self, path: &str) -> Result<(), ApiError> {
        match self.exchange(Method::DELETE, path, SMALL_ANSWER).await {
            Ok(_) | Err(ApiError::NotReady) => Ok(()),
            Err(error @ (ApiError::Unavailable(_) | ApiError::Credentials(_) | ApiError::Unusable(_))) => Err(error),
        }
    }

    /// Hands a form over, once: what may have been taken is not sent again within one try.
    pub(in crate::provider) async fn post(&self, path: &str, form: &[(&str, &str)]) -> Result<(u16, Bytes), ApiError> {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        self.hand_over(path, "application/x-www-form-urlencoded", body).await
    }

    /// The same in JSON.
    pub(in crate::provider) async fn post_json(&self, path: &str, value: &Value) -> Result<(u16, Bytes), ApiError> {
        self.hand_over(path, "application/json", value.to_string()).await
    }

    async fn hand_over(&self, path: &str, kind: &'static str, body: String) -> Result<(u16, Bytes), ApiError> {
        let with_body = |request: RequestBuilder| request.header("content-type", kind).body(body.clone());
        let exchange = async {
            let response = self.send(&Method::POST, path, with_body).await?;
            match response.status().as_u16() {
                status @ 401 => Err(ApiError::Credentials(status)),
                status => Ok((status, read(response, SMALL_ANSWER.max_bytes).await?)),
            }
        };
        within(SMALL_ANSWER.timeout, exchange).await
    }

    /// Fetches what the API itself says lies elsewhere, without our credentials. Whoever could name an address there
    /// would have to be the API; all the same it may only be a public name, over HTTPS.
    pub(in crate::provider) async fn get_elsewhere(&self, url: &str, limits: FetchLimits) -> Result<Bytes, ApiError> {
        let url = Url::parse(url).ok().filter(|url| self.may_lead_to(url));
        let url = url.ok_or_else(|| ApiError::Unusable("the file's address is none that is followed".to_owned()))?;
        let exchange = async {
            let response = self.client.get(url).send().await.map_err(unavailable)?;
            check_file_status(response.status().as_u16())?;
            read(response, limits.max_bytes).await
        };
        within(limits.timeout, exchange).await
    }

    fn may_lead_to(&self, url: &Url) -> bool {
        let plain = url.username().is_empty() && url.password().is_none();
        if !self.base.starts_with("https:") {
            // The API is on this machine, and so is what it keeps.
            return plain && matches!(url.scheme(), "http" | "https") && is_this_machine(url);
        }
        let is_public = match url.host() {
            Some(Host::Domain(name)) => name.contains('.') && !name.ends_with(".local") && !name.ends_with(".internal"),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) | None => false,
        };
        plain && url.scheme() == "https" && is_public
    }

    async fn exchange(&self, method: Method, path: &str, limits: FetchLimits) -> Result<Bytes, ApiError> {
        let exchange = async {
            let response = self.send(&method, path, |request| request).await?;
            check_status(response.status().as_u16())?;
            read(response, limits.max_bytes).await
        };
        within(limits.timeout, exchange).await
    }

    /// Sends with the first secret that is not refused: while they are rotated, either may be the one in force.
    async fn send(
        &self,
        method: &Method,
        path: &str,
        finish: impl Fn(RequestBuilder) -> RequestBuilder,
    ) -> Result<Response, ApiError> {
        let mut refusal = Err(ApiError::Credentials(401));
        for secret in self.login.secrets() {
            let request = self.client.request(method.clone(), format!("{}{path}", self.base));
            let response = finish(self.login.sign_in(request, secret)).send().await.map_err(unavailable)?;
            let refused = response.status().as_u16() == 401;
            refusal = Ok(response);
            if !refused {
                break;
            }
        }
        refusal
    }
}

/// A part of a list of calls, from what could be read of each, and the address that the API gives for the next part.
pub(in crate::provider) fn call_page(
    calls: impl Iterator<Item = Option<ListedCall>>,
    next: Option<&str>,
) -> Result<CallPage, ApiError> {
    Ok(CallPage { calls: readable(calls, "call")?, next: next_part(next)? })
}

/// All of a part of a list, where each could be read: one call that cannot be may be one that was missed.
pub(in crate::provider) fn readable<T>(read: impl Iterator<Item = Option<T>>, what: &str) -> Result<Vec<T>, ApiError> {
    let unreadable = || ApiError::Unusable(format!("a {what} of the list has an id or a time that cannot be read"));
    read.collect::<Option<_>>().ok_or_else(unreadable)
}

/// By what the next part of a list is asked for, where the API gives an address for one.
pub(in crate::provider) fn next_part(address: Option<&str>) -> Result<Option<String>, ApiError> {
    address.map(next_query).transpose()
}

/// By what the next part of a list is asked for: what stands behind the `?` of the address that the API gives for it. Of
/// the rest nothing is followed. Fails where there is nothing of the kind: the list must not seem to end there.
fn next_query(address: &str) -> Result<String, ApiError> {
    let query = address.split_once('?').map(|(_, query)| query.replace(' ', "%20"));
    let query = query.filter(|query| query.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'#'));
    query.ok_or_else(|| ApiError::Unusable("the list names no next part that can be asked for".to_owned()))
}

/// An id as it may stand in a path.
pub(in crate::provider) fn segment(id: &str) -> Result<&str, ApiError> {
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
    if id.bytes().all(fits) { Ok(id) } else { Err(ApiError::Unusable("the id is none of the provider's".to_owned())) }
}

/// Over plain HTTP a secret may go no further than this.
pub(in crate::provider) fn is_this_machine(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

pub(in crate::provider) fn check_status(status: u16) -> Result<(), ApiError> {
    match status {
        200 | 204 => Ok(()),
        300..=399 => Err(ApiError::Unusable(format!("a redirect, which is never followed (HTTP {status})"))),
        401 | 403 => Err(ApiError::Credentials(status)),
        404 => Err(ApiError::NotReady),
        408 | 425 | 429 | 500..=599 => Err(ApiError::Unavailable(format!("HTTP {status}"))),
        _ => Err(ApiError::Unusable(format!("HTTP {status}"))),
    }
}

/// Of a file whose address was made for this once: one that has run out is asked for again.
fn check_file_status(status: u16) -> Result<(), ApiError> {
    match status {
        401 | 403 | 410 => Err(ApiError::Unavailable(format!("the file's address has run out (HTTP {status})"))),
        status => check_status(status),
    }
}

/// Waits for a whole answer, and no longer than this.
async fn within<T>(limit: Duration, exchange: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::time::timeout(limit, exchange)
        .await
        .unwrap_or_else(|_| Err(ApiError::Unavailable(format!("no whole answer within {} s", limit.as_secs_f32()))))
}

/// Reads no further than the limit, whatever length was announced.
async fn read(mut response: Response, max_bytes: usize) -> Result<Bytes, ApiError> {
    let too_large = || ApiError::Unusable(format!("more than {max_bytes} bytes"));
    let announced = usize::try_from(response.content_length().unwrap_or(0)).unwrap_or(usize::MAX);
    if announced > max_bytes {
        return Err(too_large());
    }
    let mut body = Vec::with_capacity(announced);
    while let Some(chunk) = response.chunk().await.map_err(unavailable)? {
        if body.len() + chunk.len() > max_bytes {
            return Err(too_large());
        }
        body.extend_from_slice(&chunk);
    }
    Ok(body.into())
}

/// The whole chain of causes, without the address: it holds the account's and the recording's ids.
fn unavailable(error: reqwest::Error) -> ApiError {
    ApiError::Unavailable(said_of(error))
}

/// Why a request has failed, with every cause, and without the address, in which there may be a secret.
#[must_use]
pub fn said_of(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut said = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        said.push_str(": ");
        said.push_str(&error.to_string());
        cause = error.source();
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(base: &str) -> Rest {
        let client = Client::builder().no_proxy().tls_certs_only([]).build().unwrap();
        Rest { client, base: base.to_owned(), login: Login::Bearer(Vec::new()) }
    }

    #[test]
    fn of_the_address_of_a_next_part_only_the_query_is_asked_for() {
        for (address, query) in [
            ("/Calls.json?Page=1&PageToken=a%2Bb", Some("Page=1&PageToken=a%2Bb")),
            ("https://evil.example/Calls.json?Page=1", Some("Page=1")),
            (
                "/v1/Account/MA/Call/?end_time__gte=2026-11-17 06:59&offset=20",
                Some("end_time__gte=2026-11-17%2006:59&offset=20"),
            ),
            ("/Calls.json", None),
            ("/Calls.json?Page=1#fragment", None),
            ("/Calls.json?Page=1\r\nHost: evil.example", None),
        ] {
            assert_eq!(next_query(address).ok().as_deref(), query, "{address}");
        }
    }

    #[test]
    fn what_lies_elsewhere_is_public_or_beside_an_api_on_this_machine() {
        let _ = rustls::crypto::ring::default_provider().install_default();
        for (base, url, followed) in [
            ("https://api.example.com", "https://files.example.net/a.wav?X-Amz-Expires=600", true),
            ("https://api.example.com", "http://files.example.net/a.wav", false),
            ("https://api.example.com", "https://169.254.169.254/latest", false),
            ("https://api.example.com", "https://[::1]/a.wav", false),
            ("https://api.example.com", "https://localhost/a.wav", false),
            ("https://api.example.com", "https://db.internal/a.wav", false),
            ("https://api.example.com", "https://user:word@files.example.net/a.wav", false),
            ("https://api.example.com", "file:///etc/passwd", false),
            ("http://127.0.0.1:9000", "http://127.0.0.1:9000/a.wav", true),
            ("http://127.0.0.1:9000", "http://files.example.net/a.wav", false),
        ] {
            assert_eq!(rest(base).may_lead_to(&Url::parse(url).unwrap()), followed, "{base} {url}");
        }
    }

    #[test]
    fn an_id_in_a_path_leads_nowhere_else() {
        for id in
            ["CA0123", "3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36", "v3:KBnLO0ZK3DhKM5s7bE9VluaSmKsOchKht_fUYvxcp8ysbm"]
        {
            assert_eq!(segment(id).unwrap(), id);
        }
        for id in ["../x", "a/b", "a?b", "a#b", "a%2Fb", "a.b"] {
            assert!(segment(id).is_err(), "{id}");
        }
    }
}
