//! `costs`: by workspace and month, and what belongs to none.

use jiff::SignedDuration;
use phoneclock::simulator::recordings::PlacedCall;
use serde_json::json;

use super::beside;
use crate::{
    access::other_workspace,
    costs::read_calls,
    support::{DIAL_IN, MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway},
};

#[tokio::test]
async fn costs_come_as_a_table_and_as_json_with_what_belongs_to_no_workspace() {
    let test = TestGateway::start().await;
    let none = beside(&test, &["costs"]);
    assert!(none.out.contains("no calls and no texts in these months"), "{none:?}");
    assert_eq!(beside(&test, &["costs", "--json"]).json(), json!([]));
    other_workspace(&test).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    let began_at = test.clock_now().as_second();
    let (from, to) = (OTHER_PHONE.to_owned(), DIAL_IN.to_owned());
    test.recordings.list_call("nobodys", PlacedCall { from, to, began_at, secs: 61 });
    test.recordings.set_prices_told(true);
    test.advance(SignedDuration::from_mins(10));
    assert_eq!(read_calls(&test).await, 2);

    let listed = beside(&test, &["costs", "--json", "--months", "1200"]);
    assert_eq!(listed.code, 2, "{listed:?}");
    // The commands have a clock of their own, so this month is theirs.
    let listed = beside(&test, &["costs", "--json", "--months", "120"]).json();
    let [of_maria, of_nobody] = listed.as_array().unwrap().as_slice() else { panic!("{listed}") };
    assert_eq!(of_maria["workspace"], "Lopez Roofing");
    let nobodys = json!({
        "workspace": null, "month": "2026-11", "time_zone": "UTC", "calls": 1, "call_secs": 61, "minutes": 2, "texts": 0,
        "segments": 0, "costs": [{ "currency": "USD", "amount": "0.017000" }], "calls_without_price": 0,
        "texts_without_price": 0,
    });
    assert_eq!(*of_nobody, nobodys);
    let table = beside(&test, &["costs", "--months", "120"]).out;
    assert!(table.contains("(of no workspace)  2026-11") && table.contains("$0.02"), "{table}");
}
