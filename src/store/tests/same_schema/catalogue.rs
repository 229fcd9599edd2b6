//! What PostgreSQL knows of a schema, fact by fact, in its own words.

use std::collections::BTreeSet;

use tokio_postgres::Client;

/// Each gives one line a fact.
const FACTS: [&str; 5] = [
    "SELECT format('relation %s of kind %s', c.relname, c.relkind) FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace",
    "SELECT format('column %s of %s.%s: %s, %s, default %s, collation %s', a.attnum, c.relname, a.attname,
         format_type(a.atttypid, a.atttypmod), CASE WHEN a.attnotnull THEN 'not null' ELSE 'may be null' END,
         coalesce(pg_get_expr(d.adbin, d.adrelid), 'none'), coalesce(o.collname, 'none'))
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
     LEFT JOIN pg_collation o ON o.oid = a.attcollation
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped",
    "SELECT format('constraint %s of %s: %s', n.conname, n.conrelid::regclass, pg_get_constraintdef(n.oid))
     FROM pg_constraint n WHERE n.connamespace = 'public'::regnamespace AND n.contype IN ('c', 'f', 'p', 'u', 'x')",
    "SELECT format('index %s', pg_get_indexdef(i.indexrelid)) FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = 'public'::regnamespace AND i.indisvalid",
    // What its function does is not compared here: each trigger is tried in both engines.
    "SELECT format('trigger, enabled %s: %s', t.tgenabled,
         regexp_replace(pg_get_triggerdef(t.oid), ' EXECUTE FUNCTION .*$', ''))
     FROM pg_trigger t WHERE NOT t.tgisinternal",
];

/// The schema that `client` is connected to, without the history that the migrations keep of themselves.
pub async fn facts(client: &Client) -> BTreeSet<String> {
    let mut facts = BTreeSet::new();
    for sql in FACTS {
        let rows = client.query(sql, &[]).await.unwrap();
        assert!(rows.len() > 20, "{} facts by {sql}", rows.len());
        facts.extend(rows.iter().map(|row| row.get::<_, String>(0)));
    }
    facts.retain(|fact| !fact.contains("refinery_schema_history"));
    facts
}
