//! Which file names which: the paths in the code, followed to the files that declare what they lead to.

use std::collections::{BTreeMap, BTreeSet};

/// The files of a crate by the modules that they are, such as `crate::store::tx`.
pub type Files = BTreeMap<String, File>;

/// For each file the files that it knows.
pub type Arrows = BTreeMap<String, BTreeSet<String>>;

/// What a file names.
#[derive(Debug, Default)]
pub struct File {
    /// What `use` brings in: the name it has here, and its path.
    uses: Vec<(String, Vec<String>)>,
    /// Paths in the code itself, and whether each is called as a function.
    paths: Vec<(Vec<String>, bool)>,
}

impl File {
    /// Reads a file, but for what is compiled for tests alone.
    pub fn read(code: &str) -> Self {
        let (tokens, mut file, mut at) = (tokens(code), Self::default(), 0);
        while let Some(token) = tokens.get(at) {
            let rest = &tokens[at..];
            at += match *token {
                "#" if rest.starts_with(&["#", "[", "cfg", "(", "test", ")", "]"]) => 7 + item(&rest[7..]),
                "pub" if rest.starts_with(&["pub", "("]) => position(rest, ")"),
                "use" => 1 + file.take_use(&rest[1..], &[]),
                _ => file.take_path(rest),
            };
        }
        file
    }

    /// Takes what one `use` brings in, below a path; how many tokens that was.
    fn take_use(&mut self, tokens: &[&str], above: &[String]) -> usize {
        let (mut path, mut at) = (above.to_vec(), 0);
        loop {
            match tokens[at] {
                "{" => {
                    at += 1;
                    while tokens[at] != "}" {
                        at += self.take_use(&tokens[at..], &path);
                        at += usize::from(tokens[at] == ",");
                    }
                    return at + 1;
                }
                "self" if !above.is_empty() => {}
                name => path.push(name.to_owned()),
            }
            at += 1;
            match tokens[at] {
                "::" => at += 1,
                "as" => {
                    self.uses.push((tokens[at + 1].to_owned(), path));
                    return at + 2;
                }
                _ => {
                    self.uses.push((path.last().unwrap().clone(), path));
                    return at;
                }
            }
        }
    }

    /// Takes the path that begins here, where one does; how many tokens that was.
    fn take_path(&mut self, tokens: &[&str]) -> usize {
        let names =
            tokens.iter().step_by(2).take_while(|token| token.starts_with(|c: char| c.is_alphabetic() || c == '_'));
        let signs = tokens.iter().skip(1).step_by(2).take_while(|token| **token == "::").count();
        let path: Vec<_> = names.take(signs + 1).map(|name| (*name).to_owned()).collect();
        if path.len() < 2 {
            return 1;
        }
        let length = 2 * path.len() - 1;
        self.paths.push((path, tokens.get(length) == Some(&"(")));
        length
    }
}

/// The names and signs of the code, without comments and texts.
fn tokens(mut code: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    while let Some(first) = code.chars().next() {
        let name = code.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(code.len());
        let (length, is_token) = if code.starts_with("//") {
            (code.find('\n').unwrap_or(code.len()), false)
        } else if let Some(length) = raw_text(code) {
            (length, false)
        } else if first == '"' {
            (text(code), false)
        } else if first == '\'' {
            (letter(code), false)
        } else if name > 0 {
            (name, true)
        } else if code.starts_with("::") {
            (2, true)
        } else {
            (first.len_utf8(), !first.is_whitespace())
        };
        let (token, rest) = code.split_at(length);
        tokens.extend(is_token.then_some(token));
        code = rest;
    }
    tokens
}

/// The length of a text in quotation marks.
fn text(code: &str) -> usize {
    let mut is_escaped = true;
    let end = code.find(|c: char| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    });
    end.map_or(code.len(), |end| end + 1)
}

/// The length of a text such as `r#"…"#`, where one begins here.
fn raw_text(code: &str) -> Option<usize> {
    let behind = code.strip_prefix("br").or_else(|| code.strip_prefix('r'))?;
    let hashes = behind.len() - behind.trim_start_matches('#').len();
    let body = behind[hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(code.len() - body.len() + body.find(&end)? + end.len())
}

/// The length of a letter in quotation marks, or of the mark before a lifetime.
fn letter(code: &str) -> usize {
    let mut behind = code[1..].chars();
    match (behind.next(), behind.next()) {
        (Some('\\'), Some(_)) => code[3..].find('\'').map_or(1, |end| end + 4),
        (Some(letter), Some('\'')) => letter.len_utf8() + 2,
        _ => 1,
    }
}

/// How many tokens an item has.
fn item(tokens: &[&str]) -> usize {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match *token {
            "{" | "(" | "[" => depth += 1,
            // The end of what the item is in.
            "}" | ")" | "]" if depth == 0 => return at,
            "}" | ")" | "]" => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(*token, "}" | ";" | ",") {
            return at + 1;
        }
    }
    tokens.len()
}

/// How many tokens there are up to this one, with it.
fn position(tokens: &[&str], token: &str) -> usize {
    tokens.iter().position(|other| *other == token).unwrap() + 1
}

/// The arrows between files, whatever parents show of their children under names of their own.
pub fn arrows(files: &Files) -> Arrows {
    let of = |(name, file): (&String, &File)| {
        let used = file.uses.iter().filter_map(|(_, path)| declared_in(files, name, path, false, 0));
        let named = file.paths.iter().filter_map(|(path, is_call)| declared_in(files, name, path, *is_call, 0));
        (name.clone(), used.chain(named).filter(|to| to != name).collect())
    };
    files.iter().map(of).collect()
}

/// The file that declares what a path leads to; none where that is a module, or of another crate.
fn declared_in(files: &Files, from: &str, path: &[String], is_call: bool, followed: usize) -> Option<String> {
    let (mut here, mut path, mut is_bare) = (from.to_owned(), path, false);
    match path.first()?.as_str() {
        "crate" => (here, path) = ("crate".to_owned(), &path[1..]),
        "self" => path = &path[1..],
        "super" => {}
        _ => is_bare = true,
    }
    while let Some(("super", rest)) = first(path) {
        (here, path) = (parent(&here)?.to_owned(), rest);
    }
    while let Some((name, rest)) = first(path) {
        let below = format!("{here}::{name}");
        // A function may be called as a module is.
        if !files.contains_key(&below) || is_call && rest.is_empty() {
            break;
        }
        (here, path, is_bare) = (below, rest, false);
    }
    let (name, rest) = first(path)?;
    let mut brought_in = files.get(&here)?.uses.iter().filter(|(known, _)| known == name).peekable();
    if brought_in.peek().is_none() {
        return (!is_bare).then_some(here);
    }
    // `use name;` of another crate leads to itself.
    let mut brought_in = brought_in.filter(|_| followed < 8);
    brought_in.find_map(|(_, path)| declared_in(files, &here, &[path.as_slice(), rest].concat(), is_call, followed + 1))
}

fn first(path: &[String]) -> Option<(&str, &[String])> {
    path.split_first().map(|(first, rest)| (first.as_str(), rest))
}

/// The file above a file.
pub fn parent(file: &str) -> Option<&str> {
    file.rsplit_once("::").map(|(parent, _)| parent)
}
