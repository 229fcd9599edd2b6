//! Rows in every table, from which each trial breaks one thing.

use rusqlite::types::Value;

use crate::store::{migrate::MIGRATIONS, tests::upgrades::database_of};

/// Rows beside those of the upgrades: states that these have not.
const MORE: &str = "
    INSERT INTO call (id, provider, provider_call_id, caller, dialled, answered_at, step, token, session, last_heard_at)
        VALUES (x'34', 'twilio', 'CA4', '', '', 2001, 0, '', '{}', 2002),
            (x'35', 'twilio', 'CA5', '', '', 2003, 0, '', '{}', 2004);
    INSERT INTO setup_link (id, employee_id, kind, selector, token_hash, made_at, ends_at)
        VALUES (x'FA01', x'13', 'code', '654321', x'FA02', 2005, 2006);
    INSERT INTO kiosk_credential VALUES (x'FA03', x'01', x'11', 'lone pin', 'typed', 0, 5, NULL, x'FA04', 2007, NULL, 0);
    INSERT INTO kiosk_code (id, workspace_id, kiosk_id, code_hash, made_at, ends_at, maker)
        VALUES (x'FA05', x'01', x'E2', x'FA06', 2008, 2009, 'Olive');
    INSERT INTO worker_link VALUES (x'FA07', x'01', x'13', x'FA08', NULL, 2010, 2011, NULL);
    INSERT INTO alert_letter VALUES (x'FA09', x'01', x'91', 2012, 0);
    INSERT INTO identification VALUES
        (x'FA10', x'01', x'E2', x'E9', x'11', NULL, 2013, '', 'pin', 'punched', 0, NULL, 1, x'FA11'),
        (x'FA12', x'01', x'E2', x'E9', x'11', NULL, 2014, '', 'pin', 'punched', 0, NULL, 1, x'FA13');
    INSERT INTO photo
        (id, workspace_id, employee_id, identification_id, kiosk_id, device_id, entry_id, way, at, status,
         missing_because, sample)
        VALUES (x'FA14', x'01', x'11', x'FA10', x'E2', x'E9', x'43', 'in', 2013, 'expected', NULL, 1),
            (x'FA15', x'01', x'11', x'FA12', x'E2', x'E9', x'43', 'in', 2014, 'missing', 'denied', 1);
    INSERT INTO kept_punch VALUES
        (x'E9', x'FA16', x'01', x'E2', 3, 'in', 2015, 0, 2015, 2016, 'entry', 'same', x'11', x'43', NULL, NULL);
";

#[derive(Clone)]
pub struct Row {
    pub table: String,
    pub columns: Vec<(String, Value)>,
}

impl Row {
    pub fn get(&self, column: &str) -> &Value {
        &self.columns.iter().find(|(name, _)| name == column).unwrap_or_else(|| panic!("no {column}")).1
    }

    /// The same row with other values.
    pub fn with(&self, changes: &[(String, Value)]) -> Self {
        let mut changed = self.clone();
        for (column, value) in changes {
            let place = changed.columns.iter_mut().find(|(name, _)| name == column);
            place.unwrap_or_else(|| panic!("{} has no {column}", self.table)).1 = value.clone();
        }
        changed
    }

    /// The statement that adds it, as SQLite writes bytes.
    pub fn insert(&self) -> String {
        let columns: Vec<&str> = self.columns.iter().map(|(name, _)| name.as_str()).collect();
        let values: Vec<String> = self.columns.iter().map(|(_, value)| literal(value)).collect();
        format!("INSERT INTO {} ({}) VALUES ({})", self.table, columns.join(", "), values.join(", "))
    }
}

fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(int) => int.to_string(),
        Value::Real(real) => format!("{real:?}"),
        Value::Text(text) => format!("'{}'", text.replace('\'', "''")),
        Value::Blob(bytes) => format!("x'{}'", bytes.iter().map(|byte| format!("{byte:02X}")).collect::<String>()),
    }
}

/// All rows of these tables, in the order in which they were added.
pub fn rows_of(tables: &[String]) -> Vec<Row> {
    let (_folder, path) = database_of(MIGRATIONS.len());
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.execute_batch(MORE).unwrap();
    let mut rows = Vec::new();
    for table in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let columns = names.iter().enumerate().map(|(n, name)| (name.clone(), row.get(n).unwrap())).collect();
            rows.push(Row { table: table.clone(), columns });
        }
    }
    rows
}
