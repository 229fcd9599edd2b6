use super::*;
use crate::service::roster::import::sheets;

const TODAY: Date = jiff::civil::date(2026, 11, 21);

fn of(text: &str) -> Vec<Sheet> {
    sheets::read(text.as_bytes(), ListKind::Employees).unwrap().0
}

/// Of each person the name, the number, the address and the phone.
fn told(sheets: &[Sheet], choice: &ColumnChoice) -> Vec<String> {
    let people = people(sheets, choice, TODAY).unwrap().rows.into_iter();
    let told = people.map(|row| [row.entered.name, row.entered.number, row.entered.email, row.entered.phone].join("|"));
    told.collect()
}

#[test]
fn a_list_without_known_headings_is_read_by_its_cells_or_as_somebody_says() {
    let sheets = of("Wer,Wohin,Erreichbar\nAna Torres,ana@b.example,5555550123\nBo Li,bo@b.example,5555550124\n");
    let guessed = guess(&sheets, ListKind::Employees);
    assert_eq!(guessed.head, Some(1));
    assert_eq!(guessed.columns, [ImportColumn::Name, ImportColumn::Email, ImportColumn::Phone]);
    assert_eq!(told(&sheets, &guessed)[0], "Ana Torres||ana@b.example|5555550123");
    let said =
        ColumnChoice { columns: vec![ImportColumn::Name, ImportColumn::Unknown, ImportColumn::Number], ..guessed };
    assert_eq!(told(&sheets, &said), ["Ana Torres|5555550123||", "Bo Li|5555550124||"]);
}

#[test]
fn a_list_without_headings_has_nobody_eaten_up_by_them() {
    let sheets = of("Ana Torres,ana@b.example,5555550123\nBo Li,bo@b.example,5555550124\n");
    let guessed = guess(&sheets, ListKind::Employees);
    assert_eq!(guessed.head, None);
    assert_eq!(told(&sheets, &guessed).len(), 2);
    let (columns, heads) = samples(&sheets, &guessed, ListKind::Employees);
    assert_eq!(columns[1].samples, ["ana@b.example", "bo@b.example"]);
    assert_eq!(heads[0], (1, "Ana Torres, ana@b.example, 5555550123".to_owned()));
}

#[test]
fn names_with_the_last_name_in_front_are_turned_round_where_somebody_says_so() {
    let sheets = of("Name,Number\nTorres Ana,1\n\"Li, Bo\",2\n");
    let guessed = guess(&sheets, ListKind::Employees);
    assert_eq!(told(&sheets, &guessed), ["Torres Ana|1||", "Bo Li|2||"]);
    let said = ColumnChoice { columns: vec![ImportColumn::LastFirst, ImportColumn::Number], ..guessed };
    assert_eq!(told(&sheets, &said), ["Ana Torres|1||", "Bo Li|2||"]);
}

#[test]
fn the_sheet_and_the_line_with_the_names_of_the_columns_can_be_said() {
    let mut sheets = of("Notes,For HR\nName,ID\nAna,1\n");
    sheets.extend(of("Employee Name,Employee ID,Email\nBo,2,b@b.example\n"));
    let guessed = guess(&sheets, ListKind::Employees);
    assert_eq!((guessed.sheet, guessed.head), (1, Some(1)), "where the most columns are known");
    let other = guess_on(&sheets, ListKind::Employees, 0);
    assert_eq!((other.sheet, other.head), (0, Some(2)));
    assert_eq!(told(&sheets, &other), ["Ana|1||"]);
    let none = guess_below(&sheets, ListKind::Employees, 0, None);
    assert_eq!((none.head, none.columns.len()), (None, 2));
    assert_eq!(guess_on(&sheets, ListKind::Employees, 9), ColumnChoice::default());
}

#[test]
fn many_names_that_are_turned_round_are_said_once() {
    let lines: String = (0..20).map(|at| format!("\"Torres, Ana {at}\",{at}\n")).collect();
    let sheets = of(&format!("Name,Number\n{lines}"));
    let table = people(&sheets, &guess(&sheets, ListKind::Employees), TODAY).unwrap();
    assert!(table.rows.iter().all(|row| row.written.is_none()));
    assert!(
        matches!(table.notes.as_slice(), [super::super::ColumnNote::Turned { lines: 20, .. }]),
        "{:?}",
        table.notes
    );
}

/// Headings that were tried with real lists, each with a line below it: all of them are one and the same person.
#[test]
fn any_of_the_headings_that_were_tried_gives_the_same_person() {
    for (head, line) in [
        ("Employee ID,First Name,Last Name,Work Email,Mobile Phone", "0117,Ana,Torres,ana@b.example,5555550123"),
        ("Emp ID,Legal Name,Primary email,Cell Phone", "0117,Ana Torres,ana@b.example,5555550123"),
        ("EmployeeID,Worker,Email (work),Telephone", "0117,Ana Torres,ana@b.example,5555550123"),
        ("ID,Display Name,E-mail,Tel", "0117,Ana Torres,ana@b.example,(555) 555-0123"),
        ("Emp No,Emp Name,Email Address,Home Phone", "0117,Ana Torres,ana@b.example,555.555.0123"),
        ("File Number,Associate,Email,Work phone", "0117,\"Torres, Ana\",ana@b.example,5555550123"),
        ("Employee #,Team member,Email,Phone", "0117,Ana Torres,ana@b.example,5555550123"),
        ("Número,Nombre completo,Correo electrónico,Teléfono", "0117,Ana Torres,ana@b.example,5555550123"),
        ("Número,Nombre,Correo electrónico,Teléfono", "0117,Ana Torres,ana@b.example,5555550123"),
        ("Employee #,Name (required),Email,Mobile", "=\"0117\",Ana Torres,ana@b.example,5555550123"),
        ("Last Name,First Name,Employee Number,Email,Mobile Phone", "Torres,Ana,0117,ana@b.example,5555550123"),
        ("sep=;\nEmployee ID;Name;Email;Phone", "0117;Ana Torres;ana@b.example;5555550123"),
        ("Employee ID|Name|Email|Phone", "0117|Ana Torres|ana@b.example|5555550123"),
        ("Staff list\nPrinted today\n\nEmployee ID,Name,Email,Phone", "0117,Ana Torres,ana@b.example,5555550123"),
    ] {
        let sheets = of(&format!("{head}\n{line}\n"));
        let told: Vec<_> = told(&sheets, &guess(&sheets, ListKind::Employees));
        let [one] = told.as_slice() else { panic!("{head}: {told:?}") };
        let digits = one.replace(['(', ')', ' ', '-', '.'], "");
        assert_eq!(digits, "AnaTorres|0117|ana@bexample|5555550123", "{head}");
    }
}
