//! Files that know each other: no ring of them is larger than a file and its own children.

mod paths;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use self::paths::{Arrows, File, Files, arrows, parent};
use crate::support::files_below;

const CRATES: [&str; 3] = ["src", "crates/core/src", "crates/simulator/src"];

/// Arrows that are not followed, and why the rings that they close are as they should be.
const HONEST: [(&str, &str, &str); 1] = [(
    "crate::web::access",
    "crate::web",
    "the table of access is made of what all pages declare, and every page asks it which links lead somewhere",
)];

fn files_of(sources: &str) -> Files {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(sources);
    let read = files_below(&folder).into_iter().filter_map(|path| {
        let below = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let name = below.strip_suffix(".rs")?;
        let is_test = name.ends_with("tests") || name.contains("tests/");
        // The program itself is another crate.
        (!is_test && name != "main").then(|| (module(name), File::read(&fs::read_to_string(&path).unwrap())))
    });
    read.collect()
}

/// The module that a file is.
fn module(name: &str) -> String {
    let names = name.split('/').filter(|name| !matches!(*name, "mod" | "lib"));
    std::iter::once("crate").chain(names).collect::<Vec<_>>().join("::")
}

/// Files that lead to each other, two or more.
fn rings(arrows: &Arrows) -> BTreeSet<BTreeSet<&str>> {
    let ahead: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|file| (file.as_str(), reach(arrows, file))).collect();
    let rings = ahead.iter().map(|(file, reached)| {
        let back = reached.iter().copied().filter(|other| ahead[other].contains(file));
        back.collect::<BTreeSet<_>>()
    });
    rings.filter(|ring| ring.len() > 1).collect()
}

/// Every file that a file knows, itself or by way of others.
fn reach<'a>(arrows: &'a Arrows, file: &'a str) -> BTreeSet<&'a str> {
    let (mut reached, mut ahead) = (BTreeSet::new(), vec![file]);
    while let Some(file) = ahead.pop() {
        ahead.extend(arrows[file].iter().map(String::as_str).filter(|file| reached.insert(*file)));
    }
    reached
}

/// Whether it is one file and its own children.
fn is_family(ring: &BTreeSet<&str>) -> bool {
    // Of names that begin alike the shortest is the first.
    let (top, mut others) = (ring.first().copied(), ring.iter().skip(1));
    others.all(|file| parent(file) == top)
}

fn is_below(file: &str, other: &str) -> bool {
    file.strip_prefix(other).is_some_and(|rest| rest.starts_with("::"))
}

/// The rings that are too large, with the arrows that close them.
fn too_large(arrows: &Arrows) -> BTreeSet<String> {
    let strangers = |(file, known): (&String, &BTreeSet<String>)| {
        let known = known.iter().filter(|other| !is_below(file, other) && !is_below(other, file));
        (file.clone(), known.cloned().collect())
    };
    // Children may know their parent, and each other, but not in a ring of their own.
    let among_strangers: Arrows = arrows.iter().map(strangers).collect();
    let all = rings(arrows).into_iter().filter(|ring| !is_family(ring)).map(|ring| shown(&ring, arrows));
    let own = rings(&among_strangers);
    all.chain(own.iter().map(|ring| shown(ring, &among_strangers))).collect()
}

fn shown(ring: &BTreeSet<&str>, arrows: &Arrows) -> String {
    let lines = ring.iter().map(|file| {
        let known: Vec<_> = arrows[*file].iter().map(String::as_str).filter(|other| ring.contains(other)).collect();
        format!("\n    {file} knows {}", known.join(", "))
    });
    format!("a ring of {} files:{}", ring.len(), lines.collect::<String>())
}

#[test]
fn no_ring_of_files_is_larger_than_a_file_and_its_children() {
    let mut wrong = Vec::new();
    for sources in CRATES {
        let files = files_of(sources);
        let mut arrows = arrows(&files);
        assert!(arrows.values().map(BTreeSet::len).sum::<usize>() > files.len(), "{sources}: {} files", files.len());
        if sources == "src" {
            for (from, to, why) in HONEST {
                assert!(arrows.get_mut(from).is_some_and(|known| known.remove(to)), "{from} knows no {to}: {why}");
            }
        }
        wrong.extend(too_large(&arrows).into_iter().map(|ring| format!("{sources}: {ring}")));
    }
    assert!(wrong.is_empty(), "move what they share into a file that knows none of them:\n{}", wrong.join("\n"));
}

/// The rings that are too large among files of these names that hold this code.
fn too_large_among(files: &[(&str, &str)]) -> BTreeSet<String> {
    let files = files.iter().map(|(name, code)| ((*name).to_owned(), File::read(code))).collect();
    too_large(&arrows(&files))
}

#[test]
fn a_ring_is_found_however_its_paths_are_written() {
    let root = ("crate", "pub use b::{B as Bee, *};");
    for to_b in ["use super::{\n    b::{self, B},\n};", "use crate::Bee;", "fn a() { crate::b::B::new() }"] {
        for to_a in [
            "use super::a;\nfn b() { a::go() }",
            "use crate::a::{self as other, go};",
            "impl B { pub(super) fn b(&self, a: &'static super::a::A) {} }",
        ] {
            let found = too_large_among(&[root, ("crate::a", to_b), ("crate::b", to_a)]);
            let expected = "a ring of 2 files:\n    crate::a knows crate::b\n    crate::b knows crate::a";
            assert_eq!(found, BTreeSet::from([expected.to_owned()]), "{to_b} {to_a}");
        }
    }
}

#[test]
fn a_file_and_its_own_children_may_know_each_other_and_nobody_further_down() {
    let top = ("crate::a", "mod b;\nuse b::B;\nfn a() { b::c::c() }");
    let child = ("crate::a::b", "use super::A;");
    assert!(too_large_among(&[top, child]).is_empty());
    assert_eq!(too_large_among(&[top, child, ("crate::a::b::c", "use crate::a::A;")]).len(), 1);
}

#[test]
fn children_may_not_know_each_other_in_a_ring_of_their_own() {
    let (top, one) = (("crate::a", "use self::b::B;"), ("crate::a::b", "use super::{A, c::C};"));
    assert!(too_large_among(&[top, one, ("crate::a::c", "use super::A;")]).is_empty());
    assert_eq!(too_large_among(&[top, one, ("crate::a::c", "use super::b::B;")]).len(), 1);
}

#[test]
fn tests_comments_texts_and_scopes_are_no_arrows() {
    let code = r##"
        //! Like [`crate::b::B`].
        pub(in crate::b) const A: &str = "crate::b::B \" crate::b::B";
        const QUOTES: (char, char, &'static str) = ('"', '\'', r#"crate::b::B " crate::b::B"#);
        #[cfg(test)]
        mod tests { use crate::b::{B, C}; fn b() -> [u8; 2] { crate::b::B } }
        use crate::c::C;
    "##;
    let files = [("crate::a", code), ("crate::b", ""), ("crate::c", "")];
    let files = files.into_iter().map(|(name, code)| (name.to_owned(), File::read(code))).collect();
    assert_eq!(arrows(&files)["crate::a"], BTreeSet::from(["crate::c".to_owned()]));
}
