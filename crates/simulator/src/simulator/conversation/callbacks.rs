//! What the provider tells beside the call: that it is over, and what became of its recordings.

use bytes::Bytes;
use url::Url;

use super::{Conversation, whole_secs};
use crate::simulator::{
    report::Complaint,
    twiml::{Method, StatusCallback},
};

/// A recording whose outcome has not been told yet.
#[derive(Debug)]
pub(super) struct PendingRecording {
    pub sid: String,
    pub address: String,
    /// `None` when the provider keeps nothing.
    pub wav: Option<Bytes>,
    pub secs: u32,
    pub status: Option<(Url, StatusCallback)>,
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl Conversation<'_> {
    /// What every webhook of a call carries.
    pub(super) fn fields_of_call(&self, call_status: &str) -> Vec<(String, String)> {
        let call = self.wire.call;
        let mut fields = owned(&[
            ("AccountSid", &call.account_sid),
            ("ApiVersion", "2010-04-01"),
            ("CallSid", &self.call_sid),
            ("CallStatus", call_status),
            ("Called", &call.to),
            ("CalledCity", ""),
            ("CalledCountry", "US"),
            ("CalledState", ""),
            ("CalledZip", ""),
            ("Caller", &call.from),
            ("CallerCity", ""),
            ("CallerCountry", "US"),
            ("CallerState", ""),
            ("CallerZip", ""),
            ("Direction", "inbound"),
            ("From", &call.from),
            ("FromCity", ""),
            ("FromCountry", "US"),
            ("FromState", ""),
            ("FromZip", ""),
            ("To", &call.to),
            ("ToCity", ""),
            ("ToCountry", "US"),
            ("ToState", ""),
            ("ToZip", ""),
        ]);
        fields.extend(call.extra_fields.iter().cloned());
        fields
    }

    /// The callbacks that are still owed once the call is over.
    pub(super) async fn report_end(&mut self) {
        if self.wire.call.faults.call_status_before_recording_status {
            self.report_call_status().await;
            self.report_recordings().await;
        } else {
            self.report_recordings().await;
            self.report_call_status().await;
        }
    }

    pub(super) async fn report_call_status(&mut self) {
        let call = self.wire.call;
        if std::mem::replace(&mut self.call_status_told, true) || call.faults.drop_call_status {
            return;
        }
        let Some(address) = &call.status_callback else { return };
        let address = self.wire.route.publish(address);
        let mut fields = self.fields_of_call("completed");
        let secs = whole_secs(self.seconds.ceil()).to_string();
        fields.extend(owned(&[
            ("CallDuration", &secs),
            ("Duration", "1"),
            ("CallbackSource", "call-progress-events"),
            ("SequenceNumber", "0"),
        ]));
        self.send(&address, Method::Post, fields).await;
    }

    pub(super) async fn report_recording_begun(&mut self, pending: &PendingRecording) {
        if pending.status.as_ref().is_some_and(|(_, status)| status.in_progress) {
            self.report_recording(pending, "in-progress").await;
        }
    }

    /// Makes the recordings available and tells of them. What is dropped on the way is available all the same.
    pub(super) async fn report_recordings(&mut self) {
        for pending in std::mem::take(&mut self.pending) {
            let outcome = if pending.wav.is_some() { "completed" } else { "absent" };
            if let Some(wav) = &pending.wav {
                let kept = self.shelf.keep(&self.wire.client, &self.call_sid, &pending.sid, wav.clone()).await;
                if let Err(reason) = kept {
                    self.wire.complain(Complaint::NotDelivered { url: pending.address, reason });
                    continue;
                }
            }
            let wanted = pending.status.as_ref().is_some_and(|(_, status)| match &pending.wav {
                Some(_) => status.completed,
                None => status.absent && self.wire.call.brand.tells_absence(),
            });
            if wanted && !self.wire.call.faults.drop_recording_status {
                self.report_recording(&pending, outcome).await;
            }
        }
    }

    async fn report_recording(&mut self, pending: &PendingRecording, outcome: &str) {
        let Some((address, status)) = &pending.status else { return };
        let mut fields = owned(&[
            ("AccountSid", &self.wire.call.account_sid),
            ("CallSid", &self.call_sid),
            ("RecordingSid", &pending.sid),
            ("RecordingUrl", &pending.address),
            ("RecordingStatus", outcome),
            ("RecordingChannels", "1"),
            ("RecordingSource", "RecordVerb"),
        ]);
        match outcome {
            "completed" => fields.push(("RecordingDuration".to_owned(), pending.secs.to_string())),
            "absent" => fields.push(("ErrorCode".to_owned(), "16102".to_owned())),
            _ => {}
        }
        self.send(address, status.target.method, fields).await;
    }

    async fn send(&mut self, address: &Url, method: Method, fields: Vec<(String, String)>) {
        if self.wire.call.faults.away_from_webhook.is_some() {
            return;
        }
        for _ in 0..=self.wire.call.faults.duplicate_callbacks {
            let token = self.mint_token();
            let url = address.to_string();
            match self.wire.deliver(address, method, fields.clone(), token).await {
                Ok(answer) if answer.is_success() => {}
                Ok(answer) => self.wire.complain(Complaint::CallbackRefused { url, status: answer.status }),
                Err(error) => self.wire.complain(Complaint::NotDelivered { url, reason: error.to_string() }),
            }
        }
    }
}
