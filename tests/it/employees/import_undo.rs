//! An import is undone within a day: what was done with people since stays, and is named.

use jiff::SignedDuration;
use phoneclock::domain::{employee::Details, user::Role};

use super::{add, audit, details, everybody, names};
use crate::support::{TestGateway, browser::Browser};

/// Imports a list with every change that it shows; the upload's id.
async fn import(browser: &mut Browser, list: &str) -> String {
    let uploaded = browser.upload_people(list.as_bytes()).await;
    let page = browser.get(&uploaded.is(303).to().unwrap().replace("step=columns", "step=check")).await;
    let draft = page.value("draft");
    let tags = page.body.split("name=\"update\" value=\"").skip(1);
    let tokens: Vec<String> = tags.map(|tag| tag.split('"').next().unwrap().to_owned()).collect();
    let mut fields = vec![("draft", draft.as_str())];
    fields.extend(tokens.iter().map(|token| ("update", token.as_str())));
    browser.submit("/employees/import/confirm", &fields).await.is(200);
    draft
}

#[tokio::test]
async fn what_was_added_goes_and_what_was_changed_is_as_before_once() {
    let test = TestGateway::start().await;
    let known =
        Details { employee_number: Some("1".to_owned()), email: Some("a@example.com".to_owned()), ..details("Ana") };
    add(&test, known.clone()).await;
    let mut admin = test.browser(Role::Admin).await;
    let draft = import(&mut admin, "name,number,email\nAna Torres,1,ana@example.com\nBo,2,\nCy,3,\n").await;
    assert_eq!(names(&test).await, ["Ana Torres", "Bo", "Cy"]);
    let mut again = admin.clone();
    let undo = [("draft", draft.as_str())];
    let (one, two) =
        tokio::join!(admin.post("/employees/import/undo", &undo), again.post("/employees/import/undo", &undo));
    assert_eq!((one.status.as_u16(), two.status.as_u16()), (303, 303));
    let page = admin.get(one.to().unwrap()).await;
    assert!(page.text().contains("2 employees removed, 1 changed back."), "{}", page.text());
    let people = everybody(&test).await;
    assert_eq!(people.iter().map(|one| &one.details).collect::<Vec<_>>(), [&known]);
    let records = audit(&test).await;
    let times = |action: &str| records.iter().filter(|record| record.action == action).count();
    assert_eq!((times("take back employee"), times("undo import of employees")), (2, 1));
    // The log has them still, and leads nowhere.
    let log = admin.get("/audit").await;
    assert!(log.text().contains("take back employee Bo"), "{}", log.text());
    for record in records.iter().filter(|record| record.subject == "Bo") {
        assert_eq!(record.employee, None);
    }
    // The same list comes again as if it had never been there.
    import(&mut admin, "name,number,email\nBo,2,\nCy,3,\n").await;
    assert_eq!(names(&test).await, ["Ana", "Bo", "Cy"]);
}

#[tokio::test]
async fn who_was_set_up_or_changed_since_stays_and_is_named() {
    let test = TestGateway::start().await;
    add(&test, Details { employee_number: Some("1".to_owned()), ..details("Ana") }).await;
    let mut admin = test.browser(Role::Admin).await;
    let draft = import(&mut admin, "name,number,phone\nAna,1,5555550123\nBo,2,\nCy,3,\nDee,4,\n").await;
    let id = |name: &'static str| {
        let test = &test;
        async move { everybody(test).await.into_iter().find(|one| one.details.name == name).unwrap().id }
    };
    let (ana, bo, cy) = (id("Ana").await, id("Bo").await, id("Cy").await);
    let pin = [("pin", "8352"), ("again", "8352")];
    admin.post(&format!("/time-tracking/phone-clocking/{bo}/set-pin"), &pin).await.is(303);
    admin.submit(&format!("/employees/{cy}/edit"), &[("name", "Cy Ax"), ("number", "3")]).await;
    admin.submit(&format!("/employees/{ana}/edit"), &[("name", "Ana"), ("number", "1"), ("phone", "5555550199")]).await;
    let page = admin.submit("/employees/import/undo", &[("draft", &draft)]).await;
    assert!(page.text().contains("1 employee removed, 0 changed back."), "{}", page.text());
    for words in ["Bo was set up for the phone", "Cy Ax was changed since", "Ana was changed since"] {
        assert!(page.text().contains(words), "{words}: {}", page.text());
    }
    assert_eq!(names(&test).await, ["Ana", "Bo", "Cy Ax"]);
}

#[tokio::test]
async fn an_import_is_its_workspaces_alone_and_is_undone_for_a_day() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let draft = import(&mut admin, "name\nBo\n").await;
    let other = super::other_workspace(&test).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    assert_eq!(stranger.post("/employees/import/undo", &[("draft", &draft)]).await.status, 404);
    assert_eq!(
        admin.post("/jobs/import/undo", &[("draft", &draft)]).await.status,
        404,
        "a list of people is none of jobs"
    );
    test.advance(SignedDuration::from_hours(25));
    let mut admin = test.browser(Role::Admin).await;
    assert_eq!(admin.post("/employees/import/undo", &[("draft", &draft)]).await.status, 422);
    assert_eq!(names(&test).await, ["Bo"]);
}
