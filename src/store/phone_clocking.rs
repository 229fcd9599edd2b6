//! Employees as the Phone Clocking page shows them.

use jiff::Timestamp;

use super::{
    employees, people,
    text_messages::TextStage,
    tx::{Row, StoreError, Tx, Value, find_one, list, params},
};
use crate::domain::{
    employee::Employee,
    ids::{EmployeeId, SetupLinkId, WorkspaceId},
    phone_clock_id::PhoneClockId,
    phone_status::PhoneStatus,
};

/// One employee on the Phone Clocking page.
#[derive(Debug, Clone)]
pub struct RolloutRow {
    /// The employee.
    pub employee: Employee,
    /// The ID that works now.
    pub clock_id: Option<PhoneClockId>,
    /// When the PIN was chosen; none where there is no PIN.
    pub pin_set_at: Option<Timestamp>,
    /// The setup link that waits, or that has run out unused.
    pub link: Option<SentLink>,
    /// When the one-time code that waits runs out.
    pub code_ends_at: Option<Timestamp>,
    /// Whether wrong PINs have locked the phone clock ID.
    pub locked: bool,
}

/// A setup link, and what became of the mail with it.
#[derive(Debug, Clone)]
pub struct SentLink {
    /// Its own id.
    pub id: SetupLinkId,
    /// When it was made.
    pub made_at: Timestamp,
    /// When it ceases to work.
    pub ends_at: Timestamp,
    /// When the mail was handed over.
    pub mail_sent_at: Option<Timestamp>,
    /// Why the mail has not arrived, in words for the admin.
    pub mail_problem: Option<String>,
    /// Whether it will not go out.
    pub mail_failed: bool,
    /// Whether it is a file in the outbox folder.
    pub mail_to_folder: bool,
    /// How far the text with it has come, where it was texted, and why no further.
    pub text: Option<(TextStage, Option<String>)>,
}

/// How far the mail with a setup link has come; no more is said than was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkDelivery {
    /// Not tried yet.
    Queued,
    /// Tried again later; why the last try came to nothing, in words for the admin.
    Waiting(String),
    /// A mail server has it.
    Sent,
    /// It is a file in the outbox folder, which nobody gets by mail.
    Folder,
    /// It will not go out.
    Failed(String),
}

impl SentLink {
    /// How far the mail with it has come.
    #[must_use]
    pub fn delivery(&self) -> LinkDelivery {
        if let Some((stage, problem)) = &self.text {
            let problem = || problem.clone().unwrap_or_default();
            return match stage {
                TextStage::Waiting if problem().is_empty() => LinkDelivery::Queued,
                TextStage::Waiting => LinkDelivery::Waiting(problem()),
                TextStage::Accepted => LinkDelivery::Queued,
                TextStage::Sent | TextStage::Delivered => LinkDelivery::Sent,
                TextStage::Undelivered | TextStage::Failed => LinkDelivery::Failed(problem()),
            };
        }
        let problem = || self.mail_problem.clone().unwrap_or_default();
        match (self.mail_failed, self.mail_sent_at, &self.mail_problem) {
            (true, ..) => LinkDelivery::Failed(problem()),
            (false, Some(_), _) if self.mail_to_folder => LinkDelivery::Folder,
            (false, Some(_), _) => LinkDelivery::Sent,
            (false, None, Some(_)) => LinkDelivery::Waiting(problem()),
            (false, None, None) => LinkDelivery::Queued,
        }
    }
}

impl RolloutRow {
    /// How the employee stands with the phone now.
    #[must_use]
    pub fn status(&self, now: Timestamp) -> PhoneStatus {
        PhoneStatus::new(self.pin_set_at.is_some(), self.link.as_ref().map(|link| link.ends_at), now)
    }
}

/// Which employees are listed.
#[derive(Debug, Clone, Default)]
pub struct RolloutFilter {
    /// Parts of a name, an address, an employee number, a phone number or a phone clock ID; empty for everybody.
    pub text: String,
    /// Only those of this status.
    pub status: Option<PhoneStatus>,
    /// Only those who have no PIN yet, whatever their status.
    pub not_started: bool,
    /// Only those who have a phone clock ID.
    pub with_id: bool,
    /// Those behind this one in the order of names.
    pub after: Option<EmployeeId>,
}

/// The columns that [`employees::read`] reads, and how many they are.
const EMPLOYEE_COLUMNS: &str = "e.id, e.workspace_id, e.name, e.email, e.phone, e.employee_number, e.language, e.zone, e.voice_check, e.active, \
     e.payroll_id, e.last_name, e.starts_on";
const EMPLOYEE_COLUMN_COUNT: usize = 13;

/// What follows them; ?2 is now.
const PHONE_COLUMNS: &str = "i.digits, p.set_at, l.id, l.made_at, l.ends_at, m.sent_at, m.problem, coalesce(m.state = 'failed', FALSE), c.ends_at, \
     EXISTS (SELECT 1 FROM sign_in_guard g WHERE g.phone_clock_id = i.digits \
             AND (g.locked_until > ?2 OR g.locked_until_unlocked = 1)), coalesce(m.to_folder, 0), x.state, x.problem \
     FROM employee e \
     LEFT JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
     LEFT JOIN pin p ON p.employee_id = e.id \
     LEFT JOIN setup_link l ON l.employee_id = e.id AND l.kind = 'link' AND l.used_at IS NULL AND l.replaced_at IS NULL \
     LEFT JOIN setup_link c ON c.employee_id = e.id AND c.kind = 'code' AND c.used_at IS NULL AND c.replaced_at IS NULL \
                               AND c.ends_at > ?2 \
     LEFT JOIN mail m ON m.link_id = l.id AND m.kind = 'setup link' \
     LEFT JOIN text_message x ON x.link_id = l.id";

/// The rule of [`PhoneStatus::new`] in SQL; ?2 is now.
const STATUS: &str = "CASE WHEN p.employee_id IS NOT NULL THEN 'ready' WHEN l.id IS NULL THEN 'not-set-up' \
                      WHEN l.ends_at > ?2 THEN 'link-sent' ELSE 'link-expired' END";

fn read(row: &Row) -> Result<RolloutRow, StoreError> {
    let link: Option<SetupLinkId> = row.get(EMPLOYEE_COLUMN_COUNT + 2)?;
    let stage: Option<String> = row.get(EMPLOYEE_COLUMN_COUNT + 11)?;
    let stage = stage.map(|stage| TextStage::read(&stage)).transpose()?;
    let link = link
        .map(|id| {
            Ok::<_, StoreError>(SentLink {
                id,
                made_at: row.get(EMPLOYEE_COLUMN_COUNT + 3)?,
                ends_at: row.get(EMPLOYEE_COLUMN_COUNT + 4)?,
                mail_sent_at: row.get(EMPLOYEE_COLUMN_COUNT + 5)?,
                mail_problem: row.get(EMPLOYEE_COLUMN_COUNT + 6)?,
                mail_failed: row.get(EMPLOYEE_COLUMN_COUNT + 7)?,
                mail_to_folder: row.get(EMPLOYEE_COLUMN_COUNT + 10)?,
                text: match stage {
                    Some(stage) => Some((stage, row.get(EMPLOYEE_COLUMN_COUNT + 12)?)),
                    None => None,
                },
            })
        })
        .transpose()?;
    Ok(RolloutRow {
        employee: employees::read(row)?,
        clock_id: row.get(EMPLOYEE_COLUMN_COUNT)?,
        pin_set_at: row.get(EMPLOYEE_COLUMN_COUNT + 1)?,
        link,
        code_ends_at: row.get(EMPLOYEE_COLUMN_COUNT + 8)?,
        locked: row.get(EMPLOYEE_COLUMN_COUNT + 9)?,
    })
}

/// An employee of the workspace, and how they stand with the phone.
pub fn find_person(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: EmployeeId,
    now: Timestamp,
) -> Result<Option<RolloutRow>, StoreError> {
    let sql = format!("SELECT {EMPLOYEE_COLUMNS}, {PHONE_COLUMNS} WHERE e.workspace_id = ?1 AND e.id = ?3");
    find_one(tx, &sql, params![workspace, now, id], read)
}

/// Active employees in the order of their names.
pub fn list_people(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &RolloutFilter,
    now: Timestamp,
    limit: usize,
) -> Result<Vec<RolloutRow>, StoreError> {
    let mut params: Vec<Value> = vec![workspace.into(), now.into(), limit.into()];
    let narrowed = narrow(filter, &mut params);
    let sql = format!(
        "SELECT {EMPLOYEE_COLUMNS}, {PHONE_COLUMNS} WHERE e.workspace_id = ?1 AND e.active = 1{narrowed} \
         ORDER BY e.sort_name, e.id LIMIT ?3"
    );
    list(tx, &sql, &params, read)
}

/// How many the filter lets through, on all pages.
pub fn count_people(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    filter: &RolloutFilter,
    now: Timestamp,
) -> Result<usize, StoreError> {
    let mut params: Vec<Value> = vec![workspace.into(), now.into()];
    let narrowed = narrow(&RolloutFilter { after: None, ..filter.clone() }, &mut params);
    let sql = format!(
        "SELECT count(*) FROM employee e LEFT JOIN phone_clock_id i ON i.employee_id = e.id AND i.retired_at IS NULL \
         LEFT JOIN pin p ON p.employee_id = e.id \
         LEFT JOIN setup_link l ON l.employee_id = e.id AND l.kind = 'link' AND l.used_at IS NULL \
         AND l.replaced_at IS NULL WHERE e.workspace_id = ?1 AND e.active = 1 AND (e.active = 1 OR e.created_at > ?2){narrowed}"
    );
    Ok(find_one(tx, &sql, &params, |row| row.get(0))?.unwrap_or(0))
}

/// The conditions of a filter, behind others.
fn narrow(filter: &RolloutFilter, params: &mut Vec<Value>) -> String {
    let mut sql = String::new();
    let mut add = |condition: &dyn Fn(usize) -> String, value: Value| {
        params.push(value);
        sql.push_str(" AND ");
        sql.push_str(&condition(params.len()));
    };
    if let Some(after) = filter.after {
        let behind = |n| {
            format!(
                "(e.sort_name, e.id) > (SELECT a.sort_name, a.id FROM employee a WHERE a.workspace_id = ?1 AND a.id = ?{n})"
            )
        };
        add(&behind, after.into());
    }
    if let Some(status) = filter.status {
        add(&|n| format!("{STATUS} = ?{n}"), status.slug().into());
    }
    sql.push_str(&people::found_by(&filter.text, params, Some("i.digits")));
    if filter.not_started {
        sql.push_str(" AND p.employee_id IS NULL");
    }
    if filter.with_id {
        sql.push_str(" AND i.digits IS NOT NULL");
    }
    sql
}

/// How many active employees there are of each status.
pub fn count_by_status(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<(PhoneStatus, usize)>, StoreError> {
    let sql = format!(
        "SELECT {STATUS} AS status, count(*) FROM employee e \
         LEFT JOIN pin p ON p.employee_id = e.id \
         LEFT JOIN setup_link l ON l.employee_id = e.id AND l.kind = 'link' AND l.used_at IS NULL \
                                   AND l.replaced_at IS NULL \
         WHERE e.workspace_id = ?1 AND e.active = 1 GROUP BY status"
    );
    list(tx, &sql, params![workspace, now], |row| {
        let slug: String = row.get(0)?;
        Ok((PhoneStatus::parse(&slug).ok_or(StoreError::Unreadable("a phone status"))?, row.get(1)?))
    })
}

/// An employee whom *Email N setup links* is for, with the address as it was entered.
#[derive(Debug, Clone)]
pub struct DueEmployee {
    /// The employee's id.
    pub id: EmployeeId,
    /// The employee's name.
    pub name: String,
    /// The address as it was entered.
    pub email: Option<String>,
    /// Whether a one-time code waits for the employee.
    pub has_code: bool,
}

/// Active employees who have neither a PIN nor a link that still works, in the order of their names.
pub fn list_due(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<DueEmployee>, StoreError> {
    const SQL: &str = "SELECT e.id, e.name, e.email, \
                       EXISTS (SELECT 1 FROM setup_link c WHERE c.employee_id = e.id AND c.kind = 'code' \
                               AND c.used_at IS NULL AND c.replaced_at IS NULL AND c.ends_at > ?2) FROM employee e \
                       WHERE e.workspace_id = ?1 AND e.active = 1 \
                       AND NOT EXISTS (SELECT 1 FROM pin p WHERE p.employee_id = e.id) \
                       AND NOT EXISTS (SELECT 1 FROM setup_link l WHERE l.employee_id = e.id AND l.kind = 'link' \
                                       AND l.used_at IS NULL AND l.replaced_at IS NULL AND l.ends_at > ?2) \
                       ORDER BY e.sort_name, e.id";
    list(tx, SQL, params![workspace, now], |row| {
        Ok(DueEmployee { id: row.get(0)?, name: row.get(1)?, email: row.get(2)?, has_code: row.get(3)? })
    })
}

/// Active employees without a PIN whose setup link still works, in the order of their names.
pub fn list_unused(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<Vec<RolloutRow>, StoreError> {
    list_active(tx, workspace, now, "= 'link-sent'")
}

/// Active employees who have neither a PIN nor a link that still works, and for whom no one-time code waits, in the
/// order of their names.
pub fn list_without_code(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
) -> Result<Vec<RolloutRow>, StoreError> {
    list_active(tx, workspace, now, "IN ('not-set-up', 'link-expired') AND c.id IS NULL")
}

fn list_active(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    now: Timestamp,
    status: &str,
) -> Result<Vec<RolloutRow>, StoreError> {
    let sql = format!(
        "SELECT {EMPLOYEE_COLUMNS}, {PHONE_COLUMNS} WHERE e.workspace_id = ?1 AND e.active = 1 AND {STATUS} {status} \
         ORDER BY e.sort_name, e.id"
    );
    list(tx, &sql, params![workspace, now], read)
}

/// How many active employees without a PIN have a setup link that still works and is known not to have gone out by
/// mail.
pub fn count_undelivered(tx: &mut dyn Tx, workspace: WorkspaceId, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str = "SELECT count(*) FROM employee e \
                       JOIN setup_link l ON l.employee_id = e.id AND l.kind = 'link' AND l.used_at IS NULL \
                                            AND l.replaced_at IS NULL AND l.ends_at > ?2 \
                       JOIN mail m ON m.link_id = l.id AND m.kind = 'setup link' \
                       WHERE e.workspace_id = ?1 AND e.active = 1 AND (m.problem IS NOT NULL OR m.to_folder = 1) \
                       AND NOT EXISTS (SELECT 1 FROM pin p WHERE p.employee_id = e.id)";
    Ok(find_one(tx, SQL, params![workspace, now], |row| row.get(0))?.unwrap_or(0))
}
