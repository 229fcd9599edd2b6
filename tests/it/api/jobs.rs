//! Jobs, clock locations and kiosks through the API.

use phoneclock::{domain::location::LocationRule, service::roster::jobs::JobDetails};
use reqwest::Method;
use serde_json::json;

use crate::{
    locations::{caller, circle},
    support::{MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway},
};

#[tokio::test]
async fn a_job_is_added_assigned_renamed_archived_and_taken_back() {
    let test = TestGateway::start().await;
    let (maria, _) = test.employee("Maria Lopez").await;
    let program = test.program("jobs:write").await;
    let new = json!({ "name": "Roof repair", "phone_code": "12", "assigned": [maria.id] });
    let added = program.post("/jobs", new).await;
    let job = added.is(201).json();
    assert_eq!((&job["everyone"], &job["assigned"]), (&json!(false), &json!([maria.id])));
    let path = format!("/jobs/{}", job["id"].as_str().unwrap());
    assert_eq!(program.get(&path).await.is(200).json(), job);
    let listed = program.get("/jobs?active=true").await.is(200).json();
    assert_eq!((&listed["data"][0]["name"], &listed["data"][0]["phone_code"]), (&json!("Roof repair"), &json!("12")));
    let version = added.header("etag");
    let changed = program.patch(&path, &version, json!({ "name": "Roofs", "assigned": null })).await;
    let job = changed.is(200).json();
    assert_eq!((&job["name"], &job["phone_code"], &job["everyone"]), (&json!("Roofs"), &json!("12"), &json!(true)));
    program.patch(&path, &version, json!({ "name": "Late" })).await.is_problem(412, "changed");
    let archived = program.send(Method::DELETE, &path, Some(&changed.header("etag")), None).await;
    assert_eq!(archived.is(200).json()["active"], false);
    test.job("Shed", "12").await;
    let back = format!("{path}/reactivate");
    let taken = program.send(Method::POST, &back, Some("*"), None).await.is_problem(422, "invalid");
    assert_eq!(taken["errors"][0]["field"], "phone_code");
    program.patch(&path, "*", json!({ "phone_code": null })).await.is(200);
    assert_eq!(program.send(Method::POST, &back, Some("*"), None).await.is(200).json()["active"], true);
}

#[tokio::test]
async fn what_is_wrong_with_a_job_is_said_and_nobody_is_left_clocked_in_to_an_archived_one() {
    let test = TestGateway::start().await;
    let (_, id) = test.employee("Maria Lopez").await;
    let program = test.program("jobs:write").await;
    for (new, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "name": "Roof", "phone_code": "1x" }), "phone_code"),
        (json!({ "name": "Roof", "assigned": [] }), "assigned"),
    ] {
        let problem = program.post("/jobs", new).await.is_problem(422, "invalid");
        assert_eq!(problem["errors"][0]["field"], field, "{problem}");
    }
    let stranger = json!({ "name": "Roof", "assigned": ["00000000-0000-0000-0000-000000000000"] });
    program.post("/jobs", stranger).await.is_problem(404, "not-found");
    let job = test.add_job(JobDetails::named("Yard")).await;
    test.job("Roof", "12").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,12#")).await;
    let roof = test.jobs().await.into_iter().find(|job| job.name == "Roof").unwrap();
    let archive = async |id| program.send(Method::DELETE, &format!("/jobs/{id}"), Some("*"), None).await;
    archive(roof.id).await.is_problem(409, "clocked-in");
    archive(job.id).await.is(200);
}

#[tokio::test]
async fn places_are_listed_and_read_with_their_rules() {
    let test = TestGateway::start().await;
    let kiosk = test.kiosk("Gate").await;
    let rules: [LocationRule; 2] = [caller(OTHER_PHONE), circle(41.88, -87.63, 200)];
    let yard = test.location("Yard", &rules).await.location;
    let program = test.program("places:read").await;
    let listed = program.get("/locations").await.is(200).json();
    assert_eq!((&listed["data"][0]["name"], &listed["next_cursor"]), (&json!("Yard"), &json!(null)));
    let one = program.get(&format!("/locations/{}", yard.id)).await.is(200).json();
    assert_eq!(
        one["rules"][0],
        json!({ "kind": "caller", "value": OTHER_PHONE, "latitude": null, "longitude": null, "radius": null })
    );
    assert_eq!((&one["rules"][1]["kind"], &one["rules"][1]["radius"]), (&json!("position"), &json!(200)));
    let listed = program.get("/kiosks").await.is(200).json();
    assert_eq!(listed["data"][0]["name"], "Gate");
    let one = program.get(&format!("/kiosks/{}", kiosk.id)).await.is(200).json();
    assert_eq!((&one["active"], &one["everybody"], &one["members"]), (&json!(true), &json!(true), &json!([])));
    program.get(&format!("/kiosks/{}", yard.id)).await.is_problem(404, "not-found");
}
