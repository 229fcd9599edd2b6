//! Several gateways on one database of PostgreSQL, beside one on SQLite, in one run and on one machine: the database, the
//! gateways, the provider and the callers share its processors.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    caller::{Heard, Pace},
    calls::{call_all, wait_for_recordings},
    figures::{below, line, median, ratio, title},
    process, provider,
    shift_start::call_within,
    site::{Gateway, Hashing, Site},
};

const CALLERS: usize = 32;
const CALLS: usize = 800;
const ROUNDS: usize = 3;

/// A site with its gateways, and how its calls went.
struct Measured {
    name: &'static str,
    site: Arc<Site>,
    gateways: Vec<Gateway>,
    calls: Vec<f64>,
    heard: Heard,
    /// Of the database server.
    processor_secs: f64,
}

impl Measured {
    fn start(name: &'static str, site: Site, replicas: usize) -> Self {
        let gateways = (0..replicas).map(|_| site.serve()).collect();
        Self { name, site: Arc::new(site), gateways, calls: Vec::new(), heard: Heard::default(), processor_secs: 0.0 }
    }

    fn addresses(&self) -> Vec<SocketAddr> {
        self.gateways.iter().map(|gateway| gateway.address).collect()
    }

    async fn measure(&mut self, round: usize) {
        let before = process::cpu_secs_of_all("postgres");
        let began = Instant::now();
        let workers = round * CALLS..(round + 1) * CALLS;
        let heard = call_all(&self.site, &self.addresses(), workers, CALLERS, Pace::None).await;
        assert_eq!(heard.errors, Vec::<String>::new());
        wait_for_recordings(&self.site, (round + 1) * CALLS).await;
        self.calls.push(CALLS as f64 / began.elapsed().as_secs_f64());
        self.processor_secs += process::cpu_secs_of_all("postgres") - before;
        self.heard.join(heard);
    }

    fn report(&self) -> f64 {
        let calls = median(&self.calls);
        line(&format!("{}: whole calls a second", self.name), format!("{calls:.1}"));
        line(&format!("{}: without a PIN", self.name), &self.heard.without_pin);
        line(&format!("{}: with a PIN", self.name), &self.heard.with_pin);
        assert_eq!(self.site.log(), "", "the gateway complained");
        calls
    }
}

pub async fn measure(database: &str) {
    title("Whole calls on SQLite, and on PostgreSQL with one gateway and with three; 32 callers without a pause");
    let provider = provider::start().await;
    let site = || Site::make(CALLS * ROUNDS, Hashing::Real, provider);
    let mut all = [
        Measured::start("SQLite", site(), 1),
        Measured::start("PostgreSQL, one gateway", site().moved_to(database, "bench_one"), 1),
        Measured::start("PostgreSQL, three gateways", site().moved_to(database, "bench_three"), 3),
    ];
    for round in 0..ROUNDS {
        for measured in &mut all {
            measured.measure(round).await;
        }
    }
    let [sqlite, one, three] = &all;
    let (on_sqlite, on_one, on_three) = (sqlite.report(), one.report(), three.report());
    ratio("one gateway with PostgreSQL to SQLite", on_one / on_sqlite, 0.8);
    line("three gateways to one", format!("{:.2}", on_three / on_one));
    let millis = one.processor_secs * 1e3 / (CALLS * ROUNDS) as f64;
    line("processor time of the database, a call", format!("{millis:.2} ms"));
    line("so one core of the database is busy at", format!("{:.0} calls a second", 1e3 / millis));
    let open = one
        .site
        .count("SELECT count(*) FROM pg_stat_activity WHERE datname = 'bench_one' AND application_name = 'phoneclock'");
    let of_three = three.site.count(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = 'bench_three' AND application_name = 'phoneclock'",
    );
    line("connections of one gateway, and of three", format!("{open}, {of_three}"));
}

pub async fn measure_shift_start(database: &str, workers: usize, seconds: u64) {
    title(&format!("{workers} workers call three gateways within {seconds} seconds; one is killed in the middle"));
    let site = Site::make(workers, Hashing::Real, provider::start().await).moved_to(database, "bench_shift");
    let mut measured = Measured::start("three gateways", site, 3);
    let addresses = measured.addresses();
    let killed = measured.gateways.remove(0);
    let killer = tokio::task::spawn(async move {
        tokio::time::sleep(Duration::from_secs(seconds / 2)).await;
        killed.kill();
    });
    let began = Instant::now();
    let heard = call_within(&measured.site, &addresses, workers, seconds).await;
    let talked = began.elapsed();
    killer.await.unwrap();
    wait_for_recordings(&measured.site, workers).await;
    line("the last call ended after", format!("{:.0} s", talked.as_secs_f64()));
    line("callers who heard an error", heard.errors.len());
    line("webhooks without a PIN", &heard.without_pin);
    line("webhooks with a PIN", &heard.with_pin);
    below("the longest wait of any webhook", heard.worst() / 1000.0, "s", 8.0);
    let entries = measured.site.count("SELECT count(*) FROM time_entry WHERE status = 'open'");
    let checks = measured.site.count("SELECT count(*) FROM voice_check WHERE status = 'stored'");
    line("time entries, and voice checks stored", format!("{entries}, {checks}"));
    assert_eq!(heard.errors, Vec::<String>::new());
    assert_eq!((entries, checks), (workers, workers), "all of them are there");
}
