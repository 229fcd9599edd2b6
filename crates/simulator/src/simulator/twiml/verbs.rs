//! From the XML tree to verbs: names, attributes, values and nesting, each checked.

use super::{
    ApplicationError, Document, Gather, Piece, Record, RecordedFile, StatusCallback, Target, Verb,
    attributes::{Attributes, illegal, is_key, no_children, no_text, nothing_inside},
    xml::Element,
};
use crate::simulator::brand::Brand;

/// The longest text one `Say` may hold, in characters.
const MAX_SAY: usize = 4096;
/// What a `loop` of 0 stands for.
const ENDLESS: u32 = 1000;

pub(super) fn document(brand: Brand, root: &Element) -> Result<Document, ApplicationError> {
    if root.name != "Response" {
        return Err(ApplicationError::new(12100, format!("the root is <{}> and not <Response>", root.name)));
    }
    Attributes::new(root).known(&[])?;
    no_text(root)?;
    let mut verbs = Vec::new();
    for element in &root.children {
        match element.name.as_str() {
            "Say" | "Play" | "Pause" => verbs.extend(pieces(element)?.into_iter().map(Verb::Speak)),
            "Gather" => verbs.push(Verb::Gather(gather(brand, element)?)),
            "Record" => verbs.push(Verb::Record(record(brand, element)?)),
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

fn gather(brand: Brand, element: &Element) -> Result<Gather, ApplicationError> {
    let attributes = Attributes::new(element);
    let mut known = vec!["input", "action", "method", "timeout", "finishOnKey", "numDigits"];
    if brand != Brand::Telnyx {
        known.push("actionOnEmptyResult");
    }
    attributes.known(&known)?;
    attributes.one_of("input", &["dtmf"])?;
    no_text(element)?;
    let mut prompt = Vec::new();
    for child in &element.children {
        if brand == Brand::Telnyx && child.name == "Pause" {
            return Err(illegal("<Pause> may not stand inside <Gather>"));
        }
        prompt.extend(pieces(child)?);
    }
    let longest = if brand == Brand::Telnyx { 120 } else { u32::MAX };
    let timeout_secs = attributes.number("timeout", 5, 1..=longest)?;
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
        timeout_secs,
        next_key_secs: timeout_secs,
        finish_on_key,
        num_digits,
        action_on_empty_result: attributes.flag("actionOnEmptyResult", false)?,
        prompt,
    })
}

fn record(brand: Brand, element: &Element) -> Result<Record, ApplicationError> {
    let attributes = Attributes::new(element);
    let telnyx = brand == Brand::Telnyx;
    let mut known = vec![
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
    ];
    known.extend(telnyx.then_some("channels"));
    attributes.known(&known)?;
    nothing_inside(element)?;
    attributes.one_of("trim", if telnyx { &["trim-silence"] } else { &["trim-silence", "do-not-trim"] })?;
    attributes.one_of("channels", &["mono", "single", "dual"])?;
    let two_channels = telnyx && matches!(attributes.get("channels"), None | Some("dual"));
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
        silence_secs: attributes.number("timeout", if telnyx { 0 } else { 5 }, 0..=u32::MAX)?,
        finish_on_keys,
        beep: attributes.flag("playBeep", true)?,
        file: if two_channels { RecordedFile::StereoWav } else { RecordedFile::Wav },
        goes_on: telnyx && attributes.get("action").is_none(),
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
