//! Calls placed with the simulated provider.

use std::{net::SocketAddr, sync::Arc};

use bytes::Bytes;
use futures::{FutureExt, future::ready};
use jiff::SignedDuration;
use phoneclock::domain::clock::ManualClock;
use phoneclock::simulator::{
    Brand, PlaceCall, Simulator,
    brand::signing::SigningClock,
    recordings::RecordingShelf,
    report::{CallReport, Observed},
    script::{CallerScript as Keyed, ScriptedHandset},
    voice::Voice,
};
use url::Url;

use super::{
    DIAL_IN, MARIA, PUBLIC_URL, TestGateway,
    brands::{self, Apis},
};

impl TestGateway {
    /// Where the provider's number points.
    pub fn number(&self, from: &str) -> PlaceCall {
        number_at(self.brand, self.address, &self.apis, &self.clock, from)
    }

    pub fn simulator(&self) -> Simulator {
        Simulator::new(self.gateway.store.entropy().clone(), RecordingShelf::Here(self.recordings.clone()))
    }

    /// A caller whose silences take their time on the gateway's clock.
    pub fn handset(&self, script: Keyed) -> ScriptedHandset {
        let clock = self.clock.clone();
        let wait = move |secs| {
            clock.advance(SignedDuration::from_secs(i64::from(secs)));
            ready(()).boxed()
        };
        ScriptedHandset::new(script, Arc::new(wait))
    }

    /// Places a call whose caller says their name, and runs the background work it leaves.
    pub async fn call(&self, from: &str, keys: &str) -> CallReport {
        self.call_by(&self.number(from), keyed(keys)).await
    }

    /// The same with a caller who hangs up in the answer of this number, counted from 1.
    pub async fn call_hanging_up(&self, from: &str, keys: &str, after: usize) -> CallReport {
        self.call_by(&self.number(from), Keyed { hang_up_after: Some(after), ..keyed(keys) }).await
    }

    /// The same with the caller's behavior and the line's faults in hand. The call must go well:
    /// nothing illegal answered, nothing answered differently the second time.
    pub async fn call_by(&self, number: &PlaceCall, script: Keyed) -> CallReport {
        let report = self.only_call_by(number, script).await;
        self.work().await;
        report
    }

    /// The same, and the background work is left to be done.
    pub async fn only_call_by(&self, number: &PlaceCall, script: Keyed) -> CallReport {
        let mut handset = self.handset(script);
        let report = self.simulator().place_with(number, &mut handset, &mut |_: Observed<'_>| {}).await.unwrap();
        assert_eq!(report.complaints, [], "{}", report.transcript());
        report
    }
}

/// The number of a gateway that answers at this address.
pub fn number_at(brand: Brand, gateway: SocketAddr, apis: &Apis, clock: &Arc<ManualClock>, from: &str) -> PlaceCall {
    let reached_at = Url::parse(&format!("http://{gateway}/voice/{}", brand.name())).unwrap();
    let key = brands::signing_key(brand).into();
    let mut call = PlaceCall::new(reached_at, brands::account(brand), key, from, DIAL_IN);
    let public = Url::parse(PUBLIC_URL).unwrap();
    call.status_callback = Some(public.join(&format!("/voice/{}/status", brand.name())).unwrap());
    call.public_url = Some(public);
    call.api_base = apis[&brand].clone();
    call.brand = brand;
    call.delivery.timeout = brand.answer_limit();
    call.clock = SigningClock(Some(clock.clone()));
    call
}

/// A caller who keys these groups, one a question, and says a name.
pub fn keyed(keys: &str) -> Keyed {
    Keyed { voice: says(MARIA), ..Keyed::keys(keys).unwrap() }
}

pub fn says(wav: &'static [u8]) -> Voice {
    Voice::Says(Bytes::from_static(wav))
}

/// The lines a caller heard, one behind the other.
pub fn heard(report: &CallReport) -> String {
    report.heard.iter().map(|heard| heard.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// What was said last.
pub fn last_words(report: &CallReport) -> &str {
    report.heard.last().map_or("", |heard| heard.text.as_str())
}

/// How often the caller heard it.
pub fn times_heard(report: &CallReport, text: &str) -> usize {
    report.heard.iter().filter(|heard| heard.text.contains(text)).count()
}
