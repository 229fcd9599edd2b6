//! Breaks as the office sees, adds, corrects and removes them, and the settings behind them.

use phoneclock::{domain::user::Role, service::timesheets::approvals::version};

use super::*;
use crate::{
    employees::{actions, other_workspace},
    support::{MARIAS_PHONE, PIN, browser::Browser, office, people::machine},
};

/// Maria has worked from seven to four.
async fn nine_hours(test: &TestGateway) -> Employee {
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR * 9);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    maria
}

const WHY: [(&str, &str); 2] = [("reason", "other"), ("note", "she told me")];

/// The fields that are hidden in the form of a break.
async fn hidden(browser: &mut Browser, path: &str) -> [(&'static str, String); 3] {
    let form = browser.get(path.trim_end_matches("/remove")).await;
    ["expected_version", "id", "revision"].map(|name| (name, form.value(name)))
}

/// Sends the form of a break with the fields that are hidden in it.
async fn send(browser: &mut Browser, path: &str, typed: &[(&str, &str)]) -> crate::support::browser::Page {
    let hidden = hidden(browser, path).await;
    let mut fields: Vec<(&str, &str)> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    fields.extend_from_slice(typed);
    browser.post(path, &fields).await
}

#[tokio::test]
async fn the_settings_add_change_archive_and_refuse() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/settings/breaks").await;
    page.says("There are no kinds of breaks.");
    let id = page.value("id");
    let typed = [("id", id.as_str()), ("name", "Lunch"), ("min", "30"), ("max", "60"), ("paid", "no")];
    for _ in 0..2 {
        payroll.post("/settings/breaks", &typed).await.is(303);
    }
    let page = payroll.get("/settings/breaks").await;
    assert!(page.text().contains("Lunch unpaid 30 min 60 min"), "{}", page.text());
    test.assert_reads("workspace/breaks", &page).await;
    let page = payroll.get(&format!("/settings/breaks/{id}")).await;
    test.assert_reads("workspace/break_kind", &page).await;
    assert_eq!(test.count("break_kind").await, 1, "the same form twice is one kind");
    let other = payroll.get("/settings/breaks").await.value("id");
    let refused = payroll.post("/settings/breaks", &[("id", &other), ("name", "Lunch"), ("min", "x")]).await;
    assert_eq!((refused.status.as_u16(), refused.wrong("min").contains("from 1 to 1440")), (422, true));
    let refused = payroll.post("/settings/breaks", &[("id", &other), ("name", "Lunch")]).await;
    assert!(refused.is(422).wrong("name").contains("has this name"));
    payroll.submit(&format!("/settings/breaks/{id}"), &[("name", "Meal"), ("min", ""), ("max", "45")]).await;
    let page = payroll.get("/settings/breaks").await;
    assert!(page.text().contains("Meal unpaid – 45 min"), "{}", page.text());
    payroll.submit(&format!("/settings/breaks/{id}/archive"), &[]).await.says("Meal is archived.");
    payroll.submit(&format!("/settings/breaks/{id}/reactivate"), &[]).await.says("Meal can be started again.");
    let page = payroll.post("/settings/breaks/meal", &[("meal_mins", "30"), ("meal_after", "")]).await;
    assert!(page.is(422).wrong("meal_mins").contains("leave both empty"));
    payroll.submit("/settings/breaks/meal", &[("meal_mins", "30"), ("meal_after", "6")]).await.says("is saved");
    let page = payroll.get("/settings/breaks").await;
    assert_eq!((page.value("meal_mins"), page.value("meal_after")), ("30".to_owned(), "6".to_owned()));
    let mut done = actions(&test).await;
    done.truncate(5);
    assert_eq!(
        done,
        ["change meal rule", "reactivate break kind", "archive break kind", "change break kind", "add break kind"]
    );
}

#[tokio::test]
async fn the_office_adds_corrects_and_removes_a_break_and_the_trail_keeps_all_of_it() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await.id.to_string();
    let maria = nine_hours(&test).await;
    let entry = only_entry(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&format!("/time-entries/{entry}")).await.says("No breaks.").says("Add break");
    let new = format!("/time-entries/{entry}/breaks/new");
    let noon = [("kind", kind.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T12:30:00")];
    test.assert_reads("time/break_new", &manager.get(&new).await).await;
    send(&mut manager, &new, &[&noon[..], &WHY].concat()).await.is(303);
    assert_eq!(week(&test, &maria).await.sheet.worked_secs, 8 * 3600 + 1800);
    let page = manager.get(&format!("/time-entries/{entry}")).await;
    assert!(page.text().contains("Lunch unpaid") && page.text().contains("8:30"), "{}", page.text());

    let of = format!("/time-entries/{entry}/breaks/{}", break_ids(&test).await[0]);
    test.assert_reads("time/break", &manager.get(&of).await).await;
    let longer = [("kind", kind.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T13:00:00")];
    send(&mut manager, &of, &[&longer[..], &WHY].concat()).await.is(303);
    assert_eq!(week(&test, &maria).await.sheet.worked_secs, 8 * 3600);
    send(&mut manager, &format!("{of}/remove"), &WHY).await.is(303);
    assert_eq!(week(&test, &maria).await.sheet.worked_secs, 9 * 3600);
    assert_eq!(deeds(&test).await, ["added page", "corrected page", "removed page"]);
    manager.get(&of).await.is(404);
    test.assert_reads("time/entry_with_breaks", &manager.get(&format!("/time-entries/{entry}")).await).await;
    let mut done = actions(&test).await;
    done.truncate(3);
    assert_eq!(done, ["remove break", "correct break", "add break"]);
}

#[tokio::test]
async fn hours_say_beside_them_what_unpaid_breaks_have_taken() {
    let test = TestGateway::start().await;
    let (meal, rest) = (lunch(&test).await, kind(&test, "Rest", true, (None, None)).await);
    let maria = nine_hours(&test).await;
    let new = format!("/time-entries/{}/breaks/new", only_entry(&test).await);
    let mut owner = test.browser(Role::Owner).await;
    for (kind, from, to) in [(meal, "12:00:00", "12:30:00"), (rest, "14:00:00", "14:10:00")] {
        let (kind, times) = (kind.id.to_string(), [from, to].map(|time| format!("2026-11-17T{time}")));
        let typed = [("kind", kind.as_str()), ("in", &times[0]), ("out", &times[1])];
        send(&mut owner, &new, &[&typed[..], &WHY].concat()).await.is(303);
    }
    let after = "8:30 after 0:30 of unpaid breaks";
    for path in [format!("/timesheets/{}", maria.id), "/time-entries".to_owned()] {
        let page = owner.get(&path).await.text();
        assert!(page.contains(after), "{path}: {page}");
    }
    let day = format!("/timesheets/week?from=2026-11-16&who={}&day=2026-11-17", maria.id);
    let cell = owner.get(&day).await.text();
    assert!(cell.contains("Its hours are counted without 0:30 of unpaid breaks."), "{cell}");
}

#[tokio::test]
async fn a_break_that_cannot_be_is_refused_beside_its_field() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await.id.to_string();
    nine_hours(&test).await;
    let entry = only_entry(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    let new = format!("/time-entries/{entry}/breaks/new");
    for (from, to, field, says) in [
        ("06:30", "07:30", "in", "has to lie between the clock-in and the clock-out"),
        ("15:30", "16:30", "out", "still to come"),
        ("12:30", "12:00", "out", "end of a break must be later than its beginning"),
        ("12:30", "", "out", "end of a break must be later than its beginning"),
        ("", "12:00", "in", "day and a time"),
    ] {
        let time = |time: &str| if time.is_empty() { String::new() } else { format!("2026-11-17T{time}:00") };
        let typed = [("kind", kind.as_str()), ("in", &time(from)), ("out", &time(to))];
        let page = send(&mut manager, &new, &[&typed[..], &WHY].concat()).await;
        assert_eq!(page.status, 422, "{from} to {to}");
        assert!(page.wrong(field).contains(says), "{from} to {to}: {:?}", page.wrong(field));
    }
    let typed = [("kind", kind.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T12:30:00")];
    assert!(send(&mut manager, &new, &typed).await.is(422).wrong("breakreason").contains("reason"));
    send(&mut manager, &new, &[&typed[..], &WHY].concat()).await.is(303);
    let page = send(&mut manager, &new, &[&typed[..], &WHY].concat()).await;
    assert!(page.is(422).wrong("in").contains("never at the same time"), "{}", page.text());
}

#[tokio::test]
async fn saying_when_a_break_ended_settles_that_it_was_left_open() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await.id.to_string();
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR * 5);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}*#,1")).await;
    test.advance(HOUR * 4);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,4")).await;
    assert!(week(&test, &maria).await.is_blocked());
    let entry = only_entry(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get(&format!("/time-entries/{entry}")).await.says("left open");
    let of = format!("/time-entries/{entry}/breaks/{}", break_ids(&test).await[0]);
    let typed = [("kind", kind.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T12:30:00")];
    send(&mut manager, &of, &[&typed[..], &WHY].concat()).await.is(303);
    let sheet = week(&test, &maria).await;
    assert_eq!((sheet.sheet.worked_secs, sheet.is_blocked()), (8 * 3600 + 1800, false));
    assert!(test.only_entry().await.exceptions.is_empty());
}

#[tokio::test]
async fn approved_hours_keep_their_breaks_and_hours_that_changed_are_not_approved_unseen() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await.id.to_string();
    let maria = nine_hours(&test).await;
    let entry = only_entry(&test).await;
    test.advance(HOUR * 24 * 7);
    let mut manager = test.browser(Role::Manager).await;
    let new = format!("/time-entries/{entry}/breaks/new");
    let typed = [("kind", kind.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T12:30:00")];
    let seen = version([&week(&test, &maria).await]);
    send(&mut manager, &new, &[&typed[..], &WHY].concat()).await.is(303);
    let day = date(2026, 11, 17);
    let unseen = office::approve(&test.store, machine(&maria), day, maria.id, &seen).await;
    assert!(unseen.is_err(), "a break was added since the hours were shown");
    let seen = version([&week(&test, &maria).await]);
    let of = format!("/time-entries/{entry}/breaks/{}", break_ids(&test).await[0]);
    let hidden = hidden(&mut manager, &of).await;
    let approved = office::approve(&test.store, machine(&maria), day, maria.id, &seen).await.unwrap();
    assert_eq!(approved.regular_secs, 8 * 3600 + 1800);
    manager.get(&format!("/time-entries/{entry}")).await.says_nothing_of("Add break");
    let shown_before: Vec<_> = hidden.iter().map(|(name, value)| (*name, value.as_str())).collect();
    for path in [of.clone(), format!("{of}/remove")] {
        let page = manager.post(&path, &[&shown_before[..], &typed, &WHY].concat()).await;
        assert_eq!(page.status, 422);
        page.says("approved");
    }
    for path in [&of, &new] {
        manager.get(path).await.is(303);
        manager.get(&format!("/time-entries/{entry}")).await.says("reopen the approval first");
    }
    assert_eq!(deeds(&test).await, ["added page"]);
}

#[tokio::test]
async fn a_split_entry_shares_its_breaks() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await.id.to_string();
    let maria = nine_hours(&test).await;
    let entry = only_entry(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    let new = format!("/time-entries/{entry}/breaks/new");
    for (from, to) in [("12:00", "13:00"), ("15:00", "15:30")] {
        let times = [from, to].map(|time| format!("2026-11-17T{time}:00"));
        let typed = [("kind", kind.as_str()), ("in", &times[0]), ("out", &times[1])];
        send(&mut manager, &new, &[&typed[..], &WHY].concat()).await.is(303);
    }
    let before = week(&test, &maria).await.sheet.worked_secs;
    let page = manager.get(&format!("/time-entries/{entry}")).await;
    let typed = [("expected_version", page.value("expected_version")), ("at", "2026-11-17T12:30:00".to_owned())];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    manager.post(&format!("/time-entries/{entry}/split"), &[&typed[..], &WHY].concat()).await.is(303);
    assert_eq!(week(&test, &maria).await.sheet.worked_secs, before);
    let halves: Vec<i64> = test.column("SELECT count(*) FROM entry_break GROUP BY entry_id ORDER BY 1").await;
    assert_eq!(halves, [1, 2]);
}

#[tokio::test]
async fn breaks_and_kinds_of_another_workspace_are_not_there() {
    let test = TestGateway::start().await;
    let kind = lunch(&test).await;
    nine_hours(&test).await;
    let entry = only_entry(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    let new = format!("/time-entries/{entry}/breaks/new");
    let id = kind.id.to_string();
    let typed = [("kind", id.as_str()), ("in", "2026-11-17T12:00:00"), ("out", "2026-11-17T12:30:00")];
    send(&mut manager, &new, &[&typed[..], &WHY].concat()).await.is(303);
    let of = format!("/time-entries/{entry}/breaks/{}", break_ids(&test).await[0]);

    let other = other_workspace(&test).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    for path in [&new, &of, &format!("/settings/breaks/{}", kind.id)] {
        stranger.get(path).await.is(404);
        stranger.post(path, &typed).await.is(404);
    }
    stranger.post(&format!("{of}/remove"), &WHY).await.is(404);
    stranger.post(&format!("/settings/breaks/{}/archive", kind.id), &[]).await.is(404);
    assert_eq!(deeds(&test).await, ["added page"]);
}
