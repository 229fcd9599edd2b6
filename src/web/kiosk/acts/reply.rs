//! What came of an act, as its screen reads it: no sentences, ids as text, times in milliseconds with their zone.

use serde_json::{Value, json};

use crate::{
    dialog::utterance::Way,
    domain::ids::BreakKindId,
    service::kiosks::{
        clock::{Choice, Choices, Done, DoneBreak, Next, Question},
        jobs::OfferedJob,
        undo::UNDO_WINDOW,
    },
    web::kiosk::answer::Answer,
};

/// What comes next for somebody who was found.
pub(in crate::web::kiosk) fn next(next: &Next) -> Answer {
    match next {
        Next::Done(done) => self::done(done),
        Next::Choose(choices) => choose(choices),
        Next::Break(taken) => taken_break(taken),
        Next::Left => json!({ "kind": "left" }).into(),
        Next::Gone => gone(),
    }
}

/// Too late, or nobody can clock here any more.
pub(in crate::web::kiosk) fn gone() -> Answer {
    json!({ "kind": "gone" }).into()
}

pub(super) fn done(done: &Done) -> Answer {
    json!({
        "kind": "done",
        "identification": done.identification,
        "name": done.name,
        "language": done.language.code(),
        "way": way(done.way),
        "at": done.at.as_millisecond(),
        "zone": done.zone.name(),
        "worked": done.worked_secs,
        "undo_secs": UNDO_WINDOW.as_secs(),
        "jobs": jobs(&done.jobs),
        "job": done.job.as_ref().map(|job| job.name.as_str()),
        "job_required": done.job_required,
        "skippable": !done.job_required,
        "photo": done.photo,
    })
    .into()
}

fn taken_break(taken: &DoneBreak) -> Answer {
    json!({
        "kind": "break",
        "name": taken.name,
        "language": taken.language.code(),
        "break": taken.kind,
        "at": taken.at.as_millisecond(),
        "zone": taken.zone.name(),
        "secs": taken.secs,
    })
    .into()
}

pub(super) fn choose(choices: &Choices) -> Answer {
    let question = choices.question.map(|question| match question {
        Question::Forgotten => "forgotten",
        Question::JustClocked => "just_clocked",
    });
    json!({
        "kind": "choose",
        "identification": choices.identification,
        "name": choices.name,
        "language": choices.language.code(),
        "question": question,
        "since": choices.since.map(|since| since.as_millisecond()),
        "zone": choices.zone.name(),
        "choices": choices.choices.iter().map(|choice| name_of(*choice)).collect::<Vec<_>>(),
        "jobs": jobs(&choices.jobs),
        "breaks": choices.kinds.iter().map(|(id, name)| json!({ "id": id, "name": name })).collect::<Vec<_>>(),
    })
    .into()
}

fn jobs(jobs: &[OfferedJob]) -> Vec<Value> {
    jobs.iter().map(|job| json!({ "id": job.id, "name": job.name })).collect()
}

pub(super) const fn way(way: Way) -> &'static str {
    match way {
        Way::In => "in",
        Way::Out => "out",
    }
}

fn name_of(choice: Choice) -> String {
    let name = match choice {
        Choice::In => "in",
        Choice::Out => "out",
        Choice::NewShift => "new_shift",
        Choice::SwitchJob => "switch_job",
        Choice::Keep => "keep",
        Choice::EndBreak => "end_break",
        Choice::StartBreak(kind) => return format!("{START_BREAK}{kind}"),
    };
    name.to_owned()
}

/// Before the id of the kind.
const START_BREAK: &str = "start_break:";

/// Reads what [`choose`] offers.
pub(in crate::web::kiosk) fn read_choice(name: &str) -> Option<Choice> {
    if let Some(kind) = name.strip_prefix(START_BREAK) {
        return BreakKindId::parse(kind).map(Choice::StartBreak);
    }
    let all = [Choice::In, Choice::Out, Choice::NewShift, Choice::SwitchJob, Choice::Keep, Choice::EndBreak];
    all.into_iter().find(|choice| name_of(*choice) == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_read_as_they_are_offered() {
        let kind = format!("start_break:{}", BreakKindId::from_bytes([7; 16]));
        for name in ["in", "out", "new_shift", "switch_job", "keep", "end_break", &kind] {
            assert_eq!(read_choice(name).map(name_of).as_deref(), Some(name));
        }
        assert_eq!((read_choice("In"), read_choice("start_break:7")), (None, None));
    }
}
