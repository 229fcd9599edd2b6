//! The gateways on one database: what each says of itself, and what should be the same in all of them and is not.

use std::{collections::BTreeMap, fmt, time::Duration};

use jiff::{SignedDuration, Timestamp};

pub use crate::store::{Presence, PresenceError, replicas::ReplicaRow};
use crate::{
    domain::ids::ReplicaId,
    service::kernel::{Store, Unit, keys::LinkKey},
    store::{Hold, StoreError, Tx, migrate::known_schema, replicas, upkeep_turns},
};

/// How often a gateway says that it is there.
pub const BEAT_INTERVAL: Duration = Duration::from_secs(5);
/// A gateway that was not seen for longer than this is gone, or cannot reach the database.
pub const SEEN_WITHIN: SignedDuration = SignedDuration::from_secs(30);
/// How long a gateway is remembered that is not seen any more.
const KEPT: SignedDuration = SignedDuration::from_hours(24);
/// A clock that is off by this much is warned of …
pub const CLOCK_WARNING: SignedDuration = SignedDuration::from_secs(1);
/// … and by this much it is told to who asks.
pub const CLOCK_TOLD: SignedDuration = SignedDuration::from_millis(500);
/// Hexadecimal digits of a setting's hash that are kept: enough to tell two values apart.
const HASH_DIGITS: usize = 16;

/// A gateway as it says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replica {
    /// The run of the program.
    pub id: ReplicaId,
    /// What people call it.
    pub name: String,
    /// When it began.
    pub started_at: Timestamp,
    /// The settings that must be the same in all gateways.
    pub settings: SettingHashes,
}

/// Settings by name, each as a hash that nobody can tell the value from who has not the key file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SettingHashes(BTreeMap<String, String>);

impl SettingHashes {
    /// The hashes of these settings.
    #[must_use]
    pub fn new<'a>(keys: &LinkKey, settings: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Self {
        let hashed = settings.into_iter().map(|(name, value)| {
            let mut hash = base16ct::lower::encode_string(&keys.setting_hash(name, value));
            hash.truncate(HASH_DIGITS);
            (name.to_owned(), hash)
        });
        Self(hashed.collect())
    }

    /// Reads what it is written as.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let parts = text.split(' ').filter_map(|part| part.split_once('='));
        Self(parts.map(|(name, hash)| (name.to_owned(), hash.to_owned())).collect())
    }

    /// The names of those that both know and that are not the same. What only one knows is of another version, which is told
    /// anyway.
    fn differing(&self, other: &Self) -> Vec<String> {
        let differs = |(name, hash): &(&String, &String)| other.0.get(*name).is_some_and(|known| known != *hash);
        self.0.iter().filter(differs).map(|(name, _)| name.clone()).collect()
    }
}

impl fmt::Display for SettingHashes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, (name, hash)) in self.0.iter().enumerate() {
            write!(f, "{}{name}={hash}", if place == 0 { "" } else { " " })?;
        }
        Ok(())
    }
}

/// How far a gateway's clock is ahead of the database's; behind where it is negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ClockDifference {
    /// With half of the time taken off that the question was under way.
    pub ahead: SignedDuration,
    /// By how much that may be wrong.
    pub within: SignedDuration,
}

impl ClockDifference {
    /// Between what the gateway's clock said before it asked, and the answer, in milliseconds since 1970.
    #[must_use]
    pub fn measured(asked_at: Timestamp, database: i64, took: Duration) -> Self {
        let within = SignedDuration::try_from(took / 2).unwrap_or(SignedDuration::MAX);
        let ahead = SignedDuration::from_millis(asked_at.as_millisecond().saturating_sub(database));
        Self { ahead: ahead.saturating_add(within), within }
    }

    /// Whether it is certain that the clock is off by so much.
    #[must_use]
    pub fn is_beyond(&self, limit: SignedDuration) -> bool {
        self.ahead.abs().saturating_sub(self.within) >= limit
    }
}

/// Something that should be the same in two gateways and is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The other gateway.
    pub with: String,
    /// What differs.
    pub what: Differing,
}

/// What differs between two gateways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Differing {
    /// The other one's version.
    Version(String),
    /// The schema that the other one knows.
    Schema(i64),
    /// Settings, by name.
    Settings(Vec<String>),
    /// Nothing: both have the same name, so that nobody can tell them apart.
    Name,
}

/// Writes down that a gateway is there, and forgets those that are long gone; all that are known then.
///
/// # Errors
/// When that cannot be written.
pub async fn beat(
    store: &Store,
    replica: &Replica,
    clock: Option<ClockDifference>,
) -> Result<Vec<ReplicaRow>, StoreError> {
    let replica = replica.clone();
    store.write(Hold::Nothing, move |u| note(u, &replica, clock)).await
}

fn note(u: &mut Unit<'_>, replica: &Replica, clock: Option<ClockDifference>) -> Result<Vec<ReplicaRow>, StoreError> {
    let ahead = clock.map_or(SignedDuration::ZERO, |clock| clock.ahead);
    let seen_at = u.now.saturating_sub(ahead).unwrap_or(u.now);
    let Replica { id, name, started_at, settings } = replica;
    let row = ReplicaRow {
        id: *id,
        name: name.clone(),
        started_at: *started_at,
        seen_at,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        schema: known_schema(),
        settings: settings.to_string(),
        clock_ahead: clock.map(|clock| i64::try_from(clock.ahead.as_millis()).unwrap_or(i64::MAX)),
    };
    replicas::set_replica(u.tx, &row)?;
    let before = |long| seen_at.saturating_sub(long).unwrap_or(Timestamp::MIN);
    replicas::prune_replicas(u.tx, before(KEPT), (name, before(SEEN_WITHIN)))?;
    replicas::list_replicas(u.tx)
}

/// A gateway stops: it is forgotten, and its turns are anybody's.
///
/// # Errors
/// When that cannot be written.
pub async fn leave(store: &Store, replica: ReplicaId) -> Result<(), StoreError> {
    store
        .write(Hold::Nothing, move |u| {
            upkeep_turns::end_turns(u.tx, replica)?;
            replicas::delete_replica(u.tx, replica)
        })
        .await
}

/// Every gateway that is known.
pub fn list(tx: &mut dyn Tx) -> Result<Vec<ReplicaRow>, StoreError> {
    replicas::list_replicas(tx)
}

/// What differs between one gateway and the others that were seen lately.
#[must_use]
pub fn differences(own: &ReplicaRow, all: &[ReplicaRow]) -> Vec<Difference> {
    let (settings, alive_since) =
        (SettingHashes::parse(&own.settings), own.seen_at.saturating_sub(SEEN_WITHIN).unwrap_or(Timestamp::MIN));
    let mut found = Vec::new();
    for other in all.iter().filter(|other| other.id != own.id && other.seen_at >= alive_since) {
        let mut differs = |what| found.push(Difference { with: other.name.clone(), what });
        if other.name == own.name {
            differs(Differing::Name);
        }
        if other.version != own.version {
            differs(Differing::Version(other.version.clone()));
        }
        if other.schema != own.schema {
            differs(Differing::Schema(other.schema));
        }
        let names = settings.differing(&SettingHashes::parse(&other.settings));
        if !names.is_empty() {
            differs(Differing::Settings(names));
        }
    }
    found
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { with, what } = self;
        match what {
            Differing::Version(version) => write!(f, "{with} runs version {version}; upgrade one after the other"),
            Differing::Schema(schema) => write!(f, "{with} knows schema {schema}; upgrade it"),
            Differing::Settings(names) => {
                write!(f, "{with} has other settings: {}; set them alike everywhere", names.join(", "))
            }
            Differing::Name => {
                write!(f, "another gateway is called {with}, too; set PHONECLOCK_REPLICA to another name")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(id: u8, at: i64) -> ReplicaRow {
        ReplicaRow {
            id: ReplicaId::from_bytes([id; 16]),
            name: format!("gateway {id}"),
            started_at: Timestamp::UNIX_EPOCH,
            seen_at: Timestamp::from_second(at).unwrap(),
            version: "1.0".to_owned(),
            schema: 24,
            settings: "A=01 B=02".to_owned(),
            clock_ahead: None,
        }
    }

    #[test]
    fn what_differs_is_told_of_those_that_are_there() {
        let own = seen(1, 100);
        let other = ReplicaRow { settings: "A=01 B=03 C=04".to_owned(), version: "1.1".to_owned(), ..seen(2, 90) };
        let gone = ReplicaRow { schema: 9, ..seen(3, 60) };
        let all = [own.clone(), other, gone, seen(4, 100)];
        let told: Vec<_> = differences(&own, &all).iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "gateway 2 runs version 1.1; upgrade one after the other",
                "gateway 2 has other settings: B; set them alike everywhere"
            ]
        );
        let namesake = ReplicaRow { name: own.name.clone(), ..seen(5, 100) };
        assert_eq!(differences(&own, &[own.clone(), namesake]).len(), 1);
    }

    #[test]
    fn half_of_the_way_is_taken_off_and_what_is_uncertain_is_not_told() {
        let asked_at = Timestamp::from_millisecond(10_000).unwrap();
        let near = ClockDifference::measured(asked_at, 10_040, Duration::from_millis(80));
        assert_eq!((near.ahead, near.within), (SignedDuration::ZERO, SignedDuration::from_millis(40)));
        let behind = ClockDifference::measured(asked_at, 11_050, Duration::from_millis(20));
        assert_eq!(behind.ahead, SignedDuration::from_millis(-1_040));
        assert!(behind.is_beyond(CLOCK_WARNING));
        let slow = ClockDifference::measured(asked_at, 11_900, Duration::from_millis(2_000));
        assert!(!slow.is_beyond(CLOCK_TOLD), "{slow:?}");
    }

    #[test]
    fn hashes_are_read_as_they_are_written() {
        let hashes = SettingHashes::parse("A=01 B=02");
        assert_eq!(
            (hashes.to_string().as_str(), hashes.differing(&SettingHashes::parse("A=01"))),
            ("A=01 B=02", vec![])
        );
    }
}
