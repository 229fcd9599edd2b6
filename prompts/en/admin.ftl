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

## when: fields for times, jobs and reasons in several forms, and what is wrong with what was typed there

when-clock-in = Clock-in
when-clock-out = Clock-out
# $label: Clock-in, or Clock-out
when-day-of = { $label } day
when-time-of = { $label } time
# Of a time that came twice, as clocks were set back. $label: such as: Clock-in
when-which-one = Which one, for { $label }
when-choose-one = Choose one
# $zone: such as: CDT
when-first-time = The first time ({ $zone })
when-second-time = The second time, an hour later ({ $zone })
when-job = Job
when-choose-job = Choose a job
when-no-job = No job
when-reason = Reason
when-choose-reason = Choose a reason
when-note = Note
when-note-hint = Required when the reason is Other. Everyone who opens the entry can read it.
when-note-optional = Note (optional)
# A sentence with what is wrong follows.
when-nothing-saved = Nothing was saved.
# Each of these is a clause, but for those that end in a period: the page makes a sentence of it.
when-no-time = enter a time
when-no-day-and-time = enter a day and a time
when-not-a-time = that is not a date and time; write it like 2026-11-02 06:59:12
# $from, $to: times of day
when-skipped = the clocks were set forward from { $from } to { $to } that day, so this time did not exist
when-twice = the clocks were set back that day, so this time came twice; choose which one is meant
when-no-reason = Choose a reason.
when-note-missing = Say what the other reason is.
when-note-long = A note has at most { $most } characters.
when-note-control = A note has no control characters.

## refused: why a time entry is not changed; each of these is a clause

refused-not-found = there is no such time entry in this workspace
refused-changed-meanwhile = it was changed in the meantime
# $since: a moment
refused-open-already = { $name } has been clocked in since { $since }; that entry must be clocked out first
refused-deactivated = { $name } is deactivated and cannot be clocked in; give a clock-out as well
refused-future = this time is still to come
refused-backwards = the clock-out must be later than the clock-in
refused-too-long = an entry is at most 7 days long
refused-no-job = this workspace needs a job with every entry
refused-unknown-job = choose a job that is in use
refused-nothing-changed = the times and the job are as they were; there is nothing to correct
refused-voided = a voided entry is restored before it is changed
refused-not-voided = this entry is not voided
refused-split-outside = an entry is split after its clock-in and before its clock-out
refused-unfinished = this entry has no clock-out; correct that first
# $from, $to, $on: days; $approver: a name
refused-locked = the hours from { $from } to { $to } were approved by { $approver } on { $on }; reopen the approval first

## credential: why a PIN or phone clock ID stays as it is; each of these is a clause

credential-not-a-pin = a PIN is { $least } to { $most } digits
# $weakness: one of those below
credential-weak = this PIN is refused: { $weakness }
credential-hash = the PIN could not be hashed; try again
credential-no-pin = this employee has no PIN
credential-no-employee = there is no such employee in this workspace
credential-inactive = this employee is not active; reactivate them first
credential-short = this workspace asks for a PIN of at least { $least } digits
credential-one-digit = one digit repeated is too easy to guess
credential-run = digits that count up or down are too easy to guess
credential-common = this is one of the PINs that people try first
credential-year = a year is too easy to guess
credential-own-id = the PIN must differ from the phone clock ID
credential-own-phone = the PIN must not be the end of the employee's own phone number

## entries: time entries: their list, one of them, and adding one

entries-title = Time entries
entries-pay-periods = Pay periods
entries-previous-period = Previous period
entries-next-period = Next period
entries-add-entry = Add entry
entries-current-period = Current pay period
entries-only-of = Only entries of <strong><bdi>{ $name }</bdi></strong>.
entries-show-everybody = Show everybody
entries-filter = Filter the list
entries-pay-period = Pay period
entries-employee = Employee
entries-job = Job
# Of jobs.
entries-any = Any
entries-status = Status
entries-all = All
entries-open = Open
entries-closed = Closed
entries-unfinished-filter = Unfinished: no clock-out
entries-voided = Voided
entries-with-exceptions = With exceptions
entries-show = Show
entries-no-more = There are no more entries.
entries-back-to-latest = Back to the latest ones
entries-none-match = No entries in this pay period match.
# $to: an address
entries-change-filter = Change the filter, or <a href="{ $to }">show the whole period</a>.
entries-none-in-period = There are no time entries in this pay period.
entries-see-previous = See the <a href="{ $to }">previous period</a>, or add an entry.
entries-none-yet = There are no time entries yet.
entries-none-yet-hint = An entry appears here as soon as somebody clocks in by phone. Time worked without a call can be added.
entries-caption = Latest first. Times are in each employee’s time zone.
# Heads of columns: when somebody clocked in, and when out.
entries-in-head = In
entries-out-head = Out
entries-hours = Hours
entries-to-resolve = To resolve
entries-voice-check = Voice check
entries-edited = Edited
# A clock-out.
entries-unknown = Unknown
# $written_worked: hours
entries-so-far = { $written_worked } so far
# No clock-out, no job, no hours, no voice check, no punches.
entries-none = none
# Nothing to resolve.
entries-nothing = nothing
entries-pages = Pages
entries-latest = Latest entries
entries-earlier = Earlier entries
# Which punch it is, or which one a voice check is of.
entries-way-in = in
entries-way-out = out
# What became of a voice check, or who was heard in it.
entries-check-on-its-way = on its way
entries-check-not-reviewed = not reviewed yet
entries-check-missing = missing
entries-check-unreadable = unreadable
entries-check-same-person = same person
entries-check-not-this-person = not this person
entries-check-cannot-tell = cannot tell
entries-check-nobody-speaks = nobody speaks
entries-add-title = Add time entry
entries-whose = Whose hours are these?
entries-find-hint = Part of the name, or the number, email address or phone number.
entries-search = Search for people
entries-no-employees = There are no employees yet.
entries-no-employees-hint = An owner or admin adds them on Employees.
entries-nobody-matches = Nobody matches.
entries-nobody-matches-hint = Try part of the name, or the employee number.
# $zone: such as: America/Chicago
entries-new-for = For <strong><bdi>{ $name }</bdi></strong>. Times are in { $zone }.
entries-somebody-else = Choose somebody else
entries-clock-out-hint = Leave it empty to clock in somebody who is working.
entries-cancel = Cancel
entries-added = The entry is added.
entries-added-open = The entry is added and open.
entries-title-of = Time entry of { $name }
entries-of-this-person = Entries of this person
entries-all-entries = All entries
# $why: a clause
entries-locked = Cannot be changed: { $why }.
entries-no-hours-count = No hours count.
entries-unfinished = Unfinished
entries-end-unknown = The clock-out is unknown.
entries-zone = Times are in { $zone }.
entries-times-caption = Times as clocked, as the employee says, and as paid
entries-which = Which
entries-clocked = Clocked
entries-employee-says = Employee says
# The employee says the same time.
entries-same = same
entries-paid = Paid
entries-see-below = Nothing was saved. See what is wrong below.
entries-second-job = The job of the second part:
entries-correct = Correct
entries-correct-hint = What was clocked stays in the history below. All times are in the entry's own time zone.
entries-save-correction = Save correction
entries-correct-out-hint = Leave it empty if the employee is still in, or if nobody knows when they left.
entries-claimed-in = Clock-in as the employee says (optional)
entries-claimed-in-hint = If that is not the time you enter above.
entries-claimed-out = Clock-out as the employee says (optional)
entries-split = Split in two
entries-split-hint = The first part ends at that time, and a new entry continues from there.
entries-split-at = Split at
entries-split-entry = Split entry
entries-void = Void
entries-void-hint = A voided entry counts no hours. It stays visible, and can be restored.
entries-void-entry = Void entry
entries-restore = Restore
entries-restore-hint = The entry counts again as it did before.
entries-restore-entry = Restore entry
entries-corrected = The entry is corrected.
entries-split-done = The entry is split in two.
entries-voided-done = The entry is voided and counts no hours.
entries-restored = The entry is restored and counts again.
entries-changed-meanwhile = Nothing was saved: the entry was changed in the meantime. It is shown above as it is now. What you typed is still here; send it again if it is still right.
entries-history = History
entries-history-caption = Every version of this entry, oldest first. Nothing is overwritten.
entries-what = What
entries-why = Why
entries-who-and-when = Who and when
# $written_at: a moment
entries-says = employee says: { $written_at }
entries-other-half = the other half
entries-exceptions = Exceptions
entries-no-exceptions = There were none.
# $decision: such as: accepted; $settler: a name; $at: a moment; $because: a clause
entries-settled-by = { $decision } by { $settler }, { $at }: { $because }
entries-settled = resolved { $at }: { $because }
entries-still-open = still open
entries-voice-checks = Voice checks
entries-no-voice-checks = No voice check was recorded with this entry.
# Between a verdict and the moment at which it was given. $who: a name
entries-check-by = by <bdi>{ $who }</bdi>,
# $way: in, or out
entries-listen = Listen<span class="hidden"> to the voice check of the way { $way }</span>
entries-punches = Punches
# $way: in, or out; $how: such as: by phone
entries-punch = { $way } at { $written_at }, { $how }
# $written_at: a moment; $caller: a phone number, or that there is none
entries-call = The call of { $written_at } from { $caller }, step by step
entries-call-caption = The call of { $written_at }, step by step
entries-at = At
entries-question = Question
entries-answer = Answer
entries-said = What was said
entries-among-calls = See this call among all of this person’s calls

## exceptions: what has to be looked at before payroll: the list, one of them, and what becomes of it

exceptions-title = Exceptions
# $done: such as: accepted; $what: such as: missing clock-out
exceptions-undo = Undo “{ $done }”: { $what } of <bdi>{ $name }</bdi>
exceptions-accepted = accepted
exceptions-corrected = corrected
exceptions-voided = voided
# A note from an employee.
exceptions-refused = refused
exceptions-note-kind = note
# $typed: a note
exceptions-had-written = You had written: { $typed }
exceptions-tabs = Open or resolved
exceptions-open-tab = Open ({ $count })
exceptions-resolved-tab = Recently resolved
exceptions-filter = Filter the list
exceptions-kind = Kind
# Of kinds.
exceptions-any = Any
exceptions-only-blocking = Only those that block approval
exceptions-show = Show
exceptions-show-everything = Show everything
exceptions-none-match = No exceptions match.
exceptions-none-resolved = Nothing has been resolved yet.
exceptions-see-open = See open exceptions
exceptions-none = There is nothing to resolve.
exceptions-none-hint = When a call or a correction raises a question, it appears here.
exceptions-see-resolved = See what was resolved
exceptions-list = The list
exceptions-resolved-hint = Latest first. Times resolved are in { $zone }.
exceptions-no-open = No open exceptions.
exceptions-no-open-but-notes-one = No open exceptions, and a note from an employee that waits for a decision.
exceptions-no-open-but-notes-other = No open exceptions, and { $count } notes from employees that wait for a decision.
exceptions-most-serious-first = Most serious first.
exceptions-none-blocks = None blocks the approval of hours.
exceptions-block-one = One blocks the approval of hours.
exceptions-block-other = { $count } block the approval of hours.
exceptions-you-correct = An owner, admin or payroll user accepts them; times and jobs you can correct.
exceptions-several = Accept several at once
exceptions-several-note = Note for all selected
exceptions-accept-selected = Accept selected
exceptions-select-all = Select all on this page
# $name: a person; $at: a moment
exceptions-select = Select { $name }, { $at }
exceptions-first-page = First page
exceptions-next-page = Next page
exceptions-several-hint = To accept several at once, show one kind that does not block approval.
# Keys, with commas between them and a period at the end.
exceptions-keys-move = <kbd>j</kbd> <kbd>k</kbd> or the arrows: next and previous. <kbd>Enter</kbd> saves, <kbd>Esc</kbd> leaves the form
exceptions-keys-usual = <kbd>s</kbd> uses the usual time
exceptions-keys-accept = <kbd>a</kbd> accepts
exceptions-keys-undo = <kbd>u</kbd> undoes
exceptions-keys-select = <kbd>x</kbd> selects
exceptions-back = Back to the list
exceptions-blocks = Blocks the approval of these hours.
exceptions-blocks-nothing = Does not block approval.
exceptions-when = When
exceptions-entry = Entry
exceptions-next-clock-in = Next clock-in
exceptions-call-from = Call from
exceptions-withheld = a withheld number
exceptions-detail = Detail
exceptions-resolved = Resolved
# $written_at: a moment; $who: a name
exceptions-resolved-by = { $written_at } by <bdi>{ $who }</bdi>
exceptions-resolved-by-itself = { $written_at } automatically
exceptions-decision = Decision
exceptions-see-entry = See the entry
exceptions-see-history = See the entry and its history
exceptions-see-phone-clocking = See their phone clocking
exceptions-hear = Hear the voice check
exceptions-only-person = Only this person
# $why: a clause with a capital letter
exceptions-locked = The entry cannot be corrected: { $why }.
exceptions-take-back = Take back
exceptions-accept-as-is = Accept it as it is
exceptions-or-accept-as-is = Or accept it as it is
exceptions-note-required = Note (required: say why)
exceptions-note-optional = Note (optional)
# $meaning: one of those below
exceptions-accepting = Accepting means: { $meaning }.
exceptions-accept = Accept
exceptions-others-accept = An owner, admin or payroll user can accept it as it is.
exceptions-end-heading = When did the shift end?
exceptions-times-heading = Correct the times
exceptions-job-heading = What did they work on?
exceptions-save-correction = Save correction
exceptions-repair-hint = Times are in { $zone }. What was clocked stays in the history.
exceptions-choose-job = choose a job
# $time: a time of day; $days: such as: Mondays
exceptions-usual = Usually { $time }.
exceptions-usual-on = Usually { $time } on { $days }.
exceptions-usual-next-day = Usually { $time } the next day.
exceptions-usual-next-day-on = Usually { $time } the next day on { $days }.
exceptions-use-usual = Use { $time }
exceptions-mondays = Mondays
exceptions-tuesdays = Tuesdays
exceptions-wednesdays = Wednesdays
exceptions-thursdays = Thursdays
exceptions-fridays = Fridays
exceptions-saturdays = Saturdays
exceptions-sundays = Sundays
exceptions-employee-note = note from an employee
exceptions-accept-punch = Accept it as a punch
exceptions-name-typed = The name was typed, so choose first whose note it is.
exceptions-find-employee = Find the employee
exceptions-or-refuse = Or refuse it
# What happened, as sentences.
exceptions-why-time-in-doubt = The gateway’s clock was wrong, or the time had to be moved.
exceptions-why-missing-clock-out = A new shift was started while this one was still open, so nobody knows when it ended.
exceptions-why-unanswered-question = The shift had been open for a long time, and the question about a forgotten clock-out was left unanswered.
exceptions-why-job-missing = A job is required, and none was entered.
exceptions-why-voice-check-missing = There is no recording of their name.
exceptions-why-voice-check-silent = Nobody speaks in the recording.
exceptions-why-voice-check-too-short = The recording is too short to tell a name.
exceptions-why-voice-check-clipped = The recording is too loud to be clear.
exceptions-why-voice-check-unreadable = The recording that came cannot be used.
exceptions-why-not-this-person = A reviewer heard somebody else.
exceptions-why-unrecognized-caller = The call came from a number that does not point to this person.
exceptions-why-locked-out = Wrong PINs have locked them out.
exceptions-why-overlapping = Two of their entries cover the same time.
exceptions-why-impossibly-long = The entry is longer than anybody works.
exceptions-why-edited-after-approval = The entry was changed after its hours had been approved.
exceptions-why-two-kiosks = Their badge or PIN was used at two kiosks within minutes.
exceptions-why-unusual-hours = They clocked far from their usual hours.
exceptions-why-many-at-once = Many people clocked at one kiosk within seconds, which may be one person with the badges or PINs of others.
# What follows when it is accepted, as clauses.
exceptions-means-no-hours = no hours are paid for it
exceptions-means-stays-open = the entry stays open
exceptions-means-times-count = the times count as they are
exceptions-means-stays = the entry stays as it is
exceptions-means-no-job = its hours count for no job
exceptions-means-no-voice-check = the time counts without a voice check
exceptions-means-paid-although = the hours are paid although a reviewer heard somebody else
exceptions-means-as-clocked = the time counts as it was clocked
exceptions-means-lock-stays = nothing changes; a lock stays in force
exceptions-means-both-paid = both entries are paid in full
exceptions-means-all-paid = all of its hours are paid
exceptions-means-change-stands = the change stands
# An entry, or what a correction has put in: such as: in Mon, Nov 16, 7:02 AM, still open. $at: a moment
exceptions-in-at = in { $at }
exceptions-out-at = out { $at }
exceptions-entry-open = still open
exceptions-entry-end-unknown = end unknown
exceptions-entry-voided = voided
# What was done, and why something was not. $kind: such as: missing clock-out
exceptions-done-accepted = Accepted: { $kind } of { $name }.
exceptions-done-several = Accepted: { $count } of the kind { $kind }.
exceptions-done-already-one = One more had already been resolved.
exceptions-done-already-other = { $count } more had already been resolved.
exceptions-done-reopened = Open again: { $kind } of { $name }.
exceptions-done-taken-back = Open again: { $kind } of { $name }. The entry is as it was before.
# $done: such as: in Mon, Nov 16, 7:02 AM, Roofing
exceptions-done-corrected = Corrected: { $kind } of { $name }, { $done }.
exceptions-done-still-open = The entry of { $name } is corrected: { $done }. It is still open: { $kind }.
exceptions-select-first = Select what to accept.
exceptions-note-needed = Say why: “not this person” cannot be accepted without a reason.
exceptions-note-long = A note has at most { $most } characters.
# $who: a name; $at: a moment; $why: such as: accepted, the entry stays open
exceptions-already-by = Already resolved by { $who } at { $at }: { $why }.
exceptions-already-by-itself = Already resolved automatically at { $at }: { $why }.
exceptions-not-together = Several can be accepted at once only if all are of one kind that does not block approval.
exceptions-not-by-correction = This exception is not resolved by a correction of its entry.
exceptions-changed-meanwhile = The entry was changed in the meantime. It is shown as it is now; save again if what you typed is still right.
exceptions-not-taken-back = This can no longer be undone here: the entry was changed since, or it is more than half an hour ago. Correct the entry on its own page.
exceptions-standing = This one is already open.
exceptions-not-accepted = Only an exception that a person accepted can be taken back here; undo a change to an entry on its own page.
exceptions-again = The same exception is already open again.
exceptions-approved = The hours of that day were approved by { $approver } at { $at }; reopen the approval first.

## reports: what was counted over days that somebody chooses

reports-title = Reports
reports-hint = Each report covers the days you choose, and can be printed or exported as CSV.
reports-hours = Hours
reports-hours-about = Time worked, by job and by employee, as counted for pay.
reports-coverage = Voice-check coverage
reports-coverage-about = Which calls left the voice check they should have, and what reviewers found, by week.
reports-exceptions = Exceptions over time
reports-exceptions-about = Exceptions raised and resolved, by kind and week.
reports-calls = Calls
reports-calls-about = When people call, and how long they are on the phone.
reports-days = Days
reports-previous-period = Previous period
reports-earlier-days = Earlier days
reports-next-period = Next period
reports-later-days = Later days
reports-other-days = Other days
reports-first-day = First day
reports-last-day = Last day
reports-show = Show
reports-days-hint = At most 366 days. Leave the last day empty for the pay period of the first.
reports-no-day = That is not a date from 2000 to 2199; write it like 2026-03-08.
reports-backwards = This day is before the first one.
reports-too-long = A report covers at most 366 days; choose an earlier day.
reports-no-first = Enter the first day as well.
reports-in-progress = In progress
# After the days and the name of the workspace. $zone: such as: America/Chicago
reports-zone = days and hours in { $zone }
# $to: an address
reports-choose-other = Choose other days, or <a href="{ $to }">go back to earlier ones</a>.
reports-export = Export as CSV
reports-by-job = By job
reports-by-employee = By employee
reports-as-paid = As counted for pay.
reports-job = Job
reports-employee = Employee
reports-regular = Regular
reports-overtime = Overtime
reports-total = Total
reports-people = People
reports-without-job = Without a job
reports-everything = Everything
reports-hours-by-job = Hours by job
reports-hours-by-employee = Hours by employee
# What a chart shows, for those who hear it: sentences that follow each other.
reports-hours-chart = Regular hours and overtime, most first.
reports-most-of = The { $most } with the most of { $count }.
reports-in-table = Every number is in the table.
# Behind how hours are written.
reports-hours-words = Entries that are still open or voided count none.
reports-no-hours = Nobody has hours in these days.
reports-see-entries = See the time entries
reports-by-week = By week
reports-week = Week
reports-all-weeks = All weeks
reports-coverage-caption = To check: calls that ask for a name. Covered: how many of those have a recording.
reports-punches = Punches
reports-to-check = To check
reports-stored = Stored
reports-missing = Missing
reports-refused = Refused
reports-on-the-way = On the way
reports-covered = Covered
reports-coverage-title = Calls to check, and voice checks stored
reports-calls-to-check = Calls to check
reports-checks-stored = Voice checks stored
# $asked, $stored: numbers
reports-coverage-bar = { $asked } calls to check, { $stored } voice checks stored
reports-two-bars = Two bars for each week.
reports-verdicts = Verdicts by week
reports-verdicts-caption = Recordings of the week that were reviewed, and their verdicts.
reports-reviewed = Reviewed
reports-same-person = Same person
reports-not-this-person = Not this person
reports-cannot-tell = Cannot tell
reports-nobody-speaks = Nobody speaks
reports-coverage-words = A call has at most one voice check, however many punches it makes. Punches by other means need none, and neither do people with the voice check off.
reports-no-punches = Nobody has punched by phone in these days.
reports-see-checks = See all voice checks
reports-raised = Raised
reports-resolved = Resolved
# Of those that were resolved.
reports-decided = Of those by decision
reports-exceptions-caption = Raised: by the time it is about. Resolved: by the time it was resolved, whenever it was raised.
reports-exceptions-title = Exceptions raised and resolved
# $raised, $resolved: numbers
reports-exceptions-bar = { $raised } raised, { $resolved } resolved
reports-by-kind = By kind
reports-kind = Kind
reports-most-serious-first = Most serious first.
reports-by-week-and-kind = By week and kind
reports-weeks-left-out = Weeks without any are left out.
# Exceptions.
reports-none-open = None is open right now.
reports-open-one = One is open right now.
reports-open-other = { $count } are open right now.
reports-no-exceptions = Nothing was raised or resolved in these days.
reports-see-exceptions = See open exceptions
reports-calls-caption = Minutes and seconds, of calls that are over.
reports-all-calls = All calls
reports-by-hour = By hour of the day
reports-hour = Hour
reports-mean-length = Average length
reports-longest = Longest
reports-calls-by-hour = Calls by hour of the day
reports-bar-an-hour = One bar for each hour.
# $count: a number, 1 as well
reports-calls-bar = { $count } calls
# $from, $to: times of day
reports-from-to = { $from } to { $to }
reports-by-day = By day
reports-day = Day
reports-calls-by-day = Calls by day
reports-bar-a-day = One bar for each day.
reports-calls-words = Only calls in which somebody signed in; the other calls belong to nobody we know.
reports-no-calls = Nobody has called in these days.
reports-see-phone-clocking = See who is set up for phone clocking
