//! What owners and admins see of their workspace: users, settings, the audit log, a clock that may be wrong.

use jiff::SignedDuration;
use phoneclock::domain::{ids::UserId, user::Role};

use crate::{
    hooks::{Listener, add},
    settings,
    support::{
        TestGateway,
        browser::{Browser, OWNER, PASSWORD},
        page_text::page_text,
    },
    timesheets::payroll_settings,
};

async fn path_of(test: &TestGateway, email: &str) -> String {
    let ids: Vec<UserId> = test.column(&format!("SELECT id FROM web_user WHERE email = '{email}'")).await;
    format!("/users/{}", ids[0])
}

#[tokio::test]
async fn users() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let invited = [("name", "Ana Torres"), ("email", "ana@example.com"), ("role", "admin")];
    let page = owner.submit("/users", &invited).await;
    test.assert_reads("workspace/user_invited", &page).await;
    test.work().await;
    test.user(test.workspace.id, "pat", Role::Payroll).await;
    let gone = test.user(test.workspace.id, "gone", Role::Manager).await;
    owner.submit(&format!("/users/{gone}"), &[("name", "Gone"), ("role", "manager"), ("active", "no")]).await;
    test.advance(SignedDuration::from_mins(5));
    Browser::nobody(&test).sign_in("pat@example.com", PASSWORD).await.is(303);
    test.assert_reads("workspace/users", &owner.get("/users").await).await;
    let page = owner.post("/users", &[("name", ""), ("email", OWNER), ("role", "king")]).await;
    test.assert_reads("workspace/users_mistaken", &page).await;

    let anas = path_of(&test, "ana@example.com").await;
    test.assert_reads("workspace/user", &owner.get(&anas).await).await;
    let own = path_of(&test, OWNER).await;
    let down = owner.post(&own, &[("name", ""), ("role", "admin"), ("active", "yes")]).await;
    test.assert_reads("workspace/user_mistaken", &down).await;
    let down = owner.post(&own, &[("name", "Olive Owner"), ("role", "admin"), ("active", "yes")]).await;
    test.assert_reads("workspace/user_last_owner", &down).await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("workspace/users_for_admins", &admin.get("/users").await).await;
}

#[tokio::test]
async fn pins_of_users() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let max = test.user(test.workspace.id, "max", Role::Manager).await;
    test.assert_reads("workspace/user_pin_without_kiosks", &owner.get(&format!("/users/{max}/pin")).await).await;
    test.let_users_sign_in_by_pin().await;
    test.user(test.workspace.id, "pat", Role::Payroll).await;
    let (employee, _) = test.employee("Max Lopez").await;
    test.assert_reads("workspace/user_employee", &owner.get(&format!("/users/{max}/employee")).await).await;
    owner.submit(&format!("/users/{max}/employee"), &[("employee", &employee.id.to_string())]).await;
    let typed = [("pin", "604823"), ("again", "604823")];
    test.assert_reads("workspace/user_pin", &owner.submit(&format!("/users/{max}/pin"), &typed).await).await;
    let weak = [("pin", "111111"), ("again", "111111")];
    let page = owner.post(&format!("/users/{max}/pin"), &weak).await;
    test.assert_reads("workspace/user_pin_refused", &page).await;
    let only = [("login_method", "pin only")];
    let page = owner.submit(&format!("/users/{max}/login-method"), &only).await;
    test.assert_reads("workspace/user_pin_only", &page).await;
    let mut manager = test.browser(Role::Manager).await;
    test.assert_reads("workspace/user_pins", &manager.get("/users/pins").await).await;
}

#[tokio::test]
async fn the_settings() {
    let test = TestGateway::start().await;
    let (mut admin, mut owner) = (test.browser(Role::Admin).await, test.browser(Role::Owner).await);
    let page = admin.get("/settings").await;
    test.assert_reads("workspace/settings", &page).await;
    let shown = page.value("expected_version");
    let wrong = [
        ("expected_version", shown.as_str()),
        ("name", ""),
        ("zone", "Central"),
        ("language", "es"),
        ("jobs", "required"),
        ("forgotten_after", "73"),
        ("lockout", "until_unlocked"),
        ("pin_min", "3"),
        ("recording_notice", &"x".repeat(301)),
        ("retention_days", "-1"),
    ];
    test.assert_reads("workspace/settings_mistaken", &admin.post("/settings", &wrong).await).await;
    let saved = owner.submit("/settings", &settings::form(&shown, &[("pin_min", "6")])).await;
    assert!(saved.text().contains("The settings are saved."), "{}", saved.text());
    let late = admin.post("/settings", &settings::form(&shown, &[("retention_days", "90")])).await;
    test.assert_reads("workspace/settings_changed_meanwhile", &late).await;
}

#[tokio::test]
async fn the_payroll_settings() {
    const HERE: &str = "/settings/payroll";
    let test = TestGateway::start().await;
    let (mut payroll, mut owner) = (test.browser(Role::Payroll).await, test.browser(Role::Owner).await);
    let page = payroll.get(HERE).await;
    test.assert_reads("workspace/payroll_settings", &page).await;
    let shown = page.value("expected_version");
    let wrong = [
        ("first_day", "soon"),
        ("weekly_overtime", "169"),
        ("daily_overtime", "<b>"),
        ("impossible_after", ""),
        ("review_share", "101"),
    ];
    let page = payroll.post(HERE, &payroll_settings(&shown, &wrong)).await;
    test.assert_reads("workspace/payroll_settings_mistaken", &page).await;
    let changed = [("pay_period", "every two weeks"), ("daily_overtime", "7,75"), ("rounding", "5")];
    let saved = owner.submit(HERE, &payroll_settings(&shown, &changed)).await;
    test.assert_reads("workspace/payroll_settings_saved", &saved).await;
    let late = payroll.post(HERE, &payroll_settings(&shown, &[("review_share", "20")])).await;
    test.assert_reads("workspace/payroll_settings_changed_meanwhile", &late).await;
}

#[tokio::test]
async fn the_audit_log() {
    let test = TestGateway::start().await;
    // What is written down at one moment has no order.
    test.advance(SignedDuration::from_secs(1));
    let mut owner = test.browser(Role::Owner).await;
    let id = owner.get("/employees/new").await.value("id");
    owner.submit("/employees/new", &[("id", &id), ("name", "Maria Lopez"), ("number", "0117")]).await;
    owner.submit(&format!("/employees/{id}/edit"), &[("name", "María López"), ("number", "0117")]).await;
    let shown = owner.get("/settings").await.value("expected_version");
    owner.submit("/settings", &settings::form(&shown, &[("pin_min", "6")])).await;
    test.assert_reads("workspace/audit_log", &owner.get("/audit").await).await;
    test.assert_reads("workspace/audit_log_of_one", &owner.get(&format!("/audit?employee={id}")).await).await;
    test.assert_reads("workspace/audit_log_nothing_fits", &owner.get("/audit?about=nothing").await).await;
    let days = owner.get("/audit?from=soon&to=2026-02-30").await;
    test.assert_reads("workspace/audit_log_mistaken_days", &days).await;
}

#[tokio::test]
async fn a_clock_that_may_be_wrong() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.jump(SignedDuration::from_hours(365 * 24));
    test.assert_reads("workspace/clock_in_doubt", &admin.get("/who-is-in").await).await;
    test.assert_reads("workspace/clock_in_doubt_for_managers", &manager.get("/who-is-in").await).await;
}

#[tokio::test]
async fn api_tokens() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    let path = "/settings/api-tokens";
    let page = owner.get(path).await;
    test.assert_reads("workspace/api_tokens_none", &page).await;
    let mistaken = owner.post(path, &[("id", &page.value("id")), ("name", "")]).await;
    test.assert_reads("workspace/api_tokens_mistaken", &mistaken).await;
    let typed = [("id", page.value("id")), ("name", "Payroll sync".to_owned()), ("scope", "time:read".to_owned())];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    owner.post(path, &typed).await.is(200).says("It is not shown again.");
    test.assert_reads("workspace/api_tokens", &owner.get(path).await).await;
}

#[tokio::test]
async fn webhooks() {
    let test = TestGateway::start().await;
    let (mut owner, program) = (test.owner().await, Listener::answering(204).await);
    let path = "/settings/webhooks";
    let page = owner.get(path).await;
    test.assert_reads("workspace/webhooks_none", &page).await;
    let mistaken = owner.post(path, &[("id", &page.value("id")), ("url", "hooks.example.com")]).await;
    test.assert_reads("workspace/webhooks_mistaken", &mistaken).await;
    let (hook, _) = add(&mut owner, &program.url(), &["entry.opened", "export.made"]).await;
    owner.submit(&format!("{hook}/test"), &[]).await;
    test.tell_hooks().await;
    program.answer(410).await;
    owner.submit(&format!("{hook}/test"), &[]).await;
    test.tell_hooks().await;
    test.assert_reads("workspace/webhooks", &owner.get(path).await).await;
    let text = page_text(&owner.get(&hook).await.body).replace(&program.url(), "[address of the program]");
    test.assert_agreed("workspace/webhook", &text).await;
}
