//! A language that workers have and the office does not, wherever a worker reads it.

use axum::http::StatusCode;
use phoneclock::domain::{
    employee::Details, kiosk::CredentialKind, language::Language, user::Role, workspace::Languages,
};
use serde_json::json;

use crate::support::{TestGateway, browser::Browser, kiosk_people::KIOSK_PIN, people::details};

fn joao() -> Details {
    Details { email: Some("joao@example.com".to_owned()), language: Language::Pt, ..details("João Souza") }
}

async fn gateway() -> TestGateway {
    TestGateway::start_with(|settings| settings.languages = Languages::all()).await
}

#[tokio::test]
async fn somebody_chooses_a_pin_and_sees_their_hours_in_portuguese() {
    let test = gateway().await;
    let joao = test.newcomer_with(joao()).await;
    test.email_setup_link(&joao, None).await.unwrap();
    let link = test.mailed_links(&joao).await.remove(0);
    let mut phone = Browser::nobody(&test);
    phone.get(&link).await.says("<html lang=\"pt\">").says("Escolha seu PIN").says("De 4 a 12 dígitos");
    let refused = phone.submit(&link, &[("pin", "5555"), ("again", "5555")]).await;
    refused.is(200).says("Um só dígito repetido é fácil demais de adivinhar.");
    let done = phone.submit(&link, &[("pin", "60284"), ("again", "60284")]).await;
    done.says("Você já pode registrar o ponto por telefone");
    let hours = done.link("href=\"/my/").unwrap();
    phone.get(&hours).await.is(200).says("<html lang=\"pt\">").says("Minhas horas").says("Ainda não há horas.");
}

#[tokio::test]
async fn pages_for_whoever_is_not_known_yet_offer_every_language() {
    let test = gateway().await;
    let mut phone = Browser::nobody(&test);
    let english = phone.get("/setup").await;
    english.says("<html lang=\"en\">").says("hreflang=\"es\">Español</a>").says("hreflang=\"pt\">Português</a>");
    phone.get("/setup?language=pt").await.says("Código de uso único").says("hreflang=\"en\">English</a>");
    phone.get("/practice?language=pt").await.says("Treine o ponto por telefone");
    let spent = phone.get("/setup/none").await;
    spent.says("This link no longer works").says("Este enlace ya no sirve").says("Este link não funciona mais");
}

#[tokio::test]
async fn a_kiosk_shows_the_languages_of_its_workspace_and_answers_in_that_of_who_clocks() {
    let test = gateway().await;
    let kiosk = test.kiosk("Gate").await;
    let mut device = test.device(&kiosk).await;
    let joao = test.add_employee(joao()).await;
    test.set_kiosk_pin(&joao, CredentialKind::NamePin, KIOSK_PIN).await;
    let state = device.ask("state", json!({})).await;
    assert_eq!(state["languages"], json!(["en", "es", "pt"]));
    let done = device.by_name(joao.id, KIOSK_PIN).await;
    assert_eq!((&done["kind"], &done["language"]), (&json!("done"), &json!("pt")));
    let screen = Browser::nobody(&test).get("/kiosk").await;
    screen.says("Toque no seu nome").says("Português");
}

#[tokio::test]
async fn a_user_cannot_be_given_a_language_that_the_office_does_not_have() {
    let test = gateway().await;
    let mut owner = test.browser(Role::Owner).await;
    owner.get("/account").await.says("Español").says_nothing_of("Português");
    let chosen = owner.press("/account", "/account/language", &[("language", "pt")]).await;
    assert_eq!(chosen.status, StatusCode::BAD_REQUEST);
    owner.get("/account").await.says("<html lang=\"en\">");
}

#[tokio::test]
async fn an_owner_allows_portuguese_and_an_employee_gets_it() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    owner.get("/settings").await.says("Portuguese");
    let (joao, _) = test.employee_speaking("João Souza", Language::Pt).await;
    owner.get(&format!("/employees/{}", joao.id)).await.says("Portuguese");
}
