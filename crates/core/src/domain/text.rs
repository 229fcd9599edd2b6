//! Text as people type and upload it: one form for each letter (NFC), and nothing in it that nobody can see.

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};
use icu_properties::{CodePointSetData, props::DefaultIgnorableCodePoint};

/// Each letter in the one form that is stored and compared (Unicode, NFC).
#[must_use]
pub fn nfc(text: &str) -> String {
    const NFC: ComposingNormalizerBorrowed<'static> = ComposingNormalizerBorrowed::new_nfc();
    NFC.normalize(text).into_owned()
}

/// Whether a character shows nothing: a mark of byte order or direction, a joiner, a soft hyphen, and their like.
#[must_use]
pub fn is_hidden(c: char) -> bool {
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
        // Marks of annotations and tags of languages are no letters either.
        || matches!(c, '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E0FFF}')
}

/// The text in NFC and without hidden characters, except joiners where a script or an emoji is written with them.
#[must_use]
pub fn cleaned(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    // What stood apart may stand side by side once something between is gone, and change places then.
    let mut text = nfc(text);
    loop {
        let kept = nfc(&without_hidden(&text));
        if kept == text {
            return kept;
        }
        text = kept;
    }
}

fn without_hidden(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let before = kept.chars().next_back();
        if !is_hidden(c) || joins(before, c, rest.peek().copied()) {
            kept.push(c);
        }
    }
    kept
}

/// The text in NFC without any character that nobody sees: for addresses and numbers.
#[must_use]
pub fn visible(text: &str) -> String {
    nfc(&text.chars().filter(|c| !is_hidden(*c)).collect::<String>())
}

/// Whether a joiner or a choice of picture belongs to what stands around it (compare RFC 5892, appendix A.1).
fn joins(before: Option<char>, c: char, after: Option<char>) -> bool {
    // Scripts from Arabic to Mongolian are written with joiners.
    let joined = |c: char| c.is_alphanumeric() && ('\u{600}'..'\u{1E00}').contains(&c) || is_virama_or_mark(c);
    let leftward =
        |c: char| c.is_alphabetic() && (('\u{590}'..'\u{900}').contains(&c) || ('\u{FB1D}'..='\u{FEFC}').contains(&c));
    let picture = |c: char| ('\u{2190}'..'\u{3000}').contains(&c) || ('\u{1F000}'..'\u{1FB00}').contains(&c);
    match (before, c, after) {
        (Some(before), '\u{200C}' | '\u{200D}', Some(after)) => {
            joined(before) && joined(after)
                || c == '\u{200D}' && (picture(before) || before == '\u{FE0F}') && picture(after)
        }
        (Some(before), '\u{FE0F}', _) => picture(before),
        // Where Arabic or Hebrew begins or ends, a mark keeps what stands beside it in its place.
        (before, '\u{200E}' | '\u{200F}' | '\u{61C}', after) => {
            before.is_some_and(leftward) || after.is_some_and(leftward)
        }
        _ => false,
    }
}

/// Marks of the scripts of India and its neighbors.
const fn is_virama_or_mark(c: char) -> bool {
    matches!(c, '\u{900}'..='\u{109F}' | '\u{1780}'..='\u{17FF}')
}

/// The text as it is compared: case, blanks, hidden characters and the form of a letter make no difference.
#[must_use]
pub fn alike(text: &str) -> String {
    let lower = visible(text).to_lowercase();
    nfc(&lower.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// The base letters in lower case: `Łukasz Nuñez` is `lukasz nunez`, `STRASSE` and `Straße` are the same.
#[must_use]
pub fn base_letters(text: &str) -> String {
    const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
    let visible: String = text.chars().filter(|c| !is_hidden(*c)).collect();
    let mut letters = String::with_capacity(visible.len());
    for c in NFKD.normalize(&visible).chars().filter(|c| !is_accent(*c)).flat_map(char::to_lowercase) {
        match base(c) {
            Some(base) => letters.push_str(base),
            // Lower case can bring an accent along, as that of a capital i with a dot.
            None if is_accent(c) => {}
            None => letters.push(c),
        }
    }
    nfc(&letters)
}

/// Accents and points over and under letters; the vowels of Indian scripts and the voicing of kana are none.
const fn is_accent(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36F}'
            | '\u{483}'..='\u{489}'
            | '\u{591}'..='\u{5BD}'
            | '\u{5BF}'
            | '\u{5C1}'..='\u{5C2}'
            | '\u{5C4}'..='\u{5C5}'
            | '\u{5C7}'
            | '\u{640}'
            | '\u{64B}'..='\u{65F}'
            | '\u{670}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// Letters that Unicode does not take apart.
const fn base(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' | 'ƚ' | 'ɫ' => "l",
        'ø' => "o",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'þ' => "th",
        'ı' | 'ɨ' => "i",
        'ħ' => "h",
        'ŧ' | 'ƭ' => "t",
        'ŋ' | 'ɲ' => "n",
        'ĸ' | 'ƙ' => "k",
        'ƀ' | 'ɓ' => "b",
        'ƒ' => "f",
        'ǥ' | 'ɠ' => "g",
        'ə' => "e",
        'ɔ' => "o",
        'ƶ' => "z",
        'ƴ' => "y",
        'ς' => "σ",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_has_one_form_and_what_nobody_sees_is_gone() {
        for (typed, kept) in [
            ("Jose\u{301} Nu\u{301}n\u{303}ez", "José Núñez"),
            ("\u{feff}bo@example.com", "bo@example.com"),
            ("fi\u{200c}@b.example", "fi@b.example"),
            ("jo\u{34f}@b.example", "jo@b.example"),
            ("\u{200b}0117", "0117"),
            ("\u{2060}Ana\u{200b} To\u{ad}rres\u{180e}", "Ana Torres"),
            ("\u{202e}Bo\u{202c}\u{2066}b\u{2069}\u{200e}\u{200f}\u{61c}", "Bob"),
            ("Bo\u{fe0f}\u{e0041}\u{3164}\u{115f}", "Bo"),
            ("\u{200d}Ana\u{200c}", "Ana"),
            ("नि\u{200d}शा", "नि\u{200d}शा"),
            ("می\u{200c}خواهم", "می\u{200c}خواهم"),
            ("👩\u{200d}🔧 ❤\u{fe0f}", "👩\u{200d}🔧 ❤\u{fe0f}"),
            ("a\nb\tc", "a\nb\tc"),
            ("\u{200f}خرج 3\u{200e}", "\u{200f}خرج 3"),
        ] {
            assert_eq!(cleaned(typed), nfc(kept), "{typed:?}");
        }
    }

    #[test]
    fn letters_are_compared_by_their_base_in_any_case_of_any_script() {
        for (text, base) in [
            ("ÁNGEL Núñez", "angel nunez"),
            ("Łukasz Ørsted ĐORĐE", "lukasz orsted dorde"),
            ("Straße STRASSE ẞ", "strasse strasse ss"),
            ("Æsa Œuvre Þór Ðe", "aesa oeuvre thor de"),
            ("Işık İpek", "isik ipek"),
            ("ﬁn Ａｎａ", "fin ana"),
            ("Ħħ ŧƭ ŋɲ ĸƙ ƀɓ ƒ ǥɠ ə ɔ ƶ ƴ ƚɫ ɖɗ ɨ", "hh tt nn kk bb f gg e o z y ll dd i"),
            ("ИВАН", "иван"),
            ("مُحَمَّد", "محمد"),
            ("이영희", "이영희"),
            ("李", "李"),
            ("ガ", "ガ"),
            ("ΣΊΣΥΦΟΣ", "σισυφοσ"),
        ] {
            assert_eq!(base_letters(text), nfc(base), "{text}");
            let decomposed: String = DecomposingNormalizerBorrowed::new_nfd().normalize(text).into_owned();
            assert_eq!(base_letters(&decomposed), nfc(base), "{text} taken apart");
        }
    }

    #[test]
    fn names_are_alike_whatever_their_case_blanks_and_form() {
        assert_eq!(alike("JOSE\u{301}  Nu\u{f1}ez\u{200b}"), alike("josé nun\u{303}ez"));
        assert_ne!(alike("Jose"), alike("José"), "an accent tells two people apart");
    }

    #[test]
    fn marks_that_come_together_when_a_joiner_between_them_goes_are_in_their_order() {
        assert_eq!(cleaned("\u{301}\u{94d}\u{200c}\u{94d}"), "\u{94d}\u{94d}\u{301}");
    }

    #[test]
    fn whatever_is_cleaned_is_clean() {
        proptest::proptest!(|(text in "\\PC{0,40}|[a\u{301}\u{200c}\u{200d}\u{fe0f}\u{34f}श\u{94d}👩]{0,12}")| {
            let once = cleaned(&text);
            proptest::prop_assert_eq!(&cleaned(&once), &once);
        });
    }

    #[test]
    fn a_joiner_stays_only_between_what_it_joins() {
        for (typed, kept) in [
            ("❤\u{fe0f}\u{200d}🔥", "❤\u{fe0f}\u{200d}🔥"),
            ("👩\u{200c}🔧", "👩🔧"),
            ("👩\u{200d}a", "👩a"),
            ("a\u{200d}👩", "a👩"),
            ("a\u{200d}श", "aश"),
            ("श\u{200d}a", "शa"),
            ("،\u{200c}خ", "،خ"),
            ("שלום\u{200e}!", "שלום\u{200e}!"),
            ("a\u{200f}b", "ab"),
            ("،\u{200f}", "،"),
        ] {
            assert_eq!(cleaned(typed), nfc(kept), "{typed:?}");
        }
    }
}
