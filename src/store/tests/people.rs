//! Lists of people and jobs, page by page, and who may work on what.

use super::{Book, at, zone};
use crate::{
    domain::{
        caller::E164,
        employee::{Details, Employee},
        ids::{EmployeeId, JobId, WorkspaceId},
        job::{Job, PhoneCode},
        language::Language,
        search::sort_name,
    },
    store::{
        cursor::Cursor,
        employees, jobs,
        people::{self, EmployeeFilter},
    },
};

fn names(
    book: &Book,
    workspace: WorkspaceId,
    filter: &EmployeeFilter,
    place: Cursor<EmployeeId>,
    limit: usize,
) -> Vec<String> {
    let found = people::list_filtered(&mut book.tx(), workspace, filter, place, limit).unwrap();
    found.into_iter().map(|listed| listed.employee.details.name).collect()
}

fn search(text: &str) -> EmployeeFilter {
    EmployeeFilter { search: text.to_owned(), ..EmployeeFilter::default() }
}

#[test]
fn pages_forwards_and_backwards_show_everybody_once() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let mut ids: Vec<(String, EmployeeId)> = Vec::new();
    for name in ["bo", "Ana", "Bo", "carla", "ÁNGEL", "Bo"] {
        ids.push((sort_name(name), book.employee(north, name)));
    }
    let stranger = book.employee(south, "Aaron");
    ids.sort();
    let page = |place| people::list_filtered(&mut book.tx(), north, &EmployeeFilter::default(), place, 2).unwrap();
    let of = |page: Vec<employees::EmployeeRow>| page.into_iter().map(|listed| listed.employee.id).collect::<Vec<_>>();
    let mut seen = of(page(Cursor::Start));
    while let Some(last) = seen.last() {
        let next = of(page(Cursor::After(*last)));
        if next.is_empty() {
            break;
        }
        seen.extend(next);
    }
    assert_eq!(seen, ids.iter().map(|(_, id)| *id).collect::<Vec<_>>());
    assert_eq!(of(page(Cursor::Before(seen[4]))), seen[2..4]);
    assert_eq!(of(page(Cursor::Before(seen[0]))), []);
    // Somebody of another workspace is no place here.
    for place in [Cursor::After(stranger), Cursor::Before(stranger)] {
        assert_eq!(of(page(place)), seen[..2]);
    }
    assert_eq!(people::count_filtered(&mut book.tx(), north, &EmployeeFilter::default()).unwrap(), 6);
}

#[test]
fn a_search_finds_parts_of_names_numbers_and_addresses_in_any_case_and_script() {
    let book = Book::open();
    let workspace = book.workspace("North");
    for name in ["ÁNGEL Núñez", "محمد علي", "100% Bo", "李小龍"] {
        book.employee(workspace, name);
    }
    let details = Details {
        name: "Zed".to_owned(),
        last_name: None,
        email: Some("Zed.X@Example.com".to_owned()),
        phone: E164::parse("+15555550177").ok(),
        employee_number: Some("AB_7".to_owned()),
        payroll_id: Some("P-7".to_owned()),
        language: Language::Es,
        zone: Some(zone()),
        voice_check: Some(false),
        starts_on: Some("2026-12-01".parse().unwrap()),
    };
    let zed = Employee { id: EmployeeId::generate(&book.ids()), workspace, details, active: false };
    employees::insert_employee(&mut book.tx(), &zed, at(0)).unwrap();
    assert_eq!(employees::get_employee(&mut book.tx(), workspace, zed.id).unwrap(), zed);
    for (wanted, found) in [
        ("ángel", "ÁNGEL Núñez"),
        ("NÚÑ", "ÁNGEL Núñez"),
        ("علي", "محمد علي"),
        ("小", "李小龍"),
        ("0%", "100% Bo"),
        ("b_7", "Zed"),
        ("zed.x@EX", "Zed"),
        ("nunez  angel", "ÁNGEL Núñez"),
        ("555-0177", "Zed"),
    ] {
        assert_eq!(names(&book, workspace, &search(wanted), Cursor::Start, 9), [found], "{wanted}");
    }
    for nothing in ["_", "%%", "\\", "anna"] {
        let found = names(&book, workspace, &search(nothing), Cursor::Start, 9);
        assert!(found.is_empty(), "{nothing}: {found:?}");
    }
    assert!(names(&book, workspace, &search(&"%".repeat(100_000)), Cursor::Start, 9).is_empty());
    let inactive = EmployeeFilter { active: Some(false), language: Some(Language::Es), ..EmployeeFilter::default() };
    assert_eq!(names(&book, workspace, &inactive, Cursor::Start, 9), ["Zed"]);
    let with_pin = EmployeeFilter { has_pin: Some(true), ..EmployeeFilter::default() };
    assert!(names(&book, workspace, &with_pin, Cursor::Start, 9).is_empty());
    employees::set_pin(&mut book.tx(), zed.id, "hash", at(0)).unwrap();
    assert_eq!(names(&book, workspace, &with_pin, Cursor::Start, 9), ["Zed"]);
}

#[test]
fn a_job_is_there_for_those_it_is_assigned_to() {
    let book = Book::open();
    let (north, south) = (book.workspace("North"), book.workspace("South"));
    let (ana, bo, stranger) = (book.employee(north, "Ana"), book.employee(north, "Bo"), book.employee(south, "Ana"));
    let roof = Job {
        id: JobId::generate(&book.ids()),
        workspace: north,
        name: "Roof".to_owned(),
        accounting_code: None,
        phone_code: Some(PhoneCode::parse("41").unwrap()),
        everyone: false,
        archived_at: None,
    };
    let tx = &mut book.tx();
    jobs::insert_job(tx, &roof, at(0)).unwrap();
    jobs::set_assigned(tx, north, roof.id, &[ana]).unwrap();
    assert_eq!(jobs::find_active_by_code(tx, north, ana, "41").unwrap(), Some(roof.clone()));
    assert_eq!(jobs::find_active_by_code(tx, north, bo, "41").unwrap(), None);
    assert!(jobs::any_with_code(tx, north, ana).unwrap());
    assert!(!jobs::any_with_code(tx, north, bo).unwrap());
    assert!(jobs::set_assigned(tx, north, roof.id, &[stranger]).is_err(), "nobody of another workspace");
    jobs::set_job(tx, &Job { everyone: true, ..roof.clone() }).unwrap();
    assert!(jobs::any_with_code(tx, north, bo).unwrap());
    jobs::set_job(tx, &Job { everyone: true, archived_at: Some(at(1)), ..roof.clone() }).unwrap();
    assert!(!jobs::any_with_code(tx, north, bo).unwrap());
    assert!(jobs::set_job(tx, &Job { workspace: south, ..roof }).is_err());
}
