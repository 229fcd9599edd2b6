//! Time entries on the pages: the list, adding, correcting, splitting, voiding, and the trail that stays.

mod changes;
mod list;
mod refused;
mod typed_times;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        employee::Employee,
        entry_change::ChangeReason,
        ids::{EmployeeId, EntryId},
    },
    service::{
        audit::Actor,
        timesheets::changes::{NewEntry, add as add_entry},
    },
    store::{Hold, StoreError, tx::Value},
};

use crate::support::{
    MARIAS_PHONE, PIN, TestGateway, at,
    browser::{Browser, Page},
    postgres::in_words_of_the_engine,
};

/// A gateway that asks nobody for their name.
pub async fn start() -> TestGateway {
    TestGateway::start_with(|settings| settings.voice_check = false).await
}

/// Clocks Maria by phone: in at 7:00:00, and out after these hours.
pub async fn clocked(test: &TestGateway, hours: i64) -> (Employee, String) {
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(hours));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    (maria, test.only_entry().await.id)
}

/// The fields of a form that name a reason.
pub const WHY: [(&str, &str); 2] = [("reason", "forgot to clock out"), ("note", "")];

/// Sends a form of an entry's page with the mark that the page shows, and a reason.
pub async fn change(browser: &mut Browser, entry: &str, doing: &str, fields: &[(&str, &str)]) -> Page {
    let version = browser.get(&format!("/time-entries/{entry}")).await.value("expected_version");
    let mut fields = [fields, &[("expected_version", version.as_str())]].concat();
    for given in WHY {
        if fields.iter().all(|(name, _)| *name != given.0) {
            fields.push(given);
        }
    }
    browser.post(&format!("/time-entries/{entry}/{doing}"), &fields).await
}

/// The same, done; the entry's page.
pub async fn changed(browser: &mut Browser, entry: &str, doing: &str, fields: &[(&str, &str)]) -> Page {
    let page = change(browser, entry, doing, fields).await;
    assert_eq!(page.status, 303, "{}", page.text());
    browser.get(&format!("/time-entries/{entry}")).await
}

/// Adds an entry as the command line would.
pub async fn add(test: &TestGateway, employee: EmployeeId, from: &str, to: Option<&str>) -> EntryId {
    let id = EntryId::generate(&test.store.ids());
    let new = NewEntry { id, employee, in_at: at(from), out_at: to.map(at), job: None };
    let why = ChangeReason::parse("forgot to clock in", "").unwrap();
    let actor = Actor::at_the_machine(test.workspace.id);
    test.in_office(move |u| add_entry(u, &actor, &new, &why)).await.unwrap();
    id
}

/// Changes the database behind the program's back.
pub async fn execute(test: &TestGateway, sql: &'static str, params: Vec<Value>) {
    let sql = in_words_of_the_engine(sql);
    let write =
        test.gateway.store.db().write(Hold::Gateway, move |tx| -> Result<_, StoreError> { tx.execute(&sql, &params) });
    assert!(write.await.unwrap() > 0);
}

/// Kinds, decisions and settlers of every exception, in the order they arose.
pub async fn exceptions(test: &TestGateway) -> Vec<String> {
    let sql = "SELECT kind || ': ' || coalesce(decision || ' by ' || settler, settled_because, 'stands') \
               FROM exception ORDER BY id";
    test.column(sql).await
}
