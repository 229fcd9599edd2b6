//! What the commands write: text, tables and JSON on standard output, complaints on standard error.

use std::{
    fmt::Display,
    io::{self, Write, stdout},
};

use comfy_table::{ColumnConstraint, ContentArrangement, Table, TableComponent, presets};
use phoneclock::console;
use serde::Serialize;

use super::words;

/// Tables are folded to this many columns.
const WIDTH: u16 = 100;

/// That standard output could not be written, which may only mean that nobody reads it any more.
#[derive(Debug, thiserror::Error)]
#[error("the output could not be written")]
pub struct OutputError(#[from] io::Error);

/// Writes a line, or several.
pub fn say(text: impl Display) -> Result<(), OutputError> {
    Ok(writeln!(stdout().lock(), "{text}")?)
}

/// Writes text as it is.
pub fn write(text: &[u8]) -> Result<(), OutputError> {
    let mut out = stdout().lock();
    out.write_all(text)?;
    Ok(out.flush()?)
}

/// Standard output, for what is written bit by bit.
pub struct Out;

impl Write for Out {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        stdout().lock().write(text).map_err(ours)
    }

    fn flush(&mut self) -> io::Result<()> {
        stdout().lock().flush().map_err(ours)
    }
}

/// Marks an error as one of standard output's, which it has to be known by at the end.
fn ours(error: io::Error) -> io::Error {
    io::Error::new(error.kind(), OutputError(error))
}

/// Writes one JSON value.
pub fn say_json(value: &impl Serialize) -> anyhow::Result<()> {
    Ok(say(serde_json::to_string_pretty(value)?)?)
}

/// Writes to standard error. Where even that fails there is nobody left to tell.
pub fn complain(text: impl Display) {
    console::complain(&format!("{text}\n"));
}

/// Writes what a command has done: for programs, or in words.
pub fn print(json: bool, value: &impl Serialize, words: impl Display) -> anyhow::Result<()> {
    if json { say_json(value) } else { Ok(say(words)?) }
}

/// So many of something, such as 1 webhook or 2 webhooks.
pub fn count<N: Display + PartialEq + From<u8>>(count: N, one: &str) -> String {
    let plural = if count == N::from(1) { "" } else { "s" };
    format!("{count} {one}{plural}")
}

/// For a column that is as wide as what is in it; others are folded to make room.
pub const WHOLE: bool = true;
/// For a column that may be folded.
pub const FOLDED: bool = false;

/// Lays out rows under their headings, within 100 columns.
pub fn table<const N: usize>(columns: [(&str, bool); N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut table = Table::new();
    table
        .load_preset(presets::NOTHING)
        .set_style(TableComponent::HeaderLines, '─')
        .set_style(TableComponent::MiddleHeaderIntersections, '─')
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(WIDTH)
        .set_header(columns.map(|(heading, _)| heading));
    for row in rows {
        table.add_row(row.map(|cell| plain(&cell)));
    }
    for (column, (_, is_whole)) in table.column_iter_mut().zip(columns) {
        column.set_padding((0, 1));
        if is_whole {
            column.set_constraint(ColumnConstraint::ContentWidth);
        }
    }
    table.lines().map(|line| line.trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Without characters that would make the terminal do something.
pub fn plain(text: &str) -> String {
    text.chars().map(|char| if char.is_control() { '\u{fffd}' } else { char }).collect()
}

/// The text, or a dash where there is none.
pub fn or_dash(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "-".to_owned())
}

/// An error with its causes, as one sentence.
pub fn sentence(error: &anyhow::Error) -> String {
    let mut texts = error.chain().map(|cause| words::of(cause).replace('\n', " "));
    let said = texts.next().unwrap_or_default();
    let mut causes: Vec<String> = Vec::new();
    for text in texts {
        if !said.contains(&text) && !causes.iter().any(|cause| cause.contains(&text)) {
            causes.push(text);
        }
    }
    if causes.is_empty() { said } else { format!("{said} ({})", causes.join(": ")) }
}

/// Whether the command has failed only because nobody reads its output any more.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let inner = || error.downcast_ref::<io::Error>()?.get_ref()?.downcast_ref();
    let ours = error.downcast_ref::<OutputError>().or_else(inner);
    ours.is_some_and(|OutputError(error)| error.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_stays_within_100_columns() {
        let long = "many words ".repeat(30);
        let table = table([("One", FOLDED), ("Two", FOLDED)], [[long.clone(), "x".to_owned()], [String::new(), long]]);
        assert!(table.lines().all(|line| line.chars().count() <= 100), "{table}");
        assert!(table.lines().count() > 4, "{table}");
    }

    #[test]
    fn a_whole_column_is_not_folded() {
        let zone = "America/Argentina/Buenos_Aires".to_owned();
        let table = table([("Name", FOLDED), ("Zone", WHOLE)], [["many words ".repeat(30), zone.clone()]]);
        assert!(table.contains(&zone), "{table}");
    }

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let table = table([("Name", WHOLE)], [["Ana\u{1b}[2J".to_owned()]]);
        assert!(!table.contains('\u{1b}'), "{table:?}");
    }

    #[test]
    fn causes_follow_in_brackets_and_are_not_said_twice() {
        let cause = io::Error::other("disk full");
        let error = anyhow::Error::new(cause).context("it failed: disk full").context("nothing was saved");
        assert_eq!(sentence(&error), "nothing was saved (it failed: disk full)");
        assert_eq!(sentence(&anyhow::anyhow!("alone")), "alone");
    }

    #[test]
    fn only_a_closed_output_counts_as_one() {
        let closed = || io::Error::from(io::ErrorKind::BrokenPipe);
        assert!(is_closed_pipe(&OutputError(closed()).into()));
        assert!(is_closed_pipe(&ours(closed()).into()));
        assert!(!is_closed_pipe(&closed().into()));
        assert!(!is_closed_pipe(&OutputError(io::Error::other("full")).into()));
    }
}
