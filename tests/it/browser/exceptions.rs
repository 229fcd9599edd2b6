//! The queue of exceptions, settled by keyboard alone.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::converse;
use crate::support::{
    MARIAS_PHONE, OTHER_PHONE, PIN, TestGateway,
    browser::{PASSWORD, add_user},
};

#[tokio::test]
async fn exceptions_are_settled_one_by_one_and_several_at_once_without_the_mouse() {
    let test = TestGateway::start_with(|settings| settings.voice_check = false).await;
    let (_, id) = test.employee("Maria Lopez").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(24));
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#,1")).await;
    for name in ["John Carter", "Ana Torres"] {
        let (_, id) = test.employee(name).await;
        test.call(OTHER_PHONE, &format!("{id}#,4711#,{id}#,4712#,{id}#,4713#")).await;
    }
    let email = add_user(&test.gateway, test.workspace.id, Role::Payroll).await;
    let payroll = json!({ "email": email, "password": PASSWORD });
    converse("exceptions.js", &json!({ "at": test.pages(), "payroll": payroll }), async |_| {
        test.advance(SignedDuration::from_secs(1));
        Value::Null
    })
    .await;
    assert_eq!(test.count("exception WHERE decision = 'accepted'").await, 3);
    assert_eq!(test.count("exception WHERE settled_at IS NULL").await, 0);
}
