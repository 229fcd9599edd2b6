//! Alerts with the names of those whom they are about, for mails and pages.

pub(in crate::service) mod told;

use std::collections::{HashMap, hash_map::Entry};

use jiff::Timestamp;

use crate::{
    domain::{
        alert::{AlertKind, AlertOutcome},
        ids::{AlertId, EmployeeId, EntryId, KioskId, WorkspaceId},
        line_trouble::LineTrouble,
        workspace::Zone,
    },
    store::{
        StoreError, Tx,
        alerts::{Alert, ClosedAlert},
        employees, kiosk_devices, kiosks, payroll_policies, workspaces,
    },
};

/// An alert, with all that is said of it.
#[derive(Debug, Clone)]
pub struct AlertView {
    /// Its own id.
    pub id: AlertId,
    /// What it is about.
    pub about: AlertAbout,
    /// The moment that it is about: a clock-in, a start, when a device was last seen.
    pub at: Timestamp,
    /// The zone of whom or what it is about.
    pub zone: Zone,
    /// When it was raised.
    pub opened_at: Timestamp,
    /// How it ended; none while it is open.
    pub closed: Option<ClosedAlert>,
}

impl AlertView {
    /// Whether it came to nothing more.
    #[must_use]
    pub fn has_lapsed(&self) -> bool {
        self.closed.is_some_and(|closed| closed.outcome == AlertOutcome::Lapsed)
    }

    /// When what it was about was over.
    #[must_use]
    pub fn over_at(&self) -> Option<Timestamp> {
        self.closed.and_then(|closed| closed.over_at)
    }

    /// Of what kind it is.
    #[must_use]
    pub const fn kind(&self) -> AlertKind {
        match self.about {
            AlertAbout::InTooLong { .. } => AlertKind::InTooLong,
            AlertAbout::NearOvertime { .. } => AlertKind::NearOvertime,
            AlertAbout::NotHere { .. } => AlertKind::NotHere,
            AlertAbout::KioskSilent { .. } => AlertKind::KioskSilent,
            AlertAbout::LineFailing { .. } => AlertKind::LineFailing,
        }
    }

    /// The page on which something can be done about it.
    #[must_use]
    pub fn path(&self) -> String {
        match &self.about {
            AlertAbout::InTooLong { entry: Some(entry), .. } => format!("/time-entries/{entry}"),
            AlertAbout::InTooLong { entry: None, .. } => "/who-is-in".to_owned(),
            AlertAbout::NearOvertime { employee, .. } => format!("/timesheets/{}", employee.id),
            AlertAbout::NotHere { employee } => format!("/employees/{}", employee.id),
            AlertAbout::KioskSilent { kiosk: Some((id, _)), .. } => format!("/time-tracking/kiosks/{id}"),
            AlertAbout::KioskSilent { kiosk: None, .. } => "/time-tracking/kiosks".to_owned(),
            AlertAbout::LineFailing { .. } => "/reports/calls".to_owned(),
        }
    }
}

/// An employee whom an alert is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedEmployee {
    /// The employee.
    pub id: EmployeeId,
    /// Their name.
    pub name: String,
}

/// What an alert is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AlertAbout {
    /// Somebody is in for long.
    InTooLong {
        /// Who it is.
        employee: NamedEmployee,
        /// Their open entry.
        entry: Option<EntryId>,
    },
    /// Somebody is near overtime.
    NearOvertime {
        /// Who it is.
        employee: NamedEmployee,
        /// Seconds that they had worked in the week when it was raised.
        worked_secs: i64,
        /// Seconds after which overtime begins; none where it never does by now.
        limit_secs: Option<i64>,
    },
    /// Somebody has not come.
    NotHere {
        /// Who it is.
        employee: NamedEmployee,
    },
    /// A device is silent.
    KioskSilent {
        /// What it is called; empty for one that is gone.
        device: String,
        /// The kiosk that it stands at, with its name.
        kiosk: Option<(KioskId, String)>,
    },
    /// Calls go wrong.
    LineFailing {
        /// In what way.
        trouble: LineTrouble,
        /// How many calls or requests when it was raised.
        count: i64,
    },
}

/// Puts names to the alerts of one workspace; who is met again is read once.
pub struct AlertViewer {
    zone: Zone,
    /// Seconds after which overtime begins in a week.
    limit_secs: Option<i64>,
    /// Those met so far, with their own zones.
    employees: HashMap<EmployeeId, (String, Option<Zone>)>,
}

impl AlertViewer {
    /// One for a workspace.
    pub fn new(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Self, StoreError> {
        let zone = workspaces::get_workspace(tx, workspace)?.settings.zone;
        let limit_secs = payroll_policies::get_policy(tx, workspace)?.weekly_overtime_after_secs;
        Ok(Self { zone, limit_secs, employees: HashMap::new() })
    }

    /// An alert of the workspace with the names of whom it is about.
    pub fn view(&mut self, tx: &mut dyn Tx, alert: &Alert) -> Result<AlertView, StoreError> {
        let Alert { id, kind, entry, at, opened_at, closed, .. } = *alert;
        let mut zone = self.zone.clone();
        let about = match kind {
            AlertKind::InTooLong => AlertAbout::InTooLong { employee: self.employee(tx, alert, &mut zone)?, entry },
            AlertKind::NearOvertime => AlertAbout::NearOvertime {
                employee: self.employee(tx, alert, &mut zone)?,
                worked_secs: alert.amount.unwrap_or(0),
                limit_secs: self.limit_secs,
            },
            AlertKind::NotHere => AlertAbout::NotHere { employee: self.employee(tx, alert, &mut zone)? },
            AlertKind::KioskSilent => silent(tx, alert, &mut zone)?,
            AlertKind::LineFailing => {
                let trouble = alert.detail.as_deref().and_then(LineTrouble::parse);
                let trouble = trouble.ok_or(StoreError::Unreadable("what goes wrong with calls"))?;
                AlertAbout::LineFailing { trouble, count: alert.amount.unwrap_or(0) }
            }
        };
        Ok(AlertView { id, about, at, zone, opened_at, closed })
    }

    /// The employee of an alert; times are shown in their zone.
    fn employee(&mut self, tx: &mut dyn Tx, alert: &Alert, zone: &mut Zone) -> Result<NamedEmployee, StoreError> {
        let id = alert.employee.ok_or(StoreError::Unreadable("whom an alert is about"))?;
        let (name, own) = match self.employees.entry(id) {
            Entry::Occupied(met) => met.into_mut(),
            Entry::Vacant(new) => {
                let details = employees::get_employee(tx, alert.workspace, id)?.details;
                new.insert((details.name, details.zone))
            }
        };
        if let Some(own) = own {
            *zone = own.clone();
        }
        Ok(NamedEmployee { id, name: name.clone() })
    }
}

fn silent(tx: &mut dyn Tx, alert: &Alert, zone: &mut Zone) -> Result<AlertAbout, StoreError> {
    let workspace: WorkspaceId = alert.workspace;
    let found = match alert.device {
        Some(device) => kiosk_devices::find_device(tx, workspace, device)?,
        None => None,
    };
    let Some(device) = found else { return Ok(AlertAbout::KioskSilent { device: String::new(), kiosk: None }) };
    let kiosk = kiosks::find_kiosk(tx, workspace, device.kiosk)?;
    if let Some(own) = kiosk.as_ref().and_then(|kiosk| kiosk.zone.clone()) {
        *zone = own;
    }
    Ok(AlertAbout::KioskSilent { device: device.name, kiosk: kiosk.map(|kiosk| (kiosk.id, kiosk.name)) })
}
