//! `phoneclock demo`: a gateway, a simulated provider beside it, and a made-up workspace to try.

use std::{
    io::Write,
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
};

use clap::Args;
use phoneclock::domain::secret::Secret;
use phoneclock::{
    app::{self, SystemEntropy},
    config::{GatewayConfig, MailConfig, ProviderConfig, StorageArgs, TwilioSettings},
    demo::{CastMember, Demo as Data, DemoFiles, JOBS, NUMBER, PEOPLE, PLAYABLE_COUNT, WEST_JOB_CODE, mark},
    domain::each_language::ChosenVoices,
    domain::{
        caller::E164, entropy::Entropy, ids::WorkspaceId, language::Language, offered::OfferedLanguages,
        texting::Texting,
    },
    lifecycle::{Lifecycle, listen},
    phone::{self, CallerNumber, Limits, PhoneBook, Phones, RealTimer, Switchboard},
    service::{Services, roster::employees},
    simulator::{
        Brand, RecordingShelf, SimulatedRecordings, SimulatedTexts, Simulator,
        provider_api::{self, ProviderApi},
    },
};
use url::Url;

use super::{
    call::{self, ProviderLine},
    output,
};

/// Numbers that nobody of the workspace has.
const STRANGERS_PHONE: &str = "+15555550177";
const HIDDEN: &str = "anonymous";

/// Try it: a gateway with a simulated provider and a made-up workspace, in a browser
#[derive(Debug, Args)]
#[command(
    after_help = "Everything is kept in the folder, the database in a file of it, whatever the settings of a gateway say: a database of \
PostgreSQL in PHONECLOCK_DATABASE_URL is left alone."
)]
pub struct DemoArgs {
    /// Folder for everything the demo keeps; delete it to start over
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    dir: PathBuf,
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

/// Runs the demo until it is stopped. `of_gateway` are the settings that a gateway would have.
pub async fn run(args: DemoArgs, of_gateway: &StorageArgs, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    if of_gateway.names_a_server() {
        let folder = args.dir.display();
        output::complain(format_args!("PHONECLOCK_DATABASE_URL is left alone: the demo keeps everything in {folder}."));
    }
    // In folders whatever is set: a demo erases what it keeps.
    let storage = StorageArgs::in_folders(args.dir.join("data"), args.dir.join("recordings"));
    mark::claim(&storage.data_dir, &storage.recordings)?;
    let lifecycle = Lifecycle::default();
    lifecycle.stop_on_signals()?;
    let address = free_port(args.listen).await?;
    let (line, recordings) = start_provider(&lifecycle, address).await?;
    let served = app::prepare(&storage, config(address, &line)?).await?;
    let data = Data::new(
        Arc::clone(&served.services),
        DemoFiles { database: storage.database(), recordings: storage.recordings.clone() },
    );
    let demo = RunningDemo { services: Arc::clone(&served.services), line, recordings };
    let workspace = data.fill().await?;
    let phones = demo.phones(&lifecycle, workspace).await?;
    let running = served.with_phones(phones).with_demo(data).start(&lifecycle)?;
    let _note = demo.line.leave(address.port())?;

    let command = demo.command(&demo.clock_ids(workspace).await?);
    if let Err(error) = greet(out, &demo.line.public_url, &command, &args.dir) {
        tracing::warn!(%error, "where to begin could not be printed; open {}demo in a browser", demo.line.public_url);
    }
    lifecycle.wait().await;
    running.services.store.db().close().await;
    Ok(())
}

fn greet(out: &mut (dyn Write + Send), public_url: &Url, command: &str, dir: &Path) -> std::io::Result<()> {
    writeln!(out, "Open {public_url}demo in a browser.\n")?;
    out.flush()?;
    writeln!(out, "Or place a call from another terminal, with the keys for each question between commas:")?;
    writeln!(out, "  {command}\n")?;
    writeln!(out, "Everything is in {}; the page starts over, too. Stop with Ctrl-C.", dir.display())?;
    out.flush()
}

/// Port 0 asks for any free one; the public address has to be known before the gateway starts.
async fn free_port(address: SocketAddr) -> anyhow::Result<SocketAddr> {
    if address.port() == 0 { Ok(listen("--listen", address).await?.local_addr()?) } else { Ok(address) }
}

async fn start_provider(
    lifecycle: &Lifecycle,
    gateway: SocketAddr,
) -> anyhow::Result<(ProviderLine, SimulatedRecordings)> {
    let listener = listen("the simulated provider", SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let host = if gateway.ip().is_unspecified() { "127.0.0.1".to_owned() } else { gateway.ip().to_string() };
    let host = if gateway.is_ipv6() && !gateway.ip().is_unspecified() { format!("[{host}]") } else { host };
    let line = ProviderLine {
        account_sid: format!("AC{}", random_hex()),
        auth_token: random_hex(),
        api_base: Url::parse(&format!("http://{}", listener.local_addr()?))?,
        public_url: Url::parse(&format!("http://{host}:{}", gateway.port()))?,
        number: NUMBER.to_owned(),
    };
    let recordings = SimulatedRecordings::default();
    recordings.set_prices_told(true);
    let api = ProviderApi {
        brand: Brand::Twilio,
        account_sid: line.account_sid.clone(),
        auth_token: line.auth_token.as_str().into(),
        recordings: recordings.clone(),
        texts: SimulatedTexts::default(),
    };
    let stop = lifecycle.stop.clone().cancelled_owned();
    lifecycle.tracker.spawn(provider_api::serve(listener, api, stop));
    Ok((line, recordings))
}

fn random_hex() -> String {
    let mut bytes = [0_u8; 16];
    SystemEntropy.fill(&mut bytes);
    base16ct::lower::encode_string(&bytes)
}

fn config(listen: SocketAddr, line: &ProviderLine) -> anyhow::Result<GatewayConfig> {
    Ok(GatewayConfig {
        texting: Texting::default(),
        listen,
        trusted_proxies: Vec::new(),
        webhook_networks: Vec::new(),
        replica: None,
        metrics_listen: None,
        public_url: line.public_url.clone(),
        public_url_typed: line.public_url.to_string(),
        dial_in_number: E164::parse(NUMBER)?,
        numbers: Vec::new(),
        language: Language::En,
        offered: OfferedLanguages::default(),
        clips: None,
        providers: vec![ProviderConfig::Twilio(TwilioSettings {
            account_sid: line.account_sid.clone(),
            auth_tokens: vec![Secret::from(line.auth_token.as_str())],
            api_base: line.api_base.to_string(),
            voices: ChosenVoices::default(),
        })],
        mail: MailConfig::default(),
    })
}

struct RunningDemo {
    services: Arc<Services>,
    line: ProviderLine,
    recordings: SimulatedRecordings,
}

impl RunningDemo {
    /// How to call from another terminal.
    fn command(&self, ids: &CastClockIds) -> String {
        let [_, CastMember { name, pin, phone, .. }, ..] = PEOPLE;
        let [(_, code), ..] = JOBS;
        let gateway = self.line.public_url.as_str().trim_end_matches('/');
        format!("{} call --gateway {gateway} --from {phone} --keys '{}#,{pin}#,{code}#'", program(), ids.of(name))
    }

    /// The phone in the browser, which calls as the command `call` does.
    async fn phones(&self, lifecycle: &Lifecycle, workspace: WorkspaceId) -> anyhow::Result<Phones> {
        let ids = self.clock_ids(workspace).await?;
        let board = Switchboard {
            simulator: Simulator::new(Arc::new(SystemEntropy), RecordingShelf::Here(self.recordings.clone())),
            number: call::number(&self.line.public_url, &self.line, HIDDEN)?,
            entropy: Arc::new(SystemEntropy),
            timer: Arc::new(RealTimer::default()),
            tracker: lifecycle.tracker.clone(),
            stop: lifecycle.stop.clone(),
        };
        let mut callers = vec![CallerNumber { name: "A hidden number".to_owned(), number: HIDDEN.to_owned() }];
        let to_be = || PEOPLE.iter().take(PLAYABLE_COUNT);
        let known = to_be().map(|person| (format!("{}, {}", person.name, person.phone), person.phone));
        let stranger = (format!("A stranger, {STRANGERS_PHONE}"), STRANGERS_PHONE);
        let numbers = known.chain([stranger]);
        callers.splice(0..0, numbers.map(|(name, number)| CallerNumber { name, number: number.to_owned() }));
        let people = to_be().map(|person| phone::Person {
            name: person.name.to_owned(),
            id: ids.of(person.name).to_owned(),
            pin: person.pin.to_owned(),
            phone: person.phone.to_owned(),
            language: person.language.own_name().to_owned(),
        });
        let jobs = JOBS.iter().filter(|(_, code)| *code != WEST_JOB_CODE);
        let book = PhoneBook {
            number: NUMBER.to_owned(),
            callers,
            people: people.collect(),
            jobs: jobs.map(|(name, code)| ((*code).to_owned(), (*name).to_owned())).collect(),
            command: self.command(&ids),
        };
        Ok(Phones::new(board, Limits::default(), book))
    }

    async fn clock_ids(&self, workspace: WorkspaceId) -> anyhow::Result<CastClockIds> {
        let listed = self.services.store.read(move |tx| employees::list(tx, workspace)).await?;
        let pairs =
            listed.into_iter().filter_map(|listed| Some((listed.employee.details.name, listed.phone_clock_id?)));
        Ok(CastClockIds(pairs.collect()))
    }
}

struct CastClockIds(Vec<(String, String)>);

impl CastClockIds {
    fn of(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("-", |(_, id)| id)
    }
}

fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "phoneclock".to_owned())
}
