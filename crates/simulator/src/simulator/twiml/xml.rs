//! XML as a small tree, with everything refused that providers choke on.

use roxmltree::{Document, Node, NodeType, ParsingOptions};

use super::{ApplicationError, MAX_BYTES};

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
/// More than a document of [`MAX_BYTES`] can have.
#[expect(clippy::cast_possible_truncation, reason = "64 KiB")]
const MAX_NODES: u32 = MAX_BYTES as u32;

fn unreadable(reason: impl std::fmt::Display) -> ApplicationError {
    ApplicationError::new(12100, format!("the document cannot be read: {reason}"))
}

pub(super) fn read(body: &[u8]) -> Result<Element, ApplicationError> {
    let text = std::str::from_utf8(body).map_err(unreadable)?;
    if !text.starts_with('<') {
        return Err(unreadable("it does not begin with <"));
    }
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MAX_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(unreadable)?;
    if document.descendants().any(|node| node.is_pi()) {
        return Err(unreadable("it holds a processing instruction"));
    }
    element(document.root_element(), MAX_DEPTH)
}

fn element(node: Node<'_, '_>, depth: usize) -> Result<Element, ApplicationError> {
    let depth = depth.checked_sub(1).ok_or_else(|| unreadable("it is nested too deeply"))?;
    let mut found =
        Element { name: name(node), attributes: attributes(node), children: Vec::new(), text: String::new() };
    for child in node.children() {
        match child.node_type() {
            NodeType::Element => found.children.push(element(child, depth)?),
            NodeType::Text => found.text.push_str(child.text().unwrap_or_default()),
            NodeType::Root | NodeType::Comment | NodeType::PI => {}
        }
    }
    Ok(found)
}

/// TwiML has no namespaces: a name in one is another name.
fn name(node: Node<'_, '_>) -> String {
    in_namespace(node.tag_name().namespace(), node.tag_name().name())
}

/// The declaration of a namespace counts as an attribute, of which no verb has one.
fn attributes(node: Node<'_, '_>) -> Vec<(String, String)> {
    let given =
        node.attributes().map(|given| (in_namespace(given.namespace(), given.name()), given.value().to_owned()));
    let declared = node.namespaces().map(|space| ("xmlns".to_owned(), space.uri().to_owned()));
    given.chain(declared).collect()
}

fn in_namespace(namespace: Option<&str>, name: &str) -> String {
    namespace.map_or_else(|| name.to_owned(), |namespace| format!("{namespace}:{name}"))
}
