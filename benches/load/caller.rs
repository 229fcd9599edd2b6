//! One caller: rings, keys, speaks, and does what the documents say.

use std::time::Duration;

use phoneclock::{
    app::SystemEntropy,
    domain::entropy::{Entropy, below},
};

use crate::{
    client::{Answer, Client, Webhook, form},
    figures::Latencies,
    site::{PIN, Worker},
};

/// How long the webhooks of calls took, by whether a PIN was checked in them.
#[derive(Debug, Default, Clone)]
pub struct Heard {
    pub with_pin: Latencies,
    pub without_pin: Latencies,
    /// Calls that were told to hold on while their PIN was checked.
    pub held: usize,
    pub calls: usize,
    /// What a caller should not have heard.
    pub errors: Vec<String>,
}

impl Heard {
    pub fn join(&mut self, other: Self) {
        self.with_pin.join(other.with_pin);
        self.without_pin.join(other.without_pin);
        self.held += other.held;
        self.calls += other.calls;
        self.errors.extend(other.errors);
    }

    pub fn worst(&self) -> f64 {
        self.with_pin.worst().max(self.without_pin.worst())
    }
}

/// How people take their time.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// None at all: the next webhook follows at once.
    None,
    /// Two to four seconds for the ID, as long for the PIN, and about four until the name is said.
    Human,
}

impl Pace {
    async fn wait(self, from_ms: u64, to_ms: u64) {
        if let Self::Human = self {
            let millis = from_ms + below(&SystemEntropy, to_ms - from_ms);
            tokio::time::sleep(Duration::from_millis(millis)).await;
        }
    }
}

/// A call under way on one connection.
pub struct Caller<'a> {
    client: &'a mut Client,
    worker: &'a Worker,
    sid: String,
    /// Where the document says to go on.
    next: String,
    pub heard: Heard,
}

impl<'a> Caller<'a> {
    pub fn new(client: &'a mut Client, worker: &'a Worker) -> Self {
        let mut number = [0; 16];
        SystemEntropy.fill(&mut number);
        let sid = format!("CA{:032x}", u128::from_be_bytes(number));
        Self { client, worker, sid, next: String::new(), heard: Heard::default() }
    }

    /// A whole call: in, with a spoken name.
    pub async fn call(mut self, pace: Pace) -> Heard {
        self.heard.calls = 1;
        if let Err(wrong) = self.try_call(pace).await {
            self.heard.errors.push(wrong);
        }
        self.heard
    }

    async fn try_call(&mut self, pace: Pace) -> Result<(), String> {
        self.ring().await?;
        pace.wait(2_000, 4_000).await;
        self.key_id().await?;
        pace.wait(2_000, 4_000).await;
        self.key_pin().await?;
        pace.wait(3_000, 5_000).await;
        self.speak().await?;
        self.hang_up().await
    }

    /// The document that answers.
    pub async fn ring(&mut self) -> Result<String, String> {
        let answer = self.post("/voice/twilio", "ringing", &[]).await;
        self.follow(answer, "<Gather")
    }

    pub async fn key_id(&mut self) -> Result<String, String> {
        let worker = self.worker;
        let answer = self.answer(&[("Digits", &worker.clock_id), ("FinishedOnKey", "#"), ("msg", "Gather End")]).await;
        self.follow(answer, "<Gather")
    }

    pub async fn stay_silent(&mut self) -> Result<String, String> {
        let path = format!("{}/silence", self.next);
        let answer = self.post(&path, "in-progress", &[]).await;
        self.follow(answer, "<Gather")
    }

    pub async fn key_pin(&mut self) -> Result<String, String> {
        let webhook = self.pin_webhook();
        let mut answer = self.client.send(&webhook).await;
        self.heard.with_pin.add(answer.took);
        let mut held = false;
        while contains(&answer, "<Pause") {
            held = true;
            self.next = next_of(&answer).ok_or_else(|| self.wrong("no way on", &answer))?;
            tokio::time::sleep(Duration::from_secs(1)).await;
            let webhook = Webhook::new(&self.next.clone(), &self.form("in-progress", &[]));
            answer = self.client.send(&webhook).await;
            self.heard.with_pin.add(answer.took);
        }
        self.heard.held += usize::from(held);
        self.follow(answer, "<Record")
    }

    /// The webhook that clocks, ready to be sent.
    pub fn pin_webhook(&self) -> Webhook {
        let keyed = [("Digits", PIN), ("FinishedOnKey", "#"), ("msg", "Gather End")];
        Webhook::new(&self.next, &self.form("in-progress", &keyed))
    }

    async fn speak(&mut self) -> Result<(), String> {
        let sid = format!("RE{}", &self.sid[2..]);
        let url = format!("https://api.twilio.com/2010-04-01/Accounts/{}/Recordings/{sid}", crate::site::ACCOUNT);
        let recorded =
            [("RecordingSid", sid.as_str()), ("RecordingUrl", &url), ("RecordingDuration", "2"), ("Digits", "#")];
        let answer = self.answer(&recorded).await;
        self.check(&answer, "<Hangup")?;
        let kept = [
            ("RecordingSid", sid.as_str()),
            ("RecordingUrl", &url),
            ("RecordingDuration", "2"),
            ("RecordingStatus", "completed"),
        ];
        self.noted("/voice/twilio/recording", "in-progress", &kept).await
    }

    async fn hang_up(&mut self) -> Result<(), String> {
        self.noted("/voice/twilio/status", "completed", &[("CallDuration", "14")]).await
    }

    async fn noted(&mut self, path: &str, status: &str, more: &[(&str, &str)]) -> Result<(), String> {
        let answer = self.post(path, status, more).await;
        if answer.status.is_success() { Ok(()) } else { Err(self.wrong("refused", &answer)) }
    }

    async fn answer(&mut self, more: &[(&str, &str)]) -> Answer {
        let path = self.next.clone();
        self.post(&path, "in-progress", more).await
    }

    async fn post(&mut self, path: &str, status: &str, more: &[(&str, &str)]) -> Answer {
        let answer = self.client.send(&Webhook::new(path, &self.form(status, more))).await;
        self.heard.without_pin.add(answer.took);
        answer
    }

    fn form(&self, status: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
        form(&self.sid, &self.worker.phone, status, more)
    }

    fn follow(&mut self, answer: Answer, verb: &str) -> Result<String, String> {
        self.check(&answer, verb)?;
        self.next = next_of(&answer).ok_or_else(|| self.wrong("no way on", &answer))?;
        Ok(text(&answer).to_owned())
    }

    fn check(&self, answer: &Answer, verb: &str) -> Result<(), String> {
        let fits = answer.status.is_success() && contains(answer, verb);
        if fits { Ok(()) } else { Err(self.wrong(&format!("no {verb}"), answer)) }
    }

    fn wrong(&self, what: &str, answer: &Answer) -> String {
        format!("{} {what}: {} {}", self.next, answer.status, String::from_utf8_lossy(&answer.body))
    }
}

fn contains(answer: &Answer, verb: &str) -> bool {
    text(answer).contains(verb)
}

fn text(answer: &Answer) -> &str {
    std::str::from_utf8(&answer.body).unwrap_or_default()
}

/// The path of the step that the document names first.
fn next_of(answer: &Answer) -> Option<String> {
    let text = text(answer);
    let path = &text[text.find("/voice/twilio/step/")?..];
    let end = path.find(['"', '<'])?;
    Some(path[..end].trim_end_matches("/silence").to_owned())
}
