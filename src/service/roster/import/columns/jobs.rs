//! What a column of a list of jobs is, by the words of its heading, in English and in Spanish.

use super::ImportColumn;
use crate::domain::text::base_letters;

/// What is worked on.
const JOBS: [&str; 22] = [
    "job",
    "jobs",
    "project",
    "task",
    "customer",
    "client",
    "site",
    "jobsite",
    "worksite",
    "service",
    "activity",
    "phase",
    "work",
    "order",
    "location",
    "trabajo",
    "proyecto",
    "obra",
    "tarea",
    "cliente",
    "sitio",
    "actividad",
];
const NAMES: [&str; 9] =
    ["name", "title", "description", "desc", "nombre", "titulo", "descripcion", "full", "completo"];
const CODES: [&str; 14] =
    ["code", "number", "no", "num", "id", "nbr", "codigo", "numero", "clave", "#", "ref", "reference", "short", "key"];
/// On the phone.
const PHONE: [&str; 11] =
    ["phone", "telephone", "dial", "keypad", "clock", "ivr", "pin", "call", "telefono", "marcar", "teclado"];
const ACCOUNTING: [&str; 15] = [
    "accounting",
    "account",
    "acct",
    "gl",
    "cost",
    "ledger",
    "erp",
    "quickbooks",
    "payroll",
    "external",
    "contabilidad",
    "contable",
    "cuenta",
    "costo",
    "nomina",
];
const FILLERS: [&str; 12] = ["of", "the", "in", "for", "de", "del", "la", "el", "en", "required", "optional", "center"];

/// What the column is, and its rank among others of its kind.
pub(super) fn named(heading: &str) -> (ImportColumn, u8) {
    let base = base_letters(&heading.replace('№', "#").replace('#', " # "));
    let words: Vec<&str> =
        base.split(|c: char| !c.is_alphanumeric() && c != '#').filter(|word| !word.is_empty()).collect();
    let has = |known: &[&str]| words.iter().any(|word| known.contains(word));
    let all: [&[&str]; 6] = [&JOBS, &NAMES, &CODES, &PHONE, &ACCOUNTING, &FILLERS];
    let is_known = !words.is_empty() && words.iter().all(|word| all.iter().any(|known| known.contains(word)));
    if !is_known || words.len() > 5 {
        return (ImportColumn::Unknown, 0);
    }
    if has(&PHONE) {
        (if has(&CODES) { ImportColumn::PhoneCode } else { ImportColumn::Unknown }, 0)
    } else if has(&ACCOUNTING) {
        (ImportColumn::AccountingCode, 0)
    } else if has(&CODES) {
        // "Job #" is what the office calls it; whether callers key it is said on the page.
        (ImportColumn::AccountingCode, 1)
    } else if has(&NAMES) || has(&JOBS) {
        (ImportColumn::JobName, u8::from(!has(&NAMES)) + 2 * u8::from(has(&["description", "desc", "descripcion"])))
    } else {
        (ImportColumn::Unknown, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_jobs_are_known_by_what_accounting_calls_them() {
        for (heading, column) in [
            ("Job", ImportColumn::JobName),
            ("Job Name", ImportColumn::JobName),
            ("Project", ImportColumn::JobName),
            ("Name", ImportColumn::JobName),
            ("Customer:Job", ImportColumn::JobName),
            ("Nombre de la obra", ImportColumn::JobName),
            ("Phone code", ImportColumn::PhoneCode),
            ("phone_code", ImportColumn::PhoneCode),
            ("Código de teléfono", ImportColumn::PhoneCode),
            ("Job #", ImportColumn::AccountingCode),
            ("Job Number", ImportColumn::AccountingCode),
            ("Cost code", ImportColumn::AccountingCode),
            ("Accounting code", ImportColumn::AccountingCode),
            ("GL Account", ImportColumn::AccountingCode),
            ("Customer phone", ImportColumn::Unknown),
            ("Start date", ImportColumn::Unknown),
            ("Contract value", ImportColumn::Unknown),
            ("", ImportColumn::Unknown),
        ] {
            assert_eq!(named(heading).0, column, "{heading}");
        }
        assert!(named("Job Name").1 < named("Job").1 && named("Job").1 < named("Job description").1);
    }
}
