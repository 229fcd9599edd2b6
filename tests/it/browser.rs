//! The pages in a real browser: node runs a script of `tests/browser`, which drives Debian's Chromium.

mod correction;
pub mod every_page;
mod exceptions;
mod kiosk_binding;
mod kiosk_kept;
mod kiosk_screen;
mod palette;
mod payday;
mod phone;
mod practice;
mod printed;
mod review;
mod roll_out;
mod second_factor;
mod shared_device;
mod without_scripts;
mod workbench;

use std::{
    io::{BufRead, BufReader, Read, Seek, Write},
    path::Path,
    process::{Child, Command, Stdio},
    time::Duration,
};

use serde_json::Value;
use tokio::{sync::mpsc, task::spawn_blocking};

/// No script takes this long, even on a busy machine.
const TIMEOUT: Duration = Duration::from_mins(15);

/// Node with its script, which does not outlive the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        self.0.kill().ok();
        self.0.wait().ok();
    }
}

/// Runs a script that asks nothing. Whatever it finds wrong fails the test.
pub async fn run(script: &str, given: &Value) {
    converse(script, given, async |question| panic!("nobody answers {question}")).await;
}

/// The same with somebody who answers the script's questions.
pub async fn converse(script: &str, given: &Value, mut answer: impl AsyncFnMut(&Value) -> Value) {
    let mut errors = tempfile::tempfile().unwrap();
    let mut node = Running(
        node(script, given)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(errors.try_clone().unwrap())
            .spawn()
            .expect("node runs; scripts/test installs it"),
    );
    let mut answers = node.0.stdin.take().unwrap();
    let questions = BufReader::new(node.0.stdout.take().unwrap()).lines();
    let (asked, mut questions_asked) = mpsc::unbounded_channel();
    let reading = spawn_blocking(move || questions.for_each(|line| asked.send(line.unwrap()).unwrap_or_default()));
    let talk = async {
        while let Some(question) = questions_asked.recv().await {
            let reply = answer(&serde_json::from_str(&question).unwrap()).await;
            // A script that has died says why below.
            writeln!(answers, "{reply}").ok();
        }
        reading.await.unwrap();
    };
    let ended = tokio::time::timeout(TIMEOUT, talk).await.is_ok();
    let succeeded = ended && node.0.wait().unwrap().success();
    let mut said = String::new();
    errors.rewind().unwrap();
    errors.read_to_string(&mut said).unwrap();
    assert!(succeeded, "{script}{}\n{said}", if ended { "" } else { " did not come to an end" });
}

fn node(script: &str, given: &Value) -> Command {
    #[expect(clippy::disallowed_methods, reason = "where the libraries are is known to scripts/test alone")]
    let packages = std::env::var_os("PHONECLOCK_TEST_BROWSER").expect("run scripts/test, which sets up the browser");
    let mut command = Command::new("node");
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser"));
    command.arg(script).arg(given.to_string()).env("PHONECLOCK_TEST_BROWSER", packages).env("FORCE_COLOR", "0");
    command
}
