//! Whom a line of a list is about, of those who are there.

use std::collections::HashMap;

use super::SameField;
use crate::domain::{
    employee::{Details, Employee, input::EmployeeInput, name::name_key},
    ids::EmployeeId,
    text::{alike, cleaned},
};

/// What a person is told from others by. Without a number and an address, it is the name and the phone number.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum PersonKey {
    Number(String),
    Email(String),
    NameAndPhone(String, Option<String>),
}

impl PersonKey {
    pub(super) fn all(details: &Details) -> Vec<Self> {
        let keys: Vec<_> = Self::of_number(details).into_iter().chain(Self::of_email(details)).collect();
        if keys.is_empty() { vec![Self::name_and_phone(details)] } else { keys }
    }

    pub(super) fn of_number(details: &Details) -> Option<Self> {
        details.employee_number.as_deref().map(|number| Self::Number(cleaned(number)))
    }

    pub(super) fn of_email(details: &Details) -> Option<Self> {
        details.email.as_deref().map(|email| Self::Email(alike(email)))
    }

    /// In either order of the name.
    fn name_and_phone(details: &Details) -> Self {
        Self::NameAndPhone(name_key(&details.name), details.phone.clone().map(String::from))
    }

    pub(super) const fn field(&self) -> SameField {
        match self {
            Self::Number(_) => SameField::Number,
            Self::Email(_) => SameField::Email,
            Self::NameAndPhone(_, Some(_)) => SameField::NameAndPhone,
            Self::NameAndPhone(_, None) => SameField::Name,
        }
    }
}

/// Those who are in the workspace already, active or not.
#[derive(Debug, Default)]
pub struct KnownEmployees {
    people: Vec<Employee>,
    by_key: HashMap<PersonKey, usize>,
    by_name: HashMap<String, Vec<usize>>,
}

impl KnownEmployees {
    /// Those people, by what they are told from others by.
    #[must_use]
    pub fn new(people: impl Iterator<Item = Employee>) -> Self {
        let mut known = Self::default();
        for person in people {
            let at = known.people.len();
            for key in PersonKey::of_number(&person.details).into_iter().chain(PersonKey::of_email(&person.details)) {
                let kept = *known.by_key.entry(key.clone()).or_insert(at);
                // Somebody active goes before one of old.
                if person.active && known.people.get(kept).is_some_and(|kept| !kept.active) {
                    known.by_key.insert(key, at);
                }
            }
            known.by_name.entry(name_key(&person.details.name)).or_default().push(at);
            known.people.push(person);
        }
        known
    }

    /// The numbers of all of them.
    pub(super) fn numbers(&self) -> impl Iterator<Item = &str> {
        self.people.iter().filter_map(|person| person.details.employee_number.as_deref())
    }

    pub(super) fn holds(&self, key: &PersonKey) -> bool {
        self.by_key.contains_key(key)
    }

    pub(super) fn holder(&self, key: &PersonKey) -> Option<&Employee> {
        self.people.get(*self.by_key.get(key)?)
    }

    /// Whom a line is about: by number, then by address, then by name where nothing speaks against it. Of several
    /// namesakes it is one whom no line before was about, and who is told nothing new.
    pub(super) fn find(&self, details: &Details, met: &HashMap<EmployeeId, u64>) -> Option<(&Employee, SameField)> {
        let keys = PersonKey::of_number(details).into_iter().chain(PersonKey::of_email(details));
        if let Some(found) = keys.into_iter().find_map(|key| Some((self.holder(&key)?, key.field()))) {
            return Some(found);
        }
        let phone = details.phone.is_some();
        let is_told_apart = details.employee_number.is_some() || details.email.is_some();
        let compatible = self
            .namesakes(details)
            .filter(|person| agrees(&person.details, details) && !(is_told_apart && met.contains_key(&person.id)));
        let best = compatible.max_by_key(|person| {
            let entered = EmployeeInput::new(&person.details);
            (!met.contains_key(&person.id), entered == EmployeeInput::new(details), person.active)
        })?;
        let same = if phone && best.details.phone == details.phone { SameField::NameAndPhone } else { SameField::Name };
        Some((best, same))
    }

    /// Somebody of the same name who is another person.
    pub(super) fn find_namesake(&self, details: &Details) -> Option<&Employee> {
        self.namesakes(details).find(|person| person.active)
    }

    fn namesakes(&self, details: &Details) -> impl Iterator<Item = &Employee> {
        let places = self.by_name.get(&name_key(&details.name)).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|at| self.people.get(*at))
    }
}

/// Whether a namesake may be the person of a line. The same phone is enough for another address; otherwise nothing that
/// both have may differ.
fn agrees(known: &Details, line: &Details) -> bool {
    let differ = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some() && one != other;
    if differ(&known.employee_number, &line.employee_number) {
        return false;
    }
    match (&known.phone, &line.phone) {
        (Some(known), Some(line)) => known == line,
        (Some(_), None) | (None, Some(_)) | (None, None) => !differ(&known.email, &line.email),
    }
}
