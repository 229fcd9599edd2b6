//! The settings page: what is changed, what is refused, and two admins at once.

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        language::Language,
        lockout::LockoutPolicy,
        user::Role,
        workspace::{JobPolicy, Languages, Zone},
    },
    service::roster::workspaces::{self, WorkspaceError},
};
use reqwest::StatusCode;
use serde_json::json;

use crate::{
    access::{everything, other_workspace},
    support::{
        MARIAS_PHONE, PIN, TestGateway,
        browser::{Browser, Page},
        calling::heard,
    },
};

/// What the page shows of a workspace that nobody has changed, but for what is put in its place.
pub fn form<'a>(page: &'a str, changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("expected_version", page),
        ("name", "Lopez Roofing"),
        ("zone", "America/Chicago"),
        ("speaks_en", "on"),
        ("speaks_es", "on"),
        ("language", "en"),
        ("jobs", "optional"),
        ("forgotten_after", "14"),
        ("lockout", "timed"),
        ("pin_min", "4"),
        ("voice_check", "on"),
        ("recording_notice", ""),
        ("retention_days", "365"),
        ("photo_retention_days", "90"),
    ];
    fields.retain(|(name, _)| changed.iter().all(|(changed, _)| changed != name));
    fields.extend(changed.iter().filter(|(_, value)| *value != "(off)"));
    fields
}

async fn save(browser: &mut Browser, changed: &[(&str, &str)]) -> Page {
    let version = browser.get("/settings").await.value("expected_version");
    browser.post("/settings", &form(&version, changed)).await
}

#[tokio::test]
async fn what_is_changed_is_saved_and_written_down_and_nothing_else() {
    let test = TestGateway::start().await;
    let (mut admin, _) = test.signed_in(Role::Admin).await;
    test.advance(SignedDuration::from_secs(1));
    let page = save(
        &mut admin,
        &[
            ("name", " Lopez & Söhne "),
            ("zone", "america/denver"),
            ("speaks_en", "(off)"),
            ("language", "es"),
            ("jobs", "required"),
            ("forgotten_after", "10"),
            ("lockout", "until_unlocked"),
            ("pin_min", "6"),
            ("voice_check", "(off)"),
            ("recording_notice", "We keep it.\r\n Lo guardamos."),
            ("retention_days", "30"),
            ("photo_retention_days", "20"),
            ("delete_at_provider", "on"),
        ],
    )
    .await;
    assert_eq!((page.status, page.to()), (StatusCode::SEE_OTHER, Some("/settings")), "{}", page.text());
    assert!(admin.get("/settings").await.text().contains("The settings are saved."));

    let settings = test.settings().await;
    assert_eq!(settings.name, "Lopez & Söhne");
    assert_eq!(settings.zone, Zone::parse("America/Denver").unwrap());
    assert_eq!((settings.languages, settings.language), (Languages::parse("es").unwrap(), Language::Es));
    assert_eq!((settings.job_policy, settings.lockout), (JobPolicy::Required, LockoutPolicy::UntilUnlocked));
    assert_eq!((settings.forgotten_after_secs, settings.pin_min_digits), (36_000, 6));
    assert_eq!((settings.voice_check, settings.delete_at_provider), (false, true));
    assert_eq!(settings.recording_notice.as_deref(), Some("We keep it. Lo guardamos."));
    assert_eq!((settings.retention_days, settings.photo_retention_days), (30, 20));

    let log = test.audit_log().await;
    let record = &log.records[0];
    assert_eq!((record.action.as_str(), record.actor.as_str()), ("change settings", "The admin"));
    assert_eq!((record.subject.as_str(), record.address.as_str()), ("Lopez Roofing", "127.0.0.1"));
    assert_eq!(record.changes.len(), 13);
    let change = record.changes.iter().find(|change| change.name == "pin_min").unwrap();
    assert_eq!((&change.before, &change.after), (&Some(json!(4)), &Some(json!(6))));

    // The same once more is no change.
    let version = admin.get("/settings").await.value("expected_version");
    let before = test.audit_log().await.records.len();
    let same = [
        ("name", "Lopez & Söhne"),
        ("zone", "America/Denver"),
        ("speaks_en", "(off)"),
        ("language", "es"),
        ("jobs", "required"),
        ("forgotten_after", "10"),
        ("lockout", "until_unlocked"),
        ("pin_min", "6"),
        ("voice_check", "(off)"),
        ("recording_notice", "We keep it. Lo guardamos."),
        ("retention_days", "30"),
        ("photo_retention_days", "20"),
        ("delete_at_provider", "on"),
    ];
    assert_eq!(admin.post("/settings", &form(&version, &same)).await.status, StatusCode::SEE_OTHER);
    let after = test.audit_log().await.records.len();
    assert_eq!(before, after);
}

#[tokio::test]
async fn mistakes_stand_beside_their_fields_and_what_was_typed_stays() {
    let test = TestGateway::start().await;
    other_workspace(&test).await;
    let (mut owner, _) = test.signed_in(Role::Owner).await;
    let before = everything(&test.gateway).await;
    let long = "x".repeat(301);
    for (field, typed, words) in [
        ("name", "", "A workspace needs a name."),
        ("name", "Other Roofing", "There is a workspace named \"Other Roofing\" already; choose another name."),
        ("zone", "Central", "is not an IANA time zone; use a name such as America/Chicago."),
        ("forgotten_after", "73", "The forgotten clock-out limit is 1 to 72 hours."),
        ("forgotten_after", "<b>", "The forgotten clock-out limit is 1 to 72 hours."),
        ("pin_min", "3", "The shortest PIN is 4 to 12 digits."),
        ("recording_notice", &long, "The recording notice has at most 300 characters, all on one line."),
        ("retention_days", "-1", "Recordings are kept for 1 to 3650 days."),
        ("photo_retention_days", "4000", "Photos are kept for 1 to 3650 days."),
    ] {
        let page = save(&mut owner, &[(field, typed), ("jobs", "required")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        let text = page.text().replace("&#34;", "\"");
        assert!(text.contains(words), "{field}: {text}");
        assert!(page.body.contains(&format!("id=\"{field}-wrong\"")), "{field}");
        assert!(page.body.contains(&format!("aria-describedby=\"{field}-wrong {field}-hint\" aria-invalid=\"true\"")));
        let kept = typed.replace('<', "&#60;").replace('>', "&#62;");
        assert!(typed.is_empty() || page.body.contains(&kept), "{field}: {}", page.body);
        assert!(!page.body.contains("<b>") && page.body.contains("value=\"required\" selected"), "{}", page.body);
    }
    let page = save(&mut owner, &[("speaks_en", "(off)"), ("speaks_es", "(off)")]).await;
    assert!(page.text().contains("Choose at least one language."));
    let page = save(&mut owner, &[("speaks_en", "(off)")]).await;
    assert!(page.text().contains("The language of new employees is not among the languages of the workspace."));
    assert_eq!(everything(&test.gateway).await, before);
}

#[tokio::test]
async fn of_two_admins_the_second_is_told_what_the_first_has_changed() {
    let test = TestGateway::start().await;
    let (mut first, _) = test.signed_in(Role::Admin).await;
    let (mut second, _) = test.signed_in(Role::Owner).await;
    let version = second.get("/settings").await.value("expected_version");
    assert_eq!(save(&mut first, &[("pin_min", "6")]).await.status, StatusCode::SEE_OTHER);

    let page = second.post("/settings", &form(&version, &[("retention_days", "90")])).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = page.text();
    assert!(text.contains("Somebody else changed the settings") && text.contains("pin min: 6"), "{text}");
    assert!(page.body.contains("value=\"90\""), "what was typed stays");
    assert_eq!(test.settings().await.retention_days, 365);

    let page = second.post("/settings", &form(&page.value("expected_version"), &[("retention_days", "90")])).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "having seen it, the second one decides");
    let settings = test.settings().await;
    assert_eq!((settings.retention_days, settings.pin_min_digits), (90, 4));

    // Both press at the same moment: one of them is told.
    let version = first.get("/settings").await.value("expected_version");
    let (one, other) = (form(&version, &[("pin_min", "7")]), form(&version, &[("pin_min", "8")]));
    let (one, other) = tokio::join!(first.post("/settings", &one), second.post("/settings", &other));
    let mut answers = [one.status, other.status];
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
}

#[tokio::test]
async fn a_change_at_the_machine_is_written_down_as_such() {
    use phoneclock::{domain::workspace::Settings, service::audit::Actor};
    let test = TestGateway::start().await;
    let settings = Settings { pin_min_digits: 8, ..test.workspace.settings.clone() };
    let actor = Actor::at_the_machine(test.workspace.id);
    test.advance(SignedDuration::from_secs(1));
    let holds = || workspaces::holds_to_set(test.workspace.id);
    let (by, meant) = (actor.clone(), settings.clone());
    test.store.write(holds(), move |u| workspaces::set(u, &by, meant, None)).await.unwrap();
    let log = test.audit_log().await;
    let told: Vec<_> = log.records.iter().map(|record| (record.action.as_str(), record.address.as_str())).collect();
    assert_eq!(told, [("change settings", "local"), ("add workspace", "local")]);
    let stale = test.store.write(holds(), move |u| workspaces::set(u, &actor, settings, Some("old")));
    let refused = stale.await.unwrap_err();
    assert!(matches!(refused, WorkspaceError::ChangedMeanwhile(_)));
}

#[tokio::test]
async fn the_recording_notice_is_heard_before_the_name_is_asked_for() {
    let notice = "Recordings & names <stay> here.";
    let test = TestGateway::start_with(|settings| settings.recording_notice = Some(notice.to_owned())).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let said = heard(&test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await);
    let (at, asked) = (said.find(notice), said.find("After the tone, say your name"));
    assert!(at.is_some() && at < asked, "{said}");
}
