//! What a telephone provider asks for a call or a text: amounts without fractions of machine numbers, and their currencies.

use std::fmt::{self, Display, Formatter};

/// Digits behind the point of one millionth.
const MICRO_DIGITS: i64 = 6;
/// Millionths in a hundredth.
const MICROS_IN_CENT: u64 = 10_000;

/// A currency by its three letters (ISO 4217).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Currency([u8; 3]);

/// An amount of a currency, in millionths of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// How much it is, in millionths.
    pub micros: u64,
    /// Of which currency.
    pub currency: Currency,
}

/// The text is no amount of a currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a cost is a decimal number with a currency of three letters, such as 0.0085 USD")]
pub struct CostError;

impl Currency {
    /// That of the United States.
    pub const USD: Self = Self(*b"USD");

    /// Reads `USD`, in letters of either case.
    ///
    /// # Errors
    /// When it is anything but three letters.
    pub fn parse(text: &str) -> Result<Self, CostError> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().map_err(|_| CostError)?;
        if letters.iter().all(u8::is_ascii_alphabetic) {
            Ok(Self(letters.map(|letter| letter.to_ascii_uppercase())))
        } else {
            Err(CostError)
        }
    }

    /// Its three letters.
    #[must_use]
    pub fn code(&self) -> String {
        self.0.iter().map(|letter| char::from(*letter)).collect()
    }

    /// An amount of it for people, to the nearest hundredth: `$4.12`, `4.12 EUR`.
    #[must_use]
    pub fn write(&self, micros: u64) -> String {
        let cents = micros.saturating_add(MICROS_IN_CENT / 2) / MICROS_IN_CENT;
        let amount = format!("{}.{:02}", cents / 100, cents % 100);
        if *self == Self::USD { format!("${amount}") } else { format!("{amount} {self}") }
    }
}

impl Display for Currency {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
    }
}

impl Cost {
    /// Reads an amount as an API writes it, as `-0.0085`, `.01` or `8.5e-3`. What is charged is written with a minus by
    /// some providers and without by others, so the sign says nothing. Behind the sixth digit it is rounded.
    ///
    /// # Errors
    /// When it is no decimal number, or too large for one call.
    pub fn parse(amount: &str, currency: Currency) -> Result<Self, CostError> {
        let amount = amount.trim();
        let amount = amount.strip_prefix(['-', '+']).unwrap_or(amount);
        let (number, exponent) = match amount.split_once(['e', 'E']) {
            Some((number, exponent)) => (number, exponent.parse::<i8>().map_err(|_| CostError)?),
            None => (amount, 0),
        };
        let (whole, part) = number.split_once('.').unwrap_or((number, ""));
        let digits = format!("{whole}{part}");
        let is_number = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number {
            return Err(CostError);
        }
        let number: u64 = digits.parse().map_err(|_| CostError)?;
        let behind = i64::try_from(part.len()).map_err(|_| CostError)?;
        let micros = shift(number, MICRO_DIGITS + i64::from(exponent) - behind).ok_or(CostError)?;
        Ok(Self { micros, currency })
    }
}

/// An amount with all six digits behind the point, as programs read it: `4.120000`.
#[must_use]
pub fn exact(micros: u64) -> String {
    format!("{}.{:06}", micros / 1_000_000, micros % 1_000_000)
}

/// A number with its point moved to the right by so many places; to the left it is rounded.
fn shift(number: u64, places: i64) -> Option<u64> {
    let power = |places: i64| 10_u64.checked_pow(u32::try_from(places).ok()?);
    if places >= 0 {
        return number.checked_mul(power(places)?);
    }
    // Smaller than any digit of the number.
    let Some(divisor) = power(-places) else { return Some(0) };
    Some(number / divisor + u64::from(number % divisor >= divisor.div_ceil(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn micros(amount: &str) -> Option<u64> {
        Cost::parse(amount, Currency::USD).ok().map(|cost| cost.micros)
    }

    #[test]
    fn amounts_are_read_to_the_millionth_whatever_their_sign() {
        for (amount, read) in [
            ("-0.03000", 30_000),
            ("0.0085", 8_500),
            (" .01 ", 10_000),
            ("12", 12_000_000),
            ("0", 0),
            ("-0.0000004", 0),
            ("0.0000005", 1),
            ("0.1234567", 123_457),
            ("1e-5", 10),
            ("8.5E-3", 8_500),
            ("1.5e1", 15_000_000),
            ("0.000000000000001", 0),
        ] {
            assert_eq!(micros(amount), Some(read), "{amount}");
        }
        // A tenth is no number of a machine, and thirty of them are three all the same.
        assert_eq!(micros("0.1").map(|tenth| tenth * 30), micros("3"));
    }

    #[test]
    fn what_is_no_amount_is_none() {
        for amount in ["", "-", ".", "free", "1,5", "--1", "1e", "1e400", "NaN", "inf", "1234567890123456789", "0x10"] {
            assert_eq!(micros(amount), None, "{amount}");
        }
        for currency in ["", "US", "USDX", "U$D", "€"] {
            assert_eq!(Currency::parse(currency), Err(CostError), "{currency}");
        }
    }

    #[test]
    fn amounts_are_written_to_the_cent_for_people_and_whole_for_programs() {
        let euro = Currency::parse("eur").unwrap();
        assert_eq!(Currency::USD.write(4_124_999), "$4.12");
        assert_eq!(Currency::USD.write(4_125_000), "$4.13");
        assert_eq!((Currency::USD.write(0), euro.write(1_234_000_000)), ("$0.00".to_owned(), "1234.00 EUR".to_owned()));
        assert_eq!(exact(4_124_999), "4.124999");
        assert_eq!(exact(10), "0.000010");
    }
}
