//! The gateways on a shared database, as each says of itself: whether all of them are there, and alike.

use jiff::{SignedDuration, Timestamp};
use phoneclock::{
    domain::{clock_watch::length_in_words, time_text::utc},
    service::{
        Services,
        upkeep::replicas::{self, CLOCK_TOLD, ReplicaRow, SEEN_WITHIN},
    },
};

use super::{Finding, Level};

const ABOUT: &str = "gateways";

/// Nothing beside a file, which one gateway serves alone.
pub(super) async fn examine(services: &Services) -> anyhow::Result<Vec<Finding>> {
    if !services.store.db().is_shared() {
        return Ok(Vec::new());
    }
    let known = services.store.read(replicas::list).await?;
    Ok(findings(&known, services.store.now()))
}

fn findings(known: &[ReplicaRow], now: Timestamp) -> Vec<Finding> {
    if known.is_empty() {
        return vec![Finding::warning(ABOUT, "none serves this database; start one with `phoneclock serve`")];
    }
    let mut findings: Vec<_> = known.iter().map(|replica| one(replica, now)).collect();
    // Against the one that was seen last, so that nothing is told twice.
    if let Some(latest) = known.iter().max_by_key(|replica| replica.seen_at) {
        let differences = replicas::differences(latest, known);
        let told = differences.iter().map(|found| format!("beside {}: {found}", latest.name));
        findings.extend(told.map(|said| Finding::warning(ABOUT, said)));
    }
    findings
}

fn one(replica: &ReplicaRow, now: Timestamp) -> Finding {
    let ReplicaRow { name, version, schema, seen_at, clock_ahead, .. } = replica;
    let ago = now.duration_since(*seen_at).max(SignedDuration::ZERO);
    let said = format!("{name}: version {version}, schema {schema}, seen {} ago", length_in_words(ago));
    if ago > SEEN_WITHIN {
        let since = utc(*seen_at);
        let advice = "start it, or see why it does not reach the database; after a day without it it is forgotten";
        return Finding::warning(ABOUT, format!("{said}, and not since {since}; {advice}"));
    }
    let Some(millis) = *clock_ahead else { return Finding::ok(ABOUT, said) };
    let ahead = SignedDuration::from_millis(millis);
    let side = if millis < 0 { "behind" } else { "ahead of" };
    let said = format!("{said}, its clock {} ms {side} the database's", millis.unsigned_abs());
    let is_off = ahead.abs() >= CLOCK_TOLD;
    let level = if is_off { Level::Warning } else { Level::Ok };
    let advice = if is_off { "; keep the clocks of all machines right by NTP" } else { "" };
    Finding { level, about: ABOUT, finding: format!("{said}{advice}") }
}

#[cfg(test)]
mod tests {
    use phoneclock::domain::ids::ReplicaId;

    use super::*;

    fn seen(id: u8, secs: i64, clock_ahead: i64) -> ReplicaRow {
        ReplicaRow {
            id: ReplicaId::from_bytes([id; 16]),
            name: format!("gateway-{id}"),
            started_at: Timestamp::UNIX_EPOCH,
            seen_at: Timestamp::from_second(secs).unwrap(),
            version: "1.0".to_owned(),
            schema: 24,
            settings: "PHONECLOCK_LANGUAGE=01".to_owned(),
            clock_ahead: Some(clock_ahead),
        }
    }

    fn told(known: &[ReplicaRow]) -> Vec<(Level, String)> {
        let found = findings(known, Timestamp::from_second(1_000).unwrap());
        found.into_iter().map(|found| (found.level, found.finding)).collect()
    }

    #[test]
    fn each_gateway_is_listed_and_what_is_off_is_a_warning() {
        let other = ReplicaRow { settings: "PHONECLOCK_LANGUAGE=02".to_owned(), ..seen(2, 997, -500) };
        let found = told(&[seen(1, 998, 12), other, seen(3, 900, 0)]);
        let words = |place: usize| (found[place].0, found[place].1.as_str());
        assert_eq!(
            words(0),
            (Level::Ok, "gateway-1: version 1.0, schema 24, seen 2 s ago, its clock 12 ms ahead of the database's")
        );
        let (level, said) = words(1);
        assert!(level == Level::Warning && said.contains("500 ms behind the database's; keep the clocks"), "{said}");
        let (level, said) = words(2);
        assert!(level == Level::Warning && said.contains("seen 1 min 40 s ago, and not since "), "{said}");
        let (level, said) = words(3);
        assert!(
            level == Level::Warning && said.contains("gateway-2 has other settings: PHONECLOCK_LANGUAGE;"),
            "{said}"
        );
        assert_eq!(found.len(), 4, "nothing of one that is gone: {found:?}");
    }

    #[test]
    fn a_database_that_nobody_serves_is_told() {
        assert!(told(&[])[0].1.contains("`phoneclock serve`"));
    }
}
