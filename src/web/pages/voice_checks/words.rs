//! What is measured of a recording, and why something cannot be done to it, in words.

use crate::{
    domain::{
        pen::Pen,
        voice_check::{Measures, Verdict},
    },
    service::voice_checks::{NOTE_MAX_CHARS, Reach, ReviewError},
    wording::admin::ReviewWords,
};

impl ReviewWords {
    /// Why something cannot be done to a voice check, for the reviewer.
    pub(super) fn refusal(&self, problem: &ReviewError, pen: &Pen) -> String {
        let words = match problem {
            ReviewError::AlreadyJudged { verdict, by, at, zone } => {
                let (verdict, at) = (self.verdict_name(*verdict), pen.moment(*at, zone));
                return match by {
                    Some(by) => self.refused_judged(by, verdict, at),
                    None => self.refused_judged_by_you(verdict, at),
                };
            }
            ReviewError::HeardByAnother(who) => return self.refused_heard(who),
            ReviewError::NoteTooLong => return self.refused_note(NOTE_MAX_CHARS),
            ReviewError::NoReason => return self.refused_reason(NOTE_MAX_CHARS),
            ReviewError::NotFound | ReviewError::Store(_) | ReviewError::Recordings(_) => return problem.to_string(),
            ReviewError::NothingToHear => &self.refused_nothing,
            ReviewError::CannotBeHeard => &self.refused_damaged,
            ReviewError::NotPlayed => &self.refused_not_played,
            ReviewError::Silent => &self.refused_silent,
            ReviewError::Changed => &self.refused_changed,
            ReviewError::CannotBeHeld => &self.refused_hold,
            ReviewError::HoldChanged => &self.refused_hold_changed,
        };
        words.clone()
    }

    /// A verdict in a sentence.
    pub(in crate::web::pages) fn verdict_name(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::SamePerson => &self.same_person,
            Verdict::NotThisPerson => &self.not_this_person,
            Verdict::CannotTell => &self.cannot_tell,
            Verdict::NobodySpeaks => &self.nobody_speaks,
        }
    }

    /// As it begins a sentence, or a button.
    pub(in crate::web::pages) fn verdict_title(&self, verdict: Verdict) -> &str {
        match verdict {
            Verdict::SamePerson => &self.same_person_title,
            Verdict::NotThisPerson => &self.not_this_person_title,
            Verdict::CannotTell => &self.cannot_tell_title,
            Verdict::NobodySpeaks => &self.nobody_speaks_title,
        }
    }

    /// How far a recording was played.
    pub(super) fn reach(&self, reach: Reach) -> &str {
        match reach {
            Reach::End => &self.played_end,
            Reach::Whole => &self.played_whole,
            Reach::Part => &self.played_part,
            Reach::Unknown => &self.played_unknown,
        }
    }

    /// What the audio measures, by name.
    pub(super) fn measured(&self, measures: &Measures) -> Vec<(&str, String)> {
        let Measures { secs, level_dbfs, speech_share, clipped_share, .. } = *measures;
        vec![
            (&self.length, self.seconds(format!("{secs:.1}"))),
            (&self.level, self.level_of(self.level_name(level_dbfs), format!("{level_dbfs:.0}"))),
            (&self.speech, self.speech_share(secs, speech_share)),
            (&self.clipped, self.clipped_share(clipped_share)),
        ]
    }

    /// A name on a telephone line measures -35 to -18 dBFS as a rule.
    fn level_name(&self, dbfs: f64) -> &str {
        match dbfs {
            _ if dbfs < -60.0 => &self.level_none,
            _ if dbfs < -40.0 => &self.level_very_quiet,
            _ if dbfs < -32.0 => &self.level_quiet,
            _ if dbfs < -12.0 => &self.level_normal,
            _ => &self.level_very_loud,
        }
    }

    fn speech_share(&self, secs: f64, share: f64) -> String {
        match share {
            _ if share <= 0.0 => self.nobody_speaks.clone(),
            _ => self.speech_of(format!("{:.0}", share * 100.0), format!("{:.1}", share * secs)),
        }
    }

    fn clipped_share(&self, share: f64) -> String {
        match share {
            _ if share <= 0.0 => self.clipped_none.clone(),
            _ if share < 0.001 => self.clipped_hardly.clone(),
            _ => self.clipped_of(format!("{:.1}", share * 100.0)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::language::OfficeLanguage, wording::admin::AdminWords};

    #[test]
    fn verdicts_in_english_are_called_what_they_are_stored_as() {
        let words = &AdminWords::of(OfficeLanguage::En).review;
        for verdict in Verdict::ALL {
            assert_eq!((words.verdict_name(verdict), words.verdict_title(verdict)), (verdict.name(), verdict.title()));
        }
    }

    #[test]
    fn what_the_audio_measures_is_said_in_plain_words() {
        let fine = Measures { secs: 2.04, level_dbfs: -24.4, peak_dbfs: -3.0, speech_share: 0.62, clipped_share: 0.0 };
        let words = &AdminWords::of(OfficeLanguage::En).review;
        let said = |measures: &Measures| words.measured(measures).into_iter().map(|(_, said)| said).collect::<Vec<_>>();
        assert_eq!(said(&fine), ["2.0 seconds", "normal (-24 dB)", "62% of the time, 1.3 seconds", "none"]);
        let silent = Measures { level_dbfs: -96.0, speech_share: 0.0, ..fine };
        assert_eq!(said(&silent)[1..3], ["nothing to hear (-96 dB)", "nobody speaks"]);
        let harsh = Measures { level_dbfs: -8.0, clipped_share: 0.031, ..fine };
        assert_eq!(
            said(&harsh)[1..],
            ["very loud (-8 dB)", "62% of the time, 1.3 seconds", "3.1% of it, so it sounds harsh"]
        );
        assert_eq!(said(&Measures { clipped_share: 0.000_1, ..fine })[3], "hardly any");
    }
}
