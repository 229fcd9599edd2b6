//! Times and hours in the markup of pages: as the workspace writes them, and to the second for who points at them.

use std::fmt::{self, Display, Formatter};

use askama::filters::HtmlSafe;
use jiff::Timestamp;

use crate::{
    domain::{pen::Pen, time_text::utc, workspace::Zone},
    wording::admin::MarkupValue,
};

/// A moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenTime {
    text: String,
    exact: String,
    utc: String,
}

impl WrittenTime {
    /// With its day: `Mon, Nov 16, 7:55 AM`.
    #[must_use]
    pub fn moment(pen: &Pen, at: Timestamp, zone: &Zone) -> Self {
        Self::new(pen, (at, zone), pen.moment(at, zone))
    }

    /// With its day where that is not the one that is clear.
    #[must_use]
    pub fn on(pen: &Pen, clear: jiff::civil::Date, at: Timestamp, zone: &Zone) -> Self {
        Self::new(pen, (at, zone), pen.time_on(clear, at, zone))
    }

    /// With its day where that is not today.
    #[must_use]
    pub fn since(pen: &Pen, at: Timestamp, zone: &Zone, now: Timestamp) -> Self {
        Self::new(pen, (at, zone), pen.since(at, zone, now))
    }

    /// Without markup, for an attribute.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    fn new(pen: &Pen, (at, zone): (Timestamp, &Zone), text: String) -> Self {
        Self { text, exact: pen.exact(at, zone), utc: utc(at) }
    }
}

/// The texts have no letter that markup would take for its own: they are dates, times and names of zones.
impl Display for WrittenTime {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { text, exact, utc } = self;
        write!(f, "<time datetime=\"{utc}\" title=\"{exact}\">{text}</time>")
    }
}

impl HtmlSafe for WrittenTime {}

impl MarkupValue for WrittenTime {
    fn markup(&self) -> String {
        self.to_string()
    }
}

/// A length of time that was worked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenHours {
    text: String,
    exact: String,
}

impl WrittenHours {
    /// From seconds.
    #[must_use]
    pub fn new(pen: &Pen, secs: i64) -> Self {
        Self { text: pen.hours(secs), exact: to_the_second(secs) }
    }

    /// From seconds, with a sign in front unless they are none.
    #[must_use]
    pub fn signed(pen: &Pen, secs: i64) -> Self {
        Self { text: pen.signed_hours(secs), ..Self::new(pen, secs) }
    }
}

/// Hours, minutes and seconds: `39:30:05`.
fn to_the_second(secs: i64) -> String {
    let (sign, secs) = (if secs < 0 { "\u{2212}" } else { "" }, secs.unsigned_abs());
    format!("{sign}{}:{:02}:{:02}", secs / 3600, secs % 3600 / 60, secs % 60)
}

impl Display for WrittenHours {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { text, exact } = self;
        write!(f, "<span title=\"{exact}\">{text}</span>")
    }
}

impl HtmlSafe for WrittenHours {}

impl MarkupValue for WrittenHours {
    fn markup(&self) -> String {
        self.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{formats::Formats, language::OfficeLanguage};

    fn pen() -> Pen {
        Pen::new(
            Formats::default(),
            Zone::parse("America/Chicago").unwrap(),
            OfficeLanguage::En,
            "2026-11-17T18:00:00Z".parse().unwrap(),
        )
    }

    #[test]
    fn a_time_says_its_second_to_who_points_at_it() {
        let pen = pen();
        let written = WrittenTime::moment(&pen, "2026-11-16T13:55:01.900Z".parse().unwrap(), &pen.zone);
        assert_eq!(
            written.to_string(),
            "<time datetime=\"2026-11-16T13:55:01Z\" title=\"Nov 16, 2026, 7:55:01 AM CST\">Mon, Nov 16, 7:55 AM</time>"
        );
    }

    #[test]
    fn hours_say_their_seconds_to_who_points_at_them() {
        assert_eq!(WrittenHours::new(&pen(), 142_205).to_string(), "<span title=\"39:30:05\">39:30</span>");
        let less = WrittenHours::signed(&pen(), -300).to_string();
        assert_eq!(less, "<span title=\"\u{2212}0:05:00\">\u{2212}0:05</span>");
        assert_eq!(to_the_second(i64::MIN).chars().next(), Some('\u{2212}'));
    }
}
