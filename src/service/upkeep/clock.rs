//! Tending the clock: what was seen of it is written down, what a wrong one has left behind is put right, and somebody
//! may say that it is right.

use jiff::SignedDuration;

use super::clock_repair;
use crate::{
    domain::{
        clock::ClockReading,
        clock_watch::{ClockWatch, StoredTimes},
    },
    service::{
        audit::{self, Actor, AuditChange},
        kernel::{AfterCommit, Store, Unit, clock_watcher::ClockState},
    },
    store::{
        Hold, StoreError,
        clock_watch::{self, KeptClock},
        workspaces,
    },
};

/// What was seen is kept for the next run once a minute, and whenever it is different.
const SAVE_INTERVAL: SignedDuration = SignedDuration::from_mins(1);

/// Goes on from what an earlier run of the program has seen of the clock.
///
/// # Errors
/// When what was seen cannot be read.
pub async fn take_up(store: &Store) -> Result<(), StoreError> {
    let (kept, stored) =
        store.read(|tx| Ok::<_, StoreError>((clock_watch::find_kept(tx)?, clock_watch::find_stored(tx)?))).await?;
    let clock = store.clock();
    let (reading, boot) = (clock.reading(), clock.clock().boot());
    let believed_newest = kept.as_ref().and_then(|kept| kept.believed_newest);
    // On a shared database another machine may have written it down last, whose uptime and doubts are its own.
    let machine = clock.clock().machine();
    let is_ours = |kept: &&KeptClock| !store.db().is_shared() || kept.machine.as_ref().is_none_or(|of| *of == machine);
    let known = kept.as_ref().filter(is_ours).map(|kept| &kept.kept);
    let before = known.and_then(|kept| kept.doubt).map(|doubt| doubt.undisturbed.wall_at(reading.uptime));
    let taken_up = ClockWatch::take_up(known, &boot, reading, StoredTimes { believed_newest, ..stored });
    clock.with(|watched| {
        *watched = ClockState {
            believed_newest,
            said_right: kept.as_ref().map_or(0, |kept| kept.said_right),
            believed: before.filter(|_| taken_up.doubt().is_none()),
            ..ClockState::taken_up(taken_up)
        };
    });
    Ok(())
}

/// Looks at the clock; once a minute and whenever something is different it is written down, and what a wrong clock has
/// left behind is put right.
///
/// # Errors
/// When that cannot be written.
pub async fn tend(store: &Store) -> Result<(), StoreError> {
    let reading = store.clock().reading();
    let due = store.clock().with(|watched| {
        watched.look(reading);
        let passed = watched.kept_at.map(|kept_at| reading.uptime.saturating_sub(kept_at));
        // While it is in doubt a command may say at any time that it is right.
        watched.changed || watched.doubt().is_some() || passed.is_none_or(|passed| passed >= SAVE_INTERVAL)
    });
    if !due {
        return Ok(());
    }
    store.write(Hold::Gateway, move |u| write_down(u, reading)).await?;
    let in_doubt = store.clock().with(|watched| {
        (watched.changed, watched.believed, watched.kept_at) = (false, None, Some(reading.uptime));
        watched.doubt().is_some()
    });
    metrics::gauge!("phoneclock_clock_in_doubt").set(if in_doubt { 1.0 } else { 0.0 });
    Ok(())
}

fn write_down(u: &mut Unit<'_>, reading: ClockReading) -> Result<(), StoreError> {
    let kept = clock_watch::find_kept(u.tx)?;
    let said_right = kept.as_ref().map_or(0, |kept| kept.said_right);
    let by_command = u.clock.with(|watched| {
        // What somebody has believed at another gateway on the database is believed here.
        watched.believed_newest = watched.believed_newest.max(kept.and_then(|kept| kept.believed_newest));
        let by_command = said_right > watched.said_right;
        watched.said_right = said_right;
        if by_command && watched.doubt().is_some() {
            watched.believe(reading);
        }
        by_command
    });
    put_right(u, reading, by_command)
}

/// Puts right what a wrong clock has left behind, as far as the clock is believed, and writes down what was seen.
fn put_right(u: &mut Unit<'_>, reading: ClockReading, said_right: bool) -> Result<(), StoreError> {
    let now = reading.wall;
    let watched = u.clock.with(|watched| *watched);
    let doubt = watched.doubt();
    clock_repair::cut(u.tx, now)?;
    let mut believed_newest = watched.believed_newest;
    if let Some(before) = watched.believed.filter(|_| doubt.is_none()) {
        clock_repair::shift_links(u.tx, before, now)?;
        clock_repair::begin_tries_anew(u.tx, now)?;
        believed_newest = clock_watch::find_stored(u.tx)?.newest;
    }
    if doubt.is_none() {
        clock_repair::cut_ends(u.tx, now)?;
    }
    if said_right || doubt.is_some_and(|doubt| doubt.put_right) {
        let told = clock_repair::raise_future_punches(&u.ids, u.tx, now)?;
        if told > 0 {
            tracing::warn!(entries = told, "entries with a punch that is still to come were told as exceptions");
        }
    }
    u.clock.with(|watched| watched.believed_newest = believed_newest);
    let kept = watched.keep(reading, u.clock.clock().boot());
    let machine = Some(u.clock.clock().machine());
    clock_watch::set_kept(u.tx, &KeptClock { kept, believed_newest, said_right: watched.said_right, machine })?;
    u.after(AfterCommit::TasksQueued);
    Ok(())
}

/// Notes that somebody says that the clock is right as it is; whether it was in doubt.
///
/// # Errors
/// When that cannot be written.
pub async fn say_right(store: &Store, actor: Actor) -> Result<bool, StoreError> {
    if !store.clock().is_in_doubt() {
        return Ok(false);
    }
    let said = store.write(Hold::Gateway, move |u| believe(u, std::slice::from_ref(&actor))).await?;
    note_believed(store);
    Ok(said)
}

/// The same at the machine itself, for whatever gateway runs there.
///
/// # Errors
/// When that cannot be written.
pub async fn say_right_at_the_machine(store: &Store) -> Result<bool, StoreError> {
    let said = store
        .write(Hold::Gateway, |u| {
            let workspaces = workspaces::list_workspaces(u.tx)?;
            let actors: Vec<_> = workspaces.iter().map(|workspace| Actor::at_the_machine(workspace.id)).collect();
            believe(u, &actors)
        })
        .await?;
    note_believed(store);
    Ok(said)
}

fn believe(u: &mut Unit<'_>, actors: &[Actor]) -> Result<bool, StoreError> {
    let reading = u.clock.reading();
    let said_right = clock_watch::find_kept(u.tx)?.map_or(0, |kept| kept.said_right).saturating_add(1);
    let doubt = u.clock.with(|watched| {
        watched.look(reading);
        let doubt = watched.doubt();
        if doubt.is_some() {
            watched.believe(reading);
        }
        watched.said_right = said_right;
        doubt
    });
    for actor in actors {
        let change = AuditChange {
            action: "say that the clock is right",
            subject: "the gateway’s clock",
            employee: None,
            before: doubt.map(|doubt| serde_json::json!({ "in doubt": doubt.in_words() })),
            after: Some(serde_json::json!({ "now": reading.wall.to_string() })),
        };
        audit::note(u, actor, change)?;
    }
    put_right(u, reading, true)?;
    Ok(doubt.is_some())
}

fn note_believed(store: &Store) {
    store.clock().with(|watched| (watched.changed, watched.believed) = (false, None));
    metrics::gauge!("phoneclock_clock_in_doubt").set(0.0);
}
