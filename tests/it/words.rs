//! What people read is plain American English: turns of phrase that readers have stumbled over do not come back.

use std::{collections::BTreeSet, fs, path::Path};

use crate::support::files_below;

/// In lower case, each with blanks instead of punctuation.
const STUMBLED_OVER: &[&str] = &[
    // Spellings of another country, or of another time.
    "e mail",
    "practise",
    "practised",
    "recognise",
    "recognises",
    "unrecognised",
    "towards",
    "whoever",
    "anew",
    // Of lists and exceptions.
    "standing",
    "stands",
    "settle",
    "settled",
    "settles",
    "tick",
    "ticked",
    "narrow",
    "look at the list",
    // Of people and their addresses.
    "for want of",
    "cannot be emailed",
    "mean nothing here",
    "mend",
    "there already",
    "this is no",
    // Of pay periods, entries and exports.
    "period with the day",
    "a day of the pay period",
    "not over",
    "claimed",
    "as decided",
    "trail",
    "holds",
    "jobs are told",
    "known there by",
    "form of the file",
    "get the file",
    "impossibly long",
    "share of voice checks",
    "amiss",
    // Of signing in, and of calls.
    "forgotten the password",
    "go on",
    "come through right",
    "will not do",
];

/// The words of a page: its text and what a screen reader says, without tags and without what a template fills in.
fn text_of(template: &str) -> String {
    let mut text = template.to_owned();
    for (begin, end) in [("{%", "%}"), ("{{", "}}")] {
        text = without(&text, begin, end);
    }
    let said = text.split("aria-label=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let said = said.collect::<Vec<_>>().join(". ");
    format!("{}. {said}", without(&text, "<", ">"))
}

fn without(text: &str, begin: &str, end: &str) -> String {
    let mut pieces = text.split(begin);
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |kept, piece| kept + " . " + piece.split_once(end).map_or(piece, |(_, text)| text))
}

/// Messages that are no sentences of ours: names under which things are stored, and what people may search for.
const NAMES: &[&str] = &["audit-field-", "exceptions-means-", "policy-now-", "search-also-", "terms-x-"];

/// The words of a file of messages: what stands behind their names.
fn messages_of(ftl: &str) -> String {
    let is_said = |line: &&str| !line.starts_with('#') && !NAMES.iter().any(|names| line.starts_with(names));
    let messages = ftl.lines().filter(is_said);
    messages.filter_map(|line| line.split_once(" = ")).map(|(_, words)| words).collect::<Vec<_>>().join(" . ")
}

/// Which of them are in a text, word by word; a full stop stays between what does not belong together.
fn found_in(text: &str) -> BTreeSet<&'static str> {
    let plain = |c: char| if c.is_alphanumeric() || c == '\'' { c } else { ' ' };
    let sentences = text.split(['.', '\n', ':', ';', ',', '?']);
    let words = sentences.map(|one| {
        let one: String = one.to_lowercase().replace('’', "'").chars().map(plain).collect();
        format!(" {} ", one.split_whitespace().collect::<Vec<_>>().join(" "))
    });
    let words: Vec<_> = words.collect();
    let is_in = |phrase: &&str| words.iter().any(|one| one.contains(&format!(" {phrase} ")));
    STUMBLED_OVER.iter().copied().filter(is_in).collect()
}

#[test]
fn pages_and_mails_do_not_say_what_readers_have_stumbled_over() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (mut wrong, mut read) = (Vec::new(), 0);
    for file in [files_below(&root.join("templates")), files_below(&root.join("prompts/en"))].concat() {
        let text = fs::read_to_string(&file).unwrap();
        let end = file.extension().and_then(|end| end.to_str()).unwrap();
        let words = match end {
            "html" | "txt" => text_of(&text),
            "ftl" => messages_of(&text),
            _ => continue,
        };
        read += 1;
        let found = found_in(&words);
        if !found.is_empty() {
            wrong.push(format!("{}: {found:?}", file.strip_prefix(root).unwrap().display()));
        }
    }
    assert!(wrong.is_empty(), "say it in other words:\n{}", wrong.join("\n"));
    assert!(read > 60, "{read} files");
}

#[test]
fn a_phrase_is_found_in_text_and_labels_and_not_in_names_of_code() {
    let page = "<form action=\"/exceptions/settle\" class=\"narrow\" aria-label=\"Narrow the list\">\n\
                <p>{% if settled %}Accept the <b>ticked</b>{{ trail }} ones, recommended.</p></form>";
    assert_eq!(found_in(&text_of(page)), BTreeSet::from(["narrow", "ticked"]));
    assert_eq!(
        found_in(&messages_of("# whoever reads\nsetup-go-on = Continue\nready = For want of an e-mail")),
        BTreeSet::from(["e mail", "for want of"])
    );
}
