//! What may be a slip is said before it is saved; and text has one form, wherever it comes in.

use phoneclock::domain::{employee::Details, user::Role};

use super::{add, details, everybody, names};
use crate::support::TestGateway;

#[tokio::test]
async fn somebody_with_the_same_address_is_named_and_can_be_taken_back() {
    let test = TestGateway::start().await;
    let ana = add(&test, Details { email: Some("ana@example.com".to_owned()), ..details("Ana") }).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", ana.id), &[]).await;
    let id = admin.get("/employees/new").await.value("id");
    let typed = [("id", id.as_str()), ("name", "Ana B"), ("email", "ANA@Exa\u{200b}mple.com")];
    let page = admin.post("/employees/new", &typed).await;
    assert_eq!(page.status, 422);
    assert!(page.text().contains("Ana (inactive) has the same email address."), "{}", page.text());
    assert_eq!(page.link("/employees/0").as_deref(), Some(format!("/employees/{}", ana.id).as_str()), "{}", page.body);
    assert_eq!(page.value("name"), "Ana B");
    assert_eq!(names(&test).await, ["Ana"]);

    let page = admin.submit("/employees/new", &[&typed[..], &[("sure", "yes")]].concat()).await;
    assert!(page.text().contains("Ana B is added."), "{}", page.text());
    // What was meant once is not asked about again.
    let edit = format!("/employees/{id}/edit");
    let page = admin.post(&edit, &[("name", "Ana Bo"), ("email", "ana@example.com")]).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let page = admin.post(&edit, &[("name", "Ana Bo"), ("email", "ana@example.com"), ("number", "1.2E+05")]).await;
    assert!(page.status == 422 && page.text().contains("Spreadsheets"), "{}", page.text());
}

#[tokio::test]
async fn a_number_that_a_spreadsheet_may_have_changed_is_asked_about() {
    let test = TestGateway::start().await;
    add(&test, Details { employee_number: Some("0117".to_owned()), ..details("Ana") }).await;
    let mut admin = test.browser(Role::Admin).await;
    for (number, words) in [
        ("117", "Ana has the employee number 0117"),
        ("117.0", "add .0"),
        ("1.2E+05", "long numbers"),
        ("1-Feb", "dates"),
        ("2026-02-01 00:00:00", "dates"),
    ] {
        let id = admin.get("/employees/new").await.value("id");
        let page = admin.post("/employees/new", &[("id", &id), ("name", "Bo"), ("number", number)]).await;
        assert!(page.status == 422 && page.text().contains(words), "{number}: {}", page.text());
    }
    let id = admin.get("/employees/new").await.value("id");
    let page = admin.post("/employees/new", &[("id", &id), ("name", "Bo"), ("phone", "5.55556E+09")]).await;
    assert!(page.wrong("phone").contains("spreadsheet"), "{}", page.text());
    assert_eq!(names(&test).await, ["Ana"]);
}

#[tokio::test]
async fn text_has_one_form_and_no_hidden_characters_wherever_it_is_typed() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let id = admin.get("/employees/new").await.value("id");
    let typed = [
        ("id", id.as_str()),
        ("name", "\u{2060}Jose\u{301} Nu\u{301}n\u{303}ez\u{200b}"),
        ("number", "\u{200b}0117"),
        ("email", "jo\u{34f}@exam\u{ad}ple.com"),
        ("phone", "\u{202a}(555) 555-0123\u{202c}"),
        ("payroll_id", "P\u{200d}9"),
    ];
    admin.submit("/employees/new", &typed).await;
    let known = everybody(&test).await.remove(0).details;
    assert_eq!(known.name, "José Núñez");
    assert_eq!(known.employee_number.as_deref(), Some("0117"));
    assert_eq!(known.email.as_deref(), Some("jo@example.com"));
    assert_eq!(known.payroll_id.as_deref(), Some("P9"));
    for again in ["José Núñez", "Jose\u{301} Nu\u{301}n\u{303}ez", "jose nunez"] {
        let found = test.employee_known_as(again).await;
        assert_eq!(found.details.name, "José Núñez", "{again}");
    }

    let form = [
        ("name", "Bru\u{308}cke\u{200b}"),
        ("accounting_code", "\u{feff}A-7"),
        ("phone_code", "７１\u{200b}"),
        ("who", "everyone"),
    ];
    let job = admin.get("/jobs/new").await.value("id");
    let page = admin.post("/jobs/new", &[&form[..], &[("id", job.as_str())]].concat()).await;
    assert_eq!(page.status, 303, "{}", page.text());
    let job = test.jobs().await.remove(0);
    assert_eq!((job.name.as_str(), job.accounting_code.as_deref()), ("Brücke", Some("A-7")));
    assert_eq!(job.phone_code.map(|code| code.to_string()).as_deref(), Some("71"));
}

#[tokio::test]
async fn a_last_name_that_somebody_said_is_kept_apart() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let id = admin.get("/employees/new").await.value("id");
    let typed = |last| [("id", id.clone()), ("name", "Ana Maria Paz".to_owned()), ("last_name", last)];
    let fields = typed("Torres".to_owned());
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = admin.post("/employees/new", &fields).await;
    assert!(page.status == 422 && page.wrong("last_name").contains("part of the name"), "{}", page.text());
    let fields = typed("Maria Paz".to_owned());
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    admin.submit("/employees/new", &fields).await;
    let known = everybody(&test).await.remove(0).details;
    assert_eq!(known.first_and_last(), Some(("Ana".to_owned(), "Maria Paz".to_owned())));
}
