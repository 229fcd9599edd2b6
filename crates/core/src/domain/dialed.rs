//! The numbers that workers call, and what is different about a call to each.

use super::{caller::E164, language::Language, offered::OfferedLanguages};

/// One number, as whoever set up the gateway has written it down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DialedNumber {
    /// What is dialed.
    pub number: E164,
    /// The name of the provider whose number it is, such as `twilio`.
    pub provider: String,
    /// What callers hear whom nobody knows yet.
    pub language: Language,
    /// What they are greeted with; the usual words without it.
    pub greeting: Option<String>,
    /// The name of the workspace whose people alone can sign in; everybody's without it.
    pub workspace: Option<String>,
}

/// The most characters of a greeting: about ten seconds.
pub const LONGEST_GREETING: usize = 200;

/// Why a list of numbers cannot be used. Lines are counted from 1, which has the names of the columns.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "each says what it is in its message")]
pub enum DialedNumbersError {
    #[error("the first line must be \"{}\"", COLUMNS.join(","))]
    Columns,
    #[error("line {line}: a number is + and 7 to 15 digits with the country code")]
    Number { line: usize },
    #[error("line {line}: the same number stands in line {first}, and a call can be to one of them only")]
    Twice { line: usize, first: usize },
    #[error("line {line}: nothing is set of a provider called {provider:?}; there are: {known}")]
    Provider { line: usize, provider: String, known: String },
    #[error(
        "line {line}: the language must be one that callers are offered by PHONECLOCK_LANGUAGES, which is {offered}"
    )]
    Language { line: usize, offered: String },
    #[error("line {line}: a greeting has at most {} characters, and none that cannot be said", LONGEST_GREETING)]
    Greeting { line: usize },
    #[error("there is no number in it")]
    Empty,
}

/// The columns of a list, in their order.
pub const COLUMNS: [&str; 5] = ["number", "provider", "language", "greeting", "workspace"];

/// Reads the rows of a list, the first of which names the columns. `known` are the names of the providers that there
/// are, `offered` the languages that callers can choose.
///
/// # Errors
/// For the first row that cannot be used, or is ambiguous.
pub fn read(
    rows: &[Vec<String>],
    known: &[&str],
    offered: &OfferedLanguages,
) -> Result<Vec<DialedNumber>, DialedNumbersError> {
    let (columns, rows) = rows.split_first().ok_or(DialedNumbersError::Columns)?;
    if columns.iter().map(|column| column.trim()).ne(COLUMNS) {
        return Err(DialedNumbersError::Columns);
    }
    let mut numbers: Vec<(usize, DialedNumber)> = Vec::new();
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty())) {
        let line = at + 2;
        let read = read_row(line, row, (known, offered))?;
        if let Some((first, _)) = numbers.iter().find(|(_, other)| other.number == read.number) {
            return Err(DialedNumbersError::Twice { line, first: *first });
        }
        numbers.push((line, read));
    }
    if numbers.is_empty() {
        return Err(DialedNumbersError::Empty);
    }
    Ok(numbers.into_iter().map(|(_, number)| number).collect())
}

fn read_row(
    line: usize,
    row: &[String],
    (known, offered): (&[&str], &OfferedLanguages),
) -> Result<DialedNumber, DialedNumbersError> {
    let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
    let [number, provider, language, greeting, workspace] = [0, 1, 2, 3, 4].map(cell);
    let number = E164::parse(number).map_err(|_| DialedNumbersError::Number { line })?;
    if !known.contains(&provider) {
        let (provider, known) = (provider.to_owned(), known.join(", "));
        return Err(DialedNumbersError::Provider { line, provider, known });
    }
    let language = Language::parse(language).filter(|language| offered.contains(*language));
    let language = language.ok_or_else(|| DialedNumbersError::Language { line, offered: offered.to_string() })?;
    if greeting.chars().count() > LONGEST_GREETING || greeting.chars().any(char::is_control) {
        return Err(DialedNumbersError::Greeting { line });
    }
    let present = |text: &str| Some(text).filter(|text| !text.is_empty()).map(str::to_owned);
    let (greeting, workspace) = (present(greeting), present(workspace));
    Ok(DialedNumber { number, provider: provider.to_owned(), language, greeting, workspace })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_lines(lines: &[&str]) -> Result<Vec<DialedNumber>, DialedNumbersError> {
        let rows = std::iter::once("number,provider,language,greeting,workspace").chain(lines.iter().copied());
        let rows: Vec<Vec<String>> = rows.map(|line| line.split(',').map(str::to_owned).collect()).collect();
        read(&rows, &["twilio", "telnyx"], &OfferedLanguages::default())
    }

    #[test]
    fn a_number_has_a_provider_a_language_and_perhaps_words_and_a_workspace() {
        let read = read_lines(&["+15555550111,twilio,en,,", "", "+15555550122, telnyx ,es,Bienvenidos.,Lopez Roofing"]);
        let read = read.unwrap();
        assert_eq!((read[0].language, &read[0].greeting, &read[0].workspace), (Language::En, &None, &None));
        assert_eq!((read[1].provider.as_str(), read[1].greeting.as_deref()), ("telnyx", Some("Bienvenidos.")));
        assert_eq!(read[1].workspace.as_deref(), Some("Lopez Roofing"));
        assert_eq!(read_lines(&["+15555550111,twilio,en"]).unwrap().len(), 1, "the last cells may be left out");
    }

    #[test]
    fn what_is_wrong_or_ambiguous_is_named_by_its_line() {
        let long = format!("+15555550111,twilio,en,{},", "x".repeat(LONGEST_GREETING + 1));
        for (lines, said) in [
            (&["5555550111,twilio,en,,"][..], "line 2: a number is"),
            (&["+15555550111,twilio,en,,", "+15555550111,telnyx,es,,"], "line 3: the same number stands in line 2"),
            (&["+15555550111,plivo,en,,"], "line 2: nothing is set of a provider called \"plivo\"; there are: twilio"),
            (
                &["+15555550111,twilio,pt,,"],
                "line 2: the language must be one that callers are offered by PHONECLOCK_LANG",
            ),
            (&[long.as_str()], "line 2: a greeting has at most"),
            (&[], "there is no number in it"),
        ] {
            let error = read_lines(lines).unwrap_err().to_string();
            assert!(error.starts_with(said), "{error}");
        }
        assert_eq!(read(&[], &[], &OfferedLanguages::default()), Err(DialedNumbersError::Columns));
        assert_eq!(
            read(&[vec!["number".to_owned()]], &[], &OfferedLanguages::default()),
            Err(DialedNumbersError::Columns)
        );
    }
}
