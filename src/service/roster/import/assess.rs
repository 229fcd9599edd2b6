//! Line by line: good, there already, left, or bad and why; and what somebody should look at.

mod known;
mod looks;

use std::collections::HashMap;

pub use self::known::KnownEmployees;
use self::{
    known::PersonKey,
    looks::{Zeros, looks},
};
use super::{
    changes::{FieldChange, changes},
    table::{Departure, ImportRow, ImportTable, RowProblem},
};
use crate::domain::{
    employee::{Details, input::EmployeeFieldError},
    ids::EmployeeId,
    language::Language,
    text::base_letters,
    workspace::Languages,
};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessment {
    /// Lines that can be imported, by number, counted from 1.
    pub good: Vec<(u64, Details)>,
    /// Lines about people who are in the workspace already, and of whom the list says nothing new.
    pub there: Vec<KnownLine>,
    /// Lines about people who are in the workspace already, and of whom the list says something else.
    pub updates: Vec<UpdateLine>,
    /// Lines that cannot be imported.
    pub bad: Vec<BadLine>,
    /// Lines about people who have left, as the list says; none of them is added.
    pub gone: Vec<FormerLine>,
    /// Lines that can be imported, but that somebody should look at first.
    pub looks: Vec<WarnedLine>,
}

/// A line about somebody who is known already, and stays as they are.
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

/// A line about somebody who is known already, and of whom it says something else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateLine {
    /// Counted from 1, the first line of the file.
    pub line: u64,
    /// The employee whom it is taken for.
    pub id: EmployeeId,
    /// What they are called now.
    pub holder: String,
    /// By what they are known.
    pub same: SameField,
    /// What would be changed, at least one thing.
    pub changes: Vec<FieldChange>,
    /// Whether it may be somebody else: the name is quite another.
    pub doubtful: bool,
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
    /// What stands where the start date should be, and is no day.
    NoStartDate(String),
    /// Somebody under quite another name has the same email address, so they are added without it.
    SharedAddress(String),
    /// Somebody of this name is there already, and is told from them by a number, an address or a phone.
    Namesake(String),
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

/// Sorts the lines of a list. An empty language is `default`; where `clears`, an empty cell empties the field of
/// somebody who is there.
#[must_use]
pub fn assess(
    table: &ImportTable,
    languages: &Languages,
    default: Language,
    known: &KnownEmployees,
    clears: bool,
) -> Assessment {
    let mut sorter =
        Sorter { known, table, clears, seen: HashMap::new(), met: HashMap::new(), zeros: Zeros::new(table, known) };
    let mut assessment = Assessment::default();
    for row in &table.rows {
        let (line, name) = (row.line, row.entered.name.clone());
        let parsed = match row.problem {
            Some(problem) => Err(vec![LineProblem::Row(problem)]),
            None => row
                .entered
                .parse(languages, default)
                .map_err(|errors| errors.into_iter().map(LineProblem::Field).collect()),
        };
        match (parsed, &row.left) {
            (Ok(details), _) => sorter.sort(&mut assessment, row, details),
            // Nobody mends the line of somebody who is left out anyway.
            (Err(_), Some(left)) if row.problem.is_none() => {
                assessment.gone.push(FormerLine { line, name, left: left.clone() });
            }
            (Err(reasons), _) => assessment.bad.push(BadLine { line, name, reasons }),
        }
    }
    assessment
}

struct Sorter<'a> {
    known: &'a KnownEmployees,
    table: &'a ImportTable,
    clears: bool,
    /// The lines before, by what people are told from others by, with the name.
    seen: HashMap<PersonKey, (u64, String)>,
    /// Those who are there of whom a line before was, with that line.
    met: HashMap<EmployeeId, u64>,
    zeros: Zeros,
}

impl Sorter<'_> {
    fn sort(&mut self, assessment: &mut Assessment, row: &ImportRow, mut details: Details) {
        let line = row.line;
        let mut whys = Vec::new();
        if let Some(other) = self.shares_address_with(&details) {
            details.email = None;
            whys.push(LineWarning::SharedAddress(other));
        }
        let keys = PersonKey::all(&details);
        let earlier = keys.iter().find_map(|key| self.seen.get(key).map(|(earlier, _)| (key.field(), *earlier)));
        if let Some((same, earlier)) = earlier {
            let reasons = vec![LineProblem::SameAs { earlier, same }];
            assessment.bad.push(BadLine { line, name: row.entered.name.clone(), reasons });
            return;
        }
        let name = details.name.clone();
        self.seen.extend(keys.into_iter().map(|key| (key, (line, name.clone()))));
        match (self.known.find(&details, &self.met), &row.left) {
            (Some((employee, same)), left) => {
                // Of somebody who has left an older line may be there, too.
                if left.is_none() {
                    let earlier = *self.met.entry(employee.id).or_insert(line);
                    if earlier != line {
                        let reasons = vec![LineProblem::SameAs { earlier, same }];
                        assessment.bad.push(BadLine { line, name, reasons });
                        return;
                    }
                }
                let changes = if left.is_none() && employee.active {
                    changes(employee, (self.table, row), &details, self.clears)
                } else {
                    Vec::new()
                };
                let (id, active, holder) = (employee.id, employee.active, employee.details.name.clone());
                if changes.is_empty() {
                    assessment.there.push(KnownLine { line, name, holder, same, id, active, left: left.clone() });
                } else {
                    let doubtful = is_other_name(&employee.details.name, &name);
                    assessment.updates.push(UpdateLine { line, id, holder, same, changes, doubtful });
                }
            }
            (None, Some(left)) => assessment.gone.push(FormerLine { line, name, left: left.clone() }),
            (None, None) => {
                whys.extend(looks(row, &details, &self.zeros));
                if let Some(namesake) = self.known.find_namesake(&details) {
                    whys.push(LineWarning::Namesake(namesake.details.name.clone()));
                }
                assessment.looks.extend(whys.into_iter().map(|why| WarnedLine { line, name: name.clone(), why }));
                assessment.good.push((line, details));
            }
        }
    }

    /// Who has the same email address under quite another name: a family shares one, or a crew has that of the office.
    fn shares_address_with(&self, details: &Details) -> Option<String> {
        let email = PersonKey::of_email(details)?;
        let number = PersonKey::of_number(details);
        let is_known = |key: &PersonKey| self.known.holds(key) || self.seen.contains_key(key);
        if number.as_ref().is_some_and(is_known) {
            return None;
        }
        if let Some((_, other)) = self.seen.get(&email).filter(|(_, other)| is_other_name(other, &details.name)) {
            return Some(other.clone());
        }
        let holder = self.known.holder(&email)?;
        let is_same_phone = details.phone.is_some() && details.phone == holder.details.phone;
        (!is_same_phone && is_other_name(&holder.details.name, &details.name)).then(|| holder.details.name.clone())
    }
}

/// Whether two names have no word in common.
fn is_other_name(one: &str, other: &str) -> bool {
    let words = |name: &str| -> Vec<String> {
        let base = base_letters(name);
        base.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1).map(str::to_owned).collect()
    };
    let (one, other) = (words(one), words(other));
    !one.is_empty() && !other.is_empty() && one.iter().all(|word| !other.contains(word))
}

#[cfg(test)]
mod tests;
