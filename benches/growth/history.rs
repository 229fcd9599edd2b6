//! Years of shifts, day by day over all workspaces, as they would have come in.

use std::path::Path;

use jiff::{
    SignedDuration, ToSpan,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use phoneclock::domain::{entropy::SeededEntropy, phone_clock_id::PhoneClockId};
use rusqlite::{Connection, params};

use super::{
    folder::{self, Ours},
    rows::{Made, Recordings, Rows, id},
    size::{PEOPLE_BESIDE, Size},
};

/// So many of the people are in now.
pub const IN: usize = 60;
/// Payroll is done with whatever is older than so many working days.
const DONE: u64 = 15;
/// Entries written in one transaction.
const AT_ONCE: u64 = 100_000;
/// Of so many entries one has an exception, and one was corrected.
const ODD: u64 = 30;

/// People who clock together, with what is the same for all of them.
pub struct Crew {
    pub workspace: [u8; 16],
    pub profile: [u8; 16],
    /// Who hears voice checks, decides and exports; where there is none, payroll is made elsewhere.
    pub user: Option<[u8; 16]>,
    pub people: Vec<([u8; 16], String)>,
    pub jobs: Vec<[u8; 16]>,
    /// Shifts of each of them.
    shifts: u64,
    /// Whether every entry is by phone; otherwise every fourth, and the office adds the others.
    always_by_phone: bool,
    pub voice_checks: bool,
}

/// One person's shift.
pub struct Shift<'a> {
    pub crew: &'a Crew,
    /// Their place in the crew.
    pub person: usize,
    pub number: u64,
    pub day: Date,
    /// The Monday of its week.
    pub monday: Date,
    /// Milliseconds.
    pub in_at: i64,
    pub out_at: Option<i64>,
    pub made: Made,
    /// Working days ago.
    pub ago: u64,
    /// Whether it was so long ago that its recordings were deleted.
    pub silent: bool,
}

impl Shift<'_> {
    /// Whether payroll is done with it.
    pub fn is_done(&self) -> bool {
        self.ago > DONE
    }

    pub fn is_odd(&self) -> bool {
        self.number.is_multiple_of(ODD)
    }

    pub fn was_corrected(&self) -> bool {
        self.is_done() && self.number % ODD == 7
    }
}

pub fn write(database: &Path, ours: &Ours, size: Size) {
    let connection = alone(database);
    let mut crews = vec![our_crew(ours, size)];
    let indexes = without_indexes(&connection);
    connection.execute_batch("BEGIN").unwrap();
    crews.extend(beside(&connection, ours, size));
    {
        let mut rows = Rows::on(&connection, Recordings::below(database.with_file_name("recordings")));
        crews.iter().for_each(|crew| rows.people(crew, ours.now.as_millisecond()));
        shifts(&connection, &mut rows, &crews, ours);
        those_who_are_in(&mut rows, &crews[0], ours);
    }
    connection.execute_batch("COMMIT").unwrap();
    eprintln!("  {} entries written; {} indexes are made", size.entries, indexes.len());
    indexes.iter().for_each(|sql| connection.execute_batch(sql).unwrap());
    connection
        .execute_batch(
            "DELETE FROM sqlite_stat1; INSERT INTO sqlite_stat1 SELECT * FROM temp.planted; PRAGMA journal_mode = WAL;",
        )
        .unwrap();
    if size.entries <= 100_000 {
        sound(&connection);
    }
}

/// Once whoever made the workspace has let go of the file. Whatever happens to it on the way, nobody misses it.
fn alone(database: &Path) -> Connection {
    let connection = Connection::open(database).unwrap();
    let settings = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; \
                    PRAGMA locking_mode = EXCLUSIVE; PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY; PRAGMA threads = 2;";
    for _ in 0..1000 {
        if connection.execute_batch(settings).is_ok() {
            return connection;
        }
        std::thread::sleep(std::time::Duration::from_millis(10));
    }
    panic!("{} stays in use", database.display());
}

/// Drops them, keeping the numbers that the planner goes by; the statements that make them anew, all at once and so in
/// a fraction of the time.
fn without_indexes(connection: &Connection) -> Vec<String> {
    const INDEXES: &str = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL";
    connection.execute_batch("CREATE TEMP TABLE planted AS SELECT * FROM sqlite_stat1").unwrap();
    let mut listed = connection.prepare(INDEXES).unwrap();
    let indexes: Vec<(String, String)> =
        listed.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    let drop = |(name, sql): (String, String)| {
        connection.execute_batch(&format!("DROP INDEX {name}")).unwrap();
        sql
    };
    indexes.into_iter().map(drop).collect()
}

/// The constraints that were not looked at on the way.
fn sound(connection: &Connection) {
    let faults: i64 =
        connection.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0)).unwrap();
    assert_eq!(faults, 0, "a row refers to one that is not there");
    let word: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(word, "ok");
}

fn our_crew(ours: &Ours, size: Size) -> Crew {
    Crew {
        workspace: *ours.workspace.as_bytes(),
        profile: *ours.profile.as_bytes(),
        user: Some(*ours.user.as_bytes()),
        people: ours.people.iter().map(|person| (*person.id.as_bytes(), person.phone.clone())).collect(),
        jobs: ours.jobs.iter().map(|job| *job.as_bytes()).collect(),
        shifts: size.shifts,
        always_by_phone: true,
        voice_checks: true,
    }
}

/// The other workspaces, copied from ours; every fifth of them asks for the name.
fn beside(connection: &Connection, ours: &Ours, size: Size) -> Vec<Crew> {
    const WORKSPACE: &str = "INSERT INTO workspace (id, name, zone, language, job_policy, \
        forgotten_after_secs, lockout, pin_min_digits, voice_check, delete_at_provider, created_at, recording_notice, \
        retention_days, languages) SELECT ?1, printf('Beside %d', ?2), zone, language, job_policy, \
        forgotten_after_secs, lockout, pin_min_digits, ?3, delete_at_provider, created_at, recording_notice, \
        retention_days, languages FROM workspace WHERE id = ?4";
    const PROFILE: &str = "INSERT INTO export_profile SELECT ?1, ?2, name, format, settings, created_at, NULL \
        FROM export_profile WHERE id = ?3";
    const PERSON: &str = "INSERT INTO employee (id, workspace_id, name, sort_name, phone, employee_number, language, \
        active, created_at) VALUES (?1, ?2, ?3, lower(?3), ?4, ?5, 'en', 1, ?6)";
    const CLOCK_ID: &str = "INSERT OR IGNORE INTO phone_clock_id (digits, employee_id, issued_at) VALUES (?1, ?2, ?3)";
    const PIN: &str = "INSERT INTO pin (employee_id, hash, set_at) VALUES (?1, ?2, ?3)";
    let (entropy, now) = (SeededEntropy::new(11), ours.now.as_millisecond());
    let crew = |number: u64| {
        let (workspace, profile) = (id(b'W', now, number, 0), id(b'X', now, number, 0));
        let voice_checks = number.is_multiple_of(5);
        let source = ours.workspace.as_bytes();
        connection
            .execute(WORKSPACE, params![workspace, i64::try_from(number).unwrap(), voice_checks, source])
            .unwrap();
        connection.execute(PROFILE, params![profile, workspace, ours.profile.as_bytes()]).unwrap();
        let person = |place: u64| {
            let all = number * PEOPLE_BESIDE + place;
            let (person, phone) = (id(b'E', now, all, 0), format!("+1666{all:07}"));
            let name = folder::name(place);
            connection.execute(PERSON, params![person, workspace, name, phone, format!("N{place}"), now]).unwrap();
            while connection
                .execute(CLOCK_ID, params![PhoneClockId::generate(&entropy, 8).as_str(), person, now])
                .unwrap()
                == 0
            {}
            connection.execute(PIN, params![person, ours.hash, now]).unwrap();
            (person, phone)
        };
        Crew {
            workspace,
            profile,
            user: None,
            people: (0..PEOPLE_BESIDE).map(person).collect(),
            jobs: Vec::new(),
            shifts: size.shifts_beside,
            always_by_phone: false,
            voice_checks,
        }
    };
    (0..size.beside).map(crew).collect()
}

fn shifts(connection: &Connection, rows: &mut Rows<'_>, crews: &[Crew], ours: &Ours) {
    let oldest = crews.iter().map(|crew| crew.shifts).max().unwrap_or_default();
    let today = ours.now.to_zoned(TimeZone::UTC).date();
    let (mut number, mut day, mut days) = (0, today, Vec::new());
    for _ in 0..oldest {
        day = working_day_before(day);
        days.push(day);
    }
    for (ago, day) in (1..).zip(days).collect::<Vec<_>>().into_iter().rev() {
        let morning = day.to_zoned(TimeZone::UTC).unwrap().timestamp() + SignedDuration::from_hours(13);
        let silent = day <= today.saturating_sub(365.days());
        let monday = day.saturating_sub(i32::from(day.weekday().to_monday_zero_offset()).days());
        for crew in crews.iter().filter(|crew| crew.shifts >= ago) {
            if (day == monday || ago == crew.shifts) && ago > DONE {
                rows.week(crew, monday, ours.now.as_millisecond());
            }
            for person in 0..crew.people.len() {
                let in_at = morning.as_millisecond() + scattered(number) % 3600 * 1000;
                let out_at = Some(in_at + 8 * 3_600_000 + scattered(number + 1) % 1800 * 1000);
                let made = match (crew.always_by_phone || number.is_multiple_of(4), crew.voice_checks) {
                    (false, _) => Made::InTheOffice,
                    (true, voice_check) => Made::ByPhone { voice_check },
                };
                rows.shift(&Shift { crew, person, number, day, monday, in_at, out_at, made, ago, silent });
                number += 1;
                if number.is_multiple_of(AT_ONCE) {
                    connection.execute_batch("COMMIT; BEGIN").unwrap();
                }
                if number.is_multiple_of(1_000_000) {
                    eprintln!("  {number} entries written");
                }
            }
        }
    }
}

fn those_who_are_in(rows: &mut Rows<'_>, crew: &Crew, ours: &Ours) {
    let day = ours.now.to_zoned(TimeZone::get("America/Chicago").unwrap()).date();
    for person in 0..IN {
        let number = u64::MAX / 4 + u64::try_from(person).unwrap();
        let in_at = ours.now.as_millisecond() - 3_600_000 - scattered(number) % 3600 * 1000;
        let in_at = in_at / 1000 * 1000;
        let made = Made::ByPhone { voice_check: true };
        rows.shift(&Shift { crew, person, number, day, monday: day, in_at, out_at: None, made, ago: 0, silent: false });
    }
}

fn working_day_before(mut day: Date) -> Date {
    loop {
        day = day.yesterday().unwrap();
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            return day;
        }
    }
}

/// The same for the same number, and nothing like that of the next (splitmix64).
pub fn scattered(number: u64) -> i64 {
    let mut mixed = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    i64::try_from(mixed >> 33).unwrap()
}
