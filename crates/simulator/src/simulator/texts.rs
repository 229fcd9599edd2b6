//! The text messages that the simulated provider was handed, in memory, and the numbers that it refuses.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

/// A text as it was handed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulatedText {
    /// The provider's id of it.
    pub sid: String,
    /// Whom it goes to.
    pub to: String,
    /// The number or messaging service that it goes from.
    pub from: String,
    /// What it says.
    pub body: String,
    /// Where the gateway wants to hear how far it comes.
    pub status: String,
}

#[derive(Debug, Default)]
struct Inside {
    texts: Vec<SimulatedText>,
    refused: BTreeMap<String, u32>,
}

/// Shared by the API and by whoever looks at what was sent.
#[derive(Debug, Clone, Default)]
pub struct SimulatedTexts(Arc<Mutex<Inside>>);

impl SimulatedTexts {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Texts to this number are refused with this error from now on, as after a reply of STOP (21610).
    pub fn refuse(&self, to: &str, error: u32) {
        self.inside().refused.insert(to.to_owned(), error);
    }

    /// Every text that was taken, in their order.
    #[must_use]
    pub fn taken(&self) -> Vec<SimulatedText> {
        self.inside().texts.clone()
    }

    /// Takes a text, or gives the error that it is refused with.
    pub(super) fn take(&self, to: &str, from: &str, body: &str, status: &str) -> Result<SimulatedText, u32> {
        let mut inside = self.inside();
        if let Some(error) = inside.refused.get(to) {
            return Err(*error);
        }
        let text = SimulatedText {
            sid: format!("SM{:032x}", inside.texts.len() + 1),
            to: to.to_owned(),
            from: from.to_owned(),
            body: body.to_owned(),
            status: status.to_owned(),
        };
        inside.texts.push(text.clone());
        Ok(text)
    }
}
