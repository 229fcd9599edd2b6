//! What was changed, by the names of the audit log, as people read it.

use serde_json::Value;

use crate::{
    domain::user::Role,
    service::audit::{in_words, value_in_words},
    wording::admin::AdminWords,
};

/// A name of the audit log, and what pages call it.
type Named = (&'static str, fn(&AdminWords) -> &str);

/// What people do.
const ACTIONS: &[Named] = &[
    ("make API token", |words| &words.acts.make_api_token),
    ("revoke API token", |words| &words.acts.revoke_api_token),
    ("add webhook", |words| &words.acts.add_webhook),
    ("pause webhook", |words| &words.acts.pause_webhook),
    ("resume webhook", |words| &words.acts.resume_webhook),
    ("make new secret of webhook", |words| &words.acts.make_new_secret_of_webhook),
    ("remove webhook", |words| &words.acts.remove_webhook),
    ("hide first steps", |words| &words.acts.hide_first_steps),
    ("add workspace", |words| &words.acts.add_workspace),
    ("change settings", |words| &words.acts.change_settings),
    ("change payroll settings", |words| &words.acts.change_payroll_settings),
    ("change kiosk settings", |words| &words.acts.change_kiosk_settings),
    ("say that the clock is right", |words| &words.acts.say_that_the_clock_is_right),
    ("add employee", |words| &words.acts.add_employee),
    ("change employee", |words| &words.acts.change_employee),
    ("deactivate employee", |words| &words.acts.deactivate_employee),
    ("reactivate employee", |words| &words.acts.reactivate_employee),
    ("take back employee", |words| &words.acts.take_back_employee),
    ("import employees", |words| &words.acts.import_employees),
    ("undo import of employees", |words| &words.acts.undo_import_of_employees),
    ("export employees", |words| &words.acts.export_employees),
    ("plan starts", |words| &words.acts.plan_starts),
    ("add job", |words| &words.acts.add_job),
    ("add break kind", |words| &words.acts.add_break_kind),
    ("change break kind", |words| &words.acts.change_break_kind),
    ("archive break kind", |words| &words.acts.archive_break_kind),
    ("reactivate break kind", |words| &words.acts.reactivate_break_kind),
    ("change meal rule", |words| &words.acts.change_meal_rule),
    ("add break", |words| &words.acts.add_break),
    ("correct break", |words| &words.acts.correct_break),
    ("remove break", |words| &words.acts.remove_break),
    ("change job", |words| &words.acts.change_job),
    ("archive job", |words| &words.acts.archive_job),
    ("reactivate job", |words| &words.acts.reactivate_job),
    ("add location", |words| &words.acts.add_location),
    ("change location", |words| &words.acts.change_location),
    ("archive location", |words| &words.acts.archive_location),
    ("reactivate location", |words| &words.acts.reactivate_location),
    ("change location settings", |words| &words.acts.change_location_settings),
    ("import jobs", |words| &words.acts.import_jobs),
    ("undo import of jobs", |words| &words.acts.undo_import_of_jobs),
    ("set PIN", |words| &words.acts.set_pin),
    ("change PIN", |words| &words.acts.change_pin),
    ("remove PIN", |words| &words.acts.remove_pin),
    ("unlock", |words| &words.acts.unlock),
    ("email setup link", |words| &words.acts.email_setup_link),
    ("email reset link", |words| &words.acts.email_reset_link),
    ("text setup link", |words| &words.acts.text_setup_link),
    ("make one-time code", |words| &words.acts.make_one_time_code),
    ("choose PIN by setup link", |words| &words.acts.choose_pin_by_setup_link),
    ("choose PIN by one-time code", |words| &words.acts.choose_pin_by_one_time_code),
    ("choose PIN by calling", |words| &words.acts.choose_pin_by_calling),
    ("change PIN by calling", |words| &words.acts.change_pin_by_calling),
    ("hear claim", |words| &words.acts.hear_claim),
    ("clock crew member", |words| &words.acts.clock_crew_member),
    ("add to crew", |words| &words.acts.add_to_crew),
    ("take out of crew", |words| &words.acts.take_out_of_crew),
    ("email link to own page", |words| &words.acts.email_link_to_own_page),
    ("text link to own page", |words| &words.acts.text_link_to_own_page),
    ("end link to own page", |words| &words.acts.end_link_to_own_page),
    ("allow texts", |words| &words.acts.allow_texts),
    ("stop texts", |words| &words.acts.stop_texts),
    ("add time entry", |words| &words.acts.add_time_entry),
    ("correct time entry", |words| &words.acts.correct_time_entry),
    ("split time entry", |words| &words.acts.split_time_entry),
    ("add second half of time entry", |words| &words.acts.add_second_half_of_time_entry),
    ("void time entry", |words| &words.acts.void_time_entry),
    ("restore time entry", |words| &words.acts.restore_time_entry),
    ("undo correction", |words| &words.acts.undo_correction),
    ("undo clock-in", |words| &words.acts.undo_clock_in),
    ("undo clock-out", |words| &words.acts.undo_clock_out),
    ("accept exception", |words| &words.acts.accept_exception),
    ("reopen exception", |words| &words.acts.reopen_exception),
    ("approve hours", |words| &words.acts.approve_hours),
    ("reopen approved hours", |words| &words.acts.reopen_approved_hours),
    ("confirm hours", |words| &words.acts.confirm_hours),
    ("dispute hours", |words| &words.acts.dispute_hours),
    ("report missed punch", |words| &words.acts.report_missed_punch),
    ("accept claim", |words| &words.acts.accept_claim),
    ("refuse claim", |words| &words.acts.refuse_claim),
    ("undo decision on claim", |words| &words.acts.undo_decision_on_claim),
    ("export hours", |words| &words.acts.export_hours),
    ("export report", |words| &words.acts.export_report),
    ("add export profile", |words| &words.acts.add_export_profile),
    ("change export profile", |words| &words.acts.change_export_profile),
    ("archive export profile", |words| &words.acts.archive_export_profile),
    ("judge voice check", |words| &words.acts.judge_voice_check),
    ("take back verdict", |words| &words.acts.take_back_verdict),
    ("hold recording", |words| &words.acts.hold_recording),
    ("release recording", |words| &words.acts.release_recording),
    ("set without photo", |words| &words.acts.set_without_photo),
    ("judge photo", |words| &words.acts.judge_photo),
    ("take back verdict on photo", |words| &words.acts.take_back_verdict_on_photo),
    ("hold photo", |words| &words.acts.hold_photo),
    ("release photo", |words| &words.acts.release_photo),
    ("change alerts", |words| &words.acts.change_alerts),
    ("activate kiosks", |words| &words.acts.activate_kiosks),
    ("deactivate kiosks", |words| &words.acts.deactivate_kiosks),
    ("add kiosk", |words| &words.acts.add_kiosk),
    ("change kiosk", |words| &words.acts.change_kiosk),
    ("disable kiosk", |words| &words.acts.disable_kiosk),
    ("enable kiosk", |words| &words.acts.enable_kiosk),
    ("delete kiosk", |words| &words.acts.delete_kiosk),
    ("offer to connect device", |words| &words.acts.offer_to_connect_device),
    ("approve device", |words| &words.acts.approve_device),
    ("refuse device", |words| &words.acts.refuse_device),
    ("rename device", |words| &words.acts.rename_device),
    ("suspend device", |words| &words.acts.suspend_device),
    ("revoke device", |words| &words.acts.revoke_device),
    ("delete device", |words| &words.acts.delete_device),
    ("ask for names at a device after failed tries", |words| &words.acts.ask_for_names_at_a_device_after_failed_tries),
    ("unlock at kiosk", |words| &words.acts.unlock_at_kiosk),
    ("set kiosk PIN", |words| &words.acts.set_kiosk_pin),
    ("type kiosk PIN that is refused", |words| &words.acts.type_kiosk_pin_that_is_refused),
    ("renew kiosk PIN", |words| &words.acts.renew_kiosk_pin),
    ("remove kiosk PIN", |words| &words.acts.remove_kiosk_pin),
    ("issue badge", |words| &words.acts.issue_badge),
    ("renew badge", |words| &words.acts.renew_badge),
    ("remove badge", |words| &words.acts.remove_badge),
    ("email badge", |words| &words.acts.email_badge),
    ("download badges", |words| &words.acts.download_badges),
    ("print badges", |words| &words.acts.print_badges),
    ("print PIN slips", |words| &words.acts.print_pin_slips),
    ("export assignees", |words| &words.acts.export_assignees),
    ("set Universal PIN", |words| &words.acts.set_universal_pin),
    ("refuse Universal PIN", |words| &words.acts.refuse_universal_pin),
    ("show Universal PIN", |words| &words.acts.show_universal_pin),
    ("remove Universal PIN", |words| &words.acts.remove_universal_pin),
    ("set PIN of user", |words| &words.acts.set_pin_of_user),
    ("refuse PIN of user", |words| &words.acts.refuse_pin_of_user),
    ("remove PIN of user", |words| &words.acts.remove_pin_of_user),
    ("create first owner", |words| &words.acts.create_first_owner),
    ("invite user", |words| &words.acts.invite_user),
    ("invite user again", |words| &words.acts.invite_user_again),
    ("change user", |words| &words.acts.change_user),
    ("deactivate user", |words| &words.acts.deactivate_user),
    ("reactivate user", |words| &words.acts.reactivate_user),
    ("link user to employee", |words| &words.acts.link_user_to_employee),
    ("unlink user from employee", |words| &words.acts.unlink_user_from_employee),
    ("change login method", |words| &words.acts.change_login_method),
    ("choose language", |words| &words.acts.choose_language),
    ("sign in", |words| &words.acts.sign_in),
    ("sign in by PIN", |words| &words.acts.sign_in_by_pin),
    ("end session", |words| &words.acts.end_session),
    ("end session after wrong passwords", |words| &words.acts.end_session_after_wrong_passwords),
    ("end sign-in after wrong codes", |words| &words.acts.end_sign_in_after_wrong_codes),
    ("ask for a new password", |words| &words.acts.ask_for_a_new_password),
    ("choose password", |words| &words.acts.choose_password),
    ("change password", |words| &words.acts.change_password),
    ("set up second factor", |words| &words.acts.set_up_second_factor),
    ("renew recovery codes", |words| &words.acts.renew_recovery_codes),
    ("use recovery code", |words| &words.acts.use_recovery_code),
    ("remove second factor", |words| &words.acts.remove_second_factor),
    ("reset second factor", |words| &words.acts.reset_second_factor),
    ("export audit log", |words| &words.acts.export_audit_log),
];

/// The fields that differ before and after.
const FIELDS: &[Named] = &[
    ("name", |words| &words.audit.field_name),
    ("last_name", |words| &words.audit.field_last_name),
    ("email", |words| &words.audit.field_email),
    ("phone", |words| &words.audit.field_phone),
    ("number", |words| &words.audit.field_number),
    ("payroll_id", |words| &words.audit.field_payroll_id),
    ("language", |words| &words.audit.field_language),
    ("time_zone", |words| &words.audit.field_time_zone),
    ("voice_check", |words| &words.audit.field_voice_check),
    ("starts_on", |words| &words.audit.field_starts_on),
    ("employees", |words| &words.audit.field_employees),
    ("search", |words| &words.audit.field_search),
    ("active", |words| &words.audit.field_active),
    ("has_pin", |words| &words.audit.field_has_pin),
    ("starts_after", |words| &words.audit.field_starts_after),
    ("added", |words| &words.audit.field_added),
    ("changed", |words| &words.audit.field_changed),
    ("unchanged", |words| &words.audit.field_unchanged),
    ("bad_lines", |words| &words.audit.field_bad_lines),
    ("taken_back", |words| &words.audit.field_taken_back),
    ("changed_back", |words| &words.audit.field_changed_back),
    ("not_undone", |words| &words.audit.field_not_undone),
    ("accounting_code", |words| &words.audit.field_accounting_code),
    ("paid", |words| &words.audit.field_paid),
    ("least_minutes", |words| &words.audit.field_least_minutes),
    ("most_minutes", |words| &words.audit.field_most_minutes),
    ("after_seconds", |words| &words.audit.field_after_seconds),
    ("minutes", |words| &words.audit.field_minutes),
    ("break", |words| &words.audit.field_break),
    ("removed", |words| &words.audit.field_removed),
    ("scopes", |words| &words.audit.field_scopes),
    ("prefix", |words| &words.audit.field_prefix),
    ("phone_code", |words| &words.audit.field_phone_code),
    ("assigned", |words| &words.audit.field_assigned),
    ("languages", |words| &words.audit.field_languages),
    ("language_of_new_employees", |words| &words.audit.field_language_of_new_employees),
    ("jobs", |words| &words.audit.field_jobs),
    ("forgotten_after_hours", |words| &words.audit.field_forgotten_after_hours),
    ("lockout", |words| &words.audit.field_lockout),
    ("pin_min", |words| &words.audit.field_pin_min),
    ("recording_notice", |words| &words.audit.field_recording_notice),
    ("retention_days", |words| &words.audit.field_retention_days),
    ("photo_retention_days", |words| &words.audit.field_photo_retention_days),
    ("delete_at_provider", |words| &words.audit.field_delete_at_provider),
    ("second_factor", |words| &words.audit.field_second_factor),
    ("date_format", |words| &words.audit.field_date_format),
    ("clock_format", |words| &words.audit.field_clock_format),
    ("hours_format", |words| &words.audit.field_hours_format),
    ("pay_period", |words| &words.audit.field_pay_period),
    ("first_day", |words| &words.audit.field_first_day),
    ("rounding_minutes", |words| &words.audit.field_rounding_minutes),
    ("overtime_after_hours_a_week", |words| &words.audit.field_overtime_after_hours_a_week),
    ("overtime_after_hours_a_day", |words| &words.audit.field_overtime_after_hours_a_day),
    ("impossible_after_hours", |words| &words.audit.field_impossible_after_hours),
    ("share_of_voice_checks_heard", |words| &words.audit.field_share_of_voice_checks_heard),
    ("batch", |words| &words.audit.field_batch),
    ("profile", |words| &words.audit.field_profile),
    ("from", |words| &words.audit.field_from),
    ("to", |words| &words.audit.field_to),
    ("people", |words| &words.audit.field_people),
    ("seconds", |words| &words.audit.field_seconds),
    ("left_out", |words| &words.audit.field_left_out),
    ("signature", |words| &words.audit.field_signature),
    ("format", |words| &words.audit.field_format),
    ("company", |words| &words.audit.field_company),
    ("company_created", |words| &words.audit.field_company_created),
    ("people_by", |words| &words.audit.field_people_by),
    ("regular_code", |words| &words.audit.field_regular_code),
    ("overtime_code", |words| &words.audit.field_overtime_code),
    ("report", |words| &words.audit.field_report),
    ("regular_seconds", |words| &words.audit.field_regular_seconds),
    ("overtime_seconds", |words| &words.audit.field_overtime_seconds),
    ("reason", |words| &words.audit.field_reason),
    ("in", |words| &words.audit.field_in),
    ("out", |words| &words.audit.field_out),
    ("job", |words| &words.audit.field_job),
    ("status", |words| &words.audit.field_status),
    ("note", |words| &words.audit.field_note),
    ("state", |words| &words.audit.field_state),
    ("meaning", |words| &words.audit.field_meaning),
    ("because", |words| &words.audit.field_because),
    ("by", |words| &words.audit.field_by),
    ("says", |words| &words.audit.field_says),
    ("decision", |words| &words.audit.field_decision),
    ("recorded", |words| &words.audit.field_recorded),
    ("verdict", |words| &words.audit.field_verdict),
    ("held_because", |words| &words.audit.field_held_because),
    ("role", |words| &words.audit.field_role),
    ("employee", |words| &words.audit.field_employee),
    ("login_method", |words| &words.audit.field_login_method),
    ("phone_status", |words| &words.audit.field_phone_status),
    ("phone_clock_id", |words| &words.audit.field_phone_clock_id),
    ("locked", |words| &words.audit.field_locked),
    ("pin_set_at", |words| &words.audit.field_pin_set_at),
    ("crew_of", |words| &words.audit.field_crew_of),
    ("clocked", |words| &words.audit.field_clocked),
    ("link_ends_at", |words| &words.audit.field_link_ends_at),
    ("code_ends_at", |words| &words.audit.field_code_ends_at),
    ("everybody", |words| &words.audit.field_everybody),
    ("works_for_days", |words| &words.audit.field_works_for_days),
    ("works_for_hours", |words| &words.audit.field_works_for_hours),
    ("in too long", |words| &words.audit.field_in_too_long),
    ("near overtime", |words| &words.audit.field_near_overtime),
    ("not here", |words| &words.audit.field_not_here),
    ("kiosk silent", |words| &words.audit.field_kiosk_silent),
    ("line failing", |words| &words.audit.field_line_failing),
    ("all_clear", |words| &words.audit.field_all_clear),
    ("digest_hour", |words| &words.audit.field_digest_hour),
    ("Monday", |words| &words.terms.monday),
    ("Tuesday", |words| &words.terms.tuesday),
    ("Wednesday", |words| &words.terms.wednesday),
    ("Thursday", |words| &words.terms.thursday),
    ("Friday", |words| &words.terms.friday),
    ("Saturday", |words| &words.terms.saturday),
    ("Sunday", |words| &words.terms.sunday),
    ("kiosk", |words| &words.audit.field_kiosk),
    ("browser", |words| &words.audit.field_browser),
    ("address", |words| &words.audit.field_address),
    ("devices", |words| &words.audit.field_devices),
    ("disabled", |words| &words.audit.field_disabled),
    ("default_job", |words| &words.audit.field_default_job),
    ("caller_numbers", |words| &words.audit.field_caller_numbers),
    ("kiosks", |words| &words.audit.field_kiosks),
    ("positions", |words| &words.audit.field_positions),
    ("networks", |words| &words.audit.field_networks),
    ("locations", |words| &words.audit.field_locations),
    ("flag_calls", |words| &words.audit.field_flag_calls),
    ("flag_kiosks", |words| &words.audit.field_flag_kiosks),
    ("flag_reports", |words| &words.audit.field_flag_reports),
    ("authentication_required", |words| &words.audit.field_authentication_required),
    ("photos", |words| &words.audit.field_photos),
    ("without_photo", |words| &words.audit.field_without_photo),
    ("taken", |words| &words.audit.field_taken),
    ("failed_tries", |words| &words.audit.field_failed_tries),
    ("until", |words| &words.audit.field_until),
    ("activated", |words| &words.audit.field_activated),
    ("method", |words| &words.audit.field_method),
    ("digits_behind_a_name", |words| &words.audit.field_digits_behind_a_name),
    ("digits_behind_a_number", |words| &words.audit.field_digits_behind_a_number),
    ("digits_of_a_PIN_alone", |words| &words.audit.field_digits_of_a_pin_alone),
    ("PINs_may_be_typed", |words| &words.audit.field_pins_may_be_typed),
    ("shown_again", |words| &words.audit.field_shown_again),
    ("renewed_after_months", |words| &words.audit.field_renewed_after_months),
    ("sign_in_by_PIN", |words| &words.audit.field_sign_in_by_pin),
    ("set", |words| &words.audit.field_set),
    ("digits", |words| &words.audit.field_digits),
    ("origin", |words| &words.audit.field_origin),
    ("kind", |words| &words.audit.field_kind),
    ("from_day", |words| &words.audit.field_from_day),
    ("to_day", |words| &words.audit.field_to_day),
    ("who", |words| &words.audit.field_who),
    ("action", |words| &words.audit.field_action),
    ("about", |words| &words.audit.field_about),
    ("now", |words| &words.audit.field_now),
    ("value", |words| &words.audit.field_value),
];

fn find<'a>(words: &'a AdminWords, names: &[Named], stored: &str) -> Option<&'a str> {
    names.iter().find(|(name, _)| *name == stored).map(|(_, name)| name(words))
}

impl AdminWords {
    /// An action; one that is not known, as it is in the log.
    pub(super) fn audit_action<'a>(&'a self, action: &'a str) -> &'a str {
        find(self, ACTIONS, action).unwrap_or(action)
    }

    /// The name of a field.
    pub(in crate::web::pages) fn audit_field(&self, name: &str) -> String {
        find(self, FIELDS, name).map_or_else(|| in_words(name), str::to_owned)
    }

    /// The value of the field of this name.
    pub(in crate::web::pages) fn audit_value(&self, name: &str, value: &Value) -> String {
        let words = &self.audit;
        match value {
            Value::Null => words.none.clone(),
            Value::Bool(true) => words.yes.clone(),
            Value::Bool(false) => words.no.clone(),
            Value::Number(_) => value_in_words(value),
            Value::String(text) => self.audit_text(name, text).to_owned(),
            Value::Array(values) if values.is_empty() => words.none.clone(),
            Value::Array(values) => {
                values.iter().map(|value| self.audit_value(name, value)).collect::<Vec<_>>().join(", ")
            }
            Value::Object(fields) => {
                let fields = fields
                    .iter()
                    .map(|(name, value)| format!("{}: {}", self.audit_field(name), self.audit_value(name, value)));
                fields.collect::<Vec<_>>().join(", ")
            }
        }
    }

    fn audit_text<'a>(&'a self, name: &str, text: &'a str) -> &'a str {
        match name {
            _ if text.is_empty() => &self.audit.empty,
            "role" => Role::parse(text).map_or(text, |role| self.role(role)),
            "reason" => self.reason_written(text),
            _ => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::language::OfficeLanguage;

    #[test]
    fn in_english_everything_is_called_as_in_the_log() {
        let words = AdminWords::of(OfficeLanguage::En);
        for (action, name) in ACTIONS {
            assert_eq!(name(words), *action);
        }
        for (field, name) in FIELDS {
            assert_eq!(name(words), in_words(field));
        }
        for value in [json!([]), json!([1, "", null, { "b_c": [true, false], "role": "owner" }]), json!({})] {
            assert_eq!(words.audit_value("x", &value), value_in_words(&value));
        }
    }

    #[test]
    fn what_is_not_known_stays_as_it_is_in_the_log() {
        let words = AdminWords::of(OfficeLanguage::Es);
        assert_eq!([words.audit_action("add job"), words.audit_action("paint it")], ["agregar trabajo", "paint it"]);
        assert_eq!([words.audit_field("pin_min"), words.audit_field("hair_color")], ["PIN mínimo", "hair color"]);
        let reasons = ["test", "their own words"].map(|text| words.audit_value("reason", &json!(text)));
        assert_eq!(reasons, ["prueba", "their own words"]);
        assert_eq!(words.audit_value("name", &json!("test")), "test");
    }
}
