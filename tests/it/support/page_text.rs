//! What a page says, as a person reads it from the top: one line for each block.
//!
//! `#` marks a heading, `-` and `1.` an item of a list, `|` stands between the cells of a row. `[label: value]` is a
//! field, with its choices behind each other and the chosen one as `*choice*`; `[x]` is a box that is ticked, `(x)` one
//! choice of several, `<words>` a button. `!` marks a warning or a mistake, `▸` what is folded up and `▾` what is
//! unfolded, and in `{…}` is what scripts alone show. Nobody reads where links lead, hidden fields and styles.

use std::collections::BTreeMap;

use html5ever::{parse_document, tendril::TendrilSink};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// What the page is about, without what stands around it on every page.
pub fn page_text(html: &str) -> String {
    text_of(html, "main")
}

/// What stands around it.
pub fn menu_text(html: &str) -> String {
    text_of(html, "header")
}

fn text_of(html: &str, tag: &str) -> String {
    let document = Element::document(html);
    let labels = labels(&document);
    let part = document.find(tag).or_else(|| document.find("body")).unwrap_or(&document);
    Reader::new(&labels).read(part).join("\n")
}

enum Node {
    Text(String),
    Element(Element),
}

#[derive(Default)]
struct Element {
    tag: String,
    attributes: BTreeMap<String, String>,
    children: Vec<Node>,
}

impl Element {
    fn document(html: &str) -> Self {
        let dom = parse_document(RcDom::default(), Default::default()).one(html);
        Self { children: children(&dom.document), ..Self::default() }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    fn has(&self, name: &str) -> bool {
        self.attributes.contains_key(name)
    }

    fn has_class(&self, classes: &[&str]) -> bool {
        self.attribute("class").is_some_and(|class| class.split(' ').any(|class| classes.contains(&class)))
    }

    fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Everything in it, in reading order.
    fn all(&self) -> Vec<&Self> {
        self.elements().flat_map(|child| std::iter::once(child).chain(child.all())).collect()
    }

    fn find(&self, tag: &str) -> Option<&Self> {
        self.all().into_iter().find(|element| element.tag == tag)
    }

    fn is_read(&self) -> bool {
        const UNREAD: [&str; 9] =
            ["script", "style", "link", "meta", "head", "title", "template", "datalist", "noscript"];
        !UNREAD.contains(&self.tag.as_str()) && self.attribute("aria-hidden") != Some("true")
    }

    fn is_block(&self) -> bool {
        const BLOCKS: [&str; 17] = [
            "address", "article", "aside", "details", "div", "dl", "fieldset", "figure", "footer", "form", "header",
            "legend", "main", "nav", "p", "pre", "section",
        ];
        BLOCKS.contains(&self.tag.as_str())
    }

    /// A field that shows its label as `[label: …]`; those that are ticked stand before theirs.
    fn is_labeled_field(&self) -> bool {
        match self.tag.as_str() {
            "select" | "textarea" => true,
            "input" => !matches!(self.attribute("type"), Some("checkbox" | "radio" | "hidden")),
            _ => false,
        }
    }
}

fn children(node: &Handle) -> Vec<Node> {
    let read = |child: &Handle| match &child.data {
        NodeData::Text { contents } => Some(Node::Text(contents.borrow().to_string())),
        NodeData::Element { name, attrs, .. } => {
            let attributes = attrs.borrow();
            let attributes = attributes.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
            Some(Node::Element(Element { tag: name.local.to_string(), attributes, children: children(child) }))
        }
        NodeData::Document
        | NodeData::Doctype { .. }
        | NodeData::Comment { .. }
        | NodeData::ProcessingInstruction { .. } => None,
    };
    node.children.borrow().iter().filter_map(read).collect()
}

/// The words of each label, by the id of the field that shows them.
type Labels = BTreeMap<String, String>;

fn labels(document: &Element) -> Labels {
    let all = document.all();
    let is_field = |id: &str| all.iter().any(|one| one.is_labeled_field() && one.attribute("id") == Some(id));
    let labels = all.iter().filter(|element| element.tag == "label").filter_map(|label| {
        let id = label.attribute("for").filter(|id| is_field(id))?;
        Some((id.to_owned(), Reader::new(&Labels::new()).read(label).join(" ")))
    });
    labels.collect()
}

struct Reader<'a> {
    labels: &'a Labels,
    lines: Vec<String>,
    /// The one that is not over yet.
    line: String,
    /// What the next line begins with.
    mark: String,
    in_cell: bool,
}

impl<'a> Reader<'a> {
    fn new(labels: &'a Labels) -> Self {
        Self { labels, lines: Vec::new(), line: String::new(), mark: String::new(), in_cell: false }
    }

    /// The lines of what is in an element.
    fn read(mut self, element: &Element) -> Vec<String> {
        self.children(element);
        self.end_line();
        self.lines
    }

    /// The same on one line.
    fn words(&self, element: &Element) -> String {
        Self { in_cell: true, ..Self::new(self.labels) }.read(element).join("; ")
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        let words = line.split_whitespace().collect::<Vec<_>>().join(" ");
        if !words.is_empty() {
            self.lines.push(std::mem::take(&mut self.mark) + &words);
        }
    }

    /// An empty line between what is above and what follows.
    fn gap(&mut self) {
        self.end_line();
        if !self.in_cell && self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    /// Lines of its own, the first of them marked.
    fn block(&mut self, mark: &str, element: &Element) {
        self.end_line();
        let before = self.mark.len();
        self.mark.push_str(mark);
        self.children(element);
        self.end_line();
        self.mark.truncate(before);
    }

    fn inline(&mut self, words: &str) {
        self.line.push_str(&format!(" {words} "));
    }

    fn children(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Node::Text(text) => self.line.push_str(text),
                Node::Element(element) if !element.is_read() => {}
                Node::Element(element) if element.has("hidden") => self.hidden(element),
                Node::Element(element) => self.element(element),
            }
        }
    }

    fn hidden(&mut self, element: &Element) {
        let mut apart = Self { in_cell: self.in_cell, ..Self::new(self.labels) };
        apart.element(element);
        apart.end_line();
        match apart.lines.as_slice() {
            [] => {}
            [line] if element.is_block() => {
                self.end_line();
                self.lines.push(format!("{{{line}}}"));
            }
            [line] => self.inline(&format!("{{{line}}}")),
            lines => {
                self.end_line();
                self.lines.push("{".to_owned());
                self.lines.extend_from_slice(lines);
                self.lines.push("}".to_owned());
            }
        }
    }

    fn element(&mut self, element: &Element) {
        match element.tag.as_str() {
            "h1" | "h2" | "h3" | "h4" => {
                self.gap();
                let level = element.tag.bytes().last().map_or(1, |digit| usize::from(digit - b'0'));
                self.block(&("#".repeat(level) + " "), element);
            }
            "br" => self.end_line(),
            "table" => self.table(element),
            "ul" | "ol" => self.list(element),
            "dt" => {
                self.end_line();
                self.children(element);
            }
            "dd" => {
                self.line.truncate(self.line.trim_end().len());
                self.line.push_str(": ");
                self.children(element);
                self.end_line();
            }
            "summary" => self.block("", element),
            "details" => self.block(if element.has("open") { "▾ " } else { "▸ " }, element),
            "label" if element.attribute("for").is_some_and(|id| self.labels.contains_key(id)) => {}
            "input" | "select" | "textarea" => self.field(element),
            "button" => {
                let off = if element.has("disabled") { " (off)" } else { "" };
                self.inline(&format!("<{}{off}>", self.words(element)));
            }
            "svg" => self.picture(element),
            "audio" => self.inline(&format!("[player: {}]", element.attribute("aria-label").unwrap_or_default())),
            "meter" => self.inline(&format!("[meter: {}]", element.attribute("aria-label").unwrap_or_default())),
            _ if element.is_block() => {
                let is_wrong = element.has_class(&["problem", "warning", "wrong"]);
                self.block(if is_wrong { "! " } else { "" }, element);
            }
            _ => self.children(element),
        }
    }

    fn field(&mut self, element: &Element) {
        let label = element.attribute("id").and_then(|id| self.labels.get(id)).map(String::as_str);
        let label = label.or_else(|| element.attribute("aria-label")).unwrap_or_default();
        let ticked = if element.has("checked") { "x" } else { " " };
        let shown = match (element.tag.as_str(), element.attribute("type")) {
            ("select", _) => format!("[{label}: {}]", self.choices(element)),
            ("textarea", _) => format!("[{label}: {}]", self.words(element)),
            (_, Some("hidden")) => return,
            (_, Some("checkbox")) => format!("[{ticked}] {label}"),
            (_, Some("radio")) => format!("({ticked}) {label}"),
            (_, _) => format!("[{label}: {}]", element.attribute("value").unwrap_or_default()),
        };
        self.inline(&shown);
    }

    fn choices(&self, select: &Element) -> String {
        let options: Vec<_> = select.all().into_iter().filter(|element| element.tag == "option").collect();
        let chosen = options.iter().position(|option| option.has("selected")).unwrap_or(0);
        let shown = options.iter().enumerate().map(|(at, option)| {
            let words = self.words(option);
            if at == chosen { format!("*{words}*") } else { words }
        });
        shown.collect::<Vec<_>>().join(" / ")
    }

    fn list(&mut self, list: &Element) {
        self.end_line();
        for (at, item) in list.elements().enumerate() {
            let mark = match list.tag.as_str() {
                _ if self.in_cell => String::new(),
                "ol" => format!("{}. ", at + 1),
                _ => "- ".to_owned(),
            };
            self.block(&mark, item);
        }
    }

    fn table(&mut self, table: &Element) {
        self.gap();
        for part in table.all() {
            match part.tag.as_str() {
                "caption" => self.block("", part),
                "tr" => {
                    let cells: Vec<_> = part.elements().map(|cell| self.words(cell)).collect();
                    self.line = cells.join(" | ");
                    self.end_line();
                }
                _ => {}
            }
        }
    }

    /// What is drawn, by its name.
    fn picture(&mut self, svg: &Element) {
        let named = svg.elements().filter(|part| ["title", "desc"].contains(&part.tag.as_str()));
        let named = named.map(|part| self.words(part)).collect::<Vec<_>>().join(" ");
        let name = svg.attribute("aria-label").map_or(named, str::to_owned);
        if !name.is_empty() {
            self.inline(&format!("[picture: {name}]"));
        }
    }
}
