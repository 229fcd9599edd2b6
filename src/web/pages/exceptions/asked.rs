//! Which part of the queue is asked for, as an address says it.

use serde::Deserialize;

use super::HERE;
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{EmployeeId, ExceptionId},
    },
    service::exceptions::{Narrowed, Wanted},
};

/// The filter as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    /// `settled`, or empty for what stands.
    pub(super) status: String,
    pub(super) kind: String,
    /// A part of somebody's name or number.
    pub(super) find: String,
    pub(super) employee: String,
    /// Anything, for only what blocks approval.
    pub(super) blocking: String,
    /// The last row of the page before.
    pub(super) after: String,
}

/// What it means.
#[derive(Debug)]
pub(super) struct Understood {
    pub(super) narrowed: Narrowed,
    pub(super) wanted: Wanted,
}

impl Asked {
    pub(super) fn is_settled(&self) -> bool {
        self.status == "settled"
    }

    pub(super) fn is_narrowed(&self) -> bool {
        [&self.kind, &self.employee, &self.blocking, &self.after].into_iter().any(|field| !field.is_empty())
    }

    /// `None` where a kind, an id or a place is none.
    pub(super) fn understood(&self) -> Option<Understood> {
        let given = |text: &'_ str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let wanted = match (self.is_settled(), given(&self.after)) {
            (true, None) => Wanted::Settled(None),
            (false, None) => Wanted::Standing(None),
            (settled, Some(after)) => {
                read_place(&after).filter(|place| matches!(place, Wanted::Settled(_)) == settled)?
            }
        };
        let kind = match given(&self.kind) {
            Some(kind) => Some(ExceptionKind::parse(&kind)?),
            None => None,
        };
        let employee = match given(&self.employee) {
            Some(id) => Some(EmployeeId::parse(&id)?),
            None => None,
        };
        let known = self.is_settled() || self.status.is_empty();
        known.then_some(Understood {
            narrowed: Narrowed { kind, employee, blocking: !self.blocking.is_empty() },
            wanted,
        })
    }

    /// The same list further on.
    pub(super) fn query_from(&self, place: Wanted) -> String {
        Self { after: write_place(place), ..self.clone() }.query()
    }

    fn query(&self) -> String {
        let fields = [
            ("status", &self.status),
            ("kind", &self.kind),
            ("employee", &self.employee),
            ("blocking", &self.blocking),
            ("after", &self.after),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    /// The address of the list, at one of its rows where that is known.
    pub(super) fn address(&self, row: Option<ExceptionId>) -> String {
        let query = self.query();
        let question = if query.is_empty() { "" } else { "?" };
        let row = row.map_or(String::new(), |id| format!("#x-{id}"));
        format!("{HERE}{question}{query}{row}")
    }
}

/// Rank, milliseconds and id of what stands; milliseconds and id of what was settled.
fn write_place(place: Wanted) -> String {
    match place {
        Wanted::Standing(Some((rank, at, id))) => format!("{rank}.{}.{id}", at.as_millisecond()),
        Wanted::Settled(Some((at, id))) => format!("{}.{id}", at.as_millisecond()),
        Wanted::Standing(None) | Wanted::Settled(None) => String::new(),
    }
}

fn read_place(place: &str) -> Option<Wanted> {
    let (before, id) = place.rsplit_once('.')?;
    let id = ExceptionId::parse(id)?;
    let at = |millis: &str| jiff::Timestamp::from_millisecond(millis.parse().ok()?).ok();
    Some(match before.split_once('.') {
        Some((rank, millis)) => Wanted::Standing(Some((rank.parse().ok()?, at(millis)?, id))),
        None => Wanted::Settled(Some((at(before)?, id))),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_place_is_read_back_and_nonsense_is_none() {
        let (at, id) = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), ExceptionId::from_bytes([7; 16]));
        for place in [Wanted::Standing(Some((4, at, id))), Wanted::Settled(Some((at, id)))] {
            assert_eq!(write_place(read_place(&write_place(place)).unwrap()), write_place(place));
        }
        for text in
            ["", ".", "1", "x.07070707-0707-0707-0707-070707070707", "1.7", "1.x.07070707-0707-0707-0707-070707070707"]
        {
            assert!(read_place(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_no_filter_is_not_understood() {
        let asked = |set: fn(&mut Asked)| {
            let mut asked = Asked::default();
            set(&mut asked);
            asked.understood()
        };
        assert!(asked(|_| ()).is_some());
        assert!(asked(|asked| asked.kind = "missing clock-out".to_owned()).is_some());
        assert!(asked(|asked| asked.kind = "boredom".to_owned()).is_none());
        assert!(asked(|asked| asked.employee = "7".to_owned()).is_none());
        assert!(asked(|asked| asked.status = "lost".to_owned()).is_none());
        // A place in the other list.
        assert!(asked(|asked| asked.after = "7.07070707-0707-0707-0707-070707070707".to_owned()).is_none());
    }

    #[test]
    fn the_address_keeps_the_filter_and_names_the_row() {
        let asked = Asked { kind: "locked out".to_owned(), ..Asked::default() };
        let id = ExceptionId::from_bytes([7; 16]);
        assert_eq!(asked.address(Some(id)), "/exceptions?kind=locked+out#x-07070707-0707-0707-0707-070707070707");
        assert_eq!(Asked::default().address(None), "/exceptions");
    }
}
