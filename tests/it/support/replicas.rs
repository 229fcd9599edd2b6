//! Several gateways on one database and one folder of recordings, which take turns at what comes in.

use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{Response, header},
};
use phoneclock::{
    app::practice_line,
    dialog::script::Script,
    service::{
        Services,
        upkeep::replicas::{Replica, SettingHashes},
    },
    store::Presence,
    web::WebParts,
    worker::presence::Attendance,
};
use tokio::net::TcpListener;

use super::{TestGateway, open, outbox, postgres};

/// What the biggest form of a test has.
const BODY: usize = 4 << 20;

impl TestGateway {
    /// Two gateways; whatever comes to the address of the first goes to one and the other in turn. On PostgreSQL each has
    /// connections of its own. Nothing in memory is shared.
    pub async fn pair() -> (Self, Arc<Services>) {
        let mut test = Self::start().await;
        let second = test.beside();
        let (tracker, stop) = (test.lifecycle.tracker.clone(), test.lifecycle.stop.clone());
        let practice = practice_line(&second, test.dir.path().join("practice-beside"), &test.lifecycle).unwrap();
        let web = WebParts { practice: Some(practice), ..WebParts::new(Arc::clone(&second), tracker, stop) };
        let second_at = test.serve(web).await;
        test.address = front(&test, [test.address, second_at]).await;
        (test, second)
    }

    /// Another run of the program on the same database.
    pub fn beside(&self) -> Arc<Services> {
        let folder = self.dir.path();
        let db = if postgres::is_chosen() { postgres::database(folder) } else { self.store.db().clone() };
        let script = Script::embedded().unwrap();
        open(db, folder, script, outbox(folder), &self.clock, &self.entropy, &self.apis, &self.refusals)
    }

    /// A gateway that is seen by the others on a database of PostgreSQL, by this name.
    pub async fn attend(&self, services: &Arc<Services>, name: &str, settings: &[(&str, &str)]) -> Attendance {
        let presence = Presence::begin(&postgres::server(self.dir.path()), name).await.unwrap();
        let settings = settings.iter().map(|(name, value)| (*name, value.as_bytes()));
        let settings = SettingHashes::new(services.store.keys(), settings);
        let replica = Replica { id: services.replica, name: name.to_owned(), started_at: self.clock_now(), settings };
        Attendance::new(services, presence, replica)
    }
}

#[derive(Clone)]
struct Front {
    behind: [SocketAddr; 2],
    count: Arc<AtomicUsize>,
    client: reqwest::Client,
}

/// Sends each request to the next one of them.
async fn front(test: &TestGateway, behind: [SocketAddr; 2]) -> SocketAddr {
    let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let front = Front { behind, count: Arc::default(), client };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    test.lifecycle.serve(listener, Router::new().fallback(pass_on).with_state(front));
    address
}

async fn pass_on(State(front): State<Front>, request: Request) -> Response<Body> {
    let turn = front.count.fetch_add(1, Ordering::Relaxed);
    let path = request.uri().path_and_query().unwrap().clone();
    let (parts, body) = request.into_parts();
    let mut headers = parts.headers;
    for own in [header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION] {
        headers.remove(own);
    }
    let url = format!("http://{}{path}", front.behind[turn % front.behind.len()]);
    let asked = front.client.request(parts.method, url).headers(headers).body(to_bytes(body, BODY).await.unwrap());
    let answered = asked.send().await.unwrap();
    let mut response = Response::builder().status(answered.status());
    for (name, value) in answered.headers() {
        if ![header::CONTENT_LENGTH, header::TRANSFER_ENCODING, header::CONNECTION].contains(name) {
            response = response.header(name, value);
        }
    }
    response.body(Body::from(answered.bytes().await.unwrap())).unwrap()
}
