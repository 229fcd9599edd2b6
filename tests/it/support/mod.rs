//! A gateway on a free port with a clock that is moved by hand, and a simulated provider beside it.

pub mod brands;
pub mod browser;
pub mod bucket;
pub mod by_hand;
pub mod calling;
pub mod checks;
pub mod credentials;
pub mod entries;
pub mod kept;
pub mod kiosk;
pub mod kiosk_office;
pub mod kiosk_people;
pub mod log;
pub mod office;
pub mod outage;
pub mod page_text;
pub mod people;
pub mod photos;
pub mod postgres;
pub mod programs;
pub mod python;
pub mod refusals;
pub mod replicas;
pub mod roll_out;
pub mod serving;
pub mod snapshots;
pub mod tables;
pub mod texting;

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    app::practice_line,
    demo::{Demo, DemoFiles},
    dialog::script::Script,
    domain::{
        caller::E164,
        clock::ManualClock,
        entropy::{Entropy, SeededEntropy},
        language::Language,
        offered::OfferedLanguages,
        secret::Secret,
        texting::{TextPrice, TextSenders, Texting},
        workspace::{Settings, Workspace, Zone},
    },
    lifecycle::Lifecycle,
    mail::{MailFolder, Mailer, Sender},
    phone::{CallerNumber, Limits, PhoneBook, Phones, RealTimer, Switchboard, Timer},
    service::{
        Hold, Services, Store,
        access::{SignIn, Token, first_owner},
        credentials::Verifier,
        kernel::{keys::MasterKey, outbox::Outbox, recordings::Recordings as Kept},
        pin_hash::{Lane, MatchReceiver},
        roster::workspaces,
        services::ServiceParts,
        timesheets::board::Boards,
        upkeep,
    },
    simulator::{
        Brand, PlaceCall, RecordingShelf, SimulatedTexts, Simulator,
        provider_api::{self, ProviderApi},
        recordings::SimulatedRecordings,
    },
    store::{Db, migrate::migrate},
    web::{self, WebParts},
    worker::Worker,
};
use tempfile::TempDir;
use tokio::net::TcpListener;
use url::Url;

use self::{brands::Apis, bucket::BucketServer, refusals::Refusals};

pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub const TOKEN: &str = "not-a-real-token-but-a-test-one";
pub const DIAL_IN: &str = "+15555550111";
/// The gateway as the provider knows it, through a proxy that ends TLS: what signatures cover and answers lead to.
pub const PUBLIC_URL: &str = "https://clock.example";
/// Maria's own phone, and a stranger's.
pub const MARIAS_PHONE: &str = "+15555550123";
pub const OTHER_PHONE: &str = "+15555550177";
pub const PIN: &str = "8352";
pub const MARIA: &[u8] = include_bytes!("../../../voices/maria-lopez.wav");

/// 7 in the morning in Chicago.
pub fn a_tuesday_morning() -> Timestamp {
    at("2026-11-17T13:00:00Z")
}

/// A moment as RFC 3339 writes it.
pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub struct TestGateway {
    pub store: Store,
    pub sign_in: SignIn,
    pub verifier: Verifier,
    pub outbox: Outbox,
    pub boards: Boards,
    pub gateway: Arc<Services>,
    pub clock: Arc<ManualClock>,
    /// Where it really answers.
    pub address: SocketAddr,
    /// The brand that its calls come from.
    pub brand: Brand,
    /// Where the gateway looks for the API of each provider.
    pub apis: Apis,
    /// What the simulated provider holds.
    pub recordings: SimulatedRecordings,
    /// The texts that it was handed.
    pub texts: SimulatedTexts,
    pub dir: TempDir,
    pub workspace: Workspace,
    entropy: Arc<SeededEntropy>,
    pub refusals: Refusals,
    pub lifecycle: Lifecycle,
    /// Outlives a restart of the gateway.
    provider: Lifecycle,
    /// Where its recordings are, if not in a folder.
    pub bucket: Option<BucketServer>,
}

/// Names where every gateway keeps its recordings that is not started on a bucket: `folder`, or `s3`.
const RECORDINGS: &str = "PHONECLOCK_TEST_RECORDINGS";

#[expect(clippy::disallowed_methods, reason = "a choice of whoever runs the tests")]
fn are_all_on_buckets() -> bool {
    std::env::var(RECORDINGS).is_ok_and(|place| place == "s3")
}

impl Drop for TestGateway {
    fn drop(&mut self) {
        self.lifecycle.stop.cancel();
        self.provider.stop.cancel();
        if postgres::is_chosen() {
            postgres::drop_below(self.dir.path());
        }
    }
}

impl TestGateway {
    /// The pages and webhooks alone, to be served at another address.
    pub fn web(&self) -> WebParts {
        WebParts::new(Arc::clone(&self.gateway), self.lifecycle.tracker.clone(), self.lifecycle.stop.clone())
    }

    pub async fn start() -> Self {
        Self::start_with(|_| {}).await
    }

    /// With the workspace's settings as `set` leaves them.
    pub async fn start_with(set: impl FnOnce(&mut Settings)) -> Self {
        Self::start_speaking(Script::embedded().unwrap(), set).await
    }

    /// With other prompts, or clips in the place of some.
    pub async fn start_speaking(script: Script, set: impl FnOnce(&mut Settings)) -> Self {
        Self::start_of(script, None, Outside::default(), set).await
    }

    /// With a sender for texts to North America, at a price.
    pub async fn start_texting() -> Self {
        Self::start_texting_by(brands::chosen()).await
    }

    /// The same with texts by this brand, and calls.
    pub async fn start_texting_by(brand: Brand) -> Self {
        let senders = TextSenders::parse(&format!("+1={}:{DIAL_IN}", brand.name())).unwrap();
        let texting = Texting { senders, price: TextPrice::parse("0.0083 USD").ok() };
        let outside = Outside { texting, ..Outside::default() };
        Self::start_of(Script::embedded().unwrap(), None, outside, |_| {}).await.of(brand)
    }

    /// With these languages for callers to choose, in the order of their keys.
    pub async fn start_offering(codes: &str) -> Self {
        Self::start_offering_with(codes, |_| {}).await
    }

    /// The same with the workspace's settings as `set` leaves them.
    pub async fn start_offering_with(codes: &str, set: impl FnOnce(&mut Settings)) -> Self {
        let outside = Outside { offered: OfferedLanguages::parse(codes).unwrap(), ..Outside::default() };
        Self::start_of(Script::embedded().unwrap(), None, outside, set).await
    }

    /// With this way for mails to go; into a folder otherwise.
    pub async fn start_mailing(mailer: Mailer) -> Self {
        Self::start_of(Script::embedded().unwrap(), Some(mailer), Outside::default(), |_| {}).await
    }

    /// With its recordings in a bucket, whose objects are files where those of a folder would be.
    pub async fn start_on_bucket() -> Self {
        Self::start_at(true, Script::embedded().unwrap(), None, Outside::default(), |_| {}).await
    }

    async fn start_of(
        script: Script,
        mailer: Option<Mailer>,
        outside: Outside,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        Self::start_at(are_all_on_buckets(), script, mailer, outside, set).await
    }

    async fn start_at(
        on_bucket: bool,
        script: Script,
        mailer: Option<Mailer>,
        outside: Outside,
        set: impl FnOnce(&mut Settings),
    ) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let clock = Arc::new(ManualClock::starting_at(a_tuesday_morning()));
        let entropy = Arc::new(SeededEntropy::new(7));
        let refusals = Refusals::default();
        let provider = Lifecycle::default();
        let recordings = SimulatedRecordings::default();
        let texts = SimulatedTexts::default();
        let mut apis = Apis::new();
        for brand in Brand::ALL {
            apis.insert(brand, serve_api(&provider, (brand, brands::api_token(brand)), &recordings, &texts).await);
        }

        let mailer = mailer.unwrap_or_else(|| outbox(dir.path()));
        let bucket = if on_bucket { Some(BucketServer::start(dir.path(), &provider).await) } else { None };
        let parts = Outside { recordings: bucket.as_ref().map(BucketServer::recordings), ..outside };
        let db = database(dir.path());
        let gateway = open_with(db, dir.path(), script, mailer, &clock, &entropy, &apis, &refusals, parts);
        let lifecycle = Lifecycle::default();
        let address = serve(&gateway, &lifecycle, &clock, &apis, &recordings, dir.path()).await;

        let mut settings = Settings::new("Lopez Roofing".to_owned(), Zone::parse("America/Chicago").unwrap());
        set(&mut settings);
        let workspace = gateway.store.write(Hold::Gateway, move |u| workspaces::add(u, settings)).await.unwrap();
        Self {
            store: gateway.store.clone(),
            sign_in: gateway.sign_in.clone(),
            verifier: gateway.verifier.clone(),
            outbox: gateway.outbox.clone(),
            boards: gateway.boards.clone(),
            gateway,
            clock,
            address,
            brand: brands::chosen(),
            apis,
            recordings,
            texts,
            dir,
            workspace,
            entropy,
            refusals,
            lifecycle,
            provider,
            bucket,
        }
    }

    /// The same with calls from this brand.
    pub fn of(self, brand: Brand) -> Self {
        let mut gateway = self;
        gateway.brand = brand;
        gateway
    }

    /// The server of its bucket.
    pub fn bucket(&self) -> &BucketServer {
        self.bucket.as_ref().expect("a gateway on a bucket")
    }

    /// What other gateways on its place are given, too.
    fn outside(&self) -> Outside {
        Outside { recordings: self.bucket.as_ref().map(BucketServer::recordings), ..Outside::default() }
    }

    /// Stops the gateway and starts it again on the same folder: nothing but the files is left of the first one.
    pub async fn restart(&mut self) {
        let outbox = outbox(self.dir.path());
        self.restart_mailing(outbox).await;
        self.worker().release().await.unwrap();
    }

    /// Starts anew with another way for mails to go, before its background work has begun.
    pub async fn restart_mailing(&mut self, mailer: Mailer) {
        self.lifecycle.stop.cancel();
        self.lifecycle.tracker.close();
        self.lifecycle.tracker.wait().await;
        let (folder, script) = (self.dir.path(), Script::embedded().unwrap());
        let (db, outside) = (database(folder), self.outside());
        self.gateway =
            open_with(db, folder, script, mailer, &self.clock, &self.entropy, &self.apis, &self.refusals, outside);
        self.store = self.gateway.store.clone();
        self.sign_in = self.gateway.sign_in.clone();
        (self.verifier, self.outbox) = (self.gateway.verifier.clone(), self.gateway.outbox.clone());
        self.boards = self.gateway.boards.clone();
        self.lifecycle = Lifecycle::default();
        self.address =
            serve(&self.gateway, &self.lifecycle, &self.clock, &self.apis, &self.recordings, self.dir.path()).await;
        upkeep::clock::take_up(&self.store).await.unwrap();
    }

    /// Where another run of the program answers that shares the database with this one, and nothing in memory.
    pub async fn replica(&self) -> SocketAddr {
        let (folder, script) = (self.dir.path(), Script::embedded().unwrap());
        let (db, mailer) = (self.store.db().clone(), outbox(folder));
        let (clock, entropy, outside) = (&self.clock, &self.entropy, self.outside());
        let replica = open_with(db, folder, script, mailer, clock, entropy, &self.apis, &self.refusals, outside);
        self.serve(WebParts::new(replica, self.lifecycle.tracker.clone(), self.lifecycle.stop.clone())).await
    }

    /// A gateway beside this one in which nobody has been yet: where it answers, and the link of its first owner.
    pub async fn newborn(&self) -> (Url, Token) {
        let folder = self.dir.path().join("newborn");
        std::fs::create_dir(&folder).unwrap();
        let (script, mailer) = (Script::embedded().unwrap(), outbox(&folder));
        let gateway =
            open(database(&folder), &folder, script, mailer, &self.clock, &self.entropy, &self.apis, &self.refusals);
        let link = gateway.store.write(Hold::Gateway, first_owner::link).await.unwrap().unwrap();
        let web = WebParts::new(gateway, self.lifecycle.tracker.clone(), self.lifecycle.stop.clone());
        (Url::parse(&format!("http://{}", self.serve(web).await)).unwrap(), link.token)
    }

    /// Serves pages and webhooks at an address of their own.
    pub async fn serve(&self, web: WebParts) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        self.lifecycle.serve(listener, web::router(web));
        address
    }

    /// The provider's API once more at an address of its own, for an account with this token.
    pub async fn another_api(&self, token: &str) -> Url {
        serve_api(&self.provider, (self.brand, token), &self.recordings, &self.texts).await
    }

    /// Looks for the API of its brand elsewhere from the next start on; where it was.
    pub fn move_api(&mut self, to: Url) -> Url {
        self.apis.insert(self.brand, to).unwrap()
    }

    pub fn advance(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    /// Waits until this many webhooks are worked on.
    pub async fn until_under_way(&self, webhooks: usize) {
        // Beside them runs the listener.
        let reached = async {
            while self.lifecycle.tracker.len() != webhooks + 1 {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), reached).await.expect("work that outlives its connection");
    }

    pub fn worker(&self) -> Worker {
        Worker::new(&self.gateway)
    }

    /// Runs the background work that is due.
    pub async fn work(&self) {
        loop {
            let due = self.worker().lease(10).await.unwrap();
            if due.is_empty() {
                return;
            }
            for task in due {
                self.worker().carry_out(task).await.unwrap();
            }
        }
    }

    /// Where a browser on this machine finds the pages.
    pub fn pages(&self) -> Url {
        Url::parse(&format!("http://{}", self.address)).unwrap()
    }

    /// Runs it at every moment at which some falls due, for so long.
    pub async fn work_for(&self, long: SignedDuration) {
        let end = self.clock_now() + long;
        self.work().await;
        while let Some(due) = self.worker().next_at().await.unwrap()
            && due <= end
        {
            self.clock.set(due);
            self.work().await;
        }
        self.clock.set(end);
    }

    /// A queue of PIN checks that no machine works off within seconds. Drop the verdicts, and those that have not
    /// begun are skipped.
    pub fn keep_pin_checks_waiting(&self) -> Vec<MatchReceiver> {
        let checks = (0..5_000).map(|n| Some(Secret::from(format!("no two alike {n}"))));
        checks.map(|pin| self.gateway.pins.verify(Lane::Telephone, pin, None).unwrap()).collect()
    }

    /// The files below the recordings' folder.
    pub fn recording_files(&self) -> Vec<PathBuf> {
        files_below(&self.dir.path().join("recordings"))
    }

    pub fn clock_now(&self) -> Timestamp {
        self.gateway.store.now()
    }
}

pub fn outbox(folder: &Path) -> Mailer {
    Mailer::Folder(MailFolder::new(folder.join("outbox")))
}

/// The database of a folder, in its present form.
fn database(folder: &Path) -> Db {
    if postgres::is_chosen() {
        return postgres::database(folder);
    }
    let path = folder.join("phoneclock.db");
    migrate(&path).unwrap();
    Db::open(&path).unwrap()
}

/// What few tests choose.
#[derive(Default)]
struct Outside {
    texting: Texting,
    /// What callers can choose.
    offered: OfferedLanguages,
    /// Where recordings are kept; in the folder `recordings` without it.
    recordings: Option<Kept>,
}

#[expect(clippy::too_many_arguments, reason = "all that a gateway is made of, and the database")]
fn open(
    db: Db,
    folder: &Path,
    script: Script,
    mailer: Mailer,
    clock: &Arc<ManualClock>,
    entropy: &Arc<SeededEntropy>,
    apis: &Apis,
    refusals: &Refusals,
) -> Arc<Services> {
    open_with(db, folder, script, mailer, clock, entropy, apis, refusals, Outside::default())
}

#[expect(clippy::too_many_arguments, reason = "all that a gateway is made of, and the database")]
fn open_with(
    db: Db,
    folder: &Path,
    script: Script,
    mailer: Mailer,
    clock: &Arc<ManualClock>,
    entropy: &Arc<SeededEntropy>,
    apis: &Apis,
    refusals: &Refusals,
    outside: Outside,
) -> Arc<Services> {
    let keys = MasterKey::load(&folder.join("key"), true, entropy.as_ref()).unwrap();
    Services::new(ServiceParts {
        db,
        clock: clock.clone(),
        entropy: entropy.clone(),
        pins: refusals.pin_hasher(&keys.pin_pepper(), entropy.as_ref()),
        links: keys.link_key(),
        mailer,
        mail_from: Sender::parse("phoneclock <clock@clock.example>").unwrap(),
        script,
        recordings: outside.recordings.unwrap_or_else(|| Kept::in_folder(&folder.join("recordings")).unwrap()),
        providers: brands::all(apis, clock),
        public_url: Url::parse(PUBLIC_URL).unwrap(),
        dial_in_number: E164::parse(DIAL_IN).ok(),
        default_language: Language::En,
        offered: outside.offered,
        texting: outside.texting,
        // What listens beside the tests.
        webhook_networks: vec!["127.0.0.0/8".parse().unwrap()],
    })
}

async fn serve(
    gateway: &Arc<Services>,
    lifecycle: &Lifecycle,
    clock: &Arc<ManualClock>,
    apis: &Apis,
    recordings: &SimulatedRecordings,
    folder: &Path,
) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (tracker, stop) = (lifecycle.tracker.clone(), lifecycle.stop.clone());
    let number = calling::number_at(brands::chosen(), address, apis, clock, OTHER_PHONE);
    let timer = Arc::new(RealTimer::default());
    let phones = phones(gateway.store.entropy(), number, recordings, timer, lifecycle, Limits::default());
    let practice = Some(practice_line(gateway, folder.join("practice"), lifecycle).unwrap());
    let place = DemoFiles { database: folder.join("phoneclock.db"), recordings: folder.join("recordings") };
    let demo = Some(Demo::new(Arc::clone(gateway), place));
    let web = WebParts { phones: Some(phones), demo, practice, ..WebParts::new(Arc::clone(gateway), tracker, stop) };
    lifecycle.serve(listener, web::router(web));
    address
}

/// Phones that call this number, with nobody in their phone book yet.
pub fn phones(
    entropy: &Arc<dyn Entropy>,
    number: PlaceCall,
    recordings: &SimulatedRecordings,
    timer: Arc<dyn Timer>,
    lifecycle: &Lifecycle,
    limits: Limits,
) -> Phones {
    let board = Switchboard {
        simulator: Simulator::new(Arc::clone(entropy), RecordingShelf::Here(recordings.clone())),
        number,
        entropy: Arc::clone(entropy),
        timer,
        tracker: lifecycle.tracker.clone(),
        stop: lifecycle.stop.clone(),
    };
    let callers = [("Maria’s phone", MARIAS_PHONE), ("A stranger’s phone", OTHER_PHONE)];
    let callers = callers.map(|(name, number)| CallerNumber { name: name.to_owned(), number: number.to_owned() });
    let book = PhoneBook { number: DIAL_IN.to_owned(), callers: callers.into(), ..PhoneBook::default() };
    Phones::new(board, limits, book)
}

async fn serve_api(
    lifecycle: &Lifecycle,
    (brand, token): (Brand, &str),
    recordings: &SimulatedRecordings,
    texts: &SimulatedTexts,
) -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let (recordings, texts) = (recordings.clone(), texts.clone());
    let account_sid = brands::account(brand).to_owned();
    let api = ProviderApi { brand, account_sid, auth_token: token.into(), recordings, texts };
    let stopped = lifecycle.stop.clone().cancelled_owned();
    lifecycle.tracker.spawn(async move { provider_api::serve(listener, api, stopped).await });
    address
}

/// Every file below a folder.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let below = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        if path.is_dir() { files_below(&path) } else { vec![path] }
    };
    std::fs::read_dir(folder).unwrap().flat_map(below).collect()
}
