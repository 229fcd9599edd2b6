//! Webhooks one by one over bare TCP, so that a test holds every byte and every moment of a call.

use std::{net::SocketAddr, sync::Arc};

use phoneclock::domain::secret::Secret;
use phoneclock::{
    provider::twilio::sign,
    simulator::{
        Brand,
        twiml::{Document, Piece, Target, Verb},
    },
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use super::{DIAL_IN, PUBLIC_URL, TOKEN, TestGateway, brands};

pub const RING: &str = "/voice/twilio";
pub const CALL_STATUS: &str = "/voice/twilio/status";
pub const RECORDING_STATUS: &str = "/voice/twilio/recording";

/// What the gateway answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Who was answered.
    pub brand: Brand,
    pub status: u16,
    pub content_type: Option<String>,
    pub body: String,
}

impl Answer {
    /// As the provider reads it; anything it could not execute fails the test.
    pub fn document(&self) -> Document {
        assert_eq!(self.status, 200, "{}", self.body);
        Document::parse_as(self.brand, self.content_type.as_deref(), self.body.as_bytes())
            .unwrap_or_else(|error| panic!("{error}: {}", self.body))
    }

    /// Everything it says, questions included.
    pub fn said(&self) -> String {
        let words = |piece: &Piece| match piece {
            Piece::Say { text, .. } => Some(text.clone()),
            Piece::Play { url } => Some(url.clone()),
            Piece::Pause { .. } => None,
        };
        let verbs = self.document().verbs;
        let said = verbs.iter().flat_map(|verb| match verb {
            Verb::Speak(piece) => words(piece).into_iter().collect::<Vec<_>>(),
            Verb::Gather(gather) => gather.prompt.iter().filter_map(words).collect(),
            Verb::Record(_) | Verb::Redirect(_) | Verb::Hangup | Verb::Reject => Vec::new(),
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// The bare words of a gateway that does not know what to do.
    pub fn apologizes(&self) -> bool {
        self.said().starts_with("Sorry, something went wrong on our side.")
    }
}

/// A form as the provider writes it.
pub fn form(fields: &[(&str, &str)]) -> Vec<u8> {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish().into_bytes()
}

/// The signature of a body that Twilio sends to this path.
pub fn signature(target: &str, body: &[u8]) -> String {
    sign(&Secret::from(TOKEN), &format!("{PUBLIC_URL}{target}"), body)
}

/// A whole request; without a signature where none is given.
pub fn request(method: &str, target: &str, signature: Option<&str>, body: &[u8]) -> Vec<u8> {
    let signature = signature.map(|signature| format!("X-Twilio-Signature: {signature}\r\n")).unwrap_or_default();
    request_with(method, target, &signature, body)
}

/// The same with these lines of a head.
pub fn request_with(method: &str, target: &str, signature: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "{method} {target} HTTP/1.1\r\nHost: clock.example\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded; charset=UTF-8\r\nContent-Length: {}\r\n{signature}\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}

impl TestGateway {
    /// Posts a body as the provider would.
    pub async fn post(&self, target: &str, body: &[u8]) -> Answer {
        self.send(&self.signed(target, body)).await
    }

    /// A whole request as the provider would send it now.
    pub fn signed(&self, target: &str, body: &[u8]) -> Vec<u8> {
        request_with("POST", target, &brands::headers(target, body, &self.clock), body)
    }

    /// Sends a request and leaves its answer unread.
    pub async fn begin(&self, request: &[u8]) -> TcpStream {
        begin_at(self.address, request).await
    }

    pub async fn send(&self, request: &[u8]) -> Answer {
        send_to(self.address, request).await
    }

    pub fn new_call_id(&self) -> String {
        self.brand.call_id(self.gateway.store.entropy().as_ref())
    }

    pub fn new_recording_id(&self) -> String {
        self.brand.recording_id(self.gateway.store.entropy().as_ref())
    }
}

async fn begin_at(address: SocketAddr, request: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // A refusal may come, and the connection end, before the whole body is out.
    stream.write_all(request).await.ok();
    stream
}

/// Sends a request to whoever answers there.
pub async fn send_to(address: SocketAddr, request: &[u8]) -> Answer {
    let mut stream = begin_at(address, request).await;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).await.ok();
    let text = String::from_utf8_lossy(&bytes);
    let (head, body) = text.split_once("\r\n\r\n").unwrap_or_else(|| panic!("no answer: {text:?}"));
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let content_type = head.lines().find_map(|line| line.strip_prefix("content-type: ")).map(str::to_owned);
    let target = request.split(|byte| *byte == b' ').nth(1).map(String::from_utf8_lossy).unwrap_or_default();
    Answer { brand: brands::of_target(&target), status, content_type, body: body.to_owned() }
}

/// One call in the hands of the test. It knows nothing of the gateway but its last answer, so the gateway may be
/// another one at every step.
#[derive(Debug, Clone)]
pub struct Call {
    pub brand: Brand,
    pub sid: Arc<str>,
    pub from: Arc<str>,
    pub last: Answer,
    /// Every webhook so far: where it went, what it carried, what was answered.
    pub delivered: Vec<(String, Vec<u8>, Answer)>,
}

impl Call {
    pub async fn ring(test: &TestGateway, from: &str) -> Self {
        let brand = test.brand;
        let last = Answer { brand, status: 0, content_type: None, body: String::new() };
        let sid = test.new_call_id().into();
        let mut call = Self { brand, sid, from: from.into(), last, delivered: Vec::new() };
        call.deliver(test, &call.path(""), &[("CallStatus", "ringing")]).await;
        call
    }

    /// Keys to the question of the last answer, `#` at the end where the caller presses it. Nothing is keyed ahead: where
    /// that would be dropped, the next question is waited for.
    pub async fn keys(&mut self, test: &TestGateway, keys: &str) -> &Answer {
        self.keys_alone(test, keys).await;
        if self.drops_keys() {
            self.wait(test).await;
        }
        &self.last
    }

    /// Whether the last answer takes keys without a question.
    fn drops_keys(&self) -> bool {
        if self.last.status != 200 {
            return false;
        }
        let verbs = self.last.document().verbs;
        verbs.iter().any(|verb| matches!(verb, Verb::Gather(gather) if gather.prompt.is_empty()))
    }

    /// The same, with what comes first.
    pub async fn keys_alone(&mut self, test: &TestGateway, keys: &str) -> &Answer {
        let (mut digits, finished_on) = keys.strip_suffix('#').map_or((keys, ""), |digits| (digits, "#"));
        let verbs = self.last.document().verbs;
        let asked = verbs.iter().find_map(|verb| if let Verb::Gather(gather) = verb { Some(gather) } else { None });
        if asked.is_some_and(|gather| !gather.action_on_empty_result && gather.finish_on_key.is_none()) {
            // A key like the others.
            digits = keys;
        }
        if self.brand != Brand::Twilio
            && digits.is_empty()
            && asked.is_some_and(|gather| !gather.action_on_empty_result)
        {
            return self.wait(test).await;
        }
        let target = self.answer_target();
        self.deliver(test, &target, &[("Digits", digits), ("FinishedOnKey", finished_on), ("msg", "Gather End")]).await
    }

    /// Nothing is keyed, or the pause is over: the document's own way on.
    pub async fn wait(&mut self, test: &TestGateway) -> &Answer {
        let Some(Verb::Redirect(target)) = self.last.document().verbs.pop() else { panic!("{}", self.last.body) };
        self.deliver(test, &path(&target), &[]).await
    }

    /// The caller has spoken after the tone and pressed `#`; the recording's SID.
    pub async fn speaks(&mut self, test: &TestGateway) -> String {
        let recording = test.new_recording_id();
        let target = self.answer_target();
        let url = format!("https://api.example/Recordings/{recording}");
        let fields = [
            ("RecordingUrl", url.as_str()),
            ("RecordingSid", recording.as_str()),
            ("RecordingDuration", "2"),
            ("Digits", "#"),
        ];
        self.deliver(test, &target, &fields).await;
        recording
    }

    pub async fn is_over(&mut self, test: &TestGateway) {
        let body = self.body(&[("CallStatus", "completed"), ("CallDuration", "20")]);
        assert_eq!(test.post(&self.path("/status"), &body).await.status, 204);
    }

    pub async fn recording_is(&mut self, test: &TestGateway, recording: &str, status: &str) {
        if self.brand == Brand::Plivo && status != "completed" {
            // It tells of nothing else.
            return;
        }
        let body = self.body(&[("RecordingSid", recording), ("RecordingStatus", status)]);
        assert_eq!(test.post(&self.path("/recording"), &body).await.status, 204);
    }

    /// The recording is complete, and so long.
    pub async fn recording_lasts(&mut self, test: &TestGateway, recording: &str, secs: u32) {
        let secs = secs.to_string();
        let fields =
            [("RecordingSid", recording), ("RecordingStatus", "completed"), ("RecordingDuration", secs.as_str())];
        assert_eq!(test.post(&self.path("/recording"), &self.body(&fields)).await.status, 204);
    }

    /// Where the question of the last answer, its recorder, or else its way on leads.
    pub fn answer_target(&self) -> String {
        let verbs = self.last.document().verbs;
        let target = verbs.iter().find_map(|verb| match verb {
            Verb::Gather(gather) => Some(&gather.action),
            Verb::Record(record) => Some(&record.action),
            Verb::Redirect(target) => Some(target),
            Verb::Speak(_) | Verb::Hangup | Verb::Reject => None,
        });
        path(target.unwrap_or_else(|| panic!("the answer asks nothing: {}", self.last.body)))
    }

    /// A form of this call with these fields more.
    pub fn body(&self, fields: &[(&str, &str)]) -> Vec<u8> {
        let account = brands::account(self.brand);
        let common = [("AccountSid", account), ("CallSid", &self.sid), ("From", &self.from), ("To", DIAL_IN)];
        let fields = common.iter().chain(fields).map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        let fields = self.brand.fields(fields.collect());
        form(&fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect::<Vec<_>>())
    }

    /// An address of the webhooks of its brand.
    pub fn path(&self, below: &str) -> String {
        format!("/voice/{}{below}", self.brand.name())
    }

    pub async fn deliver(&mut self, test: &TestGateway, target: &str, fields: &[(&str, &str)]) -> &Answer {
        let body = self.body(fields);
        self.last = test.post(target, &body).await;
        self.delivered.push((target.to_owned(), body, self.last.clone()));
        &self.last
    }

    /// Every webhook so far once more: each must get the answer it got, but the first, which a call that has gone on
    /// does not hear again.
    pub async fn redeliver_all(&self, test: &TestGateway) {
        for (target, body, answer) in &self.delivered {
            let again = test.post(target, body).await;
            if *target == self.path("") && self.delivered.len() > 1 {
                assert!(again.status == 200 && again != *answer, "{}", again.body);
            } else {
                assert_eq!(again, *answer, "{target}");
            }
        }
    }
}

fn path(target: &Target) -> String {
    let address = target.address.as_deref().expect("the gateway names every address");
    address.strip_prefix(PUBLIC_URL).unwrap_or_else(|| panic!("{address} leads elsewhere")).to_owned()
}
