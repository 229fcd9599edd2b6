//! What the database must hold on to, tried on real files.

mod constraints;
mod entry_list;
mod exceptions;
mod executor;
mod import_drafts;
mod migrations;
mod people;
mod pin_checks;
mod plans;
mod plans_alerts;
mod plans_api;
mod plans_crews;
mod plans_growth;
mod plans_hooks;
mod plans_kiosk_credentials;
mod plans_kiosk_devices;
mod plans_kiosk_punch;
mod plans_kiosks;
mod plans_locations;
mod plans_missed_calls;
mod plans_photos;
mod plans_reports;
mod plans_reviews;
mod plans_texts;
mod plans_timesheets;
mod plans_usage_records;
mod plans_worker_page;
mod portable;
mod postgres;
mod records;
mod same_schema;
mod schema;
mod seam;
mod sign_ins;
mod snapshots;
mod soundness;
mod tasks;
mod upgrades;

use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OpenFlags};
use tempfile::TempDir;

use super::{
    calls::{self, Call},
    employees,
    entries::{self, Entry, Punch, PunchChannel},
    migrate::migrate,
    phone_clock_ids,
    sqlite::{connection::connect, transaction::SqliteTx},
    workspaces,
};
use crate::{
    dialog::utterance::Way,
    domain::{
        caller::Caller,
        clock::ManualClock,
        employee::{Details, Employee},
        entropy::SeededEntropy,
        entry::EntryStatus,
        ids::{CallId, EmployeeId, EntryId, Ids, ProviderCallId, PunchId, WorkspaceId},
        location::Whereabouts,
        phone_clock_id::PhoneClockId,
        workspace::{Settings, Workspace, Zone},
    },
};

/// A migrated database in one long transaction, and what is needed to fill it.
struct Book {
    _folder: TempDir,
    connection: Connection,
    clock: ManualClock,
    entropy: SeededEntropy,
}

fn at(secs: i64) -> Timestamp {
    Timestamp::from_second(1_760_000_000).unwrap() + SignedDuration::from_secs(secs)
}

fn zone() -> Zone {
    Zone::parse("America/Chicago").unwrap()
}

impl Book {
    fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("phoneclock.db");
        migrate(&path).unwrap();
        let connection = connect(&path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        Self { _folder: folder, connection, clock: ManualClock::starting_at(at(0)), entropy: SeededEntropy::new(7) }
    }

    fn tx(&self) -> SqliteTx<'_> {
        SqliteTx::new(&self.connection)
    }

    fn ids(&self) -> Ids<'_> {
        Ids::new(&self.clock, &self.entropy)
    }

    fn workspace(&self, name: &str) -> WorkspaceId {
        let id = WorkspaceId::generate(&self.ids());
        let settings = Settings::new(name.to_owned(), zone());
        workspaces::insert_workspace(&mut self.tx(), &Workspace { id, settings }, at(0)).unwrap();
        id
    }

    fn employee(&self, workspace: WorkspaceId, name: &str) -> EmployeeId {
        let id = EmployeeId::generate(&self.ids());
        let details = Details::named(name);
        employees::insert_employee(&mut self.tx(), &Employee { id, workspace, details, active: true }, at(0)).unwrap();
        id
    }

    fn phone_clock_id(&self, employee: EmployeeId) -> PhoneClockId {
        let drawn = PhoneClockId::generate(&self.entropy, 6);
        assert!(phone_clock_ids::insert_if_free(&mut self.tx(), &drawn, employee, at(0)).unwrap());
        drawn
    }

    fn call(&self, provider_call_id: &str) -> Call {
        let call = Call {
            id: CallId::generate(&self.ids()),
            provider: "twilio".to_owned(),
            provider_call_id: ProviderCallId::parse(provider_call_id).unwrap(),
            caller: Caller::parse("+15555550123"),
            dialed: "+15555550100".to_owned(),
            answered_at: at(0),
            ended_at: None,
            step: 0,
            token: String::new(),
            session: "{}".to_owned(),
            workspace: None,
            employee: None,
            last_heard_at: at(0),
        };
        calls::insert_call(&mut self.tx(), &call).unwrap();
        call
    }

    fn entry(&self, workspace: WorkspaceId, employee: EmployeeId, in_at: Timestamp) -> Entry {
        Entry {
            id: EntryId::generate(&self.ids()),
            workspace,
            employee,
            status: EntryStatus::Open,
            in_at,
            out_at: None,
            zone: zone(),
            job: None,
        }
    }

    fn open_entry(&self, workspace: WorkspaceId, employee: EmployeeId) -> Entry {
        let entry = self.entry(workspace, employee, at(0));
        entries::insert_open(&mut self.tx(), &entry).unwrap();
        entry
    }

    fn punch<'a>(&self, entry: &Entry, call: CallId, way: Way, made_by: &'a str) -> Punch<'a> {
        let id = PunchId::generate(&self.ids());
        let Entry { workspace, employee, id: entry, in_at, .. } = *entry;
        let (channel, whereabouts) = (PunchChannel::Phone { call, clocked_by: None }, Whereabouts::NotLookedFor);
        Punch { id, workspace, employee, entry, way, at: in_at, channel, whereabouts, made_by }
    }
}
