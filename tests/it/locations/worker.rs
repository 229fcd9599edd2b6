//! On the worker's page: a position with the report of a missed punch, and the network that it comes from.

use phoneclock::{
    domain::{employee::Details, location::LocationPolicy, user::Role},
    store::tx::Row,
};

use super::{circle, network};
use crate::support::{PIN, TestGateway, browser::Browser, people::details};

async fn link(test: &TestGateway) -> String {
    let maria = Details { email: Some("maria@example.com".to_owned()), ..details("Maria Lopez") };
    let (maria, _) = test.employee_with(maria, PIN).await;
    test.send_worker_page(&maria).await
}

async fn report(test: &TestGateway, link: &str, position: &[(&str, &str)]) -> String {
    let path = format!("{link}/report");
    let mut phone = Browser::nobody(test);
    // What a script fills in is in fields that nobody sees.
    let hidden = phone.get(&path).await.form(&path, &[]);
    let kept = hidden.iter().filter(|(name, _)| position.iter().all(|(given, _)| name != given));
    let kept = kept.map(|(name, value)| (name.as_str(), value.as_str()));
    let typed = [("way", "in"), ("day", "2026-11-16"), ("time", "06:55")];
    let typed: Vec<_> = kept.chain(typed).chain(position.iter().copied()).collect();
    phone.post_bare(&path, &typed).await.is(303);
    let mut office = test.browser(Role::Payroll).await;
    let queue = office.get("/exceptions").await;
    let (_, claim) = queue.body.split_once("action=\"/exceptions/claims/").unwrap();
    office.get(&format!("/exceptions/claims/{}", claim.split('/').next().unwrap())).await.text()
}

#[tokio::test]
async fn a_position_says_which_location_a_report_was_made_near_and_is_not_kept() {
    let test = TestGateway::start().await;
    let link = link(&test).await;
    let asked = Browser::nobody(&test).get(&format!("{link}/report")).await;
    asked.says_nothing_of("/assets/position.").says_nothing_of("latitude");
    test.location("Yard", &[circle(41.88, -87.63, 150)]).await;
    let asked = Browser::nobody(&test).get(&format!("{link}/report")).await;
    asked.says("/assets/position.").says("data-position hidden");
    assert_eq!(asked.headers["permissions-policy"], "camera=(), geolocation=(self), microphone=()");
    let elsewhere = Browser::nobody(&test).get(&link).await;
    assert_eq!(elsewhere.headers["permissions-policy"], "camera=(), geolocation=(), microphone=()");

    let there = [("latitude", "41.880700"), ("longitude", "-87.630000"), ("accuracy", "12")];
    let text = report(&test, &link, &there).await;
    assert!(text.contains("Yard (position) , about 78 m from Yard (accurate to 12 m)"), "{text}");
    let claims: Vec<Row> = test.rows("SELECT * FROM claim", Vec::new()).await;
    assert!(!format!("{claims:?}").contains("41.88") && !format!("{claims:?}").contains("418807"), "{claims:?}");
}

#[tokio::test]
async fn far_away_is_unrecognized_and_flagged_only_where_the_workspace_says_so() {
    for (flags, badge) in [(false, 0), (true, 1)] {
        let test = TestGateway::start().await;
        let link = link(&test).await;
        test.location("Yard", &[circle(41.88, -87.63, 150)]).await;
        test.flag_places(LocationPolicy { page: flags, ..LocationPolicy::default() }).await;
        let far = [("latitude", "41.90"), ("longitude", "-87.63"), ("accuracy", "40")];
        let text = report(&test, &link, &far).await;
        assert!(text.contains("unrecognized , about 2224 m from Yard"), "{text}");
        let mut office = test.browser(Role::Payroll).await;
        let queue = office.get("/exceptions").await;
        assert_eq!(queue.body.matches("<span class=\"badge warn\">unrecognized</span>").count(), badge, "{flags}");
    }
}

#[tokio::test]
async fn without_a_position_the_network_of_the_request_counts_and_nonsense_is_no_position() {
    for position in [&[][..], &[("latitude", "here"), ("longitude", "0"), ("accuracy", "1")][..]] {
        let test = TestGateway::start().await;
        let link = link(&test).await;
        test.location("Town", &[network("127.0.0.0/8"), circle(41.88, -87.63, 150)]).await;
        let text = report(&test, &link, position).await;
        assert!(text.contains("Town (network)") && !text.contains("about"), "{text}");
    }
}
