//! A gateway on the telephone: prepared, then started with all that runs beside it.

use std::{
    fs::File,
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use super::{
    assembly::{Outside, assemble, look_over, make_data_dir, outbox},
    clips::{self, Clips},
    locks::try_lock,
    metrics, providers,
    recordings::take_place,
    shared_settings::SharedSettings,
    system::{SystemClock, machine_name},
};
use crate::{
    config::{DatabasePlace, GatewayConfig, RecordingsPlace, StorageArgs},
    demo::Demo,
    dialog::script::Script,
    domain::clock::Clock,
    lifecycle::{Lifecycle, listen},
    phone::Phones,
    practice::{PracticeCopyError, PracticeLine},
    service::{
        Services,
        calls::numbers::NumberBook,
        kernel::recordings,
        pin_hash::Threads,
        upkeep::replicas::{Presence, Replica},
    },
    store::gateway::find_key_fingerprint,
    web::{self, Edge, WebParts, client_address::TrustedProxies},
    worker::{self, Worker, presence::Attendance},
};

/// A gateway on the telephone, ready to run.
pub struct Served {
    /// The parts of the gateway.
    pub services: Arc<Services>,
    listener: TcpListener,
    metrics: Option<TcpListener>,
    phones: Option<Phones>,
    data_dir: PathBuf,
    recordings: RecordingsPlace,
    demo: Option<Demo>,
    edge: Edge,
    /// How it is there beside others on the same database.
    attendance: Option<Attendance>,
    /// Held for as long as the gateway runs.
    _lock: File,
}

/// What a killed run leaves half-written in a folder of several gateways is nobody's after so long.
const HALF_WRITTEN_TTL: SignedDuration = SignedDuration::from_hours(24);

fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// Puts a gateway together and listens, without answering yet.
///
/// # Errors
/// In words that name the setting.
pub async fn prepare(storage: &StorageArgs, config: GatewayConfig) -> anyhow::Result<Served> {
    let recordings = storage.recordings_place()?;
    let place = storage.database_place()?;
    if matches!(place, DatabasePlace::Server(_)) && config.mail.smtp.is_none() && config.mail.outbox.is_none() {
        anyhow::bail!(
            "PHONECLOCK_SMTP_URL is not set, and gateways that share a database would each keep emails where nobody looks; \
             set it, or set PHONECLOCK_OUTBOX to a folder for them"
        );
    }
    let clips = config.clips.as_deref().map(clips::read).transpose()?.unwrap_or_default();
    let shared = SharedSettings::new(&config, storage, &clips);
    let providers = providers::build(config.providers, &config.public_url_typed, &clock())?;
    let numbers = config.numbers;
    let script = with_clips(Script::embedded()?, clips)?;
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
    look_over(&place, storage)?;
    let port = listener.local_addr()?.port();
    let name = config.replica.unwrap_or_else(|| format!("{}:{port}", machine_name()));
    let presence = be_seen(&place, &name).await?;
    let outbox = outbox(&config.mail, storage);
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    // Webhooks come first by the priority of the threads.
    let pin_threads = Threads { count: cores, niceness: 5 };
    let outside = Outside {
        providers,
        public_url: config.public_url,
        dial_in_number: Some(config.dial_in_number),
        default_language: config.language,
        offered: config.offered,
        mail: config.mail,
        texting: config.texting,
        webhook_networks: config.webhook_networks,
    };
    let services = assemble((storage, &place), pin_threads, script, outside).await?;
    let gateway = services.store.read(find_key_fingerprint).await?.unwrap_or_default();
    // A database file is one gateway's, and so is a folder beside it.
    take_place(&services.recordings, &recordings, services.store.db().is_shared(), &gateway).await?;
    if !numbers.is_empty() {
        let book = services.store.read(move |tx| NumberBook::open(tx, numbers)).await?;
        services.calls.set_numbers(book.context("PHONECLOCK_NUMBERS binds a number to a workspace")?);
    }
    services.store.clock().log_doubt();
    if services.outbox.goes_to_folder() {
        tracing::warn!(folder = %outbox.display(), "PHONECLOCK_SMTP_URL is not set: emails go to a folder");
    }
    let settings = shared.hashed(services.store.keys());
    let replica = Replica { id: services.replica, name, started_at: services.store.now(), settings };
    let mut attendance = presence.map(|presence| Attendance::new(&services, presence, replica));
    if let Some(attendance) = &mut attendance {
        // Before any work is taken: by this others know whose it is.
        attendance.beat().await;
    }
    Ok(Served {
        services,
        listener,
        metrics,
        phones: None,
        demo: None,
        edge: Edge { proxies: TrustedProxies::new(config.trusted_proxies), ..Edge::default() },
        data_dir: storage.data_dir.clone(),
        recordings,
        attendance,
        _lock: lock,
    })
}

/// Shows the others on a database that this gateway serves it, once it is of the schema of this program.
async fn be_seen(place: &DatabasePlace, name: &str) -> anyhow::Result<Option<Presence>> {
    let DatabasePlace::Server(server) = place else { return Ok(None) };
    server.migrate().await?;
    Ok(Some(Presence::begin(server, name).await?))
}

fn with_clips(script: Script, clips: Clips) -> anyhow::Result<Script> {
    if let Some(unused) = clips.unused_sentence() {
        tracing::warn!("{unused}");
    }
    if clips.played.is_empty() {
        return Ok(script);
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
    pub fn start(self, lifecycle: &Lifecycle) -> anyhow::Result<RunningGateway> {
        let Self { services, listener, metrics, phones, data_dir, recordings, demo, edge, attendance, _lock } = self;
        if let Some(listener) = metrics {
            // Nobody knows how much room there is in a bucket.
            let of_recordings = recordings.folder().map(|folder| ("recordings", folder.to_owned()));
            let folders = [("data", data_dir.clone())].into_iter().chain(of_recordings).collect();
            metrics::serve(lifecycle, listener, folders)?;
        }
        let (tracker, stop) = (&lifecycle.tracker, &lifecycle.stop);
        let worker = Worker::new(&services);
        tracker.spawn(worker::runner::run(worker.clone(), stop.clone()));
        tracker.spawn(worker::clock::run(services.store.clone(), stop.clone()));
        tracker.spawn(worker::renewal::run(Arc::clone(&services), stop.clone()));
        tracker.spawn(worker::costs::run(worker.clone(), Arc::clone(&services), stop.clone()));
        tracker.spawn(worker::hooks::run(worker.clone(), Arc::clone(&services), web::write_happening, stop.clone()));
        tracker.spawn(worker::missed_calls::run(worker.clone(), Arc::clone(&services), stop.clone()));
        tracker.spawn(worker::housekeeping::run(worker, Arc::clone(&services), stop.clone()));
        if let Some(attendance) = attendance {
            tracker.spawn(attendance.run(stop.clone()));
        }
        // In a bucket a file is there whole or not at all.
        if let RecordingsPlace::Folder(folder) = recordings {
            // Others may be writing into a folder that they share.
            let others = if services.store.db().is_shared() { HALF_WRITTEN_TTL } else { SignedDuration::ZERO };
            let before = SystemClock.now().saturating_sub(others).unwrap_or(Timestamp::MIN);
            let stopped = stop.clone();
            tracker.spawn_blocking(move || sweep(&folder, before, &stopped));
        }
        let practice = Some(practice_line(&services, data_dir.join("practice"), lifecycle)?);
        let (tracker, stop) = (tracker.clone(), stop.clone());
        let web = WebParts { phones, practice, demo, edge, ..WebParts::new(Arc::clone(&services), tracker, stop) };
        lifecycle.serve(listener, web::router(web));
        Ok(RunningGateway { services, _lock })
    }
}

/// A gateway that answers; its folder stays locked for as long as this lives.
pub struct RunningGateway {
    /// The parts of the gateway.
    pub services: Arc<Services>,
    _lock: File,
}

/// Removes the recordings that the last run was writing when it ended. There may be millions to look through.
fn sweep(folder: &Path, before: Timestamp, stop: &CancellationToken) {
    match recordings::sweep(folder, before, &|| stop.is_cancelled()) {
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
) -> Result<PracticeLine, PracticeCopyError> {
    let tracker = lifecycle.tracker.clone();
    let answer = move |listener, services: Arc<Services>, stop: CancellationToken| {
        let tracker = tracker.clone();
        let (tracked, stopped) = (tracker.clone(), stop.clone());
        let web = WebParts::new(services, tracked, stopped);
        Lifecycle { tracker, stop }.serve(listener, web::line(web));
    };
    let (tracker, stop) = (lifecycle.tracker.clone(), lifecycle.stop.clone());
    PracticeLine::new(Arc::clone(services), folder, Arc::new(answer), tracker, stop)
}
