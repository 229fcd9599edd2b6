//! A table as a whole: written from one engine into another, and compared by what is read back.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use super::tx::{Row, StoreError, Tx, Value, placeholders};

/// Parameters of one statement, below what either engine takes.
const PARAMETERS: usize = 4_000;
/// Between two words about how far a table has got.
const TOLD_EVERY: u64 = 20_000;

/// A table of the schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is called.
    pub name: String,
    pub(super) columns: Vec<String>,
    /// The columns of its primary key; empty where it has none.
    pub(super) key: Vec<String>,
    /// The tables that its rows refer to, itself perhaps among them.
    pub(super) refers_to: BTreeSet<String>,
}

/// What a table holds, in a form that can be compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableDigest {
    /// How many rows there are.
    pub rows: u64,
    /// Over every value of every row, in the order of the key.
    pub sha256: [u8; 32],
}

/// What became of the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CopiedTable {
    /// What was written.
    pub digest: TableDigest,
    /// Texts in which U+FFFD stands for U+0000 now, which PostgreSQL takes in no text.
    pub mended: u64,
}

impl Table {
    /// Whether its rows refer to other rows of it.
    pub(super) fn refers_to_itself(&self) -> bool {
        self.refers_to.contains(&self.name)
    }

    /// Every row, in the same order on both engines.
    fn select(&self) -> String {
        let order = match self.key.is_empty() {
            false => self.key.join(", "),
            true => self.columns.iter().map(|column| format!("{column} NULLS FIRST")).collect::<Vec<_>>().join(", "),
        };
        format!("SELECT {} FROM {} ORDER BY {order}", self.columns.join(", "), self.name)
    }

    fn insert(&self, rows: usize) -> String {
        let width = self.columns.len();
        let rows = (0..rows).map(|row| format!("({})", placeholders(row * width + 1, width)));
        format!(
            "INSERT INTO {} ({}) VALUES {}",
            self.name,
            self.columns.join(", "),
            rows.collect::<Vec<_>>().join(", ")
        )
    }

    /// Whether it holds no row.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn is_empty(&self, tx: &mut dyn Tx) -> Result<bool, StoreError> {
        Ok(tx.query(&format!("SELECT 1 FROM {} LIMIT 1", self.name), &[])?.is_empty())
    }

    /// What it holds. `told` hears now and then how many rows have been read.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn digest(&self, tx: &mut dyn Tx, told: &mut dyn FnMut(u64)) -> Result<TableDigest, StoreError> {
        let mut digest = Digesting::default();
        tx.each(&self.select(), &[], &mut |row| {
            digest.add(row.values());
            tell(digest.rows, told);
            Ok(())
        })?;
        Ok(digest.finish())
    }

    /// Writes every row of one database into another, without keeping more than a few. `told` hears now and then how many
    /// rows have been written.
    ///
    /// # Errors
    /// When one cannot be read or the other takes a row not as it is.
    pub fn copy(
        &self,
        from: &mut dyn Tx,
        to: &mut dyn Tx,
        told: &mut dyn FnMut(u64),
    ) -> Result<CopiedTable, StoreError> {
        let (mut digest, mut mended) = (Digesting::default(), 0);
        let mut batch =
            Batch { table: self, most: (PARAMETERS / self.columns.len().max(1)).max(1), values: Vec::new() };
        from.each(&self.select(), &[], &mut |row| {
            let row = mend(row, &mut mended);
            digest.add(&row);
            tell(digest.rows, told);
            batch.add(row, to)
        })?;
        batch.finish(to)?;
        Ok(CopiedTable { digest: digest.finish(), mended })
    }
}

fn tell(rows: u64, told: &mut dyn FnMut(u64)) {
    if rows.is_multiple_of(TOLD_EVERY) {
        told(rows);
    }
}

/// The values of a row as both engines keep them.
fn mend(row: &Row, mended: &mut u64) -> Vec<Value> {
    let mend = |value: &Value| match value {
        Value::Text(text) if text.contains('\0') => {
            *mended += 1;
            Value::from(text)
        }
        Value::Null | Value::Int(_) | Value::Real(_) | Value::Text(_) | Value::Blob(_) => value.clone(),
    };
    row.values().iter().map(mend).collect()
}

/// Rows that go into one statement: on a server each statement is a way there and back.
struct Batch<'t> {
    table: &'t Table,
    most: usize,
    values: Vec<Value>,
}

impl Batch<'_> {
    fn add(&mut self, row: Vec<Value>, to: &mut dyn Tx) -> Result<(), StoreError> {
        self.values.extend(row);
        if self.rows() < self.most { Ok(()) } else { self.write(self.most, to) }
    }

    fn rows(&self) -> usize {
        self.values.len() / self.table.columns.len().max(1)
    }

    /// In halves, so that there are few statements of different length.
    fn finish(mut self, to: &mut dyn Tx) -> Result<(), StoreError> {
        while self.rows() > 0 {
            self.write(1 << self.rows().ilog2(), to)?;
        }
        Ok(())
    }

    fn write(&mut self, rows: usize, to: &mut dyn Tx) -> Result<(), StoreError> {
        let rest = self.values.split_off(rows * self.table.columns.len());
        let values = std::mem::replace(&mut self.values, rest);
        match to.execute(&self.table.insert(rows), &values)? {
            changed if changed == rows => Ok(()),
            changed => Err(StoreError::RowCount { changed, expected: rows }),
        }
    }
}

/// Each value with its kind and its length, so that no two rows look alike.
#[derive(Default)]
struct Digesting {
    rows: u64,
    sha256: Sha256,
}

impl Digesting {
    fn add(&mut self, row: &[Value]) {
        self.rows += 1;
        for value in row {
            match value {
                Value::Null => self.sha256.update([0]),
                Value::Int(int) => self.fixed(1, int.to_be_bytes()),
                Value::Real(real) => self.fixed(2, real.to_bits().to_be_bytes()),
                Value::Text(text) => self.long(3, text.as_bytes()),
                Value::Blob(bytes) => self.long(4, bytes),
            }
        }
    }

    fn fixed(&mut self, kind: u8, bytes: [u8; 8]) {
        self.sha256.update([kind]);
        self.sha256.update(bytes);
    }

    fn long(&mut self, kind: u8, bytes: &[u8]) {
        self.fixed(kind, (bytes.len() as u64).to_be_bytes());
        self.sha256.update(bytes);
    }

    fn finish(self) -> TableDigest {
        TableDigest { rows: self.rows, sha256: self.sha256.finalize().into() }
    }
}
