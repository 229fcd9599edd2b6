//! What a column is, by the words of its heading: as payroll systems name them, in English and in Spanish.

use crate::domain::text::base_letters;

/// What a column says of a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Column {
    Name,
    First,
    Middle,
    Last,
    SecondLast,
    Suffix,
    Email,
    Phone,
    Number,
    PayrollId,
    Language,
    TimeZone,
    VoiceCheck,
    /// Whether somebody works here still, in words.
    Status,
    /// The same as yes or no.
    Active,
    /// The day on which somebody left.
    Ended,
    Unknown,
}

/// What words of headings stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Email,
    Phone,
    /// A phone that is carried along.
    Mobile,
    Name,
    First,
    Middle,
    Last,
    /// A last name by itself, without *name* behind it.
    Surname,
    /// *Primer* in Spanish: of a name the first name, of an *apellido* the last name.
    Primer,
    Second,
    Suffix,
    /// A number or an ID.
    Number,
    Badge,
    Payroll,
    Language,
    Time,
    Zone,
    TimeZone,
    Voice,
    Check,
    Status,
    Active,
    /// What somebody is hired for; it may have a status of its own.
    Post,
    Ended,
    Date,
    /// The person.
    Person,
    /// Which of several names, addresses or phones.
    Which,
    /// The name as a whole, or as papers have it.
    Whole,
    /// One that comes after the others: a private address, the name somebody likes to be called by.
    Lesser,
    /// Says nothing.
    Filler,
}

const WORDS: &[(Word, &[&str])] = &[
    (Word::Email, &["email", "emails", "mail", "correo", "correos", "electronico", "electronica"]),
    (Word::Phone, &["phone", "phones", "telephone", "tel", "telefono", "ph", "telf", "fono"]),
    (Word::Mobile, &["mobile", "cell", "cellphone", "cellular", "movil", "celular", "cel", "sms"]),
    (Word::Name, &["name", "names", "nombre", "nm"]),
    (Word::First, &["first", "firstname", "given", "forename", "forenames", "fname", "nombres", "pila"]),
    (Word::Middle, &["middle", "mi", "initial", "mname"]),
    (Word::Last, &["last", "family"]),
    (Word::Surname, &["lastname", "surname", "surnames", "lname", "apellido", "apellidos"]),
    (Word::Primer, &["primer", "paterno"]),
    (Word::Second, &["second", "segundo", "materno", "maternal"]),
    (Word::Suffix, &["suffix", "sufijo", "generation"]),
    (
        Word::Number,
        &[
            "number",
            "numbers",
            "no",
            "num",
            "nbr",
            "nr",
            "numero",
            "nro",
            "id",
            "ids",
            "identifier",
            "code",
            "codigo",
            "clave",
            "#",
        ],
    ),
    (Word::Badge, &["badge", "file", "clock", "legajo", "ficha", "matricula", "gafete", "expediente"]),
    (Word::Payroll, &["payroll", "nomina", "planilla"]),
    (Word::Language, &["language", "languages", "lang", "idioma", "lengua", "lenguaje", "locale"]),
    (Word::Time, &["time", "huso"]),
    (Word::Zone, &["zone", "zona", "horario", "horaria"]),
    (Word::TimeZone, &["timezone", "tz"]),
    (Word::Voice, &["voice"]),
    (Word::Check, &["check"]),
    (Word::Status, &["status", "estado", "estatus", "situacion", "stat"]),
    (Word::Post, &["position", "puesto", "assignment", "job"]),
    (Word::Active, &["active", "activo", "activa"]),
    (
        Word::Ended,
        &[
            "termination",
            "terminated",
            "term",
            "separation",
            "end",
            "ended",
            "leaving",
            "baja",
            "cese",
            "egreso",
            "terminacion",
            "salida",
        ],
    ),
    (Word::Date, &["date", "fecha", "day"]),
    (
        Word::Person,
        &[
            "employee",
            "employees",
            "emp",
            "empl",
            "ee",
            "worker",
            "workers",
            "associate",
            "associates",
            "staff",
            "teammember",
            "person",
            "personnel",
            "empleado",
            "empleada",
            "empleados",
            "trabajador",
            "trabajadora",
            "colaborador",
            "staffmember",
            "crewmember",
            "operario",
            "obrero",
        ],
    ),
    (
        Word::Which,
        &[
            "work",
            "primary",
            "main",
            "business",
            "company",
            "office",
            "contact",
            "corporate",
            "address",
            "direccion",
            "trabajo",
            "principal",
            "spoken",
            "contacto",
            "oficina",
            "1",
            "preferencia",
            "institucional",
            "preference",
        ],
    ),
    (Word::Whole, &["full", "display", "legal", "complete", "completo", "completa", "native", "current"]),
    (
        Word::Lesser,
        &[
            "home",
            "personal",
            "secondary",
            "other",
            "alternate",
            "alt",
            "alternative",
            "casa",
            "particular",
            "2",
            "3",
            "otro",
            "preferred",
            "preferido",
            "preferida",
            "nick",
            "additional",
            "private",
            "privado",
        ],
    ),
    (
        Word::Filler,
        &[
            "required",
            "optional",
            "obligatorio",
            "opcional",
            "requerido",
            "of",
            "the",
            "de",
            "del",
            "la",
            "el",
            "s",
            "y",
            "and",
            "e",
            "is",
            "in",
            "employment",
            "laboral",
            "para",
            "his",
            "her",
            "their",
            "description",
            "descr",
            "mandatory",
            "o",
            "n",
            "los",
            "las",
        ],
    ),
];

fn word(text: &str) -> Option<Word> {
    WORDS.iter().find(|(_, words)| words.contains(&text)).map(|(word, _)| *word)
}

/// Bytes of a heading; what is longer is text.
const HEADING_MAX: usize = 120;

/// A run of letters as words that are known, the longest in front first: `employeeid` is *employee* and *id*.
fn segments(run: &str) -> Option<Vec<Word>> {
    if run.is_empty() {
        return Some(Vec::new());
    }
    let ends = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
    ends.into_iter().rev().find_map(|end| {
        let (head, tail) = run.split_at_checked(end)?;
        // One letter within a longer run is chance.
        let head = word(head).filter(|_| head.len() > 1 || head.bytes().all(|byte| byte.is_ascii_digit()))?;
        let mut words = segments(tail)?;
        words.insert(0, head);
        Some(words)
    })
}

impl Column {
    /// What a column with this heading is, and how far behind others of its kind it stands.
    #[must_use]
    pub fn named(heading: &str) -> (Self, u8) {
        let Some(words) = words_of(heading) else { return (Self::Unknown, 0) };
        let column = Self::of(&words);
        let is_lesser = words.contains(&Word::Lesser);
        let rank = match column {
            Self::Phone if words.contains(&Word::Mobile) => u8::from(is_lesser),
            Self::Phone if words.contains(&Word::Which) => 2,
            Self::Phone => 1 + 2 * u8::from(is_lesser),
            Self::Number => u8::from(words.contains(&Word::Badge)),
            Self::Name
            | Self::First
            | Self::Middle
            | Self::Last
            | Self::SecondLast
            | Self::Suffix
            | Self::Email
            | Self::PayrollId
            | Self::Language
            | Self::TimeZone
            | Self::VoiceCheck
            | Self::Status
            | Self::Active
            | Self::Ended
            | Self::Unknown => u8::from(is_lesser),
        };
        (column, rank)
    }

    fn of(words: &[Word]) -> Self {
        let has = |word| words.contains(&word);
        let others = |allowed: &[Word]| {
            words.iter().all(|word| allowed.contains(word) || matches!(word, Word::Person | Word::Filler))
        };
        let contact = |more: &[Word]| -> Vec<Word> {
            [Word::Which, Word::Whole, Word::Lesser].iter().chain(more).copied().collect()
        };
        let named = |more: &[Word]| -> Vec<Word> {
            [Word::Whole, Word::Lesser, Word::Name].iter().chain(more).copied().collect()
        };
        if has(Word::Email) && others(&contact(&[Word::Email, Word::Number])) {
            Self::Email
        } else if (has(Word::Phone) || has(Word::Mobile))
            && others(&contact(&[Word::Phone, Word::Mobile, Word::Number]))
        {
            Self::Phone
        } else if has(Word::Language) && others(&contact(&[Word::Language, Word::Number])) {
            Self::Language
        } else if (has(Word::TimeZone) || has(Word::Zone) && words.len() > 1)
            && others(&[Word::Time, Word::Zone, Word::TimeZone])
        {
            Self::TimeZone
        } else if has(Word::Voice) && has(Word::Check) && others(&[Word::Voice, Word::Check]) {
            Self::VoiceCheck
        } else if has(Word::Ended) && has(Word::Date) && others(&[Word::Ended, Word::Date, Word::Last]) {
            Self::Ended
        } else if has(Word::Status) && others(&[Word::Status, Word::Active, Word::Whole, Word::Number, Word::Post]) {
            Self::Status
        } else if has(Word::Active) && others(&[Word::Active]) {
            Self::Active
        } else if has(Word::Payroll) && has(Word::Number) && others(&[Word::Payroll, Word::Number]) {
            Self::PayrollId
        } else if others(&[Word::Number, Word::Badge, Word::Time]) && (has(Word::Number) || has(Word::Badge)) {
            Self::Number
        } else {
            Self::of_name(words, &others, &named)
        }
    }

    fn of_name(words: &[Word], others: &dyn Fn(&[Word]) -> bool, named: &dyn Fn(&[Word]) -> Vec<Word>) -> Self {
        let has = |word| words.contains(&word);
        let is_last = has(Word::Last) || has(Word::Surname);
        let whole = [Word::First, Word::Last, Word::Surname, Word::Middle, Word::Suffix];
        if has(Word::Suffix) && others(&[Word::Suffix, Word::Name]) {
            Self::Suffix
        } else if has(Word::Middle) && others(&named(&[Word::Middle])) {
            Self::Middle
        } else if has(Word::Second) && others(&[Word::Second, Word::Last, Word::Surname, Word::Name]) {
            if is_last { Self::SecondLast } else { Self::Middle }
        } else if has(Word::Primer) && others(&[Word::Primer, Word::Surname, Word::Name]) {
            if is_last { Self::Last } else { Self::First }
        } else if has(Word::First) && is_last && others(&named(&whole)) {
            Self::Name
        } else if has(Word::Surname) && others(&named(&[Word::Surname])) {
            if has(Word::Name) { Self::Name } else { Self::Last }
        } else if has(Word::Last) && others(&named(&[Word::Last])) {
            Self::Last
        } else if has(Word::First) && others(&named(&[Word::First])) {
            Self::First
        } else if has(Word::Name) && others(&named(&[Word::Payroll])) || has(Word::Person) && others(&[]) {
            Self::Name
        } else {
            Self::Unknown
        }
    }
}

/// The words of a heading; `None` where one of them is not known.
fn words_of(heading: &str) -> Option<Vec<Word>> {
    if heading.len() > HEADING_MAX {
        return None;
    }
    let heading = heading.replace('№', "#").replace("N°", "#").replace("Nº", "#").replace("n°", "#").replace("nº", "#");
    let base = base_letters(&heading.replace('#', " # "));
    let mut words = Vec::new();
    let spelled = [
        ("e-mail", "email"),
        ("e mail", "email"),
        ("m.i.", "mi"),
        ("team member", "teammember"),
        ("crew member", "crewmember"),
        ("staff member", "staffmember"),
    ]
    .into_iter()
    .fold(base, |base, (apart, together)| base.replace(apart, together));
    let runs = spelled.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|run| !run.is_empty());
    for run in runs {
        match run.chars().count() {
            1 => words.push(word(run)?),
            _ => words.extend(segments(run)?),
        }
    }
    Some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(kind: Column, headings: &[&str]) {
        for heading in headings {
            assert_eq!(Column::named(heading).0, kind, "{heading}");
        }
    }

    #[test]
    fn columns_are_known_by_the_names_that_payroll_systems_give_them() {
        kinds(
            Column::Name,
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
        kinds(Column::Name, &["\u{feff}Name", "Na\u{200b}me", "Staff Member", "Name of employee", "Full Legal Name"]);
        kinds(
            Column::First,
            &["First Name", "firstname", "First", "FIRST_NAME", "Given Name", "Forename", "Legal First Name"],
        );
        kinds(
            Column::First,
            &["Nombres", "Primer nombre", "Preferred First Name", "Employee First Name", "EmpFirstName"],
        );
        kinds(Column::Last, &["Last Name", "lastname", "Last", "Surname", "Family name", "Apellido", "Apellidos"]);
        kinds(Column::Last, &["Primer apellido", "Apellido paterno", "Legal Last Name", "Employee Last Name"]);
        kinds(Column::SecondLast, &["Segundo apellido", "Apellido materno", "Second Last Name"]);
        kinds(Column::Middle, &["Middle Name", "Middle Initial", "MI", "M.I.", "Middle", "Segundo nombre"]);
        kinds(Column::Suffix, &["Suffix", "Name Suffix"]);
        kinds(
            Column::Number,
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
        kinds(Column::PayrollId, &["payroll_id", "Payroll ID", "Payroll #", "Payroll Number", "Número de nómina"]);
        kinds(
            Column::Email,
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
            Column::Phone,
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
            Column::Language,
            &["language", "Preferred language", "Lang", "Idioma", "Language Preference", "Idioma preferido"],
        );
        kinds(Column::TimeZone, &["time_zone", "Time Zone", "TZ", "timezone", "Zona horaria", "Huso horario"]);
        kinds(Column::Status, &["Status", "Employee Status", "Employment Status", "Estado", "Estatus", "Status Code"]);
        kinds(Column::Active, &["Active", "Is Active", "Activo", "Active?"]);
        kinds(Column::Ended, &["Termination Date", "Term Date", "End Date", "Fecha de baja", "Fecha de cese"]);
        kinds(Column::VoiceCheck, &["voice_check"]);
    }

    #[test]
    fn columns_about_something_else_are_not_taken_for_a_person() {
        kinds(
            Column::Unknown,
            &[
                "",
                "Shift",
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
        let rank = |heading| Column::named(heading).1;
        assert!(rank("Mobile Phone") < rank("Phone") && rank("Phone") < rank("Work Phone"));
        assert!(rank("Work Phone") < rank("Home Phone") && rank("Work Email") < rank("Personal Email"));
        assert!(rank("Employee ID") < rank("Badge") && rank("Legal Name") < rank("Preferred Name"));
    }
}
