//! A list of people as a file that spreadsheets open and the import takes back.

use serde_json::{Map, Value};

use super::employees::{self, EmployeeFilter, EmployeeRow};
use crate::{
    domain::{csv_cells::harmless, employee::input::EmployeeInput},
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Store,
    },
    store::{Hold, StoreError},
};

const COLUMNS: [&str; 12] = [
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
    "start_date",
];

/// The employees that the filter lets through, as CSV in UTF-8 with a byte order mark, which Excel asks for. Nothing
/// leaves before it is written down who took it.
pub async fn to_csv(store: &Store, actor: Actor, filter: EmployeeFilter) -> Result<Vec<u8>, StoreError> {
    let (workspace, narrowed) = (actor.workspace, filter.clone());
    let people = store.read(move |tx| employees::list_all(tx, workspace, &narrowed)).await?;
    let count = people.len();
    let file =
        write(&people).map_err(|_| StoreError::Unreadable("a list of employees that cannot be written as CSV"))?;
    let noted = store.write(Hold::WorkspaceShared(workspace), move |u| {
        let change = AuditChange {
            action: "export employees",
            subject: "employees.csv",
            employee: None,
            before: NO_FIELDS,
            after: Some(written(&filter, count)),
        };
        audit::note(u, &actor, change)
    });
    noted.await?;
    Ok(file)
}

/// What the audit log keeps of an export: how many, and what the list was narrowed to.
fn written(filter: &EmployeeFilter, count: usize) -> Map<String, Value> {
    let EmployeeFilter { search, active, language, has_pin, starts_after } = filter;
    let narrowed_to = [
        ("search", Some(search.trim()).filter(|search| !search.is_empty()).map(Value::from)),
        ("active", active.map(Value::from)),
        ("language", language.map(|language| Value::from(language.code()))),
        ("has_pin", has_pin.map(Value::from)),
        ("starts_after", starts_after.map(|day| Value::from(day.to_string()))),
    ];
    let narrowed_to = narrowed_to.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    narrowed_to.chain([("employees".to_owned(), Value::from(count))]).collect()
}

/// The list as a file; whatever the names are, no spreadsheet makes a formula of one.
///
/// # Errors
/// When a line cannot be written, which would be a mistake of the program.
pub fn write(people: &[EmployeeRow]) -> Result<Vec<u8>, csv::Error> {
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    csv.write_record(COLUMNS)?;
    for EmployeeRow { employee, phone_clock_id, .. } in people {
        let EmployeeInput {
            name,
            last_name,
            email,
            phone,
            number,
            payroll_id,
            language,
            time_zone,
            voice_check,
            starts_on,
        } = EmployeeInput::new(&employee.details);
        let clock_id = phone_clock_id.clone().unwrap_or_default();
        let status = if employee.active { "active" } else { "inactive" }.to_owned();
        let known = [name, email, phone, number, payroll_id, language, time_zone, voice_check];
        let cells = known.into_iter().chain([clock_id, status, last_name, starts_on]);
        csv.write_record(cells.map(harmless))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
