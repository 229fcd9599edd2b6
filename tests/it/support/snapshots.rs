//! Pages compared with what was agreed: `tests/it/snapshots` has a file for each.

use uuid::Uuid;

use super::{TestGateway, browser::Page, page_text::page_text};

impl TestGateway {
    /// Compares what a page says with the snapshot of this name, `room/page`.
    pub async fn assert_reads(&self, name: &str, page: &Page) {
        let text = page_text(&page.body);
        let text = if page.status == 200 { text } else { format!("{}\n\n{text}", page.status) };
        self.assert_agreed(name, &text).await;
    }

    /// The same with any text. What chance makes is left out of it.
    pub async fn assert_agreed(&self, name: &str, text: &str) {
        let mut text = without_ids(text).replace(&self.address.to_string(), "[address]");
        for id in self.column::<String>("SELECT digits FROM phone_clock_id").await {
            text = text.replace(&id, "[clock ID]");
        }
        let batches: Vec<String> = self.column("SELECT batch FROM export_batch ORDER BY made_at").await;
        for (at, batch) in batches.iter().enumerate() {
            text = text.replace(batch, &format!("[batch {}]", at + 1));
        }
        let (room, name) = name.split_once('/').expect("a room and a page");
        insta::with_settings!({
            snapshot_path => format!("../snapshots/{room}"),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(name, text);
        });
    }
}

/// With `[id]` in the place of each id, and `[SHA-256]` in that of each digest.
fn without_ids(text: &str) -> String {
    let is_part = |c: char| c.is_ascii_hexdigit() || c == '-';
    let pieces = text.split_inclusive(|c| !is_part(c)).map(|piece| {
        let word = piece.trim_end_matches(|c| !is_part(c));
        match word.len() {
            36 if Uuid::try_parse(word).is_ok() => piece.replace(word, "[id]"),
            64 if word.bytes().all(|byte| byte.is_ascii_hexdigit()) => piece.replace(word, "[SHA-256]"),
            _ => piece.to_owned(),
        }
    });
    pieces.collect()
}
