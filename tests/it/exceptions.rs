//! The queue of exceptions over HTTP: who sees what, who settles, and what is left of it.

mod changed;
mod notes;
mod raised;
pub mod repaired;
mod several;
mod undone;

use jiff::SignedDuration;
use phoneclock::{
    domain::{
        exception::ExceptionKind,
        ids::{EmployeeId, EntryId, ExceptionId, WorkspaceId},
        user::Role,
    },
    store::{
        Hold, StoreError,
        exceptions::{self, Exception},
        tx::Value,
    },
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, browser::Page, postgres::in_words_of_the_engine};

impl TestGateway {
    /// Raises an exception about the employee, and the entry where one is given.
    async fn raise(
        &self,
        (workspace, employee, entry): (WorkspaceId, EmployeeId, Option<EntryId>),
        kind: ExceptionKind,
    ) -> ExceptionId {
        let id = ExceptionId::generate(&self.gateway.store.ids());
        let at = self.clock_now();
        let raised: Result<(), StoreError> = self
            .gateway
            .store
            .db()
            .write(Hold::Gateway, move |tx| {
                let note = Some("seen by a test");
                let exception = Exception { id, workspace, employee, entry, call: None, kind, at, note };
                exceptions::insert_exception(tx, &exception)
            })
            .await;
        raised.unwrap();
        id
    }

    async fn change_by_sql(&self, sql: &'static str, params: Vec<Value>) -> usize {
        let sql = in_words_of_the_engine(sql);
        let changed: Result<usize, StoreError> =
            self.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(&sql, &params)).await;
        changed.unwrap()
    }

    async fn entry_ids(&self) -> Vec<EntryId> {
        self.column("SELECT id FROM time_entry ORDER BY in_at").await
    }
}

/// Maria, whose shift of the day before has no end.
async fn forgotten() -> (TestGateway, EmployeeId, ExceptionId) {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(31));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    let exception = test.column("SELECT id FROM exception WHERE kind = 'missing clock-out'").await.remove(0);
    (test, maria.id, exception)
}

fn settle(id: ExceptionId) -> String {
    format!("/exceptions/{id}/settle")
}

fn reopen(id: ExceptionId) -> String {
    format!("/exceptions/{id}/reopen")
}

/// The names of the rows, from the top.
fn kinds(page: &Page) -> Vec<String> {
    let rows = page.body.split("<li id=\"x-").skip(1);
    rows.map(|row| row.split_once("class=\"badge ").unwrap().1.split(['>', '<']).nth(1).unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_row_says_what_happened_to_whom_when_and_what_accepting_means() {
    let (test, maria, exception) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/exceptions").await;
    test.assert_reads("exceptions/missing_clock_out", &page).await;
    page.says("Accepting means: no hours are paid for it.");
    let entry = test.entry_ids().await[0];
    assert_eq!(page.link("data-open"), Some(format!("/time-entries/{entry}")));
    page.says(&format!("<li id=\"x-{exception}\" class=\"current\">"));
    let mine = payroll.get(&format!("/exceptions?employee={maria}&blocking=yes")).await;
    assert_eq!(kinds(&mine), ["missing clock-out"]);
}

#[tokio::test]
async fn accepting_leaves_a_name_a_time_the_words_and_a_record_and_goes_on_to_the_next() {
    let (test, maria, exception) = forgotten().await;
    let next = test.raise((test.workspace.id, maria, None), ExceptionKind::LockedOut).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let page = payroll.get("/exceptions").await;
    assert_eq!(kinds(&page), ["missing clock-out", "locked out"]);
    assert_eq!(page.value("then"), next.to_string());
    let fields = [("note", " She left at noon. "), ("then", &page.value("then"))];
    let done = payroll.post(&settle(exception), &fields).await;
    assert_eq!(done.to(), Some(format!("/exceptions?at={next}").as_str()));
    let page = payroll.get("/exceptions").await;
    assert!(page.text().contains("Accepted: missing clock-out of Maria Lopez."), "{}", page.text());
    assert_eq!(kinds(&page), ["locked out"]);

    let settled = payroll.get("/exceptions?status=settled").await.text();
    let words = "PM by The payroll Decision accepted: no hours are paid for it: She left at noon.";
    assert!(settled.contains(words), "{settled}");
    let records = test.rows("SELECT actor, action, subject, before, after FROM audit_record", Vec::new()).await;
    let last = records.last().unwrap();
    let cell = |column| last.get::<String>(column).unwrap();
    assert_eq!([cell(0), cell(1)], ["The payroll", "accept exception"]);
    assert_eq!([cell(2), cell(3)], ["missing clock-out of Maria Lopez", "{\"state\":\"open\"}"]);
    assert!(cell(4).contains("She left at noon."), "{}", cell(4));
    let user: Vec<Option<Vec<u8>>> = test.column("SELECT settled_by FROM exception WHERE decision IS NOT NULL").await;
    assert!(user.len() == 1 && user[0].is_some());
}

#[tokio::test]
async fn of_two_who_settle_the_same_the_second_learns_who_was_first() {
    let (test, _, exception) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    let mut owner = test.browser(Role::Owner).await;
    let path = settle(exception);
    let (one, two) = ([("note", "by payroll")], [("note", "by the owner")]);
    let (one, two) = tokio::join!(payroll.post(&path, &one), owner.post(&path, &two));
    let (first, second, winner, loser) = match (one.status.as_u16(), two.status.as_u16()) {
        (303, 409) => (&one, &two, "payroll", "the owner"),
        (409, 303) => (&two, &one, "owner", "payroll"),
        other => panic!("{other:?}"),
    };
    assert!(first.to().is_some());
    let text = second.text();
    let words = format!("Already resolved by The {winner} at Wed, Nov 18, 2:0");
    assert!(text.contains(&words) && text.contains("accepted, no hours are paid for it"), "{text}");
    assert!(text.contains(&format!("You had written: by {loser}")), "what was typed is kept: {text}");
    assert_eq!(test.count("audit_record WHERE action = 'accept exception'").await, 1);
    assert_eq!(test.count("exception WHERE decision = 'accepted'").await, 1);
}

#[tokio::test]
async fn not_this_person_is_accepted_only_with_a_reason() {
    let (test, maria, _) = forgotten().await;
    let entry = test.entry_ids().await[1];
    let id = test.raise((test.workspace.id, maria, Some(entry)), ExceptionKind::NotThisPerson).await;
    let mut payroll = test.browser(Role::Payroll).await;
    for note in ["", "   "] {
        let page = payroll.post(&settle(id), &[("note", note)]).await;
        assert_eq!(page.status, 422);
        assert_eq!(
            page.wrong(&format!("note-{id}")),
            "Say why: “not this person” cannot be accepted without a reason."
        );
    }
    let long = "x".repeat(501);
    let page = payroll.post(&settle(id), &[("note", &long)]).await;
    assert_eq!(page.wrong(&format!("note-{id}")), "A note has at most 500 characters.");
    assert!(page.body.contains(&long), "what was typed is kept");
    assert_eq!(test.count("exception WHERE decision IS NOT NULL").await, 0);
    payroll.submit(&settle(id), &[("note", "She had a cold; her foreman stood beside her.")]).await;
    assert_eq!(test.count("exception WHERE decision = 'accepted'").await, 1);
}

#[tokio::test]
async fn a_decision_can_be_taken_back_and_both_stay_in_the_audit_log() {
    let (test, _, exception) = forgotten().await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.submit(&settle(exception), &[("note", "too fast")]).await;
    let done = payroll.post(&reopen(exception), &[("status", "settled")]).await;
    assert_eq!(done.to(), Some(format!("/exceptions?at={exception}").as_str()));
    assert_eq!(kinds(&payroll.get("/exceptions").await), ["missing clock-out"]);
    let actions: Vec<String> =
        test.column("SELECT action FROM audit_record WHERE action LIKE '%exception' ORDER BY at").await;
    assert_eq!(actions, ["accept exception", "reopen exception"]);
    let before: Vec<String> = test.column("SELECT before FROM audit_record WHERE action = 'reopen exception'").await;
    assert!(before[0].contains("too fast") && before[0].contains("The payroll"), "{before:?}");
    let again = payroll.post(&reopen(exception), &[]).await;
    assert!(again.status == 409 && again.text().contains("This one is already open."), "{}", again.text());
}

#[tokio::test]
async fn approved_hours_can_be_settled_but_get_nothing_back_that_blocks_them() {
    let (test, maria, exception) = forgotten().await;
    let entry = test.entry_ids().await[0];
    let harmless = test.raise((test.workspace.id, maria, Some(entry)), ExceptionKind::UnrecognizedCaller).await;
    let approve = "INSERT INTO approval (id, workspace_id, employee_id, from_date, to_date, regular_secs, \
                   overtime_secs, approved_at, approver) VALUES (?1, ?2, ?3, '2026-11-16', '2026-11-22', 0, 0, ?4, 'Pia')";
    let now = test.clock_now();
    let id = Value::Blob(vec![9; 16]);
    test.change_by_sql(approve, vec![id, test.workspace.id.into(), maria.into(), now.into()]).await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.submit(&settle(exception), &[]).await;
    payroll.submit(&settle(harmless), &[]).await;
    let refused = payroll.post(&reopen(exception), &[("status", "settled")]).await;
    assert_eq!(refused.status, 409);
    let words = "were approved by Pia at Wed, Nov 18, 2:00 PM; reopen the approval first.";
    assert!(refused.text().contains(words), "{}", refused.text());
    payroll.submit(&reopen(harmless), &[]).await;
    test.change_by_sql("UPDATE approval SET reopened_at = 1, reopened_because = 'wrong', reopener = 'Pia'", Vec::new())
        .await;
    payroll.submit(&reopen(exception), &[]).await;
    assert_eq!(test.count("exception WHERE settled_at IS NULL AND decision IS NULL").await, 2);
}

#[tokio::test]
async fn a_manager_sees_the_queue_and_settles_nothing() {
    let (test, _, exception) = forgotten().await;
    let mut manager = test.browser(Role::Manager).await;
    let page = manager.get("/exceptions").await;
    assert_eq!(kinds(&page), ["missing clock-out"]);
    assert!(!page.body.contains("/settle\"") && !page.body.contains("name=\"note\""), "{}", page.body);
    assert!(
        page.text().contains("An owner, admin or payroll user accepts them; times and jobs you can correct."),
        "{}",
        page.text()
    );
    for path in [settle(exception), reopen(exception), "/exceptions/settle".to_owned()] {
        assert_eq!(manager.post(&path, &[("exception", &exception.to_string())]).await.status, 403);
    }
    assert_eq!(test.count("exception WHERE settled_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn nothing_of_another_workspace_is_seen_or_settled() {
    let (test, maria, exception) = forgotten().await;
    let other = crate::access::other_workspace(&test).await;
    let mut stranger = test.browser_in(other, Role::Owner).await;
    let page = stranger.get("/exceptions").await;
    assert!(page.text().contains("There is nothing to resolve."), "{}", page.text());
    assert_eq!(stranger.get(&format!("/exceptions?employee={maria}")).await.status, 404);
    let before = test.tables().await["exception"].clone();
    assert_eq!(stranger.get(&format!("/exceptions?at={exception}")).await.status, 404);
    let correct = format!("/exceptions/{exception}/correct");
    for path in [settle(exception), reopen(exception), "/exceptions/settle".to_owned(), correct] {
        let page = stranger.post(&path, &[("exception", &exception.to_string()), ("note", "mine")]).await;
        assert_eq!(page.status, 404, "{path}");
    }
    assert!(test.tables().await["exception"] == before);
}

#[tokio::test]
async fn filters_that_are_none_and_lists_that_are_empty_say_what_to_do() {
    let test = TestGateway::start().await;
    let mut payroll = test.browser(Role::Payroll).await;
    for nonsense in ["kind=boredom", "employee=7", "status=lost", "after=x", "at=7"] {
        assert_eq!(payroll.get(&format!("/exceptions?{nonsense}")).await.status, 404, "{nonsense}");
    }
    let text = payroll.get("/exceptions").await.text();
    assert!(text.contains("When a call or a correction raises a question, it appears here."), "{text}");
    let text = payroll.get("/exceptions?status=settled").await.text();
    assert!(text.contains("Nothing has been resolved yet."), "{text}");
    let text = payroll.get("/exceptions?kind=locked+out").await.text();
    assert!(text.contains("No exceptions match.") && text.contains("Show everything"), "{text}");
}
