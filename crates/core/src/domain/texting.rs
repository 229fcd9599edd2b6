//! Text messages: from which number they go to which country, how many segments they take, and what that costs.

use super::caller::E164;

/// Characters of the GSM alphabet (3GPP TS 23.038, 6.2.1), without those of its extension.
const GSM: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
/// Those of its extension, which count twice.
const GSM_EXTENSION: &str = "^{}\\[~]|€";

/// From what texts to a country go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextSender {
    /// A number of the account.
    Number(E164),
    /// What chooses a number among those of the account, by its id: a messaging service, a number group, a messaging
    /// profile or a Powerpack.
    Service(String),
}

/// By which telephone service, and from what, texts to a country go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRoute {
    /// The service by its name in addresses; the first one that is set without it.
    pub provider: Option<String>,
    /// From what they go.
    pub sender: TextSender,
}

/// The senders by country. None, unless the operator has set some: then no text is sent to anybody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TextSenders(Vec<(String, TextRoute)>);

/// What one segment costs, as the operator has set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextPrice {
    /// In millionths of the currency.
    micros: u64,
    currency: String,
}

/// How texts go out, and what they cost.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Texting {
    /// From what they go to which country.
    pub senders: TextSenders,
    /// What a segment costs; not known where it is not set.
    pub price: Option<TextPrice>,
}

/// The text names no senders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "senders are country prefixes with a number or the id of a messaging service each, such as \
     +1=+15555550100,+52=telnyx:+525555550100"
)]
pub struct TextSendersError;

/// The text is no price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a price is an amount and a currency, such as 0.0083 USD")]
pub struct TextPriceError;

impl TextSenders {
    /// Reads `+1=+15555550100,+52=MG0123…,+44=telnyx:+441515550100`.
    ///
    /// # Errors
    /// When a part is no prefix with a sender, or a prefix comes twice.
    pub fn parse(text: &str) -> Result<Self, TextSendersError> {
        let mut senders: Vec<(String, TextRoute)> = Vec::new();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (prefix, sender) = part.split_once('=').ok_or(TextSendersError)?;
            let (prefix, sender) = (prefix.trim(), sender.trim());
            let digits = prefix.strip_prefix('+').ok_or(TextSendersError)?;
            let is_prefix = (1..=7).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
            if !is_prefix || senders.iter().any(|(known, _)| known == prefix) {
                return Err(TextSendersError);
            }
            senders.push((prefix.to_owned(), TextRoute::parse(sender)?));
        }
        // The longest prefix first: a region of a country may have a sender of its own.
        senders.sort_by_key(|(prefix, _)| std::cmp::Reverse(prefix.len()));
        Ok(Self(senders))
    }

    /// Whether texts are off.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From what a text to this number goes; none where its country has no sender.
    #[must_use]
    pub fn of(&self, number: &E164) -> Option<&TextRoute> {
        let found = self.0.iter().find(|(prefix, _)| number.as_str().starts_with(prefix.as_str()));
        found.map(|(_, route)| route)
    }

    /// Each way that texts may go.
    pub fn routes(&self) -> impl Iterator<Item = &TextRoute> {
        self.0.iter().map(|(_, route)| route)
    }

    /// The prefixes that have a sender.
    pub fn prefixes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(prefix, _)| prefix.as_str())
    }
}

impl TextRoute {
    fn parse(text: &str) -> Result<Self, TextSendersError> {
        let (provider, sender) =
            text.split_once(':').map_or((None, text), |(name, sender)| (Some(name.trim()), sender));
        let is_name = |name: &str| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase());
        if !provider.is_none_or(is_name) {
            return Err(TextSendersError);
        }
        Ok(Self { provider: provider.map(str::to_owned), sender: TextSender::parse(sender.trim())? })
    }
}

impl TextSender {
    /// Twilio's services are `MG` and 32 hexadecimal digits, those of the others are UUIDs.
    fn parse(text: &str) -> Result<Self, TextSendersError> {
        if let Ok(number) = E164::parse(text) {
            return Ok(Self::Number(number));
        }
        let is_hex = |text: &str| text.bytes().all(|byte| byte.is_ascii_hexdigit());
        let is_twilios = text.strip_prefix("MG").is_some_and(|hex| hex.len() == 32 && is_hex(hex));
        let groups: Vec<_> = text.split('-').collect();
        let is_uuid = groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12]) && groups.into_iter().all(is_hex);
        if is_twilios || is_uuid { Ok(Self::Service(text.to_owned())) } else { Err(TextSendersError) }
    }
}

impl TextPrice {
    /// Reads `0.0083 USD`.
    ///
    /// # Errors
    /// When it is no amount with a currency of three letters.
    pub fn parse(text: &str) -> Result<Self, TextPriceError> {
        let (amount, currency) = text.trim().split_once(' ').ok_or(TextPriceError)?;
        let currency = currency.trim();
        let (whole, part) = amount.split_once('.').unwrap_or((amount, ""));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_amount = !whole.is_empty() && whole.len() <= 4 && part.len() <= 6 && digits(whole) && digits(part);
        let is_currency = currency.len() == 3 && currency.bytes().all(|byte| byte.is_ascii_uppercase());
        if !is_amount || !is_currency {
            return Err(TextPriceError);
        }
        let micros = format!("{whole}{part:0<6}").parse().map_err(|_| TextPriceError)?;
        Ok(Self { micros, currency: currency.to_owned() })
    }

    /// What so many segments cost, in hundredths, rounded up.
    #[must_use]
    pub fn of(&self, segments: usize) -> String {
        let micros = self.micros.saturating_mul(u64::try_from(segments).unwrap_or(u64::MAX));
        let cents = micros.div_ceil(10_000);
        format!("{}.{:02} {}", cents / 100, cents % 100, self.currency)
    }
}

/// How many segments a text is sent and paid as: 160 characters of the GSM alphabet or 70 others, and somewhat fewer in
/// each of several.
#[must_use]
pub fn segments(text: &str) -> usize {
    let units: Option<usize> = text
        .chars()
        .map(|letter| match letter {
            letter if GSM.contains(letter) => Some(1),
            letter if GSM_EXTENSION.contains(letter) => Some(2),
            _ => None,
        })
        .sum();
    let (units, alone, each) = match units {
        Some(units) => (units, 160, 153),
        None => (text.encode_utf16().count(), 70, 67),
    };
    if units <= alone { 1 } else { units.div_ceil(each) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SERVICE: &str = "MG0123456789abcdef0123456789abcdef";

    fn number(text: &str) -> E164 {
        E164::parse(text).unwrap()
    }

    #[test]
    fn the_longest_prefix_has_its_sender_and_countries_without_one_get_no_texts() {
        let senders = TextSenders::parse(&format!("+1=+15555550100, +1787={SERVICE},+52=+525555550100")).unwrap();
        let by = |to| senders.of(&number(to)).map(|route| (route.provider.clone(), route.sender.clone()));
        assert_eq!(by("+15555550123"), Some((None, TextSender::Number(number("+15555550100")))));
        assert_eq!(by("+17875550123"), Some((None, TextSender::Service(SERVICE.to_owned()))));
        assert_eq!(by("+491715550123"), None);
        assert!(TextSenders::parse("").unwrap().is_empty());
    }

    #[test]
    fn a_sender_may_name_the_service_that_it_belongs_to() {
        const PROFILE: &str = "3e82ae9d-2c78-4d85-b1a4-6eae7dbafb36";
        let senders = TextSenders::parse(&format!("+1=plivo:+15555550100,+44=telnyx:{PROFILE}")).unwrap();
        let by = |to| senders.of(&number(to)).and_then(|route| route.provider.as_deref());
        assert_eq!((by("+15555550123"), by("+441515550123")), (Some("plivo"), Some("telnyx")));
        assert_eq!(senders.routes().count(), 2);
    }

    #[test]
    fn what_names_no_sender_is_refused() {
        for wrong in [
            "+1",
            "1=+15555550100",
            "+1=5555550100",
            "+1=MG12",
            "+=+15555550100",
            "+1=+15555550100,+1=+15555550101",
            "+1=:+15555550100",
            "+1=Plivo:+15555550100",
            "+1=plivo:",
            "+1=3e82ae9d-2c78-4d85-b1a4",
        ] {
            assert_eq!(TextSenders::parse(wrong), Err(TextSendersError), "{wrong}");
        }
    }

    #[test]
    fn a_price_is_for_each_segment_and_rounded_up() {
        let price = TextPrice::parse("0.0083 USD").unwrap();
        assert_eq!((price.of(1).as_str(), price.of(200).as_str()), ("0.01 USD", "1.66 USD"));
        for wrong in ["", "0.0083", "free", "0.0083 usd", "-1 USD", "1.2.3 USD", "0.00000001 USD"] {
            assert!(TextPrice::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn segments_are_counted_as_carriers_do() {
        for (text, count) in [
            ("a".repeat(160), 1),
            ("a".repeat(161), 2),
            ("é".repeat(160), 1),
            ("€".repeat(81), 2),
            ("í".repeat(70), 1),
            ("í".repeat(71), 2),
            (String::new(), 1),
        ] {
            assert_eq!(segments(&text), count, "{} x {:?}", text.chars().count(), text.chars().next());
        }
    }
}
