//! Each field of a person as people write it, and what is wrong with it.

use crate::domain::{
    caller::E164,
    language::Language,
    text::{alike, is_hidden, visible},
    user::Email,
    workspace::Languages,
    zone_names::language_as_written,
};

/// Text that spreadsheets, people and their programs wrap around a value: `="0117"`, `'0117`, full-width digits.
#[must_use]
pub fn unwrapped(text: &str) -> String {
    let mut text = unwrapped_once(text);
    loop {
        let within = unwrapped_once(&text);
        if within == text {
            return text;
        }
        text = within;
    }
}

fn unwrapped_once(text: &str) -> String {
    let narrow = |c: char| match u32::from(c) {
        wide @ 0xFF01..=0xFF5E => char::from_u32(wide - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let text: String = visible(text).trim().chars().map(narrow).collect();
    let quoted = text.strip_prefix('=').and_then(|rest| rest.trim().strip_prefix('"')?.strip_suffix('"'));
    let text = quoted.map(str::to_owned).unwrap_or(text);
    let text = text.trim();
    let marked = text.strip_prefix(['\'', '’', '`']).filter(|rest| rest.starts_with(['+', '(']) || begins_digits(rest));
    marked.unwrap_or(text).trim().to_owned()
}

fn begins_digits(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a cell holds what spreadsheets write in place of a value, or programs in place of none.
#[must_use]
pub fn is_placeholder(text: &str) -> bool {
    const NOTHING: [&str; 14] = [
        "n/a",
        "na",
        "none",
        "null",
        "nil",
        "nan",
        "undefined",
        "unknown",
        "(blank)",
        "-",
        "--",
        "—",
        "ninguno",
        "tbd",
    ];
    NOTHING.contains(&alike(text).as_str()) || is_spreadsheet_error(text)
}

/// `#REF!` and its like.
#[must_use]
pub fn is_spreadsheet_error(text: &str) -> bool {
    const ERRORS: [&str; 11] = [
        "#ref!",
        "#n/a",
        "#name?",
        "#value!",
        "#div/0!",
        "#null!",
        "#num!",
        "#spill!",
        "#calc!",
        "#error!",
        "#getting_data",
    ];
    let text = alike(text);
    ERRORS.contains(&text.as_str()) || text.len() > 3 && text.chars().all(|c| c == '#')
}

/// What a spreadsheet does to a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpreadsheetHint {
    /// It writes long ones as 5.5E+09.
    Rounded,
    /// It adds .0.
    PointZero,
    /// It makes a date of one with a dash.
    Date,
}

/// Why a number looks as if a spreadsheet had changed it.
#[must_use]
pub fn spreadsheet_hint(text: &str) -> Option<SpreadsheetHint> {
    let lower = alike(text);
    if is_rounded(&lower) {
        Some(SpreadsheetHint::Rounded)
    } else if lower.strip_suffix(".0").or_else(|| lower.strip_suffix(".00")).is_some_and(is_digits) {
        Some(SpreadsheetHint::PointZero)
    } else if is_date(&lower) {
        Some(SpreadsheetHint::Date)
    } else {
        None
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `1.2e+05`, with a comma in some countries.
fn is_rounded(lower: &str) -> bool {
    let Some((digits, power)) = lower.split_once('e') else { return false };
    let digits = digits.trim_start_matches(['+', '-']);
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let power = power.strip_prefix(['+', '-']).unwrap_or(if digits.contains(['.', ',']) { power } else { "" });
    is_digits(whole) && is_digits(part) && is_digits(power)
}

fn is_date(lower: &str) -> bool {
    const MONTHS: [&str; 17] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "ene", "abr", "ago", "dic",
        "set",
    ];
    let day = lower.split_once([' ', 't']).filter(|(_, time)| time.contains(':')).map_or(lower, |(day, _)| day);
    let parts: Vec<_> = day.split(['-', '/']).collect();
    let is_month = |part: &str| MONTHS.iter().any(|month| part.trim_end_matches('.') == *month);
    let short = |part: &&str| is_digits(part) && part.len() <= 2;
    let year = |part: &&str| is_digits(part) && part.len() == 4;
    match parts.as_slice() {
        [day, month] | [month, day] if is_month(month) => is_digits(day) && day.len() <= 4,
        [day, month, year] if is_month(month) => is_digits(day) && is_digits(year),
        [first, month, last] if year(first) => is_day_and_month(month, last),
        [first, second, last] => is_day_and_month(first, second) && (year(last) || day.contains('/') && short(last)),
        _ => false,
    }
}

/// In either order.
fn is_day_and_month(first: &str, second: &str) -> bool {
    let number = |part: &str| Some(part).filter(|part| is_digits(part) && part.len() <= 2)?.parse::<u8>().ok();
    match (number(first), number(second)) {
        (Some(first), Some(second)) => first.min(second) <= 12 && first.max(second) <= 31 && first.min(second) > 0,
        _ => false,
    }
}

/// Why something is no email address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EmailFieldError {
    /// It does not look like one.
    NoAddress,
    /// It is what programs write where there is none.
    Placeholder,
    /// There are several.
    Several,
    /// There is a blank in it.
    Blank,
    /// There is a character in it that nobody sees.
    Hidden,
}

/// # Errors
/// With the reason.
pub fn email(text: &str) -> Result<String, EmailFieldError> {
    let text = unwrapped(text);
    let bare = match text.split_once('<').map(|(_, rest)| rest.split('>').next().unwrap_or_default()) {
        // One address with a name in front, as mail programs copy it.
        Some(within) if text.matches('@').count() == within.matches('@').count() => within,
        _ => text.as_str(),
    };
    let bare = bare.trim().trim_end_matches([';', ',']).trim();
    let scheme = bare.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("mailto:"));
    let bare = if scheme { bare.get(7..).unwrap_or_default() } else { bare };
    let bare = bare.trim_matches(['"', '\'']);
    if let Ok(email) = Email::parse(bare) {
        return Ok(email.to_string());
    }
    Err(if is_placeholder(&text) {
        EmailFieldError::Placeholder
    } else if text.matches('@').count() > 1 {
        EmailFieldError::Several
    } else if bare.contains('@') && bare.contains(char::is_whitespace) {
        EmailFieldError::Blank
    } else if text.chars().any(is_hidden) {
        EmailFieldError::Hidden
    } else {
        EmailFieldError::NoAddress
    })
}

/// Why something is no phone number that can be dialed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PhoneFieldError {
    /// It is none, or has no country code where it needs one.
    NoNumber,
    /// A spreadsheet has changed it.
    Spreadsheet,
    /// It goes on with an extension.
    Extension,
    /// There are several.
    Several,
}

/// A number with its country code, or one of the North American plan (+1) as people write it there: ten digits, or
/// eleven from 1, with any of blanks, brackets, dots, dashes and slashes between; behind 00 or 011, too.
///
/// # Errors
/// With the reason.
pub fn phone(text: &str) -> Result<E164, PhoneFieldError> {
    let text = unwrapped(text).to_lowercase();
    let text = text.strip_prefix("tel:").unwrap_or(&text);
    if spreadsheet_hint(text).is_some() {
        return Err(PhoneFieldError::Spreadsheet);
    }
    let text = without_labels(text);
    if has_extension(&text) {
        return Err(PhoneFieldError::Extension);
    }
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let several =
        text.split(['/', ';', ',', '&', '|']).filter(|part| part.chars().filter(char::is_ascii_digit).count() >= 7);
    if several.count() > 1 || digits >= 14 && (text.contains(" or ") || text.contains(" o ")) {
        return Err(PhoneFieldError::Several);
    }
    // "+44 (0)20" is dialed without the 0.
    let text = if text.starts_with('+') { text.replace("(0)", "") } else { text };
    let between = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '.' | '/' | '-' | '\u{2010}'..='\u{2015}');
    let bare: String = text.chars().filter(|c| !between(*c)).collect();
    parse_bare(&bare).ok_or(PhoneFieldError::NoNumber)
}

fn parse_bare(bare: &str) -> Option<E164> {
    if bare.starts_with('+') {
        return E164::parse(bare).ok();
    }
    let national = if bare.len() == 11 { bare.strip_prefix('1').unwrap_or_default() } else { bare };
    // Area code and exchange begin with 2 to 9 (NANPA numbering resources).
    let begins = |at: usize| national.as_bytes().get(at).is_some_and(|digit| (b'2'..=b'9').contains(digit));
    if national.len() == 10 && begins(0) && begins(3) {
        return E164::parse(&format!("+1{national}")).ok();
    }
    // As it is dialed from abroad.
    let abroad = bare.strip_prefix("011").or_else(|| bare.strip_prefix("00")).filter(|rest| rest.len() >= 9)?;
    E164::parse(&format!("+{abroad}")).ok()
}

/// Without words that only say what kind of phone it is.
fn without_labels(text: &str) -> String {
    const LABELS: [&str; 19] = [
        "cell",
        "cellular",
        "mobile",
        "home",
        "work",
        "phone",
        "tel",
        "telephone",
        "c",
        "m",
        "h",
        "w",
        "p",
        "movil",
        "celular",
        "casa",
        "trabajo",
        "telefono",
        "personal",
    ];
    let word = |run: &str| crate::domain::text::base_letters(run.trim_matches(['(', ')', ':', '.', '-', ','])).clone();
    text.split_whitespace().filter(|run| !LABELS.contains(&word(run).as_str())).collect::<Vec<_>>().join(" ")
}

/// Whether a number goes on with an extension: `x12`, `ext. 12`, `;ext=12`, `#12`.
fn has_extension(text: &str) -> bool {
    let Some((number, rest)) = text.split_once(['x', '#', 'e', ';']) else { return false };
    let letters: String = rest.chars().filter(|c| c.is_alphabetic()).collect();
    let known = ["", "x", "xt", "xtn", "xtension", "xtensión", "ext"].contains(&letters.as_str());
    known && number.chars().filter(char::is_ascii_digit).count() >= 7 && {
        let digits = rest.chars().filter(char::is_ascii_digit).count();
        (1..=6).contains(&digits)
    }
}

/// # Errors
/// With the workspace's languages, where it is none of them.
pub fn language(text: &str, languages: &Languages) -> Result<Language, Vec<Language>> {
    language_as_written(text)
        .filter(|language| languages.contains(*language))
        .ok_or_else(|| languages.iter().collect::<Vec<_>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_taken_as_people_and_spreadsheets_write_it() {
        for text in [
            "+15555550123",
            "(555) 555-0123",
            "555-555-0123",
            "555.555.0123",
            "1 555 555 0123",
            "1-555-555-0123",
            "+1 (555) 555-0123",
            "5555550123",
            "\u{202a}555\u{2011}555\u{2011}0123\u{202c}",
            "=\"5555550123\"",
            "'5555550123",
            "tel:+1-555-555-0123",
            "001 555 555 0123",
            "011 1 555 555 0123",
            "５５５５５５０１２３",
            "555-555-0123 (cell)",
            "Cell: 555-555-0123",
            "\u{200b}555 555 0123",
        ] {
            assert_eq!(phone(text).map(String::from), Ok("+15555550123".to_owned()), "{text}");
        }
        assert_eq!(phone("+49 30 901820").map(String::from), Ok("+4930901820".to_owned()));
        assert_eq!(phone("+44 (0)20 7946 0958").map(String::from), Ok("+442079460958".to_owned()));
        assert_eq!(phone("0049 30 901820").map(String::from), Ok("+4930901820".to_owned()));
        for text in
            ["555-0123", "0555550123", "555 155 0123", "2 555 555 0123", "+1", "555555012x", "٥٥٥٥٥٥٠١٢٣", "N/A", "-"]
        {
            assert_eq!(phone(text), Err(PhoneFieldError::NoNumber), "{text}");
        }
        for text in ["5.55556E+09", "5.5555E+09", "5555550123.0", "5,55556E+09"] {
            assert_eq!(phone(text), Err(PhoneFieldError::Spreadsheet), "{text}");
        }
        for text in
            ["555-555-0123 x12", "5555550123x12", "(555) 555-0123 ext. 12", "+15555550123;ext=12", "555-555-0123 #12"]
        {
            assert_eq!(phone(text), Err(PhoneFieldError::Extension), "{text}");
        }
        for text in ["555-555-0123 / 555-555-0124", "5555550123;5555550124", "555-555-0123 or 555-555-0124"] {
            assert_eq!(phone(text), Err(PhoneFieldError::Several), "{text}");
        }
    }

    #[test]
    fn an_address_is_taken_as_mail_programs_copy_it() {
        for text in [
            "bo@example.com",
            " Bo@Example.com ",
            "Bo <bo@example.com>",
            "\"Bo, Jr.\" <bo@example.com>",
            "<bo@example.com>",
            "mailto:bo@example.com",
            "bo@example.com;",
            "\u{feff}bo@example.com",
            "bo\u{200c}@example.com",
            "bo\u{34f}@example.com",
            "=\"bo@example.com\"",
        ] {
            assert_eq!(email(text), Ok("bo@example.com".to_owned()), "{text:?}");
        }
        for (text, error) in [
            ("bo@example.com; cy@example.com", EmailFieldError::Several),
            ("bo@example.com cy@example.com", EmailFieldError::Several),
            ("<bo@example.com>, <cy@example.com>", EmailFieldError::Several),
            ("bo @example.com", EmailFieldError::Blank),
            ("N/A", EmailFieldError::Placeholder),
            ("-", EmailFieldError::Placeholder),
            ("bo", EmailFieldError::NoAddress),
            ("a@b.example\r\nBcc: c@d.example", EmailFieldError::Several),
        ] {
            assert_eq!(email(text), Err(error), "{text}");
        }
    }

    #[test]
    fn a_number_that_a_spreadsheet_may_have_changed_is_told_from_others() {
        for text in [
            "117.0",
            "117.00",
            "1.2E+05",
            "1E+05",
            "1,2E+05",
            "1-Feb",
            "Feb-26",
            "1-feb-2026",
            "2026-02-01",
            "2026-02-01 00:00:00",
            "2026-02-01T00:00:00",
            "2/1/2026",
            "2/1/26",
            "01-02-2026",
        ] {
            assert!(spreadsheet_hint(text).is_some(), "{text}");
        }
        for text in ["117", "0117", "26-103", "E-117", "1E5", "12E", "A1-Feb", "1.5", "1-2-3", "12-34-5678", "feb"] {
            assert_eq!(spreadsheet_hint(text), None, "{text}");
        }
        for text in ["#REF!", "#N/A", "#NAME?", "#####", "NULL", "n/a"] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn what_spreadsheets_wrap_around_a_value_is_taken_off() {
        for (text, value) in [
            ("=\"0117\"", "0117"),
            ("'0117", "0117"),
            ("０１１７", "0117"),
            ("\u{200b}0117 ", "0117"),
            ("'t Hooft", "'t Hooft"),
            ("=1+1", "=1+1"),
        ] {
            assert_eq!(unwrapped(text), value, "{text}");
        }
    }

    #[test]
    fn dates_are_told_by_months_of_twelve_and_days_of_thirty_one() {
        for text in ["12/31/2026", "31/12/2026", "1/1/26", "2026-12-31", "2026/31/12", "31-Dec", "Dec-2026", "2026-ene"]
        {
            assert!(spreadsheet_hint(text).is_some(), "{text}");
        }
        for text in [
            "13/13/2026",
            "12/32/2026",
            "0/12/2026",
            "12/0/26",
            "1/1/026",
            "1-1-26",
            "2026-13-13",
            "12026-Dec",
            "123/1/2026",
            "2026-1",
            "a/1/2026",
            "2026-02-01 noon",
        ] {
            assert_eq!(spreadsheet_hint(text), None, "{text}");
        }
    }

    #[test]
    fn four_hashes_are_a_column_too_narrow_and_three_are_not() {
        assert!(is_spreadsheet_error("####") && !is_spreadsheet_error("###") && !is_spreadsheet_error("####1"));
        assert!(!is_placeholder("0117") && !is_spreadsheet_error("n/a"));
    }

    #[test]
    fn numbers_in_short_are_told_from_numbers_with_letters() {
        for text in ["-1.2e+05", "+1.2e5", "1e-05"] {
            assert!(spreadsheet_hint(text).is_some(), "{text}");
        }
        for text in ["e+05", "1e+", "1.e+05", "1.2e+x", "x.2e+05", ".0", "a.0", "1.000"] {
            assert_eq!(spreadsheet_hint(text), None, "{text}");
        }
    }

    #[test]
    fn two_numbers_have_seven_digits_each_or_an_or_between_them() {
        for text in ["5550123/5550124", "555 555 0123 o 555 555 0124", "5550123 or 5550124"] {
            assert_eq!(phone(text), Err(PhoneFieldError::Several), "{text}");
        }
        assert_eq!(phone("555/555/0123").map(String::from), Ok("+15555550123".to_owned()));
        assert_eq!(phone("555012 or 5550124"), Err(PhoneFieldError::NoNumber));
        assert_eq!(phone("55555501234567"), Err(PhoneFieldError::NoNumber));
    }

    #[test]
    fn an_extension_has_six_digits_at_most_behind_a_number_of_seven() {
        for text in ["5550123x1", "5550123 ext 123456", "5550123 extn 9"] {
            assert!(has_extension(text), "{text}");
        }
        for text in ["555012x1", "5550123x1234567", "5550123x", "5550123 exit 12", "5550123"] {
            assert!(!has_extension(text), "{text}");
        }
    }

    #[test]
    fn a_number_dialed_from_abroad_has_nine_digits_behind_its_prefix() {
        assert_eq!(phone("00 491234567").map(String::from), Ok("+491234567".to_owned()));
        assert_eq!(phone("00 49123456"), Err(PhoneFieldError::NoNumber));
    }

    #[test]
    fn an_address_with_a_name_in_front_is_one_address() {
        assert_eq!(email("bo@example.com <cy@example.com>"), Err(EmailFieldError::Several));
        assert_eq!(email("b@ c"), Err(EmailFieldError::Blank));
        assert_eq!(email("bo c"), Err(EmailFieldError::NoAddress));
        assert_eq!(email("b@"), Err(EmailFieldError::NoAddress));
    }
}
