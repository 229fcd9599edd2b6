//! Background work waits, and goes on.

use std::time::Duration;

use phoneclock::worker::runner;

use crate::support::{
    TestGateway, files_below,
    outage::{Away, Fate},
};

async fn with_a_mail() -> TestGateway {
    let test = TestGateway::start().await;
    let ana = test.newcomer("Ana Torres", Some("ana@example.com")).await;
    test.email_setup_link(&ana, None).await.unwrap();
    test
}

fn mails(test: &TestGateway) -> usize {
    let outbox = test.dir.path().join("outbox");
    if outbox.exists() { files_below(&outbox).len() } else { 0 }
}

async fn until_sent(test: &TestGateway) {
    let sent = async {
        while test.count("mail WHERE state = 'sent'").await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), sent).await.expect("a mail that is sent");
}

#[tokio::test]
async fn the_loop_outlives_an_outage_and_does_its_work_afterwards() {
    let test = with_a_mail().await;
    let outage = test.outage();
    outage.set(Away::All);
    let running = test.lifecycle.tracker.spawn(runner::run(test.worker(), test.lifecycle.stop.clone()));
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert!(!running.is_finished());
    assert_eq!(mails(&test), 0);
    outage.set(Away::Nothing);
    until_sent(&test).await;
    assert_eq!(mails(&test), 1);
}

#[tokio::test]
async fn a_mail_whose_sending_could_not_be_noted_at_once_goes_out_once() {
    for fate in [Fate::Kept, Fate::Lost] {
        let test = with_a_mail().await;
        let outage = test.outage();
        let task = test.worker().lease(1).await.unwrap().remove(0);
        outage.next(&[fate]);
        test.worker().carry_out(task).await.unwrap();
        assert!(outage.is_spent());
        assert_eq!((mails(&test), test.count("mail WHERE state = 'sent'").await), (1, 1), "{fate:?}");
        test.work_for(jiff::SignedDuration::from_mins(10)).await;
        assert_eq!(mails(&test), 1, "{fate:?}");
    }
}
