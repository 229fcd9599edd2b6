//! Everything arrives, and comes back as it was.

use std::fs;

use rusqlite::Connection;

use super::{Place, rows_of};

/// What SQLite keeps of its schema, triggers among it.
fn schema_of(place: &Place, database: &str) -> Vec<String> {
    let connection = Connection::open(place.path(database)).unwrap();
    let mut statement = connection.prepare("SELECT type || ' ' || name FROM sqlite_schema ORDER BY 1").unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn what_a_gateway_holds_is_the_same_on_postgresql_and_back_again() {
    let place = Place::with_demo();
    let before = place.shown();
    let moved = place.move_to_server(&["--recordings-to", "moved"]);

    let database = Connection::open(place.path("data/phoneclock.db")).unwrap();
    let rows = rows_of(&moved);
    for (table, rows) in &rows {
        let there: i64 = database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(there.cast_unsigned(), *rows, "{table}");
        assert_eq!(place.count_on_server(table).await, there, "{table}");
    }
    assert!(rows.iter().filter(|(_, rows)| *rows > 0).count() > 30, "the demo fills many tables: {rows:?}");
    assert_eq!(place.count_on_server("gateway").await, 1, "the database has an owner");
    assert_eq!(place.shown_on_server(), before);

    let copied = moved["recordings"]["copied"].as_u64().unwrap();
    assert!(copied > 0 && moved["recordings"]["missing"].as_array().unwrap().is_empty(), "{moved}");
    let files = place.recordings();
    assert_eq!(files.len() as u64, copied);
    for file in files {
        let name = file.strip_prefix(place.path("recordings")).unwrap();
        assert_eq!(fs::read(place.path("moved").join(name)).unwrap(), fs::read(&file).unwrap(), "{name:?}");
    }

    let back = place.ok_on_server(&["move", "--json", "--to", "back"]).json();
    assert_eq!(back["tables"], moved["tables"], "every hash is the same");
    fs::copy(place.path("data/phoneclock.key"), place.path("back/phoneclock.key")).unwrap();
    assert_eq!(schema_of(&place, "back/phoneclock.db"), schema_of(&place, "data/phoneclock.db"));
    let names: Vec<_> = fs::read_dir(place.path("back")).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().contains("moving")), "{names:?}");
    fs::rename(place.path("data"), place.path("old")).unwrap();
    fs::rename(place.path("back"), place.path("data")).unwrap();
    assert_eq!(place.shown(), before);
    let doctor = place.run(&["doctor", "--offline", "--json"]).json();
    let database =
        |about: &str| doctor.as_array().unwrap().iter().find(|found| found["about"] == about).unwrap().clone();
    assert_eq!((&database("database")["level"], &database("schema")["level"]), (&"ok".into(), &"ok".into()));
}

#[tokio::test]
async fn what_keeps_rows_in_order_is_in_force_after_a_move() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    for rests in [
        "SELECT 1 FROM pg_trigger WHERE tgenabled <> 'O'",
        "SELECT 1 FROM pg_constraint WHERE contype = 'f' AND (condeferrable OR NOT convalidated)",
    ] {
        assert!(place.query(rests).await.is_empty(), "{rests}");
    }
    let client = place.client().await;
    let kept = client.execute("UPDATE audit_record SET actor = 'nobody'", &[]).await.unwrap_err();
    assert!(kept.code().is_some(), "{kept}");
    let dangling = "INSERT INTO job_assignment (job_id, employee_id) VALUES ('\\x00', '\\x00')";
    assert!(client.execute(dangling, &[]).await.is_err());
}

#[tokio::test]
async fn a_move_from_one_server_to_another_is_the_same_again() {
    let place = Place::with_demo();
    let moved = place.move_to_server(&[]);
    let again = place.ok_on_server(&["move", "--json", "--to", place.other_url().as_str()]).json();
    assert_eq!(again["tables"], moved["tables"]);
}

#[test]
fn it_says_how_far_it_is_and_what_to_do_next() {
    let place = Place::with_demo();
    let url = place.url();
    let moved = place.ok(&["move", "--to", url.as_str(), "--recordings-to", "moved"]);
    assert!(moved.err.contains("copying ") && moved.err.contains("comparing "), "{moved:?}");
    assert!(moved.err.contains("recordings: 0 of "), "{moved:?}");
    for words in ["time_entry", "both sides hold the same", "Now set PHONECLOCK_DATABASE_URL", "key file"] {
        assert!(moved.out.contains(words), "{words}: {moved:?}");
    }
    let back = place.run_on_server(&["move", "--to", "back"]);
    assert!(back.out.contains("Now set PHONECLOCK_DATA_DIR to back and remove PHONECLOCK_DATABASE_URL"), "{back:?}");
}

#[tokio::test]
async fn a_text_with_a_zero_from_an_older_program_arrives_mended_and_is_counted() {
    let place = Place::with_demo();
    let database = Connection::open(place.path("data/phoneclock.db")).unwrap();
    database.execute("UPDATE job SET name = 'Yard' || char(0) WHERE id = (SELECT min(id) FROM job)", []).unwrap();
    drop(database);
    let moved = place.move_to_server(&[]);
    let jobs = moved["tables"].as_array().unwrap().iter().find(|table| table["table"] == "job").unwrap();
    assert_eq!(jobs["mended"], 1);
    let name: String = place.query("SELECT name FROM job ORDER BY id LIMIT 1").await[0].get(0);
    assert_eq!(name, "Yard\u{fffd}");
}

#[tokio::test]
async fn a_part_of_a_call_may_come_before_the_call() {
    let place = Place::with_demo();
    let database = Connection::open(place.path("data/phoneclock.db")).unwrap();
    let later = "UPDATE call SET part_of = (SELECT max(id) FROM call) WHERE id = (SELECT min(id) FROM call)";
    assert_eq!(database.execute(later, []).unwrap(), 1);
    drop(database);
    let moved = place.move_to_server(&[]);
    let calls = rows_of(&moved).into_iter().find(|(table, _)| table == "call").unwrap().1;
    assert!(calls > 1);
    assert_eq!(place.query("SELECT 1 FROM call WHERE part_of > id").await.len(), 1);
}
