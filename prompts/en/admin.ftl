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
