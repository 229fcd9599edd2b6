//! Every page as a person reads it, with something on it and without, compared with what was agreed on.
//!
//! When a change of words is meant: `INSTA_UPDATE=always cargo test --test it pages`, and read the difference in git.

mod exceptions;
mod exports;
mod home;
mod kiosk_devices;
mod kiosk_people;
mod kiosks;
mod locations;
mod payroll;
mod people;
mod phone_clocking;
mod reports;
mod setup;
mod sign_in;
mod time;
mod voice_checks;
mod worker_page;
mod workspace;

use std::{collections::BTreeMap, path::Path};

use axum::http::Method;

use crate::{
    access::served,
    browser::every_page::NO_PAGES,
    support::page_text::{menu_text, page_text},
};

/// Where each page of the table of access is read.
const READ_IN: &[(&str, &str)] = &[
    ("/account", "sign_in/account"),
    ("/account/alerts", "sign_in/alerts"),
    ("/account/second-factor", "sign_in/second_factor"),
    ("/approvals", "payroll/approvals"),
    ("/audit", "workspace/audit_log"),
    ("/confirm", "sign_in/confirm"),
    ("/badge/{token}", "kiosk_people/badge_link"),
    ("/demo", "setup/demo"),
    ("/employees", "people/employees"),
    ("/employees/import", "people/import"),
    ("/employees/kiosk", "kiosk_people/confirm_send"),
    ("/employees/kiosk/progress", "kiosk_people/progress"),
    ("/employees/new", "people/employee_new"),
    ("/employees/{id}", "people/employee"),
    ("/employees/{id}/calls", "people/employee_calls"),
    ("/employees/{id}/crew", "people/crew"),
    ("/employees/{id}/deactivate", "people/deactivate"),
    ("/employees/{id}/edit", "people/employee_edit"),
    ("/employees/{id}/kiosk", "kiosk_people/employee"),
    ("/exceptions", "exceptions/every_kind"),
    ("/exceptions/claims/{id}", "exceptions/claim"),
    ("/exports", "exports/exports"),
    ("/exports/check", "exports/check"),
    ("/exports/profiles/new", "exports/profile_new"),
    ("/exports/profiles/{id}", "exports/profile"),
    ("/exports/{id}", "exports/batch"),
    ("/forgotten", "sign_in/forgotten"),
    ("/help", "home/help"),
    ("/help/{topic}", "home/help_topic"),
    ("/home", "home/owner"),
    ("/jobs", "people/jobs"),
    ("/jobs/import", "people/jobs_import"),
    ("/jobs/new", "people/job_new"),
    ("/jobs/{id}/archive", "people/job_archive"),
    ("/jobs/{id}/edit", "people/job_edit"),
    ("/kiosk", "setup/kiosk"),
    ("/my/{token}", "worker_page/page"),
    ("/my/{token}/hours", "worker_page/hours"),
    ("/my/{token}/report", "worker_page/report"),
    ("/phone", "setup/phone"),
    ("/practice", "setup/practice"),
    ("/practice/phone", "setup/practice_phone"),
    ("/reports", "reports/reports"),
    ("/reports/costs", "reports/costs"),
    ("/reports/{report}", "reports/hours"),
    ("/search", "home/search"),
    ("/settings", "workspace/settings"),
    ("/settings/api-tokens", "workspace/api_tokens"),
    ("/settings/breaks", "workspace/breaks"),
    ("/settings/breaks/{id}", "workspace/break_kind"),
    ("/settings/payroll", "workspace/payroll_settings"),
    ("/settings/webhooks", "workspace/webhooks"),
    ("/settings/webhooks/{id}", "workspace/webhook"),
    ("/setup", "setup/code"),
    ("/setup/{token}", "setup/choose"),
    ("/sign-in", "sign_in/sign_in"),
    ("/sign-in/code", "sign_in/code"),
    ("/time-entries", "time/entries"),
    ("/time-entries/new", "time/whose"),
    ("/time-entries/{id}", "time/entry"),
    ("/time-entries/{id}/breaks/new", "time/break_new"),
    ("/time-entries/{id}/breaks/{break}", "time/break"),
    ("/time-tracking/kiosks/{id}/assignees", "kiosk_people/export"),
    ("/time-tracking/kiosks/approve-this-device", "kiosk_devices/approve"),
    ("/time-tracking/kiosks/codes/{id}", "kiosk_devices/code"),
    ("/time-tracking/kiosks/devices/{id}", "kiosk_devices/device"),
    ("/time-tracking/kiosks/devices/{id}/delete", "kiosk_devices/delete"),
    ("/time-tracking/kiosks/devices/{id}/revoke", "kiosk_devices/revoke"),
    ("/time-tracking/kiosks/this-device", "kiosk_devices/this_device"),
    ("/time-tracking/kiosks", "kiosks/list"),
    ("/time-tracking/locations", "locations/list"),
    ("/time-tracking/locations/new", "locations/new"),
    ("/time-tracking/locations/{id}/edit", "locations/edit"),
    ("/time-tracking/kiosks/deactivate", "kiosks/deactivate"),
    ("/time-tracking/kiosks/new", "kiosks/new"),
    ("/time-tracking/kiosks/settings", "kiosks/settings"),
    ("/time-tracking/kiosks/{id}", "kiosks/kiosk"),
    ("/time-tracking/kiosks/{id}/delete", "kiosks/delete"),
    ("/time-tracking/kiosks/{id}/disable", "kiosks/disable"),
    ("/time-tracking/kiosks/{id}/edit", "kiosks/edit"),
    ("/time-tracking/kiosks/{id}/universal-pin", "kiosks/universal"),
    ("/time-tracking/kiosks/approve-this-device", "kiosk_devices/approve"),
    ("/time-tracking/kiosks/codes/{id}", "kiosk_devices/code"),
    ("/time-tracking/kiosks/devices/{id}", "kiosk_devices/device"),
    ("/time-tracking/kiosks/devices/{id}/delete", "kiosk_devices/delete"),
    ("/time-tracking/kiosks/devices/{id}/revoke", "kiosk_devices/revoke"),
    ("/time-tracking/kiosks/this-device", "kiosk_devices/this_device"),
    ("/time-tracking/phone-clocking", "phone_clocking/list"),
    ("/time-tracking/phone-clocking/cards", "phone_clocking/cards"),
    ("/time-tracking/phone-clocking/chosen", "phone_clocking/chosen"),
    ("/time-tracking/phone-clocking/email-links", "phone_clocking/confirm"),
    ("/time-tracking/phone-clocking/send-again", "phone_clocking/send_again"),
    ("/time-tracking/phone-clocking/{id}", "phone_clocking/manage"),
    ("/time-tracking/phone-clocking/{id}/card", "phone_clocking/card"),
    ("/timesheets", "payroll/timesheets"),
    ("/timesheets/week", "payroll/week"),
    ("/timesheets/{id}", "payroll/timesheet"),
    ("/users", "workspace/users"),
    ("/users/pins", "workspace/user_pins"),
    ("/users/{id}", "workspace/user"),
    ("/users/{id}/employee", "workspace/user_employee"),
    ("/users/{id}/pin", "workspace/user_pin"),
    ("/photos", "photos/list"),
    ("/photos/review", "photos/review"),
    ("/photos/{id}", "photos/detail"),
    ("/voice-checks", "voice_checks/list"),
    ("/voice-checks/privacy", "voice_checks/privacy"),
    ("/voice-checks/review", "voice_checks/review"),
    ("/voice-checks/{id}", "voice_checks/detail"),
    ("/welcome/{token}", "sign_in/welcome"),
    ("/who-is-in", "time/board"),
    ("/who-is-in/clock", "time/clock_others"),
];

#[test]
fn every_page_of_the_table_is_read() {
    let snapshots = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/snapshots");
    let read_in = BTreeMap::from_iter(READ_IN.iter().copied());
    let pages = served().filter(|rule| rule.method == Method::GET).map(|rule| rule.path);
    let pages: Vec<_> = pages.filter(|path| *path == "/practice/phone" || !NO_PAGES.contains(path)).collect();
    for path in &pages {
        let name = read_in.get(path).unwrap_or_else(|| panic!("no snapshot says what {path} says"));
        assert!(snapshots.join(format!("{name}.snap")).exists(), "{name} of {path} is not there");
    }
    assert_eq!(pages.len(), read_in.len(), "some are no page any more");
}

#[test]
fn a_page_reads_as_a_person_reads_it() {
    let html = "<!doctype html><html><head><title>Not read</title></head><body><header><nav><ul><li><a href=/x>Jobs</a>\
        </ul></nav></header><main id=main><h1>People &amp; jobs</h1><p class=problem>Nothing was\n saved.</p>\
        <form method=post><input type=hidden name=csrf value=secret><div class=field><label for=name>Name</label>\
        <input id=name value='Ana <b>'><p class=wrong>Too <em>long</em>.</p></div>\
        <select aria-label=Role><option>owner<option selected>admin</select>\
        <p><input type=checkbox id=sure checked> <label for=sure>Sure</label>, <input type=radio id=no><label for=no>No</label></p>\
        <textarea aria-label=Note>Two\nlines</textarea><button>Save<span class=hidden> Ana</span></button>\
        <button disabled>Send</button></form><script>not(read)</script><ol><li><h2>First</h2><p>Second</p></li></ol>\
        <dl><dt>PIN</dt> <dd>none<br>yet</dd></dl><table><caption>All</caption><tr><th>Name<th>Jobs<tr><td>Bo\
        <td><ul><li>Roof</li> <li>Deck</li></ul></table><details><summary>More</summary><p>Folded</p></details>\
        <p><span hidden>Live.</span><span>Still.</span></p><section hidden><h2>Keys</h2><p>Space plays.</p></section>\
        <svg role=img><title>Hours</title><text>7</text></svg></main></body></html>";
    let lines = [
        "# People & jobs",
        "! Nothing was saved.",
        "[Name: Ana <b>]",
        "! Too long.",
        "[Role: owner / *admin*]",
        "[x] Sure, ( ) No",
        "[Note: Two lines] <Save Ana> <Send (off)>",
        "",
        "1. ## First",
        "Second",
        "PIN: none",
        "yet",
        "",
        "All",
        "Name | Jobs",
        "Bo | Roof; Deck",
        "▸ More",
        "Folded",
        "{Live.} Still.",
        "{",
        "## Keys",
        "Space plays.",
        "}",
        "[picture: Hours]",
    ];
    assert_eq!(page_text(html).lines().collect::<Vec<_>>(), lines);
    assert_eq!(menu_text(html), "- Jobs");
}
