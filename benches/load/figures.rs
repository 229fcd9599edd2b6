//! Numbers for people: percentiles, medians, rates.

use std::time::Duration;

/// How long each of many requests took.
#[derive(Debug, Clone, Default)]
pub struct Latencies(Vec<Duration>);

impl Latencies {
    pub fn add(&mut self, took: Duration) {
        self.0.push(took);
    }

    pub fn join(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// `percent` of the requests took no longer, in milliseconds.
    pub fn percentile(&self, percent: f64) -> f64 {
        let mut sorted = self.0.clone();
        sorted.sort_unstable();
        let rank = (percent / 100.0 * sorted.len() as f64).ceil() as usize;
        sorted.get(rank.saturating_sub(1)).map_or(0.0, |took| took.as_secs_f64() * 1000.0)
    }

    pub fn worst(&self) -> f64 {
        self.percentile(100.0)
    }
}

impl std::fmt::Display for Latencies {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "p50 {:8.1} ms   p99 {:8.1} ms   worst {:8.1} ms   ({} webhooks)",
            self.percentile(50.0),
            self.percentile(99.0),
            self.worst(),
            self.count()
        )
    }
}

/// The middle one, or the mean of the two in the middle.
pub fn median(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[middle] } else { f64::midpoint(sorted[middle - 1], sorted[middle]) }
}

pub fn title(text: &str) {
    println!("\n{text}");
}

pub fn line(what: &str, value: impl std::fmt::Display) {
    println!("  {what:<58} {value}");
}

/// A ratio held against what it should at least be.
pub fn ratio(what: &str, value: f64, at_least: f64) {
    let verdict = if value >= at_least { "reached" } else { "MISSED" };
    line(what, format!("{value:.2}   (target: at least {at_least}, {verdict})"));
}

/// A figure held against what it should stay below.
pub fn below(what: &str, value: f64, unit: &str, limit: f64) {
    let verdict = if value < limit { "reached" } else { "MISSED" };
    line(what, format!("{value:.1} {unit}   (target: under {limit} {unit}, {verdict})"));
}
