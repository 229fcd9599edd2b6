//! The real program against a caller written from the provider's documentation, in Python: every path of
//! the call, then random calls with redeliveries, hang-ups and `kill -9` in between, then calls while the disk, the
//! clock, the provider, the mail server and whatever else is around it fail; then calls to three replicas while one of
//! them, the database, the bucket and what is between them fail.

use std::process::Command;

use crate::support::python::python;

fn unittest(module: &str) {
    let run = |command: &mut Command| command.output().expect("Python runs");
    let done = run(python()
        .args(["-m", "unittest", "discover", "--start-directory", "outside", "--pattern", &format!("{module}.py")])
        .env("PHONECLOCK_BIN", env!("CARGO_BIN_EXE_phoneclock")));
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success(), "{}{said}", String::from_utf8_lossy(&done.stdout));
    assert!(!said.contains("Ran 0 tests"), "{said}");
}

#[test]
fn every_path_of_the_call_is_walked_by_a_caller_from_the_documentation() {
    unittest("test_caller");
    unittest("test_paths");
    unittest("test_brands");
}

#[test]
fn random_calls_with_redeliveries_hang_ups_and_kills_lose_and_double_nothing() {
    unittest("test_checker");
    unittest("test_chaos");
}

#[test]
fn whatever_fails_around_the_gateway_nothing_read_back_is_lost_and_every_job_ends() {
    unittest("test_faults");
}

#[test]
fn three_replicas_on_one_database_are_one_gateway_to_callers_whatever_fails_between_them() {
    unittest("test_ground");
    unittest("test_replicas");
}
