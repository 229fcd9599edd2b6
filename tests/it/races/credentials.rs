//! Setup links, one-time codes and PINs, at once.

use futures::future::join_all;
use phoneclock::{
    domain::{pin::Pin, setup_code::SetupCode},
    service::credentials::{
        rollout::links::LinkError,
        setup_links::{self, SetupError},
    },
};

use crate::support::{MARIAS_PHONE, TestGateway, calling::heard};

const PINS: [&str; 4] = ["60284", "93157", "50937", "71940"];

/// Codes of the same selector that are not this one, each with a right check digit.
fn wrong_guesses(code: &SetupCode, count: usize) -> Vec<SetupCode> {
    (0..1_000_000_u32)
        .filter_map(|guess| SetupCode::parse(&format!("{}{guess:06}", code.selector())).ok())
        .filter(|guess| guess != code)
        .take(count)
        .collect()
}

#[tokio::test]
async fn of_those_who_use_one_setup_link_at_once_one_sets_a_pin() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    let link = test.mailed_links(&ana).await.remove(0);
    let token = link.strip_prefix("/setup/").unwrap();
    // Two of one link may have something hashed at once.
    for pins in [&PINS[..2], &PINS[2..]] {
        let chosen = join_all(pins.iter().enumerate().map(|(nth, pin)| {
            let (pin, address) = (Pin::parse(pin).unwrap(), format!("198.51.100.{nth}"));
            let test = &test;
            async move { test.verifier.choose_pin(token, pin, &address).await }
        }))
        .await;
        let used = chosen.iter().filter(|outcome| matches!(outcome, Err(SetupError::Used))).count();
        assert_eq!(used, if pins == &PINS[..2] { 1 } else { 2 }, "{chosen:?}");
        if let Some(winner) = chosen.iter().position(Result::is_ok) {
            let id = test.standing(&ana).await.clock_id.unwrap();
            let report = test.call(MARIAS_PHONE, &format!("{id}#,{}#", pins[winner])).await;
            assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
        }
    }
    assert_eq!(test.count("pin").await, 1);
    assert_eq!(test.count("mail WHERE kind = 'PIN chosen'").await, 1);
    assert_eq!(test.count("audit_record WHERE action LIKE 'choose PIN%'").await, 1);
}

#[tokio::test]
async fn wrong_codes_tried_at_once_are_each_counted_and_end_the_code_at_five() {
    let test = TestGateway::start().await;
    for (tries, counted) in [(2, 2), (4, 4), (24, 5)] {
        let eva = test.newcomer(&format!("Eva {tries}"), None).await;
        let code = test.make_setup_code(&eva).await;
        let guesses = wrong_guesses(&code, tries);
        let tried = guesses.into_iter().enumerate().map(|(nth, guess)| {
            let address = format!("198.51.{tries}.{nth}");
            let test = &test;
            async move { setup_links::open_code(&test.store, guess, &address).await }
        });
        let answers = join_all(tried).await;
        assert!(answers.iter().all(|answer| matches!(answer, Err(SetupError::Spent))), "{answers:?}");
        let failures: Vec<i64> = test.column("SELECT failures FROM setup_link ORDER BY rowid DESC LIMIT 1").await;
        assert_eq!(failures, [counted], "{tries} at once");
        assert_eq!(
            test.count(&format!("failed_setup_code WHERE address LIKE '198.51.{tries}.%'")).await,
            i64::try_from(tries).unwrap()
        );
        let right = setup_links::open_code(&test.store, code, "198.51.100.7").await;
        assert_eq!(right.is_ok(), counted < 5, "{right:?}");
    }
}

#[tokio::test]
async fn wrong_codes_from_one_address_at_once_are_no_more_than_ten() {
    let test = TestGateway::start().await;
    let mut guesses = Vec::new();
    for nth in 0..6 {
        let eva = test.newcomer(&format!("Eva {nth}"), None).await;
        guesses.extend(wrong_guesses(&test.make_setup_code(&eva).await, 4));
    }
    let tried = guesses.into_iter().map(|guess| setup_links::open_code(&test.store, guess, "198.51.100.1"));
    let answers = join_all(tried).await;
    let looked_at = answers.iter().filter(|answer| matches!(answer, Err(SetupError::Spent))).count();
    let turned_away = answers.iter().filter(|answer| matches!(answer, Err(SetupError::TooMany))).count();
    assert_eq!((looked_at, turned_away), (10, 14));
    assert_eq!(test.count("failed_setup_code").await, 10);
}

#[tokio::test]
async fn of_those_who_email_one_employee_a_link_at_once_one_does() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let sent = join_all((0..8).map(|_| test.email_setup_link(&ana, None))).await;
    let refused = sent.iter().filter(|outcome| matches!(outcome, Err(LinkError::SentMeanwhile))).count();
    assert_eq!((sent.iter().filter(|outcome| outcome.is_ok()).count(), refused), (1, 7));
    assert_eq!(test.mailed_links(&ana).await.len(), 1);
}

#[tokio::test]
async fn of_codes_made_at_once_for_one_employee_the_last_one_alone_works_and_all_share_one_id() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let codes = join_all((0..8).map(|_| test.make_setup_code(&eva))).await;
    let opened = join_all(codes.into_iter().enumerate().map(|(nth, code)| {
        let test = &test;
        async move { setup_links::open_code(&test.store, code, &format!("198.51.100.{nth}")).await }
    }));
    assert_eq!(opened.await.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    assert_eq!(test.count("phone_clock_id").await, 1);
}
