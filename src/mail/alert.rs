//! The mail about alerts: what is open, what is over, and how to stop such mails.

use askama::Template;

use super::{
    MailError,
    words::{AlertWords, OfficeMailWords},
    written::{RenderedLetter, one_line, written},
};
use crate::domain::{alert::AlertKind, line_trouble::LineTrouble};

/// To a user: alerts.
#[derive(Debug, Clone)]
pub struct AlertLetter {
    /// The user's name.
    pub name: String,
    /// The workspace's name.
    pub workspace: String,
    /// The day of it, as the workspace writes days.
    pub day: String,
    /// Whether it is that of a day.
    pub is_digest: bool,
    /// What was raised, or is open.
    pub open: Vec<AlertLine>,
    /// How many more.
    pub more_open: usize,
    /// What is over.
    pub closed: Vec<AlertLine>,
    /// How many more.
    pub more_closed: usize,
    /// Where alerts are changed and stopped.
    pub settings: String,
}

/// One alert.
#[derive(Debug, Clone)]
pub struct AlertLine {
    /// What there is to say.
    pub sentence: AlertSentence,
    /// Where something can be done about it.
    pub link: String,
}

/// What is said of an alert. `over` is there once it is over, `has_lapsed` where it came to nothing more.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "names and times, as the sentences have them")]
pub enum AlertSentence {
    /// Somebody is in for long; `over` has the time of clocking out, where one is known.
    InTooLong { employee: String, since: String, over: Option<Option<String>>, has_lapsed: bool },
    /// Somebody is near overtime.
    NearOvertime { employee: String, hours: String, limit: Option<String>, over: bool, has_lapsed: bool },
    /// Somebody has not come; `over` has when they did.
    NotHere { employee: String, expected: String, over: Option<Option<String>>, has_lapsed: bool },
    /// A device is silent; `over` has when it was seen again.
    KioskSilent { device: String, kiosk: String, since: String, over: Option<Option<String>>, has_lapsed: bool },
    /// Calls go wrong.
    LineFailing { trouble: LineTrouble, count: i64, since: String, over: bool, has_lapsed: bool },
}

impl AlertSentence {
    const fn kind(&self) -> AlertKind {
        match self {
            Self::InTooLong { .. } => AlertKind::InTooLong,
            Self::NearOvertime { .. } => AlertKind::NearOvertime,
            Self::NotHere { .. } => AlertKind::NotHere,
            Self::KioskSilent { .. } => AlertKind::KioskSilent,
            Self::LineFailing { .. } => AlertKind::LineFailing,
        }
    }

    pub(super) fn write(&self, words: &AlertWords) -> String {
        match self {
            Self::InTooLong { employee, since, over, has_lapsed } => match (over, has_lapsed) {
                (_, true) => words.long_lapsed(employee, since),
                (Some(Some(until)), false) => words.long_over(employee, since, until),
                (Some(None), false) => words.long_ended(employee, since),
                (None, false) => words.long_now(employee, since),
            },
            Self::NearOvertime { employee, hours, limit, over, has_lapsed } => match (over, has_lapsed, limit) {
                (false, false, Some(limit)) => words.overtime_now(employee, hours, limit),
                (true, false, _) => words.overtime_over(employee),
                (_, true, _) | (false, false, None) => words.overtime_lapsed(employee, hours),
            },
            Self::NotHere { employee, expected, over, has_lapsed } => match (over, has_lapsed) {
                (Some(Some(came)), false) => words.absent_over(employee, came, expected),
                (None, false) => words.absent_now(employee, expected),
                (_, true) | (Some(None), false) => words.absent_lapsed(employee, expected),
            },
            Self::KioskSilent { device, kiosk, since, over, has_lapsed } => match (over, has_lapsed) {
                (Some(Some(seen)), false) => words.silent_over(device, kiosk, seen),
                (None, false) => words.silent_now(device, kiosk, since),
                (_, true) | (Some(None), false) => words.silent_lapsed(since),
            },
            Self::LineFailing { trouble, count, since, over, has_lapsed } => match (over, has_lapsed, trouble) {
                (_, true, _) => words.line_lapsed.clone(),
                (true, false, LineTrouble::Missed) => words.missed_over.clone(),
                (true, false, _) => words.line_over.clone(),
                (false, false, LineTrouble::Refused) => words.refused_now(count, since),
                (false, false, LineTrouble::Failed) => words.failed_now(count, since),
                (false, false, LineTrouble::Provider(code)) => words.provider_now(count, since, code),
                (false, false, LineTrouble::Missed) => words.missed_now(count, since),
            },
        }
    }
}

/// A list with its head.
struct Part<'a> {
    head: &'a str,
    /// Each with its link.
    lines: Vec<(String, &'a str)>,
    more: usize,
}

#[derive(Template)]
#[template(path = "mail/alert.txt")]
struct AlertText<'a> {
    words: &'a AlertWords,
    letter: &'a AlertLetter,
    parts: &'a [Part<'a>],
}

#[derive(Template)]
#[template(path = "mail/alert.html")]
struct AlertHtml<'a> {
    words: &'a AlertWords,
    letter: &'a AlertLetter,
    parts: &'a [Part<'a>],
}

impl AlertLetter {
    /// The mail in words.
    pub(super) fn write(self, words: &OfficeMailWords) -> Result<RenderedLetter, MailError> {
        let words = &words.alert;
        let letter = &Self { name: one_line(&self.name), workspace: one_line(&self.workspace), ..self };
        let heads = if letter.is_digest { [&words.still_open, &words.closed] } else { [&words.open, &words.clear] };
        let [open, closed] = heads;
        let parts = [(open, &letter.open, letter.more_open), (closed, &letter.closed, letter.more_closed)];
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|(_, lines, _)| !lines.is_empty())
            .map(|(head, lines, more)| Part {
                head,
                lines: lines.iter().map(|line| (one_line(&line.sentence.write(words)), line.link.as_str())).collect(),
                more,
            })
            .collect();
        let parts = parts.as_slice();
        let (text, html) = (AlertText { words, letter, parts }, AlertHtml { words, letter, parts });
        written(letter.subject(words), &text, &html)
    }

    fn subject(&self, words: &AlertWords) -> String {
        let title = |kind| match kind {
            AlertKind::InTooLong => &words.in_too_long,
            AlertKind::NearOvertime => &words.near_overtime,
            AlertKind::NotHere => &words.not_here,
            AlertKind::KioskSilent => &words.kiosk_silent,
            AlertKind::LineFailing => &words.line_failing,
        };
        let workspace = &self.workspace;
        if self.is_digest {
            return words.subject_digest(workspace, &self.day);
        }
        match (self.open.as_slice(), self.closed.as_slice()) {
            ([one], _) => words.subject_one(title(one.sentence.kind()), workspace),
            ([], [one]) => words.subject_clear(workspace, title(one.sentence.kind())),
            ([], all) => words.subject_many_clear(all.len() + self.more_closed, workspace),
            (all, _) => words.subject_many(all.len() + self.more_open, workspace),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::Language;

    const LINK: &str = "https://clock.example.com/time-entries/1";

    fn line(sentence: AlertSentence) -> AlertLine {
        AlertLine { sentence, link: LINK.to_owned() }
    }

    fn letter(open: Vec<AlertSentence>, closed: Vec<AlertSentence>) -> AlertLetter {
        AlertLetter {
            name: "Grace\nOkafor".to_owned(),
            workspace: "Lopez & Sons Roofing".to_owned(),
            day: "Tue, Nov 17".to_owned(),
            is_digest: false,
            open: open.into_iter().map(line).collect(),
            more_open: 0,
            closed: closed.into_iter().map(line).collect(),
            more_closed: 0,
            settings: "https://clock.example.com/account/alerts".to_owned(),
        }
    }

    fn rendered(letter: AlertLetter) -> RenderedLetter {
        letter.write(OfficeMailWords::of(Language::En).unwrap()).unwrap()
    }

    fn in_text(letter: AlertLetter) -> String {
        let RenderedLetter { subject, text, html, .. } = rendered(letter);
        format!("Subject: {subject}\n\n{text}\n{}\n{html}", "-".repeat(70))
    }

    fn text(value: &str) -> String {
        value.to_owned()
    }

    fn long(over: Option<Option<String>>, has_lapsed: bool) -> AlertSentence {
        AlertSentence::InTooLong { employee: text("María <López>"), since: text("7:02 AM"), over, has_lapsed }
    }

    fn every_one(over: bool, has_lapsed: bool) -> Vec<AlertSentence> {
        let at = |time: &str| over.then(|| Some(text(time)));
        let line = |trouble| AlertSentence::LineFailing { trouble, count: 5, since: text("9:00 AM"), over, has_lapsed };
        vec![
            long(at("7:40 PM"), has_lapsed),
            AlertSentence::NearOvertime {
                employee: text("Ana Torres"),
                hours: text("38:10"),
                limit: Some(text("40:00")),
                over,
                has_lapsed,
            },
            AlertSentence::NotHere {
                employee: text("Bo Chen"),
                expected: text("7:00 AM"),
                over: at("8:12 AM"),
                has_lapsed,
            },
            AlertSentence::KioskSilent {
                device: text("Tablet"),
                kiosk: text("Front gate"),
                since: text("Fri, Nov 13, 5:00 PM"),
                over: at("10:00 AM"),
                has_lapsed,
            },
            line(LineTrouble::Refused),
            line(LineTrouble::Failed),
            line(LineTrouble::Provider(11_205)),
            line(LineTrouble::Missed),
        ]
    }

    #[test]
    fn mails_about_alerts_read_as_agreed() {
        insta::assert_snapshot!("alert_one", in_text(letter(vec![long(None, false)], Vec::new())));
        insta::assert_snapshot!("alert_all_clear", in_text(letter(Vec::new(), vec![long(Some(None), false)])));
        let many = AlertLetter { more_open: 3, ..letter(every_one(false, false), every_one(true, false)) };
        insta::assert_snapshot!("alert_many", in_text(many));
        let digest = AlertLetter { is_digest: true, ..letter(every_one(false, false), every_one(true, true)) };
        insta::assert_snapshot!("alert_digest", in_text(digest));
    }

    #[test]
    fn every_mail_says_on_a_line_by_itself_how_to_stop_it() {
        let letter = letter(vec![long(None, false)], Vec::new());
        let RenderedLetter { text, html, .. } = rendered(letter);
        assert!(text.lines().any(|line| line == "https://clock.example.com/account/alerts"), "{text}");
        assert!(html.contains("href=\"https://clock.example.com/account/alerts\""), "{html}");
        assert!(!html.contains("<López>") && html.contains("&#60;López&#62;"), "{html}");
    }

    #[test]
    fn a_subject_counts_what_is_not_listed_as_well() {
        let subject = |letter: AlertLetter| rendered(letter).subject;
        let two = || vec![long(None, false), long(None, false)];
        assert_eq!(subject(letter(two(), Vec::new())), "2 alerts at Lopez & Sons Roofing");
        let more = AlertLetter { more_open: 98, ..letter(two(), vec![long(Some(None), false)]) };
        assert_eq!(subject(more), "100 alerts at Lopez & Sons Roofing");
        assert_eq!(subject(letter(Vec::new(), two())), "2 times all clear at Lopez & Sons Roofing");
    }
}
