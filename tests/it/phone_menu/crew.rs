//! A supervisor clocks a crew in one call.

use jiff::SignedDuration;
use phoneclock::{
    domain::{employee::Employee, user::Role, workspace::JobPolicy},
    service::{audit::Actor, roster::crews},
    simulator::{PlaceCall, faults::Faults},
};

use super::*;
use crate::support::{
    MARIA, MARIAS_PHONE, PIN,
    by_hand::Call,
    calling::{heard, keyed, says},
};
use phoneclock::simulator::script::CallerScript as Keyed;

/// A supervisor with a crew of two, and the IDs of all three.
async fn crew(test: &TestGateway) -> (Employee, [String; 3]) {
    let (ana, lead) = test.employee("Ana Ruiz").await;
    let (luis, first) = test.employee("Luis Herrera").await;
    let (rosa, second) = test.employee("Rosa Delgado").await;
    let actor = Actor::at_the_machine(test.workspace.id);
    for member in [luis.id, rosa.id] {
        let (actor, pair) = (actor.clone(), (ana.id, member));
        test.in_office(move |u| crews::add(u, &actor, pair)).await.unwrap();
    }
    (ana, [lead.to_string(), first.to_string(), second.to_string()])
}

/// Who was clocked by whom, and at what time of the day.
async fn punches(test: &TestGateway) -> Vec<String> {
    test.column(
        "SELECT e.name || ' ' || p.way || ' by ' || coalesce(p.clocked_by, 'self') FROM punch p \
         JOIN employee e ON e.id = p.employee_id ORDER BY p.at, e.name",
    )
    .await
}

#[tokio::test]
async fn a_crew_is_clocked_one_by_one_each_with_a_name_of_their_own() {
    let test = TestGateway::start().await;
    let (ana, [lead, ..]) = crew(&test).await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,1,1,1")).await);
    assert!(said.contains("To clock your crew, press 8."), "{said}");
    assert!(said.contains("Luis Herrera. To clock in, press 1."), "{said}");
    assert!(said.contains("Luis Herrera is clocked in at seven A M."), "{said}");
    assert!(said.contains("say your own name"), "{said}");
    assert!(said.contains("Rosa Delgado is clocked in at seven A M."), "{said}");
    assert!(said.ends_with("That was your crew. | Goodbye."), "{said}");
    assert_eq!(punches(&test).await, ["Luis Herrera in by Ana Ruiz", "Rosa Delgado in by Ana Ruiz"]);
    let checks: Vec<String> = test.column("SELECT status FROM voice_check").await;
    assert_eq!(checks, ["stored", "stored"]);
    let files: Vec<String> = test.column("SELECT DISTINCT provider_recording_id FROM voice_check").await;
    assert_eq!(files.len(), 2, "each has said their own name");
    let known: Vec<String> = test.column("SELECT caller FROM known_phone WHERE first_at IS NOT NULL").await;
    assert!(known.len() <= 1, "the supervisor's phone is no phone of theirs: {known:?}");
    assert_eq!(test.count("exception").await, 0);

    let mut payroll = test.browser(Role::Payroll).await;
    let entry: Vec<phoneclock::domain::ids::EntryId> = test.column("SELECT id FROM time_entry ORDER BY id").await;
    payroll.get(&format!("/time-entries/{}", entry[0])).await.is(200).says("by phone, by Ana Ruiz");
    let audited = test.audited().await;
    assert!(audited.iter().any(|line| line.contains("clock crew member")), "{audited:?}");
    let calls = test.browser(Role::Manager).await.get(&format!("/employees/{}/calls", ana.id)).await;
    calls.is(200);
    assert_eq!(test.column::<i64>("SELECT count(*) FROM call WHERE part_of IS NULL").await, [1]);
}

#[tokio::test]
async fn people_are_clocked_by_their_ids_each_at_the_moment_of_their_key_and_out_again() {
    let test = TestGateway::start().await;
    let (_, [lead, first, second]) = crew(&test).await;
    test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,1,#")).await;
    assert_eq!(punches(&test).await, ["Luis Herrera in by Ana Ruiz"]);
    test.advance(SignedDuration::from_hours(4));
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{second}#,1,{first}#,1,#")).await);
    assert!(said.contains("Luis Herrera. To clock out, press 1."), "{said}");
    assert!(said.contains("Luis Herrera is clocked out at eleven A M."), "{said}");
    assert_eq!(test.count("punch").await, 3);
}

#[tokio::test]
async fn nobody_else_is_clocked() {
    let test = TestGateway::start().await;
    let (_, [lead, first, _]) = crew(&test).await;
    let (_, stranger) = test.employee("Tyler Brooks").await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{stranger}#,{lead}#,123456#")).await);
    assert_eq!(said.matches("Nobody of your crew has that ID.").count(), 3, "{said}");
    assert_eq!(test.count("punch").await, 0);
    let said = heard(&test.call(MARIAS_PHONE, &format!("{first}#,{PIN}*#,8,9")).await);
    assert!(!said.contains("press 8") && said.contains("Here are your choices again."), "{said}");
    assert_eq!(test.count("punch").await, 0);
}

#[tokio::test]
async fn every_webhook_delivered_twice_clocks_each_once() {
    for faults in [
        Faults { redeliver: 1, ..Faults::default() },
        Faults { redeliver: 1, redeliver_at_once: true, ..Faults::default() },
        Faults { redeliver_at_end: true, ..Faults::default() },
        Faults { recording_status_first: true, ..Faults::default() },
    ] {
        let test = TestGateway::start().await;
        let (_, [lead, ..]) = crew(&test).await;
        let number = PlaceCall { faults: faults.clone(), ..test.number(MARIAS_PHONE) };
        test.call_by(&number, keyed(&format!("{lead}#,{PIN}*#,8,1,1,1"))).await;
        assert_eq!(punches(&test).await.len(), 2, "{faults:?}");
        let checks: Vec<String> =
            test.column("SELECT status || coalesce(provider_recording_id, '') FROM voice_check ORDER BY 1").await;
        assert!(checks.len() == 2 && checks[0] != checks[1], "{faults:?}: {checks:?}");
        assert!(checks.iter().all(|check| check.starts_with("stored")), "{faults:?}: {checks:?}");
    }
}

#[tokio::test]
async fn a_hang_up_between_two_people_leaves_what_was_confirmed() {
    let test = TestGateway::start().await;
    let (_, [lead, ..]) = crew(&test).await;
    let script = Keyed { hang_up_after: Some(6), voice: says(MARIA), ..keyed(&format!("{lead}#,{PIN}*#,8,1,1,1")) };
    test.call_by(&test.number(MARIAS_PHONE), script).await;
    assert_eq!(punches(&test).await, ["Luis Herrera in by Ana Ruiz"]);
    assert_eq!(test.count("voice_check").await, 1);
}

#[tokio::test]
async fn a_crew_takes_longer_than_three_minutes() {
    let test = TestGateway::start().await;
    let (_, [lead, ..]) = crew(&test).await;
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    for keys in [format!("{lead}#"), format!("{PIN}*#"), "8".to_owned(), "1".to_owned()] {
        call.keys(&test, &keys).await;
    }
    test.advance(SignedDuration::from_secs(200));
    let said = call.keys(&test, "1").await.said();
    assert!(said.contains("is clocked in at seven oh three A M."), "{said}");
    test.advance(SignedDuration::from_mins(10));
    call.speaks(&test).await;
    assert!(call.last.said().contains("time limit"), "{}", call.last.said());
}

#[tokio::test]
async fn an_admin_puts_people_into_a_crew_and_takes_them_out() {
    let test = TestGateway::start().await;
    let (ana, _) = test.employee("Ana Ruiz").await;
    let (luis, _) = test.employee("Luis Herrera").await;
    let mut admin = test.browser(Role::Admin).await;
    let path = format!("/employees/{}/crew", ana.id);
    admin.get(&path).await.is(200).says("Nobody is in this crew yet.");
    admin.get(&format!("{path}?find=luis")).await.is(200).says("Add Luis Herrera");
    let member = luis.id.to_string();
    let added = admin.post(&format!("{path}/add"), &[("employee", &member)]).await;
    assert_eq!(added.to(), Some(path.as_str()));
    admin.get(&path).await.is(200).says("Luis Herrera").says("Take out");
    admin.get(&format!("/employees/{}/crew", luis.id)).await.is(200).says("In the crew of");
    let own = ana.id.to_string();
    admin.post(&format!("{path}/add"), &[("employee", &own)]).await.is(422).says("Nobody is in their own crew");
    test.browser(Role::Manager).await.post(&format!("{path}/add"), &[("employee", &member)]).await.is(403);
    admin.post(&format!("{path}/remove"), &[("employee", &member)]).await;
    admin.get(&path).await.is(200).says("Nobody is in this crew yet.");
    let audited = test.audited().await;
    let done = |act: &str| audited.iter().filter(|line| line.contains(act)).count();
    assert_eq!((done("add to crew"), done("take out of crew")), (1, 1), "{audited:?}");
}

#[tokio::test]
async fn whoever_was_just_clocked_is_not_clocked_the_other_way_without_hearing_so() {
    let test = TestGateway::start().await;
    let (_, [lead, first, _]) = crew(&test).await;
    test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,1,#")).await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,2,#")).await);
    assert!(said.contains("Luis Herrera clocked in a moment ago. To clock out all the same, press 1."), "{said}");
    assert_eq!(punches(&test).await, ["Luis Herrera in by Ana Ruiz"]);
}

#[tokio::test]
async fn a_forgotten_shift_is_said_and_another_one_begins() {
    let test = TestGateway::start().await;
    let (_, [lead, first, _]) = crew(&test).await;
    test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,1,#")).await;
    test.advance(SignedDuration::from_hours(48));
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,1,#")).await);
    assert!(said.contains("Luis Herrera is still clocked in since an earlier shift."), "{said}");
    assert!(said.contains("Luis Herrera is clocked in at"), "{said}");
    assert_eq!(test.column::<String>("SELECT kind FROM exception").await, ["missing clock-out"]);
    assert_eq!(test.column::<String>("SELECT status FROM time_entry ORDER BY in_at").await, ["unfinished", "open"]);
}

#[tokio::test]
async fn a_job_that_is_required_is_missing_where_nobody_is_asked_for_it() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Bridge", "12").await;
    let (_, [lead, first, _]) = crew(&test).await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,2,{first}#,1,#")).await);
    assert!(said.contains("Luis Herrera is clocked in at"), "{said}");
    assert_eq!(test.column::<String>("SELECT kind FROM exception").await, ["job missing"]);
}

#[tokio::test]
async fn silence_in_the_middle_of_the_crew_takes_nothing_back_and_says_nothing_of_the_kind() {
    let test = TestGateway::start().await;
    let (_, [lead, ..]) = crew(&test).await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{lead}#,{PIN}*#,8,1,1")).await);
    assert!(said.ends_with("That was your crew. | Goodbye.") && !said.contains("Nothing was changed"), "{said}");
    assert_eq!(punches(&test).await, ["Luis Herrera in by Ana Ruiz"]);
}
