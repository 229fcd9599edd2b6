//! People found by what somebody remembers of them, on every page that has a search.

use phoneclock::domain::{caller::E164, employee::Details, user::Role};

use super::{add, details};
use crate::support::{TestGateway, browser::Browser};

const PEOPLE: [&str; 9] = [
    "Ángel Núñez",
    "Łukasz Straße",
    "Pat O'Brien",
    "Zoë Álvarez",
    "Müller, Anna",
    "Jean-Luc Martin",
    "anton",
    "Ana",
    "Åse Đorđević",
];

async fn start() -> TestGateway {
    let test = TestGateway::start().await;
    for (number, name) in PEOPLE.iter().enumerate() {
        let phone = E164::parse(&format!("+1312555000{number}")).ok();
        let email = Some(format!("worker{number}@example.com"));
        add(&test, Details { phone, email, employee_number: Some(format!("26-10{number}")), ..details(name) }).await;
    }
    test
}

/// Who of them is on a page.
async fn found(browser: &mut Browser, path: &str) -> Vec<&'static str> {
    let page = browser.get(path).await;
    assert_eq!(page.status, 200, "{path}");
    let text = page.text();
    PEOPLE.into_iter().filter(|name| text.contains(&format!(" {name} "))).collect()
}

#[tokio::test]
async fn people_are_found_without_accents_order_or_punctuation_and_by_phone_on_every_page() {
    let test = start().await;
    let mut admin = test.browser(Role::Admin).await;
    for (query, name) in [
        ("angel", "Ángel Núñez"),
        ("nunez++angel", "Ángel Núñez"),
        ("nu%CC%81n%CC%83ez", "Ángel Núñez"),
        ("lukasz", "Łukasz Straße"),
        ("strasse", "Łukasz Straße"),
        ("obrien", "Pat O'Brien"),
        ("O%E2%80%99Brien", "Pat O'Brien"),
        ("alvarez+zoe", "Zoë Álvarez"),
        ("muller+anna", "Müller, Anna"),
        ("mueller", "Müller, Anna"),
        ("jeanluc", "Jean-Luc Martin"),
        ("dordevic", "Åse Đorđević"),
        ("312-555-0002", "Pat O'Brien"),
        ("(312)+555-0002", "Pat O'Brien"),
        ("%2B13125550002", "Pat O'Brien"),
        ("26-102", "Pat O'Brien"),
        ("WORKER2@example.com", "Pat O'Brien"),
    ] {
        for path in ["/employees?q=", "/time-tracking/phone-clocking?q="] {
            assert_eq!(found(&mut admin, &format!("{path}{query}")).await, [name], "{path}{query}");
        }
        let page = admin.get(&format!("/time-entries/new?find={query}")).await;
        assert!(page.text().contains(name), "{query}: {}", page.text());
    }
    assert_eq!(found(&mut admin, "/employees?q=zzz").await, [""; 0]);
}

#[tokio::test]
async fn lists_are_in_the_order_of_base_letters_whatever_the_page() {
    let test = start().await;
    let mut admin = test.browser(Role::Admin).await;
    let sorted = [
        "Ana",
        "Ángel Núñez",
        "anton",
        "Åse Đorđević",
        "Jean-Luc Martin",
        "Łukasz Straße",
        "Müller, Anna",
        "Pat O'Brien",
        "Zoë Álvarez",
    ];
    for path in ["/employees", "/time-tracking/phone-clocking"] {
        let body = admin.get(path).await.body.replace("&#39;", "'");
        let (_, main) = body.split_once("<main").unwrap();
        let at: Vec<_> = sorted.iter().map(|name| main.find(&format!("<bdi>{name}</bdi>")).unwrap()).collect();
        assert!(at.is_sorted(), "{path}: {at:?}");
    }
}
