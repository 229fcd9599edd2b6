//! The practice line: whole calls that change nothing, locks that hold, and folders that go.

use phoneclock::{
    app::practice_line,
    domain::user::Role,
    lifecycle::listen,
    store::{Db, StoreError, tx::Row},
    web::{self, WebParts},
};
use url::Url;

use crate::{
    phone::Call,
    support::{
        OTHER_PHONE, TestGateway,
        browser::{Browser, Page},
        calling::heard,
        people::{details, unknown_id},
        postgres::in_words_of_the_engine,
    },
};

/// Longer than any other number that could be taken for it.
const LONG_PIN: &str = "83527491";
const WRONG: &str = "94713862";

async fn place(browser: &mut Browser) -> Page {
    browser.post("/practice/calls", &[]).await
}

/// The call that was placed, with these keys from its first question on, heard to its end: its words, and all of it.
async fn practice(browser: &mut Browser, keys: &str) -> (Vec<String>, String) {
    let placed = place(browser).await;
    placed.is(201);
    let mut call = Call::watch(browser, format!("/phone/calls/{}", placed.body), None).await;
    call.until(browser, "await_key").await;
    call.press(browser, keys).await;
    let (mut said, mut last) = (Vec::new(), 0);
    while let Some(event) = call.next().await {
        last += 1;
        match event["kind"].as_str().unwrap() {
            "say" => {
                said.push(event["text"].as_str().unwrap().to_owned());
                let number = call.last.to_string();
                browser.post(&format!("{}/heard", call.path), &[("event", &number)]).await;
            }
            "record" => {
                browser.post(&format!("{}/recording", call.path), &[("sample", "maria-lopez")]).await;
            }
            // Nobody has anything more to key.
            "await_key" => call.hang_up(browser).await,
            _ => {}
        }
        assert!(last < 200, "{}", call.seen);
    }
    (said, call.seen)
}

/// Somebody who typed an ID on the public page.
async fn anybody(test: &TestGateway, id: &str) -> Browser {
    let mut browser = Browser::nobody(test);
    browser.get("/practice").await.is(200).says("nothing you do here is counted");
    let begun = browser.post("/practice", &[("clock_id", id), ("language", "en")]).await;
    assert_eq!(begun.to(), Some("/practice/phone"), "{}", begun.body);
    browser
}

/// An admin at the side of the employee.
async fn beside(test: &TestGateway, employee: &str) -> Browser {
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("/time-tracking/phone-clocking/{employee}");
    admin.get(&path).await.says("Open the practice line");
    let opened = admin.post(&format!("{path}/practice"), &[]).await;
    assert_eq!(opened.to(), Some("/practice/phone"), "{}", opened.body);
    admin
}

async fn guards(test: &TestGateway) -> Vec<Row> {
    test.rows("SELECT scope, failures, locks FROM sign_in_guard", Vec::new()).await
}

fn left_behind(test: &TestGateway) -> usize {
    std::fs::read_dir(test.dir.path().join("practice")).unwrap().count()
}

#[tokio::test]
async fn a_whole_practice_call_changes_nothing_and_leaves_nothing() {
    let test = TestGateway::start().await;
    test.job("Bridge deck", "71").await;
    let person = test.newcomer("Maria Lopez", Some("maria@example.com")).await;
    test.email_setup_link(&person, None).await.unwrap();
    let link = test.mailed_links(&person).await.remove(0);
    let mut browser = Browser::nobody(&test);
    browser.get(&link).await.is(200);
    let done = browser.submit(&link, &[("pin", LONG_PIN), ("again", LONG_PIN)]).await;
    done.is(200).says("Practice a call now").says("href=\"/practice/phone\"");
    let id: String = test.column("SELECT digits FROM phone_clock_id").await.remove(0);
    browser.get("/practice/phone").await.is(200).says("Practice: nothing you do here is counted.").says(&id).says("71");

    let before = test.tables().await;
    let (said, seen) = practice(&mut browser, &format!("{id}#{LONG_PIN}#71#")).await;
    // Keyed ahead over the time: the name of the job is what is heard of the punch.
    assert!(said.iter().any(|words| words.contains("Bridge deck")), "{said:?}");
    assert!(seen.contains("That took ") && seen.contains("it counts."), "{seen}");
    assert!(!seen.contains(LONG_PIN) && !seen.contains("\"webhook\""), "{seen}");
    assert_eq!(test.tables().await, before);
    assert_eq!(left_behind(&test), 0);
    assert!(test.recording_files().is_empty());

    let mut stranger = Browser::nobody(&test);
    assert_eq!(stranger.get("/practice/phone").await.to(), Some("/practice"));
    place(&mut stranger).await.is(409);
}

/// The pages of a gateway that is no demo, at an address of their own.
async fn no_demo(test: &TestGateway) -> Browser {
    let listener = listen("test", "127.0.0.1:0".parse().unwrap()).await.unwrap();
    let base = Url::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
    let practice = Some(practice_line(&test.gateway, test.dir.path().join("practice"), &test.lifecycle).unwrap());
    test.lifecycle.serve(listener, web::router(WebParts { practice, ..test.web() }));
    Browser::at(&base, test)
}

#[tokio::test]
async fn made_up_people_are_heard_in_a_demo_alone_and_no_word_says_more_than_is_true() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    anybody(&test, id.as_str()).await.get("/practice/phone").await.is(200).says("John Carter");
    let mut browser = no_demo(&test).await;
    for (language, microphone) in [("en", "You, into the microphone"), ("es", "Usted, al micrófono")] {
        browser.post("/practice", &[("clock_id", id.as_str()), ("language", language)]).await.is(303);
        let page = browser.get("/practice/phone").await;
        page.is(200).says(microphone).says("value=\"silence\"");
        for made_up in ["A voice", "López", "Carter", "Torres", "Nobody speaks", "is not kept", "no se guarda"] {
            page.says_nothing_of(made_up);
        }
    }
    let mut browser = anybody(&test, id.as_str()).await;
    let (_, seen) = practice(&mut browser, &format!("{id}#{LONG_PIN}#")).await;
    assert!(seen.contains("real call") && !seen.contains("the time: it counts"), "{seen}");
}

#[tokio::test]
async fn the_admin_sees_the_wire_with_the_pin_masked_and_others_open_nothing() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    let mut admin = beside(&test, &maria.id.to_string()).await;
    let (_, seen) = practice(&mut admin, &format!("{id}#{LONG_PIN}#")).await;
    assert!(seen.contains(&format!(r#"["Digits","{id}"]"#)) && seen.contains(r#"["Digits","••••"]"#), "{seen}");
    assert!(!seen.contains(LONG_PIN), "{seen}");
    let path = format!("/time-tracking/phone-clocking/{}", maria.id);
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&path).await.is(200).says_nothing_of("practice line");
    manager.post(&format!("{path}/practice"), &[]).await.is(403);
    let other = crate::access::other_workspace(&test).await;
    let mut foreign = test.browser_in(other, Role::Owner).await;
    foreign.get("/account").await;
    foreign.post(&format!("{path}/practice"), &[]).await.is(404);
}

#[tokio::test]
async fn wrong_pins_count_on_the_real_lock_and_a_lock_is_no_way_to_learn_the_pin() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    let mut admin = beside(&test, &maria.id.to_string()).await;
    let (refused, _) = practice(&mut admin, &format!("{id}#{WRONG}#")).await;
    let counts = |failures: i64, locks: i64| {
        use phoneclock::store::tx::Value;
        vec![Row::new(vec![Value::Text("other".to_owned()), Value::Int(failures), Value::Int(locks)])]
    };
    assert_eq!(guards(&test).await, counts(1, 0));
    practice(&mut admin, &format!("{id}#{WRONG}#")).await;
    // A right one ends the count, as on the telephone.
    practice(&mut admin, &format!("{id}#{LONG_PIN}#")).await;
    assert_eq!(guards(&test).await, counts(0, 0));
    for _ in 0..3 {
        practice(&mut admin, &format!("{id}#{WRONG}#")).await;
    }
    assert_eq!(guards(&test).await, counts(0, 1));
    let notes: Vec<String> = test.column("SELECT note FROM exception").await;
    assert!(notes.iter().any(|note| note.contains("from the practice line")), "{notes:?}");
    let (locked, _) = practice(&mut admin, &format!("{id}#{LONG_PIN}#")).await;
    assert_eq!(locked, refused, "the right PIN sounds like a wrong one");
    let call = test.call(OTHER_PHONE, &format!("{id}#,{LONG_PIN}#")).await;
    assert!(!heard(&call).contains("Clocked in"), "{}", heard(&call));
    assert_eq!(left_behind(&test), 0);
}

#[tokio::test]
async fn who_types_an_id_never_learns_whether_anybody_has_it() {
    let test = TestGateway::start().await;
    test.job("Bridge deck", "71").await;
    let (_, id) = test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    let mut pages = Vec::new();
    let mut calls = Vec::new();
    for id in [id.to_string(), unknown_id().to_string()] {
        let mut browser = anybody(&test, &id).await;
        let page = browser.get("/practice/phone").await;
        pages.push(page.text().replace(&id, "ID"));
        calls.push(practice(&mut browser, &format!("{id}#{WRONG}#")).await.0);
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(calls[0], calls[1]);
    let mut browser = anybody(&test, id.as_str()).await;
    let (said, _) = practice(&mut browser, &format!("{id}#{LONG_PIN}#")).await;
    assert!(said.iter().any(|words| words.starts_with("Clocked in")), "{said:?}");
    assert_eq!(
        browser.post("/practice", &[("clock_id", "123")]).await.wrong("clock-id"),
        "That is not a phone clock ID. Look at your card again."
    );

    // Ten failures of one address, and it is heard out no more; telephones are not concerned.
    for _ in 0..8 {
        practice(&mut browser, &format!("{id}#{WRONG}#")).await;
    }
    let placed = place(&mut browser).await;
    let mut call = Call::watch(&browser, format!("/phone/calls/{}", placed.is(201).body), None).await;
    call.until(&mut browser, "ended").await;
    assert!(!call.seen.contains("await_key"), "{}", call.seen);
}

/// Employees in the database of the only practice call.
async fn employees_in_the_copy(test: &TestGateway) -> usize {
    let folder = std::fs::read_dir(test.dir.path().join("practice")).unwrap().next().unwrap().unwrap().path();
    let copy = Db::open_scratch(&folder.join("practice.db")).unwrap();
    let everybody = in_words_of_the_engine("SELECT id FROM employee");
    let found: Result<_, StoreError> = copy.read(move |tx| tx.query(&everybody, &[])).await;
    found.unwrap().len()
}

#[tokio::test]
async fn nothing_of_the_owner_of_an_id_is_copied_before_the_right_pin() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_with(details("Maria Lopez"), LONG_PIN).await;
    let mut browser = anybody(&test, id.as_str()).await;
    let placed = place(&mut browser).await;
    let mut call = Call::watch(&browser, format!("/phone/calls/{}", placed.is(201).body), None).await;
    call.until(&mut browser, "await_key").await;
    assert_eq!(employees_in_the_copy(&test).await, 0);
    call.press(&mut browser, &format!("{id}#{WRONG}#")).await;
    call.until(&mut browser, "await_key").await;
    assert!(call.seen.contains("That ID and PIN don't match."), "{}", call.seen);
    assert_eq!(employees_in_the_copy(&test).await, 0, "nor by a wrong one");
    call.press(&mut browser, &format!("{id}#{LONG_PIN}#")).await;
    while !call.seen.contains("Clocked in") {
        let event = call.next().await.unwrap();
        if event["kind"] == "say" {
            let number = call.last.to_string();
            browser.post(&format!("{}/heard", call.path), &[("event", &number)]).await.is(204);
        }
    }
    assert_eq!(employees_in_the_copy(&test).await, 1);
    call.hang_up(&mut browser).await;
}

#[tokio::test]
async fn lines_are_bounded_and_belong_to_their_visit() {
    let test = TestGateway::start().await;
    let mut browser = anybody(&test, unknown_id().as_str()).await;
    let mut placed = Vec::new();
    for _ in 0..3 {
        placed.push(place(&mut browser).await.is(201).body.clone());
    }
    place(&mut browser).await.is(429).says("All practice lines are busy.");
    assert_eq!(left_behind(&test), 3);
    let mut stranger = anybody(&test, unknown_id().as_str()).await;
    stranger.post(&format!("/phone/calls/{}/keys", placed[0]), &[("keys", "1")]).await.is(404);
    for id in placed {
        let mut call = Call::watch(&browser, format!("/phone/calls/{id}"), None).await;
        call.hang_up(&mut browser).await;
        call.rest().await;
    }
    assert_eq!(left_behind(&test), 0);
    place(&mut stranger).await.is(201);
}

#[tokio::test]
async fn what_a_crash_has_left_is_swept_at_the_next_start() {
    let mut test = TestGateway::start().await;
    let left = test.dir.path().join("practice/00");
    std::fs::create_dir_all(&left).unwrap();
    std::fs::write(left.join("practice.db"), b"left").unwrap();
    test.restart().await;
    assert_eq!(left_behind(&test), 0);
}
