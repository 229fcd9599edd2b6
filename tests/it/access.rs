//! Who may do what: every address of the table, as nobody and in every role; forms without their token;
//! ids of another workspace; headers, cookies, throttling, and the ends of a session.

mod throttle;

use std::{collections::BTreeMap, path::Path, sync::Arc};

use axum::{
    Router,
    http::Method,
    middleware,
    routing::{delete, get},
};
use jiff::SignedDuration;
use phoneclock::{
    dialog::script::Script,
    domain::{
        employee::Details,
        entropy::SeededEntropy,
        ids::{JobId, KioskId, PasswordLinkId, UserId, WebSessionId, WorkspaceId},
        job::Job,
        language::Language,
        offered::OfferedLanguages,
        user::Role,
        workspace::{Settings, Zone},
    },
    lifecycle::listen,
    service::{
        Hold, Services,
        kernel::{keys::MasterKey, recordings::Recordings},
        kiosks::Kiosk,
        services::ServiceParts,
    },
    store::{
        StoreError, jobs,
        tx::Row,
        users::{self, PasswordLink, PasswordLinkKind},
    },
    web::{
        self, Web, WebParts,
        access::{Audience, RULES, Rule},
    },
};
use reqwest::{StatusCode, header};
use sha2::{Digest, Sha256};
use url::Url;

use crate::support::{
    TestGateway,
    browser::{Browser, PASSWORD, Page},
    postgres::in_words_of_the_engine,
};

/// Forms that are sent in parts.
const UPLOADS: &[&str] = &["/employees/import", "/jobs/import"];

/// Fields that let the forms of all pages be read; each takes its own.
pub const FIELDS: &[(&str, &str)] = &[
    ("name", "Somebody"),
    ("email", "somebody@example.com"),
    ("role", "manager"),
    ("active", "on"),
    ("phone", ""),
    ("employee_number", ""),
    ("language", "en"),
    ("zone", ""),
    ("pin", "8352"),
    ("again", "8352"),
    ("password", PASSWORD),
    ("current", PASSWORD),
    ("phone_code", "71"),
    ("accounting_code", ""),
    ("everyone", "on"),
];

/// Another employer on the same gateway.
pub async fn other_workspace(test: &TestGateway) -> WorkspaceId {
    let settings = Settings::new("Other Roofing".to_owned(), Zone::parse("UTC").unwrap());
    test.add_workspace(settings).await.id
}

/// Everything the database holds, by table.
pub async fn everything(gateway: &Services) -> BTreeMap<String, Vec<Row>> {
    gateway
        .store
        .db()
        .read(|tx| {
            const TABLES: &str = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name";
            let tables = tx.query(&in_words_of_the_engine(TABLES), &[])?;
            let names = tables.iter().map(|row| row.get(0)).collect::<Result<Vec<String>, _>>()?;
            names
                .into_iter()
                .map(|name| {
                    let all = in_words_of_the_engine(&format!("SELECT * FROM {name}"));
                    tx.query(&all, &[]).map(|rows| (name, rows))
                })
                .collect::<Result<_, StoreError>>()
        })
        .await
        .unwrap()
}

/// Every address with whom it is for, but those of the API, which knows no sessions (`api::tokens` asks them).
pub fn served() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().filter(|rule| !rule.path.starts_with("/api/"))
}

/// An address with something in the place of each blank.
pub fn filled(path: &str, id: &str) -> String {
    path.replace("{id}", id)
        .replace("{break}", id)
        .replace("{provider}", "twilio")
        .replace("{step}", "1")
        .replace("{token}", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
        .replace("{language}", "en")
        .replace("{file}", "style.css")
        .replace("{report}", "hours")
}

pub fn is_webhook(path: &str) -> bool {
    path.starts_with("/voice/")
}

/// What is believed by a signature, and takes no form.
fn is_signed(path: &str) -> bool {
    is_webhook(path) || path.starts_with("/kiosk/api/") || path.starts_with("/kiosk/connect")
}

/// An address is declared once, with its handler and whom it is for: `Routes` is the one way to do that.
#[test]
fn every_listed_address_has_a_handler_and_every_handler_is_listed() {
    let mut declared = Vec::new();
    declared_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web"), &mut declared);
    assert!(RULES.len() > 100 && RULES.len() == declared.len(), "{} {declared:?}", RULES.len());
    for (method, path) in &declared {
        assert!(RULES.iter().any(|rule| rule.method == *method && rule.path == path), "{method} {path} is not listed");
    }
    let mut listed: Vec<_> = RULES.iter().map(|rule| (rule.method.as_str(), rule.path)).collect();
    listed.sort_unstable();
    assert!(listed.windows(2).all(|pair| pair[0] != pair[1]), "an address is listed twice");
}

/// The methods and paths that the sources declare. Nothing is routed past the table.
fn declared_below(folder: &Path, declared: &mut Vec<(Method, String)>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            declared_below(&path, declared);
            continue;
        }
        let source = std::fs::read_to_string(&path).unwrap();
        if path.ends_with("web/routes.rs") {
            continue;
        }
        for past in [".route(", ".route_service(", ".nest(", ".nest_service(", "routing::"] {
            assert!(!source.contains(past), "{}: {past}", path.display());
        }
        for (word, method) in [
            (".get(", Method::GET),
            (".post(", Method::POST),
            (".upload(", Method::POST),
            (".patch(", Method::PATCH),
            (".delete(", Method::DELETE),
        ] {
            for call in source.split(word).skip(1) {
                if let Some(rest) = call.trim_start().strip_prefix("\"/") {
                    declared.push((method.clone(), format!("/{}", rest.split('"').next().unwrap())));
                }
            }
        }
    }
}

#[tokio::test]
async fn every_address_is_open_to_whom_the_table_says_and_to_nobody_else() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    let id = UserId::generate(&test.gateway.store.ids()).to_string();
    for rule in served() {
        let path = filled(rule.path, &id);
        let page = match rule.method {
            Method::GET => nobody.get(&path).await,
            _ => nobody.post(&path, FIELDS).await,
        };
        let sent_to_sign_in = page.to().is_some_and(|to| to == "/sign-in" || to.starts_with("/sign-in?next="));
        let open = rule.audience == Audience::Everybody;
        assert_eq!(sent_to_sign_in && path != "/", !open, "nobody: {} {path} {}", rule.method, page.status);
    }
    for role in Role::ALL {
        let (mut browser, _) = test.signed_in(role).await;
        // Without its token a form does nothing, and says something else to those who may send it.
        for rule in served().filter(|rule| !is_webhook(rule.path)) {
            let path = filled(rule.path, &id);
            let page = match rule.method {
                Method::GET => browser.get(&path).await,
                _ => browser.post_bare(&path, FIELDS).await,
            };
            let refused = page.body.contains("Not for your role");
            if rule.method == Method::GET {
                assert_eq!(refused, page.status == StatusCode::FORBIDDEN, "{path}");
            }
            let may = match rule.audience {
                Audience::Everybody | Audience::SignedIn => true,
                Audience::Roles(roles) => roles.contains(&role),
                Audience::Token(_) => false,
            };
            assert_eq!(!refused, may, "{}: {} {path}: {}", role.name(), rule.method, page.status);
            assert!(!page.status.is_server_error(), "{} {path}: {}", rule.method, page.body);
        }
    }
}

#[tokio::test]
async fn a_form_without_its_token_is_refused_and_changes_nothing() {
    let test = TestGateway::start().await;
    let (employee, _) = test.employee("Maria Lopez").await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let before = everything(&test.gateway).await;
    let lower = owner.csrf().to_lowercase();
    for rule in served().filter(|rule| rule.method == Method::POST) {
        let path = filled(rule.path, &employee.id.to_string());
        let wrong = [FIELDS, &[("csrf", lower.as_str())]].concat();
        let empty = [FIELDS, &[("csrf", "")]].concat();
        for fields in [FIELDS, &wrong, &empty] {
            let page = if UPLOADS.contains(&rule.path) {
                let csrf = fields.iter().find(|(name, _)| *name == "csrf").map(|(_, token)| *token);
                owner.upload(&path, csrf, "a.csv", b"name").await
            } else {
                owner.post_bare(&path, fields).await
            };
            let refused = page.status == StatusCode::FORBIDDEN || is_signed(&path) && page.status.is_client_error();
            assert!(refused, "{path}: {} {}", page.status, page.body);
            assert!(is_signed(&path) || page.body.contains("This form is out of date"), "{path}: {}", page.body);
        }
    }
    assert_eq!(everything(&test.gateway).await, before);
}

#[tokio::test]
async fn a_token_that_somebody_planted_as_a_cookie_is_believed_in_no_session() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let (stranger, mut victim) = (test.signed_in(Role::Owner).await.0.csrf(), owner.clone());
    const INVITED: &[(&str, &str)] = &[("name", "Bo Invited"), ("email", "bo@example.com"), ("role", "manager")];
    let planted = "B".repeat(43);
    for name in ["phoneclock_csrf", "__Host-phoneclock_csrf"] {
        victim.cookies.insert(name.to_owned(), planted.clone());
    }
    let before = everything(&test.gateway).await;
    for token in [&planted, &stranger] {
        let page = victim.post_bare("/users", &[INVITED, &[("csrf", token.as_str())]].concat()).await;
        page.is(403).says("This form is out of date");
    }
    assert_eq!(everything(&test.gateway).await, before);
    // Their own form goes through all the same.
    victim.post("/users", INVITED).await.is(303);
    owner.get("/users").await.says("Bo Invited");
}

#[tokio::test]
async fn nobody_is_sent_to_another_site_by_what_stands_behind_next() {
    let test = TestGateway::start().await;
    let (mut owner, user) = test.signed_in(Role::Owner).await;
    for next in [
        "/\t/evil.example/x",
        "//evil.example",
        "/\u{b}",
        "/\\evil.example",
        "/\u{ff0f}evil.example",
        "https://evil.example",
    ] {
        let mut browser = Browser::nobody(&test);
        browser.get("/sign-in").await;
        let fields = [("email", user.email.as_str()), ("password", PASSWORD), ("next", next)];
        assert_eq!(browser.post("/sign-in", &fields).await.is(303).to(), Some("/"), "{next:?}");
        // Ending one's other session leads nowhere else either.
        let sessions = test.sessions(test.workspace.id, Some(user.id)).await;
        let newest = sessions.iter().max_by_key(|session| session.began_at).unwrap().id;
        let ended = owner.post(&format!("/sessions/{newest}/end"), &[("next", next)]).await;
        assert_eq!(ended.is(303).to(), Some("/"), "{next:?}");
    }
}

#[tokio::test]
async fn ids_of_another_workspace_lead_nowhere_and_change_nothing() {
    let test = TestGateway::start().await;
    let theirs = other_workspace(&test).await;
    let (_, their_owner) = test.signed_in_to(theirs, Role::Owner).await;
    let session = test.sessions(theirs, None).await[0].id;
    let details = Details { email: Some("ana@example.com".to_owned()), ..Details::named("Their Ana") };
    let employee = test.add_employee_in(theirs, details).await;
    test.set_pin(&employee, "8352").await.unwrap();
    let job = Job {
        id: JobId::generate(&test.gateway.store.ids()),
        workspace: theirs,
        name: "Their job".to_owned(),
        accounting_code: None,
        phone_code: None,
        archived_at: None,
        everyone: true,
    };
    let (added, now) = (job.clone(), test.gateway.store.now());
    test.store.write(Hold::Workspace(theirs), move |u| jobs::insert_job(u.tx, &added, now)).await.unwrap();

    let (mut ours, _) = test.signed_in(Role::Owner).await;
    let kiosk = test.kiosk("Our gate").await;
    let id = KioskId::generate(&test.gateway.store.ids());
    let kiosk = test.add_kiosk(Kiosk { id, workspace: theirs, name: "Their gate".to_owned(), ..kiosk }).await;
    let before = everything(&test.gateway).await;
    let mut tried = 0;
    // A webhook is believed by its signature alone, whatever it names.
    for rule in served().filter(|rule| rule.path.contains("{id}") && !is_webhook(rule.path)) {
        let id = match rule.path.split('/').nth(1) {
            Some("sessions") => session.to_string(),
            Some("users") => their_owner.id.to_string(),
            Some("jobs") => job.id.to_string(),
            _ if rule.path.starts_with("/time-tracking/kiosks/{id}") => kiosk.id.to_string(),
            _ => employee.id.to_string(),
        };
        let path = filled(rule.path, &id);
        let page = match rule.method {
            Method::GET => ours.get(&path).await,
            _ => ours.post(&path, FIELDS).await,
        };
        assert_eq!(page.status, StatusCode::NOT_FOUND, "{} {path}: {}", rule.method, page.body);
        assert!(!page.body.contains("Their"), "{path}");
        tried += 1;
    }
    assert!(tried >= 2);
    let page = ours.get(&format!("/audit?employee={}", employee.id)).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert_eq!(everything(&test.gateway).await, before);
    for path in ["/who-is-in", "/audit", "/audit/export", "/settings"] {
        let page = ours.get(path).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("Their"), "{path}");
    }
}

#[tokio::test]
async fn every_page_comes_with_headers_that_keep_others_out() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let id = UserId::generate(&test.gateway.store.ids()).to_string();
    for rule in served() {
        if ["/voice/", "/prompts/", "/healthz", "/readyz", "/assets/"].iter().any(|other| rule.path.starts_with(other))
        {
            continue;
        }
        let path = filled(rule.path, &id);
        let page = match rule.method {
            Method::GET => owner.get(&path).await,
            _ => owner.post_bare(&path, FIELDS).await,
        };
        let header = |name: &str| page.headers.get(name).map_or("", |value| value.to_str().unwrap()).to_owned();
        let policy = header("content-security-policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains('*'), "{path}: {policy}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("x-frame-options"), "DENY", "{path}");
        assert_eq!(header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        // Nothing inline that the policy would have to let through.
        for inline in ["<style", " style=", " onclick=", " onload=", " onsubmit=", "javascript:"] {
            assert!(!page.body.contains(inline), "{path}: {inline}");
        }
        assert!(
            page.body.match_indices("<script").all(|(at, _)| page.body[at..].starts_with("<script src=")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn cookies_are_kept_from_scripts_and_other_sites_and_from_plain_http_where_there_is_https() {
    let test = TestGateway::start().await;
    let cookies_of = async |base: &Url, email: &str| {
        let mut browser = Browser::at(base, &test);
        let page = browser.get("/sign-in").await;
        let mut set: Vec<_> = page.headers.get_all(header::SET_COOKIE).iter().cloned().collect();
        let page = browser.sign_in(email, PASSWORD).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.text());
        set.extend(page.headers.get_all(header::SET_COOKIE).iter().cloned());
        (set.into_iter().map(|cookie| cookie.to_str().unwrap().to_owned()).collect::<Vec<_>>(), page)
    };
    let (_, user) = test.signed_in(Role::Manager).await;
    let plain = without_https(&test).await;
    for (base, secure) in [(&test.pages(), true), (&plain, false)] {
        let (cookies, page) = cookies_of(base, user.email.as_str()).await;
        let prefix = if secure { "__Host-phoneclock_" } else { "phoneclock_" };
        assert!(cookies.iter().any(|cookie| cookie.starts_with(&format!("{prefix}session="))), "{cookies:?}");
        for cookie in cookies {
            assert!(
                cookie.starts_with(prefix) && cookie.contains("; Path=/") && !cookie.contains("Domain"),
                "{cookie}"
            );
            assert!(cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax"), "{cookie}");
            assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
        }
        assert_eq!(page.headers.contains_key(header::STRICT_TRANSPORT_SECURITY), secure);
    }
}

#[tokio::test]
async fn an_address_that_no_rule_knows_is_refused_by_whatever_handler_it_has() {
    let test = TestGateway::start().await;
    let web = Web::from(web_without_https(&test));
    let guard = middleware::from_fn_with_state(web.clone(), web::guard::guard);
    let past_the_table = Router::new()
        .route("/past-the-table", get(async || "come in"))
        .route("/users", delete(async || "come in"))
        .route_layer(guard)
        .with_state::<()>(web);
    let listener = listen("test", "127.0.0.1:0".parse().unwrap()).await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    test.lifecycle.serve(listener, past_the_table);
    let browser = Browser::at(&url, &test);
    let answer = browser.request(Method::GET, "/past-the-table").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
    let answer = browser.request(Method::DELETE, "/users").send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::METHOD_NOT_ALLOWED);
}

/// A second gateway over the same folder whose public address is plain http.
async fn without_https(test: &TestGateway) -> Url {
    let listener = listen("test", "127.0.0.1:0".parse().unwrap()).await.unwrap();
    let url = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    test.lifecycle.serve(listener, web::router(web_without_https(test)));
    url
}

fn web_without_https(test: &TestGateway) -> WebParts {
    let entropy = Arc::new(SeededEntropy::new(8));
    let keys = MasterKey::load(&test.dir.path().join("key"), false, entropy.as_ref()).unwrap();
    let gateway = Services::new(ServiceParts {
        db: test.store.db().clone(),
        clock: test.clock.clone(),
        entropy: entropy.clone(),
        pins: test.refusals.pin_hasher(&keys.pin_pepper(), entropy.as_ref()),
        links: keys.link_key(),
        mailer: crate::support::outbox(test.dir.path()),
        mail_from: test.gateway.outbox.sender().clone(),
        script: Script::embedded().unwrap(),
        recordings: Recordings::in_folder(&test.dir.path().join("recordings")).unwrap(),
        providers: Vec::new(),
        public_url: Url::parse("http://clock.example").unwrap(),
        dial_in_number: None,
        default_language: Language::En,
        offered: OfferedLanguages::default(),
        texting: phoneclock::domain::texting::Texting::default(),
        webhook_networks: Vec::new(),
    });
    WebParts::new(gateway, test.lifecycle.tracker.clone(), test.lifecycle.stop.clone())
}

#[tokio::test]
async fn sign_in_answers_alike_for_the_unknown_the_wrong_and_the_throttled() {
    let test = TestGateway::start().await;
    let (_, user) = test.signed_in(Role::Admin).await;
    let mut browser = Browser::nobody(&test);
    let unknown = browser.sign_in("nobody@example.com", PASSWORD).await;
    assert_eq!(unknown.status, StatusCode::OK);
    assert!(unknown.text().contains("do not match"), "{}", unknown.text());
    let said = |page: &Page| page.text();
    for _ in 0..10 {
        let wrong = browser.sign_in(user.email.as_str(), "not the password").await;
        assert_eq!((wrong.status, said(&wrong)), (unknown.status, said(&unknown)));
    }
    let right = browser.sign_in(user.email.as_str(), PASSWORD).await;
    assert_eq!((right.status, said(&right)), (unknown.status, said(&unknown)), "too many tries, and the same words");
    assert!(browser.session().is_none());

    test.advance(SignedDuration::from_mins(16));
    let right = browser.sign_in(user.email.as_str(), PASSWORD).await;
    assert_eq!(right.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_two_idle_hours_and_after_twelve_in_all() {
    let test = TestGateway::start().await;
    let (mut idle, _) = test.signed_in(Role::Admin).await;
    let (mut busy, _) = test.signed_in(Role::Admin).await;
    test.advance(SignedDuration::from_mins(119));
    assert_eq!(idle.get("/account").await.status, StatusCode::OK);
    assert_eq!(busy.get("/account").await.status, StatusCode::OK);
    test.advance(SignedDuration::from_mins(121));
    assert_eq!(idle.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));

    let (mut busy, _) = test.signed_in(Role::Admin).await;
    for hour in 1..=12 {
        test.advance(SignedDuration::from_hours(1));
        assert_eq!(busy.get("/account").await.status, StatusCode::OK, "after {hour} h");
    }
    test.advance(SignedDuration::from_secs(1));
    assert_eq!(busy.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));
}

#[tokio::test]
async fn signing_out_and_a_reset_end_sessions_at_once() {
    let test = TestGateway::start().await;
    let (mut browser, user) = test.signed_in(Role::Admin).await;
    let stolen = browser.cookies.clone();
    assert_eq!(browser.post("/sign-out", &[]).await.to(), Some("/sign-in"));
    browser.cookies = stolen;
    assert_eq!(browser.get("/account").await.to(), Some("/sign-in?next=%2Faccount"), "the cookie alone opens nothing");

    let mut here = Browser::nobody(&test);
    here.sign_in(user.email.as_str(), PASSWORD).await;
    let (token, hash) = ("reset-token", Sha256::digest("reset-token"));
    let ends_at = test.gateway.store.now() + SignedDuration::from_hours(1);
    let id = PasswordLinkId::generate(&test.gateway.store.ids());
    let link = PasswordLink { id, kind: PasswordLinkKind::Reset, user: Some(user.id), ends_at, spent: false };
    let now = test.gateway.store.now();
    test.store.write(Hold::Gateway, move |u| users::insert_password_link(u.tx, &link, &hash, now)).await.unwrap();
    let mut elsewhere = Browser::nobody(&test);
    assert_eq!(elsewhere.get(&format!("/welcome/{token}")).await.status, StatusCode::OK);
    assert_eq!(here.get("/account").await.status, StatusCode::OK, "opening the link ends nothing");
    let fields = [("password", "quite another phrase"), ("again", "quite another phrase")];
    assert_eq!(elsewhere.post(&format!("/welcome/{token}"), &fields).await.to(), Some("/"));
    assert_eq!(here.get("/account").await.to(), Some("/sign-in?next=%2Faccount"));
    assert_eq!(elsewhere.get("/account").await.status, StatusCode::OK);
    let again = elsewhere.post(&format!("/welcome/{token}"), &fields).await;
    assert!(again.to().is_none() && !again.body.contains("name=\"password\""), "a link is good once");
}

#[tokio::test]
async fn one_ends_ones_own_sessions_and_only_admins_end_others() {
    let test = TestGateway::start().await;
    let (mut manager, user) = test.signed_in(Role::Manager).await;
    let (mut payroll, _) = test.signed_in(Role::Payroll).await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let session = test.sessions(test.workspace.id, Some(user.id)).await[0].id;
    let end = format!("/sessions/{session}/end");
    assert_eq!(payroll.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(manager.get("/account").await.status, StatusCode::OK);
    assert_eq!(admin.post(&end, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(manager.get("/account").await.status, StatusCode::SEE_OTHER);
    assert_eq!(admin.post(&end, &[]).await.status, StatusCode::NOT_FOUND, "it is gone");
    let no_session = WebSessionId::generate(&test.gateway.store.ids());
    assert_eq!(admin.post(&format!("/sessions/{no_session}/end"), &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_database_holds_no_cookie_and_no_password() {
    let test = TestGateway::start().await;
    let (browser, _) = test.signed_in(Role::Owner).await;
    let held = format!("{:?}", everything(&test.gateway).await);
    assert!(held.contains("The owner"));
    for secret in [browser.session().unwrap(), &browser.csrf(), PASSWORD] {
        assert!(!held.contains(secret));
        assert!(!held.contains(&format!("{:?}", secret.as_bytes())), "nor its bytes");
    }
}

#[tokio::test]
async fn a_person_at_an_address_that_is_none_reads_a_page_and_a_program_gets_the_bare_status() {
    let test = TestGateway::start().await;
    let (here, _) = test.signed_in(Role::Manager).await;
    let person = here.request(Method::GET, "/nowhere").header(header::ACCEPT, "text/html,*/*;q=0.8");
    let page = person.send().await.unwrap();
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(page.headers().contains_key(header::CONTENT_SECURITY_POLICY));
    assert!(page.text().await.unwrap().contains("Nothing here"));
    let program = here.request(Method::POST, "/voice").send().await.unwrap();
    assert_eq!((program.status(), program.text().await.unwrap().as_str()), (StatusCode::NOT_FOUND, ""));
    // Where the role does not reach, the way on is in the navigation.
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let refused = manager.get("/settings").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("href=\"/who-is-in\"") && !refused.body.contains("href=\"/users\""));
}

#[tokio::test]
async fn the_sign_in_page_says_where_it_works_when_it_was_opened_over_plain_http() {
    let test = TestGateway::start().await;
    let show = async |more: &str| {
        let request = format!("GET /sign-in HTTP/1.1\r\n{more}Connection: close\r\n\r\n");
        test.send(request.as_bytes()).await.body
    };
    let words = "Sign in at <a href=\"https://clock.example/sign-in\">https://clock.example/sign-in</a> instead";
    for plain in ["Host: 192.0.2.10:8080\r\n", "Host: clock.example\r\nX-Forwarded-Proto: http\r\n"] {
        assert!(show(plain).await.contains(words), "{plain}");
    }
    for https in ["Host: clock.example\r\n", "Host: 127.0.0.1:8080\r\nX-Forwarded-Proto: https\r\n"] {
        let page = show(https).await;
        assert!(page.contains("Password") && !page.contains("Sign in at"), "{https}: {page}");
    }
}
