use super::*;
use crate::service::roster::import::leftovers::SkipReason;

const TODAY: Date = jiff::civil::date(2026, 11, 21);

fn list(text: &str) -> Result<ImportTable, TableError> {
    read(text, TODAY)
}

fn names(text: &str) -> Vec<(u64, String)> {
    list(text).unwrap().rows.into_iter().map(|row| (row.line, row.entered.name)).collect()
}

#[test]
fn columns_are_known_by_name_in_any_order_and_case() {
    let table = list("Shift, E-Mail ,NAME,Employee number,Payroll ID,Time Zone,Language,PHONE\nA,a@b.example,Ana,0117,000042,America/Denver,es,5555550123\n").unwrap();
    let expected = EmployeeInput {
        name: "Ana".to_owned(),
        email: "a@b.example".to_owned(),
        phone: "5555550123".to_owned(),
        number: "0117".to_owned(),
        payroll_id: "000042".to_owned(),
        language: "es".to_owned(),
        time_zone: "America/Denver".to_owned(),
        ..EmployeeInput::default()
    };
    assert_eq!(table.rows, [ImportRow { line: 2, entered: expected, ..ImportRow::default() }]);
    assert_eq!(table.left_out, ["Shift"]);
}

#[test]
fn only_a_start_date_to_come_is_taken() {
    let table =
        list("Name,Start Date\nAna,2026-12-01\nBo,12/1/2026\nCy,2019-03-04\nDee,soon\nEva,\nFay,11/21/2026\n").unwrap();
    let starts: Vec<_> = table.rows.iter().map(|row| row.entered.starts_on.as_str()).collect();
    assert_eq!(starts, ["2026-12-01", "2026-12-01", "", "", "", ""]);
    let unread: Vec<_> = table.rows.iter().map(|row| row.no_start.as_deref()).collect();
    assert_eq!(unread, [None, None, None, Some("soon"), None, None], "what is no day is said");
    assert!(table.left_out.is_empty());
}

#[test]
fn commas_semicolons_tabs_pipes_and_what_a_file_says_stand_between_columns() {
    for text in [
        "name,phone\nAna,1",
        "name;phone\nAna;1",
        "name\tphone\nAna\t1",
        "name|phone\nAna|1",
        "name^phone\nAna^1",
        "name",
    ] {
        let text = if text == "name" { "name\nAna" } else { text };
        assert_eq!(names(text), [(2, "Ana".to_owned())], "{text}");
    }
    for text in [
        "sep=;\nname;email\nAna;a@b.example\n",
        "sep=|\nname|email\nAna|a@b.example\n",
        "\u{feff}SEP=,\nname,email\nAna,a@b.example\n",
        // What is said is not so; the columns are believed.
        "sep=;\nname,email\nAna,a@b.example\n",
    ] {
        let table = list(text).unwrap();
        assert_eq!((table.rows[0].line, table.rows[0].entered.email.as_str()), (3, "a@b.example"), "{text}");
    }
    assert_eq!(names("name;number\n\"Torres; Ana \"\"Ani\"\"\";7"), [(2, "Torres; Ana \"Ani\"".to_owned())]);
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let text = "name,number\n\nAna,1\n  , \n\n\nBo,2\n\"Ca\nrla\",3\nDee,4\n";
    let lines: Vec<_> = names(text).into_iter().map(|(line, _)| line).collect();
    assert_eq!(lines, [3, 7, 8, 10]);
}

#[test]
fn a_line_that_is_torn_apart_is_named_and_the_next_one_is_read() {
    let table = list("name,number\nTorres, Ana,7\nBo,8\n\"Carla,9\nDee,10\n").unwrap();
    let problems: Vec<_> = table.rows.iter().map(|row| (row.line, row.problem.is_some())).collect();
    assert_eq!(problems, [(2, true), (3, false), (4, true)]);
    assert_eq!((table.rows[2].line, table.rows[2].problem), (4, Some(RowProblem::Torn { to: 5 })));
    assert_eq!(table.rows[1].entered.name, "Bo");
    assert!(list("name,number\nAna,7,,\nBo\n").unwrap().rows.iter().all(|row| row.problem.is_none()));
}

#[test]
fn a_line_break_in_a_column_that_is_left_out_is_nobodys_mistake() {
    let table = list("name,address,number\nAna,\"1 Elm St\nSpringfield, IL\",7\nBo,x,8\n").unwrap();
    let rows: Vec<_> = table.rows.iter().map(|row| (row.line, row.entered.number.as_str(), &row.problem)).collect();
    assert_eq!(rows, [(2, "7", &None), (4, "8", &None)]);
    // A mark that is missing there would swallow people.
    let table = list("name,notes\nAna,\"said hi\nBo,x\nCy,y\n").unwrap();
    assert!(table.rows.len() == 1 && table.rows[0].problem.is_some());
}

#[test]
fn what_was_exported_comes_back() {
    let table = list("name,phone\n'=1+1,'+15555550123\n").unwrap();
    assert_eq!(table.rows[0].entered.name, "=1+1");
    assert_eq!(table.rows[0].entered.phone, "+15555550123");
}

#[test]
fn a_list_that_cannot_be_taken_is_refused_with_the_reason() {
    assert_eq!(list(""), Err(TableError::Empty));
    assert_eq!(list("name,phone\n\n ,\n"), Err(TableError::Nobody));
    assert_eq!(list("Ana,5555550123\n"), Err(TableError::NoName));
    assert_eq!(list("Email,Department\na@b.example,Roofing\n"), Err(TableError::NoName));
    assert!(list(&format!("name\n{}", "A\n".repeat(MAX_ROWS))).is_ok());
    assert_eq!(list(&format!("name\n{}", "A\n".repeat(MAX_ROWS + 1))), Err(TableError::TooManyRows));
}

#[test]
fn whatever_text_is_uploaded_is_read_or_refused() {
    proptest::proptest!(|(text in "(?s)(name[,;\t\n\"]){0,1}.{0,80}")| {
        if let Ok(table) = list(&text) {
            assert!(table.rows.is_sorted_by_key(|row| row.line));
        }
    });
}

/// Of each person the name, the number, the address and the phone; of those who have left, what the list says.
fn people(text: &str) -> Vec<String> {
    let told = |row: ImportRow| {
        let EmployeeInput { name, email, phone, number, .. } = row.entered;
        let left = match row.left {
            None => String::new(),
            Some(Departure::Status(status)) => format!("left: {status}"),
            Some(Departure::NotActive) => "left: not active".to_owned(),
            Some(Departure::LastDay(day)) => format!("left: last day {day}"),
        };
        let problem = row.problem.map(|_| "wrong".to_owned()).unwrap_or_default();
        let parts = [name, number, email, phone, left, problem];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" | ")
    };
    list(text).unwrap_or_else(|problem| panic!("{problem}: {text}")).rows.into_iter().map(told).collect()
}

/// Lists as payroll and personnel systems, and the people who keep them in spreadsheets, write them.
const LISTS: &[(&str, &[&str])] = &[
    // Numbers and names of any heading.
    ("Employee #,First Name,Last Name\n1001,Ana,Torres\n1002,Bo,Li\n", &["Ana Torres | 1001", "Bo Li | 1002"]),
    ("Name,Employee #\nAna Torres,0117\n", &["Ana Torres | 0117"]),
    ("Employee,Name\n1001,Ana\n1002,Bo\n", &["Ana | 1001", "Bo | 1002"]),
    ("First Name,Last Name,Email\nAna,Torres,a@b.example\n", &["Ana Torres | a@b.example"]),
    ("Last Name,First Name,MI,Suffix\nSmith,John,Q,Jr.\n", &["John Q Smith Jr."]),
    ("Last, First, Email\nTorres, Ana, a@b.example\n", &["Ana Torres | a@b.example"]),
    ("Name,Surname\nAna,Torres\n", &["Ana Torres"]),
    ("Name,Last Name\nAna Torres,Torres\n", &["Ana Torres"]),
    (
        "Nombre,Apellidos,Correo electrónico,Teléfono\nJosé,García López,j@b.example,5555550123\n",
        &["José García López | j@b.example | 5555550123"],
    ),
    (
        "Nombres,Primer apellido,Segundo apellido,No. de empleado\nJosé Luis,García,López,0042\n",
        &["José Luis García López | 0042"],
    ),
    ("Nombre completo;Número;Idioma\nJosé García;7;español\n", &["José García | 7"]),
    ("Empleado;Código de empleado;Celular\nJosé García;7;5555550123\n", &["José García | 7 | 5555550123"]),
    ("Trabajador\tLegajo\nJosé García\t7\n", &["José García | 7"]),
    ("First Name,Email\nAna,a@b.example\n", &["Ana | a@b.example"]),
    // BambooHR.
    (
        "Employee #,First Name,Last Name,Preferred Name,Work Email,Home Email,Mobile Phone,Home Phone,Department,Status\n\
         17,María José,García López,Majo,mj@work.example,,(555) 555-0123,,Roofing,Active\n\
         18,Bo,Li,,,bo@home.example,,555-555-0124,Roofing,Inactive\n",
        &[
            "María José García López | 17 | mj@work.example | (555) 555-0123",
            "Bo Li | 18 | bo@home.example | 555-555-0124 | left: Inactive",
        ],
    ),
    // ADP.
    (
        "Company Code,File Number,Payroll Name,Position Status,Work Contact: Work Email,Personal Contact: Personal Mobile\n\
         ABC,000117,\"Torres, Ana\",Active,ana@b.example,5555550123\n",
        &["Ana Torres | 000117 | ana@b.example | 5555550123"],
    ),
    (
        "Employee Roster,,,\nLopez Roofing,,,\n,,,\nFile #,Payroll Name,Position Status,Personal Email\n\
         117,\"Smith, John, Jr.\",Terminated,\n118,\"De La Cruz, María\",Active,m@b.example\n",
        &["John Smith Jr. | 117 | left: Terminated", "María De La Cruz | 118 | m@b.example"],
    ),
    // Gusto.
    (
        "first_name,last_name,preferred_first_name,personal_email,work_email,phone_number,employment_status,termination_date\n\
         Ana,Torres,,a@home.example,a@work.example,5555550123,active,\n\
         Bo,Li,,b@home.example,,5555550124,terminated,2026-01-31\n",
        &["Ana Torres | a@work.example | 5555550123", "Bo Li | b@home.example | 5555550124 | left: terminated"],
    ),
    (
        "Employee Name,Termination Date\n\"Torres, Ana\",\n\"Li, Bo\",01/31/2026\n\"Diaz, Cy\",12/31/2027\n",
        &["Ana Torres", "Bo Li | left: last day 01/31/2026", "Cy Diaz"],
    ),
    // QuickBooks.
    (
        "Lopez Roofing,,\nEmployee Contact List,,\n\"November 21, 2026\",,\n,,\nEmployee,Phone Numbers,Email\n\
         Ana Torres,(555) 555-0123,a@b.example\nTotal,,\n",
        &["Ana Torres | a@b.example | (555) 555-0123"],
    ),
    (
        "\"Employee\",\"Main Phone\",\"Mobile\",\"Main Email\"\n\"Torres, Ana\",\"555-555-0123\",\"\",\"a@b.example\"\n",
        &["Ana Torres | a@b.example | 555-555-0123"],
    ),
    // Paychex.
    (
        "Worker ID,EE Name,Worker Status,Cell Phone,Email Address\n12,\"TORRES, ANA\",Active,5555550123,A@B.EXAMPLE\n\
         13,\"LI, BO\",Terminated,,\nTotal Workers: 2,,,,\n",
        &["ANA TORRES | 12 | A@B.EXAMPLE | 5555550123", "BO LI | 13 | left: Terminated"],
    ),
    // UKG.
    (
        "Person Number,Employee Full Name,Primary Email,Mobile Number,Employment Status,Home Department\n\
         0117,\"Torres, Ana M\",a@b.example,5555550123,Active,100\n",
        &["Ana M Torres | 0117 | a@b.example | 5555550123"],
    ),
    ("EMPLID,NAME,EMAIL_ADDR\n0117,\"Torres,Ana\",a@b.example\n", &["Ana Torres | 0117"]),
    // Titles, dates, pages.
    ("Employee list\nName,Number\nAna,1\n", &["Ana | 1"]),
    ("Lopez Roofing\nPrinted 11/21/2026\n\nName,Number\nAna,1\n", &["Ana | 1"]),
    ("Employee\nReport\nName;Number\nAna;1\n", &["Ana | 1"]),
    ("\"Employees of Lopez Roofing, Inc.\"\nName,Number\nAna,1\n", &["Ana | 1"]),
    ("Name,Number\nAna,1\nName,Number\nBo,2\n", &["Ana | 1", "Bo | 2"]),
    (
        "Staff list page 1\nName,Email\nAna,a@b.example\nPage 1 of 2\nStaff list page 2\nName,Email\nBo,b@b.example\nPage 2 of 2\n",
        &["Ana | a@b.example", "Bo | b@b.example"],
    ),
    ("Name,Shift,Hours\nAna,A,40\nTotal,,78\n", &["Ana"]),
    ("Name,Number,Hours\nAna,1,40\nGrand Total,,78\n", &["Ana | 1"]),
    (
        "Name,Hours\nDepartment: Roofing,\nAna,40\nSubtotal,40\nDepartment: Yard,\nBo,38\nSubtotal,38\nGrand total,78\n",
        &["Ana", "Bo"],
    ),
    ("Nombre,Horas\nAna,40\nTotal general,40\nPágina 1 de 1\n", &["Ana"]),
    ("Name,Email\nAna,a@b.example\n,\n\"2 employees\",\nEnd of report,\n", &["Ana | a@b.example"]),
    ("Name,Email\n----,-----\nAna,a@b.example\n====,=====\n", &["Ana | a@b.example"]),
    ("Name,Email\nAna,a@b.example\nReport generated 11/21/2026 10:00,\n© 2026 Payroll Inc.,\n", &["Ana | a@b.example"]),
    // What spreadsheets write.
    ("Name,Number\nAna,=\"0117\"\n", &["Ana | 0117"]),
    ("Name,Number\nAna,\"=\"\"0117\"\"\"\n", &["Ana | 0117"]),
    (
        "Name,Number\n#REF!,1\nNULL,2\n#N/A,3\nBo,4\n",
        &["#REF! | 1 | wrong", "NULL | 2 | wrong", "#N/A | 3 | wrong", "Bo | 4"],
    ),
    ("Name,Number\n1001,Ana\n", &["1001 | Ana | wrong"]),
    // Two of a kind.
    ("Name,Phone,Mobile\nAna,5555550123,\nBo,,5555550124\n", &["Ana | 5555550123", "Bo | 5555550124"]),
    ("Name,Email,Email\nAna,a@b.example,\nBo,,b@b.example\n", &["Ana | a@b.example", "Bo | b@b.example"]),
    ("Name,Work Phone,Cell Phone\nAna,5555550123,5555550124\n", &["Ana | 5555550124"]),
    ("Employee ID,Badge,Name\n7,900,Ana\n,901,Bo\n", &["Ana | 7", "Bo | 901"]),
    ("Name,Notes,Notes\nAna,a,b\n", &["Ana"]),
    // Letters.
    ("Name\nJos&eacute; N&uacute;&ntilde;ez\n", &["José Núñez"]),
    ("Name\nJosÃ© NÃºÃ±ez\n", &["José Núñez"]),
    ("Name\nJose\u{301}\n", &["José"]),
    ("Na\u{200b}me,\u{feff}Email\n\u{200b}Ana\u{a0},\u{200b}a@b.example\n", &["Ana | a@b.example"]),
    ("Name\nJos\u{fffd}\n", &["Jos\u{fffd} | wrong"]),
    // Names that stay as they are.
    (
        "Name\n\"Lopez Roofing, Inc.\"\n\"John Smith, Jr.\"\nO'Brien\n'Bo' Li\n",
        &["Lopez Roofing, Inc.", "John Smith, Jr.", "O'Brien", "'Bo' Li"],
    ),
    ("Name,Number\n\"Bob \"\"Bo\"\" Li\",7\n", &["Bob \"Bo\" Li | 7"]),
    ("\"Employee\nName\",\"Employee\nNumber\"\nAna,7\n", &["Ana | 7"]),
    ("Name,Hours\nAna,40\n,40\n", &["Ana"]),
    (
        "Nombre(s),Apellido(s),Correo personal,Móvil\nJosé,García,j@b.example,5555550123\n",
        &["José García | j@b.example | 5555550123"],
    ),
    // Whether somebody works there still.
    (
        "Name,Status\nAna,Active\nBo,Terminated\nCy,On leave\nDee,Baja\nEd,T\nFay,\n",
        &["Ana", "Bo | left: Terminated", "Cy", "Dee | left: Baja", "Ed | left: T", "Fay"],
    ),
    ("Nombre,Estatus\nAna,Activo\nBo,Inactivo\n", &["Ana", "Bo | left: Inactivo"]),
    ("Name,Active\nAna,Yes\nBo,No\nCy,FALSE\n", &["Ana", "Bo | left: not active", "Cy | left: not active"]),
    // Blanks, marks and ends of lines.
    ("Name, Email\n\"Torres, Ana\", \"a@b.example\"\n", &["Ana Torres | a@b.example"]),
    ("Name,Email,,\nAna,a@b.example,,\n,,,\n", &["Ana | a@b.example"]),
    (",Name,Email\n1,Ana,a@b.example\n", &["Ana | a@b.example"]),
    ("name\nAna", &["Ana"]),
    ("Name (required),Email (work),Mobile*\nAna,a@b.example,5555550123\n", &["Ana | a@b.example | 5555550123"]),
];

#[test]
fn lists_of_many_shapes_give_the_people_who_are_in_them() {
    let wrong: Vec<_> = LISTS.iter().filter(|(text, expected)| people(text) != *expected).collect();
    let told: Vec<_> = wrong.into_iter().map(|(text, expected)| (text, people(text), expected)).collect();
    assert!(told.is_empty(), "{told:#?}");
    assert!(LISTS.len() >= 60, "{}", LISTS.len());
}

#[test]
fn what_is_passed_over_is_shown_and_a_name_that_was_changed_is_kept_beside() {
    let table = list(
        "Staff list page 1\nName,Email\n\"Torres, Ana\",a@b.example\nBo,b@b.example\nName,Email\nStaff list page 2\nTotal,2\n",
    )
    .unwrap();
    let skipped: Vec<_> = table.skipped.iter().map(|one| (one.line, one.text.as_str(), one.why)).collect();
    let expected = [
        (5, "Name, Email", SkipReason::ColumnsAgain),
        (6, "Staff list page 2", SkipReason::TitleAgain),
        (7, "Total, 2", SkipReason::Total),
    ];
    assert_eq!(skipped, expected);
    assert_eq!(table.rows[0].written.as_deref(), Some("Torres, Ana"));
    assert_eq!(table.rows[1].written, None);
    let table = list("First name,Last name\nMaría José,García Paz\nAna,Torres\n").unwrap();
    let last: Vec<_> = table.rows.iter().map(|row| row.entered.last_name.as_str()).collect();
    assert_eq!(last, ["García Paz", ""], "what would be guessed need not be said");
    let table = list("Name,Phone,Mobile\nAna,5555550123,5555550124\n").unwrap();
    let (taken, other) = ("Mobile".to_owned(), "Phone".to_owned());
    assert_eq!(table.notes, [ColumnNote::Differ { taken, other, lines: 1 }]);
}
