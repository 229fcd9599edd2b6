//! The loop of one call: asks the line what is next, lets the caller or the gateway do it, tells the line what came.

mod callbacks;

use self::callbacks::PendingRecording;
use super::{
    brand::ids::hex,
    handset::{Handset, Pressed},
    line::{DriverStep, RecordingDetails, RecordingEnd, RequestReason, SimulatedCall, WebhookRequest},
    place_call::PlaceCall,
    recordings::{PlacedCall, RecordingShelf},
    report::{CallReport, Complaint, HeardPiece, Observed},
    twiml::{ApplicationError, Document, Piece, Record},
    webhook::{CONNECTION_FAILED, Wire},
};
use phoneclock_core::domain::entropy::Entropy;
use url::Url;

/// Twilio's code for a call that goes in circles; it has none of its own, so this is the one for too many redirects.
const IN_CIRCLES: u32 = 11215;

pub(super) struct Conversation<'a> {
    wire: Wire<'a>,
    handset: &'a mut dyn Handset,
    entropy: &'a dyn Entropy,
    shelf: &'a RecordingShelf,
    call_sid: String,
    line: SimulatedCall,
    heard: Vec<HeardPiece>,
    seconds: f64,
    /// Webhooks of the call itself, without callbacks.
    asked: usize,
    last_recording: Option<String>,
    pending: Vec<PendingRecording>,
    call_status_told: bool,
    /// Where to go once the gateway gives nothing that can be used.
    fallback: Option<Url>,
    began_at: i64,
}

impl<'a> Conversation<'a> {
    pub fn new(
        wire: Wire<'a>,
        handset: &'a mut dyn Handset,
        entropy: &'a dyn Entropy,
        shelf: &'a RecordingShelf,
    ) -> Self {
        let brand = wire.call.brand;
        let line = SimulatedCall::ringing_at(brand, wire.route.publish(&wire.call.webhook_url));
        let call_sid = brand.call_id(entropy);
        Self {
            handset,
            entropy,
            shelf,
            call_sid,
            line,
            heard: Vec::new(),
            seconds: 0.0,
            asked: 0,
            last_recording: None,
            pending: Vec::new(),
            call_status_told: false,
            fallback: wire.call.fallback.clone(),
            began_at: wire.call.clock.now_secs(),
            wire,
        }
    }

    pub async fn run(mut self) -> CallReport {
        self.wire.observer.observe(Observed::Dialed { call_sid: &self.call_sid });
        let ended = loop {
            match self.line.due() {
                DriverStep::Hear { piece, question } => self.hear(&piece, question).await,
                DriverStep::AwaitKey { within_secs, question } => self.await_key(within_secs, question).await,
                DriverStep::Record(record) => self.record(&record).await,
                DriverStep::Ask(request) => self.ask(request).await,
                DriverStep::Over(ended) => break ended,
            }
        };
        self.wire.observer.observe(Observed::Ended(&ended));
        self.list_call();
        self.report_end().await;
        if self.wire.call.faults.redeliver_at_end {
            self.wire.redeliver_all().await;
        }
        CallReport {
            call_sid: self.call_sid,
            heard: self.heard,
            webhooks: self.wire.records,
            ended,
            recording: self.last_recording,
            seconds: self.seconds,
            complaints: self.wire.complaints,
        }
    }

    async fn hear(&mut self, piece: &Piece, question: Option<u32>) {
        let at_secs = self.seconds;
        let reaction = self.handset.hear(piece, question).await;
        self.seconds += reaction.secs;
        let interruptible = question.is_some();
        let cut = reaction.hung_up || (interruptible && !reaction.keys.is_empty());
        let words = match piece {
            Piece::Say { text, language } => Some((text.clone(), language.clone())),
            Piece::Play { url } => Some((url.clone(), String::new())),
            Piece::Pause { .. } => None,
        };
        if let Some((text, language)) = words {
            let heard = HeardPiece { text, language, at_secs, interruptible, cut };
            self.wire.observer.observe(Observed::Heard(&heard));
            self.heard.push(heard);
        }
        for key in reaction.keys.chars() {
            self.line.key(key);
        }
        if reaction.hung_up {
            self.line.hung_up();
        } else if !cut {
            self.line.heard();
        }
    }

    async fn await_key(&mut self, within_secs: u32, question: u32) {
        match self.handset.await_key(within_secs, question).await {
            Pressed::Key { key, after_secs } => {
                self.seconds += after_secs;
                self.line.key(key);
            }
            Pressed::Silence => {
                self.seconds += f64::from(within_secs);
                if self.line.is_silence_told() {
                    self.handset.outlast(within_secs).await;
                }
                self.line.silence();
            }
            Pressed::HungUp { after_secs } => {
                self.seconds += after_secs;
                self.line.hung_up();
            }
        }
    }

    async fn record(&mut self, record: &Record) {
        self.wire.observer.observe(Observed::Recording);
        let call = self.wire.call;
        let sid = call.brand.recording_id(self.entropy);
        let api_base = call.api_base.as_str().trim_end_matches('/');
        let address = call.brand.recording_address(api_base, &call.account_sid, &sid);
        self.last_recording = Some(sid.clone());
        let status = match record.status.as_ref().map(|status| (self.line.resolve(&status.target), status.clone())) {
            None => None,
            Some((Ok(url), status)) => Some((url, status)),
            Some((Err(error), _)) => return self.line.failed(error),
        };
        let mut pending = PendingRecording { sid: sid.clone(), address: address.clone(), wav: None, secs: 0, status };
        self.report_recording_begun(&pending).await;
        let recorded = self.handset.record(record).await;
        self.seconds += recorded.secs;
        pending.wav = recorded.wav.map(|wav| record.file.written(wav));
        pending.secs = whole_secs(recorded.secs);
        self.line.recorded(&RecordingDetails { sid, address, secs: pending.secs, stopped: recorded.stopped });
        self.pending.push(pending);
        let faults = &self.wire.call.faults;
        let (recording_first, call_first) = (faults.recording_status_first, faults.call_status_first);
        if recording_first {
            self.report_recordings().await;
        }
        if call_first && recorded.stopped == RecordingEnd::HangUp {
            self.report_call_status().await;
        }
    }

    async fn ask(&mut self, request: WebhookRequest) {
        let answer_counts = request.why != RequestReason::HungUpInRecord;
        if answer_counts {
            let meanwhile = self.handset.meanwhile();
            for key in meanwhile.keys.chars() {
                self.line.key(key);
            }
            if meanwhile.hung_up {
                return self.line.hung_up();
            }
        }
        self.asked = self.asked.saturating_add(1);
        if self.asked > self.wire.call.max_webhooks {
            return self.line.failed(ApplicationError::new(IN_CIRCLES, "the call goes in circles"));
        }
        self.show_keys(&request);
        let overtaken = self.wire.call.faults.hang_up_during_webhook == Some(self.asked);
        if overtaken {
            self.report_call_status().await;
        }
        let state = match request.why {
            RequestReason::Ring => "ringing",
            RequestReason::Keys | RequestReason::Redirect | RequestReason::Recorded => "in-progress",
            RequestReason::HungUpInRecord => "completed",
        };
        let mut fields = self.fields_of_call(state);
        fields.extend(request.fields);
        let document = self.document(&request.address, request.method, fields).await;
        match document {
            Ok(document) => self.line.answered(document),
            // Nobody is there to hear of it; the provider's debugger still would.
            Err(error) if overtaken || !answer_counts => {
                let url = request.address.to_string();
                self.wire.complain(Complaint::LastWordFailed { url, error });
                self.line.answered(Document::default());
            }
            Err(error) => match self.fallback.take() {
                Some(address) => {
                    let fields = [("ErrorCode", error.code.to_string()), ("ErrorUrl", request.address.to_string())];
                    let fields = fields.map(|(name, value)| (name.to_owned(), value));
                    self.line.sent_on(address, fields.into());
                }
                None => self.line.failed(error),
            },
        }
        if overtaken {
            self.line.hung_up();
        }
    }

    async fn document(
        &mut self,
        address: &Url,
        method: super::twiml::Method,
        fields: Vec<(String, String)>,
    ) -> Result<Document, ApplicationError> {
        if let Some(hosted) = self.wire.call.hosted.iter().find(|hosted| hosted.address == *address) {
            return Document::parse_as(self.wire.call.brand, Some("text/xml"), hosted.xml.as_bytes());
        }
        if self.wire.call.faults.away_from_webhook.is_some_and(|from| self.asked >= from) {
            return Err(ApplicationError::new(CONNECTION_FAILED, format!("nobody answers at {}", address.path())));
        }
        let token = self.mint_token();
        let answer = self.wire.deliver(address, method, fields, token).await?;
        if !answer.is_success() {
            return Err(ApplicationError::new(11200, format!("HTTP {} from {}", answer.status, address.path())));
        }
        Document::parse_as(self.wire.call.brand, answer.content_type.as_deref(), &answer.body)
    }

    fn show_keys(&mut self, request: &WebhookRequest) {
        if request.why == RequestReason::Keys {
            let field = |name| request.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value);
            let keyed = Observed::Keyed { keys: field("Digits").chars().count(), finished_on: field("FinishedOnKey") };
            self.wire.observer.observe(keyed);
        }
    }

    fn list_call(&self) {
        let PlaceCall { from, to, .. } = self.wire.call;
        let (from, to, began_at) = (from.clone(), to.clone(), self.began_at);
        self.shelf.list_call(&self.call_sid, PlacedCall { from, to, began_at, secs: whole_secs(self.seconds.ceil()) });
    }

    fn mint_token(&self) -> String {
        hex(self.entropy)
    }
}

/// The nearest whole second, as durations are told.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn whole_secs(secs: f64) -> u32 {
    secs.round().clamp(0.0, f64::from(u32::MAX)) as u32
}
