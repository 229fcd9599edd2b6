//! While the database does not answer: callers are asked for a moment and go on where they were, pages and kiosks say so,
//! nothing is promised that is not committed, and nothing is done twice.

mod callers;
mod kiosks;
mod pages;
mod unknown;
mod worker;

use std::{net::SocketAddr, time::Duration};

use phoneclock::domain::language::Language;

use crate::support::{
    TestGateway,
    by_hand::Call,
    outage::{Away, Held, Outage},
};

/// What callers hear whose language nobody knows yet.
const MOMENT_IN_BOTH: &str = "One moment, please. Un momento, por favor.";

const fn moment(language: Language) -> &'static str {
    match language {
        Language::En => "One moment, please.",
        Language::Es => "Un momento, por favor.",
        Language::Pt => "Um momento, por favor.",
    }
}

/// A gateway with two doors: at one of them there is hardly any patience, so that no test waits for long.
struct Line {
    test: TestGateway,
    patient: SocketAddr,
    impatient: SocketAddr,
    /// What runs while nobody calls.
    idle: usize,
}

impl Line {
    async fn of(test: TestGateway) -> Self {
        let (patient, impatient) = (test.address, test.with_patience(Duration::from_millis(200)).await);
        let idle = test.lifecycle.tracker.len();
        Self { test, patient, impatient, idle }
    }

    /// Another program holds the database from now on.
    fn hold(&mut self) -> Held {
        self.test.address = self.impatient;
        self.test.held()
    }

    /// It lets the database go; what was tried meanwhile has ended.
    async fn let_go(&mut self, held: Held) {
        self.until_idle().await;
        drop(held);
        self.test.address = self.patient;
    }

    /// The database is away from now on.
    fn go_away(&mut self, outage: &Outage) {
        self.test.address = self.impatient;
        outage.set(Away::All);
    }

    async fn come_back(&mut self, outage: &Outage) {
        self.until_idle().await;
        outage.set(Away::Nothing);
        self.test.address = self.patient;
    }

    async fn until_idle(&self) {
        self.until_running(0).await;
    }

    /// Waits until so many webhooks are worked on.
    async fn until_running(&self, webhooks: usize) {
        let reached = async {
            while self.test.lifecycle.tracker.len() != self.idle + webhooks {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::time::timeout(Duration::from_secs(20), reached).await.expect("webhooks that are worked on");
    }
}

/// Keys that meet a database which does not answer, twice; what was said, and the question after that.
async fn held_twice(line: &mut Line, call: &mut Call, keys: &str) -> ([String; 2], String) {
    let held = line.hold();
    let first = call.keys_alone(&line.test, keys).await.said();
    let second = call.wait(&line.test).await.said();
    line.let_go(held).await;
    ([first, second], call.wait(&line.test).await.said())
}
