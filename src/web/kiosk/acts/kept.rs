//! Takes what a browser has kept while the network was gone. It stands beside the chain of nonces: each of them is taken
//! once by its own id, and from a device that was put out meanwhile as well.

use axum::{
    extract::{Request, State},
    response::Response,
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    domain::kiosk::kept::{MOST_KEPT, Reading, Sent},
    service::kiosks::{
        binding,
        kept::{Delivery, Taken},
    },
    web::{
        Web,
        kiosk::{
            envelope,
            problem::{self, Problem},
            reply::unchained,
        },
    },
};

/// Bytes of a few of them: each has some 2,000.
const MAX_BODY: usize = 64 * 1024;
/// So many are taken at once: each takes a hash.
const AT_ONCE: usize = 10;
/// Between the moment at which the body was made and the one at which it was signed, in milliseconds.
const MADE_AT_ONCE: i64 = 30_000;

#[derive(Deserialize)]
struct KeptAct {
    envelopes: Vec<Value>,
    /// How many the browser has, with these.
    unsent: usize,
    /// What its clocks say.
    #[serde(flatten)]
    clocks: Reading,
}

pub(super) async fn answer(State(web): State<Web>, request: Request) -> Response {
    let opened = match envelope::open_from_any(&web, request, MAX_BODY).await {
        Ok(opened) => opened,
        Err(refused) => return refused,
    };
    let device = match binding::find_sender(&web.store, &opened).await {
        Ok(device) => device,
        Err(error) => return problem::refused(&error),
    };
    let Ok(act) = serde_json::from_slice::<KeptAct>(&opened.body) else { return problem::answer(Problem::Malformed) };
    let at = web.store.now();
    // A clock that was set in that moment says nothing of the time before: it is read anew with the next try.
    if opened.words.time.abs_diff(act.clocks.wall) > MADE_AT_ONCE.unsigned_abs() {
        return unchained(&web, &in_json(&Taken { later: true, ..Taken::default() }));
    }
    let ahead = opened.words.time.saturating_sub(at.as_millisecond());
    let envelopes = act.envelopes.into_iter().take(AT_ONCE).collect();
    let sent = Sent { at: act.clocks, ahead };
    let delivery = Delivery { device, at, sent, envelopes, unsent: act.unsent.min(MOST_KEPT) };
    // Whatever becomes of the connection.
    let keeper = web.services.keeper.clone();
    let taking = web.tracker.spawn(async move { keeper.take(&delivery).await });
    match taking.await {
        Ok(Ok(taken)) => unchained(&web, &in_json(&taken)),
        Ok(Err(error)) => failed(&error),
        Err(error) => failed(&error),
    }
}

fn in_json(taken: &Taken) -> Value {
    json!({ "kind": "kept", "taken": taken.ids, "later": taken.later })
}

fn failed(error: &(dyn std::error::Error + 'static)) -> Response {
    problem::failed(error, "what a device has kept could not be taken")
}
