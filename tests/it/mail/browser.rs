//! A browser as far as forms and cookies go.

use std::{collections::BTreeMap, net::SocketAddr};

use phoneclock::{
    domain::{
        ids::{UserId, WorkspaceId},
        user::{Email, Role, User},
        workspace::{Settings, Zone},
    },
    service::{
        accounts::{NewOwner, Visitor},
        pin_hash::Secret,
    },
    store::{StoreError, users},
};
use reqwest::{Client, header, redirect::Policy};

use crate::support::TestGateway;

pub const PASSWORD: &str = "three words and one";

/// A page as it came.
#[derive(Debug)]
pub struct Shown {
    pub status: u16,
    /// Where it leads, where it does.
    pub location: Option<String>,
    pub body: String,
}

impl Shown {
    #[track_caller]
    pub fn has(&self, words: &str) {
        assert!(self.status == 200 && self.body.contains(words), "{words}\n{} {}", self.status, self.body);
    }
}

pub struct Browser {
    client: Client,
    address: SocketAddr,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    pub fn of(test: &TestGateway) -> Self {
        rustls::crypto::ring::default_provider().install_default().ok();
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        Self { client, address: test.address, cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        let request = self.client.get(format!("http://{}{path}", self.address));
        self.send(request).await
    }

    /// With the token that the forms have.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        if !self.cookies.contains_key("phoneclock_csrf") {
            self.get("/sign-in").await;
        }
        let csrf = self.cookies["phoneclock_csrf"].clone();
        let fields = fields.iter().copied().chain([("csrf", csrf.as_str())]);
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(format!("http://{}{path}", self.address)).body(body);
        self.send(request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")).await
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Shown {
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let answer = request.header(header::COOKIE, cookies.join("; ")).send().await.unwrap();
        for set in answer.headers().get_all(header::SET_COOKIE) {
            let (name, value) = set.to_str().unwrap().split(';').next().unwrap().split_once('=').unwrap();
            if value.is_empty() {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = answer.headers().get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Shown { status: answer.status().as_u16(), location, body: answer.text().await.unwrap() }
    }

    /// Signs in and says whether that went well.
    pub async fn sign_in(&mut self, email: &str, password: &str) -> bool {
        let shown = self.post("/sign-in", &[("email", email), ("password", password)]).await;
        shown.location.is_some()
    }
}

pub fn visitor() -> Visitor {
    Visitor { address: "192.0.2.7".to_owned(), browser: "a test".to_owned() }
}

impl TestGateway {
    /// The owner of the workspace, `owner@example.com` with [`PASSWORD`], signed in.
    pub async fn owner(&self) -> Browser {
        let token = self.gateway.first_owner_link().await.unwrap().unwrap();
        let owner = NewOwner {
            name: "Olive Owner".to_owned(),
            email: "owner@example.com".to_owned(),
            workspace: Some(self.workspace.id),
            settings: Settings::new("unused".to_owned(), Zone::parse("UTC").unwrap()),
        };
        let made = self.gateway.create_first_owner(token.expose(), owner, Secret::new(PASSWORD.to_owned()), visitor());
        made.await.unwrap();
        let mut browser = Browser::of(self);
        assert!(browser.sign_in("owner@example.com", PASSWORD).await);
        browser
    }

    /// A user with [`PASSWORD`], `NAME@example.com`.
    pub async fn user(&self, workspace: WorkspaceId, name: &str, role: Role) -> UserId {
        let id = UserId::mint(&self.gateway.ids());
        let email = Email::parse(&format!("{name}@example.com")).unwrap();
        let user = User { id, workspace, email, name: name.to_owned(), role, active: true };
        let secret = Secret::new(PASSWORD.to_owned());
        let hash = self.gateway.pins.hash(secret, self.gateway.entropy.as_ref()).await.unwrap();
        let now = self.clock_now();
        self.gateway
            .db
            .write(move |tx| {
                users::insert_user(tx, &user, now)?;
                users::set_password(tx, id, &hash)
            })
            .await
            .map_err(|error: StoreError| error)
            .unwrap();
        id
    }
}
