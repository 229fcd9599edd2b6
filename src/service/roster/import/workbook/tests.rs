use std::io::Write;

use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::*;

fn zipped(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, content) in parts {
        zip.start_file(*name, options).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook of these sheets, each with its state and the XML of its rows.
fn workbook(sheets: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        (
            "_rels/.rels".to_owned(),
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r1\" \
             Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
             Target=\"xl/workbook.xml\"/></Relationships>"
                .to_owned(),
        ),
        (
            "xl/styles.xml".to_owned(),
            "<styleSheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><numFmts count=\"2\"><numFmt \
             numFmtId=\"164\" formatCode=\"00000\"/><numFmt numFmtId=\"165\" formatCode=\"m/d/yyyy\"/></numFmts>\
             <cellXfs count=\"3\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/></cellXfs></styleSheet>"
                .to_owned(),
        ),
    ];
    let (mut listed, mut related) = (String::new(), String::new());
    for (at, (name, state, rows)) in sheets.iter().enumerate() {
        listed += &format!("<sheet name=\"{name}\" sheetId=\"{}\" state=\"{state}\" r:id=\"s{at}\"/>", at + 1);
        related += &format!(
            "<Relationship Id=\"s{at}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
             Target=\"worksheets/sheet{at}.xml\"/>"
        );
        let sheet = format!(
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{rows}</sheetData></worksheet>"
        );
        parts.push((format!("xl/worksheets/sheet{at}.xml"), sheet));
    }
    parts.push((
        "xl/workbook.xml".to_owned(),
        format!(
            "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
             xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets>{listed}</sheets></workbook>"
        ),
    ));
    parts.push((
        "xl/_rels/workbook.xml.rels".to_owned(),
        format!("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{related}</Relationships>"),
    ));
    zipped(&parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect::<Vec<_>>())
}

/// A line by its number, with its cells.
type Line = (u64, Vec<String>);

fn cells(bytes: &[u8]) -> Vec<(String, Vec<Line>)> {
    let sheets = read(bytes).unwrap().into_iter();
    let lines = |sheet: Sheet| sheet.records.into_iter().map(|record| (record.line, record.cells)).collect();
    sheets.map(|sheet| (sheet.name.clone(), lines(sheet))).collect()
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn cells_read_as_people_see_them() {
    let rows = format!(
        "<row r=\"1\">{}{}</row><row r=\"3\"><c r=\"A3\"><v>117</v></c><c r=\"B3\" s=\"1\"><v>117</v></c><c r=\"C3\" s=\"2\"><v>46357</v></c>\
         <c r=\"D3\"><v>5555550123</v></c><c r=\"E3\" t=\"b\"><v>1</v></c><c r=\"F3\" t=\"e\"><v>#N/A</v></c><c r=\"G3\"><v>7.5</v></c>\
         <c r=\"I3\" t=\"str\"><f>A3</f><v>Ana</v></c></row>",
        text("A1", "Name"),
        text("C1", "Start date")
    );
    let found = cells(&workbook(&[("People", "visible", &rows)]));
    let line = ["117", "00117", "2026-12-01", "5555550123", "TRUE", "#N/A", "7.5", "", "Ana"].map(str::to_owned);
    let head = ["Name", "", "Start date"].map(str::to_owned);
    assert_eq!(found, [("People".to_owned(), vec![(1, head.to_vec()), (3, line.to_vec())])]);
}

#[test]
fn hidden_and_empty_sheets_are_passed_over() {
    let row = format!("<row r=\"1\">{}</row>", text("A1", "x"));
    let file = workbook(&[("Old", "hidden", &row), ("Nothing", "visible", ""), ("Now", "visible", &row)]);
    assert_eq!(cells(&file).into_iter().map(|(name, _)| name).collect::<Vec<_>>(), ["Now"]);
}

#[test]
fn a_workbook_that_would_burst_is_refused() {
    let much = "<c/>".repeat(12 * 1024 * 1024);
    let bomb = workbook(&[("Bomb", "visible", &format!("<row>{much}</row>"))]);
    assert!(bomb.len() < 1024 * 1024, "{}", bomb.len());
    assert_eq!(read(&bomb), Err(WorkbookError::TooLarge));
    // Little to unpack, and a cell in the farthest corner: nothing is made of the room between.
    let far = format!(
        "<row r=\"1\">{}</row><row r=\"1048576\">{}{}</row>",
        text("A1", "x"),
        text("B1048576", "y"),
        text("XFD1048576", "z")
    );
    assert_eq!(cells(&workbook(&[("Far", "visible", &far)]))[0].1[1], (1_048_576, vec![String::new(), "y".to_owned()]));
    // Many lines, each with next to nothing in it.
    let lines: String =
        (1..=MAX_LINES + 1).map(|line| format!("<row r=\"{line}\"><c r=\"A{line}\"><v>1</v></c></row>")).collect();
    assert_eq!(read(&workbook(&[("Long", "visible", &lines)])), Err(WorkbookError::TooLarge));
    // A text that is stored once, and is in every cell.
    let shared = format!("<sst><si><t>{}</t></si></sst>", "x".repeat(1024 * 1024));
    let rows: String =
        (1..=20).map(|line| format!("<row r=\"{line}\"><c r=\"A{line}\" t=\"s\"><v>0</v></c></row>")).collect();
    let mut zip = ZipArchive::new(Cursor::new(workbook(&[("Often", "visible", &rows)]))).unwrap();
    let mut parts = vec![("xl/sharedStrings.xml".to_owned(), shared)];
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut content = String::new();
        part.read_to_string(&mut content).unwrap();
        parts.push((part.name().unwrap().into_owned(), content));
    }
    let parts: Vec<_> = parts.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    assert_eq!(read(&zipped(&parts)), Err(WorkbookError::TooLarge));
}

#[test]
fn what_is_no_workbook_is_refused() {
    assert_eq!(read(b"PK\x03\x04\x14\x00"), Err(WorkbookError::Broken));
    assert_eq!(read(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), Err(WorkbookError::Old));
    assert_eq!(read(&zipped(&[("word/document.xml", "<x/>")])), Err(WorkbookError::Broken));
    assert!(is_workbook(b"PK\x03\x04") && !is_workbook(b"PK and friends"));
    let whole = workbook(&[("People", "visible", &format!("<row r=\"1\">{}</row>", text("A1", "x")))]);
    for end in (0..whole.len()).step_by(97) {
        assert!(read(&whole[..end]).is_err(), "{end}");
    }
}
