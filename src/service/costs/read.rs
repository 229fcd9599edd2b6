//! Reads what providers say of calls and texts: once an hour, and again as long as a price is missing.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        caller::E164,
        ids::{ProviderCallId, WorkspaceId},
    },
    provider::{ApiError, ListedCall, ListedMessage, Provider},
    service::{
        Store, Unit,
        calls::{Calls, list_parts::ListParts, missed::SETTLE_AFTER},
        kernel::texts::Texter,
    },
    store::{
        Hold, StoreError, Tx, calls,
        usage_records::{self, UsageKind, UsageRecord},
        workspaces,
    },
};

/// Who has read records so lately has read them for every gateway on the database.
const AT_MOST_EVERY: SignedDuration = SignedDuration::from_mins(30);
/// What began so long before the last look is looked at again: it was still going on then, or not listed yet.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);
/// For so long it is looked whether a missing price has been told.
const LATE_PRICES: SignedDuration = SignedDuration::from_hours(3 * 24);
/// How far the first look of all goes back: to the beginning of any month that goes on.
const FIRST_LOOK: SignedDuration = SignedDuration::from_hours(32 * 24);

/// Why a provider's records could not be read. What was read before is kept, and the next look reads the rest.
#[derive(Debug, thiserror::Error)]
pub enum UsageError {
    /// Our database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The provider's API.
    #[error("what calls and texts cost could not be read at the provider: {0}")]
    Api(#[from] ApiError),
}

/// What is looked for: a provider's name, and whether calls or texts.
type Of = (&'static str, UsageKind);

/// From when to when records are read.
#[derive(Debug, Clone, Copy)]
struct Look {
    since: Timestamp,
    until: Timestamp,
}

impl Look {
    /// What is to be read now; none where it was read just before.
    fn find(tx: &mut dyn Tx, of: Of, now: Timestamp) -> Result<Option<Self>, StoreError> {
        let before = |at: Timestamp, by: SignedDuration| at.saturating_sub(by).unwrap_or(Timestamp::MIN);
        let until = before(now, SETTLE_AFTER);
        let Some(mark) = usage_records::find_mark(tx, of)? else {
            return Ok(Some(Self { since: before(until, FIRST_LOOK), until }));
        };
        // A clock that was ahead has read nothing that was still to come.
        if mark <= until && until.duration_since(mark) < AT_MOST_EVERY {
            return Ok(None);
        }
        let latest = before(mark.min(until), OVERLAP);
        let late = usage_records::find_oldest_without_price(tx, of, before(until, LATE_PRICES))?;
        Ok(Some(Self { since: late.map_or(latest, |late| late.min(latest)), until }))
    }
}

/// Reads what a provider says of the calls to our numbers; of how many it says something new.
///
/// # Errors
/// When the list or the database cannot be read to the end.
pub async fn read_calls(
    store: &Store,
    (of_calls, dial_in): (&Calls, Option<&E164>),
    provider: &dyn Provider,
) -> Result<usize, UsageError> {
    let of = (provider.name(), UsageKind::Call);
    let Some(look) = begin(store, of).await? else { return Ok(0) };
    let (mut new, mut parts) = (0, ListParts::of_calls(provider.calls(), look.since));
    while let Some(part) = parts.next().await? {
        let over = part.into_iter().filter(|listed| listed.ended_at() <= look.until);
        let listed = over.map(|listed| {
            let ours = of_calls.whose_number(of.0, &listed.dialed, dial_in);
            (listed, ours)
        });
        let listed: Vec<_> = listed.collect();
        let changed = store.read(move |tx| changed_calls(tx, of, &listed)).await?;
        new += note(store, of, changed).await?;
    }
    end(store, of, look, new).await
}

/// Reads what a provider says of the texts that went out by it; of how many it says something new. One without a list of
/// texts says nothing, and they are counted as we have sent them.
///
/// # Errors
/// When the list or the database cannot be read to the end.
pub async fn read_texts(store: &Store, texter: &Texter, provider: &dyn Provider) -> Result<usize, UsageError> {
    if !texter.sends_by(provider.name()) {
        return Ok(0);
    }
    let of = (provider.name(), UsageKind::Text);
    let Some(look) = begin(store, of).await? else { return Ok(0) };
    // A text may have waited for a day until it was taken.
    let since = look.since.min(look.until.saturating_sub(LATE_PRICES).unwrap_or(Timestamp::MIN));
    let by = texter.clone();
    let taken = store.read(move |tx| new_texts(tx, &by, of, since)).await?;
    let mut new = note(store, of, taken).await?;
    if let Some(api) = provider.messages() {
        let mut parts = ListParts::of_messages(api, look.since);
        while let Some(part) = parts.next().await? {
            let changed = store.read(move |tx| changed_texts(tx, of, &part)).await?;
            new += note(store, of, changed).await?;
        }
    }
    end(store, of, look, new).await
}

/// Whether texts are sent by a provider that does not say what they cost.
#[must_use]
pub fn sends_texts_without_records(texter: &Texter, providers: &[Arc<dyn Provider>]) -> bool {
    providers.iter().any(|provider| provider.messages().is_none() && texter.sends_by(provider.name()))
}

async fn begin(store: &Store, of: Of) -> Result<Option<Look>, StoreError> {
    if store.clock().is_in_doubt() {
        return Ok(None);
    }
    let now = store.now();
    store.read(move |tx| Look::find(tx, of, now)).await
}

async fn end(store: &Store, of: Of, look: Look, new: usize) -> Result<usize, UsageError> {
    store.write(Hold::Nothing, move |u| usage_records::set_mark(u.tx, of, look.until)).await?;
    tracing::debug!(provider = of.0, kind = of.1.name(), new, "what the provider asks was read");
    Ok(new)
}

async fn note(store: &Store, of: Of, records: Vec<UsageRecord>) -> Result<usize, StoreError> {
    if records.is_empty() {
        return Ok(0);
    }
    let write = move |u: &mut Unit<'_>| {
        records.iter().try_for_each(|record| usage_records::note_record(u.tx, of, record))?;
        Ok(records.len())
    };
    store.write(Hold::Nothing, write).await
}

/// What is new in a part of a list of calls, each with the workspace of its number where that is ours.
fn changed_calls(
    tx: &mut dyn Tx,
    of: Of,
    listed: &[(ListedCall, Option<Option<WorkspaceId>>)],
) -> Result<Vec<UsageRecord>, StoreError> {
    let mut changed = Vec::new();
    for (listed, ours) in listed {
        let id = listed.call.as_str();
        let (units, cost) = (Some(listed.billed.minutes), listed.billed.cost);
        if let Some(known) = usage_records::find_record(tx, of, id)? {
            let later = UsageRecord { secs: listed.secs, units, cost: cost.or(known.cost), ..known.clone() };
            changed.extend(Some(later).filter(|later| *later != known));
        } else if let Some(workspace) = whose_call(tx, of.0, &listed.call, *ours)? {
            let (provider_id, at, secs) = (id.to_owned(), listed.began_at, listed.secs);
            changed.push(UsageRecord { provider_id, workspace, at, secs, units, cost });
        }
    }
    Ok(changed)
}

/// Whose a call is: of whoever has signed in, then of the number that was dialed, then of the only workspace there is; of
/// none of them inside. None where the account has it for somebody else.
fn whose_call(
    tx: &mut dyn Tx,
    provider: &str,
    call: &ProviderCallId,
    ours: Option<Option<WorkspaceId>>,
) -> Result<Option<Option<WorkspaceId>>, StoreError> {
    let known = calls::find_call(tx, provider, call)?;
    if known.is_none() && ours.is_none() {
        return Ok(None);
    }
    let workspace = known.and_then(|call| call.workspace).or(ours.flatten());
    Ok(Some(match (workspace, workspaces::list_names(tx)?.as_slice()) {
        (Some(workspace), _) => Some(workspace),
        (None, [(alone, _)]) => Some(*alone),
        (None, _) => None,
    }))
}

/// Our own texts that a provider has taken and that have no record yet.
fn new_texts(tx: &mut dyn Tx, texter: &Texter, of: Of, since: Timestamp) -> Result<Vec<UsageRecord>, StoreError> {
    let mut new = Vec::new();
    for text in usage_records::list_taken_texts(tx, since)? {
        let is_theirs = texter.provider_of(&text.recipient).is_some_and(|provider| provider.name() == of.0);
        if is_theirs && usage_records::find_record(tx, of, &text.provider_id)?.is_none() {
            let (provider_id, workspace) = (text.provider_id, Some(text.workspace));
            new.push(UsageRecord { provider_id, workspace, at: text.at, secs: 0, units: None, cost: None });
        }
    }
    Ok(new)
}

/// What is new in a part of a list of texts; what we have not sent is somebody else's.
fn changed_texts(tx: &mut dyn Tx, of: Of, listed: &[ListedMessage]) -> Result<Vec<UsageRecord>, StoreError> {
    let mut changed = Vec::new();
    for message in listed {
        let Some(known) = usage_records::find_record(tx, of, &message.id)? else { continue };
        let (units, cost) = (message.segments.or(known.units), message.cost.or(known.cost));
        let later = UsageRecord { units, cost, ..known.clone() };
        changed.extend(Some(later).filter(|later| *later != known));
    }
    Ok(changed)
}
