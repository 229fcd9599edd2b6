//! Clock locations as the office sees them.

use phoneclock::{
    domain::{location::LocationRule, user::Role, workspace::Zone},
    service::{locations::LocationDetails, roster::jobs::JobDetails},
};

use crate::{
    locations::{caller, circle, network},
    support::TestGateway,
};

const HERE: &str = "/time-tracking/locations";

#[tokio::test]
async fn the_list_says_what_to_do_next() {
    let test = TestGateway::start().await;
    let (mut admin, mut manager) = (test.browser(Role::Admin).await, test.browser(Role::Manager).await);
    test.assert_reads("locations/list_nothing", &admin.get(HERE).await).await;
    test.assert_reads("locations/list_nothing_for_managers", &manager.get(HERE).await).await;
    test.location("Shop", &[]).await;
    let job = test.add_job(JobDetails::named("Roof repair")).await;
    let yard = LocationDetails {
        address: "2200 S Ashland Ave, Chicago".to_owned(),
        job: Some(job.id),
        zone: Zone::parse("America/Denver").ok(),
        rules: vec![caller("+15555550142"), network("203.0.113.0/24"), circle(41.88, -87.63, 150)],
        ..LocationDetails::named("Yard")
    };
    test.location_with(yard).await;
    test.assert_reads("locations/list", &admin.get(HERE).await).await;
    test.assert_reads("locations/list_for_managers", &manager.get(HERE).await).await;
}

#[tokio::test]
async fn the_form_says_what_each_rule_goes_by() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    test.assert_reads("locations/new", &admin.get(&format!("{HERE}/new")).await).await;
    let gate = test.kiosk("Gate").await;
    test.device(&gate).await;
    let rules =
        [LocationRule::Kiosk(gate.id), caller("+15555550142"), network("203.0.113.0/24"), circle(41.88, -87.63, 150)];
    let yard = test.location("Yard", &rules).await.location;
    test.assert_reads("locations/edit", &admin.get(&format!("{HERE}/{}/edit", yard.id)).await).await;
}
