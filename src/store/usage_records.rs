//! What providers say of each call and text: its length and its price; and how far their records were read.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, Value, execute_one, find_one, list, params};
use crate::domain::{
    caller::E164,
    cost::{Cost, Currency},
    ids::WorkspaceId,
};

/// What a record is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum UsageKind {
    /// A call to one of our numbers.
    Call,
    /// A text that we have sent.
    Text,
}

impl UsageKind {
    /// Every one that there is.
    pub const ALL: [Self; 2] = [Self::Call, Self::Text];

    /// By what name it is kept in the database.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Text => "text",
        }
    }

    fn read(name: &str) -> Result<Self, StoreError> {
        let known = Self::ALL.into_iter().find(|kind| kind.name() == name);
        known.ok_or(StoreError::Unreadable("a kind of usage"))
    }
}

/// What a provider says of one call or text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageRecord {
    /// The provider's id of it.
    pub provider_id: String,
    /// Whose it is; none where nobody can say.
    pub workspace: Option<WorkspaceId>,
    /// When the call began, or the text was to be sent.
    pub at: Timestamp,
    /// How long the call was, in whole seconds; 0 for a text.
    pub secs: u32,
    /// Minutes of a call, segments of a text, as they are paid; none while they are not told.
    pub units: Option<u32>,
    /// The price; none while it is not told.
    pub cost: Option<Cost>,
}

fn read_cost(row: &Row, micros: usize, currency: usize) -> Result<Option<Cost>, StoreError> {
    let (micros, currency): (Option<i64>, Option<String>) = (row.get(micros)?, row.get(currency)?);
    let Some((micros, currency)) = micros.zip(currency) else { return Ok(None) };
    let micros = u64::try_from(micros).map_err(|_| StoreError::Unreadable("a price"))?;
    Ok(Some(Cost { micros, currency: read_currency(&currency)? }))
}

fn read_currency(code: &str) -> Result<Currency, StoreError> {
    Currency::parse(code).map_err(|_| StoreError::Unreadable("a currency"))
}

/// What a provider has said of a call or text before.
pub fn find_record(
    tx: &mut dyn Tx,
    (provider, kind): (&str, UsageKind),
    provider_id: &str,
) -> Result<Option<UsageRecord>, StoreError> {
    const SQL: &str = "SELECT provider_id, workspace_id, at, secs, units, micros, currency FROM usage_record \
                       WHERE provider = ?1 AND kind = ?2 AND provider_id = ?3";
    find_one(tx, SQL, params![provider, kind.name(), provider_id], |row| {
        Ok(UsageRecord {
            provider_id: row.get(0)?,
            workspace: row.get(1)?,
            at: row.get(2)?,
            secs: row.get(3)?,
            units: row.get(4)?,
            cost: read_cost(row, 5, 6)?,
        })
    })
}

/// Notes what a provider says of a call or text: once, however often it says so. What it says later goes before what it has
/// said, but nothing that was told is forgotten, and whose it is and when it was stay.
pub fn note_record(
    tx: &mut dyn Tx,
    (provider, kind): (&str, UsageKind),
    record: &UsageRecord,
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO usage_record (provider, kind, provider_id, workspace_id, at, secs, units, micros, \
                       currency) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) \
                       ON CONFLICT (provider, kind, provider_id) DO UPDATE SET secs = excluded.secs, \
                       units = coalesce(excluded.units, usage_record.units), \
                       micros = coalesce(excluded.micros, usage_record.micros), \
                       currency = coalesce(excluded.currency, usage_record.currency)";
    let UsageRecord { provider_id, workspace, at, secs, units, cost } = record;
    let micros = cost.map(|cost| i64::try_from(cost.micros).unwrap_or(i64::MAX));
    let currency = cost.map(|cost| cost.currency.code());
    execute_one(tx, SQL, params![provider, kind.name(), provider_id, *workspace, *at, *secs, *units, micros, currency])
}

/// When the oldest call or text since a moment began that has no price yet.
pub fn find_oldest_without_price(
    tx: &mut dyn Tx,
    (provider, kind): (&str, UsageKind),
    since: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT at FROM usage_record WHERE provider = ?1 AND kind = ?2 AND at >= ?3 AND micros IS NULL \
                       ORDER BY at LIMIT 1";
    find_one(tx, SQL, params![provider, kind.name(), since], |row| row.get(0))
}

/// Up to when the records of a provider were read; none where they never were.
pub fn find_mark(tx: &mut dyn Tx, (provider, kind): (&str, UsageKind)) -> Result<Option<Timestamp>, StoreError> {
    const SQL: &str = "SELECT read_until FROM usage_mark WHERE provider = ?1 AND kind = ?2";
    find_one(tx, SQL, params![provider, kind.name()], |row| row.get(0))
}

/// Notes up to when the records of a provider were read.
pub fn set_mark(tx: &mut dyn Tx, (provider, kind): (&str, UsageKind), until: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO usage_mark (provider, kind, read_until) VALUES (?1, ?2, ?3) \
                       ON CONFLICT (provider, kind) DO UPDATE SET read_until = excluded.read_until";
    tx.execute(SQL, params![provider, kind.name(), until]).map(drop)
}

/// Calls or texts of one currency, or of none: those without a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UsageSum {
    /// What they are.
    pub kind: UsageKind,
    /// Of what currency their prices are; none where they have no price.
    pub currency: Option<Currency>,
    /// How many they are.
    pub count: u64,
    /// How long the calls were together, in seconds.
    pub secs: u64,
    /// Minutes of calls, segments of texts.
    pub units: u64,
    /// What is asked for them, in millionths of the currency.
    pub micros: u64,
}

/// What a workspace has used from a moment to before another, or what none of them has, where none is given.
pub fn sum(
    tx: &mut dyn Tx,
    workspace: Option<WorkspaceId>,
    (from, to): (Timestamp, Timestamp),
) -> Result<Vec<UsageSum>, StoreError> {
    const COLUMNS: &str = "kind, currency, count(*), CAST(sum(secs) AS BIGINT), \
                           CAST(coalesce(sum(units), 0) AS BIGINT), CAST(coalesce(sum(micros), 0) AS BIGINT)";
    let whose = if workspace.is_some() { "workspace_id = ?3" } else { "workspace_id IS NULL" };
    let sql = format!(
        "SELECT {COLUMNS} FROM usage_record WHERE {whose} AND at >= ?1 AND at < ?2 \
         GROUP BY kind, currency ORDER BY kind, currency NULLS FIRST"
    );
    let mut params: Vec<Value> = vec![from.into(), to.into()];
    params.extend(workspace.map(Value::from));
    let count = |row: &Row, column| {
        u64::try_from(row.get::<i64>(column)?).map_err(|_| StoreError::Unreadable("a sum below zero"))
    };
    list(tx, &sql, &params, |row| {
        let (kind, currency): (String, Option<String>) = (row.get(0)?, row.get(1)?);
        Ok(UsageSum {
            kind: UsageKind::read(&kind)?,
            currency: currency.as_deref().map(read_currency).transpose()?,
            count: count(row, 2)?,
            secs: count(row, 3)?,
            units: count(row, 4)?,
            micros: count(row, 5)?,
        })
    })
}

/// A text that a provider has taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenText {
    /// The provider's id of it.
    pub provider_id: String,
    /// Whose it is.
    pub workspace: WorkspaceId,
    /// Whom it went to.
    pub recipient: E164,
    /// When it was to be sent.
    pub at: Timestamp,
}

/// The texts of every workspace that were to be sent since a moment, and that a provider has taken.
pub fn list_taken_texts(tx: &mut dyn Tx, since: Timestamp) -> Result<Vec<TakenText>, StoreError> {
    const SQL: &str = "SELECT provider_id, workspace_id, recipient, queued_at FROM text_message \
                       WHERE provider_id IS NOT NULL AND queued_at >= ?1 ORDER BY queued_at";
    list(tx, SQL, params![since], |row| {
        Ok(TakenText { provider_id: row.get(0)?, workspace: row.get(1)?, recipient: row.get(2)?, at: row.get(3)? })
    })
}
