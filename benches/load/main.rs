//! Measures the release program over signed HTTP on this machine's loopback, on durable storage.
//!
//! `cargo bench --bench load` runs what takes minutes; `cargo bench --bench load -- --help` names each measure. Every
//! ratio comes from one run in which both sides took turns, so it holds where absolute figures do not.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a measurement that cannot go on has failed; its tasks need no draining"
)]

mod bare;
mod caller;
mod calls;
mod client;
mod figures;
mod footprint;
mod hashing;
mod inserts;
mod latency;
mod process;
mod provider;
mod punches;
mod replicas;
mod shift_start;
mod site;
mod soak;
mod steps;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

#[derive(Debug, Parser)]
#[command(name = "cargo bench --bench load --")]
struct Args {
    /// Given by cargo.
    #[arg(long, hide = true)]
    bench: bool,
    #[command(subcommand)]
    measure: Option<Measure>,
}

#[derive(Debug, Clone, Subcommand)]
enum Measure {
    /// Webhooks a second for steps without a PIN, beside a handler that only checks the signature
    Steps {
        #[arg(long, default_value_t = steps::CONNECTIONS)]
        connections: usize,
    },
    /// Whole calls a second, beside what argon2id alone reaches
    Calls,
    /// Durable punches a second with the PIN hash made cheap, beside the same rows inserted in groups
    Punches,
    /// The same where every sync of the disk takes 5 ms longer, beside one commit a punch
    SlowDisk,
    /// How long webhooks wait at half load, at full load and with 200 callers at once
    Latency,
    /// Start-up time, memory and size of the program
    Footprint,
    /// 10,000 workers call within five minutes
    ShiftStart {
        #[arg(long, default_value_t = 10_000)]
        workers: usize,
        #[arg(long, default_value_t = 300)]
        seconds: u64,
    },
    /// Whole calls a second on SQLite, on one gateway with PostgreSQL and on three
    Replicas {
        /// A server to make databases on, as a superuser: postgres://postgres@127.0.0.1:5432/postgres
        database: String,
    },
    /// The shift start on three gateways with PostgreSQL, one of which is killed in the middle
    ShiftStartOnReplicas {
        /// As for replicas
        database: String,
        #[arg(long, default_value_t = 10_000)]
        workers: usize,
        #[arg(long, default_value_t = 300)]
        seconds: u64,
    },
    /// Full load for an hour, and what it does to memory
    Soak {
        #[arg(long, default_value_t = 60)]
        minutes: u64,
    },
    #[command(hide = true)]
    ServeBare { replies: PathBuf },
    #[command(hide = true)]
    InsertEach { rows: PathBuf, punches: usize },
}

#[tokio::main]
async fn main() {
    let Args { bench: _, measure } = Args::parse();
    let Some(measure) = measure else {
        process::describe_machine();
        steps::measure(steps::CONNECTIONS).await;
        calls::measure().await;
        punches::measure().await;
        punches::measure_on_slow_disk().await;
        latency::measure().await;
        footprint::measure().await;
        return;
    };
    if !matches!(measure, Measure::ServeBare { .. } | Measure::InsertEach { .. }) {
        process::describe_machine();
    }
    match measure {
        Measure::Steps { connections } => steps::measure(connections).await,
        Measure::Calls => calls::measure().await,
        Measure::Punches => punches::measure().await,
        Measure::SlowDisk => punches::measure_on_slow_disk().await,
        Measure::Latency => latency::measure().await,
        Measure::Footprint => footprint::measure().await,
        Measure::ShiftStart { workers, seconds } => shift_start::measure(workers, seconds).await,
        Measure::Replicas { database } => replicas::measure(&database).await,
        Measure::ShiftStartOnReplicas { database, workers, seconds } => {
            replicas::measure_shift_start(&database, workers, seconds).await;
        }
        Measure::Soak { minutes } => soak::measure(minutes).await,
        Measure::ServeBare { replies } => bare::serve(&replies).await,
        Measure::InsertEach { rows, punches } => inserts::one_commit_each(&rows, punches),
    }
}
