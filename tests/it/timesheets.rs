//! Timesheets and the payroll settings: what a person in the office sees of the hours.

use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    domain::{
        employee::{Details, Employee},
        entry::EntryStatus,
        exception::ExceptionKind,
        ids::{ApprovalId, EntryId, ExceptionId, JobId, WorkspaceId},
        job::Job,
        payroll::{Policy, Rounding},
        user::Role,
        workspace::Zone,
    },
    service::{
        Services,
        payroll::policy,
        timesheets::sheets::{self, PeriodChoice},
    },
    store::{
        Hold, StoreError,
        entries::{self, Entry},
        exceptions::{self, Exception},
        jobs, payroll_policies, timesheets,
    },
};

use serde_json::{Value, json};

use crate::{
    exports::book::Book,
    support::{TestGateway, at, browser::Page, people::add_employee},
};

/// Somebody new.
pub async fn person(gateway: &std::sync::Arc<Services>, workspace: WorkspaceId, name: &str) -> Employee {
    add_employee(&gateway.store, workspace, Details::named(name)).await
}

/// An entry in Chicago, from a moment on, for so many minutes; open without.
pub fn entry(gateway: &Services, employee: &Employee, from: &str, mins: Option<i64>) -> Entry {
    let in_at = at(from);
    Entry {
        id: EntryId::generate(&gateway.store.ids()),
        workspace: employee.workspace,
        employee: employee.id,
        status: EntryStatus::Open,
        in_at,
        out_at: mins.map(|mins| in_at + SignedDuration::from_mins(mins)),
        zone: Zone::parse("America/Chicago").unwrap(),
        job: None,
    }
}

pub async fn add(gateway: &Services, entries: Vec<Entry>) {
    let written = gateway.store.db().write(Hold::Gateway, move |tx| {
        for entry in entries {
            entries::insert_open(tx, &entry)?;
            if let Some(out_at) = entry.out_at {
                entries::set_closed(tx, entry.id, out_at)?;
            }
        }
        Ok::<_, StoreError>(())
    });
    written.await.unwrap();
}

/// Raises an exception about an entry.
pub async fn raise(gateway: &Services, entry: &Entry, kind: ExceptionKind) {
    let (id, entry) = (ExceptionId::generate(&gateway.store.ids()), entry.clone());
    let written = gateway.store.db().write(Hold::Gateway, move |tx| {
        let Entry { workspace, employee, in_at, .. } = entry;
        let exception =
            Exception { id, workspace, employee, entry: Some(entry.id), call: None, kind, at: in_at, note: None };
        exceptions::insert_exception(tx, &exception)
    });
    written.await.unwrap();
}

pub async fn set_policy(gateway: &Services, workspace: WorkspaceId, policy: Policy) {
    gateway
        .store
        .db()
        .write(Hold::Gateway, move |tx| payroll_policies::set_policy(tx, workspace, &policy))
        .await
        .unwrap();
}

async fn get_policy(test: &TestGateway) -> Policy {
    let workspace = test.workspace.id;
    test.store.read(move |tx| policy::get(tx, workspace)).await.unwrap()
}

async fn job(test: &TestGateway, name: &str) -> JobId {
    let id = JobId::generate(&test.gateway.store.ids());
    let job = Job {
        id,
        workspace: test.workspace.id,
        name: name.to_owned(),
        accounting_code: None,
        phone_code: None,
        archived_at: None,
        everyone: true,
    };
    let now = test.gateway.store.now();
    test.gateway.store.db().write(Hold::Gateway, move |tx| jobs::insert_job(tx, &job, now)).await.unwrap();
    id
}

/// The week of Monday, 9 November 2026, which is over on the Tuesday of the tests.
const LAST_WEEK: &str = "/timesheets?from=2026-11-09";

#[tokio::test]
async fn the_list_says_for_each_employee_what_counts_and_what_must_be_settled() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let [ana, bo, cy] = [
        person(gateway, workspace, "Ana Díaz").await,
        person(gateway, workspace, "Bo <b>").await,
        person(gateway, workspace, "Cy").await,
    ];
    person(gateway, workspace, "Nobody Here").await;
    // Five days of nine hours, the last over midnight into Saturday.
    let mut week: Vec<_> =
        (9..=12).map(|day| entry(gateway, &ana, &format!("2026-11-{day:02}T13:00:00Z"), Some(540))).collect();
    week.push(entry(gateway, &ana, "2026-11-14T03:00:00Z", Some(540)));
    let forgotten = entry(gateway, &bo, "2026-11-10T13:00:00Z", Some(60));
    week.extend([forgotten.clone(), entry(gateway, &cy, "2026-11-15T20:00:00Z", None)]);
    add(gateway, week).await;
    raise(gateway, &forgotten, ExceptionKind::MissingClockOut).await;
    raise(gateway, &forgotten, ExceptionKind::VoiceCheckSilent).await;
    let other = crate::access::other_workspace(&test).await;
    let theirs = person(gateway, other, "Theirs").await;
    add(gateway, vec![entry(gateway, &theirs, "2026-11-10T13:00:00Z", Some(60))]).await;

    let mut lead = test.browser(Role::Manager).await;
    let page = lead.get(LAST_WEEK).await;
    test.assert_reads("payroll/timesheets_with_something_to_settle", &page).await;
    let text = page.text();
    assert!(text.contains("Ana Díaz 40:00 5:00 45:00 Nothing Open"), "{text}");
    assert!(!text.contains("Nobody") && !text.contains("Theirs") && !text.contains("Rounding"), "{text}");
    assert_eq!(page.link("rel=\"prev\"").unwrap(), "/timesheets?from=2026-11-02");
    assert_eq!(page.link("rel=\"next\"").unwrap(), "/timesheets?from=2026-11-16");
    // Any day of the period asks for it; a day that is none is no page.
    assert!(lead.get("/timesheets?from=2026-11-13").await.text().contains("Nov 9 – 15"));
    let (mut colleague, _) = test.signed_in(Role::Manager).await;
    assert!(colleague.get("/timesheets").await.text().contains("Nov 16 – 22 This period"));
    assert_eq!(lead.get("/timesheets?from=2026-13-01").await.status, 404);

    let empty = lead.get("/timesheets?from=2026-10-05").await.text();
    assert!(empty.contains("Nobody has worked in this period") && empty.contains("previous period"), "{empty}");
    assert!(lead.get("/timesheets?from=2026-10-05&view=jobs").await.text().contains("Nobody has worked"));
    let page = lead.get(&format!("/timesheets/{}?from=2026-11-09", theirs.id)).await;
    assert_eq!(page.status, 404);
}

#[tokio::test]
async fn one_timesheet_shows_every_day_with_its_entries_and_what_each_job_bears() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "Ana").await;
    let roof = job(&test, "Roof & Söhne").await;
    let mut night = entry(gateway, &ana, "2026-11-01T03:00:12Z", Some(540));
    night.job = Some(roof);
    let sunday = entry(gateway, &ana, "2026-11-02T04:30:00Z", Some(120));
    let open = entry(gateway, &ana, "2026-10-20T12:00:00Z", None);
    add(gateway, vec![night.clone(), sunday.clone(), open.clone()]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get(&format!("/timesheets/{}?from=2026-10-27", ana.id)).await;
    test.assert_reads("payroll/timesheet_over_midnight", &page).await;
    let text = page.text();
    // From 22:00 to 06:00 on the clock in the night when an hour comes twice.
    assert!(text.contains("Sat, Oct 31 10:00 PM to Sun, Nov 1, 6:00 AM , Roof & Söhne : 1:59"), "{text}");
    for id in [night.id, sunday.id, open.id] {
        assert!(page.body.contains(&format!("href=\"/time-entries/{id}\"")), "{id}");
    }
    assert!(page.body.contains("href=\"/approvals?from=2026-10-26\""), "{text}");
    let next = payroll.get(&format!("/timesheets/{}?from=2026-11-02", ana.id)).await.text();
    assert!(next.contains("Mon, Nov 2 Sun, Nov 1, 10:30 PM to 12:30 AM : 0:30 0:30"), "{next}");

    let totals = payroll.get("/timesheets?from=2026-10-27&view=jobs").await;
    test.assert_reads("payroll/job_totals_over_midnight", &totals).await;
    let empty = payroll.get(&format!("/timesheets/{}?from=2026-01-05", ana.id)).await.text();
    assert!(empty.contains("No time entries in this period."), "{empty}");
}

#[tokio::test]
async fn rounding_shows_what_it_gave_in_the_period_and_since_january() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "Ana").await;
    set_policy(gateway, workspace, Policy { rounding: Rounding::Fifteen, ..Policy::default() }).await;
    // 7 minutes given on a day of last year, 5 taken in March, 3 given last week.
    add(
        gateway,
        vec![
            entry(gateway, &ana, "2025-12-30T13:00:00Z", Some(8 * 60 + 8)),
            entry(gateway, &ana, "2026-03-03T13:00:00Z", Some(8 * 60 + 5)),
            entry(gateway, &ana, "2026-11-10T13:00:00Z", Some(8 * 60 - 3)),
        ],
    )
    .await;
    let mut payroll = test.browser(Role::Payroll).await;
    let text = payroll.get(LAST_WEEK).await.text();
    assert!(text.contains("Ana 8:00 0:00 8:00 +0:03 \u{2212}0:02 Nothing"), "{text}");
    let text = payroll.get(&format!("/timesheets/{}?from=2026-11-09", ana.id)).await.text();
    assert!(
        text.contains("Clocked 7:57 Rounding in this period +0:03 Rounding since January 1 \u{2212}0:02"),
        "{text}"
    );
    assert!(text.contains("7:00 AM to 2:57 PM : 8:00"), "what was clocked stays: {text}");
}

#[tokio::test]
async fn the_pages_of_the_list_hold_everybody_once_in_order() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let mut all = Vec::new();
    for number in 0..110 {
        let one = person(gateway, workspace, &format!("Worker {number:03}")).await;
        // Every eleventh has only worked just before the period.
        let day = if number % 11 == 5 { 8 } else { 10 };
        all.push(entry(gateway, &one, &format!("2026-11-{day:02}T13:00:00Z"), Some(60)));
    }
    add(gateway, all).await;
    let mut lead = test.browser(Role::Manager).await;
    let (mut names, mut address, mut pages) = (Vec::new(), Some(LAST_WEEK.to_owned()), 0);
    while let Some(at) = address {
        let page = lead.get(&at).await;
        names.extend(page.body.split("<bdi>Worker ").skip(1).map(|rest| rest[..3].parse::<u32>().unwrap()));
        address = page.link("after=");
        pages += 1;
        assert!(pages < 9, "{names:?}");
    }
    assert_eq!(pages, 3);
    assert_eq!(names, (0..110).filter(|number| number % 11 != 5).collect::<Vec<_>>());
}

#[tokio::test]
async fn twenty_five_thousand_entries_in_a_period_stay_quick() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let mut all = Vec::new();
    let start: Timestamp = at("2026-11-09T12:00:00Z");
    for number in 0..500 {
        let one = person(gateway, workspace, &format!("Worker {number:03}")).await;
        for shift in 0..50_i32 {
            let in_at = start + SignedDuration::from_mins(i64::from(shift) * 180);
            let mut entry = entry(gateway, &one, "2026-11-09T12:00:00Z", None);
            (entry.in_at, entry.out_at) = (in_at, Some(in_at + SignedDuration::from_mins(100)));
            all.push(entry);
        }
    }
    add(gateway, all).await;
    let began = Instant::now();
    let (now, choice) = (gateway.store.now(), PeriodChoice::LastOver);
    let list = gateway.store.read(move |tx| sheets::list(tx, workspace, choice, None, now));
    let page = list.await.unwrap();
    let listed = began.elapsed();
    let totals = gateway.store.read(move |tx| sheets::totals(tx, workspace, choice, now)).await.unwrap();
    let counted = began.elapsed() - listed;
    assert_eq!((page.sheets.len(), totals.people), (50, 500));
    assert_eq!(totals.regular_secs, 500 * 40 * 3600);
    println!("a page of 50 people: {listed:?}; 25,000 entries counted: {counted:?}");
    // Without optimization, and beside other tests.
    assert!(counted.as_secs() < 20 && listed.as_secs() < 5, "{listed:?} {counted:?}");
}

const SETTINGS: &str = "/settings/payroll";

/// The payroll settings that nobody has changed, but for what is put in their place.
pub fn payroll_settings<'a>(version: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("expected_version", version),
        ("pay_period", "weekly"),
        ("first_day", "2026-11-02"),
        ("weekly_overtime", "40"),
        ("daily_overtime", ""),
        ("rounding", "0"),
        ("impossible_after", "16"),
        ("review_share", "100"),
    ];
    fields.retain(|(name, _)| changed.iter().all(|(changed, _)| changed != name));
    fields.extend(changed);
    fields
}

#[tokio::test]
async fn payroll_settings_are_saved_written_down_and_count_from_then_on() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "Ana").await;
    add(gateway, vec![entry(gateway, &ana, "2026-11-10T13:02:00Z", Some(600))]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let version = payroll.get(SETTINGS).await.value("expected_version");
    let changed = [
        ("pay_period", "every two weeks"),
        ("weekly_overtime", ""),
        ("daily_overtime", "7,75"),
        ("rounding", "5"),
        ("impossible_after", "12.5"),
        ("review_share", "20"),
    ];
    let page = payroll.submit(SETTINGS, &payroll_settings(&version, &changed)).await;
    assert!(page.text().contains("The payroll settings are saved."), "{}", page.text());
    assert_eq!(page.value("daily_overtime"), "7.75");
    let text = payroll.get(LAST_WEEK).await.text();
    assert!(text.contains("Nov 2 – 15") && text.contains("Ana 7:45 2:15 10:00"), "{text}");

    let log = test.audit_log().await;
    let record = &log.records[0];
    assert_eq!((record.action.as_str(), record.actor.as_str()), ("change payroll settings", "The payroll"));
    let change = record.changes.iter().find(|change| change.name == "overtime_after_hours_a_day").unwrap();
    assert_eq!((&change.before, &change.after), (&Some(Value::Null), &Some(json!("7.75"))));

    // What was typed on a page that is out of date is kept, and nothing is saved.
    let stale = payroll.post(SETTINGS, &payroll_settings(&version, &[("review_share", "7")])).await;
    assert_eq!(stale.status, 422);
    assert_eq!(stale.value("review_share"), "7");
    let text = stale.text();
    assert!(text.contains("share of voice checks heard: 20") && text.contains("pay period: every two weeks"), "{text}");
    assert_eq!(get_policy(&test).await.review_share, 20);
    // Sent again, it has the mark of what is saved now.
    let again = stale.value("expected_version");
    assert_eq!(payroll.post(SETTINGS, &payroll_settings(&again, &[("review_share", "7")])).await.status, 303);
    assert_eq!(get_policy(&test).await.review_share, 7);
}

#[tokio::test]
async fn mistakes_in_payroll_settings_stand_beside_their_fields() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    let version = owner.get(SETTINGS).await.value("expected_version");
    for (field, typed, words) in [
        ("first_day", "soon", "between 1970-01-01 and 2099-12-31"),
        ("weekly_overtime", "169", "1 to 168 hours; leave it empty for none."),
        ("daily_overtime", "<b>", "1 to 24 hours; leave it empty for none."),
        ("impossible_after", "", "flagged after 1 to 168 hours."),
        ("review_share", "101", "0 to 100 percent."),
    ] {
        let page = owner.post(SETTINGS, &payroll_settings(&version, &[(field, typed)])).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.wrong(field).contains(words), "{field}: {}", page.wrong(field));
        assert_eq!(page.value(field), typed);
    }
    assert_eq!(get_policy(&test).await, Policy::default());
}

#[tokio::test]
async fn the_list_is_sorted_by_the_column_whose_head_was_pressed_and_pages_keep_the_order() {
    let test = TestGateway::start().await;
    for nth in 0..52_i64 {
        let person = test.newcomer(&format!("Worker {nth:02}"), None).await;
        add(&test.gateway, vec![entry(&test.gateway, &person, "2026-11-16T14:00:00Z", Some(60 + (nth * 7) % 52))])
            .await;
    }
    let mut payroll = test.browser(Role::Payroll).await;
    let named = |page: &Page| -> Vec<String> {
        page.body.split("<bdi>Worker ").skip(1).map(|rest| rest[..2].to_owned()).collect()
    };
    let page = payroll.get("/timesheets?from=2026-11-16&sort=-total").await;
    assert!(page.body.contains("aria-sort=\"descending\""), "{}", page.body);
    let mut order = named(&page);
    let next = page.link("after=").unwrap();
    assert!(next.contains("sort=-total"), "{next}");
    order.extend(named(&payroll.get(&next).await));
    let mut by_hours: Vec<i64> = (0..52).collect();
    by_hours.sort_by_key(|nth| std::cmp::Reverse((nth * 7) % 52));
    assert_eq!(order, by_hours.iter().map(|nth| format!("{nth:02}")).collect::<Vec<_>>());
    let backwards = named(&payroll.get("/timesheets?from=2026-11-16&sort=-name").await);
    assert_eq!(backwards[..2], ["51", "50"]);
    let page = payroll.get("/timesheets?from=2026-11-16&sort=salary").await;
    assert_eq!((named(&page).len(), page.body.contains("aria-sort")), (50, false));
}

#[tokio::test]
async fn everybody_at_once_is_the_same_people_as_one_by_one() {
    let test = TestGateway::start().await;
    let book = Book::new(&test);
    let [here, open, approved, over, earlier, voided, partly] =
        ["Here", "Open", "Approved", "Over", "Earlier", "Voided", "Partly"].map(|name| book.named(name, None));
    let (here, open, approved, over) = (here.await, open.await, approved.await, over.await);
    let (earlier, voided, partly) = (earlier.await, voided.await, partly.await);
    book.named("Nobody", None).await;
    book.entry(here, "2026-11-15T14:00:00Z", "2026-11-15T22:00:00Z", None).await;
    book.open_entry(open, "2026-10-05T14:00:00Z").await;
    // Sunday into Monday, and Sunday alone.
    book.entry(over, "2026-11-09T02:00:00Z", "2026-11-09T08:00:00Z", None).await;
    book.entry(earlier, "2026-11-08T14:00:00Z", "2026-11-08T22:00:00Z", None).await;
    let gone = book.entry(voided, "2026-11-10T14:00:00Z", "2026-11-10T22:00:00Z", None).await;
    book.run("UPDATE time_entry SET voided_at = 1 WHERE id = ?1", vec![gone.into()]).await;
    for (employee, from) in [(approved, "2026-11-09"), (partly, "2026-11-02")] {
        let id = ApprovalId::generate(&test.gateway.store.ids());
        let sql = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                   overtime_secs, approved_at, approver) VALUES (?1, ?2, ?3, ?4, '2026-11-15', 0, 0, 1, 'Pat')";
        book.run(sql, vec![id.into(), test.workspace.id.into(), employee.into(), from.into()]).await;
    }
    let (workspace, policy) = (test.workspace.id, Policy::default());
    let days = policy.period_of("2026-11-09".parse().unwrap());
    let read = test.gateway.store.read(move |tx| {
        let mut one_by_one = Vec::new();
        for person in timesheets::list_people_of(tx, workspace, days, None, 99)? {
            let sheet = sheets::count_one(tx, workspace, person.id, days)?.unwrap();
            // Who has only worked just before is found, and has nothing.
            if sheet.sheet.worked_secs > 0 || !sheet.open.is_empty() || !sheet.approvals.is_empty() {
                one_by_one.push((person.name, sheet.sheet, sheet.entries, sheet.open, sheet.approvals));
            }
        }
        let everybody = sheets::list_all(tx, workspace, days)?
            .into_iter()
            .map(|sheet| (sheet.person.name, sheet.sheet, sheet.entries, sheet.open, sheet.approvals));
        let worked = sheets::list_sheets(tx, workspace, days)?.into_iter().map(|(person, sheet)| (person.name, sheet));
        Ok::<_, StoreError>((one_by_one, everybody.collect::<Vec<_>>(), worked.collect::<Vec<_>>()))
    });
    let (one_by_one, everybody, worked) = read.await.unwrap();
    assert_eq!(everybody, one_by_one);
    let names: Vec<_> = everybody.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(names, ["Approved", "Here", "Open", "Over"]);
    let seconds: Vec<_> = worked.iter().map(|(name, sheet)| (name.as_str(), sheet.counted_secs)).collect();
    assert_eq!(seconds, [("Here", 8 * 3600), ("Over", 2 * 3600)]);
}
