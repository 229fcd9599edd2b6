//! What is asked for besides a password: codes of an app and recovery codes at the door, and the password once more
//! before what would be worst in other hands.

mod asked_for;
mod confirm;
mod lost;
mod set_up;
mod sign_in;

use phoneclock::domain::ids::UserId;
use totp_rs::{Algorithm, Secret, TOTP};

use crate::support::{
    TestGateway,
    browser::{Browser, OWNER, PASSWORD, Page},
};

pub const CODE_PAGE: &str = "/sign-in/code";
pub const ACCOUNT_PAGE: &str = "/account/second-factor";

/// An authenticator app that has scanned what a page shows.
pub struct App(TOTP);

impl App {
    #[track_caller]
    pub fn scanning(page: &Page) -> Self {
        let key = page.body.split_once("class=\"key\">").and_then(|(_, rest)| rest.split('<').next());
        Self::of_key(key.expect("a key is shown"))
    }

    /// An app into which the key was typed.
    pub fn of_key(key: &str) -> Self {
        let secret = Secret::Encoded(key.replace(' ', "")).to_bytes().unwrap();
        assert_eq!(secret.len(), 20);
        Self(TOTP::new(Algorithm::SHA1, 6, 0, 30, secret).unwrap())
    }

    /// What it shows at the time of the gateway, where its phone's clock is ahead by so many seconds.
    pub fn code_ahead(&self, test: &TestGateway, seconds: i64) -> String {
        self.0.generate(u64::try_from(test.store.now().as_second() + seconds).unwrap())
    }

    pub fn code(&self, test: &TestGateway) -> String {
        self.code_ahead(test, 0)
    }

    /// Six digits that it shows neither now nor a step away from it.
    pub fn wrong_code(&self, test: &TestGateway) -> String {
        let right = [-30, 0, 30].map(|ahead| self.code_ahead(test, ahead));
        (0..9).map(|digit| format!("{digit}12345")).find(|code| !right.contains(code)).unwrap()
    }
}

/// The recovery codes that a page shows.
pub fn recovery_codes(page: &Page) -> Vec<String> {
    page.body.split("<li><code>").skip(1).map(|rest| rest.split('<').next().unwrap().to_owned()).collect()
}

impl TestGateway {
    /// Waits until an app shows the next code.
    pub fn next_code(&self) {
        self.advance(jiff::SignedDuration::from_secs(30));
    }

    /// Sets up an app for whoever has signed in with this browser; with the recovery codes.
    pub async fn set_up_app(&self, browser: &mut Browser) -> (App, Vec<String>) {
        let page = browser.submit(ACCOUNT_PAGE, &[]).await;
        let app = App::scanning(&page);
        let done = browser.post(&format!("{ACCOUNT_PAGE}/first-code"), &[("code", &app.code(self))]).await;
        let codes = recovery_codes(done.is(200));
        assert_eq!(codes.len(), 10, "{}", done.body);
        self.next_code();
        (app, codes)
    }

    /// The owner, with an app.
    pub async fn owner_with_app(&self) -> (Browser, App, Vec<String>) {
        let mut owner = self.owner().await;
        let (app, codes) = self.set_up_app(&mut owner).await;
        (owner, app, codes)
    }

    pub async fn half_way(&self) -> Browser {
        let mut browser = Browser::nobody(self);
        let page = browser.sign_in(OWNER, PASSWORD).await;
        assert_eq!(page.is(303).to(), Some("/sign-in/code?next=%2F"));
        assert!(browser.session().is_none());
        browser
    }

    pub async fn user_id(&self, email: &str) -> UserId {
        self.column(&format!("SELECT id FROM web_user WHERE email = '{email}'")).await.remove(0)
    }

    /// What the audit log has, without what sign-ins leave there.
    pub async fn acts(&self) -> Vec<String> {
        let sql = "SELECT action FROM audit_record WHERE action NOT IN ('sign in', 'add workspace') ORDER BY rowid";
        self.column(sql).await
    }
}
