//! The list: searched, narrowed, page by page, with five thousand people, and as a file.

use std::time::{Duration, Instant};

use phoneclock::{
    domain::{
        employee::{Details, Employee},
        ids::EmployeeId,
        kiosk::Method,
        language::Language,
        user::Role,
    },
    store::{Hold, employees},
};

use super::{add, details};
use crate::support::{TestGateway, kiosk_office::policy};

/// The names on a page, in its order.
fn rows(html: &str) -> Vec<String> {
    let main = html.split_once("<main").map_or(html, |(_, main)| main);
    let rows = main.split("<bdi>").skip(1);
    rows.map(|rest| rest.split("</bdi>").next().unwrap().to_owned()).collect()
}

async fn fill(test: &TestGateway, count: usize) {
    let people: Vec<_> = (0..count)
        .map(|number| Employee {
            id: EmployeeId::generate(&test.store.ids()),
            workspace: test.workspace.id,
            details: Details {
                email: Some(format!("worker{number}@example.com")),
                employee_number: Some(format!("E{number:05}")),
                ..details(&format!("Worker {:05}", (number * 7919) % count))
            },
            active: true,
        })
        .collect();
    let now = test.gateway.store.now();
    let written = test.gateway.store.db().write(Hold::Gateway, move |tx| {
        people.iter().try_for_each(|person| employees::insert_employee(tx, person, now))
    });
    written.await.unwrap();
}

#[tokio::test]
async fn five_thousand_people_come_page_by_page_and_quickly() {
    let test = TestGateway::start().await;
    fill(&test, 5000).await;
    let mut manager = test.browser(Role::Manager).await;
    let began = Instant::now();
    let (mut path, mut seen, mut slowest) = ("/employees?q=worker".to_owned(), Vec::new(), Duration::ZERO);
    let mut last = path.clone();
    for _ in 0..4 {
        let asked = Instant::now();
        let page = manager.get(&path).await;
        slowest = slowest.max(asked.elapsed());
        assert!(page.text().contains("5000 employees"), "{}", page.text());
        seen.extend(rows(&page.body));
        last = path;
        path = page.link("rel=\"next\"").unwrap();
        assert!(path.contains("q=worker"), "{path}");
    }
    assert_eq!(seen, (0..200).map(|number| format!("Worker {number:05}")).collect::<Vec<_>>());
    let back = manager.get(&last).await.link("rel=\"prev\"").unwrap();
    assert_eq!(rows(&manager.get(&back).await.body), seen[100..150]);
    let found = manager.get("/employees?q=e04999").await;
    assert_eq!(rows(&found.body).len(), 1);
    // In an unoptimized build on a busy machine; a page takes a few milliseconds.
    assert!(slowest < Duration::from_secs(2), "{slowest:?} of {:?}", began.elapsed());
}

#[tokio::test]
async fn the_list_is_narrowed_by_what_is_asked() {
    let test = TestGateway::start().await;
    add(&test, Details { language: Language::Es, ..details("ÁNGEL Núñez") }).await;
    add(&test, Details { email: Some("kim@example.com".to_owned()), ..details("김민수") }).await;
    let gone = add(&test, details("שרה כהן")).await;
    test.employee("Maria").await;
    let starts_on = "2026-11-18".parse().ok();
    add(&test, Details { language: Language::Es, starts_on, ..details("Later") }).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", gone.id), &[]).await;
    for (query, expected) in [
        ("", vec!["ÁNGEL Núñez", "Later", "Maria", "김민수"]),
        ("?status=all", vec!["ÁNGEL Núñez", "Later", "Maria", "שרה כהן", "김민수"]),
        ("?status=inactive", vec!["שרה כהן"]),
        ("?q=%C3%A1ngel", vec!["ÁNGEL Núñez"]),
        ("?q=KIM%40", vec!["김민수"]),
        ("?q=%EB%AF%BC", vec!["김민수"]),
        ("?language=es", vec!["ÁNGEL Núñez", "Later"]),
        ("?pin=yes", vec!["Maria"]),
        ("?status=pending", vec!["Later"]),
        ("?pin=no&language=en", vec!["김민수"]),
        ("?q=%25", vec![]),
        ("?after=nonsense&before=%00", vec!["ÁNGEL Núñez", "Later", "Maria", "김민수"]),
    ] {
        let page = admin.get(&format!("/employees{query}")).await;
        assert_eq!(
            (page.status.as_u16(), rows(&page.body)),
            (200, expected.iter().map(|name| (*name).to_owned()).collect()),
            "{query}"
        );
    }
    let page = admin.get("/employees?q=nobody&pin=yes").await;
    assert!(page.text().contains("Nobody matches.") && page.body.contains("value=\"nobody\""), "{}", page.text());
}

#[tokio::test]
async fn the_list_tells_the_pin_of_the_phone_from_how_somebody_stands_with_kiosks() {
    let test = TestGateway::start().await;
    test.employee("Maria").await;
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.get("/employees").await;
    page.says("<th scope=\"col\">Phone PIN</th>").says_nothing_of("<th scope=\"col\">Kiosk</th>");
    test.set_policy_and_queue(policy(Method::Badge)).await;
    admin.get("/employees").await.says("data-name=\"Kiosk\"><span class=\"badge \">No kiosk</span>");
    test.add_kiosk_and_queue(test.workspace.id, "Gate", true).await;
    admin.get("/employees").await.says("<span class=\"badge warn\">No badge, no PIN</span>");
    test.work().await;
    admin.get("/employees").await.says("data-name=\"Kiosk\"><span class=\"badge good\">Ready</span>");
}

#[tokio::test]
async fn the_export_has_whom_the_list_shows_and_no_formulas() {
    let test = TestGateway::start().await;
    let number = Some("0117".to_owned());
    let phone = phoneclock::domain::caller::E164::parse("+15555550123").ok();
    add(
        &test,
        Details {
            employee_number: number,
            payroll_id: Some("=7".to_owned()),
            phone,
            ..details("=HYPERLINK(\"x\"), Ana")
        },
    )
    .await;
    let starts_on = "2099-01-31".parse().ok();
    add(&test, Details { language: Language::Es, starts_on, ..details("علي") }).await;
    let mut admin = test.browser(Role::Admin).await;
    let file = admin.get("/employees/export").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    let lines: Vec<_> = file.body.split("\r\n").collect();
    assert_eq!(
        lines[0],
        "\u{FEFF}name,email,phone,number,payroll_id,language,time_zone,voice_check,phone_clock_id,status,last_name,start_date"
    );
    assert_eq!(lines[1], "\"'=HYPERLINK(\"\"x\"\"), Ana\",,'+15555550123,0117,'=7,en,,,,active,,");
    assert_eq!((lines[2], lines[3], lines.len()), ("علي,,,,,es,,,,active,,2099-01-31", "", 4));
    let link = admin.get("/employees?language=es&q=").await.link("/employees/export").unwrap();
    assert_eq!(admin.get(&link).await.body.split("\r\n").count(), 3, "{link}");
}
