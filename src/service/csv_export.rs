//! A list of people as a file that spreadsheets open and the import takes back.

use super::{
    csv_cells::harmless,
    gateway::Gateway,
    people::{Narrowed, PeopleError},
};
use crate::{
    domain::{employee::entered::Entered, ids::WorkspaceId},
    store::employees::Listed,
};

const COLUMNS: [&str; 10] = [
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
];

impl Gateway {
    /// The employees that `narrowed` lets through, as CSV in UTF-8 with a byte order mark, which Excel asks for.
    ///
    /// # Errors
    /// When the store fails.
    pub async fn export_people(&self, workspace: WorkspaceId, narrowed: Narrowed) -> Result<Vec<u8>, PeopleError> {
        let people = self.list_all_people(workspace, narrowed).await?;
        Ok(write(&people)?)
    }
}

fn write(people: &[Listed]) -> Result<Vec<u8>, csv::Error> {
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record(COLUMNS)?;
    for Listed { employee, phone_clock_id, .. } in people {
        let Entered { name, email, phone, number, payroll_id, language, time_zone, voice_check } =
            Entered::of(&employee.details);
        let clock_id = phone_clock_id.clone().unwrap_or_default();
        let status = if employee.active { "active" } else { "inactive" }.to_owned();
        let cells = [name, email, phone, number, payroll_id, language, time_zone, voice_check, clock_id, status];
        csv.write_record(cells.map(harmless))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
