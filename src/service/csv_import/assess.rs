//! Line by line: good, there already, left, or bad and why; and what somebody should look at.

use std::collections::{HashMap, HashSet};

use super::table::{Row, Table};
use crate::domain::{
    employee::{Details, Employee, fields::spreadsheet_hint, name::turned},
    ids::EmployeeId,
    language::Language,
    text::{alike, cleaned},
    workspace::Languages,
};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessment {
    pub good: Vec<(u64, Details)>,
    pub there: Vec<There>,
    pub bad: Vec<Bad>,
    /// Those who work there no more, as the list says; nobody of them is added.
    pub gone: Vec<Gone>,
    /// What is good, and still wants a look.
    pub looks: Vec<Look>,
}

/// A line about somebody who is known already, and is left as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// Whom it is taken for, and by what.
    pub because: String,
    pub id: EmployeeId,
    pub active: bool,
    /// What the list says of somebody who has left.
    pub left: Option<String>,
}

/// A line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub line: u64,
    /// As the line has it.
    pub name: String,
    pub reasons: Vec<String>,
}

/// A line about somebody who has left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gone {
    pub line: u64,
    pub name: String,
    /// What the list says of them.
    pub left: String,
}

/// A line that is imported, and why somebody should look at it first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub line: u64,
    pub name: String,
    pub why: String,
}

/// What a person is told from others by. Without a number and an address, the name and the phone have to do.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    Number(String),
    Email(String),
    NameAndPhone(String, Option<String>),
}

impl Key {
    fn all(details: &Details) -> Vec<Self> {
        let number = details.employee_number.as_deref().map(|number| Self::Number(cleaned(number)));
        let email = details.email.as_deref().map(|email| Self::Email(alike(email)));
        let keys: Vec<_> = number.into_iter().chain(email).collect();
        if keys.is_empty() { vec![Self::name_and_phone(details)] } else { keys }
    }

    /// In either order of the name.
    fn name_and_phone(details: &Details) -> Self {
        let name = turned(&details.name).map_or_else(|| alike(&details.name), |(name, _)| alike(&name));
        Self::NameAndPhone(name, details.phone.clone().map(String::from))
    }

    const fn what(&self) -> &'static str {
        match self {
            Self::Number(_) => "employee number",
            Self::Email(_) => "e-mail address",
            Self::NameAndPhone(_, Some(_)) => "name and phone number",
            Self::NameAndPhone(_, None) => "name",
        }
    }
}

#[derive(Debug, Clone)]
struct Holder {
    id: EmployeeId,
    name: String,
    active: bool,
}

/// Those who are in the workspace already, active or not.
#[derive(Debug, Default)]
pub struct Known {
    holders: HashMap<Key, Holder>,
    numbers: Vec<String>,
}

impl Known {
    #[must_use]
    pub fn of(people: impl Iterator<Item = Employee>) -> Self {
        let mut known = Self::default();
        for Employee { id, details, active, .. } in people {
            for key in Key::all(&details).into_iter().chain([Key::name_and_phone(&details)]) {
                let holder = Holder { id, name: details.name.clone(), active };
                // Somebody active goes before a namesake of old.
                let kept = known.holders.entry(key).or_insert_with(|| holder.clone());
                if active && !kept.active {
                    *kept = holder;
                }
            }
            known.numbers.extend(details.employee_number);
        }
        known
    }
}

/// Sorts the lines of a list. An empty language is `default`.
#[must_use]
pub fn assess(table: &Table, languages: &Languages, default: Language, known: &Known) -> Assessment {
    let mut assessment = Assessment::default();
    let mut seen: HashMap<Key, u64> = HashMap::new();
    let zeros = Zeros::of(table, known);
    for row in &table.rows {
        let (line, name) = (row.line, row.entered.name.clone());
        let parsed = match &row.problem {
            Some(problem) => Err(vec![problem.clone()]),
            None => row
                .entered
                .parse(languages, default)
                .map_err(|flaws| flaws.into_iter().map(|flaw| flaw.reason).collect()),
        };
        let details = match (parsed, &row.left) {
            (Ok(details), _) => details,
            // Nobody mends the line of somebody who is left out anyway.
            (Err(_), Some(left)) if row.problem.is_none() => {
                assessment.gone.push(Gone { line, name, left: left.clone() });
                continue;
            }
            (Err(reasons), _) => {
                assessment.bad.push(Bad { line, name, reasons });
                continue;
            }
        };
        let keys = Key::all(&details);
        if let Some((key, earlier)) = keys.iter().find_map(|key| seen.get(key).map(|earlier| (key, *earlier))) {
            let reason = format!("Line {earlier} has the same {}.", key.what());
            assessment.bad.push(Bad { line, name, reasons: vec![reason] });
            continue;
        }
        seen.extend(keys.iter().map(|key| (key.clone(), line)));
        match (keys.iter().find_map(|key| known.holders.get(key).map(|who| (key, who))), &row.left) {
            (Some((key, holder)), left) => {
                let Holder { id, name: who, active } = holder.clone();
                let inactive = if active { "" } else { " (inactive)" };
                let because = format!("{who}{inactive} has the same {}", key.what());
                assessment.there.push(There { line, name: details.name, because, id, active, left: left.clone() });
            }
            (None, Some(left)) => assessment.gone.push(Gone { line, name: details.name, left: left.clone() }),
            (None, None) => {
                let whys = looks(row, &details, &zeros).into_iter();
                assessment.looks.extend(whys.map(|why| Look { line, name: details.name.clone(), why }));
                assessment.good.push((line, details));
            }
        }
    }
    assessment
}

/// Why somebody should look at a line that is good.
fn looks(row: &Row, details: &Details, zeros: &Zeros) -> Vec<String> {
    let mut whys = Vec::new();
    if let Some(written) = &row.written {
        whys.push(format!("The file has “{written}”."));
    }
    if row.is_bare {
        whys.push("Nothing but the name is there. Is this a person?".to_owned());
    }
    let is_lost =
        details.name.split_whitespace().any(|word| word.contains('?') && word.chars().any(char::is_alphabetic));
    if is_lost {
        whys.push("A ? in a name often stands for a letter that was lost.".to_owned());
    }
    for number in [&details.employee_number, &details.payroll_id].into_iter().flatten() {
        whys.extend(spreadsheet_hint(number));
    }
    whys.extend(details.employee_number.as_deref().and_then(|number| zeros.hint(number)));
    whys
}

/// The numbers of the list and of those who are there, to see where a spreadsheet has dropped zeros in front.
struct Zeros {
    /// Numbers with zeros in front, by what is left of them without.
    bare: HashMap<String, String>,
    /// How long numbers with zeros in front are.
    lengths: HashSet<usize>,
    example: String,
}

impl Zeros {
    fn of(table: &Table, known: &Known) -> Self {
        let here = table.rows.iter().map(|row| row.entered.number.trim());
        let all = known.numbers.iter().map(String::as_str).chain(here);
        let padded = all.filter(|number| {
            number.len() > 1 && number.starts_with('0') && number.bytes().all(|byte| byte.is_ascii_digit())
        });
        let mut zeros = Self { bare: HashMap::new(), lengths: HashSet::new(), example: String::new() };
        for number in padded {
            zeros.bare.insert(number.trim_start_matches('0').to_owned(), number.to_owned());
            zeros.lengths.insert(number.len());
            number.clone_into(&mut zeros.example);
        }
        zeros
    }

    fn hint(&self, number: &str) -> Option<String> {
        if number.is_empty() || number.starts_with('0') || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        if let Some(other) = self.bare.get(number) {
            return Some(format!("“{number}” may be “{other}”, which is there too: spreadsheets drop zeros in front."));
        }
        let is_short = self.lengths.iter().all(|length| number.len() < *length) && !self.lengths.is_empty();
        let example = &self.example;
        is_short.then(|| {
            format!("“{number}” may have lost zeros in front, which others have (“{example}”): spreadsheets drop them.")
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            clock::ManualClock,
            entropy::SeededEntropy,
            ids::{EmployeeId, Ids, WorkspaceId},
        },
        service::csv_import::table,
    };

    fn employee(row: &str, active: bool) -> Employee {
        let (clock, entropy) =
            (ManualClock::starting_at("2026-03-09T21:31:00Z".parse().unwrap()), SeededEntropy::new(1));
        let ids = Ids::new(&clock, &entropy);
        let mut good = of(row, Known::default()).good;
        let (id, workspace) = (EmployeeId::mint(&ids), WorkspaceId::mint(&ids));
        Employee { id, workspace, details: good.remove(0).1, active }
    }

    fn of(rows: &str, known: Known) -> Assessment {
        let table = table::read(&format!("name,email,phone,number\n{rows}"), jiff::civil::date(2026, 11, 21)).unwrap();
        assess(&table, &Languages::all(), Language::En, &known)
    }

    #[test]
    fn every_bad_line_is_named_with_every_reason() {
        let assessment = of("Ana,a@b.example,,1\n,a,12,2\nBo,b@b.example,,1\nCarla,A@B.example,,\n", Known::default());
        let lines: Vec<_> = assessment.bad.iter().map(|bad| (bad.line, bad.reasons.len())).collect();
        assert_eq!(lines, [(3, 3), (4, 1), (5, 1)]);
        assert_eq!(assessment.bad[1].reasons, ["Line 2 has the same employee number."]);
        assert_eq!(assessment.bad[2].reasons, ["Line 2 has the same e-mail address."]);
        assert_eq!(assessment.good.len(), 1);
    }

    #[test]
    fn whoever_is_there_already_is_left_alone() {
        let people = [
            employee("Ana,a@b.example,,1", true),
            employee("Bo,,5555550123,", false),
            employee("Dee,d@b.example,5555550177,4", true),
        ];
        let known = Known::of(people.into_iter());
        let rows =
            "Ana Torres,,,1\nAna,A@b.example,,9\nBO,,(555) 555-0123,\nBo,,5555550124,\nDee,,5555550177,\nAna,,,\n";
        let assessment = of(rows, known);
        let there: Vec<_> = assessment.there.iter().map(|there| (there.line, there.because.as_str())).collect();
        let expected = [
            (2, "Ana has the same employee number"),
            (3, "Ana has the same e-mail address"),
            (4, "Bo (inactive) has the same name and phone number"),
            (6, "Dee has the same name and phone number"),
            (7, "Ana has the same name"),
        ];
        assert_eq!(there, expected);
        assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [5]);
        assert_eq!(assessment.bad, []);
    }

    fn of_list(list: &str, known: &Known) -> Assessment {
        let table = table::read(list, jiff::civil::date(2026, 11, 21)).unwrap();
        assess(&table, &Languages::all(), Language::En, known)
    }

    #[test]
    fn one_person_in_two_forms_of_letters_or_two_orders_of_the_name_is_one_person() {
        let known = Known::of(
            [
                employee("José Núñez,,,", true),
                employee("\"Torres, Ana\",,,", true),
                employee("Bo,b@b.example,,0117", false),
            ]
            .into_iter(),
        );
        let list = "name,email,number\nJose\u{301} Nu\u{301}n\u{303}ez,,\nAna Torres,,\n\"Torres, Ana\",,\nB,B@\u{200b}b.example,\nC,,\u{200b}0117\n";
        let assessment = of_list(list, &known);
        let there: Vec<_> = assessment.there.iter().map(|there| (there.line, there.because.as_str())).collect();
        let expected = [
            (2, "José Núñez has the same name"),
            (3, "Ana Torres has the same name"),
            (5, "Bo (inactive) has the same e-mail address"),
            (6, "Bo (inactive) has the same employee number"),
        ];
        assert_eq!(there, expected);
        assert_eq!(assessment.bad[0].reasons, ["Line 3 has the same name."]);
    }

    #[test]
    fn whoever_has_left_is_not_added_and_said() {
        let known = Known::of([employee("Bo,b@b.example,,", true)].into_iter());
        let list =
            "name,email,status\nAna,a@b.example,Active\nBo,b@b.example,Terminated\nCy,c@b.example,Baja\nDee,none,T\n";
        let assessment = of_list(list, &known);
        assert_eq!(assessment.good.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [2]);
        assert_eq!(assessment.there[0].left.as_deref(), Some("Terminated"));
        let gone: Vec<_> = assessment.gone.iter().map(|gone| (gone.line, gone.left.as_str())).collect();
        assert_eq!(gone, [(4, "Baja"), (5, "T")]);
        assert_eq!(assessment.bad, []);
    }

    #[test]
    fn numbers_that_a_spreadsheet_may_have_changed_and_changed_names_want_a_look() {
        let known = Known::of([employee("Bo,,,0117", true)].into_iter());
        let list = "name,number\nA,117\nB,117.0\nC,1.2E+05\nD,1-Feb\nE,2026-02-01 00:00:00\nF,0118\nG,19\n\"H, Ann\",12345\nN??ez,0199\n";
        let assessment = of_list(list, &known);
        let looks: Vec<_> = assessment.looks.iter().map(|look| look.line).collect();
        assert_eq!(looks, [2, 3, 4, 5, 6, 8, 9, 10]);
        for (at, words) in
            [(0, "“0117”"), (1, "117.0"), (5, "“19” may have lost zeros"), (6, "The file has “H, Ann”."), (7, "?")]
        {
            assert!(assessment.looks[at].why.contains(words), "{}", assessment.looks[at].why);
        }
        assert_eq!(assessment.good.len(), 9);
    }
}
