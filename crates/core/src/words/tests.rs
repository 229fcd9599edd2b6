use super::*;
use crate::words;

words! {
    struct Samples {
        texts { go_on, }
        phrases { good_until(day), at(place, day), }
    }
}

const WHOLE: &str =
    "sample-go-on = Go on\nsample-good-until = Good until { $day }.\nsample-at = On { $day } at { $place }.\n";

fn read(source: &str) -> Result<Samples, WordsError> {
    Samples::read(&Catalog::new(Language::En, "sample", source.to_owned())?, "sample")
}

#[test]
fn words_are_read_by_name_and_filled_in_the_order_of_the_language() {
    let words = read(WHOLE).unwrap();
    assert_eq!((words.language, words.go_on.as_str()), (Language::En, "Go on"));
    assert_eq!(words.good_until("{ $day } \u{2068}"), "Good until { $day } \u{2068}.");
    assert_eq!(words.at("the gate", 7), "On 7 at the gate.");
    let (before, behind) = words.at.around(0, &[&"", &7]);
    assert_eq!((before.as_str(), behind.as_str()), ("On 7 at ", "."));
}

#[test]
fn words_that_are_not_whole_are_not_read() {
    let edited = |from: &str, to: &str| {
        assert!(WHOLE.contains(from), "{from}");
        read(&WHOLE.replace(from, to)).unwrap_err().to_string()
    };
    assert_eq!(edited("sample-go-on = Go on\n", ""), "prompts/en/sample.ftl has no message sample-go-on");
    assert_eq!(
        edited("Good until { $day }.", "Good for long."),
        "prompts/en/sample.ftl: message sample-good-until leaves out $day"
    );
    assert!(edited("Go on", "Go { $where }").contains("message sample-go-on cannot be worded"));
    assert!(edited("{ $place }", "{ $plaza }").contains("message sample-at cannot be worded"));
    assert!(edited("Go on", "Go { on").contains("cannot be read"));
    let missing = Catalog::embedded(Language::Es, "nothing").map(drop).unwrap_err();
    assert_eq!(missing.to_string(), "prompts/es/nothing.ftl is missing");
}
