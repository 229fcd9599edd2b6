//! The words that headings are made of: as payroll systems name columns, in English and in Spanish.

use crate::domain::text::base_letters;

/// What words of headings stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadingWord {
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
    Start,
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

const WORDS: &[(HeadingWord, &[&str])] = &[
    (HeadingWord::Email, &["email", "emails", "mail", "correo", "correos", "electronico", "electronica"]),
    (HeadingWord::Phone, &["phone", "phones", "telephone", "tel", "telefono", "ph", "telf", "fono"]),
    (HeadingWord::Mobile, &["mobile", "cell", "cellphone", "cellular", "movil", "celular", "cel", "sms"]),
    (HeadingWord::Name, &["name", "names", "nombre", "nm"]),
    (HeadingWord::First, &["first", "firstname", "given", "forename", "forenames", "fname", "nombres", "pila"]),
    (HeadingWord::Middle, &["middle", "mi", "initial", "mname"]),
    (HeadingWord::Last, &["last", "family"]),
    (HeadingWord::Surname, &["lastname", "surname", "surnames", "lname", "apellido", "apellidos"]),
    (HeadingWord::Primer, &["primer", "paterno"]),
    (HeadingWord::Second, &["second", "segundo", "materno", "maternal"]),
    (HeadingWord::Suffix, &["suffix", "sufijo", "generation"]),
    (
        HeadingWord::Number,
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
    (HeadingWord::Badge, &["badge", "file", "clock", "legajo", "ficha", "matricula", "gafete", "expediente"]),
    (HeadingWord::Payroll, &["payroll", "nomina", "planilla"]),
    (HeadingWord::Language, &["language", "languages", "lang", "idioma", "lengua", "lenguaje", "locale"]),
    (HeadingWord::Time, &["time", "huso"]),
    (HeadingWord::Zone, &["zone", "zona", "horario", "horaria"]),
    (HeadingWord::TimeZone, &["timezone", "tz"]),
    (HeadingWord::Voice, &["voice"]),
    (HeadingWord::Check, &["check"]),
    (HeadingWord::Status, &["status", "estado", "estatus", "situacion", "stat"]),
    (HeadingWord::Post, &["position", "puesto", "assignment", "job"]),
    (HeadingWord::Active, &["active", "activo", "activa"]),
    (
        HeadingWord::Ended,
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
    (HeadingWord::Start, &["start", "starts", "starting", "inicio", "ingreso"]),
    (HeadingWord::Date, &["date", "fecha", "day"]),
    (
        HeadingWord::Person,
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
        HeadingWord::Which,
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
    (HeadingWord::Whole, &["full", "display", "legal", "complete", "completo", "completa", "native", "current"]),
    (
        HeadingWord::Lesser,
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
        HeadingWord::Filler,
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

fn word(text: &str) -> Option<HeadingWord> {
    WORDS.iter().find(|(_, words)| words.contains(&text)).map(|(word, _)| *word)
}

/// Bytes of a heading; what is longer is text.
const HEADING_MAX: usize = 120;

/// A run of letters as words that are known, the longest in front first: `employeeid` is *employee* and *id*.
fn segments(run: &str) -> Option<Vec<HeadingWord>> {
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

/// The words of a heading; `None` where one of them is not known.
pub(super) fn words_of(heading: &str) -> Option<Vec<HeadingWord>> {
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
