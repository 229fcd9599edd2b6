//! What is done once for all gateways, by whoever has the turn.

use jiff::SignedDuration;
use phoneclock::{
    domain::user::Role,
    service::{
        Services,
        upkeep::{
            replicas,
            turn::{self, HOUSEKEEPING, TURN},
        },
    },
    worker::{
        Worker,
        housekeeping::{Sweeps, round},
        outage::Outage,
    },
};

use crate::support::{MARIAS_PHONE, PIN, TestGateway, postgres};

async fn take(services: &Services) -> bool {
    turn::take(&services.store, HOUSEKEEPING, services.replica).await.unwrap()
}

#[tokio::test]
async fn of_gateways_that_reach_for_a_turn_at_once_one_has_it_until_it_is_gone() {
    if !postgres::is_chosen() {
        return;
    }
    let (test, second) = TestGateway::pair().await;
    let at_once =
        futures::future::join_all((0..10_usize).map(|n| take(if n % 2 == 0 { &test.gateway } else { &second }))).await;
    let taken: Vec<_> = (0..10_usize).filter(|n| at_once[*n]).map(|n| n % 2).collect();
    assert_eq!(taken.len(), 5, "{at_once:?}");
    assert!(taken.iter().all(|whose| *whose == taken[0]), "{at_once:?}");
    let (holder, other) = if taken[0] == 0 { (&test.gateway, &second) } else { (&second, &test.gateway) };
    test.advance(TURN - SignedDuration::from_secs(1));
    assert!(take(holder).await && !take(other).await, "kept by who goes on");
    test.advance(TURN);
    assert!(take(other).await && !take(holder).await, "taken from who was not heard of");
    replicas::leave(&other.store, other.replica).await.unwrap();
    assert!(take(holder).await, "given up by who stops");
}

#[tokio::test]
async fn what_users_are_alerted_to_is_told_once_whoever_looks() {
    let (test, second) = TestGateway::pair().await;
    let (mut manager, _) = test.signed_in(Role::Manager).await;
    crate::alerts::choose(&mut manager, &["in_too_long"], &[("in_too_long_hours", "10")]).await;
    let (_, id) = test.employee("Maria Lopez").await;
    let mails = test.count("mail").await;
    test.call(MARIAS_PHONE, &format!("{id}#,{PIN}#")).await;
    test.advance(SignedDuration::from_hours(11));
    let (mut here, mut there) = (Sweeps::default(), Sweeps::default());
    let (worker, beside) = (test.worker(), Worker::new(&second));
    let (mut known_here, mut known_there) = (Outage::default(), Outage::default());
    let turns = tokio::join!(
        round(&worker, &test.gateway, &mut here, &mut known_here),
        round(&beside, &second, &mut there, &mut known_there)
    );
    assert!(turns.0 || turns.1);
    assert_eq!(turns.0 && turns.1, !postgres::is_chosen(), "beside a file there is no other");
    assert_eq!(test.count("alert").await, 1);
    assert_eq!(test.count("mail").await - mails, 1);
}
