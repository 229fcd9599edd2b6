//! A browser by hand, users of every role, and what a roll-out leaves in the database.

use std::collections::BTreeMap;

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::{UserId, WebSessionId, WorkspaceId},
        user::{Email, Role, User},
    },
    service::{accounts::WebSession, audit::Actor},
    store::{
        StoreError,
        tx::{Row, Value},
        users,
    },
};
use reqwest::{
    Response, StatusCode,
    header::{COOKIE, LOCATION, SET_COOKIE},
    redirect::Policy,
};
use sha2::{Digest, Sha256};

use super::{TestGateway, people::details};

/// Cookies and an address; follows no redirect by itself.
pub struct Browser {
    base: String,
    client: reqwest::Client,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub struct Shown {
    pub status: StatusCode,
    pub body: String,
    pub location: Option<String>,
}

impl Shown {
    #[track_caller]
    pub fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in {}", self.body);
        self
    }

    #[track_caller]
    pub fn says_nothing_of(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in {}", self.body);
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        self
    }
}

impl Browser {
    pub fn nobody(test: &TestGateway) -> Self {
        let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
        Self { base: format!("http://{}", test.address), client, cookies: BTreeMap::new() }
    }

    pub async fn get(&mut self, path: &str) -> Shown {
        let request = self.client.get(format!("{}{path}", self.base)).header(COOKIE, self.cookie());
        let response = request.send().await.unwrap();
        self.take(response).await
    }

    pub async fn head(&mut self, path: &str) -> Shown {
        let response = self.client.head(format!("{}{path}", self.base)).send().await.unwrap();
        self.take(response).await
    }

    /// Posts a form with the token that every form of this browser carries.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        if !self.cookies.contains_key("phoneclock_csrf") {
            self.get("/sign-in").await;
        }
        let csrf = self.cookies["phoneclock_csrf"].clone();
        self.post_as_it_is(path, &[fields, &[("csrf", &csrf)]].concat()).await
    }

    pub async fn post_as_it_is(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(format!("{}{path}", self.base)).header(COOKIE, self.cookie());
        let request = request.header("content-type", "application/x-www-form-urlencoded").body(body);
        let response = request.send().await.unwrap();
        self.take(response).await
    }

    /// Posts, and follows to the page that says what was done.
    pub async fn act(&mut self, path: &str, fields: &[(&str, &str)]) -> Shown {
        let posted = self.post(path, fields).await;
        posted.is(303);
        self.get(&posted.location.unwrap()).await
    }

    fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    async fn take(&mut self, response: Response) -> Shown {
        for cookie in response.headers().get_all(SET_COOKIE) {
            let (pair, attributes) = cookie.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let location = response.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        Shown { status: response.status(), location, body: response.text().await.unwrap() }
    }
}

impl TestGateway {
    /// Signed in with this role.
    pub async fn browser(&self, role: Role) -> Browser {
        self.browser_in(self.workspace.id, role).await
    }

    pub async fn browser_in(&self, workspace: WorkspaceId, role: Role) -> Browser {
        let (ids, now) = (self.gateway.ids(), self.gateway.now());
        let id = UserId::mint(&ids);
        let email = Email::parse(&format!("{id}@example.com")).unwrap();
        let user = User { id, workspace, email, name: format!("The {}", role.name()), role, active: true };
        let session = WebSession {
            id: WebSessionId::mint(&ids),
            user: user.clone(),
            began_at: now,
            last_seen_at: now,
            address: "127.0.0.1".to_owned(),
            browser: "a test".to_owned(),
        };
        let token = format!("session-{id}");
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let written: Result<(), StoreError> = self
            .gateway
            .db
            .write(move |tx| {
                users::insert_user(tx, &user, now)?;
                users::insert_session(tx, &hash, &session)
            })
            .await;
        written.unwrap();
        let mut browser = Browser::nobody(self);
        browser.cookies.insert("phoneclock_session".to_owned(), token);
        browser
    }

    /// Without a PIN.
    pub async fn newcomer(&self, name: &str, email: Option<&str>) -> Employee {
        let details = Details { email: email.map(str::to_owned), ..details(name) };
        self.newcomer_with(details).await
    }

    pub async fn newcomer_with(&self, details: Details) -> Employee {
        self.gateway.add_employee(Actor::at_the_machine(self.workspace.id), details).await.unwrap()
    }

    /// An address as older programs let it in.
    pub async fn has_email(&self, employee: &Employee, email: &'static str) {
        let id = employee.id;
        let sql = "UPDATE employee SET email = ?2 WHERE id = ?1";
        let written: Result<_, StoreError> =
            self.gateway.db.write(move |tx| tx.execute(sql, &[Value::from(id), Value::from(email)])).await;
        assert_eq!(written.unwrap(), 1);
    }

    /// The addresses of the setup pages that were mailed to the employee, oldest first.
    pub async fn mailed_links(&self, employee: &Employee) -> Vec<String> {
        let (id, links) = (employee.id, self.gateway.links.clone());
        let rows: Result<_, StoreError> = self
            .gateway
            .db
            .read(move |tx| {
                let sql =
                    "SELECT link_id FROM mail WHERE employee_id = ?1 AND kind = 'setup link' ORDER BY queued_at, id";
                tx.query(sql, &[id.into()])
            })
            .await;
        let links = rows.unwrap().into_iter().map(|row| {
            let id: Vec<u8> = row.get(0).unwrap();
            format!("/setup/{}", links.token(id.as_slice().try_into().unwrap()))
        });
        links.collect()
    }

    /// What the audit log holds, oldest first: who did what to whom.
    pub async fn audited(&self) -> Vec<String> {
        let rows: Result<_, StoreError> = self
            .gateway
            .db
            .read(|tx| tx.query("SELECT actor, action, subject FROM audit_record ORDER BY rowid", &[]))
            .await;
        let text = |row: &Row, column| row.get::<String>(column).unwrap();
        rows.unwrap().iter().map(|row| format!("{}: {} {}", text(row, 0), text(row, 1), text(row, 2))).collect()
    }
}
