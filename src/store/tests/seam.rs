//! The store's own files know no database by its driver: what is SQLite's is in `sqlite`.

use std::{fs, path::Path};

#[test]
fn only_the_files_of_sqlite_name_its_driver() {
    let store = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store");
    let (mut folders, mut looked_at) = (vec![store.clone()], 0);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                let is_sqlites = path == store.join("sqlite") || path == store.join("tests");
                folders.extend((!is_sqlites).then_some(path));
            } else {
                let code = fs::read_to_string(&path).unwrap();
                assert!(!code.contains("rusqlite") && !code.contains("refinery"), "{}", path.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at > 40, "{looked_at} files");
}
