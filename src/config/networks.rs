//! Networks, as settings name them.

use std::net::IpAddr;

use ipnet::IpNet;

use super::{ConfigError, present};

const TRUSTED_PROXIES: &str = "PHONECLOCK_TRUSTED_PROXIES";
const WEBHOOK_NETWORKS: &str = "PHONECLOCK_WEBHOOK_NETWORKS";
/// A proxy on this machine.
const LOOPBACK: &str = "127.0.0.0/8,::1/128";

/// The networks whose word about a visitor's address is believed; those of this machine unless set.
///
/// # Errors
/// When one of them is no network.
pub(super) fn trusted_proxies(value: Option<String>) -> Result<Vec<IpNet>, ConfigError> {
    named(TRUSTED_PROXIES, present(value).unwrap_or_else(|| LOOPBACK.to_owned()))
}

/// The networks that webhooks may lead to beside the public Internet; none unless set.
///
/// # Errors
/// When one of them is no network.
pub(super) fn webhook_networks(value: Option<String>) -> Result<Vec<IpNet>, ConfigError> {
    present(value).map_or_else(|| Ok(Vec::new()), |value| named(WEBHOOK_NETWORKS, value))
}

fn named(name: &'static str, value: String) -> Result<Vec<IpNet>, ConfigError> {
    let what = "networks with commas between them, such as 127.0.0.1,::1,10.0.0.0/8";
    let names = value.split(|c: char| c == ',' || c.is_whitespace()).filter(|name| !name.is_empty());
    let networks = names.map(network).collect::<Option<Vec<_>>>().filter(|networks| !networks.is_empty());
    networks.ok_or(ConfigError::Wrong { name, value, what })
}

/// A network, or a single address.
fn network(text: &str) -> Option<IpNet> {
    text.parse().ok().or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn trusted(text: &str) -> Vec<String> {
        trusted_proxies(Some(text.to_owned())).unwrap().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn proxies_are_those_of_this_machine_unless_set() {
        for unset in [None, Some(String::new()), Some(" ".to_owned())] {
            let networks = trusted_proxies(unset).unwrap();
            assert_eq!(networks.iter().map(ToString::to_string).collect::<Vec<_>>(), ["127.0.0.0/8", "::1/128"]);
        }
    }

    #[test]
    fn networks_and_single_addresses_are_named_with_commas_between() {
        assert_eq!(trusted("10.0.0.0/8"), ["10.0.0.0/8"]);
        assert_eq!(trusted(" 172.17.0.1 , 2001:db8::/32,"), ["172.17.0.1/32", "2001:db8::/32"]);
        assert_eq!(trusted("::ffff:10.0.0.0/104 192.0.2.1"), ["::ffff:10.0.0.0/104", "192.0.2.1/32"]);
    }

    #[test]
    fn webhooks_lead_into_the_public_internet_alone_unless_set() {
        for unset in [None, Some(String::new()), Some(" ".to_owned())] {
            assert_eq!(webhook_networks(unset).unwrap(), []);
        }
        let set = webhook_networks(Some("10.0.0.0/8, 127.0.0.1".to_owned())).unwrap();
        assert_eq!(set.iter().map(ToString::to_string).collect::<Vec<_>>(), ["10.0.0.0/8", "127.0.0.1/32"]);
    }

    #[test]
    fn a_network_that_is_none_is_refused_by_the_name_of_the_setting() {
        for bad in ["localhost", "10.0.0.0/33", "10.0.0", "10.0.0.1:80", "[::1]", "*", ",", "10.0.0.0/8;::1", "true"] {
            let refusal = trusted_proxies(Some(bad.to_owned())).unwrap_err().to_string();
            assert!(refusal.starts_with(&format!("PHONECLOCK_TRUSTED_PROXIES is \"{bad}\"")), "{refusal}");
            let refusal = webhook_networks(Some(bad.to_owned())).unwrap_err().to_string();
            assert!(refusal.starts_with(&format!("PHONECLOCK_WEBHOOK_NETWORKS is \"{bad}\"")), "{refusal}");
        }
    }
}
