//! From the XML tree to verbs: names, attributes, values and nesting, each checked.

use super::{ApplicationError, Document, Gather, Method, Piece, Record, StatusCallback, Target, Verb, xml::Element};

/// The longest text one `Say` may hold, in characters.
const MAX_SAY: usize = 4096;
/// What a `loop` of 0 stands for.
const ENDLESS: u32 = 1000;

fn illegal(reason: impl Into<String>) -> ApplicationError {
    ApplicationError::new(12200, reason)
}

pub(super) fn document(root: &Element) -> Result<Document, ApplicationError> {
    if root.name != "Response" {
        return Err(ApplicationError::new(12100, format!("the root is <{}> and not <Response>", root.name)));
    }
    Attributes::new(root).known(&[])?;
    no_text(root)?;
    let mut verbs = Vec::new();
    for element in &root.children {
        match element.name.as_str() {
            "Say" | "Play" | "Pause" => verbs.extend(pieces(element)?.into_iter().map(Verb::Speak)),
            "Gather" => verbs.push(Verb::Gather(gather(element)?)),
            "Record" => verbs.push(Verb::Record(record(element)?)),
            "Redirect" => verbs.push(Verb::Redirect(redirect(element)?)),
            "Hangup" => {
                Attributes::new(element).known(&[])?;
                nothing_inside(element)?;
                verbs.push(Verb::Hangup);
            }
            "Reject" => {
                let attributes = Attributes::new(element);
                attributes.known(&["reason"])?;
                attributes.one_of("reason", &["rejected", "busy"])?;
                nothing_inside(element)?;
                if !verbs.is_empty() {
                    return Err(illegal("<Reject> is not the first verb"));
                }
                verbs.push(Verb::Reject);
            }
            other => return Err(illegal(format!("<{other}> is not a verb"))),
        }
    }
    Ok(Document { verbs })
}

fn pieces(element: &Element) -> Result<Vec<Piece>, ApplicationError> {
    let attributes = Attributes::new(element);
    no_children(element)?;
    let text = element.text.trim().to_owned();
    let piece = match element.name.as_str() {
        "Say" => {
            attributes.known(&["voice", "language", "loop"])?;
            if text.is_empty() || text.chars().count() > MAX_SAY {
                return Err(ApplicationError::new(13520, "the text of <Say> is empty or too long"));
            }
            Piece::Say { text, language: attributes.get("language").unwrap_or("en-US").to_owned() }
        }
        "Play" => {
            attributes.known(&["loop"])?;
            if text.is_empty() {
                return Err(illegal("<Play> names no address"));
            }
            Piece::Play { url: text }
        }
        "Pause" => {
            attributes.known(&["length"])?;
            nothing_inside(element)?;
            Piece::Pause { secs: attributes.number("length", 1, 1..=u32::MAX)? }
        }
        other => return Err(illegal(format!("<{other}> may not stand inside <Gather>"))),
    };
    let times = match attributes.number("loop", 1, 0..=ENDLESS)? {
        0 => ENDLESS,
        times => times,
    };
    Ok((0..times).map(|_| piece.clone()).collect())
}

fn gather(element: &Element) -> Result<Gather, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&["input", "action", "method", "timeout", "finishOnKey", "numDigits", "actionOnEmptyResult"])?;
    attributes.one_of("input", &["dtmf"])?;
    no_text(element)?;
    let mut prompt = Vec::new();
    for child in &element.children {
        prompt.extend(pieces(child)?);
    }
    let finish = attributes.get("finishOnKey").unwrap_or("#");
    let mut keys = finish.chars();
    let finish_on_key = keys.next();
    if keys.next().is_some() || !finish.chars().all(is_key) {
        return Err(illegal(format!("finishOnKey={finish:?} on <Gather> is not one key")));
    }
    let num_digits = match attributes.get("numDigits") {
        Some(_) => usize::try_from(attributes.number("numDigits", 1, 1..=1000)?).ok(),
        None => None,
    };
    Ok(Gather {
        action: attributes.target("action", "method")?,
        timeout_secs: attributes.number("timeout", 5, 1..=u32::MAX)?,
        finish_on_key,
        num_digits,
        action_on_empty_result: attributes.flag("actionOnEmptyResult", false)?,
        prompt,
    })
}

fn record(element: &Element) -> Result<Record, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&[
        "action",
        "method",
        "maxLength",
        "timeout",
        "finishOnKey",
        "playBeep",
        "trim",
        "recordingStatusCallback",
        "recordingStatusCallbackMethod",
        "recordingStatusCallbackEvent",
    ])?;
    nothing_inside(element)?;
    attributes.one_of("trim", &["trim-silence", "do-not-trim"])?;
    let finish_on_keys = attributes.get("finishOnKey").unwrap_or("1234567890*#").to_owned();
    if !finish_on_keys.chars().all(is_key) {
        return Err(illegal(format!("finishOnKey={finish_on_keys:?} on <Record> are not keys")));
    }
    let events: Vec<_> = attributes.get("recordingStatusCallbackEvent").unwrap_or("completed").split(' ').collect();
    if let Some(unknown) = events.iter().find(|event| !["in-progress", "completed", "absent"].contains(event)) {
        return Err(illegal(format!("recordingStatusCallbackEvent {unknown:?} does not exist")));
    }
    let target = attributes.target("recordingStatusCallback", "recordingStatusCallbackMethod")?;
    let status = target.address.is_some().then(|| StatusCallback {
        target,
        in_progress: events.contains(&"in-progress"),
        completed: events.contains(&"completed"),
        absent: events.contains(&"absent"),
    });
    Ok(Record {
        action: attributes.target("action", "method")?,
        max_secs: attributes.number("maxLength", 3600, 2..=14_400)?,
        silence_secs: attributes.number("timeout", 5, 0..=u32::MAX)?,
        finish_on_keys,
        beep: attributes.flag("playBeep", true)?,
        status,
    })
}

fn redirect(element: &Element) -> Result<Target, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&["method"])?;
    no_children(element)?;
    let address = element.text.trim();
    if address.is_empty() {
        return Err(illegal("<Redirect> names no address"));
    }
    Ok(Target { address: Some(address.to_owned()), method: attributes.method("method")? })
}

const fn is_key(char: char) -> bool {
    matches!(char, '0'..='9' | '*' | '#')
}

fn no_text(element: &Element) -> Result<(), ApplicationError> {
    if element.text.trim().is_empty() { Ok(()) } else { Err(illegal(format!("text inside <{}>", element.name))) }
}

fn no_children(element: &Element) -> Result<(), ApplicationError> {
    match element.children.first() {
        Some(child) => Err(illegal(format!("<{}> inside <{}>", child.name, element.name))),
        None => Ok(()),
    }
}

fn nothing_inside(element: &Element) -> Result<(), ApplicationError> {
    no_text(element)?;
    no_children(element)
}

struct Attributes<'a>(&'a Element);

impl<'a> Attributes<'a> {
    const fn new(element: &'a Element) -> Self {
        Self(element)
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.0.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn wrong(&self, name: &str, value: &str) -> ApplicationError {
        illegal(format!("{name}={value:?} on <{}> is not allowed", self.0.name))
    }

    fn known(&self, names: &[&str]) -> Result<(), ApplicationError> {
        match self.0.attributes.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            Some((name, _)) => Err(illegal(format!("<{}> has no attribute {name}", self.0.name))),
            None => Ok(()),
        }
    }

    fn one_of(&self, name: &str, values: &[&str]) -> Result<(), ApplicationError> {
        match self.get(name) {
            Some(value) if !values.contains(&value) => Err(self.wrong(name, value)),
            Some(_) | None => Ok(()),
        }
    }

    fn number(&self, name: &str, default: u32, range: std::ops::RangeInclusive<u32>) -> Result<u32, ApplicationError> {
        let Some(value) = self.get(name) else { return Ok(default) };
        match value.parse() {
            Ok(number) if range.contains(&number) => Ok(number),
            Ok(_) | Err(_) => Err(self.wrong(name, value)),
        }
    }

    fn flag(&self, name: &str, default: bool) -> Result<bool, ApplicationError> {
        match self.get(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(value) => Err(self.wrong(name, value)),
        }
    }

    fn method(&self, name: &str) -> Result<Method, ApplicationError> {
        match self.get(name) {
            None | Some("POST") => Ok(Method::Post),
            Some("GET") => Ok(Method::Get),
            Some(value) => Err(self.wrong(name, value)),
        }
    }

    fn target(&self, address: &str, method: &str) -> Result<Target, ApplicationError> {
        let method = self.method(method)?;
        match self.get(address) {
            Some("") => Err(self.wrong(address, "")),
            given => Ok(Target { address: given.map(str::to_owned), method }),
        }
    }
}
