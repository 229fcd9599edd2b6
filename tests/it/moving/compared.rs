//! What is not the same on both sides is found.

use std::{collections::BTreeSet, fs};

use phoneclock::store::{
    StoreError,
    moving::{DatabasePlace, Table, TableDigest, tables},
    postgres::Server,
};

use serde_json::json;

use super::Place;

/// The digest of every table, on a thread that may wait.
async fn digests(site: DatabasePlace) -> Vec<(String, TableDigest)> {
    let digest = move || {
        let tables = tables().unwrap();
        let all = |tx: &mut dyn phoneclock::store::Tx| {
            let digest = |table: &Table| Ok((table.name.clone(), table.digest(tx, &mut |_| ())?));
            tables.iter().map(digest).collect::<Result<Vec<_>, StoreError>>()
        };
        site.read(all).unwrap()
    };
    tokio::task::spawn_blocking(digest).await.unwrap()
}

/// The tables that differ between the file and the server.
async fn differing(place: &Place) -> BTreeSet<String> {
    let server = Server::parse(place.url().as_str(), None).unwrap();
    let there = digests(DatabasePlace::Server(server)).await;
    let here = digests(DatabasePlace::File(place.path("data/phoneclock.db"))).await;
    let differ = here.into_iter().zip(there).filter(|(here, there)| here != there);
    differ.map(|((name, _), _)| name).collect()
}

#[tokio::test]
async fn a_row_that_was_changed_removed_or_added_is_found_in_its_table_and_no_other() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    assert_eq!(differing(&place).await, BTreeSet::new());
    let client = place.client().await;
    let mut expected = BTreeSet::new();
    for (sql, table) in [
        ("UPDATE workspace SET retention_days = retention_days + 1", "workspace"),
        (
            "UPDATE employee SET email = '' WHERE id = (SELECT id FROM employee WHERE email IS NULL ORDER BY id LIMIT 1)",
            "employee",
        ),
        (
            "DELETE FROM known_phone WHERE (employee_id, caller) = (SELECT employee_id, caller FROM known_phone LIMIT 1)",
            "known_phone",
        ),
        ("INSERT INTO failed_setup_code VALUES ('192.0.2.1', 1)", "failed_setup_code"),
    ] {
        assert_eq!(client.execute(sql, &[]).await.unwrap(), 1, "{sql}");
        expected.insert(table.to_owned());
        assert_eq!(differing(&place).await, expected, "{sql}");
    }
}

#[tokio::test]
async fn a_server_that_keeps_a_row_otherwise_than_it_was_written_is_found_and_stays_nobodys() {
    let place = Place::with_demo();
    let (url, client) = (place.url(), place.client().await);
    for (table, rule) in [
        ("workspace", "UPDATE workspace SET name = name || ' & Sons'"),
        ("known_phone", "DELETE FROM known_phone WHERE caller LIKE '+%'"),
    ] {
        client.batch_execute(&format!("CREATE RULE meddle AS ON INSERT TO {table} DO ALSO {rule}")).await.unwrap();
        let refused = place.run(&["move", "--to", url.as_str()]);
        let said = refused.err.lines().last().unwrap();
        assert_eq!(refused.code, 1);
        assert!(said.contains(&format!("the table {table} is not the same on both sides")), "{said}");
        assert_eq!(place.count_on_server("gateway").await, 0);
        client.batch_execute(&format!("DROP RULE meddle ON {table}")).await.unwrap();
    }
    let moved = place.move_to_server(&[]);
    assert_eq!(moved["anew"], true);
    assert_eq!(differing(&place).await, BTreeSet::new());
}

#[test]
fn recordings_that_are_missing_or_changed_are_named_and_others_files_stay() {
    let place = Place::with_demo();
    let files = place.recordings();
    let name = |at: usize| files[at].strip_prefix(place.path("recordings")).unwrap().to_str().unwrap().to_owned();
    fs::remove_file(&files[0]).unwrap();
    fs::write(&files[1], "not what was said").unwrap();
    let elsewhere = place.path("moved").join(name(2));
    fs::create_dir_all(elsewhere.parent().unwrap()).unwrap();
    fs::write(&elsewhere, "somebody else").unwrap();
    let url = place.url();
    let refused = place.run(&["move", "--to", url.as_str(), "--recordings-to", "moved"]);
    let said = refused.err.lines().last().unwrap();
    assert!(refused.code == 1 && said.contains(&name(2)) && said.contains("with other content"), "{refused:?}");
    assert_eq!(fs::read(&elsewhere).unwrap(), b"somebody else");

    fs::remove_file(&elsewhere).unwrap();
    let moved = place.move_to_server(&["--recordings-to", "moved"]);
    let recordings = &moved["recordings"];
    assert_eq!((&recordings["missing"], &recordings["altered"]), (&json!([name(0)]), &json!([name(1)])));
    assert_eq!(recordings["copied"].as_u64().unwrap() + recordings["kept"].as_u64().unwrap(), files.len() as u64 - 2);
}
