//! What the database, the log and the answers hold of what was sealed.

use std::collections::BTreeMap;

use serde_json::json;

use crate::support::{
    kept::maria_says,
    kiosk_people::{WRONG_PIN, maria_at_the_gate},
};

const CANARY: &str = "604189";

#[tokio::test]
async fn no_pin_is_in_the_database_in_clear_and_no_answer_says_whether_it_was_right() {
    let here = maria_at_the_gate().await;
    let mut tablet = here.tablet().await;
    let kept = [tablet.keep("in", &maria_says(CANARY)), tablet.keep("in", &maria_says(WRONG_PIN)), tablet.maria("in")];
    for one in &kept {
        let text = one.to_string();
        assert!(!text.contains(CANARY) && !text.to_lowercase().contains("maria"), "{text}");
    }
    let lengths: Vec<_> = kept.iter().map(|one| one["sealed"].as_str().unwrap().len()).collect();
    assert!(lengths.iter().all(|length| *length == lengths[0]), "the length says nothing");
    let mut answers = Vec::new();
    for one in &kept {
        let mut reply = tablet.send(std::slice::from_ref(one)).await;
        reply.whole["answer"]["taken"] = json!(null);
        answers.push((reply.status, reply.whole["answer"].clone(), reply.cookies));
    }
    assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
    let tables: BTreeMap<_, _> = here.test.tables().await;
    for (table, rows) in tables {
        for row in rows {
            assert!(!format!("{row:?}").contains(CANARY), "{table}");
        }
    }
}
