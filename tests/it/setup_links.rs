//! The employee's own page: links and codes that let somebody choose a PIN, once.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        language::Language,
        setup_code::SetupCode,
        user::Role,
    },
    service::credentials::{
        rollout,
        setup_links::{self, SetupError},
    },
};

use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    browser::{Browser, Page},
    by_hand::Call,
    calling::heard,
    people::details,
};

const LIST: &str = "/time-tracking/phone-clocking";
const NEW_PIN: &str = "60284";
const TYPED: [(&str, &str); 2] = [("pin", NEW_PIN), ("again", NEW_PIN)];

/// What stands in the first big line behind these words.
fn big(shown: &Page, label: &str) -> String {
    let rest = shown.body.split(label).nth(1).unwrap_or_else(|| panic!("no {label:?} in {}", shown.body));
    let rest = &rest[rest.find("class=\"big\"").unwrap()..];
    rest[rest.find('>').unwrap() + 1..rest.find("</").unwrap()].to_owned()
}

impl TestGateway {
    /// A person with an address, and the link they were mailed.
    async fn invited(&self, name: &str) -> (Employee, String) {
        let person = self.newcomer(name, Some("someone@example.com")).await;
        let link = self.mail_link(&person).await;
        (person, link)
    }

    async fn mail_link(&self, person: &Employee) -> String {
        // Mails of the same moment have no order.
        self.advance(SignedDuration::from_millis(1));
        let found = self.standing(person).await;
        self.email_setup_link(person, found.link.map(|link| link.id)).await.unwrap();
        self.mailed_links(person).await.pop().unwrap()
    }

    /// Makes a card with a one-time code; the code as it is printed.
    async fn card_code(&self, person: &Employee) -> String {
        let mut admin = self.browser(Role::Admin).await;
        let card = admin.post(&format!("{LIST}/{}/code", person.id), &[]).await;
        card.is(200).says("not shown again").says("/setup");
        let code = card.body.split("<strong class=\"big\">").nth(1).unwrap()[..14].to_owned();
        assert!(!code.is_empty() && card.body.matches(&code).count() == 1);
        code
    }
}

#[tokio::test]
async fn a_chosen_pin_is_good_for_a_call_at_once() {
    let test = TestGateway::start().await;
    let (_, link) = test.invited("Ana Torres").await;
    let mut phone = Browser::nobody(&test);
    let page = phone.get(&link).await;
    page.is(200).says("Choose your PIN").says("inputmode=\"numeric\"").says_nothing_of("Ana");
    let done = phone.submit(&link, &TYPED).await;
    test.assert_reads("setup/done", &done).await;
    done.says("tel:+15555550111").says_nothing_of(NEW_PIN);
    let id = big(&done, "Your phone clock ID");
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
    let audited = test.audited().await;
    assert_eq!(audited.last().unwrap(), "Ana Torres: choose PIN by setup link Ana Torres");
}

#[tokio::test]
async fn who_is_not_asked_for_their_name_on_the_phone_is_not_told_to_say_it() {
    for (workspace, person, asked) in [(true, Some(false), false), (false, None, false), (false, Some(true), true)] {
        let test = TestGateway::start_with(|settings| settings.voice_check = workspace).await;
        let email = Some("someone@example.com".to_owned());
        let ana = Details { email, voice_check: person, ..details("Ana Torres") };
        let link = test.mail_link(&test.newcomer_with(ana).await).await;
        let mut phone = Browser::nobody(&test);
        phone.get(&link).await.is(200);
        let done = phone.submit(&link, &TYPED).await;
        let told = done.is(200).says("You are ready").body.contains("say your name");
        assert_eq!(told, asked, "workspace {workspace}, person {person:?}");
    }
}

#[tokio::test]
async fn opening_the_page_uses_nothing_up() {
    let test = TestGateway::start().await;
    let (_, link) = test.invited("Ana Torres").await;
    for _ in 0..20 {
        Browser::nobody(&test).get(&link).await.is(200);
        Browser::nobody(&test).head(&link).await.is(200);
    }
    // A scanner that presses buttons has no PIN to type.
    let mut scanner = Browser::nobody(&test);
    scanner.submit(&link, &[]).await.is(200).says("aria-invalid");
    assert_eq!(test.count("setup_link WHERE used_at IS NOT NULL").await, 0);
    Browser::nobody(&test).submit(&link, &TYPED).await.says("You are ready");
}

#[tokio::test]
async fn links_that_are_replaced_expired_or_unknown_say_the_same() {
    let test = TestGateway::start().await;
    let (_, used) = test.invited("Ana Torres").await;
    Browser::nobody(&test).submit(&used, &TYPED).await.says("You are ready");
    let (_, expired) = test.invited("Eva Late").await;
    test.advance(SignedDuration::from_hours(7 * 24));
    let (ben, replaced) = test.invited("Ben Ode").await;
    let good = test.mail_link(&ben).await;

    let mut phone = Browser::nobody(&test);
    let mut said = Vec::new();
    for link in [&used, &expired, &replaced, "/setup/nonsense", "/setup/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
        for shown in [phone.get(link).await, phone.post(link, &TYPED).await] {
            shown.is(410).says("ask your manager for a new link").says("pida un enlace nuevo");
            for name in ["Ana", "Eva", "Ben", "Lopez"] {
                shown.says_nothing_of(name);
            }
            said.push(shown.body);
        }
    }
    said.dedup();
    assert_eq!(said.len(), 1);
    phone.submit(&good, &TYPED).await.says("You are ready");
}

#[tokio::test]
async fn a_link_lives_seven_days_and_not_a_millisecond_more() {
    let test = TestGateway::start().await;
    let (_, link) = test.invited("Ana Torres").await;
    test.advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_millis(1));
    Browser::nobody(&test).get(&link).await.is(200);
    test.advance(SignedDuration::from_millis(1));
    Browser::nobody(&test).get(&link).await.is(410);
}

#[tokio::test]
async fn of_two_uses_at_the_same_moment_one_wins() {
    let test = TestGateway::start().await;
    for round in 0..5 {
        let (person, link) = test.invited(&format!("Person {round}")).await;
        let (mut one, mut other) = (Browser::nobody(&test), Browser::nobody(&test));
        one.get(&link).await;
        other.get(&link).await;
        let first = [("pin", "60284"), ("again", "60284")];
        let second = [("pin", "93157"), ("again", "93157")];
        let (first, second) = tokio::join!(one.post(&link, &first), other.post(&link, &second));
        let (winner, loser, pin) =
            if first.to() == Some(&link) { (first, second, "60284") } else { (second, first, "93157") };
        winner.is(303);
        assert_eq!(loser.is(303).to(), Some(format!("{link}?used=before").as_str()));
        one.get(loser.to().unwrap()).await.says("This link was used before");
        let winner = one.get(winner.to().unwrap()).await;
        winner.is(200).says("You are ready").says_nothing_of("was used before");
        let id = big(&winner, "Your phone clock ID");
        let report = test.call(MARIAS_PHONE, &format!("{id}#,{pin}#")).await;
        assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
        let found = test.standing(&person).await;
        assert_eq!(found.clock_id.unwrap().as_str(), id);
    }
}

#[tokio::test]
async fn a_current_pin_works_until_the_reset_link_is_used() {
    let test = TestGateway::start().await;
    let with_address = Details { email: Some("maria@example.com".to_owned()), ..details("Maria Lopez") };
    let (maria, id) = test.employee_with(with_address, PIN).await;
    let link = test.mail_link(&maria).await;
    Browser::nobody(&test).get(&link).await.is(200);
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await).contains("Clocked in"));
    test.advance(SignedDuration::from_hours(1));
    let done = Browser::nobody(&test).submit(&link, &TYPED).await;
    assert_eq!(big(&done, "Your phone clock ID"), id.as_str(), "the ID stays");
    assert!(!heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await).contains("Clocked"));
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await).contains("Clocked out"));
}

#[tokio::test]
async fn weak_pins_are_refused_with_the_reason_in_the_persons_language() {
    let test = TestGateway::start_with(|settings| settings.pin_min_digits = 5).await;
    let person = Details { email: Some("ana@example.com".to_owned()), language: Language::Es, ..details("Ana Torres") };
    let ana = test.newcomer_with(person).await;
    let link = test.mail_link(&ana).await;
    let mut phone = Browser::nobody(&test);
    phone.get(&link).await.says("<html lang=\"es\">").says("Elija su PIN").says("De 5 a 12 dígitos");
    for (pin, again, reason) in [
        ("8352", "8352", "Un PIN tiene de 5 a 12 dígitos"),
        ("", "", "Un PIN tiene de 5 a 12 dígitos"),
        ("12 45", "12 45", "Un PIN tiene de 5 a 12 dígitos"),
        ("60284", "60285", "Los dos PIN son distintos"),
        ("55555", "55555", "Un solo dígito repetido"),
        ("45678", "45678", "suben o bajan"),
        ("121212", "121212", "la gente prueba primero"),
        ("50123", "50123", "el final de su propio número de teléfono"),
    ] {
        let page = phone.submit(&link, &[("pin", pin), ("again", again)]).await;
        page.is(200).says(reason).says("aria-invalid").says_nothing_of("value=\"60284\"");
    }
    phone.submit(&link, &TYPED).await.says("Ya puede registrar sus horas");
}

#[tokio::test]
async fn the_end_of_the_page_is_shown_again_by_the_same_link_for_its_seven_days_and_does_nothing_else() {
    let test = TestGateway::start().await;
    let (ana, link) = test.invited("Ana Torres").await;
    let mut phone = Browser::nobody(&test);
    let id = big(&phone.submit(&link, &TYPED).await, "Your phone clock ID");
    for _ in 0..2 {
        let again = Browser::nobody(&test).get(&link).await;
        again.is(200).says("You are ready").says("tel:+15555550111").says_nothing_of(NEW_PIN);
        assert_eq!(big(&again, "Your phone clock ID"), id);
    }
    // Whoever has the link by now changes nothing with it.
    let mut other = Browser::nobody(&test);
    for (pin, again) in [("93157", "93157"), ("93157", "1")] {
        let used = other.submit(&link, &[("pin", pin), ("again", again)]).await;
        used.is(200).says("This link was used before").says(&id);
    }
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await).contains("Clocked in"));
    assert_eq!(test.audited().await.iter().filter(|line| line.contains("choose PIN")).count(), 1);
    // From there a call can be practiced.
    other.get("/practice/phone").await.is(200).says(&id);

    test.advance(SignedDuration::from_hours(7 * 24) - SignedDuration::from_secs(1));
    Browser::nobody(&test).get(&link).await.is(200);
    test.advance(SignedDuration::from_secs(2));
    Browser::nobody(&test).get(&link).await.is(410);
    assert_eq!(test.count("pin").await, 1, "{ana:?}");
}

#[tokio::test]
async fn no_page_shows_an_id_that_is_dead_or_a_link_that_was_replaced() {
    let test = TestGateway::start().await;
    let (ana, link) = test.invited("Ana Torres").await;
    let id = big(&Browser::nobody(&test).submit(&link, &TYPED).await, "Your phone clock ID");
    let next = test.mail_link(&ana).await;
    Browser::nobody(&test).get(&link).await.is(410).says_nothing_of(&id);
    Browser::nobody(&test).submit(&next, &TYPED).await.says("You are ready");
    test.remove_pin(&ana).await;
    Browser::nobody(&test).get(&next).await.is(410).says_nothing_of(&id);
    // Nor does it show the ID that comes after it.
    test.set_pin(&ana, "93157").await.unwrap();
    Browser::nobody(&test).get(&next).await.is(410);
}

#[tokio::test]
async fn a_refused_pin_is_answered_by_a_page_that_can_be_gone_back_to() {
    let test = TestGateway::start().await;
    let (_, link) = test.invited("Ana Torres").await;
    let mut phone = Browser::nobody(&test);
    let refused = phone.post(&link, &[("pin", "7777"), ("again", "7777")]).await;
    let to = refused.is(303).to().unwrap().to_owned();
    assert!(!to.contains("7777"), "{to}");
    for _ in 0..2 {
        phone.get(&to).await.is(200).says("One digit repeated").says("aria-invalid");
    }
    phone.get(&link).await.is(200).says_nothing_of("aria-invalid");
    let wrong = phone.post("/setup", &[("code", "012345678901"), ("language", "es")]).await;
    let to = wrong.is(303).to().unwrap().to_owned();
    assert!(!to.contains("012345"), "{to}");
    phone.get(&to).await.is(200).says("<html lang=\"es\">").says("aria-invalid");
}

#[tokio::test]
async fn number_and_id_are_mailed_once_the_pin_is_set_and_never_the_pin() {
    let server = crate::mail::server::MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let person = Details { email: Some("ana@example.com".to_owned()), language: Language::Es, ..details("Ana Torres") };
    let ana = test.newcomer_with(person).await;
    let link = test.mail_link(&ana).await;
    let id = big(&Browser::nobody(&test).submit(&link, &TYPED).await, "Su número de identificación");
    test.work().await;
    let mails = server.received();
    let [mail] = mails.iter().filter(|mail| mail["text"].as_str().unwrap().contains(&id)).collect::<Vec<_>>()[..]
    else {
        panic!("{mails:#?}")
    };
    assert_eq!(mail["to"], serde_json::json!(["ana@example.com"]));
    for part in ["text", "html"] {
        let part = mail[part].as_str().unwrap();
        assert!(part.contains("+15555550111") && part.contains("Marque su PIN"), "{part}");
        assert!(!part.contains(NEW_PIN) && !part.contains("/setup"), "{part}");
    }

    // By a card's code and a call it is no other; somebody without an address gets none, and by hand nobody does.
    let eva = test.newcomer("Eva Mail", Some("eva@example.com")).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    test.call(OTHER_PHONE, &format!("{code}#,{NEW_PIN}#,{NEW_PIN}#")).await;
    let ben = test.newcomer("Ben Nomail", None).await;
    let code = test.card_code(&ben).await.replace(' ', "");
    test.call(OTHER_PHONE, &format!("{code}#,{NEW_PIN}#,{NEW_PIN}#")).await;
    let cem = test.newcomer("Cem Byhand", Some("cem@example.com")).await;
    test.set_pin(&cem, NEW_PIN).await.unwrap();
    test.work().await;
    let to: Vec<_> = server.received()[mails.len()..].iter().map(|mail| mail["to"][0].clone()).collect();
    assert_eq!(to, ["eva@example.com"]);
}

#[tokio::test]
async fn the_mail_with_an_id_is_not_sent_once_the_id_is_dead() {
    let server = crate::mail::server::MailServer::start(&[]);
    let test = TestGateway::start_mailing(server.mailer()).await;
    let (ana, link) = test.invited("Ana Torres").await;
    test.work().await;
    Browser::nobody(&test).submit(&link, &TYPED).await.says("You are ready");
    test.remove_pin(&ana).await;
    test.work().await;
    server.only_received();
    let problems: Vec<String> = test.column("SELECT problem FROM mail WHERE kind = 'PIN chosen'").await;
    assert_eq!(problems, ["the person is no longer active, or no longer has a PIN"]);
}

#[tokio::test]
async fn no_pin_is_set_without_the_token_of_the_form() {
    let test = TestGateway::start().await;
    let (_, link) = test.invited("Ana Torres").await;
    let mut phone = Browser::nobody(&test);
    phone.get(&link).await;
    phone.post_bare(&link, &TYPED).await.is(403);
    assert_eq!(test.count("pin").await, 0);
}

#[tokio::test]
async fn a_card_code_lets_its_holder_choose_a_pin_once() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let code = test.card_code(&eva).await;
    let plain = code.replace(' ', "");
    let mut phone = Browser::nobody(&test);
    test.assert_reads("setup/code", &phone.get("/setup").await).await;
    test.assert_reads("setup/code_in_spanish", &phone.get("/setup?language=es").await).await;
    let page = phone.submit("/setup", &[("code", &code)]).await;
    page.is(200).says("Choose your PIN").says("Lopez Roofing").says_nothing_of("Eva").says_nothing_of(&plain);
    let typed = [("code", plain.as_str()), ("pin", NEW_PIN), ("again", NEW_PIN)];
    phone.submit("/setup", &[("code", &plain), ("pin", "7777"), ("again", "7777")]).await.says("One digit repeated");
    let done = phone.submit("/setup", &typed).await;
    let id = big(&done, "Your phone clock ID");
    assert!(heard(&test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await).contains("Clocked in"));
    phone.submit("/setup", &typed).await.says("This code does not work");
    assert_eq!(test.audited().await.last().unwrap(), "Eva Nomail: choose PIN by one-time code Eva Nomail");
    let kept = format!("audit_record WHERE after LIKE '%{plain}%' OR before LIKE '%{plain}%'");
    assert_eq!(test.count(&kept).await, 0);
}

#[tokio::test]
async fn a_new_code_ends_the_one_before_and_seven_days_end_both() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let old = test.card_code(&eva).await;
    let new = test.card_code(&eva).await;
    let mut phone = Browser::nobody(&test);
    phone.submit("/setup", &[("code", &old)]).await.says("This code does not work");
    phone.submit("/setup", &[("code", &new)]).await.says("Choose your PIN");
    test.advance(SignedDuration::from_hours(7 * 24));
    phone.submit("/setup", &[("code", &new)]).await.says("This code does not work");
}

#[tokio::test]
async fn a_code_ends_with_five_wrong_tries_and_a_guesser_waits_after_ten() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    let mut phone = Browser::nobody(&test);
    let guesses = wrong_guesses(&code, 10);
    // A slip is no guess.
    for _ in 0..12 {
        phone.submit("/setup", &[("code", "012345678900")]).await.says("not a one-time code");
    }
    for guess in &guesses[..4] {
        phone.submit("/setup", &[("code", guess)]).await.says("This code does not work");
    }
    phone.submit("/setup", &[("code", &code)]).await.says("Choose your PIN");
    phone.submit("/setup", &[("code", &guesses[4])]).await.says("This code does not work");
    phone.submit("/setup", &[("code", &code)]).await.says("This code does not work");
    for guess in &guesses[6..] {
        phone.submit("/setup", &[("code", guess)]).await.says("This code does not work");
    }
    let fresh = test.card_code(&eva).await;
    phone.submit("/setup", &[("code", &fresh)]).await.says("Too many wrong codes");
    test.advance(SignedDuration::from_mins(16));
    phone.submit("/setup", &[("code", &fresh)]).await.says("Choose your PIN");
}

#[tokio::test]
async fn codes_guessed_at_once_gain_no_more_than_ten_one_after_the_other() {
    let test = TestGateway::start().await;
    let mut codes = Vec::new();
    for nth in 0..20 {
        let person = test.newcomer(&format!("Eva {nth}"), None).await;
        codes.push(test.card_code(&person).await.replace(' ', ""));
    }
    let visitor = |host: u32| format!("2001:db8::{host:x}");
    let mut guesses: Vec<String> = codes[..19].iter().map(|code| wrong_guesses(code, 1).remove(0)).collect();
    guesses.push(codes[19].clone());
    let tried = (1..).zip(&guesses).map(|(host, code)| {
        let (code, visitor) = (SetupCode::parse(code).unwrap(), visitor(host));
        let test = &test;
        async move { setup_links::open_code(&test.store, code, &visitor).await }
    });
    let answers = futures::future::join_all(tried).await;
    let looked_at = answers.iter().filter(|answer| matches!(answer, Err(SetupError::Spent))).count();
    let turned_away = answers.iter().filter(|answer| matches!(answer, Err(SetupError::TooMany))).count();
    assert_eq!((looked_at, turned_away), (10, 10), "the right one, too");
    // What was tried while the clock was ahead keeps nobody out.
    let now = test.clock_now();
    test.clock.set(now - SignedDuration::from_hours(24));
    test.clock.advance(SignedDuration::from_hours(1));
    let right = SetupCode::parse(&codes[19]).unwrap();
    assert!(setup_links::open_code(&test.store, right, &visitor(1)).await.is_ok());
}

#[tokio::test]
async fn a_used_link_ends_the_code_beside_it() {
    let test = TestGateway::start().await;
    let (ana, link) = test.invited("Ana Torres").await;
    let code = test.card_code(&ana).await;
    let mut phone = Browser::nobody(&test);
    phone.submit(&link, &TYPED).await.says("You are ready");
    phone.submit("/setup", &[("code", &code)]).await.says("This code does not work");
}

#[tokio::test]
async fn a_card_code_lets_its_holder_choose_a_pin_by_calling() {
    let test = TestGateway::start().await;
    let eva = test.newcomer_with(Details { language: Language::Es, ..details("Eva Nomail") }).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    let report = test.call(OTHER_PHONE, &format!("{code}#,7777#,{NEW_PIN}#,93157#,{NEW_PIN}#,{NEW_PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("demasiado fácil de adivinar") && said.contains("son distintos"), "{said}");
    assert!(said.contains("Su PIN quedó guardado."), "{said}");
    for webhook in &report.webhooks {
        assert!(!webhook.xml.contains(NEW_PIN) && !webhook.xml.contains(&code), "{webhook:?}");
    }
    let person = test.standing(&eva).await;
    let id = person.clock_id.unwrap();
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await;
    assert!(heard(&report).contains("Entrada registrada"), "{}", report.transcript());
    assert_eq!(test.audited().await.last().unwrap(), "Eva Nomail: choose PIN by calling Eva Nomail");

    let again = test.call(OTHER_PHONE, &format!("{code}#,{code}#,{code}#")).await;
    assert_eq!(heard(&again).matches("That code does not work.").count(), 3, "{}", again.transcript());
    let leaks = format!("call WHERE session LIKE '%{NEW_PIN}%' OR session LIKE '%{code}%'");
    assert_eq!(test.count(&leaks).await, 0);
    let leaks = format!("call_step WHERE came LIKE '%{NEW_PIN}%' OR came LIKE '%{code}%' OR reply LIKE '%{NEW_PIN}%'");
    assert_eq!(test.count(&leaks).await, 0);
}

#[tokio::test]
async fn calls_with_a_card_code_are_listed_with_their_employee_and_a_guess_is_nobodys() {
    let test = TestGateway::start().await;
    let (eva, bo) = (test.newcomer("Eva Nomail", None).await, test.newcomer("Bo Other", None).await);
    let code = test.card_code(&eva).await.replace(' ', "");
    let guess = wrong_guesses(&code, 1).remove(0);
    test.call_hanging_up(OTHER_PHONE, &format!("{guess}#"), 2).await;
    test.call_hanging_up(OTHER_PHONE, &format!("{code}#"), 2).await;
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get(&format!("/employees/{}/calls", eva.id)).await;
    page.is(200).says("asked for a new PIN").says_nothing_of("the PIN is set").says_nothing_of("does not work");

    test.call(OTHER_PHONE, &format!("{code}#,{NEW_PIN}#,{NEW_PIN}#")).await;
    let page = manager.get(&format!("/employees/{}/calls", eva.id)).await;
    page.says("said that the PIN is set").says_nothing_of("does not work");
    page.says_nothing_of(NEW_PIN).says_nothing_of(&code);
    manager.get(&format!("/employees/{}/calls", bo.id)).await.is(200).says_nothing_of("new PIN");
    assert_eq!(test.count("call WHERE employee_id IS NULL").await, 1);
}

#[tokio::test]
async fn guessing_codes_by_phone_bars_the_caller_and_ends_the_code() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    let guesses = wrong_guesses(&code, 5);
    for some in [&guesses[..3], &guesses[3..]] {
        let keys: Vec<String> = some.iter().map(|guess| format!("{guess}#")).collect();
        test.call_hanging_up(OTHER_PHONE, &keys.join(","), 4).await;
    }
    assert_eq!(test.count("failed_sign_in").await, 5);
    let report = test.call(MARIAS_PHONE, &format!("{code}#")).await;
    assert!(heard(&report).contains("That code does not work."), "{}", report.transcript());
}

#[tokio::test]
async fn a_restart_between_the_two_entries_loses_neither() {
    let mut test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    let mut call = Call::ring(&test, OTHER_PHONE).await;
    call.keys(&test, &format!("{code}#")).await;
    call.keys(&test, &format!("{NEW_PIN}#")).await;
    assert_eq!(test.count("new_pin WHERE hash LIKE '$argon2id$%'").await, 1);
    test.restart().await;
    let said = call.keys(&test, &format!("{NEW_PIN}#")).await.said();
    assert!(said.starts_with("Your PIN is set."), "{said}");
    assert_eq!((test.count("pin").await, test.count("new_pin").await), (1, 0));
    let (workspace, now) = (test.workspace.id, test.clock_now());
    let person = test.store.read(move |tx| rollout::find(tx, workspace, eva.id, now)).await.unwrap();
    let id = person.unwrap().clock_id.unwrap();
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{NEW_PIN}#")).await;
    assert!(heard(&report).contains("Clocked in"), "{}", report.transcript());
}

#[tokio::test]
async fn what_is_kept_of_a_new_pin_between_its_two_entries_goes_with_the_call_and_with_another_pin() {
    let test = TestGateway::start().await;
    let eva = test.newcomer("Eva Nomail", None).await;
    let code = test.card_code(&eva).await.replace(' ', "");
    let mut call = Call::ring(&test, OTHER_PHONE).await;
    call.keys(&test, &format!("{code}#")).await;
    call.keys(&test, "7777#").await;
    assert_eq!(test.count("new_pin").await, 0, "what is too easy to guess is not kept");
    call.keys(&test, &format!("{NEW_PIN}#")).await;
    call.keys(&test, "93157#").await;
    assert_eq!(test.count("new_pin").await, 0, "two that differ");
    call.keys(&test, &format!("{NEW_PIN}#")).await;
    assert_eq!(test.count("new_pin").await, 1);
    call.is_over(&test).await;
    assert_eq!((test.count("new_pin").await, test.count("pin").await), (0, 0));
}

/// Well-formed codes that name this one and are not it.
fn wrong_guesses(code: &str, count: usize) -> Vec<String> {
    (0..100_000_u32)
        .map(|guess| format!("{}{guess:06}", &code[..6]))
        .filter(|guess| *guess != code && SetupCode::parse(guess).is_ok())
        .take(count)
        .collect()
}
