//! The start page of each role, the counts in the menu, and the pay period that is kept from page to page.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, user::Role};

use crate::{
    support::{MARIAS_PHONE, PIN, TestGateway, browser::Page},
    timesheets::{add, entry, person, raise},
};

/// What the page says of one figure.
fn tile(page: &Page, name: &str) -> String {
    let text = page.text();
    let (before, _) = text.split_once(&format!(" {name}")).unwrap_or_else(|| panic!("{name} in {text}"));
    before.rsplit(' ').next().unwrap().to_owned()
}

#[tokio::test]
async fn every_role_begins_with_its_own_page() {
    let test = TestGateway::start().await;
    for (role, sees_today, sees_the_road) in [
        (Role::Owner, true, true),
        (Role::Admin, true, true),
        (Role::Manager, true, false),
        (Role::Payroll, false, true),
    ] {
        let (mut user, _) = test.signed_in(role).await;
        let page = user.get("/home").await;
        page.is(200).says("Lopez Roofing");
        assert_eq!(page.body.contains("id=\"today\""), sees_today, "{role:?}");
        assert_eq!(page.body.contains("id=\"payday\""), sees_the_road, "{role:?}");
    }
}

#[tokio::test]
async fn the_figures_are_those_of_the_pages_that_they_lead_to_and_stand_in_the_menu() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let (_, id) = test.employee("Maria Lopez").await;
    let ana = person(gateway, workspace, "Ana Torres").await;
    let week = ["2026-11-09T13:00:00Z", "2026-11-10T13:00:00Z", "2026-11-16T13:00:00Z"];
    let worked: Vec<_> = week.map(|from| entry(gateway, &ana, from, Some(480))).into();
    add(gateway, worked.clone()).await;
    raise(gateway, &worked[0], ExceptionKind::NotThisPerson).await;
    raise(gateway, &worked[1], ExceptionKind::VoiceCheckSilent).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let mut owner = test.browser(Role::Owner).await;
    let page = owner.get("/home").await;
    assert_eq!([tile(&page, "In now"), tile(&page, "Open exceptions")], ["1", "2"]);
    page.says("1 must be resolved before payroll").says("last week 16:00");
    assert_eq!(tile(&page, "Hours this week"), "8:00");
    // Two hours of overtime, and the open entry, change nothing of it.
    test.advance(SignedDuration::from_hours(3));
    let (mut lead, _) = test.signed_in(Role::Manager).await;
    let menu = crate::support::page_text::menu_text(&lead.get("/home").await.body);
    assert!(menu.contains("Exceptions 2 open"), "{menu}");
    let mut payroll = test.browser(Role::Payroll).await;
    let menu = crate::support::page_text::menu_text(&payroll.get("/home").await.body);
    assert!(menu.contains("Approvals 1 to approve"), "{menu}");
}

#[tokio::test]
async fn who_usually_is_here_by_now_is_missed_until_they_come() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    let (gone, _) = test.employee("Gone Long").await;
    // Three Tuesdays at seven; Ana has come twice.
    for (day, people) in
        [("2026-10-27T12:00:00Z", vec![&maria, &gone]), ("2026-11-03T13:00:00Z", vec![&maria, &ana, &gone])]
    {
        for one in people {
            add(&test.gateway, vec![entry(&test.gateway, one, day, Some(480))]).await;
        }
    }
    for one in [&maria, &ana, &gone] {
        add(&test.gateway, vec![entry(&test.gateway, one, "2026-11-10T13:00:00Z", Some(480))]).await;
    }
    test.execute("UPDATE employee SET active = 0 WHERE name = 'Gone Long'").await;
    let mut lead = test.browser(Role::Manager).await;
    test.advance(SignedDuration::from_mins(30));
    lead.get("/home").await.says_nothing_of("Usually here by now");
    test.advance(SignedDuration::from_mins(1));
    let page = lead.get("/home").await;
    page.says("Usually here by now").says("usually 7:00 AM").says_nothing_of("Ana Torres").says_nothing_of("Gone Long");
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let page = lead.get("/home").await;
    page.says_nothing_of("Usually here by now").says("Came late").says("7:31 AM, usually 7:00 AM");
}

#[tokio::test]
async fn first_steps_are_ticked_off_by_doing_them_and_can_be_put_away() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (mut admin, mut lead) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    let page = admin.get("/home").await;
    page.says("First steps").says_nothing_of("Done:");
    lead.get("/home").await.says_nothing_of("First steps");
    test.job("Roof", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let done = |page: &Page| page.body.matches("Done: ").count();
    assert_eq!(done(&admin.get("/home").await), 2);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    assert_eq!(done(&admin.get("/home").await), 3);
    lead.post("/home/steps/hide", &[]).await.is(403);
    for _ in 0..2 {
        assert_eq!(admin.post("/home/steps/hide", &[]).await.to(), Some("/home"));
    }
    admin.get("/home").await.says_nothing_of("First steps");
    let noted = test.column::<i64>("SELECT count(*) FROM audit_record WHERE action = 'hide first steps'").await;
    assert_eq!(noted, [1]);
}

#[tokio::test]
async fn payroll_is_led_from_stage_to_stage() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let ana = person(&test.gateway, test.workspace.id, "Ana Torres").await;
    let worked = entry(&test.gateway, &ana, "2026-11-09T13:00:00Z", Some(480));
    add(&test.gateway, vec![worked.clone()]).await;
    raise(&test.gateway, &worked, ExceptionKind::NotThisPerson).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let next = |page: &Page| {
        let (_, rest) = page.body.split_once("Next: </span>").unwrap();
        rest.split_once('<').unwrap().0.to_owned()
    };
    let page = payroll.get("/home").await;
    page.says("1 open, 1 must be resolved before payroll").says("0 of 1 approved");
    assert_eq!(next(&page), "Resolve exceptions");
    test.execute("UPDATE exception SET settled_at = 1, settled_because = 'seen', decision = 'accepted', settler = 'P'")
        .await;
    let page = payroll.get("/home").await;
    assert_eq!(next(&page), "Approve hours");
    let version = payroll.get("/approvals?from=2026-11-09").await.value("expected_version");
    payroll.post("/approvals", &[("from", "2026-11-09"), ("expected_version", &*version)]).await.is(303);
    let page = payroll.get("/home").await;
    page.says("1 of 1 approved").says("Not exported yet");
    assert_eq!(next(&page), "Export hours");
    payroll.get("/home?from=2026-01-05").await.says("Nobody has hours in this period.");
}

#[tokio::test]
async fn a_pay_period_is_chosen_once_and_kept_from_page_to_page() {
    let test = TestGateway::start().await;
    let ana = person(&test.gateway, test.workspace.id, "Ana Torres").await;
    add(&test.gateway, vec![entry(&test.gateway, &ana, "2026-10-20T13:00:00Z", Some(480))]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.get("/timesheets").await.says("Nov 16 – 22").says("This period");
    payroll.get("/approvals").await.says("Nov 9 – 15");
    payroll.get("/timesheets?from=2026-10-21").await.says("Oct 19 – 25").says("Ana Torres");
    for path in ["/approvals", "/home", "/timesheets", &format!("/timesheets/{}", ana.id)] {
        payroll.get(path).await.is(200).says("<strong>Oct 19 – 25</strong>");
    }
    // It stands around every other page, and what is no day changes nothing.
    payroll.get("/timesheets?from=soon").await.is(404);
    payroll.get("/account").await.says("Pay period: <a href=\"/timesheets\">Oct 19 – 25</a>");
    test.browser(Role::Payroll).await.get("/timesheets").await.says("Nov 16 – 22");
}
