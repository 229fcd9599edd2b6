//! Clock locations, their rules, and what a workspace flags.

use jiff::Timestamp;

use super::tx::{Row, StoreError, Tx, execute_one, find_one, list, params};
use crate::domain::{
    ids::{LocationId, WorkspaceId},
    location::{
        Area, Location, LocationPolicy, LocationRule, Network, PhoneFlag, Position, RuleKind, Sighting, Whereabouts,
    },
};

const COLUMNS: &str = "l.id, l.workspace_id, l.name, l.address, l.job_id, l.zone, l.archived_at";

fn read(row: &Row) -> Result<Location, StoreError> {
    Ok(Location {
        id: row.get(0)?,
        workspace: row.get(1)?,
        name: row.get(2)?,
        address: row.get(3)?,
        job: row.get(4)?,
        zone: row.get(5)?,
        archived_at: row.get(6)?,
    })
}

/// Adds a location without rules.
///
/// # Errors
/// When there is one with the id, or its job is none of the workspace.
pub fn insert_location(tx: &mut dyn Tx, location: &Location, now: Timestamp) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO clock_location (id, workspace_id, name, address, job_id, zone, created_at, \
                       archived_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    let Location { id, workspace, name, address, job, zone, archived_at } = location;
    execute_one(tx, SQL, params![*id, *workspace, name, address.as_ref(), *job, zone.as_ref(), now, *archived_at])
}

/// Changes everything but the rules of a location.
///
/// # Errors
/// When there is no such location in the workspace, or its job is none of the workspace.
pub fn set_location(tx: &mut dyn Tx, location: &Location) -> Result<(), StoreError> {
    const SQL: &str = "UPDATE clock_location SET name = ?3, address = ?4, job_id = ?5, zone = ?6, archived_at = ?7 \
                       WHERE workspace_id = ?1 AND id = ?2";
    let Location { id, workspace, name, address, job, zone, archived_at } = location;
    execute_one(tx, SQL, params![*workspace, *id, name, address.as_ref(), *job, zone.as_ref(), *archived_at])
}

/// A location of the workspace.
pub fn find_location(tx: &mut dyn Tx, workspace: WorkspaceId, id: LocationId) -> Result<Option<Location>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM clock_location l WHERE l.workspace_id = ?1 AND l.id = ?2");
    find_one(tx, &sql, params![workspace, id], read)
}

/// Whether an id is a location's, in whatever workspace.
pub fn is_id_taken(tx: &mut dyn Tx, id: LocationId) -> Result<bool, StoreError> {
    Ok(find_one(tx, "SELECT 1 FROM clock_location WHERE id = ?1", params![id], |_| Ok(()))?.is_some())
}

/// Every location of the workspace, archived ones too, by name.
pub fn list_locations(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<Location>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM clock_location l WHERE l.workspace_id = ?1 ORDER BY l.name, l.id");
    list(tx, &sql, params![workspace], read)
}

const RULE_COLUMNS: &str = "r.location_id, r.kind, r.device_id, r.kiosk_id, r.caller, r.network, r.latitude, \
                            r.longitude, r.radius";

fn read_rule(row: &Row) -> Result<(LocationId, LocationRule), StoreError> {
    const UNREADABLE: StoreError = StoreError::Unreadable("a rule of a location");
    let kind: String = row.get(1)?;
    let rule = match RuleKind::parse(&kind).ok_or(UNREADABLE)? {
        RuleKind::Device => LocationRule::Device(row.get(2)?),
        RuleKind::Kiosk => LocationRule::Kiosk(row.get(3)?),
        RuleKind::Caller => LocationRule::Caller(row.get(4)?),
        RuleKind::Network => {
            let network: String = row.get(5)?;
            LocationRule::Network(Network::parse(&network).map_err(|_| UNREADABLE)?)
        }
        RuleKind::Position => {
            let center = Position::from_millionths(row.get(6)?, row.get(7)?).map_err(|_| UNREADABLE)?;
            LocationRule::Position(Area { center, radius: row.get(8)? })
        }
    };
    Ok((row.get(0)?, rule))
}

/// Whether any location in use has a rule.
pub fn any_rule(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM location_rule r JOIN clock_location l \
                       ON l.workspace_id = r.workspace_id AND l.id = r.location_id \
                       WHERE r.workspace_id = ?1 AND l.archived_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}

/// Whether any location in use has a circle to compare a position with.
pub fn any_position(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<bool, StoreError> {
    const SQL: &str = "SELECT 1 FROM location_rule r JOIN clock_location l \
                       ON l.workspace_id = r.workspace_id AND l.id = r.location_id \
                       WHERE r.workspace_id = ?1 AND r.kind = 'position' AND l.archived_at IS NULL LIMIT 1";
    Ok(find_one(tx, SQL, params![workspace], |_| Ok(()))?.is_some())
}

/// The rules of locations in use that may fit what was seen: of networks and circles all.
pub fn list_rules_for(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    sighting: &Sighting,
) -> Result<Vec<(LocationId, LocationRule)>, StoreError> {
    let sql = format!(
        "SELECT {RULE_COLUMNS} FROM location_rule r JOIN clock_location l \
         ON l.workspace_id = r.workspace_id AND l.id = r.location_id \
         WHERE r.workspace_id = ?1 AND l.archived_at IS NULL AND (r.device_id = ?2 OR r.kiosk_id = ?3 \
         OR r.caller = ?4 OR r.kind = ?5 OR r.kind = ?6) ORDER BY r.location_id, r.place"
    );
    let position = sighting.fix.map(|_| RuleKind::Position.name());
    let network = sighting.address.map(|_| RuleKind::Network.name());
    let caller = sighting.caller.as_ref();
    list(tx, &sql, params![workspace, sighting.device, sighting.kiosk, caller, position, network], read_rule)
}

/// Every rule of the workspace, those of archived locations too, by location and place.
pub fn list_rules(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<Vec<(LocationId, LocationRule)>, StoreError> {
    let sql =
        format!("SELECT {RULE_COLUMNS} FROM location_rule r WHERE r.workspace_id = ?1 ORDER BY r.location_id, r.place");
    list(tx, &sql, params![workspace], read_rule)
}

/// The rules of one location, in their order.
pub fn list_rules_of(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    location: LocationId,
) -> Result<Vec<LocationRule>, StoreError> {
    let sql = format!(
        "SELECT {RULE_COLUMNS} FROM location_rule r WHERE r.workspace_id = ?1 AND r.location_id = ?2 ORDER BY r.place"
    );
    list(tx, &sql, params![workspace, location], |row| Ok(read_rule(row)?.1))
}

/// Gives a location these rules and no others.
///
/// # Errors
/// When a kiosk or a device among them is none of the workspace.
pub fn set_rules(
    tx: &mut dyn Tx,
    workspace: WorkspaceId,
    location: LocationId,
    rules: &[LocationRule],
) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO location_rule (workspace_id, location_id, place, kind, device_id, kiosk_id, \
                       caller, network, latitude, longitude, radius) \
                       VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
    tx.execute("DELETE FROM location_rule WHERE workspace_id = ?1 AND location_id = ?2", params![workspace, location])?;
    for (place, rule) in rules.iter().enumerate() {
        let (mut device, mut kiosk, mut caller, mut network, mut area) = (None, None, None, None, None);
        match rule {
            LocationRule::Device(id) => device = Some(*id),
            LocationRule::Kiosk(id) => kiosk = Some(*id),
            LocationRule::Caller(number) => caller = Some(number),
            LocationRule::Network(written) => network = Some(written.to_string()),
            LocationRule::Position(circle) => area = Some(*circle),
        }
        let center = area.map(|area| area.center.millionths());
        let params = params![
            workspace,
            location,
            place,
            rule.kind().name(),
            device,
            kiosk,
            caller,
            network,
            center.map(|(latitude, _)| latitude),
            center.map(|(_, longitude)| longitude),
            area.map(|area| i64::from(area.radius))
        ];
        execute_one(tx, SQL, params)?;
    }
    Ok(())
}

/// What a workspace flags; as it was before there were locations, where nobody has chosen.
pub fn get_policy(tx: &mut dyn Tx, workspace: WorkspaceId) -> Result<LocationPolicy, StoreError> {
    const SQL: &str = "SELECT phone, kiosk, page FROM location_policy WHERE workspace_id = ?1";
    let found = find_one(tx, SQL, params![workspace], |row| {
        let phone: String = row.get(0)?;
        let phone = PhoneFlag::parse(&phone).ok_or(StoreError::Unreadable("what is flagged of calls"))?;
        Ok(LocationPolicy { phone, kiosk: row.get(1)?, page: row.get(2)? })
    })?;
    Ok(found.unwrap_or_default())
}

/// Writes down what a workspace flags.
pub fn set_policy(tx: &mut dyn Tx, workspace: WorkspaceId, policy: &LocationPolicy) -> Result<(), StoreError> {
    const SQL: &str = "INSERT INTO location_policy (workspace_id, phone, kiosk, page) VALUES (?1, ?2, ?3, ?4) \
                       ON CONFLICT (workspace_id) DO UPDATE SET phone = excluded.phone, kiosk = excluded.kiosk, \
                       page = excluded.page";
    execute_one(tx, SQL, params![workspace, policy.phone.name(), policy.kiosk, policy.page])
}

/// Reads where something came from, from its two columns.
pub(super) fn read_whereabouts(row: &Row, first: usize) -> Result<Whereabouts, StoreError> {
    let (location, by): (Option<LocationId>, Option<String>) = (row.get(first)?, row.get(first + 1)?);
    Whereabouts::parse(location, by.as_deref()).ok_or(StoreError::Unreadable("where a punch came from"))
}
