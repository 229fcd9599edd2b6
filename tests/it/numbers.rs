//! Several numbers: each with its provider, its language, its greeting, and perhaps a workspace.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        dialed::{self, DialedNumber},
        offered::OfferedLanguages,
    },
    service::calls::numbers::NumberBook,
    simulator::{Brand, PlaceCall, report::CallReport},
};

use crate::{
    access::other_workspace,
    support::{
        MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
        calling::{heard, keyed, times_heard},
    },
};

const BOUND: &str = "+15555550122";
const SPANISH: &str = "+15555550133";

fn list(rows: &[&str]) -> Vec<DialedNumber> {
    let rows = std::iter::once("number,provider,language,greeting,workspace").chain(rows.iter().copied());
    let rows: Vec<Vec<String>> = rows.map(|row| row.split(',').map(str::to_owned).collect()).collect();
    dialed::read(&rows, &Brand::ALL.map(Brand::name), &OfferedLanguages::default()).unwrap()
}

async fn book(test: &TestGateway, rows: &[&str]) {
    let numbers = list(rows);
    let book = test.store.read(move |tx| NumberBook::open(tx, numbers)).await.unwrap();
    test.gateway.calls.set_numbers(book.unwrap());
}

async fn dial(test: &TestGateway, to: &str, from: &str, keys: &str) -> CallReport {
    let number = PlaceCall { to: to.to_owned(), ..test.number(from) };
    test.call_by(&number, keyed(keys)).await
}

#[tokio::test]
async fn a_number_has_its_own_language_and_greeting_and_others_are_as_ever() {
    let test = TestGateway::start().await;
    let name = test.brand.name();
    book(&test, &[&format!("{SPANISH},{name},es,Bienvenidos a Lopez Roofing.,")]).await;
    let said = heard(&dial(&test, SPANISH, OTHER_PHONE, "").await);
    assert!(said.starts_with("Bienvenidos a Lopez Roofing. | For English, press 1."), "{said}");
    assert!(said.contains("Marque su número de identificación"), "{said}");
    let said = heard(&test.call(OTHER_PHONE, "").await);
    assert!(said.starts_with("Hello, this is the phone clock. | Para español, oprima 2."), "{said}");
    // The words are said once, and the language of whoever is known goes before that of the number.
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("1#,{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(8));
    let report = dial(&test, SPANISH, MARIAS_PHONE, &format!("*#,{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked out at three P M."), "{}", report.transcript());
}

#[tokio::test]
async fn a_number_of_a_workspace_lets_its_people_in_and_nobody_else() {
    let test = TestGateway::start().await;
    other_workspace(&test).await;
    let name = test.brand.name();
    book(&test, &[&format!("{BOUND},{name},en,,Other Roofing")]).await;
    let (_, id) = test.employee("Maria Lopez").await;

    let report = dial(&test, BOUND, MARIAS_PHONE, &format!("{id}#,{PIN}#,{id}#,{PIN}#,{id}#,{PIN}#")).await;
    assert_eq!(times_heard(&report, "That ID and PIN don't match."), 3, "{}", report.transcript());
    assert_eq!(test.count("time_entry").await, 0);
    // The number that everybody calls lets them in, and so does the same number at another provider: there it is not ours.
    let report = test.call(OTHER_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked in at"), "{}", report.transcript());
    test.advance(SignedDuration::from_hours(8));
    let elsewhere = if test.brand == Brand::Plivo { Brand::Telnyx } else { Brand::Plivo };
    let test = test.of(elsewhere);
    let report = dial(&test, BOUND, OTHER_PHONE, &format!("{id}#,{PIN}#")).await;
    assert!(heard(&report).contains("Clocked out at"), "{}", report.transcript());
}

#[tokio::test]
async fn a_number_that_is_bound_to_nobody_stops_the_start() {
    let test = TestGateway::start().await;
    let numbers = list(&[&format!("{BOUND},twilio,en,,Nobody Inc.")]);
    let book = test.store.read(move |tx| NumberBook::open(tx, numbers)).await.unwrap();
    assert_eq!(book.unwrap_err().to_string(), "no workspace is named \"Nobody Inc.\"");
}
