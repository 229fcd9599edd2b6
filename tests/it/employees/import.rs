//! Lists of people from files: what other programs save, what people get wrong, and pressing twice.

use phoneclock::domain::{employee::Details, user::Role};

use super::{actions, add, audit, details, everybody, names, other_workspace};
use crate::support::{
    TestGateway,
    browser::{Browser, Page},
};

/// Uploads a list and opens its preview.
async fn preview(browser: &mut Browser, file: &[u8]) -> Page {
    let uploaded = browser.upload_people(file).await;
    let to = uploaded.to().unwrap_or_else(|| panic!("{} {}", uploaded.status, uploaded.body));
    browser.get(&to.replace("step=columns", "step=check")).await
}

#[tokio::test]
async fn a_list_is_imported_after_a_preview_that_names_every_bad_line() {
    let test = TestGateway::start().await;
    add(&test, Details { employee_number: Some("7".to_owned()), ..details("Joe Li") }).await;
    let mut admin = test.browser(Role::Admin).await;
    let file = "Name;E-Mail;Phone;Employee number;Language;Time zone;Shift\n\
                Ana Torres;ana@example.com;(555) 555-0123;0117;es;America/Denver;A\n\
                ;bad;12;;;;\n\
                \"علي <b>\";;;=1+1;;;\n\
                Joe;;;7;;;\n\
                Ana again;ANA@example.com;;;;;\n";
    let page = preview(&mut admin, file.as_bytes()).await;
    test.assert_reads("people/import_with_bad_lines", &page).await;
    assert!(page.text().contains("2 with mistakes. Nothing is imported yet."), "{}", page.text());
    assert!(!page.body.contains("<b>"));
    assert_eq!(names(&test).await, ["Joe Li"], "nothing is imported before it is confirmed");
    assert_eq!(actions(&test).await, ["add employee"]);

    let draft = page.value("draft");
    let done = admin.submit("/employees/import/confirm", &[("draft", &draft)]).await;
    assert!(done.text().contains("2 employees added."), "{}", done.text());
    let people = everybody(&test).await;
    assert_eq!(names(&test).await, ["Ana Torres", "Joe Li", "علي <b>"]);
    assert_eq!(people[0].details.phone.clone().map(String::from).as_deref(), Some("+15555550123"));
    assert_eq!(people[0].details.zone.as_ref().unwrap().name(), "America/Denver");
    assert_eq!(people[2].details.employee_number.as_deref(), Some("=1+1"));
    let mut records = audit(&test).await;
    assert_eq!(records.iter().filter(|record| record.action == "add employee").count(), 3);
    records.retain(|record| record.action == "import employees");
    let [record] = records.as_slice() else { panic!("{records:?}") };
    assert_eq!((record.subject.as_str(), record.actor.as_str()), ("people.csv", "The admin"));
    assert_eq!(record.after.as_deref(), Some("{\"added\":2,\"bad_lines\":2,\"changed\":0,\"unchanged\":1}"));

    let again = preview(&mut admin, file.as_bytes()).await;
    assert!(again.text().contains("0 to add, 3 unchanged"), "{}", again.text());
    assert!(!again.body.contains("/employees/import/confirm"));
}

#[tokio::test]
async fn two_admins_who_press_import_at_once_import_once() {
    let test = TestGateway::start().await;
    let (mut one, mut two) = (test.browser(Role::Owner).await, test.browser(Role::Admin).await);
    let file = b"name\nAna\nBo\n";
    let (first, second) = (preview(&mut one, file).await.value("draft"), preview(&mut two, file).await.value("draft"));
    let mut again = one.clone();
    let (once, other) = ([("draft", first.as_str())], [("draft", second.as_str())]);
    let (a, b, c) = tokio::join!(
        one.post("/employees/import/confirm", &once),
        again.post("/employees/import/confirm", &once),
        two.post("/employees/import/confirm", &other),
    );
    assert_eq!((a.status.as_u16(), b.status.as_u16(), c.status.as_u16()), (303, 303, 303));
    assert_eq!(names(&test).await, ["Ana", "Bo"]);
    let late = one.submit("/employees/import/confirm", &[("draft", &first)]).await;
    assert!(late.text().contains("This list was imported before"), "{}", late.text());
    let reopened = one.get(&format!("/employees/import?draft={first}&step=check")).await;
    assert!(reopened.text().contains("Undo this import"), "{}", reopened.text());
    assert_eq!(names(&test).await, ["Ana", "Bo"]);
}

#[tokio::test]
async fn files_of_other_programs_are_read_or_refused_with_what_to_do() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("name\tlanguage\r\nZoë\tes\r\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let page = preview(&mut admin, &utf16).await;
    assert!(
        page.text().contains("2 Zoë") && !page.text().contains("if accented letters look wrong"),
        "{}",
        page.text()
    );
    let page = preview(&mut admin, b"\xEF\xBB\xBFname\nZo\xC3\xAB\n").await;
    assert!(page.text().contains("2 Zoë"), "{}", page.text());
    let page = preview(&mut admin, b"name\rZo\xEB\r").await;
    assert!(page.text().contains("2 Zoë") && page.text().contains("if accented letters look wrong"), "{}", page.text());
    for (file, words) in [
        (b"PK\x03\x04\x14\x00".as_slice(), "Excel workbook cannot be read"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "of the old kind (.xls) or has a password"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "neither a list in text nor an Excel workbook"),
        (b"n\0a\0m\0e\0", "neither a list in text nor an Excel workbook"),
        (b"", "is empty"),
        (b"First Name;Email\n", "nobody in this file"),
        (b"name,phone\n", "nobody in this file"),
    ] {
        let page = admin.upload_people(file).await;
        assert_eq!(page.status, 422, "{words}");
        assert!(page.text().contains(words), "{words}: {}", page.text());
        assert!(page.body.contains("aria-describedby=\"file-hint file-wrong\" aria-invalid=\"true\""));
    }
    assert_eq!(names(&test).await, [""; 0]);
}

#[tokio::test]
async fn a_million_lines_are_refused_in_words_and_ten_thousand_are_imported() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let lines = |count: usize| (0..count).fold("name\n".to_owned(), |list, number| list + &format!("W {number}\n"));
    let page = admin.upload_people(lines(1_000_000).as_bytes()).await;
    assert!(page.status == 422 && page.text().contains("larger than 2 MB"), "{}", page.text());
    let page = admin.upload_people(lines(10_001).as_bytes()).await;
    assert!(page.status == 422 && page.text().contains("more than 10,000 lines"), "{}", page.text());
    let page = preview(&mut admin, lines(10_000).as_bytes()).await;
    assert!(page.text().contains("10000 to add") && page.body.len() < 100_000, "{}", page.body.len());
    admin.submit("/employees/import/confirm", &[("draft", &page.value("draft"))]).await;
    assert_eq!(everybody(&test).await.len(), 10_000);
    assert_eq!(audit(&test).await.len(), 10_001);
}

#[tokio::test]
async fn an_upload_is_its_workspaces_alone_and_runs_out() {
    let test = TestGateway::start().await;
    let mut admin = test.browser(Role::Admin).await;
    let draft = preview(&mut admin, b"name\nAna\n").await.value("draft");
    let other = other_workspace(&test).await;
    let mut stranger = test.browser_in(other.id, Role::Owner).await;
    let path = format!("/employees/import?draft={draft}");
    assert_eq!(stranger.get(&path).await.status, 404);
    assert_eq!(stranger.post("/employees/import/confirm", &[("draft", &draft)]).await.status, 404);
    test.advance(jiff::SignedDuration::from_hours(25));
    let mut admin = test.browser(Role::Admin).await;
    let page = admin.post("/employees/import/confirm", &[("draft", &draft)]).await;
    assert!(page.status == 422 && page.text().contains("upload the file again"), "{}", page.text());
    assert_eq!(names(&test).await, [""; 0]);
    preview(&mut admin, b"name\nBo\n").await;
    assert_eq!(admin.get(&path).await.status, 404, "an upload that ran out is forgotten with the next one");
}

#[tokio::test]
async fn what_was_exported_is_there_already_when_it_comes_back() {
    let test = TestGateway::start().await;
    let phone = phoneclock::domain::caller::E164::parse("+15555550123").ok();
    add(&test, Details { phone, ..details("@Ana") }).await;
    add(&test, Details { email: Some("bo@example.com".to_owned()), ..details("Bo") }).await;
    let mut admin = test.browser(Role::Admin).await;
    let file = admin.get("/employees/export").await.body;
    let page = preview(&mut admin, file.as_bytes()).await;
    assert!(page.text().contains("0 to add, 2 unchanged, 0 with mistakes"), "{}", page.text());
}

#[tokio::test]
async fn a_list_of_a_personnel_system_is_imported_as_it_is_and_what_is_doubtful_is_shown() {
    let test = TestGateway::start().await;
    let bo = add(&test, Details { email: Some("bo@example.com".to_owned()), ..details("Bo Li") }).await;
    add(&test, Details { employee_number: Some("0117".to_owned()), ..details("Dee") }).await;
    let mut admin = test.browser(Role::Admin).await;
    admin.submit(&format!("/employees/{}/deactivate", bo.id), &[]).await;
    let file = "sep=,\nLopez Roofing - Employee list\n\n\
                Employee #,Last Name,First Name,Work Email,Mobile Phone,Preferred Language,Department,Status\n\
                1001,García López,María José,mj@example.com,=\"5555550123\",es-419,Roofing,Active\n\
                1002,Li,Bo,BO@example.com,,eng,Roofing,Active\n\
                117,Ax,Cy,,,en_US,Yard,Active\n\
                1004,Old,Ann,ann@example.com,,,Yard,Terminated\n\
                Total,4,,,,,,\n";
    let page = preview(&mut admin, file.as_bytes()).await;
    test.assert_reads("people/import_of_a_personnel_system", &page).await;
    assert!(page.text().contains("7 Cy Ax “117” may be “0117”"), "{}", page.text());
    assert_eq!(page.link(&bo.id.to_string()), Some(format!("/employees/{}", bo.id)));
    admin.submit("/employees/import/confirm", &[("draft", &page.value("draft"))]).await;
    let people = everybody(&test).await;
    let maria = people.iter().find(|one| one.details.name == "María José García López").unwrap();
    assert_eq!(maria.details.phone.clone().map(String::from).as_deref(), Some("+15555550123"));
    assert_eq!(maria.details.first_and_last(), Some(("María José".to_owned(), "García López".to_owned())));
    assert_eq!(people.len(), 4);
    let again = preview(&mut admin, file.as_bytes()).await;
    assert!(again.text().contains("0 to add, 3 unchanged"), "{}", again.text());
}
