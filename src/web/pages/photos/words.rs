//! Why there is no photo, and why something cannot be done to one, in words.

use crate::{
    domain::{pen::Pen, photo::NoPhoto},
    service::photos::{NOTE_MAX_CHARS, PhotoError},
    wording::admin::{AdminWords, PhotosWords},
};

impl PhotosWords {
    /// Why there is none, as a clause.
    pub(super) fn because(&self, reason: NoPhoto) -> &str {
        match reason {
            NoPhoto::NoCamera => &self.no_camera,
            NoPhoto::Denied => &self.denied,
            NoPhoto::TooDark => &self.too_dark,
            NoPhoto::TimedOut => &self.timed_out,
            NoPhoto::Gone => &self.gone,
            NoPhoto::TooLarge => &self.too_large,
            NoPhoto::Unusable => &self.unusable,
            NoPhoto::Failed => &self.failed,
            NoPhoto::NotSent => &self.not_sent,
        }
    }
}

impl AdminWords {
    /// Why something cannot be done to a photo, for the reviewer.
    pub(super) fn photo_refusal(&self, problem: &PhotoError, pen: &Pen) -> String {
        let (words, review) = (&self.photos, &self.review);
        let said = match problem {
            PhotoError::AlreadyJudged { verdict, by, at, zone } => {
                let (verdict, at) = (review.verdict_name(*verdict), pen.moment(*at, zone));
                return match by {
                    Some(by) => review.refused_judged(by, verdict, at),
                    None => review.refused_judged_by_you(verdict, at),
                };
            }
            PhotoError::SeenByAnother(who) => return review.refused_heard(who),
            PhotoError::NoteTooLong => return review.refused_note(NOTE_MAX_CHARS),
            PhotoError::NoReason => return review.refused_reason(NOTE_MAX_CHARS),
            PhotoError::NotFound
            | PhotoError::NoVerdictForPhotos
            | PhotoError::Store(_)
            | PhotoError::Recordings(_) => return problem.to_string(),
            PhotoError::NothingToSee => &words.refused_nothing,
            PhotoError::CannotBeSeen => &words.refused_damaged,
            PhotoError::NotSeen => &words.refused_not_seen,
            PhotoError::Changed => &review.refused_changed,
            PhotoError::CannotBeHeld => &words.refused_hold,
            PhotoError::HoldChanged => &review.refused_hold_changed,
        };
        said.clone()
    }
}
