//! Clocked in for longer than the limit: 1 begins a new shift, 2 clocks out.

use super::Question;
use crate::dialog::{
    effect::Clocking,
    event::{Event, OpenEntry},
    machine::{Call, Next},
};

impl Call {
    pub(in crate::dialog) fn forgotten_answered(&mut self, event: &Event, open: OpenEntry, tries: u8) -> Next {
        match event.only_key() {
            Some('1') => self.clock(Clocking::NewShift { unfinished: open.entry }),
            Some('2') => self.clock(Clocking::Out { entry: open.entry }),
            Some(_) | None => self.ask_again(event, Question::Forgotten { open }, tries),
        }
    }
}
