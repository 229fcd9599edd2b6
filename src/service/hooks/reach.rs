//! Which addresses are told anything. Whoever owns a workspace types them, so that nothing may be reached by them that only
//! this machine or its neighbors can reach.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
    sync::Arc,
};

use ipnet::IpNet;
use url::{Host, Url};

/// Bytes of the longest address.
pub const URL_MAX_BYTES: usize = 500;

/// What is not public of IPv4: the special-purpose addresses of IANA's registry (RFC 6890), and multicast.
const NOT_PUBLIC_V4: [(Ipv4Addr, u8); 15] = [
    (Ipv4Addr::new(0, 0, 0, 0), 8),
    (Ipv4Addr::new(10, 0, 0, 0), 8),
    (Ipv4Addr::new(100, 64, 0, 0), 10),
    (Ipv4Addr::new(127, 0, 0, 0), 8),
    (Ipv4Addr::new(169, 254, 0, 0), 16),
    (Ipv4Addr::new(172, 16, 0, 0), 12),
    (Ipv4Addr::new(192, 0, 0, 0), 24),
    (Ipv4Addr::new(192, 0, 2, 0), 24),
    (Ipv4Addr::new(192, 88, 99, 0), 24),
    (Ipv4Addr::new(192, 168, 0, 0), 16),
    (Ipv4Addr::new(198, 18, 0, 0), 15),
    (Ipv4Addr::new(198, 51, 100, 0), 24),
    (Ipv4Addr::new(203, 0, 113, 0), 24),
    (Ipv4Addr::new(224, 0, 0, 0), 4),
    (Ipv4Addr::new(240, 0, 0, 0), 4),
];
/// Where public addresses of IPv6 lie, and what of it is not: protocols of the IETF, documentation, and 6to4, behind which
/// there may be any address of IPv4.
const GLOBAL_V6: (Ipv6Addr, u8) = (Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0), 3);
const NOT_PUBLIC_V6: [(Ipv6Addr, u8); 4] = [
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23),
    (Ipv6Addr::new(0x2001, 0xdb8, 0, 0, 0, 0, 0, 0), 32),
    (Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0), 16),
    (Ipv6Addr::new(0x3fff, 0, 0, 0, 0, 0, 0, 0), 20),
];

fn holds((network, bits): (impl Into<IpAddr>, u8), address: IpAddr) -> bool {
    IpNet::new(network.into(), bits).is_ok_and(|network| network.contains(&address))
}

fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(_) => !NOT_PUBLIC_V4.iter().any(|network| holds(*network, address)),
        IpAddr::V6(_) => holds(GLOBAL_V6, address) && !NOT_PUBLIC_V6.iter().any(|network| holds(*network, address)),
    }
}

/// Why an address is not told anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum HookUrlError {
    #[error("it is not an address on the web, or is longer than {URL_MAX_BYTES} bytes")]
    NotUrl,
    #[error("it is not an https address")]
    NotHttps,
    #[error("there is a user name or a password in it")]
    Password,
    #[error("it does not lead into the public Internet")]
    NotPublic,
}

/// What can be reached: whatever is public, over HTTPS, and what lies in networks that the operator names, over HTTP as well.
#[derive(Debug, Clone)]
pub struct HookReach {
    networks: Arc<[IpNet]>,
}

impl HookReach {
    /// Beside what is public, these networks.
    #[must_use]
    pub fn new(networks: Vec<IpNet>) -> Self {
        Self { networks: networks.into() }
    }

    /// Whether it is in one of the operator's networks.
    pub(super) fn is_inside(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.iter().any(|network| network.contains(&address))
    }

    /// Whether it may be reached over HTTPS.
    pub(super) fn may_reach(&self, address: IpAddr) -> bool {
        is_public(address.to_canonical()) || self.is_inside(address)
    }

    /// Reads an address that somebody has typed. Where a name leads is looked at whenever it is connected to.
    ///
    /// # Errors
    /// When it is none that is ever told anything.
    pub fn parse(&self, typed: &str) -> Result<Url, HookUrlError> {
        let typed = typed.trim();
        let url = Url::parse(typed).ok().filter(|url| url.has_host() && url.as_str().len() <= URL_MAX_BYTES);
        let mut url = url.ok_or(HookUrlError::NotUrl)?;
        url.set_fragment(None);
        let over_http = url.scheme() == "http" && !self.networks.is_empty();
        if url.scheme() != "https" && !over_http {
            return Err(HookUrlError::NotHttps);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(HookUrlError::Password);
        }
        let may = |address| if over_http { self.is_inside(address) } else { self.may_reach(address) };
        let leads_outside = match url.host() {
            Some(Host::Ipv4(address)) => may(address.into()),
            Some(Host::Ipv6(address)) => may(address.into()),
            Some(Host::Domain(_)) => true,
            None => false,
        };
        if leads_outside { Ok(url) } else { Err(HookUrlError::NotPublic) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing_inside() -> HookReach {
        HookReach::new(Vec::new())
    }

    #[test]
    fn only_what_is_public_is_reached() {
        let reach = nothing_inside();
        for address in ["1.1.1.1", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8"] {
            assert!(reach.may_reach(address.parse().unwrap()), "{address}");
        }
        for address in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.8.8.8",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "198.18.0.1",
            "203.0.113.9",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::7f00:1",
            "fe80::1",
            "fc00::1",
            "fd00:ec2::254",
            "ff02::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::",
        ] {
            assert!(!reach.may_reach(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn what_the_operator_names_is_reached_and_no_more() {
        let reach = HookReach::new(vec!["10.1.0.0/16".parse().unwrap(), "fd00::/8".parse().unwrap()]);
        for (address, inside) in
            [("10.1.2.3", true), ("::ffff:10.1.2.3", true), ("fd00::1", true), ("10.2.0.1", false), ("8.8.8.8", false)]
        {
            assert_eq!(reach.is_inside(address.parse().unwrap()), inside, "{address}");
        }
        for (url, read) in [
            ("http://10.1.2.3/hook", Ok("http://10.1.2.3/hook")),
            ("https://10.1.2.3/hook", Ok("https://10.1.2.3/hook")),
            ("http://intranet/hook", Ok("http://intranet/hook")),
            ("http://8.8.8.8/hook", Err(HookUrlError::NotPublic)),
            ("https://10.2.0.1/hook", Err(HookUrlError::NotPublic)),
        ] {
            assert_eq!(reach.parse(url).as_ref().map(Url::as_str).map_err(|error| *error), read, "{url}");
        }
    }

    #[test]
    fn what_is_typed_must_be_a_public_https_address() {
        let long = format!("https://hooks.example.com/{}", "a".repeat(URL_MAX_BYTES));
        for (typed, read) in [
            (" https://hooks.example.com/clock?key=1#part ", Ok("https://hooks.example.com/clock?key=1")),
            ("https://8.8.8.8:8443/", Ok("https://8.8.8.8:8443/")),
            ("", Err(HookUrlError::NotUrl)),
            ("hooks.example.com", Err(HookUrlError::NotUrl)),
            ("mailto:a@example.com", Err(HookUrlError::NotUrl)),
            (&long, Err(HookUrlError::NotUrl)),
            ("http://hooks.example.com/", Err(HookUrlError::NotHttps)),
            ("ftp://hooks.example.com/", Err(HookUrlError::NotHttps)),
            ("https://me:word@hooks.example.com/", Err(HookUrlError::Password)),
            ("https://127.0.0.1/", Err(HookUrlError::NotPublic)),
            ("https://2130706433/", Err(HookUrlError::NotPublic)),
            ("https://0x7f.1/", Err(HookUrlError::NotPublic)),
            ("https://[::1]/", Err(HookUrlError::NotPublic)),
            ("https://[::ffff:10.0.0.1]/", Err(HookUrlError::NotPublic)),
            ("https://169.254.169.254/latest/meta-data", Err(HookUrlError::NotPublic)),
        ] {
            let parsed = nothing_inside().parse(typed);
            assert_eq!(parsed.as_ref().map(Url::as_str).map_err(|error| *error), read, "{typed}");
        }
    }
}
