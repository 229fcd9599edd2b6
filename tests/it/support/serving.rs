//! The real program, serving until it is dropped.

use std::{
    io::{BufRead, BufReader},
    net::SocketAddr,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use rustix::process::{Pid, Signal, kill_process};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{
    ACCOUNT, DIAL_IN, MARIAS_PHONE, PUBLIC_URL, TOKEN,
    by_hand::{RING, form, request, signature},
};

pub struct Serving {
    program: Child,
    pub address: SocketAddr,
    log: Arc<Mutex<String>>,
    _folder: tempfile::TempDir,
}

impl Serving {
    pub fn start() -> Self {
        // Fewer open files than tests need, unless the program asks for more.
        Self::start_under("ulimit -S -n 256")
    }

    /// With this done first by the shell that becomes the program.
    pub fn start_under(first: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("/bin/sh");
        command.env_clear().args(["-c", &format!("{first} && exec \"$0\" serve --listen 127.0.0.1:0")]);
        command.arg(assert_cmd::cargo::cargo_bin!("phoneclock")).current_dir(folder.path());
        command.env("PHONECLOCK_PUBLIC_URL", PUBLIC_URL).env("PHONECLOCK_DIAL_IN_NUMBER", DIAL_IN);
        command.env("PHONECLOCK_TWILIO_ACCOUNT_SID", ACCOUNT).env("PHONECLOCK_TWILIO_AUTH_TOKEN", TOKEN);
        command.env("PHONECLOCK_LOG_FORMAT", "json");
        let mut program = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap()).lines();
        let address = loop {
            let line = lines.next().expect("it ended before it answered").unwrap();
            if let Some((_, rest)) = line.split_once("\"address\":\"") {
                break rest.split('"').next().unwrap().parse().unwrap();
            }
        };
        let log = Arc::<Mutex<String>>::default();
        // Whatever it says from now on must not fill the pipe.
        std::thread::spawn({
            let log = Arc::clone(&log);
            move || {
                for line in lines.map_while(Result::ok) {
                    log.lock().unwrap().push_str(&(line + "\n"));
                }
            }
        });
        Self { program, address, log, _folder: folder }
    }

    /// What it has said since it answers.
    pub fn log(&self) -> String {
        self.log.lock().unwrap().clone()
    }

    /// What it has taken of the memory, in KiB: without the program itself, of which more is read in as it is used.
    pub fn memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.program.id())).unwrap();
        let (_, rest) = status.split_once("RssAnon:").unwrap();
        rest.split_whitespace().next().unwrap().parse().unwrap()
    }

    /// Asks it to stop, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.program), Signal::TERM).unwrap();
        self.program.wait().unwrap()
    }

    /// A call that begins, over a connection of its own; how long its answer took.
    pub async fn ring(&self, number: usize) -> Duration {
        let sid = format!("CA{number:032x}");
        let body = form(&[
            ("AccountSid", ACCOUNT),
            ("CallSid", &sid),
            ("From", MARIAS_PHONE),
            ("To", DIAL_IN),
            ("CallStatus", "ringing"),
        ]);
        let began = Instant::now();
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        stream.write_all(&request("POST", RING, Some(&signature(RING, &body)), &body)).await.unwrap();
        let mut answer = String::new();
        let read = tokio::time::timeout(Duration::from_secs(20), stream.read_to_string(&mut answer)).await;
        read.expect("an answer in time").unwrap();
        assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("<Gather"), "{answer}");
        began.elapsed()
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        drop(self.program.kill());
        drop(self.program.wait());
    }
}
