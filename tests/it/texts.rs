//! Links by text message: to whom they go and to whom not, what the provider is told, and what it tells.

use jiff::SignedDuration;
use phoneclock::{
    domain::{caller::E164, employee::Details, language::Language, user::Role},
    simulator::{Brand, SimulatedText, TextTrouble},
};

use crate::support::{
    PUBLIC_URL, TestGateway, brands,
    browser::{Browser, Page},
    by_hand::request_with,
    people::details,
};

const LIST: &str = "/time-tracking/phone-clocking";
const ANAS: &str = "+15555550141";

/// Sends texts to everybody whom the list shows, with this word on who has agreed.
async fn send(test: &TestGateway, admin: &mut Browser, agreed: &str) -> Page {
    let (asked, action) = (format!("{LIST}/chosen?do=text"), format!("{LIST}/chosen"));
    let page = admin.press_and_follow(&asked, &action, &[("agreed", agreed)]).await;
    test.work().await;
    page
}

/// A gateway whose office has sent somebody a text.
pub async fn texted() -> TestGateway {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    send(&test, &mut admin, "these").await;
    test
}

#[tokio::test]
async fn a_setup_link_is_texted_followed_to_the_phone_and_opens_the_page() {
    for brand in Brand::ALL {
        follow_a_setup_link(TestGateway::start_texting_by(brand).await).await;
    }
}

async fn follow_a_setup_link(test: TestGateway) {
    test.with_phone("Ana Torres", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    let asked = admin.get(&format!("{LIST}/chosen?do=text")).await;
    asked.says("1 text, 2 segments, about 0.02 USD").says("1 of them has not been asked yet");
    assert!(test.texts.taken().is_empty(), "asking sends nothing");
    send(&test, &mut admin, "these").await.says("1 text is being sent");

    let [text] = test.texts.taken().try_into().unwrap();
    assert_eq!((text.to.as_str(), text.from.as_str()), (ANAS, "+15555550111"));
    assert!(text.body.starts_with("Lopez Roofing: choose your PIN"), "{}", text.body);
    let link = text.body.split_whitespace().find(|word| word.starts_with("https://")).unwrap();
    let path = link.strip_prefix(PUBLIC_URL).unwrap().to_owned();
    admin.get(LIST).await.says("Text queued");
    assert_eq!(test.text_is(&text, "sent", None).await, 204);
    admin.get(LIST).await.says("Text sent");
    assert_eq!(test.text_is(&text, "delivered", None).await, 204);
    assert_eq!(test.text_is(&text, "sent", None).await, 204, "what comes late changes nothing");
    admin.get(LIST).await.says("Text delivered");
    let mut phone = Browser::nobody(&test);
    let done = phone.submit(&path, &[("pin", "60284"), ("again", "60284")]).await;
    done.says("You are ready");
    for (table, rows) in test.tables().await {
        assert!(!format!("{rows:?}").contains(path.strip_prefix("/setup/").unwrap()), "{table} holds the token");
    }
}

#[tokio::test]
async fn nobody_is_texted_without_a_word_that_they_agreed_and_the_word_is_kept_with_who_said_it() {
    let test = TestGateway::start_texting().await;
    let ana = test.with_phone("Ana Torres", ANAS).await;
    test.with_phone("Mexican Mia", "+525555550100").await;
    test.newcomer_with(Details { phone: None, ..details("No Phone") }).await;
    let mut admin = test.browser(Role::Admin).await;
    let asked = admin.get(&format!("{LIST}/chosen?do=text")).await;
    asked.says("no sender is set for the country of the number").says("has no phone number on file");
    send(&test, &mut admin, "no").await.says("No texts were sent");
    send(&test, &mut admin, "everybody").await.says("1 text is being sent");
    assert_eq!(test.texts.taken().len(), 1);
    admin.get(&format!("{LIST}/chosen?do=text")).await.says("that everybody has agreed to texts");
    let audited = test.audited().await;
    assert!(audited.iter().any(|line| line.contains("allow texts Lopez Roofing")), "{audited:?}");

    // One of them does not want any more.
    let about = format!("{LIST}/{}", ana.id);
    admin.get(&about).await.says("Everybody here has agreed to texts");
    admin.press_and_follow(&about, &format!("{LIST}/texts"), &[]).await.says("They no longer want texts");
    test.advance(SignedDuration::from_mins(1));
    admin.get(&format!("{LIST}/chosen?do=text")).await.says("no longer wants texts");
    assert_eq!(test.texts.taken().len(), 1);
}

#[tokio::test]
async fn whoever_replied_stop_is_texted_no_more_and_the_page_says_why() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        test.texts.refuse(ANAS, TextTrouble::Stopped);
        let mut admin = test.browser(Role::Admin).await;
        send(&test, &mut admin, "these").await;
        // Plivo takes the text, and says so later.
        for text in test.texts.taken() {
            assert_eq!(test.text_is(&text, "failed", Some(TextTrouble::Stopped)).await, 204);
        }
        admin.get(LIST).await.says("Text failed").says("they have replied STOP");
        test.advance(SignedDuration::from_mins(1));
        let asked = admin.get(&format!("{LIST}/chosen?do=text")).await;
        asked.says("no longer wants texts").says("None of the people shown");
    }
}

#[tokio::test]
async fn a_text_that_does_not_arrive_says_so_on_the_row() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        let mut admin = test.browser(Role::Admin).await;
        send(&test, &mut admin, "these").await;
        let text = test.texts.taken().remove(0);
        assert_eq!(test.text_is(&text, "undelivered", Some(TextTrouble::Landline)).await, 204);
        admin.get(LIST).await.says("Text undelivered").says("the number is a landline, or cannot get texts");
    }
}

#[tokio::test]
async fn a_text_that_the_provider_refuses_for_good_is_not_sent_again() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        test.texts.refuse(ANAS, TextTrouble::Landline);
        let mut admin = test.browser(Role::Admin).await;
        send(&test, &mut admin, "these").await;
        test.texts.take_again(ANAS);
        test.work_for(SignedDuration::from_hours(25)).await;
        let taken = test.texts.taken().len();
        // Plivo takes every text, and only tells of it later.
        assert_eq!(taken, usize::from(brand == Brand::Plivo), "{brand:?}");
    }
}

#[tokio::test]
async fn pressing_twice_texts_once_and_a_newer_link_keeps_an_older_text_from_going_out() {
    let test = TestGateway::start_texting().await;
    let ana = test.with_phone("Ana Torres", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    let action = format!("{LIST}/chosen");
    let shown = admin.get(&format!("{action}?do=text")).await.form(&action, &[]);
    let mut fields: Vec<_> = shown.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    fields.push(("agreed", "these"));
    for _ in 0..2 {
        admin.post_bare(&action, &fields).await.is(303);
    }
    assert_eq!(test.count("text_message").await, 1);
    test.has_email(&ana, "ana@example.com").await;
    let seen = test.standing(&ana).await.link.unwrap().id;
    test.email_setup_link(&ana, Some(seen)).await.unwrap();
    test.work().await;
    assert!(test.texts.taken().is_empty(), "the link in it was replaced");
}

#[tokio::test]
async fn a_status_is_believed_by_its_signature_alone() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        let mut admin = test.browser(Role::Admin).await;
        send(&test, &mut admin, "these").await;
        let text = test.texts.taken().remove(0);
        let target = text.status.strip_prefix(PUBLIC_URL).unwrap();
        let body = brand.text_status(brands::account(brand), &text, ("delivered", None)).body;
        let body = body.as_bytes();
        let signed = brands::headers(target, body, &test.clock);
        let elsewhere = brands::headers("/voice/x/text/y", b"x=1", &test.clock);
        for headers in ["", &elsewhere, &signed.replace("ignature", "ignored")] {
            assert_eq!(test.send(&request_with("POST", target, headers, body)).await.status, 403, "{brand:?}");
        }
        let unknown = format!("/voice/{}/text/0196d1d8-0000-7000-8000-000000000000", brand.name());
        assert_eq!(test.post(&unknown, body).await.status, 404, "{brand:?}");
        if matches!(brand, Brand::Twilio | Brand::SignalWire | Brand::Plivo) {
            let foreign = String::from_utf8_lossy(body).replace(brands::account(brand), "MA000000000000000000");
            assert_eq!(test.post(target, foreign.as_bytes()).await.status, 403, "{brand:?}");
        }
        admin.get(LIST).await.says("Text queued");
    }
}

#[tokio::test]
async fn where_the_address_is_not_signed_a_report_about_one_text_says_nothing_of_another() {
    let test = TestGateway::start_texting_by(Brand::Telnyx).await;
    test.with_phone("Ana Torres", ANAS).await;
    test.with_phone("Ben Lopez", "+15555550142").await;
    let mut admin = test.browser(Role::Admin).await;
    send(&test, &mut admin, "these").await;
    let [first, second] = test.texts.taken().try_into().unwrap();
    let elsewhere = SimulatedText { status: second.status.clone(), ..first.clone() };
    assert_eq!(test.text_is(&elsewhere, "delivered", None).await, 404);
    assert_eq!(test.text_is(&first, "delivered", None).await, 204);
    let stages = test.column::<String>("SELECT state FROM text_message ORDER BY state").await;
    assert_eq!(stages, ["accepted", "delivered"]);
    // Nor before it is known how the provider calls it: told again, it is believed.
    test.write("UPDATE text_message SET provider_id = NULL, state = 'waiting', rank = 0").await;
    assert_eq!(test.text_is(&second, "delivered", None).await, 503);
}

#[tokio::test]
async fn without_a_sender_texts_are_off_and_the_page_says_which_setting() {
    let test = TestGateway::start().await;
    test.with_phone("Ana Torres", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.get(&format!("{LIST}/chosen?do=text")).await.says("PHONECLOCK_TEXT_SENDERS").says("Texts are off");
}

#[tokio::test]
async fn the_link_to_their_own_page_is_texted_in_their_language() {
    let test = TestGateway::start_texting().await;
    let luz = Details { phone: E164::parse(ANAS).ok(), language: Language::Es, ..details("Luz Gil") };
    let (luz, _) = test.employee_with(luz, crate::support::PIN).await;
    let mut admin = test.browser(Role::Admin).await;
    let asked = format!("{LIST}/chosen?do=text-pages&employee={}", luz.id);
    admin.press_and_follow(&asked, &format!("{LIST}/chosen"), &[("agreed", "these")]).await;
    test.work().await;
    let text = test.texts.taken().remove(0);
    assert!(text.body.starts_with("Lopez Roofing: sus horas"), "{}", text.body);
    let link = text.body.split_whitespace().find(|word| word.starts_with("https://")).unwrap();
    Browser::nobody(&test).get(link.strip_prefix(PUBLIC_URL).unwrap()).await.is(200).says("Mis horas");
    admin.get(&format!("/employees/{}", luz.id)).await.says("The provider has the text.");
}

#[tokio::test]
async fn no_line_of_the_log_holds_a_whole_number_or_a_link() {
    let log = crate::support::log::Log::on();
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    send(&test, &mut admin, "these").await;
    let text = test.texts.taken().remove(0);
    test.text_is(&text, "delivered", None).await;
    let link = text.body.split_whitespace().find(|word| word.starts_with("https://")).unwrap();
    let token = link.rsplit('/').next().unwrap();
    let lines = String::from_utf8_lossy(&log.bytes()).into_owned();
    assert!(!lines.contains(token), "the link is in the log");
    let said: Vec<_> = lines.lines().filter(|line| line.contains(ANAS) && !line.contains("INSERT INTO")).collect();
    assert!(said.is_empty(), "{said:?}");
}
