//! A gateway with workers: its folder, its people, its process.

use std::{
    io::{Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use phoneclock::{app::SystemEntropy, domain::phone_clock_id::PhoneClockId, service::kernel::keys::MasterKey};
use rusqlite::Connection;
use tempfile::TempDir;

pub const PUBLIC_URL: &str = "http://127.0.0.1:8080";
pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";
pub const TOKEN: &str = "0123456789abcdef0123456789abcdef";
pub const DIAL_IN: &str = "+15555550100";
pub const PIN: &str = "83526";
const PROGRAM: &str = env!("CARGO_BIN_EXE_phoneclock");

/// Somebody who can call.
pub struct Worker {
    pub clock_id: String,
    pub phone: String,
}

/// What a check of a PIN costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hashing {
    Real,
    /// argon2id with its least parameters. The program reads them from the stored hash, so that nothing in it has
    /// to be switched off.
    Cheap,
}

/// A data folder on the disk that builds go to.
pub struct Site {
    /// Where it has moved to: a database of PostgreSQL.
    server: Option<String>,
    folder: TempDir,
    pub workers: Vec<Worker>,
    provider: SocketAddr,
}

impl Site {
    pub fn make(workers: usize, hashing: Hashing, provider: SocketAddr) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let mut site = Self { server: None, folder, workers: Vec::new(), provider };
        site.run(&["workspace", "add", "Lopez Roofing", "--time-zone", "America/Los_Angeles"], "");
        site.run(&["employee", "add", "Worker 0"], "");
        site.run(&["employee", "set-pin", "Worker 0"], PIN);
        site.multiply(workers, hashing);
        site
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("data/phoneclock.db")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// As many workers as are wanted, all with the PIN of the first.
    fn multiply(&mut self, workers: usize, hashing: Hashing) {
        let mut database = self.open();
        let tx = database.transaction().unwrap();
        if hashing == Hashing::Cheap {
            tx.execute("UPDATE pin SET hash = ?1", [self.cheap_hash()]).unwrap();
        }
        let text = |sql: &str| tx.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap();
        self.workers.push(Worker { clock_id: text("SELECT digits FROM phone_clock_id"), phone: phone(0) });
        for number in 1..workers {
            let id = uuid::Uuid::from_u128(0x7000_0000_0000_0000_0000 | number as u128).into_bytes();
            let person = "INSERT INTO employee (id, workspace_id, name, language, active, created_at) \
                          SELECT ?1, workspace_id, ?2, language, active, created_at FROM employee WHERE name = 'Worker 0'";
            tx.execute(person, (id, format!("Worker {number}"))).unwrap();
            let clock_id = loop {
                let drawn = PhoneClockId::generate(&SystemEntropy, 8);
                let free = "INSERT OR IGNORE INTO phone_clock_id (digits, employee_id, issued_at) VALUES (?1, ?2, 0)";
                if tx.execute(free, (drawn.as_str(), id)).unwrap() == 1 {
                    break drawn.as_str().to_owned();
                }
            };
            tx.execute("INSERT INTO pin (employee_id, hash, set_at) SELECT ?1, hash, set_at FROM pin LIMIT 1", [id])
                .unwrap();
            self.workers.push(Worker { clock_id, phone: phone(number) });
        }
        tx.commit().unwrap();
    }

    fn cheap_hash(&self) -> String {
        let keys = MasterKey::load(&self.path("data/phoneclock.key"), false, &SystemEntropy).unwrap();
        let params = Params::new(Params::MIN_M_COST, 1, 1, Some(32)).unwrap();
        let (salt, mut output) = ([7_u8; 16], [0_u8; 32]);
        Argon2::new_with_secret(&keys.pin_pepper(), Algorithm::Argon2id, Version::V0x13, params.clone())
            .unwrap()
            .hash_password_into(PIN.as_bytes(), &salt, &mut output)
            .unwrap();
        let hash = PasswordHash {
            algorithm: Algorithm::Argon2id.ident(),
            version: Some(Version::V0x13.into()),
            params: ParamsString::try_from(&params).unwrap(),
            salt: Some(Salt::new(&salt).unwrap()),
            hash: Some(Output::new(&output).unwrap()),
        };
        hash.to_string()
    }

    pub fn open(&self) -> Connection {
        let connection = Connection::open(self.database()).unwrap();
        connection.busy_timeout(Duration::from_secs(30)).unwrap();
        connection
    }

    /// Moves everything to a new database beside the one at this address.
    pub fn moved_to(mut self, server: &str, name: &str) -> Self {
        ask(server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        ask(server, &format!("CREATE DATABASE {name}"));
        let mut address = url::Url::parse(server).unwrap();
        address.set_path(name);
        self.run(&["move", "--to", address.as_str()], "");
        ask(address.as_str(), "ANALYZE");
        self.server = Some(address.into());
        self
    }

    pub fn count(&self, sql: &str) -> usize {
        if let Some(server) = &self.server {
            return ask(server, sql).unwrap().parse().unwrap();
        }
        self.open().query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap() as usize
    }

    fn command(&self) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .current_dir(self.folder.path())
            .env("PHONECLOCK_DATA_DIR", self.path("data"))
            .env("PHONECLOCK_RECORDINGS", self.path("recordings"))
            .env("PHONECLOCK_SMTP_URL", "smtp://127.0.0.1:1")
            .env("PHONECLOCK_LOG", "warn");
        if let Some(server) = &self.server {
            command.env("PHONECLOCK_DATABASE_URL", server);
        }
        command
    }

    fn run(&self, arguments: &[&str], stdin: &str) {
        let input = self.path("stdin");
        std::fs::write(&input, format!("{stdin}\n")).unwrap();
        let input = std::fs::File::open(input).unwrap();
        let done = self.command().args(arguments).stdin(input).output().unwrap();
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// Starts the gateway and waits until it answers.
    pub fn serve(&self) -> Gateway {
        self.serve_with(None)
    }

    /// The same with a library loaded before the C library's own.
    pub fn serve_with(&self, preload: Option<&Path>) -> Gateway {
        let address = free_address();
        let log = std::fs::File::create(self.path("log")).unwrap();
        let unit = include_str!("../../packaging/phoneclock.service");
        let heaps = unit.lines().find_map(|line| line.strip_prefix("Environment=MALLOC_ARENA_MAX=")).unwrap();
        let mut command = self.command();
        if self.server.is_some() {
            // Each replica has a folder of its own, and the key.
            let folder = self.path(&address.port().to_string());
            command.env("PHONECLOCK_DATA_DIR", folder).env("PHONECLOCK_KEY_FILE", self.path("data/phoneclock.key"));
        }
        command
            .arg("serve")
            .env("PHONECLOCK_LISTEN", address.to_string())
            .env("PHONECLOCK_PUBLIC_URL", PUBLIC_URL)
            .env("PHONECLOCK_DIAL_IN_NUMBER", DIAL_IN)
            .env("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT)
            .env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN)
            .env("PHONECLOCK_TWILIO_API_BASE", format!("http://{}", self.provider))
            .env("MALLOC_ARENA_MAX", heaps)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log);
        if let Some(library) = preload {
            command.env("LD_PRELOAD", library);
        }
        Gateway::start(command, address)
    }

    /// What the gateway had to say; a measurement in which it complained is none.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.path("log")).unwrap()
    }
}

/// Asks a database of PostgreSQL; the first value that it answers.
fn ask(server: &str, sql: &str) -> Option<String> {
    let (server, sql) = (server.to_owned(), sql.to_owned());
    let asked = std::thread::spawn(move || {
        tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
            let (client, connection) = tokio_postgres::connect(&server, tokio_postgres::NoTls).await.unwrap();
            tokio::task::spawn(connection);
            let answers = client.simple_query(&sql).await.unwrap();
            answers.iter().find_map(|answer| {
                let tokio_postgres::SimpleQueryMessage::Row(row) = answer else { return None };
                row.get(0).map(str::to_owned)
            })
        })
    });
    asked.join().unwrap()
}

/// A number of its own for each worker, in the range kept for fiction.
fn phone(number: usize) -> String {
    format!("+1555{:07}", 5_550_000_usize.wrapping_add(number) % 10_000_000)
}

pub fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// Whatever the answer is. A connection alone says nothing: it is taken by the system before the program asks for it.
fn answers(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<usize> {
        let mut stream = TcpStream::connect(address)?;
        stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")?;
        stream.read(&mut [0; 16])
    };
    ask().is_ok_and(|read| read > 0)
}

/// A program that answers; stopped when dropped.
pub struct Gateway {
    child: Child,
    pub address: SocketAddr,
    pub start_took: Duration,
}

impl Gateway {
    /// Starts a program and waits until it answers.
    pub fn start(mut command: Command, address: SocketAddr) -> Self {
        let began = Instant::now();
        let mut child = command.spawn().unwrap();
        while !answers(address) {
            assert!(began.elapsed() < Duration::from_secs(30), "no start");
            assert!(child.try_wait().unwrap().is_none(), "the program ended");
            std::thread::sleep(Duration::from_millis(1));
        }
        Self { child, address, start_took: began.elapsed() }
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// Ends it as a power cut does.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
    }
}

impl Drop for Gateway {
    fn drop(&mut self) {
        let pid = rustix::process::Pid::from_child(&self.child);
        let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        let _ = self.child.wait();
    }
}
