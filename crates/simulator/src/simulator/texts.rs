//! The text messages that the simulated provider was handed, in memory, and the numbers that it refuses.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

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

/// Why a text does not reach a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextTrouble {
    /// Its holder has answered STOP.
    Stopped,
    /// It is a landline.
    Landline,
    /// It was off.
    Off,
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

    /// Why texts to this number are refused, where they are.
    pub(super) fn trouble_of(&self, to: &str) -> Option<TextTrouble> {
        self.inside().refused.get(to).copied()
    }

    /// Takes a text, under the id that belongs to its number.
    pub(super) fn take(&self, handed_over: SimulatedText, id: impl Fn(usize) -> String) -> SimulatedText {
        let mut inside = self.inside();
        let text = SimulatedText { sid: id(inside.texts.len() + 1), ..handed_over };
        inside.texts.push(text.clone());
        text
    }
}
