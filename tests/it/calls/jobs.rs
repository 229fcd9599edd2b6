//! Step 4 of the call: which job, on the way in and straight to another one on the way out.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        ids::JobId,
        workspace::{JobPolicy, Settings, Zone},
    },
    service::{
        Hold,
        audit::Actor,
        roster::jobs::{self, JobDetails},
        timesheets::leaving::{self, OpenEntriesAnswer, OpenEntriesChoice},
    },
    simulator::report::CallEnd,
};

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    calling::{heard, last_words, times_heard},
    people::{checks, summary},
};

const IN: &str = "2026-11-17T13:00:00Z";
const OUT: &str = "2026-11-17T21:32:00Z";

/// A workspace that may or must name jobs, with two of them and one employee; the keys that sign her in.
async fn site(policy: JobPolicy) -> (TestGateway, String) {
    let test = TestGateway::start_with(|settings| settings.job_policy = policy).await;
    test.job("Roof repair", "12").await;
    test.job("Gutters", "345").await;
    let (_, id) = test.employee("Maria Lopez").await;
    (test, format!("{id}#,{PIN}#"))
}

#[tokio::test]
async fn the_job_keyed_on_the_way_in_is_read_back_and_kept() {
    let (test, sign_in) = site(JobPolicy::Optional).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},12#")).await;
    let said = heard(&report);
    assert!(
        said.contains("Clocked in at seven A M. | Enter the job code, then pound. Or just press pound to skip."),
        "{said}"
    );
    assert!(said.contains("Job: Roof repair. | After the tone, say your name"), "{said}");
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), (IN, None, Some("12"), &[][..]));
    assert_eq!((entry.job_name.as_deref(), checks(&entry)), (Some("Roof repair"), vec!["in stored".to_owned()]));
}

#[tokio::test]
async fn a_pound_skips_an_optional_job() {
    let (test, sign_in) = site(JobPolicy::Optional).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},#")).await;
    assert_eq!(last_words(&report), "Goodbye.");
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), (IN, None, None, &[][..]));
    assert_eq!(checks(&entry), ["in stored"]);
}

#[tokio::test]
async fn silence_at_an_optional_job_is_asked_three_times_and_leaves_the_entry_without_one() {
    let (test, sign_in) = site(JobPolicy::Optional).await;
    let report = test.call(MARIAS_PHONE, &sign_in).await;
    assert_eq!(times_heard(&report, "Enter the job code"), 3, "{}", report.transcript());
    assert_eq!((last_words(&report), &report.ended), ("Goodbye.", &CallEnd::HungUpByGateway));
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), (IN, None, None, &["voice check missing"][..]));
}

#[tokio::test]
async fn a_required_job_cannot_be_skipped() {
    let (test, sign_in) = site(JobPolicy::Required).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},#,345#")).await;
    let said = heard(&report);
    assert!(!said.contains("to skip"), "{said}");
    assert!(said.contains("A job code is needed here. | Enter the job code, then pound. | Job: Gutters."), "{said}");
    assert_eq!(summary(&test.only_entry().await), (IN, None, Some("345"), &[][..]));
}

#[tokio::test]
async fn three_misses_of_a_required_job_leave_job_missing_and_the_call_goes_on_to_the_name() {
    for misses in ["99#,#,123456789#", "#,#,#", "99#,99#,99#"] {
        let (test, sign_in) = site(JobPolicy::Required).await;
        let report = test.call(MARIAS_PHONE, &format!("{sign_in},{misses}")).await;
        assert_eq!(times_heard(&report, "Enter the job code"), 3, "{}", report.transcript());
        assert_eq!(times_heard(&report, "say your name"), 1);
        let entry = test.only_entry().await;
        assert_eq!(summary(&entry), (IN, None, None, &["job missing"][..]), "{misses}");
        assert_eq!(checks(&entry), ["in stored"]);
    }
}

#[tokio::test]
async fn silence_or_a_hang_up_at_a_required_job_leaves_job_missing_beside_the_time() {
    let (test, sign_in) = site(JobPolicy::Required).await;
    test.call(MARIAS_PHONE, &sign_in).await;
    let missing = &["job missing", "voice check missing"][..];
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, missing));

    let (test, sign_in) = site(JobPolicy::Required).await;
    let report = test.call_hanging_up(MARIAS_PHONE, &format!("{sign_in},12#"), 3).await;
    assert_eq!(report.ended, CallEnd::HungUpByCaller);
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, missing));
}

#[tokio::test]
async fn an_unknown_code_is_asked_for_again_and_is_no_exception_once_a_right_one_comes() {
    let (test, sign_in) = site(JobPolicy::Required).await;
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},99#,1*2#,12#")).await;
    assert_eq!(times_heard(&report, "We did not find that job code."), 2, "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await), (IN, None, Some("12"), &[][..]));
}

#[tokio::test]
async fn a_code_on_the_way_out_clocks_in_to_that_job_at_the_very_moment_of_the_out() {
    let (test, sign_in) = site(JobPolicy::Required).await;
    test.call(MARIAS_PHONE, &format!("{sign_in},12#")).await;
    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},99#,345#")).await;
    let said = heard(&report);
    assert!(
        said.contains(
            "Clocked out at three thirty-two P M. Eight hours, thirty-two minutes. | To go straight to another job"
        ),
        "{said}"
    );
    assert!(said.contains("We did not find that job code. | To go straight"), "{said}");
    assert!(said.contains("Clocked in to Gutters. | After the tone"), "{said}");

    let entries = test.entries().await;
    let seen: Vec<_> = entries.iter().map(summary).collect();
    assert_eq!(seen, [(IN, Some(OUT), Some("12"), &[][..]), (OUT, None, Some("345"), &[][..])]);
    assert_eq!(
        (checks(&entries[0]), checks(&entries[1])),
        (vec!["in stored".to_owned(), "out stored".to_owned()], vec!["in stored".to_owned()],)
    );
    assert_eq!(entries[0].voice_checks[1].recording, entries[1].voice_checks[0].recording, "one call, one name");
}

#[tokio::test]
async fn a_pound_or_a_hang_up_on_the_way_out_ends_the_day_even_where_jobs_are_required() {
    for keys in ["#", ""] {
        let (test, sign_in) = site(JobPolicy::Required).await;
        test.call(MARIAS_PHONE, &format!("{sign_in},12#")).await;
        test.advance(SignedDuration::from_mins(8 * 60 + 32));
        let hang_up_after = if keys.is_empty() { 3 } else { 9 };
        test.call_hanging_up(MARIAS_PHONE, &format!("{sign_in},{keys}"), hang_up_after).await;
        let left = if keys.is_empty() { &["voice check missing"][..] } else { &[][..] };
        assert_eq!(summary(&test.only_entry().await), (IN, Some(OUT), Some("12"), left));
    }
}

#[tokio::test]
async fn silence_or_three_misses_on_the_way_out_leave_the_out_as_it_was_said() {
    for (keys, name_asked, left) in [("", 0, &["voice check missing"][..]), (",99#,99#,99#", 1, &[][..])] {
        let (test, sign_in) = site(JobPolicy::Optional).await;
        test.call(MARIAS_PHONE, &format!("{sign_in},12#")).await;
        test.advance(SignedDuration::from_mins(8 * 60 + 32));
        let report = test.call(MARIAS_PHONE, &format!("{sign_in}{keys}")).await;
        assert_eq!(times_heard(&report, "To go straight to another job"), 3, "{}", report.transcript());
        assert_eq!(times_heard(&report, "say your name"), name_asked);
        assert_eq!(last_words(&report), "Goodbye.");
        assert_eq!(summary(&test.only_entry().await), (IN, Some(OUT), Some("12"), left));
    }
}

#[tokio::test]
async fn the_code_of_an_archived_job_is_refused_and_the_entry_it_has_keeps_its_name() {
    let (test, sign_in) = site(JobPolicy::Optional).await;
    test.call(MARIAS_PHONE, &format!("{sign_in},12#")).await;
    archive(&test, "12").await;
    test.advance(SignedDuration::from_mins(8 * 60 + 32));
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},12#,#")).await;
    assert_eq!(times_heard(&report, "We did not find that job code."), 1, "{}", report.transcript());
    let entry = test.only_entry().await;
    assert_eq!(summary(&entry), (IN, Some(OUT), Some("12"), &[][..]));
    assert_eq!(entry.job_name.as_deref(), Some("Roof repair"));
}

#[tokio::test]
async fn jobs_are_asked_for_only_where_an_active_one_has_a_code() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.add_job(JobDetails::named("Office")).await;
    test.job("Roof repair", "12").await;
    archive(&test, "12").await;
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    assert_eq!(times_heard(&report, "job"), 0, "{}", report.transcript());
    assert_eq!(summary(&test.only_entry().await), (IN, None, None, &[][..]));
}

#[tokio::test]
async fn another_workspaces_job_is_not_found() {
    let (test, sign_in) = site(JobPolicy::Optional).await;
    let other = Settings::new("Elsewhere".to_owned(), Zone::parse("America/Chicago").unwrap());
    let other = test.add_workspace(other).await;
    let code = phoneclock::domain::job::PhoneCode::parse("777").unwrap();
    let (actor, id) = (Actor::at_the_machine(other.id), JobId::generate(&test.store.ids()));
    let details = JobDetails { phone_code: Some(code), ..JobDetails::named("Secret site") };
    let add = test.store.write(Hold::Workspace(other.id), move |u| jobs::add(u, &actor, id, &details));
    add.await.unwrap();
    let report = test.call(MARIAS_PHONE, &format!("{sign_in},777#,#")).await;
    assert_eq!(times_heard(&report, "We did not find that job code."), 1);
    assert_eq!(times_heard(&report, "Secret"), 0);
    assert_eq!(test.only_entry().await.job_name, None);
}

/// Whoever is clocked in to a job that is archived stays so.
async fn archive(test: &TestGateway, code: &'static str) {
    let actor = Actor::at_the_machine(test.workspace.id);
    let keep = OpenEntriesAnswer { open: OpenEntriesChoice::Keep, expected_version: None };
    test.in_office(move |u| leaving::archive_job_known_as(u, &actor, code, Some(&keep))).await.unwrap();
}
