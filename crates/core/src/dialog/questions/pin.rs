//! The PIN, its check, and who has signed in with it.

use super::Question;
use crate::{
    dialog::{
        effect::{Effect, PunchKind},
        event::{CallingEmployee, Deadline, Event, SignInResult, Standing},
        machine::{DialogRun, MAX_TRIES, Next, hold_on, reply},
        session::{Pending, SignedInEmployee},
        utterance::Utterance,
    },
    domain::phone_clock_id::PhoneClockId,
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn pin_answered(&mut self, event: Event, clock_id: PhoneClockId, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => self.check_pin(clock_id, keys.before_star().is_some()),
            Event::Pound | Event::Nothing if tries + 1 < MAX_TRIES => {
                self.ask(vec![Utterance::NothingHeard], Question::Pin { clock_id }, tries + 1)
            }
            Event::Pound | Event::Nothing => self.end(vec![Utterance::NothingHeard, Utterance::Goodbye]),
            other => self.stray(&other),
        }
    }

    fn check_pin(&mut self, clock_id: PhoneClockId, menu: bool) -> Next {
        self.wait_for(Pending::PinCheck { clock_id: clock_id.clone(), menu }, Effect::SignIn { clock_id })
    }

    pub(in crate::dialog) fn pin_checked(&mut self, event: Event, (clock_id, menu): (PhoneClockId, bool)) -> Next {
        match event {
            Event::SignedIn(SignInResult::Accepted(person)) => self.signed_in(person, menu),
            Event::SignedIn(SignInResult::Pending) => {
                if self.deadline == Deadline::Passed {
                    return self.end(vec![Utterance::TimeIsUp]);
                }
                let hold = self.line(Utterance::OneMoment);
                self.session.heard = vec![hold.clone()];
                reply(hold_on(hold))
            }
            Event::SignedIn(SignInResult::Lost) => {
                self.ask_in_words(vec![], Utterance::AskPinAgain, Question::Pin { clock_id }, 0)
            }
            Event::SignedIn(SignInResult::Refused { throttled }) => self.refused_at_pin(clock_id, throttled),
            Event::Nothing | Event::Keys(_) | Event::Pound => self.check_pin(clock_id, menu),
            other => self.stray(&other),
        }
    }

    /// Whoever does not get in after three times may leave word, whoever they are.
    fn refused_at_pin(&mut self, clock_id: PhoneClockId, throttled: bool) -> Next {
        if throttled || self.session.failures + 1 < MAX_TRIES {
            return self.refused(Utterance::NoMatch, throttled, 0);
        }
        self.session.failures = self.session.failures.saturating_add(1);
        self.ask_anew(vec![Utterance::NoMatch], Question::LeaveWord { clock_id }, 0)
    }

    /// Clocks at once, or asks first where the caller may mean something else, or wants the menu.
    fn signed_in(&mut self, person: CallingEmployee, menu: bool) -> Next {
        let CallingEmployee { employee, workspace, language, jobs, voice_check, notice, standing } = person;
        self.session.language = language;
        self.session.person = Some(SignedInEmployee { employee, workspace, jobs, voice_check });
        self.session.notice = notice;
        if menu {
            // Nothing can be done in a shift that was forgotten before it is known when it ended.
            return match standing.open {
                Some(open) if open.forgotten => self.ask_by_surprise(Question::Forgotten { open }),
                Some(_) | None => self.open_menu(false),
            };
        }
        match standing {
            // Whoever is on a break means its end, or the day's: nobody knows which.
            Standing { open: Some(open), on_break: true, .. } if !open.forgotten => self.open_menu(true),
            Standing { just_clocked: Some(just), open, .. } => {
                self.ask_by_surprise(Question::JustClocked { just, open })
            }
            Standing { open: Some(open), .. } if open.forgotten => self.ask_by_surprise(Question::Forgotten { open }),
            Standing { open: Some(open), .. } => self.clock(PunchKind::Out { entry: open.entry }),
            Standing { open: None, .. } => self.clock(PunchKind::In),
        }
    }
}
