//! Reports: numbers that add up, on the page and in the file, of one workspace only, however many there are.

use std::time::Instant;

use jiff::SignedDuration;
use phoneclock::{
    domain::{exception::ExceptionKind, payroll::Period, user::Role, voice_check::Verdict},
    service::{
        audit::Actor,
        payroll::reports::{self, Report, ReportQuery},
    },
    store::Tx,
};

use crate::{
    support::{
        MARIA, MARIAS_PHONE, PIN, TestGateway, at,
        browser::{Browser, Page},
    },
    timesheets::{add, entry, person, raise},
};

/// The rows of a file below the names of its columns.
fn rows(file: &Page) -> Vec<Vec<String>> {
    assert!(file.body.starts_with('\u{FEFF}'), "{}", file.body);
    let mut csv = csv::Reader::from_reader(file.body.trim_start_matches('\u{FEFF}').as_bytes());
    csv.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn sum(rows: &[Vec<String>], column: usize) -> i64 {
    rows.iter().map(|row| row[column].parse::<i64>().unwrap()).sum()
}

async fn export(browser: &mut Browser, report: &str, query: &str) -> Page {
    let file = browser.get(&format!("/reports/{report}/export?{query}")).await;
    assert_eq!(file.status, 200, "{}", file.body);
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    file
}

#[tokio::test]
async fn hours_by_job_and_employee_add_up_to_the_entries_and_to_the_timesheets() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "=Ana <b>Díaz</b>").await;
    let bo = person(gateway, workspace, "علي, \"Bo\"").await;
    test.job("Elm Street & roof", "71").await;
    let job = test.jobs().await[0].id;
    // Five days of nine hours on the job, and over midnight without one.
    let mut all: Vec<_> =
        (9..=13).map(|day| entry(gateway, &ana, &format!("2026-11-{day:02}T14:00:00Z"), Some(540))).collect();
    all.iter_mut().for_each(|entry| entry.job = Some(job));
    let voided = entry(gateway, &bo, "2026-11-12T14:00:00Z", Some(60));
    let before = entry(gateway, &bo, "2026-11-03T14:00:00Z", Some(61));
    all.extend([
        entry(gateway, &bo, "2026-11-11T03:00:00Z", Some(425)),
        voided.clone(),
        before,
        entry(gateway, &bo, "2026-11-14T14:00:00Z", None),
    ]);
    add(gateway, all).await;
    let void = format!("UPDATE time_entry SET voided_at = 1 WHERE id = x'{}'", hex(&voided.id.to_string()));
    assert_eq!(test.execute(&void).await, 1);
    let elsewhere = crate::access::other_workspace(&test).await;
    let theirs = person(gateway, elsewhere, "Theirs").await;
    add(gateway, vec![entry(gateway, &theirs, "2026-11-10T13:00:00Z", Some(60))]).await;

    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/reports/hours").await;
    // Of the last period that is over.
    test.assert_reads("reports/hours_that_add_up", &page).await;
    let text = page.text();
    assert!(text.contains("Everything 47:05 5:00 52:05 2"), "{text}");
    page.says("<svg class=\"chart\"").says_nothing_of("<b>D").says_nothing_of("Theirs").says_nothing_of("style=");
    assert_eq!(page.link("rel=\"prev\"").unwrap(), "/reports/hours?from=2026-11-02&to=2026-11-08");
    let previous = payroll.get("/reports/hours?from=2026-11-02&to=2026-11-08").await.text();
    assert!(previous.contains("Everything 1:01 0:00 1:01 1"), "{previous}");
    let day = payroll.get("/reports/hours?from=2026-11-11&to=2026-11-11").await.text();
    assert!(day.contains("Everything 13:05 0:00 13:05 2"), "after midnight is the next day: {day}");
    let sheets = payroll.get("/timesheets?view=jobs&from=2026-11-09").await.text();
    assert!(sheets.contains("All jobs 2 47:05 5:00 52:05"), "{sheets}");

    // Both weeks, against the entries themselves.
    let file = export(&mut payroll, "hours", "from=2026-11-01&to=2026-11-16").await;
    let sql = "SELECT CAST(sum(out_at - in_at) AS BIGINT) / 1000 FROM time_entry WHERE voided_at IS NULL AND workspace_id = \
               (SELECT workspace_id FROM job)";
    let rows = rows(&file);
    assert_eq!(vec![sum(&rows, 5)], test.column::<i64>(sql).await);
    assert_eq!(sum(&rows, 3) + sum(&rows, 4), sum(&rows, 5));
    let cells: Vec<_> = rows.iter().map(|row| (row[0].as_str(), row[2].as_str(), row[6].as_str())).collect();
    assert_eq!(cells, [("'=Ana <b>Díaz</b>", "Elm Street & roof", "45:00:00"), ("علي, \"Bo\"", "", "8:06:00")]);
    let taken = "The payroll: export report hours-2026-11-01-to-2026-11-16.csv".to_owned();
    assert!(test.audited().await.contains(&taken), "{:?}", test.audited().await);
}

/// An id as SQL writes blobs.
fn hex(id: &str) -> String {
    id.replace('-', "")
}

#[tokio::test]
async fn coverage_counts_punches_checks_and_verdicts_by_week() {
    let test = TestGateway::start().await;
    let workspace = test.workspace.id;
    let (maria, _) = test.employee("Maria Lopez").await;
    let mut checks = Vec::new();
    for _ in 0..4 {
        checks.push(test.voice_check(&maria, MARIA).await);
        test.advance(SignedDuration::from_hours(1));
    }
    let user = test.user(workspace, "Kim", Role::Payroll).await;
    let reviewer = Actor { user: Some(user), ..Actor::at_the_machine(workspace) };
    for (check, verdict) in [(checks[0], Verdict::SamePerson), (checks[1], Verdict::NotThisPerson)] {
        test.hear(&reviewer, check).await;
        test.advance(SignedDuration::from_secs(3));
        test.judge(&reviewer, check, verdict, "").await;
    }
    let missing = "UPDATE voice_check SET status = 'missing', recording = NULL WHERE id = x'";
    assert_eq!(test.execute(&format!("{missing}{}'", hex(&checks[3].to_string()))).await, 1);
    test.execute("UPDATE punch SET channel = 'admin', call_id = NULL WHERE way = 'out'").await;
    let [punches] = test.column::<i64>("SELECT count(*) FROM punch WHERE channel = 'phone'").await[..] else {
        panic!()
    };

    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/reports/voice-checks").await;
    for week in ["Nov 16 – 22", "All weeks"] {
        for row in [format!("{week} {punches} 4 4 3 1 0 0 75%"), format!("{week} 3 2 1 1 0 0")] {
            assert!(page.text().contains(&row), "{row}: {}", page.text());
        }
    }
    assert_eq!(page.body.matches("<tr><th scope=\"row\"><bdi>").count(), 24, "weeks, in both tables");
    let rows = rows(&export(&mut payroll, "voice-checks", "from=2026-11-10&to=2026-11-20").await);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1].join(" "), format!("2026-11-16 2026-11-20 {punches} 4 4 0 3 1 0 2 1 1 0 0"));
    assert_eq!(sum(&rows[..1], 2), 0);
    let elsewhere = crate::access::other_workspace(&test).await;
    let mut other = test.browser_in(elsewhere, Role::Payroll).await;
    other.get("/reports/voice-checks").await.says("Nobody has punched by phone in these days.");
}

#[tokio::test]
async fn exceptions_are_counted_when_they_arose_and_again_when_they_were_settled() {
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    let ana = person(gateway, workspace, "Ana").await;
    let (first, second) = (
        entry(gateway, &ana, "2026-11-05T14:00:00Z", Some(60)),
        entry(gateway, &ana, "2026-11-12T14:00:00Z", Some(60)),
    );
    add(gateway, vec![first.clone(), second.clone()]).await;
    for (about, kind) in [
        (&first, ExceptionKind::JobMissing),
        (&first, ExceptionKind::MissingClockOut),
        (&second, ExceptionKind::JobMissing),
    ] {
        raise(gateway, about, kind).await;
    }
    let settled = at("2026-11-10T15:00:00Z").as_millisecond();
    let settle = "UPDATE exception SET settled_because = 'so', settled_at =";
    let changed = test.execute(&format!("{settle} {settled} WHERE kind = 'missing clock-out'")).await;
    let decided = format!(
        "{settle} {settled}, decision = 'accepted', settler = 'Kim' WHERE at < {settled} AND kind = 'job missing'"
    );
    assert_eq!((changed, test.execute(&decided).await), (1, 1));

    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/reports/exceptions").await;
    test.assert_reads("reports/exceptions_raised_and_settled", &page).await;
    assert!(page.text().contains("Missing clock-out 1 1 0 Job missing 2 1 1"), "worst first: {}", page.text());
    let rows = rows(&export(&mut payroll, "exceptions", "from=2026-11-01&to=2026-11-15").await);
    assert_eq!([sum(&rows, 3), sum(&rows, 4), sum(&rows, 5)], [3, 2, 1]);
    assert_eq!(rows.len() as i64, test.count("exception").await + 1, "{rows:?}");
    let elsewhere = crate::access::other_workspace(&test).await;
    let mut other = test.browser_in(elsewhere, Role::Payroll).await;
    other.get("/reports/exceptions").await.says("Nothing was raised or resolved in these days.");
}

#[tokio::test]
async fn calls_are_counted_on_the_wall_clock_with_their_mean_and_longest_length() {
    let test = TestGateway::start().await;
    let (_, clock_id) = test.employee("Maria Lopez").await;
    for _ in 0..3 {
        test.call(MARIAS_PHONE, &format!("{clock_id}#,{PIN}#,#")).await;
        test.advance(SignedDuration::from_hours(1));
    }
    // Nobody signs in.
    test.call(MARIAS_PHONE, "1234567#").await;
    // Half past one twice, on the night when clocks go back, and half past one a day later.
    let calls = test.column::<Vec<u8>>("SELECT id FROM call WHERE workspace_id IS NOT NULL ORDER BY answered_at").await;
    let moments = [("2026-11-01T06:30:00Z", 61), ("2026-11-01T07:30:00Z", 120), ("2026-11-02T07:59:59Z", 3601)];
    for (call, (answered, secs)) in calls.iter().zip(moments) {
        let id: String = base16ct::lower::encode_string(call);
        let answered = at(answered).as_millisecond();
        let ended = answered + secs * 1000;
        let sql = format!("UPDATE call SET answered_at = {answered}, ended_at = {ended} WHERE id = x'{id}'");
        assert_eq!(test.execute(&sql).await, 1);
    }
    assert_eq!(calls.len(), 3);

    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/reports/calls").await;
    test.assert_reads("reports/calls_on_the_wall_clock", &page).await;
    // (61 + 120 + 3601) / 3 = 1260.67
    assert!(page.text().contains("01:00 to 01:59 3 21:01 1:00:01"), "{}", page.text());
    let rows = rows(&export(&mut payroll, "calls", "from=2026-11-01&to=2026-11-30").await);
    assert_eq!(
        rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>(),
        ["2026-11-01 1 2 2 181 91 120", "2026-11-02 1 1 1 3601 3601 3601"]
    );
    let elsewhere = crate::access::other_workspace(&test).await;
    let mut other = test.browser_in(elsewhere, Role::Payroll).await;
    other.get("/reports/calls").await.says("Nobody has called in these days.");
}

#[tokio::test]
async fn a_long_table_shows_its_first_hundred_rows_and_all_of_them_to_who_wants_them() {
    let test = TestGateway::start().await;
    for nth in 0..102 {
        let worker = person(&test.gateway, test.workspace.id, &format!("Worker {nth:03}")).await;
        add(&test.gateway, vec![entry(&test.gateway, &worker, "2026-11-16T14:00:00Z", Some(60))]).await;
    }
    let mut payroll = test.browser(Role::Payroll).await;
    let count = |page: &Page| page.body.matches("<th scope=\"row\"><bdi>Worker ").count();
    let page = payroll.get("/reports/hours?from=2026-11-16&to=2026-11-17").await;
    page.says("Show all 102 rows").says("102:00");
    assert_eq!(count(&page), 100);
    let page = payroll.get(&page.link("rows=all").unwrap()).await;
    assert_eq!((count(&page), page.body.contains("rows=all")), (102, false));
}

#[tokio::test]
async fn the_list_leads_to_every_report_and_mistaken_days_are_kept_beside_their_words() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let list = payroll.get("/reports").await;
    for report in Report::ALL {
        let path = format!("/reports/{}", report.name());
        list.is(200).says(&format!("href=\"{path}\""));
        let page = payroll.get(&format!("{path}?from=2026-03-08&to=2026-03-07")).await;
        assert_eq!(page.is(200).wrong("to"), "This day is before the first one.");
        assert_eq!((page.value("from"), page.value("to")), ("2026-03-08".to_owned(), "2026-03-07".to_owned()));
        page.says_nothing_of("<table").says_nothing_of("Export as CSV");
        payroll.get(&format!("{path}/export?from=soon")).await.is(404);
        payroll.get(&format!("{path}?from=2000-01-01&to=2000-12-31")).await.is(200).says("class=\"empty\"");
        payroll.get(&format!("{path}?from=2199-12-31")).await.is(200);
    }
    payroll.get("/reports/pay").await.is(404);
    payroll.get("/reports/pay/export").await.is(404);
}

#[tokio::test]
async fn a_year_of_two_hundred_thousand_entries_and_calls_stays_quick() {
    const DAYS: i64 = 400;
    let test = TestGateway::start().await;
    let (gateway, workspace) = (&test.gateway, test.workspace.id);
    for number in 0..500 {
        person(gateway, workspace, &format!("Worker {number:03}")).await;
    }
    // Eight hours of every day from 14:00 UTC, which is the same day in Chicago; each begins with a call of a minute.
    let first = at("2025-10-01T14:00:00Z").as_millisecond();
    let each = format!(
        "WITH RECURSIVE day (at) AS (SELECT {first} UNION ALL SELECT at + 86400000 FROM day \
         WHERE at < {first} + {} * 86400000)",
        DAYS - 1
    );
    let entries = format!(
        "{each} INSERT INTO time_entry (id, workspace_id, employee_id, status, in_at, out_at, zone, work_date) \
         SELECT randomblob(16), e.workspace_id, e.id, 'closed', day.at, day.at + 28800000, 'America/Chicago', \
         date(day.at / 1000, 'unixepoch') FROM day, employee e"
    );
    let calls = format!(
        "{each} INSERT INTO call (id, provider, provider_call_id, caller, dialled, answered_at, ended_at, step, token, \
         session, workspace_id, employee_id, last_heard_at) SELECT randomblob(16), 'twilio', \
         hex(e.id) || day.at, 'x', 'x', day.at, day.at + 60000, 1, 'x', 'x', e.workspace_id, e.id, day.at \
         FROM day, employee e"
    );
    assert_eq!((test.execute(&entries).await, test.execute(&calls).await), (200_000, 200_000));

    let year = Period { from: "2025-10-02".parse().unwrap(), to: "2026-10-02".parse().unwrap() };
    let days = year.days().count();
    let mut payroll = test.browser(Role::Payroll).await;
    for report in Report::ALL {
        let query = format!("from={}&to={}", year.from, year.to);
        let began = Instant::now();
        let page = payroll.get(&format!("/reports/{}?{query}", report.name())).await;
        let took = began.elapsed();
        println!("{} of a year: {took:?}, {} bytes", report.name(), page.body.len());
        let text = page.is(200).text();
        match report {
            Report::Hours => {
                let hours = i64::try_from(days).unwrap() * 500 * 8;
                assert!(text.contains(&format!(" {hours}:00 500")), "{text}");
            }
            Report::Calls => assert!(text.contains(&format!("All calls {} 1:00 1:00", days * 500)), "{text}"),
            Report::VoiceChecks | Report::Exceptions | Report::Locations => {}
        }
        // Without optimization, and beside other tests.
        assert!(took.as_secs() < 60, "{took:?}");
    }
    let began = Instant::now();
    let now = gateway.store.now();
    let count = move |tx: &mut dyn Tx| reports::count(tx, now, workspace, Report::Hours, ReportQuery::Usual);
    gateway.store.read(count).await.unwrap();
    println!("hours of a period: {:?}", began.elapsed());
    assert!(began.elapsed().as_secs() < 10);
}
