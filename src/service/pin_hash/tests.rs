//! The threads: checks, hashes, and what becomes of hashes of another cost.

use super::{renewal::Renewals, *};
use crate::domain::entropy::SeededEntropy;

fn hasher(pepper: &[u8]) -> PinHasher {
    PinHasher::start(&Secret::new(pepper.to_vec()), Threads { count: 1, niceness: 0 }, &SeededEntropy::new(1)).unwrap()
}

fn pin(text: &str) -> Option<Secret> {
    Some(Secret::new(text.to_owned()))
}

async fn verify(hasher: &PinHasher, pin: Option<Secret>, hash: Option<String>) -> Result<bool, HashError> {
    hasher.verify(Lane::Telephone, pin, hash).unwrap().await.unwrap()
}

/// argon2id of the PIN 8352 with the pepper `pepper`, with next to no work.
fn cheap_hash() -> String {
    let (cost, salt) = (Cost { memory_kib: 8, passes: 1 }, [9; SALT_BYTES]);
    let digest = Argon2id::new(&Secret::new(b"pepper".to_vec())).compute(cost, b"8352", &salt).unwrap();
    argon::encode(cost, &salt, &digest).unwrap()
}

#[tokio::test]
async fn only_the_pin_with_the_same_pepper_fits_its_hash() {
    let ours = hasher(b"pepper");
    let hash = ours.hash(Lane::Telephone, Secret::new("8352".to_owned()), &SeededEntropy::new(2)).await.unwrap();
    assert!(hash.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"), "{hash}");
    assert!(!hash.contains("8352"));
    assert_eq!(verify(&ours, pin("8352"), Some(hash.clone())).await, Ok(true));
    assert_eq!(verify(&ours, pin("8353"), Some(hash.clone())).await, Ok(false));
    assert_eq!(verify(&ours, None, Some(hash.clone())).await, Ok(false));
    assert_eq!(verify(&ours, pin("8352"), None).await, Ok(false));
    assert_eq!(verify(&hasher(b"other"), pin("8352"), Some(hash)).await, Ok(false));
    assert_eq!(verify(&ours, pin("8352"), Some("nonsense".to_owned())).await, Err(HashError::Unreadable));
}

#[test]
fn a_check_that_breaks_off_takes_no_other_with_it() {
    let pepper = Secret::new(b"pepper".to_vec());
    let mut worker = HashThread::new(pepper, Arc::new(|computer| computer), Arc::default());
    assert_eq!(worker.catch_panic(&Lane::Telephone, |_| Ok(())), Ok(()));
    assert_eq!(
        worker.catch_panic(&Lane::Telephone, |_| -> Result<(), _> { panic!("a fault of the library") }),
        Err(HashError::Failed)
    );
    let verdict =
        worker.catch_panic(&Lane::Telephone, |argon| argon::verify(argon, pin("8352").as_ref(), &cheap_hash()));
    assert_eq!(verdict, Ok(Match::RightButOutdated));
}

#[tokio::test]
async fn a_right_pin_whose_hash_has_another_cost_gets_a_new_hash_and_no_other_does() {
    let (pins, entropy) = (hasher(b"pepper"), SeededEntropy::new(3));
    let mut renewals = Renewals::subscribe(&pins);
    let current = pins.hash(Lane::Telephone, Secret::new("8352".to_owned()), &entropy).await.unwrap();
    assert_eq!(verify(&pins, pin("8352"), Some(current)).await, Ok(true));
    assert_eq!(verify(&pins, pin("8353"), Some(cheap_hash())).await, Ok(false));
    assert_eq!(verify(&pins, None, Some(cheap_hash())).await, Ok(false));
    assert_eq!(verify(&pins, pin("8352"), Some(cheap_hash())).await, Ok(true));
    let renewal = renewals.next(&pins, &entropy).await.unwrap().unwrap();
    let (outdated, renewed) = renewal.hashes();
    assert_eq!(outdated, cheap_hash());
    assert_eq!(verify(&pins, pin("8352"), Some(renewed.to_owned())).await, Ok(true));
    assert!(renewed.starts_with("$argon2id$v=19$m=12288,t=3,p=1$"), "{renewed}");
    assert!(renewals.is_empty(), "one renewal for one outdated hash");
}

#[tokio::test]
async fn where_too_many_renewals_wait_checks_go_on_without_them() {
    let pins = hasher(b"pepper");
    let _listens_and_does_nothing = Renewals::subscribe(&pins);
    for _ in 0..50 {
        assert_eq!(verify(&pins, pin("8352"), Some(cheap_hash())).await, Ok(true));
    }
}
