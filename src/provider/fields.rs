//! The fields of a form, found by their names. Only what is read of it has to be text: a name or a city may hold any
//! bytes.

use super::{WebhookError, form::WebhookForm};
use crate::domain::ids::ProviderCallId;

/// A form whose signature held.
pub(in crate::provider) struct Fields<'a>(WebhookForm<'a>);

impl<'a> Fields<'a> {
    pub(in crate::provider) fn read(body: &'a [u8]) -> Self {
        Self(WebhookForm::read(body))
    }

    /// The same where the form belongs to our account, whose id stands in this field.
    pub(in crate::provider) fn of_account(
        name: &'static str,
        account: &str,
        body: &'a [u8],
    ) -> Result<Self, WebhookError> {
        let fields = Self::read(body);
        if fields.get(name)? != account {
            return Err(WebhookError::ForeignAccount);
        }
        Ok(fields)
    }

    pub(in crate::provider) fn find(&self, name: &'static str) -> Result<Option<&str>, WebhookError> {
        let mut values = self.values(name);
        let value = values.next();
        if values.next().is_some() {
            return Err(WebhookError::Repeated(name));
        }
        value.map(|value| std::str::from_utf8(value).map_err(|_| WebhookError::NotText(name))).transpose()
    }

    /// The same for a field that a webhook can do without: one that cannot be read counts as absent.
    pub(in crate::provider) fn find_legible(&self, name: &'static str) -> Option<&str> {
        self.find(name).ok().flatten()
    }

    pub(in crate::provider) fn has(&self, name: &'static str) -> bool {
        self.values(name).next().is_some()
    }

    fn values(&self, name: &'static str) -> impl Iterator<Item = &[u8]> {
        self.0.pairs().filter(move |(key, _)| *key == name.as_bytes()).map(|(_, value)| value)
    }

    pub(in crate::provider) fn get(&self, name: &'static str) -> Result<&str, WebhookError> {
        self.find(name)?.ok_or(WebhookError::Missing(name))
    }

    pub(in crate::provider) fn call(&self, name: &'static str) -> Result<ProviderCallId, WebhookError> {
        ProviderCallId::parse(self.get(name)?).map_err(|_| WebhookError::Malformed(name))
    }

    /// What the provider says of why a call has ended, in its own words: the first of these fields that says something.
    pub(in crate::provider) fn cause(&self, names: &[&'static str]) -> Option<String> {
        const LONGEST: usize = 64;
        let said = names.iter().find_map(|&name| self.find_legible(name).filter(|said| !said.is_empty()))?;
        Some(said.chars().filter(|c| !c.is_control()).take(LONGEST).collect())
    }
}
