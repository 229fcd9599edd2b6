//! What ids look like, and where a recording is said to be.

use phoneclock_core::domain::entropy::Entropy;

use super::Brand;

impl Brand {
    /// A new id of a call.
    #[must_use]
    pub fn call_id(self, entropy: &dyn Entropy) -> String {
        match self {
            Self::Twilio => format!("CA{}", hex(entropy)),
            Self::SignalWire | Self::Plivo => uuid(entropy),
            Self::Telnyx => format!("v3:{}_{}-A", hex(entropy), hex(entropy)),
        }
    }

    /// A new id of a recording.
    #[must_use]
    pub fn recording_id(self, entropy: &dyn Entropy) -> String {
        match self {
            Self::Twilio => format!("RE{}", hex(entropy)),
            Self::SignalWire | Self::Telnyx | Self::Plivo => uuid(entropy),
        }
    }

    /// The address of a recording that is told with it. That of Telnyx is good for minutes and says nothing of the id.
    pub(in crate::simulator) fn recording_address(self, api_base: &str, account: &str, recording: &str) -> String {
        match self {
            Self::Twilio => format!("{api_base}/2010-04-01/Accounts/{account}/Recordings/{recording}"),
            Self::SignalWire => format!("{api_base}/api/laml/2010-04-01/Accounts/{account}/Recordings/{recording}"),
            Self::Telnyx => format!("{api_base}/recorder/2026-11-17/audio.wav?X-Amz-Expires=600"),
            Self::Plivo => format!("{api_base}/media/{recording}.wav"),
        }
    }
}

/// 128 random bits, as providers write them in their ids.
pub(in crate::simulator) fn hex(entropy: &dyn Entropy) -> String {
    let mut bytes = [0_u8; 16];
    entropy.fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

fn uuid(entropy: &dyn Entropy) -> String {
    let digits: Vec<_> = hex(entropy).chars().collect();
    let mut text = String::with_capacity(36);
    for (at, digit) in digits.into_iter().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            text.push('-');
        }
        text.push(digit);
    }
    text
}
