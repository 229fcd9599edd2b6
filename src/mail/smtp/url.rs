//! The setting that says where the mail server is.

use std::{net::IpAddr, time::Duration};

use crate::domain::secret::Secret;
use url::Url;

/// How long a mail may take, and be well within the lease of the task that sends it.
const MAIL_TIMEOUT: Duration = Duration::from_secs(90);

/// Where the mail server is and how it is spoken to.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) safety: TlsMode,
    pub(super) user: Option<(String, Secret)>,
    /// How long a whole mail may take, a third of it to be let in.
    pub timeout: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TlsMode {
    /// Plain at first, then encrypted or not at all (RFC 3207).
    StartTls,
    /// Encrypted from the first byte (RFC 8314).
    Tls,
    /// To this machine only.
    Plain,
}

/// Why an address of a mail server cannot be used. Never shows the address, which holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum SmtpUrlError {
    #[error("it is not the address of a mail server; set it to one such as smtps://user:password@mail.example.com")]
    NoUrl,
    #[error("it begins with something other than smtps://, smtp:// or smtp+insecure://")]
    Scheme,
    #[error("email without encryption goes to this machine only; use smtps://, or smtp:// without ?tls=none")]
    PlainToElsewhere,
    #[error(
        "a user name in it needs a password behind a colon; write : in the user name as %3A, and a percent sign \
         before two digits or letters as %25"
    )]
    Credentials,
    #[error(
        "it has something behind the host and port that is not understood; if that is part of the password, the @ \
         behind the password is missing"
    )]
    Surplus,
}

impl SmtpConfig {
    /// Reads `smtps://user:password@host:465`, `smtp://…:587` with STARTTLS, or, to this machine alone,
    /// `smtp+insecure://localhost:25` or `smtp://localhost?tls=none`. User and password end at the last `@`, whatever
    /// characters they have: mail services hand out passwords with `/`, `+`, `#` and `?` in them.
    ///
    /// # Errors
    /// When it is not in one of these forms.
    pub fn parse(text: &str) -> Result<Self, SmtpUrlError> {
        let (scheme, rest) = text.trim().split_once("://").ok_or(SmtpUrlError::NoUrl)?;
        let (user, server) = match rest.rsplit_once('@') {
            Some((user, server)) => (Some(user), server),
            None => (None, rest),
        };
        let url = Url::parse(&format!("{scheme}://{server}")).map_err(|_| SmtpUrlError::NoUrl)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(SmtpUrlError::NoUrl)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let (safety, port) = match (url.scheme(), url.query()) {
            ("smtps", None) => (TlsMode::Tls, 465),
            ("smtp", None | Some("tls=required")) => (TlsMode::StartTls, 587),
            ("smtp", Some("tls=none")) | ("smtp+insecure", None) => (TlsMode::Plain, 25),
            ("smtps" | "smtp" | "smtp+insecure", Some(_)) => return Err(SmtpUrlError::Surplus),
            _ => return Err(SmtpUrlError::Scheme),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(SmtpUrlError::Surplus);
        }
        if safety == TlsMode::Plain && !is_here(&host) {
            return Err(SmtpUrlError::PlainToElsewhere);
        }
        let user = user.filter(|user| !user.is_empty()).map(credentials).transpose()?;
        Ok(Self { host, port: url.port().unwrap_or(port), safety, user, timeout: MAIL_TIMEOUT })
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

fn credentials(text: &str) -> Result<(String, Secret), SmtpUrlError> {
    match text.split_once(':') {
        Some((user, password)) if !user.is_empty() => Ok((decoded(user)?, Secret::from(decoded(password)?))),
        Some(_) | None => Err(SmtpUrlError::Credentials),
    }
}

/// The text behind percent signs.
fn decoded(text: &str) -> Result<String, SmtpUrlError> {
    // As the value of a form, except that a plus sign is one.
    let form = text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let decoded = form_urlencoded::parse(form.as_bytes()).next().map(|(text, _)| text.into_owned());
    let decoded = decoded.unwrap_or_default();
    if decoded.contains('\u{fffd}') || decoded.contains(char::is_control) {
        return Err(SmtpUrlError::Credentials);
    }
    Ok(decoded)
}

#[cfg(test)]
mod tests {

    use super::*;

    fn parsed(text: &str) -> (String, u16, TlsMode) {
        let config = SmtpConfig::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (config.host, config.port, config.safety)
    }

    #[test]
    fn a_server_elsewhere_is_spoken_to_in_secret() {
        let host = || "mail.example.com".to_owned();
        assert_eq!(parsed("smtps://mail.example.com"), (host(), 465, TlsMode::Tls));
        assert_eq!(parsed("smtp://mail.example.com"), (host(), 587, TlsMode::StartTls));
        assert_eq!(parsed("smtp://mail.example.com:2525/?tls=required"), (host(), 2525, TlsMode::StartTls));
        for text in
            ["smtp://mail.example.com?tls=none", "smtp+insecure://mail.example.com:25", "smtp://10.0.0.1?tls=none"]
        {
            assert_eq!(SmtpConfig::parse(text).unwrap_err(), SmtpUrlError::PlainToElsewhere, "{text}");
        }
    }

    #[test]
    fn this_machine_may_be_spoken_to_in_the_open() {
        assert_eq!(parsed("smtp+insecure://localhost"), ("localhost".to_owned(), 25, TlsMode::Plain));
        assert_eq!(parsed("smtp://127.0.0.1:1025?tls=none"), ("127.0.0.1".to_owned(), 1025, TlsMode::Plain));
        assert_eq!(parsed("smtp+insecure://[::1]:1025"), ("::1".to_owned(), 1025, TlsMode::Plain));
    }

    #[test]
    fn a_password_has_any_characters_and_is_never_shown() {
        let config = SmtpConfig::parse("smtps://clock%40example.com:p%3a%2F+%26w=d@mail.example.com").unwrap();
        let (user, password) = config.user.clone().unwrap();
        assert_eq!((user.as_str(), password.expose()), ("clock@example.com", "p:/+&w=d"));
        assert!(!format!("{config:?}").contains("p:/"), "{config:?}");
    }

    #[test]
    fn a_password_may_stand_there_as_the_mail_service_gave_it() {
        for (written, user, password) in [
            ("AKIAEXAMPLE:Ab+c/d", "AKIAEXAMPLE", "Ab+c/d"),
            ("clock:pa#ss", "clock", "pa#ss"),
            ("clock:pa?ss", "clock", "pa?ss"),
            ("clock:p@ss", "clock", "p@ss"),
            ("clock@example.com:p@/:#?[]\\|^`{}", "clock@example.com", "p@/:#?[]\\|^`{}"),
            ("clock:100%", "clock", "100%"),
            ("clock:100%sure &more", "clock", "100%sure &more"),
            ("clock:a%2Fb%23c%3Fd%25", "clock", "a/b#c?d%"),
            ("clock:ñandú", "clock", "ñandú"),
            ("clock:", "clock", ""),
        ] {
            let url = format!("smtps://{written}@mail.example.com:465");
            let config = SmtpConfig::parse(&url).unwrap_or_else(|error| panic!("{url}: {error}"));
            let (known, secret) = config.user.unwrap();
            assert_eq!((known.as_str(), secret.expose()), (user, password), "{url}");
            assert_eq!((config.host.as_str(), config.port), ("mail.example.com", 465));
        }
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for (text, reason) in [
            ("", SmtpUrlError::NoUrl),
            ("mail.example.com", SmtpUrlError::NoUrl),
            ("mail.example.com:587", SmtpUrlError::NoUrl),
            ("https://mail.example.com", SmtpUrlError::Scheme),
            ("smtps://user@mail.example.com", SmtpUrlError::Credentials),
            ("smtps://:word@mail.example.com", SmtpUrlError::Credentials),
            ("smtps://user:%ff@mail.example.com", SmtpUrlError::Credentials),
            ("smtps://mail.example.com?tls=none", SmtpUrlError::Surplus),
            ("smtp://mail.example.com?tls=opportunistic", SmtpUrlError::Surplus),
            ("smtps://mail.example.com/inbox", SmtpUrlError::Surplus),
        ] {
            assert_eq!(SmtpConfig::parse(text).unwrap_err(), reason, "{text:?}");
        }
    }
}
