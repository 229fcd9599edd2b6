//! What the program tells of its own doings: tracing, on standard error.

use std::io::{IsTerminal, stderr};

use phoneclock::{config::ConfigError, console::Log};
use tracing_subscriber::{
    EnvFilter,
    filter::{Directive, LevelFilter},
};

const NAME: &str = "PHONECLOCK_LOG";
const WHAT: &str = "error, warn, info, debug or trace, or finer such as info,phoneclock::worker=debug";

/// Starts logging, once in the life of the program; `json` writes one object a line.
///
/// # Errors
/// When the filter cannot be read.
pub fn init(filter: &str, json: bool) -> Result<(), ConfigError> {
    let filter = parse(filter)?;
    static TEXT: Log = Log::new(|lost| format!("WARN {lost} lines of the log could not be written\n"));
    static JSON: Log = Log::new(|lost| {
        let said = format!("{lost} lines of the log could not be written");
        format!("{{\"level\":\"WARN\",\"fields\":{{\"message\":\"{said}\"}}}}\n")
    });
    let log = if json { &JSON } else { &TEXT };
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(move || log)
        // It would complain where nothing can be written, and break off.
        .log_internal_errors(false)
        .with_ansi(stderr().is_terminal());
    // A logger that is there already stays: tests run many programs in one.
    let _ = if json { lines.json().try_init() } else { lines.try_init() };
    Ok(())
}

fn parse(filter: &str) -> Result<EnvFilter, ConfigError> {
    let wrong = || ConfigError::Wrong { name: NAME, value: filter.to_owned(), what: WHAT };
    // A misspelled level would count as the name of a module, and silence everything.
    let is_level = |text: &str| text.parse::<LevelFilter>().is_ok();
    let parts: Vec<_> = filter.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.iter().any(|part| !part.contains(['=', '[']) && !is_level(part)) {
        return Err(wrong());
    }
    let mut directives = parts.iter().map(|part| part.parse::<Directive>());
    directives
        .try_fold(EnvFilter::default(), |all, directive| Ok(all.add_directive(directive?)))
        .map_err(|_: tracing_subscriber::filter::ParseError| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_is_a_level_or_levels_by_module() {
        for filter in ["info", "WARN", "off", "info,phoneclock::worker=debug", "warn, hyper=error"] {
            assert!(parse(filter).is_ok(), "{filter}");
        }
    }

    #[test]
    fn a_misspelled_filter_is_refused_by_name() {
        for filter in ["inof", "info,phoneclock=lots", "", ",", "a=b=c"] {
            let said = parse(filter).unwrap_err().to_string();
            assert!(said.starts_with("PHONECLOCK_LOG is "), "{said}");
        }
    }
}
