//! The nonces of a device: a count, and what proves that the gateway has given it out.

use subtle::ConstantTimeEq;

use crate::{
    domain::ids::DeviceId,
    service::kernel::keys::{DerivedFor, LinkKey},
};

/// Bytes of the count, which stands first.
const COUNT_BYTES: usize = 4;

/// The nonce that is given out after another one; the first one after none.
pub(super) fn next(keys: &LinkKey, device: DeviceId, newest: Option<&[u8]>) -> Vec<u8> {
    nonce(keys, device, newest.and_then(count_of).map_or(0, |count| count.wrapping_add(1)))
}

/// Whether the gateway has given `shown` out after `newest`, which it only says of itself when its database is older
/// than the device: after a backup was restored. A copy cannot make one up.
pub(super) fn is_of_later(keys: &LinkKey, device: DeviceId, (newest, shown): (&[u8], &[u8])) -> bool {
    let (Some(known), Some(later)) = (count_of(newest), count_of(shown)) else { return false };
    later > known && bool::from(nonce(keys, device, later).ct_eq(shown))
}

fn nonce(keys: &LinkKey, device: DeviceId, count: u32) -> Vec<u8> {
    let drawn = keys.derive(DerivedFor::DeviceNonce, device.as_bytes(), count);
    count.to_be_bytes().into_iter().chain(drawn).collect()
}

fn count_of(nonce: &[u8]) -> Option<u32> {
    nonce.first_chunk::<COUNT_BYTES>().map(|count| u32::from_be_bytes(*count))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{domain::entropy::SeededEntropy, service::kernel::keys::MasterKey};

    #[test]
    fn only_the_gateway_makes_a_nonce_and_knows_which_came_later() {
        let folder = tempfile::tempdir().unwrap();
        let key = |name, seed| {
            let path = folder.path().join(name);
            MasterKey::load(&path, true, &SeededEntropy::new(seed)).unwrap().link_key()
        };
        let (ours, others) = (key("ours", 1), key("others", 2));
        let [device, another] = [1, 2].map(|byte| DeviceId::from_bytes([byte; 16]));
        let first = next(&ours, device, None);
        let second = next(&ours, device, Some(&first));
        let third = next(&ours, device, Some(&second));
        assert!(is_of_later(&ours, device, (&first, &third)));
        assert!(!is_of_later(&ours, device, (&second, &first)), "given out before");
        assert!(!is_of_later(&ours, device, (&second, &second)));
        assert!(!is_of_later(&ours, another, (&first, &third)), "another device's");
        for made_up in [
            next(&others, device, Some(&second)),
            [&third[..COUNT_BYTES], &second[COUNT_BYTES..]].concat(),
            third[..COUNT_BYTES].to_vec(),
            Vec::new(),
        ] {
            assert!(!is_of_later(&ours, device, (&first, &made_up)), "{made_up:?}");
        }
    }
}
