//! Which file of a database its write-ahead log was written for. SQLite folds a log into whatever file it finds of that
//! name: an older copy put in its place after a crash would come out as the newer content, or in pieces. So it is noted
//! beside the database which file it is, whenever that has been changed; a log that is left behind is believed only beside
//! that file, or beside one that a checkpoint has written to since.

use std::{
    collections::BTreeMap,
    fs::{self, File, Metadata},
    io::{self, ErrorKind},
    os::unix::fs::{FileExt, MetadataExt},
    path::{Path, PathBuf},
    time::Duration,
};

use super::wal;

/// For how long files may look foreign that another program is just carrying over.
const READ_DELAY: Duration = Duration::from_millis(20);
const MAX_READS: u32 = 5;

/// The pair of files as it was last seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct FilePair {
    database: u64,
    changed: i128,
    touched: i128,
    log: u64,
    /// From the head of the log, which has new ones each time that the log is begun anew.
    salts: u64,
}

impl FilePair {
    fn of(database: &Metadata, log: &File) -> io::Result<Self> {
        let nanos = |secs: i64, nanos: i64| i128::from(secs) * 1_000_000_000 + i128::from(nanos);
        Ok(Self {
            database: database.ino(),
            changed: nanos(database.mtime(), database.mtime_nsec()),
            touched: nanos(database.ctime(), database.ctime_nsec()),
            log: log.metadata()?.ino(),
            salts: wal::salts(log)?,
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split_whitespace();
        let pair = Self {
            database: words.next()?.parse().ok()?,
            changed: words.next()?.parse().ok()?,
            touched: words.next()?.parse().ok()?,
            log: words.next()?.parse().ok()?,
            salts: words.next()?.parse().ok()?,
        };
        Some(pair)
    }

    fn text(self) -> String {
        let Self { database, changed, touched, log, salts } = self;
        format!("{database} {changed} {touched} {log} {salts}\n")
    }

    /// Whether nobody has written to the file since. A power cut may have set back its times.
    fn still_holds(&self, now: &Self) -> bool {
        self.database == now.database && (self.changed == now.changed || now.touched <= self.touched)
    }
}

fn mark_of(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push("-base");
    name.into()
}

/// Keeps the note, for whoever writes to the database.
pub(super) struct Base {
    path: PathBuf,
    /// Held open: to close it would end SQLite's locks on it, all over this program.
    database: File,
    last: FilePair,
    noted: bool,
}

impl Base {
    pub(super) fn of(path: &Path, log: &File) -> io::Result<Self> {
        let database = File::open(path)?;
        let last = FilePair::of(&database.metadata()?, log)?;
        Ok(Self { path: path.to_owned(), database, last, noted: false })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Notes which file it is after something was written; whether it is still the same one, and not an older one that
    /// was written over it.
    pub(super) fn note(&mut self, log: &File) -> io::Result<bool> {
        let now = FilePair::of(&self.database.metadata()?, log)?;
        if self.noted && now == self.last {
            return Ok(true);
        }
        if now.changed != self.last.changed && now.salts == self.last.salts && is_foreign(&self.database, log)? {
            return Ok(false);
        }
        let new = self.path.with_extension("db-base.new");
        fs::write(&new, now.text())?;
        fs::rename(&new, mark_of(&self.path))?;
        (self.last, self.noted) = (now, true);
        Ok(true)
    }
}

/// Forgets what was noted of a log that is gone.
pub(super) fn forget(database: &Path, log: &Path) {
    if !log.exists() {
        // One that stays speaks of a log that is no more, and so says nothing.
        drop(fs::remove_file(mark_of(database)));
    }
}

/// Whether the log beside a database was written for another file.
///
/// # Errors
/// When one of them cannot be read.
pub(super) fn has_foreign_log(database: &Path, log: &Path) -> io::Result<bool> {
    let missing = |error: io::Error| if error.kind() == ErrorKind::NotFound { Ok(None) } else { Err(error) };
    let Some(noted) = fs::read_to_string(mark_of(database)).ok().and_then(|text| FilePair::parse(&text)) else {
        return Ok(false);
    };
    let Some(log) = File::open(log).map(Some).or_else(missing)? else { return Ok(false) };
    let now = FilePair::of(&fs::metadata(database)?, &log)?;
    // Of another log, or of one that was copied along with the whole folder, nothing is noted.
    if (now.log, now.salts) != (noted.log, noted.salts) || noted.still_holds(&now) {
        return Ok(false);
    }
    is_foreign(&File::open(database)?, &log)
}

/// Whether no page of the log is in the file as the log has it, so that no checkpoint has ever written to it.
fn is_foreign(database: &File, log: &File) -> io::Result<bool> {
    for look in 0..MAX_READS {
        if look > 0 {
            std::thread::sleep(READ_DELAY);
        }
        if shares_a_page(database, log)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether any page of the log is in the file as the log has it; true for a log without pages.
fn shares_a_page(database: &File, log: &File) -> io::Result<bool> {
    let before = wal::salts(log)?;
    let frames = wal::frames(log)?;
    let mut versions: BTreeMap<u32, Vec<u64>> = BTreeMap::new();
    for (page, at) in frames.places {
        versions.entry(page).or_default().push(at);
    }
    let is_empty = versions.is_empty();
    let (mut found, mut logged) = (vec![0; frames.page_bytes], vec![0; frames.page_bytes]);
    for (page, places) in versions {
        let at = u64::from(page.saturating_sub(1)) * frames.page_bytes as u64;
        if database.read_exact_at(&mut found, at).is_err() {
            continue;
        }
        for place in places {
            log.read_exact_at(&mut logged, place)?;
            if found == logged {
                return Ok(true);
            }
        }
    }
    // Begun anew meanwhile, so all of it was carried over.
    Ok(is_empty || wal::salts(log)? != before)
}
