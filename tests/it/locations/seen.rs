//! Where a punch came from, wherever its entry is seen: the board, entries, timesheets, reports and plain CSV.

use jiff::SignedDuration;
use phoneclock::{
    domain::{employee::Employee, ids::LocationId, user::Role},
    service::{
        audit::Actor,
        locations::{self, LocationDetails},
        roster::jobs::JobDetails,
    },
};

use super::{YARD_PHONE, caller};
use crate::support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, people::details};

const HOUR: SignedDuration = SignedDuration::from_hours(1);
const SHOP_PHONE: &str = "+15555550143";

/// Maria comes at the yard and leaves at the shop; John is at the yard all day; Ana calls from a phone of her own, and is
/// still in.
async fn a_day(test: &TestGateway) -> (LocationId, [Employee; 3]) {
    let yard = test.location("Yard", &[caller(YARD_PHONE)]).await.location.id;
    test.location("Shop", &[caller(SHOP_PHONE)]).await;
    let (maria, first) = test.employee("Maria Lopez").await;
    let (john, second) = test.employee_with(details("John Carter"), PIN).await;
    let (ana, third) = test.employee_with(details("Ana Torres"), PIN).await;
    test.call(YARD_PHONE, &format!("{first}#,{PIN}#")).await;
    test.call(YARD_PHONE, &format!("{second}#,{PIN}#")).await;
    test.advance(3 * HOUR);
    test.call(SHOP_PHONE, &format!("{first}#,{PIN}#")).await;
    test.call(YARD_PHONE, &format!("{second}#,{PIN}#")).await;
    test.call(OTHER_PHONE, &format!("{third}#,{PIN}#")).await;
    (yard, [maria, john, ana])
}

#[tokio::test]
async fn lists_pages_and_the_board_say_where_and_entries_are_found_by_it() {
    let test = TestGateway::start().await;
    let mut manager = test.browser(Role::Manager).await;
    manager.get("/time-entries").await.says_nothing_of("id=\"location\"");
    let (yard, [maria, ..]) = a_day(&test).await;
    let mut manager = test.browser(Role::Manager).await;
    let list = manager.get("/time-entries").await.text();
    assert!(list.contains("in: Yard out: Shop"), "{list}");
    for (filter, names) in [
        (yard.to_string().as_str(), ["Maria Lopez", "John Carter", ""]),
        ("none", ["", "", "Ana Torres"]),
        ("", ["Maria Lopez", "John Carter", "Ana Torres"]),
    ] {
        let page = manager.get(&format!("/time-entries?location={filter}")).await;
        for (name, wanted) in ["Maria Lopez", "John Carter", "Ana Torres"].into_iter().zip(names) {
            assert_eq!(page.body.contains(&format!("<bdi>{name}</bdi>")), name == wanted, "{filter}: {name}");
        }
    }
    assert_eq!(manager.get("/time-entries?location=yard").await.status, 404);
    let entry = manager.get("/time-entries").await.link("/time-entries/0").unwrap();
    let entry = manager.get(&entry).await.text();
    assert!(entry.contains("Location: "), "{entry}");
    let board = manager.get("/who-is-in").await.text();
    assert!(board.contains("Ana Torres") && board.contains("unrecognized"), "{board}");
    let mut payroll = test.browser(Role::Payroll).await;
    let sheet = payroll.get(&format!("/timesheets/{}", maria.id)).await.text();
    assert!(sheet.contains("in: Yard") && sheet.contains("out: Shop"), "{sheet}");
}

#[tokio::test]
async fn the_report_of_locations_counts_by_week_and_person_on_the_page_and_as_csv() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    let empty = owner.get("/reports/locations").await;
    empty.says("There are no clock locations yet").says("/time-tracking/locations");
    a_day(&test).await;
    let mut owner = test.browser(Role::Owner).await;
    let page = owner.get("/reports/locations").await.text();
    for name in ["Maria Lopez", "John Carter", "Ana Torres", "No location"] {
        assert!(page.contains(name), "{name}: {page}");
    }
    let file = owner.get("/reports/locations/export").await.is(200).body.clone();
    let lines: Vec<_> = file.trim_start_matches('\u{FEFF}').lines().collect();
    assert_eq!(
        lines[0],
        "from,to,employee,employee_number,punches,recognized,unrecognized,not_compared,mismatched_entries"
    );
    let of = |name: &str| lines.iter().find(|line| line.contains(name)).unwrap().split(',').skip(4).collect::<Vec<_>>();
    assert_eq!(of("Maria Lopez"), ["2", "2", "0", "0", "1"], "in at the yard, out at the shop");
    assert_eq!(of("John Carter"), ["2", "2", "0", "0", "0"]);
    assert_eq!(of("Ana Torres"), ["1", "0", "1", "0", "0"]);
    let hours = owner.get("/reports/hours?from=2026-11-15&to=2026-11-21").await.text();
    assert!(hours.contains("By location"), "{hours}");
    assert!(hours.contains("Yard 6:00 0:00 6:00 2") || hours.contains("Yard 6 h"), "{hours}");
}

#[tokio::test]
async fn an_entry_elsewhere_than_its_job_is_mismatched() {
    let test = TestGateway::start().await;
    let roof = test.add_job(JobDetails::named("Roof repair")).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.location("Shop", &[caller(MARIAS_PHONE)]).await;
    let yard =
        LocationDetails { job: Some(roof.id), rules: vec![caller(YARD_PHONE)], ..LocationDetails::named("Yard") };
    let location = test.location_with(yard.clone()).await.location.id;
    test.call(YARD_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(HOUR);
    test.call(YARD_PHONE, &format!("{id}#,{PIN}#")).await;
    let count = async || {
        let file = test.browser(Role::Owner).await.get("/reports/locations/export").await.body;
        file.lines().nth(1).unwrap_or_else(|| panic!("{file}")).rsplit(',').next().unwrap().to_owned()
    };
    assert_eq!(count().await, "0");
    test.advance(HOUR);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.execute("UPDATE time_entry SET job_id = (SELECT id FROM job) WHERE status = 'open'").await;
    assert_eq!(count().await, "1", "the job is at the yard");
    test.advance(HOUR);
    let (actor, emptied) = (Actor::at_the_machine(test.workspace.id), LocationDetails { job: None, ..yard });
    test.in_office(move |u| locations::change(u, &actor, location, &emptied)).await.unwrap();
    assert_eq!(count().await, "1", "what was so then stays so, whatever the location gives now");
}

#[tokio::test]
async fn plain_csv_has_locations_where_the_profile_asks_for_them_and_no_other_format_can() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    let form = owner.get("/exports/profiles/new").await;
    form.says("name=\"locations\"");
    let id = form.value("id");
    let typed = [
        ("id", id.as_str()),
        ("name", "Books"),
        ("format", "generic"),
        ("named_by", "number"),
        ("job_source", "code"),
        ("locations", "on"),
    ];
    owner.submit("/exports/profiles/new", &typed).await;
    owner.get(&format!("/exports/profiles/{id}")).await.says("name=\"locations\" value=\"on\" checked");
    let typed =
        [("id", id.as_str()), ("name", "Books"), ("format", "gusto"), ("named_by", "name"), ("action", "format")];
    let other = owner.post(&format!("/exports/profiles/{id}"), &typed).await;
    other.says_nothing_of("name=\"locations\"");
}
