//! The check that each statement has an index sees a table that is read whole.

use std::collections::BTreeSet;

use tokio_postgres::error::DbError;

use super::Scratch;
use crate::store::postgres::plans::find_scans;

/// Tables that stay small whatever happens, or are emptied every two seconds.
const SMALL: [&str; 6] = ["clock_watch", "gateway", "hook_event", "replica", "upkeep_turn", "workspace"];

/// Statements that may read the whole of a table.
const OF_ALL: &[&str] = &[
    // Devices are few, and a clock that jumps is rare.
    "UPDATE kiosk_device SET careful_until = ?1 WHERE careful_until > ?1",
    // Once for each ID that is issued; it counts.
    "SELECT count(*) FROM phone_clock_id WHERE length(digits) = ?1",
    // A practice has a call or two.
    "SELECT EXISTS (SELECT 1 FROM call WHERE employee_id IS NOT NULL)",
    // An index serves the join whichever side it begins at, and tables without rows do not say which one that is.
    "FROM export_profile p JOIN export_batch b ON b.profile_id = p.id",
    "FROM punch p JOIN time_entry t ON t.id = p.entry_id WHERE p.employee_id = ?1",
    // Doctor and backup want to know of everything that is kept.
    "SELECT recording, sha256 FROM voice_check",
    "SELECT recording, sha256 FROM claim_recording",
    "SELECT file, sha256 FROM photo",
    "SELECT count(*) FROM photo WHERE deleted_at IS NOT NULL",
    // Once for each hash that is made anew at a higher cost; an index would be written at each new PIN.
    "SELECT employee_id FROM pin WHERE hash = ?1",
    "SELECT id FROM web_user WHERE password_hash = ?1",
];

const SERVED: &[&str] = &[
    "SELECT name FROM employee WHERE id = ?1",
    "SELECT e.name, w.name FROM employee e JOIN workspace w ON w.id = e.workspace_id
         WHERE e.workspace_id = ?1 AND e.sort_name > ?2 ORDER BY e.sort_name, e.id LIMIT 20",
    "INSERT INTO pin (employee_id, hash, set_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (employee_id) DO UPDATE SET hash = excluded.hash",
    "UPDATE time_entry SET out_at = ?2 WHERE id = ?1 AND (status = 'open' OR ?3 = 1)",
    // The partial index has no others.
    "SELECT id FROM call WHERE ended_at IS NULL",
    "DELETE FROM failed_sign_in WHERE at < ?1",
    // A few of many.
    "SELECT id FROM employee ORDER BY id LIMIT 1",
    "WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ?1) SELECT n FROM n",
    "SELECT 1",
    "SET LOCAL lock_timeout = 3000",
];

/// With the table that is read whole.
const NOT_SERVED: &[(&str, &str)] = &[
    ("SELECT email FROM employee WHERE name = ?1", "employee"),
    // The index has it in the second place alone.
    ("SELECT id FROM employee WHERE name = ?1", "employee"),
    ("SELECT id FROM employee WHERE language = ?1 ORDER BY id LIMIT 1", "employee"),
    ("UPDATE employee SET active = 0", "employee"),
    ("DELETE FROM punch WHERE made_by LIKE ?1", "punch"),
    ("SELECT e.id FROM employee e JOIN job j ON j.name = e.name WHERE e.id = ?1", "job"),
    ("INSERT INTO new_pin SELECT call_id, token, at FROM call_step WHERE token = ?1", "call_step"),
];

#[tokio::test]
async fn a_statement_that_no_index_serves_is_seen_and_others_are_not() {
    let mut scratch = Scratch::migrated().await;
    for sql in SERVED {
        assert_eq!(find_scans(&mut scratch.client, sql).await.unwrap(), [], "{sql}");
    }
    for (sql, table) in NOT_SERVED {
        let scans = find_scans(&mut scratch.client, sql).await.unwrap();
        assert!(matches!(&scans[..], [scan] if scan.table == *table), "{sql}: {scans:?}");
    }
}

#[tokio::test]
async fn an_index_that_is_gone_is_missed() {
    let mut scratch = Scratch::migrated().await;
    let sql = "SELECT id FROM known_browser WHERE last_seen_at < ?1";
    assert_eq!(find_scans(&mut scratch.client, sql).await.unwrap(), []);
    scratch.client.batch_execute("DROP INDEX known_browser_by_last_seen").await.unwrap();
    assert_eq!(find_scans(&mut scratch.client, sql).await.unwrap()[0].table, "known_browser");
}

#[tokio::test]
async fn looking_at_plans_leaves_nothing_behind() {
    let mut scratch = Scratch::migrated().await;
    assert!(find_scans(&mut scratch.client, "SELECT nothing FROM nowhere").await.is_err());
    find_scans(&mut scratch.client, "SELECT id FROM employee WHERE id = ?1").await.unwrap();
    let left = "SELECT current_setting('enable_seqscan') || ' ' || count(*) FROM pg_prepared_statements
        WHERE name = 'looked_at'";
    assert_eq!(scratch.client.query_one(left, &[]).await.unwrap().get::<_, String>(0), "on 0");
}

#[tokio::test]
#[ignore = "scripts/test runs it after the tests whose statements it looks at"]
async fn every_statement_of_the_integration_tests_is_served_by_an_index() {
    #[expect(clippy::disallowed_methods, reason = "where they are is known to scripts/test alone")]
    let gathered = std::env::var("PHONECLOCK_TEST_STATEMENTS").expect("run scripts/test");
    let gathered = std::fs::read_to_string(gathered).unwrap();
    let statements: BTreeSet<String> = gathered.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of_the_program: Vec<_> = statements.iter().filter(|sql| !sql.starts_with("/* of a test */")).collect();
    assert!(of_the_program.len() > 400, "only {} statements were gathered", of_the_program.len());
    let mut scratch = Scratch::migrated().await;
    let mut unserved = Vec::new();
    for sql in of_the_program {
        if OF_ALL.iter().any(|known| sql.contains(known)) {
            continue;
        }
        match find_scans(&mut scratch.client, sql).await {
            Ok(scans) => {
                let large: Vec<_> = scans.iter().filter(|scan| !SMALL.contains(&scan.table.as_str())).collect();
                if !large.is_empty() {
                    unserved.push(format!("{large:?}: {sql}"));
                }
            }
            Err(refused) => unserved.push(format!("{:?}: {sql}", refused.as_db_error().map(DbError::message))),
        }
    }
    assert!(unserved.is_empty(), "{} are not served:\n{}", unserved.len(), unserved.join("\n"));
}
