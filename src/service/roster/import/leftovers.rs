//! Lines of a list that are about nobody: totals, page numbers, headings; and people who have left.

use jiff::civil::Date;

use crate::domain::text::base_letters;

/// A line that is about nobody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The beginning of what stands in it.
    pub text: String,
    /// What it is taken for.
    pub why: SkipReason,
}

/// What a line that is about nobody is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SkipReason {
    /// Dashes and the like.
    Ornament,
    /// A total of the list.
    Total,
    /// How many people or lines there are.
    Count,
    /// A title of the list, printed again on another page.
    TitleAgain,
    /// The heading of a group of people.
    Heading,
    /// The names of the columns once more.
    ColumnsAgain,
    /// The number of a page.
    PageNumber,
    /// A note of the program that made the list.
    ProgramNote,
    /// Neither a name nor a number nor an address.
    Nameless,
}

/// Why a line is about nobody; `None` where it may well be about somebody. `cells` are those that hold something.
#[must_use]
pub fn about_nobody(cells: &[&str]) -> Option<SkipReason> {
    let first = cells.first()?;
    // Whoever has an address is somebody.
    if cells.iter().any(|cell| cell.contains('@')) {
        return None;
    }
    if !cells.iter().any(|cell| cell.chars().any(char::is_alphanumeric)) {
        return Some(SkipReason::Ornament);
    }
    let base = base_letters(first);
    let words: Vec<&str> = base.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let has_digits = |words: &[&str]| words.iter().any(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let is_of = |known: &[&str]| words.iter().all(|word| known.contains(word) || has_digits(&[word]));
    match words.as_slice() {
        ["total" | "totals" | "subtotal" | "subtotals" | "totales" | "subtotales", ..]
        | ["grand" | "gran" | "sub" | "report" | "company" | "department", "total" | "totals", ..] => {
            Some(SkipReason::Total)
        }
        ["average" | "averages" | "avg" | "promedio" | "sum" | "suma" | "minimum" | "maximum"] if cells.len() > 1 => {
            Some(SkipReason::Total)
        }
        [.., "continued" | "continuacion" | "continua"] if cells.len() == 1 => Some(SkipReason::TitleAgain),
        ["page" | "pagina" | "pag" | "pg" | "hoja" | "sheet", number, ..] if has_digits(&[number]) => {
            Some(SkipReason::PageNumber)
        }
        ["end" | "fin", "of" | "del" | "de", ..]
        | [
            "printed" | "generated" | "exported" | "prepared" | "impreso" | "generado" | "exportado" | "elaborado",
            ..,
        ]
        | [
            "run" | "report" | "created" | "date" | "print",
            "date" | "on" | "by" | "run" | "generated" | "printed" | "time" | "as",
            ..,
        ]
        | ["as", "of", ..]
        | ["fecha" | "fechado", ..]
        | ["confidential" | "confidencial" | "copyright" | "note" | "notes" | "nota" | "notas", ..]
            if cells.len() <= 2 =>
        {
            Some(SkipReason::ProgramNote)
        }
        _ if is_of(&COUNT)
            && words.iter().any(|word| COUNT.contains(word))
            && (has_digits(&words) || is_counted(&words)) =>
        {
            Some(SkipReason::Count)
        }
        [
            "department" | "dept" | "division" | "location" | "branch" | "departamento" | "sucursal" | "ubicacion"
            | "company" | "empresa" | "supervisor" | "manager" | "crew" | "cuadrilla",
            ..,
        ] if cells.len() == 1 && (first.contains(':') || has_digits(&words)) => Some(SkipReason::Heading),
        _ if first.starts_with(['©', '*']) && cells.len() == 1 => Some(SkipReason::ProgramNote),
        _ => None,
    }
}

fn is_counted(words: &[&str]) -> bool {
    words.iter().any(|word| ["count", "headcount", "cantidad"].contains(word))
}

/// Words of which counts are made.
const COUNT: [&str; 29] = [
    "employee",
    "employees",
    "record",
    "records",
    "row",
    "rows",
    "count",
    "headcount",
    "number",
    "of",
    "people",
    "persons",
    "workers",
    "listed",
    "active",
    "found",
    "in",
    "this",
    "list",
    "report",
    "total",
    "empleados",
    "empleado",
    "registros",
    "personas",
    "cantidad",
    "numero",
    "de",
    "trabajadores",
];

/// Whether a status says that somebody works here no more.
#[must_use]
pub fn has_left(status: &str) -> bool {
    const LEFT: [&str; 45] = [
        "terminated",
        "termed",
        "term",
        "termination",
        "inactive",
        "leaver",
        "left",
        "resigned",
        "retired",
        "deceased",
        "dismissed",
        "former",
        "separated",
        "quit",
        "fired",
        "discharged",
        "withdrawn",
        "ended",
        "closed",
        "archived",
        "disabled",
        "deactivated",
        "ex",
        "gone",
        "offboarded",
        "t",
        "i",
        "baja",
        "inactivo",
        "inactiva",
        "cesado",
        "cesada",
        "cese",
        "despedido",
        "despedida",
        "jubilado",
        "jubilada",
        "renuncio",
        "renuncia",
        "finiquitado",
        "desvinculado",
        "terminado",
        "terminada",
        "fallecido",
        "retirado",
    ];
    let base = base_letters(status);
    let words: Vec<&str> = base.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_no_longer = matches!(
        words.as_slice(),
        ["no", "longer", ..]
            | ["not", "active", ..]
            | ["not", "employed", ..]
            | ["ya", "no", ..]
            | ["non", "active"]
            | ["ex", ..]
    );
    // "Short term" and "Long-term leave" are no ends.
    let is_word = |at: usize, word: &&str| {
        LEFT.contains(word) && (word.len() > 2 || words.len() == 1) && !(*word == "term" && at > 0)
    };
    is_no_longer || words.iter().enumerate().any(|(at, word)| is_word(at, word))
}

/// Whether a cell of a column *Active* says no.
#[must_use]
pub fn is_no(cell: &str) -> bool {
    ["no", "n", "false", "0", "f", "falso", "inactive", "inactivo", "inactiva"]
        .contains(&base_letters(cell.trim()).as_str())
}

/// Whether a day, as lists write it, is over.
#[must_use]
pub fn is_over(day: &str, today: Date) -> bool {
    day_as_written(day).is_some_and(|day| day <= today)
}

/// A day as lists write it, with a time behind it or not. The month comes first in the United States, unless it cannot.
#[must_use]
pub fn day_as_written(text: &str) -> Option<Date> {
    let day = text.trim().split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<i16> = day.split(['-', '/', '.']).map_while(|part| part.parse().ok()).collect();
    let date = match parts.as_slice() {
        [year, month, day] if *year >= 1900 => Date::new(*year, narrow(*month), narrow(*day)),
        [first, second, year] => {
            let year = if *year < 100 { *year + 2000 } else { *year };
            let (month, day) = if *first > 12 { (*second, *first) } else { (*first, *second) };
            Date::new(year, narrow(month), narrow(day))
        }
        _ => return None,
    };
    date.ok().filter(|date| date.year() > 1900)
}

/// When somebody starts, as lists write it: only a day to come says something of whoever is on a list.
#[must_use]
pub fn starts_later(text: &str, today: Date) -> Option<Date> {
    day_as_written(text).filter(|day| *day > today)
}

fn narrow(number: i16) -> i8 {
    i8::try_from(number).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_pages_and_notes_are_about_nobody() {
        for cells in [
            &["Total", "78"][..],
            &["Grand Total"],
            &["Sub-total: 12"],
            &["Total employees: 195"],
            &["Totales", "78"],
            &["Average", "39"],
            &["Employee list (continued)"],
            &["Page 1 of 2"],
            &["Página 1 de 2"],
            &["195 employees"],
            &["Employee Count: 195"],
            &["Count", "78"],
            &["End of report"],
            &["Fin del informe"],
            &["Printed on 11/21/2026 at 10:00"],
            &["Report run by Pat"],
            &["As of 11/21/2026"],
            &["Confidential"],
            &["Department: Roofing"],
            &["Dept 100 - Field"],
            &["-----", "-----"],
            &["© 2026 Payroll Inc."],
            &["* on leave"],
        ] {
            assert!(about_nobody(cells).is_some(), "{cells:?}");
        }
        for cells in [
            &["Ana Torres"][..],
            &["Paige Totally", "5"],
            &["Page, Jimmy", "7"],
            &["Page Turner"],
            &["Total, Ana", "ana@example.com"],
            &["Count Basie", "7"],
            &["Noted Person"],
            &["Dept Ford"],
            &["W 1"],
            &["Fin Shepard"],
            &["1001", "Ana"],
            &["P-7", "Ana"],
        ] {
            assert_eq!(about_nobody(cells), None, "{cells:?}");
        }
    }

    #[test]
    fn whoever_has_left_is_known_by_the_status() {
        for status in [
            "Terminated",
            "T",
            "Inactive",
            "INACTIVO",
            "Baja",
            "Dado de baja",
            "No longer employed",
            "Ex-employee",
            "Leaver",
            "Retired",
        ] {
            assert!(has_left(status), "{status}");
        }
        for status in [
            "",
            "Active",
            "A",
            "Activo",
            "On leave",
            "Leave of absence",
            "Full-time",
            "Long-term leave",
            "LOA",
            "Hired",
            "L",
        ] {
            assert!(!has_left(status), "{status}");
        }
        assert!(is_no("No") && is_no("FALSE") && !is_no("Yes") && !is_no(""));
    }

    #[test]
    fn a_last_day_is_over_or_to_come_as_lists_write_it() {
        let today = jiff::civil::date(2026, 11, 21);
        for day in ["2026-11-20", "11/20/2026", "11/20/26", "20/11/2026", "2026-11-20 00:00:00", "11-20-2026"] {
            assert!(is_over(day, today), "{day}");
        }
        for day in ["2026-11-22", "12/01/2026", "", "-", "0000-00-00", "never", "99/99/9999"] {
            assert!(!is_over(day, today), "{day}");
        }
    }
}
