//! The services of a gateway, put together over its storage.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use anyhow::Context;
use ipnet::IpNet;
use url::Url;

use super::{
    database::make_schema,
    locks::{check_locks, hold_for_upgrade},
    recordings::open_recordings,
    system::{SystemClock, SystemEntropy},
};
use crate::{
    config::{DatabasePlace, MailConfig, StorageArgs},
    dialog::script::Script,
    disk,
    domain::{caller::E164, language::Language, offered::OfferedLanguages, texting::Texting},
    mail::{MailFolder, Mailer, Sender, Smtp},
    practice,
    provider::Provider,
    service::{
        Services,
        kernel::keys::{KeyError, MasterKey},
        pin_hash::{PinHasher, Threads},
        services::ServiceParts,
        upkeep,
    },
    store::{
        Db, Hold, gateway,
        migrate::migrate,
        postgres::Connections,
        soundness::{self, SoundnessError},
    },
    web,
};

/// A gateway over the storage, without a provider: enough for every command but `serve`.
///
/// # Errors
/// In words that say what to do.
pub async fn open(storage: &StorageArgs) -> anyhow::Result<Arc<Services>> {
    let nowhere = Url::parse("http://127.0.0.1")?;
    let place = storage.database_place()?;
    look_over(&place, storage)?;
    check_locks(storage)?;
    let _upgrading = hold_for_upgrade(&place, storage)?;
    // A command hashes one PIN, if any.
    let pin_threads = Threads { count: 1, niceness: 0 };
    let outside = Outside {
        providers: Vec::new(),
        public_url: nowhere,
        dial_in_number: None,
        default_language: Language::En,
        offered: OfferedLanguages::default(),
        mail: MailConfig::default(),
        texting: Texting::default(),
        webhook_networks: Vec::new(),
    };
    assemble((storage, &place), pin_threads, Script::embedded()?, outside).await
}

/// Refuses a damaged database before anything touches it.
pub(super) fn look_over(place: &DatabasePlace, storage: &StorageArgs) -> Result<(), SoundnessError> {
    match place {
        // Without a key file the database has never held anything.
        DatabasePlace::File(path) => soundness::check(path, !storage.key_file().exists()),
        DatabasePlace::Server(_) => Ok(()),
    }
}

/// What a gateway reaches outside this machine, and what reaches it.
pub(super) struct Outside {
    pub(super) providers: Vec<Arc<dyn Provider>>,
    pub(super) public_url: Url,
    pub(super) dial_in_number: Option<E164>,
    pub(super) default_language: Language,
    pub(super) offered: OfferedLanguages,
    pub(super) mail: MailConfig,
    pub(super) texting: Texting,
    pub(super) webhook_networks: Vec<IpNet>,
}

pub(super) async fn assemble(
    (storage, place): (&StorageArgs, &DatabasePlace),
    pin_threads: Threads,
    script: Script,
    outside: Outside,
) -> anyhow::Result<Arc<Services>> {
    let Outside { providers, public_url, dial_in_number, default_language, offered, mail, texting, webhook_networks } =
        outside;
    web::pages::check_words()?;
    practice::words::check()?;
    crate::mail::words::check()?;
    make_data_dir(&storage.data_dir)?;
    let mailer = match &mail.smtp {
        Some(smtp) => Mailer::Smtp(Smtp::new(smtp, mail.authorities.as_ref(), &public_url)?),
        None => Mailer::Folder(MailFolder::new(outbox(&mail, storage))),
    };
    let db = open_database(place).await?;
    let keys = bind_keys(&db, place, storage).await?;
    let recordings = open_recordings(&storage.recordings_place()?)?;
    let services = Services::new(ServiceParts {
        db,
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        pins: PinHasher::start(&keys.pin_pepper(), pin_threads, &SystemEntropy)
            .context("the PIN threads cannot be started")?,
        links: keys.link_key(),
        mailer,
        mail_from: mail.from.unwrap_or_else(|| Sender::at_host_of(&public_url)),
        script,
        recordings,
        providers,
        public_url,
        dial_in_number,
        default_language,
        offered,
        texting,
        webhook_networks,
    });
    upkeep::clock::take_up(&services.store).await?;
    Ok(services)
}

/// The folder for emails where there is no mail server.
pub(super) fn outbox(mail: &MailConfig, storage: &StorageArgs) -> PathBuf {
    mail.outbox.clone().unwrap_or_else(|| storage.data_dir.join("outbox"))
}

/// The database in its present form.
async fn open_database(place: &DatabasePlace) -> anyhow::Result<Db> {
    match place {
        DatabasePlace::File(path) => {
            migrate(path)?;
            Ok(Db::open(path)?)
        }
        DatabasePlace::Server(server) => {
            make_schema(server).await?;
            Ok(Db::at(server, Connections::default()))
        }
    }
}

/// A key file is made for a new database in a file only; a known one must find its own. Several gateways would make
/// several, of which all but one were worth nothing.
async fn bind_keys(db: &Db, place: &DatabasePlace, storage: &StorageArgs) -> Result<MasterKey, KeyError> {
    let bound: bool = db.read(|tx| Ok::<_, KeyError>(gateway::find_key_fingerprint(tx)?.is_some())).await?;
    let alone = matches!(place, DatabasePlace::File(_));
    let file = storage.key_file();
    if !alone && !bound && !file.exists() {
        return Err(KeyError::NotMade(file));
    }
    let keys = MasterKey::load(&file, alone && !bound, &SystemEntropy)?;
    db.write(Hold::Gateway, move |tx| keys.bind(tx).map(|()| keys)).await
}

pub(super) fn make_data_dir(data_dir: &Path) -> anyhow::Result<()> {
    disk::make_private(data_dir)
        .with_context(|| format!("PHONECLOCK_DATA_DIR: the folder {} cannot be made", data_dir.display()))
}
