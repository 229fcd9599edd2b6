//! Everything that is logged while the tests run, finer than anybody logs in earnest.

use std::{
    io::Write,
    sync::{Arc, Mutex, OnceLock},
};

use tracing_subscriber::{EnvFilter, fmt::MakeWriter};

/// Our own words and those of every library that sees secrets on their way.
const FILTER: &str = "debug,phoneclock=trace,axum=trace,hyper=trace,hyper_util=trace,reqwest=trace,lettre=trace,\
                      object_store=trace,tower=trace";

#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Of the whole program, and so of the tests beside this one: look for what is this test's alone.
    pub fn on() -> Self {
        static LOG: OnceLock<Log> = OnceLock::new();
        let start = || {
            let log = Self::default();
            let lines = tracing_subscriber::fmt().with_env_filter(EnvFilter::new(FILTER));
            lines.with_writer(log.clone()).with_ansi(false).init();
            log
        };
        LOG.get_or_init(start).clone()
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
