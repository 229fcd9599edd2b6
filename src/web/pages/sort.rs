//! The order of a table, as its address has it: `total` the smallest first, `-total` the largest first.

/// A column by which a table is sorted, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortOrder {
    /// The column's name in the address.
    pub column: &'static str,
    /// Whether the largest come first.
    pub descending: bool,
}

impl SortOrder {
    /// Reads an order of one of these columns; `None` where none of them is asked for.
    #[must_use]
    pub fn parse(text: &str, columns: &[&'static str]) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let column = columns.iter().copied().find(|column| *column == name)?;
        Some(Self { column, descending })
    }

    /// What the address says for it.
    #[must_use]
    pub fn in_address(self) -> String {
        if self.descending { format!("-{}", self.column) } else { self.column.to_owned() }
    }

    /// Puts rows in order by a key of each; equal ones stay as they were.
    pub fn sort<T, K: Ord>(self, rows: &mut [T], key: impl Fn(&T) -> K) {
        if self.descending {
            rows.sort_by_key(|row| std::cmp::Reverse(key(row)));
        } else {
            rows.sort_by_key(key);
        }
    }
}

/// The head of a column that sorts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SortLink {
    /// What the column is called.
    pub name: &'static str,
    /// Whether its cells are numbers.
    pub is_number: bool,
    /// The value of `sort` that the link asks for.
    pub value: String,
    /// For `aria-sort`; none where the table is not sorted by it.
    pub sorted: Option<&'static str>,
}

impl SortLink {
    /// The head of a column: a press sorts by it, another one turns the order round. Numbers begin with the largest.
    #[must_use]
    pub fn new(column: &'static str, (name, is_number): (&'static str, bool), now: Option<SortOrder>) -> Self {
        let current = now.filter(|order| order.column == column);
        let descending = current.map_or(is_number, |order| !order.descending);
        let sorted = current.map(|order| if order.descending { "descending" } else { "ascending" });
        Self { name, is_number, value: SortOrder { column, descending }.in_address(), sorted }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[&str] = &["name", "total"];

    #[test]
    fn an_order_is_read_back_from_its_address_and_nothing_else_is_one() {
        for text in ["name", "-total"] {
            assert_eq!(SortOrder::parse(text, COLUMNS).unwrap().in_address(), text);
        }
        for text in ["", "-", "--total", "salary", "total; drop"] {
            assert_eq!(SortOrder::parse(text, COLUMNS), None, "{text}");
        }
    }

    #[test]
    fn equal_rows_stay_in_their_order() {
        let mut rows = [("b", 1), ("a", 2), ("c", 2)];
        SortOrder::parse("-total", COLUMNS).unwrap().sort(&mut rows, |row| row.1);
        assert_eq!(rows, [("a", 2), ("c", 2), ("b", 1)]);
    }

    #[test]
    fn a_second_press_turns_the_order_round() {
        let head = |now| SortLink::new("total", ("Total", true), SortOrder::parse(now, COLUMNS));
        assert_eq!((head("").value.as_str(), head("").sorted), ("-total", None));
        assert_eq!((head("-total").value.as_str(), head("-total").sorted), ("total", Some("descending")));
        assert_eq!((head("total").value.as_str(), head("total").sorted), ("-total", Some("ascending")));
        assert_eq!(SortLink::new("name", ("Employee", false), None).value, "name");
    }
}
