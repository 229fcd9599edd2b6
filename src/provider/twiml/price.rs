//! What a call or a text costs, as the account tree says it.

use serde::Deserialize;

use crate::{
    domain::cost::{Cost, Currency},
    provider::records,
};

/// An amount in quotation marks or without, with a minus or without; null until it is priced, which may be hours later.
#[derive(Deserialize)]
pub(super) struct Price {
    #[serde(default)]
    price: serde_json::Value,
    #[serde(default)]
    price_unit: Option<String>,
}

impl Price {
    /// What is asked; none while it is not told, or not of which currency.
    pub(super) fn cost(&self) -> Option<Cost> {
        records::cost(&self.price, Currency::parse(self.price_unit.as_deref()?).ok()?)
    }
}
