//! Wallet cards of several people at once.

use phoneclock::domain::{setup_code::SetupCode, user::Role};

use super::{LIST, row};
use crate::support::{OTHER_PHONE, TestGateway, calling::heard};

#[tokio::test]
async fn cards_of_people_without_a_pin_get_one_time_codes_or_are_not_printed() {
    let test = TestGateway::start().await;
    let (john, johns) = test.employee("John Carter").await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let bo = test.newcomer("Bo Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    let chosen = format!("{LIST}/cards?employee={}&employee={}&employee={}", john.id, eva.id, bo.id);
    let page = admin.get(&chosen).await;
    test.assert_reads("phone_clocking/cards_two_without_a_pin", &page).await;
    page.says(johns.as_str()).says("Create 2 one-time codes");
    assert_eq!(page.body.matches("<article class=\"card\"").count(), 1, "no card without an ID or a code");
    assert_eq!(test.count("setup_link").await, 0, "looking makes no code");

    let ids = [john.id.to_string(), eva.id.to_string(), bo.id.to_string()];
    let fields: Vec<_> = ids.iter().map(|id| ("employee", id.as_str())).collect();
    let cards = admin.post(&format!("{LIST}/cards"), &fields).await;
    cards.is(200).says("one-time codes are not shown again").says("Key in the one-time code, then #.");
    assert_eq!(cards.body.matches("<article class=\"card\"").count(), 3);
    let codes: Vec<_> =
        cards.body.split("<strong class=\"big\">").skip(1).map(|rest| rest[..14].replace(' ', "")).collect();
    assert_eq!(codes.len(), 2, "John has a PIN");
    assert_eq!(test.count("setup_link WHERE kind = 'code'").await, 2);
    let made = test.audited().await.iter().filter(|line| line.contains("make one-time code")).count();
    assert_eq!(made, 2);
    for code in codes {
        assert!(SetupCode::parse(&code).is_ok());
        let report = test.call(OTHER_PHONE, &format!("{code}#,60284#,60284#")).await;
        assert!(heard(&report).contains("Your PIN is"), "{}", report.transcript());
    }
    let page = admin.get(LIST).await;
    assert!(row(&page, "Eva Nomail").contains("Ready") && row(&page, "Bo Nomail").contains("Ready"));

    let mut manager = test.browser(Role::Manager).await;
    manager.post(&format!("{LIST}/cards"), &fields).await.is(403);
}

#[tokio::test]
async fn a_card_of_one_person_without_id_and_code_is_not_printed_either() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get(&format!("{LIST}/{}/card", eva.id)).await;
    page.is(200).says("Create 1 one-time code").says_nothing_of("<article class=\"card\"");
}

#[tokio::test]
async fn codes_are_made_for_nobody_of_another_workspace() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let elsewhere = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(elsewhere, Role::Owner).await;
    let id = eva.id.to_string();
    let page = stranger.post(&format!("{LIST}/cards"), &[("employee", &id)]).await;
    page.is(200).says_nothing_of("Eva");
    assert_eq!(test.count("setup_link").await, 0);
}
