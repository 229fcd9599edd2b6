//! (d) How long webhooks wait: at half load, at full load, and with 200 callers at once.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    caller::{Heard, Pace},
    calls::{call, call_all, wait_for_recordings},
    client::Client,
    figures::{below, line, title},
    process, provider,
    site::{Gateway, Hashing, Site},
};

const AT_ONCE: usize = 200;
/// The callers of [`AT_ONCE`] each call so often.
const TIMES: usize = 5;
const SPAN: Duration = Duration::from_secs(20);
/// So many callers, with so many calls, show what the gateway takes.
const PACE_MAKERS: usize = 32;
const TO_FIND_OUT: usize = 800;

pub async fn measure() {
    title("(d) How long webhooks wait");
    let provider = provider::start().await;
    let taken = {
        let site = Arc::new(Site::make(TO_FIND_OUT, Hashing::Real, provider));
        let gateway = site.serve();
        let began = Instant::now();
        let heard = call_all(&site, &[gateway.address], 0..TO_FIND_OUT, PACE_MAKERS, Pace::None).await;
        assert_eq!(heard.errors, Vec::<String>::new());
        TO_FIND_OUT as f64 / began.elapsed().as_secs_f64()
    };
    line("calls a second that the gateway takes", format!("{taken:.1}"));
    let calls_of = |share: f64| (taken * share * SPAN.as_secs_f64()) as usize;
    let (half, full) = (calls_of(0.5), calls_of(1.0));
    let site = Arc::new(Site::make(half + full + AT_ONCE * TIMES, Hashing::Real, provider));
    let gateway = site.serve();
    for (name, from, to) in [("half load", 0, half), ("full load", half, half + full)] {
        let heard = call_steadily(&site, &gateway, from, to).await;
        report(&format!("{name}, {:.0} calls a second", (to - from) as f64 / SPAN.as_secs_f64()), &heard);
        wait_for_recordings(&site, to).await;
    }
    let (_, highest) = process::resident_mib(gateway.pid());
    line("resident memory at full load, at its highest", format!("{highest:.1} MiB"));
    let first = half + full;
    let all = first..first + AT_ONCE * TIMES;
    let heard = call_all(&site, &[gateway.address], all, AT_ONCE, Pace::None).await;
    report("200 callers at once, who key without a pause", &heard);
    below("the longest wait of any webhook", heard.worst() / 1000.0, "s", 2.0);
    below("p99 of webhooks without a PIN", heard.without_pin.percentile(99.0), "ms", 20.0);
    wait_for_recordings(&site, first + AT_ONCE * TIMES).await;
    assert_eq!(site.log(), "", "the gateway complained");
}

fn report(name: &str, heard: &Heard) {
    assert_eq!(heard.errors, Vec::<String>::new());
    line(&format!("{name}: without a PIN"), &heard.without_pin);
    line(&format!("{name}: with a PIN"), &heard.with_pin);
    line(&format!("{name}: callers asked to hold on"), format!("{} of {}", heard.held, heard.calls));
}

/// Calls that begin evenly over the span, however long the earlier ones take.
async fn call_steadily(site: &Arc<Site>, gateway: &Gateway, from: usize, to: usize) -> Heard {
    let began = Instant::now();
    let mut calls = tokio::task::JoinSet::new();
    for worker in from..to {
        let begins = began + SPAN.mul_f64((worker - from) as f64 / (to - from) as f64);
        let (site, address) = (Arc::clone(site), gateway.address);
        calls.spawn(async move {
            tokio::time::sleep_until(begins.into()).await;
            let mut client = Client::connect(address).await;
            call(&mut client, &site.workers[worker], Pace::None).await
        });
    }
    let mut all = Heard::default();
    while let Some(heard) = calls.join_next().await {
        all.join(heard.unwrap());
    }
    all
}
