//! What breaks each CHECK. A CHECK that looks at one column against a list or a limit is broken by rule; what breaks the
//! others is written down here.

use rusqlite::types::Value;

/// A value to put into a column.
#[derive(Clone, Copy)]
pub enum Put {
    Null,
    Int(i64),
    Text(&'static str),
    Blob(&'static [u8]),
}

use Put::{Blob, Int, Null, Text};

impl Put {
    pub fn value(self) -> Value {
        match self {
            Null => Value::Null,
            Int(int) => Value::Integer(int),
            Text(text) => Value::Text(text.to_owned()),
            Blob(bytes) => Value::Blob(bytes.to_owned()),
        }
    }
}

type Puts = &'static [(&'static str, Put)];

/// A table, one of its CHECKs as SQLite has it, and changes to a row that it refuses: each is tried on every row of the
/// table, and there is one where nothing else is wrong with it.
pub const BROKEN_BY: &[(&str, &str, &[Puts])] = &[
    ("call", "(workspace_id IS NULL) = (employee_id IS NULL)", &[&[("employee_id", Null)], &[("workspace_id", Null)]]),
    ("time_entry", "voided_at IS NULL OR status <> 'open'", &[&[("voided_at", Int(9))]]),
    ("time_entry", "(status = 'closed') = (out_at IS NOT NULL)", &[&[("out_at", Null)], &[("status", Text("closed"))]]),
    ("time_entry", "out_at IS NULL OR out_at >= in_at", &[&[("out_at", Int(1_763_002_799_999))]]),
    (
        "voice_check",
        "(status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL)",
        &[&[("recording", Null)], &[("sha256", Null)], &[("secs", Null)], &[("status", Text("stored"))]],
    ),
    (
        "voice_check",
        "audio_doomed_at IS NULL OR held_at IS NULL",
        &[&[("audio_doomed_at", Int(9)), ("held_at", Int(9))]],
    ),
    (
        "voice_check",
        "audio_deleted_at IS NULL OR audio_doomed_at IS NOT NULL",
        &[&[("audio_deleted_at", Int(9)), ("audio_doomed_at", Null)]],
    ),
    ("setup_link", "(kind = 'code') = (selector IS NOT NULL)", &[&[("selector", Null)], &[("kind", Text("code"))]]),
    ("entry_revision", "(kind = 'clocked') = (reason IS NULL)", &[&[("reason", Null)], &[("reason", Text("why"))]]),
    (
        "exception",
        "(settled_at IS NULL) = (settled_because IS NULL)",
        &[&[("settled_at", Int(9))], &[("settled_because", Text("why"))]],
    ),
    (
        "exception",
        "decision IS NULL OR settled_at IS NOT NULL",
        &[&[("decision", Text("voided")), ("settler", Text("Olive"))]],
    ),
    (
        "exception",
        "(decision IS NULL) = (settler IS NULL)",
        &[&[("decision", Null)], &[("settler", Null)], &[("settler", Text("Olive"))]],
    ),
    ("approval", "from_date <= to_date", &[&[("from_date", Text("2025-11-17"))]]),
    (
        "approval",
        "(reopened_at IS NULL) = (reopened_because IS NULL)",
        &[&[("reopened_at", Null)], &[("reopened_at", Int(9))]],
    ),
    (
        "clock_watch",
        "(cause IS NULL) = (by_millis IS NULL) AND (cause IS NULL) = (noticed_at IS NULL) AND (cause IS NULL) = \
         (steady_since_millis IS NULL) AND (cause IS NULL) = (undisturbed_at IS NULL) AND (cause IS NULL) = \
         (undisturbed_uptime_millis IS NULL) AND (cause IS NULL) = (put_right IS NULL)",
        &[
            &[("cause", Null)],
            &[("by_millis", Null)],
            &[("noticed_at", Null)],
            &[("steady_since_millis", Null)],
            &[("undisturbed_at", Null)],
            &[("undisturbed_uptime_millis", Null)],
            &[("put_right", Null)],
        ],
    ),
    ("pin_check", "(verdict IS NULL) = (mac IS NULL)", &[&[("verdict", Null)], &[("mac", Null)]]),
    (
        "kiosk",
        "(universal_tag IS NULL) = (universal_set_at IS NULL)",
        &[&[("universal_set_at", Null)], &[("universal_set_at", Int(9))]],
    ),
    (
        "kiosk",
        "(universal_tag IS NULL) = (universal_digits IS NULL)",
        &[&[("universal_digits", Null)], &[("universal_digits", Int(6))]],
    ),
    (
        "kiosk_credential",
        "kind IN ('name pin', 'number pin', 'lone pin', 'badge')",
        &[&[("kind", Text("fingerprint")), ("hash", Null), ("tag", Null), ("digits", Int(4))]],
    ),
    (
        "kiosk_credential",
        "digits = 0 OR digits BETWEEN 4 AND 8",
        &[&[("digits", Int(3))], &[("digits", Int(9))], &[("digits", Int(-1))]],
    ),
    ("kiosk_credential", "removed = 0 OR ended_at IS NOT NULL", &[&[("removed", Int(1)), ("ended_at", Null)]]),
    ("kiosk_credential", "(kind = 'badge') = (digits = 0)", &[&[("digits", Int(4))], &[("digits", Int(0))]]),
    (
        "kiosk_credential",
        "(kind IN ('name pin', 'number pin')) = (hash IS NOT NULL)",
        &[&[("hash", Null)], &[("hash", Text("$argon2id$"))]],
    ),
    (
        "kiosk_credential",
        "(kind IN ('lone pin', 'badge')) = (tag IS NOT NULL)",
        &[&[("tag", Null)], &[("tag", Blob(b"tag"))]],
    ),
    ("kiosk_code", "(keyed_at IS NULL) = (cookie_hash IS NULL)", &[&[("keyed_at", Null)], &[("cookie_hash", Null)]]),
    ("kiosk_code", "device_id IS NULL OR decided_at IS NOT NULL", &[&[("decided_at", Null)]]),
    (
        "claim",
        "(location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized')",
        &[&[("location_id", Null)], &[("located_by", Null)], &[("located_by", Text("kiosk"))]],
    ),
    (
        "claim",
        "(near_meters IS NULL) = (near_location_id IS NULL)",
        &[&[("near_meters", Null)], &[("near_meters", Int(9))]],
    ),
    (
        "claim",
        "(near_accuracy IS NULL) = (near_location_id IS NULL)",
        &[&[("near_accuracy", Null)], &[("near_accuracy", Int(9))]],
    ),
    ("claim", "(by_phone IS NULL) = (call_id IS NULL)", &[&[("by_phone", Null)], &[("call_id", Null)]]),
    ("claim", "(decided_at IS NULL) = (decision IS NULL)", &[&[("decision", Null)], &[("decision", Text("accepted"))]]),
    ("claim", "(decided_at IS NULL) = (decider IS NULL)", &[&[("decider", Null)], &[("decider", Text("Olive"))]]),
    ("claim", "employee_id IS NOT NULL OR said_name IS NOT NULL", &[&[("employee_id", Null), ("said_name", Null)]]),
    ("alert", "(closed_at IS NULL) = (outcome IS NULL)", &[&[("outcome", Null)], &[("outcome", Text("over"))]]),
    (
        "text_message",
        "(employee_id IS NULL) = (user_id IS NOT NULL)",
        &[&[("user_id", Null), ("kind", Text("reply"))], &[("user_id", Blob(&[0x91])), ("kind", Text("reply"))]],
    ),
    (
        "text_message",
        "kind = 'reply' OR (kind = 'alert') = (user_id IS NOT NULL)",
        &[&[("kind", Text("alert"))], &[("kind", Text("setup link"))]],
    ),
    ("punch", "(channel = 'kiosk') = (kiosk_id IS NOT NULL)", &[&[("kiosk_id", Null)], &[("kiosk_id", Blob(&[0xE2]))]]),
    (
        "punch",
        "(channel = 'kiosk') = (device_id IS NOT NULL)",
        &[&[("device_id", Null)], &[("device_id", Blob(&[0xE9]))]],
    ),
    (
        "punch",
        "(channel = 'kiosk') = (proof IS NOT NULL) AND proof IN ('pin', 'badge', 'badge and pin', 'name only', \
         'universal pin', 'supervisor', 'user pin')",
        &[&[("proof", Null)], &[("proof", Text("pin"))], &[("proof", Text("face"))]],
    ),
    (
        "punch",
        "(location_id IS NULL) = (coalesce(located_by, 'unrecognized') = 'unrecognized')",
        &[&[("location_id", Null)], &[("located_by", Null)], &[("located_by", Text("kiosk"))]],
    ),
    ("punch", "(channel = 'phone') = (call_id IS NOT NULL)", &[&[("call_id", Null)], &[("call_id", Blob(&[0x31]))]]),
    (
        "location_rule",
        "kind IN ('device', 'kiosk', 'caller', 'position', 'network')",
        &[&[("kind", Text("planet")), ("caller", Null)]],
    ),
    (
        "location_rule",
        "(kind = 'device') = (device_id IS NOT NULL)",
        &[&[("device_id", Null)], &[("device_id", Blob(&[0xE9]))]],
    ),
    (
        "location_rule",
        "(kind = 'kiosk') = (kiosk_id IS NOT NULL)",
        &[&[("kiosk_id", Null)], &[("kiosk_id", Blob(&[0xE2]))]],
    ),
    (
        "location_rule",
        "(kind = 'caller') = (caller IS NOT NULL)",
        &[&[("caller", Null)], &[("caller", Text("+15555550142"))]],
    ),
    (
        "location_rule",
        "(kind = 'network') = (network IS NOT NULL)",
        &[&[("network", Null)], &[("network", Text("192.0.2.0/24"))]],
    ),
    (
        "location_rule",
        "(kind = 'position') = (latitude IS NOT NULL)",
        &[
            &[("latitude", Null), ("longitude", Null), ("radius", Null)],
            &[("latitude", Int(1)), ("longitude", Int(1)), ("radius", Int(1))],
        ],
    ),
    ("location_rule", "(latitude IS NULL) = (longitude IS NULL)", &[&[("longitude", Null)], &[("longitude", Int(1))]]),
    ("location_rule", "(latitude IS NULL) = (radius IS NULL)", &[&[("radius", Null)], &[("radius", Int(1))]]),
    ("break_kind", "min_mins IS NULL OR max_mins IS NULL OR min_mins <= max_mins", &[&[("min_mins", Int(61))]]),
    ("entry_break", "end_at IS NULL OR end_at >= begin_at", &[&[("end_at", Int(1_763_002_999_999))]]),
    ("entry_break", "ended_with_entry = 0 OR end_at IS NOT NULL", &[&[("ended_with_entry", Int(1))]]),
    ("location_job", "until_at IS NULL OR until_at >= from_at", &[&[("until_at", Int(1301))]]),
    (
        "claim_recording",
        "status IN ('expected', 'fetching', 'stored', 'missing', 'refused')",
        &[&[("status", Text("lost")), ("recording", Null)]],
    ),
    (
        "claim_recording",
        "(status = 'stored') = (recording IS NOT NULL AND sha256 IS NOT NULL AND secs IS NOT NULL)",
        &[&[("recording", Null)], &[("sha256", Null)], &[("secs", Null)], &[("status", Text("missing"))]],
    ),
    ("crew_member", "lead_id <> employee_id", &[&[("lead_id", Blob(&[0x13]))]]),
    ("photo", "doomed_at IS NULL OR held_at IS NULL", &[&[("doomed_at", Int(9))]]),
    ("photo", "deleted_at IS NULL OR doomed_at IS NOT NULL", &[&[("deleted_at", Int(9))]]),
    (
        "photo",
        "(status = 'missing') = (missing_because IS NOT NULL)",
        &[&[("missing_because", Text("denied"))], &[("status", Text("missing"))]],
    ),
    ("photo", "status <> 'stored' OR file IS NOT NULL", &[&[("file", Null)]]),
    ("photo", "(status = 'stored') = (sha256 IS NOT NULL)", &[&[("sha256", Null)], &[("sha256", Blob(&[0x5A]))]]),
    ("photo", "(status = 'stored') = (stored_at IS NOT NULL)", &[&[("stored_at", Null)], &[("stored_at", Int(9))]]),
    ("photo", "verdict IS NULL OR status = 'stored'", &[&[("verdict", Text("cannot tell")), ("verdict_at", Int(9))]]),
    ("photo", "(verdict IS NULL) = (verdict_at IS NULL)", &[&[("verdict", Null)], &[("verdict_at", Null)]]),
    (
        "photo",
        "(turn_user_id IS NULL) = (turn_ends_at IS NULL)",
        &[&[("turn_user_id", Null)], &[("turn_ends_at", Null)]],
    ),
    ("photo", "(held_at IS NULL) = (held_because IS NULL)", &[&[("held_at", Null)], &[("held_because", Null)]]),
    (
        "kept_punch",
        "(outcome = 'claim') = (claim_id IS NOT NULL)",
        &[&[("claim_id", Null)], &[("claim_id", Blob(&[0x1E]))]],
    ),
    (
        "kept_punch",
        "(outcome = 'claim') = (entry_id IS NULL)",
        &[&[("entry_id", Null)], &[("entry_id", Blob(&[0x43]))]],
    ),
    ("kept_punch", "(outcome = 'punch') = (why IS NULL)", &[&[("why", Null)], &[("why", Text("time"))]]),
    ("kept_punch", "sealed IS NULL OR outcome = 'claim'", &[&[("sealed", Text("sealed"))]]),
    ("usage_record", "(micros IS NULL) = (currency IS NULL)", &[&[("micros", Null)], &[("currency", Null)]]),
    ("hook", "paused_because IS NULL OR paused_at IS NOT NULL", &[&[("paused_at", Null)]]),
    ("hook_delivery", "(state = 'waiting') = (next_try_at IS NOT NULL)", &[&[("next_try_at", Null)]]),
    ("hook_delivery", "(attempts = 0) = (tried_at IS NULL)", &[&[("tried_at", Null)]]),
    ("missed_call", "(workspace_id IS NULL) = (claim_id IS NULL)", &[&[("claim_id", Null)], &[("workspace_id", Null)]]),
];

/// The CHECKs of a table, in their order, from the statement that has made it: what SQLite calls each, and its text on
/// one line.
pub fn checks_of(sql: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut rest = sql;
    while let Some((before, after)) = rest.split_once("CHECK (") {
        let (mut depth, mut is_quoted) = (1, false);
        let end = after.find(|c| {
            match c {
                '\'' => is_quoted = !is_quoted,
                '(' if !is_quoted => depth += 1,
                ')' if !is_quoted => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let (check, after) = after.split_at(end.unwrap());
        let (text, mut words) = (on_one_line(check), before.split_whitespace().rev());
        let name = words.next().filter(|_| words.next() == Some("CONSTRAINT"));
        found.push((name.map_or(text.clone(), str::to_owned), text));
        rest = after;
    }
    found
}

pub fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace("( ", "(").replace(" )", ")")
}

/// Changes that break a CHECK: as written down, or by the rule for the simple ones.
pub fn broken_by(table: &str, check: &str) -> Vec<Vec<(String, Value)>> {
    let owned = |puts: &Puts| puts.iter().map(|(column, put)| ((*column).to_owned(), put.value())).collect();
    match BROKEN_BY.iter().find(|(of, text, _)| *of == table && *text == check) {
        Some((_, _, puts)) => puts.iter().map(owned).collect(),
        None => by_rule(check).into_iter().map(|change| vec![change]).collect(),
    }
}

fn by_rule(check: &str) -> Vec<(String, Value)> {
    let int = |text: &str| text.parse::<i64>().unwrap();
    let put = |column: &str, value: i64| (column.to_owned(), Value::Integer(value));
    let words: Vec<&str> = check.split(' ').collect();
    match words[..] {
        [column, "BETWEEN", low, "AND", high] => vec![put(column, int(low) - 1), put(column, int(high) + 1)],
        [column, ">=", low] => vec![put(column, int(low) - 1)],
        [column, ">", low] => vec![put(column, int(low)), put(column, -1)],
        [length, "=", bytes] if length.starts_with("length(") => {
            let column = &length["length(".len()..length.len() - 1];
            let bytes = usize::try_from(int(bytes)).unwrap();
            [bytes - 1, bytes + 1].map(|bytes| (column.to_owned(), Value::Blob(vec![7; bytes]))).into()
        }
        [column, "=", only] => vec![put(column, int(only) + 1)],
        [column, "IN", ..] if check.matches('(').count() == 1 && check.ends_with(')') && check.contains('\'') => {
            vec![(column.to_owned(), Value::Text("neither of them".to_owned()))]
        }
        [column, "IN", ref list @ ..] if check.matches('(').count() == 1 && check.ends_with(')') => {
            let taken: Vec<i64> = list.iter().map(|word| int(word.trim_matches(['(', ',', ')']))).collect();
            let between = (taken[0]..*taken.last().unwrap()).find(|int| !taken.contains(int));
            [Some(taken[0] - 1), between, Some(taken.last().unwrap() + 1)]
                .into_iter()
                .flatten()
                .map(|value| put(column, value))
                .collect()
        }
        _ => Vec::new(),
    }
}
