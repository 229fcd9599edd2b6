//! Exceptions that are repaired where they stand, by a correction of the entry with its trail.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        exception::ExceptionKind,
        ids::{EntryId, ExceptionId},
        user::Role,
        workspace::JobPolicy,
    },
    store::tx::Value,
};

use super::{forgotten, kinds};
use crate::{
    support::{MARIAS_PHONE, PIN, TestGateway, at, browser::Page},
    time_entries::exceptions,
    timesheets::{add, entry},
};

pub fn correct(id: ExceptionId) -> String {
    format!("/exceptions/{id}/correct")
}

/// The form of the card with these fields typed over what it shows.
pub fn typed<'a>(page: &'a [(String, String)], over: &'a [(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    // The browser of the tests adds its own token.
    let shown = page.iter().filter(|(name, _)| name != "csrf").map(|(name, value)| (name.as_str(), value.as_str()));
    shown.filter(|(name, _)| over.iter().all(|(other, _)| other != name)).chain(over.iter().copied()).collect()
}

/// What everybody sees who opens the card, and types a time.
const UNTIL_HALF_PAST_THREE: [(&str, &str); 3] =
    [("out_date", "2026-11-17"), ("out_time", "15:30"), ("reason", "forgot to clock out")];

/// Whatever is chosen in a list of the page.
fn chosen(page: &Page, name: &str) -> String {
    let (_, list) = page.body.split_once(&format!("name=\"{name}\"")).unwrap();
    let option = list.split("<option ").find(|option| option.contains(" selected")).unwrap();
    option.split('"').nth(1).unwrap().to_owned()
}

#[tokio::test]
async fn a_forgotten_clock_out_has_its_day_and_reason_filled_in_and_never_its_time() {
    let (test, _, id) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(&format!("/exceptions?at={id}")).await;
    test.assert_reads("exceptions/missing_clock_out_chosen", &page).await;
    assert_eq!((page.value("out_date"), page.value("out_time")), ("2026-11-17".to_owned(), String::new()));
    assert_eq!(chosen(&page, "reason"), "forgot to clock out");
    let fields = page.form(&correct(id), &[]);
    let nothing = payroll.post(&correct(id), &typed(&fields, &[("reason", "forgot to clock out")])).await;
    assert_eq!(nothing.is(422).wrong("repair-out-time"), "Enter a time.");
    assert_eq!(test.count("entry_revision").await, 0);

    let done = payroll.post(&correct(id), &typed(&fields, &UNTIL_HALF_PAST_THREE)).await;
    assert_eq!(done.is(303).to(), Some("/exceptions"));
    let page = payroll.get("/exceptions").await;
    page.says("Corrected: missing clock-out of Maria Lopez, out Tue, Nov 17, 3:30 PM.");
    assert_eq!(kinds(&page), [""; 0]);
    let repaired = &test.entries().await[0];
    assert_eq!((repaired.status, repaired.out_at.as_deref()), ("closed", Some("2026-11-17T21:30:00Z")));
    let trail: Vec<String> = test.column("SELECT kind FROM entry_revision ORDER BY revision").await;
    assert_eq!(trail, ["clocked", "corrected"]);
    assert_eq!(exceptions(&test).await[0], "missing clock-out: corrected by The payroll");
    assert_eq!(test.count("audit_record WHERE action = 'correct time entry'").await, 1);
}

/// Maria, who has left at about 15:41 on Tuesdays, and whose shift of Tuesday the 17th has no end.
async fn forgotten_on_a_tuesday() -> (TestGateway, ExceptionId) {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let gateway = &test.gateway;
    // At 7:00 in Chicago, where summer ended on the first of November.
    let past = [("2026-10-27T12:00:00Z", 520), ("2026-11-03T13:00:00Z", 521), ("2026-11-10T13:00:00Z", 522)];
    add(gateway, past.map(|(from, mins)| entry(gateway, &maria, from, Some(mins))).to_vec()).await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(31));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    let exception = test.column("SELECT id FROM exception WHERE kind = 'missing clock-out'").await.remove(0);
    (test, exception)
}

#[tokio::test]
async fn the_usual_end_is_offered_and_is_taken_only_by_who_asks_for_it() {
    let (test, id) = forgotten_on_a_tuesday().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(&format!("/exceptions?at={id}")).await;
    assert!(page.text().contains("Usually 3:41 PM on Tuesdays."), "{}", page.text());
    assert_eq!(page.value("out_time"), "", "a suggestion is not put in by itself");
    let filled = payroll.get(&page.link("data-fill").unwrap()).await;
    assert_eq!((filled.value("out_date"), filled.value("out_time")), ("2026-11-17".to_owned(), "15:41".to_owned()));
    assert_eq!(test.count("entry_revision").await, 0, "nothing is saved by looking");
}

#[tokio::test]
async fn what_people_put_in_teaches_no_habit_and_neither_does_what_lies_in_the_next_shift() {
    let (test, id) = forgotten_on_a_tuesday().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let card = format!("/exceptions?at={id}");
    // The next shift has begun before the usual end.
    test.change_by_sql(
        "UPDATE time_entry SET in_at = ?1 WHERE status = 'open'",
        vec![at("2026-11-17T19:40:00Z").into()],
    )
    .await;
    payroll.get(&card).await.says_nothing_of("Usually ");
    test.change_by_sql(
        "UPDATE time_entry SET in_at = ?1 WHERE status = 'open'",
        vec![at("2026-11-18T14:00:00Z").into()],
    )
    .await;
    payroll.get(&card).await.says("Usually ");
    let changed = "INSERT INTO entry_revision (entry_id, revision, workspace_id, kind, status, in_at, out_at, voided, \
                   reason, at, actor) SELECT id, 0, workspace_id, 'added', status, in_at, out_at, 0, 'test', 1, 'Pia' \
                   FROM time_entry WHERE status = 'closed'";
    assert_eq!(test.change_by_sql(changed, Vec::new()).await, 3);
    payroll.get(&card).await.says_nothing_of("Usually ");
}

#[tokio::test]
async fn of_two_who_repair_the_same_at_once_one_does_and_the_other_is_told() {
    let (test, _, id) = forgotten().await;
    let (mut payroll, mut owner) = (test.browser(Role::Payroll).await, test.browser(Role::Owner).await);
    let fields = payroll.get(&format!("/exceptions?at={id}")).await.form(&correct(id), &[]);
    let later = [("out_date", "2026-11-17"), ("out_time", "16:00"), ("reason", "forgot to clock out")];
    let (one, two) = (typed(&fields, &UNTIL_HALF_PAST_THREE), typed(&fields, &later));
    let path = correct(id);
    let (one, two) = tokio::join!(payroll.post(&path, &one), owner.post(&path, &two));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    let loser = if one.status == 409 { one } else { two };
    assert!(loser.text().contains("Already resolved by The "), "{}", loser.text());
    assert_eq!(test.count("entry_revision WHERE kind = 'corrected'").await, 1);
}

#[tokio::test]
async fn an_entry_that_was_changed_since_it_was_shown_is_shown_again_with_what_was_typed() {
    let (test, _, id) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let fields = payroll.get(&format!("/exceptions?at={id}")).await.form(&correct(id), &[]);
    test.change_by_sql("UPDATE time_entry SET in_at = in_at + 60000 WHERE status = 'unfinished'", Vec::new()).await;
    let page = payroll.post(&correct(id), &typed(&fields, &UNTIL_HALF_PAST_THREE)).await;
    page.is(422).says("The entry was changed in the meantime.");
    assert_eq!(page.value("out_time"), "15:30");
    assert_eq!(test.count("entry_revision").await, 0);
}

#[tokio::test]
async fn approved_hours_are_not_corrected_and_the_card_says_whose_approval_is_in_the_way() {
    let (test, maria, id) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let fields = payroll.get(&format!("/exceptions?at={id}")).await.form(&correct(id), &[]);
    let approve = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                   overtime_secs, approved_at, approver) VALUES (?1, ?2, ?3, '2026-11-16', '2026-11-22', 0, 0, ?4, 'Pia')";
    let approval = vec![Value::Blob(vec![9; 16]), test.workspace.id.into(), maria.into(), test.clock_now().into()];
    test.change_by_sql(approve, approval).await;
    let words =
        "the hours from Nov 16, 2026 to Nov 22, 2026 were approved by Pia on Nov 18, 2026; reopen the approval first";
    let refused = payroll.post(&correct(id), &typed(&fields, &UNTIL_HALF_PAST_THREE)).await;
    refused.is(409).says(&words.replacen("the", "The", 1));
    let page = payroll.get(&format!("/exceptions?at={id}")).await;
    test.assert_reads("exceptions/missing_clock_out_approved", &page).await;
    page.says(&format!("The entry cannot be corrected: {}", words.replacen("the", "The", 1)));
    page.says_nothing_of(&correct(id));
    assert_eq!(test.count("entry_revision").await, 0);
}

#[tokio::test]
async fn a_missing_job_is_chosen_from_those_in_use() {
    let test = TestGateway::start_with(|settings| settings.job_policy = JobPolicy::Required).await;
    test.job("Roof repair", "12").await;
    let maria = test.newcomer("Maria Lopez", None).await;
    let worked = entry(&test.gateway, &maria, "2026-11-16T13:00:00Z", Some(480));
    add(&test.gateway, vec![worked.clone()]).await;
    let about = (test.workspace.id, maria.id, Some(worked.id));
    let id = test.raise(about, ExceptionKind::JobMissing).await;
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get(&format!("/exceptions?at={id}")).await;
    test.assert_reads("exceptions/job_missing_for_managers", &page).await;
    let fields = page.form(&correct(id), &[]);
    let reason = ("reason", "job not entered");
    let none = manager.post(&correct(id), &typed(&fields, &[reason])).await;
    none.is(422).says("Choose a job.");
    let job = test.jobs().await[0].id.to_string();
    manager.post(&correct(id), &typed(&fields, &[reason, ("job", &job)])).await.is(303);
    let page = manager.get("/exceptions").await;
    page.says("Corrected: job missing of Maria Lopez, Roof repair.");
    assert_eq!(test.entries().await[0].job_name.as_deref(), Some("Roof repair"));
    assert_eq!(test.entries().await[0].out_at.as_deref(), Some("2026-11-16T21:00:00Z"));
    assert_eq!(exceptions(&test).await, ["job missing: corrected by The manager"]);
}

#[tokio::test]
async fn times_that_still_overlap_after_a_correction_stay_open_and_say_so() {
    let test = TestGateway::start().await;
    let maria = test.newcomer("Maria Lopez", None).await.id;
    let (from, to) = ("2026-11-16T17:00:00Z", Some("2026-11-16T22:00:00Z"));
    crate::time_entries::add(&test, maria, "2026-11-16T13:00:00Z", Some("2026-11-16T18:00:00Z")).await;
    let second: EntryId = crate::time_entries::add(&test, maria, from, to).await;
    let of_second = async || -> ExceptionId {
        let sql = "SELECT id FROM exception WHERE entry_id = ?1 AND settled_at IS NULL";
        test.rows(sql, vec![second.into()]).await[0].get(0).unwrap()
    };
    let mut payroll = test.browser(Role::Payroll).await;
    test.advance(SignedDuration::from_secs(1));
    for (begin, is_open) in [("11:30", true), ("12:00", false)] {
        let id = of_second().await;
        let page = payroll.get(&format!("/exceptions?at={id}")).await;
        let fields = page.form(&correct(id), &[]);
        let times = [
            ("in_date", "2026-11-16"),
            ("in_time", begin),
            ("out_date", "2026-11-16"),
            ("out_time", "16:00"),
            ("reason", "clocked twice"),
        ];
        let said = payroll.submit(&correct(id), &typed(&fields, &times)).await;
        assert_eq!(said.body.contains("It is still open: overlapping."), is_open, "{}", said.text());
    }
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 0);
    assert_eq!(test.count("exception WHERE decision = 'corrected' AND kind = 'overlapping'").await, 2);
}
