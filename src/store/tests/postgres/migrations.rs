//! From nothing to the schema, over an older one, and never back; by several programs at once.

use std::error::Error;

use tokio_postgres::Client;

use super::Scratch;
use crate::store::{
    migrate,
    postgres::migrate::{
        MIGRATIONS, MigrateError, find_schema, known_schema, migrate as migrate_postgres, migrate_with,
    },
};

const MORE: (&str, &str) = ("V28__more", "CREATE TABLE more (id BIGINT PRIMARY KEY);");
const BROKEN: (&str, &str) =
    ("V28__more", "CREATE TABLE more (id BIGINT PRIMARY KEY); INSERT INTO nowhere VALUES (1);");

async fn has_table(client: &Client, table: &str) -> bool {
    client.query_one("SELECT to_regclass($1::text) IS NOT NULL", &[&table]).await.unwrap().get(0)
}

#[test]
fn both_engines_have_one_number_for_one_schema() {
    assert_eq!(known_schema(), migrate::known_schema());
    let number = |name: &str| -> i64 { name[1..].split_once("__").unwrap().0.parse().unwrap() };
    for (place, (name, _)) in (0..).zip(MIGRATIONS) {
        assert_eq!(number(name), number(MIGRATIONS[0].0) + place, "{name}");
    }
    for (name, _) in &MIGRATIONS[1..] {
        assert!(
            migrate::MIGRATIONS.iter().any(|(of_sqlite, _)| of_sqlite == name),
            "{name} is not in migrations/sqlite"
        );
    }
}

#[tokio::test]
async fn an_empty_database_gets_the_whole_schema_once() {
    let mut scratch = Scratch::empty().await;
    assert_eq!(find_schema(&scratch.client).await.unwrap(), 0);
    for _ in 0..2 {
        migrate_postgres(&mut scratch.client).await.unwrap();
        assert_eq!(find_schema(&scratch.client).await.unwrap(), known_schema());
    }
    assert!(has_table(&scratch.client, "time_entry").await);
}

#[tokio::test]
async fn replicas_that_start_at_once_migrate_one_after_another() {
    let scratch = Scratch::empty().await;
    let (mut one, mut two, mut three) = (scratch.connect().await, scratch.connect().await, scratch.connect().await);
    let known = [&MIGRATIONS[..], &[MORE]].concat();
    let migrated =
        tokio::join!(migrate_with(&mut one, &known), migrate_with(&mut two, &known), migrate_with(&mut three, &known));
    assert!(matches!(migrated, (Ok(()), Ok(()), Ok(()))), "{migrated:?}");
    assert_eq!(find_schema(&scratch.client).await.unwrap(), known_schema() + 1);
    // Nobody holds the lock any more.
    let locks = "SELECT count(*) FROM pg_locks l JOIN pg_database d ON d.oid = l.database
        WHERE l.locktype = 'advisory' AND d.datname = current_database()";
    assert_eq!(scratch.client.query_one(locks, &[]).await.unwrap().get::<_, i64>(0), 0);
}

#[tokio::test]
async fn a_newer_database_is_refused_and_left_alone() {
    let mut scratch = Scratch::migrated().await;
    migrate_with(&mut scratch.client, &[&MIGRATIONS[..], &[MORE]].concat()).await.unwrap();
    let refused = migrate_postgres(&mut scratch.client).await.unwrap_err();
    assert!(matches!(refused, MigrateError::Newer { found, known } if found == known + 1), "{refused:?}");
    assert!(refused.to_string().contains("start the newer program"));
    assert!(has_table(&scratch.client, "more").await);
}

#[tokio::test]
async fn an_upgrade_that_fails_changes_nothing_and_can_be_tried_again() {
    let mut scratch = Scratch::migrated().await;
    for _ in 0..2 {
        let failed = migrate_with(&mut scratch.client, &[&MIGRATIONS[..], &[BROKEN]].concat()).await.unwrap_err();
        assert!(matches!(failed, MigrateError::Failed(_)), "{failed:?}");
        assert_eq!(find_schema(&scratch.client).await.unwrap(), known_schema());
        assert!(!has_table(&scratch.client, "more").await);
    }
    migrate_with(&mut scratch.client, &[&MIGRATIONS[..], &[MORE]].concat()).await.unwrap();
    assert!(has_table(&scratch.client, "more").await);
}

#[tokio::test]
async fn a_database_that_keeps_other_text_than_utf8_is_refused() {
    let with = "ENCODING 'SQL_ASCII' LOCALE 'C' TEMPLATE template0";
    let mut scratch = Scratch::create(format!("ascii_{}", std::process::id()), with).await;
    let refused = migrate_postgres(&mut scratch.client).await.unwrap_err();
    assert!(refused.to_string().contains("SQL_ASCII; create one with the encoding UTF8"), "{refused}");
}

#[tokio::test]
async fn a_role_that_may_not_make_tables_is_told_so() {
    let mut scratch = Scratch::empty().await;
    let role = format!("guest_{}", std::process::id());
    scratch.client.batch_execute(&format!("CREATE ROLE {role}; SET ROLE {role}")).await.unwrap();
    let refused = migrate_postgres(&mut scratch.client).await.unwrap_err();
    assert!(matches!(refused, MigrateError::NotAllowed(_)), "{refused:?} {:?}", refused.source());
}
