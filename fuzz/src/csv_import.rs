//! A list of people from any bytes: every line is taken, known already or refused with a reason; and what was taken
//! is written so that no spreadsheet makes a formula of it, and comes back the same.

use phoneclock::{
    domain::{
        employee::{Details, Employee, input::EmployeeInput},
        ids::{EmployeeId, WorkspaceId},
        language::{Language, OfficeLanguage},
        workspace::Languages,
    },
    service::roster::{
        employees::EmployeeRow,
        export,
        import::{
            assess::{Assessment, KnownEmployees, LineProblem, assess},
            table::{self, ImportTable, MAX_ROWS},
            text,
        },
    },
    wording::{admin::AdminWords, entered},
};

/// By which a last day is over or to come.
const TODAY: jiff::civil::Date = jiff::civil::date(2026, 11, 21);

/// Whether somebody could be imported.
pub fn check(data: &[u8]) -> bool {
    let Ok((text, _)) = text::decode(data) else { return false };
    assert!(!text.contains(['\r', '\0']));
    let Ok(table) = table::read(&text, TODAY) else { return false };
    assert_every_line_is_there(&text, &table);

    let assessment = look_over(&table, KnownEmployees::default());
    assert_every_row_has_its_place(&table, &assessment);
    let people: Vec<_> = assessment.good.into_iter().map(|(_, details)| details).collect();
    for details in &people {
        let again = EmployeeInput::new(details).parse(&Languages::all(), Language::En);
        assert_eq!(again.as_ref(), Ok(details), "what was believed is believed again");
    }
    assert_nobody_is_added_twice(&table, &people);
    assert_comes_back(&people);
    !people.is_empty()
}

fn look_over(table: &ImportTable, known: KnownEmployees) -> Assessment {
    assess(table, &Languages::all(), Language::En, &known, false)
}

fn employees(people: &[Details]) -> impl Iterator<Item = Employee> {
    (1_u128..).zip(people).map(|(id, details)| Employee {
        id: EmployeeId::from_bytes(id.to_be_bytes()),
        workspace: WorkspaceId::from_bytes([2; 16]),
        details: details.clone(),
        active: true,
    })
}

/// Below the names of the columns every line that holds something is a person or said to be about nobody.
fn assert_every_line_is_there(text: &str, table: &ImportTable) {
    assert!((1..=MAX_ROWS).contains(&table.rows.len()));
    let rows: Vec<_> = table.rows.iter().map(|row| row.line).collect();
    let mut lines: Vec<_> = rows.iter().copied().chain(table.skipped.iter().map(|skipped| skipped.line)).collect();
    assert!(rows.is_sorted_by(|one, next| one < next), "{rows:?}");
    lines.sort_unstable();
    assert!(lines.is_sorted_by(|one, next| one < next), "{lines:?}");
    let last = text.matches('\n').count() as u64 + 1;
    assert!(lines.iter().all(|line| (2..=last).contains(line)), "{lines:?} of {last}");
    let first = lines.first().copied().unwrap_or(last);
    let is_blank = |line: &str| line.chars().all(|c| c.is_whitespace() || ",;|^~\t".contains(c));
    // With quotation marks a line of the file may be part of another.
    if !text.contains('"') && !text.to_lowercase().contains("sep=") {
        for (number, line) in (1..).zip(text.split('\n')).skip_while(|(number, _)| *number < first) {
            assert!(is_blank(line) || lines.contains(&number), "line {number} is lost: {line:?}");
        }
    }
}

fn assert_every_row_has_its_place(table: &ImportTable, assessment: &Assessment) {
    let Assessment { good, there, updates, bad, gone, looks } = assessment;
    let good: Vec<_> = good.iter().map(|(line, _)| *line).collect();
    assert!(looks.iter().all(|look| good.contains(&look.line)), "{looks:?}");
    let others =
        there.iter().map(|it| it.line).chain(bad.iter().map(|it| it.line)).chain(gone.iter().map(|it| it.line));
    let mut lines: Vec<_> = good.iter().copied().chain(others).collect();
    lines.sort_unstable();
    assert!(lines.into_iter().eq(table.rows.iter().map(|row| row.line)), "each line once");
    assert!(there.is_empty() && updates.is_empty(), "nobody is known yet");
    for it in bad {
        let is_said = |reason: &LineProblem| match reason {
            LineProblem::Field(error) => entered::person(AdminWords::of(OfficeLanguage::En), error).len() > 10,
            LineProblem::Row(_) | LineProblem::SameAs { .. } => true,
        };
        assert!(!it.reasons.is_empty() && it.reasons.iter().all(is_said), "{it:?}");
    }
}

/// The same list once more finds everybody there.
fn assert_nobody_is_added_twice(table: &ImportTable, people: &[Details]) {
    let again = look_over(table, KnownEmployees::new(employees(people)));
    assert!(again.good.is_empty(), "{:?}", again.good);
    assert!(again.updates.is_empty(), "{:?}", again.updates);
    // Somebody who has left may be a namesake.
    assert_eq!(again.there.iter().filter(|it| it.left.is_none()).count(), people.len());
}

fn assert_comes_back(people: &[Details]) {
    let listed: Vec<_> = employees(people)
        .map(|employee| EmployeeRow { employee, phone_clock_id: Some("572400".to_owned()), has_pin: true })
        .collect();
    let file = export::write(&listed).unwrap();
    let (text, _) = text::decode(&file).unwrap();
    for cell in records(&text, b',').concat() {
        assert!(!is_formula(&cell), "{cell:?}");
    }
    if people.is_empty() {
        return;
    }
    let table = table::read(&text, TODAY).unwrap();
    let back = look_over(&table, KnownEmployees::default());
    assert!(back.good.iter().map(|(_, details)| details).eq(people), "{people:?} came back as {back:?}");
}

/// What a spreadsheet computes: the signs of OWASP's list, also behind blanks and in their wide forms.
fn is_formula(cell: &str) -> bool {
    let first = cell.trim_start_matches([' ', '\u{A0}', '\u{FEFF}']).chars().next();
    first.is_some_and(|first| "=+-@\t\r\n\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}".contains(first))
}

/// The cells once more, read by hand (RFC 4180, and kindly where people are careless): quotation marks count at the
/// beginning of a cell, two of them inside stand for one, lines without anything are none.
fn records(text: &str, delimiter: u8) -> Vec<Vec<String>> {
    #[derive(PartialEq)]
    enum At {
        Line,
        Cell,
        Plain,
        Quoted,
        Quote,
    }
    let (mut records, mut record, mut cell, mut at) = (Vec::new(), Vec::new(), String::new(), At::Line);
    for char in text.chars() {
        at = match (at, char) {
            (At::Line, '\n') => At::Line,
            (At::Line | At::Cell, '"') => At::Quoted,
            (At::Quoted, '"') => At::Quote,
            (At::Quote, '"') => {
                cell.push('"');
                At::Quoted
            }
            (At::Quoted, char) => {
                cell.push(char);
                At::Quoted
            }
            (_, '\n') => {
                record.push(std::mem::take(&mut cell));
                records.push(std::mem::take(&mut record));
                At::Line
            }
            (_, char) if char == char::from(delimiter) => {
                record.push(std::mem::take(&mut cell));
                At::Cell
            }
            (_, char) => {
                cell.push(char);
                At::Plain
            }
        };
    }
    if at != At::Line {
        record.push(cell);
        records.push(record);
    }
    records
}
