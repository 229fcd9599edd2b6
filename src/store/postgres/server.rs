//! Where the database is: an address, and how it is spoken to.

use std::{future::poll_fn, net::IpAddr, str::FromStr, sync::Arc, time::Duration};

use rustls::{
    ClientConfig, RootCertStore,
    pki_types::{CertificateDer, pem::PemObject},
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::mpsc,
};
use tokio_postgres::{
    AsyncMessage, Client, Config, Connection, NoTls, Notification,
    config::{Host, SslMode, TargetSessionAttrs},
};
use tokio_postgres_rustls::MakeRustlsConnect;

/// What the server shows of every connection of this program.
pub(super) const APPLICATION: &str = "phoneclock";

/// How long a server may take to answer a new connection.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(3);
/// When a silent connection is asked whether it is still there, how often, and how many times.
const KEEPALIVES_AFTER: Duration = Duration::from_secs(5);
const KEEPALIVES_EVERY: Duration = Duration::from_secs(2);
const KEEPALIVES: u32 = 3;
/// How long what was sent may stay without an acknowledgment.
const SENT_TIMEOUT: Duration = Duration::from_secs(8);

/// Why an address of a database cannot be used, after the name of its setting.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ServerError {
    #[error(
        "is not valid; set it to the address of a PostgreSQL database, such as postgres://clock@db.example.com/clock"
    )]
    Address,
    #[error("names no database; end the address with its name, as in postgres://clock@db.example.com/clock")]
    NoDatabase,
    #[error("names no user; begin it with one, as in postgres://clock@db.example.com/clock")]
    NoUser,
    #[error("has sslmode=disable, but {0} is another machine; leave it out, so that what is sent is encrypted")]
    Unencrypted(String),
    #[error("holds no certificate in PEM")]
    NoCertificate,
    #[error("cannot be used: {0}")]
    Certificate(#[source] rustls::Error),
}

impl ServerError {
    /// Whether it is about the certificates and not about the address.
    #[must_use]
    pub const fn is_of_the_authorities(&self) -> bool {
        match self {
            Self::NoCertificate | Self::Certificate(_) => true,
            Self::Address | Self::NoDatabase | Self::NoUser | Self::Unencrypted(_) => false,
        }
    }
}

/// The servers of a database: one, or several of which one takes writes.
#[derive(Clone)]
pub struct Server {
    config: Box<Config>,
    tls: Option<MakeRustlsConnect>,
}

impl Server {
    /// Reads an address as PostgreSQL writes it
    /// (<https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING>). Other machines are spoken to
    /// over TLS alone, by the certificates that this machine trusts and `authorities`, a file in PEM.
    ///
    /// # Errors
    /// When it cannot be understood, or would send what is secret in the clear.
    pub fn parse(address: &str, authorities: Option<&[u8]>) -> Result<Self, ServerError> {
        let mut config = Config::from_str(address).map_err(|_| ServerError::Address)?;
        if config.get_dbname().is_none_or(str::is_empty) {
            return Err(ServerError::NoDatabase);
        }
        if config.get_user().is_none_or(str::is_empty) {
            return Err(ServerError::NoUser);
        }
        if config.get_hosts().is_empty() {
            return Err(ServerError::Address);
        }
        let remote = config.get_hosts().iter().find_map(remote_name);
        let encrypted = match (remote, config.get_ssl_mode()) {
            (Some(name), SslMode::Disable) => return Err(ServerError::Unencrypted(name)),
            (Some(_), _) | (None, SslMode::Require) => true,
            (None, _) => false,
        };
        let tls = encrypted.then(|| client_config(authorities)).transpose()?;
        config
            .ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable })
            .target_session_attrs(TargetSessionAttrs::ReadWrite)
            .application_name(APPLICATION)
            .connect_timeout(CONNECT_TIMEOUT)
            .keepalives(true)
            .keepalives_idle(KEEPALIVES_AFTER)
            .keepalives_interval(KEEPALIVES_EVERY)
            .keepalives_retries(KEEPALIVES)
            .tcp_user_timeout(SENT_TIMEOUT);
        Ok(Self { config: Box::new(config), tls: tls.map(MakeRustlsConnect::new) })
    }

    /// Where it is, without a user or a password, for people.
    #[must_use]
    pub fn shown(&self) -> String {
        let ports = self.config.get_ports();
        let port = |place: usize| ports.get(place).or_else(|| ports.first()).copied().unwrap_or(5432);
        let hosts = self.config.get_hosts().iter().enumerate().map(|(place, host)| match host {
            Host::Tcp(name) => format!("{name}:{}", port(place)),
            Host::Unix(folder) => folder.display().to_string(),
        });
        format!("{}/{}", hosts.collect::<Vec<_>>().join(","), self.config.get_dbname().unwrap_or_default())
    }

    /// This server, with connections that it shows by this name as well: printable ASCII, 50 characters at most.
    #[must_use]
    pub fn named(&self, name: &str) -> Self {
        let mut named = self.clone();
        named.config.application_name(format!("{APPLICATION} {name}"));
        named
    }

    /// A connection, driven by the runtime that it is made in.
    ///
    /// # Errors
    /// When no server can be reached that takes writes, or it refuses.
    pub(super) async fn connect(&self) -> Result<Client, tokio_postgres::Error> {
        let (heard, _) = mpsc::unbounded_channel();
        self.connect_listening(heard).await
    }

    /// The same connection, with what the server notifies it of handed over; that ends with the connection.
    pub(super) async fn connect_listening(
        &self,
        heard: mpsc::UnboundedSender<Notification>,
    ) -> Result<Client, tokio_postgres::Error> {
        match &self.tls {
            Some(tls) => {
                let (client, connection) = self.config.connect(tls.clone()).await?;
                drive(connection, heard);
                Ok(client)
            }
            None => {
                let (client, connection) = self.config.connect(NoTls).await?;
                drive(connection, heard);
                Ok(client)
            }
        }
    }
}

/// Lets a connection work in the runtime that it was made in, and end with it or with its client; hands over what the
/// server notifies it of.
fn drive<S, T>(mut connection: Connection<S, T>, heard: mpsc::UnboundedSender<Notification>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    #[expect(clippy::disallowed_methods, reason = "it ends with its client, and nothing of it is to be drained")]
    tokio::spawn(async move {
        while let Some(Ok(message)) = poll_fn(|context| connection.poll_message(context)).await {
            if let AsyncMessage::Notification(notification) = message {
                // Whoever listened may have gone.
                drop(heard.send(notification));
            }
        }
    });
}

/// The name of a host on another machine.
fn remote_name(host: &Host) -> Option<String> {
    match host {
        Host::Unix(_) => None,
        Host::Tcp(name) => {
            let address = name.trim_matches(['[', ']']).parse::<IpAddr>();
            let here = name == "localhost" || address.is_ok_and(|address| address.is_loopback());
            (!here).then(|| name.clone())
        }
    }
}

fn client_config(authorities: Option<&[u8]>) -> Result<ClientConfig, ServerError> {
    let mut roots = RootCertStore::empty();
    match authorities {
        // Whoever names an authority means that one.
        Some(pem) => {
            let certificates = CertificateDer::pem_slice_iter(pem).collect::<Result<Vec<_>, _>>();
            for certificate in certificates.map_err(|_| ServerError::NoCertificate)? {
                roots.add(certificate).map_err(ServerError::Certificate)?;
            }
            if roots.is_empty() {
                return Err(ServerError::NoCertificate);
            }
        }
        None => drop(roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs)),
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(builder.map_err(ServerError::Certificate)?.with_root_certificates(roots).with_no_client_auth())
}
