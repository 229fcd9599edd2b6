//! The form of a profile.

use phoneclock::domain::user::Role;

use super::book::{Book, ana};
use crate::support::TestGateway;

/// A new profile with something wrong in four fields.
pub fn mistaken(id: &str) -> [(&str, &str); 8] {
    [
        ("id", id),
        ("name", "  "),
        ("format", "paychex"),
        ("company", "too long for them"),
        ("named_by", "payroll-id"),
        ("job_source", "code"),
        ("regular_code", "=Hourly"),
        ("overtime_code", ""),
    ]
}

#[tokio::test]
async fn mistakes_stand_beside_the_field_and_what_was_typed_is_kept() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let id = payroll.get("/exports/profiles/new").await.value("id");
    let page = payroll.post("/exports/profiles/new", &mistaken(&id)).await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("name").contains("needed") && page.wrong("company").contains("client ID"));
    assert!(page.wrong("regular_code").contains("earning") && page.wrong("overtime_code").contains("earning"));
    assert_eq!((page.value("company"), page.value("regular_code")), ("too long for them".into(), "=Hourly".into()));
    assert!(page.body.contains("value=\"paychex\" selected"), "{}", page.body);
    assert_eq!(test.count("export_profile").await, 0);
}

#[tokio::test]
async fn a_profile_is_added_once_changed_and_archived() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let profile = book.profile(&mut payroll, "adp").await;
    let fields = [
        ("id", profile.as_str()),
        ("name", "again"),
        ("format", "generic"),
        ("named_by", "name"),
        ("job_source", "nothing"),
    ];
    payroll.post("/exports/profiles/new", &fields).await;
    assert_eq!(test.count("export_profile").await, 1);
    let address = format!("/exports/profiles/{profile}");
    assert_eq!(payroll.get(&address).await.value("company"), "AB1");
    assert_eq!(payroll.post(&address, &fields).await.status, 303, "nothing was exported in the old form");
    assert!(payroll.get("/exports").await.text().contains("Plain CSV"));
    assert_eq!(payroll.post(&format!("{address}/archive"), &[]).await.status, 303);
    assert!(payroll.get("/exports").await.text().contains("No payroll system is set up yet."));
}

#[tokio::test]
async fn the_form_of_files_stays_once_one_was_made() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let book = Book::new(&test);
    let ana = book.person(ana()).await;
    book.entry(ana, "2026-11-09T14:00:00Z", "2026-11-09T22:00:00Z", None).await;
    book.approve(ana).await;
    let profile = book.profile(&mut payroll, "adp").await;
    book.export(&mut payroll, &profile).await;
    let address = format!("/exports/profiles/{profile}");
    let fields = |format, name| {
        [("name", name), ("format", format), ("company", "AB1"), ("named_by", "payroll-id"), ("job_source", "code")]
    };
    let page = payroll.post(&address, &fields("gusto", "Gusto")).await;
    assert_eq!(page.status, 422);
    assert!(page.wrong("format").contains("Add another profile"), "{}", page.text());
    assert_eq!(payroll.post(&address, &fields("adp", "Another name")).await.status, 303);
}

#[tokio::test]
async fn the_form_has_only_the_fields_of_the_chosen_format_and_keeps_what_was_typed() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let form = payroll.get("/exports/profiles/new").await;
    let id = form.value("id");
    for (format, fields) in [
        ("generic", &["regular_code", "overtime_code"][..]),
        ("adp", &["company", "overtime_code", "job_source\""]),
        ("gusto", &[]),
        ("paychex", &["company", "regular_code", "overtime_code", "job_source\""]),
        ("quickbooks-desktop", &["company", "company_created", "regular_code", "overtime_code", "job_source\""]),
        ("quickbooks-time", &["regular_code", "overtime_code", "job_source\""]),
    ] {
        let typed =
            [("id", id.as_str()), ("name", "Crew"), ("format", format), ("named_by", "name"), ("job_source", "name")];
        let page = payroll.post("/exports/profiles/new", &[&typed[..], &[("action", "format")]].concat()).await;
        assert_eq!((page.status.as_u16(), page.value("name")), (200, "Crew".to_owned()), "{format}");
        for field in ["company\"", "company_created", "regular_code", "overtime_code", "job_source\""] {
            let is_shown = page.body.contains(&format!("<input id=\"{field}"))
                || page.body.contains(&format!("<select id=\"{field}"));
            let is_meant = fields.iter().any(|one| one.trim_end_matches('"') == field.trim_end_matches('"'));
            assert_eq!(is_shown, is_meant, "{format}: {field}");
        }
        assert!(!page.body.contains("class=\"wrong\""), "nothing is wrong before anybody saves: {format}");
    }
    let adp = [("id", id.as_str()), ("name", "Crew"), ("format", "adp"), ("action", "format")];
    let page = payroll.post("/exports/profiles/new", &adp).await;
    page.says("pattern=\"\\s*[A-Za-z0-9]{2,3}\\s*\"");
    assert_eq!(test.count("export_profile").await, 0, "nothing is saved on the way");
}
