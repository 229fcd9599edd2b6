//! What people type into forms, in the one form in which text is stored and compared.

use crate::domain::text::cleaned;

/// The body of a form with each value in NFC and without hidden characters. Of a password every character counts; its
/// own type brings it into NFC.
#[must_use]
pub fn normalized(body: &[u8]) -> String {
    let mut form = form_urlencoded::Serializer::new(String::new());
    for (name, value) in form_urlencoded::parse(body) {
        let value = if name.contains("password") { value.into_owned() } else { cleaned(&value) };
        form.append_pair(&name, &value);
    }
    form.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_of_a_form_has_one_form_and_passwords_keep_every_character() {
        let body = "name=Jose%CC%81%E2%80%8B&note=a%0Ab+c&new_password=e%CC%81%E2%80%8B&name=%2B1&x=%FF";
        let fields: Vec<_> = form_urlencoded::parse(normalized(body.as_bytes()).as_bytes()).into_owned().collect();
        let expected = [
            ("name", "José"),
            ("note", "a\nb c"),
            ("new_password", "e\u{301}\u{200b}"),
            ("name", "+1"),
            ("x", "\u{fffd}"),
        ];
        assert_eq!(fields, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
    }
}
