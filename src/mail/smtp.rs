//! Mail over SMTP (RFC 5321): encrypted, or to this very machine.

use std::{net::IpAddr, time::Duration};

use lettre::{
    AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    transport::smtp::{
        Error as SmtpError,
        authentication::Credentials,
        client::{Certificate, Tls, TlsParameters},
    },
};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::MailError;

/// How long a mail may take, and be well within the lease of the task that sends it.
const PATIENCE: Duration = Duration::from_secs(90);
/// A server says a lot; an admin needs the beginning.
const WORDS: usize = 300;

/// Where the mail server is and how it is spoken to.
#[derive(Debug, Clone)]
pub struct SmtpConfig {
    host: String,
    port: u16,
    safety: Safety,
    user: Option<(String, SecretString)>,
    /// How long a whole mail may take, a third of it to be let in.
    pub patience: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Safety {
    /// Plain at first, then encrypted or not at all (RFC 3207).
    StartTls,
    /// Encrypted from the first byte (RFC 8314).
    Tls,
    /// To this machine only.
    Plain,
}

/// Never names the address, which holds a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSmtpUrl {
    #[error("it is no address of a mail server; set it to one such as smtps://user:password@mail.example.com")]
    NoUrl,
    #[error("it begins with something else than smtps://, smtp:// or smtp+insecure://")]
    Scheme,
    #[error("mail without encryption goes to this machine only; use smtps://, or smtp:// without ?tls=none")]
    PlainToElsewhere,
    #[error("a user name in it needs a password behind a colon; write special characters as %40")]
    Credentials,
    #[error("it has something behind the host and port that is not understood")]
    Surplus,
}

impl SmtpConfig {
    /// `smtps://user:password@host:465`, `smtp://…:587` with STARTTLS, or, to this machine alone,
    /// `smtp+insecure://localhost:25` or `smtp://localhost?tls=none`.
    ///
    /// # Errors
    /// When it is none of these.
    pub fn parse(text: &str) -> Result<Self, BadSmtpUrl> {
        let url = Url::parse(text.trim()).map_err(|_| BadSmtpUrl::NoUrl)?;
        let host = url.host_str().filter(|host| !host.is_empty()).ok_or(BadSmtpUrl::NoUrl)?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let (safety, port) = match (url.scheme(), url.query()) {
            ("smtps", None) => (Safety::Tls, 465),
            ("smtp", None | Some("tls=required")) => (Safety::StartTls, 587),
            ("smtp", Some("tls=none")) | ("smtp+insecure", None) => (Safety::Plain, 25),
            ("smtps" | "smtp" | "smtp+insecure", Some(_)) => return Err(BadSmtpUrl::Surplus),
            _ => return Err(BadSmtpUrl::Scheme),
        };
        if !matches!(url.path(), "" | "/") || url.fragment().is_some() {
            return Err(BadSmtpUrl::Surplus);
        }
        if safety == Safety::Plain && !is_here(&host) {
            return Err(BadSmtpUrl::PlainToElsewhere);
        }
        let user = match (url.username(), url.password()) {
            ("", None) => None,
            ("", Some(_)) | (_, None) => return Err(BadSmtpUrl::Credentials),
            (user, Some(password)) => Some((decoded(user)?, SecretString::from(decoded(password)?))),
        };
        Ok(Self { host, port: url.port().unwrap_or(port), safety, user, patience: PATIENCE })
    }
}

fn is_here(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The text behind percent signs.
fn decoded(text: &str) -> Result<String, BadSmtpUrl> {
    // As the value of a form, except that a plus sign is one.
    let form = text.replace('+', "%2B").replace('&', "%26").replace('=', "%3D");
    let decoded = form_urlencoded::parse(form.as_bytes()).next().map(|(text, _)| text.into_owned());
    decoded.filter(|text| !text.contains('\u{fffd}')).ok_or(BadSmtpUrl::Credentials)
}

/// Why the connection cannot even be prepared.
#[derive(Debug, thiserror::Error)]
#[error("the certificates to trust cannot be used: {0}")]
pub struct BadCertificates(#[from] SmtpError);

/// A mail server.
#[derive(Debug)]
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    patience: Duration,
}

impl Smtp {
    /// `extra_root` is a certificate in PEM to trust beside those of this machine.
    ///
    /// # Errors
    /// When the certificate is none.
    pub fn new(config: &SmtpConfig, extra_root: Option<&[u8]>) -> Result<Self, BadCertificates> {
        let parameters = || {
            let mut parameters = TlsParameters::builder(config.host.clone());
            if let Some(pem) = extra_root {
                parameters = parameters.add_root_certificate(Certificate::from_pem(pem)?);
            }
            parameters.build()
        };
        let tls = match config.safety {
            Safety::StartTls => Tls::Required(parameters()?),
            Safety::Tls => Tls::Wrapper(parameters()?),
            Safety::Plain => Tls::None,
        };
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&config.host)
            .port(config.port)
            .tls(tls)
            .timeout(Some(config.patience / 3));
        if let Some((user, password)) = &config.user {
            transport = transport.credentials(Credentials::new(user.clone(), password.expose_secret().to_owned()));
        }
        Ok(Self { transport: transport.build(), patience: config.patience })
    }

    pub(super) async fn send(&self, message: lettre::Message) -> Result<(), MailError> {
        let to_ascii = message.envelope().to().iter().all(|to| to.to_string().is_ascii());
        // Lettre's own limit is for connecting only.
        match tokio::time::timeout(self.patience, self.transport.send(message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(judge(&error, to_ascii)),
            Err(_) => Err(too_slow()),
        }
    }
}

fn judge(error: &SmtpError, to_ascii: bool) -> MailError {
    let said = said(error);
    match error.status().map(u16::from) {
        // RFC 4954, 6: it is the gateway that is not let in, whoever the mail is for; the operator mends that.
        Some(code @ (454 | 530 | 534 | 535 | 538)) => MailError::TryAgain(format!(
            "the mail server does not let this gateway in; check PHONECLOCK_SMTP_URL: {code} {said}"
        )),
        Some(code) if error.is_permanent() => MailError::Refused(format!("the mail server refused it: {code} {said}")),
        Some(code) => MailError::TryAgain(format!("the mail server asks to try again later: {code} {said}")),
        None if error.is_client() && !to_ascii => {
            MailError::Refused("the mail server takes no addresses beyond a to z".to_owned())
        }
        None if error.is_timeout() => too_slow(),
        None => MailError::TryAgain(format!("no conversation with the mail server: {said}")),
    }
}

fn too_slow() -> MailError {
    MailError::TryAgain("the mail server did not answer in time".to_owned())
}

/// What the server or the network said, on one line.
fn said(error: &SmtpError) -> String {
    let mut words = String::new();
    let mut source = std::error::Error::source(error);
    while let Some(error) = source {
        let text = error.to_string();
        if !words.contains(&text) {
            words = if words.is_empty() { text } else { format!("{words}: {text}") };
        }
        source = error.source();
    }
    let words = if words.is_empty() { error.to_string() } else { words };
    let one_line: Vec<_> =
        words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    one_line.join(" ").chars().take(WORDS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (String, u16, Safety) {
        let config = SmtpConfig::parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
        (config.host, config.port, config.safety)
    }

    #[test]
    fn a_server_elsewhere_is_spoken_to_in_secret() {
        let host = || "mail.example.com".to_owned();
        assert_eq!(parsed("smtps://mail.example.com"), (host(), 465, Safety::Tls));
        assert_eq!(parsed("smtp://mail.example.com"), (host(), 587, Safety::StartTls));
        assert_eq!(parsed("smtp://mail.example.com:2525/?tls=required"), (host(), 2525, Safety::StartTls));
        for text in
            ["smtp://mail.example.com?tls=none", "smtp+insecure://mail.example.com:25", "smtp://10.0.0.1?tls=none"]
        {
            assert_eq!(SmtpConfig::parse(text).unwrap_err(), BadSmtpUrl::PlainToElsewhere, "{text}");
        }
    }

    #[test]
    fn this_machine_may_be_spoken_to_in_the_open() {
        assert_eq!(parsed("smtp+insecure://localhost"), ("localhost".to_owned(), 25, Safety::Plain));
        assert_eq!(parsed("smtp://127.0.0.1:1025?tls=none"), ("127.0.0.1".to_owned(), 1025, Safety::Plain));
        assert_eq!(parsed("smtp+insecure://[::1]:1025"), ("::1".to_owned(), 1025, Safety::Plain));
    }

    #[test]
    fn a_password_has_any_characters_and_is_never_shown() {
        let config = SmtpConfig::parse("smtps://clock%40example.com:p%3a%2F+%26w=d@mail.example.com").unwrap();
        let (user, password) = config.user.clone().unwrap();
        assert_eq!((user.as_str(), password.expose_secret()), ("clock@example.com", "p:/+&w=d"));
        assert!(!format!("{config:?}").contains("p:/"), "{config:?}");
    }

    #[test]
    fn what_is_no_mail_server_is_refused() {
        for (text, reason) in [
            ("", BadSmtpUrl::NoUrl),
            ("mail.example.com", BadSmtpUrl::NoUrl),
            ("mail.example.com:587", BadSmtpUrl::NoUrl),
            ("https://mail.example.com", BadSmtpUrl::Scheme),
            ("smtps://user@mail.example.com", BadSmtpUrl::Credentials),
            ("smtps://:word@mail.example.com", BadSmtpUrl::Credentials),
            ("smtps://user:%ff@mail.example.com", BadSmtpUrl::Credentials),
            ("smtps://mail.example.com?tls=none", BadSmtpUrl::Surplus),
            ("smtp://mail.example.com?tls=opportunistic", BadSmtpUrl::Surplus),
            ("smtps://mail.example.com/inbox", BadSmtpUrl::Surplus),
        ] {
            assert_eq!(SmtpConfig::parse(text).unwrap_err(), reason, "{text:?}");
        }
    }
}
