//! Where people clocked, by week and person: from locations, from none, or from others than were to be expected.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use jiff::{Timestamp, civil::Date};

use super::ReportScope;
use crate::{
    dialog::utterance::Way,
    domain::{
        ids::{EmployeeId, JobId, LocationId},
        location::Whereabouts,
        payroll::Period,
        search::sort_name,
    },
    store::{
        StoreError, Tx,
        location_jobs::{self, LocationJob},
        locations,
        punch_places::{self, PlacedPunch},
    },
};

/// How many punches came from where, and how many entries do not fit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PlaceTally {
    /// By phone and at kiosks.
    pub punches: i64,
    /// Those that came from a location.
    pub recognized: i64,
    /// Those that came from none.
    pub unrecognized: i64,
    /// Those that were compared with nothing, as the workspace had no locations yet.
    pub not_compared: i64,
    /// Entries that were clocked in and out at different locations, or at another one than their job's.
    pub mismatched: i64,
}

impl PlaceTally {
    fn count(&mut self, whereabouts: Whereabouts) {
        self.punches += 1;
        match whereabouts {
            Whereabouts::At(..) => self.recognized += 1,
            Whereabouts::Unrecognized => self.unrecognized += 1,
            Whereabouts::NotLookedFor => self.not_compared += 1,
        }
    }

    fn add(&mut self, other: &Self) {
        self.punches += other.punches;
        self.recognized += other.recognized;
        self.unrecognized += other.unrecognized;
        self.not_compared += other.not_compared;
        self.mismatched += other.mismatched;
    }
}

/// One person in one week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonWeek {
    /// The days of the week that are asked for.
    pub week: Period,
    /// Whose punches they are.
    pub employee: EmployeeId,
    /// Their name.
    pub name: String,
    /// Their employee number, where they have one.
    pub number: Option<String>,
    /// Of entries that began in the week.
    pub tally: PlaceTally,
}

/// Punches at one location.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocationTotal {
    /// What it is called; none for punches from no location.
    pub name: Option<String>,
    /// How many punches came from there.
    pub punches: i64,
    /// Of how many people.
    pub people: usize,
}

/// What the report of locations has counted.
#[derive(Debug, Clone)]
pub struct LocationFigures {
    /// By week, then in the order of lists.
    pub rows: Vec<PersonWeek>,
    /// By name; punches from no location last.
    pub locations: Vec<LocationTotal>,
    /// Everything together.
    pub all: PlaceTally,
    /// Whether the workspace keeps any location.
    pub is_set_up: bool,
}

impl LocationFigures {
    pub(super) fn count(tx: &mut dyn Tx, scope: &ReportScope) -> Result<Self, StoreError> {
        let kept = locations::list_locations(tx, scope.workspace)?;
        let punches = punch_places::list_in_days(tx, scope.workspace, (scope.days.from, scope.days.to))?;
        let mut of_job: JobPlaces = HashMap::new();
        for given in location_jobs::list_jobs(tx, scope.workspace)? {
            of_job.entry(given.job).or_default().push(given);
        }
        let names = kept.iter().map(|location| (location.id, location.name.clone())).collect();
        let weeks: Vec<_> = scope.weeks().collect();
        let rows = rows(&punches, &weeks, &of_job);
        let mut all = PlaceTally::default();
        rows.iter().for_each(|row| all.add(&row.tally));
        Ok(Self { rows, locations: totals(&punches, &names), all, is_set_up: !kept.is_empty() })
    }
}

/// The locations that gave each job, with the time that each was so.
type JobPlaces = HashMap<JobId, Vec<LocationJob>>;

/// A week, and somebody in the order of lists.
type RowKey = (Date, String, EmployeeId);

fn rows(punches: &[PlacedPunch], weeks: &[Period], of_job: &JobPlaces) -> Vec<PersonWeek> {
    let mut rows: BTreeMap<RowKey, PersonWeek> = BTreeMap::new();
    // The punches of one entry lie beside each other.
    for entry in punches.chunk_by(|one, other| one.entry == other.entry) {
        let Some(first) = entry.first() else { continue };
        let Some(week) = weeks.iter().find(|week| week.contains(first.work_date)) else { continue };
        let key = (week.from, sort_name(&first.name), first.employee);
        let row = rows.entry(key).or_insert_with(|| PersonWeek {
            week: *week,
            employee: first.employee,
            name: first.name.clone(),
            number: first.number.clone(),
            tally: PlaceTally::default(),
        });
        entry.iter().for_each(|punch| row.tally.count(punch.whereabouts));
        row.tally.mismatched += i64::from(is_mismatched(entry, of_job));
    }
    rows.into_values().collect()
}

/// Whether in and out are at different locations, or one of them at another than the job's, as it was then. Of several
/// clock-outs, where some were undone, the last one counts.
fn is_mismatched(entry: &[PlacedPunch], of_job: &JobPlaces) -> bool {
    let (mut came, mut left) = (None, None);
    for punch in entry {
        let found = punch.whereabouts.location().map(|location| (location, punch.at));
        match punch.way {
            Way::In => came = found,
            Way::Out => left = found,
        }
    }
    let moved = came.zip(left).is_some_and(|((came, _), (left, _))| came != left);
    let places =
        entry.first().and_then(|punch| punch.job).and_then(|job| of_job.get(&job)).map_or(&[][..], Vec::as_slice);
    let elsewhere = |(location, at): (LocationId, Timestamp)| {
        let mut then = places.iter().filter(|place| place.holds_at(at)).peekable();
        then.peek().is_some() && then.all(|place| place.location != location)
    };
    moved || came.is_some_and(elsewhere) || left.is_some_and(elsewhere)
}

fn totals(punches: &[PlacedPunch], names: &HashMap<LocationId, String>) -> Vec<LocationTotal> {
    let mut by_location: HashMap<Option<LocationId>, (i64, BTreeSet<EmployeeId>)> = HashMap::new();
    for punch in punches.iter().filter(|punch| punch.whereabouts != Whereabouts::NotLookedFor) {
        let (count, people) = by_location.entry(punch.whereabouts.location()).or_default();
        *count += 1;
        people.insert(punch.employee);
    }
    let total = |(location, (punches, people)): (Option<LocationId>, (i64, BTreeSet<EmployeeId>))| LocationTotal {
        name: location.map(|location| names.get(&location).cloned().unwrap_or_default()),
        punches,
        people: people.len(),
    };
    let mut totals: Vec<_> = by_location.into_iter().map(total).collect();
    totals.sort_by_cached_key(|total| (total.name.is_none(), total.name.as_deref().map(sort_name)));
    totals
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ids::EntryId, location::RuleKind};

    fn hour(way: Way) -> Timestamp {
        match way {
            Way::In => "2026-11-17T13:00:00Z".parse().unwrap(),
            Way::Out => "2026-11-17T21:00:00Z".parse().unwrap(),
        }
    }

    fn punch(entry: u8, way: Way, place: Option<u8>, job: Option<u8>) -> PlacedPunch {
        let at = |place| Whereabouts::At(LocationId::from_bytes([place; 16]), RuleKind::Kiosk);
        PlacedPunch {
            entry: EntryId::from_bytes([entry; 16]),
            work_date: "2026-11-17".parse().unwrap(),
            employee: EmployeeId::from_bytes([1; 16]),
            name: "Ana".to_owned(),
            number: None,
            job: job.map(|job| JobId::from_bytes([job; 16])),
            way,
            at: hour(way),
            whereabouts: place.map_or(Whereabouts::Unrecognized, at),
        }
    }

    #[test]
    fn an_entry_does_not_fit_where_in_and_out_differ_or_its_job_is_elsewhere() {
        let job = JobId::from_bytes([7; 16]);
        let of = |place, from, until| LocationJob { location: LocationId::from_bytes([place; 16]), job, from, until };
        let of_job = HashMap::from([(job, vec![of(1, Timestamp::MIN, None)])]);
        let is =
            |came, left, job| is_mismatched(&[punch(1, Way::In, came, job), punch(1, Way::Out, left, job)], &of_job);
        assert!(!is(Some(1), Some(1), None));
        assert!(is(Some(1), Some(2), None));
        assert!(!is(Some(1), None, None), "what was not recognized is counted as that alone");
        assert!(!is(Some(1), Some(1), Some(7)));
        assert!(is(Some(2), Some(2), Some(7)));
        assert!(!is(Some(2), Some(2), Some(8)), "no location has that job");
        assert!(is(None, Some(2), Some(7)));
        let undone =
            [punch(1, Way::In, Some(1), None), punch(1, Way::Out, Some(2), None), punch(1, Way::Out, Some(1), None)];
        assert!(!is_mismatched(&undone, &of_job), "the last clock-out counts");
        let day = [punch(1, Way::In, Some(1), Some(7)), punch(1, Way::Out, Some(1), Some(7))];
        let moved = |when| HashMap::from([(job, vec![of(1, Timestamp::MIN, Some(when)), of(2, when, None)])]);
        assert!(!is_mismatched(&day, &moved(hour(Way::Out) + jiff::SignedDuration::from_secs(1))), "it was there then");
        assert!(is_mismatched(&day, &moved(hour(Way::Out))), "it had moved by the clock-out");
    }

    #[test]
    fn punches_are_counted_by_week_and_person() {
        let week = Period { from: "2026-11-15".parse().unwrap(), to: "2026-11-21".parse().unwrap() };
        let punches = [
            punch(1, Way::In, Some(1), None),
            punch(1, Way::Out, Some(2), None),
            punch(2, Way::In, None, None),
            PlacedPunch { whereabouts: Whereabouts::NotLookedFor, ..punch(3, Way::In, None, None) },
        ];
        let rows = rows(&punches, &[week], &HashMap::new());
        let tally = PlaceTally { punches: 4, recognized: 2, unrecognized: 1, not_compared: 1, mismatched: 1 };
        assert_eq!(rows.iter().map(|row| (row.week, row.tally)).collect::<Vec<_>>(), [(week, tally)]);
        let names = [(LocationId::from_bytes([1; 16]), "Yard".to_owned())].into();
        let totals = totals(&punches, &names);
        assert_eq!(totals.len(), 3);
        assert_eq!(totals.last().map(|total| (total.name.clone(), total.punches)), Some((None, 1)));
    }
}
