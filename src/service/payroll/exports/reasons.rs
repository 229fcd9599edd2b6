//! Why somebody is left out, as the manifest says it: a file that is kept, and that people read.

use super::judge::Obstacle;
use crate::domain::export::ExportRefusal;

/// One reason.
pub(super) fn in_words(obstacle: &Obstacle) -> String {
    match obstacle {
        Obstacle::NothingToTell => "there are no hours to export".to_owned(),
        Obstacle::NoHoursAnyMore => "no longer has hours, and nobody approved that".to_owned(),
        Obstacle::NotApproved => "not approved".to_owned(),
        Obstacle::Reopened { by } => format!("the approval was reopened by {by}"),
        Obstacle::ApprovedInPart(days) => format!("approved for {} to {} only", days.from, days.to),
        Obstacle::ChangedSinceApproval => {
            "the hours are no longer those that were approved; reopen and approve again".to_owned()
        }
        Obstacle::ClockedIn => "still clocked in".to_owned(),
        Obstacle::Unsettled(kinds) => {
            let kinds: Vec<_> = kinds.iter().map(|kind| kind.words()).collect();
            format!("to be resolved first: {}", kinds.join(", "))
        }
        Obstacle::NotKnownBy(by) => format!("has no {}", by.title()),
        Obstacle::SharedWith { by, other } => format!("has the same {} as {other}", by.title()),
        Obstacle::File(refusal) => refused(refusal),
    }
}

/// What the form of the file cannot carry.
fn refused(refusal: &ExportRefusal) -> String {
    match refusal {
        ExportRefusal::NoAccountingCode { job } => format!("the job {job} has no accounting code"),
        ExportRefusal::AdpFileNumber { number, max } => {
            format!("\"{number}\" is not an ADP file number, which is at most {max} digits")
        }
        ExportRefusal::AdpJob { job, named, max } => format!(
            "the job {job}: \"{named}\" is not an ADP job cost number, which is at most {max} of A to Z, 0 to 9, & and -"
        ),
        ExportRefusal::AdpHours => "more than 99,999.99 hours do not fit into the file".to_owned(),
        ExportRefusal::GustoName => "Gusto needs a first and a last name".to_owned(),
        ExportRefusal::GustoFormula => "spreadsheets would take the name for a formula".to_owned(),
        ExportRefusal::GustoId { id, length } => {
            format!("\"{id}\" is not a Gusto employee ID, which is {length} letters and digits")
        }
        ExportRefusal::GustoTakenBack => "Gusto cannot take hours back; correct them in Gusto by hand".to_owned(),
        ExportRefusal::PaychexWorker { id, max } => {
            format!("\"{id}\" is not a Paychex worker ID, which is at most {max} letters and digits")
        }
        ExportRefusal::PaychexJob { job, named, max } => {
            format!("the job {job}: \"{named}\" is not a Paychex job number, which is at most {max} letters and digits")
        }
        ExportRefusal::PaychexHours => "more than 999.99 hours do not fit into the file".to_owned(),
        ExportRefusal::QuickBooksName { name, error } => format!("\"{name}\": {error}"),
        ExportRefusal::QuickBooksJob { job, error } => format!("the job {job}: {error}"),
        ExportRefusal::QuickBooksTakenBack => {
            "QuickBooks cannot take hours back from a file; correct them there by hand".to_owned()
        }
        ExportRefusal::QuickBooksTimeTakenBack => {
            "QuickBooks Time cannot take hours back from a file; correct them there by hand".to_owned()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::export::QuickBooksNameError;

    #[test]
    fn what_a_file_cannot_carry_is_said_with_the_name_that_it_is_about() {
        let text = str::to_owned;
        for (refusal, words) in [
            (ExportRefusal::NoAccountingCode { job: text("Roof") }, "the job Roof has no accounting code"),
            (
                ExportRefusal::AdpJob { job: text("Roof"), named: text("a b"), max: 15 },
                "the job Roof: \"a b\" is not an ADP job cost number, which is at most 15 of A to Z, 0 to 9, & and -",
            ),
            (
                ExportRefusal::GustoId { id: text("AB12C"), length: 6 },
                "\"AB12C\" is not a Gusto employee ID, which is 6 letters and digits",
            ),
            (
                ExportRefusal::QuickBooksName {
                    name: text("Ana\tTorres"),
                    error: QuickBooksNameError::Character(text("\\t")),
                },
                "\"Ana\tTorres\": QuickBooks Desktop has no name with \"\\t\" in it",
            ),
            (
                ExportRefusal::QuickBooksJob { job: text("=Roof"), error: QuickBooksNameError::Formula },
                "the job =Roof: spreadsheets would take the name for a formula",
            ),
        ] {
            assert_eq!(in_words(&Obstacle::File(refusal)), words);
        }
    }
}
