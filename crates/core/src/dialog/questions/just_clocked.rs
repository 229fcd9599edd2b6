//! Punched a moment ago: hang up to keep that, 2 goes the other way.

use super::Question;
use crate::dialog::{
    effect::PunchKind,
    event::{Event, OpenEntry, RecentPunch},
    machine::{DialogRun, Next},
    utterance::Way,
};

impl DialogRun {
    pub(in crate::dialog) fn just_clocked_answered(
        &mut self,
        event: &Event,
        (just, open): (RecentPunch, Option<OpenEntry>),
        tries: u8,
    ) -> Next {
        match (event.only_key(), just.way, &open) {
            (Some('2'), Way::In, Some(open)) => self.clock(PunchKind::Out { entry: open.entry }),
            (Some('2'), Way::Out, None) => self.clock(PunchKind::In),
            _ => self.ask_again(event, Question::JustClocked { just, open }, tries),
        }
    }
}
