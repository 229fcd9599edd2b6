//! Badges as pictures in one file. A tar: every system opens one, and it needs no compression, as the pictures have theirs.

use std::collections::HashSet;

use jiff::Timestamp;

use super::credentials::KioskSecret;
use crate::{domain::employee::Employee, service::kernel::qr};

/// A tar with a PNG of each badge, named after its holder, with a number behind a name that is there already: also on
/// systems to which upper and lower case are the same.
///
/// # Errors
/// When it cannot be written, which would be a mistake of the program.
pub fn archive(badges: Vec<(Employee, KioskSecret)>, now: Timestamp) -> std::io::Result<Vec<u8>> {
    let mut archive = tar::Builder::new(Vec::new());
    let (mut names, made_at) = (HashSet::new(), u64::try_from(now.as_second()).unwrap_or(0));
    for (employee, badge) in badges {
        let Some(picture) = qr::png(badge.expose()) else { continue };
        let name = file_name(&employee);
        let numbered = (2_u32..).map(|number| format!("{name} {number}"));
        let Some(name) = std::iter::once(name.clone()).chain(numbered).find(|name| names.insert(name.to_lowercase()))
        else {
            continue;
        };
        let mut header = tar::Header::new_gnu();
        header.set_size(u64::try_from(picture.len()).unwrap_or(0));
        header.set_mode(0o600);
        header.set_mtime(made_at);
        archive.append_data(&mut header, format!("{name}.png"), picture.as_slice())?;
    }
    archive.into_inner()
}

/// A name that every file system takes.
fn file_name(employee: &Employee) -> String {
    let mut name: String = employee.details.name.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    if let Some(number) = &employee.details.employee_number {
        name.push(' ');
        name.extend(number.chars().filter(|c| c.is_alphanumeric()));
    }
    let words: Vec<_> = name.split_whitespace().collect();
    let short: String = words.join(" ").chars().take(60).collect();
    if short.is_empty() { "badge".to_owned() } else { short }
}
