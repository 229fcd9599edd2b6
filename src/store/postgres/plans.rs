//! Whether a statement finds its rows by an index, whatever its parameters.

use serde_json::Value;
use tokio_postgres::{Client, Error, SimpleQueryMessage, Transaction};

use super::statement::translate;

/// A table of which a statement may read every row, because no index serves it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scan {
    /// The table.
    pub table: String,
    /// The index that is read from end to end for its order; none where the table itself is read.
    pub index: Option<String>,
}

/// The ways that are not for finding rows are priced out, so that what is left shows whether an index can serve; the
/// plan is the one for any parameters. Whoever asks may hold a table for itself, and waits for this.
const ONLY_BY_INDEX: &str =
    "SET LOCAL lock_timeout = 200; SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off;
    SET LOCAL enable_hashjoin = off; SET LOCAL enable_mergejoin = off";

/// The tables that a statement, in the words of the program, reads whole. What is neither a query nor a change reads none.
///
/// # Errors
/// When the database refuses the statement, or does not answer.
pub async fn find_scans(client: &mut Client, sql: &str) -> Result<Vec<Scan>, Error> {
    let sql = &translate(sql).sql;
    const PLANNED: [&str; 5] = ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE"];
    let verb = sql.split_whitespace().next().unwrap_or_default();
    if !PLANNED.iter().any(|planned| verb.eq_ignore_ascii_case(planned)) {
        return Ok(Vec::new());
    }
    let tx = client.transaction().await?;
    let scans = explain(&tx, sql).await;
    tx.rollback().await?;
    if scans.is_ok() {
        // It outlives the transaction that has made it.
        client.batch_execute("DEALLOCATE looked_at").await?;
    }
    scans
}

async fn explain(tx: &Transaction<'_>, sql: &str) -> Result<Vec<Scan>, Error> {
    const PARAMETERS: &str = "SELECT cardinality(parameter_types) FROM pg_prepared_statements WHERE name = 'looked_at'";
    tx.batch_execute(&format!("{ONLY_BY_INDEX}; PREPARE looked_at AS {sql}")).await?;
    let parameters = first(tx, PARAMETERS).await?.and_then(|count| count.parse().ok()).unwrap_or_default();
    let nulls = vec!["NULL"; parameters].join(", ");
    let nulls = if parameters == 0 { String::new() } else { format!("({nulls})") };
    let plan = first(tx, &format!("EXPLAIN (FORMAT JSON, COSTS OFF) EXECUTE looked_at{nulls}")).await?;
    let plan: Value = serde_json::from_str(&plan.unwrap_or_default()).unwrap_or_default();
    let (mut scans, text) = (Vec::new(), plan.to_string());
    for read in reads_of(plan.pointer("/0/Plan").unwrap_or(&Value::Null), "", &text) {
        scans.extend(unserved(tx, read).await?);
    }
    scans.sort();
    scans.dedup();
    Ok(scans)
}

/// The first value of the first row, as text.
async fn first(tx: &Transaction<'_>, sql: &str) -> Result<Option<String>, Error> {
    let answers = tx.simple_query(sql).await?;
    let value = |answer: &SimpleQueryMessage| {
        let SimpleQueryMessage::Row(row) = answer else { return None };
        row.get(0).map(str::to_owned)
    };
    Ok(answers.iter().find_map(value))
}

/// How a plan reads a table.
struct Read {
    /// A node that is about an index alone does not say.
    table: String,
    index: Option<String>,
    condition: String,
    /// Only as many as are asked for, in the order of the index.
    is_of_first_rows: bool,
}

/// Those of a node of a plan and of the nodes below it. A subquery that is hashed as a whole is one for which there is
/// another plan by row, which is taken where the table is large (AlternativeSubPlan).
fn reads_of(node: &Value, parent: &str, plan: &str) -> Vec<Read> {
    let text = |name: &str| node.get(name).and_then(Value::as_str).unwrap_or_default();
    let subplan = text("Subplan Name");
    if !subplan.is_empty() && plan.contains(&format!("hashed {subplan}")) {
        return Vec::new();
    }
    let kind = text("Node Type");
    let mut reads = Vec::new();
    if matches!(kind, "Seq Scan" | "Index Scan" | "Index Only Scan" | "Bitmap Index Scan") {
        reads.push(Read {
            table: text("Relation Name").to_owned(),
            index: node.get("Index Name").and_then(Value::as_str).map(str::to_owned),
            condition: text("Index Cond").to_owned(),
            is_of_first_rows: parent == "Limit" && node.get("Filter").is_none(),
        });
    }
    let below = node.get("Plans").and_then(Value::as_array).into_iter().flatten();
    reads.extend(below.flat_map(|below| reads_of(below, kind, plan)));
    reads
}

/// What is not read by an index of a few rows, by the first column of an index, or in its order.
async fn unserved(tx: &Transaction<'_>, read: Read) -> Result<Option<Scan>, Error> {
    const ASKED: &str = "SELECT CAST(CAST(indrelid AS REGCLASS) AS TEXT), indpred IS NOT NULL,
            pg_get_indexdef(indexrelid, 1, FALSE)
        FROM pg_index WHERE indexrelid = CAST(CAST($1 AS TEXT) AS REGCLASS)";
    let Some(index) = read.index else { return Ok(Some(Scan { table: read.table, index: None })) };
    let asked = tx.query_one(ASKED, &[&index]).await?;
    let (table, is_partial, leading): (_, bool, String) = (asked.try_get(0)?, asked.try_get(1)?, asked.try_get(2)?);
    let is_of_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let is_by_leading = read.condition.split(|c| !is_of_word(c)).any(|word| word == leading);
    let is_served = is_partial || is_by_leading || read.is_of_first_rows;
    Ok((!is_served).then_some(Scan { table, index: Some(index) }))
}
