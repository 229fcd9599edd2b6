//! The store's own files know no database by its driver, and say nothing that one engine alone takes: what is SQLite's is
//! in `sqlite`, what is PostgreSQL's in `postgres`.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each file of the store but those of the engines.
fn sources() -> Vec<(PathBuf, String)> {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let (mut folders, mut sources) = (vec![store.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let is_an_engines = ["sqlite", "postgres", "tests"].iter().any(|folder| path == store.join(folder));
                folders.extend((!is_an_engines).then_some(path));
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
fn only_the_files_of_an_engine_name_its_driver() {
    for (path, code) in sources() {
        for driver in ["rusqlite", "tokio_postgres", "refinery"] {
            assert!(!code.contains(driver), "{}: {driver}", path.display());
        }
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
