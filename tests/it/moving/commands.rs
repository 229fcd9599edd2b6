//! Every command says on PostgreSQL what it says on a file.

use std::fs;

use phoneclock::{app::SystemEntropy, service::kernel::keys::MasterKey};

use super::{Answer, Place};

/// What an operator does in the first days, from nothing on.
const DAYS: &[&[&str]] = &[
    &["workspace", "add", "Acme", "--time-zone", "America/Chicago"],
    &["workspace", "list"],
    &["workspace", "set", "--forgotten-after", "12"],
    &["employee", "add", "Ana Torres", "--number", "7"],
    &["employee", "set-pin", "7"],
    &["employee", "set", "7", "--language", "es"],
    &["employee", "unlock", "7"],
    &["employee", "remove-pin", "7"],
    &["job", "add", "Bridge deck", "--code", "71"],
    &["job", "list"],
    &["job", "archive", "Bridge deck"],
    &["kiosk", "add", "Gate"],
    &["kiosk", "list"],
    &["user", "list"],
    &["entries"],
    &["entries", "--format", "csv"],
    &["calls"],
    &["clock"],
    // Refused: words about what is in the database.
    &["workspace", "add", "Acme", "--time-zone", "America/Chicago"],
    &["employee", "set-pin", "nobody"],
    &["job", "add", "Yard", "--code", "71x"],
    &["kiosk", "add", "Gate"],
];

/// Without the numbers and ids that are drawn.
fn told(answer: &Answer) -> (i32, String, String) {
    let plain = |text: &str| text.chars().filter(|letter| !letter.is_ascii_digit()).collect::<String>();
    (answer.code, plain(&answer.out), plain(&answer.err))
}

#[test]
fn the_commands_of_the_first_days_say_the_same_on_both() {
    let (on_file, on_server) = (Place::empty(), Place::empty());
    fs::create_dir(on_server.path("data")).unwrap();
    MasterKey::make(&on_server.path("data/phoneclock.key"), &SystemEntropy).unwrap();
    let mut done = 0;
    for args in DAYS {
        let (file, server) = (on_file.run(args), on_server.run_on_server(args));
        assert_eq!(told(&server), told(&file), "{args:?}");
        done += usize::from(server.code == 0);
    }
    assert!(done >= DAYS.len() - 5, "{done} of {} were done", DAYS.len());
    assert!(!on_server.path("data/phoneclock.db").exists(), "no file beside the server");
}

#[tokio::test]
async fn a_doctor_looks_the_server_over_and_leaves_out_what_concerns_a_file() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    let doctor = place.run_on_server(&["doctor", "--offline", "--json"]).json();
    let findings = doctor.as_array().unwrap();
    let of = |about: &str| findings.iter().filter(|found| found["about"] == about).collect::<Vec<_>>();
    for about in
        ["schema", "rights", "connections", "encryption", "server clock", "key file", "workspaces", "recordings"]
    {
        assert!(of(about).iter().any(|found| found["level"] == "ok"), "{about}: {doctor}");
    }
    let said = of("database")[0]["finding"].as_str().unwrap();
    assert!(said.contains("answers, with PostgreSQL"), "{said}");
    // This server may forget: it is for tests.
    assert!(of("durability")[0]["finding"].as_str().unwrap().contains("fsync"), "{doctor}");
    assert!(!doctor.to_string().contains("phoneclock.db"), "{doctor}");

    // It changes nothing.
    let empty = Place::empty();
    let client = empty.client().await;
    client.batch_execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    let doctor = empty.run_on_server(&["doctor", "--offline", "--json"]).json();
    let schema = doctor.as_array().unwrap().iter().find(|found| found["about"] == "schema").unwrap();
    assert_eq!(schema["level"], "warning", "{doctor}");
    assert!(empty.query("SELECT 1 FROM pg_class WHERE relname = 'gateway'").await.is_empty());
}

#[tokio::test]
async fn a_doctor_tells_a_role_that_may_not_upgrade_its_tables() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    let role = format!("poor_{}", std::process::id());
    let client = place.client().await;
    client
        .batch_execute(&format!("CREATE ROLE {role} LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public TO {role}"))
        .await
        .unwrap();
    let mut url = place.url();
    url.set_username(&role).unwrap();
    let doctor = place.command(&["doctor", "--offline", "--json"], &[("PHONECLOCK_DATABASE_URL", url.as_str())]);
    client.batch_execute(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).await.unwrap();
    let findings = doctor.json();
    let rights = findings.as_array().unwrap().iter().find(|found| found["about"] == "rights").unwrap();
    assert!(doctor.code == 1 && rights["level"] == "problem", "{findings}");
    assert!(rights["finding"].as_str().unwrap().contains("belong to another role"), "{rights}");
}

#[tokio::test]
async fn a_command_opens_few_connections() {
    let place = Place::with_demo();
    place.move_to_server(&[]);
    let client = place.client().await;
    client.batch_execute("ALTER ROLE CURRENT_USER CONNECTION LIMIT -1").await.unwrap();
    const STARTED: &str = "SELECT sessions FROM pg_stat_database WHERE datname = current_database()";
    // Counted when a session ends, a little later.
    let before: i64 = client.query_one(STARTED, &[]).await.unwrap().get(0);
    place.ok_on_server(&["employee", "list"]);
    tokio::time::sleep(std::time::Duration::from_secs(2)).await;
    let after: i64 = place.query(STARTED).await[0].get(0);
    assert!(after - before <= 6, "{before} to {after}");
}
