//! A database that does not answer: another program holds it, it cannot be reached, or the fate of a commit is not told.

use std::{
    collections::VecDeque,
    net::SocketAddr,
    path::Path,
    sync::{Arc, Mutex, mpsc},
    time::Duration,
};

use phoneclock::{
    service::{StoreError, kernel::reach::Reach},
    web::{Patience, WebParts},
};
use rusqlite::Connection;
use url::Url;

use super::{TestGateway, postgres};

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
pub enum Held {
    File { _other: Connection },
    Server { _end: mpsc::Sender<()> },
}

impl Held {
    /// Holds the database in this file.
    pub fn at(database: &Path) -> Self {
        let other = Connection::open(database).unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self::File { _other: other }
    }

    /// Holds what every write of a server's database waits for.
    fn of_server(address: Url) -> Self {
        // `gateway`: what the store locks for the whole of it.
        const HOLD: &str = "BEGIN; SELECT pg_advisory_xact_lock(x'67617465776179'::BIGINT)";
        let ((end, ended), (begun, has_begun)) = (mpsc::channel(), mpsc::channel());
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            let client = runtime.block_on(async {
                let client = postgres::connect(&address).await;
                client.batch_execute(HOLD).await.unwrap();
                client
            });
            begun.send(()).unwrap();
            // Until the other end is dropped.
            let _: Result<(), _> = ended.recv();
            drop(client);
        });
        has_begun.recv().unwrap();
        Self::Server { _end: end }
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
        if postgres::is_chosen() {
            return Held::of_server(postgres::address_of(self.dir.path()));
        }
        Held::at(&self.dir.path().join("phoneclock.db"))
    }

    /// Where the same gateway answers that has no more patience than this with a database that does not.
    pub async fn with_patience(&self, answer: Duration) -> SocketAddr {
        let patience = Patience { answer, ..Patience::default() };
        self.serve(WebParts { patience, ..self.web() }).await
    }
}
