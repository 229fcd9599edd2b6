//! Webhooks to other programs: what is told, to whom, how it is proved, and what becomes of it where nobody takes it.

mod fails;
mod pages;
mod tells;

use phoneclock::{
    domain::{
        hook_event::{HookEvent, HookEvents},
        ids::HookId,
    },
    service::{Hold, audit::Actor, hooks},
    web::write_happening,
};
use serde_json::Value;
use url::Url;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers::any};

use crate::support::{TestGateway, browser::Browser};

pub const PAGE: &str = "/settings/webhooks";
const ALL: [&str; 8] = [
    "entry.opened",
    "entry.closed",
    "entry.changed",
    "exception.opened",
    "exception.resolved",
    "approval.given",
    "approval.reopened",
    "export.made",
];

/// A program that listens, and what it was told.
pub struct Listener(MockServer);

impl Listener {
    /// Answers everything so.
    pub async fn answering(status: u16) -> Self {
        let listener = Self(MockServer::start().await);
        listener.answer(status).await;
        listener
    }

    /// Answers so from now on.
    pub async fn answer(&self, status: u16) {
        self.0.reset().await;
        Mock::given(any()).respond_with(ResponseTemplate::new(status)).mount(&self.0).await;
    }

    pub fn url(&self) -> String {
        format!("{}/clock?key=of-the-program", self.0.uri())
    }

    /// The requests since it was last told how to answer.
    pub async fn requests(&self) -> Vec<Request> {
        self.0.received_requests().await.unwrap()
    }

    /// What they said, in the order in which they came.
    pub async fn told(&self) -> Vec<Value> {
        self.requests().await.iter().map(|request| request.body_json().unwrap()).collect()
    }

    /// The names of the events among them.
    pub async fn events(&self) -> Vec<String> {
        self.told().await.iter().map(|told| told["type"].as_str().unwrap().to_owned()).collect()
    }
}

pub fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    request.headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

/// Adds a webhook, as an owner does; the address of its page, and its secret.
pub async fn add(owner: &mut Browser, url: &str, events: &[&str]) -> (String, String) {
    let id = owner.get(PAGE).await.value("id");
    let mut typed = vec![("id", id.as_str()), ("url", url)];
    typed.extend(events.iter().map(|event| ("event", *event)));
    let shown = owner.post(PAGE, &typed).await;
    shown.is(200).says("It is not shown again.");
    (format!("{PAGE}/{id}"), secret_on(&shown.body))
}

pub fn secret_on(page: &str) -> String {
    let (_, rest) = page.split_once("whsec_").expect("a secret on the page");
    format!("whsec_{}", rest.split('<').next().unwrap())
}

/// A webhook of the workspace that was sent a test, and waits for it.
pub async fn insert(test: &TestGateway) -> HookId {
    let (actor, id) = (Actor::at_the_machine(test.workspace.id), HookId::generate(&test.store.ids()));
    let url = Url::parse("https://hooks.example.com/of-a-program/with-a-long-address?key=0123456789abcdef").unwrap();
    let events = HookEvents::new(HookEvent::ALL).unwrap();
    let added = test.store.write(Hold::Workspace(actor.workspace), move |u| {
        hooks::add(u, &actor, id, (&url, events))?;
        hooks::test(u, actor.workspace, id)
    });
    added.await.unwrap();
    id
}

impl TestGateway {
    /// What the gateway does every two seconds.
    pub async fn tell_hooks(&self) {
        self.gateway.hooks.write_down(write_happening).await.unwrap();
        self.gateway.hooks.send_due().await.unwrap();
    }
}
