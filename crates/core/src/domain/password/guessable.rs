//! How much of a password has to be guessed, once everything that is tried first is taken off it.

use passwords::analyzer::is_common_password;

use super::PasswordContext;

/// What a password must cost at least: eight letters drawn at random, or three words of the lists.
const MIN_COST: usize = 16;
/// A letter or a digit that nothing is known of. Signs and blanks stand where everybody puts them.
const LETTER: usize = 2;
const SIGN: usize = 1;
/// A word of the lists of common passwords, which hold the common words and names as well.
const WORD: usize = 6;
const DATE: usize = 4;
/// What is tried with every word: a year, a row of keys, what came before once more, what is known of the person.
const ADDED: usize = 2;

/// Words of the lists are no longer than this.
const LONGEST_WORD: usize = 24;
const SHORTEST_WORD: usize = 4;
/// Shorter than this is nobody's name for certain.
const SHORTEST_NAME: usize = 3;

/// What people write where a password is asked for; and the time of the year, where it has to be changed often.
const OVERUSED_WORDS: &[&str] = &[
    "password",
    "passwort",
    "passwd",
    "pass",
    "admin",
    "administrator",
    "administrador",
    "welcome",
    "bienvenido",
    "letmein",
    "login",
    "signin",
    "secret",
    "secreto",
    "changeme",
    "change",
    "default",
    "user",
    "usuario",
    "guest",
    "test",
    "master",
    "root",
    "hello",
    "hola",
    "clave",
    "contraseña",
    "contrasena",
    "qwerty",
    "abc",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "primavera",
    "verano",
    "otoño",
    "otono",
    "invierno",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "lunes",
    "martes",
    "miércoles",
    "miercoles",
    "jueves",
    "viernes",
    "sábado",
    "sabado",
    "domingo",
];

/// Ways over the keyboards of this world, there and back.
const KEYS: &[&str] = &[
    "1234567890-=",
    "!@#$%^&*()_+",
    "qwertyuiop[]",
    "asdfghjkl;'",
    "zxcvbnm,./",
    "qwertzuiop",
    "yxcvbnm",
    "azertyuiop",
    "qsdfghjklm",
    "wxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "zaq12wsxcde34rfvbgt56yhnmju78ik,",
    "qazwsxedcrfvtgbyhnujmikolp",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "qawsedrftgyhujikolp",
    "147258369",
    "159357",
];

/// Whether the password stands on the lists, as it is, in small letters, or without what is between its letters.
pub fn is_listed(password: &str) -> bool {
    let lower = password.to_lowercase();
    let squeezed: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
    [password, &lower, &squeezed].into_iter().any(is_common_password)
}

/// The words that are known of a person, of their workspace and of this program, in small letters.
pub fn names(context: &PasswordContext<'_>) -> Vec<Vec<char>> {
    let PasswordContext { email, name, workspace } = context;
    let (local, domain) = email.split_once('@').unwrap_or((email, ""));
    let whole = [email, local, domain, name, workspace, "phoneclock"].map(|text| text.to_lowercase());
    let mut names: Vec<Vec<char>> = Vec::new();
    for text in &whole {
        let words = text.split(|c: char| !c.is_alphanumeric()).map(str::to_owned);
        let squeezed = text.chars().filter(|c| c.is_alphanumeric()).collect();
        for name in words.chain([squeezed, text.clone()]).chain(["phone".to_owned(), "clock".to_owned()]) {
            let plain: Vec<char> = name.chars().map(without_accent).collect();
            for name in [name.chars().collect(), plain] {
                if name.len() >= SHORTEST_NAME && !names.contains(&name) {
                    names.push(name);
                }
            }
        }
    }
    names
}

pub fn is_guessable(password: &str, names: &[Vec<char>]) -> bool {
    let lower: Vec<char> = password.to_lowercase().chars().collect();
    let squeezed: Vec<char> = lower.iter().copied().filter(|c| c.is_alphanumeric()).collect();
    let signs = if squeezed.len() == lower.len() { 0 } else { ADDED };
    cost(&lower, names).min(cost(&squeezed, names) + signs) < MIN_COST
}

/// The cheapest way to put the text together from its beginning to its end.
fn cost(text: &[char], names: &[Vec<char>]) -> usize {
    let mut cheapest: Vec<usize> = vec![0];
    for end in 1..=text.len() {
        let pieces = (0..end).filter_map(|start| {
            let (before, piece) = (text.get(..start)?, text.get(start..end)?);
            Some(cheapest.get(start)? + cost_of_piece(before, piece, names)?)
        });
        let best = pieces.min().unwrap_or(usize::MAX);
        cheapest.push(best);
    }
    cheapest.last().copied().unwrap_or(0)
}

/// What a piece costs as a whole; nothing for one that is none.
fn cost_of_piece(before: &[char], piece: &[char], names: &[Vec<char>]) -> Option<usize> {
    if let [one] = piece {
        return Some(if one.is_alphanumeric() { LETTER } else { SIGN });
    }
    if is_run(piece) || is_on_keys(piece) || is_year(piece) || is_known(piece, names) || came_before(before, piece) {
        return Some(ADDED);
    }
    if is_date(piece) {
        return Some(DATE);
    }
    is_word(piece).then_some(WORD)
}

/// The same again and again, or one after the other, up or down.
fn is_run(piece: &[char]) -> bool {
    let code = |c: char| i64::from(u32::from(c));
    let mut steps = piece.iter().zip(piece.iter().skip(1)).map(|(one, next)| code(*next) - code(*one));
    let Some(first) = steps.next() else { return false };
    piece.len() >= 3 && (-1..=1).contains(&first) && steps.all(|step| step == first)
}

fn is_on_keys(piece: &[char]) -> bool {
    if piece.len() < SHORTEST_WORD {
        return false;
    }
    let there: String = piece.iter().collect();
    let back: String = piece.iter().rev().collect();
    KEYS.iter().any(|keys| keys.contains(&there) || keys.contains(&back))
}

fn digits(piece: &[char]) -> Option<u32> {
    let fits = piece.len() <= 8 && piece.iter().all(char::is_ascii_digit);
    fits.then(|| piece.iter().filter_map(|c| c.to_digit(10)).fold(0, |number, digit| number * 10 + digit))
}

fn is_year(piece: &[char]) -> bool {
    piece.len() == 4 && digits(piece).is_some_and(|year| (1900..2100).contains(&year))
}

/// Day, month and year in any order.
fn is_date(piece: &[char]) -> bool {
    let (Some(number), true) = (digits(piece), matches!(piece.len(), 6 | 8)) else { return false };
    let day_and_month = |two: u32| {
        let (one, other) = (two / 100, two % 100);
        (1..=31).contains(&one) && (1..=31).contains(&other) && (one <= 12 || other <= 12)
    };
    if piece.len() == 6 {
        return day_and_month(number / 100) || day_and_month(number % 10_000);
    }
    let century = |year: u32| (1900..2100).contains(&year);
    century(number / 10_000) && day_and_month(number % 10_000)
        || century(number % 10_000) && day_and_month(number / 10_000)
}

/// A word that everybody tries, or a name that is known of the person.
fn is_known(piece: &[char], names: &[Vec<char>]) -> bool {
    let shortest = piece.len() >= SHORTEST_NAME;
    shortest
        && spellings(piece).iter().any(|spelling| {
            names.iter().any(|name| name == spelling)
                || OVERUSED_WORDS.iter().any(|worn| worn.chars().eq(spelling.iter().copied()))
        })
}

fn is_word(piece: &[char]) -> bool {
    (SHORTEST_WORD..=LONGEST_WORD).contains(&piece.len())
        && spellings(piece).iter().any(|spelling| is_common_password(spelling.iter().collect::<String>()))
}

/// As it is, and with letters for the digits and signs that look like them.
fn spellings(piece: &[char]) -> Vec<Vec<char>> {
    let mut spellings = vec![piece.to_vec()];
    if piece.iter().any(|c| c.is_alphabetic()) {
        for one in ['i', 'l'] {
            let plain: Vec<char> = piece.iter().map(|c| plain_letter(*c, one)).collect();
            if !spellings.contains(&plain) {
                spellings.push(plain);
            }
        }
    }
    spellings
}

const fn plain_letter(c: char, one: char) -> char {
    match c {
        '0' => 'o',
        '1' | '!' | '|' => one,
        '3' | '€' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' | '+' => 't',
        '8' => 'b',
        other => without_accent(other),
    }
}

const fn without_accent(c: char) -> char {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' | 'å' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' | 'ø' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// Whether it has been written before.
fn came_before(before: &[char], piece: &[char]) -> bool {
    piece.len() >= 3 && before.windows(piece.len()).any(|known| known == piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(pieces: &[&str], is: impl Fn(&[char]) -> bool) -> Vec<bool> {
        pieces.iter().map(|piece| is(&piece.chars().collect::<Vec<_>>())).collect()
    }

    #[test]
    fn eight_letters_that_nothing_is_known_of_are_enough_and_seven_are_not() {
        assert!(!is_guessable("xkqzvwjp", &[]));
        assert!(is_guessable("xkqzvwj", &[]));
        // A sign counts half of a letter.
        assert!(is_guessable("xkqzvwj%", &[]) && !is_guessable("xkqz%vwj%", &[]));
    }

    #[test]
    fn a_row_of_three_goes_one_by_one_in_one_direction() {
        assert_eq!(all(&["aaa", "abc", "cba", "789", "zzzzz"], is_run), [true; 5]);
        assert_eq!(all(&["aa", "ab", "ace", "eca", "abd", "aab", "a", ""], is_run), [false; 8]);
    }

    #[test]
    fn a_way_over_the_keys_has_four_of_them_in_either_direction() {
        assert_eq!(all(&["qwer", "rewq", "1qaz", "lkjh"], is_on_keys), [true; 4]);
        assert_eq!(all(&["qwe", "qwet", ""], is_on_keys), [false; 3]);
    }

    #[test]
    fn years_are_of_this_century_and_the_last() {
        assert_eq!(all(&["1900", "1999", "2099"], is_year), [true; 3]);
        assert_eq!(all(&["1899", "2100", "199", "19999", "19a9", "01999"], is_year), [false; 6]);
    }

    #[test]
    fn dates_have_a_day_and_a_month_in_either_order() {
        for date in ["311285", "123185", "851231", "853112", "010100", "31121985", "12311985", "19851231", "20993112"] {
            assert_eq!(all(&[date], is_date), [true], "{date}");
        }
        for none in [
            "131385",
            "320185",
            "013285",
            "000185",
            "010085",
            "851332",
            "18990412",
            "04121899",
            "19853212",
            "21000101",
            "01012100",
            "19850012",
            "19851313",
            "3112198",
            "311219855",
            "3112",
            "31121a",
            "",
        ] {
            assert_eq!(all(&[none], is_date), [false], "{none}");
        }
    }

    #[test]
    fn what_was_written_before_counts_from_three_letters_on() {
        let before: Vec<char> = "xkqz".chars().collect();
        assert_eq!(all(&["xkq", "kqz", "xkqz"], |piece| came_before(&before, piece)), [true; 3]);
        assert_eq!(all(&["xk", "xkz", "xkqzx", "q"], |piece| came_before(&before, piece)), [false; 4]);
    }

    #[test]
    fn names_of_three_letters_are_known_with_and_without_their_accents() {
        let names = names(&PasswordContext { email: "zoé.li@kfz.example", name: "Zoé Li", workspace: "" });
        let has = |name: &str| names.contains(&name.chars().collect::<Vec<_>>());
        for known in ["zoé", "zoe", "zoé.li", "zoeli", "zoé li", "kfz", "example", "phoneclock", "phone", "clock"] {
            assert!(has(known), "{known}");
        }
        assert!(!has("li") && !has("") && names.iter().all(|name| name.len() >= 3));
        assert_eq!(all(&["zoe", "z0e", "clock"], |piece| is_known(piece, &names)), [true; 3]);
        assert_eq!(all(&["li", "xkq"], |piece| is_known(piece, &names)), [false; 2]);
    }

    #[test]
    fn digits_and_signs_are_read_as_the_letters_they_look_like() {
        let read = |typed: &str| {
            let spellings = spellings(&typed.chars().collect::<Vec<_>>());
            spellings.iter().map(|spelling| spelling.iter().collect()).collect::<Vec<String>>()
        };
        assert_eq!(read("p0|a1!3€4@5$7+8"), ["p0|a1!3€4@5$7+8", "poiaiieeaassttb", "polalleeaassttb"]);
        assert_eq!(read("áàâäãåéèêëíìîïóòôöõøúùûüñçx"), ["áàâäãåéèêëíìîïóòôöõøúùûüñçx", "aaaaaaeeeeiiiioooooouuuuncx"]);
        assert_eq!(read("10!"), ["10!"], "without a letter it is a number");
    }

    #[test]
    fn a_listed_word_has_four_letters_at_least() {
        assert_eq!(all(&["love", "dragon", "dr4gon"], is_word), [true; 3]);
        assert_eq!(all(&["abc", "xkqzvw"], is_word), [false; 2]);
    }
}
