//! How each constraint is tried: what is done to a row so that this constraint, and no other, refuses it.

use rusqlite::types::Value;

use super::{
    both::Refusals,
    checks::{Put, broken_by},
    rows::Row,
    schema::{Check, Foreign, Table, Unique},
};

/// SQLite numbers these by itself where they are NULL.
const NUMBERED: [(&str, &str); 2] = [("gateway", "id"), ("clock_watch", "id")];

/// A second row that is the same in another spelling.
const SPELLED: &[(&str, &str, Put)] = &[("break_kind_name_once", "name", Put::Text("LUNCH"))];

/// A key whose trial a trigger of SQLite refuses before the key is looked at.
const REFUSED_FIRST: [(&str, &str); 1] = [("audit_record_pkey", "the audit log is never changed")];

pub struct Trial {
    pub name: String,
    wanted: Refusals,
    /// What SQLite may say as well, which looks at a table's keys in an order of its own.
    or_sqlite: Vec<String>,
    kind: Kind,
}

enum Kind {
    /// One row with these changes.
    Changed(Vec<(String, Value)>),
    Foreign(Foreign),
    Unique(Unique),
}

fn trial(name: String, sqlite: String, postgres: String, kind: Kind) -> Trial {
    Trial { name, wanted: Refusals { sqlite: Some(sqlite), postgres: Some(postgres) }, or_sqlite: Vec::new(), kind }
}

/// All that is to be tried of a table. A key that holds a narrower one can never refuse alone: it is there for others to
/// refer to.
pub fn trials_of(table: &Table, all: &[Table]) -> Vec<Trial> {
    let name = &table.name;
    let mut trials = Vec::new();
    for column in &table.not_null {
        if !NUMBERED.contains(&(name, column)) {
            let place = format!("{name}.{column}");
            let kind = Kind::Changed(vec![(column.clone(), Value::Null)]);
            let sqlite = format!("NOT NULL constraint failed: {place}");
            trials.push(trial(format!("{place} NOT NULL"), sqlite, format!("NOT NULL {place}"), kind));
        }
    }
    for Check { name: constraint, text, called } in &table.checks {
        let breaks = broken_by(name, text);
        assert!(!breaks.is_empty(), "BROKEN_BY has nothing for CHECK ({text}) of {name}: write down what breaks it");
        for changes in breaks {
            let said = format!("{name}: CHECK ({text}) by {changes:?}");
            let sqlite = format!("CHECK constraint failed: {called}");
            trials.push(trial(said, sqlite, constraint.clone(), Kind::Changed(changes)));
        }
    }
    for unique in &table.unique {
        if is_for_reference(unique, table, all) {
            continue;
        }
        let kind = Kind::Unique(unique.clone());
        let said = format!("{name}: UNIQUE {}", unique.name);
        let first = REFUSED_FIRST.iter().find(|(key, _)| *key == unique.name);
        let in_sqlite = |unique| first.map_or_else(|| in_sqlite(name, unique), |(_, because)| (*because).to_owned());
        let wider = table.unique.iter().filter(|other| is_for_reference(other, table, all) && is_within(unique, other));
        let or_sqlite = wider.map(in_sqlite).collect();
        trials.push(Trial { or_sqlite, ..trial(said, in_sqlite(unique), unique.name.clone(), kind) });
    }
    for foreign in &table.foreign {
        let kind = Kind::Foreign(foreign.clone());
        let sqlite = "FOREIGN KEY constraint failed".to_owned();
        trials.push(trial(format!("{name}: {}", foreign.name), sqlite, foreign.name.clone(), kind));
    }
    trials
}

fn is_for_reference(unique: &Unique, table: &Table, all: &[Table]) -> bool {
    let is_narrower = |other: &Unique| !other.is_partial && other != unique && is_within(other, unique);
    let mut references = all.iter().flat_map(|table| &table.foreign);
    !unique.is_partial
        && table.unique.iter().any(is_narrower)
        && references.any(|foreign| foreign.parent == table.name && foreign.parent_columns == unique.keys)
}

fn is_within(one: &Unique, other: &Unique) -> bool {
    one.keys.iter().all(|key| other.keys.contains(key))
}

fn in_sqlite(table: &str, unique: &Unique) -> String {
    if unique.keys.iter().any(|key| key.starts_with("COALESCE(")) {
        return format!("UNIQUE constraint failed: index '{}'", unique.name);
    }
    let plain = |key: &String| {
        let key = key.strip_prefix("lower(").and_then(|key| key.strip_suffix(')')).unwrap_or(key);
        format!("{table}.{key}")
    };
    format!("UNIQUE constraint failed: {}", unique.keys.iter().map(plain).collect::<Vec<_>>().join(", "))
}

impl Trial {
    /// Whether this constraint has refused, in both engines.
    pub fn has_refused(&self, refusals: &Refusals) -> bool {
        let or_sqlite = |said: &String| self.or_sqlite.contains(said);
        refusals.postgres == self.wanted.postgres
            && (refusals.sqlite == self.wanted.sqlite || refusals.sqlite.as_ref().is_some_and(or_sqlite))
    }

    /// Statements to try in turn, made of a row that is not there yet. `there` is what is.
    pub fn statements(&self, row: &Row, table: &Table, there: &[Row]) -> Vec<Vec<String>> {
        match &self.kind {
            Kind::Changed(changes) => vec![vec![row.with(changes).insert()]],
            Kind::Foreign(foreign) => {
                orphans(row, foreign, table).into_iter().map(|orphan| vec![orphan.insert()]).collect()
            }
            Kind::Unique(unique) => {
                twins(row, unique, table, there).into_iter().map(|twin| vec![row.insert(), twin.insert()]).collect()
            }
        }
    }
}

/// The row with a parent that is not there, for this foreign key alone.
fn orphans(row: &Row, foreign: &Foreign, table: &Table) -> Vec<Row> {
    let change = |column: &String| {
        let missing = match row.get(column) {
            Value::Text(_) => Value::Text("999999".to_owned()),
            Value::Null | Value::Integer(_) | Value::Real(_) | Value::Blob(_) => Value::Blob(b"nowhere".to_vec()),
        };
        row.with(&[(column.clone(), missing)])
    };
    let is_asked = |foreign: &Foreign, row: &Row| foreign.columns.iter().all(|column| *row.get(column) != Value::Null);
    let mut orphans = Vec::new();
    for column in &foreign.columns {
        let orphan = change(column);
        let mut others = table.foreign.iter().filter(|other| other.name != foreign.name);
        let others_ask = others.any(|other| other.columns.contains(column) && is_asked(other, &orphan));
        if is_asked(foreign, &orphan) && !others_ask {
            orphans.push(orphan);
        }
    }
    orphans
}

/// Rows that are like this one in a key, and in as few other keys as can be.
fn twins(row: &Row, unique: &Unique, table: &Table, there: &[Row]) -> Vec<Row> {
    let spelled = SPELLED.iter().filter(|(of, _, _)| *of == unique.name);
    let spelled: Vec<_> = spelled.map(|(_, column, put)| ((*column).to_owned(), put.value())).collect();
    let mut twins = vec![row.with(&spelled)];
    for other in table.unique.iter().filter(|other| *other != unique && !is_within(other, unique)) {
        let keys: Vec<&String> =
            other.keys.iter().filter(|key| !unique.keys.contains(key) && !key.contains('(')).collect();
        let changed: Vec<Row> =
            twins.iter().flat_map(|twin| keys.iter().flat_map(|key| others_for(twin, key, table, there))).collect();
        twins.extend(changed);
    }
    twins
}

/// The row with other values in a column: one that nobody has, or those of other parents.
fn others_for(row: &Row, column: &String, table: &Table, there: &[Row]) -> Vec<Row> {
    let mut values = Vec::new();
    for foreign in &table.foreign {
        let Some(place) = foreign.columns.iter().position(|of| of == column) else { continue };
        let parents = there.iter().filter(|row| row.table == foreign.parent);
        values.extend(parents.map(|parent| parent.get(&foreign.parent_columns[place]).clone()));
    }
    if !table.foreign.iter().any(|foreign| foreign.columns.contains(column)) {
        values.push(match row.get(column) {
            Value::Text(_) => Value::Text("nobody's".to_owned()),
            Value::Integer(_) => Value::Integer(987_654),
            Value::Null | Value::Real(_) | Value::Blob(_) => Value::Blob(b"nobody's".to_vec()),
        });
    }
    values
        .into_iter()
        .filter(|value| value != row.get(column))
        .map(|value| row.with(&[(column.clone(), value)]))
        .collect()
}
