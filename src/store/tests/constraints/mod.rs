//! Every NOT NULL, CHECK, UNIQUE, foreign key and trigger is tried in both engines. What there is to try is read from the
//! schema, so that nothing is forgotten.

mod both;
mod checks;
mod rows;
mod schema;
mod trials;
mod triggers;

use std::collections::BTreeMap;

use self::{
    both::{Both, Refusals},
    checks::BROKEN_BY,
    rows::{Row, rows_of},
    schema::{Table, tables},
    trials::{Trial, trials_of},
};
use super::same_schema::of_sqlite;

/// Both engines with all rows; of the trials that were made of each table on the way, those that have refused nothing,
/// with what was said last.
async fn build_up(tables: &[Table], trials: impl Fn(&Table) -> Vec<Trial>) -> (Both, BTreeMap<String, Refusals>) {
    let both = Both::open().await;
    let names: Vec<String> = tables.iter().map(|table| table.name.clone()).collect();
    let (rows, mut there, mut left) = (rows_of(&names), Vec::new(), BTreeMap::new());
    for table in tables {
        let mut trials = trials(table);
        for row in rows.iter().filter(|row| row.table == table.name) {
            let mut still = Vec::new();
            for trial in trials {
                match try_on(&both, &trial, row, table, &there).await {
                    None => drop(left.remove(&trial.name)),
                    Some(said) => {
                        left.insert(trial.name.clone(), said);
                        still.push(trial);
                    }
                }
            }
            trials = still;
            both.run(&row.insert()).await;
            there.push(row.clone());
        }
        assert!(there.iter().any(|row| row.table == table.name), "rows.rs has nothing for {}", table.name);
    }
    (both, left)
}

/// What was said last, where the constraint has refused nothing.
async fn try_on(both: &Both, trial: &Trial, row: &Row, table: &Table, there: &[Row]) -> Option<Refusals> {
    let mut last = Refusals::default();
    for statements in trial.statements(row, table, there) {
        last = both.attempt(&statements).await;
        if trial.has_refused(&last) {
            return None;
        }
        // What is taken in one way is taken in others: the row is none that the constraint is about.
        if last == Refusals::default() {
            break;
        }
    }
    Some(last)
}

async fn tables_of_both() -> Vec<Table> {
    let both = Both::open().await;
    tables(&both.postgres.client, &both.sqlite, &of_sqlite().await.client).await
}

#[tokio::test]
async fn every_constraint_refuses_in_both_engines_what_it_is_there_to_refuse() {
    let tables = tables_of_both().await;
    let (_, left) = build_up(&tables, |table| trials_of(table, &tables)).await;
    assert!(left.is_empty(), "these refused no row for itself alone; add one to rows.rs: {left:#?}");
}

#[tokio::test]
async fn nothing_is_written_down_that_no_table_has() {
    let tables = tables_of_both().await;
    for (table, text, _) in BROKEN_BY {
        let is_there = |of: &&Table| of.name == *table && of.checks.iter().any(|check| check.text == *text);
        assert!(tables.iter().any(|of| is_there(&of)), "{table} has no CHECK ({text})");
    }
}

/// Each takes one constraint of a job from PostgreSQL.
const TAKEN_AWAY: [&str; 4] = [
    "ALTER TABLE job DROP CONSTRAINT job_everyone_check",
    "ALTER TABLE job ALTER COLUMN name DROP NOT NULL",
    "DROP INDEX job_code_once",
    "ALTER TABLE job DROP CONSTRAINT job_workspace_id_fkey",
];

#[tokio::test]
async fn a_constraint_that_is_missing_is_found() {
    let tables = tables_of_both().await;
    let both = Both::open().await;
    let rows = rows_of(&["workspace".to_owned(), "job".to_owned()]);
    let (jobs, workspaces): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.table == "job");
    for workspace in &workspaces {
        both.run(&workspace.insert()).await;
    }
    let job = tables.iter().find(|table| table.name == "job").unwrap();
    for gone in TAKEN_AWAY {
        both.postgres.client.batch_execute(&format!("SAVEPOINT whole; {gone}")).await.unwrap();
        let mut taken = 0;
        for trial in trials_of(job, &tables) {
            for row in &jobs {
                for statements in trial.statements(row, job, &workspaces) {
                    let said = both.attempt(&statements).await;
                    taken += i32::from(said.sqlite.is_some() && said.postgres.is_none());
                }
            }
        }
        assert!(taken > 0, "{gone}");
        both.postgres.client.batch_execute("ROLLBACK TO whole").await.unwrap();
    }
}
