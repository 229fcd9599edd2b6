//! A shift start: so many workers call within a few minutes and key as people do.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use phoneclock::{app::SystemEntropy, domain::entropy};

use crate::{
    caller::{Heard, Pace},
    calls::{call, wait_for_recordings},
    client::Client,
    figures::{below, line, title},
    process, provider,
    site::{Hashing, Site},
};

pub async fn measure(workers: usize, seconds: u64) {
    title(&format!("A shift start: {workers} workers call within {seconds} seconds"));
    let site = Arc::new(Site::make(workers, Hashing::Real, provider::start().await));
    let gateway = site.serve();
    let began = Instant::now();
    let heard = call_within(&site, &[gateway.address], workers, seconds).await;
    let talked = began.elapsed();
    wait_for_recordings(&site, workers).await;
    line("the last call ended after", format!("{:.0} s", talked.as_secs_f64()));
    line(
        "the last recording was stored so long after it",
        format!("{:.1} s", (began.elapsed() - talked).as_secs_f64()),
    );
    line("callers who heard an error", heard.errors.len());
    line("webhooks without a PIN", &heard.without_pin);
    line("webhooks with a PIN", &heard.with_pin);
    line("callers asked to hold on", heard.held);
    below("the longest wait of any webhook", heard.worst() / 1000.0, "s", 5.0);
    let (_, highest) = process::resident_mib(gateway.pid());
    below("resident memory, at its highest", highest, "MiB", 300.0);
    line("processor time of the gateway", format!("{:.0} s", process::cpu_secs(gateway.pid())));
    let entries = site.count("SELECT count(*) FROM time_entry WHERE status = 'open'");
    let checks = site.count("SELECT count(*) FROM voice_check WHERE status = 'stored'");
    line("time entries, and voice checks stored", format!("{entries}, {checks}"));
    assert_eq!(heard.errors, Vec::<String>::new());
    assert_eq!((entries, checks), (workers, workers), "all of them are there");
    assert_eq!(site.log(), "", "the gateway complained");
}

/// So many workers call within so many seconds, each at a moment of their own.
pub async fn call_within(site: &Arc<Site>, addresses: &[SocketAddr], workers: usize, seconds: u64) -> Heard {
    let began = Instant::now();
    let mut calls = tokio::task::JoinSet::new();
    for worker in 0..workers {
        let begins = began + Duration::from_millis(entropy::below(&SystemEntropy, seconds * 1000));
        let (site, addresses) = (Arc::clone(site), addresses.to_vec());
        calls.spawn(async move {
            tokio::time::sleep_until(begins.into()).await;
            let mut client = Client::among(&addresses);
            call(&mut client, &site.workers[worker], Pace::Human).await
        });
    }
    let mut heard = Heard::default();
    while let Some(one) = calls.join_next().await {
        heard.join(one.unwrap());
    }
    heard
}
