//! *Export assignees*.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Details,
        ids::KioskId,
        kiosk::{CredentialKind, Method},
        user::Role,
    },
    service::{Hold, audit::Actor, kiosks::policy::KioskPolicy},
    store::kiosks,
};

use crate::support::{TestGateway, browser::PASSWORD, files_below, kiosk_office::policy, people::details};

fn address(kiosk: KioskId) -> String {
    format!("/time-tracking/kiosks/{kiosk}/assignees")
}

#[tokio::test]
async fn the_file_has_everybody_of_the_kiosk_and_survives_a_spreadsheet() {
    let test = TestGateway::start().await;
    let numbered = |name: &str, number: &str| Details { employee_number: Some(number.to_owned()), ..details(name) };
    let ana = test.add_employee(numbered("Ana \"A\" Torres, Jr", "0117")).await;
    let ben = test.add_employee(numbered("=HYPERLINK(\"http://x\")", "+1")).await;
    let cem = test.add_employee(details("Cem Kaya")).await;
    test.add_employee(details("Not here")).await;
    let kiosk = test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let (workspace, members) = (test.workspace.id, [ana.id, ben.id, cem.id]);
    let narrowed = test.store.write(Hold::Workspace(workspace), move |u| {
        let known = kiosks::find_kiosk(u.tx, workspace, kiosk)?.unwrap();
        kiosks::set_kiosk(u.tx, &kiosks::Kiosk { everybody: false, ..known })?;
        kiosks::set_members(u.tx, kiosk, &members)
    });
    narrowed.await.unwrap();
    test.gateway.issuer.set_typed(&Actor::at_the_machine(workspace), cem.id, "073026").await.unwrap();

    let mut owner = test.browser(Role::Owner).await;
    owner.get(&address(kiosk)).await.is(200).says("Export 3 assignees").says("The owners are told by mail");
    let file = owner.post(&address(kiosk), &[]).await;
    assert_eq!(file.is(200).headers["content-disposition"], "attachment; filename=\"assignees-front-gate.csv\"");
    let (a, b) = (
        test.kiosk_secret(&ana, CredentialKind::NamePin).await,
        test.kiosk_secret(&ben, CredentialKind::NamePin).await,
    );
    let mut lines: Vec<_> = file.body.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(lines.remove(0), "name,number,pin,method");
    lines.sort_unstable();
    let wanted = [
        format!("\"'=HYPERLINK(\"\"http://x\"\")\",'+1,{b},name and pin"),
        format!("\"Ana \"\"A\"\" Torres, Jr\",'0117,{a},name and pin"),
        "Cem Kaya,,chosen,name and pin".to_owned(),
    ];
    assert_eq!(lines, wanted);
    assert!(!file.body.contains("073026"));
}

#[tokio::test]
async fn the_export_is_written_down_and_the_owners_are_told() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let kiosk = test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    test.user(test.workspace.id, "olive", Role::Owner).await;
    test.user(test.workspace.id, "adam", Role::Admin).await;
    let mut admin = test.browser(Role::Admin).await;
    let file = admin.post(&address(kiosk), &[]).await;
    let badge = test.kiosk_secret(&ana, CredentialKind::Badge).await;
    let pin = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    file.is(200).says("name,number,badge,pin,method").says(&format!("Ana Torres,,{badge},{pin},badge"));
    let after: Vec<String> = test.column("SELECT after FROM audit_record WHERE action = 'export assignees'").await;
    assert_eq!(after, ["{\"method\":\"badge\",\"people\":1}"]);
    test.work().await;
    let mails = files_below(&test.dir.path().join("outbox"));
    let mails: Vec<_> = mails.iter().map(|file| std::fs::read_to_string(file).unwrap()).collect();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].contains("To: olive <olive@example.com>"), "{}", mails[0]);
    let text = mails[0].replace("=\r\n", "");
    assert!(text.contains("The admin has exported the assignees of the kiosk Front gate"), "{text}");
    assert!(text.contains("of 1 person.") && !text.contains(&badge) && !text.contains(&pin), "{text}");
}

#[tokio::test]
async fn the_password_is_asked_for_again_and_managers_get_nothing() {
    let test = TestGateway::start().await;
    test.add_employee(details("Ana Torres")).await;
    let kiosk = test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    test.advance(SignedDuration::from_mins(11));
    let asked = owner.post(&address(kiosk), &[]).await;
    asked.is(200).says("Confirm it is you");
    owner.confirm(&asked, "wrong words of somebody").await.is(200).says("Confirm it is you");
    assert_eq!(test.count("audit_record WHERE action = 'export assignees'").await, 0);
    owner.confirm(&asked, PASSWORD).await.is(307);
    owner.post(&address(kiosk), &[]).await.is(200).says("name,number,pin,method");
    for role in [Role::Manager, Role::Payroll] {
        let mut other = test.browser(role).await;
        other.get(&address(kiosk)).await.is(403);
        other.post(&address(kiosk), &[]).await.is(403);
    }
}

#[tokio::test]
async fn switched_off_for_good_there_is_no_file_nor_one_of_another_workspace() {
    let test = TestGateway::start().await;
    test.add_employee(details("Ana Torres")).await;
    let kiosk = test.kiosk_for_everybody(Method::NameAndPin).await;
    test.work().await;
    let other = crate::access::other_workspace(&test).await;
    test.set_kiosk_policy_of(other, policy(Method::NameAndPin)).await;
    let theirs = test.add_kiosk_and_queue(other, "Theirs", true).await;
    let mut owner = test.browser(Role::Owner).await;
    owner.get(&address(theirs)).await.is(404);
    owner.post(&address(theirs), &[]).await.is(404);
    test.set_policy_and_queue(KioskPolicy { may_show_again: false, ..policy(Method::NameAndPin) }).await;
    owner.get(&address(kiosk)).await.is(200).says("nothing to export").says_nothing_of("Export 1");
    let refused = owner.submit(&address(kiosk), &[]).await;
    refused.says("Nothing was exported");
    assert_eq!(test.count("audit_record WHERE action = 'export assignees'").await, 0);
    assert_eq!(test.count("notice").await, 0);
}
