//! The text messages that the simulated provider was handed, in memory, and the numbers that it refuses.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::brand::{Brand, texts::TextTrouble};

/// A text as it was handed over.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
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
    refused: BTreeMap<String, TextTrouble>,
}

/// Shared by the API and by whoever looks at what was sent.
#[derive(Debug, Clone, Default)]
pub struct SimulatedTexts(Arc<Mutex<Inside>>);

impl SimulatedTexts {
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Texts to this number are refused for this from now on, where the brand refuses any.
    pub fn refuse(&self, to: &str, trouble: TextTrouble) {
        self.inside().refused.insert(to.to_owned(), trouble);
    }

    /// Texts to this number are taken again, as after a reply of START.
    pub fn take_again(&self, to: &str) {
        self.inside().refused.remove(to);
    }

    /// Every text that was taken, in their order.
    #[must_use]
    pub fn taken(&self) -> Vec<SimulatedText> {
        self.inside().texts.clone()
    }

    /// Takes a text, or gives the error that it is refused with.
    pub(super) fn take(&self, brand: Brand, handed_over: SimulatedText) -> Result<SimulatedText, u32> {
        let mut inside = self.inside();
        if let Some(trouble) = inside.refused.get(&handed_over.to).filter(|_| brand.refuses_texts()) {
            return Err(brand.text_error(*trouble));
        }
        let text = SimulatedText { sid: brand.text_id(inside.texts.len() + 1), ..handed_over };
        inside.texts.push(text.clone());
        Ok(text)
    }
}
