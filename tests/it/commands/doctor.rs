//! `doctor`: what is missing or wrong.

use phoneclock::simulator::Brand;

use super::{Desk, SETTINGS, after_a_day, beside, keys};
use crate::support::{ACCOUNT, TOKEN};

#[test]
fn doctor_says_what_is_missing_before_anything_is_there_and_makes_nothing() {
    let mut desk = Desk::new();
    let found = desk.run(&["doctor", "--offline", "--json"]);
    assert_eq!((found.code, found.err.as_str()), (1, ""), "{found:?}");
    let findings = found.json();
    let said: Vec<_> = findings.as_array().unwrap().iter().map(|found| found["finding"].as_str().unwrap()).collect();
    for (name, _) in SETTINGS {
        assert!(said.iter().any(|said| said.starts_with(&format!("{name} is not set"))), "{name}: {said:?}");
    }
    assert!(findings.as_array().unwrap().iter().all(|found| keys(found) == ["about", "finding", "level"]));
    assert_eq!(std::fs::read_dir(desk.dir.path()).unwrap().count(), 0);
}

#[test]
fn doctor_finds_the_wrong_key_file() {
    let mut desk = Desk::with_workspace();
    let other = Desk::with_workspace();
    let key = |desk: &Desk| desk.dir.path().join("data/phoneclock.key");
    std::fs::copy(key(&other), key(&desk)).unwrap();
    let key_finding = |desk: &mut Desk| {
        let found = desk.run(&["doctor", "--offline", "--json"]).json();
        let found: Vec<_> =
            found.as_array().unwrap().iter().filter(|found| found["about"] == "key file").cloned().collect();
        assert_eq!((found.len(), &found[0]["level"]), (1, &"problem".into()), "{found:?}");
        found[0]["finding"].as_str().unwrap().to_owned()
    };
    let said = key_finding(&mut desk);
    assert!(said.contains("is not the one this database belongs to"), "{said}");
    std::fs::remove_file(key(&desk)).unwrap();
    let said = key_finding(&mut desk);
    assert!(said.contains("is missing, and this database belongs to one"), "{said}");
}

#[tokio::test]
async fn doctor_finds_nothing_wrong_with_a_gateway_that_runs_and_notices_a_changed_recording() {
    let test = after_a_day("Maria Lopez").await;
    let recording = test.only_entry().await.voice_checks[0].recording.clone().unwrap();
    let (url, api) = (format!("http://{}", test.address), test.apis[&Brand::Twilio].to_string());
    let args: Vec<String> = [
        "doctor",
        "--public-url",
        &url,
        "--dial-in-number",
        "+15555550111",
        "--twilio-account-sid",
        ACCOUNT,
        "--twilio-auth-token",
        TOKEN,
        "--twilio-api-base",
        &api,
    ]
    .map(str::to_owned)
    .to_vec();
    // The gateway answers on this runtime, so the command must not block it.
    let (test, found) = tokio::task::spawn_blocking(move || {
        let found = beside(&test, &args.iter().map(String::as_str).collect::<Vec<_>>());
        (test, found)
    })
    .await
    .unwrap();
    assert_eq!((found.code, found.err.as_str()), (0, ""), "{found:?}");
    for said in ["the API accepts", "healthz answers", "all 2 voice checks are there", "1 of 1 employee can"] {
        assert!(found.out.contains(said), "{said}\n{}", found.out);
    }
    assert!(!found.out.contains(TOKEN));

    std::fs::write(test.dir.path().join("recordings").join(recording), "something else").unwrap();
    let found = beside(&test, &["doctor", "--offline", "--json"]);
    assert!(found.code == 1 && found.out.contains("1 recording is not what was stored"), "{found:?}");

    std::fs::remove_dir_all(test.dir.path().join("recordings")).unwrap();
    let found = beside(&test, &["doctor", "--offline", "--json"]);
    assert!(found.code == 1 && found.out.contains("2 recordings cannot be read, the whole folder"), "{found:?}");
    assert!(!test.dir.path().join("recordings").exists(), "doctor makes nothing");
}
