//! Tokens by which other programs reach the API of a workspace: made and shown once, found again, revoked.

mod secret;

use jiff::SignedDuration;
use serde_json::json;
use subtle::ConstantTimeEq;

pub use self::secret::ApiSecret;
pub use crate::store::api_tokens::ApiToken;
use crate::{
    domain::{
        api_scope::Scopes,
        ids::{ApiTokenId, WorkspaceId},
        text::cleaned,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::{Store, Unit},
    },
    store::{Hold, StoreError, Tx, api_tokens},
};

/// Characters of the longest name.
pub const NAME_MAX_CHARS: usize = 60;
/// Tokens that a workspace has in use at most.
pub const MAX_TOKENS: usize = 50;
/// How exactly it is known when a token was last used.
const USE_IS_NOTED_EVERY: SignedDuration = SignedDuration::from_secs(60);

/// Why a token was not made or revoked.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum ApiTokenError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("the token has no name, or one that is too long")]
    Name,
    #[error("a token in use has the name already")]
    NameTaken,
    #[error("there are {MAX_TOKENS} tokens in use already")]
    TooMany,
    #[error("the token was made already, and its secret was shown then")]
    MadeAlready,
    #[error("there is no such token in the workspace")]
    NotFound,
}

/// Every token of a workspace, revoked ones too, the newest first.
pub fn list(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<ApiToken>, StoreError> {
    api_tokens::list_tokens(tx, workspace)
}

/// Makes a token under an id drawn before, so that sending a form twice makes one. What is given back is the only time
/// that the secret is seen.
///
/// # Errors
/// When the name is missing, too long or taken, there are too many, or the id is taken.
pub fn make(
    u: &mut Unit<'_>,
    actor: &Actor,
    id: ApiTokenId,
    (name, scopes): (&str, Scopes),
) -> Result<ApiSecret, ApiTokenError> {
    let name = cleaned(name).trim().to_owned();
    if name.is_empty() || name.chars().count() > NAME_MAX_CHARS {
        return Err(ApiTokenError::Name);
    }
    if api_tokens::is_id_taken(u.tx, id)? {
        return Err(ApiTokenError::MadeAlready);
    }
    let mut in_use = api_tokens::list_tokens(u.tx, actor.workspace)?;
    in_use.retain(|token| token.revoked_at.is_none());
    if in_use.iter().any(|token| token.name.to_lowercase() == name.to_lowercase()) {
        return Err(ApiTokenError::NameTaken);
    }
    if in_use.len() >= MAX_TOKENS {
        return Err(ApiTokenError::TooMany);
    }
    let secret = ApiSecret::generate(u.entropy);
    let token = ApiToken {
        id,
        workspace: actor.workspace,
        name,
        scopes,
        prefix: secret.prefix().to_owned(),
        secret_hash: secret.hash().to_vec(),
        made_at: u.now,
        made_by: actor.user,
        maker: actor.name.clone(),
        last_used_at: None,
        revoked_at: None,
    };
    api_tokens::insert_token(u.tx, &token)?;
    let after = json!({ "name": token.name, "scopes": token.scopes.to_string(), "prefix": token.prefix });
    let (subject, after) = (&token.name, Some(after));
    audit::note(u, actor, AuditChange { action: "make API token", subject, employee: None, before: NO_FIELDS, after })?;
    Ok(secret)
}

/// Ends a token: the next request that shows it is refused. One that was revoked before stays so.
///
/// # Errors
/// When there is no such token.
pub fn revoke(u: &mut Unit<'_>, actor: &Actor, id: ApiTokenId) -> Result<ApiToken, ApiTokenError> {
    let token = api_tokens::find_token(u.tx, actor.workspace, id)?.ok_or(ApiTokenError::NotFound)?;
    if api_tokens::revoke_token(u.tx, actor.workspace, id, u.now)? {
        let before = Some(json!({ "scopes": token.scopes.to_string(), "prefix": token.prefix }));
        let (subject, after) = (&token.name, NO_FIELDS);
        audit::note(u, actor, AuditChange { action: "revoke API token", subject, employee: None, before, after })?;
    }
    Ok(token)
}

/// The token in use that a program shows; `None` for any other. That it was used is noted once a minute.
pub async fn find(store: &Store, shown: &ApiSecret) -> Result<Option<ApiToken>, StoreError> {
    let prefix = shown.prefix().to_owned();
    let known = store.read(move |tx| api_tokens::find_by_prefix(tx, &prefix)).await?;
    // Whether or not there is one, the hash is compared.
    let expected = known.as_ref().map_or(&[0_u8; 32][..], |token| token.secret_hash.as_slice());
    let is_right = bool::from(expected.ct_eq(&shown.hash()));
    let Some(token) = known.filter(|_| is_right) else { return Ok(None) };
    let (id, now) = (token.id, store.now());
    if token.last_used_at.is_none_or(|at| now.duration_since(at) >= USE_IS_NOTED_EVERY) {
        store.write(Hold::Nothing, move |u| api_tokens::set_used(u.tx, id, now)).await?;
    }
    Ok(Some(token))
}
