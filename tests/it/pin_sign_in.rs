//! Signing in by PIN: who has one and who gives it, sessions on shared devices, and what a PIN does at a kiosk.

mod acts;
mod guessing;
mod others;
mod sessions;
mod users;

use phoneclock::{
    domain::{
        ids::{DeviceRequestId, UserId},
        user::Role,
    },
    service::{
        Hold,
        access::Token,
        audit::Actor,
        kiosks::{Kiosk, KioskRequest, policy},
    },
};

use crate::support::{
    TestGateway,
    browser::{Browser, PASSWORD, Page, visitor},
    kiosk::{COOKIE, SoftDevice, new_request},
};

impl TestGateway {
    /// Activates kiosks, with signing in by PIN.
    pub async fn let_users_sign_in_by_pin(&self) {
        let actor = Actor::at_the_machine(self.workspace.id);
        self.store
            .write(Hold::Workspace(self.workspace.id), move |u| {
                let activated = policy::activate(u, &actor)?;
                let settings = policy::KioskSettings { sign_in_by_pin: true, ..(&activated).into() };
                policy::set(u, &actor, &settings, None).map(drop)
            })
            .await
            .unwrap();
    }

    /// A user whose login method has a PIN, and the PIN.
    pub async fn user_with_pin(&self, name: &str, role: Role) -> (UserId, String) {
        let id = self.user(self.workspace.id, name, role).await;
        self.write(&format!("UPDATE web_user SET login_method = 'password and pin' WHERE name = '{name}'")).await;
        (id, self.pin_of(id).await)
    }

    /// The PIN of a new user of the office.
    pub async fn pin_of_new_user(&self, name: &str) -> String {
        self.user_with_pin(name, Role::Admin).await.1
    }

    /// A new PIN of a user.
    pub async fn pin_of(&self, user: UserId) -> String {
        let actor = Actor::at_the_machine(self.workspace.id);
        let pin = self.gateway.user_pins.generate(&actor, user, 6).await.unwrap();
        pin.expose().to_owned()
    }
}

/// A tablet on the wall: a kiosk with its approved device.
pub struct Wall<'a> {
    test: &'a TestGateway,
    kiosk: Kiosk,
    device: SoftDevice,
}

impl<'a> Wall<'a> {
    /// At the yard, where users may sign in by PIN.
    pub async fn hang(test: &'a TestGateway) -> Self {
        test.let_users_sign_in_by_pin().await;
        Self::hang_at(test, "Yard").await
    }

    async fn hang_at(test: &'a TestGateway, name: &str) -> Self {
        let kiosk = test.kiosk(name).await;
        let device = test.device(&kiosk).await;
        Self { test, kiosk, device }
    }

    /// Its browser, with nobody signed in.
    fn browser(&self) -> Browser {
        let mut browser = Browser::nobody(self.test);
        browser.cookies.insert(COOKIE.to_owned(), self.device.cookie.clone().unwrap());
        browser
    }

    /// A request of the device as use cases take it.
    fn request(&self) -> KioskRequest {
        KioskRequest {
            workspace: self.kiosk.workspace,
            kiosk: self.kiosk.id,
            device: self.device.id,
            request: DeviceRequestId::parse(&new_request()).unwrap(),
            at: self.test.clock_now(),
            address: "192.0.2.7".to_owned(),
        }
    }

    /// Keys a PIN to sign in; the cookie where it lets somebody in.
    async fn try_pin(&self, pin: &str) -> Option<Token> {
        self.test.gateway.user_pins.sign_in(self.request(), visitor(), pin).await.unwrap()
    }

    /// The browser of somebody who has signed in by PIN.
    pub async fn sign_in(&self, pin: &str) -> Browser {
        let token = self.try_pin(pin).await.expect("the PIN lets them in");
        let mut browser = self.browser();
        browser.cookies.insert("__Host-phoneclock_session".to_owned(), token.expose().to_owned());
        browser
    }
}

/// A user with a password, signed in.
async fn signed_in(test: &TestGateway, name: &str, role: Role) -> (Browser, UserId) {
    let id = test.user(test.workspace.id, name, role).await;
    let mut browser = Browser::nobody(test);
    browser.sign_in(&format!("{name}@example.com"), PASSWORD).await.is(303);
    (browser, id)
}

/// The PIN that a page shows after it was generated.
fn shown_pin(page: &Page) -> String {
    let (_, rest) = page.is(200).body.split_once("<strong class=\"big\">").unwrap_or_else(|| panic!("{}", page.body));
    rest.split('<').next().unwrap().to_owned()
}

async fn actions(test: &TestGateway) -> Vec<String> {
    let sql = "SELECT action || ': ' || subject FROM audit_record WHERE action LIKE '%PIN of user%' \
               OR action LIKE '%login method%' OR action LIKE '%link user%' ORDER BY rowid";
    test.column(sql).await
}
