//! Backups of PostgreSQL, which are those of a file: one of either is restored on the other.

use std::fs;

use phoneclock::{app::SystemEntropy, service::kernel::keys::MasterKey};

use super::Place;

/// Another place with the key file of this one.
fn beside(place: &Place, backup: &str) -> Place {
    let other = Place::empty();
    fs::create_dir(other.path("data")).unwrap();
    fs::copy(place.path("data/phoneclock.key"), other.path("data/phoneclock.key")).unwrap();
    fs::copy(place.path(backup), other.path(backup)).unwrap();
    other
}

fn names(place: &Place, folder: &str) -> Vec<String> {
    let files = fs::read_dir(place.path(folder)).unwrap();
    let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_backup_of_a_server_is_restored_on_a_file_and_one_of_a_file_on_a_server() {
    let place = Place::with_demo();
    let shown = place.shown();
    place.move_to_server(&[]);
    let made = place.ok_on_server(&["backup", "server.tar", "--json"]).json();
    assert_eq!(made["recordings"].as_u64().unwrap(), place.recordings().len() as u64, "{made}");
    assert_eq!((&made["missing"], &made["altered"]), (&serde_json::json!([]), &serde_json::json!([])));
    assert!(!names(&place, ".").iter().any(|name| name.ends_with(".partial")), "{:?}", names(&place, "."));

    let on_file = beside(&place, "server.tar");
    let restored = on_file.ok(&["restore", "server.tar", "--json"]).json();
    assert_eq!(restored["safety_copy"], serde_json::Value::Null);
    assert_eq!(on_file.shown(), shown);
    assert_eq!(on_file.recordings().len(), place.recordings().len());

    on_file.ok(&["backup", "file.tar"]);
    let on_server = beside(&on_file, "file.tar");
    on_server.ok_on_server(&["restore", "file.tar"]);
    assert_eq!(on_server.shown_on_server(), shown);
    assert_eq!(names(&on_server, "data"), ["phoneclock.key", "serve.lock"]);
    assert!(on_server.query("SELECT 1 FROM pg_trigger WHERE tgenabled <> 'O'").await.is_empty());
}

#[tokio::test]
async fn a_restore_on_a_server_takes_everything_back_and_keeps_what_was_there() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    place.ok_on_server(&["backup", "before.tar"]);
    place.ok_on_server(&["employee", "add", "Somebody New"]);
    let later = place.ok_on_server(&["employee", "list"]).out;
    let restored = place.ok_on_server(&["restore", "before.tar", "--json"]).json();
    assert!(!place.ok_on_server(&["employee", "list"]).out.contains("Somebody New"));
    assert_eq!(place.shown_on_server(), place.shown());

    let copy = restored["safety_copy"].as_str().unwrap();
    assert!(copy.starts_with("data/before-restore-"), "{copy}");
    fs::create_dir(place.path("earlier")).unwrap();
    fs::rename(place.path(copy), place.path("earlier/phoneclock.db")).unwrap();
    fs::copy(place.path("data/phoneclock.key"), place.path("earlier/phoneclock.key")).unwrap();
    assert_eq!(place.ok(&["employee", "list", "--data-dir", "earlier"]).out, later);
}

#[tokio::test]
async fn a_restore_is_refused_while_a_gateway_serves_or_with_another_key_and_changes_nothing() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    place.ok_on_server(&["backup", "mine.tar"]);
    let shown = place.shown_on_server();
    let serving = place.serving().await;
    let refused = place.run_on_server(&["restore", "mine.tar"]);
    assert!(refused.code == 1 && refused.err.contains("stop these first"), "{refused:?}");
    place.ok_on_server(&["backup", "meanwhile.tar"]);
    place.stop_serving(serving).await;

    let other = Place::empty();
    fs::create_dir(other.path("data")).unwrap();
    MasterKey::make(&other.path("data/phoneclock.key"), &SystemEntropy).unwrap();
    other.ok(&["workspace", "add", "Acme", "--time-zone", "UTC"]);
    other.ok(&["backup", "others.tar"]);
    fs::copy(other.path("others.tar"), place.path("others.tar")).unwrap();
    let refused = place.run_on_server(&["restore", "others.tar"]);
    assert!(refused.code == 1 && refused.err.contains("belongs to another key file"), "{refused:?}");
    assert!(refused.err.contains("PHONECLOCK_DATABASE_URL"), "{refused:?}");
    fs::write(place.path("others.tar"), "no backup").unwrap();
    assert_eq!(place.run_on_server(&["restore", "others.tar"]).code, 1);
    assert_eq!(place.shown_on_server(), shown);
    assert!(
        names(&place, "data").iter().all(|name| !name.starts_with("before-restore")),
        "{:?}",
        names(&place, "data")
    );
}

#[test]
fn there_is_no_backup_of_a_server_that_no_gateway_has_used() {
    let place = Place::with_demo();
    let refused = place.run_on_server(&["backup", "none.tar"]);
    assert!(refused.code == 1 && refused.err.contains("holds nothing of a gateway yet"), "{refused:?}");
    assert!(!place.path("none.tar").exists());
}
