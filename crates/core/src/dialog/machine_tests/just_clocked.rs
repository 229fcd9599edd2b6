//! A second call soon after a punch: meant, or a mistake?

use super::driver::*;
use crate::dialog::{
    effect::PunchKind,
    utterance::{Utterance::*, Way},
};

#[test]
fn whoever_clocked_a_moment_ago_is_told_so_before_anything_is_clocked() {
    for way in [Way::In, Way::Out] {
        let call = Call::by(just_clocked(way));
        assert_eq!(call.heard(), [just_clocked_question(way)]);
        assert_eq!(call.clockings(), []);
    }
}

#[test]
fn two_goes_the_other_way() {
    let mut call = Call::by(just_clocked(Way::In));
    call.key("2");
    assert_eq!(call.clockings(), [PunchKind::Out { entry: open_entry() }]);
    assert_eq!(call.heard(), [CLOCKED_OUT, ThankYou, Goodbye]);

    let mut call = Call::by(just_clocked(Way::Out));
    call.key("2");
    assert_eq!(call.clockings(), [PunchKind::In]);
    assert_eq!(call.heard(), [CLOCKED_IN, ThankYou, Goodbye]);
}

#[test]
fn silence_and_other_keys_keep_what_stands() {
    let ways: [fn(&mut Call); 3] = [Call::silence, Call::pound, |call| call.key("1")];
    for answer in ways {
        for way in [Way::In, Way::Out] {
            let mut call = Call::by(just_clocked(way));
            (0..3).for_each(|_| answer(&mut call));
            assert_eq!(call.heard(), [Kept, Goodbye]);
            assert!(call.has_ended());
            assert_eq!((call.clockings(), call.raised), (vec![], vec![]));
        }
    }
}

#[test]
fn a_hang_up_keeps_what_stands_and_leaves_nothing_to_settle() {
    for way in [Way::In, Way::Out] {
        let mut call = Call::by(just_clocked(way));
        call.hang_up();
        assert_eq!((call.clockings(), call.raised), (vec![], vec![]));
    }
}
