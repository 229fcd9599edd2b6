//! Every setting, each declared once: as a flag and as an environment variable. The only reader of
//! the environment.

mod listen;
mod networks;
mod numbers;
#[cfg(test)]
mod packaged_tests;
mod plivo;
mod providers;
pub mod public_url;
mod recordings;
mod secrets;
pub mod settings_file;
mod signalwire;
mod storage;
mod telnyx;
mod text;
mod texts;
mod twilio;

use std::{ffi::OsString, net::SocketAddr, path::PathBuf};

use clap::{
    Args, ValueEnum,
    builder::{EnumValueParser, TypedValueParser},
};
use ipnet::IpNet;
use url::Url;

pub use self::{
    listen::ListenArgs,
    plivo::{PlivoArgs, PlivoSettings},
    providers::ProviderConfig,
    recordings::{BucketArgs, RecordingsPlace},
    signalwire::{SignalWireArgs, SignalWireSettings},
    storage::StorageArgs,
    telnyx::{TelnyxArgs, TelnyxSettings},
    texts::TextArgs,
    twilio::{TwilioArgs, TwilioSettings, auth_tokens},
};
use self::{
    public_url::PublicUrlError,
    text::{OrUnset, SettingKind, path_or, text_or},
};
pub use crate::store::moving::DatabasePlace;
use crate::{
    domain::{
        caller::E164,
        dialed::{DialedNumber, DialedNumbersError},
        language::Language,
        offered::OfferedLanguages,
        secret::Secret,
        texting::Texting,
    },
    mail::{
        Authorities, Sender, SmtpConfig,
        message::SenderError,
        smtp::{CertificateAuthorityError, SmtpUrlError},
    },
    store::postgres::ServerError,
};

/// A setting that is missing or wrong, in one sentence that names it.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ConfigError {
    #[error("{name} is not set; set it to {what}")]
    Missing { name: &'static str, what: &'static str },
    #[error("{name} is \"{}\", which is not valid; set it to {what}", text::visible(.value))]
    Wrong { name: &'static str, value: String, what: &'static str },
    #[error("{name} is not valid; set it to {what}")]
    WrongSecret { name: &'static str, what: &'static str },
    #[error("{name} points to {path}, which cannot be read: {source}")]
    SecretFile { name: &'static str, path: PathBuf, source: std::io::Error },
    #[error("{name} and {name}_FILE are both set; leave one of them out")]
    Both { name: &'static str },
    #[error(transparent)]
    PublicUrl(#[from] PublicUrlError),
    #[error("{name} {what}")]
    SettingTextError { name: &'static str, what: String },
    #[error("PHONECLOCK_SMTP_URL is not valid: {0}")]
    Smtp(#[from] SmtpUrlError),
    #[error("{name} {problem}")]
    Database { name: &'static str, problem: ServerError },
    #[error("PHONECLOCK_SMTP_CA_FILE is not valid: {path} {problem}")]
    Authority { path: PathBuf, problem: CertificateAuthorityError },
    #[error("PHONECLOCK_NUMBERS is not valid: {path}: {problem}")]
    Numbers { path: PathBuf, problem: DialedNumbersError },
    #[error("PHONECLOCK_MAIL_FROM is not valid: {0}")]
    Sender(#[from] SenderError),
}

/// Reads a path that need not be set: see [`present_path`].
#[must_use]
pub fn path() -> impl TypedValueParser<Value = PathBuf> {
    path_or("")
}

/// Reads a text that need not be set: see [`present`].
#[must_use]
pub fn text() -> impl TypedValueParser<Value = String> {
    text_or("")
}

/// Reads a text that is never shown, and need not be set.
#[must_use]
pub fn secret_text() -> impl TypedValueParser<Value = Secret> {
    text::secret()
}

const LANGUAGE: &str = "en";
const LANGUAGES: &str = "en,es";

/// What is logged, and how, on standard error.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Log")]
pub struct LogArgs {
    /// What is logged: error, warn, info, debug or trace, or finer such as info,phoneclock::worker=debug
    /// [default: info for serve and demo, warn for the other commands]
    #[arg(long, global = true, env = "PHONECLOCK_LOG", value_name = "FILTER", value_parser = text())]
    pub log: Option<String>,
    /// How log lines are written
    #[arg(long, global = true, env = "PHONECLOCK_LOG_FORMAT", value_name = "FORMAT", default_value = "text", value_parser = log_format())]
    pub log_format: LogFormat,
}

fn log_format() -> OrUnset<EnumValueParser<LogFormat>> {
    OrUnset { unset: LogFormat::default(), parser: EnumValueParser::new(), kind: SettingKind::Text }
}

/// How log lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum LogFormat {
    /// Lines for people
    #[default]
    Text,
    /// One JSON object a line
    Json,
}

impl LogArgs {
    /// The filter given, if any.
    #[must_use]
    pub fn filter(&self) -> Option<String> {
        present(self.log.clone())
    }
}

/// The socket at which whatever started the program, such as systemd, is told that it is ready.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "no setting: systemd alone sets it")]
pub fn notify_socket() -> Option<OsString> {
    std::env::var_os("NOTIFY_SOCKET").filter(|socket| !socket.is_empty())
}

/// What a gateway on the telephone needs, as given.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Gateway")]
pub struct GatewayArgs {
    /// Where it listens.
    #[command(flatten)]
    pub listen: ListenArgs,
    /// Networks of the reverse proxies whose X-Forwarded-For is trusted, with commas between them; it decides who is
    /// throttled [default: this machine, 127.0.0.0/8 and ::1]
    #[arg(long, env = "PHONECLOCK_TRUSTED_PROXIES", value_name = "NETWORKS", value_parser = text())]
    pub trusted_proxies: Option<String>,
    /// Networks that webhooks of other programs may lead to beside the public Internet, with commas between them
    /// [default: none]
    #[arg(long, env = "PHONECLOCK_WEBHOOK_NETWORKS", value_name = "NETWORKS", value_parser = text())]
    pub webhook_networks: Option<String>,
    /// What this gateway is called beside others on the same database [default: the name of the machine and the port]
    #[arg(long, env = "PHONECLOCK_REPLICA", value_name = "NAME", value_parser = text())]
    pub replica: Option<String>,
    /// Address for Prometheus metrics, never to be public; none without it
    #[arg(long, env = "PHONECLOCK_METRICS_LISTEN", value_name = "ADDR", value_parser = text())]
    pub metrics_listen: Option<String>,
    /// The https address the provider reaches this gateway at, without a path, such as <https://clock.example.com>
    #[arg(long, env = "PHONECLOCK_PUBLIC_URL", value_name = "URL", value_parser = text())]
    pub public_url: Option<String>,
    /// The number that workers call, such as +15555550100
    #[arg(long, env = "PHONECLOCK_DIAL_IN_NUMBER", value_name = "E164", value_parser = text())]
    pub dial_in_number: Option<String>,
    /// File with a line for each number that workers call, where there are several: number, provider, language,
    /// greeting and workspace (CSV, with these names in its first line)
    #[arg(long, env = "PHONECLOCK_NUMBERS", value_name = "FILE", value_parser = path())]
    pub numbers: Option<PathBuf>,
    /// Language for callers who are not known yet, by its code; one of those that are offered
    #[arg(long, env = "PHONECLOCK_LANGUAGE", value_name = "CODE", default_value = LANGUAGE, value_parser = text_or(LANGUAGE))]
    pub language: String,
    /// Languages that callers can choose when they are greeted: codes with commas between them, in the order of their
    /// keys, such as en,es,pt
    #[arg(long, env = "PHONECLOCK_LANGUAGES", value_name = "CODES", default_value = LANGUAGES, value_parser = text_or(LANGUAGES))]
    pub languages: String,
    /// Folder with recorded prompts, laid out as en/greeting.wav
    #[arg(long, env = "PHONECLOCK_CLIPS", value_name = "DIR", value_parser = path())]
    pub clips: Option<PathBuf>,
    /// The account at the provider.
    #[command(flatten)]
    pub twilio: TwilioArgs,
    /// The project at another provider.
    #[command(flatten)]
    pub signalwire: SignalWireArgs,
    /// The account at another provider.
    #[command(flatten)]
    pub telnyx: TelnyxArgs,
    /// The account at another provider.
    #[command(flatten)]
    pub plivo: PlivoArgs,
    /// How mails go out.
    #[command(flatten)]
    pub mail: MailArgs,
    /// How text messages go out.
    #[command(flatten)]
    pub texts: TextArgs,
}

/// How mails go out, as given.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Mail")]
pub struct MailArgs {
    /// Mail server, as in smtps://user:password@mail.example.com, or smtp:// for STARTTLS; without one emails go to
    /// a folder
    #[arg(long, env = "PHONECLOCK_SMTP_URL", value_name = "URL", hide_env_values = true, value_parser = secret_text())]
    pub smtp_url: Option<Secret>,
    /// File that holds the address of the mail server
    #[arg(long, env = "PHONECLOCK_SMTP_URL_FILE", value_name = "FILE", value_parser = path())]
    pub smtp_url_file: Option<PathBuf>,
    /// File with a certificate (PEM) to trust beside those of this machine
    #[arg(long, env = "PHONECLOCK_SMTP_CA_FILE", value_name = "FILE", value_parser = path())]
    pub smtp_ca_file: Option<PathBuf>,
    /// Folder for emails where there is no mail server [default: outbox in the data folder]
    #[arg(long, env = "PHONECLOCK_OUTBOX", value_name = "DIR", value_parser = path())]
    pub outbox: Option<PathBuf>,
    /// Who emails are from, as in Lopez Roofing <clock@example.com> [default: phoneclock at the host of the public URL]
    #[arg(long, env = "PHONECLOCK_MAIL_FROM", value_name = "SENDER", value_parser = text())]
    pub mail_from: Option<String>,
}

/// What a gateway on the telephone needs, checked.
#[derive(Debug, Clone)]
pub struct GatewayConfig {
    /// Where pages and webhooks are answered, behind the reverse proxy.
    pub listen: SocketAddr,
    /// Whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpNet>,
    /// The networks that webhooks of other programs may lead to beside the public Internet.
    pub webhook_networks: Vec<IpNet>,
    /// What this gateway is called beside others on the same database; after its machine and port without it.
    pub replica: Option<String>,
    /// Where metrics are given out; none without it.
    pub metrics_listen: Option<SocketAddr>,
    /// The address that the provider and browsers reach this gateway at.
    pub public_url: Url,
    /// The same letter by letter as it was set: the provider signs what stands in its console.
    pub public_url_typed: String,
    /// The number that workers call.
    pub dial_in_number: E164,
    /// What is different about a call to each of several numbers.
    pub numbers: Vec<DialedNumber>,
    /// What callers hear whom nobody knows yet.
    pub language: Language,
    /// The languages that callers can choose.
    pub offered: OfferedLanguages,
    /// The folder with recorded prompts; none where all of them are spoken by the provider.
    pub clips: Option<PathBuf>,
    /// The telephone services whose webhooks are answered, each once.
    pub providers: Vec<ProviderConfig>,
    /// How mails go out.
    pub mail: MailConfig,
    /// From what texts go, and what they cost.
    pub texting: Texting,
}

/// How mails go out, checked.
#[derive(Debug, Clone, Default)]
pub struct MailConfig {
    /// The mail server; a folder without it.
    pub smtp: Option<SmtpConfig>,
    /// Its address as it was set, by which gateways are compared.
    pub smtp_typed: Option<Secret>,
    /// The folder for emails where there is no mail server; `outbox` in the data folder without it.
    pub outbox: Option<PathBuf>,
    /// Certificates that are trusted besides those that this machine trusts.
    pub authorities: Option<Authorities>,
    /// The sender; `phoneclock` at the host of the public URL without it.
    pub from: Option<Sender>,
}

const ADDRESS: &str = "an address and port such as 127.0.0.1:8080";

impl GatewayArgs {
    /// Checks each setting.
    ///
    /// # Errors
    /// At the first setting that is missing or wrong.
    pub fn check(self) -> Result<GatewayConfig, ConfigError> {
        let providers = self.providers();
        let listen = self.listen.address()?;
        let metrics_listen = present(self.metrics_listen);
        let metrics_listen = metrics_listen.map(|text| address("PHONECLOCK_METRICS_LISTEN", text)).transpose()?;
        let (public_url, public_url_typed) = public_url::parse(self.public_url)?;
        let dial_in_number = dial_in_number(self.dial_in_number)?;
        let offered = offered_languages(&self.languages)?;
        let providers: Vec<_> = providers.into_iter().map(|(_, checked)| checked).collect::<Result<_, _>>()?;
        Ok(GatewayConfig {
            trusted_proxies: networks::trusted_proxies(self.trusted_proxies)?,
            webhook_networks: networks::webhook_networks(self.webhook_networks)?,
            listen,
            replica: replica_name(self.replica)?,
            metrics_listen,
            public_url,
            public_url_typed,
            dial_in_number,
            language: language(&self.language, &offered)?,
            clips: present_path(self.clips),
            numbers: numbers::read(self.numbers, &providers, &offered)?,
            offered,
            texting: self.texts.check(&providers)?,
            providers,
            mail: self.mail.check()?,
        })
    }
}

fn offered_languages(codes: &str) -> Result<OfferedLanguages, ConfigError> {
    OfferedLanguages::parse(codes).ok_or_else(|| ConfigError::Wrong {
        name: "PHONECLOCK_LANGUAGES",
        value: codes.to_owned(),
        what: "codes of languages with commas between them, each once, such as en,es or en,es,pt",
    })
}

/// What callers hear whom nobody knows yet; they can change it only to what is offered, and back.
fn language(code: &str, offered: &OfferedLanguages) -> Result<Language, ConfigError> {
    let language = Language::parse(code).filter(|language| offered.contains(*language));
    language.ok_or_else(|| ConfigError::Wrong {
        name: "PHONECLOCK_LANGUAGE",
        value: code.to_owned(),
        what: "one of the languages of PHONECLOCK_LANGUAGES, such as en or es",
    })
}

impl MailArgs {
    /// Checks each setting, and reads the files that are named.
    ///
    /// # Errors
    /// At the first setting that is wrong.
    pub fn check(self) -> Result<MailConfig, ConfigError> {
        let url = secret("PHONECLOCK_SMTP_URL", self.smtp_url, "PHONECLOCK_SMTP_URL_FILE", self.smtp_url_file)?;
        let authorities = |path: PathBuf| {
            let file = read("PHONECLOCK_SMTP_CA_FILE", path.clone())?;
            Authorities::parse(&file).map_err(|problem| ConfigError::Authority { path, problem })
        };
        Ok(MailConfig {
            smtp: url.as_ref().map(|url| SmtpConfig::parse(url.expose())).transpose()?,
            smtp_typed: url,
            outbox: present_path(self.outbox),
            authorities: present_path(self.smtp_ca_file).map(authorities).transpose()?,
            from: present(self.mail_from).map(|text| Sender::parse(&text)).transpose()?,
        })
    }
}

/// A secret as it was given, or from the file that holds it.
fn secret(
    name: &'static str,
    given: Option<Secret>,
    file_name: &'static str,
    file: Option<PathBuf>,
) -> Result<Option<Secret>, ConfigError> {
    let given = given.filter(|secret| !secret.trim().is_empty());
    let Some(path) = present_path(file) else { return Ok(given) };
    if given.is_some() {
        // Which of the two is out of date, nobody can know.
        return Err(ConfigError::Both { name });
    }
    let text = std::fs::read_to_string(&path);
    let text = text.map_err(|source| ConfigError::SecretFile { name: file_name, path, source })?;
    let tidy = text::tidy_text(&text, SettingKind::Secret);
    let tidy = tidy
        .map_err(|slip| ConfigError::SettingTextError { name: file_name, what: format!("names a file that {slip}") })?;
    Ok(Some(Secret::from(tidy)))
}

/// Whether any of these texts or secrets is set.
fn is_given(texts: &[&Option<String>], secrets: &[(&Option<Secret>, &Option<PathBuf>)]) -> bool {
    let secret = |(given, file): &(&Option<Secret>, &Option<PathBuf>)| {
        let named = file.as_ref().is_some_and(|file| !file.as_os_str().is_empty());
        named || given.as_ref().is_some_and(|secret| !secret.trim().is_empty())
    };
    texts.iter().any(|text| present((*text).clone()).is_some()) || secrets.iter().any(secret)
}

fn read(name: &'static str, path: PathBuf) -> Result<Vec<u8>, ConfigError> {
    std::fs::read(&path).map_err(|source| ConfigError::SecretFile { name, path, source })
}

/// The value of a setting; an empty one counts as not set.
#[must_use]
pub fn present(value: Option<String>) -> Option<String> {
    value.filter(|text| !text.trim().is_empty())
}

/// The path of a setting; an empty one counts as not set.
#[must_use]
pub fn present_path(value: Option<PathBuf>) -> Option<PathBuf> {
    value.filter(|path| !path.as_os_str().is_empty())
}

fn address(name: &'static str, value: String) -> Result<SocketAddr, ConfigError> {
    value.parse().map_err(|_| ConfigError::Wrong { name, value, what: ADDRESS })
}

/// It is shown by the database, which takes ASCII and so many characters.
fn replica_name(value: Option<String>) -> Result<Option<String>, ConfigError> {
    const NAME: &str = "PHONECLOCK_REPLICA";
    const WHAT: &str = "1 to 40 letters of English, digits, dots, colons, hyphens and underscores, such as east-1";
    let Some(value) = present(value) else { return Ok(None) };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b':' | b'-' | b'_');
    if value.len() <= 40 && value.bytes().all(is_plain) {
        Ok(Some(value))
    } else {
        Err(ConfigError::Wrong { name: NAME, value, what: WHAT })
    }
}

fn dial_in_number(value: Option<String>) -> Result<E164, ConfigError> {
    const NAME: &str = "PHONECLOCK_DIAL_IN_NUMBER";
    const WHAT: &str = "the number that workers call, such as +15555550100";
    let value = present(value).ok_or(ConfigError::Missing { name: NAME, what: WHAT })?;
    E164::parse(&value).map_err(|_| ConfigError::Wrong { name: NAME, value, what: WHAT })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use clap::Parser;

    use super::*;
    use crate::domain::each_language::ChosenVoices;

    #[derive(Debug, Parser)]
    struct Given {
        #[command(flatten)]
        storage: StorageArgs,
        #[command(flatten)]
        log: LogArgs,
        #[command(flatten)]
        gateway: GatewayArgs,
    }

    const FLAGS: [&str; 46] = [
        "data-dir",
        "database-url",
        "database-url-file",
        "database-ca-file",
        "recordings",
        "key-file",
        "aws-access-key-id",
        "aws-secret-access-key",
        "aws-secret-access-key-file",
        "aws-session-token",
        "aws-session-token-file",
        "aws-region",
        "aws-default-region",
        "aws-endpoint-url-s3",
        "aws-endpoint-url",
        "aws-web-identity-token-file",
        "aws-role-arn",
        "aws-role-session-name",
        "aws-endpoint-url-sts",
        "aws-container-credentials-relative-uri",
        "aws-container-credentials-full-uri",
        "aws-container-authorization-token-file",
        "log",
        "log-format",
        "listen",
        "trusted-proxies",
        "replica",
        "metrics-listen",
        "public-url",
        "dial-in-number",
        "language",
        "languages",
        "clips",
        "smtp-url",
        "smtp-url-file",
        "smtp-ca-file",
        "outbox",
        "mail-from",
        "text-senders",
        "text-price",
        "twilio-account-sid",
        "twilio-auth-token-file",
        "twilio-api-base",
        "twilio-voice-en",
        "twilio-voice-es",
        "twilio-voice-pt",
    ];

    #[test]
    fn an_empty_setting_is_as_if_it_were_not_there() {
        for empty in ["", " "] {
            let flags = FLAGS.map(|flag| format!("--{flag}={empty}"));
            let given = ["phoneclock"].into_iter().map(str::to_owned).chain(flags);
            let mut given = Given::try_parse_from(given).unwrap();
            assert!(
                matches!(given.storage.database_place(), Ok(DatabasePlace::File(path)) if path == Path::new("data/phoneclock.db"))
            );
            assert_eq!(given.storage.key_file(), PathBuf::from("data/phoneclock.key"));
            let place = given.storage.recordings_place().unwrap();
            assert_eq!(place.folder(), Some(PathBuf::from("recordings").as_path()));
            let on_bucket = StorageArgs { recordings: PathBuf::from("s3://acme-voices"), ..given.storage.clone() };
            assert!(matches!(on_bucket.recordings_place(), Err(ConfigError::Missing { name: "AWS_REGION", .. })));
            assert_eq!((given.log.filter(), given.log.log_format), (None, LogFormat::Text));

            assert!(matches!(
                given.gateway.clone().check(),
                Err(ConfigError::Missing { name: "PHONECLOCK_PUBLIC_URL", .. })
            ));
            given.gateway.public_url = Some("https://clock.example.com".to_owned());
            given.gateway.dial_in_number = Some("+15555550100".to_owned());
            given.gateway.twilio.twilio_account_sid = Some("AC1".to_owned());
            given.gateway.twilio.twilio_auth_token = "token".parse().ok();
            let config = given.gateway.check().unwrap();
            assert_eq!((config.listen.to_string().as_str(), config.metrics_listen), (listen::LISTEN, None));
            assert_eq!((config.language, config.clips), (Language::En, None));
            assert_eq!((config.replica, config.mail.outbox.as_ref()), (None, None));
            let [ProviderConfig::Twilio(twilio)] = config.providers.as_slice() else { panic!("another provider") };
            assert_eq!(twilio.api_base, "https://api.twilio.com");
            assert_eq!((&twilio.voices, config.offered.to_string().as_str()), (&ChosenVoices::default(), LANGUAGES));
            assert_eq!(config.trusted_proxies.len(), 2);
            assert!(config.mail.smtp.is_none() && config.mail.authorities.is_none() && config.mail.from.is_none());
        }
    }

    #[test]
    fn a_gateways_name_is_one_that_the_database_shows() {
        let named = |name: &str| replica_name(Some(name.to_owned()));
        assert_eq!(named("east-1.example:8080").unwrap().as_deref(), Some("east-1.example:8080"));
        for bad in ["east 1", "östlich", "a\nb", &"x".repeat(41)] {
            assert!(named(bad).unwrap_err().to_string().starts_with("PHONECLOCK_REPLICA is \""), "{bad}");
        }
    }

    #[test]
    fn a_secret_comes_from_one_place() {
        let given = || "hush".parse().ok();
        let error = auth_tokens(given(), Some(PathBuf::from("/none"))).unwrap_err().to_string();
        assert!(
            error.contains("PHONECLOCK_TWILIO_AUTH_TOKEN and PHONECLOCK_TWILIO_AUTH_TOKEN_FILE are both"),
            "{error}"
        );
        assert!(!error.contains("hush"), "{error}");
        assert!(auth_tokens(given(), Some(PathBuf::new())).is_ok());
    }
}
