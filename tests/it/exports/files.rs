//! Every format, with totals summed here from the raw entries, and with names that do their worst.

use jiff::Timestamp;
use phoneclock::domain::{employee::Details, ids::EmployeeId, user::Role};

use super::book::{Book, ana, bo, rows, sum};
use crate::support::{
    TestGateway,
    browser::{Browser, Page},
    people::details,
};

/// Fifty-odd hours of Ana's over six days, one of them over midnight, and a little of Bo's; to odd seconds.
async fn a_week(book: &Book<'_>) -> [EmployeeId; 2] {
    let people = [book.person(ana()).await, book.person(bo()).await];
    let roof = book.job("Roof, \"north\"", Some("4410")).await;
    for (from, to, job) in [
        ("2026-11-09T13:00:07Z", "2026-11-09T22:41:30Z", None),
        ("2026-11-10T13:10:00Z", "2026-11-10T23:00:01Z", Some(roof)),
        ("2026-11-11T23:00:00Z", "2026-11-12T09:59:59Z", Some(roof)),
        ("2026-11-12T20:00:00Z", "2026-11-13T03:20:18Z", None),
        ("2026-11-13T14:00:00Z", "2026-11-13T23:59:59Z", Some(roof)),
        ("2026-11-14T14:00:00Z", "2026-11-14T18:00:13Z", None),
    ] {
        book.entry(people[0], from, to, job).await;
    }
    book.entry(people[1], "2026-11-10T14:00:00Z", "2026-11-10T14:00:40Z", None).await;
    book.entry(people[1], "2026-11-11T14:00:00Z", "2026-11-11T15:00:05Z", None).await;
    for person in people {
        book.approve(person).await;
    }
    people
}

/// Regular and overtime hundredths of the week, from the entries as they stand in the database: over 40 hours of one
/// person is overtime, and each is rounded once, at the end.
async fn expected(test: &TestGateway) -> [i64; 2] {
    let sums = "SELECT employee_id, out_at - in_at FROM time_entry WHERE status = 'closed' AND voided_at IS NULL";
    let mut by_person = std::collections::BTreeMap::<EmployeeId, i64>::new();
    for row in test.rows(sums, Vec::new()).await {
        *by_person.entry(row.get(0).unwrap()).or_default() += row.get::<i64>(1).unwrap() / 1000;
    }
    let hundredths = |secs: i64| (secs * 100 + 1800) / 3600;
    let regular = by_person.values().map(|secs| hundredths(*secs.min(&144_000))).sum();
    [regular, by_person.values().map(|secs| hundredths((secs - 144_000).max(0))).sum()]
}

async fn made(book: &Book<'_>, payroll: &mut Browser, format: &str) -> Page {
    let profile = book.profile(payroll, format).await;
    book.file(payroll, &profile).await
}

#[tokio::test]
async fn every_file_adds_up_to_the_raw_entries() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    a_week(&book).await;
    let [regular, overtime] = expected(&test).await;
    assert!(overtime > 1000, "{overtime}");

    let file = made(&book, &mut payroll, "generic").await.body;
    assert_eq!(sum(&file, "hours", |cell| cell == "Hourly"), regular, "{file}");
    assert_eq!(sum(&file, "hours", |cell| cell == "Overtime"), overtime, "{file}");
    let file = made(&book, &mut payroll, "adp").await.body;
    assert_eq!([sum(&file, "Reg Hours", |_| true), sum(&file, "O/T Hours", |_| true)], [regular, overtime], "{file}");
    let file = made(&book, &mut payroll, "paychex").await.body;
    assert_eq!(sum(&file, "Hours", |cell| cell == "Hourly"), regular, "{file}");
    assert_eq!(sum(&file, "Hours", |cell| cell == "Overtime"), overtime, "{file}");
    let profile = book.profile_with(&mut payroll, "gusto", &[("named_by", "name")]).await;
    let file = book.file(&mut payroll, &profile).await.body;
    let hours = [sum(&file, "regular_hours", |_| true), sum(&file, "overtime_hours", |_| true)];
    assert_eq!(hours, [regular, overtime], "{file}");
    let file = made(&book, &mut payroll, "quickbooks-time").await.body;
    assert_eq!(sum(&file, "hours", |_| true), regular + overtime, "{file}");

    let profile = book.profile_with(&mut payroll, "quickbooks-desktop", &[("named_by", "number")]).await;
    // Bo has no number, and is signed for.
    let to = book.export(&mut payroll, &profile).await;
    let file = payroll.get(&format!("{to}/file")).await.body;
    let secs: i64 = test
        .column("SELECT CAST(max(t.s) AS BIGINT) FROM (SELECT sum(out_at - in_at) / 1000 AS s FROM time_entry GROUP BY employee_id) t")
        .await[0];
    let minutes = |text: &str| {
        let (hours, minutes) = text.split_once(':').unwrap();
        hours.parse::<i64>().unwrap() * 60 + minutes.parse::<i64>().unwrap()
    };
    let durations: Vec<_> = file.lines().skip(3).map(|line| minutes(line.split('\t').nth(6).unwrap())).collect();
    assert!(durations.iter().all(|minutes| *minutes < 24 * 60));
    assert_eq!(durations.iter().sum::<i64>(), 40 * 60 + (secs - 144_000 + 30) / 60, "{file}");
    assert!(
        file.starts_with("!TIMERHDR\t") && file.contains("\nTIMERHDR\t8\t0\tLopez\tN\tY\t1243092298\r\n"),
        "{file}"
    );
    let shift: Vec<_> = file.lines().filter(|line| line.contains("\t11/12/26\t4410\t")).collect();
    assert!(!shift.is_empty() && file.contains("\t11/11/26\t4410\t"), "cut at midnight: {file}");
}

#[tokio::test]
async fn the_file_and_the_totals_beside_it_can_be_had_at_any_time_and_are_the_same() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    a_week(&book).await;
    let [regular, overtime] = expected(&test).await;
    let profile = book.profile(&mut payroll, "adp").await;
    let to = book.export(&mut payroll, &profile).await;
    let file = payroll.get(&format!("{to}/file")).await;
    let name = file.headers["content-disposition"].to_str().unwrap().to_owned();
    let manifest = payroll.get(&format!("{to}/manifest")).await.body;
    let read: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let batch = read["batch"].as_str().unwrap();
    assert_eq!(name, "attachment; filename=\"PRAB1EPI.csv\"", "the only name that ADP takes");
    assert!(rows(&file.body).iter().all(|row| row[1].1 == batch), "{}", file.body);
    let hours = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    assert_eq!(read["totals"]["pay"][0]["hours"], hours(regular));
    assert_eq!(read["totals"]["pay"][1]["hours"], hours(overtime));
    let text = payroll.get(&to).await.text();
    assert!(text.contains(&hours(regular)) && text.contains(&hours(overtime)), "{text}");
    let digest: String = {
        use sha2::Digest;
        base16ct::lower::encode_string(&sha2::Sha256::digest(file.body.as_bytes()))
    };
    assert_eq!(read["sha256"], digest);
    test.advance(jiff::SignedDuration::from_mins(10));
    assert_eq!(payroll.get(&format!("{to}/file")).await.body, file.body);
    assert_eq!(payroll.get(&format!("{to}/manifest")).await.body, manifest);
    assert!(payroll.get("/exports").await.text().contains(batch));
}

#[tokio::test]
async fn the_same_input_makes_the_same_bytes_on_any_gateway() {
    let mut files = Vec::new();
    for _ in 0..2 {
        let test = TestGateway::start().await;
        let mut payroll = test.browser(Role::Payroll).await;
        let book = Book::new(&test);
        a_week(&book).await;
        let file = made(&book, &mut payroll, "paychex").await;
        files.push((file.headers["content-disposition"].clone(), file.body));
    }
    assert_eq!(files[0], files[1]);
}

#[tokio::test]
async fn plain_csv_says_of_each_entry_when_where_and_how() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    let job = book.job("Roof", Some("4410")).await;
    let entry = book.entry(ana, "2026-11-11T23:00:00Z", "2026-11-12T09:00:00Z", Some(job)).await;
    book.exception(ana, entry, "voice check silent").await;
    book.approve(ana).await;
    let file = made(&book, &mut payroll, "generic").await.body;
    let rows = rows(&file);
    let column = |row: usize, name: &str| rows[row].iter().find(|(column, _)| column == name).unwrap().1.clone();
    assert_eq!((column(0, "work_date"), column(0, "hours")), ("2026-11-11".into(), "7.00".into()));
    assert_eq!((column(1, "work_date"), column(1, "hours")), ("2026-11-12".into(), "3.00".into()));
    for (name, value) in [
        ("employee_id", "0117"),
        ("external_payroll_id", "000042"),
        ("in_utc", "2026-11-11T23:00:00Z"),
        ("in_local", "2026-11-11T17:00:00-06:00"),
        ("out_local", "2026-11-12T03:00:00-06:00"),
        ("tz", "America/Chicago"),
        ("job_code", "4410"),
        ("raw_minutes", "600.00"),
        ("pay_code", "Hourly"),
        ("exceptions", "voice check silent"),
        ("edited", "no"),
        ("revision", "0"),
        ("approved_by", "the gateway's command line"),
        ("entry_id", &entry.to_string()),
    ] {
        assert_eq!(column(0, name), value, "{name}");
    }
    assert!(column(0, "approved_at").parse::<Timestamp>().is_ok());
}

#[tokio::test]
async fn unpaid_breaks_are_in_no_hours_and_in_a_column_of_their_own() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    // Over midnight, with a break on both days.
    let entry = book.entry(ana, "2026-11-11T23:00:00Z", "2026-11-12T09:00:00Z", None).await;
    book.unpaid_break((ana, entry), "2026-11-12T05:45:30Z", "2026-11-12T06:15:30Z").await;
    book.approve(ana).await;
    let file = made(&book, &mut payroll, "generic").await.body;
    let rows = rows(&file);
    let column = |row: usize, name: &str| rows[row].iter().find(|(column, _)| column == name).unwrap().1.clone();
    let columns = ["hours", "raw_minutes", "rounded_minutes", "break_minutes"];
    assert_eq!(columns.map(|name| column(0, name)), ["6.76", "570.00", "570.00", "30.00"]);
    assert_eq!(column(1, "hours"), "2.74", "the day after");
    assert_eq!(sum(&file, "hours", |_| true), 950, "nine and a half hours");
}

#[tokio::test]
async fn hostile_names_stay_names_in_every_format() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let names = [
        "=HYPERLINK(\"http://x\") Ana",
        "Torres, Ana \"Ani\"",
        "محمد علي",
        "Zoë 🦺 O'Brien",
        "+1 <b>Bo</b>",
        "@SUM(A1) Li",
    ];
    for (at, name) in names.iter().enumerate() {
        let person = book.named(name, Some(&format!("A0000{at}"))).await;
        book.entry(person, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
        book.approve(person).await;
    }
    for (format, others, left) in [
        ("generic", vec![], 0),
        // The file number is theirs to make.
        ("adp", vec![], 6),
        ("gusto", vec![], 3),
        ("paychex", vec![], 0),
        ("quickbooks-desktop", vec![("named_by", "name")], 6),
        ("quickbooks-time", vec![], 0),
    ] {
        let profile = book.profile_with(&mut payroll, format, &others).await;
        let check = payroll.get(&format!("/exports/check?profile={profile}&from=2026-11-09")).await;
        let text = check.text();
        assert_eq!(check.status, 200);
        assert!(!check.body.contains("<b>Bo"), "{format}");
        if left > 0 {
            assert!(text.contains(&format!("Left out: {left}")), "{format}: {text}");
        }
        if left == names.len() {
            assert!(book.make(&mut payroll, &check, "The payroll").await.is_none(), "{format}");
            continue;
        }
        let file = book.file(&mut payroll, &profile).await.body;
        let rows = rows(&file);
        assert_eq!(rows.len(), names.len() - left, "{format}: {file}");
        for cell in rows.iter().flatten().map(|(_, cell)| cell) {
            assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "{format}: {cell}");
        }
        if format == "generic" {
            let written: Vec<_> = rows.iter().map(|row| row[1].1.trim_start_matches('\'').to_owned()).collect();
            assert!(names.iter().all(|name| written.contains(&(*name).to_owned())), "{written:?}");
        }
    }
}

#[tokio::test]
async fn the_pre_flight_shows_first_and_last_names_and_the_file_has_them_so() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    for (name, last_name) in [
        ("José García López", None),
        ("Maria da Silva", None),
        ("Dr. Bob Smith Jr.", None),
        ("Torres, Ana", None),
        ("Ann Lee Paz", Some("Lee Paz")),
    ] {
        let details = Details { last_name: last_name.map(str::to_owned), ..details(name) };
        let person = book.person(details).await;
        book.entry(person, "2026-11-10T14:00:00Z", "2026-11-10T15:00:00Z", None).await;
        book.approve(person).await;
    }
    let profile = book.profile_with(&mut payroll, "gusto", &[("named_by", "name")]).await;
    let page = payroll.get(&format!("/exports/check?profile={profile}")).await;
    test.assert_reads("exports/check_of_names", &page).await;
    let file = book.file(&mut payroll, &profile).await.body;
    for row in ["García López,José,", "da Silva,Maria,", "Smith Jr.,Bob,", "Torres,Ana,", "Lee Paz,Ann,"] {
        assert!(file.contains(row), "{row}: {file}");
    }
}

#[tokio::test]
async fn edited_means_that_a_person_has_changed_or_added_the_entry_in_the_list_in_the_commands_csv_and_in_the_file() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let person = book.person(ana()).await;
    let clocked = book.entry(person, "2026-11-09T13:00:00Z", "2026-11-09T15:00:00Z", None).await;
    let added = crate::time_entries::add(&test, person, "2026-11-10T13:00:00Z", Some("2026-11-10T15:00:00Z")).await;
    let corrected = book.entry(person, "2026-11-11T13:00:00Z", "2026-11-11T15:00:00Z", None).await;
    let fields = [("in", "2026-11-11T07:00:00"), ("out", "2026-11-11T09:30:00")];
    crate::time_entries::changed(&mut payroll, &corrected.to_string(), "correct", &fields).await;
    book.approve(person).await;
    let expected = [(clocked, false), (added, true), (corrected, true)];
    let file = made(&book, &mut payroll, "generic").await.body;
    let of_file = rows(&file);
    let of_command = test.entries().await;
    let list = payroll.get("/time-entries?from=2026-11-11").await.body;
    for (entry, edited) in expected {
        let id = entry.to_string();
        let row =
            of_file.iter().find(|row| row.iter().any(|(name, value)| name == "entry_id" && *value == id)).unwrap();
        let cell = |name: &str| row.iter().find(|(column, _)| column == name).unwrap().1.clone();
        assert_eq!(cell("edited"), if edited { "yes" } else { "no" }, "{id}");
        assert_eq!(cell("edit_reason").is_empty(), !edited, "{id}");
        assert_eq!(of_command.iter().find(|view| view.id == id).unwrap().edited, edited, "{id}");
        let line = list.split("<tr>").find(|line| line.contains(&id)).unwrap();
        assert_eq!(line.contains(">Edited<"), edited, "{id}");
    }
}
