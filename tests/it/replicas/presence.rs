//! Gateways on PostgreSQL see one another. Beside a file one gateway serves alone, and nothing of this is begun.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    service::upkeep::replicas,
    store::{ChangedBoard, Presence, PresenceError, migrate::known_schema, postgres::OpenError},
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, log::Log, postgres};

/// Nothing that is tested takes this long.
const TIMEOUT: Duration = Duration::from_secs(20);

async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(TIMEOUT, what).await.expect("nothing came")
}

/// Tries again until it is so: the lock of a connection that is gone goes a moment later.
async fn until<T, E>(mut tried: impl AsyncFnMut() -> Result<T, E>) -> T {
    soon(async {
        loop {
            match tried().await {
                Ok(done) => return done,
                Err(_) => tokio::time::sleep(Duration::from_millis(20)).await,
            }
        }
    })
    .await
}

fn names(error: PresenceError) -> Vec<String> {
    let PresenceError::Served(names) = error else { panic!("{error:?}") };
    names
}

#[tokio::test]
async fn whoever_wants_the_database_alone_is_told_who_serves_it() {
    if !postgres::is_chosen() {
        return;
    }
    let test = TestGateway::start().await;
    let server = postgres::server(test.dir.path());
    let east = Presence::begin(&server, "east-1").await.unwrap();
    let west = Presence::begin(&server, "west-1").await.unwrap();
    assert_eq!(server.serving().await.unwrap(), ["east-1", "west-1"]);
    let refused = server.try_alone().await.err().unwrap();
    assert_eq!(refused.to_string(), "gateways serve this database; stop these first: east-1, west-1");
    drop(east);
    drop(west);
    let alone = until(async || server.try_alone().await).await;
    assert!(matches!(server.try_alone().await.err(), Some(PresenceError::Closed)));
    // A gateway that starts meanwhile waits until it has been given back.
    let (begun, ()) = tokio::join!(Presence::begin(&server, "east-1"), alone.end());
    assert!(begun.unwrap().is_there());
}

#[tokio::test]
async fn an_older_schema_is_not_upgraded_while_others_serve_it() {
    if !postgres::is_chosen() {
        return;
    }
    let test = TestGateway::start().await;
    let (folder, server) = (test.dir.path(), postgres::server(test.dir.path()));
    let older = Presence::begin(&server, "of-last-year").await.unwrap();
    // No schema at all is older than any.
    postgres::run(folder, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    match server.migrate().await {
        Err(OpenError::NotAlone(refused)) => assert_eq!(names(refused), ["of-last-year"]),
        other => panic!("{other:?}"),
    }
    drop(older);
    until(async || server.migrate().await).await;
    assert_eq!(test.count("replica").await, 0, "schema {} is there again", known_schema());
    // Of a schema that is known nobody is asked.
    let _serves = Presence::begin(&server, "east-1").await.unwrap();
    server.migrate().await.unwrap();
}

#[tokio::test]
async fn a_punch_at_one_gateway_is_told_to_those_who_watch_the_board_at_another() {
    if !postgres::is_chosen() {
        return;
    }
    let (test, second) = TestGateway::pair().await;
    let other = crate::access::other_workspace(&test).await;
    let (_, user) = test.signed_in(phoneclock::domain::user::Role::Manager).await;
    let (_, id) = test.employee("Maria Lopez").await;
    for (services, name) in [(&test.gateway, "east"), (&second, "west")] {
        let attendance = test.attend(services, name, &[]).await;
        test.lifecycle.tracker.spawn(attendance.run(test.lifecycle.stop.clone()));
    }
    let watchers = [&test.boards, &second.boards].map(|boards| boards.watch(test.workspace.id, user.id).unwrap());
    let mut elsewhere = second.boards.watch(other, user.id).unwrap();
    // Whichever of the two takes the punch tells the other one.
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    for mut watcher in watchers {
        soon(watcher.changed()).await;
    }
    assert!(futures::FutureExt::now_or_never(elsewhere.changed()).is_none(), "another workspace is told nothing");
}

#[tokio::test]
async fn what_a_gateway_tells_is_heard_by_the_others_and_not_by_itself() {
    if !postgres::is_chosen() {
        return;
    }
    let test = TestGateway::start().await;
    let server = postgres::server(test.dir.path());
    let mut east = Presence::begin(&server, "east").await.unwrap();
    let mut west = Presence::begin(&server, "west").await.unwrap();
    let board = ChangedBoard::Of(test.workspace.id);
    east.tell(&[board]).await.unwrap();
    assert_eq!(soon(west.heard()).await, Some(board));
    west.tell(&[ChangedBoard::Any]).await.unwrap();
    assert_eq!(soon(east.heard()).await, Some(ChangedBoard::Any), "its own words come to nobody again");
}

#[tokio::test]
async fn a_connection_that_is_cut_is_made_anew_and_all_boards_are_told_once() {
    if !postgres::is_chosen() {
        return;
    }
    let test = TestGateway::start().await;
    let (_, user) = test.signed_in(phoneclock::domain::user::Role::Manager).await;
    let server = postgres::server(test.dir.path());
    let attendance = test.attend(&test.gateway, "east", &[]).await;
    test.lifecycle.tracker.spawn(attendance.run(test.lifecycle.stop.clone()));
    let mut watcher = test.boards.watch(test.workspace.id, user.id).unwrap();
    postgres::run(
        test.dir.path(),
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'phoneclock east' \
         AND datname = current_database()",
    );
    soon(watcher.changed()).await;
    assert_eq!(server.serving().await.unwrap(), ["east"], "and the lock is taken again");
}

#[tokio::test]
async fn settings_that_differ_are_warned_of_by_name_and_nothing_of_them_is_told() {
    if !postgres::is_chosen() {
        return;
    }
    let log = Log::on();
    let (test, second) = TestGateway::pair().await;
    let (east, west) = (format!("east-{}", test.workspace.id), format!("west-{}", test.workspace.id));
    let settings =
        [("PHONECLOCK_PUBLIC_URL", "https://clock.example"), ("PHONECLOCK_SMTP_URL", "smtps://u:hush@a.example")];
    let other = [settings[0], ("PHONECLOCK_SMTP_URL", "smtps://u:hush@b.example")];
    let mut first = test.attend(&test.gateway, &east[..30], &settings).await;
    let mut beside = test.attend(&second, &west[..30], &other).await;
    first.beat().await;
    beside.beat().await;
    first.beat().await;
    let warned = format!("{} has other settings: PHONECLOCK_SMTP_URL;", &west[..30]);
    let count = |said: &str| String::from_utf8_lossy(&log.bytes()).matches(said).count();
    assert_eq!(count(&warned), 1);
    first.beat().await;
    assert_eq!(count(&warned), 1, "once for each change");
    let kept: Vec<String> = test.column("SELECT settings FROM replica").await;
    assert_eq!(kept.len(), 2);
    assert!(kept.iter().all(|kept| !kept.contains("hush") && !kept.contains("clock.example")), "{kept:?}");

    replicas::leave(&second.store, second.replica).await.unwrap();
    first.beat().await;
    assert_eq!(test.count("replica").await, 1);
}

#[tokio::test]
async fn a_clock_that_is_not_the_databases_is_measured_and_warned_of() {
    if !postgres::is_chosen() {
        return;
    }
    let test = TestGateway::start().await;
    let mut attendance = test.attend(&test.gateway, "east", &[]).await;
    let real: Vec<i64> = test.column("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)").await;
    let real = Timestamp::from_millisecond(real[0]).unwrap();
    test.clock.set(real + SignedDuration::from_hours(2));
    attendance.beat().await;
    let row = test.store.read(replicas::list).await.unwrap().remove(0);
    let ahead = SignedDuration::from_millis(row.clock_ahead.unwrap());
    // The clock of the test stands still, and the database's goes on.
    assert!((ahead - SignedDuration::from_hours(2)).abs() < SignedDuration::from_mins(5), "{ahead}");
    let seen = row.seen_at.duration_since(real);
    assert!(seen.abs() < SignedDuration::from_mins(5), "seen by the database's clock: {seen}");
}
