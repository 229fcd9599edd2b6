//! How people are put in order and found: by base letters, by parts of words in any order, by the digits of a phone.

use super::{
    employee::Details,
    text::{alike, base_letters, cleaned},
};

/// Longer searches are cut, as are those of more words: databases refuse conditions without end.
const SEARCH_MAX: usize = 100;
const WORDS_MAX: usize = 8;
/// So few digits are looked for in numbers and addresses alone: most phone numbers have them somewhere.
const FEW_DIGITS: usize = 4;

/// A name as lists are ordered by: *Ana, Ángel, anton, Åse*. Never empty, whatever the name.
#[must_use]
pub fn sort_name(name: &str) -> String {
    let letters: String = base_letters(name).chars().filter(|c| !is_apostrophe(*c)).collect();
    let sorted = letters.split_whitespace().collect::<Vec<_>>().join(" ");
    let sorted = if sorted.is_empty() { alike(name) } else { sorted };
    if sorted.is_empty() { "?".to_owned() } else { sorted }
}

/// What somebody is found by, made for [`Search`]: the words of the name and the number, the address, the phone.
#[must_use]
pub fn search_key(details: &Details) -> String {
    search_key_of(
        &details.name,
        details.employee_number.as_deref(),
        details.email.as_deref(),
        details.phone.as_ref().map(super::caller::E164::as_str),
    )
}

/// The same from columns, for rows from before there were keys.
#[must_use]
pub fn search_key_of(name: &str, number: Option<&str>, email: Option<&str>, phone: Option<&str>) -> String {
    let mut words = Vec::new();
    for text in [Some(name), number].into_iter().flatten() {
        words.extend(words_of(text));
        if let Some(spelled) = spelled_out(text) {
            words.extend(words_of(&spelled));
        }
    }
    let email = base_letters(&cleaned(email.unwrap_or_default())).replace(['|', ' '], "");
    format!(" {}|{email}|{}", words.join(" "), phone.unwrap_or_default())
}

/// Whether every word that was typed begins a word of the name: what is asked where strangers can ask, who learn nothing
/// of numbers and addresses by it.
#[must_use]
pub fn begins_words_of(name: &str, typed: &str) -> bool {
    let mut words = words_of(name);
    words.extend(spelled_out(name).iter().flat_map(|spelled| words_of(spelled)));
    let typed: String = cleaned(typed).chars().take(SEARCH_MAX).collect();
    base_letters(&typed)
        .split_whitespace()
        .flat_map(parts_of)
        .take(WORDS_MAX)
        .all(|part| words.iter().any(|word| word.starts_with(&part)))
}

/// The words in a text, and those together that a mark or a particle ties: `Jean-Luc` is found as `jeanluc`, too.
fn words_of(text: &str) -> Vec<String> {
    let base = base_letters(text);
    let mut words: Vec<String> = Vec::new();
    let mut particles = String::new();
    for run in base.split_whitespace() {
        let parts = parts_of(run);
        let whole = parts.concat();
        if parts.len() > 1 {
            words.push(whole.clone());
        }
        words.extend(parts);
        if is_particle(&whole) {
            particles.push_str(&whole);
        } else if !particles.is_empty() {
            words.push(std::mem::take(&mut particles) + &whole);
        }
    }
    words
}

/// A run of characters at its punctuation; an apostrophe leaves no gap.
fn parts_of(run: &str) -> Vec<String> {
    let run: String = run.chars().filter(|c| !is_apostrophe(*c)).collect();
    run.split(is_between).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

const fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`' | '´' | '’' | '‘' | '‛' | '′' | 'ʼ' | 'ʻ' | 'ʹ' | 'ʾ' | 'ʿ' | 'ˈ' | '＇' | '\u{5F3}' | '\u{A78C}'
    )
}

const fn is_between(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_ascii_control()
        || matches!(c, '\u{A1}' | '\u{AB}' | '\u{B7}' | '\u{BB}' | '\u{BF}' | '\u{5BE}' | '\u{60C}' | '\u{61B}')
        || matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{2212}')
        || matches!(c, '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{30A0}' | '\u{30FB}')
}

fn is_particle(word: &str) -> bool {
    const PARTICLES: [&str; 29] = [
        "da", "das", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "el", "al", "la", "las", "le", "los",
        "mac", "mc", "o", "d", "san", "santa", "st", "ter", "ten", "van", "von", "vander",
    ];
    PARTICLES.contains(&word)
}

/// How a name is also written where its letters are missing: Müller as Mueller, Åse as Aase.
fn spelled_out(text: &str) -> Option<String> {
    let lower = alike(text);
    let spelled = lower.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('å', "aa").replace('ø', "oe");
    (spelled != lower).then_some(spelled)
}

/// A search that was typed. All of its words have to be found, in any order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Search(Vec<SearchWord>);

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchWord {
    /// Patterns for LIKE with `\` as the escape, over a search key; one of them has to fit.
    pub patterns: Vec<String>,
    /// The digits, where it is made of nothing else.
    pub digits: Option<String>,
}

impl Search {
    /// `None` where nothing is looked for.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let text: String = cleaned(typed).trim().chars().take(SEARCH_MAX).collect();
        if text.is_empty() {
            return None;
        }
        let base = base_letters(&text);
        let base = base.strip_prefix("tel:").or_else(|| base.strip_prefix("mailto:")).unwrap_or(&base);
        let mut words = Vec::new();
        // A whole phone number has blanks in it as often as not.
        if let Some(digits) = digits_alone(base) {
            words.push(SearchWord::of_digits(&digits));
        } else {
            for run in base.split_whitespace() {
                match digits_alone(run) {
                    Some(digits) => words.push(SearchWord::of_digits(&digits)),
                    None if run.contains('@') => words.push(SearchWord::new(run)),
                    None => words.extend(parts_of(run).iter().map(|part| match digits_alone(part) {
                        Some(digits) => SearchWord::of_digits(&digits),
                        None => SearchWord::new(part),
                    })),
                }
            }
        }
        if words.is_empty() {
            // Marks alone are nobody's name; no key holds a control character.
            words.push(SearchWord::new("\u{1}"));
        }
        if words.len() > 1 {
            // "Worker 05" is not Worker 005.
            words.iter_mut().for_each(SearchWord::begin);
        }
        words.truncate(WORDS_MAX);
        Some(Self(words))
    }

    /// What has to be found, all of it, in any order.
    #[must_use]
    pub fn words(&self) -> &[SearchWord] {
        &self.0
    }

    /// Whether a key made of these is found; what the database does.
    #[cfg(test)]
    fn finds(&self, key: &str) -> bool {
        self.0.iter().all(|word| word.patterns.iter().any(|pattern| is_like(key, pattern)))
    }
}

impl SearchWord {
    fn new(part: &str) -> Self {
        Self { patterns: vec![format!("%{}%", escaped(&part.replace('|', "")))], digits: None }
    }

    /// Few digits beside other words are the beginning of a number.
    fn begin(&mut self) {
        if let Some(digits) = self.digits.as_ref().filter(|digits| digits.len() < FEW_DIGITS) {
            self.patterns = vec![format!("% {digits}%|%")];
        }
    }

    fn of_digits(digits: &str) -> Self {
        let patterns = if digits.len() < FEW_DIGITS {
            vec![format!("%{digits}%|%")]
        } else {
            // As they are dialed from abroad (00, 011), and within a country (0), in front of what is stored.
            let abroad = digits.strip_prefix("011").or_else(|| digits.strip_prefix("00"));
            let within = digits.strip_prefix('0').filter(|rest| !rest.starts_with('0'));
            let long = |rest: &&str| rest.len() >= 7;
            let others = [abroad.filter(long), within.filter(long)].into_iter().flatten();
            std::iter::once(digits).chain(others).map(|digits| format!("%{digits}%")).collect()
        };
        Self { patterns, digits: Some(digits.to_owned()) }
    }
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// The digits of a text that has nothing but digits and what people put between them.
fn digits_alone(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let others = text.chars().all(|c| {
        c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '+' | '(' | ')' | '.' | '/' | '-' | '\u{2010}'..='\u{2015}')
    });
    (others && !digits.is_empty()).then_some(digits)
}

#[cfg(test)]
fn is_like(key: &str, pattern: &str) -> bool {
    let pattern = pattern.replace("\\%", "\u{2}").replace("\\_", "_").replace("\\\\", "\\");
    let mut rest = key;
    for part in pattern.trim_matches('%').split('%') {
        match rest.find(&part.replace('\u{2}', "%")) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, name: &str, rest: (Option<&str>, Option<&str>, Option<&str>)) -> bool {
        Search::parse(query).unwrap().finds(&search_key_of(name, rest.0, rest.1, rest.2))
    }

    #[test]
    fn names_are_found_at_kiosks_by_how_their_words_begin() {
        for (name, typed, found) in [
            ("Maria Lopez", "m", true),
            ("Maria Lopez", "LO", true),
            ("Maria Lopez", "lo ma", true),
            ("Maria Lopez", "aria", false),
            ("Maria Lopez", "com", false),
            ("Maria Lopez", "+1", false),
            ("María López", "maria", true),
            ("Jean-Luc Müller", "jeanl", true),
            ("Jean-Luc Müller", "mueller", true),
            ("Worker 005", "00", true),
            ("Worker 005", "5", false),
            ("Maria Lopez", "", true),
        ] {
            assert_eq!(begins_words_of(name, typed), found, "{typed} in {name}");
        }
    }

    #[test]
    fn a_name_is_found_without_accents_case_order_or_punctuation() {
        for (name, queries) in [
            ("Ángel Núñez", &["angel", "NUNEZ", "nu\u{301}n\u{303}ez", "nunez angel", "  angel   nunez "][..]),
            ("Łukasz Strauß", &["lukasz", "strauss", "STRAUß"]),
            ("Max Straße", &["strasse", "STRAẞE"]),
            ("Pat O'Brien", &["obrien", "o'brien", "O’Brien", "o brien", "brien pat"]),
            ("Pat O’Brien", &["obrien", "o'brien"]),
            ("Zoë Álvarez", &["alvarez zoe", "Alvarez, Zoe", "zoe"]),
            ("Müller, Anna", &["müller anna", "muller", "mueller", "anna muller", "müller  anna"]),
            ("Jean-Luc Picard", &["jeanluc", "jean luc", "jean-luc", "Jean‐Luc", "picard jean"]),
            ("María de la Cruz", &["delacruz", "de la cruz", "cruz maria"]),
            ("Mc Donald, J.R.", &["mcdonald", "jr", "j.r."]),
            ("Søren Åse Đorđe", &["soren", "ase", "aase", "dorde", "soeren"]),
            ("Işıl Æsa", &["isil", "aesa"]),
            ("علي محمد", &["محمد"]),
            ("李小龍", &["小"]),
            ("김민수", &["민"]),
            ("🦺 Bo", &["🦺"]),
            ("नि\u{200d}शा", &["निशा"]),
        ] {
            for query in queries {
                assert!(finds(query, name, (None, None, None)), "{query} in {name}");
            }
        }
        for (query, name) in [("ana", "Juan Aguilar"), ("%", "Bo"), ("_", "Bo"), ("\\", "Bo"), ("bo ana", "Bo")] {
            assert!(!finds(query, name, (None, None, None)), "{query} in {name}");
        }
        assert_eq!(Search::parse(" \u{200b} "), None);
    }

    #[test]
    fn a_phone_number_is_found_in_any_notation_and_a_number_and_an_address_as_they_are() {
        let rest = (Some("26-103"), Some("ana.t@example.com"), Some("+13125550001"));
        for query in [
            "312-555-0001",
            "3125550001",
            "(312) 555-0001",
            "+1 312 555 0001",
            "1.312.555.0001",
            "555 0001",
            "0001",
            "tel:+13125550001",
            "001 312 555 0001",
            "ana 555-0001",
            "26-103",
            "26103",
            "103",
            "ana.t@example.com",
            "ANA.T@",
            "example",
            "３１２-５５５-０００１",
        ] {
            assert!(finds(query, "Ana", rest), "{query}");
        }
        assert!(finds("worker 05", "Worker 050", rest) && !finds("worker 05", "Worker 005", rest));
        for query in ["312", "312-555-0002", "t.ana@", "555-0001 bo"] {
            assert!(!finds(query, "Ana", rest), "{query}");
        }
        assert!(finds("030 901820", "Bo", (None, None, Some("+4930901820"))));
        assert!(finds("0117", "Bo", (Some("0117"), None, None)));
    }

    #[test]
    fn lists_are_in_the_order_of_base_letters() {
        let mut names = ["Åse", "anton", "Ángel", "Ana", "Zoe", "O'Brien", "Obama", "Oz"];
        names.sort_by_key(|name| sort_name(name));
        assert_eq!(names, ["Ana", "Ángel", "anton", "Åse", "Obama", "O'Brien", "Oz", "Zoe"]);
        for name in ["", " ", "\u{200b}", "'", "\u{301}"] {
            assert_ne!(sort_name(name), "", "{name:?}");
        }
    }

    #[test]
    fn four_digits_are_looked_for_in_phones_and_fewer_are_not() {
        let phone = (None, None, Some("+13125550001"));
        assert!(finds("ana 0001", "Ana", phone) && !finds("ana 001", "Ana", phone));
        assert!(finds("10", "Worker 2103", (None, None, None)), "digits alone may stand inside a number");
        assert!(!finds("worker 10", "Worker 2103", (None, None, None)));
    }

    #[test]
    fn what_is_dialed_in_front_is_left_off_numbers_of_seven_digits_and_more() {
        let phone = (None, None, Some("+495551234"));
        for query in ["005551234", "0115551234", "05551234"] {
            assert!(finds(query, "Bo", phone), "{query}");
        }
        for query in ["00551234", "011551234", "0551234"] {
            assert!(!finds(query, "Bo", phone), "{query}");
        }
    }

    #[test]
    fn a_key_has_each_word_once_and_words_that_belong_together_as_one() {
        assert_eq!(search_key_of("Ana Torres", Some("0117"), None, None), " ana torres 0117||");
        assert_eq!(search_key_of("Jean-Luc", None, Some("A@b.example"), None), " jeanluc jean luc|a@b.example|");
    }

    #[test]
    fn long_searches_are_cut() {
        assert_eq!(Search::parse(&"ab ".repeat(20)).unwrap().words().len(), 8);
        let long = Search::parse(&"x".repeat(200)).unwrap();
        assert_eq!(long.words()[0].patterns, [format!("%{}%", "x".repeat(100))]);
    }
}
