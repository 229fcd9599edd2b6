//! What calls and texts cost: read from the provider's own lists, counted once, in the right month and for the right
//! workspace.

use jiff::SignedDuration;
use phoneclock::{
    domain::{dialed, ids::WorkspaceId, offered::OfferedLanguages, user::Role},
    provider::Provider,
    service::{
        calls::numbers::NumberBook,
        costs::{
            months::{MonthUsage, Usage},
            read::{self, UsageError},
            report,
        },
    },
    simulator::{Brand, PlaceCall, recordings::PlacedCall},
};

use crate::{
    access::other_workspace,
    support::{DIAL_IN, MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway, calling::keyed},
};

const MINUTE: SignedDuration = SignedDuration::from_mins(1);
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// A number of the account that is answered elsewhere.
const ELSEWHERE: &str = "+15555550199";

async fn read_of(test: &TestGateway, provider: &dyn Provider) -> Result<usize, UsageError> {
    let ours = (test.gateway.calls.as_ref(), test.gateway.dial_in_number.as_ref());
    read::read_calls(&test.store, ours, provider).await
}

async fn try_to_read(test: &TestGateway) -> Result<usize, UsageError> {
    let provider = test.gateway.providers.iter().find(|provider| provider.name() == test.brand.name()).unwrap();
    read_of(test, provider.as_ref()).await
}

/// Reads at every provider. They list the same calls in tests; none but the first one's are kept.
pub async fn read_calls_of_all(test: &TestGateway) {
    for provider in &test.gateway.providers {
        read_of(test, provider.as_ref()).await.unwrap();
    }
    test.execute("DELETE FROM usage_record WHERE provider <> 'twilio'").await;
}

/// Of how many calls the provider says something new, an hour later.
pub async fn read_calls(test: &TestGateway) -> usize {
    test.advance(HOUR);
    try_to_read(test).await.unwrap()
}

/// The same of texts.
pub async fn read_texts(test: &TestGateway) -> usize {
    test.advance(HOUR);
    let (mut new, texter) = (0, &test.gateway.texter);
    for provider in &test.gateway.providers {
        new += read::read_texts(&test.store, texter, provider.as_ref()).await.unwrap();
    }
    new
}

/// A call that the provider lists, so long ago.
fn list(test: &TestGateway, id: &str, to: &str, (ago, secs): (SignedDuration, u32)) {
    let began_at = (test.clock_now() - ago).as_second();
    let (from, to) = (OTHER_PHONE.to_owned(), to.to_owned());
    test.recordings.list_call(id, PlacedCall { from, to, began_at, secs });
}

async fn months(test: &TestGateway, workspace: WorkspaceId) -> Vec<MonthUsage> {
    let now = test.clock_now();
    test.store.read(move |tx| report::count(tx, workspace, now)).await.unwrap().months
}

async fn this_month(test: &TestGateway) -> Usage {
    months(test, test.workspace.id).await.remove(0).usage
}

/// Calls, minutes, millionths of dollars, and calls without a price.
fn figures(usage: &Usage) -> (u64, u64, u64, u64) {
    (usage.calls, usage.minutes, usage.costs.values().sum(), usage.calls_without_price)
}

#[tokio::test]
async fn a_price_that_comes_a_day_later_is_filled_in_and_what_is_read_again_counts_once() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
        // Nobody signs in, and it never got here.
        list(&test, "never-here", DIAL_IN, (MINUTE * 10, 61));
        list(&test, "elsewhere", ELSEWHERE, (MINUTE * 9, 600));
        assert_eq!(read_calls(&test).await, 2, "{brand:?}");
        let usage = this_month(&test).await;
        assert_eq!((usage.calls, usage.calls_without_price), (2, 2), "{brand:?}");
        assert!(usage.costs.is_empty(), "{brand:?}: nothing is guessed");
        assert_eq!(read_calls(&test).await, 0, "{brand:?}");

        test.advance(HOUR * 24);
        test.recordings.set_prices_told(true);
        assert_eq!(read_calls(&test).await, 2, "{brand:?}");
        for _ in 0..2 {
            let usage = this_month(&test).await;
            let minutes = usage.minutes;
            assert!(minutes >= 3, "{brand:?}: {usage:?}");
            assert_eq!(figures(&usage), (2, minutes, minutes * 8_500, 0), "{brand:?}");
            assert_eq!(read_calls(&test).await, 0, "{brand:?}");
        }
        // A price that is forgotten again at the provider is none that was never told.
        test.recordings.set_prices_told(false);
        assert_eq!(read_calls(&test).await, 0, "{brand:?}");
        assert_eq!(test.count("usage_record").await, 2, "{brand:?}");
    }
}

#[tokio::test]
async fn a_list_of_many_parts_is_read_to_its_end_and_one_that_breaks_off_is_read_again() {
    for brand in Brand::ALL {
        let test = TestGateway::start().await.of(brand);
        for n in 0..45 {
            list(&test, &format!("call-{n}"), DIAL_IN, (MINUTE * (60 - n), 60));
        }
        test.recordings.set_list_away(true);
        test.advance(HOUR);
        let failed = try_to_read(&test).await;
        assert!(matches!(failed, Err(UsageError::Api(_))), "{brand:?}: {failed:?}");
        test.recordings.set_list_away(false);
        assert_eq!(try_to_read(&test).await.unwrap(), 45, "{brand:?}");
        assert_eq!(figures(&this_month(&test).await), (45, 45, 0, 45), "{brand:?}");
    }
}

#[tokio::test]
async fn two_gateways_that_read_at_once_count_once_and_soon_after_another_nobody_reads() {
    let test = TestGateway::start().await;
    for n in 0..30 {
        list(&test, &format!("call-{n}"), DIAL_IN, (MINUTE * 20, 30));
    }
    test.recordings.set_prices_told(true);
    test.advance(HOUR);
    let (one, other) = futures::join!(try_to_read(&test), try_to_read(&test));
    assert!(one.unwrap() + other.unwrap() >= 30);
    assert_eq!(figures(&this_month(&test).await), (30, 30, 30 * 8_500, 0));
    list(&test, "late", DIAL_IN, (MINUTE * 20, 30));
    test.advance(MINUTE * 20);
    assert_eq!(try_to_read(&test).await.unwrap(), 0, "it was read just before");
    assert_eq!(read_calls(&test).await, 1);
}

#[tokio::test]
async fn a_call_that_ends_while_it_is_read_is_read_the_next_time_and_so_is_one_before_a_clock_was_ahead() {
    let test = TestGateway::start().await;
    list(&test, "just-over", DIAL_IN, (MINUTE * 2, 60));
    assert_eq!(try_to_read(&test).await.unwrap(), 0);
    assert_eq!(read_calls(&test).await, 1);
    let right = test.clock_now();
    test.advance(HOUR * 24 * 400);
    assert_eq!(try_to_read(&test).await.unwrap(), 0);
    test.clock.set(right + HOUR);
    list(&test, "after", DIAL_IN, (MINUTE * 20, 60));
    assert_eq!(read_calls(&test).await, 1);
}

#[tokio::test]
async fn a_workspace_has_the_calls_of_its_people_and_numbers_and_sees_nothing_of_another() {
    let test = TestGateway::start().await;
    let other = other_workspace(&test).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.recordings.set_prices_told(true);
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    // Of two workspaces nobody can know whose this was.
    test.only_call_by(&test.number(OTHER_PHONE), keyed("")).await;
    assert_eq!(read_calls(&test).await, 2);
    let rows = ["number,provider,language,greeting,workspace", "+15555550122,twilio,en,,Other Roofing"]
        .map(|row| row.split(',').map(str::to_owned).collect::<Vec<_>>());
    let numbers = dialed::read(&rows, &["twilio"], &OfferedLanguages::default()).unwrap();
    let book = test.store.read(move |tx| NumberBook::open(tx, numbers)).await.unwrap();
    test.gateway.calls.set_numbers(book.unwrap());
    let number = PlaceCall { to: "+15555550122".to_owned(), ..test.number(OTHER_PHONE) };
    test.only_call_by(&number, keyed("")).await;
    assert_eq!(read_calls(&test).await, 1);

    let now = test.clock_now();
    let all = test.store.read(move |tx| report::count_all(tx, now, 1)).await.unwrap();
    let calls = |name: Option<&str>| {
        let report = all.iter().find(|report| report.workspace.as_deref() == name).unwrap();
        report.months[0].usage.calls
    };
    assert_eq!([calls(Some("Lopez Roofing")), calls(Some("Other Roofing")), calls(None)], [1, 1, 1]);
    assert_eq!(months(&test, other).await[0].usage.calls, 1);

    let mut owner = test.browser(Role::Owner).await;
    let minutes = this_month(&test).await.minutes;
    let cost = format!("${}.{:02}", minutes * 85 / 10_000, (minutes * 85 + 50) / 100 % 100);
    owner.get("/home").await.is(200).says("Phone costs").says(&cost);
    owner.get("/reports/costs").await.is(200).says(&cost);
    for role in [Role::Admin, Role::Manager, Role::Payroll] {
        let mut user = test.browser(role).await;
        user.get("/home").await.is(200).says_nothing_of("Phone costs");
        user.get("/reports/costs").await.is(403);
        user.get("/reports/costs/export").await.is(403);
    }
}

#[tokio::test]
async fn a_month_begins_with_its_first_day_in_the_zone_of_the_workspace() {
    let test = TestGateway::start().await;
    // Chicago: six hours behind UTC from November 1 on, and five before.
    for (id, at) in [
        ("october", "2026-11-01T04:59:59Z"),
        ("november", "2026-11-01T05:00:00Z"),
        ("still-november", "2026-12-01T05:59:59Z"),
        ("december", "2026-12-01T06:00:00Z"),
    ] {
        let began_at = at.parse::<jiff::Timestamp>().unwrap().as_second();
        let (from, to) = (OTHER_PHONE.to_owned(), DIAL_IN.to_owned());
        test.recordings.list_call(id, PlacedCall { from, to, began_at, secs: 60 });
    }
    test.clock.set("2026-12-01T12:00:00Z".parse().unwrap());
    assert_eq!(read_calls(&test).await, 4);
    let months = months(&test, test.workspace.id).await;
    let counted: Vec<_> = months.iter().take(3).map(|month| (month.first.to_string(), month.usage.calls)).collect();
    let counts = [("2026-12-01", 1), ("2026-11-01", 2), ("2026-10-01", 1)];
    assert_eq!(counted, counts.map(|(month, count)| (month.to_owned(), count)));
    assert_eq!(months.len(), 13);
}

#[tokio::test]
async fn texts_are_counted_as_they_were_sent_and_priced_once_the_provider_says_so() {
    let test = crate::texts::texted().await;
    assert_eq!(test.texts.taken().len(), 1);
    assert_eq!(read_texts(&test).await, 2, "that it was sent, and its segments");
    let usage = this_month(&test).await;
    assert_eq!((usage.texts, usage.segments, usage.texts_without_price), (1, 2, 1));
    let mut owner = test.browser(Role::Owner).await;
    owner.get("/home").await.is(200).says("1 text").says("1 text has no price yet.");
    test.advance(HOUR * 30);
    test.recordings.set_prices_told(true);
    assert_eq!(read_texts(&test).await, 1);
    assert_eq!(read_texts(&test).await, 0);
    let usage = this_month(&test).await;
    assert_eq!((usage.texts, usage.costs.values().sum::<u64>(), usage.texts_without_price), (1, 15_800, 0));
    let mut owner = test.browser(Role::Owner).await;
    owner.get("/home").await.is(200).says("0 minutes, 1 text, $0.02 so far");
}

#[tokio::test]
async fn the_file_has_every_month_whole_and_who_took_it_is_written_down() {
    let test = TestGateway::start().await;
    list(&test, "one", DIAL_IN, (MINUTE * 20, 61));
    test.recordings.set_prices_told(true);
    assert_eq!(read_calls(&test).await, 1);
    test.recordings.set_prices_told(false);
    list(&test, "two", DIAL_IN, (MINUTE * 20, 5));
    assert_eq!(read_calls(&test).await, 1);
    let mut owner = test.browser(Role::Owner).await;
    let file = owner.get("/reports/costs/export").await;
    file.is(200);
    let month = "2026-11,call,1,5,1,,,\r\n2026-11,call,1,61,2,,USD,0.017000\r\n";
    assert!(
        file.body.ends_with(&format!("month,kind,count,call_secs,minutes,segments,currency,cost\r\n{month}")),
        "{}",
        file.body
    );
    let audited = test.audited().await;
    assert!(audited.iter().any(|line| line.contains("export report costs-to-")), "{audited:?}");
}

#[tokio::test]
async fn an_owner_is_told_whether_nothing_was_used_or_nothing_was_read() {
    let test = TestGateway::start().await;
    let mut owner = test.browser(Role::Owner).await;
    owner.get("/home").await.is(200).says_nothing_of("Phone costs");
    owner.get("/reports").await.is(200).says("Phone costs");
    owner.get("/reports/costs").await.is(200).says("Nothing has been read").says("phoneclock doctor");
    read_calls_of_all(&test).await;
    owner.get("/reports/costs").await.is(200).says("No calls and no texts").says("/time-tracking/phone-clocking");
    owner.get("/home").await.is(200).says_nothing_of("Phone costs");
}
