//! What triggers refuse, and what they do.

use std::collections::BTreeSet;

use super::{both::Refusals, build_up, tables_of_both};

/// Of SQLite alone, where `INSERT OR REPLACE` deletes without a trigger.
const NEVER_REPLACED: &str = "audit_record_is_never_replaced";

/// A trigger that does something: what sets it off, and a count that it changes, from and to.
const EFFECTS: &[(&str, &str, &str, (i64, i64))] = &[
    (
        "voice_check_follows_job",
        "UPDATE time_entry SET job_id = x'22' WHERE id = x'41'",
        "SELECT count(*) FROM voice_check WHERE entry_id = x'41' AND job_id = x'22'",
        (0, 1),
    ),
    (
        "voice_check_follows_job",
        "UPDATE time_entry SET job_id = NULL WHERE id = x'41'",
        "SELECT count(*) FROM voice_check WHERE entry_id = x'41' AND job_id IS NULL",
        (0, 1),
    ),
    (
        "voice_check_flag_raised",
        "INSERT INTO exception (id, workspace_id, employee_id, call_id, kind, rank, at)
             VALUES (x'E901', x'01', x'11', x'32', 'voice check silent', 5, 900)",
        "SELECT flagged FROM voice_check WHERE call_id = x'32'",
        (0, 1),
    ),
    (
        "voice_check_flag_settled",
        "UPDATE exception SET settled_at = 901, settled_because = 'heard' WHERE call_id = x'32' AND settled_at IS NULL",
        "SELECT flagged FROM voice_check WHERE call_id = x'32'",
        (1, 0),
    ),
    (
        "voice_check_flag_settled",
        "UPDATE exception SET settled_at = NULL, settled_because = NULL WHERE id = x'E901'",
        "SELECT flagged FROM voice_check WHERE call_id = x'32'",
        (0, 1),
    ),
    (
        // A kind that is not about the voice flags nothing.
        "voice_check_flag_expected",
        "INSERT INTO exception (id, workspace_id, employee_id, call_id, kind, rank, at)
             VALUES (x'E902', x'01', x'11', x'34', 'job missing', 5, 900);
         INSERT INTO voice_check (id, workspace_id, employee_id, call_id, entry_id, status, expected_at)
             VALUES (x'E903', x'01', x'11', x'34', x'41', 'expected', 902)",
        "SELECT count(*) FROM voice_check WHERE call_id = x'34' AND flagged = 1",
        (0, 0),
    ),
    (
        "voice_check_flag_expected",
        "INSERT INTO exception (id, workspace_id, employee_id, call_id, kind, rank, at)
             VALUES (x'E904', x'01', x'11', x'35', 'voice check missing', 5, 900);
         INSERT INTO voice_check (id, workspace_id, employee_id, call_id, entry_id, status, expected_at)
             VALUES (x'E905', x'01', x'11', x'35', x'41', 'expected', 902)",
        "SELECT count(*) FROM voice_check WHERE call_id = x'35' AND flagged = 1",
        (0, 1),
    ),
    (
        "hook_hears_of_new_entry",
        "INSERT INTO hook (id, workspace_id, url, events, secret_number, made_at, maker)
             VALUES (x'FB01', x'01', 'https://hooks.example.com/b', 'entry.opened', 1, 900, 'Olive');
         INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, work_date)
             VALUES (x'FB02', x'01', x'11', 'closed', 1000, 2000, 'America/Chicago', '1970-01-01')",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.closed' AND subject_id = x'FB02'",
        (0, 1),
    ),
    (
        "hook_hears_of_entry",
        "UPDATE time_entry SET out_at = 3000 WHERE id = x'FB02'",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.changed' AND subject_id = x'FB02'",
        (0, 1),
    ),
    (
        // Nothing has changed.
        "hook_hears_of_entry",
        "UPDATE time_entry SET out_at = 3000, revision = revision + 1 WHERE id = x'FB02'",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.changed' AND subject_id = x'FB02'",
        (1, 1),
    ),
    (
        "hook_hears_of_entry",
        "UPDATE time_entry SET status = 'unfinished', out_at = NULL WHERE id = x'FB02';
         UPDATE time_entry SET status = 'closed', out_at = 3000 WHERE id = x'FB02'",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.closed' AND subject_id = x'FB02'",
        (1, 2),
    ),
    (
        "hook_hears_of_new_break",
        "INSERT INTO entry_break (id, workspace_id, employee_id, entry_id, kind_id, paid, begin_at, ended_with_entry, revision,
             made_by) VALUES (x'FB03', x'01', x'11', x'FB02', x'3A', 0, 1100, 0, 0, 'break FB03')",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.changed' AND subject_id = x'FB02'",
        (2, 3),
    ),
    (
        "hook_hears_of_break",
        "UPDATE entry_break SET end_at = 1200 WHERE id = x'FB03'",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.changed' AND subject_id = x'FB02'",
        (3, 4),
    ),
    (
        "hook_hears_of_new_exception",
        "INSERT INTO exception (id, workspace_id, employee_id, entry_id, kind, rank, at)
             VALUES (x'FB04', x'01', x'11', x'FB02', 'job missing', 5, 900)",
        "SELECT count(*) FROM hook_event WHERE event = 'exception.opened' AND subject_id = x'FB04'",
        (0, 1),
    ),
    (
        "hook_hears_of_exception",
        "UPDATE exception SET settled_at = 901, settled_because = 'heard' WHERE id = x'FB04'",
        "SELECT count(*) FROM hook_event WHERE event = 'exception.resolved' AND subject_id = x'FB04'",
        (0, 1),
    ),
    (
        "hook_hears_of_exception",
        "UPDATE exception SET settled_at = NULL, settled_because = NULL WHERE id = x'FB04'",
        "SELECT count(*) FROM hook_event WHERE event = 'exception.opened' AND subject_id = x'FB04'",
        (1, 2),
    ),
    (
        "hook_hears_of_new_approval",
        "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, overtime_secs, approved_at,
             approver) VALUES (x'FB05', x'01', x'11', '1970-01-01', '1970-01-07', 1, 0, 902, 'Olive')",
        "SELECT count(*) FROM hook_event WHERE event = 'approval.given' AND subject_id = x'FB05'",
        (0, 1),
    ),
    (
        "hook_hears_of_approval",
        "UPDATE approval SET reopened_at = 903, reopener = 'Olive', reopened_because = 'late' WHERE id = x'FB05'",
        "SELECT count(*) FROM hook_event WHERE event = 'approval.reopened' AND subject_id = x'FB05'",
        (0, 1),
    ),
    (
        "hook_hears_of_export",
        "INSERT INTO export_batch (id, workspace_id, profile_id, batch, from_date, to_date, made_at, maker, file_name, content,
             sha256, manifest) VALUES (x'FB06', x'01', x'C5', 'B-2', '1970-01-01', '1970-01-07', 904, 'Olive', 'b.csv', x'00',
                 x'00', '{}')",
        "SELECT count(*) FROM hook_event WHERE event = 'export.made' AND subject_id = x'FB06'",
        (0, 1),
    ),
    (
        // A paused address wants to know nothing.
        "hook_hears_of_entry",
        "UPDATE hook SET paused_at = 905 WHERE id = x'FB01';
         UPDATE time_entry SET out_at = 4000 WHERE id = x'FB02'",
        "SELECT count(*) FROM hook_event WHERE event = 'entry.changed' AND subject_id = x'FB02'",
        (4, 4),
    ),
];

#[tokio::test]
async fn every_trigger_does_in_both_engines_what_it_is_there_to_do() {
    let (both, _) = build_up(&tables_of_both().await, |_| Vec::new()).await;
    let mut untried: BTreeSet<String> = EFFECTS.iter().map(|(name, ..)| (*name).to_owned()).collect();
    let mut of_sqlite = both.sqlite.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").unwrap();
    let of_sqlite = of_sqlite.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let of_sqlite: Vec<(String, String)> = of_sqlite.map(Result::unwrap).collect();
    let said = |name: &str| {
        let (_, sql) = of_sqlite.iter().find(|(of, _)| of == name)?;
        Some(sql.split_once("raise(ABORT, '")?.1.split_once('\'')?.0.to_owned())
    };
    untried.extend(of_sqlite.iter().map(|(name, _)| name.clone()));
    let of_postgres = "SELECT tgname::text, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger
        WHERE NOT tgisinternal ORDER BY tgname";
    let of_postgres = both.postgres.client.query(of_postgres, &[]).await.unwrap();
    untried.extend(of_postgres.iter().map(|row| row.get::<_, String>(0)));

    for trigger in of_postgres {
        let (name, table, made): (String, String, String) = (trigger.get(0), trigger.get(1), trigger.get(2));
        let because = said(&name.replace("_truncated", "_deleted"));
        let statement = if made.contains(" BEFORE UPDATE ON ") {
            let column = "SELECT name FROM pragma_table_info(?1) LIMIT 1";
            let column: String = both.sqlite.query_row(column, [&table], |row| row.get(0)).unwrap();
            format!("UPDATE {table} SET {column} = {column}")
        } else if made.contains(" BEFORE DELETE ON ") {
            format!("DELETE FROM {table}")
        } else if made.contains(" BEFORE TRUNCATE ON ") {
            let refusal = both.refused_by_postgres(&format!("TRUNCATE {table} CASCADE")).await;
            assert!(because.is_some() && refusal == because, "{name}: {refusal:?}");
            untried.remove(&name);
            continue;
        } else {
            continue;
        };
        let refusals = both.attempt(&[statement]).await;
        assert!(because.is_some(), "{name}");
        assert_eq!(refusals, Refusals { sqlite: because.clone(), postgres: because }, "{name}");
        untried.remove(&name);
    }
    let replaced = "INSERT OR REPLACE INTO audit_record SELECT * FROM audit_record";
    let refusal = both.sqlite.execute(replaced, []).unwrap_err().to_string();
    assert_eq!(Some(refusal), said(NEVER_REPLACED));
    untried.remove(NEVER_REPLACED);

    for (name, cause, count, (from, to)) in EFFECTS {
        assert_eq!(both.count(count).await, [*from, *from], "before {name}");
        both.run(cause).await;
        assert_eq!(both.count(count).await, [*to, *to], "after {name}");
        untried.remove(*name);
    }
    assert!(untried.is_empty(), "write down in EFFECTS what these do: {untried:?}");
}
