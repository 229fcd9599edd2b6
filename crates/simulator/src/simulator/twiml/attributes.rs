//! The attributes of an element and what stands inside it, each checked.

use super::{ApplicationError, Method, Target, xml::Element};

pub(super) fn illegal(reason: impl Into<String>) -> ApplicationError {
    ApplicationError::new(12200, reason)
}

pub(super) const fn is_key(char: char) -> bool {
    matches!(char, '0'..='9' | '*' | '#')
}

pub(super) fn no_text(element: &Element) -> Result<(), ApplicationError> {
    if element.text.trim().is_empty() { Ok(()) } else { Err(illegal(format!("text inside <{}>", element.name))) }
}

pub(super) fn no_children(element: &Element) -> Result<(), ApplicationError> {
    match element.children.first() {
        Some(child) => Err(illegal(format!("<{}> inside <{}>", child.name, element.name))),
        None => Ok(()),
    }
}

pub(super) fn nothing_inside(element: &Element) -> Result<(), ApplicationError> {
    no_text(element)?;
    no_children(element)
}

pub(super) struct Attributes<'a>(&'a Element);

impl<'a> Attributes<'a> {
    pub(super) const fn new(element: &'a Element) -> Self {
        Self(element)
    }

    pub(super) fn get(&self, name: &str) -> Option<&'a str> {
        self.0.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    fn wrong(&self, name: &str, value: &str) -> ApplicationError {
        illegal(format!("{name}={value:?} on <{}> is not allowed", self.0.name))
    }

    pub(super) fn known(&self, names: &[&str]) -> Result<(), ApplicationError> {
        match self.0.attributes.iter().find(|(name, _)| !names.contains(&name.as_str())) {
            Some((name, _)) => Err(illegal(format!("<{}> has no attribute {name}", self.0.name))),
            None => Ok(()),
        }
    }

    pub(super) fn one_of(&self, name: &str, values: &[&str]) -> Result<(), ApplicationError> {
        match self.get(name) {
            Some(value) if !values.contains(&value) => Err(self.wrong(name, value)),
            Some(_) | None => Ok(()),
        }
    }

    pub(super) fn number(
        &self,
        name: &str,
        default: u32,
        range: std::ops::RangeInclusive<u32>,
    ) -> Result<u32, ApplicationError> {
        let Some(value) = self.get(name) else { return Ok(default) };
        match value.parse() {
            Ok(number) if range.contains(&number) => Ok(number),
            Ok(_) | Err(_) => Err(self.wrong(name, value)),
        }
    }

    pub(super) fn flag(&self, name: &str, default: bool) -> Result<bool, ApplicationError> {
        match self.get(name) {
            None => Ok(default),
            Some("true") => Ok(true),
            Some("false") => Ok(false),
            Some(value) => Err(self.wrong(name, value)),
        }
    }

    pub(super) fn method(&self, name: &str) -> Result<Method, ApplicationError> {
        match self.get(name) {
            None | Some("POST") => Ok(Method::Post),
            Some("GET") => Ok(Method::Get),
            Some(value) => Err(self.wrong(name, value)),
        }
    }

    pub(super) fn target(&self, address: &str, method: &str) -> Result<Target, ApplicationError> {
        let method = self.method(method)?;
        match self.get(address) {
            Some("") => Err(self.wrong(address, "")),
            given => Ok(Target { address: given.map(str::to_owned), method }),
        }
    }
}
