//! Every claim of docs/SECURITY.md names the tests that hold it, and the tests are there.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::files_below;

/// What the threat model has to speak of.
const SUBJECTS: &[&str] = &[
    "Guessed PINs",
    "Guessed passwords",
    "Spoofed caller numbers",
    "Replayed and forged webhooks",
    "Stolen setup links",
    "Malicious admins of another workspace",
    "SSRF by recording addresses",
    "Hostile audio",
    "XML and CSV injection",
    "Log leaks",
    "Lost device",
    "Provider insider",
];
const QUESTIONS: [&str; 4] = ["**Who:**", "**Wants:**", "**Stops them:**", "**Left:**"];

fn document() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/SECURITY.md")).unwrap()
}

/// Every test of the sources as `path::name`, where the path is that of its file below a folder of sources.
fn tests_of_the_sources() -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = BTreeSet::new();
    for folder in ["src", "tests", "crates/core/src", "crates/simulator/src"] {
        for file in files_below(&root.join(folder)) {
            if file.extension().is_none_or(|end| end != "rs") {
                continue;
            }
            let path = file.strip_prefix(root.join(folder)).unwrap().with_extension("");
            let parts: Vec<_> = path.iter().map(|part| part.to_str().unwrap()).collect();
            let module = parts.iter().filter(|part| **part != "mod").copied().collect::<Vec<_>>().join("::");
            found.extend(tests_in(&fs::read_to_string(&file).unwrap()).map(|name| format!("{module}::{name}")));
        }
    }
    found
}

/// The functions behind a test attribute.
fn tests_in(code: &str) -> impl Iterator<Item = &str> {
    let behind = code.split("#[test]").skip(1).chain(code.split("#[tokio::test").skip(1));
    behind.filter_map(|rest| {
        let head = &rest[..rest.find('{')?];
        let (_, name) = head.split_once("fn ")?;
        name.split_once('(').map(|(name, _)| name)
    })
}

/// What stands in backquotes and has the form of a test's name.
fn names_in(text: &str) -> Vec<&str> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.filter(|name| name.contains("::") && !name.contains(' ')).collect()
}

#[test]
fn every_test_that_a_claim_names_is_in_the_sources() {
    let (document, tests) = (document(), tests_of_the_sources());
    assert!(tests.len() > 500, "{}", tests.len());
    let named = names_in(&document);
    assert!(named.len() > 40, "{named:?}");
    let missing: Vec<_> = named.into_iter().filter(|name| !tests.contains(*name)).collect();
    assert!(missing.is_empty(), "docs/SECURITY.md names tests that are nowhere: {missing:#?}");
}

#[test]
fn every_subject_says_who_wants_what_what_stops_them_and_what_is_left() {
    let document = document();
    for subject in SUBJECTS {
        let section = document.split("\n## ").find(|section| section.starts_with(&format!("{subject}\n")));
        let section = section.unwrap_or_else(|| panic!("docs/SECURITY.md does not speak of {subject:?}"));
        for question in QUESTIONS {
            assert!(section.contains(question), "{subject}: {question} is not answered");
        }
        let (_, stops) = section.split_once(QUESTIONS[2]).unwrap();
        for claim in stops.split(QUESTIONS[3]).next().unwrap().split("\n- ").skip(1) {
            assert!(!names_in(claim).is_empty(), "{subject}: no test holds this claim: {claim}");
        }
    }
}

#[test]
fn names_of_tests_are_found_whatever_stands_around_them() {
    let code = "#[tokio::test]\n#[ignore = \"long\"]\nasync fn one() {}\n#[test]\nfn two() {}\nfn three() {}";
    assert_eq!(tests_in(code).collect::<BTreeSet<_>>(), BTreeSet::from(["one", "two"]));
    assert_eq!(names_in("a `b::c`, `d e::f` and `g`"), ["b::c"]);
}
