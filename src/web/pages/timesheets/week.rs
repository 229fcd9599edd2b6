//! The week as a grid: people by days, with in and out, totals, what is to be resolved, and how far overtime is.

mod change;
mod day;
mod words;

use askama::Template;
use axum::{extract::State, http::Method, response::Response};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use self::{
    day::{DayCard, RefusedChange},
    words::{CellView, OvertimeView, cells},
};
use crate::{
    domain::ids::EmployeeId,
    service::{
        StoreError,
        timesheets::{
            day::find_day,
            sheets::{SheetProgress, WeekPage, WeekRow, list_week},
        },
    },
    web::{
        Web,
        access::{self, Audience},
        guard::SignedIn,
        pages::{
            error::{self, PageError},
            layout::{Page, html},
            person_filter::PersonFilter,
        },
        routes::Routes,
    },
};

const HERE: &str = "/timesheets/week";

pub(super) fn routes() -> Routes {
    Routes::new().get("/timesheets/week", Audience::SignedIn, show).merge(change::routes())
}

/// The week, whose rows are wanted, and the cell that is open.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
struct WeekQuery {
    /// Any day of the week; the current one where empty.
    from: String,
    find: String,
    employee: String,
    after: String,
    /// Whose cell is open.
    who: String,
    /// On which day.
    day: String,
}

impl WeekQuery {
    fn query(&self) -> String {
        let fields = [
            ("from", &self.from),
            ("employee", &self.employee),
            ("after", &self.after),
            ("who", &self.who),
            ("day", &self.day),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    fn address(&self) -> String {
        let query = self.query();
        if query.is_empty() { HERE.to_owned() } else { format!("{HERE}?{query}") }
    }

    /// The grid as it is, with another cell open, which the page scrolls to.
    fn at(&self, who: EmployeeId, day: Date) -> String {
        format!("{}#day", Self { who: who.to_string(), day: day.to_string(), ..self.clone() }.address())
    }
}

/// The head of a column.
struct DayHead {
    name: String,
    is_today: bool,
}

struct Row {
    id: EmployeeId,
    name: String,
    number: Option<String>,
    approved: bool,
    cells: Vec<CellView>,
    total: String,
    bar: String,
    overtime: OvertimeView,
    /// Under the row, where one of its cells is open.
    day: Option<DayCard>,
}

#[derive(Template)]
#[template(path = "payroll/week.html")]
struct WeekGrid {
    page: Page,
    query: WeekQuery,
    from: Date,
    /// All of it in words.
    week: String,
    previous: String,
    next: String,
    is_current: bool,
    employer: String,
    /// On paper: the first day, the last one, and that of printing.
    first: String,
    last: String,
    today: String,
    days: Vec<DayHead>,
    rows: Vec<Row>,
    person: PersonFilter,
    everybody: String,
    rules: String,
    is_later: bool,
    after: Option<String>,
}

async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<WeekQuery>,
) -> Result<Response, PageError> {
    Ok(match grid(&web, &signed_in, query, None).await? {
        Some(page) => html(&page),
        None => error::not_found(&signed_in.visit),
    })
}

/// The grid as it was asked for; `None` where something in it cannot be read, or is not of the workspace.
async fn grid(
    web: &Web,
    signed_in: &SignedIn,
    query: WeekQuery,
    refused: Option<RefusedChange>,
) -> Result<Option<WeekGrid>, StoreError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let closed = |query: &WeekQuery| WeekQuery { who: String::new(), day: String::new(), ..query.clone() };
    let of = |employee: String| WeekQuery { employee, find: String::new(), after: String::new(), ..closed(&query) };
    let typed = (query.find.as_str(), query.employee.as_str());
    let person = PersonFilter::read(web, workspace, typed, |id| of(id.to_string()).address()).await?;
    let Some(person) = person else { return Ok(None) };
    let everybody = of(String::new()).address();
    let employee = person.employee();
    let query =
        WeekQuery { employee: employee.map(|id| id.to_string()).unwrap_or_default(), find: String::new(), ..query };
    let (Some(day), Some(cell)) = (read_day(&query.from), read_cell(&query)) else { return Ok(None) };
    let after = EmployeeId::parse(&query.after);
    let read = web.store.read(move |tx| {
        let Some(week) = list_week(tx, workspace, day, (employee, after), now)? else { return Ok(None) };
        let open = match cell {
            None => None,
            Some((who, day)) => match find_day(tx, (workspace, who), day, now)? {
                Some(day) => Some(day),
                None => return Ok(None),
            },
        };
        Ok::<_, StoreError>(Some((week, open)))
    });
    let Some((week, open)) = read.await? else { return Ok(None) };
    let WeekPage { week, beside: (previous, next), policy, today, employer, rows, after: last } = week;
    let words = signed_in.words();
    let may_change = access::allows(signed_in.session.user.role, &Method::POST, "/timesheets/week/{id}/correct");
    let here = WeekQuery { from: week.from.to_string(), ..query.clone() };
    let mut open =
        open.map(|open| (open.employee.id, DayCard::new((&web.store.ids(), signed_in), &open, may_change, refused)));
    let at = |day: Date| WeekQuery { from: day.to_string(), after: String::new(), ..closed(&query) }.address();
    let rows = rows.into_iter().map(|week_row: WeekRow| {
        let timesheet = &week_row.timesheet;
        let id = timesheet.person.id;
        Row {
            id,
            cells: cells(&week_row, week, (signed_in.pen(), words), |day| here.at(id, day)),
            total: signed_in.pen().hours(week_row.outlook.so_far_secs),
            bar: words::bar_of_week(&week_row, &policy),
            overtime: OvertimeView::new(&week_row, &policy, signed_in.pen(), &words.week),
            approved: matches!(timesheet.progress(), SheetProgress::Approved(_)),
            name: timesheet.person.name.clone(),
            number: timesheet.person.number.clone(),
            day: open.take_if(|(who, _)| *who == id).map(|(_, card)| card),
        }
    });
    Ok(Some(WeekGrid {
        page: Page::of(signed_in, &words.week.title, "/timesheets"),
        rows: rows.collect(),
        days: week
            .days()
            .map(|day| DayHead { name: signed_in.pen().weekday_and_day(day), is_today: day == today })
            .collect(),
        previous: at(previous),
        next: at(next),
        is_current: week.contains(today),
        from: week.from,
        week: signed_in.pen().period(week),
        rules: words.week.rules(&policy),
        employer,
        first: signed_in.pen().date(week.from),
        last: signed_in.pen().date(week.to),
        today: signed_in.pen().date(today),
        person,
        everybody,
        is_later: !query.after.is_empty(),
        after: last.map(|last| WeekQuery { after: last.to_string(), ..closed(&here) }.query()),
        query: here,
    }))
}

/// The day in it; `Some(None)` where none is asked for.
fn read_day(text: &str) -> Option<Option<Date>> {
    match text.trim() {
        "" => Some(None),
        day => day.parse::<Date>().ok().filter(|day| (2000..=9998).contains(&day.year())).map(Some),
    }
}

/// The cell that is open; `Some(None)` where none is.
fn read_cell(query: &WeekQuery) -> Option<Option<(EmployeeId, Date)>> {
    if query.who.is_empty() {
        return Some(None);
    }
    Some(Some((EmployeeId::parse(&query.who)?, read_day(&query.day)??)))
}
