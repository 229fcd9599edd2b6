//! Users, their sessions, and the links that let them choose a password.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{DeviceId, PasswordLinkId, UserId, WebSessionId, WorkspaceId},
    language::OfficeLanguage,
    user::{Email, Role, User},
};

const COLUMNS: &str = "u.id, u.workspace_id, u.email, u.name, u.role, u.active, u.language";

fn read(row: &Row) -> Result<User, StoreError> {
    let role: String = row.get(4)?;
    Ok(User {
        id: row.get(0)?,
        workspace: row.get(1)?,
        email: row.get(2)?,
        name: row.get(3)?,
        role: Role::parse(&role).ok_or(StoreError::Unreadable("a role"))?,
        active: row.get(5)?,
        language: row.get(6)?,
    })
}

/// Adds a user.
///
/// # Errors
/// When the address is taken.
pub fn insert_user(tx: &mut dyn Tx, user: &User, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO web_user (id, workspace_id, email, name, role, active, language, \
                       created_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let User { id, workspace, email, name, role, active, language } = user;
    execute_one(tx, SQL, params![*id, *workspace, email, name, role.name(), *active, language, now])
}

/// Changes name, role and whether the user may sign in.
///
/// # Errors
/// When there is no such user in the workspace.
pub fn set_user(tx: &mut dyn Tx, user: &User) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE web_user SET name = ?3, role = ?4, active = ?5 WHERE workspace_id = ?1 AND id = ?2";
    execute_one(tx, SQL, params![user.workspace, user.id, &user.name, user.role.name(), user.active])
}

/// Changes the language in which a user reads.
///
/// # Errors
/// When there is no such user.
pub fn set_language(tx: &mut dyn Tx, id: UserId, language: OfficeLanguage) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE web_user SET language = ?2 WHERE id = ?1", params![id, &language])
}

/// Sets a user's password.
///
/// # Errors
/// When there is no such user.
pub fn set_password(tx: &mut dyn Tx, id: UserId, hash: &str) -> Result<(), StoreError> {
    execute_one(tx, "UPDATE web_user SET password_hash = ?2 WHERE id = ?1", params![id, hash])
}

/// Whether there is any user in any workspace.
pub fn any_user(tx: &mut dyn Tx) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM web_user LIMIT 1", &[], |_| Ok(()))?.is_some())
}

/// A user of the workspace.
pub fn find_user(tx: &mut dyn Tx, workspace: WorkspaceId, id: UserId) -> Result<Option<User>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM web_user u WHERE u.workspace_id = ?1 AND u.id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// A user, where it is certain that there is one.
///
/// # Errors
/// When there is no such user.
pub fn get_user(tx: &mut dyn Tx, id: UserId) -> Result<User, StoreError> {
    find_one(tx, &format!("SELECT {COLUMNS} FROM web_user u WHERE u.id = ?1"), params![id], read)?
        .ok_or(StoreError::Unreadable("a user is missing"))
}

/// A user with the hash to check a password against.
pub fn find_user_by_email(tx: &mut dyn Tx, email: &Email) -> Result<Option<(User, Option<String>)>, StoreError> {
    let sql = format!("SELECT {COLUMNS}, u.password_hash FROM web_user u WHERE u.email = ?1");
    find_one(tx, &sql, params![email], |row| Ok((read(row)?, row.get(7)?)))
}

/// The users of a workspace; whether each has chosen a password.
pub fn list_users(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(User, bool)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, u.password_hash IS NOT NULL FROM web_user u WHERE u.workspace_id = ?1 ORDER BY u.name, u.id"
    );
    list(tx, &sql, params![workspace], |row| Ok((read(row)?, row.get(7)?)))
}

/// A session as a list shows it.
#[derive(Debug, Clone)]
pub struct WebSession {
    /// Its own id.
    pub id: WebSessionId,
    /// Who is signed in.
    pub user: User,
    /// When they signed in.
    pub began_at: Timestamp,
    /// When a page was last asked for.
    pub last_seen_at: Timestamp,
    /// The network address they signed in from.
    pub address: String,
    /// What the browser says it is.
    pub browser: String,
    /// The shared device on which it was begun by PIN; none for one that was begun with a password.
    pub device: Option<DeviceId>,
    /// When they last showed by the password that it is them; none in a session that was begun without one.
    pub confirmed_at: Option<Timestamp>,
    /// Whether they have a password by which they could show it.
    pub has_password: bool,
    /// Whether a code is asked for beside it.
    pub has_second_factor: bool,
}

const SESSION_COLUMNS: &str = "s.id, s.began_at, s.last_seen_at, s.address, s.browser, s.device_id, s.confirmed_at, \
     u.password_hash IS NOT NULL AND u.login_method <> 'pin only', \
     EXISTS (SELECT 1 FROM second_factor f WHERE f.user_id = u.id AND f.confirmed_at IS NOT NULL)";

/// A session on a shared device ends with the device, with its kiosk, and with signing in by PIN.
const DEVICE_IN_USE: &str = "(s.device_id IS NULL OR EXISTS (SELECT 1 FROM kiosk_device d \
                             JOIN kiosk k ON k.workspace_id = d.workspace_id AND k.id = d.kiosk_id \
                             JOIN kiosk_policy p ON p.workspace_id = d.workspace_id \
                             WHERE d.id = s.device_id AND d.status = 'active' AND k.disabled_at IS NULL \
                             AND k.deleted_at IS NULL AND p.activated = 1 AND p.sign_in_by_pin = 1))";

fn read_session(row: &Row) -> Result<WebSession, StoreError> {
    Ok(WebSession {
        user: read(row)?,
        id: row.get(7)?,
        began_at: row.get(8)?,
        last_seen_at: row.get(9)?,
        address: row.get(10)?,
        browser: row.get(11)?,
        device: row.get(12)?,
        confirmed_at: row.get(13)?,
        has_password: row.get(14)?,
        has_second_factor: row.get(15)?,
    })
}

/// Writes down that somebody has signed in.
pub fn insert_session(tx: &mut dyn Tx, token_hash: &[u8], session: &WebSession) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO web_session (token_hash, id, user_id, began_at, last_seen_at, address, browser, \
                       device_id, confirmed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let WebSession { id, user, began_at, last_seen_at, address, browser, device, confirmed_at, .. } = session;
    let times = (*began_at, *last_seen_at, *confirmed_at);
    let params = params![token_hash, *id, user.id, times.0, times.1, address, browser, *device, times.2];
    execute_one(tx, SQL, params)
}

/// The session of an active user, on a device that is in use.
pub fn find_session(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<Option<WebSession>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {SESSION_COLUMNS} FROM web_session s JOIN web_user u ON u.id = s.user_id \
         WHERE s.token_hash = ?1 AND u.active = 1 AND {DEVICE_IN_USE}"
    );
    find_one(tx, &sql, params![token_hash], read_session)
}

/// Notes that a page was asked for in a session.
pub fn set_session_seen(tx: &mut dyn Tx, id: WebSessionId, now: Timestamp) -> Result<(), StoreError> {
    tx.execute("UPDATE web_session SET last_seen_at = ?2 WHERE id = ?1", params![id, now]).map(drop)
}

/// Notes that the user of a session has shown that it is them; whether the session is still there.
pub fn set_session_confirmed(tx: &mut dyn Tx, id: WebSessionId, now: Timestamp) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE web_session SET confirmed_at = ?2 WHERE id = ?1", params![id, now])? == 1)
}

/// The sessions of a workspace's users, last seen first.
pub fn list_sessions(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<WebSession>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, {SESSION_COLUMNS} FROM web_user u JOIN web_session s ON s.user_id = u.id \
         WHERE u.workspace_id = ?1 AND {DEVICE_IN_USE} ORDER BY s.last_seen_at DESC, s.id"
    );
    list(tx, &sql, params![workspace], read_session)
}

/// Ends a session of the workspace; whether there was one.
pub fn delete_session(tx: &mut dyn Tx, workspace: WorkspaceId, id: WebSessionId) -> Result<bool, StoreError> {
    const SQL: &str = "DELETE FROM web_session WHERE id = ?2 \
                       AND user_id IN (SELECT id FROM web_user WHERE workspace_id = ?1)";
    Ok(tx.execute(SQL, params![workspace, id])? == 1)
}

/// Ends every session of a user but one.
pub fn delete_sessions_of(tx: &mut dyn Tx, user: UserId, except: Option<WebSessionId>) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM web_session WHERE user_id = ?1 AND (id <> ?2 OR ?2 IS NULL)", params![user, except])
}

/// Ends the sessions of a user on shared devices, or those everywhere else.
pub fn delete_sessions_begun(tx: &mut dyn Tx, user: UserId, on_devices: bool) -> Result<usize, StoreError> {
    let sql = if on_devices {
        "DELETE FROM web_session WHERE user_id = ?1 AND device_id IS NOT NULL"
    } else {
        "DELETE FROM web_session WHERE user_id = ?1 AND device_id IS NULL"
    };
    tx.execute(sql, params![user])
}

/// Forgets sessions that have run out.
pub fn prune_sessions(tx: &mut dyn Tx, seen_before: Timestamp, begun_before: Timestamp) -> Result<usize, StoreError> {
    let idle = tx.execute("DELETE FROM web_session WHERE last_seen_at < ?1", params![seen_before])?;
    Ok(idle + tx.execute("DELETE FROM web_session WHERE began_at < ?1", params![begun_before])?)
}

/// Counts a current password that is about to be checked, as if it were wrong; whether there was one left.
pub fn count_session_password(tx: &mut dyn Tx, id: WebSessionId, at_most: u32) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE web_session SET wrong_passwords = wrong_passwords + 1 \
                       WHERE id = ?1 AND wrong_passwords < ?2";
    Ok(tx.execute(SQL, params![id, at_most])? == 1)
}

/// Takes back the last password that was counted.
pub fn uncount_session_password(tx: &mut dyn Tx, id: WebSessionId) -> Result<(), StoreError> {
    const SQL: &str =
        "UPDATE web_session SET wrong_passwords = wrong_passwords - 1 WHERE id = ?1 AND wrong_passwords > 0";
    tx.execute(SQL, params![id]).map(drop)
}

/// Ends the count of wrong current passwords; whether the session is still there.
pub fn clear_session_passwords(tx: &mut dyn Tx, id: WebSessionId) -> Result<bool, StoreError> {
    Ok(tx.execute("UPDATE web_session SET wrong_passwords = 0 WHERE id = ?1", params![id])? == 1)
}

/// Wrong current passwords of a session; none for a session that has ended.
pub fn count_of_session_passwords(tx: &mut dyn Tx, id: WebSessionId) -> Result<Option<u32>, StoreError> {
    find_one(tx, "SELECT wrong_passwords FROM web_session WHERE id = ?1", params![id], |row| row.get(0))
}

/// What a link to choose a password is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordLinkKind {
    /// The first owner of a new workspace, who is still to be named.
    FirstOwner,
    /// A user who was added.
    Invitation,
    /// A user who has forgotten the password.
    Reset,
}

impl PasswordLinkKind {
    /// Every one that there is.
    pub const ALL: [Self; 3] = [Self::FirstOwner, Self::Invitation, Self::Reset];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::FirstOwner => "first owner",
            Self::Invitation => "invitation",
            Self::Reset => "reset",
        }
    }
}

/// A link to choose a password.
#[derive(Debug, Clone, Copy)]
pub struct PasswordLink {
    /// Its own id.
    pub id: PasswordLinkId,
    /// Of what kind it is.
    pub kind: PasswordLinkKind,
    /// Who chooses it; none for the first owner, who is still to be named.
    pub user: Option<UserId>,
    /// When it ceases to work.
    pub ends_at: Timestamp,
    /// Used or replaced by a newer one.
    pub spent: bool,
}

/// Makes a link and ends the ones before it.
pub fn insert_password_link(
    tx: &mut dyn Tx,
    link: &PasswordLink,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    const END: &str = "UPDATE password_link SET replaced_at = ?2 WHERE (user_id = ?1 OR (?1 IS NULL AND user_id IS NULL)) \
                       AND used_at IS NULL AND replaced_at IS NULL";
    tx.execute(END, params![link.user, now])?;
    insert_password_link_beside(tx, link, token_hash, now)
}

/// Makes a link and leaves the ones before it.
pub fn insert_password_link_beside(
    tx: &mut dyn Tx,
    link: &PasswordLink,
    token_hash: &[u8],
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO password_link (id, kind, user_id, token_hash, made_at, ends_at) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    execute_one(tx, SQL, params![link.id, link.kind.name(), link.user, token_hash, now, link.ends_at])
}

/// The link with this token, by the token's SHA-256.
pub fn find_password_link(tx: &mut dyn Tx, token_hash: &[u8]) -> Result<Option<PasswordLink>, StoreError> {
    const SQL: &str = "SELECT id, kind, user_id, ends_at, used_at IS NOT NULL OR replaced_at IS NOT NULL \
                       FROM password_link WHERE token_hash = ?1";
    find_one(tx, SQL, params![token_hash], |row| {
        let kind: String = row.get(1)?;
        let kind = PasswordLinkKind::ALL.into_iter().find(|known| known.name() == kind);
        Ok(PasswordLink {
            id: row.get(0)?,
            kind: kind.ok_or(StoreError::Unreadable("a link's kind"))?,
            user: row.get(2)?,
            ends_at: row.get(3)?,
            spent: row.get(4)?,
        })
    })
}

/// The link of this kind that a user has and that works until `until` at least.
pub fn find_waiting_link(
    tx: &mut dyn Tx,
    user: UserId,
    kind: PasswordLinkKind,
    until: Timestamp,
) -> Result<Option<PasswordLinkId>, StoreError> {
    const SQL: &str = "SELECT id FROM password_link WHERE user_id = ?1 AND kind = ?2 AND used_at IS NULL \
                       AND replaced_at IS NULL AND ends_at >= ?3 ORDER BY ends_at DESC, id DESC LIMIT 1";
    find_one(tx, SQL, params![user, kind.name(), until], |row| row.get(0))
}

/// The link by which somebody can become the first owner.
pub fn find_first_owner_link(tx: &mut dyn Tx, now: Timestamp) -> Result<Option<PasswordLinkId>, StoreError> {
    const SQL: &str = "SELECT id FROM password_link WHERE kind = 'first owner' AND used_at IS NULL \
                       AND replaced_at IS NULL AND ends_at > ?1 ORDER BY made_at DESC LIMIT 1";
    find_one(tx, SQL, params![now], |row| row.get(0))
}

/// Uses up a password link; whether it was still unused.
pub fn use_password_link(tx: &mut dyn Tx, id: PasswordLinkId, now: Timestamp) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE password_link SET used_at = ?2 WHERE id = ?1 AND used_at IS NULL AND replaced_at IS NULL";
    Ok(tx.execute(SQL, params![id, now])? == 1)
}

/// Ends the links of a user that still wait.
pub fn end_password_links(tx: &mut dyn Tx, user: UserId, now: Timestamp) -> Result<usize, StoreError> {
    const SQL: &str =
        "UPDATE password_link SET replaced_at = ?2 WHERE user_id = ?1 AND used_at IS NULL AND replaced_at IS NULL";
    tx.execute(SQL, params![user, now])
}

/// Writes down that a new password was asked for.
pub fn insert_password_request(
    tx: &mut dyn Tx,
    email_hash: &[u8],
    address: &str,
    now: Timestamp,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO password_request (email_hash, at, address) VALUES (?1, ?2, ?3)";
    execute_one(tx, SQL, params![email_hash, now, address])
}

/// Requests for one typed address, and from one network address, later than `since`.
pub fn count_password_requests(
    tx: &mut dyn Tx,
    email_hash: &[u8],
    address: &str,
    since: Timestamp,
    now: Timestamp,
) -> Result<(u32, u32), StoreError> {
    const BY_EMAIL: &str = "SELECT count(*) FROM password_request WHERE email_hash = ?1 AND at > ?2 AND at <= ?3";
    const BY_ADDRESS: &str = "SELECT count(*) FROM password_request WHERE address = ?1 AND at > ?2 AND at <= ?3";
    let by_email = find_one(tx, BY_EMAIL, params![email_hash, since, now], |row| row.get(0))?;
    let by_address = find_one(tx, BY_ADDRESS, params![address, since, now], |row| row.get(0))?;
    Ok((by_email.unwrap_or(0), by_address.unwrap_or(0)))
}

/// Forgets requests of a time that has not come: a clock that was ahead must keep nobody waiting.
pub fn forget_later_password_requests(tx: &mut dyn Tx, now: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM password_request WHERE at > ?1", params![now])
}

/// Forgets requests from before that moment; how many.
pub fn prune_password_requests(tx: &mut dyn Tx, before: Timestamp) -> Result<usize, StoreError> {
    tx.execute("DELETE FROM password_request WHERE at < ?1", params![before])
}
