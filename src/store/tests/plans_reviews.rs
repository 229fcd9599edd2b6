//! Two hundred thousand voice checks: every question about them is answered from an index, with little work.

use rusqlite::{Connection, StatementStatus};

use super::{Book, at};
use crate::{
    domain::{
        ids::{EmployeeId, JobId, UserId, VoiceCheckId, WorkspaceId},
        voice_check::Verdict,
    },
    store::{
        StoreError, Tx, retention,
        reviews::{self, ReviewFilter, Risk, listens, plays, queue, verdicts},
        sqlite::transaction::SqliteTx,
        tx::{Row, Value, params},
    },
};

const CHECKS: i64 = 200_000;
/// Steps of SQLite's machine for what shows one page: some hundred a row.
const A_PAGE: i32 = 30_000;
/// And for a page of the queue: some fifteen more for each flagged one, of which it is looked up whether the caller is in
/// doubt.
const A_QUEUE: i32 = 100_000;
/// And for a count of half of all: some ten a row.
const A_COUNT: i32 = 1_500_000;

/// Notes the plan of each statement, and how many steps it took.
struct Measured<'c> {
    connection: &'c Connection,
    plan: Vec<String>,
    steps: i32,
}

impl Tx for Measured<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.explain(sql, params);
        SqliteTx::new(self.connection).execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.explain(sql, params);
        let mut statement = self.connection.prepare(sql)?;
        let mut rows = statement.query(rusqlite::params_from_iter(params))?;
        while rows.next()?.is_some() {}
        drop(rows);
        self.steps += statement.get_status(StatementStatus::VmStep);
        SqliteTx::new(self.connection).query(sql, params)
    }
}

impl Measured<'_> {
    fn explain(&mut self, sql: &str, params: &[Value]) {
        let mut statement = self.connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        let lines = statement.query_map(rusqlite::params_from_iter(params), |row| row.get::<_, String>(3)).unwrap();
        self.plan.extend(lines.map(Result::unwrap));
    }
}

/// The index that is meant finds the rows in their order, and no more steps are taken than these.
#[track_caller]
fn quick<T>(book: &Book, index: &str, most: i32, run: impl FnOnce(&mut dyn Tx) -> T) -> T {
    let mut measured = Measured { connection: &book.connection, plan: Vec::new(), steps: 0 };
    let found = run(&mut measured);
    let Measured { plan, steps, .. } = measured;
    assert!(plan.iter().any(|line| line.contains(&format!("{index} ("))), "{index}: {plan:#?}");
    assert!(!plan.iter().any(|line| line.starts_with("SCAN ") || line.contains("TEMP B-TREE")), "{plan:#?}");
    assert!(steps < most, "{index}: {steps} steps");
    found
}

/// A workspace in which the second half of the checks is unheard, each fiftieth flagged, over 200 people and 20 jobs.
fn fill(book: &Book) -> (WorkspaceId, EmployeeId, JobId) {
    let workspace = book.workspace("North");
    let tx = &mut book.tx();
    let id = |letter: &str| format!("CAST(printf('{letter}%015d', i) AS BLOB)");
    let of = |letter: &str, count: i64| format!("CAST(printf('{letter}%015d', i % {count}) AS BLOB)");
    let (employee, job) = (of("E", 200), of("J", 20));
    let numbers =
        |count: i64| format!("WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {count} - 1)");
    let moment = "1760000000000 + i * 1000";
    for sql in [
        format!(
            "{} INSERT INTO employee (id, workspace_id, name, sort_name, language, active, created_at) \
             SELECT {employee}, ?1, 'Ana', 'ana', 'en', 1, 0 FROM n",
            numbers(200)
        ),
        format!(
            "{} INSERT INTO job (id, workspace_id, name, created_at) SELECT {job}, ?1, 'Roof', 0 FROM n",
            numbers(20)
        ),
        format!(
            "{} INSERT INTO call (id, provider, provider_call_id, caller, dialled, answered_at, step, token, session, \
             workspace_id, employee_id, last_heard_at) SELECT {}, 'twilio', printf('CA%d', i), '+15555550123', \
             '+15555550100', {moment}, 0, '', '{{}}', ?1, {employee}, {moment} FROM n",
            numbers(CHECKS),
            id("C")
        ),
        format!(
            "{} INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, job_id, work_date) \
             SELECT {}, ?1, {employee}, 'closed', {moment}, {moment} + 9, 'UTC', {job}, '2025-10-09' FROM n",
            numbers(CHECKS),
            id("T")
        ),
        format!(
            "{} INSERT INTO voice_check (id, workspace_id, employee_id, call_id, entry_id, status, expected_at, \
             recording, sha256, secs, level_dbfs, peak_dbfs, speech_share, clipped_share, stored_at, sample, flagged, \
             job_id, verdict, verdict_at) SELECT {}, ?1, {employee}, {}, {}, 'stored', {moment}, 'a.wav', x'00', 1.0, \
             -20.0, -3.0, 0.5, 0.0, {moment}, (i / 7) % 100, i % 50 = 0, {job}, CASE WHEN i >= {CHECKS} / 2 THEN NULL \
             WHEN i % 40 = 0 THEN 'not this person' ELSE 'same person' END, \
             CASE WHEN i < {CHECKS} / 2 THEN {moment} + 5 END FROM n",
            numbers(CHECKS),
            id("V"),
            id("C"),
            id("T")
        ),
    ] {
        tx.execute(&sql, params![workspace]).unwrap();
    }
    let named = |letter: &str| format!("{letter}{:015}", 7).into_bytes().try_into().unwrap();
    (workspace, EmployeeId::from_bytes(named("E")), JobId::from_bytes(named("J")))
}

#[test]
fn with_two_hundred_thousand_voice_checks_every_page_is_quick() {
    let book = Book::open();
    let (workspace, employee, job) = fill(&book);
    let (user, now) = (UserId::generate(&book.ids()), at(0));
    let all = ReviewFilter::default();
    let (of_employee, of_job) =
        (ReviewFilter { employee: Some(employee), ..all }, ReviewFilter { job: Some(job), ..all });
    let place = (at(150_000), VoiceCheckId::from_bytes([0; 16]));

    for (filter, unheard, heard, count) in [
        (all, "voice_check_unheard", "voice_check_heard", 100_000),
        (of_employee, "voice_check_unheard_of_employee", "", 500),
        (of_job, "voice_check_unheard_of_job", "voice_check_heard_of_job", 5_000),
    ] {
        let wanted = queue::ReviewQueue { filter, share: 100 };
        quick(&book, unheard, A_QUEUE, |tx| {
            assert!(queue::find_next(tx, workspace, wanted, user, now).unwrap().is_some());
        });
        quick(&book, unheard, A_COUNT, |tx| {
            assert_eq!(queue::count_wanted(tx, workspace, wanted).unwrap(), count);
        });
        for after in [None, Some((Risk::None, place))] {
            quick(&book, unheard, A_QUEUE, |tx| {
                let listed = queue::list_wanted(tx, workspace, wanted, (after, 51)).unwrap();
                assert_eq!(listed.len(), 51);
            });
        }
        if !heard.is_empty() {
            quick(&book, heard, A_PAGE, |tx| {
                let listed = reviews::list_heard(tx, workspace, filter, None, (Some(place), 51)).unwrap();
                assert_eq!(listed.len(), 51);
            });
            quick(&book, heard, A_PAGE, |tx| {
                assert!(reviews::count_heard(tx, workspace, filter, at(99_990)).unwrap() <= 10);
            });
        }
    }
    // A small share leaves most of the queue out; what is left out is passed over within the index.
    let few = queue::ReviewQueue { filter: all, share: 1 };
    quick(&book, "voice_check_unheard", A_COUNT, |tx| {
        assert_eq!(queue::count_wanted(tx, workspace, few).unwrap(), 2_000 + 858);
    });
    quick(&book, "voice_check_unheard", A_COUNT, |tx| {
        assert_eq!(queue::list_wanted(tx, workspace, few, (Some((Risk::None, place)), 51)).unwrap().len(), 51);
    });
    quick(&book, "voice_check_heard_as", A_PAGE, |tx| {
        let verdict = Some(Verdict::NotThisPerson);
        assert_eq!(reviews::list_heard(tx, workspace, all, verdict, (None, 51)).unwrap().len(), 51);
    });
    quick(&book, "voice_check_heard_of_employee", A_PAGE, |tx| {
        assert_eq!(reviews::list_same_person(tx, employee, place, 3).unwrap().len(), 3);
    });
}

#[test]
fn what_is_asked_about_one_voice_check_is_found_by_an_index() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entry = book.open_entry(workspace, book.employee(workspace, "Ana")).id;
    let call = book.call("CA1").id;
    let (id, user) = (VoiceCheckId::generate(&book.ids()), UserId::generate(&book.ids()));
    let all = ReviewFilter::default();
    // The few of one entry are put in order once they are found.
    let mut measured = Measured { connection: &book.connection, plan: Vec::new(), steps: 0 };
    assert_eq!(reviews::list_standing(&mut measured, entry, call).unwrap(), []);
    for index in ["exception_of_entry", "exception_of_call"] {
        assert!(measured.plan.iter().any(|line| line.contains(index)), "{:#?}", measured.plan);
    }
    quick(&book, "sqlite_autoindex_voice_check_1", 500, |tx| {
        assert!(reviews::find_check(tx, workspace, id).unwrap().is_none());
    });
    quick(&book, "review_lease_of_user", 500, |tx| {
        assert_eq!(queue::find_leased(tx, workspace, all, user).unwrap(), None);
    });
    quick(&book, "verdict_of_voice_check", 500, |tx| assert!(verdicts::find_last(tx, id).unwrap().is_none()));
    quick(&book, "verdict_of_voice_check", 500, |tx| assert!(verdicts::list_of_check(tx, id).unwrap().is_empty()));
    quick(&book, "verdict_of_user", 500, |tx| {
        assert!(verdicts::find_standing_of(tx, user, at(0)).unwrap().is_none());
    });
    quick(&book, "listen_of_voice_check", 500, |tx| {
        assert_eq!(plays::find_last(tx, id, user, at(0)).unwrap(), None);
        assert!(!plays::is_heard(tx, id, user, (at(0), at(9))).unwrap());
    });
    // The few of one call are put in order once they are found.
    let mut measured = Measured { connection: &book.connection, plan: Vec::new(), steps: 0 };
    assert_eq!(reviews::list_flags(&mut measured, call).unwrap(), []);
    assert!(measured.plan.iter().any(|line| line.contains("exception_of_call")), "{:#?}", measured.plan);
    quick(&book, "listen_of_voice_check", 500, |tx| assert!(listens::list_of_check(tx, id, 9).unwrap().is_empty()));
    quick(&book, "listen_of_voice_check", 500, |tx| assert_eq!(listens::count_of_check(tx, id).unwrap(), 0));
    quick(&book, "voice_check_with_audio", 500, |tx| {
        assert_eq!(retention::doom(tx, workspace, (at(0), 9), at(0)).unwrap(), 0);
    });
    quick(&book, "voice_check_doomed", 500, |tx| assert!(retention::list_doomed(tx, 9).unwrap().is_empty()));
}
