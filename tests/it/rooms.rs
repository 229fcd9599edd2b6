//! The rooms of the program and the arrows between them, as ARCHITECTURE.md draws them.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::files_below;

/// A room and the rooms that it may know besides itself.
const ARROWS: &[(&str, &[&str])] = &[
    // A punch's way is a word of the dialog.
    ("store", &["domain", "dialog", "disk"]),
    ("mail", &["domain", "words"]),
    ("provider", &["domain", "dialog"]),
    ("service", &["domain", "dialog", "audio", "store", "provider", "mail", "disk"]),
    // The files of the database and of the recordings, and nothing of a gateway.
    ("backup", &["disk", "domain", "store", "service"]),
    ("moving", &["disk", "service", "store"]),
    ("worker", &["domain", "service"]),
    // The names of prompts in the call log are words of the dialog.
    ("wording", &["domain", "dialog", "words", "service"]),
    // A claim, and a punch at a kiosk, has a way.
    ("web", &["domain", "dialog", "words", "service", "wording", "provider", "phone", "practice", "demo"]),
    // Makes up people, and lets them do what people do.
    ("demo", &["domain", "dialog", "store", "provider", "mail", "service", "worker", "disk"]),
    // A provider, a gateway and a handset for one call; how it answers over HTTP is handed in.
    ("practice", &["domain", "words", "service", "provider", "simulator", "phone", "disk"]),
    // Says what is wrong with the address of a mail server or a database before anything is started.
    ("config", &["domain", "mail", "store"]),
    ("lifecycle", &[]),
    // Files as the machine sees them, and what is printed.
    ("disk", &[]),
    ("console", &[]),
    ("telemetry", &["config", "console"]),
];

/// The floors of `service`: a room and the rooms of `service` that it may know besides itself. None leads upward.
const FLOORS: &[(&str, &[&str])] = &[
    ("kernel", &[]),
    ("pin_hash", &["kernel"]),
    ("roster", &["kernel"]),
    ("access", &["kernel", "pin_hash"]),
    ("credentials", &["kernel", "pin_hash"]),
    ("voice_checks", &["kernel"]),
    ("photos", &["kernel"]),
    ("locations", &["kernel"]),
    ("punching", &["kernel", "locations", "voice_checks"]),
    ("calls", &["kernel", "pin_hash", "credentials", "voice_checks", "punching"]),
    // Whose number was called, and how a provider's list is read.
    ("costs", &["kernel", "calls"]),
    // Whoever leaves while clocked in is an employee of the roster.
    ("timesheets", &["kernel", "roster", "punching"]),
    ("payroll", &["kernel", "timesheets"]),
    ("kiosks", &["kernel", "pin_hash", "roster", "access", "locations", "photos", "punching", "timesheets"]),
    // What is told of an entry, an exception, an approval or an export.
    ("hooks", &["kernel", "timesheets", "payroll"]),
    ("overview", &["kernel", "photos", "voice_checks", "timesheets", "payroll", "kiosks"]),
    ("alerts", &["kernel", "timesheets", "kiosks", "overview"]),
    ("worker_page", &["kernel", "credentials", "locations", "timesheets"]),
    (
        "services",
        &["kernel", "hooks", "kiosks", "pin_hash", "access", "calls", "credentials", "timesheets", "voice_checks"],
    ),
    ("practice", &["kernel", "pin_hash", "credentials", "services"]),
    ("replay", &["kernel", "credentials", "voice_checks", "calls", "kiosks", "services"]),
    ("upkeep", &["kernel", "access", "credentials", "roster", "voice_checks"]),
];

/// What `service` itself shows of its rooms under names of its own.
const SHOWN_AS: &[(&str, &str)] =
    &[("audit", "kernel"), ("throttle_key", "kernel"), ("call_log", "calls"), ("entry_checks", "punching")];

/// Rooms that put the others together.
const ABOVE_ALL: &[&str] = &["app", "cli", "lib", "main"];

/// A library and the rooms that may use it.
const LIBRARIES: &[(&str, &[&str])] = &[
    ("axum", &["app", "lifecycle", "web"]),
    ("utoipa", &["web"]),
    ("hyper", &["lifecycle"]),
    ("hyper_util", &["lifecycle"]),
    ("rusqlite", &["store"]),
    ("refinery", &["store"]),
    ("tokio_postgres", &["store"]),
    ("reqwest", &["provider", "service", "cli"]),
    ("object_store", &["service"]),
    // Lists that went through a web page have letters in the spelling of HTML.
    ("quick_xml", &["provider", "service"]),
    ("encoding_rs", &["service"]),
    ("lettre", &["mail"]),
    ("argon2", &["service"]),
    ("argon2_rust", &["service"]),
    ("p256", &["service"]),
    ("clap", &["cli", "config", "main"]),
    ("clap_complete", &["cli"]),
    ("clap_mangen", &["cli"]),
    ("anyhow", &["app", "cli", "lifecycle", "main", "telemetry"]),
];

/// What decides and does nothing: no files, no sockets, no threads, nothing asynchronous.
const PURE: &str = "crates/core/src";
const IMPURE: &[&str] = &["tokio::", "std::fs", "std::net", "std::thread", "std::env", "async fn", ".await"];

/// Where use cases write a time as text: in notes, records and files that are kept.
const TIMES_ARE_KEPT: &[&str] = &[
    "calls/claims.rs",
    "kernel/audit/log/file.rs",
    "kernel/recordings.rs",
    "payroll/exports/make.rs",
    "photos/mod.rs",
    "kiosks/claims/decide.rs",
    "kiosks/kept/decide.rs",
    "punching/checks.rs",
    "punching/checks/breaks.rs",
    "punching/patterns.rs",
    "punching/punch.rs",
    "punching/raise.rs",
    "roster/planned_starts.rs",
    "timesheets/changes/breaks.rs",
    "timesheets/changes/writer.rs",
    "upkeep/clock_repair.rs",
    "voice_checks/mod.rs",
    "worker_page/claim.rs",
];

struct Source {
    path: String,
    room: String,
    /// Without comments.
    code: String,
}

fn sources() -> Vec<Source> {
    sources_below("src")
}

fn sources_below(folder: &str) -> Vec<Source> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = files_below(&folder).into_iter().filter(|file| file.extension().is_some_and(|end| end == "rs"));
    let read = files.map(|file| {
        let path = file.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        let room = path.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
        let text = fs::read_to_string(&file).unwrap();
        let code = text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n");
        Source { path, room, code }
    });
    read.collect()
}

/// The rooms named behind `crate::`, alone or in a list in braces.
fn rooms_named(code: &str) -> BTreeSet<String> {
    names_behind(code, "crate::")
}

/// The names behind a path, alone or in a list in braces.
fn names_behind(code: &str, path: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut rooms = BTreeSet::new();
    for (at, found) in code.match_indices(path) {
        // In macros it is `$crate::`, and that is the same.
        let behind = &code[at + found.len()..];
        let Some(list) = behind.strip_prefix('{') else {
            rooms.insert(word(behind));
            continue;
        };
        let (mut depth, mut item_begins) = (1, true);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 1 => item_begins = true,
                c if item_begins && depth == 1 && !c.is_whitespace() => {
                    rooms.insert(word(&list[at..]));
                    item_begins = false;
                }
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
    }
    rooms.retain(|room| !room.is_empty());
    rooms
}

/// Whether the code uses something by its path, and not a longer word that ends the same.
fn uses(code: &str, path: &str) -> bool {
    code.match_indices(path).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[test]
fn every_room_knows_only_the_rooms_that_an_arrow_leads_to() {
    let mut wrong = Vec::new();
    for Source { path, room, code } in sources() {
        if ABOVE_ALL.contains(&room.as_str()) {
            continue;
        }
        let Some((_, known)) = ARROWS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("src/{path}: the room {room} is not in the table of arrows"));
            continue;
        };
        let strange = rooms_named(&code).into_iter().filter(|named| *named != room && !known.contains(&named.as_str()));
        wrong.extend(strange.map(|named| format!("src/{path}: {room} may not know {named}")));
        if path.matches('/').count() == 1 && code.contains("super::super::") && !code.contains("mod tests {") {
            wrong.push(format!("src/{path}: super::super leads out of the room past this test"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_floor_of_the_use_cases_knows_one_above_it() {
    let mut wrong = Vec::new();
    let mut seen = BTreeSet::new();
    for Source { path, code, .. } in sources() {
        let Some(below) = path.strip_prefix("service/").filter(|below| *below != "mod.rs") else { continue };
        let floor = below.split('/').next().unwrap().trim_end_matches(".rs");
        seen.insert(floor.to_owned());
        let Some((_, known)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
            wrong.push(format!("src/{path}: the floor {floor} is not in the table"));
            continue;
        };
        let mut named = names_behind(&code, "service::");
        // From the first file of a floor, `super` is `service`.
        if !below.contains('/') || below.ends_with("/mod.rs") && below.matches('/').count() == 1 {
            named.extend(names_behind(&code, "super::"));
        }
        for named in named {
            let named = SHOWN_AS.iter().find(|(name, _)| *name == named).map_or(named.as_str(), |(_, floor)| *floor);
            let is_floor = FLOORS.iter().any(|(name, _)| *name == named);
            if is_floor && named != floor && !known.contains(&named) {
                wrong.push(format!("src/{path}: {floor} may not know {named}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(seen.len(), FLOORS.len(), "{seen:?}");
}

#[test]
fn every_library_stays_in_its_rooms() {
    let mut wrong = Vec::new();
    for Source { path, room, code } in sources() {
        for (library, rooms) in LIBRARIES {
            let is_test = path.ends_with("tests.rs") || path.contains("/tests/");
            if !is_test && uses(&code, &format!("{library}::")) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("src/{path}: {library} belongs to {}", rooms.join(", ")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What only made-up people may have done to them: no PIN is checked, no password asked for.
const FOR_THE_DEMO: [&str; 3] = ["replay_call(", "replay_visit(", "begin_without_password("];

#[test]
fn nobody_but_the_demo_goes_around_a_pin_or_a_password() {
    let (mut wrong, mut called) = (Vec::new(), 0);
    for Source { path, room, code } in sources() {
        for name in FOR_THE_DEMO {
            let calls = code.matches(name).count() - code.matches(&format!("fn {name}")).count();
            called += calls;
            if calls > 0 && room != "demo" {
                wrong.push(format!("src/{path}: {name} is for the demo alone"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(called >= FOR_THE_DEMO.len(), "the names are others by now");
}

#[test]
fn what_decides_does_nothing() {
    let mut wrong = Vec::new();
    let sources = sources_below(PURE);
    assert!(sources.len() > 50, "{} files", sources.len());
    for Source { path, code, .. } in sources.into_iter().filter(|source| !source.path.contains("tests")) {
        let used = IMPURE.iter().filter(|impure| code.contains(**impure));
        wrong.extend(used.map(|impure| format!("{PURE}/{path}: the core is pure, and {impure} is not")));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The texts of a derived error, one for each variant that has one.
fn error_texts(code: &str) -> Vec<&str> {
    let behind = code.split("#[error(").skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
    behind
        .filter_map(|rest| {
            let end = rest.match_indices('"').find(|(at, _)| !rest[..*at].ends_with('\\'));
            end.map(|(at, _)| &rest[..at])
        })
        .collect()
}

#[test]
fn errors_of_use_cases_are_lines_for_the_log_and_give_no_advice() {
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for Source { path, code, .. } in sources().into_iter().filter(|source| source.room == "service") {
        for text in error_texts(&code) {
            seen += 1;
            if text.starts_with(char::is_uppercase) || text.ends_with('.') || text.contains("; ") {
                wrong.push(format!("src/{path}: words for people are made in web, cli and wording: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 100, "{seen} errors");
}

#[test]
fn use_cases_give_back_times_and_never_their_text() {
    let service = sources().into_iter().filter(|source| source.room == "service");
    let writes = service.filter(|source| source.code.contains("strftime(") || source.code.contains("time_text::"));
    let writes: Vec<_> = writes.map(|source| source.path).collect();
    let kept: Vec<_> = TIMES_ARE_KEPT.iter().map(|path| format!("service/{path}")).collect();
    let strange: Vec<_> = writes.iter().filter(|path| !kept.contains(path)).collect();
    assert!(strange.is_empty(), "times are put in words in web, cli and wording, not in {strange:?}");
    assert_eq!(writes.len(), kept.len(), "{kept:?} has files that write no time any more");
}

#[test]
fn every_room_of_the_program_is_looked_at() {
    let rooms: BTreeSet<_> = sources().into_iter().map(|source| source.room).collect();
    for room in ["app", "worker", "provider", "service", "store", "web", "wording"] {
        assert!(rooms.contains(room), "{room} was not found: {rooms:?}");
    }
}

#[test]
fn names_behind_crate_are_found_however_they_are_written() {
    let code =
        "use crate::domain::ids; use crate::{\n  audio::{measure, wav},\n  store,\n provider::Api }; $crate::web::x()";
    let named: Vec<_> = rooms_named(code).into_iter().collect();
    assert_eq!(named, ["audio", "domain", "provider", "store", "web"]);
    assert!(uses("let x = axum::serve()", "axum::") && !uses("my_axum::serve()", "axum::"));
}
