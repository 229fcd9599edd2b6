//! `--from` and `--to`: local days or exact moments.

use anyhow::{Context, ensure};
use clap::Args;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

/// Days shown when no beginning is given, today among them.
const DEFAULT_DAYS: i64 = 14;

#[derive(Debug, Args)]
pub struct SpanArgs {
    /// First day, such as 2026-03-08, or moment, such as 2026-03-08T06:00:00-05:00 [default: 13 days before the last day]
    #[arg(long, value_name = "DAY", value_parser = parse)]
    from: Option<Bound>,
    /// Last day, which is shown too, or the moment up to which [default: today]
    #[arg(long, value_name = "DAY", value_parser = parse)]
    to: Option<Bound>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Day(Date),
    Moment(Timestamp),
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("this is neither a day such as 2026-03-08 nor a moment such as 2026-03-08T06:00:00-05:00")]
struct TimeBoundError;

fn parse(text: &str) -> Result<Bound, TimeBoundError> {
    if let Ok(moment) = text.parse() {
        return Ok(Bound::Moment(moment));
    }
    // As it stands: longer forms would be read as a day with their time left out.
    if text.len() != "2026-03-08".len() {
        return Err(TimeBoundError);
    }
    text.parse().map(Bound::Day).map_err(|_| TimeBoundError)
}

impl SpanArgs {
    /// From the first moment to before the second; days are those of the zone.
    pub fn resolve(&self, zone: &TimeZone, now: Timestamp) -> anyhow::Result<(Timestamp, Timestamp)> {
        let (last_day, to) = match self.to.unwrap_or_else(|| Bound::Day(now.to_zoned(zone.clone()).date())) {
            Bound::Day(day) => (day, start(day.tomorrow().context("--to is too late")?, zone)?),
            Bound::Moment(moment) => (moment.to_zoned(zone.clone()).date(), moment),
        };
        let from = match self.from {
            Some(Bound::Day(day)) => start(day, zone)?,
            Some(Bound::Moment(moment)) => moment,
            None => start(last_day.saturating_sub((DEFAULT_DAYS - 1).days()), zone)?,
        };
        ensure!(from < to, "--from is not before --to; nothing can lie between them");
        Ok((from, to))
    }
}

/// The first moment of a day, which is not midnight where a clock change skips it.
fn start(day: Date, zone: &TimeZone) -> anyhow::Result<Timestamp> {
    Ok(day.to_zoned(zone.clone()).context("the day is out of range")?.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(from: Option<&str>, to: Option<&str>) -> anyhow::Result<(String, String)> {
        let bound = |text: &str| parse(text).unwrap();
        let span = SpanArgs { from: from.map(bound), to: to.map(bound) };
        let zone = TimeZone::get("America/Chicago").unwrap();
        let (from, to) = span.resolve(&zone, "2026-03-10T03:00:00Z".parse().unwrap())?;
        Ok((from.to_string(), to.to_string()))
    }

    #[test]
    fn days_are_local_and_the_last_is_whole() {
        let (from, to) = resolve(Some("2026-03-07"), Some("2026-03-08")).unwrap();
        // Clocks go forward on the 8th: the day ends five hours behind UTC.
        assert_eq!((from.as_str(), to.as_str()), ("2026-03-07T06:00:00Z", "2026-03-09T05:00:00Z"));
    }

    #[test]
    fn without_bounds_the_last_14_days_are_meant_and_today_is_among_them() {
        let (from, to) = resolve(None, None).unwrap();
        // It is still the evening of the 9th in Chicago.
        assert_eq!((from.as_str(), to.as_str()), ("2026-02-24T06:00:00Z", "2026-03-10T05:00:00Z"));
    }

    #[test]
    fn moments_are_taken_as_they_are() {
        let (from, to) = resolve(Some("2026-03-07T12:00:00-06:00"), Some("2026-03-07T18:30:00Z")).unwrap();
        assert_eq!((from.as_str(), to.as_str()), ("2026-03-07T18:00:00Z", "2026-03-07T18:30:00Z"));
    }

    #[test]
    fn a_span_that_ends_before_it_begins_is_refused() {
        let said = resolve(Some("2026-03-09"), Some("2026-03-08")).unwrap_err().to_string();
        assert!(said.contains("--from is not before --to"), "{said}");
        assert!(resolve(Some("2026-03-08"), Some("2026-03-08")).is_ok());
    }

    #[test]
    fn other_texts_are_no_bounds() {
        for text in ["", "yesterday", "2026-3-8", "2026-02-30", "2026-03-08T06:00:00", "2026-03-08 06:00"] {
            assert_eq!(parse(text), Err(TimeBoundError), "{text}");
        }
    }
}
