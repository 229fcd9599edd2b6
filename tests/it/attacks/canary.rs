//! Marked secrets go down every path, failing ones too; afterwards logs, metrics, database, mails and files are searched.

mod commands;
mod forms;
mod kiosks;
mod paths;
mod payroll;
mod trouble;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::OnceLock,
    time::Duration,
};

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use self::forms::Needles;
use crate::support::{TOKEN, TestGateway, browser::Browser, files_below, log::Log};

// PINs: set by hand, chosen by link, by code on the page, by code on the phone, wrong, refused, too long.
const PINS: [&str; 7] =
    ["915038264471", "915038264472", "915038264473", "915038264474", "915038264475", "777777777777", "91503826447600"];
// Passwords: the owner's, a new one, the invited user's, wrong ones, one that is too well known.
const PASSWORDS: [&str; 6] = [
    "marked owner's words",
    "marked newer words",
    "marked words of a guest",
    "marked wrong words",
    "marked words that differ",
    "password1234",
];
// Phones: of an employee, of a caller, in a bad line of an import, of an unsigned webhook, mistyped in a form.
const PHONES: [&str; 5] = ["5555557301", "5555557302", "5555557303", "5555557304", "5555557305"];
/// Where phone numbers are kept on purpose: the employee's own with its history, who called, from where people sign
/// in and failed to, and an import until it is done or runs out.
const PLACES_OF_PHONES: &[&str] = &[
    "audit_record.after",
    "call.caller",
    "employee.phone",
    // Digits to search by.
    "employee.search_key",
    "failed_sign_in.caller",
    "import_draft.content",
    "known_phone.caller",
];
/// Pages that show phone numbers on purpose: lists and pages of employees to those who lead them, what admins changed,
/// and to reviewers from which number a voice check came.
const PAGES_WITH_PHONES: &[&str] = &[
    "/audit",
    "/audit/export",
    // Keeps what was typed until the password has come.
    "/confirm",
    "/employees",
    "/employees/export",
    "/employees/{id}",
    "/employees/{id}/calls",
    "/employees/{id}/edit",
    "/voice-checks/review",
    "/voice-checks/{id}",
];
/// Commands that print phone numbers to whoever may run them on the machine.
const COMMANDS_WITH_PHONES: &[&str] = &["employee list"];
const LIST: &str = "/time-tracking/phone-clocking";

/// What is recorded for the operator while the tests run.
fn metrics() -> PrometheusHandle {
    static METRICS: OnceLock<PrometheusHandle> = OnceLock::new();
    METRICS.get_or_init(|| PrometheusBuilder::new().install_recorder().unwrap()).clone()
}

/// A mail as its reader sees it: long lines whole again.
fn unfolded(mail: &[u8]) -> Vec<u8> {
    String::from_utf8_lossy(mail).replace("=\r\n", "").replace("=\n", "").into_bytes()
}

struct Canary {
    test: TestGateway,
    /// Found nowhere.
    secrets: Vec<(&'static str, String)>,
    /// Found in their own mail, and nowhere else.
    mailed: Vec<String>,
    /// What was answered, by the page or the command that answered it.
    shown: BTreeMap<String, String>,
}

impl Canary {
    fn outbox(&self) -> std::path::PathBuf {
        self.test.dir.path().join("outbox")
    }

    fn mails(&self) -> Vec<Vec<u8>> {
        files_below(&self.outbox()).iter().map(|file| unfolded(&fs::read(file).unwrap())).collect()
    }

    /// Sends what waits; the link of the one mail that is new, as a path.
    async fn next_link(&mut self) -> String {
        self.test.work().await;
        let found: BTreeSet<String> = self.mails().iter().flat_map(|mail| links_in(mail)).collect();
        let mut new = found.into_iter().filter(|link| !self.mailed.iter().any(|token| link.contains(token)));
        let link = new.next().unwrap();
        assert_eq!(new.next(), None, "one new mail with one link");
        self.mailed.push(link.rsplit('/').next().unwrap().to_owned());
        link
    }

    /// What is to be found nowhere.
    fn needles(&self) -> Needles {
        Needles::of(self.secrets.iter().map(|(what, secret)| (*what, secret)))
    }

    fn keep_cookies(&mut self, browser: &Browser) {
        self.secrets.extend(browser.cookies.values().map(|cookie| ("a cookie", cookie.clone())));
    }

    async fn until(&self, table: &str, count: i64) {
        let there = async {
            while self.test.count(table).await < count {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), there).await.unwrap();
    }
}

/// The paths of all links to pages that open something.
fn links_in(mail: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(mail);
    let behind = text.split("https://clock.example").skip(1).map(str::to_owned);
    let links =
        behind.map(|rest| rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "/-_".contains(*c)).collect());
    let opens = |link: &String| ["/setup/", "/welcome/", "/badge/"].iter().any(|begin| link.starts_with(begin));
    links.filter(opens).collect()
}

/// Nothing of what was typed comes back, but phone numbers where they belong.
fn is_on_no_page(canary: &Canary) {
    let (secrets, phones) = (canary.needles(), phones());
    let mut with_phones = BTreeSet::new();
    for (page, shown) in &canary.shown {
        assert_eq!(secrets.found_in(shown.as_bytes()), BTreeSet::new(), "on {page}");
        if !phones.found_in(shown.as_bytes()).is_empty() {
            with_phones.insert(page.as_str());
        }
    }
    assert_eq!(with_phones, PAGES_WITH_PHONES.iter().chain(COMMANDS_WITH_PHONES).copied().collect());
}

fn phones() -> Needles {
    Needles::of(PHONES.map(|phone| ("a phone", phone)))
}

/// The columns of the database that hold a text.
async fn places_of(test: &TestGateway, text: &str) -> BTreeSet<String> {
    let sql = "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
    let mut places = BTreeSet::new();
    for place in test.column::<String>(sql).await {
        let (table, column) = place.split_once('.').unwrap();
        let found = format!("\"{table}\" WHERE instr(CAST(\"{column}\" AS TEXT), '{text}') > 0");
        if test.count(&found).await > 0 {
            places.insert(place);
        }
    }
    places
}

#[tokio::test]
async fn marked_secrets_sent_down_every_path_are_found_nowhere_but_in_the_listed_places() {
    let (log, metrics) = (Log::on(), metrics());
    let mut canary =
        Canary { test: TestGateway::start().await, secrets: Vec::new(), mailed: Vec::new(), shown: BTreeMap::new() };
    canary.secrets.extend(PINS.map(|pin| ("a PIN", pin.to_owned())));
    canary.secrets.extend(PASSWORDS.map(|password| ("a password", password.to_owned())));
    canary.secrets.push(("the provider's auth token", TOKEN.to_owned()));
    let mut admin = paths::passwords(&mut canary).await;
    let id = paths::pins(&mut canary, &mut admin).await;
    paths::calls(&canary, &id).await;
    kiosks::pins_and_badges(&mut canary, &mut admin).await;
    payroll::pages(&mut canary, &mut admin, &id).await;
    payroll::every_address(&mut canary, &mut admin).await;
    trouble::locked_database(&canary, &mut admin, &id).await;
    trouble::phones_in_the_browser(&mut canary, &id).await;
    commands::all(&mut canary, &id).await;
    is_on_no_page(&canary);

    let test = &canary.test;
    assert!(test.count("punch").await > 0 && test.count("failed_sign_in").await > 3, "calls went well and failed");
    assert!(test.count("voice_check WHERE status = 'stored'").await > 0);
    assert_eq!(canary.mailed.len(), 4, "reset, invitation, setup link, badge");

    let (secrets, phones) = (canary.needles(), phones());
    let mailed = Needles::of(canary.mailed.iter().map(|token| ("a mailed link", token)));
    let (log, metrics) = (log.bytes(), metrics.render().into_bytes());
    for (place, bytes, on) in [
        ("the log", &log, ["an employee clocked", "cannot be written"]),
        ("the metrics", &metrics, ["phoneclock_webhooks_total", "phoneclock_mails_total"]),
    ] {
        assert!(on.iter().all(|line| String::from_utf8_lossy(bytes).contains(line)), "{place} is on");
        for needles in [&secrets, &phones, &mailed] {
            assert_eq!(needles.found_in(bytes), BTreeSet::new(), "in {place}");
        }
    }

    let outbox = canary.outbox();
    for (place, bytes) in test.whatever_is_kept().await {
        let file = Path::new(&place);
        let is_mail = file.starts_with(&outbox);
        let bytes = if is_mail { unfolded(&bytes) } else { bytes };
        assert_eq!(secrets.found_in(&bytes), BTreeSet::new(), "in {place}");
        // A backup holds a database, and a table of a server is no file.
        let name = file.file_name().unwrap().to_str().unwrap();
        let is_database = name.starts_with("phoneclock.db") || name == commands::BACKUP || !file.is_absolute();
        assert!(is_database || phones.found_in(&bytes).is_empty(), "a phone is in {place}");
        let tokens = mailed.found_in(&bytes).len();
        let has_link = is_mail && !links_in(&bytes).is_empty();
        assert_eq!(tokens, usize::from(has_link), "a mail has its own link, and nothing else has any: {place}");
    }
    let mut places = BTreeSet::new();
    for phone in PHONES {
        places.append(&mut places_of(test, phone).await);
    }
    let places: Vec<_> = places.iter().map(String::as_str).collect();
    assert_eq!(places, PLACES_OF_PHONES);
    assert!(places_of(test, PHONES[3]).await.is_empty(), "an unsigned webhook leaves nothing");
}
