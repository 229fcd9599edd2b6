//! The independent check: plain SQL and files, nothing of the program's own.

use std::{fs, path::Path, time::Instant};

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

use crate::support::files_below;

/// A punch that was read back to its caller.
#[derive(Debug, Clone)]
pub struct Heard {
    /// The provider's name for the call.
    pub call: String,
    /// The phone clock ID that was keyed.
    pub id: String,
    pub way: &'static str,
    pub at: Instant,
}

/// What is wrong with a restored database and its recordings' folder.
pub fn faults(database: &Path, recordings: &Path, heard: &[Heard], stored: &[String]) -> Vec<String> {
    let connection = Connection::open(database).unwrap();
    let mut faults = Vec::new();
    for (pragma, sound) in [("integrity_check", Some("ok")), ("foreign_key_check", None)] {
        let said: Option<String> =
            connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).optional().unwrap();
        if said.as_deref() != sound {
            faults.push(format!("{pragma}: {said:?}"));
        }
    }
    faults.extend(heard.iter().filter_map(|heard| missing(&connection, heard)));
    faults.extend(torn(&connection));
    faults.extend(wrong_recordings(&connection, recordings, stored));
    faults
}

/// Why the entry that was heard is not as it was heard.
fn missing(connection: &Connection, heard: &Heard) -> Option<String> {
    const PUNCHES: &str =
        "SELECT p.way, p.at = c.answered_at, CASE p.way WHEN 'in' THEN e.in_at ELSE e.out_at END = p.at,
            EXISTS (SELECT 1 FROM phone_clock_id d WHERE d.employee_id = p.employee_id AND d.digits = ?2)
        FROM call c JOIN punch p ON p.call_id = c.id JOIN time_entry e ON e.id = p.entry_id
        WHERE c.provider_call_id = ?1";
    let mut statement = connection.prepare(PUNCHES).unwrap();
    let read = |row: &Row<'_>| Ok((row.get(0)?, [row.get(1)?, row.get(2)?, row.get(3)?]));
    let found = statement.query_map(params![heard.call, heard.id], read).unwrap();
    let found: Vec<(String, [Option<bool>; 3])> = found.map(Result::unwrap).collect();
    (found != [(heard.way.to_owned(), [Some(true); 3])]).then(|| format!("{heard:?} is there as {found:?}"))
}

/// What no moment of the gateway has: an entry without the punch that began it, and two open at once.
fn torn(connection: &Connection) -> Vec<String> {
    const TORN: [(&str, &str); 3] = [
        (
            "entries without their punch in",
            "SELECT count(*) FROM time_entry e WHERE (SELECT count(*) FROM punch p WHERE p.entry_id = e.id AND way = 'in') <> 1",
        ),
        (
            "closed entries without their punch out",
            "SELECT count(*) FROM time_entry e WHERE status = 'closed'
                AND (SELECT count(*) FROM punch p WHERE p.entry_id = e.id AND way = 'out' AND p.at = e.out_at) <> 1",
        ),
        (
            "employees with two open entries",
            "SELECT count(*) FROM (SELECT 1 FROM time_entry WHERE status = 'open' GROUP BY employee_id HAVING count(*) > 1)",
        ),
    ];
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    let found = TORN.iter().map(|(what, sql)| (what, count(sql))).filter(|(_, count)| *count > 0);
    found.map(|(what, count)| format!("{what}: {count}")).collect()
}

/// Voice checks that are said to be stored and are not, or are not any more what was stored.
fn wrong_recordings(connection: &Connection, recordings: &Path, stored: &[String]) -> Vec<String> {
    let sql = "SELECT recording, sha256, bytes FROM voice_check WHERE status = 'stored'";
    let mut statement = connection.prepare(sql).unwrap();
    let listed: Vec<(String, Vec<u8>, usize)> = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, i64>(2)? as usize)))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let mut faults: Vec<_> = stored
        .iter()
        .filter(|stored| !listed.iter().any(|(name, ..)| name == *stored))
        .map(|stored| format!("{stored} was stored and is not"))
        .collect();
    for (name, sha256, bytes) in &listed {
        match fs::read(recordings.join(name)) {
            Ok(wav) if Sha256::digest(&wav).as_slice() == sha256 && wav.len() == *bytes => {}
            Ok(_) => faults.push(format!("{name} is another file than was stored")),
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    let there = files_below(recordings).len();
    if there != listed.len() {
        faults.push(format!("{there} recordings in the folder, {} in the database", listed.len()));
    }
    faults
}

/// Each kind of loss, made by hand in a restored backup that has none, is found.
pub fn can_fail(database: &Path, recordings: &Path, heard: &[Heard], stored: &[String]) {
    let (call, recording) = (heard.last().unwrap().call.as_str(), stored[0].as_str());
    let of_call = "call_id = (SELECT id FROM call WHERE provider_call_id = ?1)";
    let found = |what: &str| {
        let faults = faults(database, recordings, heard, stored);
        assert!(faults.iter().any(|fault| fault.contains(what)), "{what:?} is not in {faults:?}");
    };
    let whole = fs::read(database).unwrap();
    for (sql, of, what) in [
        (format!("DELETE FROM punch WHERE {of_call}"), call, call),
        (format!("UPDATE punch SET at = at + 1 WHERE {of_call}"), call, call),
        (
            format!("UPDATE time_entry SET job_id = x'99' WHERE id = (SELECT entry_id FROM punch WHERE {of_call})"),
            call,
            "foreign_key_check",
        ),
        ("DELETE FROM voice_check WHERE recording = ?1".to_owned(), recording, recording),
        ("UPDATE voice_check SET bytes = bytes + 1 WHERE recording = ?1".to_owned(), recording, recording),
    ] {
        let connection = Connection::open(database).unwrap();
        connection.pragma_update(None, "foreign_keys", false).unwrap();
        assert_eq!(connection.execute(&sql, [of]).unwrap(), 1, "{sql}");
        drop(connection);
        found(what);
        fs::write(database, &whole).unwrap();
    }
    assert_eq!(faults(database, recordings, heard, stored), Vec::<String>::new());
    let file = recordings.join(recording);
    let mut wav = fs::read(&file).unwrap();
    wav[100] ^= 1;
    fs::write(&file, wav).unwrap();
    found("another file than was stored");
    fs::remove_file(&file).unwrap();
    found(recording);
}
