//! The weeks as they unfold, with everybody's part in a day.

use jiff::{Timestamp, ToSpan};

use super::{
    Broken, breaks,
    calendar::{self, WEEKS},
    crews,
    doors::Doors,
    faces,
    history::History,
    office::Office,
    places,
};

/// The last day before the week that goes on, counted from the first one.
const SUNDAY: i64 = 20;

/// Day by day up to now: the calls and the visits to kiosks, the work in the background, and then what the office does
/// that day.
pub(super) async fn unfold(history: &mut History, seed: u64, now: Timestamp) -> Result<(), Broken> {
    let first = calendar::first_day(now, &history.zones);
    let mut office = Office::open(history).await?;
    let doors = Doors::set_up(history, &office.owner, &office.admin).await?;
    places::set_up(history, &office.admin).await?;
    let mut coming = calendar::plan(seed, now, &history.zones).into_iter().peekable();
    for offset in 0..(WEEKS + 1) * 7 {
        let day = first.saturating_add(offset.days());
        let end = history.zones.office.start_of(day.tomorrow()?).min(now);
        let mut of_the_day = Vec::new();
        while let Some(planned) = coming.next_if(|planned| planned.at() < end) {
            of_the_day.push(planned);
        }
        history.place(of_the_day, |history, visit| doors.past(history, visit)).await?;
        faces::send_all(history).await?;
        history.work_until(end).await?;
        office.day(history, offset, now).await?;
        places::day(history, &office.admin, offset).await?;
    }
    history.work_until(now).await?;
    history.clock.set(now);
    crews::set_up(history).await?;
    breaks::set_up(history, &office.payroll, first.saturating_add(SUNDAY.days()), now).await
}
