//! What pages say.

use std::{collections::BTreeSet, fs, path::Path};

use phoneclock::domain::user::Role;
use reqwest::{Method, header};

use crate::support::{
    TestGateway,
    browser::Browser,
    files_below,
    outage::{Away, Fate},
};

const AWAY: &str = "The database cannot be reached just now. Nothing was changed. Try again in a moment.";
const AWAY_ES: &str = "En este momento no se puede acceder a la base de datos. No se cambió nada.";
const UNKNOWN: &str = "It may have been saved; look before you press again.";
const UNKNOWN_ES: &str = "Puede que se haya guardado; revíselo antes de volver a pulsar.";

#[tokio::test]
async fn pages_say_that_the_database_is_away_to_everybody_and_in_their_language() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    let setup = test.mailed_links(&ana).await.remove(0);
    let own = test.send_worker_page(&ana).await;
    let mut nobody = Browser::nobody(&test);
    nobody.get("/sign-in").await.is(200);
    let outage = test.outage();

    outage.set(Away::All);
    for page in [admin.get("/jobs").await, nobody.get(&setup).await, nobody.get(&own).await] {
        page.is(503).says(AWAY).says("<html lang=\"en\">").says_nothing_of("Ana");
        assert_eq!(page.headers[header::RETRY_AFTER], "3");
    }
    let signing_in = [("email", "ana@example.com"), ("password", "a long enough password")];
    nobody.post("/sign-in", &signing_in).await.is(503).says(AWAY);
    let spanish = nobody.request(Method::GET, &own).header(header::ACCEPT_LANGUAGE, "es-MX,es;q=0.9");
    let spanish = spanish.send().await.unwrap();
    assert_eq!(spanish.status(), 503);
    let spanish = spanish.text().await.unwrap();
    assert!(spanish.contains(AWAY_ES) && spanish.contains("<html lang=\"es\">"), "{spanish}");
    assert_eq!(nobody.get("/healthz").await.status, 200, "a balancer goes on sending calls");
    assert_eq!(nobody.get("/readyz").await.status, 503);

    // It answers, and takes no writes: whoever has signed in is known.
    outage.set(Away::Writes);
    let form = admin.get("/jobs/new").await;
    let typed = [("id", form.value("id")), ("name", "Deck".to_owned()), ("who", "everyone".to_owned())];
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.post("/jobs/new", &typed).await.is(503).says(AWAY);
    assert_eq!(nobody.get("/readyz").await.status, 503);
    outage.set(Away::Nothing);
    test.write("UPDATE web_user SET language = 'es'").await;
    outage.set(Away::Writes);
    admin.post("/jobs/new", &typed).await.is(503).says(AWAY_ES).says("<html lang=\"es\">");
    outage.set(Away::Nothing);
    assert_eq!(nobody.get("/readyz").await.status, 200);
    assert_eq!(test.jobs().await.len(), 0);
    admin.submit("/jobs/new", &typed).await.is(200);
    assert_eq!(test.jobs().await.len(), 1);
}

#[tokio::test]
async fn of_a_change_whose_fate_is_not_known_pages_say_that_one_has_to_look() {
    for (fate, saved) in [(Fate::Kept, 1), (Fate::Lost, 0)] {
        let test = TestGateway::start().await;
        let mut admin = test.browser(Role::Admin).await;
        let outage = test.outage();
        let form = admin.get("/jobs/new").await;
        let typed = [("id", form.value("id")), ("name", "Deck".to_owned()), ("who", "everyone".to_owned())];
        let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
        outage.next(&[fate]);
        let page = admin.post("/jobs/new", &typed).await;
        page.is(500).says(UNKNOWN).says_nothing_of("Nothing was changed");
        assert!(outage.is_spent() && !page.headers.contains_key(header::RETRY_AFTER));
        assert_eq!(test.jobs().await.len(), saved);
        test.write("UPDATE web_user SET language = 'es'").await;
        outage.next(&[Fate::Lost]);
        admin.post("/jobs/new", &typed).await.is(500).says(UNKNOWN_ES);
        // Pressed again, the form adds its job once.
        admin.submit("/jobs/new", &typed).await.is(200);
        assert_eq!(test.jobs().await.len(), 1);
    }
}

/// What would be told as a failure inside although only the database was away.
#[test]
fn every_failure_of_a_use_case_is_looked_through_for_the_database() {
    /// Of background work, commands and the store's own making: no page meets them.
    const ELSEWHERE: [&str; 8] = [
        "CheckError",
        "KeyError",
        "MissedCallError",
        "PracticeError",
        "RetentionError",
        "TaskError",
        "UsageError",
        "VisitError",
    ];
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = fs::read_to_string(root.join("src/web/store_trouble.rs")).unwrap();
    let mut missing = BTreeSet::new();
    let mut found = 0;
    for file in files_below(&root.join("src/service")) {
        let text = fs::read_to_string(file).unwrap();
        for piece in text.split("enum ").skip(1) {
            let name = piece.split(|letter: char| !letter.is_alphanumeric()).next().unwrap();
            let body = piece.split("\n}").next().unwrap();
            if body.contains("Store(#[from] StoreError)") && !ELSEWHERE.contains(&name) {
                found += 1;
                if !known.contains(&format!("{name} ")) && !known.contains(&format!("{name}\n")) {
                    missing.insert(name.to_owned());
                }
            }
        }
    }
    assert!(found > 30, "{found}");
    assert_eq!(missing, BTreeSet::new(), "add them to web::store_trouble");
}
