//! `serve` and `demo` as programs of their own, for what only a process can meet: its log, its files, its end.

use std::{
    net::{SocketAddr, TcpListener},
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};

use super::{Answer, SETTINGS, answer, program};
use crate::support::ACCOUNT;

const SOON: Duration = Duration::from_secs(90);

/// A program that answers at an address, killed when dropped.
pub struct Running {
    pub child: Child,
    pub address: SocketAddr,
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn free_address() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
}

/// `serve` in a folder, its output where `set` leaves it.
pub fn serve(folder: &Path, set: impl FnOnce(&mut Command)) -> Running {
    start(folder, &["serve"], |command| {
        command.envs(SETTINGS);
        set(command);
    })
}

/// Waits until it answers.
pub fn start(folder: &Path, args: &[&str], set: impl FnOnce(&mut Command)) -> Running {
    let address = free_address();
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("phoneclock"));
    command.env_clear().current_dir(folder).args(args).args(["--listen", &address.to_string()]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    set(&mut command);
    let mut running = Running { child: command.spawn().unwrap(), address };
    let began = Instant::now();
    while running.status("/healthz") != Some(200) {
        let ended = running.child.try_wait().unwrap();
        assert!(ended.is_none() && began.elapsed() < SOON, "it does not answer: {ended:?}");
        std::thread::sleep(Duration::from_millis(20));
    }
    running
}

impl Running {
    /// What an address is answered with; nothing where nobody answers.
    pub fn status(&self, path: &str) -> Option<u16> {
        use std::io::{Read, Write};
        let mut stream = std::net::TcpStream::connect(self.address).ok()?;
        stream.set_read_timeout(Some(SOON)).ok()?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: clock\r\nConnection: close\r\n\r\n").ok()?;
        let mut said = String::new();
        stream.read_to_string(&mut said).ok()?;
        said.split(' ').nth(1)?.parse().ok()
    }

    /// A call from somebody who keys nothing: what the caller heard, and how it ended.
    pub fn call(&self) -> Answer {
        let gateway = format!("http://{}", self.address);
        let mut command = program();
        command.args(["call", "--gateway", &gateway, "--from", "+15555550123", "--keys", "", "--json"]);
        command.envs(SETTINGS).env("PHONECLOCK_TWILIO_API_BASE", "http://127.0.0.1:9").timeout(SOON);
        assert_eq!(SETTINGS[2].1, ACCOUNT);
        answer(&mut command)
    }

    #[track_caller]
    pub fn answers_calls(&self) {
        let call = self.call();
        assert!(call.code == 0 && call.out.contains("Goodbye"), "{call:?}");
    }

    /// The exit after SIGTERM.
    pub fn stop(mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        self.end()
    }

    /// The exit, which has to come by itself.
    pub fn end(&mut self) -> ExitStatus {
        let began = Instant::now();
        loop {
            if let Some(ended) = self.child.try_wait().unwrap() {
                return ended;
            }
            assert!(began.elapsed() < SOON, "it does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
