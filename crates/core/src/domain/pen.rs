//! The pen that writes dates, times of day and hours as a workspace does.

use jiff::{
    Timestamp, Zoned,
    civil::{Date, Time},
    fmt::strtime::BrokenDownTime,
};

use super::{
    formats::{ClockStyle, DateStyle, Formats, HoursStyle},
    language::OfficeLanguage,
    payroll::Period,
    workspace::Zone,
};
use crate::words::DateWords;

/// Writes dates, times and hours for somebody of one workspace, on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pen {
    /// The styles of the workspace.
    pub formats: Formats,
    /// The zone of the workspace: a time in it is written without its name.
    pub zone: Zone,
    /// Today in that zone: its year goes without saying.
    pub today: Date,
    /// The language of whoever reads. In Spanish the day goes before the month also where the workspace writes as
    /// Americans do.
    pub language: OfficeLanguage,
}

impl Pen {
    /// The pen of a workspace at a moment, for somebody who reads this language.
    #[must_use]
    pub fn new(formats: Formats, zone: Zone, language: OfficeLanguage, now: Timestamp) -> Self {
        let today = zone.local(now).date();
        Self { formats, zone, today, language }
    }

    /// How dates are written: numbers as the workspace wants them, names in the order of the language.
    const fn date_style(&self) -> DateStyle {
        match (self.formats.date, self.language) {
            (DateStyle::American, OfficeLanguage::Es) => DateStyle::European,
            (style, _) => style,
        }
    }

    /// A pattern of `strftime` with the names of this language in it.
    fn written(&self, at: impl Into<BrokenDownTime>, pattern: &str) -> String {
        let at = at.into();
        // A pattern that asks for what its value does not have would be a fault of this file.
        let said = |pattern: &str| at.to_string(pattern).unwrap_or_default();
        match self.language {
            OfficeLanguage::En => said(pattern),
            OfficeLanguage::Es => said(&DateWords::of(self.language.spoken()).in_pattern(&at, pattern)),
        }
    }

    /// The weekday in short: `Mon`.
    #[must_use]
    pub fn weekday(&self, day: Date) -> String {
        self.written(day, "%a")
    }

    /// The weekday in short with the day of the month, as the head of a column: `Mon 16`.
    #[must_use]
    pub fn weekday_and_day(&self, day: Date) -> String {
        self.written(day, "%a %-d")
    }

    /// The day of a month without its year and weekday: `Nov 16`.
    #[must_use]
    pub fn short_date(&self, day: Date) -> String {
        self.written(
            day,
            match self.language {
                OfficeLanguage::En => "%b %-d",
                OfficeLanguage::Es => "%-d %b",
            },
        )
    }

    /// A day with its weekday: `Mon, Nov 16`; with the year where it is not this one.
    #[must_use]
    pub fn day(&self, day: Date) -> String {
        let this_year = day.year() == self.today.year();
        let pattern = match (self.date_style(), this_year) {
            (DateStyle::American, true) => "%a, %b %-d",
            (DateStyle::American, false) => "%a, %b %-d, %Y",
            (DateStyle::Iso, _) => "%a %Y-%m-%d",
            (DateStyle::European, true) => "%a %-d %b",
            (DateStyle::European, false) => "%a %-d %b %Y",
        };
        self.written(day, pattern)
    }

    /// A date with its year: `Nov 16, 2026`.
    #[must_use]
    pub fn date(&self, day: Date) -> String {
        let pattern = match self.date_style() {
            DateStyle::American => "%b %-d, %Y",
            DateStyle::Iso => "%Y-%m-%d",
            DateStyle::European => "%-d %b %Y",
        };
        self.written(day, pattern)
    }

    /// A month with its year: `Nov 2026`.
    #[must_use]
    pub fn month(&self, day: Date) -> String {
        self.written(day, "%b %Y")
    }

    /// Days from one to another: `Nov 16 – 22`, `Nov 30 – Dec 6`, with the year where it is not this one.
    #[must_use]
    pub fn period(&self, days: Period) -> String {
        let Period { from, to } = days;
        let (same_month, same_year) =
            ((from.year(), from.month()) == (to.year(), to.month()), from.year() == to.year());
        let this_year = same_year && to.year() == self.today.year();
        let (first, last) = match (self.date_style(), same_month) {
            (DateStyle::Iso, _) => ("%Y-%m-%d", "%Y-%m-%d"),
            (DateStyle::American, true) => ("%b %-d", if this_year { "%-d" } else { "%-d, %Y" }),
            (DateStyle::American, false) if this_year => ("%b %-d", "%b %-d"),
            (DateStyle::American, false) => (if same_year { "%b %-d" } else { "%b %-d, %Y" }, "%b %-d, %Y"),
            (DateStyle::European, true) => ("%-d", if this_year { "%-d %b" } else { "%-d %b %Y" }),
            (DateStyle::European, false) if this_year => ("%-d %b", "%-d %b"),
            (DateStyle::European, false) => (if same_year { "%-d %b" } else { "%-d %b %Y" }, "%-d %b %Y"),
        };
        format!("{} – {}", self.written(from, first), self.written(to, last))
    }

    /// The time of day: `7:55 AM`; with the name of its zone where clocks there show another time than at home, or show
    /// this one twice.
    #[must_use]
    pub fn time(&self, at: Timestamp, zone: &Zone) -> String {
        let local = zone.local(at);
        self.named(&local, self.written(&local, self.clock_pattern()), zone)
    }

    /// The time of day as a narrow column has room for: `7:02a`, or `07:02`.
    #[must_use]
    pub fn short_time(&self, at: Timestamp, zone: &Zone) -> String {
        let local = zone.local(at);
        match self.formats.clock {
            ClockStyle::Twelve => format!("{}{}", local.strftime("%-I:%M"), if local.hour() < 12 { 'a' } else { 'p' }),
            ClockStyle::TwentyFour => local.strftime("%H:%M").to_string(),
        }
    }

    /// A time of day that belongs to no day: `7:00 AM`.
    #[must_use]
    pub fn time_of_day(&self, time: Time) -> String {
        self.written(time, self.clock_pattern())
    }

    /// The time of day on a day that is clear; with the day where it is another one.
    #[must_use]
    pub fn time_on(&self, clear: Date, at: Timestamp, zone: &Zone) -> String {
        if zone.local(at).date() == clear { self.time(at, zone) } else { self.moment(at, zone) }
    }

    /// The time of day, with the day where it is not today's there.
    #[must_use]
    pub fn since(&self, at: Timestamp, zone: &Zone, now: Timestamp) -> String {
        self.time_on(zone.local(now).date(), at, zone)
    }

    /// The day and the time: `Mon, Nov 16, 7:55 AM`.
    #[must_use]
    pub fn moment(&self, at: Timestamp, zone: &Zone) -> String {
        let local = zone.local(at);
        let time = self.written(&local, self.clock_pattern());
        let separator = match self.formats.date {
            DateStyle::Iso => " ",
            DateStyle::American | DateStyle::European => ", ",
        };
        self.named(&local, format!("{}{separator}{time}", self.day(local.date())), zone)
    }

    /// The day and the time to the second, with the zone: for who wants to know exactly.
    #[must_use]
    pub fn exact(&self, at: Timestamp, zone: &Zone) -> String {
        let local = zone.local(at);
        let pattern = match self.formats.clock {
            ClockStyle::Twelve => "%-I:%M:%S %p %Z",
            ClockStyle::TwentyFour => "%H:%M:%S %Z",
        };
        format!("{}, {}", self.date(local.date()), self.written(&local, pattern))
    }

    const fn clock_pattern(&self) -> &'static str {
        match self.formats.clock {
            ClockStyle::Twelve => "%-I:%M %p",
            ClockStyle::TwentyFour => "%H:%M",
        }
    }

    fn named(&self, local: &Zoned, text: String, zone: &Zone) -> String {
        let at = local.timestamp();
        let is_clear = local.offset() == self.zone.local(at).offset() && zone.occurrence(at).is_none();
        if is_clear { text } else { format!("{text} {}", local.strftime("%Z")) }
    }

    /// Hours that were worked, from seconds: `40:51`, or `40.86`.
    #[must_use]
    pub fn hours(&self, secs: i64) -> String {
        let (sign, secs) = (if secs < 0 { "\u{2212}" } else { "" }, secs.unsigned_abs());
        match self.formats.hours {
            HoursStyle::Minutes => format!("{sign}{}:{:02}", secs / 3600, secs % 3600 / 60),
            HoursStyle::Decimal => {
                let hundredths = (secs + 18) / 36;
                format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
            }
        }
    }

    /// Hours with a sign in front, unless they are none.
    #[must_use]
    pub fn signed_hours(&self, secs: i64) -> String {
        if secs > 0 { format!("+{}", self.hours(secs)) } else { self.hours(secs) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn pen(date: DateStyle, clock: ClockStyle, hours: HoursStyle) -> Pen {
        let zone = Zone::parse("America/Chicago").unwrap();
        Pen::new(Formats { date, clock, hours }, zone, OfficeLanguage::En, "2026-11-17T18:00:00Z".parse().unwrap())
    }

    fn american() -> Pen {
        let Formats { date, clock, hours } = Formats::default();
        pen(date, clock, hours)
    }

    fn in_each_date_style(write: impl Fn(&Pen) -> String) -> [String; 3] {
        [DateStyle::American, DateStyle::Iso, DateStyle::European]
            .map(|style| write(&pen(style, ClockStyle::TwentyFour, HoursStyle::Minutes)))
    }

    #[test]
    fn days_are_written_as_people_there_write_them() {
        assert_eq!(in_each_date_style(|pen| pen.day(date(2026, 11, 6))), ["Fri, Nov 6", "Fri 2026-11-06", "Fri 6 Nov"]);
        let last_year = in_each_date_style(|pen| pen.day(date(2025, 12, 31)));
        assert_eq!(last_year, ["Wed, Dec 31, 2025", "Wed 2025-12-31", "Wed 31 Dec 2025"]);
        assert_eq!(in_each_date_style(|pen| pen.date(date(2026, 11, 6))), ["Nov 6, 2026", "2026-11-06", "6 Nov 2026"]);
    }

    #[test]
    fn a_period_says_month_and_year_no_more_often_than_it_must() {
        let period = |from, to| in_each_date_style(|pen| pen.period(Period { from, to }));
        assert_eq!(
            period(date(2026, 11, 16), date(2026, 11, 22)),
            ["Nov 16 – 22", "2026-11-16 – 2026-11-22", "16 – 22 Nov"]
        );
        assert_eq!(
            period(date(2026, 11, 30), date(2026, 12, 6)),
            ["Nov 30 – Dec 6", "2026-11-30 – 2026-12-06", "30 Nov – 6 Dec"]
        );
        assert_eq!(
            period(date(2026, 12, 28), date(2027, 1, 3)),
            ["Dec 28, 2026 – Jan 3, 2027", "2026-12-28 – 2027-01-03", "28 Dec 2026 – 3 Jan 2027"]
        );
        assert_eq!(
            period(date(2025, 11, 3), date(2025, 11, 9)),
            ["Nov 3 – 9, 2025", "2025-11-03 – 2025-11-09", "3 – 9 Nov 2025"]
        );
    }

    #[test]
    fn the_zone_is_named_where_clocks_show_another_time_than_at_home() {
        let pen = american();
        let (at, denver) = ("2026-11-17T12:59:12Z".parse().unwrap(), Zone::parse("America/Denver").unwrap());
        assert_eq!([pen.time(at, &pen.zone), pen.time(at, &denver)], ["6:59 AM", "5:59 AM MST"]);
        // Mexico City has the time of Chicago in winter.
        assert_eq!(pen.moment(at, &Zone::parse("America/Mexico_City").unwrap()), "Tue, Nov 17, 6:59 AM");
        assert_eq!(pen.exact(at, &denver), "Nov 17, 2026, 5:59:12 AM MST");
        let iso = pen_iso();
        assert_eq!(
            [iso.moment(at, &iso.zone), iso.exact(at, &iso.zone)],
            ["Tue 2026-11-17 06:59", "2026-11-17, 06:59:12 CST"]
        );
    }

    fn pen_iso() -> Pen {
        pen(DateStyle::Iso, ClockStyle::TwentyFour, HoursStyle::Minutes)
    }

    #[test]
    fn the_day_is_named_where_it_is_another_one() {
        let pen = american();
        let now = "2026-11-17T18:00:00Z".parse().unwrap();
        let [today, yesterday] = ["2026-11-17T06:30:00Z", "2026-11-17T05:30:00Z"].map(|at| at.parse().unwrap());
        assert_eq!(pen.since(today, &pen.zone, now), "12:30 AM");
        assert_eq!(pen.since(yesterday, &pen.zone, now), "Mon, Nov 16, 11:30 PM");
        assert_eq!(pen.time_on(date(2026, 11, 16), yesterday, &pen.zone), "11:30 PM");
    }

    #[test]
    fn of_an_hour_that_comes_twice_it_is_said_which_one_is_meant() {
        let pen = american();
        let written = ["2026-11-01T06:30:00Z", "2026-11-01T07:30:00Z", "2026-11-01T08:30:00Z"]
            .map(|at| pen.time(at.parse().unwrap(), &pen.zone));
        assert_eq!(written, ["1:30 AM CDT", "1:30 AM CST", "2:30 AM"]);
    }

    #[test]
    fn noon_and_midnight_are_twelve() {
        let pen = american();
        let written = ["2026-11-17T06:00:00Z", "2026-11-17T18:00:00Z", "2026-11-17T19:05:00Z"]
            .map(|at| pen.time(at.parse().unwrap(), &pen.zone));
        assert_eq!(written, ["12:00 AM", "12:00 PM", "1:05 PM"]);
    }

    #[test]
    fn a_narrow_column_has_the_half_of_the_day_in_a_letter() {
        let pen = american();
        let times =
            ["2026-11-17T13:02:50Z", "2026-11-17T18:00:00Z", "2026-11-17T06:05:00Z"].map(|at| at.parse().unwrap());
        assert_eq!(times.map(|at| pen.short_time(at, &pen.zone)), ["7:02a", "12:00p", "12:05a"]);
        assert_eq!(times.map(|at| pen_iso().short_time(at, &pen.zone)), ["07:02", "12:00", "00:05"]);
    }

    #[test]
    fn hours_are_minutes_or_hundredths() {
        let (minutes, decimal) = (american(), pen(DateStyle::American, ClockStyle::Twelve, HoursStyle::Decimal));
        for (secs, in_minutes, in_hundredths) in [
            (0, "0:00", "0.00"),
            (59, "0:00", "0.02"),
            (147_111, "40:51", "40.86"),
            (-300, "\u{2212}0:05", "\u{2212}0.08"),
            (3_582, "0:59", "1.00"),
        ] {
            assert_eq!([minutes.hours(secs), decimal.hours(secs)], [in_minutes, in_hundredths], "{secs}");
        }
        assert_eq!([minutes.signed_hours(60), minutes.signed_hours(0)], ["+0:01", "0:00"]);
        assert_eq!(minutes.hours(i64::MIN).chars().next(), Some('\u{2212}'));
    }

    #[test]
    fn in_spanish_the_names_are_spanish_and_the_day_goes_before_the_month() {
        let spanish = |pen: Pen| Pen { language: OfficeLanguage::Es, ..pen };
        let (pen, iso) = (spanish(american()), spanish(pen_iso()));
        let at = "2026-11-18T13:02:59Z".parse().unwrap();
        assert_eq!(pen.moment(at, &pen.zone), "mié 18 nov, 7:02 a. m.");
        assert_eq!(pen.exact(at, &pen.zone), "18 nov 2026, 7:02:59 a. m. CST");
        assert_eq!(iso.moment(at, &iso.zone), "mié 2026-11-18 07:02");
        let days = Period { from: date(2026, 11, 30), to: date(2026, 12, 6) };
        assert_eq!([pen.period(days), iso.period(days)], ["30 nov – 6 dic", "2026-11-30 – 2026-12-06"]);
        assert_eq!(
            [pen.weekday(days.to), pen.weekday_and_day(days.to), pen.short_date(days.to)],
            ["dom", "dom 6", "6 dic"]
        );
        assert_eq!(pen.time_of_day("19:30".parse().unwrap()), "7:30 p. m.");
        assert_eq!(pen.short_time(at, &pen.zone), "7:02a");
    }
}
