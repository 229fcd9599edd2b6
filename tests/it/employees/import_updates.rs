//! Lists of people who are there: what would be changed is shown, and only what is chosen is changed. Columns as
//! somebody says them, and workbooks.

use std::io::{Cursor, Write};

use phoneclock::domain::{employee::Details, user::Role};
use zip::{ZipWriter, write::SimpleFileOptions};

use super::{add, audit, details, everybody, names};
use crate::support::{
    TestGateway,
    browser::{Browser, Page},
};

/// Uploads a list; where its columns are said.
async fn uploaded(browser: &mut Browser, file: &[u8]) -> String {
    browser.upload_people(file).await.is(303).to().unwrap().to_owned()
}

async fn checked(browser: &mut Browser, columns: &str) -> Page {
    browser.get(&columns.replace("step=columns", "step=check")).await
}

/// The tokens of those who would be changed.
fn tokens(page: &Page) -> Vec<String> {
    let tags = page.body.split("name=\"update\" value=\"").skip(1);
    tags.map(|tag| tag.split('"').next().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn only_what_is_chosen_is_changed_and_only_as_it_was_shown() {
    let test = TestGateway::start().await;
    let numbered = |name: &str, number: &str| Details { employee_number: Some(number.to_owned()), ..details(name) };
    for (name, number) in [("Ana Torres", "1"), ("Bo Li", "2"), ("Cy Ax", "3")] {
        add(&test, numbered(name, number)).await;
    }
    let mut admin = test.browser(Role::Admin).await;
    let list = b"Name,Employee ID,Email\nAna Torres,1,ana@example.com\nBo Li,2,bo@example.com\nCy Ax,3,cy@example.com\nDee Oz,4,\n";
    let columns = uploaded(&mut admin, list).await;
    let page = checked(&mut admin, &columns).await;
    assert!(page.text().contains("1 to add, 3 to update, 0 unchanged"), "{}", page.text());
    assert!(page.text().contains("Email: empty → ana@example.com"), "{}", page.text());
    let tokens = tokens(&page);
    assert_eq!(page.body.matches(" checked>").count(), 3);
    // Somebody changes Bo meanwhile; Cy is not chosen.
    let bo = everybody(&test).await[1].id;
    admin
        .submit(&format!("/employees/{bo}/edit"), &[("name", "Bo Li"), ("number", "2"), ("email", "b@example.com")])
        .await;
    let draft = page.value("draft");
    let chosen = [("draft", draft.as_str()), ("update", &tokens[0]), ("update", &tokens[1])];
    let done = admin.submit("/employees/import/confirm", &chosen).await;
    assert!(done.text().contains("1 employee added, 1 updated"), "{}", done.text());
    assert!(done.text().contains("1 selected change was not made"), "{}", done.text());
    let emails: Vec<_> = everybody(&test).await.into_iter().map(|one| one.details.email.unwrap_or_default()).collect();
    assert_eq!(emails, ["ana@example.com", "b@example.com", "", ""]);
    let records = audit(&test).await.len();
    let again = admin.submit("/employees/import/confirm", &chosen).await;
    assert!(again.text().contains("imported before, and nothing was done now"), "{}", again.text());
    assert_eq!(audit(&test).await.len(), records);
}

#[tokio::test]
async fn an_empty_cell_empties_a_field_only_where_somebody_says_so() {
    let test = TestGateway::start().await;
    let known = Details {
        employee_number: Some("1".to_owned()),
        email: Some("ana@example.com".to_owned()),
        payroll_id: Some("P1".to_owned()),
        ..details("Ana Torres")
    };
    add(&test, known).await;
    let mut admin = test.browser(Role::Admin).await;
    let columns = uploaded(&mut admin, b"Name,Employee ID,Email\nAna Torres,1,\n").await;
    assert!(checked(&mut admin, &columns).await.text().contains("0 to add, 1 unchanged"));
    let page = admin.get(&columns).await;
    let draft = page.value("draft");
    let said = [
        ("draft", draft.as_str()),
        ("sheet", "0"),
        ("head", "1"),
        ("column", "name"),
        ("column", "number"),
        ("column", "email"),
    ];
    let page = admin.submit("/employees/import/columns", &[&said[..], &[("clears", "on")]].concat()).await;
    assert!(
        page.text().contains("Email: ana@example.com → empty") && !page.text().contains("Payroll ID:"),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn columns_can_be_said_and_a_file_of_unknown_headings_is_imported_so() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let columns = uploaded(&mut admin, b"Wer;Nr.x;Wohin\nTorres;7;a\nLi;8;b\n").await;
    let page = admin.get(&columns).await;
    assert!(page.text().contains("We could not tell which column has the names."), "{}", page.text());
    let away = checked(&mut admin, &columns).await;
    assert!(away.to().unwrap().contains("step=columns"), "nothing is looked over without a name");
    let draft = page.value("draft");
    let said = [
        ("draft", draft.as_str()),
        ("sheet", "0"),
        ("head", "1"),
        ("column", "name"),
        ("column", "number"),
        ("column", ""),
    ];
    let page = admin.submit("/employees/import/columns", &said).await;
    assert!(
        page.text().contains("2 to add") && page.text().contains("We don’t use these columns: Wohin."),
        "{}",
        page.text()
    );
    // The first line is a person, too.
    let none = [("draft", draft.as_str()), ("sheet", "0"), ("head", "none"), ("column", "name")];
    let page = admin.submit("/employees/import/columns", &none).await;
    assert!(page.text().contains("What this column is"), "another line is shown before it counts: {}", page.text());
    let page = admin.submit("/employees/import/columns", &none).await;
    assert!(page.text().contains("3 to add"), "{}", page.text());
    admin.submit("/employees/import/confirm", &[("draft", &draft)]).await;
    assert_eq!(names(&test).await, ["Li", "Torres", "Wer"]);
}

/// A workbook with these sheets, each with its lines of texts.
fn workbook(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    const OF: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, content: String| {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    };
    let root = format!("<Relationship Id=\"r\" Type=\"{OF}/officeDocument\" Target=\"xl/workbook.xml\"/>");
    part("_rels/.rels", format!("<Relationships xmlns=\"{PACKAGE}\">{root}</Relationships>"));
    let (mut listed, mut related) = (String::new(), String::new());
    for (at, (name, lines)) in sheets.iter().enumerate() {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{}\" r:id=\"s{at}\"/>", at + 1);
        related += &format!("<Relationship Id=\"s{at}\" Type=\"{OF}/worksheet\" Target=\"worksheets/{at}.xml\"/>");
        let cell = |text: &&str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
        let rows = lines.iter().map(|line| format!("<row>{}</row>", line.iter().map(cell).collect::<String>()));
        let rows: String = rows.collect();
        part(
            &format!("xl/worksheets/{at}.xml"),
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        );
    }
    part(
        "xl/workbook.xml",
        format!("<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OF}\"><sheets>{listed}</sheets></workbook>"),
    );
    part("xl/_rels/workbook.xml.rels", format!("<Relationships xmlns=\"{PACKAGE}\">{related}</Relationships>"));
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn a_workbook_is_imported_from_the_sheet_with_the_people_or_another() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let file = workbook(&[
        ("Read me", &[&["Staff of Lopez Roofing"], &["Name", "Notes"], &["Old Timer", "x"]]),
        ("People", &[&["Employee ID", "First Name", "Last Name", "Language"], &["0117", "Ana", "Torres", "Spanish"]]),
    ]);
    let columns = uploaded(&mut admin, &file).await;
    let page = checked(&mut admin, &columns).await;
    assert!(page.text().contains("1 to add") && page.text().contains("Ana Torres 0117"), "{}", page.text());
    let draft = page.value("draft");
    let other = [("draft", draft.as_str()), ("sheet", "0"), ("head", "1")];
    let page = admin.submit("/employees/import/columns", &other).await;
    assert!(page.text().contains("Old Timer"), "{}", page.text());
    let back = [("draft", draft.as_str()), ("sheet", "1"), ("head", "2")];
    admin.submit("/employees/import/columns", &back).await;
    admin.submit("/employees/import/confirm", &[("draft", &draft)]).await;
    let people = everybody(&test).await;
    assert_eq!((people[0].details.name.as_str(), people[0].details.language.code()), ("Ana Torres", "es"));
    assert_eq!(people[0].details.employee_number.as_deref(), Some("0117"));
}
