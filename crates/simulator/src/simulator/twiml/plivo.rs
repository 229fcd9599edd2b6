//! Plivo's verbs, from the XML tree. What Plivo's own library would not write is refused.

use super::{
    ApplicationError, Document, Gather, Piece, Record, RecordedFile, StatusCallback, Target, Verb,
    attributes::{Attributes, illegal, is_key, no_children, no_text, nothing_inside},
    xml::Element,
};

/// The longest text that a voice of Amazon Polly says, in characters.
const MAX_SPEAK: usize = 3_000;

pub(super) fn document(root: &Element) -> Result<Document, ApplicationError> {
    if root.name != "Response" {
        return Err(ApplicationError::new(12100, format!("the root is <{}> and not <Response>", root.name)));
    }
    Attributes::new(root).known(&[])?;
    no_text(root)?;
    let verbs = root.children.iter().map(verb).collect::<Result<_, _>>()?;
    Ok(Document { verbs })
}

fn verb(element: &Element) -> Result<Verb, ApplicationError> {
    Ok(match element.name.as_str() {
        "Speak" | "Play" | "Wait" => Verb::Speak(piece(element)?),
        "GetInput" => Verb::Gather(input(element)?),
        "GetDigits" => Verb::Gather(digits(element)?),
        "Record" => Verb::Record(record(element)?),
        "Redirect" => {
            let attributes = Attributes::new(element);
            attributes.known(&["method"])?;
            no_children(element)?;
            Verb::Redirect(Target { address: Some(whole(&element.text)?), method: attributes.method("method")? })
        }
        "Hangup" => {
            let attributes = Attributes::new(element);
            attributes.known(&["reason", "schedule"])?;
            nothing_inside(element)?;
            Verb::Hangup
        }
        other => return Err(illegal(format!("<{other}> is not a verb"))),
    })
}

fn piece(element: &Element) -> Result<Piece, ApplicationError> {
    let attributes = Attributes::new(element);
    no_children(element)?;
    let text = element.text.trim().to_owned();
    match element.name.as_str() {
        "Speak" => {
            attributes.known(&["voice", "language", "loop"])?;
            if text.is_empty() || text.chars().count() > MAX_SPEAK {
                return Err(illegal("the text of <Speak> is empty or too long"));
            }
            Ok(Piece::Say { text, language: attributes.get("language").unwrap_or("en-US").to_owned() })
        }
        "Play" => {
            attributes.known(&["loop"])?;
            Ok(Piece::Play { url: whole(&text)? })
        }
        "Wait" => {
            attributes.known(&["length", "silence", "minSilence", "beep"])?;
            nothing_inside(element)?;
            Ok(Piece::Pause { secs: attributes.number("length", 1, 1..=u32::MAX)? })
        }
        other => Err(illegal(format!("<{other}> may not stand inside a question"))),
    }
}

/// Plivo follows no relative address.
fn whole(address: &str) -> Result<String, ApplicationError> {
    let address = address.trim();
    let is_whole = ["https://", "http://"].iter().any(|scheme| address.starts_with(scheme));
    if is_whole { Ok(address.to_owned()) } else { Err(illegal(format!("{address:?} is no whole address"))) }
}

fn input(element: &Element) -> Result<Gather, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&[
        "action",
        "method",
        "inputType",
        "executionTimeout",
        "digitEndTimeout",
        "finishOnKey",
        "numDigits",
        "redirect",
        "log",
    ])?;
    if attributes.get("inputType") != Some("dtmf") {
        return Err(illegal("<GetInput> has no inputType=\"dtmf\""));
    }
    let timeout_secs = attributes.number("executionTimeout", 15, 5..=60)?;
    question(element, &attributes, timeout_secs, attributes.number("digitEndTimeout", 5, 2..=10)?)
}

fn digits(element: &Element) -> Result<Gather, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&[
        "action",
        "method",
        "timeout",
        "digitTimeout",
        "finishOnKey",
        "numDigits",
        "retries",
        "redirect",
        "playBeep",
        "validDigits",
        "invalidDigitsSound",
        "log",
    ])?;
    let timeout_secs = attributes.number("timeout", 5, 1..=u32::MAX)?;
    question(element, &attributes, timeout_secs, attributes.number("digitTimeout", 2, 1..=u32::MAX)?)
}

/// What is keyed is logged unless `log` says otherwise, and a gateway that asks for PINs has to say so.
fn question(
    element: &Element,
    attributes: &Attributes<'_>,
    timeout_secs: u32,
    next_key_secs: u32,
) -> Result<Gather, ApplicationError> {
    if attributes.flag("log", true)? {
        return Err(illegal(format!("what is keyed at <{}> would be logged", element.name)));
    }
    attributes.flag("redirect", true)?;
    no_text(element)?;
    let finish_on_key = match attributes.get("finishOnKey").unwrap_or("#") {
        "" | "none" => None,
        key => {
            let mut keys = key.chars();
            let (Some(key), None) = (keys.next().filter(|key| is_key(*key)), keys.next()) else {
                return Err(illegal(format!("finishOnKey={key:?} on <{}> is not one key", element.name)));
            };
            Some(key)
        }
    };
    let num_digits = match attributes.get("numDigits") {
        Some(_) => usize::try_from(attributes.number("numDigits", 1, 1..=99)?).ok(),
        None => None,
    };
    let action = attributes.target("action", "method")?;
    whole(action.address.as_deref().unwrap_or_default())?;
    Ok(Gather {
        action,
        timeout_secs,
        next_key_secs,
        finish_on_key,
        num_digits,
        action_on_empty_result: false,
        prompt: element.children.iter().map(piece).collect::<Result<_, _>>()?,
    })
}

fn record(element: &Element) -> Result<Record, ApplicationError> {
    let attributes = Attributes::new(element);
    attributes.known(&[
        "action",
        "method",
        "redirect",
        "fileFormat",
        "timeout",
        "maxLength",
        "playBeep",
        "finishOnKey",
        "recordChannelType",
        "callbackUrl",
        "callbackMethod",
    ])?;
    nothing_inside(element)?;
    let goes_on = !attributes.flag("redirect", true)?;
    attributes.one_of("fileFormat", &["mp3", "wav"])?;
    attributes.one_of("recordChannelType", &["mono", "stereo"])?;
    let target = attributes.target("callbackUrl", "callbackMethod")?;
    let status = target.address.is_some().then_some(StatusCallback {
        target,
        in_progress: false,
        completed: true,
        absent: false,
    });
    let file = match (attributes.get("fileFormat"), attributes.get("recordChannelType")) {
        (Some("wav"), Some("mono")) => RecordedFile::Wav,
        (Some("wav"), _) => RecordedFile::StereoWav,
        (_, _) => RecordedFile::Mp3,
    };
    Ok(Record {
        action: attributes.target("action", "method")?,
        max_secs: attributes.number("maxLength", 60, 2..=u32::MAX)?,
        silence_secs: attributes.number("timeout", 15, 1..=u32::MAX)?,
        finish_on_keys: attributes.get("finishOnKey").unwrap_or("#").to_owned(),
        beep: attributes.flag("playBeep", true)?,
        file,
        goes_on,
        status,
    })
}
