//! XML as a small tree, with everything refused that providers choke on.

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesRef, BytesStart, Event},
};

use super::ApplicationError;

#[derive(Debug)]
pub(super) struct Element {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// All text directly in it, references resolved.
    pub text: String,
}

/// The deepest nesting that is read; TwiML needs three.
const MAX_DEPTH: usize = 8;

fn unreadable(reason: impl std::fmt::Display) -> ApplicationError {
    ApplicationError::new(12100, format!("the document cannot be read: {reason}"))
}

/// Whether XML 1.0 allows the character (section 2.2).
const fn is_allowed(char: char) -> bool {
    !matches!(char, '\0'..='\x08' | '\x0B' | '\x0C' | '\x0E'..='\x1F' | '\u{FFFE}' | '\u{FFFF}')
}

pub(super) fn read(body: &[u8]) -> Result<Element, ApplicationError> {
    let text = std::str::from_utf8(body).map_err(unreadable)?;
    if !text.starts_with('<') {
        return Err(unreadable("it does not begin with <"));
    }
    if !text.chars().all(is_allowed) {
        return Err(unreadable("it holds a control character"));
    }
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    loop {
        match reader.read_event().map_err(unreadable)? {
            Event::Decl(_) | Event::Comment(_) => {}
            Event::Start(start) => {
                if open.len() == MAX_DEPTH {
                    return Err(unreadable("it is nested too deeply"));
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => close(element(&start)?, &mut open, &mut root)?,
            Event::End(_) => {
                let done = open.pop().ok_or_else(|| unreadable("an end without a start"))?;
                close(done, &mut open, &mut root)?;
            }
            Event::Text(text) => append(&text.xml10_content(), &mut open)?,
            Event::CData(data) => append(&data.xml10_content(), &mut open)?,
            Event::GeneralRef(reference) => append(&resolve(&reference)?, &mut open)?,
            Event::PI(_) => return Err(unreadable("it holds a processing instruction")),
            Event::DocType(_) => return Err(unreadable("it holds a document type")),
            Event::Eof => break,
        }
    }
    if let Some(unclosed) = open.last() {
        return Err(unreadable(format!("<{}> is not closed", unclosed.name)));
    }
    root.ok_or_else(|| unreadable("it is empty"))
}

fn element(start: &BytesStart<'_>) -> Result<Element, ApplicationError> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(unreadable)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).map_err(unreadable)?;
        attributes.push((attribute.key.into_inner().to_owned(), value.into_owned()));
    }
    let name = start.name().into_inner().to_owned();
    Ok(Element { name, attributes, children: Vec::new(), text: String::new() })
}

fn close(done: Element, open: &mut [Element], root: &mut Option<Element>) -> Result<(), ApplicationError> {
    match open.last_mut() {
        Some(parent) => parent.children.push(done),
        None if root.is_none() => *root = Some(done),
        None => return Err(unreadable("it has two roots")),
    }
    Ok(())
}

fn append(text: &str, open: &mut [Element]) -> Result<(), ApplicationError> {
    match open.last_mut() {
        Some(parent) => parent.text.push_str(text),
        None if text.trim().is_empty() => {}
        None => return Err(unreadable("there is text outside the root")),
    }
    Ok(())
}

fn resolve(reference: &BytesRef<'_>) -> Result<String, ApplicationError> {
    if let Some(char) = reference.resolve_char_ref().map_err(unreadable)? {
        return if is_allowed(char) { Ok(char.to_string()) } else { Err(unreadable("it holds a control character")) };
    }
    resolve_xml_entity(reference)
        .map(str::to_owned)
        .ok_or_else(|| unreadable(format!("it names the unknown entity {:?}", &**reference)))
}
