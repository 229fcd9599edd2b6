//! The questions of a call: how each is reached, its words, and what a call that ends at it leaves behind.

use super::{driver::Call, world::*};
use crate::{
    dialog::{
        effect::RaisedException,
        event::{CallingEmployee, JobRule, SignInResult},
        utterance::{Utterance, Way},
    },
    domain::exception::ExceptionKind::{JobMissing, UnansweredQuestion},
};

/// Every question at which keys are collected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Question {
    Id,
    Pin,
    Forgotten,
    JustClocked,
    OptionalJob,
    RequiredJob,
    NextJob,
    NewPin,
    NewPinAgain,
}

impl Question {
    pub const ALL: [Self; 9] = [
        Self::Id,
        Self::Pin,
        Self::Forgotten,
        Self::JustClocked,
        Self::OptionalJob,
        Self::RequiredJob,
        Self::NextJob,
        Self::NewPin,
        Self::NewPinAgain,
    ];

    /// A call that has just been asked this.
    pub fn reached(self) -> Call {
        match self {
            Self::Id => Call::answered(World::of([SignInResult::Accepted(person())])),
            Self::Pin => {
                let mut call = Self::Id.reached();
                call.key(ID);
                call
            }
            Self::NewPin => {
                let mut call = Self::Id.reached();
                call.key(CODE);
                call
            }
            Self::NewPinAgain => {
                let mut call = Self::NewPin.reached();
                call.key(PIN);
                call
            }
            Self::Forgotten => Call::by(forgot_to_clock_out()),
            Self::JustClocked => Call::by(just_clocked(Way::In)),
            Self::OptionalJob => Call::by(CallingEmployee { jobs: JobRule::Optional, ..person() }),
            Self::RequiredJob => Call::by(CallingEmployee { jobs: JobRule::Required, ..person() }),
            Self::NextJob => Call::by(CallingEmployee { jobs: JobRule::Optional, ..clocked_in() }),
        }
    }

    pub fn words(self) -> Utterance {
        match self {
            Self::Id => Utterance::AskId,
            Self::Pin => Utterance::AskPin,
            Self::Forgotten => FORGOTTEN,
            Self::JustClocked => just_clocked_question(Way::In),
            Self::OptionalJob => Utterance::AskJob { can_skip: true },
            Self::RequiredJob => Utterance::AskJob { can_skip: false },
            Self::NextJob => Utterance::AskNextJob,
            Self::NewPin => Utterance::AskNewPin { min_digits: 4 },
            Self::NewPinAgain => Utterance::AskNewPinAgain,
        }
    }

    /// What a call that ends here leaves for payroll.
    pub fn leaves(self) -> Vec<RaisedException> {
        match self {
            Self::Forgotten => vec![RaisedException { kind: UnansweredQuestion, entry: open_entry() }],
            Self::RequiredJob => vec![RaisedException { kind: JobMissing, entry: new_entry() }],
            Self::Id | Self::Pin | Self::JustClocked | Self::OptionalJob | Self::NextJob => Vec::new(),
            Self::NewPin | Self::NewPinAgain => Vec::new(),
        }
    }

    /// The last words of a call that runs out of time here.
    pub fn out_of_time(self) -> Vec<Utterance> {
        match self {
            Self::JustClocked => vec![Utterance::Kept, Utterance::Goodbye],
            Self::Id | Self::Pin | Self::Forgotten | Self::OptionalJob | Self::RequiredJob | Self::NextJob => {
                vec![Utterance::TimeIsUp]
            }
            Self::NewPin | Self::NewPinAgain => vec![Utterance::TimeIsUp],
        }
    }
}

#[test]
fn the_call_log_names_the_question_that_a_call_is_at() {
    let names = Question::ALL.map(|question| question.reached().state().name());
    assert_eq!(
        names,
        [
            "ask ID",
            "ask PIN",
            "ask about forgotten clock-out",
            "ask about recent punch",
            "ask job",
            "ask job",
            "ask next job",
            "ask new PIN",
            "ask new PIN again"
        ]
    );
    let mut call = Call::answered(World::of([SignInResult::Pending]));
    call.sign_in();
    assert_eq!(call.state().name(), "check PIN");
    let mut call = Call::by(CallingEmployee { voice_check: true, ..person() });
    assert_eq!(call.state().name(), "ask name");
    call.silence();
    assert_eq!(call.state().name(), "over");
}
