//! *Export assignees*: the people of a kiosk with what each keys or shows there, as a file that spreadsheets open.

use std::collections::HashMap;

use serde_json::json;

use super::{
    credentials::{KioskCredential, Showing, find_active_policy, showing},
    members,
};
use crate::{
    domain::{
        csv_cells::{harmless, keeps_zeros},
        employee::Employee,
        ids::{EmployeeId, KioskId, WorkspaceId},
        kiosk::CredentialKind,
        text::base_letters,
        user::Role,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{
            Store,
            keys::LinkKey,
            notices::{self, NewNotice, NoticeKind},
        },
    },
    store::{
        Hold, StoreError, Tx, employees, kiosk_credentials,
        kiosk_policies::KioskPolicy,
        kiosks::{self, Kiosk},
    },
};

/// What stands in the place of a PIN that an admin has typed.
const CHOSEN: &str = "chosen";

/// Why there is no file.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ExportError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("kiosks are not activated")]
    NotActivated,
    #[error("there is no such kiosk in the workspace")]
    NoKiosk,
    /// Switched off for good.
    #[error("showing PINs and badges again is switched off in the workspace")]
    ShownOnce,
    #[error("the file could not be written")]
    Csv(#[from] csv::Error),
}

/// The people of a kiosk with what they have under the method in force.
#[derive(Debug, Clone)]
pub struct Assignees {
    /// The kiosk.
    pub kiosk: Kiosk,
    /// What holds for kiosks.
    pub policy: KioskPolicy,
    /// Everybody active whom the kiosk is for, in the order of lists.
    pub people: Vec<Employee>,
    held: HashMap<(EmployeeId, CredentialKind), KioskCredential>,
}

/// The people of a kiosk.
///
/// # Errors
/// When kiosks are not activated, or there is no such kiosk.
pub fn read(tx: &mut dyn Tx, workspace: WorkspaceId, id: KioskId) -> Result<Assignees, ExportError> {
    let policy = find_active_policy(tx, workspace)?.ok_or(ExportError::NotActivated)?;
    let kiosk = kiosks::find_kiosk(tx, workspace, id)?.ok_or(ExportError::NoKiosk)?;
    let mut people = Vec::new();
    for employee in employees::list_employees(tx, workspace)?.into_iter().map(|row| row.employee) {
        if employee.active && members::covers(tx, &kiosk, employee.id)? {
            people.push(employee);
        }
    }
    let mut held = HashMap::new();
    for kind in policy.method.credentials() {
        let known = kiosk_credentials::list_of_kind(tx, workspace, (*kind, policy.digits_of(*kind)))?;
        held.extend(known.into_iter().map(|credential| ((credential.employee, *kind), credential)));
    }
    Ok(Assignees { kiosk, policy, people, held })
}

/// The file. Nothing leaves before it is written down who took it, and the owners are told by mail.
///
/// # Errors
/// When PINs and badges are not shown again, or as for [`read`].
pub async fn assignees(store: &Store, actor: Actor, id: KioskId) -> Result<AssigneeFile, ExportError> {
    let keys = store.keys().clone();
    let write = store.write(Hold::WorkspaceShared(actor.workspace), move |u| {
        let found = read(u.tx, actor.workspace, id)?;
        if !found.policy.may_show_again {
            return Err(ExportError::ShownOnce);
        }
        let file = file(&keys, &found)?;
        let count = found.people.len();
        let change = AuditChange {
            action: "export assignees",
            subject: &found.kiosk.name,
            employee: None,
            before: NO_FIELDS,
            after: Some(json!({ "people": count, "method": found.policy.method.name() })),
        };
        audit::note(u, &actor, change)?;
        let notice = NewNotice {
            kiosk: Some(id),
            actor: Some(actor.name.clone()),
            count: Some(u32::try_from(count).unwrap_or(u32::MAX)),
            ..NewNotice::of(NoticeKind::AssigneesExported)
        };
        notices::tell(u, actor.workspace, notice, &[Role::Owner])?;
        Ok(AssigneeFile { name: file_name(&found.kiosk.name), csv: file })
    });
    write.await
}

/// The people of a kiosk as a file.
#[derive(Debug)]
pub struct AssigneeFile {
    /// `assignees-yard-gate.csv`.
    pub name: String,
    /// What is in it.
    pub csv: Vec<u8>,
}

/// Named after the kiosk, in letters that every file system and every header takes.
fn file_name(kiosk: &str) -> String {
    let base = base_letters(kiosk);
    let words = base.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let name: Vec<_> = std::iter::once("assignees").chain(words).collect();
    format!("{}.csv", name.join("-"))
}

/// CSV in UTF-8 with a byte order mark, which Excel asks for. No spreadsheet makes a formula of a cell, or drops zeros in
/// front.
fn file(keys: &LinkKey, found: &Assignees) -> Result<Vec<u8>, csv::Error> {
    let Assignees { policy, people, held, .. } = found;
    let mut csv =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{FEFF}".as_bytes().to_vec());
    let kinds = policy.method.credentials();
    let column = |kind: &CredentialKind| match kind {
        CredentialKind::NamePin | CredentialKind::NumberPin | CredentialKind::LonePin => "pin",
        CredentialKind::Badge => "badge",
    };
    csv.write_record(["name", "number"].into_iter().chain(kinds.iter().map(column)).chain(["method"]))?;
    for employee in people {
        let number = employee.details.employee_number.clone().unwrap_or_default();
        let mut cells = vec![employee.details.name.clone(), number];
        for kind in kinds {
            let shown = held.get(&(employee.id, *kind)).map(|credential| showing(keys, policy, credential));
            cells.push(match shown {
                Some(Showing::Shown(secret)) => secret.expose().to_owned(),
                Some(Showing::Typed) => CHOSEN.to_owned(),
                Some(Showing::ShownOnce) | None => String::new(),
            });
        }
        cells.push(policy.method.name().to_owned());
        csv.write_record(cells.into_iter().map(|cell| keeps_zeros(harmless(cell))))?;
    }
    csv.into_inner().map_err(|error| error.into_error().into())
}
