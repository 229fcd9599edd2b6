//! The start page: of a workspace that is new, and of one at work.

use jiff::SignedDuration;
use phoneclock::domain::{exception::ExceptionKind, user::Role};

use crate::{
    support::{MARIAS_PHONE, PIN, TestGateway, page_text::menu_text},
    timesheets::{add, entry, person, raise},
};

#[tokio::test]
async fn start_pages() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let mut owner = test.browser(Role::Owner).await;
    test.assert_reads("home/new_workspace", &owner.get("/home").await).await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    test.job("Elm Street 12", "71").await;
    let (_, id) = test.employee("Łukasz <b>").await;
    let late = person(gateway, workspace, "Ana Torres").await;
    for day in ["2026-10-27T12:00:00Z", "2026-11-03T13:00:00Z", "2026-11-10T13:00:00Z"] {
        add(gateway, vec![entry(gateway, &late, day, Some(480))]).await;
    }
    let doubtful = entry(gateway, &late, "2026-11-11T13:00:00Z", Some(540));
    add(gateway, vec![doubtful.clone()]).await;
    raise(gateway, &doubtful, ExceptionKind::NotThisPerson).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,71#")).await;
    let kiosk = test.kiosk("Gate").await;
    test.device(&kiosk).await;
    test.advance(SignedDuration::from_hours(26));
    let mut owner = test.browser(Role::Owner).await;
    let page = owner.get("/home").await;
    test.assert_reads("home/owner", &page).await;
    test.assert_agreed("home/menu", &menu_text(&page.body)).await;
    test.assert_reads("home/manager", &test.browser(Role::Manager).await.get("/home").await).await;
    test.assert_reads("home/payroll", &test.browser(Role::Payroll).await.get("/home").await).await;
}

#[tokio::test]
async fn search_and_help() {
    let test = TestGateway::start().await;
    test.job("Lopez Street", "71").await;
    test.employee("Maria Lopez").await;
    let mut owner = test.browser(Role::Owner).await;
    test.assert_reads("home/search", &owner.get("/search?q=lo").await).await;
    test.assert_reads("home/search_nothing", &owner.get("/search?q=xyz").await).await;
    test.assert_reads("home/help", &owner.get("/help").await).await;
    test.assert_reads("home/help_topic", &owner.get("/help/terms").await).await;
}
