//! That kiosks are silent, where somebody is about to write down what may still come from them.

use crate::{
    domain::{ids::KioskId, pen::Pen},
    service::kiosks::silent::SilentKiosk,
    wording::admin::AdminWords,
};

/// A kiosk of which something may still come, in words.
pub(super) struct SilenceRow {
    pub kiosk: KioskId,
    pub name: String,
    pub words: String,
}

impl SilenceRow {
    pub(super) fn new(found: SilentKiosk, pen: &Pen) -> Self {
        let words = &AdminWords::of(pen.language).silence;
        let since = found.since.map(|since| words.since(pen.moment(since, &found.zone)));
        let unsent = match found.unsent {
            0 => None,
            1 => Some(words.one_unsent.clone()),
            count => Some(words.unsent(count)),
        };
        let said: Vec<_> = [since, unsent].into_iter().flatten().collect();
        Self { kiosk: found.id, name: found.name, words: said.join(" ") }
    }

    pub(super) fn list(found: Vec<SilentKiosk>, pen: &Pen) -> Vec<Self> {
        found.into_iter().map(|one| Self::new(one, pen)).collect()
    }
}
