//! Other programs that use the API with a token.

use phoneclock::{
    domain::{
        api_scope::Scopes,
        ids::{ApiTokenId, WorkspaceId},
    },
    service::{Hold, access::api_tokens, audit::Actor},
};
use reqwest::{Client, Method, StatusCode, header};
use serde_json::Value;

use super::TestGateway;

/// What the API has answered.
#[derive(Debug)]
pub struct Answered {
    pub status: StatusCode,
    pub headers: header::HeaderMap,
    pub text: String,
}

impl Answered {
    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{}", self.text);
        self
    }

    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {}", self.text))
    }

    /// A header, empty where it is not there.
    pub fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// Asserts that it is a problem of this status and name.
    #[track_caller]
    pub fn is_problem(&self, status: u16, name: &str) -> Value {
        let problem = self.is(status).json();
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(problem["type"], format!("urn:phoneclock:problem:{name}"), "{}", self.text);
        assert_eq!(problem["status"], status);
        assert!(problem["title"].as_str().is_some_and(|title| !title.is_empty()));
        problem
    }
}

/// A program with a token.
#[derive(Clone)]
pub struct Program {
    client: Client,
    base: String,
    pub token: String,
}

impl Program {
    pub fn new(test: &TestGateway, token: &str) -> Self {
        let base = test.pages().as_str().trim_end_matches('/').to_owned();
        Self { client: Client::new(), base, token: token.to_owned() }
    }

    pub async fn get(&self, path: &str) -> Answered {
        self.send(Method::GET, path, None, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Answered {
        self.send(Method::POST, path, None, Some(body)).await
    }

    /// Changes what has this version.
    pub async fn patch(&self, path: &str, version: &str, body: Value) -> Answered {
        self.send(Method::PATCH, path, Some(version), Some(body)).await
    }

    pub async fn send(&self, method: Method, path: &str, version: Option<&str>, body: Option<Value>) -> Answered {
        let mut request = self.client.request(method, format!("{}/api/v1{path}", self.base)).bearer_auth(&self.token);
        if let Some(version) = version {
            request = request.header(header::IF_MATCH, version);
        }
        if let Some(body) = body {
            request = request.header(header::CONTENT_TYPE, "application/json").body(body.to_string());
        }
        answered(request).await
    }
}

/// Sends a request, and reads what comes back.
pub async fn answered(request: reqwest::RequestBuilder) -> Answered {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    Answered { status, headers, text: response.text().await.unwrap() }
}

impl TestGateway {
    /// A program whose token has these scopes, with blanks between.
    pub async fn program(&self, scopes: &str) -> Program {
        self.program_of(self.workspace.id, scopes).await
    }

    pub async fn program_of(&self, workspace: WorkspaceId, scopes: &str) -> Program {
        let id = ApiTokenId::generate(&self.store.ids());
        let (actor, name, scopes) = (Actor::at_the_machine(workspace), format!("Sync {id}"), Scopes::parse(scopes));
        let make = self
            .store
            .write(Hold::Workspace(workspace), move |u| api_tokens::make(u, &actor, id, (&name, scopes)))
            .await;
        Program::new(self, make.unwrap().to_text().expose())
    }
}
