//! What people key or show at kiosks: the tab of an employee, what is done for many, slips and badges, the export.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::BadgeLinkId,
        kiosk::{CredentialKind, Method},
        language::Language,
        user::Role,
    },
    service::kiosks::policy::KioskPolicy,
};

use crate::support::{
    TestGateway,
    browser::{Browser, Page},
    kiosk_office::policy,
    page_text::page_text,
    people::details,
};

async fn people(test: &TestGateway) -> [Employee; 2] {
    let ana = Details {
        email: Some("ana@example.com".to_owned()),
        employee_number: Some("0117".to_owned()),
        language: Language::Es,
        ..details("Ana Torres Gil")
    };
    [test.add_employee(ana).await, test.add_employee(details("Bo Li")).await]
}

fn tab(employee: &Employee) -> String {
    format!("/employees/{}/kiosk", employee.id)
}

/// A page that shows PINs, without them.
async fn assert_reads_without_pins(test: &TestGateway, name: &str, people: &[Employee], page: &Page) {
    let mut text = page_text(&page.body);
    for person in people {
        if let Some(credential) = test.kiosk_credential(person, test.kiosk_policy().await.method.pin()).await {
            text = text.replace(&test.kiosk_secret(person, credential.kind).await, "[PIN]");
        }
    }
    test.assert_agreed(name, &text).await;
}

#[tokio::test]
async fn the_tab_of_an_employee() {
    let test = TestGateway::start().await;
    let [ana, bo] = people(&test).await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("kiosk_people/employee_not_activated", &admin.get(&tab(&ana)).await).await;
    test.set_policy_and_queue(policy(Method::NumberAndPin)).await;
    test.assert_reads("kiosk_people/employee_with_nothing", &admin.get(&tab(&bo)).await).await;
    test.kiosk_for_everybody(Method::BadgeAndPin).await;
    test.assert_reads("kiosk_people/employee_being_made", &admin.get(&tab(&bo)).await).await;
    test.work().await;
    test.assert_reads("kiosk_people/employee", &admin.get(&tab(&ana)).await).await;
    test.assert_reads("kiosk_people/employee_for_managers", &manager.get(&tab(&ana)).await).await;
    test.advance(SignedDuration::from_hours(24 * 200));
    let mut admin = test.browser(Role::Admin).await;
    test.set_policy_and_queue(KioskPolicy { may_type: false, ..policy(Method::NameAndPin) }).await;
    test.assert_reads("kiosk_people/employee_with_an_old_pin", &admin.get(&tab(&ana)).await).await;
}

#[tokio::test]
async fn slips_and_badges() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    let everybody = |act: &'static str| [("do", act), ("shown", "yes")];
    let mut admin = test.browser(Role::Admin).await;
    for (method, name) in [
        (Method::NameAndPin, "slips_by_name"),
        (Method::NumberAndPin, "slips_by_number"),
        (Method::PinAlone, "slips_alone"),
        (Method::Badge, "slips_behind_a_badge"),
    ] {
        test.kiosk_for_everybody(method).await;
        test.work().await;
        let slips = admin.post("/employees/kiosk/do", &everybody("slips")).await;
        assert_reads_without_pins(&test, &format!("kiosk_people/{name}"), &people, &slips).await;
    }
    let badges = admin.post("/employees/kiosk/do", &everybody("badges")).await;
    test.assert_reads("kiosk_people/badges", &badges).await;
    let bo = tab(&people[1]);
    let one = admin.press(&bo, &format!("{bo}/generate"), &[("what", "pin")]).await;
    assert_reads_without_pins(&test, "kiosk_people/slip_of_a_new_pin", &people, &one).await;
}

#[tokio::test]
async fn what_is_done_for_many() {
    let test = TestGateway::start().await;
    let people = people(&test).await;
    test.kiosk_for_everybody(Method::Badge).await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("kiosk_people/progress", &admin.get("/employees/kiosk/progress?do=issue").await).await;
    test.work().await;
    test.assert_reads("kiosk_people/progress_done", &admin.get("/employees/kiosk/progress?do=pins").await).await;
    test.assert_reads("kiosk_people/list_with_acts", &admin.get("/employees").await).await;
    for act in ["send", "download", "badges", "slips", "pins", "issue"] {
        let page = admin.get(&format!("/employees/kiosk?do={act}")).await;
        test.assert_reads(&format!("kiosk_people/confirm_{act}"), &page).await;
    }
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::Badge) }).await;
    let page = admin.get(&format!("/employees/kiosk?do=pins&employee={}", people[0].id)).await;
    test.assert_reads("kiosk_people/confirm_shown_once", &page).await;
    let page = admin.get(&format!("/employees/kiosk?do=slips&employee={}", people[0].id)).await;
    test.assert_reads("kiosk_people/confirm_nobody", &page).await;
}

#[tokio::test]
async fn the_export_and_the_link_in_a_mail() {
    let test = TestGateway::start().await;
    let [ana, _] = people(&test).await;
    let kiosk = test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let mut admin = test.browser(Role::Admin).await;
    let address = format!("/time-tracking/kiosks/{kiosk}/assignees");
    test.assert_reads("kiosk_people/export", &admin.get(&address).await).await;

    admin.submit(&format!("{}/mail-badge", tab(&ana)), &[]).await.says("The badge");
    let links: Vec<BadgeLinkId> = test.column("SELECT id FROM badge_link").await;
    let link = format!("/badge/{}", test.store.keys().token(links[0].as_bytes()));
    let mut phone = Browser::nobody(&test);
    test.assert_reads("kiosk_people/badge_link", &phone.get(&link).await).await;
    test.assert_reads("kiosk_people/badge_link_shown", &phone.post(&link, &[]).await).await;
    test.assert_reads("kiosk_people/badge_link_spent", &phone.get("/badge/nothing").await).await;
    assert!(test.kiosk_credential(&ana, CredentialKind::Badge).await.is_some());

    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::Badge) }).await;
    test.assert_reads("kiosk_people/export_switched_off", &admin.get(&address).await).await;
}
