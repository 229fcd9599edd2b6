//! Does a request take longer once there are a hundred or a thousand times as many entries?
//!
//! One gateway (the release binary, on real files) is served for each size, and every request goes to all of them in
//! turn, so that whatever else the machine is doing disturbs all sizes alike. What a page shows is the same in every
//! size: only what lies beside it grows. Of each request the median is held to 1.5 times that of the first size; with
//! anything slower the command fails.
//!
//! `cargo bench --bench growth -- --sizes 10000,1000000,10000000`

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a bench that cannot go on has failed, and it talks to whoever started it"
)]

mod beside;
mod folder;
mod history;
mod http;
mod requests;
mod rows;
mod served;
mod size;
mod table;

use std::{path::PathBuf, time::Instant};

use clap::Parser;

use self::{
    folder::Folder,
    served::{Provider, Served},
    size::Size,
    table::Table,
};

#[derive(Parser)]
struct GrowthArgs {
    /// Entries in each database; the others are compared with the first
    #[arg(long, value_delimiter = ',', default_value = "10000,1000000")]
    sizes: Vec<u64>,
    /// People of the workspace that is looked at
    #[arg(long, default_value_t = 160)]
    people: u64,
    /// How often each page is asked for
    #[arg(long, default_value_t = 200)]
    tries: usize,
    /// Only requests with this in their name
    #[arg(long, default_value = "")]
    only: String,
    /// Leave the databases where they are, and take those of the same day that are there; the calls of each run stay in
    /// them
    #[arg(long)]
    keep: bool,
    /// What cargo itself adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() {
    let asked = GrowthArgs::parse();
    assert!(asked.sizes.iter().all(|entries| *entries >= 10_000), "what every page shows is among the first 10000");
    assert!((160..10_000).contains(&asked.people), "fewer are not enough for all pages, and more have no numbers");
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scratch = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("growth");
    let folders: Vec<_> = asked
        .sizes
        .iter()
        .map(|entries| {
            let (began, size) = (Instant::now(), Size::of(*entries, asked.people));
            let folder = runtime.block_on(Folder::prepare(&scratch, size, asked.keep));
            eprintln!("{size}: {} MB, ready in {:.0?}", folder.megabytes(), began.elapsed());
            folder
        })
        .collect();

    let mut table = Table::new(&asked.sizes, &asked.only);
    beside::in_the_background(&runtime, &folders, &mut table);
    beside::commands(&folders, &mut table);
    let provider = Provider::serve(&runtime);
    let mut gateways = beside::starts(&folders, &provider, &mut table);
    requests::calls(&mut gateways, &provider, &mut table);
    requests::pages(&mut gateways, asked.tries, &mut table);
    gateways.into_iter().for_each(Served::stop);
    drop(provider);

    print!("{table}");
    if !asked.keep {
        std::fs::remove_dir_all(&scratch).unwrap();
    }
    if !table.holds() {
        std::process::exit(1);
    }
}
