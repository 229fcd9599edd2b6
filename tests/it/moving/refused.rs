//! What is not moved: while somebody serves, onto what somebody has, or with the wrong key.

use std::{fs, os::unix::fs::PermissionsExt};

use phoneclock::{
    app::SystemEntropy,
    service::kernel::{keys::MasterKey, recordings::Recordings},
};

use super::Place;

/// One sentence, and nothing on the server.
#[track_caller]
fn refused(answer: &super::Answer, words: &[&str]) {
    assert_eq!((answer.code, answer.out.as_str(), answer.err.lines().count()), (1, "", 1), "{answer:?}");
    assert!(words.iter().all(|word| answer.err.contains(word)), "{words:?}: {answer:?}");
}

#[tokio::test]
async fn nothing_is_moved_from_or_to_where_a_gateway_serves() {
    let place = Place::with_demo();
    let url = place.url();
    let gateway = place.serve();
    refused(&place.run(&["move", "--to", url.as_str()]), &["a gateway serves from data; stop it, then try again"]);
    assert_eq!(gateway.status("/healthz"), Some(200), "it goes on");
    assert!(gateway.stop().success());

    let serving = place.serving().await;
    let words = ["gateways serve this database", "stop these first"];
    refused(&place.run(&["move", "--to", url.as_str()]), &words);
    refused(&place.run_on_server(&["move", "--to", "back"]), &words);
    assert_eq!(place.count_on_server("employee").await, 0);
    place.stop_serving(serving).await;
    place.move_to_server(&[]);
}

#[tokio::test]
async fn a_target_that_is_somebodys_is_left_as_it_is() {
    let place = Place::with_demo();
    let other = Place::empty();
    other.ok(&["workspace", "add", "Acme", "--time-zone", "UTC"]);
    other.move_to_server(&[]);
    let url = other.url();
    refused(&place.run(&["move", "--to", url.as_str()]), &["holds a gateway's database already"]);
    assert_eq!(other.count_on_server("workspace").await, 1);
    assert!(other.ok_on_server(&["workspace", "list"]).out.contains("Acme"));

    place.move_to_server(&[]);
    let before = fs::read(other.path("data/phoneclock.db")).unwrap();
    // A key file there would be looked at first.
    fs::remove_file(other.path("data/phoneclock.key")).unwrap();
    let folder = other.path("data");
    refused(&place.run_on_server(&["move", "--to", folder.to_str().unwrap()]), &["holds a gateway's database already"]);
    assert!(fs::read(other.path("data/phoneclock.db")).unwrap() == before);
    let url = place.url();
    refused(&place.run_on_server(&["move", "--to", url.as_str()]), &["is where the database is already"]);
}

#[tokio::test]
async fn a_database_with_tables_of_another_program_is_left_alone() {
    let place = Place::with_demo();
    let url = place.url();
    let client = place.client().await;
    client
        .batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE recipe (name text)")
        .await
        .unwrap();
    refused(&place.run(&["move", "--to", url.as_str()]), &["\"recipe\", a table of another program", "createdb"]);
    assert!(place.query("SELECT 1 FROM pg_class WHERE relname = 'gateway'").await.is_empty());
}

#[tokio::test]
async fn a_database_is_moved_with_its_own_key_file_alone() {
    let place = Place::with_demo();
    let url = place.url();
    MasterKey::make(&place.path("other.key"), &SystemEntropy).unwrap();
    let said = place.run(&["move", "--to", url.as_str(), "--key-file", "other.key"]);
    refused(&said, &["the key file other.key is not the one"]);
    let said = place.run(&["move", "--to", url.as_str(), "--key-file", "none.key"]);
    refused(&said, &["the key file none.key is missing"]);
    assert_eq!(place.count_on_server("employee").await, 0);

    // A folder with a key of its own was meant for another gateway.
    place.move_to_server(&[]);
    fs::create_dir(place.path("back")).unwrap();
    fs::copy(place.path("other.key"), place.path("back/phoneclock.key")).unwrap();
    fs::set_permissions(place.path("back/phoneclock.key"), fs::Permissions::from_mode(0o600)).unwrap();
    refused(&place.run_on_server(&["move", "--to", "back"]), &["back/phoneclock.key is not the one"]);
    assert!(!place.path("back/phoneclock.db").exists());
}

#[test]
fn what_was_never_a_gateways_is_not_moved() {
    let place = Place::empty();
    let url = place.url();
    refused(&place.run(&["move", "--to", url.as_str()]), &["there is no database at data/phoneclock.db"]);
    assert!(!place.path("data").exists());
}

#[test]
fn an_address_that_cannot_be_used_is_refused_without_repeating_it() {
    let place = Place::with_demo();
    for (to, words) in [
        ("postgres://clock:hush@db.example.com/clock?sslmode=disable", "--to has sslmode=disable"),
        ("postgres://clock:hush@127.0.0.1", "--to names no database"),
        ("mysql://clock:hush@127.0.0.1/clock", "--to is not valid; set it to the address of a PostgreSQL database"),
    ] {
        let said = place.run(&["move", "--to", to]);
        refused(&said, &[words]);
        assert!(!said.err.contains("hush"), "{said:?}");
    }
    fs::write(place.path("url"), "postgres://clock:hush@127.0.0.1").unwrap();
    refused(&place.run(&["move", "--to-file", "url"]), &["names no database"]);
    assert_eq!(place.run(&["move"]).code, 2);
}

#[tokio::test]
async fn recordings_are_not_moved_to_a_place_that_another_gateway_has_marked() {
    let place = Place::with_demo();
    let url = place.url();
    Recordings::in_folder(&place.path("moved")).unwrap().claim(b"another gateway").await.unwrap();
    let said = place.run(&["move", "--to", url.as_str(), "--recordings-to", "moved"]);
    refused(&said, &["is marked as another gateway's", "--recordings-to"]);
    assert_eq!(place.count_on_server("employee").await, 0);
}
