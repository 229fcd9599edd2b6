//! Payroll's pages with their files, and after that every address there is with marked fields that do not belong there.

use phoneclock::{domain::employee::Details, web::access::RULES};
use reqwest::Method;

use super::{Canary, PASSWORDS, PHONES, PINS};
use crate::{
    exports::book::{Book, IN_THE_WEEK},
    support::{browser::Browser, people::details},
};

impl Canary {
    /// Keeps what a page shows, under the name of its address.
    async fn see(&mut self, browser: &mut Browser, name: &str, path: &str) -> String {
        let page = browser.get(path).await;
        // Each page carries the token of its visit on purpose; cookies have been searched for elsewhere.
        let body = page.body.replace(&browser.csrf(), "");
        self.shown.entry(name.to_owned()).or_default().push_str(&body);
        page.body
    }
}

fn id_behind(page: &str, mark: &str) -> String {
    let (_, rest) = page.split_once(mark).unwrap_or_else(|| panic!("{mark} is not in {page}"));
    rest.chars().take_while(|c| c.is_ascii_hexdigit() || *c == '-').collect()
}

/// Entries, corrections, timesheets, approvals, exports with their files, reports, and a review with listening.
pub(super) async fn pages(canary: &mut Canary, admin: &mut Browser, id: &str) {
    let sql = format!("SELECT employee_id FROM phone_clock_id WHERE digits = '{id}'");
    let person: phoneclock::domain::ids::EmployeeId = canary.test.column(&sql).await.remove(0);
    for page in ["/employees/{id}", "/employees/{id}/calls", "/employees/{id}/edit"] {
        canary.see(admin, page, &page.replace("{id}", &person.to_string())).await;
    }

    let entries = canary.see(admin, "/time-entries", "/time-entries").await;
    let entry = id_behind(&entries, "href=\"/time-entries/0");
    let path = format!("/time-entries/0{entry}");
    canary.see(admin, "/time-entries/{id}", &path).await;
    for (change, field) in [("correct", "in"), ("split", "at"), ("void", "reason"), ("restore", "reason")] {
        // Without the mark that the form carries, and with what belongs elsewhere.
        let typed = [(field, PINS[0]), ("pin", PINS[1]), ("password", PASSWORDS[0])];
        let page = admin.post(&format!("{path}/{change}"), &typed).await;
        assert!(page.status.is_client_error() || page.status == 200, "{change}: {}", page.body);
    }
    admin.post_bare(&format!("{path}/void"), &[("reason", PASSWORDS[1])]).await.is(403);

    // To be heard, however small the share.
    canary.test.execute("UPDATE voice_check SET sample = 0").await;
    let review = canary.see(admin, "/voice-checks/review", "/voice-checks/review").await;
    let check = id_behind(&review, "data-check=\"");
    let path = format!("/voice-checks/{check}");
    admin.get(&format!("{path}/audio")).await.is(200);
    Browser::nobody(&canary.test).get(&format!("{path}/audio")).await.is(303);
    canary.see(admin, "/voice-checks/{id}", &path).await;
    canary.test.advance(jiff::SignedDuration::from_secs(30));
    admin.post(&format!("{path}/verdict"), &[("verdict", PINS[2])]).await;
    admin.post(&format!("{path}/verdict"), &[("verdict", "same person"), ("from", "review")]).await.is(303);
    assert!(canary.test.count("listen").await > 0 && canary.test.count("verdict").await > 0);

    // An export of a week that is over, of somebody whose phone number is in the directory.
    let phone = phoneclock::domain::caller::E164::parse(&format!("+1{}", PHONES[0])).ok();
    let files = {
        let book = Book::new(&canary.test);
        let person =
            book.person(Details { phone, payroll_id: Some("000042".to_owned()), ..details("Dee Export") }).await;
        book.entry(person, "2026-11-10T14:00:00Z", "2026-11-10T22:00:00Z", None).await;
        book.approve(person).await;
        let profile = book.profile(admin, "generic").await;
        let refused = admin.post("/exports/profiles/new", &[("name", PINS[3]), ("format", PASSWORDS[0])]).await;
        assert!(!refused.status.is_success() || refused.status == 200, "{}", refused.body);
        admin.get(&format!("/exports/check?profile={profile}&from={IN_THE_WEEK}")).await.is(200);
        let batch = book.export(admin, &profile).await;
        [
            ("/exports/{id}", batch.clone()),
            ("/exports/{id}/file", format!("{batch}/file")),
            ("/exports/{id}/manifest", format!("{batch}/manifest")),
        ]
    };
    for (name, path) in files {
        assert!(!canary.see(admin, name, &path).await.is_empty(), "{name}");
    }
    for report in ["hours", "voice-checks", "exceptions", "calls"] {
        for end in ["", "/export"] {
            let span = "from=2026-11-01&to=2026-11-17";
            let name = format!("/reports/{report}{end}");
            canary.see(admin, &name, &format!("{name}?{span}")).await;
            admin.get(&format!("{name}?from=never&to={span}")).await;
        }
    }
}

/// Every address of the gateway, asked for without belonging there and sent marked fields that it does not know.
pub(super) async fn every_address(canary: &mut Canary, admin: &mut Browser) {
    let unknown_id = "01890000-0000-7000-8000-000000000000";
    let token = "a-marked-link-that-nobody-was-ever-sent-0000";
    canary.secrets.push(("a link that is none", token.to_owned()));
    let marked = [
        ("pin", PINS[0]),
        ("again", PINS[1]),
        ("code", PINS[2]),
        ("password", PASSWORDS[0]),
        ("current", PASSWORDS[3]),
        ("phone", PHONES[4]),
        ("keys", PINS[3]),
        ("Digits", PINS[4]),
    ];
    let mut stranger = Browser::nobody(&canary.test);
    for rule in RULES.iter() {
        // These two end the visit, or the workspace.
        if ["/sign-out", "/demo/reset"].contains(&rule.path) {
            continue;
        }
        let replaced = [("{id}", unknown_id), ("{token}", token), ("{step}", "1"), ("{provider}", "twilio")];
        let path = replaced.iter().fold(rule.path.to_owned(), |path, (name, value)| path.replace(name, value));
        let path = path.replace("{language}", "en").replace("{file}", "nothing").replace("{report}", "hours");
        for browser in [&mut *admin, &mut stranger] {
            let page = match rule.method {
                Method::GET => browser.get(&path).await,
                _ => {
                    browser.post_bare(&path, &marked).await;
                    browser.post(&path, &marked).await
                }
            };
            assert!(!page.status.is_server_error(), "{path}: {} {}", page.status, page.body);
            // The address itself is on a page that says that there is nothing.
            let body = page.body.replace(&browser.csrf(), "").replace(&path, "");
            if !browser.csrf().is_empty() {
                canary.shown.entry(rule.path.to_owned()).or_default().push_str(&body);
            }
        }
    }
    canary.keep_cookies(&stranger);
}
