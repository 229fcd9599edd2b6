//! `phoneclock call`: a simulated call from the terminal, printed as the caller hears it.

use std::{
    fs::File, io::Write, num::NonZeroUsize, os::unix::fs::OpenOptionsExt, path::PathBuf, sync::Arc, time::Duration,
};

use anyhow::Context;
use bytes::Bytes;
use clap::Args;
use futures::FutureExt;
use phoneclock::domain::secret::Secret;
use phoneclock::{
    app::SystemEntropy,
    config::{self, ConfigError, auth_tokens, present, present_path},
    simulator::{
        Brand, CallEnd, CallReport, CallerScript, Observed, PlaceCall, RecordingShelf, SimulatedRecordings,
        SimulatedTexts, Simulator, Voice,
        provider_api::{self, ProviderApi},
        script::ScriptedHandset,
    },
};
use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use url::{Host, Url};

use super::output;

/// Somebody saying a name, for callers who bring no recording of their own.
pub const BUILT_IN_VOICE: &[u8] = include_bytes!("../../voices/john-carter.wav");
/// How long the recording is held for the gateway when this command is the provider.
const HOLD_RECORDING: Duration = Duration::from_secs(30);
const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Place a simulated call and print what the caller hears
///
/// Signs as the provider does: a gateway started by `phoneclock demo` on this machine is found by
/// its address; for one started by `serve`, give the same Twilio settings as the gateway has.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  phoneclock call --gateway http://127.0.0.1:8080 --from +15555550123 --keys '482136#,8352#,101#'
  phoneclock call --gateway http://127.0.0.1:8080 --from anonymous --keys '482136#,8352#' --hang-up-after 3")]
pub struct CallArgs {
    /// The gateway's address
    #[arg(long, value_name = "URL")]
    gateway: Url,
    /// The caller's number, or any text that a provider may send in its place
    #[arg(long, value_name = "E164")]
    from: String,
    /// Keys for each question in turn, with commas between; an empty group stays silent
    #[arg(long, value_name = "KEYS", hide_env_values = true)]
    keys: String,
    /// What the caller says after the tone, a WAV file [default: a built-in voice]
    #[arg(long, value_name = "FILE.wav", value_parser = config::path())]
    voice: Option<PathBuf>,
    /// Hang up during the Nth answer of the gateway
    #[arg(long, value_name = "N")]
    hang_up_after: Option<NonZeroUsize>,
    /// The number that is called
    #[arg(long, env = "PHONECLOCK_DIAL_IN_NUMBER", value_name = "E164", value_parser = config::text())]
    to: Option<String>,
    /// The address the gateway takes for its own, where it differs from --gateway
    #[arg(long, env = "PHONECLOCK_PUBLIC_URL", value_name = "URL", value_parser = config::text())]
    public_url: Option<String>,
    #[arg(long, env = "PHONECLOCK_TWILIO_ACCOUNT_SID", value_name = "SID", value_parser = config::text())]
    twilio_account_sid: Option<String>,
    #[arg(long, env = "PHONECLOCK_TWILIO_AUTH_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = config::secret_text())]
    twilio_auth_token: Option<Secret>,
    #[arg(long, env = "PHONECLOCK_TWILIO_AUTH_TOKEN_FILE", value_name = "FILE", value_parser = config::path())]
    twilio_auth_token_file: Option<PathBuf>,
    /// The provider's API as the gateway is configured; served here when nothing answers there
    #[arg(long, env = "PHONECLOCK_TWILIO_API_BASE", value_name = "URL", value_parser = config::text())]
    twilio_api_base: Option<String>,
    /// Print a JSON object once the call is over
    #[arg(long)]
    json: bool,
}

/// A call as programs read it; the keys are left out, for they hold a PIN.
#[derive(Serialize)]
struct View<'a> {
    call_sid: &'a str,
    heard: Vec<SpokenPrompt<'a>>,
    webhooks: usize,
    /// What the gateway did wrong without ending the call.
    complaints: Vec<String>,
    ended: &'static str,
    /// Why the provider would have ended it; null where it would not.
    error: Option<String>,
    recording: Option<&'a str>,
    seconds: f64,
}

/// Something that was said.
#[derive(Serialize)]
struct SpokenPrompt<'a> {
    at_secs: f64,
    language: &'a str,
    text: &'a str,
    /// Whether a key cut it short.
    cut: bool,
}

impl<'a> From<&'a CallReport> for View<'a> {
    fn from(report: &'a CallReport) -> Self {
        let (ended, error) = match &report.ended {
            CallEnd::HungUpByGateway => ("hung_up_by_gateway", None),
            CallEnd::HungUpByCaller => ("hung_up_by_caller", None),
            CallEnd::EndOfDocument => ("end_of_document", None),
            CallEnd::ApplicationError(error) => ("application_error", Some(error.to_string())),
        };
        let heard = report.heard.iter().map(|heard| SpokenPrompt {
            at_secs: heard.at_secs,
            language: &heard.language,
            text: &heard.text,
            cut: heard.cut,
        });
        Self {
            call_sid: &report.call_sid,
            heard: heard.collect(),
            webhooks: report.webhooks.len(),
            complaints: report.complaints.iter().map(ToString::to_string).collect(),
            ended,
            error,
            recording: report.recording.as_deref(),
            seconds: report.seconds,
        }
    }
}

/// The provider that a call comes from: what a demo leaves for `call` to find.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ProviderLine {
    /// The account's SID.
    pub account_sid: String,
    /// The account's auth token, with which webhooks are signed.
    pub auth_token: String,
    /// Where the gateway fetches recordings.
    pub api_base: Url,
    /// What the gateway takes for its own address.
    pub public_url: Url,
    /// The number that is called.
    pub number: String,
}

impl ProviderLine {
    /// Where the demo that listens on this port leaves its line.
    fn note(port: u16) -> PathBuf {
        std::env::temp_dir().join(format!("phoneclock-demo-{port}.json"))
    }

    /// Leaves the line where `call` looks for it, for this user alone.
    pub fn leave(&self, port: u16) -> anyhow::Result<LineNote> {
        let path = Self::note(port);
        if path.exists() {
            std::fs::remove_file(&path).with_context(|| format!("{} is in the way", path.display()))?;
        }
        let mut file = File::options().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        Ok(LineNote(path))
    }

    fn find(gateway: &Url) -> Option<Self> {
        let text = std::fs::read(Self::note(gateway.port_or_known_default()?)).ok()?;
        serde_json::from_slice(&text).ok()
    }
}

/// The file with the line; it is removed when the demo ends.
pub struct LineNote(PathBuf);

impl Drop for LineNote {
    fn drop(&mut self) {
        std::fs::remove_file(&self.0).ok();
    }
}

impl CallArgs {
    fn line(&self) -> anyhow::Result<ProviderLine> {
        let sid = present(self.twilio_account_sid.clone());
        let token_given = self.twilio_auth_token.as_ref().is_some_and(|token| !token.trim().is_empty());
        if sid.is_none()
            && !token_given
            && let Some(line) = ProviderLine::find(&self.gateway)
        {
            return Ok(line);
        }
        let sid = sid.context(
            "PHONECLOCK_TWILIO_ACCOUNT_SID is not set and no demo runs at this address; set it as the gateway has it",
        )?;
        let tokens = auth_tokens(self.twilio_auth_token.clone(), self.twilio_auth_token_file.clone())?;
        let token = tokens.first().map(|token| token.expose().to_owned()).unwrap_or_default();
        Ok(ProviderLine {
            account_sid: sid,
            auth_token: token,
            api_base: url("PHONECLOCK_TWILIO_API_BASE", self.twilio_api_base.clone())?
                .unwrap_or(Url::parse("http://127.0.0.1:9")?),
            public_url: url("PHONECLOCK_PUBLIC_URL", self.public_url.clone())?.unwrap_or_else(|| self.gateway.clone()),
            number: present(self.to.clone()).unwrap_or_else(|| "+15555550111".to_owned()),
        })
    }

    fn script(&self) -> anyhow::Result<CallerScript> {
        let voice = match present_path(self.voice.clone()) {
            Some(path) => {
                let wav = std::fs::read(&path).with_context(|| format!("{} cannot be read", path.display()))?;
                phoneclock::audio::wav::read(&wav).map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))?;
                Voice::Says(wav.into())
            }
            None => Voice::Says(Bytes::from_static(BUILT_IN_VOICE)),
        };
        Ok(CallerScript {
            hang_up_after: self.hang_up_after.map(NonZeroUsize::get),
            voice,
            ..CallerScript::keys(&self.keys)?
        })
    }
}

fn url(name: &'static str, value: Option<String>) -> Result<Option<Url>, ConfigError> {
    let what = "an address such as https://clock.example.com";
    let read = |value: String| Url::parse(&value).map_err(|_| ConfigError::Wrong { name, value, what });
    present(value).map(read).transpose()
}

/// Places the call, and prints what the caller hears.
pub async fn run(args: CallArgs, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let line = args.line()?;
    let script = args.script()?;
    let number = number(&args.gateway, &line, &args.from)?;
    let provider = RecordingHost::find_or_become(&line).await?;
    let mut nowhere = std::io::sink();
    let shown: &mut (dyn Write + Send) = if args.json { &mut nowhere } else { &mut *out };
    let report = place(&provider.shelf(&line), &number, script, shown).await?;
    if let (RecordingHost::Here(recordings), Some(recording)) = (&provider, &report.recording) {
        hold(recordings, recording, shown).await?;
    }
    if args.json {
        writeln!(out, "{}", serde_json::to_string_pretty(&View::from(&report))?)?;
    }
    match report.ended {
        CallEnd::HungUpByGateway | CallEnd::HungUpByCaller => Ok(()),
        CallEnd::EndOfDocument => anyhow::bail!("the gateway dropped the line without a word"),
        CallEnd::ApplicationError(error) => anyhow::bail!("the provider would have ended the call: {error}"),
    }
}

/// The number to call, as the provider has it configured.
pub fn number(gateway: &Url, line: &ProviderLine, from: &str) -> anyhow::Result<PlaceCall> {
    let webhook = if gateway.path() == "/" { gateway.join("/voice/twilio")? } else { gateway.clone() };
    let token = Secret::from(line.auth_token.as_str());
    let mut number = PlaceCall::new(webhook.clone(), &line.account_sid, token, from, &line.number);
    number.status_callback = Some(Url::parse(&format!("{}/status", webhook.as_str().trim_end_matches('/')))?);
    if origin(&line.public_url) != origin(gateway) {
        number.public_url = Some(line.public_url.clone());
    }
    number.api_base = line.api_base.clone();
    Ok(number)
}

fn origin(url: &Url) -> url::Origin {
    url.origin()
}

/// Places a call and prints it line by line while it goes on.
pub async fn place(
    shelf: &RecordingShelf,
    number: &PlaceCall,
    script: CallerScript,
    out: &mut (dyn Write + Send),
) -> anyhow::Result<CallReport> {
    let simulator = Simulator::new(Arc::new(SystemEntropy), shelf.clone());
    let mut written = Ok(());
    let mut print = |seen: Observed<'_>| {
        if written.is_ok() {
            written = show(&seen, out);
        }
    };
    let wait = |secs| tokio::time::sleep(Duration::from_secs(u64::from(secs))).boxed();
    let mut handset = ScriptedHandset::new(script, Arc::new(wait));
    let report = simulator.place_with(number, &mut handset, &mut print).await?;
    written?;
    writeln!(out, "  {:.0} seconds, {}", report.seconds, output::count(report.webhooks.len(), "webhook"))?;
    Ok(report)
}

fn show(seen: &Observed<'_>, out: &mut (dyn Write + Send)) -> std::io::Result<()> {
    match seen {
        Observed::Dialed { call_sid } => writeln!(out, "  (ringing; the provider calls it {call_sid})"),
        Observed::Heard(heard) => writeln!(out, "  {:>5.1} s  {}", heard.at_secs, heard.text),
        Observed::Keyed { keys, finished_on } => {
            writeln!(out, "           [{} keyed{}]", keys, if finished_on.is_empty() { "" } else { ", then #" })
        }
        Observed::Recording => writeln!(out, "           [tone; the caller speaks]"),
        Observed::Retrying { .. } => writeln!(out, "           [no connection; the provider tries again]"),
        Observed::Complaint(complaint) => writeln!(out, "           [wrong: {complaint}]"),
        Observed::Ended(CallEnd::HungUpByGateway) => writeln!(out, "           [the gateway hangs up]"),
        Observed::Ended(CallEnd::HungUpByCaller) => writeln!(out, "           [the caller hangs up]"),
        Observed::Ended(CallEnd::EndOfDocument) => writeln!(out, "           [the line drops]"),
        Observed::Ended(CallEnd::ApplicationError(error)) => writeln!(out, "           [application error: {error}]"),
        Observed::Webhook(_) => Ok(()),
    }
}

/// Who serves the recordings to the gateway.
enum RecordingHost {
    /// A simulated one that runs already, or a server that will not have our recording.
    There,
    /// This command itself, because the gateway looks for them on this machine and nothing is there.
    Here(SimulatedRecordings),
}

impl RecordingHost {
    async fn find_or_become(line: &ProviderLine) -> anyhow::Result<Self> {
        let loopback = match line.api_base.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            Some(Host::Domain(name)) => name == "localhost",
            None => false,
        };
        let (true, Some(port)) = (loopback, line.api_base.port()) else { return Ok(Self::There) };
        let Ok(listener) = TcpListener::bind(("127.0.0.1", port)).await else { return Ok(Self::There) };
        let recordings = SimulatedRecordings::default();
        let api = ProviderApi {
            brand: Brand::Twilio,
            account_sid: line.account_sid.clone(),
            auth_token: line.auth_token.as_str().into(),
            recordings: recordings.clone(),
            texts: SimulatedTexts::default(),
        };
        #[expect(clippy::disallowed_methods, reason = "ends with this command; there is nothing to drain")]
        tokio::spawn(provider_api::serve(listener, api, std::future::pending()));
        Ok(Self::Here(recordings))
    }

    fn shelf(&self, line: &ProviderLine) -> RecordingShelf {
        match self {
            Self::Here(recordings) => RecordingShelf::Here(recordings.clone()),
            Self::There => RecordingShelf::Remote {
                api_base: line.api_base.clone(),
                account_sid: line.account_sid.clone(),
                auth_token: line.auth_token.as_str().into(),
            },
        }
    }
}

async fn hold(recordings: &SimulatedRecordings, sid: &str, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let fetched = async {
        while recordings.fetches(sid) == 0 {
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    };
    if recordings.find(sid).is_some() && tokio::time::timeout(HOLD_RECORDING, fetched).await.is_err() {
        writeln!(
            out,
            "  (the gateway has not fetched the recording; is PHONECLOCK_TWILIO_API_BASE the same for both?)"
        )?;
    }
    Ok(())
}
