//! What is no request of the API is answered as a problem, too, whatever is wrong with it.

use reqwest::{Client, Method, header};
use serde_json::json;

use crate::support::{TestGateway, outage::Away, programs::answered};

#[tokio::test]
async fn every_error_below_api_is_a_problem() {
    let test = TestGateway::start().await;
    let program = test.program("employees:write").await;
    program.get("/nothing").await.is_problem(404, "not-found");
    program.get("/employees/x").await.is_problem(404, "not-found");
    let refused = program.send(Method::PUT, "/employees", None, None).await;
    refused.is_problem(405, "wrong-method");
    assert_eq!(refused.header("allow"), "GET, HEAD, POST");
    for page in ["/api", "/api/", "/api/v1", "/api/v2/employees"] {
        let url = test.pages().join(page).unwrap();
        let refused = answered(Client::new().get(url)).await;
        refused.is(404);
        assert!(page == "/api" || refused.header("content-type") == "application/problem+json", "{page}");
    }
    let send = async |kind: &str, body: Vec<u8>| {
        let url = test.pages().join("/api/v1/employees").unwrap();
        let request = Client::new().post(url).bearer_auth(&program.token);
        answered(request.header(header::CONTENT_TYPE, kind).body(body)).await
    };
    send("text/plain", b"{}".to_vec()).await.is_problem(415, "not-json");
    send("application/x-www-form-urlencoded", b"name=Ana".to_vec()).await.is_problem(415, "not-json");
    let problem = send("application/json", b"{\"name\": secret}".to_vec()).await.is_problem(400, "malformed");
    assert!(!problem.to_string().contains("secret"), "{problem}");
    send("application/json", vec![b' '; 300_000]).await.is_problem(413, "too-large");
    send("application/json; charset=utf-8", json!({ "name": "Ana" }).to_string().into_bytes()).await.is(201);
}

#[tokio::test]
async fn answers_are_kept_by_nobody_and_a_session_is_no_token() {
    let test = TestGateway::start().await;
    let answer = test.program("employees:read").await.get("/employees").await;
    assert_eq!(
        (answer.header("cache-control"), answer.header("x-content-type-options")),
        ("no-store".into(), "nosniff".into())
    );
    assert_eq!(
        (answer.header("content-type"), answer.header("set-cookie")),
        ("application/json".into(), String::new())
    );
    let mut owner = test.browser(phoneclock::domain::user::Role::Owner).await;
    owner.get("/api/v1/employees").await.is(401);
}

#[tokio::test]
async fn a_database_that_is_away_is_told_as_such() {
    let test = TestGateway::start().await;
    let program = test.program("employees:read").await;
    let outage = test.outage();
    outage.set(Away::All);
    let refused = program.get("/employees").await;
    refused.is_problem(503, "away");
    assert_eq!(refused.header("retry-after"), "1");
    outage.set(Away::Nothing);
    program.get("/employees").await.is(200);
}
