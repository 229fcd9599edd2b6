//! Where a PIN comes from: standard input, and never the command line.

use std::io::{BufRead, IsTerminal, Read, stdin};

use anyhow::{bail, ensure};
use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};
use zeroize::Zeroizing;

use super::output;

/// Longer lines hold no PIN.
const MAX_LINE: u64 = 256;

/// Asks for the PIN twice where somebody types, unseen; takes the first line where it is piped.
pub fn read_pin() -> anyhow::Result<Zeroizing<String>> {
    if !stdin().is_terminal() {
        return read_line();
    }
    let silence = Silence::begin();
    let warning = if silence.is_some() { "" } else { " (it will show)" };
    output::complain(format_args!("Type the PIN{warning}, then Enter:"));
    let pin = read_line()?;
    output::complain("Type it again, then Enter:");
    let again = read_line()?;
    drop(silence);
    ensure!(pin == again, "the two PINs differ; nothing was changed, try again");
    Ok(pin)
}

fn read_line() -> anyhow::Result<Zeroizing<String>> {
    let mut line = Zeroizing::new(String::new());
    stdin().lock().take(MAX_LINE).read_line(&mut line)?;
    match line.trim() {
        "" => bail!("no PIN came on standard input; type it, or pipe it in as the first line"),
        pin => Ok(Zeroizing::new(pin.to_owned())),
    }
}

/// While this lives, the terminal shows nothing of what is typed but the ends of lines.
struct Silence(Termios);

impl Silence {
    fn begin() -> Option<Self> {
        let before = tcgetattr(stdin()).ok()?;
        let mut silent = before.clone();
        silent.local_modes.remove(LocalModes::ECHO);
        silent.local_modes.insert(LocalModes::ECHONL);
        tcsetattr(stdin(), OptionalActions::Flush, &silent).ok()?;
        Some(Self(before))
    }
}

impl Drop for Silence {
    fn drop(&mut self) {
        // A terminal that is gone needs no echo.
        let _ = tcsetattr(stdin(), OptionalActions::Now, &self.0);
    }
}
