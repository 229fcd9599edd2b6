//! Pages that were opened over plain http although the gateway is on https. No browser keeps the cookies of such a
//! visit, so nobody can sign in there, and a password would travel in the clear.

use axum::http::{HeaderMap, HeaderName, header};
use url::{Position, Url};

/// Where to go instead, when nothing says that the visit came over https: neither a reverse proxy, nor the browser, nor
/// the host that was asked for.
pub(super) fn right_address(public_url: &Url, headers: &HeaderMap) -> Option<String> {
    if public_url.scheme() != "https" || came_over_https(public_url, headers) {
        return None;
    }
    Some(format!("{}/sign-in", public_url.as_str().trim_end_matches('/')))
}

fn came_over_https(public_url: &Url, headers: &HeaderMap) -> bool {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_ascii_lowercase);
    if let Some(scheme) = text(HeaderName::from_static("x-forwarded-proto")) {
        return scheme.contains("https");
    }
    if text(header::FORWARDED).is_some_and(|said| said.contains("proto=https") || said.contains("proto=\"https")) {
        return true;
    }
    // Browsers send it to https and to their own machine alone (Fetch Metadata, section 3).
    if headers.contains_key("sec-fetch-site") {
        return true;
    }
    let host = text(header::HOST).unwrap_or_default();
    let authority = &public_url[Position::BeforeHost..Position::AfterPort];
    host.strip_suffix(":443").unwrap_or(&host) == authority
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(public_url: &str, headers: &[(&'static str, &'static str)]) -> Option<String> {
        let headers = headers.iter().map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()));
        right_address(&Url::parse(public_url).unwrap(), &headers.collect())
    }

    #[test]
    fn a_visit_to_the_bare_address_of_an_https_gateway_is_sent_to_the_right_one() {
        let right = Some("https://clock.example.com/sign-in".to_owned());
        for headers in [
            &[("host", "192.0.2.10:8080")][..],
            &[("host", "127.0.0.1:8080")],
            &[("host", "clock.example.com:8080")],
            &[("host", "clock.example.com"), ("x-forwarded-proto", "http")],
            &[],
        ] {
            assert_eq!(told("https://clock.example.com", headers), right, "{headers:?}");
        }
    }

    #[test]
    fn whoever_came_over_https_or_to_a_gateway_without_it_is_told_nothing() {
        for headers in [
            &[("host", "clock.example.com")][..],
            &[("host", "Clock.Example.com:443")],
            &[("host", "127.0.0.1:8080"), ("x-forwarded-proto", "https")],
            &[("host", "127.0.0.1:8080"), ("x-forwarded-proto", "https, http")],
            &[("host", "127.0.0.1:8080"), ("forwarded", "for=192.0.2.1;proto=https")],
            &[("host", "127.0.0.1:8080"), ("sec-fetch-site", "none")],
        ] {
            assert_eq!(told("https://clock.example.com", headers), None, "{headers:?}");
        }
        assert_eq!(told("https://clock.example.com:8443", &[("host", "clock.example.com:8443")]), None);
        assert_eq!(told("http://127.0.0.1:8080", &[("host", "192.0.2.10:8080")]), None);
    }
}
