//! What is refused, and changes nothing: stale forms, approved days, impossible times, other people's entries.

use jiff::SignedDuration;
use phoneclock::{domain::user::Role, service::roster::employees, store::tx::Value};

use super::{WHY, add, change, changed, clocked, exceptions, execute, start};
use crate::{
    employees::other_workspace,
    support::{MARIAS_PHONE, PIN, TestGateway},
};

#[tokio::test]
async fn of_two_people_with_the_same_form_the_second_is_told_and_keeps_what_they_typed() {
    let test = start().await;
    let (_, id) = clocked(&test, 8).await;
    let (mut ana, mut bo) = (test.browser(Role::Payroll).await, test.browser(Role::Manager).await);
    let path = format!("/time-entries/{id}/correct");
    let version = bo.get(&format!("/time-entries/{id}")).await.value("expected_version");
    changed(&mut ana, &id, "correct", &[("in", "2026-11-17T06:00:00"), ("out", "2026-11-17T15:00:00")]).await;
    let typed = |version| {
        [&[("in", "2026-11-17T06:45:00"), ("out", "2026-11-17T14:00:00"), ("expected_version", version)][..], &WHY]
            .concat()
    };
    let page = bo.post(&path, &typed(version.as_str())).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("changed in the meantime"), "{}", page.text());
    assert!(page.text().contains("Paid ? Tue, Nov 17, 6:00 AM"), "{}", page.text());
    assert_eq!((page.value("in").as_str(), page.value("out").as_str()), ("2026-11-17T06:45:00", "2026-11-17T14:00:00"));
    assert_eq!(test.only_entry().await.in_at, "2026-11-17T12:00:00Z");
    // Having seen it, it is theirs to decide.
    let version = page.value("expected_version");
    assert_eq!(bo.post(&path, &typed(version.as_str())).await.status, 303);
    assert_eq!(test.only_entry().await.in_at, "2026-11-17T12:45:00Z");
}

#[tokio::test]
async fn a_clock_out_by_phone_is_not_undone_by_a_form_from_before_it() {
    let test = start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let entry = test.only_entry().await.id;
    let mut lead = test.browser(Role::Manager).await;
    let version = lead.get(&format!("/time-entries/{entry}")).await.value("expected_version");
    test.advance(SignedDuration::from_hours(8));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let mut lead = test.browser(Role::Manager).await;
    let typed =
        [&[("in", "2026-11-17T06:45:00"), ("out", ""), ("expected_version", version.as_str())][..], &WHY].concat();
    let page = lead.post(&format!("/time-entries/{entry}/correct"), &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("changed in the meantime"), "{}", page.text());
    assert_eq!(test.only_entry().await.out_at.as_deref(), Some("2026-11-17T21:00:00Z"));
}

#[tokio::test]
async fn a_call_and_a_correction_at_the_same_moment_leave_one_story() {
    for _ in 0..3 {
        let test = start().await;
        let (_, id) = test.employee("Maria Lopez").await;
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        let entry = test.only_entry().await.id;
        test.advance(SignedDuration::from_hours(8));
        let mut lead = test.browser(Role::Manager).await;
        let ends = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T14:00:00")];
        let keys = format!("{id}#,{PIN}#");
        // Whoever opens the form after the call corrects what they know.
        let version = lead.get(&format!("/time-entries/{entry}")).await.value("expected_version");
        let typed = [&ends[..], &WHY, &[("expected_version", version.as_str())]].concat();
        let correct = format!("/time-entries/{entry}/correct");
        let (call, page) = tokio::join!(test.call(MARIAS_PHONE, &keys), lead.post(&correct, &typed));
        let entries = test.entries().await;
        match page.status.as_u16() {
            // The correction came first, and the call began the next shift.
            303 => {
                assert_eq!(entries[0].out_at.as_deref(), Some("2026-11-17T20:00:00Z"));
                let statuses: Vec<_> = entries.iter().map(|entry| entry.status).collect();
                assert_eq!(statuses, ["closed", "open"], "{}", call.transcript());
            }
            422 => {
                assert!(page.text().contains("changed in the meantime"), "{}", page.text());
                assert_eq!((entries.len(), entries[0].out_at.as_deref()), (1, Some("2026-11-17T21:00:00Z")));
            }
            status => panic!("{status}: {}", page.text()),
        }
    }
}

/// Approves the week of an employee, the way the approvals do.
async fn approve(test: &TestGateway, employee: phoneclock::domain::ids::EmployeeId) {
    let sql = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, overtime_secs, \
               approved_at, approver) VALUES (?1, ?2, ?3, '2026-11-16', '2026-11-22', 0, 0, ?4, 'Pat <b>')";
    let params = vec![Value::Blob(vec![7; 16]), test.workspace.id.into(), employee.into(), test.clock_now().into()];
    execute(test, sql, params).await;
}

#[tokio::test]
async fn an_entry_that_is_approved_while_its_form_is_open_stays_as_it_was_approved() {
    let test = start().await;
    let (maria, id) = clocked(&test, 8).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let version = payroll.get(&format!("/time-entries/{id}")).await.value("expected_version");
    approve(&test, maria.id).await;
    let before = test.tables().await;
    let ends = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T14:00:00"), ("at", "2026-11-17T09:00:00")];
    let typed = [&ends[..], &WHY, &[("expected_version", version.as_str())]].concat();
    for doing in ["correct", "split", "void"] {
        let page = payroll.post(&format!("/time-entries/{id}/{doing}"), &typed).await;
        assert_eq!(page.status, 422, "{doing}");
        let words = "were approved by Pat <b> on Nov 17, 2026; reopen the approval first";
        assert!(page.text().contains(words) && !page.body.contains("<b>"), "{doing}: {}", page.text());
    }
    // Nor does anything come into the approved week from outside of it.
    let form = payroll.get(&format!("/time-entries/new?employee={}", maria.id)).await;
    let (new, employee) = (form.value("id"), maria.id.to_string());
    let late = [("in", "2026-11-15T23:00:00"), ("out", "2026-11-16T00:00:01"), ("id", &new), ("employee", &employee)];
    let page = payroll.post("/time-entries/new", &[&late[..], &WHY].concat()).await;
    assert!(page.status == 422 && page.text().contains("reopen the approval first"), "{}", page.text());
    assert_eq!(test.tables().await, before);
    let page = payroll.get(&format!("/time-entries/{id}")).await;
    assert!(page.text().contains("Cannot be changed") && !page.body.contains("/correct"), "{}", page.text());
    // Until midnight is not into the week.
    let early = [("in", "2026-11-15T23:00:00"), ("out", "2026-11-16T00:00:00"), ("id", &new), ("employee", &employee)];
    assert_eq!(payroll.post("/time-entries/new", &[&early[..], &WHY].concat()).await.status, 303);

    // Reopened, it can be changed, and whoever approves again sees that it was.
    let sql = "UPDATE approval SET reopened_at = approved_at, reopener = 'Pat', reopened_because = 'a mistake'";
    execute(&test, sql, Vec::new()).await;
    assert!(exceptions(&test).await.is_empty());
    changed(&mut payroll, &id, "correct", &ends[..2]).await;
    changed(&mut payroll, &id, "void", &[]).await;
    assert_eq!(exceptions(&test).await, ["edited after approval: stands"]);
}

#[tokio::test]
async fn times_that_cannot_be_are_refused_beside_their_field() {
    let test = start().await;
    let (maria, id) = clocked(&test, 8).await;
    let mut lead = test.browser(Role::Manager).await;
    let before = test.tables().await;
    for (clock_in, clock_out, field, words) in [
        ("2026-11-17T15:00:01", "", "in", "still to come"),
        ("2026-11-17T07:00:00", "2026-11-17T15:00:01", "out", "still to come"),
        ("2026-11-17T07:00:00", "2026-11-17T07:00:00", "out", "later than the clock-in"),
        ("2026-11-17T08:00:00", "2026-11-17T07:00:00", "out", "later than the clock-in"),
        ("2026-11-10T14:59:59", "2026-11-17T15:00:00", "out", "at most 7 days"),
        ("2026-11-10T07:00:00", "", "out", "at most 7 days"),
        ("", "2026-11-17T15:00:00", "in", "Enter a day and a time"),
        ("7 o'clock", "2026-11-17T15:00:00", "in", "write it like"),
    ] {
        let page = change(&mut lead, &id, "correct", &[("in", clock_in), ("out", clock_out)]).await;
        assert_eq!(page.status, 422);
        assert!(page.wrong(field).contains(words), "{clock_in} {clock_out}: {}", page.text());
        assert_eq!(page.value("out"), clock_out);
    }
    let ends = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T14:00:00")];
    for (claimed, words) in
        [(("claimed_out", "2026-11-17T15:00:01"), "still to come"), (("claimed_in", "soon"), "write it like")]
    {
        let page = change(&mut lead, &id, "correct", &[&ends[..], &[claimed]].concat()).await;
        assert!(page.wrong(claimed.0).contains(words), "{}", page.text());
    }
    let version = lead.get(&format!("/time-entries/{id}")).await.value("expected_version");
    for (reason, note, field, words) in [
        ("other", "", "correctnote", "Say what"),
        ("", "", "correctreason", "Choose a reason"),
        ("because", "", "correctreason", "Choose a reason"),
    ] {
        let typed = [&ends[..], &[("expected_version", version.as_str()), ("reason", reason), ("note", note)]].concat();
        let page = lead.post(&format!("/time-entries/{id}/correct"), &typed).await;
        assert!(page.wrong(field).contains(words), "{}", page.text());
    }
    let page = change(&mut lead, &id, "correct", &[&ends[..], &[("job", &maria.id.to_string())]].concat()).await;
    assert!(page.wrong("correctjob").contains("Choose a job"), "{}", page.text());
    let same = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T15:00:00")];
    let page = change(&mut lead, &id, "correct", &same).await;
    assert!(page.text().contains("nothing to correct"), "{}", page.text());
    assert_eq!(test.tables().await, before);
}

#[tokio::test]
async fn nobody_is_open_twice_whoever_opens_the_second_one() {
    let test = start().await;
    let (maria, closed) = clocked(&test, 8).await;
    let open = add(&test, maria.id, "2026-11-17T21:00:00Z", None).await.to_string();
    let mut lead = test.browser(Role::Manager).await;
    let page = change(&mut lead, &closed, "correct", &[("in", "2026-11-17T07:00:00"), ("out", "")]).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("has been clocked in since Tue, Nov 17, 3:00 PM"), "{}", page.text());
    let form = lead.get(&format!("/time-entries/new?employee={}", maria.id)).await;
    let typed =
        [("id", form.value("id")), ("employee", form.value("employee")), ("in", "2026-11-17T14:00:00".to_owned())];
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).chain(WHY).collect();
    let page = lead.post("/time-entries/new", &typed).await;
    assert!(page.status == 422 && page.text().contains("must be clocked out first"), "{}", page.text());
    assert_eq!(test.column::<i64>("SELECT count(*) FROM time_entry WHERE status = 'open'").await, [1]);
    // The open one itself is corrected without being in its own way.
    changed(&mut lead, &open, "correct", &[("in", "2026-11-17T14:59:00"), ("out", "")]).await;
    // Who is deactivated is clocked out by a correction, and in by none.
    changed(&mut lead, &open, "correct", &[("in", "2026-11-17T14:00:00"), ("out", "2026-11-17T14:59:00")]).await;
    let (machine, id) = (crate::support::people::machine(&maria), maria.id);
    test.in_office(move |u| employees::set_active(u, &machine, id, false)).await.unwrap();
    let page = change(&mut lead, &open, "correct", &[("in", "2026-11-17T14:00:00"), ("out", "")]).await;
    assert!(page.wrong("out").contains("is deactivated"), "{}", page.text());
}

#[tokio::test]
async fn where_a_job_is_needed_no_person_leaves_it_out() {
    let test = TestGateway::start_with(|settings| {
        settings.voice_check = false;
        settings.job_policy = phoneclock::domain::workspace::JobPolicy::Required;
    })
    .await;
    test.job("Roof", "71").await;
    let roof = test.jobs().await[0].id.to_string();
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call_hanging_up(MARIAS_PHONE, &format!("{id}#,{PIN}#"), 3).await;
    assert_eq!(exceptions(&test).await, ["job missing: stands"]);
    let entry = test.only_entry().await.id;
    let mut lead = test.browser(Role::Manager).await;
    // A time alone may be corrected; the job stays missing.
    changed(&mut lead, &entry, "correct", &[("in", "2026-11-17T06:00:00")]).await;
    assert_eq!(exceptions(&test).await, ["job missing: stands"]);
    changed(&mut lead, &entry, "correct", &[("in", "2026-11-17T06:00:00"), ("job", &roof)]).await;
    assert_eq!(exceptions(&test).await, ["job missing: corrected by The manager"]);
    let page = change(&mut lead, &entry, "correct", &[("in", "2026-11-17T06:00:00"), ("job", "")]).await;
    assert!(page.wrong("correctjob").contains("needs a job"), "{}", page.text());
    let form = lead.get(&format!("/time-entries/new?employee={}", maria.id)).await;
    let new = form.value("id");
    let employee = maria.id.to_string();
    let typed =
        [("id", new.as_str()), ("employee", &employee), ("in", "2026-11-16T06:00"), ("out", "2026-11-16T07:00")];
    let page = lead.post("/time-entries/new", &[&typed[..], &WHY].concat()).await;
    assert!(page.wrong("job").contains("needs a job"), "{}", page.text());
}

#[tokio::test]
async fn entries_of_another_workspace_lead_nowhere() {
    let test = start().await;
    let (maria, id) = clocked(&test, 8).await;
    let version = test.browser(Role::Owner).await.get(&format!("/time-entries/{id}")).await.value("expected_version");
    let other = other_workspace(&test).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    let before = test.tables().await;
    assert!(!stranger.get("/time-entries").await.text().contains("Maria"));
    for path in [
        format!("/time-entries/{id}"),
        format!("/time-entries?employee={}", maria.id),
        format!("/time-entries/new?employee={}", maria.id),
        "/time-entries/x".to_owned(),
        "/time-entries?after=x".to_owned(),
    ] {
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    let ends = [("in", "2026-11-17T07:00:00"), ("out", "2026-11-17T14:00:00"), ("at", "2026-11-17T09:00:00")];
    let typed = [&ends[..], &WHY, &[("expected_version", version.as_str())]].concat();
    for doing in ["correct", "split", "void", "restore"] {
        assert_eq!(stranger.post(&format!("/time-entries/{id}/{doing}"), &typed).await.status, 404, "{doing}");
    }
    let employee = maria.id.to_string();
    let new = [&typed[..], &[("id", id.as_str()), ("employee", &employee)]].concat();
    assert_eq!(stranger.post("/time-entries/new", &new).await.status, 404);
    let mut ours = test.browser(Role::Owner).await;
    assert_eq!(ours.post_bare(&format!("/time-entries/{id}/void"), &typed).await.status, 403);
    let mut tables = test.tables().await;
    for table in ["web_user", "web_session", "audit_record"] {
        tables.insert(table.to_owned(), before[table].clone());
    }
    assert_eq!(tables, before);
}
