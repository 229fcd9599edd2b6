//! Gateways on one database see one another: each has a connection of its own with a lock that those who serve share, and
//! on it they tell each other whose board has changed.

use std::{
    future::Future,
    time::{Duration, Instant},
};

use tokio::{sync::mpsc, time::timeout};
use tokio_postgres::{Client, Notification, types::ToSql};

use super::server::{APPLICATION, Server};
use crate::domain::ids::WorkspaceId;

/// What gateways that serve lock together, and whoever must be alone locks alone: `serving`.
const SERVING: i64 = 0x73_6572_7669_6e67;
/// Where boards are told. Nothing of a board goes over it but whose it is.
const CHANNEL: &str = "phoneclock_board";
/// What stands for every board.
const EVERY_BOARD: &str = "*";
/// How long one question may take before the connection counts as broken.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a start waits for somebody who is alone: whoever migrates is done within seconds, mostly.
const ADMISSION_TIMEOUT: Duration = Duration::from_secs(60);
/// Between two tries to connect or to be admitted.
const RETRY_PAUSE: Duration = Duration::from_millis(500);

/// What the server's clock says, in milliseconds since 1970.
pub(super) const CLOCK: &str = "SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

/// Whose board has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedBoard {
    /// One workspace's.
    Of(WorkspaceId),
    /// Perhaps any: who watches one looks again.
    Any,
}

/// What came in the way of seeing the others, or of being alone.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum PresenceError {
    #[error("the database {at} cannot be reached; start it, and see that its address, user and password are right")]
    Unreachable { at: String, source: tokio_postgres::Error },
    #[error("gateways serve this database; stop these first: {}", .0.join(", "))]
    Served(Vec<String>),
    #[error("somebody upgrades, moves or restores this database; try again when that has ended")]
    Closed,
    #[error("the database does not answer")]
    Silent,
    #[error(transparent)]
    Refused(#[from] tokio_postgres::Error),
}

/// The connection by which a gateway that serves is seen.
pub struct Presence {
    server: Server,
    line: Option<Line>,
}

struct Line {
    client: Client,
    /// The process of the server that has this connection, by which it knows its own words.
    process: i32,
    heard: mpsc::UnboundedReceiver<Notification>,
}

impl Presence {
    /// Serves from now on, seen by this name. Waits for somebody who is alone with the database, for a minute at most.
    ///
    /// # Errors
    /// When the database cannot be reached, or is still somebody's alone.
    pub async fn begin(server: &Server, name: &str) -> Result<Self, PresenceError> {
        let mut presence = Self { server: server.named(name), line: None };
        let until = Instant::now() + ADMISSION_TIMEOUT;
        loop {
            match presence.connect().await {
                Err(PresenceError::Closed) if Instant::now() < until => tokio::time::sleep(RETRY_PAUSE).await,
                done => return done.map(|()| presence),
            }
        }
    }

    /// Whether the connection still stands, as far as is known.
    #[must_use]
    pub fn is_there(&self) -> bool {
        self.line.as_ref().is_some_and(|line| !line.client.is_closed())
    }

    /// Connects anew, until it has worked. What the others have told meanwhile is lost.
    pub async fn reconnect(&mut self) {
        let mut told = false;
        while let Err(error) = self.connect().await {
            if !std::mem::replace(&mut told, true) {
                let error = &error as &dyn std::error::Error;
                tracing::warn!(error, "this gateway is not seen by the others, and tries to be again");
            }
            tokio::time::sleep(RETRY_PAUSE).await;
        }
    }

    async fn connect(&mut self) -> Result<(), PresenceError> {
        self.line = None;
        let (heard_by, heard) = mpsc::unbounded_channel();
        let client = self.server.connect_listening(heard_by).await.map_err(|source| self.server.not_reached(source))?;
        answer(client.batch_execute(&format!("LISTEN {CHANNEL}"))).await?;
        let process = answer(client.query_one("SELECT pg_backend_pid()", &[])).await?.try_get(0)?;
        if !try_lock(&client, "pg_try_advisory_lock_shared").await? {
            return Err(PresenceError::Closed);
        }
        self.line = Some(Line { client, process, heard });
        Ok(())
    }

    /// The next board that another gateway tells of; `None` once the connection has broken. What waits is not lost when
    /// this is dropped.
    pub async fn heard(&mut self) -> Option<ChangedBoard> {
        loop {
            let line = self.line.as_mut()?;
            let notification = line.heard.recv().await?;
            if notification.process_id() != line.process {
                let workspace = WorkspaceId::parse(notification.payload());
                return Some(workspace.map_or(ChangedBoard::Any, ChangedBoard::Of));
            }
        }
    }

    /// Tells the other gateways of boards.
    ///
    /// # Errors
    /// When the connection is broken; nobody was told.
    pub async fn tell(&mut self, boards: &[ChangedBoard]) -> Result<(), PresenceError> {
        const SQL: &str = "SELECT pg_notify($1, told) FROM unnest($2::text[]) AS told";
        let payload = |board: &ChangedBoard| match board {
            ChangedBoard::Of(workspace) => workspace.to_string(),
            ChangedBoard::Any => EVERY_BOARD.to_owned(),
        };
        let payloads: Vec<_> = boards.iter().map(payload).collect();
        self.ask(SQL, &[&CHANNEL, &payloads]).await.map(drop)
    }

    /// What the database's clock says, in milliseconds since 1970, and how long it took to ask.
    ///
    /// # Errors
    /// When the connection is broken.
    pub async fn database_clock(&mut self) -> Result<(i64, Duration), PresenceError> {
        let began = Instant::now();
        let rows = self.ask(CLOCK, &[]).await?;
        let took = began.elapsed();
        let row = rows.first().ok_or(PresenceError::Silent)?;
        Ok((row.try_get(0)?, took))
    }

    async fn ask(
        &mut self,
        sql: &str,
        params: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<tokio_postgres::Row>, PresenceError> {
        let line = self.line.as_ref().ok_or(PresenceError::Silent)?;
        let asked = answer(line.client.query(sql, params)).await;
        if asked.is_err() {
            self.line = None;
        }
        asked
    }
}

/// A database that no gateway serves, and none begins to for as long as this lives.
pub struct Alone {
    client: Client,
}

impl Alone {
    /// Gives the database back, so that whoever begins to serve next need not wait for this connection to be gone.
    pub async fn end(self) {
        // A connection that is gone has given it back.
        let given_back = self.client.execute("SELECT pg_advisory_unlock($1)", &[&SERVING]);
        drop(answer(given_back).await);
    }
}

impl Server {
    /// Takes the database for whoever upgrades, moves or restores it.
    ///
    /// # Errors
    /// [`PresenceError::Served`] with the names of the gateways that serve it, [`PresenceError::Closed`] when somebody else
    /// is alone with it; or it cannot be reached.
    pub async fn try_alone(&self) -> Result<Alone, PresenceError> {
        let client = self.connect().await.map_err(|source| self.not_reached(source))?;
        if try_lock(&client, "pg_try_advisory_lock").await? {
            return Ok(Alone { client });
        }
        match serving(&client).await? {
            served if served.is_empty() => Err(PresenceError::Closed),
            served => Err(PresenceError::Served(served)),
        }
    }

    /// The same, and waits for somebody else who is alone with it.
    pub(super) async fn alone(&self) -> Result<Alone, PresenceError> {
        let until = Instant::now() + ADMISSION_TIMEOUT;
        loop {
            match self.try_alone().await {
                Err(PresenceError::Closed) if Instant::now() < until => tokio::time::sleep(RETRY_PAUSE).await,
                done => return done,
            }
        }
    }

    fn not_reached(&self, source: tokio_postgres::Error) -> PresenceError {
        PresenceError::Unreachable { at: self.shown(), source }
    }

    /// The names of the gateways that serve the database at this moment.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub async fn serving(&self) -> Result<Vec<String>, PresenceError> {
        let client = self.connect().await.map_err(|source| self.not_reached(source))?;
        serving(&client).await
    }
}

async fn try_lock(client: &Client, function: &str) -> Result<bool, PresenceError> {
    let locked = answer(client.query_one(&format!("SELECT {function}($1)"), &[&SERVING])).await?;
    Ok(locked.try_get(0)?)
}

/// Each gateway's connection has its name, so that it is known of those of older programs, too.
async fn serving(client: &Client) -> Result<Vec<String>, PresenceError> {
    const SQL: &str = "SELECT activity.application_name FROM pg_locks locked \
                       JOIN pg_stat_activity activity ON activity.pid = locked.pid \
                       WHERE locked.locktype = 'advisory' AND locked.mode = 'ShareLock' AND locked.granted \
                       AND locked.database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
                       AND (CAST(locked.classid AS BIGINT) << 32) + CAST(locked.objid AS BIGINT) = $1 \
                       AND locked.objsubid = 1 ORDER BY 1";
    let rows = answer(client.query(SQL, &[&SERVING])).await?;
    let names = rows.iter().map(|row| {
        let name: &str = row.try_get(0)?;
        Ok(name.strip_prefix(APPLICATION).unwrap_or(name).trim().to_owned())
    });
    names.collect()
}

async fn answer<T>(asked: impl Future<Output = Result<T, tokio_postgres::Error>>) -> Result<T, PresenceError> {
    Ok(timeout(ANSWER_TIMEOUT, asked).await.map_err(|_| PresenceError::Silent)??)
}
