//! The menu: 1 starts a break, 2 ends it, 3 goes on to another job, 4 clocks in or out, 5 tells the hours and the last
//! punches, 6 reports one that was missed, 7 changes the PIN, 8 clocks the crew, 9 ends the call. The keys stay the same
//! whatever of it is offered, so that whoever knows them types ahead.

use super::{JobFor, Question};
use crate::{
    dialog::{
        choice::PinChoice,
        effect::{Effect, PunchKind},
        event::{Event, JobRule, PunchResult},
        machine::{DialogRun, MAX_TRIES, Next},
        menu::{MenuEffect, MenuResult, OfferedBreak, PhoneMenu, ToldPunch},
        session::{MenuWait, Pending},
        utterance::{MenuLine, Utterance},
    },
    domain::ids::{EntryId, JobId},
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    /// `unasked`: nobody has keyed the star for it.
    pub(in crate::dialog) fn open_menu(&mut self, unasked: bool) -> Next {
        self.session.in_menu = true;
        self.wait_for(Pending::Menu(MenuWait::Opening { unasked }), Effect::Menu(MenuEffect::Open))
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
            (Some('6'), _) => self.ask(vec![], Question::MissedWay, 0),
            (Some('7'), _) => self.wait_for(Pending::Menu(MenuWait::PinChange), Effect::Menu(MenuEffect::ChangePin)),
            (Some('8'), _) if menu.leads => self.ask(vec![], Question::CrewHow, 0),
            (Some('9'), _) => self.end(vec![Utterance::Goodbye]),
            (Some('0'), _) => self.repeat(&Question::Menu { menu }),
            (key, _) => match menu.refusal(key, self.jobs() != JobRule::NotAsked) {
                Some(why) => self.ask_again_because(why, Question::Menu { menu }, tries),
                None => self.ask_again(event, Question::Menu { menu }, tries),
            },
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
            (MenuWait::Opening { unasked: true }, Event::Menu(MenuResult::Opened(menu))) => {
                self.ask_by_surprise(Question::Menu { menu })
            }
            (MenuWait::Opening { unasked: false }, Event::Menu(MenuResult::Opened(menu))) => {
                self.ask(vec![], Question::Menu { menu }, 0)
            }
            (MenuWait::PinChange, Event::Menu(MenuResult::MayChoose { min_digits })) => {
                self.ask(vec![], Question::NewPin { choice: PinChoice { code: None, min_digits } }, 0)
            }
            (MenuWait::Break, Event::Menu(MenuResult::BreakStarted { at, name })) => {
                self.end(vec![Utterance::BreakStarted { at, name }, Utterance::Goodbye])
            }
            (MenuWait::Break, Event::Menu(MenuResult::BreakEnded { at, secs })) => {
                self.end(vec![Utterance::BreakEnded { at, secs }, Utterance::Goodbye])
            }
            (MenuWait::Hours { menu, tries }, Event::Menu(MenuResult::Hours { secs, last })) => {
                let told: Vec<_> = std::iter::once(Utterance::HoursOfWeek { secs }).chain(told_again(last)).collect();
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

/// What was said of the last punch, with job and place, and when those before it were.
fn told_again(punches: Vec<ToldPunch>) -> Vec<Utterance> {
    let mut told = Vec::new();
    for (nth, ToldPunch { punch, job, place }) in punches.into_iter().enumerate() {
        if nth > 0 {
            told.push(Utterance::Menu(MenuLine::EarlierPunch { punch }));
            continue;
        }
        told.push(Utterance::LastPunch { last: punch });
        told.extend(job.map(|name| Utterance::Menu(MenuLine::AtJob { name })));
        told.extend(place.map(|name| Utterance::Menu(MenuLine::AtPlace { name })));
    }
    told
}
