//! The other brands, held against their own Python libraries.

use phoneclock::{
    domain::{language::Language, workspace::JobPolicy},
    simulator::Brand,
};
use serde_json::{Value, json};

use super::{OFFERED, calls, check, documents};
use crate::support::{MARIAS_PHONE, PIN, TestGateway, brands, by_hand::form};

const OTHERS: [Brand; 3] = [Brand::SignalWire, Brand::Telnyx, Brand::Plivo];

/// A webhook as it is sent, and the key that its library checks it with.
fn line(brand: Brand, test: &TestGateway, url: &str, params: &[(String, String)]) -> Value {
    let fields: Vec<_> = params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let body = String::from_utf8(form(&fields)).unwrap();
    let target = url.strip_prefix(crate::support::PUBLIC_URL).unwrap();
    let headers: serde_json::Map<_, _> = brands::headers(target, body.as_bytes(), &test.clock)
        .lines()
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), json!(value)))
        .collect();
    let key = brands::verifying_key(brand);
    json!({ "brand": brand.name(), "method": "POST", "url": url, "body": body, "headers": headers, "key": key })
}

#[tokio::test]
async fn every_webhook_is_signed_as_the_brands_own_library_checks_it() {
    for brand in OTHERS {
        let test = TestGateway::start().await.of(brand);
        let (_, id) = test.employee("Maria Lopez").await;
        let reports = [
            test.call(MARIAS_PHONE, &format!("*#,{id}#,{PIN}#")).await,
            test.call("sip:maría+ñ@example.com;user=phone", "").await,
            test.call_hanging_up("", &format!("{id}#,{PIN}#"), 3).await,
        ];
        let webhooks: Vec<_> = reports.iter().flat_map(|report| &report.webhooks).collect();
        // The gateway took each of them, so it checks as the library does.
        assert!(webhooks.len() > 10 && webhooks.iter().all(|webhook| webhook.status / 100 == 2), "{brand:?}");
        let lines: Vec<_> = webhooks.iter().map(|it| line(brand, &test, &it.url, &it.params)).collect();
        check("check_others.py", &lines);
        let held = "https://clock.example/voice/NAME/step/2/A-b_c.es?held=1&recording=RE1";
        let params = [("CallSid".to_owned(), "C1".to_owned()), ("Digits".to_owned(), String::new())];
        check("check_others.py", &[line(brand, &test, &held.replace("NAME", brand.name()), &params)]);
    }
}

#[tokio::test]
async fn every_answer_to_plivo_is_one_that_its_own_library_would_write() {
    let test = TestGateway::start_offering_with(OFFERED, |settings| settings.job_policy = JobPolicy::Required)
        .await
        .of(Brand::Plivo);
    test.job("Roof repair", "12").await;
    test.job("<Hangup/> & \"quotes\" \u{202e}\u{7} ño 屋根", "345").await;
    let mut said = Vec::new();
    for language in Language::ALL {
        said.extend(documents(&calls(&test, language).await));
    }
    let whole = said.iter().map(|document| document["xml"].as_str().unwrap()).collect::<String>();
    for verb in ["<Speak ", "<GetInput ", "<GetDigits ", "<Record ", "<Redirect ", "<Hangup/>", "log=\"false\""] {
        assert!(whole.contains(verb), "no answer has {verb}");
    }
    assert!(["<Say", "<Gather"].iter().all(|verb| !whole.contains(verb)));
    let lines: Vec<_> = said.iter().map(|it| json!({ "brand": "plivo", "xml": it["xml"] })).collect();
    check("check_others.py", &lines);
}

#[test]
#[should_panic(expected = "has no attribute channels")]
fn the_check_of_documents_notices_what_the_library_does_not_write() {
    let xml = "<Response><Record channels=\"1\"/></Response>";
    check("check_others.py", &[json!({ "brand": "plivo", "xml": xml })]);
}

#[tokio::test]
#[should_panic(expected = "the library refuses")]
async fn the_check_of_signatures_notices_another_one() {
    let test = TestGateway::start().await;
    let url = "https://clock.example/voice/plivo";
    let mut wrong = line(Brand::Plivo, &test, url, &[("CallUUID".to_owned(), "C1".to_owned())]);
    wrong["url"] = json!("https://clock.example/voice/other");
    check("check_others.py", &[wrong]);
}
