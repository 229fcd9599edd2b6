//! Line by line: good, there already, left, or bad and why; and what somebody should look at.

use std::collections::{HashMap, HashSet};

use super::table::{Departure, ImportRow, ImportTable, RowProblem};
use crate::domain::{
    employee::{Details, Employee, fields::spreadsheet_hint, input::EmployeeFieldError, name::turned},
    ids::EmployeeId,
    language::Language,
    text::{alike, cleaned},
    workspace::Languages,
};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessment {
    /// Lines that can be imported, by number, counted from 1.
    pub good: Vec<(u64, Details)>,
    /// Lines about people who are in the workspace already.
    pub there: Vec<KnownLine>,
    /// Lines that cannot be imported.
    pub bad: Vec<BadLine>,
    /// Lines about people who have left, as the list says; none of them is added.
    pub gone: Vec<FormerLine>,
    /// Lines that can be imported, but that somebody should look at first.
    pub looks: Vec<WarnedLine>,
}

/// A line about somebody who is known already, and is left as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// Whom it is taken for, and by what.
    pub holder: String,
    /// By what they are known.
    pub same: SameField,
    /// The employee whom it is taken for.
    pub id: EmployeeId,
    /// Whether that employee is active.
    pub active: bool,
    /// What the list says of somebody who has left.
    pub left: Option<Departure>,
}

/// What two lines, or a line and an employee, have in common that belongs to one person alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SameField {
    /// The employee number.
    Number,
    /// The email address.
    Email,
    /// The name, in either order, and the phone number.
    NameAndPhone,
    /// The name, in either order, where neither has a phone number.
    Name,
}

/// A line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// At least one.
    pub reasons: Vec<LineProblem>,
}

/// Why a line cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineProblem {
    /// The line itself is broken.
    Row(RowProblem),
    /// What stands in one of its fields cannot be.
    Field(EmployeeFieldError),
    /// An earlier line is about the same person.
    SameAs {
        /// The number of that line.
        earlier: u64,
        /// What both have in common.
        same: SameField,
    },
}

/// A line about somebody who has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormerLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// What the list says of them.
    pub left: Departure,
}

/// A line that is imported, and why somebody should look at it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WarnedLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// As it would be imported.
    pub name: String,
    /// What to look at.
    pub why: LineWarning,
}

/// Why somebody should look at a line that is good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineWarning {
    /// The name that the file has, where it is imported as another one.
    NameChanged(String),
    /// Nothing but the name is there.
    NameAlone,
    /// A question mark in the name may stand for a letter that was lost.
    LetterLost,
    /// A spreadsheet may have changed this number.
    SpreadsheetNumber(String),
    /// The number is there once more with zeros in front.
    SameButForZeros {
        /// As the line has it.
        number: String,
        /// The same number with zeros in front.
        other: String,
    },
    /// The number is shorter than those with zeros in front.
    ZerosLost {
        /// As the line has it.
        number: String,
        /// One of those with zeros in front.
        example: String,
    },
}

/// What a person is told from others by. Without a number and an address, it is the name and the phone number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum PersonKey {
    Number(String),
    Email(String),
    NameAndPhone(String, Option<String>),
}

impl PersonKey {
    fn all(details: &Details) -> Vec<Self> {
        let number = details.employee_number.as_deref().map(|number| Self::Number(cleaned(number)));
        let email = details.email.as_deref().map(|email| Self::Email(alike(email)));
        let keys: Vec<_> = number.into_iter().chain(email).collect();
        if keys.is_empty() { vec![Self::name_and_phone(details)] } else { keys }
    }

    /// In either order of the name.
    fn name_and_phone(details: &Details) -> Self {
        let name = turned(&details.name).map_or_else(|| alike(&details.name), |(name, _)| alike(&name));
        Self::NameAndPhone(name, details.phone.clone().map(String::from))
    }

    const fn field(&self) -> SameField {
        match self {
            Self::Number(_) => SameField::Number,
            Self::Email(_) => SameField::Email,
            Self::NameAndPhone(_, Some(_)) => SameField::NameAndPhone,
            Self::NameAndPhone(_, None) => SameField::Name,
        }
    }
}

#[derive(Debug, Clone)]
struct Holder {
    id: EmployeeId,
    name: String,
    active: bool,
}

/// Those who are in the workspace already, active or not.
#[derive(Debug, Default)]
pub struct KnownEmployees {
    holders: HashMap<PersonKey, Holder>,
    numbers: Vec<String>,
}

impl KnownEmployees {
    /// Those people, by what they are told from others by.
    #[must_use]
    pub fn new(people: impl Iterator<Item = Employee>) -> Self {
        let mut known = Self::default();
        for Employee { id, details, active, .. } in people {
            for key in PersonKey::all(&details).into_iter().chain([PersonKey::name_and_phone(&details)]) {
                let holder = Holder { id, name: details.name.clone(), active };
                // Somebody active goes before a namesake of old.
                let kept = known.holders.entry(key).or_insert_with(|| holder.clone());
                if active && !kept.active {
                    *kept = holder;
                }
            }
            known.numbers.extend(details.employee_number);
        }
        known
    }
}

/// Sorts the lines of a list. An empty language is `default`.
#[must_use]
pub fn assess(table: &ImportTable, languages: &Languages, default: Language, known: &KnownEmployees) -> Assessment {
    let mut assessment = Assessment::default();
    let mut seen: HashMap<PersonKey, u64> = HashMap::new();
    let zeros = Zeros::new(table, known);
    for row in &table.rows {
        let (line, name) = (row.line, row.entered.name.clone());
        let parsed = match row.problem {
            Some(problem) => Err(vec![LineProblem::Row(problem)]),
            None => row
                .entered
                .parse(languages, default)
                .map_err(|errors| errors.into_iter().map(LineProblem::Field).collect()),
        };
        let details = match (parsed, &row.left) {
            (Ok(details), _) => details,
            // Nobody mends the line of somebody who is left out anyway.
            (Err(_), Some(left)) if row.problem.is_none() => {
                assessment.gone.push(FormerLine { line, name, left: left.clone() });
                continue;
            }
            (Err(reasons), _) => {
                assessment.bad.push(BadLine { line, name, reasons });
                continue;
            }
        };
        let keys = PersonKey::all(&details);
        if let Some((key, earlier)) = keys.iter().find_map(|key| seen.get(key).map(|earlier| (key, *earlier))) {
            let reasons = vec![LineProblem::SameAs { earlier, same: key.field() }];
            assessment.bad.push(BadLine { line, name, reasons });
            continue;
        }
        seen.extend(keys.iter().map(|key| (key.clone(), line)));
        match (keys.iter().find_map(|key| known.holders.get(key).map(|who| (key, who))), &row.left) {
            (Some((key, holder)), left) => {
                let Holder { id, name: holder, active } = holder.clone();
                let (name, same, left) = (details.name, key.field(), left.clone());
                assessment.there.push(KnownLine { line, name, holder, same, id, active, left });
            }
            (None, Some(left)) => assessment.gone.push(FormerLine { line, name: details.name, left: left.clone() }),
            (None, None) => {
                let whys = looks(row, &details, &zeros).into_iter();
                assessment.looks.extend(whys.map(|why| WarnedLine { line, name: details.name.clone(), why }));
                assessment.good.push((line, details));
            }
        }
    }
    assessment
}

/// Why somebody should look at a line that is good.
fn looks(row: &ImportRow, details: &Details, zeros: &Zeros) -> Vec<LineWarning> {
    let mut whys = Vec::new();
    if let Some(written) = &row.written {
        whys.push(LineWarning::NameChanged(written.clone()));
    }
    if row.is_bare {
        whys.push(LineWarning::NameAlone);
    }
    let is_lost =
        details.name.split_whitespace().any(|word| word.contains('?') && word.chars().any(char::is_alphabetic));
    if is_lost {
        whys.push(LineWarning::LetterLost);
    }
    for number in [&details.employee_number, &details.payroll_id].into_iter().flatten() {
        whys.extend(spreadsheet_hint(number).map(|_| LineWarning::SpreadsheetNumber(number.clone())));
    }
    whys.extend(details.employee_number.as_deref().and_then(|number| zeros.hint(number)));
    whys
}

/// The numbers of the list and of those who are there, to see where a spreadsheet has dropped zeros in front.
struct Zeros {
    /// Numbers with zeros in front, by what is left of them without.
    bare: HashMap<String, String>,
    /// How long numbers with zeros in front are.
    lengths: HashSet<usize>,
    example: String,
}

impl Zeros {
    fn new(table: &ImportTable, known: &KnownEmployees) -> Self {
        let here = table.rows.iter().map(|row| row.entered.number.trim());
        let all = known.numbers.iter().map(String::as_str).chain(here);
        let padded = all.filter(|number| {
            number.len() > 1 && number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let mut zeros = Self { bare: HashMap::new(), lengths: HashSet::new(), example: String::new() };
        for number in padded {
            zeros.bare.insert(number.trim_start_matches('0').to_owned(), number.to_owned());
            zeros.lengths.insert(number.len());
            number.clone_into(&mut zeros.example);
        }
        zeros
    }

    fn hint(&self, number: &str) -> Option<LineWarning> {
        if number.is_empty() || number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(other) = self.bare.get(number) {
            return Some(LineWarning::SameButForZeros { number: number.to_owned(), other: other.clone() });
        }
        let is_short = self.lengths.iter().all(|length| number.len() < *length) && !self.lengths.is_empty();
        is_short.then(|| LineWarning::ZerosLost { number: number.to_owned(), example: self.example.clone() })
    }
}

#[cfg(test)]
mod tests;
