//! QuickBooks Desktop: timer activities in an IIF file, one for a person, day, job and pay.
//!
//! Tabs stand between the fields. A header names the company file, whose creation time comes out of an export of
//! QuickBooks itself; names must be in its lists already; a duration is HH:MM and at most 23:59
//! (<http://support.quickbooks.intuit.com/support/Pages/InProductHelp/Core/QB2K8/ContentPackage/Core/IIF/iif_reference_timeract.html>,
//! and the header in Intuit's IIF import kit). Lines are of one day already, so that what goes over midnight is cut there.

use std::collections::BTreeMap;

use super::{Batch, ExportRefusal, JobRef, PersonHours, Profile, iif_name::check_name, sums};
use crate::domain::ids::JobId;

/// Minutes of 23:59.
const LONGEST: i64 = 23 * 60 + 59;

pub(super) fn refuse(profile: &Profile, hours: &PersonHours, jobs: &BTreeMap<JobId, JobRef>) -> Vec<ExportRefusal> {
    let mut refusals = Vec::new();
    let name = hours.person.known_as(profile.named_by).unwrap_or_default();
    refusals.extend(check_name(name).err().map(|error| ExportRefusal::QuickBooksName { name: name.to_owned(), error }));
    refusals.extend(sums::refuse_jobs(profile, hours, jobs, |job, named| {
        check_name(named).err().map(|error| ExportRefusal::QuickBooksJob { job: job.to_owned(), error })
    }));
    if hours.lines.iter().any(|line| line.minutes < 0) {
        refusals.push(ExportRefusal::QuickBooksTakenBack);
    }
    refusals
}

pub(super) fn write(batch: &Batch<'_>) -> Vec<u8> {
    let profile = batch.profile;
    let mut lines = vec![
        "!TIMERHDR\tVER\tREL\tCOMPANYNAME\tIMPORTEDBEFORE\tFROMTIMER\tCOMPANYCREATETIME".to_owned(),
        format!("TIMERHDR\t8\t0\t{}\tN\tY\t{}", profile.company, profile.company_created),
        "!TIMEACT\tDATE\tJOB\tEMP\tITEM\tPITEM\tDURATION\tPROJ\tNOTE\tBILLINGSTATUS".to_owned(),
    ];
    for hours in batch.hours {
        let name = hours.person.known_as(profile.named_by).unwrap_or_default();
        for line in &hours.lines {
            let day = line.key.day.strftime("%m/%d/%y");
            let job = sums::job_name(profile, line.key.job, batch.jobs).unwrap_or_default();
            let item = profile.code(line.key.pay);
            let note = format!("{} hours, batch {}", line.key.pay.name(), batch.id);
            let mut left = line.minutes;
            while left > 0 {
                let minutes = left.min(LONGEST);
                left -= minutes;
                let duration = format!("{:02}:{:02}", minutes / 60, minutes % 60);
                lines.push(format!("TIMEACT\t{day}\t{job}\t{name}\t{item}\t\t{duration}\t\t{note}\t0"));
            }
        }
    }
    lines.push(String::new());
    windows_1252(&lines.join("\r\n"))
}

/// Everything that is let through is in Latin-1, which Windows-1252 has at the same places.
fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}
