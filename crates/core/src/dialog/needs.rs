//! What an answer needs before the dialog can go on, so that slow work is done ahead of the transaction.

use super::{
    choice::PinChoice,
    event::Event,
    questions::Question,
    session::{Pending, Session, State},
};
use crate::domain::{phone_clock_id::PhoneClockId, pin::Pin};

/// Slow work on a PIN whose result goes into the one run of the dialog on the event.
#[derive(Debug, Clone)]
pub enum PinWork {
    /// The event can go to the dialog at once.
    Nothing,
    /// Check a PIN. Without one, what was keyed cannot be a PIN: the check takes as long and fails.
    CheckPin {
        /// The ID that was keyed before.
        clock_id: PhoneClockId,
        /// The PIN as keyed, where it has the form of one.
        pin: Option<Pin>,
    },
    /// The verdict of the check for which the caller was asked to hold on.
    Verdict,
    /// Hash a new PIN that was entered the first time.
    HashNewPin {
        /// The one-time code by which the PIN is chosen.
        choice: PinChoice,
        /// The first entry.
        pin: Pin,
    },
    /// Verify the second entry of a new PIN against the hash of the first.
    VerifyNewPin {
        /// The second entry.
        pin: Pin,
    },
}

/// What the dialog will need when it is run on this event. The only place where keys become a [`Pin`].
#[must_use]
pub fn needs(session: &Session, event: &Event) -> PinWork {
    if session.hung_up {
        return PinWork::Nothing;
    }
    match (&session.state, event) {
        (State::Asking { question, .. }, Event::Keys(keys)) if keys.as_str() != "*" => {
            let pin = || Pin::parse(keys.as_str()).ok();
            let before_star = || Pin::parse(keys.before_star().unwrap_or(keys.as_str())).ok();
            match question {
                Question::Pin { clock_id } => PinWork::CheckPin { clock_id: clock_id.clone(), pin: before_star() },
                Question::NewPin { choice } => {
                    pin().map_or(PinWork::Nothing, |pin| PinWork::HashNewPin { choice: *choice, pin })
                }
                Question::NewPinAgain { .. } => pin().map_or(PinWork::Nothing, |pin| PinWork::VerifyNewPin { pin }),
                Question::Id
                | Question::Forgotten { .. }
                | Question::JustClocked { .. }
                | Question::Job(_)
                | Question::Menu { .. }
                | Question::BreakKind { .. }
                | Question::MissedWay
                | Question::MissedTime { .. }
                | Question::MissedHalf { .. }
                | Question::MissedDay { .. }
                | Question::LeaveWord { .. }
                | Question::Account(_)
                | Question::CrewHow
                | Question::CrewMember { .. }
                | Question::CrewId
                | Question::CrewName { .. }
                | Question::Dropped { .. }
                | Question::Name => PinWork::Nothing,
            }
        }
        (State::Waiting(Pending::PinCheck { .. }), Event::Keys(_) | Event::Pound | Event::Nothing) => PinWork::Verdict,
        _ => PinWork::Nothing,
    }
}
