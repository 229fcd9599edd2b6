//! What came from a caller, made an event of the dialog.

use jiff::{SignedDuration, Timestamp};

use crate::{
    dialog::{
        event::Event,
        questions::{AnswerForm, ENTRY_TIMEOUT_SECS},
        session::State,
    },
    provider::CallerInput,
    store::{
        StoreError, Tx,
        calls::{self, Call},
    },
};

/// What the dialog learns from an answer. Silence is not over before its time: an empty answer that comes sooner was
/// ended by a key.
pub(super) fn event(
    tx: &mut dyn Tx,
    call: &Call,
    state: &State,
    input: CallerInput,
    now: Timestamp,
) -> Result<Event, StoreError> {
    let pound_likely = match input {
        CallerInput::Keys(keys) => return Ok(Event::Keys(keys)),
        CallerInput::Pound => return Ok(Event::Pound),
        CallerInput::Nothing => return Ok(Event::Nothing),
        CallerInput::Recorded { .. } => return Ok(Event::Recorded),
        CallerInput::Empty { pound_likely } => pound_likely,
    };
    match state.answer_form() {
        Some(AnswerForm::DigitsOrPound) => {}
        Some(AnswerForm::Digits | AnswerForm::OneKey | AnswerForm::Voice | AnswerForm::Dropped) | None => {
            return Ok(Event::Nothing);
        }
    }
    let asked = calls::find_step(tx, call.id, call.step.saturating_sub(1))?.map(|step| step.at);
    let silence = SignedDuration::from_secs(i64::from(ENTRY_TIMEOUT_SECS));
    let sooner = asked.is_some_and(|asked| now.duration_since(asked) < silence);
    Ok(if sooner || pound_likely { Event::Pound } else { Event::Nothing })
}

/// The keys of an answer, by which the same answer is known again.
pub(super) fn keys_of(input: &CallerInput) -> &str {
    match input {
        CallerInput::Keys(keys) => keys.as_str(),
        CallerInput::Pound | CallerInput::Empty { .. } | CallerInput::Nothing | CallerInput::Recorded { .. } => "",
    }
}
