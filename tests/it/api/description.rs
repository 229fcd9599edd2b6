//! The description says what there is, and nothing else.

use std::collections::BTreeSet;

use phoneclock::web::access::RULES;
use reqwest::Client;
use serde_json::Value;

use crate::support::{TestGateway, programs::answered};

/// The description, as anybody may read it.
pub async fn description(test: &TestGateway) -> Value {
    let url = test.pages().join("/api/v1/openapi.json").unwrap();
    answered(Client::new().get(url)).await.is(200).json()
}

#[tokio::test]
async fn every_address_is_described_and_what_is_described_is_served() {
    let test = TestGateway::start().await;
    let description = description(&test).await;
    assert_eq!(description["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, operations) in description["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            described.insert((method.to_uppercase(), path.clone()));
            assert!(operation["operationId"].as_str().is_some(), "{method} {path}");
            let responses = operation["responses"].as_object().unwrap();
            for status in ["401", "403", "429", "500", "503"] {
                assert!(responses.contains_key(status), "{method} {path} {status}");
            }
            let has_version = operation["parameters"].to_string().contains("If-Match");
            assert_eq!(has_version, responses.contains_key("428"), "{method} {path}");
        }
    }
    let served = RULES.iter().filter(|rule| rule.path.starts_with("/api/") && rule.path != "/api/v1/openapi.json");
    let served: BTreeSet<_> = served.map(|rule| (rule.method.to_string(), rule.path.to_owned())).collect();
    assert_eq!(described, served);
}
