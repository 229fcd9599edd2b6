//! The spellings of the public URL that may have been signed. A provider signs the address as it stands in its console, where
//! a host name may have capitals, letters beyond ASCII or a port; all of these name the same host, and all come from
//! our own configuration, so none lets a stranger in.

use url::Url;

/// Beginnings of signed addresses, up to the path of the webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::provider) struct SignedBases {
    /// As the setting was typed, and as browsers and libraries write it.
    pub(in crate::provider) usual: Vec<String>,
    /// With capitals that only the console has.
    pub(in crate::provider) rare: Vec<String>,
}

impl SignedBases {
    /// `typed` is the setting letter by letter, `url` the same understood.
    pub(in crate::provider) fn new(typed: &str, url: &Url) -> Self {
        let plain = Parts {
            scheme: url.scheme().to_owned(),
            host: url.host_str().unwrap_or_default().to_owned(),
            prefix: url.path().trim_end_matches('/').to_owned(),
        };
        let typed = Parts::typed(typed).unwrap_or_else(|| plain.clone());
        let ports = ports(url);
        let mut hosts = vec![typed.host.clone(), plain.host.clone(), in_letters(url)];
        hosts.extend(hosts.clone().iter().filter_map(|host| host.strip_suffix('.')).map(str::to_owned));
        let schemes = [typed.scheme.clone(), plain.scheme.clone()];
        let prefixes = [typed.prefix, plain.prefix];
        let usual = combine(&schemes, &hosts, &ports, &prefixes);

        let schemes: Vec<_> = schemes.iter().chain(&capitals(&plain.scheme)).cloned().collect();
        let hosts: Vec<_> = hosts.iter().flat_map(|host| [vec![host.clone()], capitals(host)].concat()).collect();
        let mut rare = combine(&schemes, &hosts, &ports, &prefixes);
        rare.retain(|base| !usual.contains(base));
        Self { usual, rare }
    }
}

#[derive(Debug, Clone)]
struct Parts {
    scheme: String,
    host: String,
    prefix: String,
}

impl Parts {
    /// As they stand in the text. The port is left to the understood address.
    fn typed(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://")?;
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, path) = rest.split_at_checked(end)?;
        let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let host = match authority.rsplit_once(':') {
            Some((host, port)) if is_port(port) => host,
            Some(_) | None => authority,
        };
        let owned = |text: &str| text.to_owned();
        Some(Self { scheme: owned(scheme), host: owned(host), prefix: owned(path.trim_end_matches('/')) })
    }
}

/// Twilio drops the port for voice over HTTPS and keeps it over HTTP, and its own libraries trust neither; so do others.
fn ports(url: &Url) -> Vec<String> {
    let standard = if url.scheme() == "https" { 443 } else { 80 };
    let own = url.port().map(|port| format!(":{port}"));
    [own, Some(String::new()), Some(format!(":{standard}"))].into_iter().flatten().collect()
}

/// The host with the letters that its `xn--` labels stand for.
fn in_letters(url: &Url) -> String {
    let origin = url.origin().unicode_serialization();
    Parts::typed(&origin).map(|parts| parts.host).unwrap_or_default()
}

/// Small letters, capitals, each word with a capital, the first word with one.
fn capitals(text: &str) -> Vec<String> {
    let small = text.to_lowercase();
    let words = |of: &dyn Fn(usize) -> bool| {
        let word = |(at, word): (usize, &str)| if of(at) { capital(word) } else { word.to_owned() };
        small.split('.').enumerate().map(word).collect::<Vec<_>>().join(".")
    };
    vec![small.clone(), small.to_uppercase(), words(&|_| true), words(&|at| at == 0)]
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// Each combination once, in order.
fn combine(schemes: &[String], hosts: &[String], ports: &[String], prefixes: &[String]) -> Vec<String> {
    let mut bases = Vec::new();
    for (scheme, host) in schemes.iter().flat_map(|scheme| hosts.iter().map(move |host| (scheme, host))) {
        for (port, prefix) in ports.iter().flat_map(|port| prefixes.iter().map(move |prefix| (port, prefix))) {
            let base = format!("{scheme}://{host}{port}{prefix}");
            if !bases.contains(&base) {
                bases.push(base);
            }
        }
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bases(typed: &str) -> SignedBases {
        SignedBases::new(typed, &Url::parse(typed).unwrap())
    }

    #[test]
    fn a_plain_setting_has_two_usual_spellings() {
        let bases = bases("https://clock.example.com");
        assert_eq!(bases.usual, ["https://clock.example.com", "https://clock.example.com:443"]);
        assert!(bases.rare.len() < 30, "{}", bases.rare.len());
    }

    #[test]
    fn the_text_as_typed_is_a_usual_spelling_beside_the_understood_one() {
        for typed in [
            "https://Clock.Example.com",
            "HTTPS://clock.example.com",
            "https://cLoCk.example.com",
            "https://uhr.bäcker.example",
            "https://UHR.BÄCKER.example",
            "https://clock.example.com.",
        ] {
            let bases = bases(typed);
            assert_eq!(bases.usual[0], typed);
            let plain = Url::parse(typed).unwrap();
            assert!(bases.usual.contains(&plain.as_str().trim_end_matches('/').to_owned()), "{typed}");
        }
        assert!(bases("https://xn--bcker-gra.example").usual.contains(&"https://bäcker.example".to_owned()));
        assert!(bases("https://clock.example.com.").usual.contains(&"https://clock.example.com".to_owned()));
    }

    #[test]
    fn capitals_that_only_the_console_has_are_rarer_spellings() {
        let all = |typed: &str| {
            let SignedBases { usual, rare } = bases(typed);
            [usual, rare].concat()
        };
        for (typed, signed) in [
            ("https://clock.example.com", "https://CLOCK.EXAMPLE.COM"),
            ("https://clock.example.com", "https://Clock.Example.Com"),
            ("https://clock.example.com", "https://Clock.example.com"),
            ("https://clock.example.com", "HTTPS://clock.example.com:443"),
            ("https://clock.example.com", "Https://Clock.example.com"),
            ("https://uhr.bäcker.example", "https://UHR.BÄCKER.EXAMPLE"),
            ("https://clock.example.com:8443", "https://CLOCK.EXAMPLE.COM:8443"),
        ] {
            assert!(all(typed).contains(&signed.to_owned()), "{typed} signed as {signed}");
        }
        for signed in ["https://clock.example.org", "http://clock.example.com", "https://example.com"] {
            assert!(!all("https://clock.example.com").contains(&signed.to_owned()), "{signed}");
        }
    }

    #[test]
    fn an_address_without_letters_or_with_brackets_is_taken_apart() {
        assert_eq!(bases("http://127.0.0.1:8080").usual[0], "http://127.0.0.1:8080");
        assert_eq!(bases("https://[2001:DB8::1]:8443").usual[0], "https://[2001:DB8::1]:8443");
        assert!(bases("https://[2001:db8::1]").usual.contains(&"https://[2001:db8::1]:443".to_owned()));
    }
}
