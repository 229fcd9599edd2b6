//! By phone: the number of the call.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Details,
        location::{LocationPolicy, PhoneFlag},
        workspace::{JobPolicy, Zone},
    },
    service::{audit::Actor, locations, locations::LocationDetails, roster::jobs::JobDetails},
};

use super::{YARD_PHONE, caller};
use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, calling::heard, people::details};

const HOUR: SignedDuration = SignedDuration::from_hours(1);

#[tokio::test]
async fn a_call_from_a_locations_phone_is_recognized_and_stays_so_whatever_changes() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let keys = format!("{id}#,{PIN}#");
    test.call(MARIAS_PHONE, &keys).await;
    assert_eq!(test.places().await, ["in: - -"], "there was nothing to compare it with");
    let yard = test.location("Yard", &[caller(YARD_PHONE)]).await.location;
    test.advance(HOUR);
    test.call(YARD_PHONE, &keys).await;
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &keys).await;
    let seen = ["in: - -", "out: Yard caller", "in: - unrecognized"];
    assert_eq!(test.places().await, seen);

    let (actor, other) = (Actor::at_the_machine(test.workspace.id), LocationDetails::named("Yard"));
    let other = LocationDetails { rules: vec![caller(MARIAS_PHONE)], ..other };
    test.in_office(move |u| locations::change(u, &actor, yard.id, &other)).await.unwrap();
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &keys).await;
    let actor = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| locations::archive(u, &actor, yard.id)).await.unwrap();
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &keys).await;
    let later = ["out: Yard caller", "in: - -"];
    assert_eq!(test.places().await, [&seen[..], &later[..]].concat(), "the past stays as it was found");
    assert_eq!(test.standing_exceptions().await, [""; 0], "nothing is flagged that was not before");
}

#[tokio::test]
async fn the_phone_of_a_location_is_nobodys_unusual_number() {
    let test = TestGateway::start().await;
    let mut keys = Vec::new();
    for name in ["Maria Lopez", "John Carter", "Ana Torres", "Eva Brown"] {
        let (_, id) = test.employee_with(details(name), PIN).await;
        keys.push(format!("{id}#,{PIN}#"));
    }
    test.call(OTHER_PHONE, &keys[3]).await;
    test.location("Yard", &[caller(YARD_PHONE)]).await;
    for keys in &keys {
        test.advance(SignedDuration::from_mins(1));
        test.call(YARD_PHONE, keys).await;
    }
    assert_eq!(test.count("exception").await, 0, "many people share it, and for one it is new");
    test.advance(HOUR);
    test.call("anonymous", &keys[0]).await;
    assert_eq!(test.standing_exceptions().await, ["unrecognised caller"]);
}

#[tokio::test]
async fn what_is_flagged_of_calls_is_the_workspaces_to_say() {
    for (phone, flagged) in [
        (PhoneFlag::Off, vec![]),
        (PhoneFlag::UnusualNumber, vec!["unrecognised caller"]),
        (PhoneFlag::NoLocation, vec!["unrecognized location", "unrecognised caller"]),
    ] {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        let keys = format!("{id}#,{PIN}#");
        test.flag_places(LocationPolicy { phone, ..LocationPolicy::default() }).await;
        test.call(MARIAS_PHONE, &keys).await;
        assert_eq!(test.count("exception").await, 0, "{phone:?}: there is no location yet");
        test.location("Yard", &[caller(YARD_PHONE)]).await;
        for from in [MARIAS_PHONE, YARD_PHONE, OTHER_PHONE] {
            test.advance(HOUR);
            assert!(heard(&test.call(from, &keys).await).contains("Clocked"), "nobody is refused");
        }
        let kinds = test.column::<String>("SELECT kind FROM exception ORDER BY at, id").await;
        assert_eq!(kinds, flagged, "{phone:?}");
    }
}

#[tokio::test]
async fn a_location_gives_the_job_that_nobody_named_and_no_other() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    let roof = test.add_job(JobDetails::named("Roof repair")).await;
    test.job("Bridge", "12").await;
    let (_, id) = test.employee("Maria Lopez").await;
    let yard =
        LocationDetails { job: Some(roof.id), rules: vec![caller(YARD_PHONE)], ..LocationDetails::named("Yard") };
    test.location_with(yard).await;
    let jobs = "SELECT coalesce(j.name, '-') FROM time_entry t LEFT JOIN job j ON j.id = t.job_id ORDER BY t.in_at";
    // The job is said, and another may be keyed; who hangs up or presses pound stays with it.
    let asked = test.call_hanging_up(YARD_PHONE, &format!("{id}#,{PIN}#"), 4).await;
    assert!(heard(&asked).contains("Job: Roof repair. | For another job, enter its code"), "{}", heard(&asked));
    assert_eq!(test.column::<String>(jobs).await, ["Roof repair"]);
    test.advance(HOUR);
    test.call(YARD_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(HOUR);
    test.call(YARD_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    assert_eq!(test.column::<String>(jobs).await, ["Roof repair", "Bridge"], "what is keyed counts");
    assert_eq!(test.count("exception WHERE kind = 'job missing'").await, 0);
    test.advance(HOUR);
    test.call(YARD_PHONE, &format!("{id}#,{PIN}#,#")).await;
    test.advance(HOUR);
    test.call_hanging_up(MARIAS_PHONE, &format!("{id}#,{PIN}#"), 3).await;
    assert_eq!(test.column::<String>(jobs).await, ["Roof repair", "Bridge", "-"]);
    assert_eq!(test.count("exception WHERE kind = 'job missing'").await, 1, "elsewhere it is missing as before");
}

#[tokio::test]
async fn an_entry_begins_in_the_zone_of_its_location_unless_the_employee_has_one() {
    let test = TestGateway::start().await;
    let denver = Zone::parse("America/Denver").unwrap();
    let yard =
        LocationDetails { zone: Some(denver), rules: vec![caller(YARD_PHONE)], ..LocationDetails::named("Yard") };
    test.location_with(yard).await;
    let (_, maria) = test.employee("Maria Lopez").await;
    let zone = Some(Zone::parse("America/New_York").unwrap());
    let (_, ana) = test.employee_with(Details { zone, phone: None, ..details("Ana Torres") }, PIN).await;
    let said = heard(&test.call(YARD_PHONE, &format!("{maria}#,{PIN}#")).await);
    assert!(said.contains("six A M"), "7 in the morning in Chicago: {said}");
    test.call(YARD_PHONE, &format!("{ana}#,{PIN}#")).await;
    test.advance(HOUR);
    let said = heard(&test.call(MARIAS_PHONE, &format!("{maria}#,{PIN}#")).await);
    assert!(said.contains("at seven"), "an open entry keeps its zone: {said}");
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &format!("{maria}#,{PIN}#")).await;
    let zones = "SELECT zone FROM time_entry ORDER BY in_at, zone";
    assert_eq!(test.column::<String>(zones).await, ["America/Denver", "America/New_York", "America/Chicago"]);
}
