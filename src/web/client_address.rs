//! From which network address a request comes. It decides who is throttled, so only a trusted proxy is believed about
//! it.

use std::{
    net::IpAddr,
    sync::atomic::{AtomicBool, Ordering},
};

use ipnet::IpNet;

/// The reverse proxies that are believed when they say for whom they speak.
#[derive(Debug)]
pub struct TrustedProxies {
    networks: Vec<IpNet>,
    warned: AtomicBool,
}

impl Default for TrustedProxies {
    fn default() -> Self {
        let here = [(IpAddr::from([127, 0, 0, 0]), 8), (IpAddr::from([0, 0, 0, 0, 0, 0, 0, 1]), 128)];
        Self::new(here.into_iter().filter_map(|(address, bits)| IpNet::new(address, bits).ok()).collect())
    }
}

impl TrustedProxies {
    /// The proxies in these networks.
    #[must_use]
    pub const fn new(networks: Vec<IpNet>) -> Self {
        Self { networks, warned: AtomicBool::new(false) }
    }

    /// The address of the visitor: behind trusted proxies the last address before them, by the lines of X-Forwarded-For
    /// in their order. One that cannot be read ends the search, since only what stands behind it was written by a
    /// trusted proxy.
    pub fn client<'a>(&self, peer: IpAddr, forwarded: impl DoubleEndedIterator<Item = &'a [u8]>) -> IpAddr {
        let mut address = peer.to_canonical();
        for named in forwarded.rev().flat_map(|line| line.rsplit(|byte| *byte == b',')) {
            if !self.trusts(address) {
                self.warn_once(peer, address);
                break;
            }
            let Some(named) = parse(named) else { break };
            address = named;
        }
        address
    }

    /// Whether an address is a trusted proxy's; an IPv4 address counts as itself however it is written.
    fn trusts(&self, address: IpAddr) -> bool {
        let mapped = match address {
            IpAddr::V4(address) => IpAddr::V6(address.to_ipv6_mapped()),
            IpAddr::V6(_) => address,
        };
        self.networks.iter().any(|network| network.contains(&address) || network.contains(&mapped))
    }

    /// Tells an operator, once, that the proxy is not trusted: to the gateway all its visitors have one address.
    fn warn_once(&self, peer: IpAddr, address: IpAddr) {
        if address == peer.to_canonical() && !self.warned.swap(true, Ordering::Relaxed) {
            tracing::warn!(
                peer = %address,
                "X-Forwarded-For came from an address that is not a trusted proxy and was not read; if that is your reverse \
                 proxy, name it in PHONECLOCK_TRUSTED_PROXIES, because until then everybody behind it is throttled as one"
            );
        }
    }
}

/// One address as proxies write it: with or without port, brackets, quotes and zone.
fn parse(entry: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(entry).ok()?.trim().trim_matches('"');
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?,
        None => match text.split_once(':') {
            // A single colon is that of a port; more of them are those of IPv6.
            Some((host, port)) if !port.contains(':') => (host, port),
            Some(_) | None => (text, ""),
        },
    };
    let host = host.split('%').next().unwrap_or_default();
    let is_port = port.trim_start_matches(':').bytes().all(|byte| byte.is_ascii_digit());
    let address = host.parse::<IpAddr>().ok().filter(|_| is_port)?.to_canonical();
    (!address.is_unspecified()).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "127.0.0.1";

    fn client(trusted: &TrustedProxies, peer: &str, lines: &[&str]) -> String {
        trusted.client(peer.parse().unwrap(), lines.iter().map(|line| line.as_bytes())).to_string()
    }

    fn trusting(networks: &[&str]) -> TrustedProxies {
        TrustedProxies::new(networks.iter().map(|network| network.parse().unwrap()).collect())
    }

    #[test]
    fn a_proxy_on_this_machine_is_believed_however_its_address_is_written() {
        let here = TrustedProxies::default();
        for peer in [HERE, "127.3.2.1", "::1", "::ffff:127.0.0.1"] {
            assert_eq!(client(&here, peer, &["198.51.100.1"]), "198.51.100.1", "{peer}");
            assert_eq!(client(&here, peer, &[]), peer.parse::<IpAddr>().unwrap().to_canonical().to_string());
        }
    }

    #[test]
    fn nobody_else_is_believed() {
        let here = TrustedProxies::default();
        for peer in ["192.0.2.9", "10.0.0.1", "::ffff:10.0.0.1", "2001:db8::9"] {
            let own = peer.parse::<IpAddr>().unwrap().to_canonical().to_string();
            assert_eq!(client(&here, peer, &["198.51.100.1", HERE]), own);
        }
    }

    #[test]
    fn of_several_lines_the_last_address_counts_and_not_what_the_visitor_wrote() {
        let here = TrustedProxies::default();
        assert_eq!(client(&here, HERE, &["1.1.1.1", "2.2.2.2"]), "2.2.2.2");
        assert_eq!(client(&here, HERE, &["1.1.1.1, 9.9.9.9", "2.2.2.2"]), "2.2.2.2");
        assert_eq!(client(&here, HERE, &["1.1.1.1", "9.9.9.9, 2.2.2.2"]), "2.2.2.2");
        assert_eq!(client(&here, HERE, &["127.0.0.1", "2.2.2.2"]), "2.2.2.2");
    }

    #[test]
    fn the_right_most_address_that_is_no_trusted_proxy_counts() {
        let here = TrustedProxies::default();
        assert_eq!(client(&here, HERE, &["198.51.100.1, 127.0.0.1"]), "198.51.100.1");
        assert_eq!(client(&here, HERE, &["198.51.100.1", "127.0.0.1", "::1"]), "198.51.100.1");
        let chain = trusting(&["10.0.0.0/8", "2001:db8:f::/48"]);
        assert_eq!(client(&chain, "10.0.0.1", &["1.1.1.1, 198.51.100.7, 2001:db8:f::2, 10.9.9.9"]), "198.51.100.7");
        assert_eq!(client(&chain, "10.0.0.1", &["10.0.0.7, 10.0.0.8"]), "10.0.0.7", "all of them proxies");
        assert_eq!(
            client(&chain, HERE, &["198.51.100.7"]),
            HERE,
            "a network that is set takes the place of this machine"
        );
    }

    #[test]
    fn ports_brackets_quotes_and_zones_are_no_part_of_an_address() {
        let here = TrustedProxies::default();
        for (written, meant) in [
            ("198.51.100.1:50123", "198.51.100.1"),
            ("[2001:db8::1]", "2001:db8::1"),
            ("[2001:db8::1]:50123", "2001:db8::1"),
            ("\"[2001:db8::1]:50123\"", "2001:db8::1"),
            ("2001:DB8:0::1", "2001:db8::1"),
            ("fe80::1%eth0", "fe80::1"),
            ("::ffff:198.51.100.1", "198.51.100.1"),
            ("[::ffff:198.51.100.1]:80", "198.51.100.1"),
            ("  198.51.100.1\t", "198.51.100.1"),
        ] {
            assert_eq!(client(&here, HERE, &[written]), meant, "{written}");
            assert_eq!(client(&here, HERE, &["1.1.1.1", &format!("{written},127.0.0.1:9")]), meant, "{written}");
        }
    }

    #[test]
    fn what_is_no_address_ends_the_search_and_nobodys_word_before_it_is_taken() {
        let chain = trusting(&["127.0.0.0/8", "10.0.0.0/8"]);
        for garbage in [
            "unknown",
            "",
            " ",
            "_hidden",
            "300.1.1.1",
            "1.2.3",
            "01.2.3.4",
            "0.0.0.0",
            "::",
            "a:b:c",
            "1.2.3.4:x",
            "[::1",
            "[1::2]x",
        ] {
            assert_eq!(client(&chain, HERE, &[garbage]), HERE, "{garbage}");
            assert_eq!(client(&chain, HERE, &["1.1.1.1", garbage]), HERE, "{garbage}");
            assert_eq!(client(&chain, HERE, &[&format!("1.1.1.1,{garbage},10.0.0.3")]), "10.0.0.3", "{garbage}");
            assert_eq!(client(&chain, HERE, &[&format!("{garbage},198.51.100.1")]), "198.51.100.1", "{garbage}");
        }
        let not_text = chain.client(HERE.parse().unwrap(), [&b"1.1.1.1"[..], &b"\xff\xfe"[..]].into_iter());
        assert_eq!(not_text.to_string(), HERE);
    }

    #[test]
    fn networks_hold_ipv4_however_either_is_written() {
        for network in ["10.0.0.0/8", "::ffff:10.0.0.0/104", "::/0"] {
            for peer in ["10.1.2.3", "::ffff:10.1.2.3"] {
                assert_eq!(client(&trusting(&[network]), peer, &["198.51.100.1"]), "198.51.100.1", "{network} {peer}");
            }
        }
    }

    #[test]
    fn an_untrusted_proxy_is_warned_of_once() {
        let here = TrustedProxies::default();
        client(&here, HERE, &["198.51.100.1, 203.0.113.9"]);
        client(&here, "192.0.2.9", &[]);
        assert!(!here.warned.load(Ordering::Relaxed), "a trusted proxy, and a visitor without one");
        client(&here, "192.0.2.9", &["198.51.100.1"]);
        assert!(here.warned.load(Ordering::Relaxed));
    }
}
