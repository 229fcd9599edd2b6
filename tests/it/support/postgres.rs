//! Databases of PostgreSQL for tests, on the server that `scripts/with-postgres` starts.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, OnceLock, PoisonError},
    thread,
};

use phoneclock::store::{
    Db,
    postgres::{Connections, Server},
};
use tokio_postgres::{Client, NoTls};
use url::Url;

/// Few, because each is a process of the server; enough for writes that meet.
const CONNECTIONS: Connections = Connections { calls: 4, office: 3, readers: 2 };

/// Whether the databases of this run are PostgreSQL's.
pub fn is_chosen() -> bool {
    variable("PHONECLOCK_TEST_STORE").is_some_and(|store| store == "postgres")
}

/// The databases that stand for files, by folder.
static DATABASES: Mutex<BTreeMap<PathBuf, String>> = Mutex::new(BTreeMap::new());

/// The database of a folder: made when it is asked for first, as a copy of one with every table.
pub fn database(folder: &Path) -> Db {
    super::log::gather_statements();
    Db::at(&server(folder), CONNECTIONS)
}

/// The server with the database of a folder.
pub fn server(folder: &Path) -> Server {
    Server::parse(address_of(folder).as_str(), None).unwrap()
}

/// Runs statements in the database of a folder, as its administrator does.
pub fn run(folder: &Path, statements: &str) {
    let (address, statements) = (address_of(folder), statements.to_owned());
    block_on(async move { connect(&address).await.batch_execute(&statements).await.unwrap() });
}

/// A connection to a database, driven by the runtime that it is made in.
pub async fn connect(address: &Url) -> Client {
    let (client, connection) = tokio_postgres::connect(address.as_str(), NoTls).await.unwrap();
    #[expect(clippy::disallowed_methods, reason = "it ends with its client")]
    tokio::spawn(connection);
    client
}

/// The address of the database of a folder.
pub fn address_of(folder: &Path) -> Url {
    static TEMPLATE: OnceLock<String> = OnceLock::new();
    let template = TEMPLATE.get_or_init(|| {
        let name = format!("template_{}", std::process::id());
        administer(&format!("CREATE DATABASE {name}"));
        let server = Server::parse(address(&name).as_str(), None).unwrap();
        block_on(async move { server.migrate().await.unwrap() });
        administer_in(&name, WORDS_OF_SQLITE);
        name
    });
    let mut databases = DATABASES.lock().unwrap_or_else(PoisonError::into_inner);
    let count = databases.len();
    let name = databases.entry(folder.to_owned()).or_insert_with(|| {
        let name = format!("test_{}_{count}", std::process::id());
        administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"));
        administer(&format!("ALTER DATABASE {name} SET search_path = public, sqlite"));
        name
    });
    address(name)
}

/// What a command is told so that it finds the database of a folder.
pub fn variables(folder: &Path) -> Option<(&'static str, String)> {
    is_chosen().then(|| ("PHONECLOCK_DATABASE_URL", address_of(folder).into()))
}

/// Drops the databases of a folder and of those below it, whoever is still connected.
pub fn drop_below(folder: &Path) {
    let databases = DATABASES.lock().unwrap_or_else(PoisonError::into_inner);
    let names: Vec<_> =
        databases.iter().filter(|(path, _)| path.starts_with(folder)).map(|(_, name)| name.clone()).collect();
    drop(databases);
    // Nobody waits for it, and what is not dropped goes with the server.
    thread::spawn(move || {
        names.iter().for_each(|name| administer(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")))
    });
}

/// Before what a test asks by itself, of which nobody wants to see the plan.
const OF_A_TEST: &str = "/* of a test */ ";

/// A question of a test, which are written in the words of SQLite where both engines have some, as its own engine has it.
pub fn in_words_of_the_engine(sql: &str) -> String {
    if !is_chosen() {
        return sql.to_owned();
    }
    let mut parts = format!("{OF_A_TEST}{}", sql.replace("rowid", "ctid"));
    // Bytes: x'0A' and '\\x0A'.
    while let Some(at) = parts.find(" x'").or_else(|| parts.find("(x'")) {
        parts.replace_range(at + 1..at + 3, "BYTEA '\\x");
    }
    parts
}

/// What SQLite knows and tests ask for.
const WORDS_OF_SQLITE: &str = "CREATE SCHEMA sqlite;
     CREATE FUNCTION sqlite.hex(BYTEA) RETURNS TEXT LANGUAGE SQL AS $$ SELECT upper(encode($1, 'hex')) $$;
     CREATE FUNCTION sqlite.randomblob(INT) RETURNS BYTEA LANGUAGE SQL AS $$ SELECT decode(substr(md5(random()::text), 1, 2 * $1), 'hex') $$;
     CREATE FUNCTION sqlite.zeroblob(INT) RETURNS BYTEA LANGUAGE SQL AS $$ SELECT decode(repeat('00', $1), 'hex') $$;
     CREATE FUNCTION sqlite.instr(TEXT, TEXT) RETURNS INT LANGUAGE SQL AS $$ SELECT strpos($1, $2) $$;
     CREATE FUNCTION sqlite.refused() RETURNS TRIGGER LANGUAGE PLPGSQL AS $$ BEGIN RAISE 'refused'; END $$;
     CREATE FUNCTION sqlite.pragma_table_info(TEXT) RETURNS TABLE (name TEXT) LANGUAGE SQL AS $$
         SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 $$;
     CREATE VIEW sqlite.sqlite_master AS SELECT 'table' AS type, CAST(tablename AS TEXT) COLLATE \"C\" AS name
         FROM pg_tables WHERE schemaname = 'public'";

fn address(database: &str) -> Url {
    let server = variable("PHONECLOCK_TEST_POSTGRES").expect("run scripts/test, which starts PostgreSQL");
    let mut address = Url::parse(&server).unwrap();
    address.set_path(database);
    address
}

fn administer(statement: &str) {
    administer_in("postgres", statement);
}

fn administer_in(database: &str, statement: &str) {
    let (address, statement) = (address(database), statement.to_owned());
    block_on(async move { connect(&address).await.batch_execute(&statement).await.unwrap() });
}

/// On a thread of its own: tests ask from within their runtime.
fn block_on<T: Send + 'static>(work: impl Future<Output = T> + Send + 'static) -> T {
    let run = || tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work);
    thread::spawn(run).join().unwrap()
}

#[expect(clippy::disallowed_methods, reason = "which server and which engine is known to scripts/test alone")]
pub fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}
