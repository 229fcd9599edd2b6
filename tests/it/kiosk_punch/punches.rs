//! The punch: at once, or as they choose; jobs, questions, and its time.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Details,
        ids::JobId,
        workspace::{JobPolicy, Zone},
    },
    service::{ChangedBoard, kiosks::leave, roster::jobs::JobDetails},
};
use serde_json::{Value, json};

use crate::support::{
    PIN, TestGateway,
    kiosk_people::{At, KIOSK_PIN, at_the_gate_of, maria_at_the_gate},
    people::details,
};

const SECOND: SignedDuration = SignedDuration::from_secs(1);

async fn job(test: &TestGateway, name: &str) -> JobId {
    test.add_job(JobDetails::named(name)).await.id
}

fn names(jobs: &Value) -> Vec<&str> {
    jobs.as_array().unwrap().iter().map(|job| job["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn in_out_and_in_again_within_a_second_are_three_punches_and_nobody_is_kept_out() {
    let mut at = maria_at_the_gate().await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(done["way"], "in");
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&asked["kind"], &asked["question"]), (&json!("choose"), &json!("just_clocked")));
    assert_eq!((&asked["choices"], &asked["since"]), (&json!(["keep", "out"]), &done["at"]));
    let out = at.device.choose(&asked, "out").await;
    assert_eq!((&out["way"], &out["at"], &out["worked"]), (&json!("out"), &done["at"], &json!(0)));
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&asked["question"], &asked["choices"]), (&json!("just_clocked"), &json!(["keep", "in"])));
    assert_eq!(at.device.choose(&asked, "in").await["way"], "in");
    let entries = at.test.entries().await;
    assert_eq!(entries.iter().map(|entry| entry.status).collect::<Vec<_>>(), ["closed", "open"]);
    let kept = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(at.device.choose(&kept, "keep").await["kind"], "left");
    assert_eq!(at.device.choose(&kept, "out").await["kind"], "gone", "what was answered is over");
    assert_eq!(at.test.count("punch").await, 3);
}

#[tokio::test]
async fn the_phone_and_the_kiosk_are_one_clock() {
    let mut at = maria_at_the_gate().await;
    let clock_id = at.test.set_pin(&at.maria, PIN).await.unwrap();
    at.maria_keys(KIOSK_PIN).await;
    at.test.wait_out();
    assert!(at.test.clocks_by_phone(&clock_id).await);
    assert_eq!(at.test.only_entry().await.status, "closed");
    let channels = at.test.column::<String>("SELECT channel FROM punch ORDER BY at").await;
    assert_eq!(channels, ["kiosk", "phone"]);
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&asked["question"], &asked["choices"]), (&json!("just_clocked"), &json!(["keep", "in"])));
}

#[tokio::test]
async fn a_forgotten_clock_out_is_asked_about_before_anything_is_punched() {
    let mut at = maria_at_the_gate().await;
    let began = at.maria_keys(KIOSK_PIN).await["at"].clone();
    at.test.advance(SignedDuration::from_hours(15));
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&asked["question"], &asked["choices"]), (&json!("forgotten"), &json!(["new_shift", "out"])));
    assert_eq!(asked["since"], began);
    assert_eq!(at.device.choose(&asked, "new_shift").await["way"], "in");
    let entries = at.test.entries().await;
    let seen: Vec<_> = entries.iter().map(|entry| (entry.status, entry.exceptions.as_slice())).collect();
    assert_eq!(seen, [("unfinished", &["missing clock-out"][..]), ("open", &[])]);
}

#[tokio::test]
async fn a_question_that_is_left_open_is_an_exception_and_the_next_punch_answers_it() {
    for presses_leave in [true, false] {
        let mut at = maria_at_the_gate().await;
        at.maria_keys(KIOSK_PIN).await;
        at.test.advance(SignedDuration::from_hours(15));
        let asked = at.maria_keys(KIOSK_PIN).await;
        if presses_leave {
            at.device.ask("leave", json!({ "identification": asked["identification"] })).await;
        } else {
            assert_eq!(leave::end_lapsed(&at.test.store).await.unwrap(), 0, "she may come back for a minute");
            at.test.advance(61 * SECOND);
            assert_eq!(leave::end_lapsed(&at.test.store).await.unwrap(), 1);
        }
        assert_eq!(at.test.standing_exceptions().await, ["unanswered question"], "{presses_leave}");
        assert_eq!(at.device.choose(&asked, "out").await["kind"], "gone");
        let asked = at.maria_keys(KIOSK_PIN).await;
        at.device.choose(&asked, "out").await;
        assert!(at.test.standing_exceptions().await.is_empty());
    }
}

#[tokio::test]
async fn whoever_is_found_has_a_minute() {
    let mut at = maria_at_the_gate().await;
    at.maria_keys(KIOSK_PIN).await;
    let asked = at.maria_keys(KIOSK_PIN).await;
    at.test.advance(59 * SECOND);
    assert_eq!(at.device.choose(&asked, "out").await["kind"], "done");
    at.test.wait_out();
    at.maria_keys(KIOSK_PIN).await;
    let asked = at.maria_keys(KIOSK_PIN).await;
    at.test.advance(60 * SECOND);
    assert_eq!(at.device.choose(&asked, "out").await["kind"], "gone");
}

#[tokio::test]
async fn jobs_are_offered_after_the_punch_the_last_one_first() {
    let mut at = maria_at_the_gate().await;
    let (_, bridge, depot) =
        (job(&at.test, "Annex").await, job(&at.test, "Bridge").await, job(&at.test, "Depot").await);
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((names(&done["jobs"]), &done["job"]), (vec!["Annex", "Bridge", "Depot"], &Value::Null));
    assert_eq!((&done["job_required"], &done["skippable"]), (&json!(false), &json!(true)));
    let named = |job: Value| json!({ "identification": done["identification"], "job": job });
    assert_eq!(at.device.ask("job", named(json!(bridge))).await["name"], "Bridge");
    assert_eq!(at.device.ask("job", named(json!(depot))).await["name"], "Depot", "a slip of the finger");
    assert_eq!(at.test.only_entry().await.job_name.as_deref(), Some("Depot"));
    at.test.wait_out();
    // A clock-out never asks; going on to another job is offered beside it.
    let asked = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(asked["choices"], json!(["out", "switch_job"]));
    assert_eq!(names(&asked["jobs"]), ["Depot", "Annex", "Bridge"]);
    let switch = json!({ "identification": asked["identification"], "choice": "switch_job" });
    assert_eq!(at.device.ask("punch", switch).await["kind"], "choose", "to which?");
    let switch = json!({ "identification": asked["identification"], "choice": "switch_job", "job": bridge });
    let done = at.device.ask("punch", switch).await;
    assert_eq!((&done["way"], &done["job"], &done["worked"]), (&json!("in"), &json!("Bridge"), &json!(180)));
    let entries = at.test.entries().await;
    assert_eq!(entries[0].out_at.as_deref(), Some(entries[1].in_at.as_str()), "at that very moment");
    assert_eq!(entries[1].job_name.as_deref(), Some("Bridge"));
}

#[tokio::test]
async fn a_required_job_that_nobody_names_is_an_exception() {
    for how in ["skip", "leave", "go"] {
        let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
        let mut at = at_the_gate_of(test).await;
        let annex = job(&at.test, "Annex").await;
        let done = at.maria_keys(KIOSK_PIN).await;
        assert_eq!((&done["job_required"], &done["skippable"]), (&json!(true), &json!(false)));
        let identification = &done["identification"];
        match how {
            "skip" => drop(at.device.ask("job", json!({ "identification": identification, "job": null })).await),
            "leave" => drop(at.device.ask("leave", json!({ "identification": identification })).await),
            _ => {
                at.test.advance(61 * SECOND);
                leave::end_lapsed(&at.test.store).await.unwrap();
            }
        }
        assert_eq!(at.test.standing_exceptions().await, ["job missing"], "{how}");
        let late = json!({ "identification": identification, "job": annex });
        assert_eq!(at.device.ask("job", late).await["kind"], "gone", "{how}");
    }
}

#[tokio::test]
async fn the_job_of_the_place_is_on_the_entry_until_another_is_named() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    let mut at = at_the_gate_of(test).await;
    let (annex, yard) = (job(&at.test, "Annex").await, job(&at.test, "Yard").await);
    at.test.change_kiosk(&at.kiosk, |kiosk| kiosk.default_job = Some(yard)).await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!((&done["job"], &done["job_required"]), (&json!("Yard"), &json!(false)));
    assert_eq!(names(&done["jobs"]), ["Yard", "Annex"]);
    at.device.ask("leave", json!({ "identification": done["identification"] })).await;
    assert!(at.test.standing_exceptions().await.is_empty());
    at.test.wait_out();
    let asked = at.maria_keys(KIOSK_PIN).await;
    at.device.choose(&asked, "out").await;
    at.test.wait_out();
    let done = at.maria_keys(KIOSK_PIN).await;
    at.device.ask("job", json!({ "identification": done["identification"], "job": annex })).await;
    let jobs: Vec<_> = at.test.entries().await.into_iter().map(|entry| entry.job_name.unwrap()).collect();
    assert_eq!(jobs, ["Yard", "Annex"]);
}

#[tokio::test]
async fn a_job_of_somebody_else_is_neither_offered_nor_taken() {
    let mut at = maria_at_the_gate().await;
    let ben = at.test.add_employee(details("Ben Ode")).await;
    let assigned = JobDetails { everyone: false, assigned: vec![ben.id], ..JobDetails::named("Secret") };
    let secret = at.test.add_job(assigned).await.id;
    job(&at.test, "Annex").await;
    let done = at.maria_keys(KIOSK_PIN).await;
    assert_eq!(names(&done["jobs"]), ["Annex"]);
    let asked = json!({ "identification": done["identification"], "job": secret });
    assert_eq!(at.device.ask("job", asked).await["kind"], "gone");
    assert_eq!(at.test.only_entry().await.job_name, None);
}

#[tokio::test]
async fn what_is_shown_is_the_wall_clock_of_the_place_and_what_is_kept_is_in_the_zone_of_the_person() {
    let At { test, kiosk, mut device, .. } = maria_at_the_gate().await;
    test.change_kiosk(&kiosk, |kiosk| kiosk.zone = Some(Zone::parse("America/Denver").unwrap())).await;
    let zone = Some(Zone::parse("Europe/Madrid").unwrap());
    let pau = test.add_employee(Details { zone, ..details("Pau Vila") }).await;
    let kind = phoneclock::domain::kiosk::CredentialKind::NamePin;
    test.set_kiosk_pin(&pau, kind, KIOSK_PIN).await;
    let done = device.by_name(pau.id, KIOSK_PIN).await;
    assert_eq!((&done["zone"], &done["at"]), (&json!("America/Denver"), &json!(1_794_920_400_000_i64)));
    let entry = test.only_entry().await;
    assert_eq!((entry.time_zone.as_str(), entry.in_local.as_str()), ("Europe/Madrid", "2026-11-17T14:00:00+01:00"));
}

#[tokio::test]
async fn the_time_is_when_the_request_came_whatever_the_clock_of_the_device_says() {
    for ahead in [10 * 60 * 1_000, 86_400_000, -1_794_920_400_000, i64::from(i32::MAX) * 1_000] {
        let mut at = maria_at_the_gate().await;
        at.device.ahead = ahead;
        assert_eq!(at.maria_keys(KIOSK_PIN).await["at"], 1_794_920_400_000_i64, "{ahead}");
        assert!(at.test.standing_exceptions().await.is_empty());
    }
}

#[tokio::test]
async fn how_long_people_take_is_measured_from_the_first_touch() {
    let mut at = maria_at_the_gate().await;
    let maria = at.maria.id;
    let touched = |millis: u32| json!({ "by": "name", "employee": maria, "pin": KIOSK_PIN, "touched": millis });
    at.device.ask("identify", touched(4_200)).await;
    let took = "SELECT took FROM identification WHERE outcome = 'punched' ORDER BY at";
    assert_eq!(at.test.column::<i64>(took).await, [4_200]);
    let asked = at.device.ask("identify", touched(3_000)).await;
    at.test.advance(2 * SECOND);
    at.device.choose(&asked, "out").await;
    let took = at.test.column::<i64>(took).await;
    assert!((5_000..5_100).contains(&took[1]), "{took:?}");
    at.test.wait_out();
    // Whoever is away for an hour in between has not taken an hour.
    at.device.ask("identify", touched(3_600_000)).await;
    let none = "SELECT count(*) FROM identification WHERE outcome = 'punched' AND took IS NULL";
    assert_eq!(at.test.column::<i64>(none).await, [1]);
}

#[tokio::test]
async fn the_board_shows_at_once_who_has_come_and_gone() {
    let mut at = maria_at_the_gate().await;
    let mut changes = at.test.store.board_changes();
    at.maria_keys(KIOSK_PIN).await;
    assert_eq!(changes.try_recv().unwrap(), ChangedBoard::Of(at.test.workspace.id));
    assert_eq!(at.test.present().await.len(), 1);
    at.test.wait_out();
    at.maria_keys(KIOSK_PIN).await;
    assert!(changes.try_recv().is_ok() && at.test.present().await.is_empty());
}

#[tokio::test]
async fn a_shift_over_midnight_and_over_the_change_of_clocks_has_the_hours_that_went_by() {
    // Chicago goes from 2 AM to 3 AM on one night, and from 2 AM back to 1 AM on the other.
    for at in ["2027-03-14T04:00:00Z", "2027-11-07T04:00:00Z"] {
        let mut gate = maria_at_the_gate().await;
        let begins: jiff::Timestamp = at.parse().unwrap();
        gate.test.advance(begins.duration_since(gate.test.clock_now()));
        let done = gate.maria_keys(KIOSK_PIN).await;
        assert_eq!((&done["way"], &done["at"]), (&json!("in"), &json!(begins.as_millisecond())), "{at}");
        gate.test.advance(SignedDuration::from_hours(8));
        let done = gate.maria_keys(KIOSK_PIN).await;
        assert_eq!((&done["way"], &done["worked"]), (&json!("out"), &json!(8 * 3600)), "{at}");
        assert_eq!(gate.test.only_entry().await.status, "closed");
    }
}
