//! Over both changes of the clocks in America/Chicago: hours are elapsed hours, times are what the wall clock shows.

use crate::support::{MARIAS_PHONE, PIN, TestGateway, at, calling::heard};

struct Shift {
    from: &'static str,
    to: &'static str,
    spoken: [&'static str; 2],
    local: [&'static str; 2],
}

async fn holds(shifts: &[Shift]) {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    for shift in shifts {
        for (moment, spoken) in [shift.from, shift.to].into_iter().zip(shift.spoken) {
            test.clock.set(at(moment));
            let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
            assert!(heard(&report).contains(spoken), "{moment}: {}", report.transcript());
        }
        let entry = test.entries().await.pop().unwrap();
        assert_eq!((entry.in_at.as_str(), entry.out_at.as_deref()), (shift.from, Some(shift.to)));
        assert_eq!([entry.in_local.as_str(), entry.out_local.as_deref().unwrap()], shift.local);
    }
}

#[tokio::test]
async fn in_autumn_an_hour_comes_twice() {
    holds(&[
        Shift {
            from: "2026-11-01T03:00:00Z",
            to: "2026-11-01T12:00:00Z",
            spoken: ["Clocked in at ten P M.", "Clocked out at six A M. Nine hours."],
            local: ["2026-10-31T22:00:00-05:00", "2026-11-01T06:00:00-06:00"],
        },
        // Every year has this night; here the shift fits into the hour that comes twice.
        Shift {
            from: "2027-11-07T06:45:00Z",
            to: "2027-11-07T07:15:00Z",
            spoken: ["Clocked in at one forty-five A M.", "Clocked out at one fifteen A M. Thirty minutes."],
            local: ["2027-11-07T01:45:00-05:00", "2027-11-07T01:15:00-06:00"],
        },
    ])
    .await;
}

#[tokio::test]
async fn in_spring_an_hour_is_missing() {
    holds(&[
        Shift {
            from: "2027-03-14T04:00:00Z",
            to: "2027-03-14T11:00:00Z",
            spoken: ["Clocked in at ten P M.", "Clocked out at six A M. Seven hours."],
            local: ["2027-03-13T22:00:00-06:00", "2027-03-14T06:00:00-05:00"],
        },
        Shift {
            from: "2028-03-12T07:55:00Z",
            to: "2028-03-12T08:05:00Z",
            spoken: ["Clocked in at one fifty-five A M.", "Clocked out at three oh five A M. Ten minutes."],
            local: ["2028-03-12T01:55:00-06:00", "2028-03-12T03:05:00-05:00"],
        },
    ])
    .await;
}

#[tokio::test]
async fn the_limit_for_a_forgotten_clock_out_counts_elapsed_hours() {
    // From noon to two in the morning: 14 hours on the wall, 15 in autumn.
    for (from, to, asked) in [
        ("2026-10-31T17:00:00Z", "2026-11-01T08:00:00Z", true),
        ("2027-03-13T19:00:00Z", "2027-03-14T08:59:00Z", false),
    ] {
        let test = TestGateway::start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        for moment in [from, to] {
            test.clock.set(at(moment));
            let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,2")).await;
            let question = heard(&report).contains("You are still clocked in");
            assert_eq!(question, asked && moment == to, "{}", report.transcript());
        }
    }
}
