//! A part of a form: something is for everyone, or for the people who are ticked. Where there are many they are looked
//! for, and those found before stay.

use serde::{Deserialize, Deserializer};

use crate::{
    domain::{
        employee::Employee,
        ids::{EmployeeId, WorkspaceId},
    },
    service::{StoreError, roster::jobs},
    web::Web,
};

/// What the part of the form sends.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct ChosenPeople {
    /// `everyone` or `chosen`.
    who: String,
    /// Ids of those who are ticked.
    #[serde(deserialize_with = "one_or_many")]
    person: Vec<String>,
    /// Whom to look for.
    find: String,
    /// Who was looked for when the form was made.
    found: String,
    /// `find` when that button was pressed.
    action: String,
}

impl ChosenPeople {
    /// Everyone, or these people.
    pub(super) fn new(everyone: bool, people: &[Employee]) -> Self {
        Self {
            who: if everyone { "everyone" } else { "chosen" }.to_owned(),
            person: people.iter().map(|person| person.id.to_string()).collect(),
            ..Self::default()
        }
    }

    pub(super) fn is_for_everyone(&self) -> bool {
        self.who != "chosen" && self.action != "find"
    }

    /// Whether to look for people rather than save: the button says so, or somebody typed a name there and
    /// pressed Enter.
    pub(super) fn is_search(&self) -> bool {
        let is_new = !self.find.trim().is_empty() && self.find != self.found;
        self.action == "find" || (is_new && !self.is_for_everyone())
    }

    pub(super) fn people(&self) -> Vec<EmployeeId> {
        self.person.iter().filter_map(|id| EmployeeId::parse(id)).collect()
    }
}

/// One or several fields of the same name.
pub(super) fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum OneOrMany {
        One(String),
        Many(Vec<String>),
    }
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}

/// What the choice says.
#[derive(Debug, Clone, Copy)]
pub(super) struct PeopleWords {
    /// What is chosen.
    pub legend: &'static str,
    pub everyone: &'static str,
    /// What it means that only some are chosen.
    pub only_chosen: &'static str,
}

/// What `choose_people.html` shows; it is called `people` there.
pub(super) struct PeopleChoice {
    pub words: PeopleWords,
    pub everyone: bool,
    pub listed: Vec<AssignablePerson>,
    /// Whether people have to be looked for, because there are many.
    pub has_search: bool,
    pub find: String,
    /// Whether a search has found nobody new.
    pub found_nobody: bool,
}

pub(super) struct AssignablePerson {
    pub id: EmployeeId,
    pub name: String,
    pub number: String,
    pub active: bool,
    pub chosen: bool,
}

impl AssignablePerson {
    fn new(employee: Employee, chosen: bool) -> Self {
        let number = employee.details.employee_number.unwrap_or_default();
        Self { id: employee.id, name: employee.details.name, number, active: employee.active, chosen }
    }
}

impl PeopleChoice {
    /// The people chosen first, then those to choose from.
    pub(super) async fn find(
        web: &Web,
        workspace: WorkspaceId,
        typed: &ChosenPeople,
        words: PeopleWords,
    ) -> Result<Self, StoreError> {
        let (chosen, search) = (typed.people(), typed.find.clone());
        let (chosen, candidates) = web
            .store
            .read(move |tx| {
                let chosen = jobs::list_assignable(tx, workspace, &chosen)?;
                Ok::<_, StoreError>((chosen, jobs::find_candidates(tx, workspace, search)?))
            })
            .await?;
        let others: Vec<_> =
            candidates.people.into_iter().filter(|one| chosen.iter().all(|other| other.id != one.id)).collect();
        let found_nobody = !candidates.all && !typed.find.trim().is_empty() && others.is_empty();
        let chosen = chosen.into_iter().map(|person| AssignablePerson::new(person, true));
        Ok(Self {
            words,
            everyone: typed.is_for_everyone(),
            listed: chosen.chain(others.into_iter().map(|person| AssignablePerson::new(person, false))).collect(),
            has_search: !candidates.all,
            find: typed.find.clone(),
            found_nobody,
        })
    }
}
