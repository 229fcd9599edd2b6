//! (b) Whole calls with a PIN check and a recording that is fetched, beside what argon2id alone reaches.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use futures::future::join_all;

use crate::{
    caller::{Caller, Heard, Pace},
    client::Client,
    figures::{line, median, ratio, title},
    hashing, process, provider,
    site::{Hashing, Site, Worker},
};

const CALLERS: usize = 32;
const CALLS: usize = 1_500;
const ROUNDS: usize = 3;

pub async fn measure() {
    title("(b) Whole calls, recordings fetched; 32 callers without a pause");
    let site = Arc::new(Site::make(CALLS * ROUNDS, Hashing::Real, provider::start().await));
    let gateway = site.serve();
    let (mut calls, mut reference) = (Vec::new(), Vec::new());
    #[cfg(feature = "simd-argon2")]
    let mut fast = Vec::new();
    for round in 0..ROUNDS {
        reference.push(tokio::task::spawn_blocking(|| hashing::reference_per_second(5)).await.unwrap());
        #[cfg(feature = "simd-argon2")]
        fast.push(tokio::task::spawn_blocking(|| hashing::per_second(5)).await.unwrap());
        let began = Instant::now();
        let workers = round * CALLS..(round + 1) * CALLS;
        let heard = call_all(&site, &[gateway.address], workers, CALLERS, Pace::None).await;
        assert_eq!(heard.errors, Vec::<String>::new());
        wait_for_recordings(&site, (round + 1) * CALLS).await;
        calls.push(CALLS as f64 / began.elapsed().as_secs_f64());
    }
    let millis = process::cpu_secs(gateway.pid()) * 1e3 / (CALLS * ROUNDS) as f64;
    line("processor time of the gateway, a call with its hash", format!("{millis:.1} ms"));
    line("whole calls a second, to the last recording stored", format!("{:.1}", median(&calls)));
    line("RustCrypto's argon2id alone, on all cores", format!("{:.1}", median(&reference)));
    ratio("calls to hashes of RustCrypto's", median(&calls) / median(&reference), 0.85);
    #[cfg(feature = "simd-argon2")]
    {
        line("argon2-rust's argon2id alone, on all cores", format!("{:.1}", median(&fast)));
        line("calls to hashes of argon2-rust's", format!("{:.2}", median(&calls) / median(&fast)));
    }
    assert_eq!(site.log(), "", "the gateway complained");
}

/// How long it takes until all of those who call at once have rung: nobody's finger is on the same key in the same
/// millisecond.
const RINGING: Duration = Duration::from_secs(1);

/// These workers call, so many at a time, each on a connection of its own.
pub async fn call_all(
    site: &Arc<Site>,
    addresses: &[SocketAddr],
    workers: std::ops::Range<usize>,
    at_once: usize,
    pace: Pace,
) -> Heard {
    // Whoever has hung up calls for the next worker, so that all of them end at about the same time.
    let next = Arc::new(Mutex::new(workers));
    let callers = (0..at_once).map(|number| {
        let (site, next, addresses) = (Arc::clone(site), Arc::clone(&next), addresses.to_vec());
        tokio::task::spawn(async move {
            tokio::time::sleep(RINGING.mul_f64(number as f64 / at_once as f64)).await;
            let mut client = Client::among(&addresses);
            let mut all = Heard::default();
            loop {
                let Some(worker) = next.lock().unwrap().next() else { return all };
                all.join(call(&mut client, &site.workers[worker], pace).await);
            }
        })
    });
    let mut all = Heard::default();
    for heard in join_all(callers).await {
        all.join(heard.unwrap());
    }
    all
}

pub async fn call(client: &mut Client, worker: &Worker, pace: Pace) -> Heard {
    Caller::new(client, worker).call(pace).await
}

/// Until so many voice checks are there, with the provider's copies deleted.
pub async fn wait_for_recordings(site: &Site, wanted: usize) {
    let began = Instant::now();
    loop {
        let stored = site.count("SELECT count(*) FROM voice_check WHERE status = 'stored'");
        if stored >= wanted {
            return;
        }
        assert!(began.elapsed() < Duration::from_secs(120), "{stored} of {wanted} recordings are there");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
