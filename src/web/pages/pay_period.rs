//! Which pay period a page is about, and the way to its neighbours.

use jiff::civil::Date;

use crate::service::timesheets::{Place, Wanted};

/// The switch between periods, which several pages carry.
#[derive(Debug, Clone)]
pub struct Switch {
    /// The page it is on.
    pub action: String,
    /// What else is asked for, kept from period to period.
    pub kept: Vec<(&'static str, String)>,
    pub from: Date,
    pub to: Date,
    pub previous: String,
    pub next: String,
    pub is_over: bool,
    /// For paper: whose hours these are, and when the page was made.
    pub employer: String,
    pub today: Date,
    /// How long the pay periods of the workspace are.
    pub cycle: &'static str,
}

impl Switch {
    #[must_use]
    pub fn new(action: &str, kept: Vec<(&'static str, String)>, place: &Place) -> Self {
        let address = |day: Date| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("from", &day.to_string()).extend_pairs(&kept);
            format!("{action}?{}", query.finish())
        };
        Self {
            previous: address(place.previous.from),
            next: address(place.next.from),
            from: place.period.from,
            to: place.period.to,
            is_over: place.is_over(),
            employer: place.employer.clone(),
            today: place.today,
            cycle: place.policy.cycle.name(),
            action: action.to_owned(),
            kept,
        }
    }
}

/// The period of a day as it was asked for; `otherwise` where none was, `None` where it is no day.
#[must_use]
pub fn wanted(from: &str, otherwise: Wanted) -> Option<Wanted> {
    match from.trim() {
        "" => Some(otherwise),
        day => day.parse().ok().map(Wanted::Of),
    }
}
