//! What a list says of somebody who is there and what is known of them differs in, field by field; and putting it in.

use serde::{Deserialize, Serialize};

use super::{
    columns::ImportColumn,
    table::{ImportRow, ImportTable},
};
use crate::domain::{
    employee::{Details, Employee, input::EmployeeInput, name::name_key},
    text::alike,
};

/// A field of a person or a job that a list can change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each is called what it is called everywhere")]
pub enum ListField {
    Name,
    LastName,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
    StartsOn,
    AccountingCode,
    PhoneCode,
}

/// One changed field, on both sides as somebody would have typed it; empty for nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    /// Which field.
    pub field: ListField,
    /// What is there.
    pub before: String,
    /// What the list has.
    pub after: String,
}

const FIELDS: [ListField; 10] = [
    ListField::Name,
    ListField::LastName,
    ListField::Number,
    ListField::PayrollId,
    ListField::Email,
    ListField::Phone,
    ListField::Language,
    ListField::TimeZone,
    ListField::VoiceCheck,
    ListField::StartsOn,
];

/// The field of a person; none where it is one of a job.
fn of(person: &mut EmployeeInput, field: ListField) -> Option<&mut String> {
    Some(match field {
        ListField::Name => &mut person.name,
        ListField::LastName => &mut person.last_name,
        ListField::Email => &mut person.email,
        ListField::Phone => &mut person.phone,
        ListField::Number => &mut person.number,
        ListField::PayrollId => &mut person.payroll_id,
        ListField::Language => &mut person.language,
        ListField::TimeZone => &mut person.time_zone,
        ListField::VoiceCheck => &mut person.voice_check,
        ListField::StartsOn => &mut person.starts_on,
        ListField::AccountingCode | ListField::PhoneCode => return None,
    })
}

/// The column that may empty a field.
const fn column_of(field: ListField) -> Option<ImportColumn> {
    match field {
        ListField::Email => Some(ImportColumn::Email),
        ListField::Phone => Some(ImportColumn::Phone),
        ListField::Number => Some(ImportColumn::Number),
        ListField::PayrollId => Some(ImportColumn::PayrollId),
        ListField::TimeZone => Some(ImportColumn::TimeZone),
        ListField::VoiceCheck => Some(ImportColumn::VoiceCheck),
        ListField::Name
        | ListField::LastName
        | ListField::Language
        | ListField::StartsOn
        | ListField::AccountingCode
        | ListField::PhoneCode => None,
    }
}

/// What a line changes in somebody who is there. An empty cell changes nothing, unless it `clears`; and then only what
/// the list has a column for. A name in other capitals or in the other order is the same name, and so is one word of it.
pub(super) fn changes(
    known: &Employee,
    (table, row): (&ImportTable, &ImportRow),
    line: &Details,
    clears: bool,
) -> Vec<FieldChange> {
    let empties = |field: ListField| clears && column_of(field).is_some_and(|column| table.columns.contains(&column));
    let (mut entered, mut before) = (row.entered.clone(), EmployeeInput::new(&known.details));
    let mut after = EmployeeInput::new(line);
    let is_same_name = name_key(&before.name) == name_key(&after.name) || is_part_of(&after.name, &before.name);
    let changed = FIELDS.into_iter().filter_map(|field| {
        let entered = of(&mut entered, field)?.clone();
        let before = of(&mut before, field)?.clone();
        let after = of(&mut after, field)?.clone();
        let is_empty = entered.trim().is_empty();
        let is_same = match field {
            ListField::Name => is_same_name,
            // What is guessed from a name goes with it; what somebody has said of it stays until the name is another.
            ListField::LastName => is_empty && is_same_name,
            // Of a start date that is over nothing is kept.
            ListField::Language | ListField::StartsOn => is_empty,
            ListField::Email
            | ListField::Phone
            | ListField::Number
            | ListField::PayrollId
            | ListField::TimeZone
            | ListField::VoiceCheck => {
                // An address that is shared is left out, and no cell is empty.
                let is_left_out = after.is_empty() && !is_empty;
                is_left_out || is_empty && !empties(field)
            }
            ListField::AccountingCode | ListField::PhoneCode => true,
        };
        (!is_same && alike(&before) != alike(&after)).then_some(FieldChange { field, before, after })
    });
    changed.collect()
}

/// Whether a name is one word of another: a list with first names alone says nothing new.
fn is_part_of(name: &str, whole: &str) -> bool {
    let name = alike(name);
    !name.contains(' ') && alike(whole).split_whitespace().any(|word| word == name)
}

/// A person with the changes put in.
#[must_use]
pub fn changed(person: &Details, changes: &[FieldChange]) -> EmployeeInput {
    put(person, changes.iter().map(|change| (change.field, change.after.as_str())))
}

/// A person with these fields put in.
pub(super) fn put<'a>(person: &Details, fields: impl Iterator<Item = (ListField, &'a str)>) -> EmployeeInput {
    let mut entered = EmployeeInput::new(person);
    for (field, text) in fields {
        if let Some(value) = of(&mut entered, field) {
            text.clone_into(value);
        }
    }
    entered
}

/// What is in a field of a person now, as somebody would have typed it.
pub(super) fn present(person: &Details, field: ListField) -> String {
    of(&mut EmployeeInput::new(person), field).cloned().unwrap_or_default()
}
