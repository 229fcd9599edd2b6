//! What calls and texts cost: on the start page of owners, and month by month.

use askama::Template;
use axum::{
    extract::State,
    http::{Uri, header},
    response::{IntoResponse, Response},
};

use super::{
    confirm,
    error::PageError,
    layout::{Page, html},
};
use crate::{
    domain::pen::Pen,
    service::{
        StoreError,
        costs::{
            months::{MonthUsage, Usage},
            read, report,
        },
    },
    web::{Web, access::Audience, guard::SignedIn, routes::Routes},
    wording::admin::CostsWords,
};

pub(super) fn routes() -> Routes {
    Routes::new().get("/reports/costs", Audience::OWNERS, show).get("/reports/costs/export", Audience::OWNERS, export)
}

/// What the start page says of this month and the one before.
pub(super) struct CostCard {
    /// This month.
    pub this: String,
    /// The month before; none where nothing was used in it.
    pub last: Option<String>,
    /// What of both has no price yet.
    pub without_price: Vec<String>,
}

impl CostCard {
    pub(super) fn new([this, last]: &[MonthUsage; 2], words: &CostsWords, pen: &Pen) -> Self {
        let of_last = || words.of_month(pen.month(last.first), used(&last.usage, words));
        Self {
            this: words.this_month(used(&this.usage, words)),
            last: (!last.usage.is_empty()).then(of_last),
            without_price: without_price([&this.usage, &last.usage], words),
        }
    }
}

/// Minutes, texts and amounts of a month, as far as there are any.
fn used(usage: &Usage, words: &CostsWords) -> String {
    let mut said = vec![words.minutes(usage.minutes)];
    said.extend((usage.texts > 0).then(|| words.text_count(usage.texts)));
    said.extend(costs(usage));
    said.join(", ")
}

/// An amount for each currency.
fn costs(usage: &Usage) -> impl Iterator<Item = String> {
    usage.costs.iter().map(|(currency, micros)| currency.write(*micros))
}

/// What has no price yet, in a sentence each for calls and texts.
fn without_price<'a>(usages: impl IntoIterator<Item = &'a Usage>, words: &CostsWords) -> Vec<String> {
    let (calls, texts) = usages
        .into_iter()
        .fold((0, 0), |(calls, texts), usage| (calls + usage.calls_without_price, texts + usage.texts_without_price));
    let calls = (calls > 0).then(|| words.calls_without_price(calls));
    let texts = (texts > 0).then(|| words.texts_without_price(texts));
    calls.into_iter().chain(texts).collect()
}

struct MonthRow {
    month: String,
    usage: Usage,
    cost: String,
    without_price: u64,
}

impl MonthRow {
    fn new(month: MonthUsage, pen: &Pen) -> Self {
        let costs: Vec<_> = costs(&month.usage).collect();
        Self {
            month: pen.month(month.first),
            cost: if costs.is_empty() { "\u{2013}".to_owned() } else { costs.join(", ") },
            without_price: month.usage.calls_without_price + month.usage.texts_without_price,
            usage: month.usage,
        }
    }
}

#[derive(Template)]
#[template(path = "reports/costs.html")]
struct CostsPage {
    page: Page,
    /// Up to when the provider's records were read; none where they never were.
    read_until: Option<String>,
    zone: String,
    /// Empty where nothing was used in any of them.
    months: Vec<MonthRow>,
    without_price: Vec<String>,
    /// Whether the provider does not say what texts cost.
    texts_not_listed: bool,
}

async fn show(State(web): State<Web>, signed_in: SignedIn) -> Result<Response, PageError> {
    let (workspace, now) = (signed_in.session.user.workspace, web.store.now());
    let providers = &web.services.providers;
    let names: Vec<_> = providers.iter().map(|provider| provider.name()).collect();
    let found = web.store.read(move |tx| {
        Ok::<_, StoreError>((report::count(tx, workspace, now)?, report::find_read_until(tx, &names)?))
    });
    let (report, read_until) = found.await?;
    let (words, pen) = (&signed_in.words().costs, signed_in.pen());
    let is_empty = report.months.iter().all(|month| month.usage.is_empty());
    let months = if is_empty { Vec::new() } else { report.months };
    let texts = months.iter().any(|month| month.usage.texts > 0);
    Ok(html(&CostsPage {
        page: Page::of(&signed_in, &words.title, "/reports"),
        read_until: read_until.map(|at| pen.moment(at, &report.zone)),
        without_price: without_price(months.iter().map(|month| &month.usage), words),
        texts_not_listed: texts && read::sends_texts_without_records(&web.services.texter, providers),
        zone: report.zone.name().to_owned(),
        months: months.into_iter().map(|month| MonthRow::new(month, pen)).collect(),
    }))
}

async fn export(State(web): State<Web>, signed_in: SignedIn, uri: Uri) -> Result<Response, PageError> {
    confirm::required_for_file(&web, &signed_in, &uri)?;
    let (name, content) = report::export(&web.store, signed_in.actor()).await?;
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    Ok((headers, content).into_response())
}
