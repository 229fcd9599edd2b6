//! Where the gateway listens, which `health` needs to know and nothing else.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::Args;

use super::{ConfigError, address, text::text_or};

pub(super) const LISTEN: &str = "127.0.0.1:8080";

/// Where pages and webhooks are answered, as given.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Gateway")]
pub struct ListenArgs {
    /// Address to listen on, behind the reverse proxy
    #[arg(long, env = "PHONECLOCK_LISTEN", value_name = "ADDR", default_value = LISTEN, value_parser = text_or(LISTEN))]
    pub listen: String,
}

impl ListenArgs {
    /// The address that is listened on.
    ///
    /// # Errors
    /// When it is none.
    pub fn address(&self) -> Result<SocketAddr, ConfigError> {
        address("PHONECLOCK_LISTEN", self.listen.clone())
    }

    /// The address at which a program on this machine reaches the gateway.
    ///
    /// # Errors
    /// When the setting is no address.
    pub fn address_from_here(&self) -> Result<SocketAddr, ConfigError> {
        let mut address = self.address()?;
        match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            IpAddr::V4(_) | IpAddr::V6(_) => {}
        }
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gateway_that_listens_everywhere_is_reached_on_this_machine() {
        for (listen, reached) in [
            ("127.0.0.1:8080", "127.0.0.1:8080"),
            ("0.0.0.0:80", "127.0.0.1:80"),
            ("[::]:8080", "[::1]:8080"),
            ("192.0.2.1:8080", "192.0.2.1:8080"),
        ] {
            let args = ListenArgs { listen: listen.to_owned() };
            assert_eq!(args.address_from_here().unwrap().to_string(), reached);
        }
        let refused = ListenArgs { listen: "8080".to_owned() }.address_from_here().unwrap_err().to_string();
        assert!(refused.starts_with("PHONECLOCK_LISTEN is \"8080\""), "{refused}");
    }
}
