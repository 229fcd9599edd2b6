//! What a page is told while its call goes on.

use serde::Serialize;

use crate::simulator::{CallEnd, twiml::Piece};

/// One thing that happened, or that the page is to do. Its number in the call is the id of the server-sent event.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum PhoneEvent {
    /// The call has its SID and is about to ring.
    Dialed {
        /// The provider's id of the call.
        call_sid: String,
    },
    /// Words to be spoken. The page says when they were heard.
    Say {
        /// The words.
        text: String,
        /// The language that they are in, as the gateway names it.
        language: String,
        /// Whether a key ends it.
        interruptible: bool,
    },
    /// A clip to be played. The page says when it was heard.
    Play {
        /// Where the page fetches the clip.
        url: String,
        /// Whether a key ends it.
        interruptible: bool,
    },
    /// Nothing is heard for so long. It ends by itself.
    Pause {
        /// How long, in seconds.
        secs: u32,
        /// Whether a key ends it.
        interruptible: bool,
    },
    /// What is being heard is over, whether or not the page is done with it.
    Cut,
    /// The line waits for a key.
    AwaitKey {
        /// How long it waits, in seconds.
        within_secs: u32,
    },
    /// No key came in that time.
    Silence,
    /// Keys were handed to the gateway: how many, and the key that ended them.
    Keyed {
        /// How many there were, without the one that ended them.
        keys: usize,
        /// The key that ended them; empty where none did.
        finished_on: String,
    },
    /// The page is to record the caller, after a tone.
    Record {
        /// The longest that the recording may get, in seconds.
        max_secs: u32,
        /// Silence that ends the recording, in seconds; 0 never does.
        silence_secs: u32,
        /// Any of these keys ends it.
        stop_keys: String,
        /// Whether the tone sounds first.
        beep: bool,
    },
    /// The recording is over and was handed in.
    Recorded {
        /// Its length, in seconds.
        secs: f64,
    },
    /// A webhook went out and was answered.
    Webhook(WebhookEvent),
    /// No connection came about, and the provider tries again.
    Retrying,
    /// The gateway did something that it should not have done.
    Complaint {
        /// A sentence that says what.
        words: String,
    },
    /// Why the call is ended by whoever runs the phone.
    Notice {
        /// The sentence to show.
        words: String,
    },
    /// The line is dead. Callbacks may follow.
    Ended {
        /// A sentence that says how the call ended.
        words: String,
    },
    /// What there was to learn from a practice call.
    Learned {
        /// How long the call took, in words.
        took: String,
        /// A sentence for each of them, in the same language.
        lessons: Vec<String>,
    },
    /// Nothing follows.
    Over {
        /// How long the call took, in seconds.
        secs: f64,
        /// How many webhooks it came to, callbacks included.
        webhooks: usize,
    },
}

/// One webhook, for those who want to see what goes over the wire.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WebhookEvent {
    /// The public address that it went to, as signed.
    pub url: String,
    /// Without empty ones; keys that may be a PIN are masked.
    pub params: Vec<(String, String)>,
    /// The HTTP status; 0 when there was no answer.
    pub status: u16,
    /// What the gateway thought of the signature.
    pub verdict: &'static str,
    /// The body of the answer.
    pub xml: String,
    /// From the request to the whole answer, in milliseconds.
    pub millis: u64,
}

impl PhoneEvent {
    pub(super) fn hear(piece: &Piece, interruptible: bool) -> Self {
        match piece {
            Piece::Say { text, language } => {
                Self::Say { text: text.clone(), language: language.clone(), interruptible }
            }
            Piece::Play { url } => Self::Play { url: url.clone(), interruptible },
            Piece::Pause { secs } => Self::Pause { secs: *secs, interruptible },
        }
    }

    pub(super) fn ended(ended: &CallEnd) -> Self {
        let words = match ended {
            CallEnd::HungUpByGateway => "The gateway hung up.".to_owned(),
            CallEnd::HungUpByCaller => "You hung up.".to_owned(),
            CallEnd::EndOfDocument => "The line dropped: the gateway had nothing more to say.".to_owned(),
            CallEnd::ApplicationError(error) => {
                format!("The provider ended the call with an application error: {error}")
            }
        };
        Self::Ended { words }
    }
}
