//! What the fuzz targets hold, held for every file of `fuzz/corpus` without cargo-fuzz.

#[path = "../../../fuzz/src/lib.rs"]
mod checks;

use std::{
    fs,
    panic::catch_unwind,
    path::{Path, PathBuf},
};

use crate::support::files_below;

/// So that they stay what somebody can look through: files of one target, and their bytes.
const MOST_FILES: usize = 32;
const MOST_BYTES: u64 = 200_000;

fn fuzz() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz")
}

/// Every file of a target's corpus holds, and there are both such as come through and such as do not.
fn replay(target: &str, check: fn(&[u8]) -> bool) {
    let files = files_below(&fuzz().join("corpus").join(target));
    let bytes: u64 = files.iter().map(|file| fs::metadata(file).unwrap().len()).sum();
    assert!(files.len() <= MOST_FILES && bytes <= MOST_BYTES, "{target}: {} files, {bytes} bytes", files.len());
    let (mut through, mut refused) = (0, 0);
    for file in files {
        let data = fs::read(&file).unwrap();
        // What went wrong is in the output already; which file it was comes here.
        match catch_unwind(|| check(&data)) {
            Ok(true) => through += 1,
            Ok(false) => refused += 1,
            Err(_) => panic!("fuzz/corpus/{target}/{} does not hold", file.file_name().unwrap().display()),
        }
    }
    assert!(through > 3 && refused > 0, "{target}: {through} came through, {refused} did not");
}

#[test]
fn a_webhook_is_believed_and_understood_exactly_as_signed() {
    replay("webhook_form", checks::webhook_form::check);
}

#[test]
fn a_hostile_name_is_said_and_is_nothing_else() {
    replay("twiml", checks::twiml::check);
}

#[test]
fn hostile_audio_is_measured_within_bounds_or_refused() {
    replay("wav", checks::wav::check);
}

#[test]
fn every_line_of_a_hostile_list_is_taken_or_refused_and_no_cell_becomes_a_formula() {
    replay("csv_import", checks::csv_import::check);
}

#[test]
fn only_the_right_link_or_code_opens_and_all_others_hear_the_same() {
    replay("setup_token", checks::setup_token::check);
}

#[test]
fn a_call_of_any_events_ends_and_clocks_at_most_in_and_once_more() {
    replay("dialog", checks::dialog::check);
}

#[test]
fn every_fuzz_target_has_a_corpus_and_a_test_here() {
    let names = |folder: &str| {
        let entries = fs::read_dir(fuzz().join(folder)).unwrap();
        let stem = |entry: fs::DirEntry| entry.path().file_stem().unwrap().to_str().unwrap().to_owned();
        let mut names: Vec<_> = entries.map(|entry| stem(entry.unwrap())).collect();
        names.sort();
        names
    };
    let targets = names("fuzz_targets");
    assert_eq!(targets, names("corpus"));
    let here = include_str!("corpora.rs");
    for target in targets {
        assert!(here.contains(&format!("replay(\"{target}\", checks::{target}::check)")), "{target}");
    }
}
