//! Search over everything, and help: what each role finds, and what belongs to another workspace.

use phoneclock::domain::user::Role;

use crate::{access::other_workspace, support::TestGateway, timesheets::person};

#[tokio::test]
async fn people_jobs_pages_and_help_are_found_by_the_beginnings_of_their_words() {
    let test = TestGateway::start().await;
    let maria = person(&test.gateway, test.workspace.id, "María López").await;
    test.job("Roof repair", "12").await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get("/search?q=lopez").await.is(200).says("María López").says(&format!("/employees/{}", maria.id));
    admin.get("/search?q=repair").await.says("Roof repair").says_nothing_of("María");
    admin.get("/search?q=12").await.says("Roof repair");
    admin.get("/search?q=overtime").await.says("href=\"/settings/payroll\"").says("href=\"/help/hours\"");
    admin.get("/search?q=%3Cb%3Exyz").await.says("Nothing found for “&#60;b&#62;xyz”");
    admin.get("/search").await.says("Type a name");
    admin.get("/help").await.is(200).says("Resolve exceptions");
    admin.get("/help/exceptions").await.is(200).says("What blocks payroll");
    admin.get("/help/nothing").await.is(404);
}

#[tokio::test]
async fn nobody_finds_what_is_closed_to_them_or_another_workspaces() {
    let test = TestGateway::start().await;
    let maria = person(&test.gateway, test.workspace.id, "Maria Lopez").await;
    test.job("Roof repair", "12").await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll
        .get("/search?q=maria")
        .await
        .says(&format!("/timesheets/{}", maria.id))
        .says_nothing_of(&format!("/employees/{}", maria.id));
    payroll.get("/search?q=roof").await.says_nothing_of("Roof repair");
    payroll.get("/search?q=users").await.says_nothing_of("href=\"/users\"");
    let other = other_workspace(&test).await;
    let mut stranger = test.browser_in(other, Role::Owner).await;
    stranger.get("/search?q=maria").await.is(200).says("Nothing found");
    stranger.get("/search?q=roof").await.says_nothing_of("Roof repair");
}
