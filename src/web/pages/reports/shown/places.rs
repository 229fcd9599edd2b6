//! Where people clocked: hours by location, and the report of locations.

use super::{ReportTable, ReportView, hours_row, week};
use crate::{
    domain::pen::Pen,
    service::payroll::reports::{
        hours::HoursFigures,
        locations::{LocationFigures, PlaceTally},
    },
    wording::admin::{AdminWords, ReportsWords},
};

/// The hours by the location of the clock-in.
pub(super) fn of_places(words: &'static ReportsWords, hours: &HoursFigures, pen: &Pen) -> ReportTable {
    let columns: [&'static str; 5] = [&words.location, &words.regular, &words.overtime, &words.total, &words.people];
    let mut places = ReportTable::new(&words.by_location, &words.by_location_caption, &columns);
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| words.without_location.clone());
    let rows = hours.places.iter().map(|place| {
        let mut row = hours_row(pen, &name(&place.name), (place.regular_secs, place.overtime_secs));
        row.push(place.people.to_string());
        row
    });
    places.rows = rows.collect();
    places
}

fn place_counts(tally: &PlaceTally) -> [i64; 5] {
    [tally.punches, tally.recognized, tally.unrecognized, tally.not_compared, tally.mismatched]
}

pub(super) fn of_locations(words: &'static AdminWords, locations: &LocationFigures, pen: &Pen) -> ReportView {
    let words = &words.reports;
    let columns: [&'static str; 7] = [
        &words.employee,
        &words.week,
        &words.punches,
        &words.recognized,
        &words.unrecognized,
        &words.not_compared,
        &words.mismatched,
    ];
    let mut people = ReportTable::new(&words.by_week_and_person, &words.locations_caption, &columns);
    people.columns.iter_mut().filter(|column| column.name == words.week).for_each(|column| column.is_number = false);
    let rows = locations.rows.iter().map(|one| {
        let numbered = one.number.as_ref().map(|number| format!("{} ({number})", one.name));
        let counts = place_counts(&one.tally).map(|count| count.to_string());
        let who = [numbered.unwrap_or_else(|| one.name.clone()), week(&one.week, pen)];
        who.into_iter().chain(counts).collect()
    });
    people.rows = rows.collect();
    let counts = place_counts(&locations.all).map(|count| count.to_string());
    people.all = Some([words.everything.clone(), String::new()].into_iter().chain(counts).collect());
    let columns: [&'static str; 3] = [&words.location, &words.punches, &words.people];
    let mut places = ReportTable::new(&words.by_location, &words.punches_caption, &columns);
    let rows = locations.locations.iter().map(|total| {
        let name = total.name.clone().unwrap_or_else(|| words.without_location.clone());
        vec![name, total.punches.to_string(), total.people.to_string()]
    });
    places.rows = rows.collect();
    let is_empty = locations.all.punches == locations.all.not_compared;
    ReportView {
        words: words.locations_words.clone(),
        empty: is_empty.then_some(if locations.is_set_up {
            words.no_places.as_str()
        } else {
            words.no_locations.as_str()
        }),
        next: ("/time-tracking/locations", &words.see_locations),
        tables: vec![people, places],
    }
}
