//! Where a punch came from, as lists and pages say it.

use crate::{
    dialog::utterance::Way,
    domain::location::{RuleKind, Whereabouts},
    service::timesheets::EntryPlace,
    wording::admin::{AdminWords, PlacesWords},
};

/// A location, or that none was recognized.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceView {
    /// Whether a location was found.
    pub is_known: bool,
    /// Its name, or that there is none.
    pub words: String,
}

impl PlaceView {
    /// `None` where nobody has looked: before the workspace had locations, and where the office has clocked.
    pub(super) fn new(words: &AdminWords, whereabouts: Whereabouts, location: Option<&str>) -> Option<Self> {
        match whereabouts {
            Whereabouts::NotLookedFor => None,
            Whereabouts::Unrecognized => Some(Self { is_known: false, words: words.places.unrecognized.clone() }),
            Whereabouts::At(..) => Some(Self { is_known: true, words: location.unwrap_or_default().to_owned() }),
        }
    }

    /// The same with what the location was recognized by.
    pub(super) fn with_rule(words: &AdminWords, whereabouts: Whereabouts, location: Option<&str>) -> Option<Self> {
        let view = Self::new(words, whereabouts, location)?;
        Some(match whereabouts {
            Whereabouts::At(_, kind) => Self { words: words.places.by(view.words, words.places.rule(kind)), ..view },
            Whereabouts::NotLookedFor | Whereabouts::Unrecognized => view,
        })
    }

    /// Where an entry was clocked in and out: once where both are the same. Of several clock-outs the last one counts.
    pub(super) fn of_entry<'a>(words: &AdminWords, places: impl Iterator<Item = &'a EntryPlace>) -> Vec<Self> {
        let (mut came, mut left) = (None, None);
        for place in places {
            let view = Self::new(words, place.whereabouts, place.location.as_deref());
            match place.way {
                Way::In => came = view,
                Way::Out => left = view,
            }
        }
        match (came, left) {
            (Some(came), Some(left)) if came == left => vec![came],
            (Some(came), Some(left)) => {
                let (came_from, left_from) = (words.places.came(came.words), words.places.left(left.words));
                vec![Self { words: came_from, ..came }, Self { words: left_from, ..left }]
            }
            (Some(one), None) | (None, Some(one)) => vec![one],
            (None, None) => Vec::new(),
        }
    }
}

impl PlacesWords {
    /// What a location was recognized by.
    pub(super) fn rule(&self, kind: RuleKind) -> &str {
        match kind {
            RuleKind::Device => &self.rule_device,
            RuleKind::Kiosk => &self.rule_kiosk,
            RuleKind::Caller => &self.rule_caller,
            RuleKind::Position => &self.rule_position,
            RuleKind::Network => &self.rule_network,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{
        ids::{EntryId, LocationId},
        language::OfficeLanguage,
    };

    fn place(way: Way, name: Option<&str>) -> EntryPlace {
        let at = |name: &str| Whereabouts::At(LocationId::from_bytes([name.len() as u8; 16]), RuleKind::Caller);
        EntryPlace {
            entry: EntryId::from_bytes([1; 16]),
            way,
            whereabouts: name.map_or(Whereabouts::Unrecognized, at),
            location: name.map(str::to_owned),
        }
    }

    #[test]
    fn an_entry_says_its_place_once_unless_in_and_out_differ() {
        let said = |places: &[EntryPlace]| {
            let views = PlaceView::of_entry(AdminWords::of(OfficeLanguage::En), places.iter());
            views.into_iter().map(|view| (view.is_known, view.words)).collect::<Vec<_>>()
        };
        let known = |words: &str| (true, words.to_owned());
        assert_eq!(said(&[]), []);
        assert_eq!(said(&[place(Way::In, Some("Yard"))]), [known("Yard")]);
        assert_eq!(said(&[place(Way::In, Some("Yard")), place(Way::Out, Some("Yard"))]), [known("Yard")]);
        let moved = [place(Way::In, Some("Yard")), place(Way::Out, Some("Shop")), place(Way::Out, None)];
        assert_eq!(said(&moved[..2]), [known("in: Yard"), known("out: Shop")]);
        assert_eq!(said(&moved), [known("in: Yard"), (false, "out: unrecognized".to_owned())], "the last one counts");
        let [came, left] = [place(Way::In, None), place(Way::Out, None)];
        assert_eq!(said(&[came, left]), [(false, "unrecognized".to_owned())]);
    }
}
