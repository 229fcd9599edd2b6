//! The language belongs to the person; before that it is guessed from the phone, and one key changes it.

use jiff::SignedDuration;
use phoneclock::{domain::language::Language, simulator::report::CallReport};

use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    calling::{heard, times_heard},
};

pub fn said_in<'a>(report: &'a CallReport, text: &str) -> &'a str {
    let line = report.heard.iter().find(|heard| heard.text.contains(text));
    &line.unwrap_or_else(|| panic!("{text:?} was not said: {}", report.transcript())).language
}

#[tokio::test]
async fn a_spanish_speaker_hears_spanish_from_the_sign_in_on_and_from_the_ring_on_the_next_time() {
    let test = TestGateway::start().await;
    test.job("Techo", "12").await;
    let (_, id) = test.employee_speaking("Ana Torres", Language::Es).await;
    let first = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    assert_eq!(said_in(&first, "Hello, this is the phone clock."), "en-US");
    assert_eq!(said_in(&first, "Para español, oprima 2."), "es-US");
    assert_eq!(said_in(&first, "Enter your PIN"), "en-US");
    assert_eq!(said_in(&first, "Entrada registrada a las siete de la mañana."), "es-US");
    assert_eq!(said_in(&first, "Para omitirlo, oprima solo la tecla numeral."), "es-US");
    assert_eq!(said_in(&first, "Trabajo: Techo."), "es-US");
    assert_eq!(said_in(&first, "Su voz quedará grabada."), "es-US");
    assert!(heard(&first).ends_with("Gracias. | Hasta luego."));

    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let second = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    let english: Vec<_> = second.heard.iter().filter(|heard| heard.language == "en-US").collect();
    assert_eq!(english.len(), 1, "{english:?}");
    assert_eq!(english[0].text, "For English, press 1.");
    assert_eq!(said_in(&second, "Hola, este es el reloj telefónico."), "es-US");
    let out = "Salida registrada a las tres y treinta y dos de la tarde. Ocho horas y treinta y dos minutos.";
    assert_eq!(said_in(&second, out), "es-US");

    let elsewhere = test.call(OTHER_PHONE, "").await;
    assert_eq!(said_in(&elsewhere, "Hello, this is the phone clock."), "en-US", "other phones know nothing of it");
}

#[tokio::test]
async fn the_ring_speaks_the_language_of_whoever_signed_in_last_from_this_phone() {
    let test = TestGateway::start().await;
    let (_, ana) = test.employee_speaking("Ana Torres", Language::Es).await;
    let (_, john) = test.employee("John Carter").await;
    for (id, greeting) in [(&ana, "Hello"), (&john, "Hola"), (&ana, "Hello"), (&ana, "Hola")] {
        let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        assert!(heard(&report).starts_with(greeting), "{}", report.transcript());
        test.advance(SignedDuration::from_hours(1));
    }
    // A refused sign-in is nobody's.
    test.call(OTHER_PHONE, &format!("{ana}#,4711#")).await;
    assert!(heard(&test.call(OTHER_PHONE, "").await).starts_with("Hello"));
}

#[tokio::test]
async fn one_key_changes_the_language_until_somebody_signs_in() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("John Carter").await;
    let report = test.call(MARIAS_PHONE, &format!("2#,{id}#,{PIN}#")).await;
    assert_eq!(said_in(&report, "Marque su número de identificación"), "es-US");
    assert_eq!(said_in(&report, "Marque su PIN"), "es-US");
    assert_eq!(said_in(&report, "Clocked in at seven A M."), "en-US", "the employee's own");
    assert_eq!(times_heard(&report, "no llegó bien"), 0, "a language key is no wrong ID");
}

#[tokio::test]
async fn a_refusal_and_a_goodbye_are_said_in_the_language_that_was_chosen() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("John Carter").await;
    let report = test.call(MARIAS_PHONE, &format!("2#,{id}#,4711#,1#,{id}#,4712#")).await;
    assert_eq!(said_in(&report, "no coinciden"), "es-US");
    assert_eq!(said_in(&report, "That ID and PIN don't match."), "en-US", "and back");
}

#[tokio::test]
async fn the_questions_before_a_punch_are_asked_in_spanish_too() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_speaking("Ana Torres", Language::Es).await;
    let sign_in = format!("{id}#,{PIN}#");
    test.call(MARIAS_PHONE, &sign_in).await;
    test.advance(SignedDuration::from_secs(60));
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
    assert_eq!(said_in(&report, "Registró su entrada hace un minuto. Para dejarla así, cuelgue."), "es-US");
    test.advance(SignedDuration::from_hours(24));
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    assert_eq!(said_in(&report, "Su turno sigue abierto desde ayer a las siete de la mañana."), "es-US");
    assert_eq!(
        said_in(&report, "Salida registrada a las siete y uno de la mañana. Veinticuatro horas y un minuto."),
        "es-US"
    );
}
