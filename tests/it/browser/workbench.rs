//! Mixed exceptions resolved by a clerk, as fast as somebody reads.

use jiff::SignedDuration;
use phoneclock::{
    domain::{exception::ExceptionKind, user::Role, workspace::JobPolicy},
    store::{Hold, StoreError, entries},
};
use serde_json::{Value, json};

use super::converse;
use crate::{
    support::{
        TestGateway,
        browser::{PASSWORD, add_user},
        kiosk_people::at_the_gate_of,
    },
    timesheets::{add, entry, person, raise},
};

/// A clerk with so many of each: forgotten clock-outs, missing jobs, callers nobody knows, notes from a kiosk. `pace` is
/// the part of a person's time that is waited for.
async fn resolve([forgotten, jobs, callers, notes]: [usize; 4], pace: f64) {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Optional).await;
    test.job("Roof repair", "12").await;
    test.job("Gutters", "13").await;
    let mut gate = at_the_gate_of(test).await;
    let (test, workspace) = (&gate.test, gate.test.workspace.id);
    let gateway = &test.gateway;
    for number in 0..forgotten {
        let one = person(gateway, workspace, &format!("Forgetful {number:02}")).await;
        // On Mondays, but for every third of them, who is new.
        let past = ["2026-10-26T12:00:00Z", "2026-11-02T13:00:00Z", "2026-11-09T13:00:00Z"];
        if number % 3 > 0 {
            add(gateway, past.map(|from| entry(gateway, &one, from, Some(510))).to_vec()).await;
        }
        let open = entry(gateway, &one, "2026-11-16T13:00:00Z", None);
        add(gateway, vec![open.clone()]).await;
        let id = open.id;
        let written = gateway.store.db().write(Hold::Gateway, move |tx| entries::set_unfinished(tx, id));
        Result::<(), StoreError>::unwrap(written.await);
        raise(gateway, &open, ExceptionKind::MissingClockOut).await;
    }
    for (count, name, kind) in
        [(jobs, "Jobless", ExceptionKind::JobMissing), (callers, "Caller", ExceptionKind::UnrecognizedCaller)]
    {
        for number in 0..count {
            let one = person(gateway, workspace, &format!("{name} {number:02}")).await;
            let worked = entry(gateway, &one, "2026-11-16T14:00:00Z", Some(480));
            add(gateway, vec![worked.clone()]).await;
            raise(gateway, &worked, kind).await;
        }
    }
    for number in 0..notes {
        let one = person(gateway, workspace, &format!("Noted {number:02}")).await;
        let note = json!({ "employee": one.id, "way": "in", "at": "06:52", "note": "The badge was left at home" });
        assert_eq!(gate.device.ask("note", note).await["kind"], "noted");
    }
    test.advance(SignedDuration::from_mins(30));
    let email = add_user(gateway, workspace, Role::Payroll).await;
    let count = forgotten + jobs + callers + notes;
    let given = json!({
        "at": test.pages(), "payroll": { "email": email, "password": PASSWORD }, "count": count, "pace": pace, "secs": 300,
    });
    converse("workbench.js", &given, async |measured| {
        println!("{count} exceptions: {measured}");
        Value::Null
    })
    .await;
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 0);
    assert_eq!(test.count("claim WHERE decided_at IS NULL").await, 0);
    assert_eq!(test.count("time_entry WHERE status = 'unfinished'").await, 0);
}

#[tokio::test]
async fn a_clerk_resolves_what_people_forget_in_two_clicks_and_four_keys_and_the_rest_without_a_mouse() {
    resolve([3, 1, 1, 1], 0.02).await;
}

#[tokio::test]
#[ignore = "takes as long as a person reads: five minutes at most"]
async fn thirty_mixed_exceptions_take_less_than_five_minutes_at_the_pace_of_a_person() {
    resolve([12, 7, 6, 5], 1.0).await;
}
