//! What is measured of a recording, and why something cannot be done to it, in words.

use crate::{
    domain::{
        pen::Pen,
        voice_check::{Measures, Verdict},
    },
    service::voice_checks::{NOTE_MAX_CHARS, ReviewError},
};

/// Why something cannot be done to a voice check, for the reviewer.
pub(super) fn refusal(problem: &ReviewError, pen: &Pen) -> String {
    match problem {
        ReviewError::AlreadyJudged { verdict, by, at, zone } => {
            let who = by.as_deref().unwrap_or("You");
            let at = pen.moment(*at, zone);
            format!("{who} already marked this one “{}” on {at}. Nothing was changed.", verdict.name())
        }
        ReviewError::HeardByAnother(who) => format!("{who} is reviewing this one now. Nothing was changed."),
        ReviewError::NothingToHear => "There is no recording to hear, so there is nothing to review.".to_owned(),
        ReviewError::CannotBeHeard => {
            "The recording is damaged or missing, so nobody can hear who it was. Choose: cannot tell.".to_owned()
        }
        ReviewError::NotPlayed => {
            "You have not played this recording to the end yet, so nothing was changed. Play all of it, then choose."
                .to_owned()
        }
        ReviewError::Silent => {
            "Nobody speaks on this recording, so it does not show who it was. Choose: nobody speaks, or cannot tell."
                .to_owned()
        }
        ReviewError::Changed => {
            "The verdict has changed in the meantime. See it below as it is now; nothing was changed.".to_owned()
        }
        ReviewError::NoteTooLong => format!("A note has at most {NOTE_MAX_CHARS} characters."),
        ReviewError::NoReason => format!("Say why it has to be kept, in at most {NOTE_MAX_CHARS} characters."),
        ReviewError::CannotBeHeld => {
            "There is no recording, or its retention period is over, so it can no longer be held.".to_owned()
        }
        ReviewError::HoldChanged => {
            "The hold has changed in the meantime. See it below as it is now; nothing was changed.".to_owned()
        }
        ReviewError::NotFound | ReviewError::Store(_) | ReviewError::Recordings(_) => problem.to_string(),
    }
}

/// A verdict in a list.
pub(super) fn verdict_name(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("none", Verdict::name)
}

/// What the audio measures, by name.
pub(super) fn measured(measures: &Measures) -> Vec<(&'static str, String)> {
    let Measures { secs, level_dbfs, speech_share, clipped_share, .. } = *measures;
    vec![
        ("Length", format!("{secs:.1} seconds")),
        ("Level", format!("{} ({level_dbfs:.0} dB)", level(level_dbfs))),
        ("Speech", speech(secs, speech_share)),
        ("Clipped", clipped(clipped_share)),
    ]
}

/// A name on a telephone line measures -35 to -18 dBFS as a rule.
fn level(dbfs: f64) -> &'static str {
    match dbfs {
        _ if dbfs < -60.0 => "nothing to hear",
        _ if dbfs < -40.0 => "very quiet",
        _ if dbfs < -32.0 => "quiet",
        _ if dbfs < -12.0 => "normal",
        _ => "very loud",
    }
}

fn speech(secs: f64, share: f64) -> String {
    match share {
        _ if share <= 0.0 => "nobody speaks".to_owned(),
        _ => format!("{:.0}% of the time, {:.1} seconds", share * 100.0, share * secs),
    }
}

fn clipped(share: f64) -> String {
    match share {
        _ if share <= 0.0 => "none".to_owned(),
        _ if share < 0.001 => "hardly any".to_owned(),
        _ => format!("{:.1}% of it, so it sounds harsh", share * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_audio_measures_is_said_in_plain_words() {
        let fine = Measures { secs: 2.04, level_dbfs: -24.4, peak_dbfs: -3.0, speech_share: 0.62, clipped_share: 0.0 };
        let said = |measures: &Measures| measured(measures).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
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
