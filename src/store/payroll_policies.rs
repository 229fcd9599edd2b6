//! How hours become pay in each workspace.

use super::tx::{StoreError, Tx, execute_one, find_one, params};
use crate::domain::{
    ids::WorkspaceId,
    payroll::{Cycle, Policy, Rounding},
};

/// How hours become pay in a workspace; the default where nobody has set anything.
pub fn get_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Policy, StoreError> {
    const SQL: &str = "SELECT pay_period, anchor_date, rounding_mins, weekly_overtime_after_secs, \
                       daily_overtime_after_secs, impossible_after_secs, review_share FROM payroll_policy \
                       WHERE workspace_id = ?1";
    let found = find_one(tx, SQL, params![workspace], |row| {
        let cycle: String = row.get(0)?;
        Ok(Policy {
            cycle: Cycle::parse(&cycle).ok_or(StoreError::Unreadable("a pay period"))?,
            anchor: row.get(1)?,
            rounding: Rounding::parse(row.get(2)?).ok_or(StoreError::Unreadable("a rounding"))?,
            weekly_overtime_after_secs: row.get(3)?,
            daily_overtime_after_secs: row.get(4)?,
            impossible_after_secs: row.get(5)?,
            review_share: u8::try_from(row.get::<i64>(6)?).map_err(|_| StoreError::Unreadable("a share"))?,
        })
    })?;
    Ok(found.unwrap_or_default())
}

/// Sets a workspace's rules for pay.
pub fn set_policy(tx: &mut dyn Tx, workspace: WorkspaceId, policy: &Policy) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO payroll_policy (workspace_id, pay_period, anchor_date, rounding_mins, \
                       weekly_overtime_after_secs, daily_overtime_after_secs, impossible_after_secs, review_share) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (workspace_id) DO UPDATE SET \
                       pay_period = excluded.pay_period, anchor_date = excluded.anchor_date, \
                       rounding_mins = excluded.rounding_mins, \
                       weekly_overtime_after_secs = excluded.weekly_overtime_after_secs, \
                       daily_overtime_after_secs = excluded.daily_overtime_after_secs, \
                       impossible_after_secs = excluded.impossible_after_secs, review_share = excluded.review_share";
    let Policy {
        cycle,
        anchor,
        rounding,
        weekly_overtime_after_secs,
        daily_overtime_after_secs,
        impossible_after_secs,
        review_share,
    } = policy;
    let params = params![
        workspace,
        cycle.name(),
        *anchor,
        rounding.mins(),
        *weekly_overtime_after_secs,
        *daily_overtime_after_secs,
        *impossible_after_secs,
        i64::from(*review_share),
    ];
    execute_one(tx, SQL, params)
}
