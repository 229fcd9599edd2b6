//! The list of numbers that workers call, where there is more to say of a number than that it is one.

use std::path::PathBuf;

use super::{ConfigError, ProviderConfig, present_path};
use crate::domain::{
    dialed::{self, DialedNumber},
    offered::OfferedLanguages,
};

const NAME: &str = "PHONECLOCK_NUMBERS";

/// Reads the list, whose numbers must be those of providers that are set, and greet in languages that are offered.
pub(super) fn read(
    path: Option<PathBuf>,
    providers: &[ProviderConfig],
    offered: &OfferedLanguages,
) -> Result<Vec<DialedNumber>, ConfigError> {
    let Some(path) = present_path(path) else { return Ok(Vec::new()) };
    let unread = |source| ConfigError::SecretFile { name: NAME, path: path.clone(), source };
    let text = std::fs::read_to_string(&path).map_err(unread)?;
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()));
    let rows: Vec<Vec<String>> = rows.collect::<Result<_, _>>().map_err(|error| unread(error.into()))?;
    let known: Vec<_> = providers.iter().map(ProviderConfig::name).collect();
    dialed::read(&rows, &known, offered).map_err(|problem| ConfigError::Numbers { path, problem })
}
