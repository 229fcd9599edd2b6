//! Which pay period a page is about, and the way to the ones beside it.

use jiff::civil::Date;

use crate::service::timesheets::sheets::{PayPeriod, PeriodChoice};

/// The switch between periods, which several pages carry.
#[derive(Debug, Clone)]
pub struct PeriodSwitch {
    /// The page it is on.
    pub action: String,
    /// What else is asked for, kept from period to period.
    pub kept: Vec<(&'static str, String)>,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
    /// The address of the same page for the period before.
    pub previous: String,
    /// The same for the period after.
    pub next: String,
    /// Whether the last day is past.
    pub is_over: bool,
    /// For paper: whose hours these are, and when the page was made.
    pub employer: String,
    /// Today in the workspace's zone.
    pub today: Date,
}

impl PeriodSwitch {
    /// The switch of a page that is about this period.
    #[must_use]
    pub fn new(action: &str, kept: Vec<(&'static str, String)>, period: &PayPeriod) -> Self {
        let address = |day: Date| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("from", &day.to_string()).extend_pairs(&kept);
            format!("{action}?{}", query.finish())
        };
        Self {
            previous: address(period.previous.from),
            next: address(period.next.from),
            from: period.days.from,
            to: period.days.to,
            is_over: period.is_over(),
            employer: period.employer.clone(),
            today: period.today,
            action: action.to_owned(),
            kept,
        }
    }
}

/// Reads the period of a day that is asked for; `otherwise` where none is, `None` where it is no day.
#[must_use]
pub fn period_choice(from: &str, otherwise: PeriodChoice) -> Option<PeriodChoice> {
    match from.trim() {
        "" => Some(otherwise),
        day => day.parse().ok().map(PeriodChoice::Of),
    }
}
