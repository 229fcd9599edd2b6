use super::*;

fn kinds(kind: ImportColumn, headings: &[&str]) {
    for heading in headings {
        assert_eq!(ImportColumn::named(heading).0, kind, "{heading}");
    }
}

#[test]
fn columns_are_known_by_the_names_that_payroll_systems_give_them() {
    kinds(
        ImportColumn::Name,
        &[
            "name",
            "NAME",
            "Full Name",
            "employee_name",
            "EmployeeName",
            "Employee",
            "Employee's Name",
            "Worker",
            "Worker Name",
            "Display Name",
            "Legal Name",
            "Preferred Name",
            "Emp Name",
            "Associate",
            "Team member",
            "Name (required)",
            "Name*",
            "Nombre",
            "Nombre completo",
            "Nombre del empleado",
            "Empleado",
            "Trabajador",
            "Payroll Name",
            "Name (Last, First)",
            "Last Name, First Name",
            "Employee Name (Last Suffix, First MI)",
            "Last, First",
            "First Last",
            "Nombres y apellidos",
            "Nombre y apellidos",
            "Apellidos y nombres",
        ],
    );
    kinds(ImportColumn::Name, &["\u{feff}Name", "Na\u{200b}me", "Staff Member", "Name of employee", "Full Legal Name"]);
    kinds(
        ImportColumn::First,
        &["First Name", "firstname", "First", "FIRST_NAME", "Given Name", "Forename", "Legal First Name"],
    );
    kinds(
        ImportColumn::First,
        &["Nombres", "Primer nombre", "Preferred First Name", "Employee First Name", "EmpFirstName"],
    );
    kinds(ImportColumn::Last, &["Last Name", "lastname", "Last", "Surname", "Family name", "Apellido", "Apellidos"]);
    kinds(ImportColumn::Last, &["Primer apellido", "Apellido paterno", "Legal Last Name", "Employee Last Name"]);
    kinds(ImportColumn::SecondLast, &["Segundo apellido", "Apellido materno", "Second Last Name"]);
    kinds(ImportColumn::Middle, &["Middle Name", "Middle Initial", "MI", "M.I.", "Middle", "Segundo nombre"]);
    kinds(ImportColumn::Suffix, &["Suffix", "Name Suffix"]);
    kinds(
        ImportColumn::Number,
        &[
            "number",
            "Employee #",
            "Employee#",
            "Emp #",
            "EE #",
            "EE ID",
            "Employee ID",
            "EmployeeID",
            "employee_id",
            "Emp ID",
            "EMPLID",
            "ID",
            "Emp No",
            "Emp No.",
            "Employee No.",
            "File Number",
            "File #",
            "Badge",
            "Badge Number",
            "Worker ID",
            "Person Number",
            "Associate ID",
            "Número",
            "Núm. de empleado",
            "No. empleado",
            "Nº empleado",
            "Código de empleado",
            "ID Empleado",
            "Legajo",
            "Clock ID",
            "#",
            "Employee Code",
            "Team Member ID",
        ],
    );
    kinds(ImportColumn::PayrollId, &["payroll_id", "Payroll ID", "Payroll #", "Payroll Number", "Número de nómina"]);
    kinds(
        ImportColumn::Email,
        &[
            "email",
            "E-Mail",
            "e-mail address",
            "Work Email",
            "Primary email",
            "Email (work)",
            "Email (Primary)",
            "Home Email",
            "Personal Email",
            "mail",
            "Correo electrónico",
            "Correo",
            "Dirección de correo electrónico",
            "Email 1",
            "WorkEmail",
            "Employee Email",
            "Email*",
            "Company E-mail",
        ],
    );
    kinds(
        ImportColumn::Phone,
        &[
            "phone",
            "Phone Number",
            "Mobile",
            "Mobile Phone",
            "Cell",
            "Cell Phone",
            "cell_phone",
            "Telephone",
            "Tel",
            "Tel.",
            "Home phone",
            "Work Phone",
            "Primary Phone",
            "Contact Phone",
            "Teléfono",
            "Teléfono móvil",
            "Celular",
            "Phone #",
            "Mobile Number",
            "Tel. No.",
            "Phone (mobile)",
            "Número de teléfono",
            "CellPhone",
        ],
    );
    kinds(
        ImportColumn::Language,
        &["language", "Preferred language", "Lang", "Idioma", "Language Preference", "Idioma preferido"],
    );
    kinds(ImportColumn::TimeZone, &["time_zone", "Time Zone", "TZ", "timezone", "Zona horaria", "Huso horario"]);
    kinds(
        ImportColumn::Status,
        &["Status", "Employee Status", "Employment Status", "Estado", "Estatus", "Status Code"],
    );
    kinds(ImportColumn::Active, &["Active", "Is Active", "Activo", "Active?"]);
    kinds(ImportColumn::Ended, &["Termination Date", "Term Date", "End Date", "Fecha de baja", "Fecha de cese"]);
    kinds(ImportColumn::VoiceCheck, &["voice_check"]);
    kinds(
        ImportColumn::Starts,
        &["start_date", "Start Date", "Employee Start Date", "Fecha de inicio", "Fecha de ingreso"],
    );
}

#[test]
fn columns_about_something_else_are_not_taken_for_a_person() {
    kinds(
        ImportColumn::Unknown,
        &[
            "",
            "Shift",
            "Start",
            "Start Time",
            "Start Date Time",
            "Department",
            "Department Name",
            "Job Title",
            "Title",
            "Manager",
            "Manager Name",
            "Manager Email",
            "Supervisor",
            "Emergency Contact Phone",
            "Company Code",
            "Position ID",
            "phone_clock_id",
            "Hire Date",
            "SSN",
            "Tax ID",
            "Pay Rate",
            "State",
            "City",
            "Address",
            "Street Address",
            "Zip Code",
            "Location",
            "Gender",
            "Birth Date",
            "Phone Type",
            "Company Name",
            "Pay Group",
            "Cost Center",
            "Notes",
            "Last Login",
            "Home Department",
            "Email Opt-in",
            "Username",
            "Zone",
            "Team",
            "Crew",
            "Team Name",
            "Employment Type",
            "Business Name",
        ],
    );
}

#[test]
fn of_two_columns_of_a_kind_the_likelier_one_comes_first() {
    let rank = |heading| ImportColumn::named(heading).1;
    assert!(rank("Mobile Phone") < rank("Phone") && rank("Phone") < rank("Work Phone"));
    assert!(rank("Work Phone") < rank("Home Phone") && rank("Work Email") < rank("Personal Email"));
    assert!(rank("Employee ID") < rank("Badge") && rank("Legal Name") < rank("Preferred Name"));
}
