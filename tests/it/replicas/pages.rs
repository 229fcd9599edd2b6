//! Pages of which one is answered here and the next there.

use phoneclock::{
    domain::user::Role,
    service::{Hold, access::first_owner},
};

use crate::support::{MARIAS_PHONE, TestGateway, browser::Browser, calling::heard};

const NEW_PIN: &str = "60284";

#[tokio::test]
async fn who_signed_in_at_one_is_signed_in_at_the_other_and_signed_out_of_both() {
    let (test, _second) = TestGateway::pair().await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    for _ in 0..4 {
        admin.get("/who-is-in").await.is(200).says("Nobody is in right now.");
    }
    let added = admin.press("/jobs/new", "/jobs/new", &[("name", "Elm Street"), ("who", "everyone")]).await;
    added.is(303);
    assert_eq!(test.jobs().await.len(), 1);
    assert_eq!(admin.post("/sign-out", &[]).await.to(), Some("/sign-in"));
    for _ in 0..2 {
        admin.get("/who-is-in").await.is(303);
    }
}

#[tokio::test]
async fn a_setup_link_is_opened_here_and_used_there_once() {
    let (test, _second) = TestGateway::pair().await;
    let person = test.newcomer("Ana Torres", Some("someone@example.com")).await;
    test.email_setup_link(&person, None).await.unwrap();
    let link = test.mailed_links(&person).await.pop().unwrap();
    let mut phone = Browser::nobody(&test);
    phone.get(&link).await.is(200).says("Choose your PIN");
    let typed = [("pin", NEW_PIN), ("again", NEW_PIN)];
    phone.submit(&link, &typed).await.says("You are ready");
    for _ in 0..2 {
        Browser::nobody(&test).submit(&link, &[("pin", "93157"), ("again", "93157")]).await.is(200);
    }
    let id: Vec<String> = test.column("SELECT digits FROM phone_clock_id").await;
    let report = test.call(MARIAS_PHONE, &format!("{}#,{NEW_PIN}#", id[0])).await;
    assert!(heard(&report).contains("Clocked in"), "the first one counts: {}", report.transcript());
}

#[tokio::test]
async fn the_link_of_the_first_owner_is_the_same_whoever_prints_it() {
    let (test, second) = TestGateway::pair().await;
    let first = test.first_owner_link().await;
    let again = second.store.write(Hold::Gateway, first_owner::link).await.unwrap().unwrap();
    assert_eq!(first.expose(), again.token.expose());
    let page = format!("/welcome/{}", first.expose());
    for _ in 0..2 {
        Browser::nobody(&test).get(&page).await.is(200);
    }
}

#[tokio::test]
async fn a_practice_call_that_was_begun_elsewhere_leads_back_to_its_beginning() {
    let (test, _second) = TestGateway::pair().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mut phone = Browser::nobody(&test);
    // The first request is answered by one, the second by the other, which knows nothing of it.
    let begun = phone.post("/practice", &[("clock_id", id.as_str()), ("language", "en")]).await;
    assert_eq!(begun.to(), Some("/practice/phone"));
    let (here, there) = (phone.get("/practice/phone").await, phone.get("/practice/phone").await);
    assert_eq!([here.to(), there.to()].iter().filter(|to| **to == Some("/practice")).count(), 1);
}
