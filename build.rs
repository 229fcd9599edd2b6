//! Makes a struct of the messages of each part of `prompts/en/admin.ftl`, so that a page that asks for a message which is
//! not there does not compile. The other languages are read beside English when the program starts.

use std::{collections::BTreeMap, env, error::Error, fmt::Write as _, fs, path::Path};

use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};

const SOURCE: &str = "prompts/en/admin.ftl";

/// A message: its name behind that of its part, the values that it takes in the order of the sentence, and its text.
struct Message {
    name: String,
    values: Vec<String>,
    text: String,
}

impl Message {
    /// A value of the name `written…` is markup as well, such as a time.
    fn has_markup(&self) -> bool {
        self.text.contains('<') || self.values.iter().any(|value| value.starts_with("written"))
    }
}

#[expect(clippy::disallowed_methods, reason = "cargo tells a build script by its environment where to write")]
fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={SOURCE}");
    let source = fs::read_to_string(SOURCE)?;
    let code = code_of(&parts_of(&source)?)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("admin_words.rs"), code)?;
    Ok(())
}

fn parts_of(source: &str) -> Result<BTreeMap<&str, Vec<Message>>, Box<dyn Error>> {
    let resource = parser::parse(source).map_err(|(_, errors)| format!("{SOURCE}: {errors:?}"))?;
    let mut parts = BTreeMap::<_, Vec<_>>::new();
    for entry in resource.body {
        let Entry::Message(message) = entry else { continue };
        let id = message.id.name;
        let (part, name) = id.split_once('-').ok_or_else(|| format!("{SOURCE}: {id} names no part"))?;
        let pattern = message.value.ok_or_else(|| format!("{SOURCE}: {id} says nothing"))?;
        let (values, text) = read(&pattern).ok_or_else(|| format!("{SOURCE}: {id} is no text with values"))?;
        parts.entry(part).or_default().push(Message { name: name.replace('-', "_"), values, text });
    }
    Ok(parts)
}

fn read(pattern: &Pattern<&str>) -> Option<(Vec<String>, String)> {
    let (mut values, mut text) = (Vec::new(), String::new());
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::VariableReference { id }),
            } => {
                write!(text, "{{ ${} }}", id.name).ok()?;
                if !values.iter().any(|value| value == id.name) {
                    values.push(id.name.to_owned());
                }
            }
            PatternElement::Placeable { expression: Expression::Inline(InlineExpression::StringLiteral { value }) } => {
                text.push_str(value);
            }
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some((values, text))
}

fn code_of(parts: &BTreeMap<&str, Vec<Message>>) -> Result<String, Box<dyn Error>> {
    let mut code = String::new();
    let (mut fields, mut reads) = (String::new(), String::new());
    for (part, messages) in parts {
        let kind = format!("{}{}Words", part[..1].to_uppercase(), &part[1..]);
        // In a box each: all parts together are more than the stack of a thread has room for while they are read.
        writeln!(fields, "    /// The part `{part}`.\n    pub {part}: Box<{kind}>,")?;
        writeln!(reads, "            {part}: {kind}::read(catalog).map(Box::new)?,")?;
        part_into(&mut code, part, &kind, messages)?;
    }
    writeln!(code, "/// What pages for admins, managers and payroll say, part by part.")?;
    writeln!(code, "#[derive(Debug)]\npub struct AdminWords {{")?;
    writeln!(code, "    /// The language they are in.\n    pub language: OfficeLanguage,\n{fields}}}")?;
    writeln!(code, "impl AdminWords {{\n    fn read(catalog: &Catalog) -> Result<Self, WordsError> {{")?;
    writeln!(
        code,
        "        Ok(Self {{\n            language: OfficeLanguage::nearest(catalog.language()),\n{reads}        }})\n    }}\n}}"
    )?;
    Ok(code)
}

fn part_into(code: &mut String, part: &str, kind: &str, messages: &[Message]) -> Result<(), Box<dyn Error>> {
    let (mut fields, mut reads, mut methods) = (String::new(), String::new(), String::new());
    for message in messages {
        let Message { name, values, text } = message;
        // Of one and of several: the one may go without the number.
        let others = name.strip_suffix("_one").map(|base| format!("{base}_other"));
        let other = others.and_then(|others| messages.iter().find(|message| message.name == others));
        let all = other.map_or(values, |other| &other.values);
        if all.is_empty() && !message.has_markup() {
            writeln!(fields, "    /// “{text}”\n    pub {name}: String,")?;
            writeln!(reads, "            {name}: catalog.text(\"{part}\", \"{name}\")?,")?;
            continue;
        }
        writeln!(fields, "    {name}: Phrase,")?;
        let (read, unsaid) = match other {
            Some(_) => ("phrase_that_may_leave_out", ", \"count\""),
            None => ("phrase", ""),
        };
        writeln!(reads, "            {name}: catalog.{read}(\"{part}\", \"{name}\", &{all:?}{unsaid})?,")?;
        match (name.strip_suffix("_other"), other) {
            (Some(base), _) if messages.iter().any(|one| one.name == format!("{base}_one")) => {
                method_into(&mut methods, base, message)?;
            }
            (_, Some(_)) => {}
            (_, None) => method_into(&mut methods, name, message)?,
        }
    }
    writeln!(code, "/// The words of the part `{part}`.\n#[derive(Debug)]\npub struct {kind} {{\n{fields}}}")?;
    writeln!(code, "impl {kind} {{\n    fn read(catalog: &Catalog) -> Result<Self, WordsError> {{")?;
    writeln!(code, "        Ok(Self {{\n{reads}        }})\n    }}\n{methods}}}")?;
    Ok(())
}

/// The method that fills a phrase in. One of the name of a pair chooses by the value `count`.
fn method_into(code: &mut String, name: &str, message: &Message) -> Result<(), Box<dyn Error>> {
    let (bound, given, fill) = if message.has_markup() {
        ("MarkupValue", "Markup", "Markup::of(phrase, ")
    } else {
        ("Display", "String", "phrase.with(")
    };
    let is_pair = name != message.name;
    let values: Vec<_> = message
        .values
        .iter()
        .map(|value| match (is_pair, value.as_str()) {
            (true, "count") if message.has_markup() => "count: impl Counted + MarkupValue".to_owned(),
            (true, "count") => "count: impl Counted".to_owned(),
            (_, value) => format!("{value}: impl {bound}"),
        })
        .collect();
    let filled = message.values.iter().map(|value| format!("&{value}")).collect::<Vec<_>>().join(", ");
    let phrase = if is_pair {
        format!("if count.is_one() {{ &self.{name}_one }} else {{ &self.{name}_other }}")
    } else {
        format!("&self.{name}")
    };
    let parameters = values.iter().fold("&self".to_owned(), |all, one| format!("{all}, {one}"));
    writeln!(code, "    /// “{}”\n    #[must_use]", message.text)?;
    writeln!(code, "    pub fn {name}({parameters}) -> {given} {{")?;
    writeln!(code, "        let phrase = {phrase};\n        {fill}&[{filled}])\n    }}")?;
    Ok(())
}
