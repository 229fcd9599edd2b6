//! What the simulated provider asks for calls and texts, as its lists have it: a call by each minute that has begun, a text
//! by its segments.

use phoneclock_core::domain::texting::segments;

const MINUTE_SECS: u32 = 60;
/// For a minute, in hundred-thousandths of a dollar.
const MINUTE: u32 = 850;
/// For a segment, in the same.
const SEGMENT: u32 = 790;

/// The seconds that a call is charged as.
pub(super) const fn billed_secs(secs: u32) -> u32 {
    secs.div_ceil(MINUTE_SECS).saturating_mul(MINUTE_SECS)
}

/// What a call of so many seconds costs: `0.01700`.
pub(super) fn of_call(secs: u32) -> String {
    amount(secs.div_ceil(MINUTE_SECS).saturating_mul(MINUTE))
}

/// As how many segments a text is sent, and what they cost.
pub(super) fn of_text(body: &str) -> (u32, String) {
    let segments = u32::try_from(segments(body)).unwrap_or(u32::MAX);
    (segments, amount(segments.saturating_mul(SEGMENT)))
}

fn amount(of: u32) -> String {
    format!("{}.{:05}", of / 100_000, of % 100_000)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_minute_that_has_begun_is_paid() {
        for (secs, billed, cost) in [(0, 0, "0.00000"), (1, 60, "0.00850"), (60, 60, "0.00850"), (61, 120, "0.01700")] {
            assert_eq!((billed_secs(secs), of_call(secs).as_str()), (billed, cost), "{secs}");
        }
        assert_eq!(of_text(&"ñ".repeat(161)), (2, "0.01580".to_owned()));
    }
}
