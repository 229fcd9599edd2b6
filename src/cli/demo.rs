//! `phoneclock demo`: a gateway, a simulated provider beside it, people and jobs, and a first call.

use std::{io::Write, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};

use anyhow::Context;
use clap::Args;
use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    app::{self, SystemEntropy},
    config::{GatewayConfig, MailConfig, StorageArgs},
    domain::{
        caller::E164,
        employee::Details,
        entropy::Entropy,
        ids::WorkspaceId,
        job::PhoneCode,
        language::Language,
        workspace::{Settings, Zone},
    },
    lifecycle::{Lifecycle, listen},
    phone::{Caller, Limits, Person, PhoneBook, Phones, RealTimer, Switchboard},
    service::{Gateway, audit::Actor, entries::EntryView, job_list::JobDetails},
    simulator::{
        RecordingShelf, Recordings, Script, Simulator, Voice,
        provider_api::{self, ProviderApi},
    },
};
use secrecy::SecretString;
use url::Url;

use super::call::{self, BUILT_IN_VOICE, Line};

const NUMBER: &str = "+15555550111";
const WORKSPACE: &str = "Lopez Roofing";
/// Made-up people with made-up PINs, printed so that anybody can call as one of them.
const PEOPLE: [(&str, &str, &str, Language); 5] = [
    ("John Carter", "4827", "+15555550124", Language::En),
    ("Maria Lopez", "8352", "+15555550123", Language::Es),
    ("Ana Torres", "7093", "+15555550125", Language::Es),
    ("Sam Whitfield", "5194", "+15555550126", Language::En),
    ("Grace Okafor", "6248", "+15555550127", Language::En),
];
const JOBS: [(&str, &str); 3] = [("Hillside School roof", "101"), ("Depot gutters", "102"), ("Yard and tools", "110")];
/// Numbers that nobody of the workspace has.
const STRANGERS_PHONE: &str = "+15555550177";
const HIDDEN: &str = "anonymous";
/// A recording is fetched within moments; a demo that cannot says so.
const VOICE_CHECK_WITHIN: Duration = Duration::from_secs(20);

/// Try it: a gateway with a simulated provider, a workspace, and a first call
#[derive(Debug, Args)]
pub struct DemoArgs {
    /// Folder for everything the demo keeps; delete it to start over
    #[arg(long, value_name = "DIR", default_value = "demo-data")]
    dir: PathBuf,
    /// Address to listen on
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
}

pub async fn run(args: DemoArgs, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
    let lifecycle = Lifecycle::default();
    lifecycle.stop_on_signals()?;
    let address = free_port(args.listen).await?;
    let (line, recordings) = start_provider(&lifecycle, address).await?;
    let storage =
        StorageArgs { data_dir: args.dir.join("data"), recordings: args.dir.join("recordings"), key_file: None };
    let served = app::prepare(&storage, config(address, &line)?).await?;
    let demo = Demo { gateway: Arc::clone(&served.gateway), storage, line, recordings };
    let workspace = demo.fill().await?;
    let phones = demo.phones(&lifecycle, workspace).await?;
    let _running = served.with_phones(phones).start(&lifecycle)?;
    let _note = demo.line.leave(address.port())?;

    writeln!(out, "Open {}phone in a browser and call.\n", demo.line.public_url)?;
    out.flush()?;
    writeln!(out, "The gateway answers at {}. Everything is in {}.\n", demo.line.public_url, args.dir.display())?;
    demo.introduce(workspace, out).await?;
    demo.first_call(workspace, out).await?;
    writeln!(out, "\nStop with Ctrl-C. Delete {} to start over.", args.dir.display())?;
    out.flush()?;
    lifecycle.wait().await;
    Ok(())
}

/// Port 0 asks for any free one; the public address has to be known before the gateway starts.
async fn free_port(address: SocketAddr) -> anyhow::Result<SocketAddr> {
    if address.port() == 0 { Ok(listen("--listen", address).await?.local_addr()?) } else { Ok(address) }
}

async fn start_provider(lifecycle: &Lifecycle, gateway: SocketAddr) -> anyhow::Result<(Line, Recordings)> {
    let listener = listen("the simulated provider", SocketAddr::from(([127, 0, 0, 1], 0))).await?;
    let host = if gateway.ip().is_unspecified() { "127.0.0.1".to_owned() } else { gateway.ip().to_string() };
    let host = if gateway.is_ipv6() && !gateway.ip().is_unspecified() { format!("[{host}]") } else { host };
    let line = Line {
        account_sid: format!("AC{}", random_hex()),
        auth_token: random_hex(),
        api_base: Url::parse(&format!("http://{}", listener.local_addr()?))?,
        public_url: Url::parse(&format!("http://{host}:{}", gateway.port()))?,
        number: NUMBER.to_owned(),
    };
    let recordings = Recordings::default();
    let api = ProviderApi {
        account_sid: line.account_sid.clone(),
        auth_token: line.auth_token.as_str().into(),
        recordings: recordings.clone(),
    };
    let stop = lifecycle.stop.clone().cancelled_owned();
    lifecycle.tracker.spawn(provider_api::serve(listener, api, stop));
    Ok((line, recordings))
}

fn random_hex() -> String {
    let mut bytes = [0_u8; 16];
    SystemEntropy.fill(&mut bytes);
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn config(listen: SocketAddr, line: &Line) -> anyhow::Result<GatewayConfig> {
    Ok(GatewayConfig {
        listen,
        metrics_listen: None,
        public_url: line.public_url.clone(),
        dial_in_number: E164::parse(NUMBER)?,
        language: Language::En,
        clips: None,
        account_sid: line.account_sid.clone(),
        auth_tokens: vec![SecretString::from(line.auth_token.as_str())],
        api_base: line.api_base.to_string(),
        voice_en: None,
        voice_es: None,
        mail: MailConfig::default(),
    })
}

struct Demo {
    gateway: Arc<Gateway>,
    storage: StorageArgs,
    line: Line,
    recordings: Recordings,
}

impl Demo {
    /// People and jobs, where the folder is new.
    async fn fill(&self) -> anyhow::Result<WorkspaceId> {
        let known = self.gateway.list_workspaces().await?;
        if let Some(workspace) = known.into_iter().find(|workspace| workspace.settings.name == WORKSPACE) {
            return Ok(workspace.id);
        }
        let settings = Settings::new(WORKSPACE.to_owned(), Zone::parse("America/Chicago")?);
        let workspace = self.gateway.add_workspace(settings).await?.id;
        for (name, pin, phone, language) in PEOPLE {
            let phone = Some(E164::parse(phone)?);
            let details = Details {
                name: name.to_owned(),
                email: None,
                phone,
                employee_number: None,
                payroll_id: None,
                language,
                zone: None,
                voice_check: None,
            };
            let employee = self.gateway.add_employee(Actor::at_the_machine(workspace), details).await?;
            self.gateway.set_pin(Actor::at_the_machine(workspace), employee.id, pin).await?;
        }
        for (name, code) in JOBS {
            let job = JobDetails { phone_code: Some(PhoneCode::parse(code)?), ..JobDetails::named(name) };
            self.gateway.add_job(Actor::at_the_machine(workspace), job).await?;
        }
        Ok(workspace)
    }

    async fn introduce(&self, workspace: WorkspaceId, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
        let ids = self.clock_ids(workspace).await?;
        writeln!(out, "{WORKSPACE}: people who can call {NUMBER}")?;
        writeln!(out, "  {:<16} {:<10} {:<6} {:<14} language", "name", "ID", "PIN", "calls from")?;
        for (name, pin, phone, language) in PEOPLE {
            writeln!(out, "  {name:<16} {:<10} {pin:<6} {phone:<14} {language}", ids.of(name))?;
        }
        writeln!(out, "Job codes")?;
        for (name, code) in JOBS {
            writeln!(out, "  {code}  {name}")?;
        }
        writeln!(out, "\nPlace a call yourself, from another terminal (keys for each question, commas between):")?;
        writeln!(out, "  {}\n", self.command(&ids))?;
        Ok(())
    }

    /// How to call from another terminal.
    fn command(&self, ids: &ClockIds) -> String {
        let [_, (name, pin, phone, _), ..] = PEOPLE;
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
        let mut callers = vec![Caller { name: "A hidden number".to_owned(), number: HIDDEN.to_owned() }];
        let known = PEOPLE.map(|(name, _, phone, _)| (format!("{name}, {phone}"), phone));
        let stranger = (format!("A stranger, {STRANGERS_PHONE}"), STRANGERS_PHONE);
        let numbers = known.into_iter().chain([stranger]);
        callers.splice(0..0, numbers.map(|(name, number)| Caller { name, number: number.to_owned() }));
        let people = PEOPLE.map(|(name, pin, phone, language)| Person {
            name: name.to_owned(),
            id: ids.of(name).to_owned(),
            pin: pin.to_owned(),
            phone: phone.to_owned(),
            language: match language {
                Language::En => "English".to_owned(),
                Language::Es => "español".to_owned(),
            },
        });
        let book = PhoneBook {
            number: NUMBER.to_owned(),
            callers,
            people: people.into(),
            jobs: JOBS.map(|(name, code)| (code.to_owned(), name.to_owned())).into(),
            command: self.command(&ids),
        };
        Ok(Phones::new(board, Limits::default(), book))
    }

    async fn clock_ids(&self, workspace: WorkspaceId) -> anyhow::Result<ClockIds> {
        let listed = self.gateway.list_employees(workspace).await?;
        let pairs =
            listed.into_iter().filter_map(|listed| Some((listed.employee.details.name, listed.phone_clock_id?)));
        Ok(ClockIds(pairs.collect()))
    }

    async fn first_call(&self, workspace: WorkspaceId, out: &mut (dyn Write + Send)) -> anyhow::Result<()> {
        let ids = self.clock_ids(workspace).await?;
        let entries = self.entries(workspace).await?;
        let (person, then) = who_calls(&entries);
        let (name, pin, phone, _) = person;
        writeln!(out, "A first call: {name} dials {NUMBER}")?;
        let number = call::number(&self.line.public_url, &self.line, phone)?;
        let script = Script {
            voice: Voice::Says(bytes::Bytes::from_static(BUILT_IN_VOICE)),
            ..Script::keys(&format!("{}#,{pin}#,{then}", ids.of(name)))?
        };
        call::place(&RecordingShelf::Here(self.recordings.clone()), &number, script, out).await?;
        let (entry, wav) = tokio::time::timeout(VOICE_CHECK_WITHIN, self.last_check(workspace, name))
            .await
            .context("the voice check was not stored; see the log above")??;
        let way = if entry.out_at.is_some() { "out" } else { "in" };
        writeln!(out, "\nThe time entry: {} is clocked {way}", entry.employee)?;
        writeln!(out, "  in  {}  {}", entry.in_local, entry.job_name.as_deref().unwrap_or("no job"))?;
        if let Some(out_local) = &entry.out_local {
            writeln!(out, "  out {out_local}")?;
        }
        let path = self.storage.recordings.join(wav);
        writeln!(out, "The voice check, to be played with any player:\n  {}", path.display())?;
        Ok(())
    }

    async fn entries(&self, workspace: WorkspaceId) -> anyhow::Result<Vec<EntryView>> {
        Ok(self.gateway.list_entries(workspace, Timestamp::MIN, Timestamp::MAX).await?)
    }

    /// The latest entry of the person, once the voice check of its last punch is stored.
    async fn last_check(&self, workspace: WorkspaceId, name: &str) -> anyhow::Result<(EntryView, String)> {
        loop {
            let entry = self.entries(workspace).await?.into_iter().rfind(|entry| entry.employee == name);
            let entry = entry.context("the call left no time entry")?;
            let kept = entry.voice_checks.last().and_then(|check| check.recording.clone());
            let last_way = entry.voice_checks.last().map(|check| check.punch == "out");
            if let Some(recording) = kept.filter(|_| last_way == Some(entry.out_at.is_some())) {
                return Ok((entry, recording));
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
}

struct ClockIds(Vec<(String, String)>);

impl ClockIds {
    fn of(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("-", |(_, id)| id)
    }
}

/// Somebody who is not at work, with the keys behind ID and PIN; on a demo where everybody is, the
/// one clocked in first goes home.
fn who_calls(entries: &[EntryView]) -> ((&'static str, &'static str, &'static str, Language), String) {
    let [first, ..] = PEOPLE;
    let last_of = |name: &str| entries.iter().rfind(|entry| entry.employee == name);
    let clock_in = format!("{}#", JOBS[0].1);
    for person in PEOPLE {
        match last_of(person.0) {
            None => return (person, clock_in),
            Some(entry) if entry.status != "open" && !is_recent(entry.out_at.as_deref()) => return (person, clock_in),
            Some(_) => {}
        }
    }
    let leaves = PEOPLE.into_iter().find(|person| last_of(person.0).is_some_and(|entry| entry.status == "open"));
    let person = leaves.unwrap_or(first);
    match last_of(person.0) {
        // A punch of a moment ago brings a question first: 2 goes the other way.
        Some(entry) if entry.status == "open" && is_recent(Some(&entry.in_at)) => (person, "2,#".to_owned()),
        Some(entry) if entry.status == "open" => (person, "#".to_owned()),
        Some(_) | None => (person, format!("2,{clock_in}")),
    }
}

fn is_recent(at: Option<&str>) -> bool {
    use phoneclock::domain::clock::Clock;
    let at = at.and_then(|at| at.parse::<Timestamp>().ok());
    at.is_some_and(|at| app::SystemClock.now().duration_since(at) < SignedDuration::from_mins(2))
}

fn program() -> String {
    std::env::args().next().unwrap_or_else(|| "phoneclock".to_owned())
}
