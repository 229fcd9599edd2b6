//! Which mail servers are trusted: those that this machine trusts, and those whose certificate the operator has named.

use std::{fmt::Write as _, sync::Arc};

use rustls::{
    AlertDescription, CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, RootCertStore,
    SignatureScheme,
    client::{
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
        verify_server_cert_signed_by_trust_anchor, verify_server_name,
    },
    crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature},
    pki_types::{CertificateDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
};

use super::certificate::Certificate;

/// The shortest RSA key that signatures are checked with.
const RSA_BITS: usize = 2048;

/// Why a file with certificates to trust cannot be used, and what to make instead.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum CertificateAuthorityError {
    #[error("is empty; it holds the certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")]
    Empty,
    #[error("is in DER and not in PEM; turn it into PEM with: openssl x509 -inform der -in FILE -out ca.pem")]
    Der,
    #[error("holds a key and no certificate; name the file with the certificate, and keep the key where it belongs")]
    Key,
    #[error(
        "holds a request for a certificate and no certificate; name the file that begins with \
         -----BEGIN CERTIFICATE-----"
    )]
    Request,
    #[error(
        "holds PKCS #7 and no certificate in PEM; turn it into PEM with: openssl pkcs7 -print_certs -in FILE -out ca.pem"
    )]
    Pkcs7,
    #[error(
        "holds a certificate in openssl's own form; turn it into PEM with: openssl x509 -in FILE -clrtrust -out ca.pem"
    )]
    Trusted,
    #[error("holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----")]
    None,
    #[error("holds a certificate that is damaged; copy it again, whole")]
    Damaged,
    #[error(
        "holds a certificate of X.509 version {0}, which cannot say which server it is for; make one of version 3, as \
         with: openssl req -x509 -newkey rsa:2048 -nodes -days 825 -subj /CN=mail.example.com -addext \
         subjectAltName=DNS:mail.example.com -keyout key.pem -out cert.pem"
    )]
    Version(u8),
    #[error(
        "holds a certificate with an RSA key of {0} bits, with which nothing can be proved any more; make one of 2048 \
         or more"
    )]
    ShortKey(usize),
    #[error(
        "holds a certificate whose kind of key is not known here; make one with an RSA key of 2048 bits or more, or on \
         the curve P-256 or P-384"
    )]
    KeyKind,
}

/// Certificates that the operator has named.
#[derive(Debug, Clone)]
pub struct Authorities(Vec<CertificateDer<'static>>);

impl Authorities {
    /// Reads a file in PEM, whatever else stands in it.
    ///
    /// # Errors
    /// When none of what it holds can be used.
    pub fn parse(file: &[u8]) -> Result<Self, CertificateAuthorityError> {
        let file = file.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(file);
        // An older name for the same.
        let text = String::from_utf8_lossy(file).replace(" X509 CERTIFICATE-----", " CERTIFICATE-----");
        let read: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(text.as_bytes()).collect();
        let certificates = read.map_err(|_| CertificateAuthorityError::Damaged)?;
        if certificates.is_empty() {
            return Err(without_any(file, &text));
        }
        let (mut usable, mut first_problem) = (Vec::new(), None);
        for certificate in certificates {
            match problem_of(&certificate) {
                None => usable.push(certificate),
                Some(problem) => {
                    first_problem.get_or_insert(problem);
                }
            }
        }
        match first_problem {
            Some(problem) if usable.is_empty() => Err(problem),
            Some(problem) => {
                tracing::warn!(
                    setting = "PHONECLOCK_SMTP_CA_FILE",
                    "the file holds some certificates that can be used, and passes over another: it {problem}"
                );
                Ok(Self(usable))
            }
            None => Ok(Self(usable)),
        }
    }
}

fn without_any(file: &[u8], text: &str) -> CertificateAuthorityError {
    let holds = |label: &str| text.contains(&format!("-----BEGIN {label}-----"));
    if text.trim().is_empty() {
        CertificateAuthorityError::Empty
    } else if file.first() == Some(&0x30) {
        CertificateAuthorityError::Der
    } else if holds("TRUSTED CERTIFICATE") {
        CertificateAuthorityError::Trusted
    } else if text.contains("KEY-----") {
        CertificateAuthorityError::Key
    } else if text.contains("CERTIFICATE REQUEST-----") {
        CertificateAuthorityError::Request
    } else if holds("PKCS7") || holds("CMS") {
        CertificateAuthorityError::Pkcs7
    } else if text.contains("BEGIN CERTIFICATE") {
        CertificateAuthorityError::Damaged
    } else {
        CertificateAuthorityError::None
    }
}

fn problem_of(der: &CertificateDer<'_>) -> Option<CertificateAuthorityError> {
    let Some(read) = Certificate::read(der) else { return Some(CertificateAuthorityError::Damaged) };
    if read.version != 3 {
        return Some(CertificateAuthorityError::Version(read.version));
    }
    if let Some(bits) = read.rsa_bits().filter(|bits| *bits < RSA_BITS) {
        return Some(CertificateAuthorityError::ShortKey(bits));
    }
    let known = provider().signature_verification_algorithms.all;
    if !known.iter().any(|known| known.public_key_alg_id().as_ref() == read.algorithm) {
        return Some(CertificateAuthorityError::KeyKind);
    }
    RootCertStore::empty().add(der.clone()).is_err().then_some(CertificateAuthorityError::Damaged)
}

fn provider() -> CryptoProvider {
    rustls::crypto::ring::default_provider()
}

/// How connections are encrypted, and whom they may be to.
pub(super) fn client_config(named: Option<&Authorities>) -> Result<ClientConfig, TlsError> {
    let provider = Arc::new(provider());
    let Authorities(named) = named.cloned().unwrap_or(Authorities(Vec::new()));
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    roots.add_parsable_certificates(named.iter().cloned());
    let mut named_roots = RootCertStore::empty();
    named_roots.add_parsable_certificates(named.iter().cloned());
    let verifier = CertificateVerifier { roots, named_roots, named, provider: Arc::clone(&provider) };
    Ok(ClientConfig::builder_with_provider(provider)
        .with_protocol_versions(rustls::ALL_VERSIONS)?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth())
}

/// Checks certificates as the TLS library does, with what `openssl` adds for those that the operator has named: the
/// server may show the very certificate that was named, even one of an authority, as `openssl req -x509` makes them;
/// and one without alternative names is for its common name.
#[derive(Debug)]
struct CertificateVerifier {
    roots: RootCertStore,
    named_roots: RootCertStore,
    named: Vec<CertificateDer<'static>>,
    provider: Arc<CryptoProvider>,
}

impl CertificateVerifier {
    fn verify_chain(
        &self,
        roots: &RootCertStore,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        now: UnixTime,
    ) -> Result<(), TlsError> {
        let certificate = ParsedCertificate::try_from(shown)?;
        let known = self.provider.signature_verification_algorithms.all;
        match verify_server_cert_signed_by_trust_anchor(&certificate, roots, intermediates, now, known) {
            // When it holds has been looked at before what it may be used for.
            Err(TlsError::InvalidCertificate(error)) if self.named.contains(shown) && is_about_use(&error) => Ok(()),
            verified => verified,
        }
    }
}

/// Whether an error does not matter for a certificate that the operator has named.
fn is_about_use(error: &CertificateError) -> bool {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the enum is the library's, and grows")]
    match error {
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => true,
        CertificateError::Other(other) => {
            matches!(other.0.downcast_ref(), Some(webpki::Error::CaUsedAsEndEntity))
        }
        _ => false,
    }
}

impl ServerCertVerifier for CertificateVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        self.verify_chain(&self.roots, end_entity, intermediates, now)?;
        let named = verify_server_name(&ParsedCertificate::try_from(end_entity)?, server_name);
        if named.is_err() && is_common_name(end_entity, server_name) {
            self.verify_chain(&self.named_roots, end_entity, intermediates, now)?;
            return Ok(ServerCertVerified::assertion());
        }
        named.map(|()| ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Whether a certificate without alternative names has this server as its common name.
fn is_common_name(der: &CertificateDer<'_>, server: &ServerName<'_>) -> bool {
    let Some(certificate) = Certificate::read(der).filter(|read| !read.has_alternative_names()) else { return false };
    let (Some(name), server) = (certificate.common_name(), server.to_str()) else { return false };
    if let Some(domain) = name.strip_prefix("*.") {
        return server.split_once('.').is_some_and(|(_, parent)| parent.eq_ignore_ascii_case(domain));
    }
    name.eq_ignore_ascii_case(&server)
}

/// Why a connection could not be encrypted, in words for an admin.
pub(super) fn tls_words(error: &TlsError) -> String {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the enum is the library's, and grows")]
    match error {
        TlsError::InvalidCertificate(error) => certificate_words(error),
        TlsError::InvalidMessage(_) => "it does not speak TLS there; smtps:// is for ports that speak TLS from the \
             start (465), smtp:// for those that begin in the open (587, 25)"
            .to_owned(),
        TlsError::AlertReceived(alert) => alert_words(*alert).to_owned(),
        TlsError::PeerIncompatible(_) | TlsError::NoApplicationProtocol => {
            "the mail server encrypts in no way that is safe today; it needs TLS 1.2 or 1.3".to_owned()
        }
        TlsError::NoCertificatesPresented => "the mail server shows no certificate".to_owned(),
        _ => "the mail server does not keep to the rules of TLS".to_owned(),
    }
}

fn alert_words(alert: AlertDescription) -> &'static str {
    #[expect(clippy::wildcard_enum_match_arm, reason = "the enum is the library's, and grows")]
    match alert {
        AlertDescription::HandshakeFailure
        | AlertDescription::InsufficientSecurity
        | AlertDescription::ProtocolVersion => {
            "the mail server and this gateway know no way of encrypting in common; the server needs TLS 1.2 or 1.3 and \
             a certificate with an RSA key of 2048 bits or more, or on the curve P-256 or P-384"
        }
        AlertDescription::CertificateRequired | AlertDescription::BadCertificate => {
            "the mail server wants a certificate from this gateway, which has none"
        }
        AlertDescription::UnrecognisedName => "the mail server does not know the name in PHONECLOCK_SMTP_URL",
        _ => "the mail server broke off the encryption",
    }
}

fn certificate_words(error: &CertificateError) -> String {
    let about = "the mail server's certificate";
    #[expect(clippy::wildcard_enum_match_arm, reason = "the enum is the library's, and grows")]
    match error {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => format!("{about} has expired"),
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            format!("{about} is not valid yet; is the clock of this machine right?")
        }
        CertificateError::Revoked => format!("{about} was revoked"),
        CertificateError::UnknownIssuer => format!(
            "{about} is from an authority that this machine does not know; name the file with the authority's \
             certificate in PHONECLOCK_SMTP_CA_FILE"
        ),
        CertificateError::BadSignature => {
            format!("{about} was not signed by the authority that it names; is PHONECLOCK_SMTP_CA_FILE an older one?")
        }
        CertificateError::NotValidForName => format!("{about} is for another name than the one in PHONECLOCK_SMTP_URL"),
        CertificateError::NotValidForNameContext { expected, presented } => {
            let mut words = format!("{about} is not for {}, the name in PHONECLOCK_SMTP_URL", expected.to_str());
            let names: Vec<_> = presented.iter().filter_map(|name| name.split('"').nth(1).or(Some(name))).collect();
            let listed = names.iter().take(3).map(|name| one_word(name)).collect::<Vec<_>>().join(", ");
            if listed.is_empty() {
                words.push_str("; it says no name in its subjectAltName");
            } else {
                let _ = write!(words, ", but for {listed}");
            }
            words
        }
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => {
            format!("{about} is not made for servers (serverAuth)")
        }
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => format!(
            "{about} is signed in a way that is not known here; have it signed with SHA-256 by an RSA key, or by one \
             on the curve P-256 or P-384"
        ),
        CertificateError::Other(other) => match other.0.downcast_ref() {
            Some(webpki::Error::CaUsedAsEndEntity) => format!(
                "{about} is one of an authority (CA:TRUE); name the file with it in PHONECLOCK_SMTP_CA_FILE, or have \
                 one made for the server"
            ),
            Some(webpki::Error::UnsupportedCertVersion) => {
                format!("{about} is not of X.509 version 3; have a new one made")
            }
            Some(_) | None => format!("{about} cannot be trusted"),
        },
        _ => format!("{about} cannot be trusted"),
    }
}

fn one_word(name: &str) -> String {
    name.chars().filter(|c| c.is_ascii_alphanumeric() || "*.-_:".contains(*c)).take(80).collect()
}

#[cfg(test)]
mod tests {
    use base64::{Engine, engine::general_purpose::STANDARD};

    use super::{super::certificate::tests::made, *};

    fn pem(label: &str, der: &[u8]) -> Vec<u8> {
        format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", STANDARD.encode(der)).into_bytes()
    }

    fn refused(file: &[u8]) -> CertificateAuthorityError {
        Authorities::parse(file).expect_err("it was taken")
    }

    #[test]
    fn a_file_that_is_no_certificate_in_pem_says_what_it_is() {
        let good = made(3, "mail.example.com", 256);
        let der: &[u8] = &good;
        assert_eq!(refused(b" \n"), CertificateAuthorityError::Empty);
        assert_eq!(refused(der), CertificateAuthorityError::Der);
        for label in ["PRIVATE KEY", "RSA PRIVATE KEY", "ENCRYPTED PRIVATE KEY", "EC PRIVATE KEY", "PUBLIC KEY"] {
            assert_eq!(refused(&pem(label, b"secret")), CertificateAuthorityError::Key, "{label}");
        }
        for label in ["CERTIFICATE REQUEST", "NEW CERTIFICATE REQUEST"] {
            assert_eq!(refused(&pem(label, der)), CertificateAuthorityError::Request, "{label}");
        }
        assert_eq!(refused(&pem("PKCS7", der)), CertificateAuthorityError::Pkcs7);
        assert_eq!(refused(&pem("TRUSTED CERTIFICATE", der)), CertificateAuthorityError::Trusted);
        assert_eq!(refused(b"mail.example.com"), CertificateAuthorityError::None);
        assert_eq!(refused(&pem("CERTIFICATE", &good[..200])), CertificateAuthorityError::Damaged);
        assert_eq!(
            refused(b"-----BEGIN CERTIFICATE-----\nMII!\n-----END CERTIFICATE-----\n"),
            CertificateAuthorityError::Damaged
        );
        assert_eq!(refused(b"-----BEGIN CERTIFICATE-----\nMIIB"), CertificateAuthorityError::Damaged);
    }

    #[test]
    fn a_certificate_that_can_prove_nothing_is_refused() {
        assert_eq!(
            refused(&pem("CERTIFICATE", &made(1, "mail.example.com", 256))),
            CertificateAuthorityError::Version(1)
        );
        assert_eq!(
            refused(&pem("CERTIFICATE", &made(3, "mail.example.com", 128))),
            CertificateAuthorityError::ShortKey(1024)
        );
    }

    #[test]
    fn no_reason_is_the_librarys_own_text() {
        for error in [
            TlsError::InvalidCertificate(CertificateError::Other(rustls::OtherError(Arc::new(
                webpki::Error::CaUsedAsEndEntity,
            )))),
            TlsError::InvalidCertificate(CertificateError::Other(rustls::OtherError(Arc::new(
                webpki::Error::UnsupportedCertVersion,
            )))),
            TlsError::InvalidCertificate(CertificateError::UnsupportedSignatureAlgorithmContext {
                signature_algorithm_id: vec![6, 8, 42],
                supported_algorithms: Vec::new(),
            }),
            TlsError::InvalidCertificate(CertificateError::UnknownIssuer),
            TlsError::InvalidCertificate(CertificateError::NotValidForNameContext {
                expected: ServerName::try_from("mail.example.com").unwrap(),
                presented: vec!["DnsName(\"other.example.com\")".to_owned()],
            }),
            TlsError::InvalidMessage(rustls::InvalidMessage::InvalidContentType),
            TlsError::NoCertificatesPresented,
            TlsError::General("whatever".to_owned()),
        ] {
            let words = tls_words(&error);
            for rust in ["Other", "Context", "{", "[6", "UsedAs", "UnknownIssuer", "InvalidCert", "DnsName", "InvalidC"]
            {
                assert!(!words.contains(rust), "{words}");
            }
        }
    }
}
