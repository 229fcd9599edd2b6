//! The settings file, the unit and the wrapper that the package brings, beside what the program knows of settings.

use std::{collections::BTreeMap, path::Path};

use clap::Args;

use super::{GatewayArgs, LogArgs, StorageArgs, settings_file};

const FILE: &str = include_str!("../../packaging/phoneclock.conf");
const UNIT: &str = include_str!("../../packaging/phoneclock.service");
const WRAPPER: &str = include_str!("../../packaging/phoneclock");
const GUIDE: &str = include_str!("../../docs/OPERATING.md");

/// Every setting that help shows, with its default.
fn known() -> BTreeMap<String, Option<String>> {
    let command =
        GatewayArgs::augment_args(LogArgs::augment_args(StorageArgs::augment_args(clap::Command::new("all"))));
    let shown = command.get_arguments().filter(|arg| !arg.is_hide_set());
    shown
        .filter_map(|arg| {
            let default = arg.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
            Some((arg.get_env()?.to_str()?.to_owned(), default))
        })
        .collect()
}

/// What the file would set if nothing of it were a comment: `#NAME=value`, beside `# a sentence`.
fn offered() -> BTreeMap<String, String> {
    let uncommented = FILE.lines().map(|line| match line.strip_prefix('#') {
        Some(rest) if rest.starts_with(|letter: char| letter.is_ascii_uppercase()) => rest,
        _ => line,
    });
    let read = settings_file::parse(&uncommented.collect::<Vec<_>>().join("\n"));
    let count = read.len();
    let offered = read.into_iter().collect::<BTreeMap<_, _>>();
    assert_eq!(offered.len(), count, "a setting is there twice");
    offered
}

/// The settings that stand in a text behind a word, as in `export NAME=value`.
fn set_by(text: &str, word: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter_map(|line| line.strip_prefix(word)?.split_once('='));
    lines
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .filter(|(name, _)| name.starts_with("PHONE"))
        .collect()
}

#[test]
fn the_packaged_file_offers_every_setting_and_no_other() {
    assert_eq!(offered().into_keys().collect::<Vec<_>>(), known().into_keys().collect::<Vec<_>>());
}

#[test]
fn the_packaged_file_leaves_to_be_filled_in_what_serve_asks_for() {
    let set = settings_file::parse(FILE);
    let names: Vec<_> = set.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        names,
        [
            ("PHONECLOCK_PUBLIC_URL", ""),
            ("PHONECLOCK_DIAL_IN_NUMBER", ""),
            ("PHONECLOCK_TWILIO_ACCOUNT_SID", ""),
            ("PHONECLOCK_TWILIO_AUTH_TOKEN", ""),
        ]
    );
}

#[test]
fn the_packaged_file_shows_the_defaults() {
    let (offered, folders) = (offered(), set_by(UNIT, "Environment="));
    for (name, default) in known() {
        let Some(default) = folders.get(&name).cloned().or(default) else { continue };
        assert_eq!(offered.get(&name), Some(&default), "{name}");
    }
}

#[test]
fn service_and_commands_use_the_same_folders_and_the_same_file() {
    let mut wrapper = set_by(WRAPPER, "export ");
    let file = wrapper.remove(settings_file::NAME);
    assert_eq!(wrapper, set_by(UNIT, "Environment="));
    assert_eq!(file.as_deref(), UNIT.lines().find_map(|line| line.strip_prefix("EnvironmentFile=")));
    assert!(wrapper.values().all(|folder| Path::new(folder).starts_with("/var/lib/phoneclock")), "{wrapper:?}");
}

#[test]
fn the_guide_explains_every_setting() {
    for name in known().into_keys() {
        assert!(GUIDE.contains(&format!("`{name}`")), "{name}");
    }
}
