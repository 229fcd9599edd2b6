//! What was measured, and whether it holds.

use std::{fmt, time::Duration};

/// What a median may be of the one in the first size.
const BOUND: f64 = 1.5;
/// What a page may take, however many people there are.
const PAGE_TIME: Duration = Duration::from_millis(100);
const PAGE_BYTES: usize = 60_000;

struct Line {
    name: String,
    /// By size, in order of time.
    took: Vec<Vec<Duration>>,
    /// Of a page, in the last size, on its way to a browser.
    bytes: Option<usize>,
}

pub struct Table {
    sizes: Vec<u64>,
    only: String,
    lines: Vec<Line>,
}

impl Table {
    pub fn new(sizes: &[u64], only: &str) -> Self {
        Self { sizes: sizes.to_vec(), only: only.to_owned(), lines: Vec::new() }
    }

    pub fn wants(&self, name: &str) -> bool {
        name.contains(&self.only)
    }

    pub fn add(&mut self, name: &str, took: Vec<Vec<Duration>>) {
        self.add_page(name, took, None);
    }

    pub fn add_page(&mut self, name: &str, mut took: Vec<Vec<Duration>>, bytes: Option<usize>) {
        took.iter_mut().for_each(|took| took.sort());
        let line = Line { name: name.to_owned(), took, bytes };
        eprint!("{}", self.row(&line));
        self.lines.push(line);
    }

    pub fn holds(&self) -> bool {
        self.lines.iter().all(Line::holds)
    }

    fn row(&self, line: &Line) -> String {
        let mut row = format!("{:<44}", line.name);
        for took in &line.took {
            row.push_str(&format!(
                " {:>9} {:>9} {:>5.2}",
                millis(at(took, 50)),
                millis(at(took, 99)),
                line.ratio(took)
            ));
        }
        if let Some(bytes) = line.bytes {
            row.push_str(&format!(" {:>6.1} KB", bytes as f64 / 1000.0));
        }
        let word = match (line.grows(), line.is_too_much()) {
            (true, _) => "  GROWS",
            (false, true) => "  TOO MUCH",
            (false, false) => "",
        };
        format!("{row}{word}\n")
    }
}

impl Line {
    fn ratio(&self, took: &[Duration]) -> f64 {
        at(took, 50).as_secs_f64() / at(&self.took[0], 50).as_secs_f64()
    }

    fn holds(&self) -> bool {
        !self.grows() && !self.is_too_much()
    }

    fn grows(&self) -> bool {
        self.took.iter().any(|took| self.ratio(took) > BOUND)
    }

    fn is_too_much(&self) -> bool {
        let is_slow = || self.took.iter().any(|took| at(took, 50) > PAGE_TIME);
        self.bytes.is_some_and(|bytes| bytes > PAGE_BYTES || is_slow())
    }
}

/// The value below which this share in a hundred lies.
fn at(took: &[Duration], share: usize) -> Duration {
    took[(took.len() * share / 100).min(took.len() - 1)]
}

fn millis(took: Duration) -> String {
    format!("{:.2}", took.as_secs_f64() * 1000.0)
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:<44}", "milliseconds")?;
        for entries in &self.sizes {
            write!(f, " {:>25}", format!("{entries} entries"))?;
        }
        write!(f, "\n{:<44}", "")?;
        for _ in &self.sizes {
            write!(f, " {:>9} {:>9} {:>5}", "p50", "p99", "times")?;
        }
        writeln!(f)?;
        self.lines.iter().try_for_each(|line| f.write_str(&self.row(line)))
    }
}
