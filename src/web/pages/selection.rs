//! For whom something is done: those who are ticked in a list, or those whom the list shows, on all pages. Never
//! silently everybody.

use std::collections::BTreeSet;

use crate::domain::ids::EmployeeId;

/// People that a form names.
const MAX_TICKED: usize = 500;
/// The field of those who are ticked.
const TICKED: &str = "employee";
/// The field which says that nobody is.
const SHOWN: &str = "shown";

/// What a list of people is narrowed to; by default, to nothing.
pub(in crate::web::pages) trait PeopleFilter: Default {
    /// What the fields of an address or of a form say.
    fn of_fields(fields: &[(String, String)]) -> Self;

    /// The same as fields.
    fn fields(&self) -> Vec<(&'static str, String)>;

    /// The address of the list.
    fn list(&self) -> String;
}

/// For whom something is done.
#[derive(Debug, Clone)]
pub(in crate::web::pages) enum Selection<F> {
    /// Those who are ticked.
    Ticked(BTreeSet<EmployeeId>),
    /// All whom the list shows, on whatever page.
    Shown(F),
}

impl<F: PeopleFilter> Selection<F> {
    /// What the buttons of the list ask for: where nobody is ticked, it is those whom the list shows.
    pub(in crate::web::pages) fn of_list(fields: &[(String, String)]) -> Self {
        Self::ticked(fields).unwrap_or_else(|| Self::Shown(F::of_fields(fields)))
    }

    /// What a form says; none where it names nobody.
    pub(in crate::web::pages) fn of_form(fields: &[(String, String)]) -> Option<Self> {
        if fields.iter().any(|(name, _)| name == SHOWN) {
            return Some(Self::Shown(F::of_fields(fields)));
        }
        Self::ticked(fields).filter(|selection| !matches!(selection, Self::Ticked(ids) if ids.is_empty()))
    }

    fn ticked(fields: &[(String, String)]) -> Option<Self> {
        let ticked = || fields.iter().filter(|(name, _)| name == TICKED).map(|(_, id)| id);
        ticked().next()?;
        Some(Self::Ticked(ticked().take(MAX_TICKED).filter_map(|id| EmployeeId::parse(id)).collect()))
    }

    /// Whether nobody is ticked, so that it is for all whom the list shows.
    pub(in crate::web::pages) const fn is_of_filter(&self) -> bool {
        matches!(self, Self::Shown(_))
    }

    /// The same as fields of an address or of a form.
    pub(in crate::web::pages) fn fields(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Ticked(ids) => ids.iter().map(|id| (TICKED, id.to_string())).collect(),
            Self::Shown(filter) => [(SHOWN, "yes".to_owned())].into_iter().chain(filter.fields()).collect(),
        }
    }

    /// The list that it was made on.
    pub(in crate::web::pages) fn list(&self) -> String {
        match self {
            Self::Ticked(_) => F::default().list(),
            Self::Shown(filter) => filter.list(),
        }
    }
}
