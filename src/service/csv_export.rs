//! A list of people as a file that spreadsheets open and the import takes back.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{
    audit::{Actor, Change, NOTHING},
    csv_cells::harmless,
    gateway::Gateway,
    people::{Narrowed, PeopleError},
};
use crate::{domain::employee::entered::Entered, store::employees::Listed};

const COLUMNS: [&str; 11] = [
    "name",
    "email",
    "phone",
    "number",
    "payroll_id",
    "language",
    "time_zone",
    "voice_check",
    "phone_clock_id",
    "status",
    "last_name",
];

impl Gateway {
    /// The employees that `narrowed` lets through, as CSV in UTF-8 with a byte order mark, which Excel asks for.
    /// Nothing leaves before it is written down who took it.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn export_people(self: &Arc<Self>, actor: Actor, narrowed: Narrowed) -> Result<Vec<u8>, PeopleError> {
        let people = self.list_all_people(actor.workspace, narrowed.clone()).await?;
        let (file, count, gateway) = (write(&people)?, people.len(), Arc::clone(self));
        let noted = self.db.write(move |tx| {
            let change = Change {
                action: "export employees",
                subject: "employees.csv",
                employee: None,
                before: NOTHING,
                after: Some(taken(&narrowed, count)),
            };
            gateway.note(tx, &actor, change)
        });
        noted.await?;
        Ok(file)
    }
}

/// What the audit log keeps of an export: how many, and what the list was narrowed to.
fn taken(narrowed: &Narrowed, count: usize) -> Map<String, Value> {
    let Narrowed { search, active, language, has_pin } = narrowed;
    let narrowed_to = [
        ("search", Some(search.trim()).filter(|search| !search.is_empty()).map(Value::from)),
        ("active", active.map(Value::from)),
        ("language", language.map(|language| Value::from(language.code()))),
        ("has_pin", has_pin.map(Value::from)),
    ];
    let narrowed_to = narrowed_to.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    narrowed_to.chain([("employees".to_owned(), Value::from(count))]).collect()
}

/// The list as a file; whatever the names are, no spreadsheet makes a formula of one.
///
/// # Errors
/// When a line cannot be written, which would be a mistake of the program.
pub fn write(people: &[Listed]) -> Result<Vec<u8>, csv::Error> {
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record(COLUMNS)?;
    for Listed { employee, phone_clock_id, .. } in people {
        let Entered { name, last_name, email, phone, number, payroll_id, language, time_zone, voice_check } =
            Entered::of(&employee.details);
        let clock_id = phone_clock_id.clone().unwrap_or_default();
        let status = if employee.active { "active" } else { "inactive" }.to_owned();
        let cells =
            [name, email, phone, number, payroll_id, language, time_zone, voice_check, clock_id, status, last_name];
        csv.write_record(cells.map(harmless))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
