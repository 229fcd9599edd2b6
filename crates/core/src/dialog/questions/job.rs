//! The job's code: for the entry just opened, or to go straight on to another job.

use super::{JobFor, Question};
use crate::dialog::{
    effect::{Effect, PunchKind},
    event::{Event, JobRule, Keys, NamedJob, PunchResult},
    machine::{DialogRun, MAX_TRIES, Next},
    session::Pending,
    utterance::Utterance,
};

/// The longest phone code there is.
const CODE_MAX_DIGITS: usize = 8;

#[expect(clippy::wildcard_enum_match_arm, reason = "as in `on`: what does not fit is stray")]
impl DialogRun {
    pub(in crate::dialog) fn job_answered(&mut self, event: Event, job_for: JobFor, tries: u8) -> Next {
        match event {
            Event::Keys(keys) => match phone_code(&keys) {
                Some(code) => self.find_job(code, job_for, tries),
                None => self.job_missed(Utterance::JobNotFound, job_for, tries),
            },
            Event::Pound if job_for.left_missing(self.jobs()).is_some() => {
                self.job_missed(Utterance::JobRequired, job_for, tries)
            }
            Event::Pound => self.no_job(vec![], job_for),
            // Who says nothing stays with the job that they have heard.
            Event::Nothing if matches!(job_for, JobFor::Instead(_)) => self.no_job(vec![], job_for),
            Event::Nothing if tries + 1 >= MAX_TRIES => {
                self.leave_unanswered();
                self.end(vec![Utterance::NothingHeard, Utterance::Goodbye])
            }
            Event::Nothing => self.job_missed(Utterance::NothingHeard, job_for, tries),
            other => self.stray(&other),
        }
    }

    fn find_job(&mut self, code: String, job_for: JobFor, tries: u8) -> Next {
        self.wait_for(Pending::JobLookup { job_for, tries }, Effect::FindJob { code })
    }

    pub(in crate::dialog) fn job_found(&mut self, event: Event, job_for: JobFor, tries: u8) -> Next {
        match event {
            Event::JobFound(Some(found)) => self.take_job(found, job_for),
            Event::JobFound(None) => self.job_missed(Utterance::JobNotFound, job_for, tries),
            other => self.stray(&other),
        }
    }

    fn take_job(&mut self, NamedJob { job, name }: NamedJob, job_for: JobFor) -> Next {
        match job_for {
            JobFor::Entry(entry) | JobFor::Instead(entry) => {
                self.wait_for(Pending::JobSet { name }, Effect::SetJob { entry, job })
            }
            JobFor::Next => self.wait_for(Pending::NextPunch { name }, Effect::Clock(PunchKind::NextJob { job })),
            JobFor::Switch(entry) => {
                self.wait_for(Pending::SwitchOut { job, name }, Effect::Clock(PunchKind::Out { entry }))
            }
        }
    }

    fn job_missed(&mut self, why: Utterance, job_for: JobFor, tries: u8) -> Next {
        if tries + 1 >= MAX_TRIES {
            self.leave_unanswered();
            return self.no_job(vec![why], job_for);
        }
        if why == Utterance::NothingHeard {
            return self.ask(vec![why], Question::Job(job_for), tries + 1);
        }
        self.ask_anew(vec![why], Question::Job(job_for), tries + 1)
    }

    /// No job is named. Where nothing was punched for it, no name is asked for.
    fn no_job(&mut self, said: Vec<Utterance>, job_for: JobFor) -> Next {
        match job_for {
            JobFor::Entry(_) | JobFor::Instead(_) | JobFor::Next => self.voice_check(said),
            JobFor::Switch(_) => self.end([said, vec![Utterance::Kept, Utterance::Goodbye]].concat()),
        }
    }

    pub(in crate::dialog) fn job_set(&mut self, event: &Event, name: String) -> Next {
        match event {
            Event::JobSet => self.voice_check(vec![Utterance::JobIs { name }]),
            other => self.stray(other),
        }
    }

    pub(in crate::dialog) fn next_job_begun(&mut self, event: &Event, name: String) -> Next {
        match event {
            Event::Clocked(PunchResult::In { .. }) => self.voice_check(vec![Utterance::ClockedInTo { name }]),
            Event::Clocked(_) => self.end(vec![Utterance::Kept, Utterance::Goodbye]),
            other => self.stray(other),
        }
    }

    /// A code keyed on the way in that arrives after the hang-up still counts.
    pub(in crate::dialog) fn late_job_code(&mut self, keys: &Keys, job_for: JobFor, tries: u8) -> Next {
        phone_code(keys).map_or(Next::Finish, |code| self.find_job(code, job_for, tries))
    }

    pub(in crate::dialog) fn late_job(&mut self, found: NamedJob, job_for: JobFor) -> Next {
        self.take_job(found, job_for)
    }

    /// The punch is made; where jobs have codes, one is asked for.
    pub(in crate::dialog) fn clocked(&mut self, event: Event) -> Next {
        let (said, job_for) = match event {
            Event::Clocked(PunchResult::In { entry, at, job: None }) => {
                (vec![Utterance::ClockedIn { at }], JobFor::Entry(entry))
            }
            Event::Clocked(PunchResult::In { entry, at, job: Some(name) }) => {
                (vec![Utterance::ClockedIn { at }, Utterance::JobIs { name }], JobFor::Instead(entry))
            }
            Event::Clocked(PunchResult::Out { at, worked_secs }) => {
                (vec![Utterance::ClockedOut { at, worked_secs }], JobFor::Next)
            }
            Event::Clocked(PunchResult::Changed) => return self.end(vec![Utterance::Kept, Utterance::Goodbye]),
            other => return self.stray(&other),
        };
        match self.jobs() {
            JobRule::NotAsked => self.voice_check(said),
            JobRule::Optional | JobRule::Required => self.ask(said, Question::Job(job_for), 0),
        }
    }
}

fn phone_code(keys: &Keys) -> Option<String> {
    let code = keys.as_str();
    let well_formed = code.len() <= CODE_MAX_DIGITS && code.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then(|| code.to_owned())
}
