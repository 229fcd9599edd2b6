//! What became of a call: what was heard, what was asked of the gateway, how it ended.

use std::fmt;

use super::twiml::ApplicationError;

/// How a call ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CallEnd {
    /// The gateway hung up or rejected the call.
    HungUpByGateway,
    /// The caller hung up.
    HungUpByCaller,
    /// The last document had nothing more to do; the line was dropped without a word.
    EndOfDocument,
    /// The caller would have heard that an application error has occurred: a fault of the gateway.
    ApplicationError(ApplicationError),
}

/// One thing the caller heard, or began to hear.
#[derive(Debug, Clone, PartialEq)]
pub struct HeardPiece {
    /// The words, or the address of a clip.
    pub text: String,
    /// As the document named it; empty for a clip.
    pub language: String,
    /// When it began, in seconds from the start of the call.
    pub at_secs: f64,
    /// Whether keys could cut it.
    pub interruptible: bool,
    /// Whether they did.
    pub cut: bool,
}

/// One webhook and its answer. A retry after a failed connection is part of it; a redelivery is not listed.
#[derive(Clone, PartialEq, Eq)]
pub struct WebhookRecord {
    /// The public address, as signed.
    pub url: String,
    /// The fields of the form, in the order in which they were sent.
    pub params: Vec<(String, String)>,
    /// The HTTP status; 0 when there was no answer.
    pub status: u16,
    /// The body of the answer.
    pub xml: String,
    /// From the request to the whole answer.
    pub millis: u64,
}

impl WebhookRecord {
    /// The first value of a field.
    #[must_use]
    pub fn param(&self, name: &str) -> Option<&str> {
        self.params.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// Keys may be a PIN.
impl fmt::Debug for WebhookRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.param("Digits").map(|digits| digits.chars().count());
        f.debug_struct("WebhookRecord")
            .field("url", &self.url)
            .field("digits", &digits)
            .field("status", &self.status)
            .field("xml", &self.xml)
            .field("millis", &self.millis)
            .finish_non_exhaustive()
    }
}

/// Something the gateway should not have done, that did not end the call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Complaint {
    /// The same webhook, delivered again, got another answer.
    AnsweredDifferently {
        /// The public address that it went to.
        url: String,
        /// The whole first answer.
        first: String,
        /// The whole later one.
        again: String,
    },
    /// A callback was not taken with a 2xx.
    CallbackRefused {
        /// The public address that it went to.
        url: String,
        /// The HTTP status that it got.
        status: u16,
    },
    /// The answer to a webhook after the caller had gone would have been an application error.
    LastWordFailed {
        /// The public address that it went to.
        url: String,
        /// What is wrong with the answer.
        error: ApplicationError,
    },
    /// It could not be delivered at all.
    NotDelivered {
        /// The public address that it went to.
        url: String,
        /// What the connection failed at.
        reason: String,
    },
}

impl fmt::Display for Complaint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // Not the answers themselves: they fill a screen.
            Self::AnsweredDifferently { url, .. } => {
                write!(f, "{url} answered the same request differently the second time")
            }
            Self::CallbackRefused { url, status } => write!(f, "{url} refused a callback with the status {status}"),
            Self::LastWordFailed { url, error } => {
                write!(f, "{url} gave an answer that cannot be used after the caller had gone: {error}")
            }
            Self::NotDelivered { url, reason } => write!(f, "{url} could not be reached: {reason}"),
        }
    }
}

/// What is known of a call once it is over.
#[derive(Debug, Clone, PartialEq)]
pub struct CallReport {
    /// The provider's id of the call.
    pub call_sid: String,
    /// What the caller heard, in order.
    pub heard: Vec<HeardPiece>,
    /// In the order of their first delivery, callbacks included.
    pub webhooks: Vec<WebhookRecord>,
    /// How it ended.
    pub ended: CallEnd,
    /// The SID of the last recording, also of one that came to nothing.
    pub recording: Option<String>,
    /// The length of the call in seconds, as the handset counts them.
    pub seconds: f64,
    /// What the gateway should not have done, in the order in which it was noticed.
    pub complaints: Vec<Complaint>,
}

impl CallReport {
    /// Everything that was said, one line each.
    #[must_use]
    pub fn transcript(&self) -> String {
        self.heard.iter().map(|heard| heard.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// What can be shown while a call goes on.
#[derive(Debug)]
pub enum Observed<'a> {
    /// The call has its SID and is about to ring.
    Dialed {
        /// The provider's id of the call.
        call_sid: &'a str,
    },
    /// The caller has heard something, to its end or to the key that cut it.
    Heard(&'a HeardPiece),
    /// Keys were submitted: how many, and the key that ended them.
    Keyed {
        /// How many there were, without the one that ended them.
        keys: usize,
        /// The key that ended them; empty where none did.
        finished_on: &'a str,
    },
    /// The tone sounds; the caller is recorded.
    Recording,
    /// A webhook was answered, or could not be delivered.
    Webhook(&'a WebhookRecord),
    /// A connection failed and is tried again.
    Retrying {
        /// The public address that it goes to.
        url: &'a str,
    },
    /// The gateway did something that it should not have done.
    Complaint(&'a Complaint),
    /// The call is over. Callbacks may follow.
    Ended(&'a CallEnd),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_complaint_is_a_sentence_about_an_address() {
        let url = || "https://gw.example.com/voice".to_owned();
        let refused = Complaint::CallbackRefused { url: url(), status: 503 };
        assert_eq!(refused.to_string(), "https://gw.example.com/voice refused a callback with the status 503");
        let differs = Complaint::AnsweredDifferently { url: url(), first: "<a/>".to_owned(), again: "<b/>".to_owned() };
        assert!(!differs.to_string().contains('<'), "{differs}");
    }
}
