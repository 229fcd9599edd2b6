//! There and back again, and everything that can be wrong with a backup.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::SignedDuration;
use tempfile::TempDir;

use super::{
    archive::{DATABASE, FORMAT, MANIFEST},
    *,
};
use crate::{
    domain::{
        caller::Caller,
        clock::ManualClock,
        employee::{Details, Employee},
        entropy::SeededEntropy,
        entry::EntryStatus,
        ids::{CallId, EmployeeId, EntryId, Ids, ProviderCallId, ProviderRecordingId, VoiceCheckId, WorkspaceId},
        voice_check::Measures,
        workspace::{Settings, Workspace, Zone},
    },
    service::kernel::{keys::MasterKey, recordings::Recordings},
    store::{
        Db, Hold, StoreError,
        calls::{self, Call},
        employees,
        entries::{self, Entry},
        migrate::migrate,
        voice_checks::{self, NewVoiceCheck, StoredWav},
        workspaces,
    },
};

fn now() -> Timestamp {
    "2026-10-05T12:00:00Z".parse().unwrap()
}

/// A database bound to its key file, with a folder for recordings, as a gateway has them.
struct Site {
    folder: TempDir,
    db: Db,
    clock: ManualClock,
    entropy: SeededEntropy,
}

impl Site {
    async fn new(seed: u64) -> Self {
        let folder = TempDir::new().unwrap();
        let database = folder.path().join("phoneclock.db");
        migrate(&database).unwrap();
        let entropy = SeededEntropy::new(seed);
        let keys = MasterKey::load(&folder.path().join("key"), true, &entropy).unwrap();
        let db = Db::open(&database).unwrap();
        db.write(Hold::Gateway, move |tx| keys.bind(tx)).await.unwrap();
        Self { folder, db, clock: ManualClock::starting_at(now()), entropy }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    async fn backup(&self, to: &str) -> Result<Summary, BackupError> {
        let recordings = Recordings::found_in(&self.path("recordings")).unwrap();
        backup(&self.path("phoneclock.db"), &recordings, &self.path(to), now()).await
    }

    async fn restore(&self, from: &Path) -> Result<Restored, BackupError> {
        let recordings = Recordings::in_folder(&self.path("recordings")).unwrap();
        restore(from, &self.path("phoneclock.db"), &recordings, now()).await
    }

    async fn add_workspace(&self, name: &str) -> Result<WorkspaceId, StoreError> {
        self.clock.advance(SignedDuration::from_secs(1));
        let id = WorkspaceId::generate(&Ids::new(&self.clock, &self.entropy));
        let settings = Settings::new(name.to_owned(), Zone::parse("America/Chicago").unwrap());
        self.db
            .write(Hold::Gateway, move |tx| workspaces::insert_workspace(tx, &Workspace { id, settings }, now()))
            .await
            .map(|()| id)
    }

    /// A voice check stored as the gateway stores them; the name of its recording.
    async fn add_voice_check(&self, name: &str, wav: &'static [u8]) -> String {
        let workspace = self.add_workspace(name).await.unwrap();
        let ids = Ids::new(&self.clock, &self.entropy);
        let details = Details::named("Ana");
        let employee = Employee { id: EmployeeId::generate(&ids), workspace, details, active: true };
        let call = Call {
            id: CallId::generate(&ids),
            provider: "twilio".to_owned(),
            provider_call_id: ProviderCallId::parse(name).unwrap(),
            caller: Caller::parse(""),
            dialed: String::new(),
            answered_at: now(),
            ended_at: None,
            step: 0,
            token: String::new(),
            session: "{}".to_owned(),
            workspace: None,
            employee: None,
            last_heard_at: now(),
        };
        let entry = Entry {
            id: EntryId::generate(&ids),
            workspace,
            employee: employee.id,
            status: EntryStatus::Open,
            in_at: now(),
            out_at: None,
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        let id = VoiceCheckId::generate(&ids);
        let key = Recordings::key(workspace, now(), id);
        let recordings = Recordings::in_folder(&self.path("recordings")).unwrap();
        let sha256 = recordings.put(&key, wav.into()).await.unwrap();
        let measures =
            Measures { secs: 1.0, level_dbfs: -20.0, peak_dbfs: -3.0, speech_share: 0.5, clipped_share: 0.0 };
        let kept = StoredWav { recording: key.clone(), sha256, bytes: wav.len(), measures };
        self.db
            .write(Hold::Gateway, move |tx| {
                employees::insert_employee(tx, &employee, now())?;
                calls::insert_call(tx, &call)?;
                entries::insert_open(tx, &entry)?;
                let expected = NewVoiceCheck { id, workspace, employee: employee.id, call: call.id, entry: entry.id };
                voice_checks::insert_expected(tx, &expected, now())?;
                voice_checks::set_fetching(tx, id, &ProviderRecordingId::parse("RE1").unwrap())?;
                voice_checks::set_stored(tx, id, &kept, now())
            })
            .await
            .unwrap();
        key
    }

    async fn workspaces(&self) -> Vec<String> {
        let listed = self.db.read(workspaces::list_workspaces).await.unwrap();
        listed.into_iter().map(|workspace| workspace.settings.name).collect()
    }

    fn recording(&self, name: &str) -> PathBuf {
        self.path("recordings").join(name)
    }

    /// Nothing unfinished is left lying about.
    #[track_caller]
    fn is_tidy(&self) {
        for entry in fs::read_dir(self.folder.path()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            assert!(!name.contains("partial"), "{name}");
        }
    }
}

fn workspaces_in(database: &Path) -> Vec<String> {
    let listed = snapshot::read_file(database, workspaces::list_workspaces).unwrap();
    listed.into_iter().map(|workspace| workspace.settings.name).collect()
}

#[tokio::test]
async fn a_backup_brings_back_what_there_was_under_a_gateway_that_has_it_open() {
    let site = Site::new(1).await;
    let one = site.add_voice_check("one", b"RIFF one").await;
    let two = site.add_voice_check("two", b"RIFF two").await;
    let summary = site.backup("all.tar").await.unwrap();
    assert_eq!((summary.recordings, summary.missing.len(), summary.altered.len()), (2, 0, 0));
    assert!(summary.to_string().contains("The key file is not in the backup"), "{summary}");
    assert_eq!(fs::metadata(&summary.file).unwrap().permissions().mode() & 0o777, 0o600);

    site.add_workspace("three").await.unwrap();
    fs::remove_file(site.recording(&one)).unwrap();
    let restored = site.restore(&summary.file).await.unwrap();

    assert_eq!((restored.made_at, restored.recordings, restored.kept), (now(), 1, 1));
    assert_eq!(restored.missing, Vec::<String>::new());
    assert_eq!(site.workspaces().await, ["one", "two"]);
    assert_eq!(fs::read(site.recording(&one)).unwrap(), b"RIFF one");
    assert_eq!(fs::read(site.recording(&two)).unwrap(), b"RIFF two");
    assert_eq!(workspaces_in(&restored.safety_copy.unwrap()), ["one", "three", "two"]);
    site.add_workspace("four").await.unwrap();
    assert_eq!(site.workspaces().await, ["four", "one", "two"]);
    site.is_tidy();
}

#[tokio::test]
async fn a_backup_can_be_restored_where_nothing_was() {
    let site = Site::new(1).await;
    let one = site.add_voice_check("one", b"RIFF one").await;
    let summary = site.backup("all.tar").await.unwrap();
    let elsewhere = TempDir::new().unwrap();
    let (database, recordings) = (elsewhere.path().join("data/phoneclock.db"), elsewhere.path().join("recordings"));
    let place = Recordings::in_folder(&recordings).unwrap();
    let restored = restore(&summary.file, &database, &place, now()).await.unwrap();
    assert_eq!((restored.recordings, restored.safety_copy.as_deref()), (1, None));
    assert!(restored.to_string().contains("key file"), "{restored}");
    assert_eq!(workspaces_in(&database), ["one"]);
    assert_eq!(fs::read(recordings.join(one)).unwrap(), b"RIFF one");
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);
    migrate(&database).unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_that_was_answered_is_lost_while_a_gateway_writes_on() {
    let site = Site::new(1).await;
    site.add_workspace("before").await.unwrap();
    let stop = AtomicBool::new(false);
    let writing = async {
        let mut answered = Vec::new();
        while !stop.load(Ordering::Relaxed) {
            let name = format!("w{}", answered.len());
            site.add_workspace(&name).await.unwrap();
            answered.push(name);
        }
        answered
    };
    let files = (site.path("phoneclock.db"), site.path("recordings"), site.path("all.tar"));
    let restoring = async {
        let restored = tokio::task::spawn_blocking(move || {
            let (database, recordings, file) = files;
            let recordings = Recordings::in_folder(&recordings).unwrap();
            let there_and_back = async {
                backup(&database, &recordings, &file, now()).await.unwrap();
                restore(&file, &database, &recordings, now()).await.unwrap()
            };
            tokio::runtime::Handle::current().block_on(there_and_back)
        });
        let restored = restored.await.unwrap();
        stop.store(true, Ordering::Relaxed);
        restored
    };
    let (answered, restored) = futures::join!(writing, restoring);
    let mut kept = workspaces_in(&restored.safety_copy.unwrap());
    kept.extend(site.workspaces().await);
    assert!(answered.iter().all(|name| kept.contains(name)), "{answered:?} in {kept:?}");
    assert_eq!(snapshot::examine(&site.path("phoneclock.db")).unwrap(), Vec::<String>::new());
    site.add_workspace("after").await.unwrap();
}

#[tokio::test]
async fn recordings_that_are_missing_or_altered_are_told() {
    let site = Site::new(1).await;
    let one = site.add_voice_check("one", b"RIFF one").await;
    let two = site.add_voice_check("two", b"RIFF two").await;
    fs::remove_file(site.recording(&one)).unwrap();
    fs::write(site.recording(&two), "RIFF another").unwrap();
    let summary = site.backup("all.tar").await.unwrap();
    assert_eq!((summary.recordings, &summary.missing, &summary.altered), (1, &vec![one.clone()], &vec![two]));
    assert!(summary.to_string().contains(&one));
    assert_eq!(site.restore(&summary.file).await.unwrap().missing, [one]);
}

#[tokio::test]
async fn a_backup_overwrites_nothing_and_finds_its_own_name_in_a_folder() {
    let site = Site::new(1).await;
    fs::write(site.path("kept.tar"), "kept").unwrap();
    let refused = site.backup("kept.tar").await.unwrap_err();
    assert!(matches!(refused, BackupError::Exists(_)), "{refused}");
    assert_eq!(fs::read(site.path("kept.tar")).unwrap(), b"kept");
    fs::create_dir(site.path("backups")).unwrap();
    let summary = site.backup("backups").await.unwrap();
    assert_eq!(summary.file, site.path("backups/phoneclock-20261005T120000Z.tar"));
    assert!(matches!(site.backup("backups").await, Err(BackupError::Exists(_))));
    assert!(matches!(site.backup("missing/all.tar").await, Err(BackupError::Target { .. })));
    let none = Recordings::found_in(&site.path("recordings")).unwrap();
    let nowhere = backup(&site.path("no.db"), &none, &site.path("new.tar"), now()).await;
    assert!(matches!(nowhere, Err(BackupError::NoDatabase(_))));
    assert!(!site.path("new.tar").exists());
    site.is_tidy();
}

#[tokio::test]
async fn what_a_killed_backup_left_goes_with_the_next_one_and_what_is_at_work_or_not_ours_stays() {
    let site = Site::new(1).await;
    let leave = |name: &str, file: &str| {
        let folder = site.path(name);
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join(file), "half").unwrap();
        folder
    };
    let killed = leave(".phoneclock-1.tar.4711.partial", "phoneclock.db");
    let at_work = leave(".phoneclock-2.tar.4712.partial", "backup.tar");
    let held = File::open(&at_work).unwrap();
    held.try_lock().unwrap();
    let others = [leave(".of-somebody.partial", "letter.txt"), leave("seen.partial", "phoneclock.db")];
    site.backup("all.tar").await.unwrap();
    assert!(!killed.exists() && at_work.exists() && others.iter().all(|folder| folder.exists()));
}

#[tokio::test]
async fn a_backup_of_another_key_file_is_refused() {
    let (site, other) = (Site::new(1).await, Site::new(2).await);
    site.add_workspace("mine").await.unwrap();
    let foreign = other.backup("all.tar").await.unwrap();
    let refused = site.restore(&foreign.file).await.unwrap_err();
    assert!(matches!(refused, BackupError::OtherKey { .. }), "{refused}");
    assert_eq!(site.workspaces().await, ["mine"]);
    site.is_tidy();
}

#[tokio::test]
async fn a_recording_with_other_content_is_not_overwritten() {
    let site = Site::new(1).await;
    let one = site.add_voice_check("one", b"RIFF one").await;
    let two = site.add_voice_check("two", b"RIFF two").await;
    let file = site.backup("all.tar").await.unwrap().file;
    site.add_workspace("later").await.unwrap();
    fs::remove_file(site.recording(&one)).unwrap();
    fs::write(site.recording(&two), "another").unwrap();
    assert!(matches!(site.restore(&file).await, Err(BackupError::Occupied(name)) if name == two));
    assert_eq!(fs::read(site.recording(&two)).unwrap(), b"another");
    assert!(!site.recording(&one).exists());
    assert!(site.workspaces().await.contains(&"later".to_owned()));
}

#[tokio::test]
async fn a_changed_member_is_found_wherever_it_is() {
    let site = Site::new(1).await;
    site.add_voice_check("one", b"RIFF one").await;
    let whole = fs::read(site.backup("all.tar").await.unwrap().file).unwrap();
    let find = |bytes: &[u8]| whole.windows(bytes.len()).position(|window| window == bytes).unwrap();
    let changed = site.path("changed.tar");
    for place in [find(b"RIFF one") + 5, find(b"SQLite format 3") + 5000, find(b"\"sha256\": \"") + 12] {
        let mut bytes = whole.clone();
        bytes[place] = if bytes[place] == b'1' { b'2' } else { b'1' };
        fs::write(&changed, bytes).unwrap();
        assert!(matches!(site.restore(&changed).await, Err(BackupError::Damaged { .. })), "at {place}");
    }
    assert_eq!(site.workspaces().await, ["one"]);
    site.is_tidy();
}

#[tokio::test]
async fn what_is_no_backup_is_refused() {
    let site = Site::new(1).await;
    site.add_voice_check("one", b"RIFF one").await;
    let whole = fs::read(site.backup("all.tar").await.unwrap().file).unwrap();
    let other = site.path("other.tar");
    let mut cut_in_manifest = whole.len();
    while !whole[..cut_in_manifest].ends_with(b"\"members\"") {
        cut_in_manifest -= 1;
    }
    for bytes in [&b""[..], b"a letter", &vec![b'x'; 5000], &vec![0; 5000], &whole[..600], &whole[..cut_in_manifest]] {
        fs::write(&other, bytes).unwrap();
        let refused = site.restore(&other).await.unwrap_err();
        let fits = matches!(refused, BackupError::NotABackup { .. } | BackupError::Damaged { .. });
        assert!(fits, "{} bytes: {refused:?}", bytes.len());
    }
    assert!(matches!(site.restore(&site.path("missing.tar")).await, Err(BackupError::Unreadable { .. })));
    assert!(matches!(site.restore(site.folder.path()).await, Err(BackupError::NotABackup { .. })));
    assert!(matches!(site.restore(&site.path("phoneclock.db")).await, Err(BackupError::NotABackup { .. })));
    assert_eq!(site.workspaces().await, ["one"]);
    site.is_tidy();
}

/// A tar file of raw members, with names no honest writer gives.
fn tar_of(path: &Path, members: &[(&str, tar::EntryType)]) {
    let mut builder = tar::Builder::new(File::create(path).unwrap());
    for (name, kind) in members {
        let mut header = tar::Header::new_gnu();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_entry_type(*kind);
        header.set_size(if kind.is_file() { 4 } else { 0 });
        if !kind.is_file() {
            header.set_link_name_literal("/etc/passwd").unwrap();
        }
        header.set_mode(0o777);
        header.set_cksum();
        builder.append(&header, if kind.is_file() { &b"evil"[..] } else { b"" }).unwrap();
    }
    builder.finish().unwrap();
}

#[tokio::test]
async fn members_that_lead_elsewhere_are_refused() {
    use tar::EntryType::{Directory, Link, Regular, Symlink};
    let site = Site::new(1).await;
    let file = site.path("evil.tar");
    let absolute = site.path("escaped").to_str().unwrap().to_owned();
    let strange = [
        ("../escaped", Regular),
        (absolute.as_str(), Regular),
        ("recordings/../escaped", Regular),
        ("recordings/../../escaped", Regular),
        ("recordings//escaped", Regular),
        ("recordings/.escaped", Regular),
        ("recordings/a\\..\\escaped", Regular),
        ("recordings/", Regular),
        ("./phoneclock.db", Regular),
        ("phoneclock.key", Regular),
        ("phoneclock.db", Symlink),
        ("recordings/a.wav", Symlink),
        ("recordings/a.wav", Link),
        ("recordings", Directory),
    ];
    for member in strange {
        tar_of(&file, &[member]);
        let refused = site.restore(&file).await.unwrap_err();
        assert!(matches!(refused, BackupError::Strange { .. }), "{member:?}: {refused:?}");
    }
    tar_of(&file, &[("recordings/a.wav", Regular), ("recordings/a.wav", Regular)]);
    assert!(matches!(site.restore(&file).await, Err(BackupError::Strange { .. })));
    assert!(!site.path("escaped").exists() && !site.path("recordings/escaped").exists());
    site.is_tidy();
}

/// A well-formed backup around any database.
fn backup_of(database: &Path, to: &Path) {
    let mut archive = Archive::create(to, now()).unwrap();
    archive.add(DATABASE, File::open(database).unwrap()).unwrap();
    archive.finish(1).unwrap();
}

#[tokio::test]
async fn a_member_the_manifest_does_not_list_is_refused() {
    let site = Site::new(1).await;
    let file = site.path("more.tar");
    let database = File::open(site.path("phoneclock.db")).unwrap();
    let mut builder = tar::Builder::new(File::create(&file).unwrap());
    let mut header = tar::Header::new_gnu();
    header.set_size(database.metadata().unwrap().len());
    builder.append_data(&mut header, DATABASE, database).unwrap();
    let manifest = format!(r#"{{"format":{FORMAT},"schema":1,"created_at":"{}","members":[]}}"#, now());
    header.set_size(manifest.len() as u64);
    builder.append_data(&mut header, MANIFEST, manifest.as_bytes()).unwrap();
    builder.finish().unwrap();
    assert!(matches!(site.restore(&file).await, Err(BackupError::Strange { member, .. }) if member == DATABASE));
}

#[tokio::test]
async fn a_backup_from_a_newer_program_is_refused() {
    let site = Site::new(1).await;
    let file = site.path("newer.tar");
    let mut builder = tar::Builder::new(File::create(&file).unwrap());
    let manifest = format!(r#"{{"format":{},"and":"more"}}"#, FORMAT + 1);
    let mut header = tar::Header::new_gnu();
    header.set_size(manifest.len() as u64);
    builder.append_data(&mut header, MANIFEST, manifest.as_bytes()).unwrap();
    builder.finish().unwrap();
    assert!(matches!(site.restore(&file).await, Err(BackupError::Newer { .. })));

    let newer = site.path("newer.db");
    snapshot::copy_file(&site.path("phoneclock.db"), &newer).unwrap();
    let sql = "UPDATE refinery_schema_history SET version = version + 97";
    rusqlite::Connection::open(&newer).unwrap().execute(sql, []).unwrap();
    fs::remove_file(&file).unwrap();
    backup_of(&newer, &file);
    assert!(matches!(site.restore(&file).await, Err(BackupError::Newer { .. })));
}

#[tokio::test]
async fn a_database_that_is_damaged_or_of_another_program_is_refused() {
    let site = Site::new(1).await;
    site.add_workspace("mine").await.unwrap();
    let database = site.path("strange.db");
    fs::write(&database, "no database at all ".repeat(1000)).unwrap();
    backup_of(&database, &site.path("one.tar"));
    assert!(matches!(site.restore(&site.path("one.tar")).await, Err(BackupError::Damaged { .. })));

    fs::remove_file(&database).unwrap();
    rusqlite::Connection::open(&database).unwrap().execute_batch("CREATE TABLE recipe (name TEXT)").unwrap();
    backup_of(&database, &site.path("two.tar"));
    assert!(matches!(site.restore(&site.path("two.tar")).await, Err(BackupError::NotABackup { .. })));

    fs::remove_file(&database).unwrap();
    snapshot::copy_file(&site.path("phoneclock.db"), &database).unwrap();
    let sql = "PRAGMA foreign_keys = OFF; UPDATE employee SET id = id; INSERT INTO pin VALUES (x'00', 'hash', 1)";
    rusqlite::Connection::open(&database).unwrap().execute_batch(sql).unwrap();
    backup_of(&database, &site.path("three.tar"));
    assert!(matches!(site.restore(&site.path("three.tar")).await, Err(BackupError::Damaged { .. })));
    assert_eq!(site.workspaces().await, ["mine"]);
}

#[tokio::test]
async fn what_a_start_would_refuse_a_restore_refuses_too() {
    let site = Site::new(1).await;
    site.add_workspace("mine").await.unwrap();
    for (number, (sql, what)) in [
        ("CREATE TRIGGER spy AFTER INSERT ON punch BEGIN DELETE FROM audit; END", "the trigger spy"),
        ("CREATE VIEW everybody AS SELECT * FROM employee", "the view everybody"),
        ("CREATE UNIQUE INDEX one_name ON employee (name)", "the index one_name"),
    ]
    .into_iter()
    .enumerate()
    {
        let (database, file) = (site.path(&format!("{number}.db")), site.path(&format!("{number}.tar")));
        snapshot::copy_file(&site.path("phoneclock.db"), &database).unwrap();
        rusqlite::Connection::open(&database).unwrap().execute_batch(sql).unwrap();
        backup_of(&database, &file);
        let refused = site.restore(&file).await.unwrap_err().to_string();
        assert!(refused.contains(&format!("holds {what}, which no phoneclock makes")), "{refused}");
        let refused = soundness::check(&database, false).unwrap_err().to_string();
        assert!(refused.contains(&format!("holds {what}, which no phoneclock makes")), "{refused}");
    }
    assert_eq!(site.workspaces().await, ["mine"]);
}

#[tokio::test]
async fn a_database_that_another_sqlite_has_written_is_sound_and_is_restored() {
    let site = Site::new(1).await;
    site.add_workspace("mine").await.unwrap();
    let (database, file) = (site.path("other.db"), site.path("other.tar"));
    snapshot::copy_file(&site.path("phoneclock.db"), &database).unwrap();
    // The planner's own notes, which others keep in other tables or not at all.
    let sql = "DROP TABLE IF EXISTS sqlite_stat4; DROP TABLE sqlite_stat1";
    rusqlite::Connection::open(&database).unwrap().execute_batch(sql).unwrap();
    soundness::check(&database, false).unwrap();
    backup_of(&database, &file);
    site.restore(&file).await.unwrap();
    assert_eq!(site.workspaces().await, ["mine"]);
}

#[tokio::test]
async fn a_manifest_of_any_length_is_not_read_into_memory() {
    let site = Site::new(1).await;
    let file = site.path("long.tar");
    let mut builder = tar::Builder::new(File::create(&file).unwrap());
    let mut header = tar::Header::new_gnu();
    let size = (64 << 20) + 1;
    header.set_size(size);
    builder.append_data(&mut header, MANIFEST, io::Read::take(io::repeat(b' '), size)).unwrap();
    builder.finish().unwrap();
    let refused = site.restore(&file).await.unwrap_err();
    assert!(matches!(refused, BackupError::NotABackup { why, .. } if why.contains("larger")), "{refused}");
    site.is_tidy();
}

#[tokio::test]
async fn a_damaged_current_database_is_not_touched_and_the_way_out_is_told() {
    let site = Site::new(1).await;
    let file = site.backup("all.tar").await.unwrap().file;
    let damaged = site.path("damaged.db");
    fs::write(&damaged, "no database at all ".repeat(1000)).unwrap();
    let before = fs::read(&damaged).unwrap();
    let recordings = Recordings::found_in(&site.path("recordings")).unwrap();
    let refused = restore(&file, &damaged, &recordings, now()).await.unwrap_err();
    assert!(refused.to_string().contains("move it away together with its -wal and -shm files"), "{refused}");
    assert_eq!(fs::read(&damaged).unwrap(), before);
    let refused = backup(&damaged, &recordings, &site.path("new.tar"), now()).await.unwrap_err();
    assert!(refused.to_string().contains("phoneclock restore"), "{refused}");
}
