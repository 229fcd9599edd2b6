//! Universal PINs: generated or typed, shown again or never, nobody else's, and in no file.

use phoneclock::{
    domain::{
        ids::{KioskCredentialId, UserId},
        kiosk::{CredentialKind, CredentialOrigin},
        user::Role,
    },
    service::pin_hash::{Lane, Secret, Tag},
    store::{Hold, kiosk_credentials, kiosk_policies, universal_pins},
};

use super::HERE;
use crate::{
    employees::{actions, add, audit, details},
    support::{TestGateway, browser::Page, files_below, kiosk::policy, log::Log},
};

const TYPED: &str = "70419352";

fn shown(page: &Page) -> String {
    let (_, rest) = page.is(200).body.split_once("<p class=\"big\">").unwrap_or_else(|| panic!("{}", page.text()));
    rest.split('<').next().unwrap().to_owned()
}

async fn tag(test: &TestGateway, pin: &str) -> Tag {
    let secret = Secret::from(pin.to_owned());
    test.gateway.pins.tag(Lane::Telephone, secret, policy().tag_salt).await.unwrap()
}

async fn tags(test: &TestGateway) -> Vec<Vec<u8>> {
    test.column("SELECT universal_tag FROM kiosk WHERE universal_tag IS NOT NULL ORDER BY name").await
}

#[tokio::test]
async fn a_generated_one_is_shown_again_and_a_typed_one_never() {
    let test = TestGateway::start().await;
    let gate = test.kiosk("Gate").await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("{HERE}/{}/universal-pin", gate.id);
    assert!(admin.get(&path).await.text().contains("This kiosk has no Universal PIN."));
    let pin = shown(&admin.post(&format!("{path}/generate"), &[("digits", "6")]).await);
    assert!(pin.len() == 6 && !pin.starts_with('0') && pin.bytes().all(|byte| byte.is_ascii_digit()), "{pin}");
    assert_eq!(tags(&test).await, [tag(&test, &pin).await.to_vec()]);
    admin.get(&path).await.is(200).says_nothing_of(&pin).says("Show PIN");
    admin.get(&format!("{HERE}/{}", gate.id)).await.says("Show or change");
    assert_eq!(shown(&admin.post(&format!("{path}/reveal"), &[]).await), pin);
    let form = admin.get(&path).await.form(&format!("{path}/generate"), &[]);
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let form = [&form[..], &[("digits", "8")]].concat();
    let other = shown(&admin.post_bare(&format!("{path}/generate"), &form).await);
    let again = admin.post_bare(&format!("{path}/generate"), &form).await;
    assert_eq!(again.status.as_u16(), 422, "sent twice, the form makes one");
    again.says("Nothing was changed: the PIN was made or changed after this page was shown.");
    assert!(other.len() == 8 && other != pin);
    assert_eq!(tags(&test).await.len(), 1, "the one before it has ended");

    let page = admin.submit(&path, &[("pin", TYPED), ("again", TYPED)]).await;
    assert!(page.text().contains("It cannot be shown again."), "{}", page.text());
    assert_eq!(tags(&test).await, [tag(&test, TYPED).await.to_vec()]);
    admin.get(&path).await.says_nothing_of("Show PIN").says("It cannot be shown again.");
    admin.get(&format!("{HERE}/{}", gate.id)).await.says(">Change</a>").says_nothing_of("Show or change");
    let page = admin.post(&format!("{path}/reveal"), &[]).await;
    assert_eq!(page.status.as_u16(), 422);
    page.says_nothing_of(TYPED);
    admin.submit(&format!("{path}/remove"), &[]).await;
    assert_eq!(tags(&test).await, Vec::<Vec<u8>>::new());
    admin.post(&format!("{path}/remove"), &[]).await.is(422);
    assert_eq!(
        actions(&test).await,
        ["remove Universal PIN", "set Universal PIN", "set Universal PIN", "show Universal PIN", "set Universal PIN"]
    );
    let held = format!("{:?}", audit(&test).await);
    assert!(!held.contains(&pin) && !held.contains(TYPED) && held.contains("derived") && held.contains("typed"));
}

#[tokio::test]
async fn weak_ones_and_those_of_others_are_refused_in_the_same_words() {
    let test = TestGateway::start().await;
    let (gate, yard) = (test.kiosk("Gate").await, test.kiosk("Yard").await);
    let ana = add(&test, details("Ana")).await;
    let mut admin = test.browser(Role::Admin).await;
    let yard = format!("{HERE}/{}/universal-pin", yard.id);
    admin.submit(&yard, &[("pin", "604193"), ("again", "604193")]).await;
    let (of_user, of_worker) = (tag(&test, "582607").await, tag(&test, "739164").await);
    let (workspace, id, now) = (test.workspace.id, KioskCredentialId::generate(&test.store.ids()), test.clock_now());
    let user: UserId = test.column("SELECT id FROM web_user").await.remove(0);
    let write = test.store.db().write(Hold::Gateway, move |tx| {
        let sql = "UPDATE web_user SET pin_tag = ?2, pin_digits = 6, pin_set_at = 1 WHERE id = ?1";
        tx.execute(sql, &[user.into(), of_user.as_slice().into()])?;
        let credential = kiosk_credentials::KioskCredential {
            id,
            workspace,
            employee: ana.id,
            kind: CredentialKind::LonePin,
            origin: CredentialOrigin::Derived,
            attempt: 0,
            digits: Some(6),
            hash: None,
            tag: Some(of_worker.to_vec()),
            made_at: now,
        };
        kiosk_credentials::insert_credential(tx, &credential)
    });
    write.await.unwrap();

    let path = format!("{HERE}/{}/universal-pin", gate.id);
    let mut said = Vec::new();
    for refused in ["777777", "345678", "159753", "19870102", "604193", "582607", "739164"] {
        let before = test.refusals.hashed();
        // Each by somebody else: nobody may try many.
        let page = test.browser(Role::Owner).await.post(&path, &[("pin", refused), ("again", refused)]).await;
        assert_eq!(page.status.as_u16(), 422, "{refused}");
        assert_eq!(test.refusals.hashed() - before, 1, "the same work: {refused}");
        page.says_nothing_of(refused);
        said.push(page.text());
    }
    assert!(said.windows(2).all(|pair| pair[0] == pair[1]), "{said:#?}");
    assert!(
        said[0].contains("This PIN is easy to guess, or cannot be used here. Choose another one, or generate one."),
        "{}",
        said[0]
    );
    assert_eq!(actions(&test).await.iter().filter(|action| *action == "refuse Universal PIN").count(), 7);
    for (pin, again) in [
        ("60419", "60419"),
        ("604193582", "604193582"),
        ("60 419", "60 419"),
        ("６０４１９３", "６０４１９３"),
        ("", ""),
    ] {
        let page = admin.post(&path, &[("pin", pin), ("again", again)]).await;
        assert!(page.text().contains("A Universal PIN has 6 to 8 digits."), "{pin}: {}", page.text());
    }
    let page = admin.post(&path, &[("pin", TYPED), ("again", "70419353")]).await;
    assert!(page.text().contains("The two PINs do not match."), "{}", page.text());
    for digits in ["5", "9", "", "six"] {
        admin.post(&format!("{path}/generate"), &[("digits", digits)]).await.is(422);
    }
    assert_eq!(tags(&test).await.len(), 1);
    // The kiosk's own may be set again.
    admin.submit(&yard, &[("pin", "604193"), ("again", "604193")]).await;
}

#[tokio::test]
async fn two_kiosks_at_once_do_not_get_the_same_one() {
    let test = TestGateway::start().await;
    let mut paths = Vec::new();
    for name in ["Gate", "Yard"] {
        paths.push(format!("{HERE}/{}/universal-pin", test.kiosk(name).await.id));
    }
    let (mut one, mut two) = (test.browser(Role::Admin).await, test.browser(Role::Owner).await);
    let typed = [("pin", TYPED), ("again", TYPED)];
    let (first, second) = tokio::join!(one.post(&paths[0], &typed), two.post(&paths[1], &typed));
    let mut answers = [first.status.as_u16(), second.status.as_u16()];
    answers.sort_unstable();
    assert_eq!(answers, [303, 422]);
    assert_eq!(tags(&test).await.len(), 1);
}

#[tokio::test]
async fn where_nothing_is_shown_again_one_is_drawn_and_shown_once() {
    let test = TestGateway::start().await;
    let gate = test.kiosk("Gate").await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("{HERE}/{}/universal-pin", gate.id);
    let before = shown(&admin.post(&format!("{path}/generate"), &[("digits", "6")]).await);
    let workspace = test.workspace.id;
    let hidden = phoneclock::service::kiosks::policy::KioskPolicy { may_show_again: false, ..policy() };
    test.in_office(move |u| kiosk_policies::set_policy(u.tx, workspace, &hidden)).await.unwrap();
    let page = admin.post(&format!("{path}/reveal"), &[]).await;
    assert_eq!(page.status.as_u16(), 422, "also what was generated before");
    page.says_nothing_of(&before);
    let once = shown(&admin.press(&path, &format!("{path}/generate"), &[("digits", "7")]).await);
    assert_eq!(tags(&test).await, [tag(&test, &once).await.to_vec()]);
    admin.post(&format!("{path}/reveal"), &[]).await.is(422);
    let kept =
        test.store.read(move |tx| universal_pins::find_universal(tx, workspace, gate.id)).await.unwrap().unwrap();
    assert_eq!((kept.derived, kept.digits), (None, 7), "it follows from nothing");
    assert!(audit(&test).await[0].after.as_deref().unwrap().contains("random"));
}

#[tokio::test]
async fn a_universal_pin_is_in_no_file_and_no_log() {
    let log = Log::on();
    let test = TestGateway::start().await;
    let (gate, yard) = (test.kiosk("Gate").await, test.kiosk("Yard").await);
    let mut admin = test.browser(Role::Admin).await;
    let pin = shown(&admin.post(&format!("{HERE}/{}/universal-pin/generate", gate.id), &[("digits", "8")]).await);
    admin.submit(&format!("{HERE}/{}/universal-pin", yard.id), &[("pin", TYPED), ("again", TYPED)]).await;
    for file in files_below(test.dir.path()) {
        let bytes = std::fs::read(&file).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&pin) && !text.contains(TYPED), "{}", file.display());
    }
    let log = String::from_utf8_lossy(&log.bytes()).into_owned();
    assert!(!log.contains(&pin) && !log.contains(TYPED));
}

#[tokio::test]
async fn it_is_for_owners_and_admins_who_have_just_typed_their_password() {
    let test = TestGateway::start().await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    let gate = test.kiosk("Gate").await;
    let path = format!("{HERE}/{}/universal-pin", gate.id);
    for role in [Role::Manager, Role::Payroll] {
        let mut browser = test.browser(role).await;
        browser.get(&path).await.is(403);
        browser.post(&format!("{path}/reveal"), &[]).await.is(403);
    }
    admin.get(&path).await.is(200);
    test.advance(jiff::SignedDuration::from_mins(11));
    let asked = admin.get(&path).await;
    assert!(asked.is(303).to().unwrap().starts_with("/confirm?next="), "{asked:?}");
    let page = admin.post(&format!("{path}/generate"), &[("digits", "6")]).await;
    page.says("confirm_password");
    assert_eq!(tags(&test).await, Vec::<Vec<u8>>::new());
}
