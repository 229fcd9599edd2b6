//! What a provider's own records say that calls and texts cost: prices as it has written them, and its list of texts.

use futures::future::BoxFuture;
use jiff::Timestamp;
use serde_json::Value;

use super::ApiError;
use crate::domain::cost::{Cost, Currency};

const MINUTE_SECS: u32 = 60;

/// What a provider asks for a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Billed {
    /// Minutes that have begun: every brand counts a call by whole minutes.
    pub minutes: u32,
    /// The price; none while the provider has not told it.
    pub cost: Option<Cost>,
}

impl Billed {
    /// For so many seconds.
    pub(super) const fn of(secs: u32, cost: Option<Cost>) -> Self {
        Self { minutes: secs.div_ceil(MINUTE_SECS), cost }
    }
}

/// A text that we have sent, as the provider's own list has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedMessage {
    /// The provider's id of it.
    pub id: String,
    /// When it was sent.
    pub at: Timestamp,
    /// As how many texts it is paid; none while that is not told.
    pub segments: Option<u32>,
    /// The price of all of them; none while the provider has not told it.
    pub cost: Option<Cost>,
}

/// A part of the provider's list of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessagePage {
    /// Texts from the account; those to it are left out.
    pub messages: Vec<ListedMessage>,
    /// By what the next part is asked for; none behind the last.
    pub next: Option<String>,
}

/// The part of a provider's API that lists texts.
pub trait MessageApi: Send + Sync {
    /// The texts that were sent at a moment or later, and perhaps some of the day before it: a part of them, the first
    /// one without `next` of the part before.
    fn list_messages<'a>(
        &'a self,
        since: Timestamp,
        next: Option<&'a str>,
    ) -> BoxFuture<'a, Result<MessagePage, ApiError>>;
}

/// A decimal number as an API writes it: in quotation marks, or as a number, whose digits are then those that stood there.
pub(super) fn cost(amount: &Value, currency: Currency) -> Option<Cost> {
    match amount {
        Value::String(text) => Cost::parse(text, currency).ok(),
        Value::Number(number) => Cost::parse(&number.to_string(), currency).ok(),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    }
}

/// A count, in quotation marks or without; none of 0, which stands for one that is not known yet.
pub(super) fn count(value: &Value) -> Option<u32> {
    let count = match value {
        Value::String(text) => text.trim().parse().ok(),
        Value::Number(number) => number.as_u64().and_then(|count| u32::try_from(count).ok()),
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
    };
    count.filter(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_call_is_billed_by_minutes_that_have_begun() {
        for (secs, minutes) in [(0, 0), (1, 1), (59, 1), (60, 1), (61, 2), (120, 2), (u32::MAX, 71_582_789)] {
            assert_eq!(Billed::of(secs, None).minutes, minutes, "{secs}");
        }
    }

    #[test]
    fn a_price_is_the_digits_that_stood_there_and_one_that_is_not_told_is_none() {
        for (amount, micros) in [
            (json!("-0.00850"), Some(8_500)),
            (json!(-0.0085), Some(8_500)),
            (json!(0.00001), Some(10)),
            (json!(1), Some(1_000_000)),
            (json!(0.1), Some(100_000)),
            (json!("0"), Some(0)),
            (json!(null), None),
            (json!(""), None),
            (json!([1]), None),
        ] {
            assert_eq!(cost(&amount, Currency::USD).map(|cost| cost.micros), micros, "{amount}");
        }
    }

    #[test]
    fn segments_that_are_not_known_yet_are_none() {
        for (value, read) in [(json!("2"), Some(2)), (json!(3), Some(3)), (json!("0"), None), (json!(null), None)] {
            assert_eq!(count(&value), read, "{value}");
        }
    }
}
