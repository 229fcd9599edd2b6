//! A database that cannot be had is told in one sentence, with the setting and what to do.

use std::{
    io::{Read, Write},
    net::{Shutdown, SocketAddr, TcpListener},
    thread,
};

use super::{Answer, Place};

#[track_caller]
fn told(answer: &Answer, words: &str) {
    assert_eq!((answer.code, answer.out.as_str(), answer.err.lines().count()), (1, "", 1), "{answer:?}");
    assert!(answer.err.starts_with("PHONECLOCK_") || answer.err.contains("key file"), "{answer:?}");
    assert!(answer.err.contains(words), "{words}: {answer:?}");
    assert!(!answer.err.contains("hush"), "{answer:?}");
}

fn run_at(place: &Place, url: &str) -> Answer {
    place.command(&["workspace", "list"], &[("PHONECLOCK_DATABASE_URL", url)])
}

/// A server that lets nobody in, and says this (<https://www.postgresql.org/docs/current/protocol-message-formats.html>).
fn server_that_says(state: &'static str) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut length = [0; 4];
            stream.read_exact(&mut length).unwrap();
            let mut rest = vec![0; u32::from_be_bytes(length) as usize - 4];
            stream.read_exact(&mut rest).unwrap();
            let fields = format!("SFATAL\0VFATAL\0C{state}\0Mno\0\0");
            let mut message = vec![b'E'];
            message.extend((fields.len() as u32 + 4).to_be_bytes());
            message.extend(fields.as_bytes());
            stream.write_all(&message).unwrap();
            drop(stream.shutdown(Shutdown::Write));
        }
    });
    address
}

#[test]
fn a_server_that_lets_nobody_in_is_told_with_what_to_do() {
    let place = Place::empty();
    for (state, words) in [
        ("28P01", "refuses the user or the password"),
        ("28000", "pg_hba.conf"),
        ("3D000", "createdb --encoding UTF8"),
        ("42501", "let the role own it"),
        ("53300", "max_connections"),
        ("57P03", "wait until it has started"),
    ] {
        let address = server_that_says(state);
        told(&run_at(&place, &format!("postgres://clock:hush@{address}/clock")), words);
    }
}

#[tokio::test]
async fn a_server_that_is_down_or_a_database_that_is_not_there_is_told() {
    let place = Place::empty();
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    told(&run_at(&place, &format!("postgres://clock:hush@{nobody}/clock")), "start the server");
    let mut url = place.url();
    url.set_path("no_such_database");
    told(&run_at(&place, url.as_str()), "createdb --encoding UTF8");
    told(&run_at(&place, "postgres://clock:hush@db.example.com/clock?sslmode=disable"), "is another machine");
    told(&run_at(&place, "postgres://clock:hush@127.0.0.1"), "names no database");
    told(&run_at(&place, "clock:hush"), "PHONECLOCK_DATABASE_URL is not valid");
}

#[tokio::test]
async fn a_server_that_does_not_encrypt_is_not_spoken_to_from_another_machine() {
    let place = Place::empty();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            stream.read_exact(&mut [0; 8]).unwrap();
            // No to the question for encryption.
            stream.write_all(b"N").unwrap();
        }
    });
    told(&run_at(&place, &format!("postgres://clock:hush@{address}/clock?sslmode=require")), "does not encrypt");
}

#[tokio::test]
async fn a_missing_key_file_and_a_role_without_rights_are_told() {
    let place = Place::empty();
    told(&place.run_on_server(&["workspace", "list"]), "phoneclock key new");

    let role = format!("weak_{}", std::process::id());
    let client = place.client().await;
    let schema = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
    client.batch_execute(&format!("{schema}; CREATE ROLE {role} LOGIN")).await.unwrap();
    let mut url = place.url();
    url.set_username(&role).unwrap();
    let unseen = run_at(&place, url.as_str());
    client.batch_execute(&format!("GRANT USAGE ON SCHEMA public TO {role}")).await.unwrap();
    let seen = run_at(&place, url.as_str());
    client.batch_execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).await.unwrap();
    told(&unseen, "may not make tables");
    told(&seen, "may not make tables");
}

#[test]
fn the_demo_leaves_the_database_of_a_gateway_alone_and_says_so() {
    let place = Place::empty();
    let url = place.url();
    let demo = crate::commands::running::start(place.dir.path(), &["demo"], |command| {
        command.env("PHONECLOCK_DATABASE_URL", url.as_str()).stderr(std::fs::File::create(place.path("said")).unwrap());
    });
    assert_eq!(demo.status("/demo"), Some(200));
    assert!(demo.stop().success());
    let said = std::fs::read_to_string(place.path("said")).unwrap();
    assert!(said.contains("PHONECLOCK_DATABASE_URL is left alone: the demo keeps everything in demo-data"), "{said}");
    assert!(place.path("demo-data/data/phoneclock.db").exists());
}
