//! `move`: the database, and the recordings if need be, from where the settings say to another place.

use std::{
    fmt,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use clap::Args;
use phoneclock::{
    app::{self, SystemEntropy},
    config::{self, DatabasePlace, StorageArgs},
    domain::secret::Secret,
    moving::{self, Move, Moved, MovedRecordings, Progress, Told},
    service::kernel::keys::MasterKey,
};
use serde::Serialize;

use super::output::{self, WHOLE};

#[derive(Debug, Args)]
#[command(
    after_help = "What is moved is the database that the settings name. No gateway may serve from it meanwhile, so callers hear what the \
provider says when nobody answers. Everything is read back and compared. The old database is left as it is. What broke \
off is begun anew by the same command; recordings that are there already are not copied again.

Examples:
  phoneclock move --to postgres://clock:password@db.example.com/clock
  phoneclock move --to-file /etc/phoneclock/new-url --recordings-to s3://acme-voices/phoneclock
  phoneclock move --to /var/lib/phoneclock"
)]
pub struct MoveArgs {
    /// Address of an empty database of PostgreSQL, or a data folder without a database
    #[arg(long, value_name = "PLACE", value_parser = config::secret_text(), required_unless_present = "to_file")]
    to: Option<Secret>,
    /// File that holds the address, so that no password is among the arguments
    #[arg(long, value_name = "FILE", conflicts_with = "to")]
    to_file: Option<PathBuf>,
    /// Folder or bucket where the recordings are to be; they stay where they are without it
    #[arg(long, value_name = "PLACE")]
    recordings_to: Option<PathBuf>,
    /// Print a JSON object
    #[arg(long)]
    json: bool,
}

/// A move as programs read it.
#[derive(Serialize)]
struct MovedJson<'a> {
    from: &'a str,
    to: &'a str,
    anew: bool,
    tables: Vec<TableJson<'a>>,
    recordings: Option<RecordingsJson<'a>>,
}

#[derive(Serialize)]
struct TableJson<'a> {
    table: &'a str,
    rows: u64,
    sha256: String,
    mended: u64,
}

#[derive(Serialize)]
struct RecordingsJson<'a> {
    copied: usize,
    kept: usize,
    missing: &'a [String],
    altered: &'a [String],
}

/// Moves everything, and says what was moved and what to do next.
pub async fn run(args: MoveArgs, storage: &StorageArgs) -> anyhow::Result<()> {
    let MoveArgs { to, to_file, recordings_to, json } = args;
    let to = storage.moved_to(to, to_file)?;
    let recordings_to = recordings_to.filter(|to| *to != storage.recordings);
    let new_place = recordings_to
        .as_ref()
        .map(|to| StorageArgs { recordings: to.clone(), ..storage.clone() }.recordings_place())
        .transpose()?;
    moving::check_places(&storage.database_place()?, &to)?;
    let source = app::open_to_move(storage).await?;
    let mut keys = vec![source.keys];
    let key_there = key_beside(&to).filter(|path| path.exists() && *path != storage.key_file());
    if let Some(path) = &key_there {
        keys.push(MasterKey::load(path, false, &SystemEntropy)?);
    }
    let _alone = app::hold_new(&to).await?;
    let recordings = match &new_place {
        Some(new) => Some((app::open_recordings(&storage.recordings_place()?)?, app::open_recordings(new)?)),
        None => None,
    };
    let key_copy =
        key_beside(&to).filter(|path| !path.exists() && config::present_path(storage.key_file.clone()).is_none());
    let next = NextSteps { to: to.clone(), recordings: recordings_to, key_file: storage.key_file(), key_copy };
    let job = Move { from: source.place.clone(), to, keys, recordings };
    let moved = moving::run(job, progress()).await?;
    output::print(json, &as_json(&moved), InWords { moved: &moved, next: &next })
}

fn key_beside(to: &DatabasePlace) -> Option<PathBuf> {
    match to {
        DatabasePlace::File(path) => Some(path.with_file_name("phoneclock.key")),
        DatabasePlace::Server(_) => None,
    }
}

/// Long work shows on standard error that it goes on: at each of its parts, and now and then within one.
fn progress() -> Told {
    const EVERY: Duration = Duration::from_secs(2);
    let told: Mutex<(&str, Option<Instant>)> = Mutex::new(("", None));
    Arc::new(move |progress| {
        let (part, line) = match progress {
            Progress::Carried { table, rows: 0 } => ("copying", format!("copying {table}")),
            Progress::Carried { table, rows } => ("copying", format!("copying {table}: {rows} rows")),
            Progress::Compared { table, rows: 0 } => ("comparing", format!("comparing {table}")),
            Progress::Compared { table, rows } => ("comparing", format!("comparing {table}: {rows} rows")),
            Progress::Recordings { done, of } => ("recordings", format!("recordings: {done} of {of}")),
        };
        let mut told = told.lock().unwrap_or_else(PoisonError::into_inner);
        if told.0 != part || told.1.is_none_or(|at| at.elapsed() >= EVERY) {
            output::complain(line);
            *told = (part, Some(Instant::now()));
        }
    })
}

fn as_json(moved: &Moved) -> MovedJson<'_> {
    let tables = moved.tables.iter().map(|table| TableJson {
        table: &table.name,
        rows: table.digest.rows,
        sha256: base16ct::lower::encode_string(&table.digest.sha256),
        mended: table.mended,
    });
    let recordings = moved.recordings.as_ref().map(|MovedRecordings { copied, kept, missing, altered }| {
        RecordingsJson { copied: *copied, kept: *kept, missing, altered }
    });
    let Moved { from, to, anew, .. } = moved;
    MovedJson { from, to, anew: *anew, tables: tables.collect(), recordings }
}

/// What has to be done before a gateway serves from the new place.
struct NextSteps {
    to: DatabasePlace,
    recordings: Option<PathBuf>,
    key_file: PathBuf,
    /// Where it has to be copied to, to be found there.
    key_copy: Option<PathBuf>,
}

struct InWords<'a> {
    moved: &'a Moved,
    next: &'a NextSteps,
}

impl fmt::Display for InWords<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Moved { from, to, tables, recordings, anew } = self.moved;
        let filled = tables.iter().filter(|table| table.digest.rows > 0);
        let rows = filled.map(|table| [table.name.clone(), table.digest.rows.to_string()]);
        writeln!(f, "{}\n", output::table([("Table", WHOLE), ("Rows", WHOLE)], rows))?;
        let all: u64 = tables.iter().map(|table| table.digest.rows).sum();
        let (all, count) = (output::count(all, "row"), output::count(tables.len(), "table"));
        writeln!(f, "Moved {all} in {count} from {from} to {to}; both sides hold the same.")?;
        if *anew {
            writeln!(f, "What an earlier move had left there was removed first.")?;
        }
        let mended: u64 = tables.iter().map(|table| table.mended).sum();
        if mended > 0 {
            let mended = output::count(mended, "text");
            writeln!(f, "In {mended} a character that PostgreSQL does not keep (U+0000) is now U+FFFD.")?;
        }
        if let Some(recordings) = recordings {
            write_recordings(f, recordings)?;
        }
        write!(f, "{}", self.next)
    }
}

fn write_recordings(f: &mut fmt::Formatter<'_>, moved: &MovedRecordings) -> fmt::Result {
    let MovedRecordings { copied, kept, missing, altered } = moved;
    writeln!(f, "{} copied and compared; {kept} were there already.", output::count(*copied, "recording"))?;
    for (what, names) in [("Not in the old place", missing), ("No longer what was once stored", altered)] {
        if !names.is_empty() {
            writeln!(f, "{what}:")?;
            names.iter().try_for_each(|name| writeln!(f, "  {name}"))?;
        }
    }
    Ok(())
}

impl fmt::Display for NextSteps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.to {
            DatabasePlace::Server(_) => f.write_str("Now set PHONECLOCK_DATABASE_URL to the new database")?,
            DatabasePlace::File(path) => {
                let folder = path.parent().unwrap_or(Path::new("."));
                write!(f, "Now set PHONECLOCK_DATA_DIR to {} and remove PHONECLOCK_DATABASE_URL", folder.display())?;
            }
        }
        if let Some(recordings) = &self.recordings {
            write!(f, ", set PHONECLOCK_RECORDINGS to {}", recordings.display())?;
        }
        if let Some(copy) = &self.key_copy {
            write!(f, ", copy the key file to {}", copy.display())?;
        }
        write!(
            f,
            ", and start the gateway with the same key file, {}. Let no gateway serve from the old database again; delete \
             it when all is well.",
            self.key_file.display()
        )
    }
}
