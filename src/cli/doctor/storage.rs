//! Folders, database file and key file, looked at without touching them.

use std::path::Path;

use phoneclock::{
    app::SystemEntropy,
    config::{RecordingsPlace, StorageArgs},
    disk,
    service::kernel::keys::MasterKey,
    store::{
        kept_files,
        migrate::{find_schema, known_schema},
        snapshot, soundness,
    },
};

use super::{Finding, Level, output};

pub(super) struct LookedOver {
    pub(super) findings: Vec<Finding>,
    /// Whether the database can be opened without making or changing anything.
    pub(super) may_open: bool,
}

pub(super) fn examine(storage: &StorageArgs) -> LookedOver {
    let database = storage.database();
    let mut findings = folders(storage, |path| lost(path, &database));
    if !database.exists() {
        findings.push(Finding::warning(
            "database",
            format!(
                "there is none yet at {}; `phoneclock workspace add` makes it, or set PHONECLOCK_DATA_DIR to where it is",
                database.display()
            ),
        ));
        return LookedOver { findings, may_open: false };
    }
    match soundness::check(&database, !storage.key_file().exists()) {
        Ok(()) => {
            findings.push(sound(&database));
            findings.extend(schema(&database));
        }
        Err(unsound) => findings.push(Finding::problem("database", output::sentence(&unsound.into()))),
    }
    findings.push(key_file(&storage.key_file()));
    let may_open = findings.iter().all(|finding| finding.level == Level::Ok || finding.about == "disk");
    LookedOver { findings, may_open }
}

/// The folders that are set. Of those of the recordings `lost` may know better; nothing of a bucket, which is tried over the
/// network.
pub(super) fn folders(storage: &StorageArgs, lost: impl Fn(&Path) -> Option<Finding>) -> Vec<Finding> {
    const RECORDINGS: &str = "recordings";
    let place = storage.recordings_place();
    let recordings = match &place {
        Ok(place) => {
            place.folder().map(|path| lost(path).unwrap_or_else(|| folder(RECORDINGS, "PHONECLOCK_RECORDINGS", path)))
        }
        Err(error) => Some(Finding::problem("settings", error.to_string())),
    };
    let mut findings = vec![folder("data folder", "PHONECLOCK_DATA_DIR", &storage.data_dir)];
    findings.extend(recordings);
    findings.extend(room("data", &storage.data_dir));
    if let Some(folder) = place.as_ref().ok().and_then(RecordingsPlace::folder) {
        findings.extend(room(RECORDINGS, folder));
    }
    findings
}

fn folder(about: &'static str, name: &str, path: &Path) -> Finding {
    let shown = path.display();
    if !path.exists() {
        return Finding::warning(about, format!("{shown} is not there yet; it is made when needed, or set {name}"));
    }
    if !path.is_dir() {
        return Finding::problem(about, format!("{shown} is not a folder; set {name} to one"));
    }
    match disk::try_writing(path, "phoneclock-doctor") {
        Ok(()) => Finding::ok(about, format!("{shown} can be written")),
        Err(_) if disk::is_read_only(path) => Finding::problem(about, format!("{shown}: {}", disk::READ_ONLY)),
        Err(error) => {
            let owner = disk::belongs_to(path);
            let advice = format!("run as the gateway's user, make room, or set {name}{owner}");
            Finding::problem(about, format!("{shown} cannot be written ({error}); {advice}"))
        }
    }
}

/// With less room than this a call may fail any minute, …
const NO_ROOM: u64 = 64 << 20;
/// … and with less than this before somebody looks again.
const LITTLE_ROOM: u64 = 1 << 30;

/// Nothing where there is no folder yet.
fn room(name: &str, folder: &Path) -> Option<Finding> {
    const ABOUT: &str = "disk";
    let room = disk::room(folder).ok()?;
    let said = format!("{} MiB are free for {name}, {}", room >> 20, folder.display());
    Some(match room {
        ..NO_ROOM => Finding::problem(ABOUT, format!("{said}; make room: no call is kept on a full disk")),
        NO_ROOM..LITTLE_ROOM => Finding::warning(ABOUT, format!("{said}; make room before it is full")),
        LITTLE_ROOM.. => Finding::ok(ABOUT, said),
    })
}

/// A folder that is missing with everything in it: a disk that is not mounted, perhaps.
fn lost(recordings: &Path, database: &Path) -> Option<Finding> {
    if recordings.exists() {
        return None;
    }
    let kept = {
        let schema = find_schema(database).ok()?;
        snapshot::read_file(database, |tx| kept_files::list_stored_of(tx, schema)).ok()?.len()
    };
    (kept > 0).then(|| {
        let said = format!(
            "{} cannot be read, the whole folder being gone; mount it, set PHONECLOCK_RECORDINGS to where it is, or \
             restore a backup with `phoneclock restore`",
            output::count(kept, "recording")
        );
        Finding::problem("recordings", said)
    })
}

fn sound(database: &Path) -> Finding {
    const ABOUT: &str = "database";
    let shown = database.display();
    match snapshot::examine(database) {
        Ok(faults) => match faults.first() {
            None => Finding::ok(ABOUT, format!("{shown} is sound")),
            Some(first) => Finding::problem(
                ABOUT,
                format!(
                    "{shown} is damaged ({first}); stop the gateway and restore a backup with `phoneclock restore`"
                ),
            ),
        },
        Err(error) => Finding::problem(
            ABOUT,
            format!(
                "{shown} cannot be read: {}; run as the gateway's user, or restore a backup with `phoneclock restore`",
                output::sentence(&error.into())
            ),
        ),
    }
}

/// Nothing where the file cannot be read at all, which has been said.
fn schema(database: &Path) -> Option<Finding> {
    const ABOUT: &str = "schema";
    let (found, known) = (find_schema(database).ok()?, known_schema());
    Some(match found.cmp(&known) {
        std::cmp::Ordering::Equal => Finding::ok(ABOUT, format!("version {found}, which this program knows")),
        std::cmp::Ordering::Less => Finding::warning(
            ABOUT,
            format!("version {found} becomes {known} at the next start, after a copy; run doctor again afterwards"),
        ),
        std::cmp::Ordering::Greater => Finding::problem(
            ABOUT,
            format!("version {found} is newer than this program ({known}); use the newer program"),
        ),
    })
}

pub(super) fn key_file(path: &Path) -> Finding {
    const ABOUT: &str = "key file";
    match MasterKey::load(path, false, &SystemEntropy) {
        Ok(_) => Finding::ok(ABOUT, format!("{} is there and private; keep a copy elsewhere", path.display())),
        Err(error) => Finding::problem(ABOUT, output::sentence(&error.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_in_the_place_of_a_folder_is_a_problem() {
        let dir = tempfile::tempdir().unwrap();
        assert_eq!(folder("x", "X", dir.path()).level, Level::Ok);
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0);
        assert_eq!(folder("x", "X", &dir.path().join("none")).level, Level::Warning);
        std::fs::write(dir.path().join("file"), "").unwrap();
        assert_eq!(folder("x", "X", &dir.path().join("file")).level, Level::Problem);
    }

    #[test]
    fn what_is_no_database_is_a_problem_and_not_opened() {
        let dir = tempfile::tempdir().unwrap();
        let (data_dir, recordings) = (dir.path().to_owned(), dir.path().to_owned());
        let storage = StorageArgs::in_folders(data_dir, recordings);
        std::fs::write(storage.database(), "no database, but long enough to be looked at".repeat(100)).unwrap();
        let LookedOver { findings, may_open } = examine(&storage);
        assert!(!may_open);
        let said = findings.iter().find(|finding| finding.about == "database").unwrap();
        assert!(said.level == Level::Problem && said.finding.contains("phoneclock restore"), "{said:?}");
    }
}
