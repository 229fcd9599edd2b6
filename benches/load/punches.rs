//! (c) The webhook that clocks, with the PIN hash made cheap, beside the same rows put in without a gateway.

use std::{
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Instant,
};

use futures::future::join_all;

use crate::{
    caller::Caller,
    client::{Client, Webhook},
    figures::{line, median, ratio, title},
    inserts::{self, Rows},
    process, provider,
    site::{Hashing, Site},
};

const PUNCHES: usize = 20_000;
const CONNECTIONS: usize = 256;
/// One commit a punch takes its time where every sync is slow; its pace shows soon.
const SINGLE_COMMITS: usize = 500;

pub async fn measure() {
    title("(c) Durable punches: the PIN's webhook with a cheap hash; 256 connections");
    let site = Arc::new(Site::make(PUNCHES, Hashing::Cheap, provider::start().await));
    let (ours, before) = punches_per_second(&site, None).await;
    let rows = Rows::between(&before, &site.database());
    let alone = median(&[(); 3].map(|()| inserts::per_second_in_groups(&before, &rows)));
    line("the gateway, punches a second", format!("{ours:.0}"));
    line("the same rows inserted in groups of 256, punches a second", format!("{alone:.0}"));
    ratio("the gateway to inserts alone", ours / alone, 0.33);
    assert_eq!(site.log(), "", "the gateway complained");
}

pub async fn measure_on_slow_disk() {
    title("(c) The same where every sync takes 5 ms longer");
    let site = Arc::new(Site::make(PUNCHES, Hashing::Cheap, provider::start().await));
    let library = slow_sync(&site.path(""));
    let (ours, before) = punches_per_second(&site, Some(&library)).await;
    let rows = site.path("rows");
    std::fs::write(&rows, format!("{}\n{}", before.display(), site.database().display())).unwrap();
    let single = Command::new(std::env::current_exe().unwrap())
        .args(["insert-each".as_ref(), rows.as_os_str(), SINGLE_COMMITS.to_string().as_ref()])
        .env("LD_PRELOAD", &library)
        .output()
        .unwrap();
    let single: f64 = String::from_utf8(single.stdout).unwrap().trim().parse().expect("a rate");
    line("the gateway, punches a second", format!("{ours:.0}"));
    line("one commit a punch, punches a second", format!("{single:.0}"));
    ratio("the gateway to one commit a punch", ours / single, 20.0);
    assert_eq!(site.log(), "", "the gateway complained");
}

/// Brings every worker to the question for the PIN, then sends all PINs. The rate, and the database as it was
/// before them.
async fn punches_per_second(site: &Arc<Site>, preload: Option<&Path>) -> (f64, PathBuf) {
    let gateway = site.serve();
    let per_connection = PUNCHES / CONNECTIONS;
    let waiting = (0..CONNECTIONS).map(|number| {
        let (site, address) = (Arc::clone(site), gateway.address);
        tokio::task::spawn(async move {
            let mut client = Client::connect(address).await;
            let mut webhooks = Vec::with_capacity(per_connection);
            for turn in 0..per_connection {
                let mut caller = Caller::new(&mut client, &site.workers[turn * CONNECTIONS + number]);
                caller.ring().await.unwrap();
                caller.key_id().await.unwrap();
                webhooks.push(caller.pin_webhook());
            }
            webhooks
        })
    });
    let waiting: Vec<Vec<Webhook>> = join_all(waiting).await.into_iter().map(Result::unwrap).collect();
    drop(gateway);
    let before = site.path("before.db");
    // Everything out of the log: the copy is of one file.
    let left = site.open().query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(left, 0, "nobody else has the database open");
    std::fs::copy(site.database(), &before).unwrap();
    let gateway = site.serve_with(preload);
    let clients = join_all((0..CONNECTIONS).map(|_| Client::connect(gateway.address))).await;
    let began = Instant::now();
    let sending = clients.into_iter().zip(waiting).map(|(mut client, webhooks)| {
        tokio::task::spawn(async move {
            for webhook in &webhooks {
                let answer = client.send(webhook).await;
                assert!(String::from_utf8_lossy(&answer.body).contains("<Record"), "not clocked in");
            }
            webhooks.len()
        })
    });
    let sent: usize = join_all(sending).await.into_iter().map(Result::unwrap).sum();
    let micros = process::cpu_secs(gateway.pid()) * 1e6 / sent as f64;
    line("processor time of the gateway, a punch", format!("{micros:.0} us"));
    let rate = sent as f64 / began.elapsed().as_secs_f64();
    drop(gateway);
    assert_eq!(site.count("SELECT count(*) FROM punch"), sent, "every punch is kept");
    (rate, before)
}

/// Builds the library that makes every sync slower.
fn slow_sync(folder: &Path) -> PathBuf {
    let library = folder.join("slow_sync.so");
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/load/slow_sync.c");
    let built = Command::new("cc").args(["-shared", "-fPIC", "-O2", source, "-ldl", "-o"]).arg(&library).status();
    assert!(built.expect("a C compiler").success());
    library
}
