//! A gateway's database and recordings, moved to PostgreSQL and back, and backups that go from one to the other.

mod backups;
mod broken_off;
mod commands;
mod compared;
mod refused;
mod starts;
mod there_and_back;

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio_postgres::{Client, Row};
use url::Url;

use crate::{
    commands::{
        Answer, answer, program,
        running::{self, Running},
    },
    support::{files_below, postgres},
};

/// What gateways that serve from a database lock together.
const SERVING: i64 = 0x73_6572_7669_6e67;

/// A gateway's folders and, beside them, a database of PostgreSQL that is empty at first.
struct Place {
    dir: TempDir,
}

impl Drop for Place {
    fn drop(&mut self) {
        postgres::drop_below(self.dir.path());
    }
}

impl Place {
    fn empty() -> Self {
        Self { dir: tempfile::tempdir().unwrap() }
    }

    /// With what the demo makes up: people, kiosks, half a year of entries, voice checks.
    fn with_demo() -> Self {
        static DEMO: OnceLock<TempDir> = OnceLock::new();
        let demo = DEMO.get_or_init(|| {
            let dir = tempfile::tempdir().unwrap();
            let demo = running::start(dir.path(), &["demo"], |_| {});
            assert!(demo.stop().success());
            dir
        });
        let place = Self::empty();
        copy_folder(&demo.path().join("demo-data"), place.dir.path());
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn url(&self) -> Url {
        postgres::address_of(self.dir.path())
    }

    /// Another database beside it.
    fn other_url(&self) -> Url {
        postgres::address_of(&self.path("other"))
    }

    /// A command on the files of the folder.
    fn run(&self, args: &[&str]) -> Answer {
        self.command(args, &[])
    }

    /// A command on the database of PostgreSQL, with the key file of the folder.
    fn run_on_server(&self, args: &[&str]) -> Answer {
        self.command(args, &[("PHONECLOCK_DATABASE_URL", self.url().as_str())])
    }

    fn command(&self, args: &[&str], set: &[(&str, &str)]) -> Answer {
        let mut command = program();
        command.current_dir(self.dir.path()).envs(set.iter().copied()).args(args);
        answer(command.write_stdin("83529164\n"))
    }

    #[track_caller]
    fn ok(&self, args: &[&str]) -> Answer {
        let answer = self.run(args);
        assert_eq!(answer.code, 0, "{args:?}: {answer:?}");
        answer
    }

    #[track_caller]
    fn ok_on_server(&self, args: &[&str]) -> Answer {
        let answer = self.run_on_server(args);
        assert_eq!(answer.code, 0, "{args:?}: {answer:?}");
        answer
    }

    /// Moved to the server; as programs read it.
    #[track_caller]
    fn move_to_server(&self, more: &[&str]) -> Value {
        let url = self.url();
        let args: Vec<_> = ["move", "--json", "--to", url.as_str()].into_iter().chain(more.iter().copied()).collect();
        self.ok(&args).json()
    }

    async fn client(&self) -> Client {
        postgres::connect(&self.url()).await
    }

    async fn query(&self, sql: &str) -> Vec<Row> {
        self.client().await.query(sql, &[]).await.unwrap()
    }

    async fn count_on_server(&self, table: &str) -> i64 {
        self.query(&format!("SELECT count(*) FROM {table}")).await[0].get(0)
    }

    /// As if a gateway served from the server, as long as the connection lives.
    async fn serving(&self) -> Client {
        let client = self.client().await;
        client.execute("SELECT pg_advisory_lock_shared($1)", &[&SERVING]).await.unwrap();
        client
    }

    /// As if that gateway had stopped.
    async fn stop_serving(&self, client: Client) {
        client.execute("SELECT pg_advisory_unlock_shared($1)", &[&SERVING]).await.unwrap();
    }

    fn serve(&self) -> Running {
        running::serve(self.dir.path(), |_| {})
    }

    /// What the files hold, as people read it.
    fn shown(&self) -> Vec<String> {
        SHOWN.iter().map(|args| self.ok(args).out).collect()
    }

    /// The same of what the server holds.
    fn shown_on_server(&self) -> Vec<String> {
        SHOWN.iter().map(|args| self.ok_on_server(args).out).collect()
    }

    fn recordings(&self) -> Vec<PathBuf> {
        let mut files = files_below(&self.path("recordings"));
        files.sort();
        files
    }
}

/// Commands that show much of what there is.
const SHOWN: [&[&str]; 6] = [
    &["entries", "--json"],
    &["employee", "list", "--json"],
    &["job", "list", "--json"],
    &["workspace", "list", "--json"],
    &["user", "list", "--json"],
    &["kiosk", "list", "--json"],
];

fn copy_folder(from: &Path, to: &Path) {
    for file in files_below(from) {
        let copy = to.join(file.strip_prefix(from).unwrap());
        fs::create_dir_all(copy.parent().unwrap()).unwrap();
        // With its permissions: nobody else may read a key file.
        fs::copy(&file, copy).unwrap();
    }
}

/// The rows of each table, by its name.
fn rows_of(moved: &Value) -> Vec<(String, u64)> {
    let tables = moved["tables"].as_array().unwrap().iter();
    tables.map(|table| (table["table"].as_str().unwrap().to_owned(), table["rows"].as_u64().unwrap())).collect()
}
