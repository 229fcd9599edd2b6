//! The store's own files know no database by its driver, and say nothing that SQLite alone takes: what is SQLite's is in
//! `sqlite`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each file of the store but those of `sqlite`.
fn sources() -> Vec<(PathBuf, String)> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let (mut folders, mut sources) = (vec![store.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let is_sqlites = path == store.join("sqlite") || path == store.join("tests");
                folders.extend((!is_sqlites).then_some(path));
            } else {
                let code = fs::read_to_string(&path).unwrap();
                sources.push((path, code));
            }
        }
    }
    assert!(sources.len() > 40, "{} files", sources.len());
    sources
}

#[test]
fn only_the_files_of_sqlite_name_its_driver() {
    for (path, code) in sources() {
        assert!(!code.contains("rusqlite") && !code.contains("refinery"), "{}", path.display());
    }
}

#[test]
fn no_statement_has_what_postgresql_refuses_or_reads_otherwise() {
    let is_comment = |line: &&str| line.trim_start().starts_with("//");
    for (path, code) in sources() {
        let code: String = code.lines().filter(|line| !is_comment(line)).collect();
        for refused in ["LIMIT -1", "CROSS JOIN", " IN ()", "x''", "instr(", "SELECT *", "INSERT OR ", "rowid"] {
            assert!(!code.contains(refused), "{}: {refused}", path.display());
        }
    }
}
