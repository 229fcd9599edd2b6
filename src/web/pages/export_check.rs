//! Before a file is made: what would be in it, who would be left out, and the signature for that.

use askama::Template;
use axum::{
    extract::State,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use axum_extra::extract::Query;
use jiff::civil::Date;
use serde::Deserialize;

use super::{
    confirm::ConfirmedForm,
    employees::may_change,
    error::{self, PageError},
    export_words::why_left_out,
    layout::{Page, html},
};
use crate::{
    domain::ids::ExportProfileId,
    service::{
        Hold,
        payroll::exports::{
            self, CheckedExport, ExportBatch, ExportError, ExportForm, FirstLines, OtherBatch, Preflight, SplitName,
            manifest::{ControlTotals, LeftOut},
        },
    },
    web::{
        Web,
        guard::{self, SignedIn},
    },
    wording::admin::{Markup, MarkupValue},
};

/// So many names are shown in two parts, the doubtful ones first.
const MAX_NAMES_SHOWN: usize = 200;
/// So many of those who are left out are shown at first.
const MAX_LEFT_OUT_SHOWN: usize = 100;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExportCheckQuery {
    profile: String,
    /// A day of the period; the last period that is over where empty.
    from: String,
    /// Whether everybody who is left out is shown: `all`.
    rows: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct ExportCheckForm {
    profile: String,
    from: String,
    expected_version: String,
    signature: String,
}

#[derive(Template)]
#[template(path = "payroll/export_check.html")]
struct ExportCheckPage {
    page: Page,
    /// Why nothing was made.
    problem: Option<&'static str>,
    profile: ExportProfileId,
    profile_name: String,
    format: &'static str,
    advice: Option<&'static str>,
    from: Date,
    days: String,
    previous: Date,
    next: Date,
    is_over: bool,
    totals: ControlTotals,
    is_difference: bool,
    earlier: Vec<ExportBatch>,
    left_out: Vec<LeftOut>,
    left_out_count: usize,
    /// How names stand in the file, where it wants them in two parts.
    names: Vec<SplitName>,
    more_names: usize,
    may_change_people: bool,
    unchanged: usize,
    /// The first lines of the file; none where there would be none.
    first_lines: Option<FirstLines>,
    /// Batches of other profiles with hours of the same people and days.
    elsewhere: Vec<OtherBatch>,
    version: String,
    signer: String,
    signature: String,
    signature_wrong: Option<&'static str>,
}

/// Links to batches, as a part of a sentence.
struct BatchLinks(String);

impl BatchLinks {
    fn new(batches: &[ExportBatch], name: impl Fn(&str) -> String) -> Self {
        let link =
            |batch: &ExportBatch| format!("<a href=\"/exports/{}\">{}</a>", batch.id, name(&batch.batch).markup());
        Self(batches.iter().map(link).collect::<Vec<_>>().join(", "))
    }
}

impl MarkupValue for BatchLinks {
    fn markup(&self) -> String {
        self.0.clone()
    }
}

impl ExportCheckPage {
    /// Where the hours are that have not changed since.
    fn where_it_is(&self) -> Markup {
        let words = &self.page.words.exports;
        let exports = BatchLinks::new(&self.earlier, |batch| words.batch_title(batch));
        if self.earlier.len() == 1 { words.has_it(exports) } else { words.have_it(exports) }
    }

    fn exported_before(&self) -> Markup {
        self.page.words.exports.exported_before(BatchLinks::new(&self.earlier, str::to_owned))
    }

    /// Who is in a batch of another profile as well.
    fn is_elsewhere(&self, other: &OtherBatch) -> Markup {
        let words = &self.page.words.exports;
        let OtherBatch { id, batch, profile, people } = other;
        let (to, everybody) = (format!("/exports/{id}"), self.totals.people);
        match *people {
            people if people == everybody => words.elsewhere_everybody(to, batch, profile),
            1 => words.elsewhere_single(1, everybody, to, batch, profile),
            people => words.elsewhere_several(people, everybody, to, batch, profile),
        }
    }
}

/// With the first ones alone of those who are left out, unless all are asked for.
fn page(
    signed_in: &SignedIn,
    checked: CheckedExport,
    shows_all: bool,
    problem: Option<&'static str>,
    (signature, signature_wrong): (String, Option<&'static str>),
) -> ExportCheckPage {
    let CheckedExport { preflight, first_lines, elsewhere } = checked;
    let totals = preflight.totals();
    let mut names = preflight.names_apart();
    let more_names = names.len().saturating_sub(MAX_NAMES_SHOWN);
    names.truncate(MAX_NAMES_SHOWN);
    let Preflight { profile, period, left_out, unchanged, earlier, version, .. } = preflight;
    let words = signed_in.words();
    let left_out_count = left_out.len();
    let most = if shows_all { left_out_count } else { MAX_LEFT_OUT_SHOWN };
    let left_out = left_out.iter().take(most).map(|left| {
        let reasons = left.obstacles.iter().map(|obstacle| why_left_out(obstacle, words));
        LeftOut { reasons: reasons.collect(), ..LeftOut::from(left) }
    });
    ExportCheckPage {
        page: Page::of(signed_in, &words.exports.check_title, "/exports"),
        problem,
        profile: profile.id,
        format: words.profiles.format(profile.profile.format),
        advice: words.exports.advice(profile.profile.format),
        profile_name: profile.profile.name,
        from: period.days.from,
        days: signed_in.pen().period(period.days),
        previous: period.previous.from,
        next: period.next.from,
        is_over: period.is_over(),
        totals,
        is_difference: !earlier.is_empty(),
        earlier,
        left_out: left_out.collect(),
        left_out_count,
        names,
        more_names,
        may_change_people: may_change(signed_in.session.user.role),
        unchanged,
        first_lines,
        elsewhere,
        version,
        signer: signed_in.session.user.name.clone(),
        signature,
        signature_wrong,
    }
}

pub(super) async fn show(
    State(web): State<Web>,
    signed_in: SignedIn,
    Query(query): Query<ExportCheckQuery>,
) -> Result<Response, PageError> {
    let Some(profile) = ExportProfileId::parse(&query.profile) else { return Ok(error::not_found(&signed_in.visit)) };
    let day = match query.from.trim() {
        "" => None,
        day => match day.parse() {
            Ok(day) => Some(day),
            Err(_) => return Ok(error::not_found(&signed_in.visit)),
        },
    };
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let checked = web.store.read(move |tx| {
        let preflight = exports::check(tx, workspace, profile, day, now)?;
        exports::look_over(tx, preflight)
    });
    let checked = checked.await.map_err(|problem| failed(&signed_in, &problem))?;
    Ok(html(&page(&signed_in, checked, query.rows == "all", None, (String::new(), None))))
}

pub(super) async fn make(
    State(web): State<Web>,
    signed_in: SignedIn,
    ConfirmedForm(typed): ConfirmedForm<ExportCheckForm>,
) -> Result<Response, PageError> {
    let (Some(profile), Ok(day)) = (ExportProfileId::parse(&typed.profile), typed.from.trim().parse()) else {
        return Ok(error::not_found(&signed_in.visit));
    };
    let (actor, signature) = (signed_in.actor(), typed.signature.clone());
    let form = ExportForm { profile, day, expected_version: typed.expected_version, signature };
    let made = web.store.write(Hold::Workspace(actor.workspace), move |u| exports::make(u, &actor, &form)).await;
    let words = &signed_in.words().exports;
    let (status, preflight, problem, wrong) = match made {
        Ok(batch) => {
            return Ok(guard::go(&web, &format!("/exports/{}", batch.id), &words.ready(&batch.file_name)));
        }
        Err(ExportError::ChangedMeanwhile(now)) => (StatusCode::CONFLICT, now, &words.changed_meanwhile, None),
        Err(ExportError::Nothing(now)) => (StatusCode::CONFLICT, now, &words.nothing, None),
        Err(ExportError::Unsigned(now)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, now, &words.unsigned, Some(words.own_name.as_str()))
        }
        Err(problem) => return Err(failed(&signed_in, &problem)),
    };
    let checked = web.store.read(move |tx| exports::look_over(tx, *preflight)).await;
    let checked = checked.map_err(|problem| failed(&signed_in, &problem))?;
    Ok((status, html(&page(&signed_in, checked, false, Some(problem), (typed.signature, wrong)))).into_response())
}

/// What is shown in the place of an export that failed.
pub(super) fn failed(signed_in: &SignedIn, problem: &ExportError) -> PageError {
    match problem {
        ExportError::NotFound => error::not_found(&signed_in.visit).into(),
        ExportError::Store(_)
        | ExportError::ChangedMeanwhile(_)
        | ExportError::Nothing(_)
        | ExportError::Unsigned(_)
        | ExportError::Csv(_)
        | ExportError::Manifest(_) => error::failed(problem),
    }
}
