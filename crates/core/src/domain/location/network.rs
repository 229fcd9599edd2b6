//! Networks that requests come from: IPv4 and IPv6, as CIDR (RFC 4632, RFC 4291).

use core::{fmt, net::IpAddr};

use ipnet::{IpNet, Ipv4Net};

/// Bits of an IPv6 address before the IPv4 address that it stands for (RFC 4291, 2.5.5.2).
const MAPPED_BITS: u8 = 96;
/// A network with fewer bits is half a continent, and says nothing of a place.
const MIN_BITS: u8 = 8;

/// A network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network(IpNet);

/// Why something is no network of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// Neither an address nor a network.
    #[error("a network is an address, or one with the bits of its network, such as 203.0.113.0/24")]
    NoNetwork,
    /// So large that it is no place.
    #[error("a network of a place has at least {MIN_BITS} bits")]
    TooWide,
}

impl Network {
    /// Reads `203.0.113.7`, `203.0.113.0/24` or `2001:db8::/48`; what lies behind the bits of the network is dropped.
    ///
    /// # Errors
    /// When it is none of these, or too large for a place.
    pub fn parse(text: &str) -> Result<Self, NetworkError> {
        let text = text.trim();
        let network = match text.parse::<IpAddr>() {
            Ok(address) => IpNet::from(address),
            Err(_) => text.parse::<IpNet>().map_err(|_| NetworkError::NoNetwork)?,
        };
        let network = as_ipv4(network).trunc();
        if network.prefix_len() < MIN_BITS { Err(NetworkError::TooWide) } else { Ok(Self(network)) }
    }

    /// Whether a request from that address comes from here.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        self.0.contains(&address.to_canonical())
    }

    /// How many bits it has: of two that contain an address, the one with more says more.
    #[must_use]
    pub fn bits(&self) -> u8 {
        self.0.prefix_len()
    }

    /// Whether one of the two lies within the other.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.0.contains(&other.0) || other.0.contains(&self.0)
    }
}

/// An IPv4 network that is written as IPv6 is what requests from it come from.
fn as_ipv4(network: IpNet) -> IpNet {
    let IpNet::V6(written) = network else { return network };
    let mapped = written.prefix_len().checked_sub(MAPPED_BITS).zip(written.addr().to_ipv4_mapped());
    let mapped = mapped.and_then(|(bits, address)| Ipv4Net::new(address, bits).ok());
    mapped.map_or(network, IpNet::V4)
}

/// A single address stands alone.
impl fmt::Display for Network {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.prefix_len() == self.0.max_prefix_len() { self.0.addr().fmt(f) } else { self.0.fmt(f) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn network(text: &str) -> Network {
        Network::parse(text).unwrap()
    }

    #[test]
    fn a_network_is_written_one_way_however_it_was_typed() {
        for (typed, written) in [
            (" 203.0.113.7 ", "203.0.113.7"),
            ("203.0.113.7/32", "203.0.113.7"),
            ("203.0.113.7/24", "203.0.113.0/24"),
            ("2001:DB8:0:0::7/48", "2001:db8::/48"),
            ("2001:db8::7", "2001:db8::7"),
            ("::ffff:203.0.113.0/120", "203.0.113.0/24"),
            ("::ffff:203.0.113.7", "203.0.113.7"),
        ] {
            assert_eq!(network(typed).to_string(), written, "{typed}");
            assert_eq!(network(written), network(typed));
        }
    }

    #[test]
    fn what_is_no_network_of_a_place_is_refused() {
        for typed in ["", "example.com", "203.0.113", "203.0.113.0/33", "203.0.113.0-9", "2001:db8::/129"] {
            assert_eq!(Network::parse(typed), Err(NetworkError::NoNetwork), "{typed}");
        }
        for typed in ["0.0.0.0/0", "10.0.0.0/7", "::/0", "::ffff:0.0.0.0/96"] {
            assert_eq!(Network::parse(typed), Err(NetworkError::TooWide), "{typed}");
        }
    }

    #[test]
    fn an_address_is_in_its_network_in_either_spelling() {
        let office = network("203.0.113.0/25");
        for (address, inside) in
            [("203.0.113.127", true), ("203.0.113.128", false), ("::ffff:203.0.113.5", true), ("2001:db8::5", false)]
        {
            assert_eq!(office.contains(address.parse().unwrap()), inside, "{address}");
        }
        let site = network("2001:db8:5::/48");
        assert!(site.contains("2001:db8:5:ffff::1".parse().unwrap()));
        assert!(!site.contains("2001:db8:6::1".parse().unwrap()));
    }

    #[test]
    fn networks_overlap_where_one_lies_in_the_other() {
        for (one, other, overlap) in [
            ("203.0.113.0/24", "203.0.113.128/25", true),
            ("203.0.113.9", "203.0.113.0/24", true),
            ("203.0.113.0/25", "203.0.113.128/25", false),
            ("203.0.113.0/24", "2001:db8::/48", false),
        ] {
            assert_eq!(network(one).overlaps(&network(other)), overlap, "{one} and {other}");
            assert_eq!(network(other).overlaps(&network(one)), overlap, "{other} and {one}");
        }
    }
}
