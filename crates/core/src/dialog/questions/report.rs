//! A punch that was missed, and word after wrong PINs: which way, when, and a recording. What is kept is a claim.

use jiff::civil;

use super::{Account, Question};
use crate::{
    dialog::{
        claim::{ClaimEffect, ClaimResult, MissedTime, NOON, evening},
        effect::Effect,
        event::{Event, Keys},
        machine::{DialogRun, MAX_TRIES, Next, reply},
        session::{Pending, State},
        utterance::{ReportLine, Utterance, Way},
    },
    domain::phone_clock_id::PhoneClockId,
};

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn missed_way_answered(&mut self, event: &Event, tries: u8) -> Next {
        match way_of(event) {
            Some(way) => self.ask(vec![], Question::MissedTime { way }, 0),
            None => self.ask_again(event, Question::MissedWay, tries),
        }
    }

    pub(in crate::dialog) fn missed_time_answered(&mut self, event: &Event, way: Way, tries: u8) -> Next {
        match event {
            Event::Pound => self.claim(way, MissedTime::Said, tries),
            Event::Keys(keys) => match time_of(keys) {
                // By a clock of twelve hours, which half of the day it was is still open.
                Some(time) if (1..=NOON).contains(&time.hour()) => {
                    let morning = time.with().hour(time.hour() % NOON).build().unwrap_or(time);
                    self.ask(vec![], Question::MissedHalf { way, morning }, 0)
                }
                Some(time) => self.ask(vec![], Question::MissedDay { way, time }, 0),
                None => self.missed_time_refused(ReportLine::TimeNotUnderstood, way, tries),
            },
            Event::Nothing => self.ask_again(event, Question::MissedTime { way }, tries),
            other => self.stray(other),
        }
    }

    fn missed_time_refused(&mut self, why: ReportLine, way: Way, tries: u8) -> Next {
        let why = Utterance::Report(why);
        if tries + 1 >= MAX_TRIES {
            return self.end(vec![why, Utterance::Kept, Utterance::Goodbye]);
        }
        self.ask_anew(vec![why], Question::MissedTime { way }, tries + 1)
    }

    pub(in crate::dialog) fn missed_half_answered(
        &mut self,
        event: &Event,
        (way, morning): (Way, civil::Time),
        tries: u8,
    ) -> Next {
        match event.only_key() {
            Some('1') => self.ask(vec![], Question::MissedDay { way, time: morning }, 0),
            Some('2') => self.ask(vec![], Question::MissedDay { way, time: evening(morning) }, 0),
            _ => self.ask_again(event, Question::MissedHalf { way, morning }, tries),
        }
    }

    pub(in crate::dialog) fn missed_day_answered(
        &mut self,
        event: &Event,
        (way, time): (Way, civil::Time),
        tries: u8,
    ) -> Next {
        match event.only_key() {
            Some(key @ ('1' | '2')) => self.claim(way, MissedTime::Keyed { yesterday: key == '2', time }, 0),
            _ => self.ask_again(event, Question::MissedDay { way, time }, tries),
        }
    }

    fn claim(&mut self, way: Way, time: MissedTime, tries: u8) -> Next {
        let pending = Pending::Claim { way, time: Some(time), tries };
        self.wait_for(pending, Effect::Claim(ClaimEffect::Missed { way, time }))
    }

    pub(in crate::dialog) fn leave_word_answered(&mut self, event: &Event, clock_id: PhoneClockId, tries: u8) -> Next {
        match way_of(event) {
            Some(way) => {
                let pending = Pending::Claim { way, time: None, tries };
                self.wait_for(pending, Effect::Claim(ClaimEffect::Word { clock_id, way }))
            }
            // Whoever has nothing to leave is not asked three times.
            None if *event == Event::Nothing => self.end(vec![Utterance::Goodbye]),
            None => self.ask_again(event, Question::LeaveWord { clock_id }, tries),
        }
    }

    pub(in crate::dialog) fn claimed(
        &mut self,
        event: &Event,
        (way, time): (Way, Option<MissedTime>),
        tries: u8,
    ) -> Next {
        let Event::Claimed(result) = event else { return self.stray(event) };
        match (result, time) {
            (ClaimResult::ToCome, _) => self.missed_time_refused(ReportLine::TimeToCome, way, tries),
            (ClaimResult::TooMany, _) => self.end(vec![Utterance::Report(ReportLine::TooMany), Utterance::Goodbye]),
            (ClaimResult::Kept(_), None) => self.record_account(vec![], Account::Word),
            (ClaimResult::Kept(Some((day, at))), _) => {
                self.record_account(vec![ReportLine::Kept { way, day: *day, at: *at }], Account::Timed)
            }
            (ClaimResult::Kept(None), _) => {
                self.record_account(vec![ReportLine::KeptWithoutTime { way }], Account::Untimed)
            }
        }
    }

    fn record_account(&mut self, said: Vec<ReportLine>, account: Account) -> Next {
        let question = Question::Account(account);
        let notice = self.session.notice.clone().map(|text| Utterance::Notice { text });
        let words = question.words(self.jobs());
        let said = said.into_iter().map(Utterance::Report).chain(notice).chain([words]).collect();
        let lines = self.lines(said);
        self.session.heard.clone_from(&lines);
        let next = reply(question.put(lines));
        self.session.state = State::Asking { question, tries: 0 };
        next
    }

    pub(in crate::dialog) fn account_answered(&mut self, event: &Event, account: Account) -> Next {
        let done = match account {
            Account::Word => ReportLine::WordLeft,
            Account::Timed | Account::Untimed => ReportLine::Done,
        };
        match event {
            Event::Recorded => self.end(vec![Utterance::ThankYou, Utterance::Report(done), Utterance::Goodbye]),
            Event::Keys(_) | Event::Pound | Event::Nothing => self.end(vec![Utterance::Goodbye]),
            other => self.stray(other),
        }
    }
}

fn way_of(event: &Event) -> Option<Way> {
    match event.only_key() {
        Some('1') => Some(Way::In),
        Some('2') => Some(Way::Out),
        _ => None,
    }
}

/// Four digits as a time of day; three where the hour has one.
fn time_of(keys: &Keys) -> Option<civil::Time> {
    let digits = keys.as_str();
    let is_time = (3..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let (hour, minute) = digits.split_at_checked(digits.len().checked_sub(2)?).filter(|_| is_time)?;
    civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
