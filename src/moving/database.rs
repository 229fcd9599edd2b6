//! The database part of a move: from one moment of the source, compared by what is read back from the target.

use std::{
    fs,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::{CarriedTable, MoveError, Progress, Told, blocking};
use crate::{
    disk::{self, folder_of, sync_folder_of},
    service::kernel::keys::MasterKey,
    store::{
        StoreError, Tx, gateway, kept_files, migrate,
        moving::{DatabasePlace, OWNER, Table, owner_of},
        postgres::{self, Server},
        voice_checks::RecordingFile,
    },
};

/// What is left of a file that was not finished begins with a dot.
const UNFINISHED: &str = ".phoneclock.db.moving";

/// Everything but whose the database is.
pub(super) struct Carried {
    pub(super) tables: Vec<CarriedTable>,
    /// What should be among the recordings.
    pub(super) files: Vec<RecordingFile>,
    /// Whether something was removed first that an earlier move had left.
    pub(super) anew: bool,
}

/// Where the rows go: a file gets its name when it is whole.
pub(super) struct Target {
    pub(super) place: DatabasePlace,
    /// The name of the file in the end.
    file: Option<PathBuf>,
    tables: Vec<Table>,
    anew: bool,
}

/// Refuses a source that has never been a gateway's, or is another key file's; the gateway that it is.
pub(super) fn check_source(from: &DatabasePlace, keys: &[MasterKey]) -> Result<Vec<u8>, MoveError> {
    from.read(|tx| {
        let gateway = gateway::find_key_fingerprint(tx)?.ok_or_else(|| MoveError::Nothing(from.shown()))?;
        keys.iter().try_for_each(|keys| keys.bind(tx))?;
        Ok(gateway)
    })
}

/// Gives a database of a server its tables, unless it is another program's.
pub(super) async fn make_ready(server: &Server) -> Result<(), MoveError> {
    if server.find_schema().await? == 0 {
        let (at, asked) = (server.shown(), server.clone());
        let found = blocking(move || Ok(postgres::moving::find_any_table(&asked)?)).await?;
        if let Some(table) = found {
            return Err(MoveError::Foreign { at, table });
        }
    }
    Ok(server.migrate().await?)
}

/// Makes the target ready, without a row in any table of it, or refuses it.
pub(super) fn prepare(to: DatabasePlace) -> Result<Target, MoveError> {
    let tables = crate::store::moving::tables()?;
    match to {
        DatabasePlace::File(path) => prepare_file(path, tables),
        DatabasePlace::Server(server) => {
            let at = server.shown();
            let place = DatabasePlace::Server(server);
            let owner = owner_of(&tables)?;
            let (is_owned, is_empty) =
                place.read(|tx| Ok::<_, StoreError>((!owner.is_empty(tx)?, are_empty(&tables, tx)?)))?;
            if is_owned {
                return Err(MoveError::Taken(at));
            }
            Ok(Target { place, file: None, tables, anew: !is_empty })
        }
    }
}

fn are_empty(tables: &[Table], tx: &mut dyn Tx) -> Result<bool, StoreError> {
    for table in tables {
        if !table.is_empty(tx)? {
            return Ok(false);
        }
    }
    Ok(true)
}

fn prepare_file(path: PathBuf, tables: Vec<Table>) -> Result<Target, MoveError> {
    if fs::symlink_metadata(&path).is_ok() {
        return Err(MoveError::Taken(path.display().to_string()));
    }
    let folder = folder_of(&path).to_owned();
    let failed = |source| MoveError::Folder { path: folder.clone(), source };
    disk::make_private(&folder).map_err(failed)?;
    let unfinished = path.with_file_name(UNFINISHED);
    let anew = unfinished.exists();
    remove(&unfinished).map_err(failed)?;
    migrate::migrate(&unfinished)?;
    Ok(Target { place: DatabasePlace::File(unfinished), file: Some(path), tables, anew })
}

/// With what SQLite keeps beside it.
fn remove(file: &Path) -> io::Result<()> {
    for end in ["", "-journal", "-wal", "-shm"] {
        let mut path = file.as_os_str().to_owned();
        path.push(end);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            Ok(()) | Err(_) => {}
        }
    }
    Ok(())
}

impl Target {
    /// Carries every table over but the one that says whose the database is, and compares them.
    pub(super) fn carry(&self, from: &DatabasePlace, told: &Told) -> Result<Carried, MoveError> {
        let (tables, files) = from.read(|source| {
            let files = kept_files::list_stored(source)?;
            let tables = self.place.fill(&self.tables, |target| {
                if self.anew {
                    self.clear(target)?;
                }
                let rows = self.tables.iter().filter(|table| table.name != OWNER);
                rows.map(|table| carry(table, source, target, told)).collect::<Result<Vec<_>, _>>()
            })?;
            Ok::<_, MoveError>((tables, files))
        })?;
        self.compare(&tables, told)?;
        Ok(Carried { tables, files, anew: self.anew })
    }

    fn clear(&self, target: &mut dyn Tx) -> Result<(), MoveError> {
        match self.place {
            // A file is begun anew.
            DatabasePlace::File(_) => Ok(()),
            DatabasePlace::Server(_) => Ok(postgres::moving::clear(target, &self.tables)?),
        }
    }

    /// Reads back what was written.
    pub(super) fn compare(&self, tables: &[CarriedTable], told: &Told) -> Result<(), MoveError> {
        self.place.read(|tx| {
            for carried in tables {
                let Some(table) = self.tables.iter().find(|table| table.name == carried.name) else { continue };
                let name = table.name.as_str();
                told(&Progress::Compared { table: name, rows: 0 });
                let found = table.digest(tx, &mut |rows| told(&Progress::Compared { table: name, rows }))?;
                if found != carried.digest {
                    let (read, found) = (carried.digest.rows, found.rows);
                    return Err(MoveError::Differs { table: name.to_owned(), read, found });
                }
            }
            Ok(())
        })
    }

    /// Says whose the database is, and puts a file in its place.
    pub(super) fn hand_over(&self, from: &DatabasePlace, told: &Told) -> Result<(), MoveError> {
        let owner = owner_of(&self.tables)?;
        let carried = from.read(|source| {
            self.place.fill(&self.tables, |target| carry(owner, source, target, told).map(|carried| vec![carried]))
        })?;
        self.compare(&carried, told)?;
        match (&self.place, &self.file) {
            (DatabasePlace::File(unfinished), Some(file)) => put_in_place(unfinished, file)
                .map_err(|source| MoveError::Folder { path: folder_of(file).to_owned(), source }),
            (DatabasePlace::Server(server), _) => Ok(postgres::moving::analyze(server)?),
            (DatabasePlace::File(_), None) => Ok(()),
        }
    }
}

fn put_in_place(unfinished: &Path, file: &Path) -> io::Result<()> {
    fs::File::open(unfinished)?.sync_all()?;
    fs::rename(unfinished, file)?;
    // Whoever read it back has left an empty log and its index.
    remove(unfinished)?;
    sync_folder_of(file)
}

fn carry(table: &Table, from: &mut dyn Tx, to: &mut dyn Tx, told: &Told) -> Result<CarriedTable, MoveError> {
    let name = table.name.as_str();
    told(&Progress::Carried { table: name, rows: 0 });
    let copied = table.copy(from, to, &mut |rows| told(&Progress::Carried { table: name, rows }));
    let copied = copied.map_err(|source| MoveError::Table { table: name.to_owned(), source })?;
    Ok(CarriedTable { name: name.to_owned(), digest: copied.digest, mended: copied.mended })
}
