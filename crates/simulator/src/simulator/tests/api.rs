//! The provider's API: credentials, recordings that are late, gone or broken, and those of another process.

use std::{sync::Arc, time::Duration};

use bytes::Bytes;
use phoneclock_core::domain::secret::Secret;
use reqwest::{Client, Method, Response};
use tokio::{sync::oneshot, task::JoinSet};
use url::Url;

use super::gateway::{ACCOUNT, Gateway, TOKEN};
use phoneclock_core::domain::entropy::SeededEntropy;

use crate::simulator::{
    Brand, CallerScript, DeliveryLimits, FetchTrouble, RecordingShelf, SimulatedRecordings, Simulator, Voice,
    provider_api::{ProviderApi, serve},
    voice,
    webhook::client,
};

struct Api {
    base: Url,
    client: Client,
    recordings: SimulatedRecordings,
    servers: JoinSet<()>,
    stop: oneshot::Sender<()>,
}

impl Api {
    async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let recordings = SimulatedRecordings::default();
        let api = ProviderApi {
            brand: Brand::Twilio,
            account_sid: ACCOUNT.to_owned(),
            auth_token: Secret::from(TOKEN),
            recordings: recordings.clone(),
            texts: crate::simulator::SimulatedTexts::default(),
        };
        let (stop, stopped) = oneshot::channel();
        let mut servers = JoinSet::new();
        servers.spawn(async { serve(listener, api, async { drop(stopped.await) }).await.unwrap() });
        Self { base, client: client(DeliveryLimits::default()).unwrap(), recordings, servers, stop }
    }

    async fn ask(&self, method: Method, path: &str) -> Response {
        let url = self.base.join("/2010-04-01/Accounts/").unwrap().join(path).unwrap();
        self.client.request(method, url).basic_auth(ACCOUNT, Some(TOKEN)).send().await.unwrap()
    }

    async fn status(&self, path: &str) -> u16 {
        self.ask(Method::GET, path).await.status().as_u16()
    }

    fn path(name: &str) -> String {
        format!("{ACCOUNT}/Recordings/{name}")
    }
}

#[tokio::test]
async fn a_recording_is_given_to_its_owner_only_and_until_it_is_deleted() {
    let api = Api::start().await;
    let path = Api::path("RE1.wav");
    assert_eq!(api.status(&path).await, 404);
    api.recordings.keep("CA1", "RE1", voice::quiet_line(1));
    let found = api.ask(Method::GET, &path).await;
    assert_eq!(found.headers()["content-type"], "audio/x-wav");
    assert_eq!(found.bytes().await.unwrap(), voice::quiet_line(1));
    assert_eq!(api.status(&Api::path("RE1")).await, 200);
    assert_eq!(api.status("ACother/Recordings/RE1.wav").await, 404);
    let url = api.base.join(&format!("/2010-04-01/Accounts/{path}")).unwrap();
    for request in [api.client.get(url.clone()), api.client.get(url).basic_auth(ACCOUNT, Some("54321"))] {
        assert_eq!(request.send().await.unwrap().status(), 401);
    }
    assert_eq!(api.ask(Method::DELETE, &Api::path("RE1")).await.status(), 204);
    assert_eq!(api.ask(Method::DELETE, &Api::path("RE1")).await.status(), 404);
    assert_eq!(api.status(&path).await, 404);
    assert!(api.recordings.is_deleted("RE1"));
}

#[tokio::test]
async fn the_recordings_of_a_call_and_the_account_are_described() {
    let api = Api::start().await;
    api.recordings.keep("CA1", "RE1", voice::quiet_line(2));
    api.recordings.keep("CA2", "RE2", voice::quiet_line(2));
    let list = api.ask(Method::GET, &format!("{ACCOUNT}/Calls/CA1/Recordings.json")).await.bytes().await.unwrap();
    let list: serde_json::Value = serde_json::from_slice(&list).unwrap();
    assert_eq!(list["recordings"].as_array().unwrap().len(), 1);
    assert_eq!(list["recordings"][0]["sid"], "RE1");
    assert_eq!(
        (&list["recordings"][0]["duration"], &list["recordings"][0]["status"]),
        (&"2".into(), &"completed".into())
    );
    assert_eq!(api.status(&format!("{ACCOUNT}.json")).await, 200);
    assert_eq!(api.status("ACother.json").await, 404);
    assert_eq!(api.status(&Api::path("RE2.json")).await, 200);
}

#[tokio::test]
async fn recordings_can_be_late_gone_slow_or_broken() {
    let api = Api::start().await;
    let path = Api::path("RE1.wav");
    for (trouble, statuses) in [
        (FetchTrouble::NotReady { times: 2 }, [404, 404, 200]),
        (FetchTrouble::Unavailable { times: 1 }, [503, 200, 200]),
        (FetchTrouble::Absent, [404, 404, 404]),
        (FetchTrouble::Slow(Duration::ZERO), [200, 200, 200]),
        (FetchTrouble::None, [200, 200, 200]),
    ] {
        api.recordings.set_trouble(trouble);
        api.recordings.keep("CA1", "RE1", voice::quiet_line(1));
        for (turn, status) in statuses.into_iter().enumerate() {
            assert_eq!(api.status(&path).await, status, "{trouble:?} {turn}");
        }
        assert_eq!(api.recordings.fetches("RE1"), 3);
    }
    api.recordings.set_trouble(FetchTrouble::Corrupt);
    let corrupt = api.ask(Method::GET, &path).await.bytes().await.unwrap();
    assert!(hound::WavReader::new(corrupt.as_ref()).is_err());
}

#[tokio::test]
async fn a_call_in_another_process_hands_its_recording_over() {
    let api = Api::start().await;
    let gateway = Gateway::with(&[("/voice", "<Record action=\"/said\"/>"), ("/said", "<Hangup/>")]).await;
    let shelf = |token: &str| RecordingShelf::Remote {
        api_base: api.base.clone(),
        account_sid: ACCOUNT.to_owned(),
        auth_token: Secret::from(token),
    };
    let says = CallerScript { voice: Voice::Says(Bytes::from_static(b"my name")), ..CallerScript::default() };
    let simulator = Simulator::new(Arc::new(SeededEntropy::new(1)), shelf(TOKEN));
    let report = simulator.place(&gateway.call(), says.clone()).await.unwrap();
    assert_eq!(api.recordings.find(&report.recording.unwrap()), Some(Bytes::from_static(b"my name")));
    let stranger = Simulator::new(Arc::new(SeededEntropy::new(2)), shelf("wrong"));
    let report = stranger.place(&gateway.call(), says).await.unwrap();
    assert_eq!(report.complaints.len(), 1, "{:?}", report.complaints);
}

#[tokio::test]
async fn the_api_stops_when_told_to() {
    let mut api = Api::start().await;
    api.stop.send(()).unwrap();
    assert!(api.servers.join_next().await.unwrap().is_ok());
}
