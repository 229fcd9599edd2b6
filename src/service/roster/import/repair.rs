//! Cells that a program wrote in a way of its own: formulas that are none, HTML, letters decoded twice.

use encoding_rs::WINDOWS_1252;
use quick_xml::escape::resolve_html5_entity;

use crate::domain::{csv_cells, text::cleaned};

/// How often a cell is repaired: each program that hands a list on may have done it once more.
const ROUNDS: usize = 8;
/// The longest name of a letter in HTML that lists of people have.
const ENTITY_MAX: usize = 12;

/// What was meant by a cell, on one line.
#[must_use]
pub fn repaired(cell: &str) -> String {
    let mut text = cell.to_owned();
    // What is meant is meant once more: nothing is left to be repaired when the cell comes back.
    for _ in 0..ROUNDS {
        let meant = without_entities(&decoded(&text));
        if meant == text {
            break;
        }
        text = meant;
    }
    let text = cleaned(&text);
    let text = text.trim();
    let quoted = text.strip_prefix('=').and_then(|rest| rest.trim().strip_prefix('"')?.strip_suffix('"'));
    let text = quoted.map_or_else(|| csv_cells::original(text), str::trim);
    text.replace(['\n', '\t'], " ").trim().to_owned()
}

/// UTF-8 that was read as Windows-1252: `JosÃ©` is José.
fn decoded(cell: &str) -> String {
    if cell.is_ascii() {
        return cell.to_owned();
    }
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(cell);
    String::from_utf8(bytes.into_owned()).ok().filter(|_| !is_lossy).unwrap_or_else(|| cell.to_owned())
}

fn without_entities(text: &str) -> String {
    let Some((before, rest)) = text.split_once('&') else { return text.to_owned() };
    let mut meant = before.to_owned();
    for part in rest.split('&') {
        let letter = part.split_once(';').filter(|(name, _)| name.len() <= ENTITY_MAX);
        match letter.and_then(|(name, behind)| Some((entity(name)?, behind))) {
            Some((letter, behind)) => {
                meant.push_str(&letter);
                meant.push_str(behind);
            }
            None => {
                meant.push('&');
                meant.push_str(part);
            }
        }
    }
    meant
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else { return resolve_html5_entity(name).map(str::to_owned) };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code).filter(|c| !c.is_control()).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_went_through_html_or_a_wrong_encoding_come_back() {
        for (cell, meant) in [
            ("Jos&eacute; N&uacute;&ntilde;ez", "José Núñez"),
            ("Jos&#233; &#xC1;vila", "José Ávila"),
            ("O&#39;Brien &amp; Sons", "O'Brien & Sons"),
            ("AT&T; R&D", "AT&T; R&D"),
            ("JosÃ© NÃºÃ±ez", "José Núñez"),
            ("JosÃƒÂ©", "José"),
            ("Jos&amp;eacute;", "José"),
            ("Oâ€™Brien", "O’Brien"),
            ("José Núñez", "José Núñez"),
            ("Zoë Ærø", "Zoë Ærø"),
            ("=\"0117\"", "0117"),
            ("'=1+1", "=1+1"),
            ("Ana\nTorres", "Ana Torres"),
            ("\u{200b} Ana\u{a0}", "Ana"),
        ] {
            assert_eq!(repaired(cell), meant, "{cell}");
        }
    }
}
