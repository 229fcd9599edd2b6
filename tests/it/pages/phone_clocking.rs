//! Phone Clocking: the roll-out as the office sees it, and the cards that it prints.

use jiff::SignedDuration;
use phoneclock::domain::{
    employee::{Details, Employee},
    language::Language,
    user::Role,
};

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, browser::Page, people::details};

const LIST: &str = "/time-tracking/phone-clocking";

fn of(person: &Employee, what: &str) -> String {
    format!("{LIST}/{}{what}", person.id)
}

/// Cards without their one-time codes, which chance makes.
fn without_codes(cards: Page) -> Page {
    let codes = cards.body.split("<strong class=\"big\">").skip(1).map(|rest| rest[..14].to_owned());
    let body = codes.collect::<Vec<_>>().iter().fold(cards.body.clone(), |body, code| body.replace(code, "[code]"));
    Page { body, ..cards }
}

#[tokio::test]
async fn everybody_with_how_they_stand() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("phone_clocking/list_nobody", &admin.get(LIST).await).await;
    test.assert_reads("phone_clocking/list_nobody_for_managers", &manager.get(LIST).await).await;

    let expired = test.newcomer("Cem Kaya", Some("cem@example.com")).await;
    test.email_setup_link(&expired, None).await.unwrap();
    test.work().await;
    test.advance(SignedDuration::from_hours(7 * 24));
    test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let in_folder = test.newcomer("Bo Li", Some("bo@example.com")).await;
    test.email_setup_link(&in_folder, None).await.unwrap();
    test.work().await;
    let being_sent = test.newcomer("Dee Ode", Some("dee@example.com")).await;
    test.email_setup_link(&being_sent, None).await.unwrap();
    let nobody = Details { employee_number: Some("0117".to_owned()), ..details("Eva Nomail") };
    let with_code = test.newcomer_with(nobody).await;
    test.make_setup_code(&with_code).await;
    let (_, locked) = test.employee("Lena Locked").await;
    test.call(OTHER_PHONE, &format!("{locked}#,9999#,{locked}#,9999#,{locked}#,9999#")).await;
    let maria = Details { email: Some("maria@example.com".to_owned()), ..details("Maria Lopez") };
    let (maria, _) = test.employee_with(maria, PIN).await;
    test.email_setup_link(&maria, None).await.unwrap();
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("phone_clocking/list", &admin.get(LIST).await).await;
    let chosen = admin.get(&format!("{LIST}/chosen?do=email&status=not-started")).await;
    test.assert_reads("phone_clocking/chosen", &chosen).await;
    let pages = admin.get(&format!("{LIST}/chosen?do=pages&employee={}", maria.id)).await;
    test.assert_reads("phone_clocking/chosen_pages", &pages).await;
    let not_started = admin.get(&format!("{LIST}?status=not-started")).await;
    test.assert_reads("phone_clocking/list_not_started", &not_started).await;
    let nobody = admin.get(&format!("{LIST}?q=%25&status=ready")).await;
    test.assert_reads("phone_clocking/list_nobody_matches", &nobody).await;
    let mut manager = test.browser(Role::Manager).await;
    test.assert_reads("phone_clocking/list_for_managers", &manager.get(LIST).await).await;
}

#[tokio::test]
async fn one_person() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let eva = test.newcomer("Eva Nomail", None).await;
    test.assert_reads("phone_clocking/manage_without_address", &admin.get(&of(&eva, "")).await).await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.assert_reads("phone_clocking/manage_not_set_up", &admin.get(&of(&ana, "")).await).await;
    let sent = admin.submit(&of(&ana, "/email-link"), &[]).await;
    test.assert_reads("phone_clocking/manage_link_sent", &sent).await;
    test.work().await;
    test.make_setup_code(&ana).await;
    test.assert_reads("phone_clocking/manage_link_and_code", &admin.get(&of(&ana, "")).await).await;
    let weak = admin.post(&of(&ana, "/set-pin"), &[("pin", "7777"), ("again", "7777")]).await;
    test.assert_reads("phone_clocking/manage_weak_pin", &weak).await;
    let set = admin.submit(&of(&ana, "/set-pin"), &[("pin", PIN), ("again", PIN)]).await;
    test.assert_reads("phone_clocking/manage", &set).await;

    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.call(OTHER_PHONE, &format!("{id}#,9999#,{id}#,9999#,{id}#,9999#")).await;
    test.assert_reads("phone_clocking/manage_locked", &admin.get(&of(&maria, "")).await).await;
    let mut manager = test.browser(Role::Manager).await;
    test.assert_reads("phone_clocking/manage_locked_for_managers", &manager.get(&of(&maria, "")).await).await;
    let unlocked = manager.submit(&of(&maria, "/unlock"), &[]).await;
    test.assert_reads("phone_clocking/manage_unlocked", &unlocked).await;
    let removed = admin.submit(&of(&maria, "/remove-pin"), &[]).await;
    test.assert_reads("phone_clocking/manage_removed_while_in", &removed).await;
    admin.submit(&format!("/employees/{}/deactivate", eva.id), &[]).await;
    test.assert_reads("phone_clocking/manage_inactive", &admin.get(&of(&eva, "")).await).await;
}

#[tokio::test]
async fn links_for_everybody() {
    let test = TestGateway::start().await;
    let (confirm, again) = (format!("{LIST}/email-links"), format!("{LIST}/send-again"));
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("phone_clocking/confirm_nobody", &admin.get(&confirm).await).await;
    test.assert_reads("phone_clocking/send_again_nobody", &admin.get(&again).await).await;
    test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.newcomer("Ben Ode", Some("ben@example.com")).await;
    test.newcomer("Eva Nomail", None).await;
    let pia = test.newcomer("Pia Badmail", None).await;
    test.has_email(&pia, "pia@nowhere@example.com").await;
    test.assert_reads("phone_clocking/confirm", &admin.get(&confirm).await).await;
    test.assert_reads("phone_clocking/sent", &admin.submit(&confirm, &[]).await).await;
    test.assert_reads("phone_clocking/send_again_on_their_way", &admin.get(&again).await).await;
    test.work().await;
    let page = admin.get(&again).await;
    test.assert_reads("phone_clocking/send_again", &page).await;
    let sent = admin.submit(&again, &[("seen_at", &page.value("seen_at"))]).await;
    test.assert_reads("phone_clocking/sent_again", &sent).await;
}

#[tokio::test]
async fn wallet_cards() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("phone_clocking/cards_of_nobody", &admin.get(&format!("{LIST}/cards")).await).await;
    let (maria, _) = test.employee_speaking("Maria Lopez", Language::Es).await;
    let (john, _) = test.employee("John Carter").await;
    let eva = test.newcomer("Eva Nomail", None).await;
    test.assert_reads("phone_clocking/cards", &admin.get(&format!("{LIST}/cards")).await).await;
    test.assert_reads("phone_clocking/card", &admin.get(&of(&maria, "/card")).await).await;
    test.assert_reads("phone_clocking/card_without_id", &admin.get(&of(&eva, "/card")).await).await;
    let chosen = format!("{LIST}/cards?employee={}&employee={}", john.id, eva.id);
    test.assert_reads("phone_clocking/cards_that_need_a_code", &admin.get(&chosen).await).await;
    let ids = [john.id.to_string(), eva.id.to_string()];
    let fields = ids.each_ref().map(|id| ("employee", id.as_str()));
    let cards = admin.post(&format!("{LIST}/cards"), &fields).await;
    test.assert_reads("phone_clocking/cards_with_a_code", &without_codes(cards)).await;
    let card = admin.post(&of(&eva, "/code"), &[]).await;
    test.assert_reads("phone_clocking/card_with_a_code", &without_codes(card)).await;
}
