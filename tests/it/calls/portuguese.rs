//! A language beyond the two that are always there: offered by a setting, chosen by its key, and spoken to the end.

use jiff::SignedDuration;
use phoneclock::domain::language::Language;

use super::languages::said_in;
use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    calling::{heard, times_heard},
};

#[tokio::test]
async fn the_greeting_offers_portuguese_by_key_3_where_it_is_set_and_the_call_goes_on_in_it() {
    let test = TestGateway::start_offering("en,es,pt").await;
    test.job("Telhado", "12").await;
    let (_, id) = test.employee_speaking("João Souza", Language::Pt).await;
    let report = test.call(MARIAS_PHONE, &format!("3#,{id}#,{PIN}#,12#")).await;
    assert_eq!(said_in(&report, "Hello, this is the phone clock."), "en-US");
    assert_eq!(said_in(&report, "Para español, oprima 2."), "es-US");
    assert_eq!(said_in(&report, "Para português, digite 3."), "pt-BR");
    assert_eq!(times_heard(&report, "For English"), 0, "the language that greets is not offered");
    assert_eq!(said_in(&report, "Digite seu número de identificação e depois tecle jogo da velha."), "pt-BR");
    assert_eq!(said_in(&report, "Digite seu PIN"), "pt-BR");
    assert_eq!(said_in(&report, "Entrada registrada às sete da manhã."), "pt-BR");
    assert_eq!(said_in(&report, "Serviço: Telhado."), "pt-BR");
    assert_eq!(said_in(&report, "Sua voz será gravada."), "pt-BR");
    assert!(heard(&report).ends_with("Obrigado. | Até logo."), "{}", report.transcript());

    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let second = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,#")).await;
    assert_eq!(said_in(&second, "Olá, este é o ponto por telefone."), "pt-BR");
    assert_eq!(said_in(&second, "For English, press 1."), "en-US");
    let out = "Saída registrada às três e trinta e dois da tarde. Oito horas e trinta e dois minutos.";
    assert_eq!(said_in(&second, out), "pt-BR");
}

#[tokio::test]
async fn nobody_hears_a_longer_greeting_where_portuguese_is_not_set() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee_speaking("João Souza", Language::Pt).await;
    let first = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let greeting = "Hello, this is the phone clock. | Para español, oprima 2. | Enter your phone clock ID";
    assert!(heard(&first).starts_with(greeting), "{}", first.transcript());
    assert_eq!(said_in(&first, "Entrada registrada às sete da manhã."), "pt-BR", "their own language all the same");
    let second = test.call(MARIAS_PHONE, "").await;
    assert_eq!(said_in(&second, "Olá, este é o ponto por telefone."), "pt-BR");
    assert_eq!(times_heard(&second, "Para português"), 0);
    // A key that is not offered is no language.
    assert_eq!(times_heard(&test.call(OTHER_PHONE, "3#").await, "Sorry, I didn't get that."), 1);
}

#[tokio::test]
async fn where_one_language_is_offered_the_greeting_offers_nothing() {
    let test = TestGateway::start_offering("en").await;
    let report = test.call(MARIAS_PHONE, "1#").await;
    assert!(heard(&report).starts_with("Hello, this is the phone clock. | Enter your phone clock ID"));
    assert_eq!(times_heard(&report, "Sorry, I didn't get that."), 1);
}

#[tokio::test]
async fn the_questions_before_a_punch_are_asked_in_portuguese_too() {
    let test = TestGateway::start_offering("pt,en").await;
    let (_, id) = test.employee_speaking("João Souza", Language::Pt).await;
    let sign_in = format!("{id}#,{PIN}#");
    test.call(MARIAS_PHONE, &format!("1#,{sign_in}")).await;
    test.advance(SignedDuration::from_secs(60));
    let report = test.call_hanging_up(MARIAS_PHONE, &sign_in, 4).await;
    assert_eq!(said_in(&report, "Você registrou a entrada há um minuto. Para deixar assim, desligue."), "pt-BR");
    test.advance(SignedDuration::from_hours(24));
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},2")).await;
    assert_eq!(said_in(&report, "Sua entrada está aberta desde ontem às sete da manhã."), "pt-BR");
    let out = "Saída registrada às sete e um da manhã. Vinte e quatro horas e um minuto.";
    assert_eq!(said_in(&report, out), "pt-BR");
}
