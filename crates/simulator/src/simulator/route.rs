//! Two names of one gateway: the public address, which is signed and stands in its answers, and the address at which it
//! is really reached.

use url::Url;

use super::{error::SimulatorError, twiml::ApplicationError};

#[derive(Debug, Clone)]
pub(super) struct Route {
    public: Url,
    /// Only its origin counts.
    reached_at: Url,
}

impl Route {
    pub fn new(webhook_url: &Url, public_url: Option<&Url>) -> Result<Self, SimulatorError> {
        if webhook_url.scheme() != "http" || webhook_url.host().is_none() {
            return Err(SimulatorError::NotPlainHttp(webhook_url.to_string()));
        }
        let public = public_url.map_or_else(|| webhook_url.join("/"), |url| Ok(url.clone()));
        let public = public.ok().filter(Url::has_host).ok_or(SimulatorError::PublicUrl)?;
        Ok(Self { public, reached_at: webhook_url.clone() })
    }

    fn prefix(&self) -> &str {
        self.public.path().trim_end_matches('/')
    }

    fn is_public(&self, address: &Url) -> bool {
        let below = address.path().strip_prefix(self.prefix());
        address.origin() == self.public.origin() && below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The public name of an address that may be given either way.
    pub fn publish(&self, address: &Url) -> Url {
        if self.is_public(address) {
            return address.clone();
        }
        let mut public = self.public.clone();
        public.set_path(&format!("{}{}", self.prefix(), address.path()));
        public.set_query(address.query());
        public
    }

    /// Where to connect for a public address.
    pub fn reach(&self, public: &Url) -> Result<Url, ApplicationError> {
        if !self.is_public(public) {
            let reason = format!("{public} does not belong to the gateway at {}", self.public);
            return Err(ApplicationError::new(11100, reason));
        }
        let mut address = self.reached_at.clone();
        address.set_path(public.path().strip_prefix(self.prefix()).unwrap_or_default());
        address.set_query(public.query());
        Ok(address)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(text: &str) -> Url {
        Url::parse(text).unwrap()
    }

    #[test]
    fn the_public_name_is_signed_and_the_real_one_is_reached() {
        let route =
            Route::new(&url("http://127.0.0.1:8080/voice/x?a=1"), Some(&url("https://c.example/clock/"))).unwrap();
        let public = route.publish(&url("http://127.0.0.1:8080/voice/x?a=1"));
        assert_eq!(public.as_str(), "https://c.example/clock/voice/x?a=1");
        assert_eq!(route.publish(&public), public);
        assert_eq!(route.reach(&public).unwrap().as_str(), "http://127.0.0.1:8080/voice/x?a=1");
    }

    #[test]
    fn nothing_but_the_gateway_is_reached() {
        let route = Route::new(&url("http://127.0.0.1:8080/voice"), Some(&url("https://c.example/clock"))).unwrap();
        for address in ["https://c.example/clockwork", "https://d.example/clock/voice", "http://c.example/clock/voice"]
        {
            assert_eq!(route.reach(&url(address)).map_err(|error| error.code), Err(11100), "{address}");
        }
        let alone = Route::new(&url("http://127.0.0.1:8080/voice"), None).unwrap();
        assert!(alone.reach(&url("http://127.0.0.1:8080/step?n=1")).is_ok());
        assert!(alone.reach(&url("https://c.example/step")).is_err());
        assert!(Route::new(&url("https://c.example/voice"), None).is_err());
    }
}
