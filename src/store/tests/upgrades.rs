//! Every earlier schema, with rows in all of its tables, is brought to the present one, and nothing is lost.

use std::{collections::BTreeMap, path::Path};

use rusqlite::{Connection, OpenFlags, types::Value};
use tempfile::TempDir;

use crate::store::{
    migrate::{MIGRATIONS, find_schema, known_schema, migrate, migrate_with},
    snapshot,
    sqlite::connection::connect,
};

/// What a program of each schema has written: a row in every table that its migration has made, and values in the
/// columns that it has added.
const ROWS: &[&str] = &[
    "INSERT INTO gateway VALUES (1, x'F1');
     INSERT INTO workspace VALUES (x'01', 'North', 'America/Chicago', 'en', 'required', 3600, 'timed', 4, 1, 1, 100),
         (x'02', 'South', 'UTC', 'es', 'optional', 7200, 'until_unlocked', 8, 0, 0, 101);
     INSERT INTO employee VALUES
         (x'11', x'01', 'ÁNGEL Иванов', 'a@example.com', '+15555550101', 'N-1', 'es', 'America/Denver', 1, 102),
         (x'12', x'02', 'Bo', NULL, NULL, NULL, 'en', NULL, 0, 103);
     INSERT INTO phone_clock_id VALUES ('123455', x'11', 104, NULL), ('543211', x'12', 105, 106);
     INSERT INTO pin VALUES (x'11', '$argon2id$a', 107);
     INSERT INTO sign_in_guard VALUES ('123455', 'own', 2, 0, NULL, 0), ('123455', 'other', 3, 10, 108, 1);
     INSERT INTO failed_sign_in VALUES ('+15555550101', 109, x'31', 2), ('', 110, x'32', 4);
     INSERT INTO known_phone VALUES (x'11', '+15555550101', 111, 112);
     INSERT INTO job VALUES (x'21', x'01', 'Bridge deck', 'A-7', '71', 113, NULL),
         (x'22', x'01', 'Yard', NULL, NULL, 114, 115);
     INSERT INTO call VALUES
         (x'31', 'twilio', 'CA1', '+15555550101', '+15555550111', 116, 117, 5, 'token', '{\"state\":1}', x'01', x'11', 118),
         (x'32', 'twilio', 'CA2', '', '', 119, NULL, 0, '', '{}', NULL, NULL, 120);
     INSERT INTO call_step VALUES (x'31', 1, 't', 121, 'pin', 'keys', 'Clocked in', '<Response/>'),
         (x'31', 2, 'u', 122, 'name', 'voice', 'Thank you', NULL);
     -- 3 in the morning in UTC is the evening before in Chicago.
     INSERT INTO time_entry VALUES
         (x'41', x'01', x'11', 'closed', 1763002800000, 1763006400000, 'America/Chicago', x'21'),
         (x'42', x'01', x'11', 'unfinished', 1763010000000, NULL, 'UTC', NULL),
         (x'43', x'01', x'11', 'open', 1763020000000, NULL, 'America/Chicago', NULL);
     INSERT INTO punch VALUES (x'51', x'01', x'11', x'41', 'in', 1763002800000, 'phone', x'31', 'step 1'),
         (x'52', x'01', x'11', x'41', 'out', 1763006400000, 'admin', NULL, 'by hand');
     INSERT INTO exception VALUES (x'60', x'01', x'41', x'31', 'voice check clipped', 123, NULL, NULL, NULL),
         (x'61', x'01', x'42', NULL, 'missing clock-out', 123, 'why', NULL, NULL),
         (x'62', x'01', x'41', x'31', 'job missing', 124, NULL, 125, 'it was keyed');
     INSERT INTO voice_check VALUES
         (x'71', x'01', x'11', x'31', x'41', 'stored', 126, 'RE1', '01/a.wav', x'5A', 44, 1.5, -20.25, -3.5, 0.75, 0.0,
             127, 128, NULL),
         (x'72', x'01', x'11', x'32', x'42', 'refused', 129, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL,
             NULL, 'no WAV');
     INSERT INTO task VALUES (x'81', 'fetch', x'71', 'done', 130, 131, 2, NULL, 'once'),
         (x'82', 'fetch', x'72', 'waiting', 132, 133, 0, 134, NULL);",
    "UPDATE workspace SET recording_notice = 'We record.', retention_days = 90, languages = 'es' WHERE id = x'02';
     INSERT INTO employee (id, workspace_id, name, sort_name, language, active, created_at, voice_check)
         VALUES (x'13', x'01', 'Cy', 'cy', 'en', 1, 201, 0);
     UPDATE job SET everyone = 0 WHERE id = x'21';
     INSERT INTO job_assignment VALUES (x'21', x'11');
     INSERT INTO web_user VALUES (x'91', x'01', 'o@example.com', 'Olive', 'owner', '$argon2id$o', 1, 202),
         (x'92', x'01', 'p@example.com', 'Pat', 'payroll', NULL, 0, 203);
     INSERT INTO import_draft VALUES (x'A1', x'01', x'91', 204, 205, 'name\nDi', NULL), (x'A2', x'01', NULL, 206, 207, '', 3);
     INSERT INTO web_session VALUES (x'A3', x'A4', x'91', 208, 209, '192.0.2.7', 'a browser');
     INSERT INTO failed_password VALUES (x'A5', 210, '192.0.2.8');
     INSERT INTO password_request VALUES (x'A6', 211, '192.0.2.9');
     INSERT INTO password_link VALUES (x'A7', 'first owner', NULL, x'B1', 212, 213, 214, NULL),
         (x'A8', 'reset', x'91', x'B2', 215, 216, NULL, 217);
     INSERT INTO setup_link VALUES (x'A9', x'11', 'link', NULL, x'B3', 218, 219, NULL, NULL, 0),
         (x'AA', x'12', 'code', '123456', x'B4', 220, 221, 222, NULL, 2);
     INSERT INTO failed_setup_code VALUES ('192.0.2.10', 223);
     INSERT INTO mail VALUES (x'AB', x'01', 'setup link', x'A9', x'11', 'a@example.com', 224, 'sent', 225, NULL),
         (x'AC', x'01', 'password reset', x'A8', NULL, 'o@example.com', 226, 'failed', NULL, 'no such host');
     INSERT INTO audit_record VALUES
         (x'AD', x'01', 227, x'91', 'Olive', 'employee.changed', 'Ángel', x'11', '{\"a\":1}', '{\"a\":2}', '192.0.2.7'),
         (x'AE', x'01', 228, NULL, 'at the machine', 'job.added', 'Yard', NULL, NULL, NULL, '');",
    "UPDATE time_entry SET revision = 1, voided_at = 301 WHERE id = x'42';
     INSERT INTO entry_revision VALUES
         (x'42', 0, x'01', 'clocked', 'unfinished', 1763010000000, NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, 302, NULL, 'Á'),
         (x'42', 1, x'01', 'voided', 'unfinished', 1763010000000, NULL, x'21', 1, 303, 304, x'41', 'twice', 'n', 305, x'91', 'O');
     INSERT INTO exception VALUES
         (x'63', x'01', x'11', NULL, x'31', 'unrecognised caller', 5, 306, NULL, 307, 'known', 'accepted', x'91', 'Olive');
     UPDATE known_phone SET clocked_at = NULL;
     UPDATE voice_check SET verdict = 'same person', verdict_at = 308, held_at = 309, held_because = 'a claim' WHERE id = x'71';
     INSERT INTO verdict VALUES (x'C1', x'01', x'71', 'same person', 'clear', 310, x'91', 'Olive');
     INSERT INTO review_lease VALUES (x'71', x'91', 311);
     INSERT INTO listen VALUES (x'C2', x'01', x'71', 312, x'91', 'Olive', '192.0.2.7');
     INSERT INTO payroll_policy VALUES (x'01', 'every two weeks', '2026-01-04', 15, 144000, NULL, 57600, 25);
     INSERT INTO approval VALUES
         (x'C3', x'01', x'11', '2025-11-10', '2025-11-16', 3600, 60, 313, x'91', 'Olive', 314, NULL, 'O', 'wrong job'),
         (x'C4', x'01', x'11', '2025-11-17', '2025-11-23', 0, 0, 315, NULL, 'at the machine', NULL, NULL, NULL, NULL);
     UPDATE employee SET payroll_id = 'P-9' WHERE id = x'11';
     INSERT INTO export_profile VALUES (x'C5', x'01', 'ADP', 'adp', '{\"co\":\"ABC\"}', 316, NULL);
     INSERT INTO export_batch VALUES (x'C6', x'01', x'C5', 'B-1', '2025-11-10', '2025-11-16', 317, x'91', 'Olive', NULL,
         'b.csv', x'00FF0A', x'5B', '{}');
     INSERT INTO export_line VALUES (x'C6', 1, x'11', '2025-11-12', x'21', x'41', 'regular', 3600, 100);",
    "INSERT INTO failed_sign_in (caller, at, call_id, step, nobodys_id) VALUES ('+15555550177', 401, x'33', 2, 1);",
    // V5 and V6 made no table.
    "",
    "",
    "UPDATE call_step SET input_hash = x'E1' WHERE step = 1;
     INSERT INTO call_fault VALUES (x'31', 1, 11205, 501);
     INSERT INTO known_browser (id, user_id, token_hash, made_at, last_seen_at) VALUES (x'D1', x'91', x'D2', 701, 702);
     INSERT INTO failed_password (email_hash, at, address, id, known_browser_id) VALUES (x'D3', 703, '192.0.2.9', x'D4', x'D1');
     UPDATE voice_check SET provider_secs = 2 WHERE id = x'71';
     INSERT INTO clock_watch VALUES (1, 701, 702, 'a boot', 703, 704, 705, 1, 'jumped', -706, 707, 708, 709, 710, 1);
     INSERT INTO mail VALUES
         (x'AF', x'01', 'PIN chosen', x'A9', x'11', 'a@example.com', 701, 'sent', 702, NULL, 1);
     UPDATE setup_link SET page_hash = x'B5' WHERE id = x'AA';
     INSERT INTO verdict VALUES (x'D9', x'01', x'72', 'nobody speaks', NULL, 701, x'91', 'Olive');
     INSERT INTO play VALUES (x'C2', 44, 1, 702, 703);
     UPDATE employee SET last_name = 'Иванов' WHERE id = x'11';",
    "INSERT INTO pin_check VALUES (x'31', 2, x'F1', 801, 802, 1, x'F2');
     INSERT INTO new_pin VALUES (x'31', '$argon2id$', 803);",
    "UPDATE task SET leased_by = x'F9' WHERE id = x'82';",
    "UPDATE employee SET starts_on = '2026-12-01' WHERE id = x'13';
     UPDATE workspace SET second_factor = 1 WHERE id = x'02';
     INSERT INTO kiosk_policy VALUES (x'01', 1, 'badge', 6, 5, 7, 1, 0, 12, 1, x'000102030405060708090A0B0C0D0E0F');
     INSERT INTO kiosk VALUES
         (x'E2', x'01', 'Gate', 'America/Denver', 'es', 0, x'21', 1, x'E3', x'E4', 2, 6, 1001, NULL, NULL, 1002),
         (x'E5', x'01', 'Old shed', NULL, NULL, 1, NULL, 0, NULL, NULL, 0, NULL, NULL, 1003, 1004, 1005);
     INSERT INTO kiosk_member VALUES (x'E2', x'11');
     INSERT INTO kiosk_credential VALUES
         (x'E6', x'01', x'11', 'name pin', 'derived', 3, 6, '$argon2id$k', NULL, 1006, NULL, 0),
         (x'E7', x'01', x'11', 'badge', 'random', 0, 0, NULL, x'E8', 1007, 1008, 1);
     INSERT INTO badge_link VALUES (x'FE', x'11', x'E7', x'FF', 1036, 1037, 2);
     INSERT INTO notice VALUES (x'D5', x'01', 'forgotten pin', 1038, x'11', x'E2', NULL, 'Maria', 1);
     INSERT INTO mail VALUES (x'D6', x'01', 'notice', x'D5', NULL, 'o@example.com', 1039, 'waiting', NULL, NULL, 0);
     INSERT INTO kiosk_device VALUES
         (x'E9', x'01', x'E2', 'Tablet', 'suspended', 1009, 'a copy', x'EA', x'EB', 1010, zeroblob(65), x'EC', x'ED', 1,
             1011, x'91', 'Olive', 'a browser', '192.0.2.20', 1012, -13, 1014);
     INSERT INTO kiosk_request VALUES (x'E9', x'EE', 1015, x'EF', '{}');
     INSERT INTO kiosk_code VALUES
         (x'F0', x'01', x'E2', x'F3', 1016, 1017, x'91', 'Olive', x'F4', zeroblob(65), 47, 'a browser', '192.0.2.21', 1018,
             1019, x'E9');
     INSERT INTO failed_kiosk_code VALUES ('192.0.2.22', 1020);
     INSERT INTO kiosk_guard VALUES (x'E2', x'11', 2, 1, 1021, 0);
     INSERT INTO kiosk_stranger_guard VALUES (x'E2', x'E1', 1, 2, 1021, 0, 1022);
     INSERT INTO identification VALUES
         (x'F5', x'01', x'E2', x'E9', x'11', NULL, 1022, '192.0.2.20', 'badge and pin', 'punched', 0, NULL, 4100, x'EE');
     INSERT INTO punch VALUES
         (x'F6', x'01', x'11', x'43', 'in', 1023, 'kiosk', NULL, 'kiosk request 1', x'E2', x'E9', 'supervisor', 'Ana');
     INSERT INTO claim VALUES
         (x'F7', x'01', NULL, x'E2', x'E9', 'kiosk request 2', 1024, 1025, 'out', 'Bo', 'forgot', 1026, 'accepted', x'91',
             'Olive', 'seen', x'43');
     UPDATE web_user SET employee_id = x'12', login_method = 'pin only', pin_tag = x'F8', pin_id = x'FA', pin_try = 1,
         pin_digits = 5, pin_set_at = 1027 WHERE id = x'92';
     UPDATE web_session SET device_id = x'E9', confirmed_at = 1028;
     INSERT INTO second_factor VALUES (x'91', x'FB', 1029, 1030, 1031);
     INSERT INTO recovery_code VALUES (x'91', x'FC', 1032, 1033);
     INSERT INTO half_sign_in VALUES (x'FD', x'91', 1034, 1035, 2, '192.0.2.23');",
    "UPDATE workspace SET date_style = 'iso', clock_style = '24', hours_style = 'decimal', first_steps_hidden_at = 1101
         WHERE id = x'02';",
    "INSERT INTO alert VALUES
         (x'1201', x'01', 'in too long', 'entry 41', x'11', x'41', NULL, NULL, 1201, 43200, 1202, 1203, 'over', 1204),
         (x'1202', x'01', 'kiosk silent', 'device E9', NULL, NULL, x'E9', 'refused', 1205, NULL, 1206, NULL, NULL, NULL);
     INSERT INTO alert_choice VALUES (x'01', x'91', 'in too long', 28800), (x'01', x'91', 'not here', NULL);
     INSERT INTO alert_reader VALUES (x'91', 0, 7, 1207, '+15555550102', 1212);
     INSERT INTO alert_letter VALUES (x'1203', x'01', x'91', 1208, 0);
     INSERT INTO alert_told VALUES (x'1203', x'1201', x'91', 'open', 0), (x'1203', x'1202', x'91', 'closed', 1);
     INSERT INTO line_spell VALUES ('refused', 5, 1209, 1210);
     INSERT INTO planned_start VALUES (x'01', x'11', 1, 420), (x'01', x'11', 7, NULL);
     INSERT INTO mail VALUES (x'1204', x'01', 'alert', x'1203', NULL, 'o@example.com', 1211, 'waiting', NULL, NULL, 0);",
    // V13 made a table anew.
    "",
    "INSERT INTO worker_link VALUES (x'1A', x'01', x'11', x'1B', x'A9', 1101, 1102, 1103);
     INSERT INTO mail VALUES
         (x'1C', x'01', 'worker page', x'1A', x'11', 'a@example.com', 1104, 'sent', 1105, NULL, 0);
     INSERT INTO timesheet_answer VALUES
         (x'1D', x'01', x'11', '2025-11-10', '2025-11-16', 'wrong', 'Tuesday', 3600, 60, 1106);
     INSERT INTO claim VALUES
         (x'1E', x'01', x'11', NULL, NULL, 'worker page 1', 1107, 1108, 'in', NULL, 'forgot', NULL, NULL, NULL, NULL,
             NULL, NULL, 'worker page');",
    "INSERT INTO text_message VALUES
         (x'2A', x'01', 'setup link', x'A9', x'11', NULL, '+15555550101', 1201, 'undelivered', 3, 1202, 'SM1', 'unreachable'),
         (x'2D', x'01', 'alert', x'1203', NULL, x'91', '+15555550102', 1205, 'waiting', 0, 1206, NULL, NULL);
     INSERT INTO text_consent VALUES (x'2B', x'01', x'11', 0, 1203, x'91', 'Olive'), (x'2C', x'01', NULL, 1, 1204, NULL, 'STOP');",
    // V16 added a column alone.
    "",
    // V17 made no table.
    "",
    "INSERT INTO clock_location VALUES
         (x'3A', x'01', 'Main yard', '1 Main St', x'21', 'America/Denver', 1301, NULL),
         (x'3B', x'01', 'Old yard', NULL, NULL, NULL, 1302, 1303);
     INSERT INTO location_rule VALUES
         (x'01', x'3A', 0, 'device', x'E9', NULL, NULL, NULL, NULL, NULL, NULL),
         (x'01', x'3A', 1, 'kiosk', NULL, x'E2', NULL, NULL, NULL, NULL, NULL),
         (x'01', x'3A', 2, 'caller', NULL, NULL, '+15555550142', NULL, NULL, NULL, NULL),
         (x'01', x'3A', 3, 'position', NULL, NULL, NULL, NULL, 41880000, -87630000, 150),
         (x'01', x'3A', 4, 'network', NULL, NULL, NULL, '203.0.113.0/24', NULL, NULL, NULL);
     INSERT INTO location_policy VALUES (x'01', 'no location', 1, 0);
     INSERT INTO punch VALUES
         (x'3C', x'01', x'11', x'43', 'out', 1304, 'kiosk', NULL, 'kiosk request 3', x'E2', x'E9', 'pin', NULL, x'3A',
             'kiosk');
     UPDATE claim SET location_id = x'3A', located_by = 'network', near_location_id = x'3B', near_meters = 70,
         near_accuracy = 12 WHERE id = x'1E';",
    "INSERT INTO break_kind VALUES (x'3A', x'01', 'Lunch', 0, 30, 60, 1301, NULL),
         (x'3B', x'01', 'Smoke', 1, NULL, NULL, 1302, 1303);
     INSERT INTO meal_rule VALUES (x'01', 21600, 30);
     INSERT INTO entry_break VALUES
         (x'3C', x'01', x'11', x'41', x'3A', 0, 1763003000000, 1763004800000, 0, NULL, 1, 'break of step 1', 'break of step 2'),
         (x'3D', x'01', x'11', x'43', x'3B', 1, 1763021000000, NULL, 0, NULL, 0, 'break of step 3', NULL);
     INSERT INTO break_revision VALUES
         (x'3C', 0, x'01', x'41', 'started', x'3A', 1763003000000, NULL, 'phone', x'31', NULL, NULL, NULL, 1304, NULL, 'Á'),
         (x'3C', 1, x'01', x'41', 'corrected', x'3A', 1763003000000, 1763004800000, 'page', NULL, NULL, 'other', 'n', 1305,
             x'91', 'O');",
    "INSERT INTO location_job VALUES (x'01', x'3B', 1302, x'21', 1303);",
    "UPDATE claim SET call_id = x'31', by_phone = 'phone', time_is_said = 1 WHERE id = x'1E';
     INSERT INTO claim_recording VALUES
         (x'1E', x'01', x'31', 'stored', 1311, 'RE9', '01/claims/a.wav', x'5B', 900, 2.5, 1312, 1313, NULL, 1314, 1315);
     INSERT INTO crew_member VALUES (x'01', x'11', x'13', 1316);",
    "UPDATE kiosk SET photos = 1 WHERE id = x'E2';
     UPDATE employee SET without_photo = 1 WHERE id = x'13';
     UPDATE workspace SET photo_retention_days = 30 WHERE id = x'02';
     INSERT INTO photo VALUES
         (x'4A', x'01', x'11', x'F5', x'E2', x'E9', x'43', 'in', 1401, 'stored', NULL, '01/photos/a.jpg', x'5A', 900, 320,
             240, 1402, 7, 'not this person', 1403, x'91', 1404, 1405, 'a claim', NULL, NULL, 'damaged');
     INSERT INTO photo_verdict VALUES (x'4B', x'01', x'4A', 'not this person', 'a beard', 1403, x'91', 'Olive');
     INSERT INTO photo_look VALUES (x'4C', x'01', x'4A', 1406, x'91', 'Olive', '192.0.2.7');",
    "INSERT INTO kept_punch VALUES
         (x'E9', x'5C', x'01', x'E2', 1, 'in', 1501, 1502, NULL, 1503, 'claim', 'unreadable', NULL, NULL, x'1E', 'sealed'),
         (x'E9', x'5D', x'01', x'E2', 2, 'out', 1504, 1505, 1506, 1507, 'punch', NULL, x'11', x'43', NULL, NULL);
     UPDATE kiosk_device SET unsent = 3 WHERE id = x'E9';",
    "INSERT INTO replica VALUES (x'6A', 'east:8080', 1601, 1602, '1.2.3', 24, 'PHONECLOCK_LANGUAGE=0a1b', -12);
     INSERT INTO upkeep_turn VALUES ('housekeeping', x'6A', 1603);
     UPDATE clock_watch SET machine = 'east';",
    "INSERT INTO api_token VALUES
         (x'7A', x'01', 'Payroll', 'employees:read time:write', 'pck_AAAAAAAAAAAA', zeroblob(32), 1701, x'91', 'Olive', 1702,
             1703);",
    "INSERT INTO missed_call VALUES (x'31', x'01', x'1E', 1801, 42, 1802), (x'32', NULL, NULL, 1803, 0, 1804);
     INSERT INTO call_list_mark VALUES ('twilio', 1805);",
    "INSERT INTO hook VALUES
         (x'7B', x'01', 'https://hooks.example.com/a', 'entry.opened', 2, 1811, 1812, x'91', 'Olive', 1813, 'gone', 1814);
     INSERT INTO hook_event VALUES (x'7C', x'01', 'entry.opened', x'41');
     INSERT INTO hook_delivery VALUES
         (x'7D', x'01', x'7B', 'entry.opened', '{}', 1815, 'waiting', 1816, 1, 1817, 500, 'HTTP 500'),
         (x'7E', x'01', x'7B', 'test', '{}', 1818, 'delivered', NULL, 1, 1819, 204, NULL);",
    "INSERT INTO usage_record VALUES ('twilio', 'call', 'CA1', x'01', 1901, 61, 2, 17000, 'USD'),
         ('twilio', 'text', 'SM1', NULL, 1902, 0, NULL, NULL, NULL);
     INSERT INTO usage_mark VALUES ('twilio', 'call', 1903);",
    "INSERT INTO text_reply VALUES
         (x'8A', 'twilio', 'SM2', '+15555550101', 'stop', 1901, 1), (x'8B', 'plivo', 'f1', '+15555550102', 'help', 1902, 0);
     INSERT INTO text_message VALUES
         (x'8C', x'01', 'reply', x'8A', x'11', NULL, '+15555550101', 1903, 'sent', 2, 1904, 'SM3', NULL),
         (x'8D', x'01', 'reply', x'8B', NULL, x'91', '+15555550102', 1905, 'waiting', 0, 1906, NULL, NULL),
         (x'8E', x'01', 'confirmation', x'8F', x'11', NULL, '+15555550101', 1907, 'failed', 3, 1908, NULL, 'too late');
     INSERT INTO text_consent VALUES (x'9A', x'01', NULL, 1, 1909, x'91', 'Olive', 'confirmations');",
];

/// What the upgrades make of what was there before them, as a query and its answer.
const MADE: &[(&str, &str)] = &[
    ("SELECT sort_name FROM employee WHERE id = x'11'", "angel иванов"),
    ("SELECT search_key FROM employee WHERE id = x'11'", " angel иванов n1 n 1|a@example.com|+15555550101"),
    (
        "SELECT retention_days || ' ' || languages || ' ' || (recording_notice IS NULL) FROM workspace WHERE id = x'01'",
        "365 en es 1",
    ),
    ("SELECT voice_check IS NULL FROM employee WHERE id = x'11'", "1"),
    ("SELECT everyone FROM job WHERE id = x'22'", "1"),
    (
        "SELECT group_concat(work_date || ' ' || revision, ', ' ORDER BY id) FROM time_entry WHERE id <> x'42'",
        "2025-11-12 0, 2025-11-13 0",
    ),
    (
        "SELECT group_concat(hex(employee_id) || ' ' || rank, ', ' ORDER BY id) FROM exception WHERE id < x'63'",
        "11 14, 11 2, 11 6",
    ),
    (
        "SELECT flagged || ' ' || hex(job_id) || ' ' || (sample BETWEEN 0 AND 99) FROM voice_check WHERE id = x'71'",
        "1 21 1",
    ),
    ("SELECT flagged || ' ' || (job_id IS NULL) FROM voice_check WHERE id = x'72'", "0 1"),
    ("SELECT count(*) FROM mail WHERE to_folder = 1", "0"),
    ("SELECT count(*) FROM punch WHERE located_by IS NOT NULL", "0"),
    (
        "SELECT without_photo || ' ' || (SELECT photo_retention_days FROM workspace WHERE id = x'01') FROM employee WHERE id = x'11'",
        "0 90",
    ),
    ("SELECT group_concat(nobodys_id, ' ' ORDER BY at) FROM failed_sign_in WHERE at < 400", "0 0"),
];

type Rows = Vec<BTreeMap<String, Value>>;

fn raw(path: &Path) -> Connection {
    connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap()
}

/// A database as a program of this schema has left it, which was upgraded step by step itself.
pub(super) fn database_of(schema: usize) -> (TempDir, std::path::PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("phoneclock.db");
    for step in 1..=schema {
        migrate_with(&path, &MIGRATIONS[..step]).unwrap();
        let rows = ROWS.get(step - 1).copied().unwrap_or_default();
        raw(&path).execute_batch(rows).unwrap_or_else(|error| panic!("the rows of V{step}: {error}"));
    }
    (folder, path)
}

/// Every row of every table of ours, with its values by column.
fn contents(path: &Path) -> BTreeMap<String, Rows> {
    const TABLES: &str =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
        AND name <> 'refinery_schema_history'";
    let connection = raw(path);
    let mut tables = connection.prepare(TABLES).unwrap();
    let tables: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let rows = |table: &str| {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let row = |row: &rusqlite::Row<'_>| {
            columns.iter().enumerate().map(|(at, name)| Ok((name.clone(), row.get(at)?))).collect()
        };
        statement.query_map([], row).unwrap().collect::<Result<Rows, _>>().unwrap()
    };
    tables.into_iter().map(|table| (table.clone(), rows(&table))).collect()
}

/// The rows with these columns alone, in an order that does not depend on the others.
fn only(rows: &Rows, columns: &Rows) -> Vec<String> {
    let wanted: Vec<_> = columns[0].keys().collect();
    let mut rows: Vec<_> = rows
        .iter()
        .map(|row| format!("{:?}", wanted.iter().map(|name| (name, row.get(*name))).collect::<Vec<_>>()))
        .collect();
    rows.sort();
    rows
}

/// What an upgrade changes on purpose: V19 has put a kind of exception into the middle of their order.
fn as_upgraded(schema: usize, table: &str, rows: &Rows) -> Rows {
    let mut rows = rows.clone();
    for row in rows.iter_mut().filter(|_| schema < 19 && table == "exception") {
        if let Some(Value::Integer(rank @ 7..)) = row.get_mut("rank") {
            *rank += 1;
        }
    }
    rows
}

#[test]
fn rows_of_every_schema_are_there_after_the_upgrade_with_every_value() {
    for schema in 1..=MIGRATIONS.len() {
        let (folder, path) = database_of(schema);
        let before = contents(&path);
        for (table, rows) in &before {
            let made_by = MIGRATIONS[schema - 1].0;
            assert!(
                !rows.is_empty(),
                "ROWS has nothing for the table {table}: write a row for {made_by}, which makes it"
            );
        }
        if schema == MIGRATIONS.len() {
            break;
        }
        migrate(&path).unwrap();
        assert_eq!(find_schema(&path).unwrap(), known_schema());
        let after = contents(&path);
        for (table, rows) in &before {
            let now = after.get(table).unwrap_or_else(|| panic!("the table {table} of schema {schema} is gone"));
            let kept = as_upgraded(schema, table, rows);
            assert_eq!(only(now, &kept), only(&kept, &kept), "{table} from schema {schema}");
        }
        assert_eq!(snapshot::examine(&path).unwrap(), Vec::<String>::new());
        let copy = folder.path().join(format!("before-schema-{}.db", known_schema()));
        assert_eq!(contents(&copy), before, "the copy that is kept of schema {schema}");
    }
}

#[test]
fn columns_that_an_upgrade_adds_say_of_old_rows_what_is_true_of_them() {
    let (_folder, path) = database_of(1);
    migrate(&path).unwrap();
    for (sql, answer) in MADE {
        let found: Value = raw(&path).query_row(sql, [], |row| row.get(0)).unwrap();
        let found = match found {
            Value::Text(text) => text,
            Value::Integer(int) => int.to_string(),
            other @ (Value::Null | Value::Real(_) | Value::Blob(_)) => panic!("{sql}: {other:?}"),
        };
        assert_eq!(&found, answer, "{sql}");
    }
    let clocked = "SELECT clocked_at = first_at FROM known_phone";
    assert!(raw(&path).query_row(clocked, [], |row| row.get::<_, bool>(0)).unwrap());
}
