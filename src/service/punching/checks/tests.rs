//! Overlaps and impossible lengths, as entries come, change and go.

use jiff::SignedDuration;
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::*;
use crate::{
    domain::{
        clock::ManualClock,
        employee::{Details, Employee},
        entropy::SeededEntropy,
        entry::EntryStatus,
        ids::{EmployeeId, UserId, WorkspaceId},
        payroll::Policy,
        workspace::{Settings, Workspace, Zone},
    },
    store::{
        employees,
        entries::{self, Entry},
        exception_queue::{self, ExceptionDecision},
        migrate::migrate,
        sqlite::{connection::connect, transaction::SqliteTx},
        tx::params,
        workspaces,
    },
};

/// Midnight of a Tuesday in Chicago, and the hours after it.
fn at(hours: i64) -> Timestamp {
    "2026-11-17T06:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_hours(hours)
}

/// One employee whose entries a test makes and changes.
struct Site {
    _folder: TempDir,
    connection: Connection,
    clock: ManualClock,
    entropy: SeededEntropy,
    workspace: WorkspaceId,
    employee: EmployeeId,
}

impl Site {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("phoneclock.db");
        migrate(&path).unwrap();
        let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        let (clock, entropy) = (ManualClock::starting_at(at(0)), SeededEntropy::new(3));
        let ids = Ids::new(&clock, &entropy);
        let (workspace, employee) = (WorkspaceId::generate(&ids), EmployeeId::generate(&ids));
        let site = Self { _folder: folder, connection, clock, entropy, workspace, employee };
        let settings = Settings::new("North".to_owned(), Zone::parse("America/Chicago").unwrap());
        workspaces::insert_workspace(&mut site.tx(), &Workspace { id: workspace, settings }, at(0)).unwrap();
        site.hire(employee);
        site
    }

    fn hire(&self, id: EmployeeId) {
        let details = Details::named("Ana");
        let employee = Employee { id, workspace: self.workspace, details, active: true };
        employees::insert_employee(&mut self.tx(), &employee, at(0)).unwrap();
    }

    fn tx(&self) -> SqliteTx<'_> {
        SqliteTx::new(&self.connection)
    }

    fn ids(&self) -> Ids<'_> {
        Ids::new(&self.clock, &self.entropy)
    }

    /// A closed entry of the employee, looked at.
    fn worked(&self, from: i64, to: i64) -> EntryId {
        let entry = self.worked_by(self.employee, from, to);
        self.check(entry);
        entry
    }

    fn worked_by(&self, employee: EmployeeId, from: i64, to: i64) -> EntryId {
        let entry = Entry {
            id: EntryId::generate(&self.ids()),
            workspace: self.workspace,
            employee,
            status: EntryStatus::Open,
            in_at: at(from),
            out_at: None,
            zone: Zone::parse("America/Chicago").unwrap(),
            job: None,
        };
        entries::insert_open(&mut self.tx(), &entry).unwrap();
        entries::set_closed(&mut self.tx(), entry.id, at(to)).unwrap();
        entry.id
    }

    /// Gives the entry other times, and looks at it.
    fn moved(&self, entry: EntryId, from: i64, to: i64) {
        let sql = "UPDATE time_entry SET in_at = ?2, out_at = ?3 WHERE id = ?1";
        assert_eq!(self.tx().execute(sql, params![entry, at(from), at(to)]).unwrap(), 1);
        self.check(entry);
    }

    fn check(&self, entry: EntryId) {
        recheck(&self.ids(), &mut self.tx(), entry, at(99)).unwrap();
    }

    fn standing(&self, entry: EntryId) -> Vec<ExceptionKind> {
        exceptions::list_standing(&mut self.tx(), entry).unwrap()
    }

    fn words(&self, sql: &str, entry: EntryId) -> Vec<String> {
        let rows = self.tx().query(&format!("{sql} WHERE entry_id = ?1 ORDER BY id"), params![entry]).unwrap();
        rows.iter().map(|row| row.get(0).unwrap()).collect()
    }
}

const OVERLAPPING: [ExceptionKind; 1] = [ExceptionKind::Overlapping];

#[test]
fn entries_that_only_touch_do_not_overlap() {
    let site = Site::new();
    let other = EmployeeId::generate(&site.ids());
    site.hire(other);
    site.worked_by(other, 6, 20);
    for (from, to) in [(7, 12), (12, 12), (12, 15), (5, 7)] {
        assert_eq!(site.standing(site.worked(from, to)), []);
    }
}

#[test]
fn an_overlap_stands_on_both_and_is_settled_on_both_once_one_of_them_gives_way() {
    let site = Site::new();
    let (first, second) = (site.worked(7, 12), site.worked(11, 15));
    assert_eq!((site.standing(first), site.standing(second)), (OVERLAPPING.to_vec(), OVERLAPPING.to_vec()));
    let note = "for 1 h at the same time as the entry from 2026-11-17 07:00:00 CST to 2026-11-17 12:00:00 CST";
    assert_eq!(site.words("SELECT note FROM exception", second), [note]);
    site.moved(second, 12, 15);
    assert_eq!((site.standing(first), site.standing(second)), (vec![], vec![]));
    assert_eq!(site.words("SELECT settled_because FROM exception", first), ["no longer overlaps"]);
    site.moved(first, 7, 13);
    assert_eq!((site.standing(first), site.standing(second)), (OVERLAPPING.to_vec(), OVERLAPPING.to_vec()));
}

#[test]
fn looking_twice_raises_once_and_a_change_renews_what_stands() {
    let site = Site::new();
    let (first, second) = (site.worked(7, 12), site.worked(11, 15));
    site.check(first);
    site.moved(second, 10, 15);
    let notes = site.words("SELECT note FROM exception", second);
    assert!(notes.len() == 1 && notes[0].starts_with("for 2 h at"), "{notes:?}");
    let third = site.worked(8, 14);
    let notes = site.words("SELECT note FROM exception", third);
    assert!(notes.len() == 1 && notes[0].ends_with("12:00:00 CST, and 1 more"), "{notes:?}");
}

#[test]
fn what_was_accepted_stays_accepted_until_it_is_something_else() {
    let site = Site::new();
    let (first, second) = (site.worked(7, 12), site.worked(11, 15));
    let queue = exception_queue::list_standing(&mut site.tx(), site.workspace, Default::default(), None, 9).unwrap();
    let decided = ExceptionDecision { decision: "accepted", because: "two jobs", user: None::<UserId>, settler: "Pay" };
    for queued in queue {
        assert!(exception_queue::set_decided(&mut site.tx(), (site.workspace, queued.id), &decided, at(50)).unwrap());
    }
    site.check(first);
    site.check(second);
    assert_eq!((site.standing(first), site.standing(second)), (vec![], vec![]));
    site.moved(second, 10, 15);
    assert_eq!((site.standing(first), site.standing(second)), (OVERLAPPING.to_vec(), OVERLAPPING.to_vec()));
}

#[test]
fn a_voided_or_unfinished_entry_covers_no_time_and_an_open_one_goes_on() {
    let site = Site::new();
    let (first, second) = (site.worked(7, 12), site.worked(11, 15));
    let void = "UPDATE time_entry SET voided_at = 1 WHERE id = ?1";
    site.tx().execute(void, params![second]).unwrap();
    site.check(second);
    assert_eq!((site.standing(first), site.standing(second)), (vec![], vec![]));
    assert_eq!(site.words("SELECT settled_because FROM exception", second), ["the entry was voided"]);
    let unfinished = "UPDATE time_entry SET status = 'unfinished', out_at = NULL WHERE id = ?1";
    site.tx().execute(unfinished, params![first]).unwrap();
    assert_eq!(site.standing(site.worked(6, 9)), []);
    let late = site.worked(20, 21);
    let open = "UPDATE time_entry SET status = 'open', out_at = NULL WHERE id = ?1";
    site.tx().execute(open, params![first]).unwrap();
    site.check(late);
    assert_eq!((site.standing(late), site.standing(first)), (OVERLAPPING.to_vec(), OVERLAPPING.to_vec()));
    let note = "at the same time as the open entry from 2026-11-17 07:00:00 CST";
    assert_eq!(site.words("SELECT note FROM exception", late), [note]);
}

#[test]
fn an_entry_is_impossibly_long_by_the_workspaces_own_limit() {
    let site = Site::new();
    assert_eq!(site.standing(site.worked(0, 16)), [], "16 hours are just possible");
    let long = site.worked(24, 41);
    assert_eq!(site.standing(long), [ExceptionKind::ImpossiblyLong]);
    assert_eq!(site.words("SELECT note FROM exception", long), ["17 h long, where 16 h is the most"]);
    site.moved(long, 24, 40);
    assert_eq!(site.standing(long), []);
    assert_eq!(site.words("SELECT settled_because FROM exception", long), ["no longer too long"]);
    let policy = Policy { impossible_after_secs: 10 * 3600, ..Policy::default() };
    payroll_policies::set_policy(&mut site.tx(), site.workspace, &policy).unwrap();
    site.check(long);
    assert_eq!(site.standing(long), [ExceptionKind::ImpossiblyLong]);
}
