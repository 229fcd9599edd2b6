//! Which part of the queue is asked for, as an address says it.

use serde::Deserialize;

use super::HERE;
use crate::{
    domain::{
        exception::ExceptionKind,
        ids::{EmployeeId, ExceptionId},
    },
    service::timesheets::exceptions::{ExceptionFilter, QueueCursor},
};

/// The filter as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub(super) struct QueueQuery {
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
    /// The exception, or the note from an employee, that is looked at; the first one where empty.
    pub(super) at: String,
    /// Anything, to fill in what is suggested.
    pub(super) fill: String,
}

impl QueueQuery {
    pub(super) fn is_settled(&self) -> bool {
        self.status == "settled"
    }

    pub(super) fn is_narrowed(&self) -> bool {
        [&self.kind, &self.employee, &self.blocking, &self.after].into_iter().any(|field| !field.is_empty())
    }

    /// Reads filter and place; `None` when a kind, an id or a place cannot be read.
    pub(super) fn parse(&self) -> Option<(ExceptionFilter, QueueCursor)> {
        let given = |text: &'_ str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let cursor = match (self.is_settled(), given(&self.after)) {
            (true, None) => QueueCursor::Settled(None),
            (false, None) => QueueCursor::Standing(None),
            (settled, Some(after)) => {
                read_cursor(&after).filter(|cursor| matches!(cursor, QueueCursor::Settled(_)) == settled)?
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
        known.then_some((ExceptionFilter { kind, employee, blocking: !self.blocking.is_empty() }, cursor))
    }

    /// The same list further on.
    pub(super) fn query_from(&self, cursor: QueueCursor) -> String {
        Self { after: write_cursor(cursor), at: String::new(), ..self.clone() }.query()
    }

    fn query(&self) -> String {
        let fields = [
            ("status", &self.status),
            ("kind", &self.kind),
            ("employee", &self.employee),
            ("blocking", &self.blocking),
            ("after", &self.after),
            ("at", &self.at),
        ];
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(fields.into_iter().filter(|(_, value)| !value.is_empty()));
        query.finish()
    }

    /// The address of the list with one of its rows to look at; none where empty.
    pub(super) fn address(&self, at: &str) -> String {
        let query = Self { at: at.to_owned(), ..self.clone() }.query();
        let question = if query.is_empty() { "" } else { "?" };
        format!("{HERE}{question}{query}")
    }
}

/// Rank, milliseconds and id of what stands; milliseconds and id of what was settled.
fn write_cursor(cursor: QueueCursor) -> String {
    match cursor {
        QueueCursor::Standing(Some((rank, at, id))) => format!("{rank}.{}.{id}", at.as_millisecond()),
        QueueCursor::Settled(Some((at, id))) => format!("{}.{id}", at.as_millisecond()),
        QueueCursor::Standing(None) | QueueCursor::Settled(None) => String::new(),
    }
}

fn read_cursor(cursor: &str) -> Option<QueueCursor> {
    let (before, id) = cursor.rsplit_once('.')?;
    let id = ExceptionId::parse(id)?;
    let at = |millis: &str| jiff::Timestamp::from_millisecond(millis.parse().ok()?).ok();
    Some(match before.split_once('.') {
        Some((rank, millis)) => QueueCursor::Standing(Some((rank.parse().ok()?, at(millis)?, id))),
        None => QueueCursor::Settled(Some((at(before)?, id))),
    })
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;

    #[test]
    fn a_place_is_read_back_and_nonsense_is_none() {
        let (at, id) = (Timestamp::from_millisecond(1_763_384_400_123).unwrap(), ExceptionId::from_bytes([7; 16]));
        for cursor in [QueueCursor::Standing(Some((4, at, id))), QueueCursor::Settled(Some((at, id)))] {
            assert_eq!(write_cursor(read_cursor(&write_cursor(cursor)).unwrap()), write_cursor(cursor));
        }
        for text in
            ["", ".", "1", "x.07070707-0707-0707-0707-070707070707", "1.7", "1.x.07070707-0707-0707-0707-070707070707"]
        {
            assert!(read_cursor(text).is_none(), "{text}");
        }
    }

    #[test]
    fn what_is_no_filter_is_not_understood() {
        let query = |set: fn(&mut QueueQuery)| {
            let mut query = QueueQuery::default();
            set(&mut query);
            query.parse()
        };
        assert!(query(|_| ()).is_some());
        assert!(query(|query| query.kind = "missing clock-out".to_owned()).is_some());
        assert!(query(|query| query.kind = "boredom".to_owned()).is_none());
        assert!(query(|query| query.employee = "7".to_owned()).is_none());
        assert!(query(|query| query.status = "lost".to_owned()).is_none());
        // A place in the other list.
        assert!(query(|query| query.after = "7.07070707-0707-0707-0707-070707070707".to_owned()).is_none());
    }

    #[test]
    fn the_address_keeps_the_filter_and_names_the_row() {
        let query = QueueQuery { kind: "locked out".to_owned(), ..QueueQuery::default() };
        let id = ExceptionId::from_bytes([7; 16]);
        assert_eq!(
            query.address(&id.to_string()),
            "/exceptions?kind=locked+out&at=07070707-0707-0707-0707-070707070707"
        );
        assert_eq!(QueueQuery::default().address(""), "/exceptions");
    }
}
