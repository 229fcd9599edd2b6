//! What came from a caller, made an event of the dialog.

use jiff::{SignedDuration, Timestamp};

use super::CallError;
use crate::{
    dialog::{
        event::{Event, Keys},
        machine,
        session::Session,
    },
    provider::CallerInput,
    store::{
        Tx,
        calls::{self, Call},
    },
};

/// What a caller answered at one step, as often as the dialog needs it.
#[derive(Clone)]
pub(super) enum Input {
    Event(Event),
    /// `#` or silence: which it was is told by the time that it took.
    Empty {
        pound_likely: bool,
    },
}

impl From<CallerInput> for Input {
    fn from(input: CallerInput) -> Self {
        Self::Event(match input {
            CallerInput::Keys(keys) => Event::Keys(Keys::new(keys)),
            CallerInput::Pound => Event::Pound,
            CallerInput::Empty { pound_likely } => return Self::Empty { pound_likely },
            CallerInput::Nothing => Event::Nothing,
            CallerInput::Recorded { .. } => Event::Recorded,
        })
    }
}

impl Input {
    pub(super) fn keys(&self) -> &str {
        match self {
            Self::Event(event) => event.keys(),
            Self::Empty { .. } => "",
        }
    }

    /// Silence is not over before its time: an empty answer that comes sooner was ended by a key.
    pub(super) fn event(self, tx: &mut dyn Tx, call: &Call, now: Timestamp) -> Result<Event, CallError> {
        let pound_likely = match self {
            Self::Event(event) => return Ok(event),
            Self::Empty { pound_likely } => pound_likely,
        };
        let session: Session = serde_json::from_str(&call.session)?;
        if !session.state.takes_pound_alone() {
            return Ok(Event::Nothing);
        }
        let asked = calls::find_step(tx, call.id, call.step.saturating_sub(1))?.map(|step| step.at);
        let silence = SignedDuration::from_secs(i64::from(machine::ENTRY_TIMEOUT_SECS));
        let sooner = asked.is_some_and(|asked| now.duration_since(asked) < silence);
        Ok(if sooner || pound_likely { Event::Pound } else { Event::Nothing })
    }
}
