//! Coming in, one's own account, and what is read where there is no page.

use jiff::SignedDuration;
use phoneclock::domain::{ids::EmployeeId, user::Role};
use reqwest::{Method, StatusCode, header};

use crate::{
    alerts::choose,
    second_factor::{ACCOUNT_PAGE, App, CODE_PAGE},
    support::{
        TestGateway,
        browser::{Browser, OWNER, PASSWORD, Page},
        page_text::menu_text,
    },
    timesheets::{add, entry},
};

const NEW: &str = "four other words now";

#[tokio::test]
async fn signing_in() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    let over = async |host: &str| {
        let request = format!("GET /sign-in HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        Page { status: StatusCode::OK, headers: Default::default(), body: test.send(request.as_bytes()).await.body }
    };
    test.assert_reads("sign_in/sign_in", &over("clock.example").await).await;
    test.assert_reads("sign_in/over_plain_http", &over("192.0.2.10:8080").await).await;
    let refused = nobody.sign_in("nobody@example.com", PASSWORD).await;
    test.assert_reads("sign_in/refused", &refused).await;

    test.assert_reads("sign_in/forgotten", &nobody.get("/forgotten").await).await;
    let mistaken = nobody.post("/forgotten", &[("email", "no address")]).await;
    test.assert_reads("sign_in/forgotten_mistaken", &mistaken).await;
    let asked = nobody.post("/forgotten", &[("email", "nobody@example.com")]).await;
    test.assert_reads("sign_in/forgotten_asked", &asked).await;
}

#[tokio::test]
async fn links_that_lead_in() {
    let test = TestGateway::start().await;
    let (at, token) = test.newborn().await;
    let mut first = Browser::at(&at, &test);
    let link = format!("/welcome/{}", token.expose());
    test.assert_reads("sign_in/first_owner_and_workspace", &first.get(&link).await).await;
    let typed = [("name", "Olive Owner"), ("email", OWNER), ("workspace_name", "Lopez Roofing"), ("zone", "Central")];
    let passwords = [("password", PASSWORD), ("again", PASSWORD)];
    let mistaken = first.post(&link, &[&typed[..], &passwords].concat()).await;
    test.assert_reads("sign_in/first_owner_mistaken", &mistaken).await;

    let mut browser = Browser::nobody(&test);
    let link = format!("/welcome/{}", test.first_owner_link().await.expose());
    test.assert_reads("sign_in/first_owner", &browser.get(&link).await).await;
    test.owner().await;
    test.assert_reads("sign_in/link_over", &browser.get(&link).await).await;
    let reset = test.reset_link(OWNER).await;
    test.assert_reads("sign_in/welcome", &browser.get(&reset).await).await;
    let differ = browser.post(&reset, &[("password", NEW), ("again", PASSWORD)]).await;
    test.assert_reads("sign_in/welcome_differing", &differ).await;
    let short = browser.post(&reset, &[("password", "short"), ("again", "short")]).await;
    test.assert_reads("sign_in/welcome_too_short", &short).await;
}

#[tokio::test]
async fn ones_own_account() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.assert_reads("sign_in/account", &owner.get("/account").await).await;
    let wrong = [("current", "not the password"), ("password", NEW), ("again", NEW)];
    test.assert_reads("sign_in/account_refused", &owner.post("/account/password", &wrong).await).await;
    let right = [("current", PASSWORD), ("password", NEW), ("again", NEW)];
    test.assert_reads("sign_in/account_changed", &owner.submit("/account/password", &right).await).await;
}

#[tokio::test]
async fn ones_own_alerts() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.assert_reads("sign_in/alerts_none", &owner.get("/account/alerts").await).await;
    let (maria, _) = test.employee("Maria <b> Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    add(&test.gateway, vec![entry(&test.gateway, &maria, "2026-11-16T20:00:00Z", None)]).await;
    add(&test.gateway, vec![entry(&test.gateway, &ana, "2026-11-16T21:00:00Z", None)]).await;
    for _ in 0..3 {
        test.gateway.line.note_failed(test.clock_now());
    }
    let kiosk = test.kiosk("Gate").await;
    test.device(&kiosk).await;
    test.advance(SignedDuration::from_hours(49));
    let kinds = ["in_too_long", "near_overtime", "not_here", "kiosk_silent", "line_failing"];
    owner.sign_in(OWNER, PASSWORD).await.is(303);
    choose(&mut owner, &kinds, &[]).await;
    test.look().await;
    test.work().await;
    let out = test.clock_now().as_millisecond();
    let ana_goes = "WHERE employee_id = (SELECT id FROM employee WHERE name = 'Ana Torres')";
    test.execute(&format!("UPDATE time_entry SET status = 'closed', out_at = {out} {ana_goes}")).await;
    test.advance(SignedDuration::from_mins(1));
    test.look().await;
    test.assert_reads("sign_in/alerts", &owner.get("/account/alerts").await).await;
    let wrong = [("in_too_long", "on"), ("in_too_long_hours", "lots"), ("how", "digest"), ("hour", "18")];
    test.assert_reads("sign_in/alerts_refused", &owner.post("/account/alerts", &wrong).await).await;
    let (mut payroll, _) = test.signed_in(Role::Payroll).await;
    test.assert_reads("sign_in/alerts_payroll", &payroll.get("/account/alerts").await).await;
}

#[tokio::test]
async fn the_password_once_more() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.advance(SignedDuration::from_mins(11));
    let asked = owner.post("/users", &[("name", "Ana Torres")]).await;
    test.assert_reads("sign_in/confirm_form", &asked).await;
    let asked = owner.get("/confirm?next=%2Fusers").await;
    test.assert_reads("sign_in/confirm", &asked).await;
    test.assert_reads("sign_in/confirm_refused", &owner.confirm(&asked, NEW).await).await;
}

/// A page with the key and the recovery codes in the same letters each time.
fn without_secrets(page: Page) -> Page {
    let Page { status, headers, mut body } = page;
    for (before, after) in [("class=\"key\">", "</strong>"), ("<li><code>", "</code>")] {
        let mut pieces = body.split(before);
        let first = pieces.next().unwrap().to_owned();
        body = pieces.fold(first, |body, piece| {
            let (_, rest) = piece.split_once(after).unwrap();
            format!("{body}{before}(secret){after}{rest}")
        });
    }
    Page { status, headers, body }
}

#[tokio::test]
async fn the_second_factor() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    test.assert_reads("sign_in/second_factor", &owner.get(ACCOUNT_PAGE).await).await;
    let page = owner.submit(ACCOUNT_PAGE, &[]).await;
    let app = App::scanning(&page);
    test.assert_reads("sign_in/second_factor_key", &without_secrets(page)).await;
    let first = format!("{ACCOUNT_PAGE}/first-code");
    let page = owner.post(&first, &[("code", "1")]).await;
    test.assert_reads("sign_in/second_factor_wrong", &without_secrets(page)).await;
    let page = owner.post(&first, &[("code", &app.code(&test))]).await;
    test.assert_reads("sign_in/second_factor_codes", &without_secrets(page)).await;
    test.assert_reads("sign_in/second_factor_on", &owner.get(ACCOUNT_PAGE).await).await;
    test.assert_reads("sign_in/account_with_second_factor", &owner.get("/account").await).await;
    let wrong = owner.post(&format!("{ACCOUNT_PAGE}/remove"), &[("current", PASSWORD), ("code", "1")]).await;
    test.assert_reads("sign_in/second_factor_refused", &wrong).await;
    test.assert_reads("sign_in/confirm_with_code", &owner.get("/confirm").await).await;
    let (mut admin, user) = test.signed_in(Role::Admin).await;
    test.set_up_app(&mut admin).await;
    test.assert_reads("workspace/users_with_second_factors", &owner.get("/users").await).await;
    test.assert_reads("workspace/user_with_second_factor", &owner.get(&format!("/users/{}", user.id)).await).await;

    test.assert_reads("sign_in/code_over", &Browser::nobody(&test).get(CODE_PAGE).await).await;
    let mut browser = test.half_way().await;
    test.assert_reads("sign_in/code", &browser.get(CODE_PAGE).await).await;
    let wrong = browser.post(CODE_PAGE, &[("code", "000")]).await;
    test.assert_reads("sign_in/code_refused", &wrong).await;

    test.write("DELETE FROM second_factor").await;
    test.write("UPDATE workspace SET second_factor = 1").await;
    let mut browser = test.half_way().await;
    test.assert_reads("sign_in/code_set_up", &without_secrets(browser.get(CODE_PAGE).await)).await;
}

#[tokio::test]
async fn the_menu_of_each_role() {
    let test = TestGateway::start().await;
    let mut menus = vec![format!("Nobody\n{}", menu_text(&Browser::nobody(&test).get("/sign-in").await.body))];
    for role in Role::ALL {
        let page = test.browser(role).await.get("/account").await;
        menus.push(menu_text(&page.body));
    }
    test.assert_agreed("sign_in/menus", &menus.join("\n\n")).await;
}

#[tokio::test]
async fn where_there_is_no_page() {
    let test = TestGateway::start().await;
    let (mut owner, mut manager) = (test.browser(Role::Owner).await, test.browser(Role::Manager).await);
    let person = manager.request(Method::GET, "/nowhere").header(header::ACCEPT, "text/html,*/*;q=0.8");
    let answer = person.send().await.unwrap();
    let nowhere =
        Page { status: answer.status(), headers: answer.headers().clone(), body: answer.text().await.unwrap() };
    test.assert_reads("sign_in/nowhere", &nowhere).await;
    let unknown = EmployeeId::generate(&test.store.ids());
    test.assert_reads("sign_in/not_found", &owner.get(&format!("/employees/{unknown}")).await).await;
    test.assert_reads("sign_in/not_for_the_role", &manager.get("/settings").await).await;
    test.assert_reads("sign_in/form_out_of_date", &owner.post_bare("/users", &[]).await).await;
    let unclear = owner.post("/approvals", &[("from", "today")]).await;
    test.assert_reads("sign_in/form_not_understood", &unclear).await;
    let large = "x".repeat(20_000);
    let too_large = Browser::nobody(&test).post("/forgotten", &[("email", &large)]).await;
    test.assert_reads("sign_in/form_too_large", &too_large).await;
    test.write("ALTER TABLE job RENAME TO job_elsewhere").await;
    test.assert_reads("sign_in/failed", &owner.get("/jobs").await).await;
}
