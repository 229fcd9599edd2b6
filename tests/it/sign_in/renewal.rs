//! Hashes of another cost than new ones have: they fit, are computed anew behind everything else, and are written only
//! where the credential is still the same.

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::phc::{Output, ParamsString, PasswordHash, Salt},
};
use phoneclock::{
    domain::{employee::Employee, entropy::SeededEntropy, user::Role},
    service::{
        kernel::keys::MasterKey,
        pin_hash::renewal::{self, Renewal, Renewals},
    },
    store::{Hold, StoreError, tx::Value},
};

use super::REFUSAL;
use crate::support::{
    MARIAS_PHONE, PIN, TestGateway,
    browser::{Browser, PASSWORD},
    by_hand::Call,
};

const OF_TODAY: &str = "$argon2id$v=19$m=12288,t=3,p=1$";

impl TestGateway {
    /// The hash that a release with the least of all costs would have kept.
    fn cheap_hash(&self, secret: &str) -> String {
        let keys = MasterKey::load(&self.dir.path().join("key"), false, &SeededEntropy::new(9)).unwrap();
        let (algorithm, version) = (Algorithm::Argon2id, Version::V0x13);
        let (salt, params, mut output) = ([7_u8; 16], Params::new(8, 1, 1, Some(32)).unwrap(), [0_u8; 32]);
        let pepper = keys.pin_pepper();
        Argon2::new_with_secret(&pepper, algorithm, version, params.clone())
            .unwrap()
            .hash_password_into(secret.as_bytes(), &salt, &mut output)
            .unwrap();
        let hash = PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: ParamsString::try_from(&params).unwrap(),
            salt: Some(Salt::new(&salt).unwrap()),
            hash: Some(Output::new(&output).unwrap()),
        };
        hash.to_string()
    }

    async fn put(&self, sql: &'static str, params: Vec<Value>) {
        let changed: Result<_, StoreError> =
            self.gateway.store.db().write(Hold::Gateway, move |tx| tx.execute(sql, &params)).await;
        assert_eq!(changed.unwrap(), 1);
    }

    async fn set_pin_hash(&self, employee: &Employee, hash: &str) {
        self.put("UPDATE pin SET hash = ?1 WHERE employee_id = ?2", vec![hash.into(), employee.id.into()]).await;
    }

    async fn only_text(&self, sql: &str, params: Vec<Value>) -> String {
        self.rows(sql, params).await[0].get(0).unwrap()
    }

    async fn pin_hash(&self, employee: &Employee) -> String {
        self.only_text("SELECT hash FROM pin WHERE employee_id = ?1", vec![employee.id.into()]).await
    }

    async fn renewal(&self, renewals: &mut Renewals) -> Renewal {
        let gateway = &self.gateway;
        renewals.next(&gateway.pins, gateway.store.entropy().as_ref()).await.unwrap().unwrap()
    }

    async fn write_renewal(&self, renewal: &Renewal) -> bool {
        let renewal = renewal.clone();
        let written: Result<_, StoreError> =
            self.gateway.store.db().write(Hold::Gateway, move |tx| renewal::write(tx, &renewal)).await;
        written.unwrap()
    }
}

#[tokio::test]
async fn a_right_pin_renews_a_hash_of_another_cost_and_still_fits() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let old = test.cheap_hash(PIN);
    test.set_pin_hash(&maria, &old).await;
    let mut renewals = Renewals::subscribe(&test.gateway.pins);
    assert!(!test.lets_in(MARIAS_PHONE, &id, "4711").await);
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    let renewal = test.renewal(&mut renewals).await;
    assert_eq!(test.pin_hash(&maria).await, old, "nothing is written by itself");
    assert!(test.write_renewal(&renewal).await);
    let new = test.pin_hash(&maria).await;
    assert!(new.starts_with(OF_TODAY), "{new}");
    assert!(!test.write_renewal(&renewal).await, "once");
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    assert!(!test.lets_in(MARIAS_PHONE, &id, "4711").await);
}

#[tokio::test]
async fn a_pin_that_was_changed_meanwhile_stays_as_it_is() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    test.set_pin_hash(&maria, &test.cheap_hash(PIN)).await;
    let mut renewals = Renewals::subscribe(&test.gateway.pins);
    assert!(test.lets_in(MARIAS_PHONE, &id, PIN).await);
    let renewal = test.renewal(&mut renewals).await;
    let changed = test.cheap_hash("7391");
    test.set_pin_hash(&maria, &changed).await;
    assert!(!test.write_renewal(&renewal).await);
    assert_eq!(test.pin_hash(&maria).await, changed);
}

/// The answer is there while the new hash has not been computed, let alone written.
#[tokio::test]
async fn a_caller_never_waits_for_a_renewal() {
    let test = TestGateway::start().await;
    let (maria, id) = test.employee("Maria Lopez").await;
    let old = test.cheap_hash(PIN);
    test.set_pin_hash(&maria, &old).await;
    let _nobody_computes_it = Renewals::subscribe(&test.gateway.pins);
    let mut call = Call::ring(&test, MARIAS_PHONE).await;
    call.keys(&test, &format!("{id}#")).await;
    let said = call.keys(&test, &format!("{PIN}#")).await.said();
    assert!(!said.contains(REFUSAL), "{said}");
    assert_eq!(test.pin_hash(&maria).await, old);
}

#[tokio::test]
async fn a_right_password_renews_its_hash_too() {
    const HASH: &str = "SELECT password_hash FROM web_user WHERE email = ?1";
    let test = TestGateway::start().await;
    let email = crate::support::browser::add_user(&test.gateway, test.workspace.id, Role::Manager).await;
    let hash = test.cheap_hash(PASSWORD);
    let params = vec![hash.as_str().into(), email.as_str().into()];
    test.put("UPDATE web_user SET password_hash = ?1 WHERE email = ?2", params).await;
    let mut renewals = Renewals::subscribe(&test.gateway.pins);
    Browser::nobody(&test).sign_in(&email, PASSWORD).await.is(303);
    let renewal = test.renewal(&mut renewals).await;
    assert!(test.write_renewal(&renewal).await);
    let new = test.only_text(HASH, vec![email.as_str().into()]).await;
    assert!(new.starts_with(OF_TODAY), "{new}");
    Browser::nobody(&test).sign_in(&email, PASSWORD).await.is(303);
}
