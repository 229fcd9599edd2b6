//! Line by line: good, there already, or bad and why.

use std::collections::HashMap;

use super::table::Table;
use crate::domain::{
    employee::{Details, Employee, sort_name},
    language::Language,
    workspace::Languages,
};

/// What an import would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assessment {
    pub good: Vec<(u64, Details)>,
    pub there: Vec<There>,
    pub bad: Vec<Bad>,
}

/// A line about somebody who is known already, and is left as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct There {
    pub line: u64,
    /// As the line has it.
    pub name: String,
    /// Whom it is taken for, and by what.
    pub because: String,
}

/// A line that cannot be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bad {
    pub line: u64,
    /// As the line has it.
    pub name: String,
    pub reasons: Vec<String>,
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
        let number = details.employee_number.clone().map(Self::Number);
        let email = details.email.as_ref().map(|email| Self::Email(email.to_lowercase()));
        let keys: Vec<_> = number.into_iter().chain(email).collect();
        if keys.is_empty() { vec![Self::name_and_phone(details)] } else { keys }
    }

    fn name_and_phone(details: &Details) -> Self {
        Self::NameAndPhone(sort_name(&details.name), details.phone.clone().map(String::from))
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

/// Those who are in the workspace already, active or not.
#[derive(Debug, Default)]
pub struct Known(HashMap<Key, (String, bool)>);

impl Known {
    #[must_use]
    pub fn of(people: impl Iterator<Item = Employee>) -> Self {
        let mut known = HashMap::new();
        for Employee { details, active, .. } in people {
            for key in Key::all(&details).into_iter().chain([Key::name_and_phone(&details)]) {
                known.insert(key, (details.name.clone(), active));
            }
        }
        Self(known)
    }
}

/// Sorts the lines of a list. An empty language is `default`.
#[must_use]
pub fn assess(table: &Table, languages: &Languages, default: Language, known: Known) -> Assessment {
    let mut assessment = Assessment::default();
    let mut seen: HashMap<Key, u64> = HashMap::new();
    for row in &table.rows {
        let (line, name) = (row.line, row.entered.name.clone());
        let parsed = match &row.problem {
            Some(problem) => Err(vec![problem.clone()]),
            None => row
                .entered
                .parse(languages, default)
                .map_err(|flaws| flaws.into_iter().map(|flaw| flaw.reason).collect()),
        };
        let details = match parsed {
            Ok(details) => details,
            Err(reasons) => {
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
        match keys.iter().find_map(|key| known.0.get(key).map(|who| (key, who))) {
            Some((key, (who, active))) => {
                let inactive = if *active { "" } else { " (inactive)" };
                let because = format!("{who}{inactive} has the same {}", key.what());
                assessment.there.push(There { line, name: details.name, because });
            }
            None => assessment.good.push((line, details)),
        }
    }
    assessment
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
        let table = table::read(&format!("name,email,phone,number\n{rows}")).unwrap();
        assess(&table, &Languages::all(), Language::En, known)
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
}
