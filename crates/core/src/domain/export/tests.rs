//! Files as their readers get them.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::{lines::nearest, *};
use crate::domain::{
    how_punched::HowPunched,
    ids::{EmployeeId, JobId},
    kiosk::Proof,
    payroll::Pay,
    workspace::Zone,
};

const MONDAY: Date = date(2026, 11, 2);
const WEEK: Period = Period { from: MONDAY, to: date(2026, 11, 8) };
const ROOF: JobId = JobId::from_bytes([1; 16]);

fn profile(format: Format) -> Profile {
    let entered = ProfileInput {
        name: "Payroll".to_owned(),
        format: format.name().to_owned(),
        company: "ab1".to_owned(),
        company_created: "1243092298".to_owned(),
        named_by: "payroll-id".to_owned(),
        regular_code: "REG".to_owned(),
        overtime_code: if format == Format::Adp { String::new() } else { "OT".to_owned() },
        job_source: "code".to_owned(),
        locations: String::new(),
    };
    entered.parse().unwrap()
}

fn person(byte: u8, name: &str, payroll_id: &str) -> ExportPerson {
    ExportPerson {
        id: EmployeeId::from_bytes([byte; 16]),
        name: name.to_owned(),
        last_name: None,
        number: Some("0117".to_owned()),
        email: None,
        payroll_id: Some(payroll_id.to_owned()),
    }
}

fn key(day: Date, job: Option<JobId>, pay: Pay) -> LineKey {
    LineKey { day, job, pay, entry: None }
}

fn lines(secs: &[(LineKey, i64)]) -> Vec<ExportLine> {
    differences(&secs.iter().copied().collect(), &BTreeMap::new())
}

fn jobs() -> BTreeMap<JobId, JobRef> {
    [(ROOF, JobRef { name: "Roof, north".to_owned(), code: Some("4410".to_owned()) })].into()
}

fn file(profile: &Profile, hours: &[PersonHours]) -> String {
    let entries = BTreeMap::new();
    let batch = Batch { id: "1a2b3c4d", period: WEEK, profile, hours, jobs: &jobs(), entries: &entries };
    let bytes = write(&batch).unwrap();
    assert_eq!(write(&batch).unwrap(), bytes, "the same again");
    String::from_utf8(bytes).unwrap()
}

/// 40 hours of Ana's, a little overtime on the roof, and a Bo with a hundredth more.
fn a_week() -> Vec<PersonHours> {
    let ana = [
        (key(MONDAY, None, Pay::Regular), 20 * 3600),
        (key(date(2026, 11, 3), Some(ROOF), Pay::Regular), 20 * 3600),
        (key(date(2026, 11, 3), Some(ROOF), Pay::Overtime), 25 * 3600 + 59),
    ];
    let bo = [(key(MONDAY, None, Pay::Regular), 18), (key(date(2026, 11, 3), None, Pay::Regular), 17)];
    vec![
        PersonHours { person: person(1, "Ana Torres", "000042"), lines: lines(&ana) },
        PersonHours { person: person(2, "Li, Bo", "AB12CD"), lines: lines(&bo) },
    ]
}

#[test]
fn plain_csv() {
    insta::assert_snapshot!(file(&profile(Format::Generic), &a_week()));
}

#[test]
fn adp() {
    insta::assert_snapshot!(file(&profile(Format::Adp), &a_week()));
    let coded = Profile { overtime_code: "02".to_owned(), ..profile(Format::Adp) };
    assert!(file(&coded, &a_week()).contains("AB1,1a2b3c4d,000042,Ana Torres,20.00,,02,25.02,4410"));
}

#[test]
fn gusto() {
    insta::assert_snapshot!(file(&profile(Format::Gusto), &a_week()));
}

#[test]
fn paychex() {
    insta::assert_snapshot!(file(&profile(Format::Paychex), &a_week()));
}

#[test]
fn quickbooks_desktop() {
    insta::assert_snapshot!(file(&profile(Format::QuickBooksDesktop), &a_week()));
}

#[test]
fn quickbooks_time() {
    insta::assert_snapshot!(file(&profile(Format::QuickBooksTime), &a_week()));
}

#[test]
fn every_entry_is_told_whole_in_plain_csv() {
    let entry = EntryId::from_bytes([9; 16]);
    let facts = EntryFacts {
        in_at: "2026-11-02T13:00:05Z".parse().unwrap(),
        out_at: Some("2026-11-02T21:30:05Z".parse().unwrap()),
        zone: Zone::parse("America/Chicago").unwrap(),
        punch_in: Some(HowPunched::Phone),
        punch_out: Some(HowPunched::Kiosk { kiosk: "=Gate".to_owned(), proof: Proof::BadgeAndPin, clocked_by: None }),
        location_in: Some("=Main yard".to_owned()),
        location_out: None,
        raw_secs: 30_600,
        unpaid_secs: 1_830,
        rounded_secs: 30_615,
        voice_in: "same person".to_owned(),
        voice_out: String::new(),
        exceptions: vec!["missing clock-out".to_owned(), "job missing".to_owned()],
        revision: 2,
        edit_reason: "=forgot".to_owned(),
        approved_by: "The owner".to_owned(),
        approved_at: Some("2026-11-09T14:00:00Z".parse().unwrap()),
    };
    let line = (LineKey { entry: Some(entry), ..key(MONDAY, Some(ROOF), Pay::Regular) }, 30_600);
    let hours = [PersonHours { person: person(1, "Ana Torres", "000042"), lines: lines(&[line]) }];
    let (profile, jobs, entries) = (profile(Format::Generic), jobs(), [(entry, facts)].into());
    let batch =
        Batch { id: "1a2b3c4d", period: WEEK, profile: &profile, hours: &hours, jobs: &jobs, entries: &entries };
    let plain = String::from_utf8(write(&batch).unwrap()).unwrap();
    insta::assert_snapshot!(plain);
    let placed = Profile { locations: true, ..profile.clone() };
    let placed = String::from_utf8(write(&Batch { profile: &placed, ..batch }).unwrap()).unwrap();
    let added = [",location_in,location_out", ",'=Main yard,"];
    let expected: Vec<_> = plain.lines().zip(added).map(|(line, added)| format!("{line}{added}")).collect();
    assert_eq!(placed.lines().collect::<Vec<_>>(), expected, "two more columns, and nothing else");
}

#[test]
fn a_file_is_called_by_its_batch_and_by_what_the_payroll_system_looks_for() {
    let named = |profile: &Profile| file_name(profile, WEEK, "1a2b3c4d");
    assert_eq!(named(&profile(Format::Adp)), "PRAB1EPI.csv");
    assert_eq!(named(&Profile { company: "AB".to_owned(), ..profile(Format::Adp) }), "PRAB_EPI.csv");
    let served = |format, stored| served_name(Some(format), stored, "1a2b3c4d").into_owned();
    assert_eq!(served(Format::Adp, "PRAB1EPI-1a2b3c4d.csv"), "PRAB1EPI.csv", "made before");
    assert_eq!(served(Format::Adp, "PRAB1EPI.csv"), "PRAB1EPI.csv");
    assert_eq!(served(Format::Generic, "hours-1a2b3c4d.csv"), "hours-1a2b3c4d.csv");
    assert_eq!(named(&profile(Format::QuickBooksDesktop)), "quickbooks-2026-11-02-1a2b3c4d.iif");
    for format in Format::ALL {
        assert_eq!(named(&profile(format)).contains("1a2b3c4d"), format != Format::Adp, "{format:?}");
    }
}

#[test]
fn a_day_of_25_hours_is_told_to_quickbooks_in_two() {
    let day = [(key(date(2026, 11, 1), None, Pay::Regular), 25 * 3600)];
    let text = file(
        &profile(Format::QuickBooksDesktop),
        &[PersonHours { person: person(1, "Ana", "Ana"), lines: lines(&day) }],
    );
    let durations: Vec<_> = text.lines().skip(3).map(|line| line.split('\t').nth(6).unwrap()).collect();
    assert_eq!(durations, ["23:59", "01:01"]);
}

#[test]
fn what_a_format_cannot_carry_is_refused_and_never_cut() {
    let hours = |name: &str, id: &str, secs: i64| {
        let line =
            ExportLine { key: key(MONDAY, Some(ROOF), Pay::Regular), secs, hundredths: secs / 36, minutes: secs / 60 };
        PersonHours { person: person(1, name, id), lines: vec![line] }
    };
    let refused = |format, hours: &PersonHours| refuse(&profile(format), hours, &jobs());
    let good = hours("Ana Torres", "AB12CD", 3600);
    for format in Format::ALL {
        let good = if format == Format::Adp { hours("Ana Torres", "000042", 3600) } else { good.clone() };
        assert_eq!(refused(format, &good), Vec::<ExportRefusal>::new(), "{format:?}");
    }
    for (format, name, id, secs) in [
        (Format::Adp, "Ana", "1234567", 36),
        (Format::Adp, "Ana", "12a", 36),
        (Format::Adp, "Ana", "1", 100_000 * 3600),
        (Format::Gusto, "Ana", "AB12CD", 36),
        (Format::Gusto, "Ana =Torres", "AB12CD", 36),
        (Format::Gusto, "Ana Torres", "AB12C", 36),
        (Format::Gusto, "Ana Torres", "AB12C_", 36),
        (Format::Gusto, "Ana Torres", "AB12CD", -36),
        (Format::Paychex, "Ana", "12345678901", 36),
        (Format::Paychex, "Ana", "12-3", 36),
        (Format::Paychex, "Ana", "1", 1000 * 3600),
        (Format::QuickBooksDesktop, "Ana", "Ana\tTorres", 36),
        (Format::QuickBooksDesktop, "Ana", "Ana\nTorres", 36),
        (Format::QuickBooksDesktop, "Ana", "Ana \"Ani\" Torres", 36),
        (Format::QuickBooksDesktop, "Ana", "محمد علي", 36),
        (Format::QuickBooksDesktop, "Ana", "Zoë 🦺", 36),
        (Format::QuickBooksDesktop, "Ana", "=Ana", 36),
        (Format::QuickBooksDesktop, "Ana", "Ana", -60),
        (Format::QuickBooksTime, "Ana", "Ana", -36),
    ] {
        assert_eq!(refused(format, &hours(name, id, secs)).len(), 1, "{format:?} {name} {id} {secs}");
    }
    for format in [Format::Generic, Format::Adp, Format::Paychex] {
        assert!(refused(format, &hours("Ana Torres", "000042", -3600)).is_empty(), "{format:?}");
    }
    let no_code = [(ROOF, JobRef { name: "Roof".to_owned(), code: None })].into();
    for format in [Format::Adp, Format::Paychex, Format::QuickBooksDesktop, Format::QuickBooksTime] {
        let refused = refuse(&profile(format), &hours("Ana Torres", "000042", 3600), &no_code);
        assert_eq!(refused, [ExportRefusal::NoAccountingCode { job: "Roof".to_owned() }], "{format:?}");
    }
}

#[test]
fn hostile_names_are_in_one_cell_and_no_formula() {
    for name in
        ["Ana, \"Ani\" Torres", "=HYPERLINK(\"x\") y", "+1 2", "محمد علي", "Zoë 🦺 O'Brien", "-1 <b>", "a;b\tc d"]
    {
        for format in [Format::Generic, Format::Adp, Format::QuickBooksTime] {
            let hours = [PersonHours {
                person: person(1, name, "=7"),
                lines: lines(&[(key(MONDAY, None, Pay::Regular), 3600)]),
            }];
            let text = file(&profile(format), &hours);
            let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let rows: Vec<_> = csv.records().map(Result::unwrap).collect();
            assert_eq!(rows.len(), 1, "{text}");
            let formulas = rows[0].iter().filter(|cell| cell.starts_with(['=', '+', '-', '@']));
            // ADP's file number is refused before.
            assert!(formulas.clone().all(|cell| format == Format::Adp && cell == "=7"), "{text}");
        }
    }
    let zoe = PersonHours { person: person(1, "x", "Zoë"), lines: lines(&[(key(MONDAY, None, Pay::Regular), 3600)]) };
    let (entries, jobs) = (BTreeMap::new(), jobs());
    let profile = profile(Format::QuickBooksDesktop);
    let batch = Batch { id: "1", period: WEEK, profile: &profile, hours: &[zoe], jobs: &jobs, entries: &entries };
    let bytes = write(&batch).unwrap();
    assert!(bytes.windows(5).any(|at| at == b"\tZo\xEB\t"), "as QuickBooks Desktop keeps it");
}

#[test]
fn a_profile_says_everything_that_is_wrong_with_it() {
    let errors = ProfileInput::default().parse().unwrap_err();
    assert!(
        errors.name.is_some() && errors.format.is_some() && errors.named_by.is_some() && errors.job_source.is_some()
    );
    let entered = |format: &str| ProfileInput {
        format: format.to_owned(),
        company: "=1, \"x\"".to_owned(),
        regular_code: "@x".to_owned(),
        overtime_code: "a\nb".to_owned(),
        named_by: "name".to_owned(),
        job_source: "nothing".to_owned(),
        locations: String::new(),
        name: "x".to_owned(),
        ..ProfileInput::default()
    };
    let errors = |format| entered(format).parse().unwrap_err();
    assert!(errors("adp").company.is_some() && errors("adp").overtime_code.is_some());
    assert!(errors("paychex").company.is_some() && errors("paychex").regular_code.is_some());
    let desktop = errors("quickbooks-desktop");
    assert!(desktop.company.is_some() && desktop.company_created.is_some() && desktop.regular_code.is_some());
    let kept = profile(Format::Paychex);
    assert_eq!(ProfileInput::new(&kept).parse(), Ok(kept));
}

#[test]
fn what_adp_can_carry_ends_at_fifteen_letters_and_a_hundred_thousand_hours() {
    let refused = |code: &str, hundredths: i64| {
        let line =
            ExportLine { key: key(MONDAY, Some(ROOF), Pay::Regular), secs: 36 * hundredths, hundredths, minutes: 1 };
        let hours = PersonHours { person: person(1, "Ana Torres", "000042"), lines: vec![line] };
        let jobs = [(ROOF, JobRef { name: "Roof".to_owned(), code: Some(code.to_owned()) })].into();
        refuse(&profile(Format::Adp), &hours, &jobs).len()
    };
    for code in ["A", "1", "A-1&B-", "ABCDEFGHIJKLMNO"] {
        assert_eq!(refused(code, 100), 0, "{code}");
    }
    for code in ["a", "-A", "A B", "Ä", "ABCDEFGHIJKLMNOP"] {
        assert_eq!(refused(code, 100), 1, "{code}");
    }
    assert_eq!([9_999_999, -9_999_999, 10_000_000, -10_000_000].map(|hours| refused("A", hours)), [0, 0, 1, 1]);
}

#[test]
fn half_a_unit_is_rounded_up_whether_hours_are_told_or_taken_back() {
    let hundredths = [17, 18, 53, 54, 0, -18, -19, -36].map(|secs| nearest(secs, 36));
    assert_eq!(hundredths, [0, 1, 1, 2, 0, 0, -1, -1]);
    assert_eq!([29, 30, 90, -30, -31].map(|secs| nearest(secs, 60)), [0, 1, 2, 0, -1]);
}

proptest! {
    /// However often hours change between exports, what was told adds up to the nearest of what there is.
    #[test]
    fn batch_after_batch_the_lines_add_up(rounds in prop::collection::vec(prop::collection::btree_map(0_usize..8, 0_i64..200_000, 0..8), 1..6)) {
        let key_of = |at: usize| {
            let pay = if at.is_multiple_of(2) { Pay::Regular } else { Pay::Overtime };
            key(MONDAY.saturating_add(jiff::ToSpan::days(i64::try_from(at / 2).unwrap())), None, pay)
        };
        let mut told: BTreeMap<LineKey, ExportedHours> = BTreeMap::new();
        for round in rounds {
            let current: BTreeMap<LineKey, i64> = round.into_iter().filter(|(_, secs)| *secs > 0).map(|(at, secs)| (key_of(at), secs)).collect();
            for line in differences(&current, &told) {
                prop_assert!(line.secs != 0 && line.hundredths.signum() * line.secs.signum() >= 0);
                prop_assert!((line.hundredths * 36 - line.secs).abs() <= 36 && (line.minutes * 60 - line.secs).abs() <= 60);
                let told = told.entry(line.key).or_default();
                told.secs += line.secs;
                told.hundredths += line.hundredths;
            }
            for pay in Pay::ALL {
                let now: i64 = current.iter().filter(|(key, _)| key.pay == pay).map(|(_, secs)| secs).sum();
                let sum = |of: fn(&ExportedHours) -> i64| told.iter().filter(|(key, _)| key.pay == pay).map(|(_, told)| of(told)).sum::<i64>();
                prop_assert_eq!(sum(|told| told.secs), now);
                prop_assert_eq!(sum(|told| told.hundredths), nearest(now, 36));
            }
            prop_assert!(differences(&current, &told).is_empty());
        }
    }

    #[test]
    fn every_csv_is_read_back_with_its_totals(name in "\\PC{1,20} \\PC{1,20}", secs in prop::collection::vec(1_i64..90_000, 1..10)) {
        let keys = secs.iter().enumerate().map(|(at, secs)| {
            (key(MONDAY.saturating_add(jiff::ToSpan::days(i64::try_from(at).unwrap())), Some(ROOF), Pay::Regular), *secs)
        });
        let keys: Vec<_> = keys.collect();
        let hours = [PersonHours { person: person(1, &name, "000042"), lines: lines(&keys) }];
        let all = nearest(secs.iter().sum(), 36);
        for (format, column) in [(Format::Generic, "hours"), (Format::Adp, "Reg Hours"), (Format::Gusto, "regular_hours"), (Format::Paychex, "Hours"), (Format::QuickBooksTime, "hours")] {
            let text = file(&profile(format), &hours);
            let mut csv = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let column = csv.headers().unwrap().iter().position(|name| name == column).unwrap();
            let sum: i64 = csv.records().map(|row| row.unwrap()[column].replace('.', "").parse::<i64>().unwrap_or(0)).sum();
            prop_assert_eq!(sum, all, "{}", text);
        }
    }
}
