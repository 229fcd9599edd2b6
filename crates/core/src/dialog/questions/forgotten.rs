//! Clocked in for longer than the limit: 1 begins a new shift, 2 clocks out.

use super::Question;
use crate::dialog::{
    effect::PunchKind,
    event::{Event, OpenEntry},
    machine::{DialogRun, Next},
};

impl DialogRun {
    pub(in crate::dialog) fn forgotten_answered(&mut self, event: &Event, open: OpenEntry, tries: u8) -> Next {
        match event.only_key() {
            Some('1') => self.clock(PunchKind::NewShift { unfinished: open.entry }),
            Some('2') => self.clock(PunchKind::Out { entry: open.entry }),
            Some(_) | None => self.ask_again(event, Question::Forgotten { open }, tries),
        }
    }
}
