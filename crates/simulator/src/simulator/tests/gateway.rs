//! A gateway of canned answers on a loopback port, which remembers what it was asked.

use std::{
    collections::{BTreeMap, VecDeque},
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use axum::{
    Router,
    body::Bytes,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use tokio::task::JoinSet;
use url::Url;

use phoneclock_core::domain::entropy::SeededEntropy;

use crate::simulator::{CallReport, CallerScript, PlaceCall, RecordingShelf, SimulatedRecordings, Simulator};

pub const TOKEN: &str = "12345";
pub const ACCOUNT: &str = "AC0123456789abcdef0123456789abcdef";

/// A request as it arrived.
#[derive(Debug, Clone)]
pub struct ReceivedRequest {
    pub target: String,
    pub headers: HeaderMap,
    pub form: Vec<(String, String)>,
}

impl ReceivedRequest {
    pub fn field(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[derive(Debug, Default)]
struct Book {
    /// By path; the last answer stays.
    answers: BTreeMap<String, VecDeque<(u16, String)>>,
    asked: Vec<ReceivedRequest>,
}

/// Stops when dropped.
pub struct Gateway {
    book: Arc<Mutex<Book>>,
    pub address: SocketAddr,
    pub recordings: SimulatedRecordings,
    servers: JoinSet<()>,
}

impl Gateway {
    /// Answers by path: the inside of a `<Response>`, or with a status in front, as in `500 …`.
    pub async fn with(answers: &[(&str, &str)]) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let mut gateway = Self::not_listening(address, answers);
        gateway.servers.spawn(serve(listener, Arc::clone(&gateway.book)));
        gateway
    }

    pub fn not_listening(address: SocketAddr, answers: &[(&str, &str)]) -> Self {
        let mut book = Book::default();
        for (path, answer) in answers {
            let (status, inside) = match answer.split_at_checked(4) {
                Some((status, inside)) if status.trim().parse::<u16>().is_ok() => {
                    (status.trim().parse().unwrap(), inside)
                }
                _ => (200, *answer),
            };
            let xml = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?><Response>{inside}</Response>");
            book.answers.entry((*path).to_owned()).or_default().push_back((status, xml));
        }
        let book = Arc::new(Mutex::new(book));
        Self { book, address, recordings: SimulatedRecordings::default(), servers: JoinSet::new() }
    }

    /// Begins to listen at its address, from outside of async code.
    pub fn listener(&self) -> impl FnOnce() -> std::pin::Pin<Box<dyn Future<Output = ()> + Send>> + Send + use<> {
        let (address, book) = (self.address, Arc::clone(&self.book));
        move || Box::pin(serve(std::net::TcpListener::bind(address).unwrap(), book))
    }

    pub fn call(&self) -> PlaceCall {
        let url = Url::parse(&format!("http://{}/voice", self.address)).unwrap();
        let mut call = PlaceCall::new(url, ACCOUNT, TOKEN.into(), "+15555550100", "+15555550111");
        call.status_callback = Some(Url::parse(&format!("http://{}/status", self.address)).unwrap());
        call
    }

    pub fn simulator(&self) -> Simulator {
        Simulator::new(Arc::new(SeededEntropy::new(7)), RecordingShelf::Here(self.recordings.clone()))
    }

    pub async fn place(&self, script: CallerScript) -> CallReport {
        self.simulator().place(&self.call(), script).await.unwrap()
    }

    pub fn asked(&self) -> Vec<ReceivedRequest> {
        self.book.lock().unwrap().asked.clone()
    }

    /// The paths and queries it was asked for, in order.
    pub fn targets(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    /// The first request for a path.
    pub fn asked_at(&self, target: &str) -> ReceivedRequest {
        self.asked().into_iter().find(|asked| asked.target == target).expect(target)
    }
}

async fn serve(listener: std::net::TcpListener, book: Arc<Mutex<Book>>) {
    listener.set_nonblocking(true).unwrap();
    let listener = tokio::net::TcpListener::from_std(listener).unwrap();
    let router = Router::new().fallback(answer).with_state(book);
    axum::serve(listener, router).await.unwrap();
}

async fn answer(State(book): State<Arc<Mutex<Book>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let target = parts.uri.path_and_query().unwrap().to_string();
    let form = form_urlencoded::parse(&body).into_owned().collect();
    let mut book = book.lock().unwrap();
    book.asked.push(ReceivedRequest { target, headers: parts.headers, form });
    let Some(answers) = book.answers.get_mut(parts.uri.path()) else {
        return if parts.uri.path() == "/status" {
            StatusCode::NO_CONTENT.into_response()
        } else {
            StatusCode::NOT_FOUND.into_response()
        };
    };
    let (status, xml) =
        if answers.len() > 1 { answers.pop_front().unwrap() } else { answers.front().cloned().unwrap() };
    (StatusCode::from_u16(status).unwrap(), [(header::CONTENT_TYPE, "text/xml")], xml).into_response()
}
