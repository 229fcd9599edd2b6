//! A transaction that knows which table may be written under which hold. It wraps every write of a build with debug
//! assertions, so that a write under the wrong hold fails a test here and not a call on a database with several writers.

use super::{
    hold::{Hold, Holds},
    tx::{Row, StoreError, Tx, Value},
    work::{Undone, Work},
};

/// A hold without what it is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HoldKind {
    Address,
    Call,
    Caller,
    Device,
    /// Shared or whole.
    AnyWorkspace,
    Workspace,
    Employee,
}

use HoldKind::{Address, AnyWorkspace, Call, Caller, Device, Employee, Workspace};

/// One employee's things: of the office, which has the whole workspace, or of the person, while the workspace stays.
const EMPLOYEE_HOLDS: &[&[HoldKind]] = &[&[Workspace], &[AnyWorkspace, Employee]];
/// What only the office writes.
const WORKSPACE_HOLDS: &[&[HoldKind]] = &[&[Workspace]];
/// What is about one call.
const CALL_HOLDS: &[&[HoldKind]] = &[&[Call]];
/// What comes of a call for one person: of the office, the person, or the recording of the call.
const EMPLOYEE_OR_CALL_HOLDS: &[&[HoldKind]] = &[&[Workspace], &[AnyWorkspace, Employee], &[Call, AnyWorkspace]];
/// What a device of a kiosk does, or the office decides.
const DEVICE_OR_WORKSPACE_HOLDS: &[&[HoldKind]] = &[&[Workspace], &[Device]];
/// Rows that are only added, or changed by statements that are right by themselves.
const NO_HOLDS: &[&[HoldKind]] = &[&[]];

/// Each table with the sets of holds of which one must be had. The gateway's own hold is enough for all of them.
const TABLES: &[(&str, &[&[HoldKind]])] = &[
    ("alert", WORKSPACE_HOLDS),
    ("alert_choice", &[&[Workspace], &[Address]]),
    ("alert_letter", WORKSPACE_HOLDS),
    ("alert_reader", &[&[Workspace], &[Address]]),
    ("alert_told", WORKSPACE_HOLDS),
    ("api_token", WORKSPACE_HOLDS),
    ("approval", WORKSPACE_HOLDS),
    ("audit_record", NO_HOLDS),
    ("badge_link", NO_HOLDS),
    ("break_kind", WORKSPACE_HOLDS),
    ("break_revision", EMPLOYEE_HOLDS),
    ("call", CALL_HOLDS),
    ("call_fault", CALL_HOLDS),
    ("call_list_mark", NO_HOLDS),
    ("call_step", CALL_HOLDS),
    ("claim", &[&[Workspace], &[Device], &[AnyWorkspace, Employee]]),
    ("claim_recording", EMPLOYEE_OR_CALL_HOLDS),
    ("clock_location", WORKSPACE_HOLDS),
    ("clock_watch", &[]),
    ("crew_member", WORKSPACE_HOLDS),
    ("employee", WORKSPACE_HOLDS),
    ("entry_break", EMPLOYEE_HOLDS),
    ("entry_revision", EMPLOYEE_HOLDS),
    ("exception", EMPLOYEE_OR_CALL_HOLDS),
    ("export_batch", WORKSPACE_HOLDS),
    ("export_line", WORKSPACE_HOLDS),
    ("export_profile", WORKSPACE_HOLDS),
    ("failed_kiosk_code", &[&[Address]]),
    ("failed_password", &[&[Address]]),
    ("failed_setup_code", &[&[Address], &[Call]]),
    ("failed_sign_in", &[&[Caller], &[Address]]),
    ("gateway", &[]),
    ("half_sign_in", &[&[Address]]),
    ("hook", WORKSPACE_HOLDS),
    ("hook_delivery", NO_HOLDS),
    ("hook_event", NO_HOLDS),
    ("identification", &[&[Device]]),
    ("import_draft", WORKSPACE_HOLDS),
    ("job", WORKSPACE_HOLDS),
    ("job_assignment", WORKSPACE_HOLDS),
    ("kept_punch", &[&[Device]]),
    ("kiosk", WORKSPACE_HOLDS),
    ("kiosk_code", &[&[Workspace], &[Address]]),
    ("kiosk_credential", EMPLOYEE_HOLDS),
    ("kiosk_device", DEVICE_OR_WORKSPACE_HOLDS),
    ("kiosk_guard", EMPLOYEE_HOLDS),
    ("kiosk_member", WORKSPACE_HOLDS),
    ("kiosk_policy", WORKSPACE_HOLDS),
    ("kiosk_request", &[&[Device]]),
    ("kiosk_stranger_guard", &[&[Device]]),
    ("known_browser", &[&[Address]]),
    ("known_phone", EMPLOYEE_HOLDS),
    ("line_spell", &[]),
    ("listen", NO_HOLDS),
    ("location_job", WORKSPACE_HOLDS),
    ("location_policy", WORKSPACE_HOLDS),
    ("location_rule", WORKSPACE_HOLDS),
    ("mail", NO_HOLDS),
    ("meal_rule", WORKSPACE_HOLDS),
    ("missed_call", CALL_HOLDS),
    ("new_pin", CALL_HOLDS),
    ("notice", NO_HOLDS),
    ("password_link", &[&[Workspace], &[Address]]),
    ("password_request", &[&[Address]]),
    ("payroll_policy", WORKSPACE_HOLDS),
    ("phone_clock_id", EMPLOYEE_HOLDS),
    ("photo", &[&[Workspace], &[AnyWorkspace, Employee], &[Device, AnyWorkspace]]),
    ("photo_look", NO_HOLDS),
    ("photo_verdict", WORKSPACE_HOLDS),
    ("pin", EMPLOYEE_HOLDS),
    ("pin_check", CALL_HOLDS),
    ("planned_start", WORKSPACE_HOLDS),
    ("play", &[&[AnyWorkspace]]),
    ("punch", EMPLOYEE_HOLDS),
    ("recovery_code", &[&[Workspace], &[Address]]),
    ("replica", NO_HOLDS),
    ("review_lease", WORKSPACE_HOLDS),
    ("second_factor", &[&[Workspace], &[Address]]),
    ("setup_link", EMPLOYEE_HOLDS),
    ("sign_in_guard", EMPLOYEE_HOLDS),
    ("task", NO_HOLDS),
    ("time_entry", EMPLOYEE_HOLDS),
    ("text_consent", NO_HOLDS),
    ("text_message", NO_HOLDS),
    ("text_reply", &[&[Caller]]),
    ("timesheet_answer", EMPLOYEE_HOLDS),
    ("upkeep_turn", NO_HOLDS),
    ("usage_mark", NO_HOLDS),
    ("usage_record", NO_HOLDS),
    ("verdict", WORKSPACE_HOLDS),
    ("voice_check", EMPLOYEE_OR_CALL_HOLDS),
    ("web_session", &[&[Address]]),
    ("web_user", &[&[Workspace], &[Address]]),
    ("worker_link", EMPLOYEE_HOLDS),
    ("workspace", WORKSPACE_HOLDS),
];

/// What is forgotten after its time, or marked as over by one statement that looks for itself.
const SELF_CONTAINED_STATEMENTS: &[&str] = &[
    "UPDATE api_token SET last_used_at",
    "UPDATE call_step SET reply = NULL",
    "UPDATE gateway SET writes_tried",
    "UPDATE pin SET hash = ?3",
    "UPDATE web_user SET password_hash = ?3",
    "DELETE FROM failed_",
    "DELETE FROM half_sign_in",
    "DELETE FROM kiosk_request",
    "DELETE FROM kiosk_stranger_guard",
    "DELETE FROM known_browser",
    "DELETE FROM password_request",
    "DELETE FROM text_reply",
    "DELETE FROM web_session",
    "DELETE FROM worker_link",
    "UPDATE web_session SET last_seen_at",
];

/// Runs `work` in a transaction that was begun under these holds, checked in a build with debug assertions.
pub(super) fn run(tx: &mut dyn Tx, holds: &Holds, work: &mut dyn Work) -> Result<(), Undone> {
    if cfg!(debug_assertions) { work.run(&mut CheckedTx::new(tx, holds)) } else { work.run(tx) }
}

/// A transaction that refuses writes under other holds than their table needs.
struct CheckedTx<'a> {
    inner: &'a mut dyn Tx,
    holds: Vec<Hold>,
}

impl<'a> CheckedTx<'a> {
    fn new(inner: &'a mut dyn Tx, holds: &Holds) -> Self {
        Self { inner, holds: holds.iter().cloned().collect() }
    }

    fn has(&self, kind: HoldKind) -> bool {
        self.holds.iter().any(|hold| match hold {
            Hold::Nothing | Hold::Gateway => false,
            Hold::Address(_) => kind == Address,
            Hold::Call(..) => kind == Call,
            Hold::Caller(_) => kind == Caller,
            Hold::Device(_) => kind == Device,
            Hold::WorkspaceShared(_) => kind == AnyWorkspace,
            Hold::Workspace(_) => kind == Workspace || kind == AnyWorkspace,
            Hold::Employee(_) => kind == Employee,
        })
    }

    fn check(&self, sql: &str) {
        let Some(table) = written_table(sql) else { return };
        if self.holds.contains(&Hold::Gateway)
            || SELF_CONTAINED_STATEMENTS.iter().any(|begin| sql.trim_start().starts_with(begin))
        {
            return;
        }
        let sets = TABLES.iter().find(|(name, _)| *name == table).map(|(_, sets)| *sets);
        let allowed = sets.is_some_and(|sets| sets.iter().any(|set| set.iter().all(|kind| self.has(*kind))));
        assert!(allowed, "{table} is written under {:?}, and needs one of {sets:?} or the gateway's hold", self.holds);
    }
}

/// The table that a statement writes; `None` where it only reads.
fn written_table(sql: &str) -> Option<&str> {
    let sql = sql.trim_start();
    let behind = ["INSERT INTO ", "UPDATE ", "DELETE FROM "].iter().find_map(|verb| sql.strip_prefix(verb))?;
    behind.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next()
}

impl Tx for CheckedTx<'_> {
    fn execute(&mut self, sql: &str, params: &[Value]) -> Result<usize, StoreError> {
        self.check(sql);
        self.inner.execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Value]) -> Result<Vec<Row>, StoreError> {
        self.check(sql);
        self.inner.query(sql, params)
    }

    fn each(
        &mut self,
        sql: &str,
        params: &[Value],
        read: &mut dyn FnMut(&Row) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        self.check(sql);
        self.inner.each(sql, params, read)
    }

    fn hold(&mut self, hold: Hold) -> Result<(), StoreError> {
        self.inner.hold(hold.clone())?;
        debug_assert!(
            self.holds.contains(&Hold::Gateway)
                || self.holds.contains(&hold)
                || self.holds.iter().all(|held| *held < hold),
            "{hold:?} is taken after {:?}: two that take them in other orders wait for each other",
            self.holds
        );
        self.holds.push(hold);
        Ok(())
    }
}
