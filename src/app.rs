//! The composition root: the real clock, the real randomness, and every part put in its place.

pub mod clips;
mod providers;

use std::{
    fs::{File, TryLockError},
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use axum::{Router, routing::get};
use jiff::{SignedDuration, Timestamp};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder};
use rand::Rng as _;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::{
    config::{GatewayConfig, MailConfig, StorageArgs},
    console,
    demo::Demo,
    dialog::script::Script,
    disk,
    domain::{caller::E164, clock::Clock, entropy::Entropy, language::Language},
    lifecycle::{Lifecycle, listen},
    mail::{Folder, Mailer, Sender, Smtp},
    phone::Phones,
    practice::{self, PracticeLine},
    provider::Provider,
    service::{
        Hold, Services,
        access::first_owner::{self, FirstOwnerLink},
        kernel::{
            keys::{KeyError, Keys},
            recordings::Recordings,
        },
        pin_hash::{PinHasher, Threads},
        services::Parts,
        upkeep,
    },
    store::{
        Db, Lost, gateway,
        migrate::{find_schema, known_schema, migrate},
        soundness::{self, SoundnessError},
    },
    web::{self, Edge, Web, client_address::TrustedProxies},
    worker::{self, Worker},
};

/// The time of this machine.
#[derive(Debug)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the real clock")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn uptime(&self) -> SignedDuration {
        // Of the clocks that nobody sets, the one that goes on while the machine sleeps.
        let passed = rustix::time::clock_gettime(rustix::time::ClockId::Boottime);
        SignedDuration::new(passed.tv_sec, i32::try_from(passed.tv_nsec).unwrap_or_default())
    }

    fn boot(&self) -> String {
        let boot = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
        boot.trim().to_owned()
    }
}

/// ChaCha12 with a key from the operating system, a new one each 64 KiB: asked itself for each id, the system takes
/// longer than the id is worth.
#[derive(Debug)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

/// A gateway over the storage, without a provider: enough for every command but `serve`.
///
/// # Errors
/// In words that say what to do.
pub async fn open(storage: &StorageArgs) -> anyhow::Result<Arc<Services>> {
    let nowhere = Url::parse("http://127.0.0.1")?;
    look_over(storage)?;
    check_locks(storage)?;
    let _upgrading = hold_for_upgrade(storage)?;
    // A command hashes one PIN, if any.
    let pin_threads = Threads { count: 1, niceness: 0 };
    let (script, mail) = (Script::embedded()?, MailConfig::default());
    assemble(storage, pin_threads, script, Vec::new(), nowhere, None, Language::En, mail).await
}

/// Refuses a damaged database before anything touches it.
fn look_over(storage: &StorageArgs) -> Result<(), SoundnessError> {
    // Without a key file the database has never held anything.
    soundness::check(&storage.database(), !storage.key_file().exists())
}

/// Refuses a folder whose files cannot be locked, where nobody would know who else writes to the database.
///
/// # Errors
/// When there are no locks.
pub fn check_locks(storage: &StorageArgs) -> anyhow::Result<()> {
    let path = storage.data_dir.join(LOCK);
    // What cannot be opened is spoken of where it is needed.
    let Ok(file) = File::options().write(true).create(true).truncate(false).open(&path) else { return Ok(()) };
    unlocked(&storage.data_dir, disk::try_locks(&file))
}

fn unlocked(data_dir: &Path, tried: std::io::Result<()>) -> anyhow::Result<()> {
    tried.map_err(|error| {
        let shown = data_dir.display();
        match disk::has_no_locks(&error) {
            true => anyhow::anyhow!("PHONECLOCK_DATA_DIR, {shown}: {}", disk::NO_LOCKS),
            false => anyhow::Error::new(error).context(format!("files in {shown} cannot be locked")),
        }
    })
}

/// Keeps gateways from starting while a command upgrades the database, and refuses to upgrade it under one that runs:
/// that one is of an older program, and would meet tables that it does not know.
///
/// # Errors
/// When a gateway runs on a database that is to be upgraded.
pub fn hold_for_upgrade(storage: &StorageArgs) -> anyhow::Result<Option<File>> {
    let database = storage.database();
    // What cannot be read is spoken of elsewhere.
    let found = if database.exists() { find_schema(&database).unwrap_or(0) } else { 0 };
    if found == 0 || found >= known_schema() {
        return Ok(None);
    }
    let held = try_lock(&storage.data_dir)?.with_context(|| {
        format!(
            "a gateway of an older phoneclock serves from {}; stop it and start it anew with this program, which \
             upgrades the database",
            storage.data_dir.display()
        )
    })?;
    Ok(Some(held))
}

#[expect(clippy::too_many_arguments, reason = "all of it is chosen by the one or the other of two callers")]
async fn assemble(
    storage: &StorageArgs,
    pin_threads: Threads,
    script: Script,
    providers: Vec<Arc<dyn Provider>>,
    public_url: Url,
    dial_in_number: Option<E164>,
    default_language: Language,
    mail: MailConfig,
) -> anyhow::Result<Arc<Services>> {
    web::pages::check_words()?;
    practice::words::check()?;
    crate::mail::words::check()?;
    make_data_dir(&storage.data_dir)?;
    let mailer = match &mail.smtp {
        Some(smtp) => Mailer::Smtp(Smtp::new(smtp, mail.authorities.as_ref(), &public_url)?),
        None => Mailer::Folder(Folder::at(storage.data_dir.join("outbox"))),
    };
    let database = storage.database();
    migrate(&database)?;
    let db = Db::open(&database)?;
    let keys = bind_keys(&db, storage).await?;
    let services = Services::new(Parts {
        db,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        pins: PinHasher::start(&keys.pin_pepper(), pin_threads, &SystemEntropy)
            .context("the PIN threads cannot be started")?,
        links: keys.link_key(),
        mailer,
        mail_from: mail.from.unwrap_or_else(|| Sender::at_host_of(&public_url)),
        script,
        recordings: Recordings::in_folder(&storage.recordings)?,
        providers,
        public_url,
        dial_in_number,
        default_language,
    });
    upkeep::clock::take_up(&services.store).await?;
    Ok(services)
}

/// A key file is made for a new database only; a known one must find its own.
async fn bind_keys(db: &Db, storage: &StorageArgs) -> Result<Keys, KeyError> {
    let bound: bool = db.read(|tx| Ok::<_, KeyError>(gateway::find_key_fingerprint(tx)?.is_some())).await?;
    let keys = Keys::load(&storage.key_file(), !bound, &SystemEntropy)?;
    db.write(move |tx| keys.bind(tx).map(|()| keys)).await
}

/// A gateway on the telephone, ready to run.
pub struct Served {
    pub services: Arc<Services>,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    phones: Option<Phones>,
    data_dir: PathBuf,
    recordings: PathBuf,
    demo: Option<Demo>,
    edge: Edge,
    /// Held for as long as the gateway runs.
    _lock: File,
}

/// Puts a gateway together and listens, without answering yet.
///
/// # Errors
/// In words that name the setting.
pub async fn prepare(storage: &StorageArgs, config: GatewayConfig) -> anyhow::Result<Served> {
    let providers = providers::build(config.providers, &config.public_url_typed)?;
    let script = with_clips(Script::embedded()?, config.clips.as_deref())?;
    let listener = listen("PHONECLOCK_LISTEN", config.listen).await?;
    let metrics = match config.metrics_listen {
        Some(address) => Some(listen("PHONECLOCK_METRICS_LISTEN", address).await?),
        None => None,
    };
    // Before the tables are changed: another gateway may be at work on them.
    make_data_dir(&storage.data_dir)?;
    let lock = try_lock(&storage.data_dir)?.with_context(|| {
        let folder = storage.data_dir.display();
        format!("another gateway serves from {folder}; stop it, or set PHONECLOCK_DATA_DIR")
    })?;
    look_over(storage)?;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    // One core stays with the webhooks; where there is only one, both share it.
    let pin_threads = Threads { count: cores.saturating_sub(1), niceness: 5 };
    let (number, language) = (Some(config.dial_in_number), config.language);
    let services =
        assemble(storage, pin_threads, script, providers, config.public_url, number, language, config.mail).await?;
    services.store.clock().log_doubt();
    if services.outbox.goes_to_folder() {
        let outbox = storage.data_dir.join("outbox");
        tracing::warn!(folder = %outbox.display(), "PHONECLOCK_SMTP_URL is not set: mails go to a folder");
    }
    if let Err(error) = disk::try_writing(&storage.recordings, "phoneclock-serve") {
        tracing::warn!(
            "PHONECLOCK_RECORDINGS, {}, cannot be written ({error}){}: calls go on, and no voice check is kept until it can",
            storage.recordings.display(),
            disk::belongs_to(&storage.recordings)
        );
    }
    Ok(Served {
        services,
        listener,
        metrics,
        phones: None,
        demo: None,
        edge: Edge { proxies: TrustedProxies::of(config.trusted_proxies), ..Edge::default() },
        data_dir: storage.data_dir.clone(),
        recordings: storage.recordings.clone(),
        _lock: lock,
    })
}

fn make_data_dir(data_dir: &Path) -> anyhow::Result<()> {
    disk::make_private(data_dir)
        .with_context(|| format!("PHONECLOCK_DATA_DIR: the folder {} cannot be made", data_dir.display()))
}

const LOCK: &str = "serve.lock";

/// Two gateways on one folder would take each other's background work. `None` when another holds it.
fn try_lock(data_dir: &Path) -> anyhow::Result<Option<File>> {
    let path = data_dir.join(LOCK);
    let file = File::create(&path).with_context(|| match disk::is_read_only(data_dir) {
        true => format!("PHONECLOCK_DATA_DIR, {}: {}", data_dir.display(), disk::READ_ONLY),
        false => format!("{} cannot be written{}", path.display(), disk::belongs_to(&path)),
    })?;
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Ok(None),
        Err(TryLockError::Error(error)) => unlocked(data_dir, Err(error))?,
    }
    unlocked(data_dir, disk::try_locks(&file))?;
    Ok(Some(file))
}

fn with_clips(script: Script, folder: Option<&Path>) -> anyhow::Result<Script> {
    let Some(folder) = folder else { return Ok(script) };
    let clips = clips::read(folder)?;
    if let Some(unused) = clips.unused_sentence() {
        tracing::warn!("{unused}");
    }
    tracing::info!(clips = clips.played.len(), "recorded prompts are used");
    Ok(script.with_clips(clips.played)?)
}

impl Served {
    /// The address that answers.
    ///
    /// # Errors
    /// When the listener has none.
    pub fn address(&self) -> std::io::Result<std::net::SocketAddr> {
        self.listener.local_addr()
    }

    /// With a phone in the browser, which calls through a simulated provider.
    #[must_use]
    pub fn with_phones(self, phones: Phones) -> Self {
        Self { phones: Some(phones), ..self }
    }

    /// With the front page of a demo, its one-press sign-in and its reset.
    #[must_use]
    pub fn with_demo(self, demo: Demo) -> Self {
        Self { demo: Some(demo), ..self }
    }

    /// Answers from now on, until the lifecycle stops.
    ///
    /// # Errors
    /// When metrics cannot be recorded.
    pub fn start(self, lifecycle: &Lifecycle) -> anyhow::Result<Running> {
        let Self { services, listener, metrics, phones, data_dir, recordings, demo, edge, _lock } = self;
        if let Some(listener) = metrics {
            let buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 15.0];
            let recorder = PrometheusBuilder::new()
                .set_buckets_for_metric(Matcher::Full("phoneclock_webhook_seconds".to_owned()), &buckets)?
                .install_recorder()?;
            let folders = [("data", data_dir.clone()), ("recordings", recordings.clone())];
            let render = move || {
                tell_room(&folders);
                std::future::ready(recorder.render())
            };
            lifecycle.serve(listener, Router::new().route("/metrics", get(render)));
        }
        let (tracker, stop) = (&lifecycle.tracker, &lifecycle.stop);
        let worker = Worker::of(&services);
        tracker.spawn(worker::runner::run(worker.clone(), stop.clone()));
        tracker.spawn(worker::clock::run(services.store.clone(), stop.clone()));
        tracker.spawn(worker::renewal::run(Arc::clone(&services), stop.clone()));
        tracker.spawn(worker::housekeeping::run(worker, Arc::clone(&services), stop.clone()));
        let (began_at, stopped) = (SystemClock.now(), stop.clone());
        tracker.spawn_blocking(move || sweep(&recordings, began_at, &stopped));
        let practice = Some(practice_line(&services, data_dir.join("practice"), lifecycle)?);
        let (tracker, stop, edge) = (tracker.clone(), stop.clone(), Arc::new(edge));
        let web = Web { phones, practice, demo, edge, ..Web::new(Arc::clone(&services), tracker, stop) };
        lifecycle.serve(listener, web::router(web));
        Ok(Running { services, _lock })
    }
}

/// How much may still be written to the disks of these folders.
fn tell_room(folders: &[(&'static str, PathBuf)]) {
    for (name, folder) in folders {
        // A folder that is gone has no room to tell of; the alarm for it is another.
        if let Ok(room) = disk::room(folder) {
            #[expect(clippy::cast_precision_loss, reason = "to the byte it matters to nobody")]
            metrics::gauge!("phoneclock_disk_room_bytes", "folder" => *name).set(room as f64);
        }
    }
}

/// Removes the recordings that the last run was writing when it ended. There may be millions to look through.
fn sweep(folder: &Path, began_at: Timestamp, stop: &CancellationToken) {
    match Recordings::sweep(folder, began_at, &|| stop.is_cancelled()) {
        Ok(0) => {}
        Ok(files) => tracing::info!(files, "recordings that were being written when the last run ended are removed"),
        Err(error) => tracing::warn!(
            error = &error as &dyn std::error::Error,
            "PHONECLOCK_RECORDINGS could not be looked through for recordings that were being written when the last run ended"
        ),
    }
}

/// A practice line whose calls are kept below this folder, which is emptied first.
///
/// # Errors
/// When the folder cannot be used.
pub fn practice_line(
    services: &Arc<Services>,
    folder: PathBuf,
    lifecycle: &Lifecycle,
) -> Result<PracticeLine, practice::PracticeCopyError> {
    let tracker = lifecycle.tracker.clone();
    let answer = move |listener, services: Arc<Services>, stop: CancellationToken| {
        let tracker = tracker.clone();
        let (tracked, stopped) = (tracker.clone(), stop.clone());
        let web = Web::new(services, tracked, stopped);
        Lifecycle { tracker, stop }.serve(listener, web::line(web));
    };
    let (tracker, stop) = (lifecycle.tracker.clone(), lifecycle.stop.clone());
    PracticeLine::new(Arc::clone(services), folder, Arc::new(answer), tracker, stop)
}

/// A gateway that answers; its folder stays locked for as long as this lives.
pub struct Running {
    pub services: Arc<Services>,
    _lock: File,
}

/// Serves until a signal says stop.
///
/// # Errors
/// In words that name the setting.
pub async fn serve(storage: StorageArgs, config: GatewayConfig) -> anyhow::Result<()> {
    let lifecycle = Lifecycle::default();
    lifecycle.stop_on_signals()?;
    let (public_url, number, metrics) =
        (config.public_url.clone(), config.dial_in_number.clone(), config.metrics_listen);
    let served = prepare(&storage, config).await?;
    let address = served.address()?;
    // Before anybody is answered: what fails from here on fails one caller, not all of them.
    let first_owner = served.services.store.write(Hold::Gateway, first_owner::link).await?;
    let running = served.start(&lifecycle)?;
    let services = Arc::clone(&running.services);
    let base = public_url.as_str().trim_end_matches('/');
    let webhooks: Vec<_> = services.providers.iter().map(|brand| format!("{base}/voice/{}", brand.name())).collect();
    tracing::info!(
        %address,
        public_url = base,
        webhook = webhooks.join(", "),
        dial_in_number = ?number,
        metrics = metrics.map_or_else(|| "off".to_owned(), |address| address.to_string()),
        "the gateway answers"
    );
    let local = public_url.host_str().is_some_and(|host| host == "localhost" || host == "127.0.0.1" || host == "[::1]");
    if public_url.scheme() != "https" && !local {
        tracing::warn!(
            "PHONECLOCK_PUBLIC_URL is not https: PINs and passwords travel in the clear through the network of this machine"
        );
    }
    if let Some(FirstOwnerLink { token, lives }) = first_owner {
        // The one secret that is printed: without it nobody could ever sign in.
        let printed = console::print(&format!(
            "Nobody can sign in yet. To become the owner, open within {}:\n  {base}/welcome/{}\n",
            hours(lives),
            token.expose()
        ));
        if !printed {
            tracing::warn!(
                "nobody can sign in yet, and the link to become the owner could not be printed; `phoneclock doctor` tells it"
            );
        }
    }
    let lost = tokio::select! {
        () = lifecycle.wait() => None,
        lost = services.store.db().lost() => {
            lifecycle.stop.cancel();
            lifecycle.wait().await;
            Some(lost)
        }
    };
    services.store.db().close().await;
    match lost {
        None => {
            tracing::info!("stopped");
            Ok(())
        }
        Some(lost) => Err(explain(&lost)),
    }
}

/// Whole hours that are left, in words.
fn hours(left: SignedDuration) -> String {
    match left.as_hours() {
        1 => "1 hour".to_owned(),
        hours => format!("{hours} hours"),
    }
}

/// Why nothing more is promised before a new start.
fn explain(lost: &Lost) -> anyhow::Error {
    match lost {
        Lost::Disk => anyhow::anyhow!(
            "the disk of PHONECLOCK_DATA_DIR has failed to keep what was written; nothing that a caller has heard is lost, \
             but nothing more can be promised before a new start"
        ),
        Lost::Moved(path) => anyhow::anyhow!(
            "{} was moved away or replaced while the gateway ran; what callers heard before is in the file that was there and in its -wal file. \
             Put it back, or restore a backup with `phoneclock restore`, which may be done while the gateway runs",
            path.display()
        ),
    }
}
