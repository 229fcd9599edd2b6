//! (e) Start-up time, memory at rest and at work, size of the program.

use std::sync::Arc;

use crate::{
    caller::Pace,
    calls::call_all,
    figures::{below, median, title},
    process, provider,
    site::{Hashing, Site},
};

const STARTS: usize = 9;
const CALLERS: usize = 200;

pub async fn measure() {
    title("(e) Footprint");
    let site = Arc::new(Site::make(CALLERS, Hashing::Real, provider::start().await));
    // The first start of a program that is not in memory yet measures the disk.
    drop(site.serve());
    let starts: Vec<f64> = (0..STARTS).map(|_| site.serve().start_took.as_secs_f64()).collect();
    below("from the start of the program to its first answer", median(&starts) * 1000.0, "ms", 300.0);
    let gateway = site.serve();
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let (at_rest, _) = process::resident_mib(gateway.pid());
    below("resident memory at rest", at_rest, "MiB", 64.0);
    let heard = call_all(&site, &[gateway.address], 0..CALLERS, CALLERS, Pace::None).await;
    assert_eq!(heard.errors, Vec::<String>::new());
    let (_, highest) = process::resident_mib(gateway.pid());
    below("resident memory, 200 callers at once, at its highest", highest, "MiB", 64.0);
    let size = std::fs::metadata(env!("CARGO_BIN_EXE_phoneclock")).unwrap().len();
    below("the program's size", size as f64 / 1024.0 / 1024.0, "MiB", 30.0);
}
