//! The statements about clock locations use indexes.

use jiff::civil::date;

use super::{Book, plans::searches};
use crate::{
    domain::{
        caller::E164,
        ids::{EntryId, JobId, LocationId},
        location::Sighting,
    },
    store::{jobs, locations, punch_places},
};

#[test]
fn the_statements_of_a_punch_look_for_its_location_in_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let employee = book.employee(workspace, "Ana");
    let by_workspace = "PRIMARY KEY (workspace_id=?)";
    searches(&book, by_workspace, |tx| assert!(!locations::any_rule(tx, workspace).unwrap()));
    searches(&book, by_workspace, |tx| assert!(!locations::any_position(tx, workspace).unwrap()));
    let sighting = Sighting {
        caller: E164::parse("+15555550142").ok(),
        address: "203.0.113.7".parse().ok(),
        ..Sighting::default()
    };
    searches(&book, by_workspace, |tx| locations::list_rules_for(tx, workspace, &sighting).unwrap());
    searches(&book, "(workspace_id=?)", |tx| locations::get_policy(tx, workspace).unwrap());
    let job = JobId::generate(&book.ids());
    searches(&book, "(workspace_id=? AND id=?)", |tx| {
        assert!(!jobs::is_workable(tx, (workspace, employee), job).unwrap());
    });
}

#[test]
fn the_statements_of_the_office_use_indexes() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let location = LocationId::generate(&book.ids());
    searches(&book, "clock_location_by_workspace (workspace_id=?)", |tx| {
        locations::list_locations(tx, workspace).unwrap()
    });
    searches(&book, "(workspace_id=? AND id=?)", |tx| locations::find_location(tx, workspace, location).unwrap());
    searches(&book, "(id=?)", |tx| assert!(!locations::is_id_taken(tx, location).unwrap()));
    searches(&book, "PRIMARY KEY (workspace_id=?)", |tx| locations::list_rules(tx, workspace).unwrap());
    searches(&book, "PRIMARY KEY (workspace_id=? AND location_id=?)", |tx| {
        locations::list_rules_of(tx, workspace, location).unwrap()
    });
}

#[test]
fn where_entries_were_clocked_is_looked_up_by_entry_and_by_day() {
    let book = Book::open();
    let workspace = book.workspace("North");
    let entries = [EntryId::generate(&book.ids()), EntryId::generate(&book.ids())];
    searches(&book, "punch_of_entry (entry_id=?)", |tx| punch_places::list_places_of(tx, workspace, &entries).unwrap());
    let days = (date(2025, 10, 6), date(2025, 10, 12));
    let by_day = "time_entry_by_work_date (workspace_id=? AND work_date>? AND work_date<?)";
    searches(&book, by_day, |tx| punch_places::list_in_days(tx, workspace, days).unwrap());
    searches(&book, by_day, |tx| punch_places::list_locations_of_entries(tx, workspace, days).unwrap());
}
