//! Databases for tests on the server that `scripts/with-postgres` has started, and what only PostgreSQL does.

mod engine;
mod migrations;
mod plans;

use std::{
    process,
    sync::atomic::{AtomicU32, Ordering},
    thread,
};

use tokio_postgres::{Client, Config, NoTls, config::Host};

use crate::store::postgres::migrate::migrate;

/// A database of its own, which goes with this value.
pub struct Scratch {
    pub client: Client,
    name: String,
}

impl Scratch {
    /// With nothing in it.
    pub async fn empty() -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("scratch_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        Self::create(name, "").await
    }

    /// With the schema that this program knows.
    pub async fn migrated() -> Self {
        let mut scratch = Self::empty().await;
        migrate(&mut scratch.client).await.unwrap();
        scratch
    }

    async fn create(name: String, with: &str) -> Self {
        connect(&server()).await.batch_execute(&format!("CREATE DATABASE {name} {with}")).await.unwrap();
        Self { client: connect(server().dbname(&name)).await, name }
    }

    /// How its server is reached.
    fn config(&self) -> Config {
        let mut config = server();
        config.dbname(&self.name);
        config
    }

    /// Its address, for the engine.
    fn address(&self) -> String {
        let config = self.config();
        let Some(Host::Unix(folder)) = config.get_hosts().first() else { panic!("no socket") };
        let folder = folder.to_str().unwrap().replace('/', "%2F");
        format!("postgres://{}@{folder}/{}", config.get_user().unwrap(), self.name)
    }

    /// One more connection to it.
    pub async fn connect(&self) -> Client {
        connect(server().dbname(&self.name)).await
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let drop = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async { connect(&server()).await.batch_execute(&drop).await.unwrap() });
        });
        // A test that panics has said why.
        if dropping.join().is_err() && !thread::panicking() {
            panic!("the database {} is still there", self.name);
        }
    }
}

fn server() -> Config {
    #[expect(clippy::disallowed_methods, reason = "where the server is is known to scripts/with-postgres alone")]
    let server = std::env::var("PHONECLOCK_TEST_POSTGRES")
        .expect("run scripts/test, which starts PostgreSQL, or this test within scripts/with-postgres");
    server.parse().expect("PHONECLOCK_TEST_POSTGRES is the URL of a server")
}

async fn connect(config: &Config) -> Client {
    let (client, connection) = config.connect(NoTls).await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "a test has no lifecycle whose stop must drain it")]
    tokio::spawn(async { connection.await.unwrap_or_default() });
    client
}
