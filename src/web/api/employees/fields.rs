//! An employee in JSON: as they are answered, added and changed.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{
    domain::{
        employee::{Details, input::EmployeeInput},
        ids::EmployeeId,
    },
    service::roster::employees::EmployeeRow,
    web::api::body::sent,
};

/// A person who clocks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Employee {
    /// Stays the same for ever.
    #[schema(value_type = String, format = "uuid")]
    id: EmployeeId,
    /// The whole name, as people write it.
    name: String,
    /// The part of the name that is the last name, where somebody said so.
    last_name: Option<String>,
    /// Where setup links go.
    email: Option<String>,
    /// Their own telephone, with its country code: `+13125550142`.
    phone: Option<String>,
    /// The number that the employer has given them.
    employee_number: Option<String>,
    /// What the payroll system calls them.
    payroll_id: Option<String>,
    /// What they are spoken to in: `en` or `es`.
    language: String,
    /// An IANA time zone; the workspace's where null.
    time_zone: Option<String>,
    /// Whether the spoken name is recorded; as the workspace has it where null.
    voice_check: Option<bool>,
    /// The day from which they may clock.
    #[schema(value_type = Option<String>, format = Date)]
    starts_on: Option<Date>,
    /// Whether they can clock.
    active: bool,
    /// Whether they have chosen a PIN for the phone.
    has_pin: bool,
}

impl From<EmployeeRow> for Employee {
    fn from(row: EmployeeRow) -> Self {
        let EmployeeRow { employee, has_pin, .. } = row;
        let Details {
            name,
            last_name,
            email,
            phone,
            employee_number,
            payroll_id,
            language,
            zone,
            voice_check,
            starts_on,
        } = employee.details;
        Self {
            id: employee.id,
            name,
            last_name,
            email,
            phone: phone.map(String::from),
            employee_number,
            payroll_id,
            language: language.code().to_owned(),
            time_zone: zone.map(String::from),
            voice_check,
            starts_on,
            active: employee.active,
            has_pin,
        }
    }
}

/// An employee to be added. What is not sent is empty, or as the workspace has it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEmployee {
    /// An id of your own, so that the request can be sent again.
    #[serde(default)]
    #[schema(value_type = Option<String>, format = "uuid")]
    pub id: Option<EmployeeId>,
    /// The whole name, as people write it.
    name: String,
    /// The part of the name that is the last name.
    #[serde(default)]
    last_name: Option<String>,
    /// Where setup links go.
    #[serde(default)]
    email: Option<String>,
    /// Their own telephone, with its country code: `+13125550142`.
    #[serde(default)]
    phone: Option<String>,
    /// The number that the employer has given them; nobody else's.
    #[serde(default)]
    employee_number: Option<String>,
    /// What the payroll system calls them.
    #[serde(default)]
    payroll_id: Option<String>,
    /// What they are spoken to in: `en` or `es`, if the workspace has it.
    #[serde(default)]
    language: Option<String>,
    /// An IANA time zone.
    #[serde(default)]
    time_zone: Option<String>,
    /// Whether the spoken name is recorded.
    #[serde(default)]
    voice_check: Option<bool>,
    /// The day from which they may clock.
    #[serde(default)]
    #[schema(format = Date)]
    starts_on: Option<String>,
}

fn on_or_off(voice_check: Option<bool>) -> String {
    voice_check.map(|on| if on { "on" } else { "off" }).unwrap_or_default().to_owned()
}

impl NewEmployee {
    /// The fields as somebody would have typed them.
    #[must_use]
    pub fn into_input(self) -> EmployeeInput {
        EmployeeInput {
            name: self.name,
            last_name: self.last_name.unwrap_or_default(),
            email: self.email.unwrap_or_default(),
            phone: self.phone.unwrap_or_default(),
            number: self.employee_number.unwrap_or_default(),
            payroll_id: self.payroll_id.unwrap_or_default(),
            language: self.language.unwrap_or_default(),
            time_zone: self.time_zone.unwrap_or_default(),
            voice_check: on_or_off(self.voice_check),
            starts_on: self.starts_on.unwrap_or_default(),
        }
    }
}

/// What is to be changed of an employee. A field that is not sent stays as it is; one that is null becomes empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmployeeChange {
    /// The whole name, as people write it.
    #[serde(default)]
    #[schema(nullable = false)]
    name: Option<String>,
    /// The part of the name that is the last name.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    last_name: Option<Option<String>>,
    /// Where setup links go.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    email: Option<Option<String>>,
    /// Their own telephone, with its country code: `+13125550142`.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    phone: Option<Option<String>>,
    /// The number that the employer has given them; nobody else's.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    employee_number: Option<Option<String>>,
    /// What the payroll system calls them.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    payroll_id: Option<Option<String>>,
    /// What they are spoken to in: `en` or `es`, if the workspace has it.
    #[serde(default)]
    #[schema(nullable = false)]
    language: Option<String>,
    /// An IANA time zone; the workspace's where null.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>)]
    time_zone: Option<Option<String>>,
    /// Whether the spoken name is recorded; as the workspace has it where null.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<bool>)]
    voice_check: Option<Option<bool>>,
    /// The day from which they may clock.
    #[serde(default, deserialize_with = "sent")]
    #[schema(value_type = Option<String>, format = Date)]
    starts_on: Option<Option<String>>,
}

impl EmployeeChange {
    /// The fields of an employee with this change.
    #[must_use]
    pub fn onto(self, details: &Details) -> EmployeeInput {
        let known = EmployeeInput::new(details);
        let text = |sent: Option<Option<String>>, known: String| sent.map_or(known, Option::unwrap_or_default);
        EmployeeInput {
            name: self.name.unwrap_or(known.name),
            last_name: text(self.last_name, known.last_name),
            email: text(self.email, known.email),
            phone: text(self.phone, known.phone),
            number: text(self.employee_number, known.number),
            payroll_id: text(self.payroll_id, known.payroll_id),
            language: self.language.unwrap_or(known.language),
            time_zone: text(self.time_zone, known.time_zone),
            voice_check: self.voice_check.map_or(known.voice_check, on_or_off),
            starts_on: text(self.starts_on, known.starts_on),
        }
    }
}
