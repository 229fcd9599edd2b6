# What pages for admins, managers and payroll say, in American English. One message a line.
# `account-go-on` belongs to the part `account`. Of a pair that ends in -one and -other, $count chooses.
# A message may have markup in it; its values are text, but for those named $written…, which are markup: times and hours.

## frame: what is around every page

frame-home = Home
frame-time-tracking = Time Tracking
frame-who-is-in = Who is in
frame-time-entries = Time entries
frame-timesheets = Timesheets
frame-phone-clocking = Phone Clocking
frame-kiosks = Kiosks
frame-payroll = Payroll
frame-exceptions = Exceptions
frame-voice-checks = Voice checks
frame-approvals = Approvals
frame-exports = Exports
frame-reports = Reports
frame-payroll-settings = Payroll settings
frame-people-and-jobs = People and jobs
frame-employees = Employees
frame-jobs = Jobs
frame-workspace = Workspace
frame-settings = Settings
frame-users = Users
frame-audit-log = Audit log
# Behind a number, for those who hear the menu: how many exceptions, voice checks and people wait.
frame-open = open
frame-to-hear = to hear
frame-to-approve = to approve
frame-skip = Skip to content
# Before a name.
frame-on-shared-device = Signed in on this shared device:
frame-done = Done
frame-menu = Menu
frame-everywhere = Everywhere
frame-search-everything = Search everything
frame-search = Search
frame-main = Main
# Before the days of it.
frame-pay-period = Pay period:
frame-help = Help
frame-your-account = Your account:
frame-sign-out = Sign out
frame-clock-head = The gateway’s clock may be wrong
# $noticed, $now: moments; $problem: such as: it was set back by 3 hours
frame-clock-noticed = Noticed on { $noticed }: { $problem }. It now says { $now }.
# $length: such as: 2 hours
frame-clock-until = Until it has run steadily for { $length } more, no recordings are deleted, nothing is given up and no links expire. Calls are still answered, and punches get the time that this clock says.
frame-clock-correct-it = Have it corrected on the gateway’s machine; if the time above is right, say so.
frame-clock-ask-owner = Have it corrected on the gateway’s machine; if the time above is right, an owner or admin can say so.
frame-clock-is-right = The clock is right

## errors: what went wrong, and what to do next

errors-to-start = Go to the start page
errors-role-title = Not for your role
errors-role = Your role cannot open this page. Ask an owner of your workspace to change it, or to do it for you.
errors-password-first-title = Your password first
errors-password-first = Nothing was changed. You signed in by PIN on a shared device, which is enough to see who is in, unlock people, clock for others and add missing times. For anything else open its page and type your password there, or sign in on a device of your own.
errors-nothing-title = Nothing here
errors-nothing = There is nothing at this address. It may have been removed; go back to the list it was in.
errors-recording-title = Nothing to play
errors-stale-title = This form is out of date
errors-again = Nothing was changed. Go back, reload the page, and send the form again.
# $address: where to go instead
errors-plain-http = This page was opened over plain http; forms and signing in work only at { $address }.
errors-not-understood-title = This form cannot be understood
errors-busy-title = Try again in a moment
errors-busy = Too many people are signing in or choosing a PIN or password at this moment, and calls come first. Nothing was changed. Wait a few seconds, go back, and send the form again.
errors-too-large-title = This form is too large
errors-too-large = Nothing was changed. Go back, shorten what you typed, and send the form again.
errors-too-slow-title = This form came too slowly
errors-too-slow = Nothing was changed. Check your connection, go back, and send the form again.
errors-crowded-title = Too much at once
errors-crowded = Nothing was changed. Too many forms are being sent to this gateway; go back, wait a minute, and send yours again.

## account: one’s own account, passwords, and why an account was not opened, made or changed

account-title = Your account
# The language that this file is in, as it calls itself.
account-own-name = English
account-supervisor-codes = Supervisor codes
account-alerts = Alerts
account-alerts-hint = An email when somebody is clocked in too long, a kiosk is not seen, and more.
account-choose-alerts = Choose alerts
account-language = Language
account-language-label = Language of pages and email
account-language-save = Use this language
account-language-chosen = Pages and email are in English from now on.
account-password = Password
account-current-password = Current password
account-new-password = New password
account-new-password-again = Type the new password again
account-change-password = Change password
account-passwords-differ = The two passwords do not match; type both again.
account-password-changed = Your password is changed, and you are signed out everywhere else.
account-second-factor = Second factor
account-factor-on = A code from your app is asked for beside the password.
account-factor-manage = Manage the second factor
account-factor-off = A code from an app on your phone, asked for beside the password: nobody signs in as you with the password alone.
account-factor-set-up = Set up a second factor
account-sessions = Where you are signed in
# $zone: such as: America/Chicago
account-sessions-caption = Times in { $zone }. Sign out any browser that is not yours or that you no longer use.
account-browser = Browser
account-from = From
account-last-seen = Last seen
account-action = Action
account-here = (here)
account-sign-out = Sign out
account-browser-signed-out = That browser is signed out.
# $browser: Firefox; $system: Windows
account-browser-on = { $browser } on { $system }
account-browser-unknown = Unknown browser
# Each of these is a clause: the page makes a sentence of it.
account-refused-sign-in = that email address and password do not match, or there were too many tries; wait 15 minutes or reset the password
account-refused-name = a user needs a name, of at most 100 characters
account-refused-email-taken = somebody signs in with this email address already
account-refused-password = the current password is not right
account-refused-password-or-code = the password or the code is not right; a code counts once, so wait for the next one
account-refused-code = that code is not right, or there were too many wrong ones; a code counts once, so wait for the next one, or use a recovery code
account-refused-too-long = that took too long, or too many codes were wrong; type your password again
account-refused-no-factor = there is no second factor
account-refused-codes-made = nothing was changed: new recovery codes were made after this page was shown, and they are shown once; make new ones if you have not kept them
account-refused-factor-asked = your workspace asks you for a second factor, and you have none; sign in with your password on a device of your own to set it up
account-refused-session-ended = the current password was wrong too often, and you were signed out; sign in again, or reset the password
account-refused-link-spent = this link has been used, replaced, or has run out; ask for a new one
account-refused-owners-only = only an owner can do that
account-refused-last-owner = a workspace needs an active owner who has joined and signs in with a password; make somebody else owner first
account-refused-no-user = there is no such user
account-refused-not-active = this user is not active; make them active first
account-refused-joined = this user has joined already; if they forget their password, they can ask for a new one on the sign-in page
account-refused-pin-only = this user signs in by PIN only; change how they sign in first
account-refused-no-pin = PIN only is for users with a PIN; give this user one first
account-refused-no-employee = there is no such employee
account-refused-employee-taken = this employee is another user already
account-refused-hash = the password could not be hashed; try again
account-password-short = a password has at least { $least } characters; three or four words make a good one
account-password-long = a password has at most { $most } characters
account-password-listed = this password is on the lists that are tried first; three or four words make a good one
account-password-own-name = this password is too easy to guess: it is mostly your name, your email address, your workspace or this program; three or four other words make a good one
account-password-predictable = this password is too easy to guess: it is mostly a well-known word, a year, a row of keys or something repeated; three or four words make a good one
# Of the first code of an app that is being set up.
account-wrong-first-code = That code is not right. Wait for the next one, and see that your phone sets its clock by itself.

## terms: what kinds of things are called

terms-owner = owner
terms-admin = admin
terms-manager = manager
terms-payroll = payroll
terms-x-time-in-doubt = time in doubt
terms-x-missing-clock-out = missing clock-out
terms-x-unanswered-question = unanswered question
terms-x-job-missing = job missing
terms-x-voice-check-missing = voice check missing
terms-x-voice-check-silent = voice check silent
terms-x-voice-check-too-short = voice check too short
terms-x-voice-check-clipped = voice check clipped
terms-x-voice-check-unreadable = voice check unreadable
terms-x-not-this-person = not this person
terms-x-unrecognized-caller = unrecognized caller
terms-x-locked-out = locked out
terms-x-overlapping = overlapping
terms-x-impossibly-long = impossibly long
terms-x-edited-after-approval = edited after approval
terms-x-two-kiosks = two kiosks within minutes
terms-x-unusual-hours = unusual hours
terms-x-many-at-once = many people at once
terms-proof-pin = PIN
terms-proof-badge = badge
terms-proof-badge-and-pin = badge and PIN
terms-proof-name-only = name only
terms-proof-universal-pin = Universal PIN
terms-proof-supervisor = supervisor
terms-proof-user-pin = user PIN
# How a punch was made, as the end of a sentence.
terms-by-phone = by phone
terms-by-admin = by a person on these pages
# $how: such as: PIN, or a name
terms-at-kiosk-by = at the kiosk { $kiosk }, by { $how }
terms-at-kiosk-by-name = at the kiosk { $kiosk }, by name only
terms-by-universal-pin = by the Universal PIN of the kiosk { $kiosk }
terms-mark-by-other = clocked by somebody else
terms-reason-forgot-out = forgot to clock out
terms-reason-forgot-in = forgot to clock in
terms-reason-wrong-job = wrong job
terms-reason-no-job = job not entered
terms-reason-elsewhere = worked elsewhere
terms-reason-line = phone or line trouble
terms-reason-twice = clocked twice
terms-reason-test = test
terms-reason-other = other
# What a revision of an entry came from.
terms-revision-clocked = clocked
terms-revision-added = added
terms-revision-corrected = corrected
terms-revision-split = split
terms-revision-voided = voided
terms-revision-restored = restored
terms-hours-and-minutes = Hours and minutes
terms-decimal-hours = Decimal hours
# $length: such as: 2 days 3 h
terms-clock-set-ahead = the clock was set ahead by { $length }
terms-clock-set-back = the clock was set back by { $length }
terms-clock-behind = the clock is { $length } behind what was written down by it
terms-day = day
terms-days = days

## period: the pay period that a page is about, and the way to others

# On paper, above the hours.
period-paper = <strong><bdi>{ $employer }</bdi></strong>, pay period { $days }. Printed { $today }.
period-paper-in-progress = <strong><bdi>{ $employer }</bdi></strong>, pay period { $days }, in progress. Printed { $today }.
period-name = Pay period
period-previous = Previous period
period-this = This period
period-to-come = To come
period-next = Next period
period-another = Another period
period-go-to-day = Go to a day
period-show = Show

## sheets: timesheets of everybody, the hours by job, and one timesheet day by day

sheets-title = Timesheets
sheets-views = Views of the hours
sheets-by-employee = By employee
sheets-by-job = By job
sheets-by-week = Week
sheets-nobody-later = Nobody further down the list has worked in this period.
sheets-nobody = Nobody has worked in this period.
sheets-as-soon = Hours appear here as soon as somebody clocks in.
sheets-back-to-start = Back to the start of the list
sheets-see-others = See the <a href="{ $previous }">previous period</a>, or <a href="/time-entries">all time entries</a>.
# $unit: Hours and minutes, or Decimal hours
sheets-caption-rounded = { $unit }, counted after rounding.
sheets-caption-exact = { $unit }, counted to the second.
sheets-employee = Employee
# Regular hours, at the head of a column.
sheets-regular = Regular
sheets-overtime = Overtime
sheets-total = Total
sheets-rounding = Rounding
sheets-rounding-of-year = Rounding since January 1
sheets-to-resolve = To resolve
sheets-approval = Approval
sheets-clocked-in = Clocked in
# Of exceptions: they block approval, or they do not.
sheets-blocking-one = { $count } blocking
sheets-blocking-other = { $count } blocking
sheets-further-one = { $count } other
sheets-further-other = { $count } other
sheets-nothing = Nothing
sheets-all-here = All on this page
sheets-all-employees = All employees
sheets-pages = Pages
sheets-next-page = Next page
# Lines on paper for a signature and a date.
sheets-approved-by = Approved by
sheets-date = Date
sheets-once-out = Hours appear here as soon as somebody has clocked out. See the <a href="{ $previous }">previous period</a>.
sheets-jobs-caption = All hours of the period, by job. { $unit }, as counted for pay.
sheets-job = Job
sheets-people = People
sheets-all-jobs = All jobs
sheets-no-job = Without a job
sheets-title-of = Timesheet of { $name }
sheets-paper = Employee: <strong><bdi>{ $name }</bdi></strong>. { $unit }.
sheets-paper-number = Employee: <strong><bdi>{ $name }</bdi></strong>, number { $number }. { $unit }.
sheets-open-entry = Open the entry
# Hours as they were clocked, before rounding.
sheets-clocked = Clocked
sheets-rounding-here = Rounding in this period
sheets-rounded-hint = Times are rounded for counting only; clocked times stay as they are.
sheets-approvals = Approvals
# $at: a moment; $days: the days that were approved
sheets-was-approved = { $at }: approved by { $approver }, { $days }, { $regular } regular and { $overtime } overtime.
sheets-was-reopened = { $at }: reopened by { $reopener }: { $because }
sheets-answers = What the employee says
sheets-differs = Counted again this would be { $regular } regular and { $overtime } overtime: the payroll settings, or days of the same workweek outside the period, have changed since. What was approved stays; reopen the approval to count again.
sheets-no-entries = No time entries in this period.
sheets-see-or-add = See the <a href="{ $previous }">previous period</a>, or <a href="/time-entries/new?employee={ $employee }">add an entry</a>.
sheets-day-by-day = Day by day
sheets-workweek = Workweek from { $from } to { $to }
sheets-workweek-cut = Workweek from { $from } to { $to }; only the days in this period
sheets-day = Day
sheets-entries = Entries
sheets-no-entry = None
# From one time of day to another.
sheets-span = { $written_from } to { $written_to }
sheets-span-open = { $written_from } to now, still clocked in
sheets-span-unfinished = { $written_from } to no clock-out
sheets-week = Week
sheets-jobs-here = The hours of this period
sheets-my-hours = These are my hours: signature of <bdi>{ $name }</bdi>
sheets-all-sheets = All timesheets of the period
sheets-about-employee = About this employee
# How far a timesheet has come.
sheets-state-part = Approved in part
sheets-state-approved = Approved
sheets-state-reopened = Reopened
sheets-state-open = Open
sheets-answer-confirmed = Employee confirmed
sheets-answer-confirmed-others = Employee confirmed other hours
sheets-answer-wrong = Employee says something is wrong
# When the employee said so, and of how many hours.
sheets-answer-about = { $at }, of { $total }
sheets-answer-about-note = { $at }, of { $total }: { $note }
sheets-still-in = Still clocked in since { $since }
# $kind: an exception, such as: Missing clock-out; $since: when the entry begins
sheets-exception-of-entry = { $kind }: entry of { $since }

## week: the week as a grid, and the day that is open in it

week-title = Week
week-paper = <strong><bdi>{ $employer }</bdi></strong>, week of { $from } to { $to }. Printed { $today }.
week-weeks = Weeks
week-previous = Previous week
week-days = { $from } to { $to }
week-this = This week
week-next = Next week
week-find = Find a week or a person
week-with-day = Week with this day
week-show = Show
week-nobody-later = Nobody further down the list has worked in this week.
week-nobody = Nobody has worked in this week.
week-see-previous = See the <a href="{ $previous }">previous week</a>, or find a person to add an entry.
# Behind a sentence about overtime.
week-caption = Hours and minutes, as they count for pay; of those who are in, so far. Open a day to correct its times or add an entry.
week-approved = Approved
week-add = Add
week-start-of-list = Start of the list
week-save = Save correction
week-history = History of the entry
week-see-entry = See the entry
week-no-entry = There is no entry on this day.
week-add-an-entry = Add an entry
week-add-entry = Add entry
week-close = Close
# Before what is wrong.
week-nothing-saved = Nothing was saved.
week-clock-in = Clock-in
week-clock-out = Clock-out
week-corrected = The entry is corrected.
week-added = The entry is added.
week-changed-meanwhile = The entry was changed in the meantime; look at it again, and save if what you typed is still right.
# Words about a day of somebody.
week-mark-exceptions = { $count } exceptions
week-mark-in = in now
week-mark-still-in = still in
week-mark-corrected = corrected
# $hours: such as: 2:30
week-overtime = { $hours } overtime
week-until-at = { $hours } until overtime, at { $at }
week-until-today = { $hours } until overtime today
week-until = { $hours } until overtime
week-rules-both = Overtime begins after { $week } hours a week or { $day } hours a day.
week-rules-week = Overtime begins after { $week } hours a week.
week-rules-day = Overtime begins after { $day } hours a day.
week-rules-none = This workspace counts no overtime.

## approvals: approving hours, and taking approvals back

approvals-title = Approvals
approvals-nothing-here = There is nothing to approve in this period: nobody has a time entry in it.
approvals-progress = { $approved } of { $everybody } approved. { $blocked } with something to resolve first.
approvals-see-exceptions = See the exceptions
approvals-in-progress = This period is in progress: its last day is { $last }. Hours can be approved starting { $first }.
approvals-approve-ready-one = Approve the { $count } that is ready
approvals-approve-ready-other = Approve the { $count } that are ready
approvals-ready-hint = None of them is clocked in or has a blocking exception.
approvals-filter = Filter the list
approvals-show = Show
approvals-everybody = Everybody
approvals-blocked = With something to resolve first
approvals-clean = Ready to approve
approvals-approved = Approved
approvals-nobody-matches = Nobody matches.
approvals-show-everybody = Show everybody
# $unit: Hours and minutes, or Decimal hours
approvals-caption = { $unit }. Approving locks the entries of the period; reopening unlocks them.
approvals-status = Status
approvals-to-resolve = To resolve first
approvals-to-resolve-help = What has to be resolved first?
approvals-action = Action
approvals-nothing = Nothing
# What is hidden is read out.
approvals-reopen-hours = Reopen<span class="hidden"> the hours of { $name }</span>
approvals-reason = Reason
approvals-reopen = Reopen
approvals-resolve-first = Resolve first
approvals-approve-hours = Approve<span class="hidden"> the hours of { $name }</span>
# Behind the word Approved or Reopened.
approvals-by = by { $approver }, { $at }
approvals-days-by = { $days } by { $approver }, { $at }
approvals-reopened-by = by { $reopener }, { $at }: { $because }
approvals-done-one = The hours of { $count } person are approved.
approvals-done-other = The hours of { $count } people are approved.
approvals-done-hours = Approved: { $regular } regular, { $overtime } overtime.
approvals-taken-back = The approval is taken back; the entries can be changed again.
approvals-not-approved = The hours of { $name } are not approved. Resolve first:
approvals-changed-meanwhile = Nothing was approved: hours have changed since you opened the page. Check them below as they are now, and approve again.
# $why: one of the clauses below
approvals-nothing-approved = Nothing was approved: { $why }.
approvals-nothing-changed = Nothing was changed: { $why }.
approvals-refused-not-found = there is nothing of that kind in this workspace
approvals-refused-not-over = this pay period is in progress; its last day is { $last }; approve it from { $first } on
approvals-refused-blocked = something must be resolved first
approvals-refused-already = { $name }'s hours from { $from } to { $to } were approved by { $approver }
approvals-refused-changed = the hours have changed since the page was made
approvals-refused-nothing = there is nothing to approve
approvals-refused-reason = say why, in at most { $most } characters
approvals-refused-reopened = { $who } has taken this approval back already

## exports: payroll files, what is in them, and who is left out and why

exports-title = Exports
exports-last-period = Export the last period for { $profile }
exports-add-profile = Add profile
exports-edit-profile = Edit <bdi>{ $profile }</bdi>
exports-profile = Profile
exports-show = Show
exports-periods = Periods
exports-no-hours-yet = There are no hours yet.
exports-once-clocked = Once people have clocked in and out, their <a href="/approvals">hours are approved</a> and exported here.
exports-decimals = Hours as decimals
exports-period = Period
exports-status = Status
exports-exported = Exported
exports-to-export = To export
exports-people-to-export = People to export
exports-left-out = Left out
exports-days = { $from } to { $to }
exports-in-progress = In progress
exports-another-period = Another period
exports-pay-period = Pay period
exports-check = Check
exports-no-system = No payroll system is set up yet.
exports-step-profile = Add a profile: the file format, the codes, and how employees are matched.
exports-step-people = Enter what employees are matched by, such as their payroll ID, on <a href="/employees">Employees</a>.
exports-step-approve = <a href="/approvals">Approve</a> the hours of a period.
exports-step-check = Check the period here, and create the file.
exports-files = Files
exports-batch = Batch
exports-created = Created
exports-people = People
exports-hours = Hours
exports-differences = Differences
exports-created-by = { $at } by <bdi>{ $who }</bdi>
exports-pages = Pages
exports-older = Older files
# What there is to do about a period.
exports-state-nothing = Nothing yet
exports-state-not-ready = Not ready
exports-state-to-export = To export
exports-state-exported = Exported
exports-state-exported-part = Exported, some left out
exports-state-changed = Changed since
# Behind hours, and at the head of a line.
exports-pay-regular = regular
exports-pay-overtime = overtime
exports-batch-title = Export { $batch }
exports-download = Download
exports-download-manifest = Download manifest (JSON)
exports-file = File
exports-contents = Contents
exports-all-hours = All hours
exports-differences-from = Differences from { $batches }
exports-signed = Signed
exports-signed-by = <bdi>{ $signature }</bdi>, for those who are left out
exports-nobody-left-out = Nobody is left out
exports-control-totals = Control totals
exports-left-out-count = Left out: { $count }
exports-all-exports = All exports
exports-totals-people-one = { $count } person
exports-totals-people-other = { $count } people
exports-totals-lines-one = { $count } line
exports-totals-lines-other = { $count } lines
# $people, $lines: as above
exports-totals-caption = Control totals: { $people }, { $lines }, { $seconds } seconds
exports-pay = Pay
exports-pay-code = Pay code
exports-seconds = Seconds
exports-in-minutes = ({ $minutes } minutes in the file)
exports-left-out-caption = Hours that are not in the file
exports-why = Why
exports-check-title = Check an export
exports-pay-periods = Pay periods
exports-previous = Previous period
exports-next = Next period
# $format: such as: Gusto (CSV)
exports-for-profile = For <strong><bdi>{ $profile }</bdi></strong>: { $format }.
exports-nothing-new = Nothing has changed since the last export of this period.
# $written_exports: one export, or several
exports-has-it = { $written_exports } has it; download the file again there.
exports-have-it = { $written_exports } have it; download the file again there.
exports-no-hours = There are no hours in this period.
exports-see-previous = See the <a href="/exports/check?profile={ $profile }&from={ $previous }">previous period</a>.
exports-nothing-to-export = There is nothing to export yet.
exports-all-left-out = Everybody in this period is left out; see why below. Hours are exported once they are <a href="/approvals?from={ $from }">approved</a>.
exports-exported-before = This period was exported before ({ $written_exports }). The new file has only the differences: what was added, and with a minus sign what was taken back.
# Of people whose hours are in the file of another payroll system.
exports-elsewhere-everybody = Everybody in this file is already in batch <a href="{ $to }">{ $batch }</a> ({ $profile }) for this period.
exports-elsewhere-single = { $people } of the { $everybody } people in this file is already in batch <a href="{ $to }">{ $batch }</a> ({ $profile }) for this period.
exports-elsewhere-several = { $people } of the { $everybody } people in this file are already in batch <a href="{ $to }">{ $batch }</a> ({ $profile }) for this period.
exports-elsewhere-hint = Create this file only if their hours belong in both payroll systems.
exports-what = What is exported
exports-unchanged-one = { $count } more person is unchanged since the last export, and not in the file.
exports-unchanged-other = { $count } more people are unchanged since the last export, and not in the file.
exports-first-lines = The file begins like this
exports-first-lines-label = First lines of the file
exports-names = Names in the file
exports-names-enter = The file has separate first and last names. Where a last name is wrong, enter it on the employee’s form, or write the name as “García López, José”.
exports-names-ask = The file has separate first and last names. Where a last name is wrong, ask an admin to enter it on the employee’s form, or write the name as “García López, José”.
exports-name = Name
exports-first-name = First name
exports-last-name = Last name
exports-guessed = Guessed
exports-more-names = And { $count } more, with names of two words or with the last name entered.
exports-sign = Sign for those who are left out
exports-seen-one = I have seen that { $count } person is not in this file, and why.
exports-seen-other = I have seen that { $count } people are not in this file, and why.
exports-your-name = Your name: <bdi>{ $name }</bdi>
exports-sign-hint = Type it; it is kept in the manifest and in the audit log.
exports-create-one = Create the file for { $count } person
exports-create-other = Create the file for { $count } people
exports-cancel = Cancel
exports-changed-meanwhile = No file was created: something has changed since you opened this page. Check it again.
exports-nothing = No file was created: there is nothing to export.
exports-unsigned = No file was created: sign for those who are left out.
exports-own-name = Type your own name as shown above.
exports-ready = { $file } is ready.
exports-advice-adp = ADP takes the file only under this name: do not rename it. The batch ID is a column of the file.
exports-advice-gusto = Gusto replaces the hours in the payroll with those in the file. Import a difference into a payroll of its own, such as an off-cycle one.
exports-advice-quickbooks = Employees, jobs and items must be in the lists of QuickBooks under these very names.
exports-advice-paychex = Paychex takes one file at a time: wait until it is processed.
# Why somebody is left out.
exports-out-no-hours = there are no hours to export
exports-out-no-hours-any-more = no longer has hours, and nobody approved that
exports-out-not-approved = not approved
exports-out-reopened = the approval was reopened by { $who }
exports-out-in-part = approved for { $from } to { $to } only
exports-out-changed = the hours are no longer those that were approved; reopen and approve again
exports-out-clocked-in = still clocked in
# $exceptions: such as: missing clock-out, overlapping
exports-out-unresolved = to be resolved first: { $exceptions }
# $what: such as: employee number
exports-out-unknown = has no { $what }
exports-out-shared = has the same { $what } as { $other }
exports-out-no-code = the job { $job } has no accounting code
exports-out-adp-number = "{ $number }" is not an ADP file number, which is at most { $max } digits
exports-out-adp-job = the job { $job }: "{ $named }" is not an ADP job cost number, which is at most { $max } of A to Z, 0 to 9, & and -
exports-out-adp-hours = more than 99,999.99 hours do not fit into the file
exports-out-gusto-name = Gusto needs a first and a last name
exports-out-gusto-id = "{ $id }" is not a Gusto employee ID, which is { $length } letters and digits
exports-out-gusto-taken-back = Gusto cannot take hours back; correct them in Gusto by hand
exports-out-paychex-worker = "{ $id }" is not a Paychex worker ID, which is at most { $max } letters and digits
exports-out-paychex-job = the job { $job }: "{ $named }" is not a Paychex job number, which is at most { $max } letters and digits
exports-out-paychex-hours = more than 999.99 hours do not fit into the file
# $why: one of the two clauses below
exports-out-quickbooks-name = "{ $name }": { $why }
exports-out-quickbooks-job = the job { $job }: { $why }
exports-out-quickbooks-taken-back = QuickBooks cannot take hours back from a file; correct them there by hand
exports-out-quickbooks-time-taken-back = QuickBooks Time cannot take hours back from a file; correct them there by hand
exports-quickbooks-character = QuickBooks Desktop has no name with "{ $character }" in it
exports-formula = spreadsheets would take the name for a formula

## profiles: export profiles, and what is wrong with one

profiles-add-title = Add export profile
profiles-add = Add profile
profiles-edit-title = Edit { $name }
profiles-save = Save
profiles-nothing-saved = Nothing was saved. See what is wrong below.
profiles-used = Files have already been created with this profile, so the file format, and whether jobs are included, can no longer change.
profiles-name = Name
profiles-name-hint = What you call it, such as ADP, weekly crew.
profiles-file-format = File format
profiles-format-generic = Plain CSV, one row for each entry
profiles-show-fields = Show the fields of this format
profiles-match-by = Match employees by
profiles-match-hint = Employees without one are left out of the file, and listed before it is created.
profiles-by-number = employee number
profiles-by-email = email address
profiles-by-payroll-id = payroll ID
profiles-by-name = name
profiles-jobs-as = Include jobs as
profiles-jobs-left-out = Not included
profiles-jobs-code = Accounting code
profiles-jobs-name = Job name
profiles-company-code = Company code
profiles-company-code-pattern = Two or three letters and digits
profiles-company-code-hint = ADP’s code of the company: two or three letters and digits.
profiles-client-id = Client ID
profiles-client-id-pattern = One to eight letters and digits
profiles-client-id-hint = The client ID of Paychex: one to eight letters and digits.
profiles-company-name = Company name
profiles-quickbooks-hint = As it is written in QuickBooks.
profiles-created = Creation time of the company file
profiles-created-pattern = Digits only
profiles-created-hint = A number: COMPANYCREATETIME in a timer list that QuickBooks has exported.
profiles-earning-regular = Earning for regular hours
profiles-earning-overtime = Earning for overtime
profiles-earning-hint = The name exactly as it is in Paychex, at most 20 characters; capitals matter.
profiles-hours-three = Hours 3 code for overtime
profiles-hours-three-pattern = One or two letters and digits, or nothing
profiles-hours-three-hint = One or two letters and digits; leave it empty to use the overtime column.
profiles-item-regular = Service item for regular hours
profiles-item-overtime = Service item for overtime
profiles-code-regular = Pay code for regular hours
profiles-code-overtime = Pay code for overtime
profiles-code-hint = Leave it empty if you have none.
profiles-cancel = Cancel
profiles-archive = Archive this profile
profiles-archive-hint = It is removed from the list; its files stay.
profiles-added = { $name } is added.
profiles-saved = { $name } is saved.
profiles-archived = { $name } is archived; its files stay.
profiles-in-use = Files have already been created in this format, and later changes are exported as differences from them. Add another profile for another format.
# Each of these three begins a sentence of the next three.
profiles-a-name = A name
profiles-the-company-name = The company's name
profiles-a-code = A pay code
profiles-line-needed = { $what } is needed.
profiles-line-control = { $what } is one line without control characters.
profiles-line-long = { $what } has at most { $max } characters.
profiles-wrong-format = Choose a format.
profiles-wrong-match-by = Choose what to match employees by.
profiles-wrong-jobs = Choose how to include jobs.
profiles-wrong-company-code = ADP's company code is two or three letters and digits.
profiles-wrong-client-id = The client ID of Paychex is one to eight letters and digits.
# $why: QuickBooks Desktop has no name with such a letter in it, or spreadsheets would take it for a formula
profiles-wrong-company = This cannot be it: { $why }.
profiles-wrong-created = This must be a number: the last field of the second line of a timer list that QuickBooks exports.
profiles-wrong-hours-code = An hours code of ADP is one or two letters and digits.
profiles-wrong-earning = Paychex needs the name of the earning exactly as it is there: at most 20 characters, capitals matter.
profiles-wrong-item = This cannot be an item: { $why }.

## policy: the payroll settings

policy-title = Payroll settings
policy-not-saved = Nothing is saved yet: see what is marked below.
policy-changed-meanwhile = Somebody else changed the payroll settings while you had this page open. Your changes are not saved yet, and nothing is lost: what you typed is below. These saved settings differ from yours:
policy-save-again = Save again to replace them with yours, or <a href="/settings/payroll">discard yours and start from what is saved</a>.
policy-applies = A change applies from now on, to every period that is not approved. Approved hours stay as they were approved.
policy-periods = Pay periods
policy-period = Pay period
policy-period-hint = Twice a month is the 1st to the 15th, and the 16th to the last day.
# How long a pay period is.
policy-weekly = weekly
policy-every-two-weeks = every two weeks
policy-twice-a-month = twice a month
policy-monthly = monthly
policy-first-day = First day of a pay period
policy-first-day-hint = Any past or future one; the others follow from it. Its day of the week is also the first day of each workweek for overtime. Monthly periods always begin on the 1st.
policy-overtime = Overtime
policy-weekly-overtime = Overtime after (hours per workweek)
policy-weekly-overtime-hint = 40 by federal law in the United States. Leave it empty for none.
policy-daily-overtime = Overtime after (hours per day)
policy-daily-overtime-hint = Where a state or contract says so. Leave it empty for none. Daily overtime is not counted again toward the week.
policy-counting = Counting
# Before one of the two that follow.
policy-round-to = Round times to the nearest
policy-no-rounding = Second: no rounding
policy-minutes = { $mins } minutes
policy-rounding-hint = For counting only: clocked times stay exact to the second, and each timesheet shows what rounding has added or taken away since January 1.
policy-flag-longer = Flag entries longer than (hours)
policy-flag-longer-hint = 1 to 168. Longer ones become exceptions.
policy-voice-checks = Voice checks
policy-review-share = Voice checks to review (%)
policy-review-share-hint = 0 to 100. Those with exceptions are always reviewed.
policy-save = Save payroll settings
policy-saved = The payroll settings are saved.
# Settings as a list has them that somebody else has changed, each before its value.
policy-now-first-day = first day
policy-now-impossible = impossible after hours
policy-now-daily-overtime = overtime after hours a day
policy-now-weekly-overtime = overtime after hours a week
policy-now-period = pay period
policy-now-rounding = rounding minutes
policy-now-review-share = share of voice checks heard
policy-now-none = none
# Each of these is a clause: the page makes a sentence of it.
policy-wrong-first-day = the first day of a pay period must be between 1970-01-01 and 2099-12-31, written like 2026-03-02
policy-wrong-weekly-overtime = weekly overtime must begin after 1 to 168 hours; leave it empty for none
policy-wrong-daily-overtime = daily overtime must begin after 1 to 24 hours; leave it empty for none
policy-wrong-impossible = entries must be flagged after 1 to 168 hours
policy-wrong-review-share = voice checks to review must be 0 to 100 percent
