//! Calls that came while the gateway could not answer: what callers hear, and what the office finds afterwards.

use std::sync::Arc;

use jiff::SignedDuration;
use phoneclock::{
    dialog::script::Script,
    domain::{
        dialed,
        ids::{ClaimId, WorkspaceId},
        language::Language,
        offered::OfferedLanguages,
        user::Role,
    },
    provider::{
        Provider,
        fallback::{self, FallbackDocument, FallbackService},
    },
    service::calls::{missed::MissedCallError, numbers::NumberBook},
    simulator::{
        Brand, HostedDocument, PlaceCall,
        faults::Faults,
        report::{CallEnd, CallReport},
        script::CallerScript as Keyed,
        voice::Voice,
    },
    store::missed_calls,
};
use url::Url;

use crate::{
    access::other_workspace,
    support::{
        DIAL_IN, MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
        calling::{heard, keyed, last_words, times_heard},
    },
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);

const fn service(brand: Brand) -> FallbackService {
    match brand {
        Brand::Twilio => FallbackService::Twilio,
        Brand::SignalWire => FallbackService::SignalWire,
        Brand::Telnyx => FallbackService::Telnyx,
        Brand::Plivo => FallbackService::Plivo,
    }
}

fn hosted(brand: Brand, name: &str, document: FallbackDocument<'_>) -> HostedDocument {
    let script = Script::embedded().unwrap();
    let xml = fallback::render(service(brand), document, (&script, &[Language::En])).unwrap();
    HostedDocument { address: Url::parse(&format!("https://documents.example/{name}")).unwrap(), xml }
}

/// The gateway cannot be reached from this webhook on, and the provider has something to say of its own.
fn with_fallback(number: PlaceCall, away_from: usize) -> PlaceCall {
    let goodbye = hosted(number.brand, "goodbye", FallbackDocument::Goodbye);
    let first = hosted(number.brand, "first", FallbackDocument::LeaveWord { goodbye_at: Some(&goodbye.address) });
    let fallback = Some(first.address.clone());
    PlaceCall { hosted: vec![first, goodbye], fallback, ..away(number, away_from) }
}

fn away(number: PlaceCall, from: usize) -> PlaceCall {
    PlaceCall { faults: Faults { away_from_webhook: Some(from), ..Faults::default() }, ..number }
}

fn provider(test: &TestGateway) -> Arc<dyn Provider> {
    let named = |provider: &&Arc<dyn Provider>| provider.name() == test.brand.name();
    test.gateway.providers.iter().find(named).unwrap().clone()
}

async fn try_to_look(test: &TestGateway) -> Result<usize, MissedCallError> {
    let dial_in = test.gateway.dial_in_number.as_ref();
    test.gateway.calls.find_missed(provider(test).as_ref(), dial_in).await
}

/// What a look at the provider's list finds.
async fn look(test: &TestGateway) -> usize {
    try_to_look(test).await.unwrap()
}

/// The same once what has ended is settled.
async fn look_later(test: &TestGateway) -> usize {
    test.advance(MINUTE * 10);
    look(test).await
}

/// A gateway that has looked at the list before.
async fn started(brand: Brand) -> TestGateway {
    let test = TestGateway::start().await.of(brand);
    assert_eq!(look(&test).await, 0);
    test
}

async fn place(test: &TestGateway, number: &PlaceCall, keys: &str) -> CallReport {
    test.only_call_by(number, keyed(keys)).await
}

/// Says a name and hangs up in this answer.
async fn hang_up_in(test: &TestGateway, number: &PlaceCall, answer: usize) -> CallReport {
    test.only_call_by(number, Keyed { hang_up_after: Some(answer), ..keyed("") }).await
}

/// Calls from these phones that did not get through, each said to be somebody's, and found afterwards.
pub async fn miss(test: &TestGateway, phones: &[&str]) {
    look(test).await;
    for from in phones {
        hang_up_in(test, &with_fallback(test.number(from), 1), 2).await;
    }
    assert_eq!(look_later(test).await, phones.len());
}

async fn claims(test: &TestGateway) -> Vec<String> {
    test.column("SELECT way || ' ' || (at / 60000 % 1440) FROM claim ORDER BY at").await
}

async fn paths(test: &TestGateway) -> Vec<String> {
    let ids: Vec<ClaimId> = test.column("SELECT id FROM claim ORDER BY at").await;
    ids.iter().map(|id| format!("/exceptions/claims/{id}")).collect()
}

/// The kind: nothing that a caller did may be lost, whichever brand has taken the call.
#[tokio::test]
async fn whoever_calls_meanwhile_says_who_they_are_and_the_office_accepts_the_time_of_the_call() {
    for brand in Brand::ALL {
        let test = started(brand).await;
        let (_, id) = test.employee("Maria Lopez").await;
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        test.advance(MINUTE * (8 * 60 + 32));
        let number = with_fallback(test.number(MARIAS_PHONE), 1);
        let report = hang_up_in(&test, &number, 2).await;
        let said = heard(&report);
        assert!(
            said.starts_with("We cannot clock you right now, but your time will not be lost."),
            "{brand:?}: {said}"
        );
        assert!(said.contains("Do not say your PIN."), "{brand:?}: {said}");
        let recording = report.recording.clone().unwrap();

        assert_eq!(look(&test).await, 0, "{brand:?}: it may still be told of");
        assert_eq!(look_later(&test).await, 1, "{brand:?}");
        assert_eq!(look_later(&test).await, 0, "{brand:?}: none twice");
        assert_eq!(claims(&test).await, ["out 1292"], "{brand:?}");
        test.work_for(MINUTE * 6).await;
        assert_eq!(test.column::<String>("SELECT status FROM claim_recording").await, ["stored"], "{brand:?}");
        assert!(test.recordings.find(&recording).is_some());

        let mut payroll = test.browser(Role::Payroll).await;
        let path = paths(&test).await.remove(0);
        let page = payroll.get(&path).await;
        page.is(200).says("Maria Lopez").says("the gateway could not answer").says(&format!("{path}/audio"));
        payroll.get(&format!("{path}/audio")).await.is(200);
        let accepted = payroll.press(&path, &format!("{path}/accept"), &[("at", &page.value("at"))]).await;
        assert!(accepted.to().is_some_and(|to| to.starts_with("/time-entries/")), "{brand:?}: {}", accepted.text());
        let out: Vec<String> = test.column("SELECT status || ' ' || (out_at / 60000 % 1440) FROM time_entry").await;
        assert_eq!(out, ["closed 1292"], "{brand:?}: at the time of the call");
    }
}

#[tokio::test]
async fn whoever_does_not_hang_up_hears_goodbye_and_nobody_is_recorded_twice() {
    for brand in Brand::ALL {
        let test = started(brand).await;
        let report = place(&test, &with_fallback(test.number(OTHER_PHONE), 1), "").await;
        assert_eq!(times_heard(&report, "then press pound. Do not say your PIN."), 1, "{brand:?}: {}", heard(&report));
        assert!(last_words(&report).starts_with("Thank you. Your manager hears this"), "{brand:?}: {}", heard(&report));
        assert_eq!(report.ended, CallEnd::HungUpByGateway, "{brand:?}");
    }
}

#[tokio::test]
async fn of_an_unknown_phone_somebody_hears_who_it_was_and_chooses() {
    let test = started(Brand::Twilio).await;
    let (maria, _) = test.employee("Maria Lopez").await;
    test.advance(MINUTE);
    hang_up_in(&test, &with_fallback(test.number(OTHER_PHONE), 1), 2).await;
    assert_eq!(look_later(&test).await, 1);
    test.work_for(MINUTE * 6).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let path = paths(&test).await.remove(0);
    payroll.get("/exceptions").await.is(200).says("Caller from a number with …77");
    let page = payroll.get(&path).await;
    page.is(200).says("Nobody signed in, so choose first who called.").says_nothing_of(OTHER_PHONE);
    let chosen = format!("{path}?employee={}", maria.id);
    let page = payroll.get(&chosen).await;
    page.is(200).says("Accept as a clock-in").says("It was a clock-out");
    // There is nothing to clock out of; that is said and nothing is lost.
    let out = format!("{chosen}&way=out");
    payroll.get(&out).await.is(200).says("Accept as a clock-out").says("It was a clock-in");
    let at = page.value("at");
    let refused = payroll.press(&out, &format!("{path}/accept"), &[("at", &at)]).await;
    refused.is(422).says("Nothing was saved").says("Accept as a clock-out");
    let accepted = payroll.press(&chosen, &format!("{path}/accept"), &[("at", &at)]).await;
    assert!(accepted.to().is_some_and(|to| to.starts_with("/time-entries/")), "{}", accepted.text());
    assert_eq!(test.column::<String>("SELECT status FROM time_entry").await, ["open"]);
    // And taken back, which asks again.
    let back = payroll.press("/exceptions", &format!("{path}/take-back"), &[]).await;
    assert!(back.to().is_some(), "{}", back.text());
    payroll.get(&path).await.is(200).says("choose first who called");
    assert_eq!(test.column::<String>("SELECT status FROM time_entry WHERE voided_at IS NULL").await, [] as [String; 0]);
}

#[tokio::test]
async fn a_call_that_was_cut_off_in_the_middle_is_found_by_what_it_left_behind_it() {
    let test = started(Brand::Twilio).await;
    let (_, id) = test.employee("Maria Lopez").await;
    // The ID and the PIN got through, the name did not: its recording is the voice check of the punch.
    let report = place(&test, &away(test.number(MARIAS_PHONE), 4), &format!("{id}#,{PIN}#")).await;
    assert!(matches!(report.ended, CallEnd::ApplicationError(_)), "{}", report.transcript());
    test.advance(MINUTE * 8 * 60);
    // The ID alone got through.
    let number = with_fallback(test.number(MARIAS_PHONE), 3);
    let report = test.only_call_by(&number, Keyed { hang_up_after: Some(4), ..keyed(&format!("{id}#,{PIN}#")) }).await;
    assert_eq!(times_heard(&report, "We cannot clock you right now"), 1, "{}", report.transcript());
    test.work_for(MINUTE * 30).await;
    assert_eq!(look_later(&test).await, 1);
    assert_eq!(look_later(&test).await, 0);
    assert_eq!(claims(&test).await, ["out 1260"]);
    test.work_for(MINUTE * 6).await;
    assert_eq!(test.column::<String>("SELECT status FROM claim_recording").await, ["stored"]);
    let recording = test.column::<String>("SELECT provider_recording_id FROM claim_recording").await;
    assert_eq!(recording, [report.recording.unwrap()]);
}

/// The kind: a call without a recording is a call all the same.
#[tokio::test]
async fn where_the_provider_had_nothing_to_say_the_time_of_the_call_is_kept_all_the_same() {
    let test = started(Brand::Twilio).await;
    test.employee("Maria Lopez").await;
    let report = place(&test, &away(test.number(OTHER_PHONE), 1), "").await;
    assert!(matches!(report.ended, CallEnd::ApplicationError(_)), "{}", report.transcript());
    let silent = Keyed { voice: Voice::Absent, ..Keyed::keys("").unwrap() };
    test.advance(MINUTE);
    test.only_call_by(&PlaceCall { max_webhooks: 3, ..with_fallback(test.number("anonymous"), 1) }, silent).await;
    assert_eq!(look_later(&test).await, 2);
    test.work_for(SignedDuration::from_hours(2)).await;
    assert_eq!(test.column::<String>("SELECT DISTINCT status FROM claim_recording").await, ["missing"]);
    let mut payroll = test.browser(Role::Payroll).await;
    let paths = paths(&test).await;
    payroll.get(&paths[0]).await.is(200).says("there is none");
    payroll.get(&paths[1]).await.is(200).says("Caller without a number");
    // Both can be refused, with a reason.
    let refused = payroll.press(&paths[0], &format!("{}/refuse", paths[0]), &[("reason", "wrong number")]).await;
    assert!(refused.to().is_some(), "{}", refused.text());
}

#[tokio::test]
async fn the_office_of_the_number_is_told_and_a_call_that_may_be_anybodys_is_nobodys() {
    let test = started(Brand::Twilio).await;
    let other = other_workspace(&test).await;
    place(&test, &away(test.number(OTHER_PHONE), 1), "").await;
    assert_eq!(look_later(&test).await, 1);
    assert_eq!(test.count("claim").await, 0);
    let since = test.clock_now() - SignedDuration::from_hours(1);
    assert_eq!(test.store.read(move |tx| missed_calls::count_nobodys(tx, since)).await.unwrap(), 1);

    let rows = ["number,provider,language,greeting,workspace", &format!("{DIAL_IN},twilio,en,,Other Roofing")]
        .map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>());
    let numbers = dialed::read(&rows, &["twilio"], &OfferedLanguages::default()).unwrap();
    let book = test.store.read(move |tx| NumberBook::open(tx, numbers)).await.unwrap();
    test.gateway.calls.set_numbers(book.unwrap());
    place(&test, &away(test.number(OTHER_PHONE), 1), "").await;
    assert_eq!(look_later(&test).await, 1);
    assert_eq!(test.column::<WorkspaceId>("SELECT workspace_id FROM claim").await, [other]);
    let mut here = test.browser(Role::Payroll).await;
    here.get(&paths(&test).await[0]).await.is(404);
}

#[tokio::test]
async fn a_gap_of_many_calls_is_looked_through_to_its_end_and_one_that_breaks_off_is_looked_through_again() {
    for brand in Brand::ALL {
        let mut test = started(brand).await;
        test.employee("Maria Lopez").await;
        // More than one part of a list.
        for n in 0..45 {
            place(&test, &away(test.number(&format!("+1512555{:04}", 1000 + n)), 1), "").await;
            test.advance(SignedDuration::from_secs(1));
        }
        // One that was answered is no gap.
        test.call(OTHER_PHONE, "").await;
        test.advance(MINUTE * 10);
        test.restart().await;
        assert_eq!(look(&test).await, 45, "{brand:?}");
        assert_eq!(look_later(&test).await, 0, "{brand:?}");
        assert_eq!(test.count("claim").await, 45, "{brand:?}");
        assert_eq!(test.count("call").await, 46, "{brand:?}");
    }
}

#[tokio::test]
async fn a_list_that_cannot_be_had_is_no_list_without_gaps() {
    let test = started(Brand::Twilio).await;
    place(&test, &away(test.number(OTHER_PHONE), 1), "").await;
    test.advance(MINUTE * 10);
    test.recordings.set_list_away(true);
    let failed = try_to_look(&test).await;
    assert!(matches!(failed, Err(MissedCallError::Api(_))), "{failed:?}");
    test.recordings.set_list_away(false);
    test.advance(SignedDuration::from_hours(5));
    assert_eq!(look(&test).await, 1, "as far back as before");
}

#[tokio::test]
async fn the_office_is_told_by_mail_and_that_it_is_over() {
    let test = started(Brand::Twilio).await;
    let (_, admin) = test.told(Role::Admin, &["line_failing"]).await;
    for from in [OTHER_PHONE, "anonymous"] {
        place(&test, &away(test.number(from), 1), "").await;
    }
    assert_eq!(look_later(&test).await, 2);
    for _ in 0..2 {
        test.look().await;
    }
    let mails = test.alert_mails(admin).await;
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert!(mails[0].contains("did not get through to phoneclock since 7:00 AM: 2."), "{mails:?}");
    test.advance(MINUTE * 31);
    test.look().await;
    assert_eq!(test.column::<String>("SELECT detail FROM alert WHERE closed_at IS NULL").await, [] as [String; 0]);
}

/// The kind: a phone is no person. What it suggests can be put right.
#[tokio::test]
async fn a_phone_that_was_lent_clocks_whoever_is_heard() {
    let test = started(Brand::Twilio).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let (ana, _) = test.employee("Ana Torres").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(MINUTE);
    hang_up_in(&test, &with_fallback(test.number(MARIAS_PHONE), 1), 2).await;
    assert_eq!(look_later(&test).await, 1);
    let path = paths(&test).await.remove(0);
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.get(&path).await.is(200).says("Accept as a clock-out").says("Somebody else called");
    let chosen = format!("{path}?employee={}", ana.id);
    let page = payroll.get(&chosen).await;
    page.is(200).says("Accept as a clock-in");
    let accepted = payroll.press(&chosen, &format!("{path}/accept"), &[("at", &page.value("at"))]).await;
    assert!(accepted.to().is_some_and(|to| to.starts_with("/time-entries/")), "{}", accepted.text());
    let open = test.column::<String>(
        "SELECT e.name || ' ' || t.status FROM time_entry t JOIN employee e ON e.id = t.employee_id ORDER BY e.name",
    );
    assert_eq!(open.await, ["Ana Torres open", "Maria Lopez open"]);
}

#[tokio::test]
async fn a_number_of_the_account_that_is_answered_elsewhere_is_none_of_ours() {
    for brand in Brand::ALL {
        let test = started(brand).await;
        let elsewhere = PlaceCall { to: "+15555550199".to_owned(), ..away(test.number(OTHER_PHONE), 1) };
        place(&test, &elsewhere, "").await;
        assert_eq!(look_later(&test).await, 0, "{brand:?}");
        assert_eq!((test.count("call").await, test.count("claim").await), (0, 0), "{brand:?}");
    }
}

/// The kind: of several recordings each is heard where it belongs.
#[tokio::test]
async fn a_call_that_is_cut_off_while_the_name_is_said_keeps_the_name_and_the_word_apart() {
    let test = started(Brand::Twilio).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let number = PlaceCall {
        faults: Faults { away_from_webhook: Some(4), ..Faults::default() },
        ..with_fallback(test.number(MARIAS_PHONE), 4)
    };
    place(&test, &number, &format!("{id}#,{PIN}#")).await;
    assert_eq!(look_later(&test).await, 0, "the name may be any of them");
    test.work_for(MINUTE * 10).await;
    assert_eq!(look(&test).await, 1);
    test.work_for(MINUTE * 10).await;
    let kept =
        "SELECT provider_recording_id FROM voice_check UNION ALL SELECT provider_recording_id FROM claim_recording";
    let mut kept = test.column::<String>(kept).await;
    kept.dedup();
    assert_eq!(kept.len(), 2, "{kept:?}");
}

#[tokio::test]
async fn a_clock_that_was_ahead_at_the_last_look_hides_no_gap() {
    let test = started(Brand::Twilio).await;
    let right = test.clock_now();
    test.advance(SignedDuration::from_hours(24 * 400));
    assert_eq!(look(&test).await, 0);
    test.clock.set(right + MINUTE * 30);
    place(&test, &away(test.number(OTHER_PHONE), 1), "").await;
    assert_eq!(look_later(&test).await, 1);
}
