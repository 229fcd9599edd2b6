//! What every document begins and ends with, whoever's pen writes what is in it.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, Event},
};

use super::RenderError;

const ROOT: &str = "Response";

/// Begins a document.
pub(in crate::provider) fn open(xml: &mut Writer<Vec<u8>>) -> Result<(), RenderError> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None))).map_err(RenderError::Xml)?;
    xml.write_event(Event::Start(BytesStart::new(ROOT))).map_err(RenderError::Xml)
}

/// Ends a document, which may have so many bytes.
pub(in crate::provider) fn closed(mut xml: Writer<Vec<u8>>, limit: usize) -> Result<String, RenderError> {
    xml.write_event(Event::End(BytesEnd::new(ROOT))).map_err(RenderError::Xml)?;
    let document = xml.into_inner();
    if document.len() > limit {
        return Err(RenderError::TooLong { bytes: document.len(), limit });
    }
    String::from_utf8(document).map_err(|error| RenderError::Xml(std::io::Error::other(error)))
}
