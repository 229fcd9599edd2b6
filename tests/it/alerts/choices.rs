//! The page on which each user chooses.

use phoneclock::domain::user::Role;

use super::choose;
use crate::support::{TestGateway, browser::Page};

fn is_on(page: &Page, kind: &str) -> bool {
    page.body.contains(&format!("id=\"{kind}\" name=\"{kind}\" value=\"on\" checked"))
}

#[tokio::test]
async fn new_users_begin_with_what_their_role_needs_and_users_from_before_with_nothing() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let page = owner.get("/account/alerts").await;
    let on = |page: &Page| {
        ["in_too_long", "near_overtime", "not_here", "kiosk_silent", "line_failing"].map(|kind| is_on(page, kind))
    };
    assert_eq!(on(&page), [true, false, false, true, false]);
    for (name, role) in [("ada", "admin"), ("mo", "manager"), ("pat", "payroll")] {
        let fields = [("name", name), ("email", &format!("{name}@example.com")), ("role", role)];
        owner.post("/users", &fields).await.is(303);
    }
    let kinds = "SELECT u.name || ' ' || c.kind FROM alert_choice c JOIN web_user u ON u.id = c.user_id \
                 WHERE u.name <> 'Olive Owner' ORDER BY 1";
    let chosen = test.column::<String>(kinds).await;
    assert_eq!(chosen, ["ada in too long", "ada kiosk silent", "mo in too long", "mo kiosk silent"]);
    // As they are after an upgrade.
    let (mut before, _) = test.signed_in(Role::Owner).await;
    assert_eq!(on(&before.get("/account/alerts").await), [false; 5]);
}

#[tokio::test]
async fn what_is_chosen_is_shown_again_and_written_down() {
    let test = TestGateway::start().await;
    let (mut lead, _) = test.signed_in(Role::Manager).await;
    let typed = [("in_too_long_hours", "9.5"), ("how", "digest"), ("hour", "18"), ("all_clear", "")];
    choose(&mut lead, &["in_too_long", "not_here"], &typed).await;
    let page = lead.get("/account/alerts").await;
    assert!(is_on(&page, "in_too_long") && is_on(&page, "not_here") && !is_on(&page, "near_overtime"));
    assert!(!is_on(&page, "all_clear"));
    page.says("value=\"9.5\"").says("<option value=\"18\" selected>6:00 PM");
    assert!(page.body.contains("id=\"how-digest\" name=\"how\" value=\"digest\" checked"));
    // Saving the same again is no change.
    choose(&mut lead, &["in_too_long", "not_here"], &typed).await;
    let noted = test.column::<i64>("SELECT count(*) FROM audit_record WHERE action = 'change alerts'").await;
    assert_eq!(noted, [1]);
}

#[tokio::test]
async fn a_role_is_offered_and_given_only_what_it_may_know() {
    let test = TestGateway::start().await;
    let (mut payroll, user) = test.signed_in(Role::Payroll).await;
    let page = payroll.get("/account/alerts").await;
    page.says("Close to overtime").says_nothing_of("Kiosk not seen").says_nothing_of("Trouble with phone calls");
    choose(&mut payroll, &["near_overtime", "kiosk_silent", "line_failing"], &[]).await;
    let chosen = test.column::<String>("SELECT kind FROM alert_choice").await;
    assert_eq!(chosen, ["near overtime"]);
    drop(user);
}

#[tokio::test]
async fn a_time_that_is_none_is_refused_beside_its_field() {
    let test = TestGateway::start().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    for hours in ["", "lots", "0.5", "73"] {
        let fields = [("in_too_long", "on"), ("in_too_long_hours", hours), ("how", "each"), ("hour", "7")];
        let page = owner.post("/account/alerts", &fields).await;
        page.is(422).says("Nothing is saved yet");
        assert_eq!(page.wrong("in_too_long_hours"), "Type 1 to 72 hours.", "{hours}");
    }
    assert_eq!(test.count("alert_choice").await, 0);
    // What is off is not asked for.
    let fields = [("not_here", "on"), ("in_too_long_hours", ""), ("how", "each"), ("hour", "99")];
    owner.post("/account/alerts", &fields).await.is(303);
}
