//! The Python that `scripts/test` sets up, with the provider's own library in it.

use std::{path::Path, process::Command};

/// A command for a script or module below `tests/`.
pub fn python() -> Command {
    #[expect(clippy::disallowed_methods, reason = "which Python has the libraries is known to scripts/test alone")]
    let python = std::env::var_os("PHONECLOCK_TEST_PYTHON").expect("run scripts/test, which sets up Python");
    let mut command = Command::new(python);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests"));
    // Nothing is to be left in the tree.
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}
