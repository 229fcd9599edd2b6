//! Voice checks heard and judged by keyboard alone, a hundred of them, and how long that took.

use std::{io::Write, time::Duration};

use jiff::SignedDuration;
use phoneclock::{
    audio::{Speech, wav},
    domain::{exception::ExceptionKind, user::Role},
};
use serde_json::{Value, json};

use super::converse;
use crate::support::{
    MARIA, TestGateway,
    browser::{PASSWORD, add_user},
    checks::Odd,
};

const CHECKS: usize = 100;
/// So many are heard in one go, which no script makes longer than it may be.
const SITTING: i64 = 50;

/// So much of a recording that a hundred of them do not take all day.
fn beginning(recording: &[u8], secs: f64) -> Vec<u8> {
    let speech = wav::read(recording).unwrap();
    let samples = &speech.samples()[..(secs * 8_000.0) as usize];
    Speech::from_samples(samples.to_vec()).to_wav()
}

/// Lets the gateway's time pass ten times as fast as that of the browser, in which a recording is soon at its end.
async fn pass_the_time(test: &TestGateway) {
    loop {
        tokio::time::sleep(Duration::from_millis(100)).await;
        test.advance(SignedDuration::from_secs(1));
    }
}

#[tokio::test]
async fn a_hundred_voice_checks_are_heard_and_judged_by_keyboard_alone() {
    let test = TestGateway::start().await;
    let name = beginning(MARIA, 0.6);
    let mut people = Vec::new();
    for name in ["Maria Lopez", "Ana Torres", "Ben Ode", "Eva Nomail", "Åsa Öberg"] {
        people.push(test.employee(name).await.0);
    }
    // Some more for what is tried out before and after.
    for number in 0..CHECKS + 7 {
        test.voice_check(&people[number % people.len()], &name).await;
    }
    let email = add_user(&test.gateway, test.workspace.id, Role::Payroll).await;
    let payroll = json!({ "email": email, "password": PASSWORD });
    let given = json!({ "at": test.pages(), "payroll": payroll, "checks": CHECKS });
    let mut took = None;
    let talk = converse("review.js", &given, async |said| {
        assert_eq!(said["ask"], "took", "{said}");
        took = Some(said.clone());
        Value::Null
    });
    tokio::select! {
        () = talk => {}
        () = pass_the_time(&test) => {}
    }
    let counts = async |verdict: &str| test.count(&format!("voice_check WHERE verdict = '{verdict}'")).await;
    assert_eq!(
        (counts("same person").await, counts("not this person").await, counts("cannot tell").await),
        (40, 33, 34),
        "as the keys said"
    );
    let standing = "exception WHERE kind = 'not this person' AND settled_at IS NULL";
    assert_eq!(test.count(standing).await, 33);
    let unheard = "voice_check v WHERE NOT EXISTS (SELECT 1 FROM listen l JOIN play p ON p.listen_id = l.id \
                   WHERE l.voice_check_id = v.id AND p.is_whole = 1)";
    assert_eq!(test.count(unheard).await, 0, "every verdict has its listen");
    assert!(test.count("play WHERE ended_at IS NOT NULL").await >= 100, "and the page said when it ended");

    let took = took.unwrap();
    let [all, slowest] = ["all_secs", "slowest_secs"].map(|name| took[name].as_f64().unwrap());
    let name = took["name_secs"].as_f64().unwrap();
    // Straight to the terminal: what a test prints is seen only where it fails.
    writeln!(
        std::io::stderr(),
        "{CHECKS} voice checks by keyboard took {all:.0} s, each heard to its end of {name:.1} s, the slowest {slowest:.1} s; \
         {:.1} s a piece beside the hearing",
        all / CHECKS as f64 - name
    )
    .unwrap();
}

/// People who clock in and out on five days. Of a hundred of their calls one is from a number that is new for them, and one
/// is too quiet to hear.
async fn week_of(test: &TestGateway, people: usize) {
    let week = people * 5 * 2;
    let mut staff = Vec::new();
    for number in 0..people {
        staff.push(test.employee(&format!("Worker {number:03}")).await.0);
    }
    let exception = |number: usize| match number % 100 {
        42 => Some(ExceptionKind::UnrecognizedCaller),
        63 => Some(ExceptionKind::VoiceCheckSilent),
        _ => None,
    };
    for number in 0..week {
        let odd = Odd { exception: exception(number), ..Odd::default() };
        test.odd_voice_check(&staff[number % people], MARIA, odd).await;
    }
    // Each is in the part that is heard of the others, or not, as in a workspace.
    test.execute("UPDATE voice_check SET sample = abs(random()) % 100").await;
}

#[tokio::test]
#[ignore = "takes as long as a person hears: fifteen minutes at most"]
async fn a_week_of_two_hundred_people_is_heard_in_less_than_fifteen_minutes() {
    let test = TestGateway::start().await;
    week_of(&test, 200).await;
    let email = add_user(&test.gateway, test.workspace.id, Role::Payroll).await;
    let given = json!({ "at": test.pages(), "payroll": { "email": email, "password": PASSWORD }, "at_most": SITTING });
    let (mut checks, mut secs) = (0, 0);
    loop {
        let mut heard = 0;
        let talk = converse("review_week.js", &given, async |said| {
            heard = said["checks"].as_i64().unwrap();
            secs += said["secs"].as_i64().unwrap();
            Value::Null
        });
        tokio::select! {
            () = talk => {}
            () = pass_the_time(&test) => {}
        }
        checks += heard;
        if heard < SITTING {
            break;
        }
    }
    writeln!(std::io::stderr(), "a week of 200 people: {checks} voice checks in {secs} s").unwrap();
    assert!(checks > 200, "{checks}");
    assert!(secs < 15 * 60, "{secs} s");
    assert_eq!(test.count("voice_check WHERE verdict IS NOT NULL").await, checks);
}
