//! A real mail server beside the test, which does as its recipients' names say: see `tests/smtp/server.py`.

use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use phoneclock::mail::{Authorities, Mailer, Smtp, SmtpConfig};
use serde_json::Value;
use tempfile::TempDir;
use url::Url;

use crate::support::PUBLIC_URL;

pub struct MailServer {
    dir: TempDir,
    process: Child,
    pub port: u16,
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl MailServer {
    /// With arguments of the script.
    pub fn start(args: &[&str]) -> Self {
        #[expect(clippy::disallowed_methods, reason = "which Python has the library is known to scripts/test alone")]
        let python = std::env::var("PHONECLOCK_TEST_PYTHON");
        let Ok(python) = python else { panic!("run scripts/test, which sets up Python") };
        let dir = tempfile::tempdir().unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp/server.py");
        let mut command = Command::new(python);
        command.arg(script).arg(dir.path()).args(args).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn().expect("run scripts/test, which sets up Python");
        let mut port = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the mail server says its port; run scripts/test, which sets up Python");
        Self { dir, process, port }
    }

    /// What was accepted, in the order of its coming.
    pub fn received(&self) -> Vec<Value> {
        let files = std::fs::read_dir(self.dir.path()).unwrap().map(|file| file.unwrap().path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "json")).collect();
        files.sort();
        files.iter().map(|file| serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()).collect()
    }

    pub fn only_received(&self) -> Value {
        let mut received = self.received();
        assert_eq!(received.len(), 1, "{received:#?}");
        received.remove(0)
    }

    /// The recipients that were asked for, each time.
    pub fn tried(&self) -> Vec<String> {
        let tried = std::fs::read_to_string(self.dir.path().join("tried")).unwrap_or_default();
        tried.lines().map(str::to_owned).collect()
    }

    /// The authority behind its certificate.
    pub fn authority(&self) -> Vec<u8> {
        std::fs::read(self.authority_file()).unwrap()
    }

    pub fn authority_file(&self) -> PathBuf {
        self.dir.path().join("ca.pem")
    }

    /// What else it has written beside its certificate.
    pub fn file(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    /// The way to it in the open.
    pub fn mailer(&self) -> Mailer {
        mailer(&format!("smtp+insecure://127.0.0.1:{}", self.port), None)
    }
}

/// The way to a mail server that is waited for a moment only.
pub fn mailer(url: &str, authority: Option<&[u8]>) -> Mailer {
    mailer_waiting(url, authority, Duration::from_secs(20))
}

pub fn mailer_waiting(url: &str, authority: Option<&[u8]>, timeout: Duration) -> Mailer {
    let mut config = SmtpConfig::parse(url).unwrap();
    config.timeout = timeout;
    let authorities = authority.map(|file| Authorities::parse(file).unwrap());
    Mailer::Smtp(Smtp::new(&config, authorities.as_ref(), &Url::parse(PUBLIC_URL).unwrap()).unwrap())
}
