//! Everything that is logged while the tests run, finer than anybody logs in earnest.

use std::{
    collections::BTreeSet,
    fmt::Debug,
    fs::File,
    io::Write,
    path::Path,
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
};

use tracing::{
    Event, Subscriber,
    field::{Field, Visit},
    level_filters::LevelFilter,
};
use tracing_subscriber::{
    EnvFilter, Layer,
    filter::{FilterExt, Targets, dynamic_filter_fn},
    fmt::MakeWriter,
    layer::{Context, SubscriberExt},
    util::SubscriberInitExt,
};

use super::postgres::variable;

/// Our own words and those of every library that sees secrets on their way; of statements there are too many.
const FILTER: &str = "debug,phoneclock=trace,phoneclock::sql=off,axum=trace,hyper=trace,hyper_util=trace,reqwest=trace,lettre=trace,\
                      object_store=trace,tower=trace";

#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

/// Whether lines are kept as well, and not statements alone.
static HAS_LINES: AtomicBool = AtomicBool::new(false);

impl Log {
    /// Of the whole program, and so of the tests beside this one: look for what is this test's alone.
    pub fn on() -> Self {
        HAS_LINES.store(true, Ordering::Relaxed);
        Self::started()
    }

    fn started() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let start = || {
            let log = Self::default();
            let lines = tracing_subscriber::fmt::layer().with_writer(log.clone()).with_ansi(false);
            let wanted = EnvFilter::new(FILTER).and(dynamic_filter_fn(|_, _| HAS_LINES.load(Ordering::Relaxed)));
            let statements = Targets::new().with_target("phoneclock::sql", LevelFilter::TRACE);
            tracing_subscriber::registry()
                .with(lines.with_filter(wanted))
                .with(Statements::new().with_filter(statements))
                .init();
            log
        };
        LOG.get_or_init(start).clone()
    }

    /// Every statement that ran on this database since the log is on.
    pub fn statements(&self, database: &Path) -> BTreeSet<String> {
        let database = database.canonicalize().unwrap();
        let told = STATEMENTS.lock().unwrap();
        told.iter().filter(|told| Path::new(&told.database) == database).map(|told| told.sql.clone()).collect()
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap().clone()
    }
}

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// A statement, and on which database it ran.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Told {
    database: String,
    sql: String,
}

static STATEMENTS: Mutex<BTreeSet<Told>> = Mutex::new(BTreeSet::new());

/// Gathers what is asked of databases, for whoever looks at it in a test, and in a file for whoever looks at the plans
/// of all that the tests ask.
struct Statements {
    file: Option<File>,
}

/// Has the statements of this run gathered, where `scripts/test` wants to see them.
pub fn gather_statements() {
    if variable("PHONECLOCK_TEST_STATEMENTS").is_some() {
        Log::started();
    }
}

impl Statements {
    fn new() -> Self {
        let append = |path| File::options().create(true).append(true).open(path).unwrap();
        Self { file: variable("PHONECLOCK_TEST_STATEMENTS").map(append) }
    }
}

impl<S: Subscriber> Layer<S> for Statements {
    fn on_event(&self, event: &Event<'_>, _: Context<'_, S>) {
        let mut told = Told::default();
        event.record(&mut told);
        let mut known = STATEMENTS.lock().unwrap();
        if !known.contains(&told) {
            if let Some(mut file) = self.file.as_ref() {
                let line = serde_json::to_string(&told.sql).unwrap() + "\n";
                file.write_all(line.as_bytes()).unwrap();
            }
            known.insert(told);
        }
    }
}

impl Visit for Told {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "database" => value.clone_into(&mut self.database),
            "sql" => value.clone_into(&mut self.sql),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
