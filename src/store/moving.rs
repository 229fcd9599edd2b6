//! Whole databases, carried from one engine to another table by table.
//!
//! Both engines have the same tables with the same columns in the same order, so what is carried is read from the schema
//! of SQLite, which needs no server.

use std::{collections::BTreeSet, path::PathBuf};

pub use super::table::{CopiedTable, Table, TableDigest};
use super::{
    postgres::{self, Server},
    sqlite,
    tx::{StoreError, Tx},
};

/// The table whose row says whose a database is: as long as it is empty, the database is nobody's.
pub const OWNER: &str = "gateway";

/// What gateways that share a database say of themselves is theirs, and no part of what is carried.
const OF_GATEWAYS: [&str; 2] = ["replica", "upkeep_turn"];

/// Where a database is.
#[derive(Clone)]
pub enum DatabasePlace {
    /// A file of this machine.
    File(PathBuf),
    /// A database of PostgreSQL, which several gateways may share.
    Server(Server),
}

impl DatabasePlace {
    /// Where it is, for people.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Server(server) => server.shown(),
        }
    }

    /// Runs `work` on one moment of the database, however long it takes.
    ///
    /// # Errors
    /// What `work` answers, or that the database cannot be read.
    pub fn read<T, E: From<StoreError>>(&self, work: impl FnOnce(&mut dyn Tx) -> Result<T, E>) -> Result<T, E> {
        match self {
            Self::File(path) => sqlite::snapshot::read_file(path, work),
            Self::Server(server) => postgres::moving::read(server, work),
        }
    }

    /// Runs `work`, which writes rows as they are: triggers rest meanwhile, and rows may refer to rows of their own table
    /// that come later. All of it is kept, or nothing. Nobody else writes meanwhile.
    ///
    /// # Errors
    /// What `work` answers, or that it could not be kept.
    pub fn fill<T, E: From<StoreError>>(
        &self,
        tables: &[Table],
        work: impl FnOnce(&mut dyn Tx) -> Result<T, E>,
    ) -> Result<T, E> {
        match self {
            Self::File(path) => sqlite::moving::fill(path, work),
            Self::Server(server) => postgres::moving::fill(server, tables, work),
        }
    }
}

/// The table among these whose row says whose a database is.
///
/// # Errors
/// When it is not among them, which is a fault of ours.
pub fn owner_of(tables: &[Table]) -> Result<&Table, StoreError> {
    tables.iter().find(|table| table.name == OWNER).ok_or(StoreError::Unreadable("the table of the gateway"))
}

/// Every table that is carried, each behind those that its rows refer to.
///
/// # Errors
/// When the schema cannot be made, which is a fault of ours.
pub fn tables() -> Result<Vec<Table>, StoreError> {
    let mut left = sqlite::moving::tables()?;
    left.retain(|table| !OF_GATEWAYS.contains(&table.name.as_str()));
    let (mut known, mut sorted) = (BTreeSet::new(), Vec::with_capacity(left.len()));
    while !left.is_empty() {
        let is_next = |table: &Table| table.refers_to.iter().all(|other| *other == table.name || known.contains(other));
        let place = left.iter().position(is_next).ok_or(StoreError::Unreadable("tables that refer to each other"))?;
        let table = left.remove(place);
        known.insert(table.name.clone());
        sorted.push(table);
    }
    Ok(sorted)
}
