//! Who is in, and time entries: the list, one entry in each state, and the forms.

use jiff::SignedDuration;
use phoneclock::{
    domain::{employee::Employee, user::Role},
    store::tx::Value,
};

use crate::{
    pin_sign_in::Wall,
    support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, at, browser::Browser, page_text::menu_text},
    time_entries::{WHY, change, changed, clocked, execute, start},
};

#[tokio::test]
async fn who_is_in() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (mut admin, mut payroll) = (test.browser(Role::Admin).await, test.browser(Role::Payroll).await);
    test.assert_reads("time/board_nobody", &admin.get("/who-is-in").await).await;
    test.assert_reads("time/board_nobody_for_payroll", &payroll.get("/who-is-in").await).await;
    test.job("Elm Street 12", "71").await;
    let (_, id) = test.employee("Łukasz <b>").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    test.advance(SignedDuration::from_hours(14));
    let (ana, id) = test.employee("Ana Torres").await;
    test.call(OTHER_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.remove_pin(&ana).await;
    test.advance(SignedDuration::from_mins(72));
    let (mut admin, mut payroll) = (test.browser(Role::Admin).await, test.browser(Role::Payroll).await);
    test.assert_reads("time/board", &admin.get("/who-is-in").await).await;
    test.assert_reads("time/board_for_payroll", &payroll.get("/who-is-in").await).await;
}

#[tokio::test]
async fn on_a_shared_device() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let wall = Wall::hang(&test).await;
    test.job("Elm Street 12", "71").await;
    let (ana, _) = test.employee("Ana Torres").await;
    test.employee("Łukasz <b>").await;
    let (_, pin) = test.user_with_pin("max", Role::Manager).await;
    let mut max = wall.sign_in(&pin).await;
    let lock = "INSERT INTO kiosk_guard (kiosk_id, employee_id, failures, locks, locked_until, locked_until_unlocked)";
    test.write(&format!("{lock} SELECT k.id, e.id, 0, 1, 1795000000000, 0 FROM kiosk k, employee e")).await;
    let board = max.get("/who-is-in").await;
    test.assert_reads("time/board_on_a_shared_device", &board).await;
    test.assert_agreed("time/menu_on_a_shared_device", &menu_text(&board.body)).await;
    let page = max.get("/who-is-in/clock").await;
    test.assert_reads("time/clock_others_at_a_kiosk", &page).await;
    let fields = [("request", &*page.value("request")), ("employee", &*ana.id.to_string())];
    test.assert_reads("time/clock_others_job", &max.post("/who-is-in/clock", &fields).await).await;
    test.advance(SignedDuration::from_secs(70));
    let page = max.get("/who-is-in/clock").await;
    let fields = [("request", &*page.value("request")), ("employee", &*ana.id.to_string())];
    test.assert_reads("time/clock_others_choose", &max.post("/who-is-in/clock", &fields).await).await;
    test.assert_reads("time/password_in_addition", &max.get("/confirm?next=/employees").await).await;
    let unlock = format!("/time-tracking/phone-clocking/{}/unlock", ana.id);
    test.assert_reads("time/password_first", &max.post(&unlock, &[]).await).await;
    let mut manager = test.browser(Role::Manager).await;
    test.assert_reads("time/clock_others", &manager.get("/who-is-in/clock").await).await;
}

/// Maria's shift of the day before, which has no end, and the one that she is in.
async fn two_shifts(test: &TestGateway) -> Employee {
    test.job("Brücke & Deck 🌉", "71").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1,#")).await;
    maria
}

#[tokio::test]
async fn the_list() {
    let test = TestGateway::start().await;
    let mut lead = test.browser(Role::Manager).await;
    test.assert_reads("time/entries_none", &lead.get("/time-entries").await).await;
    test.assert_reads("time/whose_of_nobody", &lead.get("/time-entries/new").await).await;
    let maria = two_shifts(&test).await;
    let ana = crate::employees::add(&test, crate::employees::details("Ana Torres")).await;
    let added = ("2026-11-17T14:00:00Z", Some("2026-11-17T22:00:00Z"));
    let added = crate::time_entries::add(&test, ana.id, added.0, added.1).await.to_string();
    let mut lead = test.browser(Role::Manager).await;
    changed(&mut lead, &added, "void", &[]).await;
    test.assert_reads("time/entries", &lead.get("/time-entries").await).await;
    let of_one = format!("/time-entries?employee={}", maria.id);
    test.assert_reads("time/entries_of_one", &lead.get(&of_one).await).await;
    test.assert_reads("time/entries_nothing_fits", &lead.get("/time-entries?status=closed").await).await;
    test.assert_reads("time/entries_none_in_period", &lead.get("/time-entries?from=2026-11-01").await).await;
}

#[tokio::test]
async fn one_entry() {
    let test = TestGateway::start().await;
    two_shifts(&test).await;
    let [unfinished, open] = <[_; 2]>::try_from(test.entries().await).unwrap();
    let mut payroll = test.browser(Role::Payroll).await;
    let at = |id: &str| format!("/time-entries/{id}");
    test.assert_reads("time/entry_unfinished", &payroll.get(&at(&unfinished.id)).await).await;
    test.assert_reads("time/entry", &payroll.get(&at(&open.id)).await).await;
    let typed = [
        ("in", "2026-11-17T07:00:00"),
        ("out", "2026-11-17T16:00:30"),
        ("claimed_out", "2026-11-17T16:10"),
        ("note", "says her foreman"),
    ];
    let page = changed(&mut payroll, &unfinished.id, "correct", &typed).await;
    test.assert_reads("time/entry_corrected", &page).await;
    let mut lead = test.browser(Role::Manager).await;
    test.assert_reads("time/entry_for_managers", &lead.get(&at(&unfinished.id)).await).await;
    let page = changed(&mut payroll, &unfinished.id, "split", &[("at", "2026-11-17T12:00:00")]).await;
    test.assert_reads("time/entry_split", &page).await;
    let page = changed(&mut payroll, &unfinished.id, "void", &[("reason", "test")]).await;
    test.assert_reads("time/entry_voided", &page).await;
}

#[tokio::test]
async fn an_entry_that_cannot_be_changed_so() {
    let test = start().await;
    let (maria, id) = clocked(&test, 8).await;
    let mut lead = test.browser(Role::Manager).await;
    for (name, doing, fields) in [
        ("time/entry_times_mistaken", "correct", [("in", "soon"), ("out", "2026-11-17T23:00:00"), ("reason", "")]),
        ("time/entry_split_mistaken", "split", [("at", "2026-11-17T06:00:00"), ("reason", "other"), ("note", "")]),
        (
            "time/entry_not_corrected",
            "correct",
            [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T15:00:00"), ("note", "")],
        ),
    ] {
        test.assert_reads(name, &change(&mut lead, &id, doing, &fields).await).await;
    }
    let approval = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                    overtime_secs, approved_at, approver) VALUES (?1, ?2, ?3, '2026-11-16', '2026-11-22', 0, 0, ?4, 'Pat')";
    let by = vec![Value::Blob(vec![7; 16]), test.workspace.id.into(), maria.id.into(), test.clock_now().into()];
    execute(&test, approval, by).await;
    test.assert_reads("time/entry_approved", &lead.get(&format!("/time-entries/{id}")).await).await;
}

async fn add(browser: &mut Browser, employee: &Employee, fields: &[(&str, &str)]) -> crate::support::browser::Page {
    let form = browser.get(&format!("/time-entries/new?employee={}", employee.id)).await;
    let (id, employee) = (form.value("id"), form.value("employee"));
    let why = WHY.into_iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    let ids = [("id", id.as_str()), ("employee", &employee)];
    browser.post("/time-entries/new", &fields.iter().copied().chain(why).chain(ids).collect::<Vec<_>>()).await
}

#[tokio::test]
async fn an_entry_by_hand() {
    let test = start().await;
    test.clock.set(at("2026-11-01T20:00:00Z"));
    test.job("Roof", "71").await;
    let (maria, _) = test.employee("Maria Lopez").await;
    test.employee("Ana Torres").await;
    let mut lead = test.browser(Role::Manager).await;
    test.assert_reads("time/whose", &lead.get("/time-entries/new").await).await;
    test.assert_reads("time/whose_nobody_fits", &lead.get("/time-entries/new?find=nobody").await).await;
    let form = lead.get(&format!("/time-entries/new?employee={}", maria.id)).await;
    test.assert_reads("time/new", &form).await;
    let night = [("in", "2026-10-31T22:00:00"), ("out", "2026-11-01T01:30:00")];
    test.assert_reads("time/new_came_twice", &add(&mut lead, &maria, &night).await).await;
    let both = [&night[..], &[("out_which", "second"), ("reason", "other"), ("job", "none of them")]].concat();
    test.assert_reads("time/new_mistaken", &add(&mut lead, &maria, &both).await).await;
}

#[tokio::test]
async fn whose_of_many() {
    let test = start().await;
    for number in 0..101 {
        test.newcomer(&format!("Worker {number:03}"), None).await;
    }
    let mut lead = test.browser(Role::Manager).await;
    test.assert_reads("time/whose_of_many", &lead.get("/time-entries/new").await).await;
    test.assert_reads("time/whose_found", &lead.get("/time-entries/new?find=worker+05").await).await;
}
