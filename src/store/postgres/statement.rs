//! Statements in the spelling of PostgreSQL: `?1`, which may be missing or come in any order, becomes `$1` without gaps.

/// A statement as PostgreSQL takes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Translated {
    pub sql: String,
    /// Which parameter stands for `$1`, `$2` and so on, counted from 0: PostgreSQL wants to know the type of each, and
    /// cannot tell it of one that is not used.
    pub order: Vec<usize>,
}

/// Translates the parameters of a statement; what stands between quotes stays as it is.
pub(super) fn translate(sql: &str) -> Translated {
    let (mut translated, mut order) = (String::with_capacity(sql.len()), Vec::new());
    let mut rest = sql.chars().peekable();
    let mut quoted = false;
    while let Some(letter) = rest.next() {
        quoted ^= letter == '\'';
        if letter != '?' || quoted {
            translated.push(letter);
            continue;
        }
        let mut number = 0_usize;
        while let Some(digit) = rest.peek().and_then(|digit| digit.to_digit(10)) {
            number = number.saturating_mul(10).saturating_add(digit as usize);
            rest.next();
        }
        let parameter = number.saturating_sub(1);
        let place = order.iter().position(|known| *known == parameter).unwrap_or_else(|| {
            order.push(parameter);
            order.len() - 1
        });
        translated.push_str(&format!("${}", place + 1));
    }
    Translated { sql: translated, order }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_without_gaps_and_keep_their_values() {
        let translated = translate("SELECT '?2' || ?3 FROM t WHERE a = ?1 AND b = ?3 AND c > ?12 AND d = 'it''s ?'");
        assert_eq!(translated.sql, "SELECT '?2' || $1 FROM t WHERE a = $2 AND b = $1 AND c > $3 AND d = 'it''s ?'");
        assert_eq!(translated.order, [2, 0, 11]);
    }

    #[test]
    fn a_statement_without_parameters_stays_as_it_is() {
        let translated = translate("SELECT 1");
        assert_eq!((translated.sql.as_str(), translated.order.len()), ("SELECT 1", 0));
    }
}
