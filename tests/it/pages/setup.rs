//! What employees read: how they choose a PIN and practise. And the phone in the browser with the demo around it.

use std::{sync::Arc, time::Duration};

use phoneclock::{
    app::practice_line,
    demo::{Demo, DemoFiles},
    domain::{employee::Details, language::Language, user::Role},
    phone::{Limits, ManualTimer, Person, PhoneBook},
    web::WebParts,
};
use url::Url;

use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, browser::Browser, people::details, phones};

#[tokio::test]
async fn choosing_a_pin() {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    let luz = Details { email: Some("luz@example.com".to_owned()), language: Language::Es, ..details("Luz Gil") };
    let luz = test.newcomer_with(luz).await;
    for (person, language) in [(&ana, "en"), (&luz, "es")] {
        let mut phone = Browser::nobody(&test);
        let code = format!("/setup?language={language}");
        let name = |page: &str| format!("setup/{page}{}", if language == "en" { "" } else { "_in_spanish" });
        test.assert_reads(&name("code"), &phone.get(&code).await).await;
        let slip = phone.submit("/setup", &[("code", "012345678900"), ("language", language)]).await;
        test.assert_reads(&name("code_no_code"), &slip).await;

        test.email_setup_link(person, None).await.unwrap();
        let link = test.mailed_links(person).await.remove(0);
        test.assert_reads(&name("choose"), &phone.get(&link).await).await;
        let differing = phone.submit(&link, &[("pin", "60284"), ("again", "60285")]).await;
        test.assert_reads(&name("choose_refused"), &differing).await;
        let typed = [("pin", "60284"), ("again", "60284")];
        test.assert_reads(&name("done"), &phone.submit(&link, &typed).await).await;
        let again = Browser::nobody(&test).submit(&link, &typed).await;
        test.assert_reads(&name("done_before"), &again).await;
    }
    let spent = Browser::nobody(&test).get("/setup/nonsense").await;
    test.assert_reads("setup/spent", &spent).await;
}

#[tokio::test]
async fn the_screen_of_a_kiosk_before_its_script_runs() {
    let test = TestGateway::start().await;
    test.assert_reads("setup/kiosk", &Browser::nobody(&test).get("/kiosk").await).await;
}

#[tokio::test]
async fn practising_a_call() {
    let test = TestGateway::start().await;
    test.job("Bridge deck", "71").await;
    let (maria, id) = test.employee("Maria Lopez").await;
    // A gateway that is no demo has no voices of people who are made up.
    let practice = Some(practice_line(&test.gateway, test.dir.path().join("practice"), &test.lifecycle).unwrap());
    let address = test.serve(WebParts { practice, ..test.web() }).await;
    let base = Url::parse(&format!("http://{address}")).unwrap();
    for (language, end) in [("en", ""), ("es", "_in_spanish")] {
        let mut browser = Browser::at(&base, &test);
        let ask = browser.get(&format!("/practice?language={language}")).await;
        test.assert_reads(&format!("setup/practice{end}"), &ask).await;
        let slip = browser.post("/practice", &[("clock_id", "123"), ("language", language)]).await;
        test.assert_reads(&format!("setup/practice_no_id{end}"), &slip).await;
        let begun = browser.submit("/practice", &[("clock_id", id.as_str()), ("language", language)]).await;
        test.assert_reads(&format!("setup/practice_phone{end}"), &begun).await;
    }
    let mut admin = test.browser(Role::Admin).await;
    let beside = admin.submit(&format!("/time-tracking/phone-clocking/{}/practice", maria.id), &[]).await;
    test.assert_reads("setup/practice_phone_beside_the_admin", &beside).await;
}

#[tokio::test]
async fn the_phone_and_the_demo() {
    let test = TestGateway::start().await;
    let mut nobody = Browser::nobody(&test);
    test.assert_reads("setup/phone_without_people", &nobody.get("/phone").await).await;
    let (number, timer) = (test.number(OTHER_PHONE), Arc::new(ManualTimer::default()));
    let limits = Limits { longest: Duration::from_mins(1), ..Limits::default() };
    let phones = phones(test.store.entropy(), number, &test.recordings, timer, &test.lifecycle, limits);
    let person = Person {
        name: "Maria Lopez".to_owned(),
        id: "573311".to_owned(),
        pin: PIN.to_owned(),
        phone: MARIAS_PHONE.to_owned(),
        language: "English".to_owned(),
    };
    let jobs = vec![("71".to_owned(), "Bridge deck".to_owned()), ("72".to_owned(), "Yard".to_owned())];
    let command = "phoneclock call --keys '573311#,8352#,71#'".to_owned();
    let book = phones.book().as_ref().clone();
    phones.set_book(PhoneBook { people: vec![person], jobs, command, ..book });
    let files =
        DemoFiles { database: test.dir.path().join("phoneclock.db"), recordings: test.dir.path().join("recordings") };
    let demo = Some(Demo::new(Arc::clone(&test.gateway), files));
    let address = test.serve(WebParts { phones: Some(phones), demo, ..test.web() }).await;
    let mut visitor = Browser::at(&Url::parse(&format!("http://{address}")).unwrap(), &test);
    test.assert_reads("setup/phone", &visitor.get("/phone").await).await;
    test.assert_reads("setup/demo", &visitor.get("/demo").await).await;
    test.assert_reads("setup/demo_reset_unsaid", &visitor.post("/demo/reset", &[]).await).await;
}
