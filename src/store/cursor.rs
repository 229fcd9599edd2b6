//! Where one page of a list begins, and what lies around it.

/// Where a page begins, next to a row that was on another page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cursor<Id> {
    /// At the beginning of the list.
    #[default]
    Start,
    /// Those behind this one.
    After(Id),
    /// Those before this one.
    Before(Id),
}

impl<Id> Cursor<Id> {
    /// Leaves a page of `size` rows of what was listed with one row more; whether any lie before and behind it.
    pub fn trim<T>(&self, listed: &mut Vec<T>, size: usize) -> (bool, bool) {
        let more = listed.len() > size;
        match self {
            Self::Start | Self::After(_) => listed.truncate(size),
            Self::Before(_) => drop(listed.drain(..listed.len().saturating_sub(size))),
        }
        match self {
            Self::Start => (false, more),
            Self::After(_) => (true, more),
            Self::Before(_) => (more, true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Cursor;

    #[test]
    fn a_page_loses_the_row_that_was_read_to_see_whether_more_lie_that_way() {
        for (cursor, listed, page, around) in [
            (Cursor::Start, vec![1, 2, 3], vec![1, 2], (false, true)),
            (Cursor::After(0), vec![1, 2, 3], vec![1, 2], (true, true)),
            (Cursor::Before(4), vec![1, 2, 3], vec![2, 3], (true, true)),
            (Cursor::Start, vec![1, 2], vec![1, 2], (false, false)),
            (Cursor::After(0), vec![1], vec![1], (true, false)),
            (Cursor::Before(4), vec![], vec![], (false, true)),
        ] {
            let mut left = listed;
            assert_eq!(cursor.trim(&mut left, 2), around, "{cursor:?}");
            assert_eq!(left, page, "{cursor:?}");
        }
    }
}
