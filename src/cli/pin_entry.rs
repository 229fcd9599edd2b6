//! Where a PIN comes from: standard input, and never the command line.

use std::io::{BufRead, IsTerminal, Read, stdin};

use anyhow::{Context, bail, ensure};
use phoneclock::domain::secret::Secret;

use super::output;

/// Longer lines hold no PIN.
const MAX_LINE: u64 = 256;

/// Asks for the PIN twice where somebody types, unseen; takes the first line where it is piped.
pub fn read_pin() -> anyhow::Result<Secret> {
    if !stdin().is_terminal() {
        return read_line();
    }
    output::complain("Type the PIN, then Enter:");
    let pin = read_unseen()?;
    output::complain("Type it again, then Enter:");
    ensure!(pin == read_unseen()?, "the two PINs differ; nothing was changed, try again");
    Ok(pin)
}

/// A line from the terminal, which shows nothing of it.
fn read_unseen() -> anyhow::Result<Secret> {
    let line = rpassword::read_password().map(Secret::new);
    tidy(&line.context("this terminal cannot hide what is typed; pipe the PIN in as the first line")?)
}

fn read_line() -> anyhow::Result<Secret> {
    let mut line = Secret::new(String::new());
    stdin().lock().take(MAX_LINE).read_line(&mut line)?;
    tidy(&line)
}

fn tidy(line: &str) -> anyhow::Result<Secret> {
    match line.trim() {
        "" => bail!("no PIN came on standard input; type it, or pipe it in as the first line"),
        pin => Ok(Secret::new(pin.to_owned())),
    }
}
