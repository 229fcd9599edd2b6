//! Pages as a printer gets them.

use jiff::SignedDuration;
use phoneclock::domain::{language::Language, user::Role};
use serde_json::json;

use super::run;
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    browser::{PASSWORD, add_user},
};

#[tokio::test]
async fn paper_has_no_menus_at_any_width_cards_of_their_size_and_timesheets_to_be_signed() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee_speaking("María de los Ángeles Fernández-Castellanos y Ruiz", Language::Es).await;
    for number in 1..10 {
        let language = if number % 2 == 0 { Language::En } else { Language::Es };
        test.employee_speaking(&format!("Ana Torres {number}"), language).await;
    }
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(8));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let email = add_user(&test.gateway, test.workspace.id, Role::Owner).await;
    let sheet = format!("/timesheets/{}", maria.id);
    let employer = test.workspace.settings.name.as_str();
    let period = "pay period Nov 16 – 22";
    let given = json!({
        "at": test.pages(),
        "owner": { "email": email, "password": PASSWORD },
        "paths": ["/timesheets", sheet, "/approvals", "/reports/hours", "/time-entries", "/who-is-in", "/exceptions"],
        "sheets": [
            ["/timesheets", [employer, period, "All employees", "Approved by"]],
            [sheet, [employer, period, maria.details.name, "8:00", "signature of", "Approved by"]],
        ],
        "cards": "/time-tracking/phone-clocking/cards",
    });
    run("printed.js", &given).await;
}
