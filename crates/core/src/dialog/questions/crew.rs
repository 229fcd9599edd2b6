//! A supervisor clocks a crew: one by one, or by phone clock IDs. Each is clocked at the moment of the key, and says their
//! own name.

use super::Question;
use crate::{
    dialog::{
        crew::{CrewEffect, CrewMember, CrewResult, CrewWalk},
        effect::Effect,
        event::{Event, Keys},
        machine::{DialogRun, MAX_TRIES, Next, reply},
        session::{Pending, State},
        utterance::{CrewDoubt, CrewLine, Utterance},
    },
    domain::phone_clock_id::PhoneClockId,
};

/// By how much longer a call may last for each one who is clocked in it, and for all of them. Seconds.
const LONGER_FOR_EACH_SECS: u32 = 45;
const LONGEST_MORE_SECS: u32 = 27 * 60;

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn crew_how_answered(&mut self, event: &Event, tries: u8) -> Next {
        match event.only_key() {
            Some('1') => self.next_of_crew(vec![], CrewWalk::List(None)),
            Some('2') => self.ask(vec![], Question::CrewId, 0),
            Some('9') => self.crew_through(vec![]),
            _ => self.ask_again(event, Question::CrewHow, tries),
        }
    }

    /// Says what became of one, and goes on behind them.
    fn next_of_crew(&mut self, said: Vec<Utterance>, walk: CrewWalk) -> Next {
        match walk {
            CrewWalk::Ids => self.ask(said, Question::CrewId, 0),
            CrewWalk::List(after) => {
                self.wait_for(Pending::CrewLookup { said, walk, tries: 0 }, Effect::Crew(CrewEffect::Next { after }))
            }
        }
    }

    pub(in crate::dialog) fn crew_id_answered(&mut self, event: &Event, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => self.find_of_crew(keys, tries),
            Event::Pound => self.crew_through(vec![]),
            Event::Nothing if tries + 1 >= MAX_TRIES => self.crew_through(vec![Utterance::NothingHeard]),
            Event::Nothing => self.ask(vec![Utterance::NothingHeard], Question::CrewId, tries + 1),
            other => self.stray(other),
        }
    }

    fn find_of_crew(&mut self, keys: &Keys, tries: u8) -> Next {
        match PhoneClockId::parse(keys.as_str()) {
            Ok(clock_id) => self.wait_for(
                Pending::CrewLookup { said: Vec::new(), walk: CrewWalk::Ids, tries },
                Effect::Crew(CrewEffect::Find { clock_id }),
            ),
            Err(_) => self.not_of_crew(tries),
        }
    }

    fn not_of_crew(&mut self, tries: u8) -> Next {
        let why = Utterance::Crew(CrewLine::NotOfCrew);
        if tries + 1 >= MAX_TRIES {
            return self.crew_through(vec![why]);
        }
        self.ask_anew(vec![why], Question::CrewId, tries + 1)
    }

    pub(in crate::dialog) fn crew_looked_up(
        &mut self,
        event: &Event,
        (said, walk): (Vec<Utterance>, CrewWalk),
        tries: u8,
    ) -> Next {
        let Event::Crew(CrewResult::Found(found)) = event else { return self.stray(event) };
        match (found, walk) {
            (Some(member), walk) => {
                self.give_more_time();
                let has_doubt = member.doubt.is_some();
                let question = Question::CrewMember { member: member.clone(), walk };
                match (has_doubt, said.is_empty()) {
                    (false, _) => self.ask(said, question, 0),
                    // Keys that were meant for the usual question clock nobody here.
                    (true, true) => self.ask_by_surprise(question),
                    (true, false) => self.ask_anew(said, question, 0),
                }
            }
            (None, CrewWalk::Ids) => self.not_of_crew(tries),
            (None, CrewWalk::List(_)) => self.crew_through(said),
        }
    }

    pub(in crate::dialog) fn crew_member_answered(
        &mut self,
        event: &Event,
        (member, walk): (CrewMember, CrewWalk),
        tries: u8,
    ) -> Next {
        match event.only_key() {
            Some('1') => {
                let forgotten = member.doubt == Some(CrewDoubt::Forgotten);
                let clock = CrewEffect::Clock { employee: member.employee, way: member.way, forgotten };
                self.wait_for(Pending::CrewPunch { member, walk }, Effect::Crew(clock))
            }
            Some('2') => self.next_of_crew(vec![], behind(&member, walk)),
            Some('9') => self.crew_through(vec![]),
            // Others of the crew are clocked by now: what was said of them holds.
            _ if tries + 1 >= MAX_TRIES && matches!(event, Event::Keys(_) | Event::Pound | Event::Nothing) => {
                self.crew_through(vec![])
            }
            _ => self.ask_again(event, Question::CrewMember { member, walk }, tries),
        }
    }

    pub(in crate::dialog) fn crew_clocked(&mut self, event: &Event, (member, walk): (CrewMember, CrewWalk)) -> Next {
        let walk = behind(&member, walk);
        let CrewMember { name, way, .. } = member;
        match event {
            Event::Crew(CrewResult::Clocked { at, voice_check, job }) => {
                let clocked = Utterance::Crew(CrewLine::Clocked { name, way, at: *at });
                let job = job.clone().map(|name| Utterance::JobIs { name });
                let said = std::iter::once(clocked).chain(job).collect();
                if *voice_check { self.record_crew_name(said, walk) } else { self.next_of_crew(said, walk) }
            }
            Event::Crew(CrewResult::Changed) => {
                self.next_of_crew(vec![Utterance::Crew(CrewLine::Changed { name })], walk)
            }
            other => self.stray(other),
        }
    }

    fn record_crew_name(&mut self, clocked: Vec<Utterance>, walk: CrewWalk) -> Next {
        let question = Question::CrewName { walk };
        let notice = self.session.notice.clone().map(|text| Utterance::Notice { text });
        let words = question.words(self.jobs());
        let lines = self.lines(clocked.into_iter().chain(notice).chain([words]).collect());
        self.session.heard.clone_from(&lines);
        let next = reply(question.put(lines));
        self.session.state = State::Asking { question, tries: 0 };
        next
    }

    pub(in crate::dialog) fn crew_name_answered(&mut self, event: &Event, walk: CrewWalk) -> Next {
        match event {
            Event::Recorded | Event::Keys(_) | Event::Pound | Event::Nothing => self.next_of_crew(vec![], walk),
            other => self.stray(other),
        }
    }

    fn crew_through(&mut self, said: Vec<Utterance>) -> Next {
        self.end([said, vec![Utterance::Crew(CrewLine::Done), Utterance::Goodbye]].concat())
    }

    /// A crew is not clocked in three minutes.
    fn give_more_time(&mut self) {
        let longer = self.session.longer_secs.saturating_add(LONGER_FOR_EACH_SECS);
        self.session.longer_secs = longer.min(LONGEST_MORE_SECS);
    }
}

/// Where to go on behind somebody.
const fn behind(member: &CrewMember, walk: CrewWalk) -> CrewWalk {
    match walk {
        CrewWalk::List(_) => CrewWalk::List(Some(member.employee)),
        CrewWalk::Ids => CrewWalk::Ids,
    }
}
