use sha2::{Digest, Sha256};

use super::*;
use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
    },
    service::roster::import::table,
};

fn employee(row: &str, active: bool) -> Employee {
    let mut good = of(row, KnownEmployees::default()).good;
    // Whose row is another is another person.
    let digest: [u8; 32] = Sha256::digest(row).into();
    let (id, workspace) = (EmployeeId::from_bytes(*digest.first_chunk().unwrap()), WorkspaceId::from_bytes([1; 16]));
    Employee { id, workspace, details: good.remove(0).1, active }
}

fn of(rows: &str, known: KnownEmployees) -> Assessment {
    let table = table::read(&format!("name,email,phone,number\n{rows}"), jiff::civil::date(2026, 11, 21)).unwrap();
    assess(&table, &Languages::all(), Language::En, &known, false)
}

/// Of each line about somebody known: whom it is taken for, whether they are active, and by what.
fn there(assessment: &Assessment) -> Vec<(u64, &str, bool, SameField)> {
    let there = assessment.there.iter();
    there.map(|there| (there.line, there.holder.as_str(), there.active, there.same)).collect()
}

#[test]
fn every_bad_line_is_named_with_every_reason() {
    let assessment =
        of("Ana,a@b.example,,1\n,a,12,2\nBo,b@b.example,,1\nAna Lee,A@B.example,,\n", KnownEmployees::default());
    let lines: Vec<_> = assessment.bad.iter().map(|bad| (bad.line, bad.reasons.len())).collect();
    assert_eq!(lines, [(3, 3), (4, 1), (5, 1)]);
    assert_eq!(assessment.bad[1].reasons, [LineProblem::SameAs { earlier: 2, same: SameField::Number }]);
    assert_eq!(assessment.bad[2].reasons, [LineProblem::SameAs { earlier: 2, same: SameField::Email }]);
    assert_eq!(assessment.good.len(), 1);
}

#[test]
fn whoever_is_there_already_is_found_by_number_address_or_name() {
    let people = [
        employee("Ana,a@b.example,,1", true),
        employee("Bo,,5555550123,", false),
        employee("Dee,d@b.example,5555550177,4", true),
    ];
    let known = KnownEmployees::new(people.into_iter());
    let rows = "Ana,,,1\nANA,A@b.example,,\nBO,,(555) 555-0123,\nBo,,5555550124,\nDee,,5555550177,\nAna,,,\n";
    let assessment = of(rows, known);
    let expected = [
        (2, "Ana", true, SameField::Number),
        (4, "Bo", false, SameField::NameAndPhone),
        (6, "Dee", true, SameField::NameAndPhone),
    ];
    assert_eq!(there(&assessment), expected);
    assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5]);
    let bad: Vec<_> = assessment.bad.iter().map(|bad| (bad.line, bad.reasons.clone())).collect();
    let same = |same| vec![LineProblem::SameAs { earlier: 2, same }];
    assert_eq!(bad, [(3, same(SameField::Email)), (7, same(SameField::Name))], "one person is on the list once");
}

/// Of each line that would change somebody: whom, by what they are known, each change, and whether it is in doubt.
fn updates(assessment: &Assessment) -> Vec<(u64, &str, SameField, Vec<String>, bool)> {
    let told = |change: &FieldChange| format!("{:?}: {} > {}", change.field, change.before, change.after);
    let updates = assessment.updates.iter();
    updates
        .map(|one| (one.line, one.holder.as_str(), one.same, one.changes.iter().map(told).collect(), one.doubtful))
        .collect()
}

#[test]
fn what_the_list_says_otherwise_of_somebody_is_a_change_and_an_empty_cell_is_none() {
    let people = || {
        KnownEmployees::new(
            [
                employee("Ana Torres,a@b.example,5555550123,1", true),
                employee("Bo Li,b@b.example,5555550124,2", true),
                employee("Cy Ax,,5555550125,", true),
                employee("Dee Oz,,,", true),
                employee("Eva Paz,,,5", true),
                employee("Fay Roy,f@b.example,,", false),
            ]
            .into_iter(),
        )
    };
    let list = "name,email,phone,number,language\n\
                \"TORRES, Ana\",ana@work.example,,1,es\n\
                Bo Li,b@b.example,5555550199,22,\n\
                Cy Ax,cy@b.example,5555550125,3,\n\
                Dee Oz,dee@b.example,,4,\n\
                Gus Zed,,,5,\n\
                Fay Roy,f@b.example,,9,\n";
    assert!(
        of_list("name,number\nAna,1\nTorres,1\n", &people()).updates.is_empty(),
        "one word of a name is no other name"
    );
    let assessment = of_list(list, &people());
    let changes = |changes: &[&str]| changes.iter().map(|change| (*change).to_owned()).collect::<Vec<_>>();
    let expected = [
        (
            2,
            "Ana Torres",
            SameField::Number,
            changes(&["Email: a@b.example > ana@work.example", "Language: en > es"]),
            false,
        ),
        (3, "Bo Li", SameField::Email, changes(&["Number: 2 > 22", "Phone: +15555550124 > +15555550199"]), false),
        (4, "Cy Ax", SameField::NameAndPhone, changes(&["Number:  > 3", "Email:  > cy@b.example"]), false),
        (5, "Dee Oz", SameField::Name, changes(&["Number:  > 4", "Email:  > dee@b.example"]), false),
        (6, "Eva Paz", SameField::Number, changes(&["Name: Eva Paz > Gus Zed"]), true),
    ];
    assert_eq!(updates(&assessment), expected);
    assert_eq!(
        there(&assessment),
        [(7, "Fay Roy", false, SameField::Email)],
        "somebody who is inactive stays as they are"
    );
    assert!(assessment.good.is_empty() && assessment.bad.is_empty());

    let table =
        table::read("name,number,phone\nAna Torres,1,\nBo Li,2,5555550124\n", jiff::civil::date(2026, 11, 21)).unwrap();
    let cleared = assess(&table, &Languages::all(), Language::En, &people(), true);
    let expected = [(2, "Ana Torres", SameField::Number, changes(&["Phone: +15555550123 > "]), false)];
    assert_eq!(updates(&cleared), expected, "only what there is a column for is emptied");
}

#[test]
fn people_who_share_an_address_are_two_people_and_the_second_is_added_without_it() {
    let known = KnownEmployees::new([employee("Ana Torres,crew@b.example,,1", true)].into_iter());
    let list = "name,email,number\nBo Li,crew@b.example,2\nCy Ax,home@b.example,3\nDee Oz,home@b.example,4\n";
    let assessment = of_list(list, &known);
    let good: Vec<_> = assessment.good.iter().map(|(line, details)| (*line, details.email.as_deref())).collect();
    assert_eq!(good, [(2, None), (3, Some("home@b.example")), (4, None)]);
    let shared = |name: &str| LineWarning::SharedAddress(name.to_owned());
    let looks: Vec<_> = assessment.looks.iter().map(|look| (look.line, look.why.clone())).collect();
    assert_eq!(looks, [(2, shared("Ana Torres")), (4, shared("Cy Ax"))]);
}

#[test]
fn namesakes_are_not_mixed_up() {
    let known =
        KnownEmployees::new([employee("John Smith,,,", true), employee("John Smith,j@b.example,,2", true)].into_iter());
    let list =
        "name,email,number\nJohn Smith,new@b.example,7\nJohn Smith,other@b.example,8\nJohn Smith,j@b.example,2\n";
    let assessment = of_list(list, &known);
    assert_eq!(assessment.updates.iter().map(|one| one.line).collect::<Vec<_>>(), [2], "it fills what is empty");
    assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [3]);
    assert_eq!(there(&assessment), [(4, "John Smith", true, SameField::Number)]);
}

fn of_list(list: &str, known: &KnownEmployees) -> Assessment {
    let table = table::read(list, jiff::civil::date(2026, 11, 21)).unwrap();
    assess(&table, &Languages::all(), Language::En, known, false)
}

#[test]
fn one_person_in_two_forms_of_letters_or_two_orders_of_the_name_is_one_person() {
    let known = KnownEmployees::new(
        [
            employee("José Núñez,,,", true),
            employee("\"Torres, Ana\",,,", true),
            employee("Bo,b@b.example,,0117", false),
        ]
        .into_iter(),
    );
    let list = "name,email,number\nJose\u{301} Nu\u{301}n\u{303}ez,,\nAna Torres,,\n\"Torres, Ana\",,\nB,B@\u{200b}b.example,\nC,,\u{200b}0117\n";
    let assessment = of_list(list, &known);
    let expected = [
        (2, "José Núñez", true, SameField::Name),
        (3, "Ana Torres", true, SameField::Name),
        (5, "Bo", false, SameField::Email),
    ];
    assert_eq!(there(&assessment), expected);
    assert_eq!(assessment.bad[0].reasons, [LineProblem::SameAs { earlier: 3, same: SameField::Name }]);
    assert_eq!(assessment.bad[1].reasons, [LineProblem::SameAs { earlier: 5, same: SameField::Number }]);
}

#[test]
fn whoever_has_left_is_not_added_and_said() {
    let known = KnownEmployees::new([employee("Bo,b@b.example,,", true)].into_iter());
    let list =
        "name,email,status\nAna,a@b.example,Active\nBo,b@b.example,Terminated\nCy,c@b.example,Baja\nDee,none,T\n";
    let assessment = of_list(list, &known);
    assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2]);
    let left = |status: &str| Departure::Status(status.to_owned());
    assert_eq!(assessment.there[0].left, Some(left("Terminated")));
    let gone: Vec<_> = assessment.gone.iter().map(|gone| (gone.line, gone.left.clone())).collect();
    assert_eq!(gone, [(4, left("Baja")), (5, left("T"))]);
    assert_eq!(assessment.bad, []);
}

#[test]
fn numbers_that_a_spreadsheet_may_have_changed_and_changed_names_want_a_look() {
    let known = KnownEmployees::new([employee("Bo,,,0117", true)].into_iter());
    let list = "name,number\nA,117\nB,117.0\nC,1.2E+05\nD,1-Feb\nE,2026-02-01 00:00:00\nF,0118\nG,19\n\"H, Ann\",12345\nN??ez,0199\n";
    let assessment = of_list(list, &known);
    let looks: Vec<_> = assessment.looks.iter().map(|look| look.line).collect();
    assert_eq!(looks, [2, 3, 4, 5, 6, 8, 9, 10]);
    let text = str::to_owned;
    for (at, why) in [
        (0, LineWarning::SameButForZeros { number: text("117"), other: text("0117") }),
        (1, LineWarning::SpreadsheetNumber(text("117.0"))),
        (5, LineWarning::ZerosLost { number: text("19"), example: text("0199") }),
        (6, LineWarning::NameChanged(text("H, Ann"))),
        (7, LineWarning::LetterLost),
    ] {
        assert_eq!(assessment.looks[at].why, why);
    }
    assert_eq!(assessment.good.len(), 9);
}
