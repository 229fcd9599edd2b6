//! The Phone Clocking page and what an admin does there.

mod cards;
mod chosen;
mod send_again;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Details,
        language::Language,
        phone_clock_id::PhoneClockId,
        user::Role,
        workspace::{Settings, Zone},
    },
    store::Hold,
};

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, browser::Page, calling::heard, people::details};

const LIST: &str = "/time-tracking/phone-clocking";
const EMAIL_LINKS: &str = "/time-tracking/phone-clocking/email-links";
const SEND_AGAIN: &str = "/time-tracking/phone-clocking/send-again";
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

/// The row of a person, as far as the next one.
fn row<'a>(shown: &'a Page, name: &str) -> &'a str {
    let from =
        shown.body.find(&format!("<th scope=\"row\"><bdi>{name}")).unwrap_or_else(|| panic!("{name} is not listed"));
    let row = &shown.body[from..];
    &row[..row.find("</tr>").unwrap()]
}

#[tokio::test]
async fn the_page_shows_the_number_and_everybody_with_id_and_status() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(LIST).await.is(200).says("There are no employees yet").says("+1 (555) 555-0111").says("Copy number");

    test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let ben = test.newcomer("Ben Ode", Some("ben@example.com")).await;
    let cem = test.newcomer("Cem Kaya", Some("cem@example.com")).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mail = async |to: &_| format!("{LIST}/{to}/email-link");
    admin.submit(&mail(&cem.id).await, &[]).await.says("The link is written to the outbox folder");
    test.advance(WEEK);
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&mail(&ben.id).await, &[]).await.says("The link is written to the outbox folder");

    let page = admin.get(LIST).await;
    test.assert_reads("phone_clocking/list_of_each_status", &page).await;
    assert!(row(&page, "Maria Lopez").contains("Ready") && row(&page, "Maria Lopez").contains(id.as_str()));

    admin.get(&format!("{LIST}?status=ready")).await.says("Maria Lopez").says_nothing_of("Ana Torres");
    admin.get(&format!("{LIST}?q=KAYA")).await.says("Cem Kaya").says_nothing_of("Ana Torres");
    admin.get(&format!("{LIST}?q={id}")).await.says("Maria Lopez").says_nothing_of("Ana Torres");
    admin.get(&format!("{LIST}?q=%25")).await.says("Nobody matches");
}

#[tokio::test]
async fn everybody_due_gets_one_link_however_often_the_button_is_pressed() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let ben = test.newcomer("Ben Ode", Some("ben@example.com")).await;
    test.newcomer("Eva Nomail", None).await;
    let pia = test.newcomer("Pia Badmail", None).await;
    test.has_email(&pia, "pia@nowhere@example.com").await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let mut admin = test.browser(Role::Admin).await;

    admin.get(LIST).await.says("Email 2 setup links");
    let page = admin.get(EMAIL_LINKS).await;
    test.assert_reads("phone_clocking/confirm_two_of_four", &page).await;
    page.says("Who gets a link (2)").says_nothing_of("Maria Lopez");
    assert_eq!(test.count("setup_link").await, 0, "looking sends nothing");

    admin
        .submit(EMAIL_LINKS, &[])
        .await
        .says("2 setup links are written to the outbox folder.")
        .says("2 have no email");
    admin.submit(EMAIL_LINKS, &[]).await.says("No setup links were sent");
    for (person, mails) in [(&ana, 1), (&ben, 1), (&maria, 0)] {
        assert_eq!(test.mailed_links(person).await.len(), mails);
    }
    let audited = test.audited().await;
    assert!(audited.contains(&"The admin: email setup link Ana Torres".to_owned()), "{audited:?}");
}

#[tokio::test]
async fn two_admins_at_once_send_nobody_two_links() {
    let test = TestGateway::start().await;
    for number in 0..250 {
        test.newcomer(&format!("Person {number}"), Some(&format!("p{number}@example.com"))).await;
    }
    let (mut one, mut other) = (test.browser(Role::Admin).await, test.browser(Role::Owner).await);
    let (first, second) = tokio::join!(one.submit(EMAIL_LINKS, &[]), other.submit(EMAIL_LINKS, &[]));
    first.is(200);
    second.is(200);
    assert_eq!(test.count("mail").await, 250);
    assert_eq!(test.count("setup_link").await, 250);
    assert_eq!(test.count("audit_record WHERE action = 'email setup link'").await, 250);
}

#[tokio::test]
async fn pages_follow_one_another_without_a_gap() {
    let test = TestGateway::start().await;
    for number in 0..120 {
        test.newcomer(&format!("Same Name {}", number % 3), Some(&format!("p{number}@example.com"))).await;
    }
    let mut admin = test.browser(Role::Manager).await;
    let (mut address, mut seen, mut pages) = (LIST.to_owned(), std::collections::BTreeSet::new(), 0);
    loop {
        let page = admin.get(&address).await;
        pages += 1;
        seen.extend(page.body.split(&format!("<a href=\"{LIST}/")).skip(1).map(|rest| rest[..36].to_owned()));
        let Some(next) = page.body.split(&format!("<a href=\"{LIST}?")).nth(1) else { break };
        address = format!("{LIST}?{}", next[..next.find('"').unwrap()].replace("&#38;", "&"));
    }
    assert_eq!((pages, seen.len()), (3, 120));
}

#[tokio::test]
async fn a_press_on_a_page_that_is_out_of_date_sends_nothing() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    let send = format!("{LIST}/{}/email-link", ana.id);
    admin.submit(&send, &[]).await.says("The link is written to the outbox folder");
    admin.submit(&send, &[]).await.says("A setup link was sent a moment ago");
    assert_eq!(test.mailed_links(&ana).await.len(), 1);

    let page = admin.get(&format!("{LIST}/{}", ana.id)).await;
    let seen = page.body.split("name=\"seen\" value=\"").nth(1).unwrap()[..36].to_owned();
    admin.submit(&send, &[("seen", &seen)]).await.says("The link is written to the outbox folder");
    assert_eq!(test.mailed_links(&ana).await.len(), 2);
}

#[tokio::test]
async fn somebody_without_an_address_is_not_emailed() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&format!("{LIST}/{}", eva.id)).await.says("no usable email address");
    admin.submit(&format!("{LIST}/{}/email-link", eva.id), &[]).await.says("This employee has no email address");
    assert_eq!(test.count("setup_link").await, 0);
}

#[tokio::test]
async fn a_pin_set_by_hand_is_good_at_once_and_never_shown() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    let set = format!("{LIST}/{}/set-pin", eva.id);
    for (pin, again, problem) in [
        ("8352", "8353", "The two PINs do not match"),
        ("123", "123", "A PIN is 4 to 12 digits"),
        ("1234567890123", "1234567890123", "A PIN is 4 to 12 digits"),
        ("7777", "7777", "one digit repeated"),
        ("0123", "0123", "count up or down"),
    ] {
        let page = admin.post(&set, &[("pin", pin), ("again", again)]).await;
        page.is(200).says(problem).says("aria-invalid").says_nothing_of(&format!("value=\"{pin}\""));
    }
    assert_eq!(test.count("pin").await, 0);

    let page = admin.submit(&set, &[("pin", PIN), ("again", PIN)]).await;
    page.says("The PIN is set.").says("Ready").says_nothing_of(PIN);
    let id = page.body.split("The phone clock ID is ").nth(1).unwrap()[..6].to_owned();
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());

    admin.submit(&set, &[("pin", "90417"), ("again", "90417")]).await.says(&format!("The phone clock ID is {id}."));
    let audited = test.audited().await;
    assert!(audited.ends_with(&["The admin: set PIN Eva Nomail".into(), "The admin: change PIN Eva Nomail".into()]));
    let secrets = "audit_record WHERE before LIKE '%8352%' OR after LIKE '%8352%' OR after LIKE '%90417%'";
    assert_eq!(test.count(secrets).await, 0);
}

#[tokio::test]
async fn a_removed_pin_takes_id_and_link_along_and_the_next_id_is_fresh() {
    let test = TestGateway::start().await;
    let details = Details { email: Some("ana@example.com".to_owned()), ..details("Ana Torres") };
    let (ana, old) = test.employee_with(details, PIN).await;
    let mut admin = test.browser(Role::Admin).await;
    let at = |what: &str| format!("{LIST}/{}{what}", ana.id);
    admin.submit(&at("/email-link"), &[]).await.says("Ready").says("Reset link");
    admin.get(&at("")).await.says("This ID is never used again");
    admin.submit(&at("/remove-pin"), &[]).await.says("Not set up").says("are removed").says_nothing_of(old.as_str());
    admin.submit(&at("/remove-pin"), &[]).await.says("Nothing was changed: this employee has no PIN.");
    admin.get(&test.mailed_links(&ana).await[0]).await.is(410);
    let report = test.call(OTHER_PHONE, &format!("{old}#,{PIN}#")).await;
    assert!(!heard(&report).contains("Clocked"), "{}", report.transcript());

    let fresh = test.set_pin(&ana, PIN).await.unwrap();
    assert_ne!(fresh, old);
    let report = test.call(OTHER_PHONE, &format!("{fresh}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
}

#[tokio::test]
async fn a_manager_unlocks_and_changes_nothing_else() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,9999#,{id}#,9999#,{id}#,9999#")).await;
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get(LIST).await;
    assert!(row(&page, "Maria Lopez").contains("Locked"));
    let at = |what: &str| format!("{LIST}/{}{what}", maria.id);
    manager.get(&at("")).await.says("Unlock").says_nothing_of("Remove PIN").says_nothing_of("name=\"pin\"");
    manager.submit(&at("/unlock"), &[]).await.says("Unlocked").says_nothing_of(">Locked<");
    manager.submit(&at("/unlock"), &[]).await.says("It was no longer locked.");
    for act in ["/email-link", "/set-pin", "/remove-pin", "/code"] {
        manager.post(&at(act), &[("pin", "8353"), ("again", "8353")]).await.is(403);
    }
    assert!(test.audited().await.ends_with(&["The manager: unlock Maria Lopez".into()]));
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await).contains("Clocked in"));
}

#[tokio::test]
async fn ids_of_another_workspace_are_nobody() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let elsewhere = Settings::new("Elsewhere".to_owned(), Zone::parse("UTC").unwrap());
    let elsewhere = test.add_workspace(elsewhere).await;
    let mut stranger = test.browser_in(elsewhere.id, Role::Owner).await;
    let at = |what: &str| format!("{LIST}/{}{what}", maria.id);
    for page in ["", "/card"] {
        stranger.get(&at(page)).await.is(404).says_nothing_of("Maria");
    }
    for act in ["/email-link", "/set-pin", "/remove-pin", "/unlock", "/code"] {
        stranger.post(&at(act), &[("pin", "8353"), ("again", "8353")]).await.is(404).says_nothing_of("Maria");
    }
    stranger.get(LIST).await.says_nothing_of("Maria");
    stranger.get(&format!("{LIST}/cards?employee={}", maria.id)).await.is(200).says_nothing_of("Maria");
    stranger.get(&format!("{LIST}?after={}", maria.id)).await.is(200);
    stranger.get(&format!("{LIST}/nonsense")).await.is(404);
    stranger.post(&format!("{LIST}/nonsense/set-pin"), &[("pin", "1"), ("again", "1")]).await.is(404);
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await).contains("Clocked in"));
}

#[tokio::test]
async fn nothing_is_done_without_the_token_of_the_form() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let mut admin = test.browser(Role::Admin).await;
    let at = |what: &str| format!("{LIST}/{}{what}", ana.id);
    admin.get(LIST).await;
    let acts = [
        EMAIL_LINKS.to_owned(),
        SEND_AGAIN.to_owned(),
        format!("{LIST}/cards"),
        at("/email-link"),
        at("/set-pin"),
        at("/remove-pin"),
        at("/unlock"),
        at("/code"),
    ];
    for act in acts {
        for csrf in [None, Some(("csrf", "nonsense"))] {
            let fields: Vec<_> = [("pin", PIN), ("again", PIN)].into_iter().chain(csrf).collect();
            admin.post_bare(&act, &fields).await.is(403);
        }
    }
    for table in ["setup_link", "pin", "mail"] {
        assert_eq!(test.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn an_inactive_employee_gets_nothing_and_can_be_rid_of_their_pin() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let id = maria.id;
    let done: Result<usize, phoneclock::store::StoreError> = test
        .gateway
        .store
        .db()
        .write(Hold::Gateway, move |tx| tx.execute("UPDATE employee SET active = 0 WHERE id = ?1", &[id.into()]))
        .await;
    assert_eq!(done.unwrap(), 1);
    let mut admin = test.browser(Role::Admin).await;
    let at = |what: &str| format!("{LIST}/{}{what}", maria.id);
    admin.get(LIST).await.says_nothing_of("Maria Lopez");
    for act in ["/email-link", "/set-pin", "/code"] {
        let page = admin.submit(&at(act), &[("pin", "8353"), ("again", "8353")]).await;
        page.says("Nothing was changed: this employee is not active");
    }
    admin.submit(&at("/remove-pin"), &[]).await.says("are removed");
}

#[tokio::test]
async fn a_wallet_card_has_number_id_and_steps_in_the_persons_language_and_no_pin() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee_speaking("Maria Lopez", Language::Es).await;
    let (john, johns) = test.employee("John Carter").await;
    test.newcomer("Eva Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    let card = admin.get(&format!("{LIST}/{}/card", maria.id)).await;
    test.assert_reads("phone_clocking/card_in_spanish", &card).await;
    card.says("lang=\"es\"").says(id.as_str()).says("<svg");
    card.says(&format!("tel:+15555550111,,{id}%23")).says_nothing_of(PIN);

    let cards = admin.get(&format!("{LIST}/cards")).await;
    cards.says(id.as_str()).says(johns.as_str()).says_nothing_of("Eva Nomail");
    let chosen = admin.get(&format!("{LIST}/cards?employee={}", john.id)).await;
    chosen.says(johns.as_str()).says_nothing_of(id.as_str());
    assert!(PhoneClockId::parse(johns.as_str()).is_ok());
}

#[tokio::test]
async fn a_wallet_card_tells_only_those_to_say_their_name_who_are_asked_for_it() {
    for (workspace, person, asked) in
        [(true, None, true), (true, Some(false), false), (false, None, false), (false, Some(true), true)]
    {
        let test = TestGateway::start_with(|settings| settings.voice_check = workspace).await;
        let (maria, id) = test.employee_with(Details { voice_check: person, ..details("Maria Lopez") }, PIN).await;
        let mut admin = test.browser(Role::Admin).await;
        for page in [format!("{LIST}/{}/card", maria.id), format!("{LIST}/cards")] {
            let card = admin.get(&page).await;
            let words = card.says(id.as_str()).body.contains("say your name");
            assert_eq!(words, asked, "{page}, workspace {workspace}, person {person:?}");
        }
    }
}

#[tokio::test]
async fn a_long_list_of_who_gets_a_link_is_paged_and_counted_whole() {
    let test = TestGateway::start().await;
    for n in 0..203 {
        test.newcomer(&format!("Person {n:03}"), Some(&format!("p{n}@example.com"))).await;
    }
    test.newcomer("Zoe Nomail", None).await;
    let mut admin = test.browser(Role::Admin).await;
    let first = admin.get(EMAIL_LINKS).await;
    first.says("Email 203 setup links").says("Who gets a link (203)").says("1 has no email address").says("Zoe Nomail");
    first.says("Person 199").says_nothing_of("Person 200");
    let next = first.body.split("?after=").nth(1).unwrap().split('#').next().unwrap();
    let last = admin.get(&format!("{EMAIL_LINKS}?after={next}")).await;
    last.says("Email 203 setup links").says("Person 200").says("Person 202").says("First page");
    last.says_nothing_of("Person 199").says_nothing_of("Next page");
}
