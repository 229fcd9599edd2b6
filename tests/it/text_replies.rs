//! What phones answer to texts: STOP for every workspace, START, HELP, and anything else; from every brand.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        caller::E164,
        employee::Details,
        language::Language,
        user::Role,
        workspace::{Settings, Zone},
    },
    service::upkeep::prune::prune,
    simulator::{Brand, PhoneText, TextTrouble},
};

use crate::support::{DIAL_IN, TestGateway, brands, browser::Browser, by_hand::request_with, people::details};

const LIST: &str = "/time-tracking/phone-clocking";
const ANAS: &str = "+15555550141";
const STRANGERS: &str = "+15555550199";
const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Whom a text may go to, as the page that asks says it.
async fn asked(admin: &mut Browser) -> String {
    admin.get(&format!("{LIST}/chosen?do=text")).await.body
}

#[tokio::test]
async fn stop_ends_texts_and_start_takes_it_back_and_the_office_overrules_neither() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        let ana = test.with_phone("Ana Torres", ANAS).await;
        let mut admin = test.browser(Role::Admin).await;
        test.allow_texts(None).await.unwrap();
        let about = format!("{LIST}/{}", ana.id);
        admin.get(&about).await.says("Everybody here has agreed to texts");

        test.advance(MINUTE);
        let said = test.answers(ANAS, " Stop. ", "1").await;
        assert_eq!(
            said,
            ["Lopez Roofing: no more texts from us. Clocking in works as before. Reply START to get texts again."]
        );
        let page = admin.get(&about).await;
        page.says("They replied STOP from their phone").says("a reply of START from this phone");
        assert!(!page.body.contains(&format!("action=\"{LIST}/texts\"")), "nothing to press: {}", page.body);
        assert!(asked(&mut admin).await.contains("no longer wants texts"));

        // A page that was open before says the same, and changes nothing.
        test.advance(MINUTE);
        assert!(test.allow_texts(Some(ana.id)).await.is_err());
        let words = test.column::<String>("SELECT actor FROM text_consent WHERE employee_id IS NOT NULL").await;
        assert_eq!(words, ["the phone’s holder"]);

        test.advance(MINUTE);
        let said = test.answers(ANAS, "START", "2").await;
        assert_eq!(said, ["Lopez Roofing: you get texts from us again. Reply STOP to get no more texts."], "{brand:?}");
        admin.get(&about).await.says("Everybody here has agreed to texts");
        assert!(!asked(&mut admin).await.contains("no longer wants texts"));
        assert_eq!(test.count("text_consent").await, 3, "each word is kept");
    }
}

#[tokio::test]
async fn start_brings_no_texts_where_the_office_has_allowed_none() {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    assert_eq!(test.answers(ANAS, "STOP", "1").await.len(), 1);
    test.advance(MINUTE);
    assert!(test.answers(ANAS, "START", "2").await.is_empty());
    let mut admin = test.browser(Role::Admin).await;
    assert!(asked(&mut admin).await.contains("has not been asked yet"));
    // YES of somebody who has not stopped them is no consent either.
    test.with_phone("Ben Lopez", "+15555550142").await;
    assert!(test.answers("+15555550142", "Yes", "3").await.is_empty());
    assert_eq!(test.count("text_consent").await, 2);
}

#[tokio::test]
async fn one_stop_counts_in_every_workspace_and_for_whoever_gets_the_phone_later() {
    let test = TestGateway::start_texting().await;
    let ana = test.with_phone("Ana Torres", ANAS).await;
    let zone = Zone::parse("America/Chicago").unwrap();
    let other = test.add_workspace(Settings::new("Hillside School".to_owned(), zone)).await;
    let details_there = Details { phone: E164::parse(ANAS).ok(), ..details("Ana Torres") };
    let there = test.add_employee_in(other.id, details_there).await;
    let said = test.answers(ANAS, "ALTO", "1").await;
    assert_eq!(said.len(), 1, "one answer for all of them: {said:?}");
    assert!(said[0].contains(" and 1 more: no more texts"), "{}", said[0]);
    let stopped = test.column::<String>("SELECT DISTINCT actor FROM text_consent WHERE allowed = 0").await;
    assert_eq!((stopped.len(), test.count("text_consent").await), (1, 2));
    assert_ne!(ana.id, there.id);

    // Somebody who is written down with the number afterwards is not texted either, and the page says why.
    test.advance(MINUTE);
    let cara = test.with_phone("Cara Diaz", ANAS).await;
    let mut admin = test.browser(Role::Admin).await;
    test.allow_texts(None).await.unwrap();
    let before = test.texts.taken().len();
    let asking = format!("{LIST}/chosen?do=text&employee={}", cara.id);
    admin.press_and_follow(&asking, &format!("{LIST}/chosen"), &[("agreed", "no")]).await;
    test.work().await;
    assert_eq!(test.texts.taken().len(), before);
    admin.get(LIST).await.says("they have replied STOP");
    admin.get(&format!("{LIST}/{}", cara.id)).await.says("They replied STOP from their phone");
}

#[tokio::test]
async fn help_says_who_this_is_in_the_language_of_the_person_and_anything_else_that_nobody_reads_it() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.newcomer_with(Details { phone: E164::parse(ANAS).ok(), language: Language::Es, ..details("Ana Torres") })
            .await;
        let [help] = test.answers(ANAS, "ayuda", "1").await.try_into().unwrap();
        assert!(help.starts_with("Lopez Roofing: mensajes sobre su registro"), "{help}");
        let [other] = test.answers(ANAS, "¿A qué hora empiezo mañana?", "2").await.try_into().unwrap();
        assert!(other.starts_with("Lopez Roofing: nadie lee mensajes aqui."), "{other}");
        assert_eq!(test.count("text_consent").await, 0, "{brand:?}");
    }
}

#[tokio::test]
async fn two_robots_that_answer_one_another_fall_silent() {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    test.allow_texts(None).await.unwrap();
    let mut id = 0;
    let mut answered = Vec::new();
    for hour in 0..2 {
        let mut count = 0;
        // A minute between two answers, for most of an hour.
        for _ in 0..13 {
            for word in ["I am away", "HELP", "STOP", "START"] {
                id += 1;
                test.advance(MINUTE);
                count += test.answers(ANAS, word, &id.to_string()).await.len();
            }
        }
        answered.push((hour, count));
        test.advance(HOUR);
    }
    assert_eq!(answered, [(0, 4), (1, 4)]);
}

#[tokio::test]
async fn a_reply_that_is_told_again_changes_nothing_and_gets_the_same_answer() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        test.allow_texts(None).await.unwrap();
        test.advance(MINUTE);
        assert_eq!(test.answers(ANAS, "STOP", "1").await.len(), 1);
        test.advance(HOUR * 2);
        assert_eq!(test.answers(ANAS, "START", "2").await.len(), 1);
        let before = test.tables().await;
        test.advance(HOUR * 2);
        assert!(test.answers(ANAS, "STOP", "1").await.is_empty(), "the old STOP, late");
        assert!(test.answers(ANAS, "START", "2").await.is_empty());
        assert_eq!(format!("{before:?}"), format!("{:?}", test.tables().await), "{brand:?}");
    }
}

#[tokio::test]
async fn where_the_provider_has_answered_it_counts_and_nothing_goes_back() {
    for brand in [Brand::Twilio, Brand::SignalWire, Brand::Telnyx] {
        let test = TestGateway::start_texting_by(brand).await;
        let ana = test.with_phone("Ana Torres", ANAS).await;
        test.allow_texts(None).await.unwrap();
        test.advance(MINUTE);
        // A word of the account's own.
        assert!(test.answers_what_the_provider_has(ANAS, "Enough", ("1", Some("STOP"))).await.is_empty());
        let mut admin = test.browser(Role::Admin).await;
        admin.get(&format!("{LIST}/{}", ana.id)).await.says("They replied STOP from their phone");
        assert!(test.answers_what_the_provider_has(ANAS, "HELP", ("2", Some("HELP"))).await.is_empty());
        test.advance(MINUTE);
        assert!(test.answers_what_the_provider_has(ANAS, "START", ("3", Some("START"))).await.is_empty());
        admin.get(&format!("{LIST}/{}", ana.id)).await.says("Everybody here has agreed to texts");
    }
}

#[tokio::test]
async fn an_answer_that_the_provider_refuses_since_it_has_answered_itself_is_let_be() {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    test.texts.refuse(ANAS, TextTrouble::Stopped);
    assert!(test.answers(ANAS, "STOP", "1").await.is_empty());
    assert_eq!(test.count("text_consent").await, 1, "one word for one STOP");
    assert_eq!(test.count("text_reply").await, 1);
    test.work_for(HOUR * 25).await;
    assert_eq!(test.column::<String>("SELECT state FROM text_message").await, ["failed"]);
}

#[tokio::test]
async fn a_stranger_changes_nothing_and_is_told_nothing() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        let before = test.tables().await;
        for (id, body) in [("1", "STOP"), ("2", "HELP"), ("3", "Who are you?"), ("4", "START")] {
            assert!(test.answers(STRANGERS, body, id).await.is_empty());
        }
        assert!(test.answers("anonymous", "STOP", "5").await.is_empty());
        assert_eq!(format!("{before:?}"), format!("{:?}", test.tables().await), "{brand:?}");
    }
}

#[tokio::test]
async fn a_reply_is_believed_by_its_signature_alone() {
    for brand in Brand::ALL {
        let test = TestGateway::start_texting_by(brand).await;
        test.with_phone("Ana Torres", ANAS).await;
        let text = PhoneText { id: "1", from: ANAS, to: DIAL_IN, body: "STOP", answered: None };
        let body = brand.incoming_text(brands::account(brand), text).body;
        let (target, body) = (test.message_target(), body.as_bytes());
        let elsewhere = brands::headers(&format!("/voice/{}", brand.name()), b"x=1", &test.clock);
        for headers in ["", &elsewhere] {
            assert_eq!(test.send(&request_with("POST", &target, headers, body)).await.status, 403, "{brand:?}");
        }
        let another = if brand == Brand::Twilio { Brand::SignalWire } else { Brand::Twilio };
        let foreign = brands::headers_as(another, &target, body, &test.clock);
        assert_eq!(test.send(&request_with("POST", &target, &foreign, body)).await.status, 403, "{brand:?}");
        assert_eq!(test.count("text_reply").await, 0, "{brand:?}");
        assert_eq!(test.post(&target, b"nonsense").await.status, 400, "{brand:?}");
    }
}

#[tokio::test]
async fn stop_ends_alerts_to_the_phone_too() {
    let test = TestGateway::start_texting().await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let fields = [
        ("in_too_long", "on"),
        ("in_too_long_hours", "12"),
        ("how", "each"),
        ("by_text", "on"),
        ("number", "(555) 555-0177"),
    ];
    owner.press("/account/alerts", "/account/alerts", &fields).await;
    let said = test.answers("+15555550177", "Unsubscribe", "1").await;
    assert!(said[0].starts_with("Lopez Roofing: no more texts from us"), "{said:?}");
    owner.get("/account/alerts").await.says("stopped by a reply of STOP");
}

#[tokio::test]
async fn what_changed_nothing_is_forgotten_after_a_month_and_stop_never() {
    let test = TestGateway::start_texting().await;
    test.with_phone("Ana Torres", ANAS).await;
    for (id, body) in [("1", "STOP"), ("2", "HELP"), ("3", "hello")] {
        test.answers(ANAS, body, id).await;
    }
    assert_eq!(test.count("text_reply").await, 3);
    test.advance(SignedDuration::from_hours(31 * 24));
    prune(&test.store).await.unwrap();
    assert_eq!(test.column::<String>("SELECT meaning FROM text_reply").await, ["stop"]);
}
