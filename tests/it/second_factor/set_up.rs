//! Setting up an app on the account page, its recovery codes, and removing it.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;

use super::{ACCOUNT_PAGE, App, recovery_codes};
use crate::support::{
    TestGateway,
    browser::{OWNER, PASSWORD},
};

#[tokio::test]
async fn an_app_is_set_up_with_a_qr_code_or_a_key_and_its_first_code() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    owner.get("/account").await.says("Set up a second factor");
    owner.get(ACCOUNT_PAGE).await.is(200).says_nothing_of("class=\"qr\"");
    let page = owner.submit(ACCOUNT_PAGE, &[]).await;
    page.is(200).says("<svg class=\"qr\"");
    let app = App::scanning(&page);
    let again = owner.submit(ACCOUNT_PAGE, &[]).await;
    assert_eq!(App::scanning(&again).code(&test), app.code(&test), "what was scanned before is as good");

    let first = format!("{ACCOUNT_PAGE}/first-code");
    for wrong in ["", "12345", "1234567", "١٢٣٤٥٦", &app.wrong_code(&test), "abcde-fghjk", &"1".repeat(9_000)] {
        owner.post(&first, &[("code", wrong)]).await.is(200).says("That code is not right.");
    }
    assert_eq!(test.count("recovery_code").await, 0);
    let spaced = app.code(&test).split_at(3).0.to_owned() + " " + &app.code(&test)[3..];
    let codes = recovery_codes(owner.post(&first, &[("code", &spaced)]).await.is(200).says("shown this once"));
    assert_eq!(codes.len(), 10);
    owner.get(ACCOUNT_PAGE).await.says("10 left").says_nothing_of("class=\"qr\"").says_nothing_of(&codes[0]);
    owner.get("/account").await.says("Manage the second factor");
    owner.get("/users").await.says("second factor");
    assert_eq!(test.acts().await, ["create first owner", "set up second factor"]);

    // In the middle of all this the secret is nowhere, and of the codes only what they become.
    let kept: Vec<Vec<u8>> = test.column("SELECT id FROM second_factor").await;
    assert_eq!(kept[0].len(), 16);
    let kept: Vec<Vec<u8>> = test.column("SELECT hash FROM recovery_code").await;
    assert!(kept.len() == 10 && kept.iter().all(|hash| hash.len() == 32));
}

#[tokio::test]
async fn everybody_may_have_one_and_each_has_a_secret_of_their_own() {
    let test = TestGateway::start().await;
    let mut codes = Vec::new();
    for role in Role::ALL {
        let (mut browser, _) = test.signed_in(role).await;
        codes.push(test.set_up_app(&mut browser).await.0.code(&test));
    }
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 4);
}

#[tokio::test]
async fn whoever_finds_an_open_browser_sees_no_secret_and_sets_nothing_up() {
    let test = TestGateway::start().await;
    let mut owner = test.owner().await;
    owner.submit(ACCOUNT_PAGE, &[]).await.is(200);
    test.advance(SignedDuration::from_mins(11));
    let asked = owner.get(ACCOUNT_PAGE).await;
    assert_eq!(asked.is(303).to(), Some("/confirm?next=%2Faccount%2Fsecond-factor"));
    owner.post(&format!("{ACCOUNT_PAGE}/first-code"), &[("code", "123456")]).await.is(303);
    owner.post(ACCOUNT_PAGE, &[]).await.is(200).says("Confirm it is you").says_nothing_of("class=\"key\"");
    owner.post(&format!("{ACCOUNT_PAGE}/recovery-codes"), &[]).await.is(200).says("Confirm it is you");
}

#[tokio::test]
async fn recovery_codes_are_made_anew_and_those_of_before_end() {
    let test = TestGateway::start().await;
    let (mut owner, _, codes) = test.owner_with_app().await;
    let path = format!("{ACCOUNT_PAGE}/recovery-codes");
    let form = owner.get(ACCOUNT_PAGE).await.form(&path, &[]);
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let renewed = recovery_codes(owner.post_bare(&path, &form).await.is(200));
    let again = owner.post_bare(&path, &form).await;
    again.is(200).says("Nothing was changed: new recovery codes were made after this page was shown");
    assert!(renewed.len() == 10 && !renewed.iter().any(|code| codes.contains(code)));
    let mut browser = test.half_way().await;
    browser.post(super::CODE_PAGE, &[("recovery", &codes[0])]).await.is(200).says("That code is not right");
    browser.post(super::CODE_PAGE, &[("recovery", &renewed[0])]).await.is(303);
    assert_eq!(
        test.acts().await,
        ["create first owner", "set up second factor", "renew recovery codes", "use recovery code"]
    );
}

#[tokio::test]
async fn removing_takes_the_password_and_a_code() {
    let test = TestGateway::start().await;
    let (mut owner, app, codes) = test.owner_with_app().await;
    let remove = format!("{ACCOUNT_PAGE}/remove");
    let wrong = "The password or the code is not right";
    let code = app.code(&test);
    for (password, code) in [("wrong", code.as_str()), (PASSWORD, ""), (PASSWORD, &app.wrong_code(&test))] {
        owner.post(&remove, &[("current", password), ("code", code)]).await.is(200).says(wrong);
    }
    owner.post(&remove, &[("current", PASSWORD), ("code", ""), ("recovery", "22222-22222")]).await.is(200).says(wrong);
    assert_eq!(test.count("second_factor").await, 1);
    let done = owner.submit(&remove, &[("current", PASSWORD), ("code", &code)]).await;
    done.is(200).says("The second factor is removed.");
    assert_eq!((test.count("second_factor").await, test.count("recovery_code").await), (0, 0));
    test.sign_in.sign_in(OWNER, PASSWORD.into(), crate::support::browser::visitor()).await.unwrap();

    // With a recovery code, too; and an app of before is none any more.
    let (_, others) = test.set_up_app(&mut owner).await;
    owner.post(&remove, &[("current", PASSWORD), ("recovery", &codes[0])]).await.is(200).says(wrong);
    owner.submit(&remove, &[("current", PASSWORD), ("recovery", &others[3].to_uppercase())]).await.is(200);
    assert_eq!(test.count("second_factor").await, 0);
}

#[tokio::test]
async fn five_wrong_proofs_end_the_session_and_the_code_is_not_used_up_by_a_wrong_password() {
    let test = TestGateway::start().await;
    let (mut owner, app, _) = test.owner_with_app().await;
    let code = app.code(&test);
    let remove = format!("{ACCOUNT_PAGE}/remove");
    for _ in 0..4 {
        owner.post(&remove, &[("current", "wrong"), ("code", &code)]).await.is(200);
    }
    let out = owner.post(&remove, &[("current", PASSWORD), ("code", "000000")]).await;
    assert_eq!(out.is(303).to(), Some("/sign-in"));
    let mut browser = test.half_way().await;
    browser.post(super::CODE_PAGE, &[("code", &code)]).await.is(303);
}
