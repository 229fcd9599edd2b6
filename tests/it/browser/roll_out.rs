//! A roll-out from the first list of people to a call: by an admin at a desk and an employee with a phone.

use jiff::SignedDuration;
use phoneclock::domain::user::Role;
use serde_json::{Value, json};

use super::converse;
use crate::{
    mail::server::MailServer,
    support::{
        MARIAS_PHONE, PUBLIC_URL, TestGateway,
        browser::{PASSWORD, add_user},
        calling::heard,
    },
};

#[tokio::test]
async fn people_are_imported_get_links_choose_pins_call_and_are_seen_on_the_board() {
    let mail = MailServer::start(&[]);
    let test = TestGateway::start_mailing(mail.mailer()).await;
    let admin = json!({ "email": add_user(&test.gateway, test.workspace.id, Role::Admin).await, "password": PASSWORD });
    let given = json!({ "at": test.pages(), "admin": admin });
    converse("roll_out.js", &given, async |question| match question["ask"].as_str() {
        Some("mail") => {
            test.work().await;
            json!({ "link": mailed_link(&mail, question["to"].as_str().unwrap()) })
        }
        Some("call") => place_call(&test, question).await,
        _ => panic!("{question}"),
    })
    .await;
    let entry = test.only_entry().await;
    assert_eq!((entry.employee.as_str(), entry.in_local.as_str()), ("Ana Torres", "2026-11-17T07:00:00-06:00"));
    assert_eq!(entry.out_local.as_deref(), Some("2026-11-17T07:30:00-06:00"));
}

/// The path that the only mail to this address leads to.
fn mailed_link(server: &MailServer, to: &str) -> String {
    let mails = server.received();
    let mut mails = mails.iter().filter(|mail| mail["to"].to_string().contains(to));
    let (Some(mail), None) = (mails.next(), mails.next()) else { panic!("{:#?}", server.received()) };
    let text = mail["text"].as_str().unwrap();
    let link = text.split_whitespace().find_map(|word| word.strip_prefix(PUBLIC_URL));
    link.unwrap_or_else(|| panic!("no link in {text}")).to_owned()
}

/// Somebody calls, `later_mins` from now, and keys an ID and a PIN.
pub async fn place_call(test: &TestGateway, question: &Value) -> Value {
    test.advance(SignedDuration::from_mins(question["later_mins"].as_i64().unwrap_or_default()));
    let [id, pin] = ["id", "pin"].map(|name| question[name].as_str().unwrap());
    let report = test.call(MARIAS_PHONE, &format!("{id}#,{pin}#")).await;
    json!({ "heard": heard(&report) })
}
