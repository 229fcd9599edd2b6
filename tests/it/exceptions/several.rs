//! Long queues: page by page, and several of one harmless kind at once.

use phoneclock::domain::{exception::ExceptionKind, ids::ExceptionId, user::Role};

use super::kinds;
use crate::support::TestGateway;

/// As many people as wanted, each locked out.
async fn locked_out(count: usize) -> (TestGateway, Vec<ExceptionId>) {
    let test = TestGateway::start().await;
    let mut raised = Vec::new();
    for number in 0..count {
        let person = test.newcomer(&format!("Person {number}"), None).await;
        raised.push(test.raise((test.workspace.id, person.id, None), ExceptionKind::LockedOut).await);
    }
    // The clock stands still, and then the ids alone say which comes first.
    raised.sort_unstable();
    (test, raised)
}

#[tokio::test]
async fn a_long_queue_is_read_page_by_page_and_settled_pages_too() {
    let (test, raised) = locked_out(120).await;
    let mut payroll = test.browser(Role::Payroll).await;
    for list in ["/exceptions?kind=locked+out", "/exceptions?status=settled"] {
        let (mut seen, mut path) = (Vec::new(), Some(list.to_owned()));
        while let Some(at) = path {
            let page = payroll.get(&at).await;
            assert!(kinds(&page).len() <= 50);
            let ids = page.body.split("id=\"x-").skip(1).map(|rest| rest.split('"').next().unwrap());
            seen.extend(ids.map(|id| ExceptionId::parse(id).unwrap()));
            path = page.link("rel=\"next\"");
        }
        seen.sort();
        assert_eq!(seen, raised);
        let ticked: Vec<_> = raised.iter().map(|id| ("exception", id.to_string())).collect();
        let fields: Vec<_> = ticked.iter().map(|(name, id)| (*name, id.as_str())).collect();
        if list.contains("kind") {
            let page = payroll.submit("/exceptions/settle", &fields).await;
            assert!(page.text().contains("Accepted: 120 of the kind locked out."), "{}", page.text());
        }
    }
}

#[tokio::test]
async fn several_are_offered_only_where_one_harmless_kind_is_shown() {
    let (test, _) = locked_out(2).await;
    let mut payroll = test.browser(Role::Payroll).await;
    let offered = |html: &str| html.contains("action=\"/exceptions/settle\"") && html.contains("name=\"exception\"");
    assert!(offered(&payroll.get("/exceptions?kind=locked+out").await.body));
    for list in ["/exceptions", "/exceptions?kind=missing+clock-out", "/exceptions?kind=locked+out&status=settled"] {
        assert!(!offered(&payroll.get(list).await.body), "{list}");
    }
    let mut manager = test.browser(Role::Manager).await;
    assert!(!offered(&manager.get("/exceptions?kind=locked+out").await.body));
}

#[tokio::test]
async fn kinds_are_not_mixed_and_none_that_blocks_is_among_several() {
    let (test, raised) = locked_out(2).await;
    let person = test.newcomer("Ana Torres", None).await;
    let about = (test.workspace.id, person.id, None);
    let blocking = test.raise(about, ExceptionKind::JobMissing).await.to_string();
    let other = test.raise(about, ExceptionKind::UnrecognizedCaller).await.to_string();
    let mut payroll = test.browser(Role::Payroll).await;
    let first = raised[0].to_string();
    for second in [&blocking, &other] {
        let fields = [("exception", first.as_str()), ("exception", second), ("kind", "locked out"), ("note", "all")];
        let page = payroll.post("/exceptions/settle", &fields).await;
        assert_eq!(page.status, 422);
        assert!(page.text().contains("only if all are of one kind that does not block approval"), "{}", page.text());
        assert!(page.body.contains(&format!("value=\"{first}\" form=\"several\" checked")), "ticks are kept");
    }
    let fields = [("exception", blocking.as_str())];
    assert_eq!(payroll.post("/exceptions/settle", &fields).await.status, 422);
    let page = payroll.post("/exceptions/settle", &[("kind", "locked out")]).await;
    assert!(page.text().contains("Select what to accept."), "{}", page.text());
    assert_eq!(test.count("exception WHERE settled_at IS NOT NULL").await, 0);
    assert_eq!(payroll.post_bare("/exceptions/settle", &fields).await.status, 403);
}

#[tokio::test]
async fn what_somebody_else_settled_meanwhile_is_passed_over() {
    let (test, raised) = locked_out(3).await;
    let mut payroll = test.browser(Role::Payroll).await;
    payroll.submit(&super::settle(raised[1]), &[("note", "first")]).await;
    let ids: Vec<_> = raised.iter().map(ToString::to_string).collect();
    let fields: Vec<_> = ids.iter().map(|id| ("exception", id.as_str())).chain([("note", "all")]).collect();
    let page = payroll.submit("/exceptions/settle", &fields).await;
    let words = "Accepted: 2 of the kind locked out. One more had already been resolved.";
    assert!(page.text().contains(words), "{}", page.text());
    assert_eq!(test.count("exception WHERE settled_because LIKE '%: first'").await, 1, "the first word stands");
    assert_eq!(test.count("audit_record WHERE action = 'accept exception'").await, 3);
}
