//! (a) Steps without a PIN, each with its durable rows, beside a handler that only checks the signature.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use futures::future::join_all;

use crate::{
    bare,
    caller::{Caller, Heard},
    client::Client,
    figures::{line, median, ratio, title},
    process, provider,
    site::{Hashing, Site},
};

pub const CONNECTIONS: usize = 32;
const ROUNDS: usize = 3;
const ROUND: Duration = Duration::from_secs(5);

pub async fn measure(connections: usize) {
    title(&format!("(a) Webhooks without a PIN: ring, ID, silence; {connections} connections"));
    let site = Arc::new(Site::make(1_000, Hashing::Real, provider::start().await));
    let gateway = site.serve();
    let (ring, step) = documents(&site, gateway.address).await;
    let bare = bare::start(&site.path(""), &ring, &step);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        theirs.push(per_second(&site, bare.address, connections).await);
        ours.push(per_second(&site, gateway.address, connections).await);
    }
    let used = process::cpu_secs(gateway.pid());
    drop(gateway);
    let kept = site.count("SELECT count(*) FROM call_step");
    assert!(kept > 1_000, "every step leaves a row");
    line("processor time of the gateway, a webhook", format!("{:.0} us", used * 1e6 / kept as f64));
    line("the gateway, webhooks a second", format!("{:.0}", median(&ours)));
    line("a bare handler, webhooks a second", format!("{:.0}", median(&theirs)));
    ratio("the gateway to the bare handler", median(&ours) / median(&theirs), 0.23);
    assert_eq!(site.log(), "", "the gateway complained");
}

/// What the gateway answers to a ring and to an ID.
async fn documents(site: &Site, address: SocketAddr) -> (String, String) {
    let mut client = Client::connect(address).await;
    let mut caller = Caller::new(&mut client, &site.workers[0]);
    (caller.ring().await.unwrap(), caller.key_id().await.unwrap())
}

async fn per_second(site: &Arc<Site>, address: SocketAddr, connections: usize) -> f64 {
    let began = Instant::now();
    let callers = (0..connections).map(|number| {
        let site = Arc::clone(site);
        tokio::task::spawn(async move { call_on_and_on(&site, address, (number, connections), began + ROUND).await })
    });
    let heard = join_all(callers).await.into_iter().map(Result::unwrap);
    let all = heard.fold(Heard::default(), |mut all, heard| {
        all.join(heard);
        all
    });
    assert_eq!(all.errors, Vec::<String>::new());
    all.without_pin.count() as f64 / began.elapsed().as_secs_f64()
}

async fn call_on_and_on(
    site: &Site,
    address: SocketAddr,
    (number, connections): (usize, usize),
    until: Instant,
) -> Heard {
    let mut client = Client::connect(address).await;
    let (mut all, mut turn) = (Heard::default(), number);
    while Instant::now() < until {
        let worker = &site.workers[turn % site.workers.len()];
        turn += connections;
        let mut caller = Caller::new(&mut client, worker);
        let done = async {
            caller.ring().await?;
            caller.key_id().await?;
            caller.stay_silent().await
        };
        if let Err(wrong) = done.await {
            caller.heard.errors.push(wrong);
        }
        all.join(caller.heard);
    }
    all
}
