//! A gateway on a free port with a clock that is moved by hand, and a simulated provider beside it.

pub mod browser;

use std::sync::Arc;

use bytes::Bytes;
use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    dialog::script::Script,
    domain::{
        caller::E164,
        clock::ManualClock,
        employee::{Details, Employee},
        entropy::SeededEntropy,
        job::PhoneCode,
        language::Language,
        phone_clock_id::PhoneClockId,
        workspace::{Settings, Workspace, Zone},
    },
    lifecycle::Lifecycle,
    provider::twilio::{Twilio, TwilioConfig, Voices},
    service::{
        Gateway, audit::Actor, entries::EntryView, gateway::Parts, job_list::JobDetails, keys::Keys,
        pin_hash::PinHasher, recordings::Recordings as Kept,
    },
    simulator::{
        PlaceCall, Simulator,
        provider_api::{self, ProviderApi},
        recordings::{RecordingShelf, Recordings},
        report::CallReport,
        script::Script as Keyed,
        voice::Voice,
    },
    store::{Db, migrate::migrate},
    web::{self, Web},
};
use secrecy::SecretString;
use tempfile::TempDir;
use tokio::net::TcpListener;
use url::Url;

pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub const TOKEN: &str = "not-a-real-token-but-a-test-one";
pub const DIAL_IN: &str = "+15555550111";
/// Maria's own phone, and a stranger's.
pub const MARIAS_PHONE: &str = "+15555550123";
pub const OTHER_PHONE: &str = "+15555550177";
pub const PIN: &str = "8352";
pub const MARIA: &[u8] = include_bytes!("../../../voices/maria-lopez.wav");

/// Noon in UTC on a Tuesday, 7 in the morning in Chicago.
pub fn a_tuesday_morning() -> Timestamp {
    "2026-11-17T13:00:00Z".parse().unwrap()
}

pub struct TestGateway {
    pub gateway: Arc<Gateway>,
    pub clock: Arc<ManualClock>,
    pub url: Url,
    pub api: Url,
    /// What the simulated provider holds.
    pub recordings: Recordings,
    pub dir: TempDir,
    pub workspace: Workspace,
    lifecycle: Lifecycle,
}

impl Drop for TestGateway {
    fn drop(&mut self) {
        self.lifecycle.stop.cancel();
    }
}

impl TestGateway {
    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With the workspace's settings as `set` leaves them.
    pub async fn start_with(set: impl FnOnce(&mut Settings)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::starting_at(a_tuesday_morning()));
        let entropy = Arc::new(SeededEntropy::new(7));
        let lifecycle = Lifecycle::default();

        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let api_listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let api = Url::parse(&format!("http://{}", api_listener.local_addr().unwrap())).unwrap();
        let recordings = Recordings::default();
        let provider_api =
            ProviderApi { account_sid: ACCOUNT.to_owned(), auth_token: TOKEN.into(), recordings: recordings.clone() };
        let stopped = lifecycle.stop.clone().cancelled_owned();
        lifecycle.tracker.spawn(async move { provider_api::serve(api_listener, provider_api, stopped).await });

        let database = dir.path().join("phoneclock.db");
        migrate(&database).unwrap();
        let db = Db::open(&database).unwrap();
        let keys = Keys::load(&dir.path().join("key"), true, entropy.as_ref()).unwrap();
        let tokens = vec![SecretString::from(TOKEN)];
        let twilio = TwilioConfig::new(ACCOUNT, tokens, api.as_str(), url.as_str(), Voices::default()).unwrap();
        let gateway = Gateway::new(Parts {
            db,
            clock: clock.clone(),
            entropy: entropy.clone(),
            pins: PinHasher::start(&keys.pin_pepper(), 2, entropy.as_ref()).unwrap(),
            links: keys.link_key(),
            script: Script::embedded().unwrap(),
            recordings: Kept::in_folder(&dir.path().join("recordings")).unwrap(),
            providers: vec![Arc::new(Twilio::new(twilio).unwrap())],
            public_url: url.clone(),
            dial_in_number: E164::parse(DIAL_IN).ok(),
            default_language: Language::En,
        });
        lifecycle.serve(listener, web::router(Web { gateway: gateway.clone(), tracker: lifecycle.tracker.clone() }));

        let mut settings = Settings::new("Lopez Roofing".to_owned(), Zone::parse("America/Chicago").unwrap());
        set(&mut settings);
        let workspace = gateway.add_workspace(settings).await.unwrap();
        Self { gateway, clock, url, api, recordings, dir, workspace, lifecycle }
    }

    pub async fn employee(&self, name: &str) -> (Employee, PhoneClockId) {
        self.employee_speaking(name, Language::En).await
    }

    /// With the PIN [`PIN`].
    pub async fn employee_speaking(&self, name: &str, language: Language) -> (Employee, PhoneClockId) {
        let details = Details {
            name: name.to_owned(),
            email: None,
            phone: E164::parse(MARIAS_PHONE).ok(),
            employee_number: None,
            language,
            zone: None,
            voice_check: None,
        };
        let employee = self.gateway.add_employee(Actor::at_the_machine(self.workspace.id), details).await.unwrap();
        let clock_id = self.gateway.set_pin(&employee, PIN).await.unwrap();
        (employee, clock_id)
    }

    pub async fn job(&self, name: &str, code: &str) {
        let job = JobDetails { phone_code: Some(PhoneCode::parse(code).unwrap()), ..JobDetails::named(name) };
        self.gateway.add_job(Actor::at_the_machine(self.workspace.id), job).await.unwrap();
    }

    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// Where the provider's number points.
    pub fn number(&self, from: &str) -> PlaceCall {
        let webhook = self.url.join("/voice/twilio").unwrap();
        let mut call = PlaceCall::new(webhook, ACCOUNT, TOKEN.into(), from, DIAL_IN);
        call.status_callback = Some(self.url.join("/voice/twilio/status").unwrap());
        call.api_base = self.api.clone();
        call
    }

    pub fn simulator(&self) -> Simulator {
        Simulator::new(self.gateway.entropy.clone(), RecordingShelf::Here(self.recordings.clone()))
    }

    /// Places a call whose caller says their name, and runs the background work it leaves.
    pub async fn call(&self, from: &str, keys: &str) -> CallReport {
        self.call_by(&self.number(from), Keyed { voice: says(MARIA), ..Keyed::keys(keys).unwrap() }).await
    }

    /// The same with the caller's behaviour and the line's faults in hand. The call must go well:
    /// nothing illegal answered, nothing answered differently the second time.
    pub async fn call_by(&self, number: &PlaceCall, script: Keyed) -> CallReport {
        let report = self.simulator().place(number, script).await.unwrap();
        assert_eq!(report.complaints, [], "{}", report.transcript());
        self.work().await;
        report
    }

    /// Runs the background work that is due.
    pub async fn work(&self) {
        loop {
            let due = self.gateway.lease_tasks(10).await.unwrap();
            if due.is_empty() {
                return;
            }
            for task in due {
                self.gateway.carry_out_task(task).await.unwrap();
            }
        }
    }

    pub async fn entries(&self) -> Vec<EntryView> {
        self.gateway.list_entries(self.workspace.id, Timestamp::MIN, Timestamp::MAX).await.unwrap()
    }

    pub async fn only_entry(&self) -> EntryView {
        let mut entries = self.entries().await;
        assert_eq!(entries.len(), 1, "{entries:?}");
        entries.remove(0)
    }
}

pub fn says(wav: &'static [u8]) -> Voice {
    Voice::Says(Bytes::from_static(wav))
}

/// The lines a caller heard, without those about the recording.
pub fn heard(report: &CallReport) -> String {
    report.heard.iter().map(|heard| heard.text.as_str()).collect::<Vec<_>>().join(" | ")
}
