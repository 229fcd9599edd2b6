//! Rows come back as they went in.

use super::{Book, at};
use crate::{
    dialog::utterance::Way,
    domain::{
        exception::ExceptionKind,
        ids::{ExceptionId, JobId, ProviderCallId, ProviderRecordingId, VoiceCheckId},
        job::{Job, PhoneCode},
        voice_check::{Measures, VoiceCheckStatus},
    },
    store::{
        calls::{self, Call, Step},
        employees, entries,
        exceptions::{self, Exception},
        jobs,
        tx::{Tx as _, params},
        voice_checks, workspaces,
    },
};

fn step(number: u32) -> Step {
    Step {
        step: number,
        token: format!("token {number}"),
        at: at(number.into()),
        asked: "ask ID".to_owned(),
        input: "6 keys".to_owned(),
        said: "ask-pin".to_owned(),
        reply: Some("<Response/>".to_owned()),
        input_hash: Some(vec![7; 32]),
    }
}

#[test]
fn a_call_and_its_steps_come_back() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let mut call = book.call("CA1");
    let tx = &mut book.tx();
    assert!(calls::insert_call(tx, &call).is_err());
    for number in [1, 0] {
        calls::insert_step(tx, call.id, &step(number)).unwrap();
    }
    assert!(calls::insert_step(tx, call.id, &step(1)).is_err());
    (call.step, call.token, call.session) = (2, "next".to_owned(), r#"{"version":1}"#.to_owned());
    calls::set_progress(tx, &call, at(5)).unwrap();
    let known = calls::find_call(tx, "twilio", &call.provider_call_id).unwrap().unwrap();
    assert_eq!(format!("{known:?}"), format!("{call:?}"));
    (call.step, call.token, call.session) = (3, "last".to_owned(), r#"{"version":2}"#.to_owned());
    call.note_person(workspace, employee);
    calls::set_progress_and_person(tx, &call, at(5)).unwrap();
    let known = calls::find_call(tx, "twilio", &call.provider_call_id).unwrap().unwrap();
    assert_eq!(format!("{known:?}"), format!("{call:?}"));
    assert!(calls::find_call(tx, "other", &call.provider_call_id).unwrap().is_none());
    assert!(calls::find_call(tx, "twilio", &ProviderCallId::parse("CA2").unwrap()).unwrap().is_none());
    let found = calls::find_step(tx, call.id, 1).unwrap().unwrap();
    assert_eq!(format!("{found:?}"), format!("{:?}", step(1)));
    let steps: Vec<_> = calls::list_steps(tx, call.id).unwrap().into_iter().map(|step| step.step).collect();
    assert_eq!(steps, [0, 1]);
    let listed = calls::list_calls(tx, Some(workspace), at(0), at(1), 10).unwrap();
    assert_eq!(listed[0].employee_name.as_deref(), Some("Ana"));
    assert!(calls::list_calls(tx, Some(book.workspace("South")), at(0), at(1), 10).unwrap().is_empty());
}

#[test]
fn a_call_ends_once_and_is_silent_until_then() {
    let book = Book::open();
    let call = book.call("CA1");
    let tx = &mut book.tx();
    calls::set_progress(tx, &call, at(59)).unwrap();
    assert_eq!(calls::list_silent_since(tx, at(1), 10).unwrap().len(), 1, "known to the minute");
    calls::set_progress(tx, &call, at(60)).unwrap();
    assert!(calls::list_silent_since(tx, at(60), 10).unwrap().is_empty());
    assert_eq!(calls::list_silent_since(tx, at(61), 10).unwrap().len(), 1);
    let ahead = Call { last_heard_at: at(86_400), ..call.clone() };
    calls::set_progress(tx, &ahead, at(61)).unwrap();
    assert!(calls::list_silent_since(tx, at(61), 10).unwrap().is_empty(), "the clock was ahead");
    assert!(calls::set_ended(tx, call.id, at(61)).unwrap());
    assert!(!calls::set_ended(tx, call.id, at(62)).unwrap());
    assert!(calls::list_silent_since(tx, at(61), 10).unwrap().is_empty());
}

#[test]
fn old_replies_are_forgotten_and_their_steps_kept() {
    let book = Book::open();
    let call = book.call("CA1");
    let tx = &mut book.tx();
    calls::insert_step(tx, call.id, &step(0)).unwrap();
    calls::insert_step(tx, call.id, &step(5)).unwrap();
    assert_eq!(calls::prune_replies(tx, at(5)).unwrap(), 1);
    let replies: Vec<_> =
        calls::list_steps(tx, call.id).unwrap().into_iter().map(|step| step.reply.is_some()).collect();
    assert_eq!(replies, [false, true]);
}

#[test]
fn an_entry_is_listed_with_its_employee_and_job() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let id = book.phone_clock_id(employee);
    let entry = book.open_entry(workspace, employee);
    let phone_code = Some(PhoneCode::parse("41").unwrap());
    let (job, name) = (JobId::generate(&book.ids()), "Roof".to_owned());
    let roof = Job { id: job, workspace, name, accounting_code: None, phone_code, everyone: true, archived_at: None };
    let tx = &mut book.tx();
    jobs::insert_job(tx, &roof, at(0)).unwrap();
    assert!(jobs::any_with_code(tx, workspace, employee).unwrap());
    entries::set_job(tx, entry.id, job).unwrap();
    entries::set_closed(tx, entry.id, at(3600)).unwrap();
    let listed = entries::list_entries(tx, workspace, at(0), at(1)).unwrap();
    assert_eq!(listed[0].entry.out_at, Some(at(3600)));
    assert_eq!(listed[0].job_name.as_deref(), Some("Roof"));
    assert_eq!(listed[0].phone_clock_id.as_deref(), Some(id.as_str()));
    assert!(entries::list_entries(tx, workspace, at(1), at(9)).unwrap().is_empty());
    let people = employees::list_employees(tx, workspace).unwrap();
    assert_eq!((people.len(), people[0].has_pin), (1, false));
    assert_eq!(employees::find_employees_known_as(tx, workspace, id.as_str()).unwrap()[0].id, employee);
}

#[test]
fn the_last_time_clocked_is_that_of_the_entry_as_it_was_decided() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let last = |until: i64| entries::find_last_clocked(&mut book.tx(), (workspace, employee), at(until)).unwrap();
    let decide = |sql: &str, entry: &entries::Entry| book.tx().execute(sql, params![entry.id]).unwrap();
    assert_eq!(last(9_000), None);
    let first = book.open_entry(workspace, employee);
    assert_eq!(last(9_000), Some((Way::In, first.in_at)));
    entries::set_closed(&mut book.tx(), first.id, first.in_at).unwrap();
    assert_eq!(last(9_000), Some((Way::Out, first.in_at)), "of two at once the one made last");
    let second = book.open_entry(workspace, employee);
    assert_eq!(last(9_000), Some((Way::In, second.in_at)), "straight to another job");
    // Made by a clock that was ahead: it says nothing of today.
    decide("UPDATE time_entry SET in_at = in_at + 9000000 WHERE id = ?1", &second);
    assert_eq!(last(8_000), Some((Way::Out, first.in_at)));
    assert_eq!(last(9_900).map(|(way, _)| way), Some(Way::In));
    decide("UPDATE time_entry SET status = 'unfinished', voided_at = 1 WHERE id = ?1", &second);
    assert_eq!(last(9_900), Some((Way::Out, first.in_at)), "what was voided says nothing");
    decide("UPDATE time_entry SET out_at = in_at + 60000 WHERE id = ?1", &first);
    assert_eq!(last(9_900).map(|(_, at)| at.duration_since(first.in_at).as_secs()), Some(60), "what was corrected");
}

#[test]
fn a_workspace_comes_back_as_it_was_set() {
    let book = Book::open();
    let id = book.workspace("North");
    let tx = &mut book.tx();
    let mut settings = workspaces::get_workspace(tx, id).unwrap().settings;
    settings.pin_min_digits = 6;
    settings.voice_check = false;
    settings.lockout = crate::domain::lockout::LockoutPolicy::UntilUnlocked;
    workspaces::set_settings(tx, id, &settings).unwrap();
    assert_eq!(workspaces::find_workspace_named(tx, "North").unwrap().map(|found| found.settings), Some(settings));
    assert_eq!(workspaces::list_workspaces(tx).unwrap().len(), 1);
}

#[test]
fn a_voice_check_moves_forward_only() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let entry = book.open_entry(workspace, employee).id;
    let call = book.call("CA1").id;
    let id = VoiceCheckId::generate(&book.ids());
    let tx = &mut book.tx();
    let expected = voice_checks::NewVoiceCheck { id, workspace, employee, call, entry };
    assert!(voice_checks::insert_expected(tx, &expected, at(0)).unwrap());
    assert!(!voice_checks::insert_expected(tx, &expected, at(0)).unwrap());
    let recording = ProviderRecordingId::parse("RE1").unwrap();
    let kept = voice_checks::StoredWav {
        recording: "a/b.wav".to_owned(),
        sha256: [7; 32],
        bytes: 4,
        measures: Measures { secs: 1.0, level_dbfs: -20.0, peak_dbfs: -3.0, speech_share: 0.5, clipped_share: 0.0 },
    };
    assert!(!voice_checks::set_stored(tx, id, &kept, at(1)).unwrap());
    // Given up too early, then heard of after all.
    assert!(voice_checks::set_ended_without(tx, id, VoiceCheckStatus::Missing, Some("nothing came")).unwrap());
    assert!(voice_checks::set_fetching(tx, id, &recording).unwrap());
    assert!(!voice_checks::set_fetching(tx, id, &recording).unwrap());
    assert!(voice_checks::set_stored(tx, id, &kept, at(2)).unwrap());
    assert!(!voice_checks::set_ended_without(tx, id, VoiceCheckStatus::Refused, None).unwrap());
    let known = voice_checks::get_voice_check(tx, id).unwrap();
    assert_eq!((known.status, known.sha256.as_deref()), (VoiceCheckStatus::Stored, Some([7_u8; 32].as_slice())));
    assert_eq!(voice_checks::list_stored(tx).unwrap()[0].recording, "a/b.wav");
    let because = "SELECT refused_because FROM voice_check";
    let because: Option<Option<String>> = crate::store::tx::find_one(tx, because, &[], |row| row.get(0)).unwrap();
    assert_eq!(because, Some(None));
}

#[test]
fn every_kind_of_exception_can_be_kept() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let entry = book.open_entry(workspace, employee).id;
    let call = book.call("CA1").id;
    let tx = &mut book.tx();
    for kind in ExceptionKind::ALL {
        book.clock.advance(jiff::SignedDuration::from_millis(1));
        let id = ExceptionId::generate(&book.ids());
        let exception = Exception {
            id,
            workspace,
            employee,
            entry: Some(entry),
            call: Some(call),
            kind,
            at: at(0),
            note: Some("why"),
        };
        exceptions::insert_exception(tx, &exception).unwrap();
    }
    assert_eq!(exceptions::list_standing(tx, entry).unwrap(), ExceptionKind::ALL);
}
