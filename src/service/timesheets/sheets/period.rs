//! Pay periods: the one that is wanted, with the one before and the one after.

use jiff::{Timestamp, civil::Date};

use crate::{
    domain::{
        ids::WorkspaceId,
        payroll::{Period, Policy},
    },
    store::{StoreError, Tx, payroll_policies, workspaces},
};

/// A pay period with the one before and the one after.
#[derive(Debug, Clone)]
pub struct PayPeriod {
    /// The days that are paid together.
    pub days: Period,
    /// The period before.
    pub previous: Period,
    /// The period after.
    pub next: Period,
    /// How hours become pay in the workspace.
    pub policy: Policy,
    /// Today in the workspace's zone.
    pub today: Date,
    /// The workspace's name.
    pub employer: String,
}

impl PayPeriod {
    /// Whether its last day is past.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.days.to < self.today
    }
}

/// Which pay period is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PeriodChoice {
    /// The one that a day lies in.
    Of(Date),
    /// The one that today lies in.
    Current,
    /// The last one that is over.
    LastOver,
}

impl PeriodChoice {
    /// Its days, on a day in the workspace's zone.
    #[must_use]
    pub fn days(self, policy: &Policy, today: Date) -> Period {
        match self {
            Self::Of(day) => policy.period_of(day),
            Self::Current => policy.period_of(today),
            Self::LastOver => period_before(policy, policy.period_of(today)),
        }
    }
}

/// A pay period of the workspace.
pub fn pay_period(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    choice: PeriodChoice,
    now: Timestamp,
) -> Result<PayPeriod, StoreError> {
    let policy = payroll_policies::get_policy(tx, workspace)?;
    let employer = workspaces::get_workspace(tx, workspace)?;
    let today = employer.settings.zone.local(now).date();
    let days = choice.days(&policy, today);
    let next = policy.period_of(days.to.tomorrow().unwrap_or(days.to));
    let previous = period_before(&policy, days);
    Ok(PayPeriod { days, previous, next, policy, today, employer: employer.settings.name })
}

fn period_before(policy: &Policy, days: Period) -> Period {
    policy.period_of(days.from.yesterday().unwrap_or(days.from))
}
