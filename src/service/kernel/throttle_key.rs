//! What throttles count network addresses by.

use std::net::{IpAddr, Ipv6Addr};

/// What a network address is counted by: the network of an IPv6 address, since whoever has one has 2^64 of them (RFC
/// 6177 gives a site at least a /64); an IPv4 address as it is, written as IPv6 or not; any other text as it stands.
#[must_use]
pub fn throttle_key(address: &str) -> String {
    match address.parse::<IpAddr>().map(|address| address.to_canonical()) {
        Ok(IpAddr::V6(address)) => format!("{}/64", Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
        Ok(address @ IpAddr::V4(_)) => address.to_string(),
        Err(_) => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ipv6_counts_by_its_network_and_ipv4_by_its_address() {
        for (address, key) in [
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64"),
            ("2001:DB8:1:3::1", "2001:db8:1:3::/64"),
            ("::1", "::/64"),
            ("198.51.100.1", "198.51.100.1"),
            ("198.51.100.2", "198.51.100.2"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("no address", "no address"),
        ] {
            assert_eq!(throttle_key(address), key, "{address}");
        }
    }
}
