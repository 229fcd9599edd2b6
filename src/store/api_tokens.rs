//! Tokens by which other programs reach the API.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    api_scope::Scopes,
    ids::{ApiTokenId, UserId, WorkspaceId},
};

/// A token, without the secret in it.
#[derive(Debug, Clone)]
pub struct ApiToken {
    /// Which one.
    pub id: ApiTokenId,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// What people call it.
    pub name: String,
    /// What it may do.
    pub scopes: Scopes,
    /// The first part of the token.
    pub prefix: String,
    /// SHA-256 of the rest.
    pub secret_hash: Vec<u8>,
    /// When it was made.
    pub made_at: Timestamp,
    /// Who made it; none for commands run on the machine itself.
    pub made_by: Option<UserId>,
    /// What they were called.
    pub maker: String,
    /// When it was last shown, within a minute.
    pub last_used_at: Option<Timestamp>,
    /// When it was revoked, if it was.
    pub revoked_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, workspace_id, name, scopes, prefix, secret_hash, made_at, made_by, maker, last_used_at, \
                       revoked_at";

fn read(row: &Row) -> Result<ApiToken, StoreError> {
    Ok(ApiToken {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        scopes: Scopes::parse(&row.get::<String>(3)?),
        prefix: row.get(4)?,
        secret_hash: row.get(5)?,
        made_at: row.get(6)?,
        made_by: row.get(7)?,
        maker: row.get(8)?,
        last_used_at: row.get(9)?,
        revoked_at: row.get(10)?,
    })
}

/// Adds a token that is in use.
///
/// # Errors
/// When there is one with the id or the prefix.
pub fn insert_token(tx: &mut dyn Tx, token: &ApiToken) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO api_token (id, workspace_id, name, scopes, prefix, secret_hash, made_at, made_by, \
                       maker) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
    let ApiToken { id, workspace, name, scopes, prefix, secret_hash, made_at, made_by, maker, .. } = token;
    let hash = secret_hash.as_slice();
    execute_one(tx, SQL, params![*id, *workspace, name, scopes.to_string(), prefix, hash, *made_at, *made_by, maker])
}

/// Every token of a workspace, revoked ones too, the newest first.
pub fn list_tokens(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<ApiToken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE workspace_id = ?1 ORDER BY made_at DESC, id DESC");
    list(tx, &sql, params![workspace], read)
}

/// A token of the workspace.
pub fn find_token(tx: &mut dyn Tx, workspace: WorkspaceId, id: ApiTokenId) -> Result<Option<ApiToken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE workspace_id = ?1 AND id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Whether an id is a token's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: ApiTokenId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM api_token WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// The token in use that begins so.
pub fn find_by_prefix(tx: &mut dyn Tx, prefix: &str) -> Result<Option<ApiToken>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM api_token WHERE prefix = ?1 AND revoked_at IS NULL");
    find_one(tx, &sql, params![prefix], read)
}

/// Notes when a token was last shown.
pub fn set_used(tx: &mut dyn Tx, id: ApiTokenId, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE api_token SET last_used_at = ?2 WHERE id = ?1 AND coalesce(last_used_at, 0) < ?2";
    tx.execute(SQL, params![id, now]).map(drop)
}

/// Ends a token; whether it was in use.
pub fn revoke_token(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    id: ApiTokenId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    const SQL: &str = "UPDATE api_token SET revoked_at = ?3 WHERE workspace_id = ?1 AND id = ?2 AND revoked_at IS NULL";
    Ok(tx.execute(SQL, params![workspace, id, now])? == 1)
}
