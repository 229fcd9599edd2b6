//! A database that does not answer: another program holds it, it cannot be reached, or the fate of a commit is not told.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex},
    time::Duration,
};

use phoneclock::{
    service::{StoreError, kernel::reach::Reach},
    web::{Patience, WebParts},
};
use rusqlite::Connection;

use super::TestGateway;

/// What becomes of a write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is as always.
    Told,
    /// It is kept, and nobody is told.
    Kept,
    /// The same, and from then on the database is away.
    KeptThenAway,
    /// It is not kept, and nobody is told.
    Lost,
}

/// What cannot be reached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Away {
    #[default]
    Nothing,
    /// It answers, and takes no writes.
    Writes,
    All,
}

/// A database in the hands of a test.
#[derive(Default)]
pub struct Outage(Mutex<State>);

#[derive(Default)]
struct State {
    away: Away,
    fates: VecDeque<Fate>,
    /// Of the write that is under way.
    fate: Option<Fate>,
}

impl Outage {
    pub fn set(&self, away: Away) {
        self.0.lock().unwrap().away = away;
    }

    /// What becomes of the next writes, one after the other.
    pub fn next(&self, fates: &[Fate]) {
        self.0.lock().unwrap().fates = fates.iter().copied().collect();
    }

    /// Whether every fate was used.
    pub fn is_spent(&self) -> bool {
        self.0.lock().unwrap().fates.is_empty()
    }
}

fn away<T>() -> Result<T, StoreError> {
    Err(StoreError::Away("connection refused".into()))
}

fn unknown<T>() -> Result<T, StoreError> {
    Err(StoreError::UnknownCommit("the connection was cut off".into()))
}

impl Reach for Outage {
    fn read(&self) -> Result<(), StoreError> {
        if self.0.lock().unwrap().away == Away::All { away() } else { Ok(()) }
    }

    fn write(&self) -> Result<(), StoreError> {
        let mut state = self.0.lock().unwrap();
        if state.away != Away::Nothing {
            return away();
        }
        state.fate = state.fates.pop_front();
        if state.fate == Some(Fate::Lost) { unknown() } else { Ok(()) }
    }

    fn committed(&self) -> Result<(), StoreError> {
        let mut state = self.0.lock().unwrap();
        match state.fate.take() {
            None | Some(Fate::Told) => Ok(()),
            Some(Fate::KeptThenAway) => {
                state.away = Away::All;
                unknown()
            }
            Some(Fate::Kept | Fate::Lost) => unknown(),
        }
    }
}

/// Another program that holds the database until this is dropped.
pub struct Held {
    _other: Connection,
}

impl Held {
    /// Holds the database in this file.
    pub fn at(database: &Path) -> Self {
        let other = Connection::open(database).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self { _other: other }
    }
}

impl TestGateway {
    /// Takes the database in hand.
    pub fn outage(&self) -> Arc<Outage> {
        let outage = Arc::new(Outage::default());
        self.store.reached_by(outage.clone());
        outage
    }

    /// Lets another program hold the database.
    pub fn held(&self) -> Held {
        Held::at(&self.dir.path().join("phoneclock.db"))
    }

    /// Where the same gateway answers that has no more patience than this with a database that does not.
    pub async fn with_patience(&self, answer: Duration) -> SocketAddr {
        let patience = Patience { answer, ..Patience::default() };
        self.serve(WebParts { patience, ..self.web() }).await
    }
}
