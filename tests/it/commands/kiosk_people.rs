//! `employee kiosk-pin` and `employee badge`.

use phoneclock::domain::kiosk::{CredentialKind, Method, badge::Badge};

use super::{Answer, answer, beside, program};
use crate::support::{TestGateway, people::details, postgres};

/// The same with something piped in.
fn typing(test: &TestGateway, args: &[&str], typed: &str) -> Answer {
    let mut command = program();
    command.envs(postgres::variables(test.dir.path()));
    command.args(args).arg("--data-dir").arg(test.dir.path()).arg("--key-file").arg(test.dir.path().join("key"));
    answer(command.arg("--recordings").arg(test.dir.path().join("recordings")).write_stdin(typed))
}

#[tokio::test]
async fn a_kiosk_pin_is_typed_generated_shown_and_removed() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    let early = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--generate"]);
    assert_eq!((early.code, early.err.contains("kiosks are not activated")), (1, true), "{early:?}");
    test.kiosk_for_everybody(Method::NameAndPin).await;

    let set = typing(&test, &["employee", "kiosk-pin", "Ana Torres"], "730264\n");
    assert_eq!((set.code, set.out.trim()), (0, "The kiosk PIN of Ana Torres is set."), "{set:?}");
    let credential = test.kiosk_credential(&ana, CredentialKind::NamePin).await.unwrap();
    assert!(test.is_kiosk_pin(&credential, "730264").await.unwrap());
    for (typed, why) in [("7302", "exactly 6 digits"), ("111111", "it is easy to guess; choose"), ("", "no PIN came")] {
        let refused = typing(&test, &["employee", "kiosk-pin", "Ana Torres"], typed);
        assert!(refused.code == 1 && refused.err.contains(why), "{typed}: {refused:?}");
        assert!(typed.is_empty() || !refused.err.contains(typed), "{refused:?}");
    }
    let hidden = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--show"]);
    assert!(hidden.code == 1 && hidden.err.contains("nothing that can be shown"), "{hidden:?}");

    let made = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--generate", "--json"]).json();
    let pin = test.kiosk_secret(&ana, CredentialKind::NamePin).await;
    assert_eq!((&made["kiosk_pin"], &made["employee"]), (&pin.as_str().into(), &"Ana Torres".into()));
    let shown = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--show"]);
    assert_eq!(shown.out.trim(), format!("The kiosk PIN of Ana Torres: {pin}"));
    beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--remove"]);
    assert!(test.kiosk_credential(&ana, CredentialKind::NamePin).await.is_none());
    let again = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--remove"]);
    assert!(again.code == 1 && again.err.contains("there is nothing to remove"), "{again:?}");
    let both = beside(&test, &["employee", "kiosk-pin", "Ana Torres", "--remove", "--show"]);
    assert_eq!(both.code, 2, "{both:?}");
    let audited = test.audited().await;
    assert!(audited.contains(&"the gateway's command line: print PIN slips Ana Torres".to_owned()), "{audited:?}");
}

#[tokio::test]
async fn a_badge_is_printed_drawn_and_issued_anew() {
    let test = TestGateway::start().await;
    let ana = test.add_employee(details("Ana Torres")).await;
    test.kiosk_for_everybody(Method::Badge).await;
    test.work().await;
    let badge = test.kiosk_secret(&ana, CredentialKind::Badge).await;
    let shown = beside(&test, &["employee", "badge", "Ana Torres"]);
    assert!(shown.out.trim().ends_with(&badge), "{shown:?}");
    let file = test.dir.path().join("ana.png");
    let new = beside(&test, &["employee", "badge", "Ana Torres", "--new", "--png", file.to_str().unwrap(), "--json"]);
    let after = test.kiosk_secret(&ana, CredentialKind::Badge).await;
    assert_eq!(new.json()["badge"], after);
    assert!(after != badge && Badge::parse(&after).is_ok());
    assert_eq!(&std::fs::read(&file).unwrap()[..4], b"\x89PNG");
    test.set_policy_and_queue(crate::support::kiosk_office::policy(Method::NameAndPin)).await;
    let asleep = beside(&test, &["employee", "badge", "Ana Torres"]);
    assert!(asleep.code == 1 && asleep.err.contains("the badge is asleep"), "{asleep:?}");
    let new = beside(&test, &["employee", "badge", "Ana Torres", "--new"]);
    assert!(new.code == 0 && new.err.contains("Note: the badge is asleep"), "{new:?}");
    beside(&test, &["employee", "badge", "Ana Torres", "--remove"]);
    assert!(test.kiosk_credential(&ana, CredentialKind::Badge).await.is_none());
}
