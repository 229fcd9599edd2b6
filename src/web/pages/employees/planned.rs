//! When an employee is to start, weekday by weekday: a small form on their page.

use axum::{
    extract::{Path, State},
    response::Response,
};
use jiff::civil::{Time, Weekday};
use serde::Deserialize;

use crate::{
    domain::{ids::EmployeeId, pen::Pen},
    service::{
        Hold,
        roster::planned_starts::{self, PlannedStart, PlannedWeek},
    },
    web::{
        Web,
        access::Audience,
        guard::{self, Form, SignedIn},
        pages::{
            error::{self, PageError},
            form_errors::capital,
        },
        routes::Routes,
    },
    wording::admin::AdminWords,
};

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

pub(super) fn routes() -> Routes {
    Routes::new().post("/employees/{id}/planned-starts", Audience::LEADS, save)
}

/// A weekday of the form.
pub(super) struct DayField {
    /// Its name in the form.
    pub id: &'static str,
    /// What it is called, in a sentence.
    pub name: &'static str,
    /// The same as a head.
    pub head: String,
    /// As a browser takes a time; empty where none is planned.
    pub time: String,
    /// Whether a day off is planned.
    pub is_off: bool,
}

const fn field(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "monday",
        Weekday::Tuesday => "tuesday",
        Weekday::Wednesday => "wednesday",
        Weekday::Thursday => "thursday",
        Weekday::Friday => "friday",
        Weekday::Saturday => "saturday",
        Weekday::Sunday => "sunday",
    }
}

fn planned_on(planned: &PlannedWeek, weekday: Weekday) -> Option<PlannedStart> {
    planned.iter().find(|(day, _)| *day == weekday).map(|(_, planned)| *planned)
}

/// The fields of the form.
pub(super) fn fields(planned: &PlannedWeek, words: &'static AdminWords) -> Vec<DayField> {
    let fields = WEEK.map(|weekday| {
        let (time, is_off) = match planned_on(planned, weekday) {
            Some(PlannedStart::At(time)) => (time.strftime("%H:%M").to_string(), false),
            Some(PlannedStart::DayOff) => (String::new(), true),
            None => (String::new(), false),
        };
        let name = words.weekday(weekday);
        DayField { id: field(weekday), name, head: capital(name), time, is_off }
    });
    fields.into()
}

/// What is planned, in short.
pub(super) fn in_short(planned: &PlannedWeek, words: &AdminWords, pen: &Pen) -> String {
    let day = |(weekday, planned): &(Weekday, PlannedStart)| {
        let short: String = words.weekday(*weekday).chars().take(3).collect();
        match planned {
            PlannedStart::At(time) => format!("{short} {}", pen.time_of_day(*time)),
            PlannedStart::DayOff => words.planned.off_in_short(short),
        }
    };
    if planned.is_empty() {
        return words.planned.none.clone();
    }
    planned.iter().map(day).collect::<Vec<_>>().join(", ")
}

/// As it was typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct PlanForm {
    monday: String,
    monday_off: String,
    tuesday: String,
    tuesday_off: String,
    wednesday: String,
    wednesday_off: String,
    thursday: String,
    thursday_off: String,
    friday: String,
    friday_off: String,
    saturday: String,
    saturday_off: String,
    sunday: String,
    sunday_off: String,
}

impl PlanForm {
    fn of(&self, weekday: Weekday) -> (&str, bool) {
        let (time, off) = match weekday {
            Weekday::Monday => (&self.monday, &self.monday_off),
            Weekday::Tuesday => (&self.tuesday, &self.tuesday_off),
            Weekday::Wednesday => (&self.wednesday, &self.wednesday_off),
            Weekday::Thursday => (&self.thursday, &self.thursday_off),
            Weekday::Friday => (&self.friday, &self.friday_off),
            Weekday::Saturday => (&self.saturday, &self.saturday_off),
            Weekday::Sunday => (&self.sunday, &self.sunday_off),
        };
        (time.trim(), !off.is_empty())
    }

    /// What is meant, or the weekday that cannot be understood. A day off wins over a time.
    fn read(&self) -> Result<PlannedWeek, Weekday> {
        let mut planned = Vec::new();
        for weekday in WEEK {
            match self.of(weekday) {
                (_, true) => planned.push((weekday, PlannedStart::DayOff)),
                ("", false) => {}
                (text, false) => {
                    let time: Time = text.parse().map_err(|_| weekday)?;
                    let time = Time::new(time.hour(), time.minute(), 0, 0).map_err(|_| weekday)?;
                    planned.push((weekday, PlannedStart::At(time)));
                }
            }
        }
        Ok(planned)
    }
}

async fn save(
    State(web): State<Web>,
    signed_in: SignedIn,
    Path(id): Path<String>,
    Form(typed): Form<PlanForm>,
) -> Result<Response, PageError> {
    let Some(id) = EmployeeId::parse(&id) else { return Err(error::not_found(&signed_in.visit).into()) };
    let (here, words) = (format!("/employees/{id}"), signed_in.words());
    let planned = match typed.read() {
        Ok(planned) => planned,
        Err(weekday) => {
            let note = words.planned.not_a_time(words.weekday(weekday));
            return Ok(guard::go(&web, &here, &note));
        }
    };
    let actor = signed_in.actor();
    let set = web.store.write(Hold::Workspace(actor.workspace), move |u| planned_starts::set(u, &actor, id, &planned));
    match set.await? {
        Some(name) => Ok(guard::go(&web, &here, &words.planned.saved(name))),
        None => Err(error::not_found(&signed_in.visit).into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn a_plan_is_read_as_it_is_shown() {
        let text = str::to_owned;
        let typed = PlanForm {
            monday: text("07:00"),
            tuesday: text(" 22:30:15 "),
            saturday: text("08:00"),
            saturday_off: text("on"),
            ..PlanForm::default()
        };
        let planned = typed.read().unwrap();
        let at = |hour, minute| PlannedStart::At(Time::constant(hour, minute, 0, 0));
        let expected =
            [(Weekday::Monday, at(7, 0)), (Weekday::Tuesday, at(22, 30)), (Weekday::Saturday, PlannedStart::DayOff)];
        assert_eq!(planned, expected);
        let shown: Vec<_> = fields(&planned, AdminWords::of(OfficeLanguage::En))
            .into_iter()
            .map(|day| (day.time, day.is_off))
            .collect();
        assert_eq!(shown[0], (text("07:00"), false));
        assert_eq!(shown[2], (String::new(), false));
        assert_eq!(shown[5], (String::new(), true));
        let soon = PlanForm { friday: text("soon"), ..PlanForm::default() };
        assert_eq!(soon.read(), Err(Weekday::Friday));
    }
}
