use super::*;
use crate::{
    domain::{
        clock::ManualClock,
        entropy::SeededEntropy,
        ids::{EmployeeId, Ids, WorkspaceId},
    },
    service::roster::import::table,
};

fn employee(row: &str, active: bool) -> Employee {
    let (clock, entropy) = (ManualClock::starting_at("2026-03-09T21:31:00Z".parse().unwrap()), SeededEntropy::new(1));
    let ids = Ids::new(&clock, &entropy);
    let mut good = of(row, KnownEmployees::default()).good;
    let (id, workspace) = (EmployeeId::generate(&ids), WorkspaceId::generate(&ids));
    Employee { id, workspace, details: good.remove(0).1, active }
}

fn of(rows: &str, known: KnownEmployees) -> Assessment {
    let table = table::read(&format!("name,email,phone,number\n{rows}"), jiff::civil::date(2026, 11, 21)).unwrap();
    assess(&table, &Languages::all(), Language::En, &known)
}

/// Of each line about somebody known: whom it is taken for, whether they are active, and by what.
fn there(assessment: &Assessment) -> Vec<(u64, &str, bool, SameField)> {
    let there = assessment.there.iter();
    there.map(|there| (there.line, there.holder.as_str(), there.active, there.same)).collect()
}

#[test]
fn every_bad_line_is_named_with_every_reason() {
    let assessment =
        of("Ana,a@b.example,,1\n,a,12,2\nBo,b@b.example,,1\nCarla,A@B.example,,\n", KnownEmployees::default());
    let lines: Vec<_> = assessment.bad.iter().map(|bad| (bad.line, bad.reasons.len())).collect();
    assert_eq!(lines, [(3, 3), (4, 1), (5, 1)]);
    assert_eq!(assessment.bad[1].reasons, [LineProblem::SameAs { earlier: 2, same: SameField::Number }]);
    assert_eq!(assessment.bad[2].reasons, [LineProblem::SameAs { earlier: 2, same: SameField::Email }]);
    assert_eq!(assessment.good.len(), 1);
}

#[test]
fn whoever_is_there_already_is_left_alone() {
    let people = [
        employee("Ana,a@b.example,,1", true),
        employee("Bo,,5555550123,", false),
        employee("Dee,d@b.example,5555550177,4", true),
    ];
    let known = KnownEmployees::new(people.into_iter());
    let rows = "Ana Torres,,,1\nAna,A@b.example,,9\nBO,,(555) 555-0123,\nBo,,5555550124,\nDee,,5555550177,\nAna,,,\n";
    let assessment = of(rows, known);
    let expected = [
        (2, "Ana", true, SameField::Number),
        (3, "Ana", true, SameField::Email),
        (4, "Bo", false, SameField::NameAndPhone),
        (6, "Dee", true, SameField::NameAndPhone),
        (7, "Ana", true, SameField::Name),
    ];
    assert_eq!(there(&assessment), expected);
    assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5]);
    assert_eq!(assessment.bad, []);
}

fn of_list(list: &str, known: &KnownEmployees) -> Assessment {
    let table = table::read(list, jiff::civil::date(2026, 11, 21)).unwrap();
    assess(&table, &Languages::all(), Language::En, known)
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
        (6, "Bo", false, SameField::Number),
    ];
    assert_eq!(there(&assessment), expected);
    assert_eq!(assessment.bad[0].reasons, [LineProblem::SameAs { earlier: 3, same: SameField::Name }]);
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
