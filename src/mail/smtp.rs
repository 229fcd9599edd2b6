//! Mail over SMTP (RFC 5321): encrypted, or to this very machine.

mod certificate;
mod line;
mod refusal;
mod trust;
mod url;

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use lettre::{
    address::Envelope,
    transport::smtp::{
        Error as SmtpError,
        authentication::{Credentials, DEFAULT_MECHANISMS},
        client::AsyncSmtpConnection,
        commands::{Data, Mail, Rcpt, Starttls},
        extension::{ClientId, Extension, MailBodyParameter, MailParameter},
    },
};
use rustls::{ClientConfig, Error as TlsError, pki_types::ServerName};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use self::{
    line::SmtpStream,
    refusal::{SmtpRefusal, SmtpStage, judge},
    trust::{client_config, tls_words},
    url::TlsMode,
};
pub use self::{
    trust::{Authorities, CertificateAuthorityError},
    url::{SmtpConfig, SmtpUrlError},
};
use super::MailError;

/// Characters of a server's answer that an admin is shown: servers say a lot.
const WORDS: usize = 300;
/// How long the goodbye to the server may take: it changes nothing any more.
const FAREWELL: Duration = Duration::from_secs(2);

/// Why no connection to the mail server can be prepared.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum MailServerError {
    #[error("connections cannot be encrypted")]
    Tls(#[from] TlsError),
    #[error("PHONECLOCK_SMTP_URL names a server with something that is neither a name nor an address")]
    Name,
}

/// A mail server.
#[derive(Debug)]
pub struct Smtp {
    host: String,
    port: u16,
    encryption: Encryption,
    user: Option<Credentials>,
    hello: ClientId,
    timeout: Duration,
}

enum Encryption {
    None,
    FromTheStart(TlsConnector, ServerName<'static>),
    StartTls(TlsConnector, ServerName<'static>),
}

impl std::fmt::Debug for Encryption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::None => "None",
            Self::FromTheStart(..) => "FromTheStart",
            Self::StartTls(..) => "StartTls",
        })
    }
}

/// What came in the way of a mail.
enum SendFailure {
    Smtp(SmtpError),
    Network(io::Error),
    NoStartTls,
    NoSignIn,
    NonAsciiAddress,
}

impl From<SmtpError> for SendFailure {
    fn from(error: SmtpError) -> Self {
        Self::Smtp(error)
    }
}

impl From<io::Error> for SendFailure {
    fn from(error: io::Error) -> Self {
        Self::Network(error)
    }
}

impl Smtp {
    /// The mail server of a configuration. Certificates that are `named` are trusted besides those that this machine
    /// trusts. The gateway says hello as the host of `public_url`, which is a whole name (RFC 5321, 4.1.1.1); the
    /// machine's own often is not.
    ///
    /// # Errors
    /// When no connection could ever be made.
    pub fn new(
        config: &SmtpConfig,
        named: Option<&Authorities>,
        public_url: &::url::Url,
    ) -> Result<Self, MailServerError> {
        let connector = || {
            let name = ServerName::try_from(config.host.clone()).map_err(|_| MailServerError::Name)?;
            let tls: ClientConfig = client_config(named)?;
            Ok::<_, MailServerError>((TlsConnector::from(Arc::new(tls)), name))
        };
        let encryption = match config.safety {
            TlsMode::Plain => Encryption::None,
            TlsMode::Tls => connector().map(|(tls, name)| Encryption::FromTheStart(tls, name))?,
            TlsMode::StartTls => connector().map(|(tls, name)| Encryption::StartTls(tls, name))?,
        };
        let user = config.user.as_ref();
        Ok(Self {
            host: config.host.clone(),
            port: config.port,
            encryption,
            user: user.map(|(user, password)| Credentials::new(user.clone(), password.expose().to_owned())),
            hello: match public_url.host() {
                Some(::url::Host::Domain(name)) => ClientId::Domain(name.to_owned()),
                Some(::url::Host::Ipv4(address)) => ClientId::Ipv4(address),
                Some(::url::Host::Ipv6(address)) => ClientId::Ipv6(address),
                None => ClientId::default(),
            },
            timeout: config.timeout,
        })
    }

    pub(super) async fn send(&self, message: lettre::Message) -> Result<(), MailError> {
        let mut stage = SmtpStage::Greeting;
        let sent = tokio::time::timeout(self.timeout, self.converse(&message, &mut stage)).await;
        let Ok(sent) = sent else { return Err(too_slow()) };
        sent.map_err(|trouble| self.words(stage, &trouble, message.envelope()))
    }

    async fn converse(&self, message: &lettre::Message, stage: &mut SmtpStage) -> Result<(), SendFailure> {
        let mut connection = self.connect(stage).await?;
        let sent = self.hand_over(&mut connection, message, stage).await;
        let farewell = async {
            match sent {
                Ok(()) => drop(connection.quit().await),
                Err(_) => connection.abort().await,
            }
        };
        drop(tokio::time::timeout(FAREWELL, farewell).await);
        sent
    }

    async fn hand_over(
        &self,
        connection: &mut AsyncSmtpConnection,
        message: &lettre::Message,
        stage: &mut SmtpStage,
    ) -> Result<(), SendFailure> {
        let (envelope, mime) = (message.envelope(), message.formatted());
        if let Some(user) = &self.user {
            *stage = SmtpStage::SignIn;
            if connection.server_info().get_auth_mechanism(DEFAULT_MECHANISMS).is_none() {
                return Err(SendFailure::NoSignIn);
            }
            connection.auth(DEFAULT_MECHANISMS, user).await?;
        }
        let mut options = Vec::new();
        let mut addresses = envelope.from().into_iter().chain(envelope.to());
        if addresses.any(|address| !address.to_string().is_ascii()) {
            if !connection.server_info().supports_feature(Extension::SmtpUtfEight) {
                return Err(SendFailure::NonAsciiAddress);
            }
            options.push(MailParameter::SmtpUtfEight);
        }
        if !mime.is_ascii() {
            options.push(MailParameter::Body(MailBodyParameter::EightBitMime));
        }
        *stage = SmtpStage::Sender;
        connection.command(Mail::new(envelope.from().cloned(), options)).await?;
        *stage = SmtpStage::Recipient;
        for to in envelope.to() {
            connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        }
        *stage = SmtpStage::Content;
        connection.command(Data).await?;
        connection.message(&mime).await?;
        Ok(())
    }

    /// A connection on which the server has answered to hello, encrypted unless it is to this very machine.
    async fn connect(&self, stage: &mut SmtpStage) -> Result<AsyncSmtpConnection, SendFailure> {
        let stream = self.reach().await?;
        match &self.encryption {
            Encryption::None => self.greet(SmtpStream::plain(stream), stage).await,
            Encryption::FromTheStart(tls, name) => {
                let encrypted = tls.connect(name.clone(), stream).await?;
                self.greet(SmtpStream::encrypted(encrypted), stage).await
            }
            Encryption::StartTls(tls, name) => {
                // The same connection twice: what speaks in the open on the one is let go of, with whatever somebody
                // in between may have slipped in behind the answer.
                let stream = stream.into_std()?;
                let (open, rest) = (TcpStream::from_std(stream.try_clone()?)?, TcpStream::from_std(stream)?);
                let mut connection = self.greet(SmtpStream::plain(open), stage).await?;
                if !connection.can_starttls() {
                    return Err(SendFailure::NoStartTls);
                }
                *stage = SmtpStage::StartTls;
                connection.command(Starttls).await?;
                drop(connection);
                let encrypted = tls.connect(name.clone(), rest).await?;
                self.greet(SmtpStream::encrypted(encrypted).greeted(), stage).await
            }
        }
    }

    async fn greet(&self, line: SmtpStream, stage: &mut SmtpStage) -> Result<AsyncSmtpConnection, SendFailure> {
        let spoken: Arc<AtomicBool> = line.spoken();
        let greeted = AsyncSmtpConnection::connect_with_transport(Box::new(line), &self.hello).await;
        *stage = if spoken.load(Ordering::Relaxed) { SmtpStage::Hello } else { SmtpStage::Greeting };
        Ok(greeted?)
    }

    /// By any of the addresses that the server's name has.
    async fn reach(&self) -> io::Result<TcpStream> {
        let mut last = io::Error::new(io::ErrorKind::NotFound, "its name has no address");
        for address in tokio::net::lookup_host((self.host.as_str(), self.port)).await? {
            match tokio::time::timeout(self.timeout / 3, TcpStream::connect(address)).await {
                Ok(Ok(stream)) => return Ok(stream),
                Ok(Err(error)) => last = error,
                Err(_) => last = io::ErrorKind::TimedOut.into(),
            }
        }
        Err(last)
    }

    fn words(&self, stage: SmtpStage, trouble: &SendFailure, envelope: &Envelope) -> MailError {
        let error = match trouble {
            SendFailure::Smtp(error) => error,
            SendFailure::Network(error) => return network_words(error),
            SendFailure::NoStartTls => {
                return MailError::Mend {
                    setting: "PHONECLOCK_SMTP_URL",
                    reason:
                        "the mail server offers no encryption (STARTTLS); check host and port in PHONECLOCK_SMTP_URL"
                            .to_owned(),
                };
            }
            SendFailure::NoSignIn => {
                return MailError::Mend {
                    setting: "PHONECLOCK_SMTP_URL",
                    reason:
                        "the mail server offers no way to sign in with a password (PLAIN or LOGIN); check user and \
                             port in PHONECLOCK_SMTP_URL"
                            .to_owned(),
                };
            }
            SendFailure::NonAsciiAddress => {
                return MailError::Refused("the mail server takes no addresses beyond a to z".to_owned());
            }
        };
        let Some(code) = error.status().map(u16::from) else { return broken_words(error) };
        let address = |address: Option<&lettre::Address>| address.map(ToString::to_string).unwrap_or_default();
        let (from, to) = (address(envelope.from()), address(envelope.to().first()));
        let (words, hello) = (on_one_line(&said(error)), self.hello.to_string());
        judge(SmtpRefusal { stage, code, words: &words, hello: &hello, from: &from, to: &to })
    }
}

fn network_words(error: &io::Error) -> MailError {
    if error.kind() == io::ErrorKind::TimedOut {
        return too_slow();
    }
    let words = tls_error(error).map_or_else(|| on_one_line(&error.to_string()), tls_words);
    MailError::TryAgain(format!("no conversation with the mail server: {words}"))
}

/// What to say when there was no answer, or none that is SMTP.
fn broken_words(error: &SmtpError) -> MailError {
    if error.is_timeout() {
        return too_slow();
    }
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source {
        if let Some(inner) = inner.downcast_ref() {
            return network_words(inner);
        }
        source = inner.source();
    }
    let words = if error.is_response() {
        "it broke off, or answered something that is not SMTP".to_owned()
    } else {
        said(error)
    };
    MailError::TryAgain(format!("no conversation with the mail server: {}", on_one_line(&words)))
}

fn tls_error(error: &io::Error) -> Option<&TlsError> {
    error.get_ref()?.downcast_ref()
}

fn too_slow() -> MailError {
    MailError::TryAgain("the mail server did not answer in time".to_owned())
}

/// What the server said.
fn said(error: &SmtpError) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

fn on_one_line(words: &str) -> String {
    let words: Vec<_> =
        words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(WORDS).collect()
}
