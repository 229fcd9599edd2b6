//! Full load for a long time: workers call without a pause, in and out, and memory is looked at.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::join_all;

use crate::{
    caller::{Heard, Pace},
    calls::call,
    client::Client,
    figures::{line, title},
    process, provider,
    site::{Hashing, Site},
};

const CALLERS: usize = 32;
/// Enough that nobody calls twice within the two minutes after which the gateway no longer asks whether it is meant.
const WORKERS: usize = 32_000;
const LOOKS: u32 = 6;

pub async fn measure(minutes: u64) {
    title(&format!("Full load for {minutes} minutes"));
    let site = Arc::new(Site::make(WORKERS, Hashing::Real, provider::start().await));
    let gateway = site.serve();
    let (address, began) = (gateway.address, Instant::now());
    let until = began + Duration::from_secs(minutes * 60);
    line("resident memory at the start", format!("{:.1} MiB", process::resident_mib(gateway.pid()).0));
    let callers = (0..CALLERS).map(|number| {
        let site = Arc::clone(&site);
        tokio::task::spawn(async move {
            let mut client = Client::connect(address).await;
            let mut all = Heard::default();
            for turn in 0.. {
                if Instant::now() > until {
                    break;
                }
                let worker = &site.workers[(turn * CALLERS + number) % WORKERS];
                let heard = call(&mut client, worker, Pace::None).await;
                all.calls += 1;
                all.errors.extend(heard.errors);
            }
            all
        })
    });
    let calling = join_all(callers);
    let looking = async {
        for look in 1..=LOOKS {
            tokio::time::sleep_until((began + (until - began) * look / LOOKS).into()).await;
            let (now, highest) = process::resident_mib(gateway.pid());
            let minute = began.elapsed().as_secs() / 60;
            line(&format!("after {minute} minutes"), format!("{now:.1} MiB, at its highest {highest:.1} MiB"));
        }
    };
    let (heard, ()) = tokio::join!(calling, looking);
    let mut all = Heard::default();
    for one in heard {
        all.join(one.unwrap());
    }
    line("calls", all.calls);
    assert_eq!(all.errors, Vec::<String>::new());
    assert_eq!(site.log(), "", "the gateway complained");
}
