//! The statements that SQLite keeps of its schema, as PostgreSQL takes them: word for word, with nothing decided.

/// A type of SQLite's STRICT tables, and what stands in its place.
const TYPES: [(&str, &str); 4] = [
    ("INTEGER", "BIGINT"),
    ("BLOB", "BYTEA"),
    ("REAL", "DOUBLE PRECISION"),
    // As SQLite compares text, whatever the locale of the database.
    ("TEXT", "TEXT COLLATE \"C\""),
];

/// A table, or an index.
pub fn translate(sql: &str) -> String {
    let sql = without_comments(sql);
    let sql = sql.strip_suffix("STRICT, WITHOUT ROWID").or(sql.strip_suffix("STRICT")).unwrap_or(&sql);
    // The parts outside of quotes are those with even numbers.
    let parts = sql.split('\'').enumerate();
    let sql: Vec<String> = parts.map(|(n, part)| if n % 2 == 0 { of_words(part) } else { part.to_owned() }).collect();
    let sql = sql.join("'").replace("name COLLATE NOCASE", "lower(name)");
    sql.replace("x''", "''::bytea")
}

/// The triggers that PostgreSQL has in the place of one of SQLite, each with this function.
pub fn translate_trigger(sql: &str, function: &str) -> Vec<String> {
    let sql = without_comments(sql);
    let head = sql.split_once("\nBEGIN ").unwrap().0.replace('\n', " ");
    let head = head.replace("IS NOT NEW.", "IS DISTINCT FROM NEW.");
    let (event, condition) = match head.split_once(" WHEN ") {
        Some((event, condition)) => (event, format!("WHEN ({condition})")),
        None => (head.as_str(), String::new()),
    };
    let mut made = vec![format!("{event} FOR EACH ROW {condition} EXECUTE FUNCTION {function}()")];
    if event.contains(" BEFORE DELETE ") {
        // SQLite has no other way to empty a table.
        let event = event.replace(" BEFORE DELETE ", " BEFORE TRUNCATE ").replace("_deleted", "_truncated");
        made.push(format!("{event} FOR EACH STATEMENT EXECUTE FUNCTION {function}()"));
    }
    made
}

fn without_comments(sql: &str) -> String {
    let line = |line: &str| line.split_once("--").map_or(line, |(code, _)| code).trim_end().to_owned();
    sql.lines().map(line).collect::<Vec<_>>().join("\n")
}

fn of_words(part: &str) -> String {
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut made = String::new();
    for piece in part.split_inclusive(|c| !is_of_word(c)) {
        let word = piece.trim_end_matches(|c| !is_of_word(c));
        let put = TYPES.iter().find(|(sqlite, _)| *sqlite == word).map_or(word, |(_, postgres)| postgres);
        made.push_str(put);
        made.push_str(&piece[word.len()..]);
    }
    made
}
