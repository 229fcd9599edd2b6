//! The brands that can be played, and in what they differ from Twilio: what they call things, how they sign, what their
//! verbs can, when they ask.

pub(super) mod fields;
pub(super) mod ids;
pub mod signing;
pub mod texts;

use std::time::Duration;

/// A telephone service with quirks of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Brand {
    /// Twilio Voice.
    #[default]
    Twilio,
    /// SignalWire's Compatibility API.
    SignalWire,
    /// Telnyx' TeXML.
    Telnyx,
    /// Plivo's Voice API.
    Plivo,
}

impl Brand {
    /// Each of them.
    pub const ALL: [Self; 4] = [Self::Twilio, Self::SignalWire, Self::Telnyx, Self::Plivo];

    /// The name in the addresses of a gateway.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Twilio => "twilio",
            Self::SignalWire => "signalwire",
            Self::Telnyx => "telnyx",
            Self::Plivo => "plivo",
        }
    }

    /// The brand of that name.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|brand| brand.name() == name)
    }

    /// How long an answer is waited for.
    #[must_use]
    pub const fn answer_limit(self) -> Duration {
        match self {
            Self::Twilio | Self::Plivo => Duration::from_secs(15),
            Self::SignalWire | Self::Telnyx => Duration::from_secs(5),
        }
    }

    /// The largest document that is read, in bytes.
    #[must_use]
    pub const fn document_limit(self) -> usize {
        match self {
            Self::Twilio | Self::SignalWire | Self::Telnyx => 65_536,
            Self::Plivo => 100_000,
        }
    }

    /// Whether the gateway is asked once more when the caller hangs up while being recorded.
    pub(super) const fn asks_after_hang_up(self) -> bool {
        match self {
            Self::Twilio | Self::SignalWire | Self::Plivo => true,
            Self::Telnyx => false,
        }
    }

    /// Whether it is told that a recording came to nothing.
    pub(super) const fn tells_absence(self) -> bool {
        !matches!(self, Self::Plivo)
    }

    /// Whether the clients of the brand name themselves and number their requests.
    pub(super) const fn is_twilio(self) -> bool {
        matches!(self, Self::Twilio)
    }
}
