//! Which passwords will do.

mod guessable;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::secret::Secret;

/// The shortest password (NIST SP 800-63B-4, 3.1.1.2: at least 15 where it is the only factor, 8 at the
/// least; a phrase of 12 is what people accept).
pub const PASSWORD_MIN_CHARS: usize = 12;
/// Far beyond any phrase; keeps hashing cheap.
pub const PASSWORD_MAX_CHARS: usize = 200;

/// Why a password will not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordRuleError {
    /// Fewer than [`PASSWORD_MIN_CHARS`] characters.
    #[error("the password has fewer than {PASSWORD_MIN_CHARS} characters")]
    Short,
    /// More than [`PASSWORD_MAX_CHARS`] characters.
    #[error("the password has more than {PASSWORD_MAX_CHARS} characters")]
    Long,
    /// It stands on a list of passwords that many people have.
    #[error("the password is on the lists that are tried first")]
    Listed,
    /// Little is left once what is known of the person is taken out.
    #[error("the password is mostly what is known of the person")]
    OwnName,
    /// Little is left once words, years, rows of keys and repeats are taken out.
    #[error("the password is mostly words, years, rows of keys or repeats")]
    Predictable,
}

/// What whoever guesses knows of the person as well.
#[derive(Debug, Clone, Copy, Default)]
pub struct PasswordContext<'a> {
    /// Their email address; empty where it is not known.
    pub email: &'a str,
    /// Their name; empty where it is not known.
    pub name: &'a str,
    /// The name of their workspace; empty where it is not known.
    pub workspace: &'a str,
}

/// The same password for the same keys, whatever machine they are on (NIST SP 800-63B-4, 3.1.1.2).
#[must_use]
pub fn in_one_form(password: Secret) -> Secret {
    let nfc = ComposingNormalizerBorrowed::new_nfc();
    if nfc.is_normalized(&password) { password } else { Secret::new(nfc.normalize(&password).into_owned()) }
}

/// # Errors
/// With the reason.
pub fn check_password(password: &str, context: &PasswordContext<'_>) -> Result<(), PasswordRuleError> {
    let password = in_one_form(Secret::new(password.to_owned()));
    let chars = password.chars().count();
    if chars < PASSWORD_MIN_CHARS {
        Err(PasswordRuleError::Short)
    } else if chars > PASSWORD_MAX_CHARS {
        Err(PasswordRuleError::Long)
    } else if guessable::is_listed(&password) {
        Err(PasswordRuleError::Listed)
    } else if guessable::is_guessable(&password, &[]) {
        Err(PasswordRuleError::Predictable)
    } else if guessable::is_guessable(&password, &guessable::names(context)) {
        Err(PasswordRuleError::OwnName)
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: PasswordContext<'_> = PasswordContext { email: "", name: "", workspace: "" };
    const MARIA: PasswordContext<'_> =
        PasswordContext { email: "m.delgado@example.com", name: "María Delgado", workspace: "Lopez Roofing & Sons" };

    fn refusal(password: &str) -> Option<PasswordRuleError> {
        check_password(password, &MARIA).err()
    }

    #[test]
    fn weak_passwords_are_refused_with_the_reason() {
        assert_eq!(check_password("short", &NOBODY), Err(PasswordRuleError::Short));
        assert_eq!(check_password(&"ab1-".repeat(51), &NOBODY), Err(PasswordRuleError::Long));
        assert_eq!(check_password("password1234", &NOBODY), Err(PasswordRuleError::Listed));
        assert_eq!(check_password("correct horse battery", &NOBODY), Ok(()));
    }

    #[test]
    fn what_stands_on_the_lists_is_refused_however_it_is_written() {
        for listed in [
            "administrator",
            "Administrator",
            "manchesterunited",
            "motherfucker",
            "MOTHERFUCKER",
            "123456123456",
            "1q2w3e4r5t6y",
            "m o t h e r f u c k e r",
            "mother-fucker",
        ] {
            assert_eq!(refusal(listed), Some(PasswordRuleError::Listed), "{listed}");
        }
    }

    #[test]
    fn a_well_known_word_with_a_year_a_row_of_keys_or_itself_is_refused() {
        for predictable in [
            "Summer2026!!",
            "Winter-2026!",
            "spring 2027!",
            "Otoño2026!!!",
            "diciembre.2026",
            "Monday01/02/2026",
            "P@ssw0rd2026!",
            "Pa55word!!!!",
            "Welcome12345!",
            "letmein-letmein",
            "ChangeMe2026!",
            "qwertyuiop[]",
            "QWERTZuiop12",
            "asdfghjkl;'1",
            "1qaz2wsx3edc",
            "zaq12wsxcde3",
            "abcdefghijkl",
            "987654321012",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabc",
            "kfzkfzkfzkfzkfz",
            "xkqz!xkqz!xkqz!",
            "dragon19850412",
            "chocolate2026",
            "password administrator",
        ] {
            assert!(
                matches!(refusal(predictable), Some(PasswordRuleError::Predictable | PasswordRuleError::Listed)),
                "{predictable}: {:?}",
                refusal(predictable)
            );
        }
    }

    #[test]
    fn what_others_know_of_a_person_makes_no_password() {
        for own in [
            "m.delgado@example.com",
            "m.delgado1234",
            "M.Delgado2026!",
            "mariadelgado1",
            "Maria-Delgado-7",
            "María Delgado",
            "D3lg@do!D3lg@do",
            "lopezroofing1",
            "LopezRoofing&Sons",
            "Roofing.Lopez.26",
            "phoneclock123",
            "Phone-Clock-2026",
            "phoneclock phoneclock",
            "lopez phoneclock 1",
        ] {
            assert!(refusal(own).is_some(), "{own}");
        }
        assert_eq!(refusal("mdelgadolopezroofing"), Some(PasswordRuleError::OwnName));
        assert_eq!(check_password("Delgado roof gutter kite", &MARIA), Ok(()), "with enough that nobody knows");
    }

    #[test]
    fn phrases_and_what_managers_draw_are_taken() {
        for good in [
            "correct horse battery staple",
            "correcthorsebattery",
            "quite another phrase",
            "four other words now",
            "el burro come peras",
            "Tr0ub4dor&3kite",
            "x7#kQ9!mZ2$p",
            "gT4vLw8ZpQ2s",
            "vB!9-rK_2w%Xq",
            "9f86d081884c7d659a2f",
            "заяц бежит домой",
            "雨が降っています今日はとても",
        ] {
            assert_eq!(refusal(good), None, "{good}");
        }
    }

    #[test]
    fn one_password_is_one_however_its_accents_are_typed() {
        let typed = |text: &str| in_one_form(Secret::new(text.to_owned()));
        assert_eq!(typed("cigu\u{65}\u{301}n~a nido alto"), typed("cigu\u{e9}n~a nido alto"));
        assert_eq!(check_password(&"e\u{301}".repeat(11), &NOBODY), Err(PasswordRuleError::Short), "eleven letters");
    }
}
