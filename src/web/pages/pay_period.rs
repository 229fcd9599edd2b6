//! Which pay period a page is about, and the way to the ones beside it.

use jiff::civil::Date;

use crate::{
    domain::pen::Pen,
    service::timesheets::sheets::{PayPeriod, PeriodChoice},
};

/// The switch between periods, which several pages carry.
#[derive(Debug, Clone)]
pub struct PeriodSwitch {
    /// The page it is on.
    pub action: String,
    /// What else is asked for, kept from period to period.
    pub kept: Vec<(&'static str, String)>,
    /// The first day.
    pub from: Date,
    /// The days, as the workspace writes them.
    pub days: String,
    /// The address of the same page for the period before.
    pub previous: String,
    /// The same for the period after.
    pub next: String,
    /// Whether the last day is past.
    pub is_over: bool,
    /// For paper: whose hours these are, and when the page was made.
    pub employer: String,
    /// Today in the workspace's zone.
    pub today: String,
    /// Whether today lies in it.
    pub is_current: bool,
}

impl PeriodSwitch {
    /// The switch of a page that is about this period.
    #[must_use]
    pub fn new(action: &str, kept: Vec<(&'static str, String)>, period: &PayPeriod, pen: &Pen) -> Self {
        let address = |day: Date| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("from", &day.to_string()).extend_pairs(&kept);
            format!("{action}?{}", query.finish())
        };
        Self {
            previous: address(period.previous.from),
            next: address(period.next.from),
            from: period.days.from,
            days: pen.period(period.days),
            is_over: period.is_over(),
            employer: period.employer.clone(),
            today: pen.date(period.today),
            is_current: period.days.contains(period.today),
            action: action.to_owned(),
            kept,
        }
    }
}

/// Reads the period of a day that is asked for: where none is, the one that was `chosen` on another page, or `otherwise`.
/// `None` where it is no day.
#[must_use]
pub fn period_choice(from: &str, chosen: Option<Date>, otherwise: PeriodChoice) -> Option<PeriodChoice> {
    match from.trim() {
        "" => Some(chosen.map_or(otherwise, PeriodChoice::Of)),
        day => day.parse().ok().map(PeriodChoice::Of),
    }
}
