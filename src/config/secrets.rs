//! Secrets of which there are two while they are rotated.

use std::path::PathBuf;

use super::{ConfigError, secret};
use crate::domain::secret::Secret;

/// Reads a secret that a second one may stand behind, with a comma between them, while they are rotated.
pub(super) fn secrets(
    (name, given): (&'static str, Option<Secret>),
    (file_name, file): (&'static str, Option<PathBuf>),
    what: &'static str,
) -> Result<Vec<Secret>, ConfigError> {
    let text = secret(name, given, file_name, file)?.ok_or(ConfigError::Missing { name, what })?;
    let found: Vec<_> =
        text.expose().split(',').map(str::trim).filter(|secret| !secret.is_empty()).map(Secret::from).collect();
    let fits = (1..=2).contains(&found.len())
        && found.iter().all(|secret| secret.expose().bytes().all(|byte| byte.is_ascii_graphic()));
    if fits { Ok(found) } else { Err(ConfigError::WrongSecret { name, what }) }
}
