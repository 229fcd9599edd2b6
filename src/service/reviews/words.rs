//! A voice check in words: when it was, what the audio measures, what is written down about it.

use serde_json::Value;

use crate::{
    audio::measure,
    domain::voice_check::{Flaw, Measures},
    service::audit::{Change, moment},
    store::reviews::Reviewed,
};

/// The wall clock of the call, in the zone of the entry.
pub(super) fn recorded(check: &Reviewed) -> String {
    moment(check.answered_at, &check.zone)
}

/// Whether nothing on the recording says who it was.
pub(super) fn is_silent(check: &Reviewed) -> bool {
    check.measures.as_ref().is_some_and(|measures| measure::flaws(measures).contains(&Flaw::Silent))
}

pub(super) const fn change<'a>(
    action: &'a str,
    check: &'a Reviewed,
    before: Option<Value>,
    after: Option<Value>,
) -> Change<'a, Value, Value> {
    Change { action, subject: check.employee_name.as_str(), employee: Some(check.employee), before, after }
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
        _ => format!("{:.0} % of the time, {:.1} seconds", share * 100.0, share * secs),
    }
}

fn clipped(share: f64) -> String {
    match share {
        _ if share <= 0.0 => "no".to_owned(),
        _ if share < 0.001 => "hardly".to_owned(),
        _ => format!("{:.1} % of it, so it sounds harsh", share * 100.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_audio_measures_is_said_in_plain_words() {
        let fine = Measures { secs: 2.04, level_dbfs: -24.4, peak_dbfs: -3.0, speech_share: 0.62, clipped_share: 0.0 };
        let said = |measures: &Measures| measured(measures).into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert_eq!(said(&fine), ["2.0 seconds", "normal (-24 dB)", "62 % of the time, 1.3 seconds", "no"]);
        let silent = Measures { level_dbfs: -96.0, speech_share: 0.0, ..fine };
        assert_eq!(said(&silent)[1..3], ["nothing to hear (-96 dB)", "nobody speaks"]);
        let harsh = Measures { level_dbfs: -8.0, clipped_share: 0.031, ..fine };
        assert_eq!(
            said(&harsh)[1..],
            ["very loud (-8 dB)", "62 % of the time, 1.3 seconds", "3.1 % of it, so it sounds harsh"]
        );
        assert_eq!(said(&Measures { clipped_share: 0.000_1, ..fine })[3], "hardly");
    }
}
