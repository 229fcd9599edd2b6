//! The fields of a webhook as each brand names them, from those of Twilio.

use super::Brand;

type Fields = Vec<(String, String)>;

/// What only Twilio sends.
const OF_TWILIO: [&str; 6] = ["ApiVersion", "Called", "Caller", "FinishedOnKey", "msg", "Duration"];

impl Brand {
    /// The fields of one webhook in the brand's own words.
    #[must_use]
    pub fn fields(self, fields: Fields) -> Fields {
        match self {
            Self::Twilio => fields,
            Self::SignalWire => signalwire(fields),
            Self::Telnyx => telnyx(fields),
            Self::Plivo => plivo(fields),
        }
    }
}

fn is_of_twilio(name: &str) -> bool {
    let place = ["City", "Country", "State", "Zip"].iter().any(|end| name.ends_with(end));
    place || OF_TWILIO.contains(&name)
}

/// No key that ended an entry, and of a recording its address alone when the recorder stops.
fn signalwire(fields: Fields) -> Fields {
    let told_by_recorder = fields.iter().all(|(name, _)| name != "RecordingStatus");
    let version = ("ApiVersion".to_owned(), "2010-04-01".to_owned());
    let kept = fields.into_iter().filter(|(name, _)| !is_of_twilio(name));
    kept.filter(|(name, _)| !(told_by_recorder && name == "RecordingSid")).chain([version]).collect()
}

/// The id of the recording comes with its state alone, and the account's connection with everything.
fn telnyx(fields: Fields) -> Fields {
    let told_by_recorder = fields.iter().all(|(name, _)| name != "RecordingStatus");
    let call = fields.iter().find(|(name, _)| name == "CallSid").map(|(_, id)| id.clone()).unwrap_or_default();
    let more = [("CallSidLegacy".to_owned(), call), ("ConnectionId".to_owned(), "1684641123236054244".to_owned())];
    let kept = fields.into_iter().filter(|(name, _)| !is_of_twilio(name));
    let kept = kept.filter(|(name, _)| !(told_by_recorder && name == "RecordingSid"));
    let mut kept: Vec<_> = kept.chain(more).collect();
    if kept.iter().any(|(name, value)| name == "CallStatus" && value == "completed") {
        kept.push(("HangupCause".to_owned(), "normal_clearing".to_owned()));
    }
    kept
}

/// Names of its own, and numbers without `+`.
fn plivo(fields: Fields) -> Fields {
    let is_over = fields.iter().any(|(name, value)| name == "CallStatus" && value == "completed");
    let is_recorded = fields.iter().any(|(name, _)| name == "RecordingUrl");
    let told_by_callback = fields.iter().any(|(name, _)| name == "RecordingStatus");
    let mut kept = Vec::new();
    for (name, value) in fields.into_iter().filter(|(name, _)| !is_of_twilio(name)) {
        let digits = value.strip_prefix('+').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let field = match name.as_str() {
            "AccountSid" => ("ParentAuthID", value),
            "CallSid" => ("CallUUID", value),
            "From" | "To" => (if name == "To" { "To" } else { "From" }, digits.unwrap_or(&value).to_owned()),
            "RecordingSid" => ("RecordingID", value),
            "RecordingUrl" => ("RecordUrl", value),
            "RecordingStatus" | "RecordingChannels" | "RecordingSource" | "CallbackSource" | "SequenceNumber" => {
                continue;
            }
            "CallDuration" => ("Duration", value),
            "Digits" if is_recorded => ("RecordingEndReason", end_reason(&value).to_owned()),
            _ => (name.as_str(), value),
        };
        kept.push((field.0.to_owned(), field.1));
    }
    let event = if is_recorded { "RecordStop" } else { "StartApp" };
    let mut more = vec![("Event", event), ("BillRate", "0.002"), ("SessionStart", "2026-11-17 13:00:00.238707")];
    if is_over && !told_by_callback {
        more.extend([("HangupCause", "NORMAL_CLEARING"), ("HangupCauseName", "Normal Hangup")]);
    }
    kept.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())));
    kept
}

fn end_reason(digits: &str) -> &'static str {
    if digits == "hangup" { "HungUp" } else { "FinishedOnKey" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(brand: Brand, fields: &[(&str, &str)]) -> Fields {
        brand.fields(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
    }

    fn find<'a>(fields: &'a Fields, name: &str) -> Option<&'a str> {
        fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    const RECORDED: [(&str, &str); 6] = [
        ("AccountSid", "A1"),
        ("CallSid", "C1"),
        ("From", "+15555550100"),
        ("RecordingUrl", "https://api.example/RE1"),
        ("RecordingSid", "RE1"),
        ("Digits", "hangup"),
    ];

    #[test]
    fn each_brand_has_its_own_words() {
        assert_eq!(told(Brand::Twilio, &RECORDED).len(), RECORDED.len());
        let plivo = told(Brand::Plivo, &RECORDED);
        for (name, value) in [
            ("CallUUID", "C1"),
            ("From", "15555550100"),
            ("RecordingID", "RE1"),
            ("RecordingEndReason", "HungUp"),
            ("ParentAuthID", "A1"),
        ] {
            assert_eq!(find(&plivo, name), Some(value), "{name}");
        }
        assert!(["CallSid", "Digits", "RecordingUrl"].iter().all(|name| find(&plivo, name).is_none()));
        for brand in [Brand::SignalWire, Brand::Telnyx] {
            assert_eq!(find(&told(brand, &RECORDED), "RecordingSid"), None);
            let callback = [&RECORDED[..], &[("RecordingStatus", "completed")]].concat();
            assert_eq!(find(&told(brand, &callback), "RecordingSid"), Some("RE1"));
            let keyed = told(brand, &[("Digits", "1"), ("FinishedOnKey", "#"), ("FromCity", "")]);
            assert!(["FinishedOnKey", "FromCity"].iter().all(|name| find(&keyed, name).is_none()));
        }
    }
}
