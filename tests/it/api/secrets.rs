//! No token, PIN or phone number is anywhere but where it belongs.

use serde_json::json;

use crate::support::{PIN, TestGateway, log::Log};

#[tokio::test]
async fn a_token_is_neither_kept_nor_logged_nor_answered() {
    let log = Log::on();
    let test = TestGateway::start().await;
    test.employee("Maria Lopez").await;
    let program = test.program("employees:write").await;
    let listed = program.get("/employees").await;
    listed.is(200);
    let problem = program.post("/employees", json!({ "name": program.token, "role": 1 })).await;
    problem.is(400);
    let secret = program.token.rsplit('_').next().unwrap().to_owned();
    let secret = if secret.len() < 20 { program.token[17..].to_owned() } else { secret };
    for answer in [&listed, &problem] {
        assert!(!answer.text.contains(&secret) && !answer.text.contains(PIN) && !answer.text.contains("argon2"));
    }
    for (place, bytes) in test.whatever_is_kept().await {
        assert!(!contains(&bytes, secret.as_bytes()), "the token is kept in {place}");
    }
    assert!(!contains(&log.bytes(), secret.as_bytes()), "the token is logged");
}

fn contains(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}
