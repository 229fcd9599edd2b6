//! Punched a moment ago: hang up to keep that, 2 goes the other way.

use super::Question;
use crate::dialog::{
    effect::Clocking,
    event::{Event, JustClocked, OpenEntry},
    machine::{Call, Next},
    utterance::Way,
};

impl Call {
    pub(in crate::dialog) fn just_clocked_answered(
        &mut self,
        event: &Event,
        (just, open): (JustClocked, Option<OpenEntry>),
        tries: u8,
    ) -> Next {
        match (event.only_key(), just.way, &open) {
            (Some('2'), Way::In, Some(open)) => self.clock(Clocking::Out { entry: open.entry }),
            (Some('2'), Way::Out, None) => self.clock(Clocking::In),
            _ => self.ask_again(event, Question::JustClocked { just, open }, tries),
        }
    }
}
