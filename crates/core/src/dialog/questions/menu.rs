//! The menu: 1 starts a break, 2 ends it, 3 goes on to another job, 4 clocks in or out, 5 tells the hours. The keys stay
//! the same whatever of it is offered, so that whoever knows them types ahead.

use super::{JobFor, Question};
use crate::{
    dialog::{
        effect::{Effect, PunchKind},
        event::{Event, JobRule, PunchResult},
        machine::{DialogRun, MAX_TRIES, Next},
        menu::{MenuEffect, MenuResult, OfferedBreak, PhoneMenu},
        session::{MenuWait, Pending},
        utterance::Utterance,
    },
    domain::ids::{EntryId, JobId},
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn open_menu(&mut self) -> Next {
        self.wait_for(Pending::Menu(MenuWait::Opening), Effect::Menu(MenuEffect::Open))
    }

    pub(in crate::dialog) fn menu_answered(&mut self, event: &Event, menu: PhoneMenu, tries: u8) -> Next {
        let entry = menu.open.as_ref().map(|open| open.entry);
        match (event.only_key(), entry) {
            (Some('1'), Some(entry)) if menu.may_start() => match menu.kinds.as_slice() {
                [only] => self.start_break(MenuEffect::StartBreak { entry, kind: only.kind }),
                _ => self.ask(vec![], Question::BreakKind { entry, kinds: menu.kinds }, 0),
            },
            (Some('2'), Some(entry)) if menu.may_end() => {
                self.wait_for(Pending::Menu(MenuWait::Break), Effect::Menu(MenuEffect::EndBreak { entry }))
            }
            (Some('3'), Some(entry)) if menu.may_switch(self.jobs() != JobRule::NotAsked) => {
                self.ask(vec![], Question::Job(JobFor::Switch(entry)), 0)
            }
            (Some('4'), Some(entry)) => self.clock(PunchKind::Out { entry }),
            (Some('4'), None) => self.clock(PunchKind::In),
            (Some('5'), _) => {
                self.wait_for(Pending::Menu(MenuWait::Hours { menu, tries }), Effect::Menu(MenuEffect::TellHours))
            }
            _ => self.ask_again(event, Question::Menu { menu }, tries),
        }
    }

    pub(in crate::dialog) fn break_kind_answered(
        &mut self,
        event: &Event,
        (entry, kinds): (EntryId, Vec<OfferedBreak>),
        tries: u8,
    ) -> Next {
        let number = event.only_key().and_then(|key| key.to_digit(10)).and_then(|key| usize::try_from(key).ok());
        match number.and_then(|number| number.checked_sub(1)).and_then(|nth| kinds.get(nth)) {
            Some(OfferedBreak { kind, .. }) => self.start_break(MenuEffect::StartBreak { entry, kind: *kind }),
            None => self.ask_again(event, Question::BreakKind { entry, kinds }, tries),
        }
    }

    fn start_break(&mut self, effect: MenuEffect) -> Next {
        self.wait_for(Pending::Menu(MenuWait::Break), Effect::Menu(effect))
    }

    pub(in crate::dialog) fn menu_carried_out(&mut self, event: Event, wait: MenuWait) -> Next {
        match (wait, event) {
            (MenuWait::Opening, Event::Menu(MenuResult::Opened(menu))) => self.ask(vec![], Question::Menu { menu }, 0),
            (MenuWait::Break, Event::Menu(MenuResult::BreakStarted { at, name })) => {
                self.end(vec![Utterance::BreakStarted { at, name }, Utterance::Goodbye])
            }
            (MenuWait::Break, Event::Menu(MenuResult::BreakEnded { at, secs })) => {
                self.end(vec![Utterance::BreakEnded { at, secs }, Utterance::Goodbye])
            }
            (MenuWait::Hours { menu, tries }, Event::Menu(MenuResult::Hours { secs, last })) => {
                let told = [Some(Utterance::HoursOfWeek { secs }), last.map(|last| Utterance::LastPunch { last })];
                let told: Vec<_> = told.into_iter().flatten().collect();
                if tries + 1 >= MAX_TRIES {
                    return self.end([told, vec![Utterance::Goodbye]].concat());
                }
                self.ask(told, Question::Menu { menu }, tries + 1)
            }
            (_, Event::Menu(MenuResult::Changed)) => self.end(vec![Utterance::Kept, Utterance::Goodbye]),
            (_, other) => self.stray(&other),
        }
    }

    /// Out of the one job, and in to the next at that moment.
    pub(in crate::dialog) fn switched_out(&mut self, event: &Event, (job, name): (JobId, String)) -> Next {
        match event {
            Event::Clocked(PunchResult::Out { .. }) => {
                self.wait_for(Pending::NextPunch { name }, Effect::Clock(PunchKind::NextJob { job }))
            }
            Event::Clocked(_) => self.end(vec![Utterance::Kept, Utterance::Goodbye]),
            other => self.stray(other),
        }
    }
}
