//! From an approval that is refused to a file whose hours are those of the entries.

use phoneclock::domain::{employee::Details, exception::ExceptionKind, user::Role};
use serde_json::json;

use super::run;
use crate::{
    support::{
        TestGateway,
        browser::{PASSWORD, add_user},
        people::details,
    },
    timesheets::{add, entry, raise},
};

#[tokio::test]
async fn an_approval_is_refused_and_then_passes_and_the_file_adds_up() {
    let test = TestGateway::start().await;
    let gateway = &test.gateway;
    let person = async |name: &str, payroll_id: &str| {
        let details = Details { payroll_id: Some(payroll_id.to_owned()), ..details(name) };
        test.add_employee(details).await
    };
    let (ana, bo) = (person("Ana Torres", "000042").await, person("Bo Li", "000043").await);
    let doubtful = entry(gateway, &ana, "2026-11-10T13:00:00Z", Some(505));
    let mut entries = vec![entry(gateway, &ana, "2026-11-09T13:00:00Z", Some(541)), doubtful.clone()];
    // Five long days: the week is over forty hours on the last of them.
    entries.extend((9..14).map(|day| entry(gateway, &bo, &format!("2026-11-{day:02}T14:00:00Z"), Some(547))));
    // What the file must hold, from the entries alone.
    let mins =
        entries.iter().map(|entry| entry.out_at.unwrap().duration_since(entry.in_at).as_secs() / 60).sum::<i64>();
    add(gateway, entries).await;
    raise(gateway, &doubtful, ExceptionKind::NotThisPerson).await;

    let email = add_user(gateway, test.workspace.id, Role::Payroll).await;
    let given = json!({
        "at": test.pages(),
        "payroll": { "email": email, "password": PASSWORD },
        "minutes": mins,
        // Each person's regular and overtime hours are rounded by themselves.
        "parts": [541 + 505, 40 * 60, 5 * 547 - 40 * 60],
        "overtimeMinutes": 5 * 547 - 40 * 60,
    });
    run("payday.js", &given).await;
}
