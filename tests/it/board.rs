//! Who is in, the stream that says when it has changed, and one employee's own page.

use std::time::Duration;

use axum::http::Method;
use futures::FutureExt;
use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    service::{
        AfterCommit, Hold,
        access::{actor_of, sessions},
        roster::employees,
    },
    store::{StoreError, tx::Value},
};
use reqwest::{StatusCode, header};

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, browser::Browser};

/// Nothing that is tested takes this long.
const TIMEOUT: Duration = Duration::from_secs(10);

/// The stream of events, up to the next piece that came over the line; `None` at its end.
async fn next(stream: &mut reqwest::Response) -> Option<String> {
    let piece = tokio::time::timeout(TIMEOUT, stream.chunk()).await.expect("nothing came").unwrap();
    piece.map(|piece| String::from_utf8(piece.to_vec()).unwrap())
}

async fn watch(browser: &Browser) -> reqwest::Response {
    let stream = browser.request(Method::GET, "/who-is-in/events").send().await.unwrap();
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.headers()[header::CONTENT_TYPE], "text/event-stream");
    stream
}

#[tokio::test]
async fn the_board_shows_who_is_in_since_when_on_what_and_how() {
    let test = TestGateway::start().await;
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let text = manager.get("/who-is-in").await.text();
    assert!(text.contains("0 people are in") && text.contains("Nobody is in right now."), "{text}");

    let (_, id) = test.employee("Łukasz <b>").await;
    test.job("Elm Street 12", "71").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    test.advance(SignedDuration::from_mins(192));
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let page = manager.get("/who-is-in").await;
    test.assert_reads("time/board_of_one", &page).await;
    let text = page.text();
    assert!(text.contains("Elm Street 12 7:00 AM 3 h 12 min phone"), "{text}");
    assert!(page.body.contains("Łukasz &#60;b&#62;") && !text.contains("forgot to clock out?"), "{text}");

    test.advance(SignedDuration::from_hours(14));
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let page = manager.get("/who-is-in").await;
    test.assert_reads("time/board_of_one_forgotten", &page).await;
    page.says("forgot to clock out?");

    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,2,#")).await;
    assert!(manager.get("/who-is-in").await.text().contains("0 people are in"));
}

#[tokio::test]
async fn a_full_board_is_paged_by_name_and_counts_everybody() {
    let test = TestGateway::start().await;
    let mut ids = Vec::new();
    for n in 0..103 {
        ids.push(test.newcomer(&format!("Person {n:03}"), None).await.id);
    }
    let now = test.gateway.store.now();
    let workspace = test.workspace.id;
    test.gateway
        .store
        .db()
        .write(Hold::Gateway, move |tx| {
            for (n, employee) in ids.into_iter().enumerate() {
                // The last one has been in for longer than the limit.
                let in_at = now - SignedDuration::from_hours(if n == 102 { 20 } else { 1 });
                let sql = "INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, zone) \
                           VALUES (?1, ?2, ?1, 'open', ?3, 'America/Chicago')";
                tx.execute(sql, &[Value::from(employee), workspace.into(), in_at.into()])?;
            }
            Ok::<_, StoreError>(())
        })
        .await
        .unwrap();
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let first = manager.get("/who-is-in").await;
    let text = first.text();
    assert!(text.contains("103 people are in, 1 for more than 14 hours"), "{text}");
    assert!(
        text.contains("Person 099") && !text.contains("Person 100") && !text.contains("forgot to clock out?"),
        "{text}"
    );
    let next = first.body.split("/who-is-in?after=").nth(1).unwrap().split('"').next().unwrap();
    let text = manager.get(&format!("/who-is-in?after={next}")).await.text();
    assert!(text.contains("103 people are in"), "{text}");
    assert!(text.contains("Person 100") && text.contains("Person 102") && !text.contains("Person 099"), "{text}");
    assert!(
        text.contains("forgot to clock out?") && text.contains("First page") && !text.contains("Next page"),
        "{text}"
    );
}

#[tokio::test]
async fn a_punch_is_told_to_those_who_watch_this_workspace() {
    let test = TestGateway::start().await;
    let (mut manager, user) = test.signed_in(Role::Manager).await;
    let other = crate::access::other_workspace(&test).await;
    let mut stream = watch(&manager).await;
    assert_eq!(next(&mut stream).await.unwrap(), ": watching\n\n");
    let mut here = test.boards.watch(test.workspace.id, user.id).unwrap();
    let mut elsewhere = test.boards.watch(other, user.id).unwrap();

    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(next(&mut stream).await.unwrap(), "event: changed\ndata: now\n\n");
    assert!(manager.get("/who-is-in").await.text().contains("Maria Lopez"));
    assert!(here.changed().now_or_never().is_some());
    assert!(here.changed().now_or_never().is_none(), "several changes are told as one");
    assert!(elsewhere.changed().now_or_never().is_none(), "another workspace is told nothing");

    test.call(OTHER_PHONE, &format!("{id}#,0000#,{id}#,0000#,{id}#,0000#")).await;
    assert!(here.changed().now_or_never().is_none(), "a call that clocks nobody changes nothing");
    test.advance(SignedDuration::from_mins(5));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(next(&mut stream).await.unwrap(), "event: changed\ndata: now\n\n");
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_does_not_prolong_it() {
    let test = TestGateway::start().await;
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let mut stream = watch(&manager).await;
    next(&mut stream).await;
    test.advance(SignedDuration::from_mins(110));
    test.store.notify(AfterCommit::BoardChanged(test.workspace.id));
    assert!(next(&mut stream).await.unwrap().contains("changed"));
    test.advance(SignedDuration::from_mins(11));
    test.store.notify(AfterCommit::BoardChanged(test.workspace.id));
    assert_eq!(next(&mut stream).await, None);
    assert_eq!(manager.get("/who-is-in").await.status, StatusCode::SEE_OTHER);

    // Nor does a page that asks again and again.
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    for _ in 0..12 {
        test.advance(SignedDuration::from_mins(10));
        // Whether it may or is turned away.
        manager.request(Method::GET, "/who-is-in/events").send().await.unwrap();
    }
    test.advance(SignedDuration::from_mins(1));
    assert_eq!(manager.get("/who-is-in").await.status, StatusCode::SEE_OTHER);

    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let mut stream = watch(&manager).await;
    next(&mut stream).await;
    manager.post("/sign-out", &[]).await;
    test.store.notify(AfterCommit::BoardChanged(test.workspace.id));
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn a_user_watches_four_boards_at_once_and_no_more() {
    let test = TestGateway::start().await;
    let (manager, user) = test.signed_in(Role::Manager).await;
    let mut streams = Vec::new();
    for _ in 0..4 {
        let mut stream = watch(&manager).await;
        next(&mut stream).await;
        streams.push(stream);
    }
    let fifth = manager.request(Method::GET, "/who-is-in/events").send().await.unwrap();
    assert_eq!(fifth.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(fifth.headers()[header::RETRY_AFTER], "30");
    // Until its script hears otherwise, a page says that it stands still.
    let page = manager.clone().get("/who-is-in").await;
    page.says("<span data-live hidden>")
        .says("<span data-still>This page does not update by itself; press Refresh.</span>");
    let session = test.sessions(test.workspace.id, Some(user.id)).await[0].id;
    let actor = actor_of(&user, "here");
    test.store.write(Hold::Nothing, move |u| sessions::end(u, &actor, session)).await.unwrap();
    test.store.notify(AfterCommit::BoardChanged(test.workspace.id));
    for stream in &mut streams {
        assert_eq!(next(stream).await, None);
    }
    assert!(test.boards.watch(test.workspace.id, user.id).is_some(), "their places are free again");
}

#[tokio::test]
async fn watchers_do_not_hold_up_a_stop() {
    let test = TestGateway::start().await;
    let (manager, _) = test.signed_in(Role::Manager).await;
    let mut stream = watch(&manager).await;
    next(&mut stream).await;
    test.lifecycle.stop.cancel();
    tokio::time::timeout(TIMEOUT, test.lifecycle.wait()).await.expect("the stop waits for whoever watches");
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn an_employees_page_shows_entries_and_calls_step_by_step_and_never_a_pin() {
    let test = TestGateway::start().await;
    let (employee, id) = test.employee("Maria Lopez").await;
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let address = format!("/employees/{}/calls", employee.id);
    let text = manager.get(&address).await.text();
    assert!(text.contains("There are no time entries yet.") && text.contains("There are no calls yet."), "{text}");

    // Wrong once, then right.
    test.call(MARIAS_PHONE, &format!("{id}#,9073#,{id}#,{PIN}#")).await;
    let page = manager.get(&address).await;
    test.assert_reads("people/employee_calls_step_by_step", &page).await;
    let text = page.text();
    let calls = text.split("Latest calls").nth(1).unwrap();
    for secret in [PIN, "9073", id.as_str(), "5550123"] {
        assert!(!calls.contains(secret), "{secret}: {calls}");
    }
    assert!(!page.body.contains("/edit"), "a manager edits nobody");
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    assert!(owner.get(&address).await.body.contains(&format!("\"/employees/{}\"", employee.id)));
}

#[tokio::test]
async fn older_calls_are_a_page_further() {
    let test = TestGateway::start().await;
    let (employee, id) = test.employee("Maria Lopez").await;
    let mut days = Vec::new();
    for _ in 0..12 {
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        days.push(test.gateway.store.now().strftime("%Y-%m-%d").to_string());
        test.advance(SignedDuration::from_hours(8));
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        test.advance(SignedDuration::from_hours(16));
    }
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    let (mut address, mut seen) = (format!("/employees/{}/calls", employee.id), 0);
    for calls in [10, 10, 4] {
        let page = manager.get(&address).await;
        assert_eq!(page.body.matches("<summary>").count(), calls, "{address}");
        assert_eq!(page.body.matches("data-name=\"Hours\"").count(), 12);
        seen += calls;
        let older = page.body.split_once("\">Older calls</a>").map(|(before, _)| before.rsplit('"').next().unwrap());
        assert_eq!(older.is_some(), seen < 24);
        address = older.unwrap_or_default().to_owned();
    }
    for nonsense in ["x", "1.2", "99999999999999999999.x"] {
        let page = manager.get(&format!("/employees/{}/calls?after={nonsense}", employee.id)).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn an_open_entry_keeps_its_zone_on_the_board_on_the_phone_and_on_its_page_whatever_the_employees_is_by_now() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee_in("Maria Lopez", "Europe/Berlin").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let moved = phoneclock::domain::employee::Details {
        zone: Some(phoneclock::domain::workspace::Zone::parse("Europe/Moscow").unwrap()),
        ..maria.details.clone()
    };
    let machine = crate::support::people::machine(&maria);
    test.in_office(move |u| employees::change(u, &machine, maria.id, moved)).await.unwrap();
    test.advance(SignedDuration::from_hours(1));
    let mut manager = test.browser(Role::Manager).await;
    assert!(manager.get("/who-is-in").await.text().contains("2:00 PM CET"), "in Berlin");
    let entry = test.only_entry().await;
    assert_eq!(entry.in_local, "2026-11-17T14:00:00+01:00");
    let page = manager.get(&format!("/time-entries/{}", entry.id)).await.text();
    assert!(page.contains("Tue, Nov 17, 2:00 PM CET"), "{page}");
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let heard = crate::support::calling::heard(&report);
    assert!(heard.contains("Clocked out at three P M."), "{heard}");
    assert_eq!(test.only_entry().await.out_local.as_deref(), Some("2026-11-17T15:00:00+01:00"));

    // The question about a forgotten clock-out speaks of the entry's own day and time.
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,2")).await;
    test.advance(SignedDuration::from_hours(15));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let heard = crate::support::calling::heard(&report);
    let opened = test.entries().await.pop().unwrap();
    assert!(opened.in_local.ends_with("17:00:00+03:00"), "a new entry has the new zone: {opened:?}");
    assert!(heard.contains("five P M"), "{heard}");
}

#[tokio::test]
async fn payroll_sees_who_is_in_and_no_door_that_is_closed_to_it() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.get("/who-is-in").await.is(200).says_nothing_of("href=\"/time-tracking/phone-clocking\"");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    payroll.get("/who-is-in").await.says("Maria Lopez").says_nothing_of("/employees/");
}
