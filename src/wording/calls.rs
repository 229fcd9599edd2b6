//! The call log in words: it is written down in English, and put in the words of whoever reads.

use super::admin::{AdminWords, CallsWords};
use crate::service::call_log::LoggedEvent;

/// What is written down for something, and what it is called.
type Known = (&'static str, fn(&CallsWords) -> &str);

fn find<'a>(known: &[Known], written: &str, words: &'a AdminWords) -> Option<&'a str> {
    known.iter().find(|(one, _)| *one == written).map(|(_, name)| name(&words.calls))
}

/// The question that was open.
#[must_use]
pub fn asked<'a>(words: &'a AdminWords, event: &'a LoggedEvent) -> &'a str {
    match event {
        LoggedEvent::Step { asked, .. } => find(&QUESTIONS, asked, words).unwrap_or(asked),
        LoggedEvent::Fault { .. } => &words.calls.the_line,
    }
}

/// Questions. Pages alone have a name for `ringing`, before the first one.
const QUESTIONS: [Known; 27] = [
    ("ask ID", |words| &words.ask_id),
    ("ask PIN", |words| &words.ask_pin),
    ("ask new PIN", |words| &words.ask_new_pin),
    ("ask new PIN again", |words| &words.ask_new_pin_again),
    ("ask about forgotten clock-out", |words| &words.ask_forgotten),
    ("ask about recent punch", |words| &words.ask_recent),
    ("ask job", |words| &words.ask_job),
    ("ask next job", |words| &words.ask_next_job),
    ("ask job instead", |words| &words.ask_job_instead),
    ("ask job to switch to", |words| &words.ask_switch_job),
    ("menu", |words| &words.menu),
    ("ask which punch was missed", |words| &words.ask_missed_way),
    ("ask time of missed punch", |words| &words.ask_missed_time),
    ("ask half of the day", |words| &words.ask_missed_half),
    ("ask day of missed punch", |words| &words.ask_missed_day),
    ("ask to leave word", |words| &words.ask_leave_word),
    ("ask what happened", |words| &words.ask_account),
    ("ask name and place", |words| &words.ask_name_and_place),
    ("ask how to clock the crew", |words| &words.ask_crew_how),
    ("ask about crew member", |words| &words.ask_crew_member),
    ("ask ID of crew member", |words| &words.ask_crew_id),
    ("ask name of crew member", |words| &words.ask_crew_name),
    ("drop keys", |words| &words.drop_keys),
    ("ask kind of break", |words| &words.ask_break_kind),
    ("ask name", |words| &words.ask_name),
    ("check PIN", |words| &words.check_pin),
    ("over", |words| &words.over),
];

/// What the caller has keyed or said, or what the provider reports.
#[must_use]
pub fn input_text(words: &AdminWords, event: &LoggedEvent) -> String {
    match event {
        LoggedEvent::Step { input, .. } => {
            let keys = input.strip_suffix(" keys").map(|count| words.calls.keys(count));
            let code = || input.strip_prefix("job code ").map(|code| words.calls.job_code(code));
            let other = || find(&INPUTS, input, words).unwrap_or(input).to_owned();
            keys.or_else(code).unwrap_or_else(other)
        }
        LoggedEvent::Fault { code: 0 } => words.calls.fault.clone(),
        LoggedEvent::Fault { code } => words.calls.fault_code(code),
    }
}

/// What may come, but for keys and job codes.
const INPUTS: [Known; 5] = [
    ("a call", |words| &words.a_call),
    ("a call from a number that has failed too often", |words| &words.a_throttled_call),
    ("nothing", |words| &words.nothing),
    ("a recording", |words| &words.a_recording),
    ("a hang-up", |words| &words.a_hang_up),
];

/// The names of the prompts that were said, with blanks between them.
#[must_use]
pub fn prompts(event: &LoggedEvent) -> &str {
    match event {
        LoggedEvent::Step { said, .. } => said,
        LoggedEvent::Fault { .. } => "",
    }
}

/// What was said, prompt by prompt.
#[must_use]
pub fn said(words: &AdminWords, event: &LoggedEvent) -> Vec<String> {
    prompts(event).split(' ').filter_map(|name| in_words(words, name)).collect()
}

/// What each prompt says, in short.
const PROMPTS: [Known; 107] = [
    ("greeting", |words| &words.said_greeting),
    ("own-greeting", |words| &words.said_own_greeting),
    ("offer-language", |words| &words.said_offer_language),
    ("ask-id", |words| &words.said_ask_id),
    ("nothing-heard", |words| &words.said_nothing_heard),
    ("id-not-understood", |words| &words.said_id_not_understood),
    ("ask-pin", |words| &words.said_ask_pin),
    ("no-match", |words| &words.said_no_match),
    ("too-many-failures", |words| &words.said_too_many_failures),
    ("one-moment", |words| &words.said_one_moment),
    ("ask-pin-again", |words| &words.said_ask_pin_again),
    ("clocked-in", |words| &words.said_clocked_in),
    ("clocked-out", |words| &words.said_clocked_out),
    ("clocked-out-alone", |words| &words.said_clocked_out_alone),
    ("forgotten-clock-out", |words| &words.said_forgotten_clock_out),
    ("just-clocked-in", |words| &words.said_just_clocked_in),
    ("just-clocked-out", |words| &words.said_just_clocked_out),
    ("not-a-choice", |words| &words.said_not_a_choice),
    ("kept", |words| &words.said_kept),
    ("ask-job", |words| &words.said_ask_job),
    ("ask-job-or-skip", |words| &words.said_ask_job_or_skip),
    ("ask-next-job", |words| &words.said_ask_next_job),
    ("ask-job-instead", |words| &words.said_ask_job_instead),
    ("job-not-found", |words| &words.said_job_not_found),
    ("job-required", |words| &words.said_job_required),
    ("job-is", |words| &words.said_job_is),
    ("clocked-in-to", |words| &words.said_clocked_in_to),
    ("in-since", |words| &words.said_in_since),
    ("on-break-since", |words| &words.said_on_break_since),
    ("not-in", |words| &words.said_not_in),
    ("offer-start-break", |words| &words.said_offer_start_break),
    ("offer-end-break", |words| &words.said_offer_end_break),
    ("offer-switch-job", |words| &words.said_offer_switch_job),
    ("offer-hours", |words| &words.said_offer_hours),
    ("offer-clock-out", |words| &words.said_offer_clock_out),
    ("offer-clock-in", |words| &words.said_offer_clock_in),
    ("offer-break-kind", |words| &words.said_offer_break_kind),
    ("break-started", |words| &words.said_break_started),
    ("break-ended", |words| &words.said_break_ended),
    ("hours-of-week", |words| &words.said_hours_of_week),
    ("last-punch-in", |words| &words.said_last_punch_in),
    ("last-punch-out", |words| &words.said_last_punch_out),
    ("ask-switch-job", |words| &words.said_ask_switch_job),
    ("(drop", |words| &words.said_drop),
    ("offer-missed", |words| &words.said_offer_missed),
    ("offer-change-pin", |words| &words.said_offer_change_pin),
    ("offer-crew", |words| &words.said_offer_crew),
    ("offer-end", |words| &words.said_offer_end),
    ("please-listen", |words| &words.said_please_listen),
    ("already-on-break", |words| &words.said_already_on_break),
    ("not-on-break", |words| &words.said_not_on_break),
    ("no-break-kinds", |words| &words.said_no_break_kinds),
    ("break-first", |words| &words.said_break_first),
    ("no-job-codes", |words| &words.said_no_job_codes),
    ("clock-in-first", |words| &words.said_clock_in_first),
    ("at-job", |words| &words.said_at_job),
    ("at-place", |words| &words.said_at_place),
    ("earlier-punch-in", |words| &words.said_earlier_punch_in),
    ("earlier-punch-out", |words| &words.said_earlier_punch_out),
    ("pin-changed", |words| &words.said_pin_changed),
    ("ask-missed-way", |words| &words.said_ask_missed_way),
    ("ask-missed-time", |words| &words.said_ask_missed_time),
    ("missed-time-not-understood", |words| &words.said_missed_time_not_understood),
    ("ask-missed-half", |words| &words.said_ask_missed_half),
    ("ask-missed-day", |words| &words.said_ask_missed_day),
    ("missed-time-to-come", |words| &words.said_missed_time_to_come),
    ("missed-in-kept", |words| &words.said_missed_in_kept),
    ("missed-out-kept", |words| &words.said_missed_out_kept),
    ("missed-in-kept-without-time", |words| &words.said_missed_in_kept_without_time),
    ("missed-out-kept-without-time", |words| &words.said_missed_out_kept_without_time),
    ("ask-account", |words| &words.said_ask_account),
    ("ask-time-and-account", |words| &words.said_ask_time_and_account),
    ("missed-too-many", |words| &words.said_missed_too_many),
    ("missed-done", |words| &words.said_missed_done),
    ("ask-leave-word", |words| &words.said_ask_leave_word),
    ("ask-name-and-place", |words| &words.said_ask_name_and_place),
    ("word-left", |words| &words.said_word_left),
    ("ask-crew-how", |words| &words.said_ask_crew_how),
    ("ask-crew-in", |words| &words.said_ask_crew_in),
    ("ask-crew-in-again", |words| &words.said_ask_crew_in_again),
    ("ask-crew-out-again", |words| &words.said_ask_crew_out_again),
    ("ask-crew-new-shift", |words| &words.said_ask_crew_new_shift),
    ("ask-crew-out", |words| &words.said_ask_crew_out),
    ("ask-crew-id", |words| &words.said_ask_crew_id),
    ("not-of-crew", |words| &words.said_not_of_crew),
    ("crew-clocked-in", |words| &words.said_crew_clocked_in),
    ("crew-clocked-out", |words| &words.said_crew_clocked_out),
    ("crew-changed", |words| &words.said_crew_changed),
    ("ask-crew-name", |words| &words.said_ask_crew_name),
    ("crew-done", |words| &words.said_crew_done),
    ("fallback-leave-word", |words| &words.said_fallback_leave_word),
    ("fallback-word-kept", |words| &words.said_fallback_word_kept),
    ("notice", |words| &words.said_notice),
    ("ask-name", |words| &words.said_ask_name),
    ("thank-you", |words| &words.said_thank_you),
    ("goodbye", |words| &words.said_goodbye),
    ("time-is-up", |words| &words.said_time_is_up),
    ("apology", |words| &words.said_apology),
    ("held", |words| &words.said_held),
    ("call-again", |words| &words.said_call_again),
    ("(hang", |words| &words.said_hang_up),
    ("code-refused", |words| &words.said_code_refused),
    ("ask-new-pin", |words| &words.said_ask_new_pin),
    ("ask-new-pin-again", |words| &words.said_ask_new_pin_again),
    ("new-pin-refused", |words| &words.said_new_pin_refused),
    ("new-pins-differ", |words| &words.said_new_pins_differ),
    ("new-pin-set", |words| &words.said_new_pin_set),
];

/// A word of [`prompts`] for people; its parenthesized remarks are worth no mention where nothing was said.
fn in_words(words: &AdminWords, name: &str) -> Option<String> {
    if matches!(name, "" | "up)" | "keys)" | "(go" | "on)" | "(pause)") {
        return None;
    }
    if name == "(record)" {
        return Some(words.calls.said_record.clone());
    }
    Some(find(&PROMPTS, name, words).map_or_else(|| name.replace('-', " "), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{dialog::script::samples, domain::language::OfficeLanguage};

    fn english() -> &'static AdminWords {
        AdminWords::of(OfficeLanguage::En)
    }

    #[test]
    fn every_prompt_has_words_for_the_log() {
        for utterance in samples() {
            let name = utterance.message();
            assert!(PROMPTS.iter().any(|(known, _)| *known == name), "{name}");
        }
        assert_eq!(in_words(english(), "a-prompt-to-come").unwrap(), "a prompt to come");
    }

    #[test]
    fn remarks_about_the_line_are_left_out_or_put_in_words() {
        let written = "(pause) (go on) ask-name (record) goodbye (hang up)";
        let words: Vec<_> = written.split(' ').filter_map(|name| in_words(english(), name)).collect();
        assert_eq!(words, ["asked for the name, to be recorded", "recorded", "said goodbye", "hung up"]);
    }
}
