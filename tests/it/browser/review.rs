//! Voice checks heard and judged by keyboard alone, a hundred of them, and how long that took.

use std::io::Write;

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::converse;
use crate::support::{
    MARIA, TestGateway,
    browser::{PASSWORD, add_user},
};

const CHECKS: usize = 100;

#[tokio::test]
async fn a_hundred_voice_checks_are_heard_and_judged_by_keyboard_alone() {
    let test = TestGateway::start().await;
    let mut people = Vec::new();
    for name in ["Maria Lopez", "Ana Torres", "Ben Ode", "Eva Nomail", "Åsa Öberg"] {
        people.push(test.employee(name).await.0);
    }
    // Some more for what is tried out before and after.
    for number in 0..CHECKS + 3 {
        test.voice_check(&people[number % people.len()], MARIA).await;
    }
    let email = add_user(&test.gateway, test.workspace.id, Role::Payroll).await;
    let payroll = json!({ "email": email, "password": PASSWORD });
    let given = json!({ "at": test.pages(), "payroll": payroll, "checks": CHECKS });
    let mut took = None;
    converse("review.js", &given, async |said| {
        // What is done later is later.
        test.advance(SignedDuration::from_secs(5));
        match said["ask"].as_str() {
            Some("later") => {}
            Some("took") => took = Some(said.clone()),
            _ => panic!("{said}"),
        }
        Value::Null
    })
    .await;
    let counts = async |verdict: &str| test.count(&format!("voice_check WHERE verdict = '{verdict}'")).await;
    assert_eq!(
        (counts("same person").await, counts("not this person").await, counts("cannot tell").await),
        (36, 33, 34),
        "as the keys said"
    );
    let standing = "exception WHERE kind = 'not this person' AND settled_at IS NULL";
    assert_eq!(test.count(standing).await, 33);
    let unheard = "voice_check v WHERE NOT EXISTS (SELECT 1 FROM listen l WHERE l.voice_check_id = v.id)";
    assert!(test.count(unheard).await <= 1, "the log has every listen but that of a button pressed at once");

    let took = took.unwrap();
    let [all, slowest] = ["all_secs", "slowest_secs"].map(|name| took[name].as_f64().unwrap());
    let name = took["name_secs"].as_f64().unwrap();
    // Straight to the terminal: what a test prints is seen only where it fails.
    writeln!(
        std::io::stderr(),
        "{CHECKS} voice checks by keyboard took {all:.0} s with each one begun to play, the slowest {slowest:.1} s; \
         heard to the end, {name:.1} s each, that is {:.1} minutes",
        (all + name * CHECKS as f64) / 60.0
    )
    .unwrap();
}
