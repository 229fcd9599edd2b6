//! `user`: who signs in to the pages, and letting in whoever has lost their second factor.

use rusqlite::Connection;

use super::Desk;

const USER: &str = "INSERT INTO web_user (id, workspace_id, email, name, role, password_hash, active, created_at) \
                    SELECT x'00112233445566778899AABBCCDDEEFF', id, 'ana@example.com', 'Ana Torres', 'owner', 'a hash', \
                    1, 0 FROM workspace";
const FACTOR: &str = "INSERT INTO second_factor (user_id, id, made_at, confirmed_at, last_step) \
                      SELECT id, id, 0, 1, 2 FROM web_user";
const CODE: &str = "INSERT INTO recovery_code (user_id, hash, made_at) SELECT id, id, 0 FROM web_user";
const SESSION: &str = "INSERT INTO web_session (token_hash, id, user_id, began_at, last_seen_at, address, browser) \
                       SELECT id, id, id, 0, 0, '', '' FROM web_user";

#[test]
fn the_machine_lets_in_whoever_has_lost_their_second_factor() {
    let mut desk = Desk::with_workspace();
    let listed = desk.ok(&["user", "list"]).out;
    assert!(listed.starts_with("There are no users yet"), "{listed}");
    let database = Connection::open(desk.dir.path().join("data/phoneclock.db")).unwrap();
    for sql in [USER, FACTOR, CODE, SESSION] {
        database.execute(sql, []).unwrap();
    }
    let listed = desk.ok(&["user", "list"]).out;
    assert!(listed.contains("Ana Torres") && listed.contains("ana@example.com"), "{listed}");
    let listed = desk.ok(&["user", "list", "--json"]).json();
    let (user, expected) = (&listed[0], serde_json::json!([true, true, "owner"]));
    assert_eq!(serde_json::json!([user["second_factor"], user["joined"], user["role"]]), expected);

    let said = desk.refused(&["user", "reset-second-factor", "ben@example.com"], "", 1);
    assert_eq!(said, "nobody signs in with this address; see `phoneclock user list`\n");
    desk.refused(&["user", "reset-second-factor", "no address"], "", 1);
    let said = desk.ok(&["user", "reset-second-factor", " Ana@Example.com"]).out;
    assert_eq!(said, "The second factor of Ana Torres is gone, and they are signed out everywhere.\n");
    for table in ["second_factor", "recovery_code", "web_session"] {
        let left: i64 = database.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert_eq!(left, 0, "{table}");
    }
    let record = "SELECT actor || ': ' || action || ' ' || subject FROM audit_record ORDER BY rowid DESC";
    let record: String = database.query_row(record, [], |row| row.get(0)).unwrap();
    assert_eq!(record, "the gateway's command line: reset second factor Ana Torres");
    let said = desk.refused(&["user", "reset-second-factor", "ana@example.com"], "", 1);
    assert_eq!(said, "this user has no second factor\n");
}

#[test]
fn the_machine_says_whether_a_workspace_asks_for_second_factors() {
    let mut desk = Desk::with_workspace();
    assert_eq!(desk.ok(&["workspace", "set", "--second-factor", "on", "--json"]).json()["second_factor"], true);
    assert_eq!(desk.ok(&["workspace", "set", "--pin-min", "5", "--json"]).json()["second_factor"], true);
    assert_eq!(desk.ok(&["workspace", "set", "--second-factor", "off", "--json"]).json()["second_factor"], false);
}
