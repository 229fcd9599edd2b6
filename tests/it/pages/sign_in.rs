//! Coming in, one's own account, and what is read where there is no page.

use phoneclock::domain::{ids::EmployeeId, user::Role};
use reqwest::{Method, StatusCode, header};

use crate::support::{
    TestGateway,
    browser::{Browser, OWNER, PASSWORD, Page},
    page_text::menu_text,
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
