//! Programs that know nothing but the description: one that tries whatever it allows, and a client made from it.

use std::{path::Path, process::Stdio, time::Duration};

use jiff::SignedDuration;
use tokio::task::spawn_blocking;

use crate::support::{MARIAS_PHONE, PIN, TestGateway, python::python};

const ALL: &str = "employees:write jobs:write places:read time:write approvals:write exports:write";

/// Runs a script of `tests/api` with a place for files of its own; what it says is shown where it fails.
async fn run(script: &'static str, test: &TestGateway, token: String) {
    let base = test.pages().to_string();
    let folder = tempfile::tempdir().unwrap();
    let output = spawn_blocking(move || {
        let mut command = python();
        command.arg(Path::new("api").join(script)).arg(base).arg(folder.path()).env("PHONECLOCK_API_TOKEN", token);
        command.stdin(Stdio::null()).output().unwrap()
    });
    tokio::pin!(output);
    // By a clock that stands still a token would soon have asked all that it may.
    let output = loop {
        tokio::select! {
            output = &mut output => break output.unwrap(),
            () = tokio::time::sleep(Duration::from_millis(20)) => test.advance(SignedDuration::from_secs(1)),
        }
    };
    let said = [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    assert!(output.status.success(), "{}", said.concat());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_the_description_allows_is_answered_as_it_says() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.job("Roof repair", "12").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    let program = test.program(ALL).await;
    run("try_everything.py", &test, program.token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_made_from_the_description_lists_and_changes_employees() {
    let test = TestGateway::start().await;
    test.employee("Maria Lopez").await;
    let program = test.program(ALL).await;
    run("use_client.py", &test, program.token).await;
    let mut names: Vec<_> = test.employees().await.into_iter().map(|row| row.employee.details.name).collect();
    names.sort();
    assert_eq!(names, ["Ana Torres Díaz", "Maria Lopez"]);
}
