//! A database of PostgreSQL and its server, looked at without changing anything.

use std::cmp::Ordering;

use phoneclock::{
    app::{DatabaseError, SystemClock},
    config::StorageArgs,
    domain::clock::Clock,
    store::postgres::{Server, Survey, known_schema},
};

use super::{
    Finding, Level, output,
    storage::{LookedOver, folders, key_file},
};

const ABOUT: &str = "database";
/// The oldest version that tells what has become of a commit.
const OLDEST_VERSION: i32 = 130_000;
/// What a gateway uses at most: 16 to ask, one by which others see that it serves.
const CONNECTIONS: i64 = 17;
/// With more than this between two clocks, times of punches differ by which gateway was called.
const CLOCK_TOLERANCE_MS: i64 = 500;

pub(super) async fn examine(storage: &StorageArgs, server: &Server) -> LookedOver {
    let mut findings = folders(storage, |_| None);
    let now = || SystemClock.now().as_millisecond();
    match server.survey(&now).await {
        Ok(survey) => findings.extend(judge(&survey, &server.shown())),
        Err(problem) => {
            let error = DatabaseError { setting: "PHONECLOCK_DATABASE_URL", problem };
            findings.push(Finding::problem(ABOUT, output::sentence(&error.into())));
        }
    }
    findings.push(key_file(&storage.key_file()));
    // What is amiss with a folder, a clock or a standby keeps nobody from reading.
    let is_in_the_way = |finding: &Finding| match finding.about {
        ABOUT | "rights" | "key file" => finding.level == Level::Problem,
        "schema" => finding.level != Level::Ok,
        _ => false,
    };
    LookedOver { may_open: !findings.iter().any(is_in_the_way), findings }
}

fn judge(survey: &Survey, at: &str) -> Vec<Finding> {
    let findings = [
        database(survey, at),
        schema(survey),
        rights(survey),
        durability(survey),
        connections(survey),
        encryption(survey),
        clock(survey),
        vacuum(survey),
    ];
    findings.into_iter().flatten().chain(sessions(survey)).collect()
}

fn database(survey: &Survey, at: &str) -> Option<Finding> {
    let Survey { version, encoding, .. } = survey;
    let said = format!("{at} answers, with PostgreSQL {version}; it has {} MiB", survey.bytes >> 20);
    Some(if survey.version_number < OLDEST_VERSION {
        Finding::problem(ABOUT, format!("{said}; upgrade the server to PostgreSQL 13 or newer"))
    } else if encoding != "UTF8" {
        Finding::problem(
            ABOUT,
            format!("{said} and keeps text as {encoding}; create one with `createdb --encoding UTF8` and move to it"),
        )
    } else {
        Finding::ok(ABOUT, said)
    })
}

fn schema(survey: &Survey) -> Option<Finding> {
    const ABOUT: &str = "schema";
    let (found, known) = (survey.schema, known_schema());
    Some(match found.cmp(&known) {
        Ordering::Equal => Finding::ok(ABOUT, format!("version {found}, which this program knows")),
        Ordering::Less if found == 0 => {
            Finding::warning(ABOUT, "there is none yet; the first start makes it, or `phoneclock workspace add`")
        }
        Ordering::Less => Finding::warning(
            ABOUT,
            format!("version {found} becomes {known} at the next start; back up, start, and run doctor again"),
        ),
        Ordering::Greater => Finding::problem(
            ABOUT,
            format!("version {found} is newer than this program ({known}); use the newer program"),
        ),
    })
}

fn rights(survey: &Survey) -> Option<Finding> {
    const ABOUT: &str = "rights";
    if survey.others_tables > 0 {
        let tables = output::count(survey.others_tables, "table");
        let said =
            format!("{tables} belong to another role, so no upgrade can change them; give them to this one with");
        return Some(Finding::problem(ABOUT, format!("{said} `REASSIGN OWNED`, or connect as their owner")));
    }
    Some(match survey.may_create {
        true => Finding::ok(ABOUT, "the role may make and change its tables"),
        false => Finding::problem(
            ABOUT,
            "the role may make no tables; let it own the database, or grant it USAGE and CREATE on its schema",
        ),
    })
}

/// What is lost with a machine, of what callers have heard.
fn durability(survey: &Survey) -> Option<Finding> {
    const ABOUT: &str = "durability";
    let Survey { synchronous_commit, synchronous_standby_names: names, .. } = survey;
    if !survey.fsync {
        return Some(Finding::problem(
            ABOUT,
            "fsync is off: a power cut may cost everything; set `fsync = on` in the server's settings",
        ));
    }
    let raised = match synchronous_commit.as_str() {
        "on" | "remote_apply" => String::new(),
        weaker => format!("; synchronous_commit is {weaker}, which phoneclock raises to on for itself"),
    };
    Some(match (survey.standbys, names.trim().is_empty()) {
        (0, true) => Finding::ok(
            ABOUT,
            format!(
                "what is heard is on the server's disk first{raised}; there is no standby, so keep backups elsewhere"
            ),
        ),
        (standbys, true) => Finding::warning(
            ABOUT,
            format!(
                "{} follow{}, and no commit waits for one: when one takes over, the last punches that callers have heard \
                 may be gone; name one in synchronous_standby_names",
                output::count(standbys, "standby"),
                if standbys == 1 { "s" } else { "" }
            ),
        ),
        (0, false) => Finding::problem(
            ABOUT,
            format!("commits wait for the standby {names}, and none follows: every call waits; start it"),
        ),
        (_, false) => {
            Finding::ok(ABOUT, format!("what is heard is on the disks of the server and of a standby first{raised}"))
        }
    })
}

fn connections(survey: &Survey) -> Option<Finding> {
    const ABOUT: &str = "connections";
    let (all, used) = (survey.connections, survey.connected);
    let said = format!("the server takes {all}, enough for {} gateways; {used} are in use now", all / CONNECTIONS);
    Some(if all < CONNECTIONS {
        Finding::problem(
            ABOUT,
            format!("the server takes {all}, and a gateway uses up to {CONNECTIONS}; raise max_connections"),
        )
    } else if all - used < CONNECTIONS {
        Finding::warning(ABOUT, format!("{said}; raise max_connections before another gateway is started"))
    } else {
        Finding::ok(ABOUT, said)
    })
}

fn encryption(survey: &Survey) -> Option<Finding> {
    Some(Finding::ok(
        "encryption",
        match survey.encrypted {
            true => "what is sent to the server is encrypted",
            false => "the server is on this machine; what is sent to it is not encrypted",
        },
    ))
}

fn clock(survey: &Survey) -> Option<Finding> {
    const ABOUT: &str = "server clock";
    let apart = survey.clock_ahead_ms.abs().saturating_sub(survey.round_trip_ms / 2).max(0);
    let way = if survey.clock_ahead_ms > 0 { "ahead of" } else { "behind" };
    let secs = format!("{}.{:03} s", apart / 1000, apart % 1000);
    Some(match apart > CLOCK_TOLERANCE_MS {
        true => Finding::warning(ABOUT, format!("it is {secs} {way} this machine's; set both by NTP")),
        false => Finding::ok(ABOUT, "it agrees with this machine's"),
    })
}

fn vacuum(survey: &Survey) -> Option<Finding> {
    (!survey.autovacuum).then(|| {
        Finding::warning("autovacuum", "it is off, so tables only grow and calls get slower; set `autovacuum = on`")
    })
}

fn sessions(survey: &Survey) -> Option<Finding> {
    (!survey.keeps_sessions).then(|| {
        Finding::problem(
            "proxy",
            "something before the server gives each transaction another connection, as PgBouncer does with \
             pool_mode = transaction, so nobody sees who serves; set PHONECLOCK_DATABASE_URL to the server itself, or use \
             pool_mode = session",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Survey {
        Survey {
            version: "15.4".to_owned(),
            version_number: 150_004,
            encoding: "UTF8".to_owned(),
            schema: known_schema(),
            may_create: true,
            others_tables: 0,
            synchronous_commit: "on".to_owned(),
            synchronous_standby_names: String::new(),
            standbys: 0,
            fsync: true,
            connections: 97,
            connected: 3,
            encrypted: true,
            keeps_sessions: true,
            clock_ahead_ms: 2,
            round_trip_ms: 1,
            autovacuum: true,
            bytes: 12 << 20,
        }
    }

    /// What is not in order, by its subject.
    fn amiss(survey: &Survey) -> Vec<(&'static str, Level)> {
        let judged = judge(survey, "db.example.com:5432/clock").into_iter();
        judged.filter(|found| found.level != Level::Ok).map(|found| (found.about, found.level)).collect()
    }

    #[test]
    fn a_sound_server_is_in_order() {
        assert_eq!(amiss(&sound()), []);
        let followed = Survey { standbys: 1, synchronous_standby_names: "ANY 1 (*)".to_owned(), ..sound() };
        assert_eq!(amiss(&followed), []);
    }

    #[test]
    fn each_fault_is_told_by_itself() {
        let names = || "standby".to_owned();
        for (survey, about, level) in [
            (Survey { version_number: 120_000, ..sound() }, "database", Level::Problem),
            (Survey { encoding: "LATIN1".to_owned(), ..sound() }, "database", Level::Problem),
            (Survey { schema: 0, ..sound() }, "schema", Level::Warning),
            (Survey { schema: known_schema() + 1, ..sound() }, "schema", Level::Problem),
            (Survey { may_create: false, ..sound() }, "rights", Level::Problem),
            (Survey { others_tables: 3, ..sound() }, "rights", Level::Problem),
            (Survey { fsync: false, ..sound() }, "durability", Level::Problem),
            (Survey { standbys: 1, ..sound() }, "durability", Level::Warning),
            (Survey { synchronous_standby_names: names(), ..sound() }, "durability", Level::Problem),
            (Survey { connections: 16, ..sound() }, "connections", Level::Problem),
            (Survey { connections: 97, connected: 90, ..sound() }, "connections", Level::Warning),
            (Survey { clock_ahead_ms: -700, ..sound() }, "server clock", Level::Warning),
            (Survey { autovacuum: false, ..sound() }, "autovacuum", Level::Warning),
            (Survey { keeps_sessions: false, ..sound() }, "proxy", Level::Problem),
        ] {
            assert_eq!(amiss(&survey), [(about, level)], "{survey:?}");
        }
    }

    #[test]
    fn a_clock_is_not_blamed_for_the_way_there() {
        assert_eq!(amiss(&Survey { clock_ahead_ms: 700, round_trip_ms: 1000, ..sound() }), []);
    }
}
