//! What is in the database: people who can call, kiosks, recordings that are there, work that is waiting.

use std::sync::Arc;

use jiff::SignedDuration;
use phoneclock::{
    service::{
        Services,
        access::first_owner::{self, FirstOwner},
        kernel::recordings::RecordingsError,
        roster::{employees, workspaces},
    },
    store::{
        StoreError, claim_recordings, missed_calls, photos,
        voice_checks::{self, RecordingFile},
    },
    wording::recordings::failure,
    worker::Worker,
};
use sha2::{Digest, Sha256};

use super::{Finding, kiosks, names::some, output, replicas};

/// Work that is due for longer than this has nobody to do it.
const OVERDUE: SignedDuration = SignedDuration::from_mins(15);
/// How far back missed calls are told of.
const MISSED_LATELY: SignedDuration = SignedDuration::from_hours(30 * 24);

/// Reads at most `most` recordings, the latest ones.
pub(super) async fn examine(services: &Arc<Services>, public_url: Option<&str>, most: usize) -> Vec<Finding> {
    let failed = |about| move |error: anyhow::Error| vec![Finding::problem(about, output::sentence(&error))];
    let mut findings = people(services).await.unwrap_or_else(failed("people"));
    findings.extend(kiosks::examine(services).await.unwrap_or_else(failed("kiosks")));
    findings.extend(recordings(services, most).await.unwrap_or_else(failed("recordings")));
    findings.extend(missed_calls(services).await.unwrap_or_else(failed("calls")));
    findings.extend(work(services).await.unwrap_or_else(failed("background work")));
    findings.extend(owner(services, public_url).await.unwrap_or_else(failed("users")));
    findings.push(clock(services));
    findings.extend(replicas::examine(services).await.unwrap_or_else(failed("gateways")));
    findings
}

fn clock(services: &Services) -> Finding {
    const ABOUT: &str = "clock";
    match services.store.clock().doubt() {
        None => Finding::ok(ABOUT, "it fits what was written down by it"),
        Some(doubt) => Finding::problem(
            ABOUT,
            format!(
                "{}; until then no recordings are deleted, nothing is given up and no links expire",
                super::super::clock::in_words(services, &doubt)
            ),
        ),
    }
}

/// The log may be full, closed or gone when the link is printed; whoever has the key file may know it.
async fn owner(services: &Arc<Services>, public_url: Option<&str>) -> anyhow::Result<Vec<Finding>> {
    let base = public_url.map_or("your PHONECLOCK_PUBLIC_URL", |url| url.trim_end_matches('/'));
    let (keys, now) = (services.store.keys().clone(), services.store.now());
    Ok(match services.store.read(move |tx| first_owner::find(tx, &keys, now)).await? {
        FirstOwner::Known => Vec::new(),
        FirstOwner::Link(token) => {
            let said = format!("nobody can sign in yet; to become the owner, open {base}/welcome/{}", token.expose());
            vec![Finding::warning("users", said)]
        }
        FirstOwner::NoLink => vec![Finding::warning(
            "users",
            "nobody can sign in to the pages yet; `phoneclock serve` prints a link to become the owner when it starts",
        )],
    })
}

/// Calls that were missed, of which no office is told.
async fn missed_calls(services: &Arc<Services>) -> anyhow::Result<Vec<Finding>> {
    let since = services.store.now().checked_sub(MISSED_LATELY)?;
    let missed = services.store.read(move |tx| missed_calls::count_nobodys(tx, since)).await?;
    Ok(match missed {
        0 => Vec::new(),
        count => vec![Finding::warning(
            "calls",
            format!(
                "{count} of the last 30 days did not get through, and nobody can know whose they were; \
                 `phoneclock calls` lists them. Give each number its workspace in PHONECLOCK_NUMBERS, and offices are \
                 told of theirs"
            ),
        )],
    })
}

async fn people(services: &Arc<Services>) -> anyhow::Result<Vec<Finding>> {
    let workspaces = services.store.read(workspaces::list).await?;
    let mut findings = Vec::new();
    if workspaces.is_empty() {
        findings.push(Finding::warning("workspaces", "there is none yet; add one with `phoneclock workspace add`"));
    }
    for workspace in workspaces {
        let employees = services.store.read(move |tx| employees::list(tx, workspace.id)).await?;
        let ready = employees.iter().filter(|listed| listed.has_pin && listed.employee.active).count();
        let said = format!(
            "{}: {ready} of {} can clock by phone",
            workspace.settings.name,
            output::count(employees.len(), "employee")
        );
        findings.push(match ready {
            0 => Finding::warning("workspaces", format!("{said}; set PINs with `phoneclock employee set-pin`")),
            _ => Finding::ok("workspaces", said),
        });
    }
    Ok(findings)
}

/// What is kept in the recordings' folder, by kind.
struct KeptFiles {
    about: &'static str,
    /// What one is called where its file is meant, and where it is counted.
    file: &'static str,
    one: &'static str,
    stored: Vec<RecordingFile>,
    /// How many were deleted, their period being over.
    deleted: usize,
}

async fn recordings(services: &Arc<Services>, most: usize) -> anyhow::Result<Vec<Finding>> {
    let read = services.store.db().read(|tx| {
        let mut stored = voice_checks::list_stored(tx)?;
        stored.extend(claim_recordings::list_stored(tx)?);
        let voices = (stored, voice_checks::count_deleted(tx)?);
        Ok::<_, StoreError>((voices, (photos::list_stored(tx)?, photos::count_deleted(tx)?)))
    });
    let ((stored, deleted), photos) = read.await?;
    let voices = KeptFiles { about: "recordings", file: "recording", one: "voice check", stored, deleted };
    let mut findings = kept(services, voices, most).await;
    // Few kiosks take them.
    if photos != (Vec::new(), 0) {
        let (stored, deleted) = photos;
        let photos = KeptFiles { about: "photos", file: "photo", one: "photo", stored, deleted };
        findings.extend(kept(services, photos, most).await);
    }
    Ok(findings)
}

async fn kept(services: &Services, files: KeptFiles, most: usize) -> Vec<Finding> {
    let KeptFiles { about, file, one, stored, deleted } = files;
    let (all, mut missing, mut changed) = (stored.len(), Vec::new(), Vec::new());
    let mut unreachable = None;
    for RecordingFile { recording, sha256 } in stored.into_iter().rev().take(most) {
        match services.recordings.get(&recording).await {
            Ok(content) if *Sha256::digest(&content) == *sha256 => {}
            Ok(_) => changed.push(recording),
            // Not one after the other, each with a wait of its own.
            Err(error @ (RecordingsError::TimedOut(_) | RecordingsError::Unreachable(_))) => {
                unreachable = Some(error);
                break;
            }
            Err(_) => missing.push(recording),
        }
    }
    let advice = "put them back from a backup with `phoneclock restore`";
    let failed = |error| Finding::problem(about, format!("they cannot be read: {}", failure(&error)));
    let mut findings: Vec<_> = unreachable.map(failed).into_iter().collect();
    if !missing.is_empty() {
        let said = format!(
            "{} cannot be read: {}; {advice}, or set PHONECLOCK_RECORDINGS",
            output::count(missing.len(), file),
            some(&missing)
        );
        findings.push(Finding::problem(about, said));
    }
    if !changed.is_empty() {
        let are = if changed.len() == 1 { "is" } else { "are" };
        let said =
            format!("{} {are} not what was stored: {}; {advice}", output::count(changed.len(), file), some(&changed));
        findings.push(Finding::problem(about, said));
    }
    if findings.is_empty() {
        let said = match (all.min(most), all) {
            (_, 0) => format!("no {one} is stored yet"),
            (0, all) => format!("{} stored, and none was read", output::count(all, one)),
            (1, 1) => format!("the one {one} is there and unchanged"),
            (read, all) if read == all => format!("all {all} {one}s are there and unchanged"),
            (read, all) => format!("the latest {read} of {all} {one}s are there and unchanged"),
        };
        let said = match deleted {
            0 => said,
            deleted => format!("{said}; {} deleted on purpose, the period being over", output::count(deleted, file)),
        };
        findings.push(Finding::ok(about, said));
    }
    findings
}

async fn work(services: &Arc<Services>) -> anyhow::Result<Vec<Finding>> {
    const ABOUT: &str = "background work";
    let (waiting, given_up) = Worker::new(services).count().await?;
    let mut findings = Vec::new();
    if given_up > 0 {
        let said = format!(
            "given up: {}; `phoneclock entries` shows which voice checks are missing, the log says why",
            output::count(given_up, "task")
        );
        findings.push(Finding::warning(ABOUT, said));
    }
    let overdue =
        Worker::new(services).next_at().await?.is_some_and(|due| services.store.now().duration_since(due) > OVERDUE);
    findings.push(if overdue {
        Finding::warning(ABOUT, format!("overdue: {}; is `phoneclock serve` running?", output::count(waiting, "task")))
    } else {
        Finding::ok(ABOUT, format!("waiting: {}, none overdue", output::count(waiting, "task")))
    });
    Ok(findings)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_files_a_few_are_named() {
        let names: Vec<_> = (1..=5).map(|n| format!("{n}.wav")).collect();
        assert_eq!(some(&names), "1.wav, 2.wav, 3.wav and 2 more");
        assert_eq!(some(&names[..2]), "1.wav, 2.wav");
    }
}
