//! The address that the provider and browsers reach this gateway at: what may stand in `PHONECLOCK_PUBLIC_URL`.

use url::{Host, Url};

use super::{ConfigError, present};

const NAME: &str = "PHONECLOCK_PUBLIC_URL";
const WHAT: &str = "the address the provider reaches this gateway at, such as https://clock.example.com";

/// Why an address cannot be the gateway's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PublicUrlError {
    /// Copied from the provider's console, most likely.
    #[error(
        "{NAME} is {given:?}, the address of a webhook; set it to {base}, without a path, and leave the whole address \
         to the provider's console: {base}/voice/twilio"
    )]
    Webhook { given: String, base: String },
    #[error(
        "{NAME} is {given:?}, which has a path, and the pages need a host name of their own; set it to {base} or \
         another host that leads to phoneclock alone, and let the reverse proxy pass every path on unchanged"
    )]
    Path { given: String, base: String },
    #[error(
        "{NAME} is {given:?}, which is not https, so PINs and passwords would travel in the clear; set it to the \
         https address, with a reverse proxy before the gateway that ends TLS"
    )]
    Insecure { given: String },
}

/// Reads the public URL; with it the text as it was typed, because the provider may have signed either spelling.
///
/// # Errors
/// When none is set, or it cannot work.
pub fn parse(value: Option<String>) -> Result<(Url, String), ConfigError> {
    let given = present(value).ok_or(ConfigError::Missing { name: NAME, what: WHAT })?;
    let given = given.trim().to_owned();
    let wrong = || ConfigError::Wrong { name: NAME, value: given.clone(), what: WHAT };
    let url = Url::parse(&given).map_err(|_| wrong())?;
    let has_user = !url.username().is_empty() || url.password().is_some();
    if !matches!(url.scheme(), "http" | "https") || !url.has_host() || has_user {
        return Err(wrong());
    }
    let (path, base) = (url.path().trim_matches('/').to_lowercase(), url.origin().unicode_serialization());
    if path.split('/').any(|part| part == "voice") {
        return Err(PublicUrlError::Webhook { given, base }.into());
    }
    if url.query().is_some() || url.fragment().is_some() {
        return Err(wrong());
    }
    if !path.is_empty() {
        return Err(PublicUrlError::Path { given, base }.into());
    }
    if url.scheme() != "https" && !is_local(&url) {
        return Err(PublicUrlError::Insecure { given }.into());
    }
    Ok((url, given))
}

/// Whether the address leads nowhere from the internet: this machine, or the network that it stands in.
#[must_use]
pub fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => is_local_name(name.trim_end_matches('.')),
        Some(Host::Ipv4(address)) => {
            address.is_loopback() || address.is_private() || address.is_link_local() || address.is_unspecified()
        }
        Some(Host::Ipv6(address)) => {
            address.is_loopback()
                || address.is_unique_local()
                || address.is_unicast_link_local()
                || address.is_unspecified()
        }
        None => true,
    }
}

/// Names for this machine or the network at hand (RFC 6761, RFC 6762, RFC 8375, and `internal`).
fn is_local_name(name: &str) -> bool {
    const ENDS: [&str; 4] = [".localhost", ".local", ".home.arpa", ".internal"];
    !name.contains('.') || ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<(Url, String), String> {
        parse(Some(text.to_owned())).map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_is_kept_as_it_was_typed_too() {
        for (given, url) in [
            ("https://clock.example.com", "https://clock.example.com/"),
            ("https://clock.example.com/", "https://clock.example.com/"),
            (" HTTPS://Clock.Example.com:443 ", "https://clock.example.com/"),
            ("https://uhr.bäcker.example", "https://uhr.xn--bcker-gra.example/"),
            ("https://clock.example.com.", "https://clock.example.com./"),
            ("https://192.0.2.7:8443", "https://192.0.2.7:8443/"),
        ] {
            let (parsed, typed) = parsed(given).unwrap();
            assert_eq!((parsed.as_str(), typed.as_str()), (url, given.trim()));
        }
    }

    #[test]
    fn the_address_of_a_webhook_is_refused_with_the_one_to_set() {
        for path in [
            "/voice/twilio",
            "/voice/twilio/",
            "/Voice/Twilio",
            "/voice",
            "//voice/twilio",
            "/clock/voice/twilio/status",
            "/voice/twilio#rc=2&rp=ct,rt,5xx",
            "/voice/twilio?x=1",
        ] {
            let said = parsed(&format!("https://Clock.example.com{path}")).unwrap_err();
            assert!(said.starts_with("PHONECLOCK_PUBLIC_URL is \"https://Clock.example.com/"), "{said}");
            assert!(said.contains("set it to https://clock.example.com, without a path"), "{said}");
        }
    }

    #[test]
    fn a_path_is_refused_because_no_page_would_be_found_below_it() {
        for path in ["/clock", "/clock/", "/%7Eclock", "/sign-in", "/a b"] {
            let said = parsed(&format!("https://example.com{path}")).unwrap_err();
            assert!(said.contains("has a path") && said.contains("set it to https://example.com "), "{said}");
        }
    }

    #[test]
    fn plain_http_is_for_hosts_that_the_internet_does_not_reach() {
        for url in [
            "http://clock.example.com",
            "http://192.0.2.10:8080",
            "http://[2001:db8::1]",
            "http://8.8.8.8",
            "HTTP://CLOCK.EXAMPLE.COM",
            "http://clock.example.com.",
            "http://localhost.example.com",
        ] {
            let said = parsed(url).unwrap_err();
            assert!(said.contains("PHONECLOCK_PUBLIC_URL") && said.contains("not https"), "{said}");
        }
        for url in [
            "http://127.0.0.1:8080",
            "http://127.8.9.1",
            "http://localhost:8080",
            "http://[::1]:8080",
            "http://192.168.1.4:8080",
            "http://10.0.0.7",
            "http://clock:8080",
            "http://clock.local",
            "http://clock.localhost",
        ] {
            assert!(parsed(url).is_ok(), "{url}");
        }
    }

    #[test]
    fn what_is_no_such_address_is_refused() {
        for text in [
            "clock.example.com",
            "ftp://clock.example.com",
            "https://",
            "https://user@clock.example.com",
            "https://clock.example.com/?a=b",
            "https://clock.example.com/#rc=2",
            "no\u{a0}good",
        ] {
            let said = parsed(text).unwrap_err();
            assert!(said.starts_with("PHONECLOCK_PUBLIC_URL is ") && said.lines().count() == 1, "{said}");
        }
        assert!(parse(None).unwrap_err().to_string().contains("is not set"));
        assert!(parsed("  ").unwrap_err().contains("is not set"));
    }
}
