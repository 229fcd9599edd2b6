//! What is neither a call nor a page: background work, commands, and the start.

use std::{
    future::Future,
    sync::Arc,
    time::{Duration, Instant},
};

use jiff::{ToSpan, tz::TimeZone};
use phoneclock::{
    app,
    service::{Services, alerts, upkeep::prune::prune, voice_checks::retention::delete_old_recordings},
    worker::Worker,
};
use tokio::runtime::Runtime;

use super::{
    folder::{self, Folder},
    served::{Provider, Served, command},
    table::Table,
};

const TRIES: usize = 15;
const PASSES: usize = 100;

/// What is done every minute and every day, by the library that the binary is made of.
pub fn in_the_background(runtime: &Runtime, folders: &[Folder], table: &mut Table) {
    if !table.wants("background") {
        return;
    }
    let gateways: Vec<_> =
        folders.iter().map(|folder| runtime.block_on(app::open(&folder.storage())).unwrap()).collect();
    let mut measure = |name: &str, pass: &dyn Fn(Arc<Services>) -> Duration| {
        let mut took = vec![Vec::new(); gateways.len()];
        for try_number in 0..=PASSES {
            for (gateway, took) in gateways.iter().zip(&mut took) {
                let once = pass(Arc::clone(gateway));
                if try_number > 0 {
                    took.push(once);
                }
            }
        }
        table.add(&format!("background: {name}"), took);
    };
    measure("forget what is old", &|gateway| timed(runtime, async { prune(&gateway.store).await.unwrap() }));
    measure("end silent calls", &|gateway| timed(runtime, async { gateway.calls.end_silent_calls().await.unwrap() }));
    measure("count tasks", &|gateway| timed(runtime, async { Worker::new(&gateway).count().await.unwrap() }));
    measure("find the next task", &|gateway| timed(runtime, async { Worker::new(&gateway).next_at().await.unwrap() }));
    measure("lease tasks", &|gateway| timed(runtime, async { Worker::new(&gateway).lease(8).await.unwrap() }));
    measure("look for alerts", &|gateway| {
        timed(runtime, async { alerts::tend::tend(&gateway.store, &gateway.line).await.unwrap() })
    });
    // One look at each workspace, which has its own period; once a day, and not by the writer.
    measure("end the period of recordings", &|gateway| {
        timed(runtime, async {
            let swept = delete_old_recordings(&gateway.store, &gateway.recordings).await.unwrap();
            assert_eq!(swept.deleted, 0, "the history has been through this");
        })
    });
}

fn timed<T>(runtime: &Runtime, work: impl Future<Output = T>) -> Duration {
    let began = Instant::now();
    let done = runtime.block_on(work);
    let took = began.elapsed();
    drop(done);
    took
}

pub fn commands(folders: &[Folder], table: &mut Table) {
    const OURS: [&str; 2] = ["--workspace", "Lopez Roofing"];
    let day = folder::now().to_zoned(TimeZone::UTC).date().saturating_sub(7.days()).to_string();
    for (name, arguments) in [
        ("employee list", ["employee", "list"].as_slice()),
        ("entries of a day", &["entries", "--from", &day, "--to", &day]),
        ("calls", &["calls"]),
    ] {
        run(folders, table, name, &[arguments, &OURS].concat());
    }
}

fn run(folders: &[Folder], table: &mut Table, name: &str, arguments: &[&str]) {
    let name = format!("phoneclock {name}");
    if !table.wants(&name) {
        return;
    }
    let mut took = vec![Vec::new(); folders.len()];
    for _ in 0..TRIES {
        for (folder, took) in folders.iter().zip(&mut took) {
            let mut command = command(folder);
            let began = Instant::now();
            let status = command.args(arguments).status().unwrap();
            took.push(began.elapsed());
            assert!(status.success(), "{name}");
        }
    }
    table.add(&name, took);
}

/// Starts each gateway a few times, and leaves them running.
pub fn starts(folders: &[Folder], provider: &Provider, table: &mut Table) -> Vec<Served> {
    let mut took = vec![Vec::new(); folders.len()];
    for _ in 0..TRIES {
        for (folder, took) in folders.iter().zip(&mut took) {
            let served = Served::start(folder, provider);
            took.push(served.started_in);
            served.stop();
        }
    }
    table.add("start until ready", took);
    folders.iter().map(|folder| Served::start(folder, provider)).collect()
}
