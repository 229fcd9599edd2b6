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

## home: the start page, and today on it

home-payday = To payday
home-nobody = Nobody has hours in this period.
home-choose-period = Choose another period above.
# Behind the name of a part of the road that is done.
home-is-done = (done)
# Before the button of what is to be done next.
home-next = Next:
home-today = Today
home-kiosks-to-see = Kiosks to look at
home-to-kiosks = Go to kiosks
home-others = and { $count } more
home-planned-or-learned = Planned, or learned from the last four weeks.
home-hours-by-day = Hours by day
home-day = Day
home-last-week = Last week
home-this-week = This week
home-total = Total
home-overtime = Overtime
home-missing = Usually here by now
home-late = Came late
# Behind a person, or behind when they came.
home-planned-at = planned { $time }
home-usually-at = usually { $time }
home-in-now = In now
home-too-long = { $people } for more than { $hours } hours
home-open-exceptions = Open exceptions
home-blocking = { $count } must be resolved before payroll
home-to-hear = Voice checks to hear
home-flagged-one = { $count } flagged
home-flagged-other = { $count } flagged
home-hours-this-week = Hours this week
home-hours-last-week = last week { $hours }
home-undelivered = Setup links not delivered
home-by-email = by email
# $since: a day and a time
home-device-suspended = { $device } at { $kiosk } is suspended since { $since }: another browser answered as it.
home-device-last-seen = { $device } at { $kiosk } was last seen { $at }.
home-device-never-seen = { $device } at { $kiosk } has not been seen since it was approved.
home-chart = Hours of last week and of this one, day by day. The table has the same figures.
home-chart-last-week = last week
home-chart-this-week = this week
home-chart-bar = { $last } last week, { $this } this week

## road: what is left to do in a pay period until payday

road-export = Export
road-next-exceptions = Resolve exceptions
road-next-voice-checks = Hear voice checks
road-next-approvals = Approve hours
road-next-export = Export hours
road-none-open = None open in this period
road-open-none-serious-one = { $count } open, none must be resolved before payroll
road-open-none-serious-other = { $count } open, none must be resolved before payroll
road-open-serious-one = { $count } open, { $serious } must be resolved before payroll
road-open-serious-other = { $count } open, { $serious } must be resolved before payroll
road-all-heard = All heard
road-to-hear = { $unheard } to hear, none flagged
# $count: how many are flagged
road-to-hear-flagged-one = { $unheard } to hear, { $count } flagged
road-to-hear-flagged-other = { $unheard } to hear, { $count } flagged
# $approved, $people: people whose hours are approved, of all
road-approved-so-far = { $approved } of { $people } approved; the period is still in progress
# $count: people whose hours are ready
road-approved-and-ready-one = { $approved } of { $people } approved, { $count } ready to approve
road-approved-and-ready-other = { $approved } of { $people } approved, { $count } ready to approve
road-approved = { $approved } of { $people } approved
road-not-exported = Not exported yet
road-exported-one = Exported once
road-exported-other = Exported { $count } times

## steps: the first steps in a new workspace

steps-title = First steps
# Before a step.
steps-done = Done:
steps-hide = Hide these steps
steps-hidden = The first steps are put away.
steps-people = Bring in your people
steps-people-why = Upload the list that HR keeps, or add people one by one.
steps-jobs = Add your jobs
steps-jobs-why = With a phone code each, so that callers can key in what they work on.
steps-pay-period = Set your pay period and overtime
steps-pay-period-why = Until then hours are paid weekly from Monday, with overtime over 40 hours.
steps-test-call = Clock in once
steps-test-call-why = Send somebody a setup link, and let them call the number or use a kiosk.
steps-profile = Choose your payroll system
steps-profile-why = So that the hours come out in the file that it takes.

## board: who is in

board-clock-for-others = Clock for others
board-add-time = Add a missing time
board-refresh = Refresh
board-live = This page updates by itself.
board-still = This page does not update by itself; press Refresh.
board-one-in = <span class="big">{ $count }</span> person is in
board-several-in = <span class="big">{ $count }</span> people are in
# $late: how many of them are in for so long
board-one-in-late = <span class="big">{ $count }</span> person is in, <strong>{ $late } for more than { $hours } hours</strong>
board-several-in-late = <span class="big">{ $count }</span> people are in, <strong>{ $late } for more than { $hours } hours</strong>
board-as-of = As of { $time } ({ $zone })
board-nobody = Nobody is in right now.
board-nobody-hint = People appear here as soon as they clock in by phone.
board-see-set-up = See who is set up to call on <a href="/time-tracking/phone-clocking">Phone Clocking</a>.
board-nobody-here = Nobody on this page is in now.
board-show-first = Show the first page
board-caption = Everybody who is clocked in, by name
board-name = Name
board-job = Job
board-since = Since
# The head of a column: for how long.
board-length = For
# The head of a column: by phone, at a kiosk.
board-how = How
board-no-job = none
board-forgotten = forgot to clock out?
board-cannot-call = cannot clock out by phone
board-clock-out = Clock out<span class="hidden"> { $name }</span> by hand
board-by-phone = phone
board-by-kiosk = kiosk
board-by-admin = admin
board-pages = Pages
board-first-page = First page
board-next-page = Next page
board-too-many = This board is open in too many places; close one of them.

## settings: the settings of the workspace

settings-not-saved = Nothing is saved yet: see what is marked below.
# The saved settings follow.
settings-changed-meanwhile = Somebody else changed the settings while you had this page open. Your changes are not saved yet, and nothing is lost: what you typed is below. These saved settings differ from yours:
settings-save-again = Save again to replace them with yours, or <a href="/settings">discard yours and start from what is saved</a>.
settings-workspace = The workspace
settings-name = Name
settings-name-hint = One employer is one workspace.
settings-zone = Time zone
settings-zone-hint = Use its IANA name, such as America/Chicago. For people without a zone of their own, starting with their next clock-in.
settings-languages = Languages
settings-languages-hint = The languages that employees can choose from. Anyone with another language keeps it until it is changed.
settings-english = English
settings-spanish = Spanish
settings-language = Language of new employees
settings-language-hint = Used when none is given for the person.
settings-dates = Dates
# How Americans write a day; in Spanish the day goes before the month all the same.
settings-dates-american = Mon, Nov 16
settings-dates-iso = Mon 2026-11-16
settings-dates-european = Mon 16 Nov
settings-times = Times
settings-times-twelve = 3:31 PM
settings-hours = Hours
settings-hours-minutes = 40:51 (hours and minutes)
settings-hours-decimal = 40.86 (decimal)
settings-hours-hint = How these pages write them. Point at a time or at hours to see the seconds.
settings-clocking = Clocking
settings-job = Job
settings-job-optional = Optional
settings-job-required = Required
settings-job-hint = Asked for on the phone as soon as an active job has a phone code. A required one cannot be skipped.
settings-forgotten = Forgotten clock-out after (hours)
settings-forgotten-hint = 1 to 72. Anyone who calls after being in longer is asked whether a new shift begins.
settings-phone = Signing in by phone
settings-lockout = After three wrong PINs
settings-lockout-timed = Lock for 15 minutes, then for longer each time
settings-lockout-until-unlocked = Lock until somebody unlocks it
settings-lockout-hint = Unlock people on Phone Clocking. The tenth lock in a row always lasts until somebody unlocks it.
settings-pin = Shortest PIN (digits)
settings-pin-hint = 4 to 12. PINs that are already set stay.
settings-voice-checks = Voice checks
settings-voice-check = Ask callers to say their name, and record it
settings-voice-check-hint = Can be set differently for each employee.
settings-notice = Recording notice (optional)
# What is quoted is what callers hear in this language.
settings-notice-hint = Your own words, at most 300 characters, said before the name is recorded. Callers always hear “This is recorded” in their language; your words are read to everybody as written, so write them in every language you need.
settings-retention = Keep recordings for (days)
settings-retention-hint = 1 to 3650.
settings-delete = Delete recordings at the telephony provider
settings-delete-hint = Once they are safely stored here.
settings-pages = Signing in to these pages
settings-second-factor = Ask owners and admins for a second factor
settings-second-factor-hint = A code from an app on their phone, beside the password. Those who have none set it up at their next sign-in. Managers and payroll may have one, and set it up under their own name.
settings-save = Save settings
settings-saved = The settings are saved.
# Each of these is a clause: the page makes a sentence of it.
settings-wrong-zone = "{ $zone }" is not an IANA time zone; use a name such as America/Chicago
settings-wrong-languages = choose at least one language
settings-wrong-no-name = a workspace needs a name
settings-wrong-name = a workspace's name has at most { $most } characters, all on one line
settings-wrong-language = the language of new employees is not among the languages of the workspace
settings-wrong-forgotten = the forgotten clock-out limit is 1 to 72 hours
settings-wrong-pin = the shortest PIN is 4 to 12 digits
settings-wrong-notice = the recording notice has at most { $most } characters, all on one line
settings-wrong-retention = recordings are kept for 1 to 3650 days

## audit: the audit log, and the fields that it names

audit-only-of = Only changes to <strong>{ $name }</strong>.
audit-show-all = Show everything
audit-filter = Filter the list
audit-who = Who
audit-anyone = Anyone
audit-action = Action
audit-any = Any
audit-about = About
audit-from = From
audit-to = To
audit-show = Show
audit-none-match = No changes match.
audit-none-match-hint = Change the filter, or <a href="/audit">show everything</a>.
audit-none-yet = There are no changes yet.
audit-none-yet-hint = Every change that a person makes appears here.
audit-export = Export as CSV
audit-export-hint = Everything that matches, not just this page.
# $zone: such as: America/Chicago
audit-caption = Latest first. Times in { $zone }. Nothing here can be changed or deleted.
audit-when = When
audit-changes = Changes
# The head of a column: the network address.
audit-from-address = From
# Before what was there.
audit-before = before:
# Before what is there now.
audit-after = after:
audit-older = Older changes
audit-no-day = That is not a date; write it like 2026-03-08.
audit-backwards = This day is before the first one.
# Values: nothing, yes, no, and a text without a letter.
audit-none = none
audit-yes = yes
audit-no = no
audit-empty = empty
# Fields of what was changed. In English they are what the log calls them.
audit-field-name = name
audit-field-last-name = last name
audit-field-email = email
audit-field-phone = phone
audit-field-number = number
audit-field-payroll-id = payroll id
audit-field-language = language
audit-field-time-zone = time zone
audit-field-voice-check = voice check
audit-field-starts-on = starts on
audit-field-employees = employees
audit-field-search = search
audit-field-active = active
audit-field-has-pin = has pin
audit-field-starts-after = starts after
audit-field-added = added
audit-field-changed = changed
audit-field-unchanged = unchanged
audit-field-bad-lines = bad lines
audit-field-taken-back = taken back
audit-field-changed-back = changed back
audit-field-not-undone = not undone
audit-field-accounting-code = accounting code
audit-field-phone-code = phone code
audit-field-assigned = assigned
audit-field-languages = languages
audit-field-language-of-new-employees = language of new employees
audit-field-jobs = jobs
audit-field-forgotten-after-hours = forgotten after hours
audit-field-lockout = lockout
audit-field-pin-min = pin min
audit-field-recording-notice = recording notice
audit-field-retention-days = retention days
audit-field-delete-at-provider = delete at provider
audit-field-second-factor = second factor
audit-field-date-format = date format
audit-field-clock-format = clock format
audit-field-hours-format = hours format
audit-field-pay-period = pay period
audit-field-first-day = first day
audit-field-rounding-minutes = rounding minutes
audit-field-overtime-after-hours-a-week = overtime after hours a week
audit-field-overtime-after-hours-a-day = overtime after hours a day
audit-field-impossible-after-hours = impossible after hours
audit-field-share-of-voice-checks-heard = share of voice checks heard
audit-field-batch = batch
audit-field-profile = profile
audit-field-from = from
audit-field-to = to
audit-field-people = people
audit-field-seconds = seconds
audit-field-left-out = left out
audit-field-signature = signature
audit-field-format = format
audit-field-company = company
audit-field-company-created = company created
audit-field-people-by = people by
audit-field-regular-code = regular code
audit-field-overtime-code = overtime code
audit-field-report = report
audit-field-regular-seconds = regular seconds
audit-field-overtime-seconds = overtime seconds
audit-field-reason = reason
audit-field-in = in
audit-field-out = out
audit-field-job = job
audit-field-status = status
audit-field-note = note
audit-field-state = state
audit-field-meaning = meaning
audit-field-because = because
audit-field-by = by
audit-field-says = says
audit-field-decision = decision
audit-field-recorded = recorded
audit-field-verdict = verdict
audit-field-held-because = held because
audit-field-role = role
audit-field-employee = employee
audit-field-login-method = login method
audit-field-phone-status = phone status
audit-field-phone-clock-id = phone clock id
audit-field-locked = locked
audit-field-pin-set-at = pin set at
audit-field-link-ends-at = link ends at
audit-field-code-ends-at = code ends at
audit-field-everybody = everybody
audit-field-works-for-days = works for days
audit-field-works-for-hours = works for hours
audit-field-in-too-long = in too long
audit-field-near-overtime = near overtime
audit-field-not-here = not here
audit-field-kiosk-silent = kiosk silent
audit-field-line-failing = line failing
audit-field-all-clear = all clear
audit-field-digest-hour = digest hour
audit-field-kiosk = kiosk
audit-field-browser = browser
audit-field-address = address
audit-field-devices = devices
audit-field-disabled = disabled
audit-field-default-job = default job
audit-field-authentication-required = authentication required
audit-field-failed-tries = failed tries
audit-field-until = until
audit-field-activated = activated
audit-field-method = method
audit-field-digits-behind-a-name = digits behind a name
audit-field-digits-behind-a-number = digits behind a number
audit-field-digits-of-a-pin-alone = digits of a PIN alone
audit-field-pins-may-be-typed = PINs may be typed
audit-field-shown-again = shown again
audit-field-renewed-after-months = renewed after months
audit-field-sign-in-by-pin = sign in by PIN
audit-field-set = set
audit-field-digits = digits
audit-field-origin = origin
audit-field-kind = kind
audit-field-from-day = from day
audit-field-to-day = to day
audit-field-who = who
audit-field-action = action
audit-field-about = about
audit-field-now = now
audit-field-value = value

## acts: what was done, by the names of the audit log; in English they are what the log calls them

acts-hide-first-steps = hide first steps
acts-add-workspace = add workspace
acts-change-settings = change settings
acts-change-payroll-settings = change payroll settings
acts-change-kiosk-settings = change kiosk settings
acts-say-that-the-clock-is-right = say that the clock is right
acts-add-employee = add employee
acts-change-employee = change employee
acts-deactivate-employee = deactivate employee
acts-reactivate-employee = reactivate employee
acts-take-back-employee = take back employee
acts-import-employees = import employees
acts-undo-import-of-employees = undo import of employees
acts-export-employees = export employees
acts-plan-starts = plan starts
acts-add-job = add job
acts-change-job = change job
acts-archive-job = archive job
acts-reactivate-job = reactivate job
acts-import-jobs = import jobs
acts-undo-import-of-jobs = undo import of jobs
acts-set-pin = set PIN
acts-change-pin = change PIN
acts-remove-pin = remove PIN
acts-unlock = unlock
acts-email-setup-link = email setup link
acts-email-reset-link = email reset link
acts-text-setup-link = text setup link
acts-make-one-time-code = make one-time code
acts-choose-pin-by-setup-link = choose PIN by setup link
acts-choose-pin-by-one-time-code = choose PIN by one-time code
acts-choose-pin-by-calling = choose PIN by calling
acts-email-link-to-own-page = email link to own page
acts-text-link-to-own-page = text link to own page
acts-end-link-to-own-page = end link to own page
acts-allow-texts = allow texts
acts-stop-texts = stop texts
acts-add-time-entry = add time entry
acts-correct-time-entry = correct time entry
acts-split-time-entry = split time entry
acts-add-second-half-of-time-entry = add second half of time entry
acts-void-time-entry = void time entry
acts-restore-time-entry = restore time entry
acts-undo-correction = undo correction
acts-undo-clock-in = undo clock-in
acts-undo-clock-out = undo clock-out
acts-accept-exception = accept exception
acts-reopen-exception = reopen exception
acts-approve-hours = approve hours
acts-reopen-approved-hours = reopen approved hours
acts-confirm-hours = confirm hours
acts-dispute-hours = dispute hours
acts-report-missed-punch = report missed punch
acts-accept-claim = accept claim
acts-refuse-claim = refuse claim
acts-undo-decision-on-claim = undo decision on claim
acts-export-hours = export hours
acts-export-report = export report
acts-add-export-profile = add export profile
acts-change-export-profile = change export profile
acts-archive-export-profile = archive export profile
acts-judge-voice-check = judge voice check
acts-take-back-verdict = take back verdict
acts-hold-recording = hold recording
acts-release-recording = release recording
acts-change-alerts = change alerts
acts-activate-kiosks = activate kiosks
acts-deactivate-kiosks = deactivate kiosks
acts-add-kiosk = add kiosk
acts-change-kiosk = change kiosk
acts-disable-kiosk = disable kiosk
acts-enable-kiosk = enable kiosk
acts-delete-kiosk = delete kiosk
acts-offer-to-connect-device = offer to connect device
acts-approve-device = approve device
acts-refuse-device = refuse device
acts-rename-device = rename device
acts-suspend-device = suspend device
acts-revoke-device = revoke device
acts-delete-device = delete device
acts-ask-for-names-at-a-device-after-failed-tries = ask for names at a device after failed tries
acts-unlock-at-kiosk = unlock at kiosk
acts-set-kiosk-pin = set kiosk PIN
acts-type-kiosk-pin-that-is-refused = type kiosk PIN that is refused
acts-renew-kiosk-pin = renew kiosk PIN
acts-remove-kiosk-pin = remove kiosk PIN
acts-issue-badge = issue badge
acts-renew-badge = renew badge
acts-remove-badge = remove badge
acts-email-badge = email badge
acts-download-badges = download badges
acts-print-badges = print badges
acts-print-pin-slips = print PIN slips
acts-export-assignees = export assignees
acts-set-universal-pin = set Universal PIN
acts-refuse-universal-pin = refuse Universal PIN
acts-show-universal-pin = show Universal PIN
acts-remove-universal-pin = remove Universal PIN
acts-set-pin-of-user = set PIN of user
acts-refuse-pin-of-user = refuse PIN of user
acts-remove-pin-of-user = remove PIN of user
acts-create-first-owner = create first owner
acts-invite-user = invite user
acts-invite-user-again = invite user again
acts-change-user = change user
acts-deactivate-user = deactivate user
acts-reactivate-user = reactivate user
acts-link-user-to-employee = link user to employee
acts-unlink-user-from-employee = unlink user from employee
acts-change-login-method = change login method
acts-choose-language = choose language
acts-sign-in = sign in
acts-sign-in-by-pin = sign in by PIN
acts-end-session = end session
acts-end-session-after-wrong-passwords = end session after wrong passwords
acts-end-sign-in-after-wrong-codes = end sign-in after wrong codes
acts-ask-for-a-new-password = ask for a new password
acts-choose-password = choose password
acts-change-password = change password
acts-set-up-second-factor = set up second factor
acts-renew-recovery-codes = renew recovery codes
acts-use-recovery-code = use recovery code
acts-remove-second-factor = remove second factor
acts-reset-second-factor = reset second factor
acts-export-audit-log = export audit log

## scripts: what the scripts of pages say

scripts-copied = Copied
# Where a script may not copy.
scripts-press-copy = Press Ctrl+C
scripts-still-there = Are you still there? You are about to be signed out, and what you have typed would be lost.
scripts-stay = Stay signed in

## clock: the notice of a clock that may be wrong

clock-trusted = From now on the clock is trusted.
clock-trusted-already = The clock is already trusted.
clock-monday = Monday
clock-tuesday = Tuesday
clock-wednesday = Wednesday
clock-thursday = Thursday
clock-friday = Friday
clock-saturday = Saturday
clock-sunday = Sunday
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
