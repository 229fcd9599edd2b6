//! The call of a working day, heard as a caller hears it.

use jiff::SignedDuration;
use phoneclock::simulator::report::Ended;

use crate::support::{MARIAS_PHONE, PIN, TestGateway, heard};

#[tokio::test]
async fn a_call_clocks_in_and_the_next_one_out_with_both_voice_checks_kept() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;

    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(report.ended, Ended::HungUpByGateway, "{}", report.transcript());
    assert!(heard(&report).contains("Clocked in at seven A M."), "{}", report.transcript());

    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let said = heard(&report);
    assert!(said.contains("Clocked out at three thirty-two P M. Eight hours, thirty-two minutes."), "{said}");

    let entry = test.only_entry().await;
    assert_eq!((entry.in_at.as_str(), entry.out_at.as_deref()), ("2026-11-17T13:00:00Z", Some("2026-11-17T21:32:00Z")));
    assert_eq!(entry.in_local, "2026-11-17T07:00:00-06:00");
    assert_eq!(entry.exceptions, [""; 0]);
    let checks: Vec<_> = entry.voice_checks.iter().map(|check| (check.punch.as_str(), check.status)).collect();
    assert_eq!(checks, [("in", "stored"), ("out", "stored")]);
}
