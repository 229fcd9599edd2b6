//! Making a batch: the file, what is told in it, and who signed for whom it leaves out.

use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};

use super::{
    ExportError, Preflight, check,
    manifest::{ExportManifest, LeftOut},
};
use crate::{
    domain::{
        export::{ExportedHours, file_name},
        ids::{ExportBatchId, ExportProfileId},
        time_text::utc,
    },
    service::{
        audit::{self, Actor, AuditChange, NO_FIELDS},
        kernel::Unit,
    },
    store::exports::{self as store, BatchLine, ExportBatch},
};

/// What somebody has seen in a pre-flight, and wants a file of.
#[derive(Debug, Clone)]
pub struct ExportForm {
    /// The payroll system.
    pub profile: ExportProfileId,
    /// A day of the period.
    pub day: Date,
    /// The version of the pre-flight that was shown.
    pub expected_version: String,
    /// The actor's own name, where somebody is left out.
    pub signature: String,
}

/// Makes a batch of exactly what the pre-flight showed, counted again in the transaction that writes it.
///
/// # Errors
/// When the state is no longer the one that was shown, nothing is to be told, or somebody is left out and the
/// signature is not the actor's own name.
pub fn make(u: &mut Unit<'_>, actor: &Actor, form: &ExportForm) -> Result<ExportBatch, ExportError> {
    let preflight = check(u.tx, actor.workspace, form.profile, Some(form.day), u.now)?;
    if preflight.version != form.expected_version {
        return Err(ExportError::ChangedMeanwhile(Box::new(preflight)));
    }
    if preflight.hours.is_empty() {
        return Err(ExportError::Nothing(Box::new(preflight)));
    }
    let signature = match (preflight.left_out.is_empty(), is_name_of(&form.signature, &actor.name)) {
        (true, _) => None,
        (false, true) => Some(actor.name.clone()),
        (false, false) => return Err(ExportError::Unsigned(Box::new(preflight))),
    };
    insert(u, actor, &preflight, signature)
}

fn insert(
    u: &mut Unit<'_>,
    actor: &Actor,
    preflight: &Preflight,
    signature: Option<String>,
) -> Result<ExportBatch, ExportError> {
    let content = preflight.write(u.tx)?;
    let sha256 = Sha256::digest(&content).to_vec();
    let file = file_name(&preflight.profile.profile, preflight.period.days, &preflight.batch);
    let manifest = ExportManifest {
        batch: preflight.batch.clone(),
        file: file.clone(),
        sha256: base16ct::lower::encode_string(&sha256),
        profile: preflight.profile.profile.name.clone(),
        format: preflight.profile.profile.format.name().to_owned(),
        from: preflight.period.days.from.to_string(),
        to: preflight.period.days.to.to_string(),
        after: preflight.earlier.iter().map(|batch| batch.batch.clone()).collect(),
        made_at: utc(u.now),
        made_by: actor.name.clone(),
        totals: preflight.totals(),
        left_out: preflight.left_out.iter().map(LeftOut::from).collect(),
        signature: signature.clone(),
    };
    let batch = ExportBatch {
        id: ExportBatchId::generate(&u.ids),
        workspace: actor.workspace,
        profile: preflight.profile.id,
        batch: preflight.batch.clone(),
        period: preflight.period.days,
        made_at: u.now,
        made_by: actor.user,
        maker: actor.name.clone(),
        signature,
        file_name: file,
        sha256,
        manifest: serde_json::to_string_pretty(&manifest)?,
    };
    store::insert_batch(u.tx, &batch, &content)?;
    let lines = preflight.hours.iter().flat_map(|hours| hours.lines.iter().map(|line| (hours.person.id, line)));
    for (number, (employee, line)) in lines.enumerate() {
        let told = ExportedHours { secs: line.secs, hundredths: line.hundredths };
        store::insert_line(u.tx, batch.id, number, &BatchLine { employee, key: line.key, told })?;
    }
    let change = AuditChange {
        action: "export hours",
        subject: &batch.file_name,
        employee: None,
        before: NO_FIELDS,
        after: Some(json!({
            "batch": batch.batch,
            "profile": preflight.profile.profile.name,
            "from": batch.period.from.to_string(),
            "to": batch.period.to.to_string(),
            "people": manifest.totals.people,
            "seconds": manifest.totals.seconds,
            "left_out": manifest.left_out.len(),
            "signature": batch.signature,
        })),
    };
    audit::note(u, actor, change)?;
    Ok(batch)
}

/// Whether somebody typed a name, however they put capitals and blanks.
fn is_name_of(typed: &str, name: &str) -> bool {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    plain(typed) == plain(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_is_the_own_name_and_nothing_else() {
        assert!(is_name_of("  ana   TORRES ", "Ana Torres"));
        assert!(!is_name_of("", "Ana Torres") && !is_name_of("Ana", "Ana Torres"));
    }
}
