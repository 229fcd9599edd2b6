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
frame-clock-locations = Clock locations
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
frame-to-review = to review
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
# Of a mark that leads to help. $what: what it stands beside
frame-about = Help: { $what }
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
errors-photo-title = This photo cannot be shown
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
errors-away-title = The database cannot be reached
errors-away = The database cannot be reached just now. Nothing was changed. Try again in a moment.
errors-unknown-title = It may have been saved
errors-unknown = The database went away while this was being saved. It may have been saved; look before you press again.
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
terms-x-unrecognized-location = unrecognized location
terms-x-break-left-open = break left open
terms-x-break-too-short = break too short
terms-x-break-too-long = break too long
terms-x-meal-missed = meal missed
terms-x-kept-offline = kept offline
terms-proof-pin = PIN
terms-proof-badge = badge
terms-proof-badge-and-pin = badge and PIN
terms-proof-name-only = name only
terms-proof-universal-pin = Universal PIN
terms-proof-supervisor = supervisor
terms-proof-user-pin = user PIN
# How a punch was made, as the end of a sentence.
terms-by-phone = by phone
terms-by-phone-of = by phone, by { $name }
terms-by-admin = by a person on these pages
# $how: such as: PIN, or a name
terms-at-kiosk-by = at the kiosk { $kiosk }, by { $how }
terms-at-kiosk-by-name = at the kiosk { $kiosk }, by name only
terms-by-universal-pin = by the Universal PIN of the kiosk { $kiosk }
terms-mark-by-other = clocked by somebody else
terms-reason-forgot-out = forgot to clock out
terms-reason-forgot-in = forgot to clock in
terms-reason-forgot-break = forgot to start or end a break
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
terms-monday = Monday
terms-tuesday = Tuesday
terms-wednesday = Wednesday
terms-thursday = Thursday
terms-friday = Friday
terms-saturday = Saturday
terms-sunday = Sunday
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
# $kind: such as: Lunch
board-on-break = on break since { $since }: { $kind }
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
settings-api-tokens = API tokens for other programs
settings-webhooks = Webhooks to other programs
settings-save-again = Save again to replace them with yours, or <a href="/settings">discard yours and start from what is saved</a>.
settings-workspace = The workspace
settings-name = Name
settings-name-hint = One employer is one workspace.
settings-zone = Time zone
settings-zone-hint = Use its IANA name, such as America/Chicago. For people without a zone of their own, starting with their next clock-in.
settings-languages = Languages
settings-languages-hint = The languages that employees can choose from. Anyone with another language keeps it until it is changed.
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
settings-photos = Photos at kiosks
settings-photo-retention = Keep photos for (days)
settings-photo-retention-hint = 1 to 3650. Taken only at kiosks for which photos are switched on; the hours and what a reviewer decided stay.
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
settings-wrong-photo-retention = photos are kept for 1 to 3650 days

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
audit-field-scopes = scopes
audit-field-prefix = prefix
audit-field-crew-of = crew of
audit-field-clocked = clocked
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
audit-field-paid = paid
audit-field-least-minutes = least minutes
audit-field-most-minutes = most minutes
audit-field-after-seconds = after seconds
audit-field-minutes = minutes
audit-field-break = break
audit-field-removed = removed
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
audit-field-photo-retention-days = photo retention days
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
audit-field-caller-numbers = caller numbers
audit-field-kiosks = kiosks
audit-field-positions = positions
audit-field-networks = networks
audit-field-locations = locations
audit-field-flag-calls = flag calls
audit-field-flag-kiosks = flag kiosks
audit-field-flag-reports = flag reports
audit-field-authentication-required = authentication required
audit-field-photos = photos
audit-field-without-photo = without photo
audit-field-taken = taken
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

acts-make-api-token = make API token
acts-revoke-api-token = revoke API token
acts-add-webhook = add webhook
acts-pause-webhook = pause webhook
acts-resume-webhook = resume webhook
acts-make-new-secret-of-webhook = make new secret of webhook
acts-remove-webhook = remove webhook
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
acts-add-break-kind = add break kind
acts-change-break-kind = change break kind
acts-archive-break-kind = archive break kind
acts-reactivate-break-kind = reactivate break kind
acts-change-meal-rule = change meal rule
acts-add-break = add break
acts-correct-break = correct break
acts-remove-break = remove break
acts-change-job = change job
acts-archive-job = archive job
acts-reactivate-job = reactivate job
acts-add-location = add location
acts-change-location = change location
acts-archive-location = archive location
acts-reactivate-location = reactivate location
acts-change-location-settings = change location settings
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
acts-change-pin-by-calling = change PIN by calling
acts-clock-crew-member = clock crew member
acts-hear-claim = hear claim
acts-add-to-crew = add to crew
acts-take-out-of-crew = take out of crew
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
acts-set-without-photo = set without photo
acts-judge-photo = judge photo
acts-take-back-verdict-on-photo = take back verdict on photo
acts-hold-photo = hold photo
acts-release-photo = release photo
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
sheets-after-breaks = after { $written_unpaid } of unpaid breaks
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
week-less-breaks = Its hours are counted without { $written_unpaid } of unpaid breaks.
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
exports-in-progress = In progress
exports-another-period = Another period
exports-counted-last = What there is to export is counted for the last period that is over. Earlier periods show how they stood when their last file was made, and whether approvals have changed since. Open a period to have it counted now.
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
exports-state-not-exported = Not exported
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
exports-all-left-out-rows = Show all { $count }
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
profiles-locations = Add columns for clock locations
profiles-locations-hint = Two more columns behind the others: where each entry was clocked in and out.
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
# Each of these three begins a sentence of entered-line-….
profiles-a-name = A name
profiles-the-company-name = The company's name
profiles-a-code = A pay code
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
policy-breaks-and-meals = Breaks and meals
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
policy-no-rounding = second (no rounding)
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
## kiosks: the list of kiosks, and the settings of all of them

kiosks-title = Kiosks
kiosks-deactivated-at = Kiosks are deactivated: every device shows a page that says so, and nobody can clock at one.
kiosks-not-activated = Kiosks are not activated.
kiosks-kept = Kiosks, devices, PINs and badges are kept.
kiosks-intro = A kiosk is a tablet or an old laptop at which people clock: on the wall, in the truck, on the counter. It has the same people, jobs and time entries as the phone.
kiosks-activate = Activate kiosks
kiosks-ask-to-activate = An owner or admin activates them.
kiosks-add = Add kiosk
kiosks-settings = Settings
kiosks-found-by = People are found by: <strong>{ $method }</strong>.
kiosks-change = Change
kiosks-none-yet = There are no kiosks yet.
kiosks-add-for-each = Add one for each place, then connect a device to it: <a href="{ $to }">Add kiosk</a>
kiosks-ask-to-add = An owner or admin adds them.
kiosks-kiosk = Kiosk
kiosks-status = Status
kiosks-people = People
kiosks-devices = Devices
kiosks-week = Last 7 days
kiosks-pace = Typical time per person
kiosks-name-only = Name only
kiosks-suspended-one = 1 device suspended
kiosks-suspended-other = { $count } devices suspended
kiosks-not-set-up = Not set up
kiosks-waiting-for-device = Waiting for device
kiosks-connected = Connected
kiosks-disabled = Disabled
kiosks-silent-since = Silent since { $moment }
kiosks-everybody = Everybody
kiosks-so-many-people-one = 1 person
kiosks-so-many-people-other = { $count } people
# No punches.
kiosks-punches-none = none
kiosks-punches-one = 1 punch
kiosks-punches-other = { $count } punches
kiosks-activated = Kiosks are activated.
kiosks-deactivate = Deactivate kiosks
kiosks-deactivating-none = No device is connected now.
kiosks-deactivating-one = 1 device is connected. It will show a page that says kiosks are off, and nobody can clock there.
kiosks-deactivating-other = { $count } devices are connected. They will show a page that says kiosks are off, and nobody can clock there.
kiosks-deactivating-keeps = Kiosks, devices, PINs and badges are kept, and work again once kiosks are activated. The phone goes on.
kiosks-cancel-without-changes = Cancel without changes
kiosks-deactivated = Kiosks are deactivated.
kiosks-by-name-and-pin = Name and PIN
kiosks-by-number-and-pin = Employee number and PIN
kiosks-by-pin-alone = PIN alone
kiosks-by-badge = QR badge
kiosks-by-badge-and-pin = QR badge and PIN
kiosks-hint-name-and-pin = People choose their name from a list and key in their PIN.
kiosks-hint-number-and-pin = People key in the employee number on their badge, and their PIN.
kiosks-hint-pin-alone = People key in a PIN that nobody else has, see their name, and press a button. The quickest with few people; it needs longer PINs with many.
# “Use PIN instead” is a button on the screen of a kiosk.
kiosks-hint-badge = People show a badge to the camera or a scanner. “Use PIN instead” falls back to name and PIN, for the day on which the camera or the badge fails.
kiosks-hint-badge-and-pin = The same, and people key in their PIN behind the badge. A lost badge alone is no use.
# $method: such as: Name and PIN
kiosks-method-of-digits = { $method } of { $digits } digits
# $method: PIN alone
kiosks-method-with-digits = { $method }, { $digits } digits
kiosks-settings-title = Kiosk settings
kiosks-settings-problem = Nothing is saved yet: see what is marked below.
kiosks-somebody-faster = Somebody else changed the settings while you had this page open. Your changes are not saved yet, and nothing is lost: what you typed is below. These saved settings differ from yours:
kiosks-save-again = Save again to replace them with yours, or <a href="{ $to }">discard yours and start from what is saved</a>.
# What settings and their values are called where somebody else was faster: as in the audit log.
kiosks-saved-method = method
kiosks-saved-digits-behind-a-name = digits behind a name
kiosks-saved-digits-behind-a-number = digits behind a number
kiosks-saved-digits-of-a-pin-alone = digits of a PIN alone
kiosks-saved-pins-may-be-typed = PINs may be typed
kiosks-saved-shown-again = shown again
kiosks-saved-renewed-after-months = renewed after months
kiosks-saved-sign-in-by-pin = sign in by PIN
kiosks-saved-none = none
kiosks-saved-yes = yes
kiosks-saved-no = no
kiosks-saved-name-and-pin = name and pin
kiosks-saved-number-and-pin = number and pin
kiosks-saved-pin-alone = pin alone
kiosks-saved-badge = badge
kiosks-saved-badge-and-pin = badge and pin
kiosks-is-this-meant = Nothing is saved yet. Is this what you want?
kiosks-yes-save = Yes, save it
kiosks-how-people-are-found = How people are found
kiosks-one-method = One method for all kiosks. Changing it ends no PIN and no badge: those of the others sleep, and wake when you change back. At a kiosk without authentication a name is enough.
kiosks-digits-of-a-pin = Digits of a PIN
kiosks-digits-with-a-name = With a name (with a badge it has 6)
kiosks-digits-with-a-number = With an employee number
kiosks-pin-alone = PIN alone
# $people, $kiosks, $devices: such as: 12 people, 1 kiosk, 2 devices
kiosks-break-ins = Expected break-ins a year, if somebody guesses as often as the kiosks allow: with { $people }, { $kiosks }, { $devices }, and 20 entries a person a week. Below 0.2 is good.
kiosks-so-many-kiosks-one = 1 kiosk
kiosks-so-many-kiosks-other = { $count } kiosks
kiosks-so-many-devices-one = 1 device
kiosks-so-many-devices-other = { $count } devices
kiosks-digits = Digits
kiosks-with-a-name = With a name
kiosks-with-a-number = With a number
kiosks-pin-alone-does-for = PIN alone is enough for
kiosks-so-many-digits = { $digits } digits
kiosks-up-to = up to { $people } people
# How often a year a guesser gets in, where it is hardly ever.
kiosks-hardly-ever = under 0.001
# $people: such as: 12 people
kiosks-needed-for = For { $people }
kiosks-pin-alone-hint = PIN alone: 6 digits do for up to 50 people, 7 for up to 200, 8 for up to 1,000; for { $people } choose { $digits }. Shorter ones are also hit by honest slips of the finger.
kiosks-pins-and-badges = PINs and badges
kiosks-may-type = Owners and admins may type a PIN for somebody
kiosks-may-type-hint = A typed PIN is known to two people, and can never be shown again. Generated ones are better.
kiosks-may-show-again = Owners and admins may see generated PINs and badges again
kiosks-may-show-again-hint = Also to print, mail and export them. Each time is in the audit log. Switched off, it stays off for good: PINs and badges are then shown once, when they are made.
kiosks-shown-once = PINs and badges are shown once, when they are made. Showing them again was switched off for good.
kiosks-renew = Suggest a new PIN after (months)
kiosks-renew-hint = Leave it empty for no suggestion. Nothing ends by itself.
kiosks-renew-wrong = Enter 1 to 120 months, or nothing for no suggestion.
kiosks-sign-in-by-pin = Signing in by PIN
kiosks-sign-in-by-pin-label = Users may sign in by PIN on approved devices
kiosks-sign-in-by-pin-hint = The PIN is their supervisor code, set under Supervisor codes. It reaches who is in, locks and times, and no settings, devices, exports or PINs.
kiosks-save-settings = Save settings
kiosks-cancel = Cancel
kiosks-activate-first = Activate kiosks first.
kiosks-settings-saved = The settings are saved.
kiosks-settings-saved-pins-come = The settings are saved. New PINs are being created. Then export the assignees of each kiosk, and hand them out.
kiosks-settings-saved-make-both = The settings are saved. Badges and PINs are shown once here, so none is made by itself: press Issue new badges and Generate new PINs under Employees, and hand them out.
kiosks-settings-saved-make-pins = The settings are saved. PINs are shown once here, so none is made by itself: press Generate new PINs under Employees, and hand them out.
# $after, $before: methods, such as: Name and PIN
kiosks-caution-method = People will be found by “{ $after }” from now on. Those who have nothing for it yet get a PIN or badge of their own, to be handed out; what they have for “{ $before }” sleeps until you change back.
kiosks-caution-method-by-hand = People will be found by “{ $after }” from now on. Those who have nothing for it yet cannot clock before you have generated it under Employees and handed it out; what they have for “{ $before }” sleeps until you change back.
kiosks-caution-digits = PINs will have { $digits } digits: everybody whose PIN has another number of digits gets a new one; the old one sleeps until you change back.
kiosks-caution-digits-by-hand = PINs will have { $digits } digits: everybody whose PIN has another number of digits needs a new one, to be generated; the old one sleeps until you change back.
# $people: such as: 120 people; $times: a number
kiosks-caution-short = A PIN alone of { $digits } digits is short for { $people }: somebody who tries all that the kiosks allow gets in { $times } times a year. { $needed } digits are enough.
kiosks-caution-number-one = 1 person has no employee number, and will not be found.
kiosks-caution-number-other = { $count } people have no employee number, and will not be found.
kiosks-caution-hidden = PINs and badges will be shown once, when they are made, and never again, those of today included. This cannot be switched on again.

## kiosk: one kiosk, its form, and the file of its people

kiosk-off = Kiosks are deactivated, so nobody can clock here.
kiosk-activate-them = Activate them on the <a href="{ $to }">Kiosks</a> page.
kiosk-is-disabled = Disabled: nobody can clock here. PINs, badges and devices are kept.
kiosk-unauthenticated = Authentication is switched off: anybody at this kiosk can clock anybody. Each punch is marked <strong>name only</strong>.
kiosk-people = People
# Behind names.
kiosk-and-more = and { $number } more
kiosk-found-by = Found by
kiosk-authentication = Authentication required
kiosk-photos = Photos
# In place of a yes.
kiosk-photos-on = one after each punch
kiosk-yes = Yes
kiosk-no = No
kiosk-default-job = Default job
# Behind the name of a job.
kiosk-archived-not-offered = (archived; not offered)
# No job, no PIN.
kiosk-none = None
kiosk-language = Language of the screen
kiosk-zone = Time zone
kiosk-universal = Universal PIN
kiosk-set-at = Set { $moment }
kiosk-show-or-change = Show or change
kiosk-change = Change
kiosk-set-one = Set one
kiosk-pace-hint = from touching the screen to the confirmation, in the last 7 days
kiosk-not-measured = Not measured yet
kiosk-edit = Edit
kiosk-enable = Enable
kiosk-disable = Disable
kiosk-export-assignees = Export assignees
kiosk-delete = Delete
kiosk-all-kiosks = All kiosks
# $what: a time zone or a language
kiosk-of-workspace = { $what } (the workspace's)
# How people are found where no PIN is asked for.
kiosk-name-alone = Name alone
kiosk-edit-title = Edit { $kiosk }
kiosk-form-problem = Nothing was saved. See what is wrong below.
kiosk-form-unauthenticated = Nothing is saved yet. Without authentication anybody at this kiosk can clock anybody: a name is all it takes. Each punch is marked <strong>name only</strong>.
kiosk-form-sure = Switch authentication off all the same
kiosk-form-name = Name
kiosk-form-name-hint = The place, as people call it, such as Workshop gate. It is shown on the screen.
kiosk-form-who = Who may clock here
kiosk-form-only-chosen = Only the people chosen here; nobody else is on its list
kiosk-form-zone-hint = Leave it empty for the workspace's, { $zone }.
kiosk-form-zone-wrong = There is no such time zone; use a name such as America/Chicago, or Central.
kiosk-form-language-of-workspace = The workspace's ({ $language })
kiosk-form-language-hint = While nobody is known. After that people see their own.
kiosk-form-job-archived = { $job } (archived)
kiosk-form-job-hint = Offered first to people who have not worked on another one before.
kiosk-form-authentication-hint = Switched off, people only choose their name, and anybody can clock anybody. Each punch is marked.
kiosk-form-photos = Take a photo after each punch
kiosk-form-photos-hint = Once the punch is confirmed, so that nobody waits for it; a punch counts without one, too. The screen says so to everybody in their language. People who may hear voice checks look at photos; nothing compares faces. For somebody of whom no photo is to be taken, say so on their own page. Check first what the law where you are asks for.
kiosk-save = Save
kiosk-cancel = Cancel
kiosk-added = { $kiosk } is added. Connect a device next.
kiosk-saved = { $kiosk } is saved.
kiosk-no-name = Enter a name.
kiosk-name-taken = There is a kiosk named { $kiosk } already. Choose another name.
kiosk-name-too-long = A name has at most { $most } characters.
kiosk-nobody = Choose at least one person, or everybody.
kiosk-no-job = Choose a job that is in use.
kiosk-disable-title = Disable { $kiosk }
kiosk-disabling-none = From then on nobody can clock at <bdi>{ $kiosk }</bdi>, which has no device yet.
kiosk-disabling-one = From then on nobody can clock at <bdi>{ $kiosk }</bdi>, and its device says so.
kiosk-disabling-several = From then on nobody can clock at <bdi>{ $kiosk }</bdi>, and its { $count } devices say so.
# $people: everybody, or such as: 12 people
kiosk-disabling-for = It is for: <strong>{ $people }</strong>. People who are clocked in stay clocked in, and clock out by phone, at another kiosk, or by hand. PINs, badges, devices and history are kept, and <strong>Enable</strong> brings it back at once.
kiosk-disable-it = Disable kiosk
kiosk-disabled-now = { $kiosk } is disabled: nobody can clock there. PINs, badges and devices are kept.
kiosk-enabled-now = { $kiosk } is enabled.
kiosk-delete-title = Delete { $kiosk }
kiosk-deleting-none = No device is connected to <bdi>{ $kiosk }</bdi>.
kiosk-deleting-one = 1 device of <bdi>{ $kiosk }</bdi> is out at its next request, and has to be connected to another kiosk to be used again.
kiosk-deleting-several = { $count } devices of <bdi>{ $kiosk }</bdi> are out at their next request, and have to be connected to another kiosk to be used again.
kiosk-deleting-for-good = A deleted kiosk does not come back.
kiosk-deleting-keeps = Punches that were made there stay, with its name on them. PINs and badges of people are kept. People who are clocked in stay clocked in, and clock out at another kiosk or by phone. To close it for a while, disable it instead.
kiosk-delete-it = Delete kiosk
kiosk-deleted-now = { $kiosk } is deleted.
# $kiosk: its name. “chosen” is what the file says, in English.
kiosk-export-list-one = A list (CSV) of the one person who may clock at the kiosk <bdi>{ $kiosk }</bdi>: name, number, PIN or badge, and method. A PIN that was typed is not in it; it says “chosen” there.
kiosk-export-list-several = A list (CSV) of the { $count } people who may clock at the kiosk <bdi>{ $kiosk }</bdi>: name, number, PIN or badge, and method. A PIN that was typed is not in it; it says “chosen” there.
kiosk-export-warning = Anyone with this list can clock in as any of them. Delete it when the PINs and badges are handed out. The owners are told by mail that you took it, and the audit log has it.
kiosk-export-it-one = Export 1 assignee
kiosk-export-it-other = Export { $count } assignees
kiosk-export-hidden = PINs and badges are not shown again in this workspace, so there is nothing to export.
kiosk-back = Back to the kiosk
kiosk-export-not-activated = Kiosks are not activated in this workspace.
kiosk-export-shown-once = Nothing was exported: PINs and badges are not shown again in this workspace.

## devices: the devices of a kiosk, and the browser in which somebody looks

devices-title = Devices
devices-none-yet = No device is connected yet. A device is the browser of a tablet or computer that is approved for this kiosk.
devices-device = Device
devices-status = Status
devices-browser = Browser
devices-address = Network address
devices-last-seen = Last seen
# A device that was never seen.
devices-never = never
devices-approved = Approved
devices-unsent = Punches not sent yet
devices-unsent-count = { $count } not sent
devices-suspended = Suspended
devices-revoked = Revoked
devices-deleted = Deleted
# Approved, but not seen for a working day.
devices-silent = Silent
devices-show-code = Show the code
devices-show-new-code = Show a new code
devices-connect = Connect a device
devices-approve-this = Approve this device
devices-copied = Two browsers have used its approval. One of them is a copy.
devices-kiosk-deleted = its kiosk was deleted
devices-out-since = This device has been out since { $moment }. To use it again, connect it again: what the kiosk has recorded is kept.
devices-id = Device ID
devices-kiosk = Kiosk
devices-clock = Its clock
# $length: such as: 10 min, 1 h 30 min, 2 days
devices-clock-ahead = { $length } ahead; punches get the gateway’s time
devices-clock-behind = { $length } behind; punches get the gateway’s time
devices-days-one = 1 day
devices-days-other = { $count } days
# $approver: a name
devices-approved-by = { $moment } by { $approver }
devices-name = Name of the device
devices-name-hint = For the list of devices, such as “Tablet at the gate”.
devices-save-name = Save the name
devices-revoke = Revoke
devices-delete = Delete
devices-sessions = Sessions
devices-no-sessions = Nobody has used this device yet.
devices-no-older-sessions = There are no older sessions.
devices-when = When
devices-person = Person
devices-how = How
devices-outcome = Outcome
# $name: an employee; $user: who clocked them
devices-person-by = <a href="{ $to }"><bdi>{ $name }</bdi></a>, by <bdi>{ $user }</bdi>
devices-not-recognized = Not recognized
devices-older-sessions = Older sessions
devices-latest-sessions = Latest sessions
devices-by-pin = PIN
devices-by-badge = Badge
devices-by-badge-and-pin = Badge and PIN
devices-by-name-only = Name only
devices-by-universal-pin = Universal PIN
devices-by-supervisor = Supervisor code
devices-by-user-pin = Own supervisor code
# What came of a session.
devices-ended-refused = Refused
devices-ended-found = Found; nothing clocked
devices-ended-in = Clocked in
devices-ended-out = Clocked out
devices-ended-out-and-in = Clocked out and in
devices-ended-undone = Undone
devices-ended-left = Left; nothing clocked
devices-ended-supervised = Supervised
devices-ended-noted = Left a note
devices-ended-signed-in = Signed in
devices-ended-unlocked = Unlocked
devices-no-name = Enter a name for the device.
devices-name-too-long = The name has at most { $most } characters.
devices-renamed = The device is called { $device }.
devices-revoke-title = Revoke { $device }
devices-delete-title = Delete { $device }
devices-revoking = <bdi>{ $device }</bdi> is out at its next request: nobody can clock there until it is connected again.
devices-deleting = <bdi>{ $device }</bdi> is out at its next request: nobody can clock there until another device is connected.
devices-revoking-keeps = Punches that were made there stay with <bdi>{ $kiosk }</bdi>. It stays on the list, as revoked.
devices-deleting-keeps = Punches that were made there stay with <bdi>{ $kiosk }</bdi>. A deleted device is no longer listed.
devices-revoke-it = Revoke device
devices-delete-it = Delete device
devices-revoked-now = { $device } is revoked: it is out at its next request.
devices-deleted-now = { $device } is deleted.
devices-is-shared-title = Is this a shared device?
devices-is-shared = People can clock in and out at a device that is approved as a kiosk: a tablet on the wall, a computer at the counter. Approve it only if several people use it to clock.
devices-not-now = Not now
devices-never-ask = Don’t ask again
devices-never-ask-hint = “Don’t ask again” is remembered in this browser. You can approve it later on the <a href="{ $to }">Kiosks</a> page.
devices-cannot-be-approved = Kiosks are not activated, so no device can be approved.
devices-no-kiosk = There is no kiosk yet that this device could be approved for.
devices-ask-to-add = An owner or admin adds one.
devices-signs-out = This signs you out on this device. From then on it only lets people clock: nobody opens the office pages on it with a password.
devices-as-an-app = To install the kiosk as an app, add it to the home screen first and connect it there with a code: an installed app and this browser tab are two devices.
devices-needs-scripts = This needs JavaScript, which is switched off in this browser.
devices-no-key-here = This browser can make no key here. Open the gateway at its https address.
devices-choose = Choose
devices-approve-and-sign-out = Approve this device and sign out
devices-cancel = Cancel
devices-choose-kiosk = Choose the kiosk.
devices-kiosk-gone = This kiosk was deleted. Choose another one.
devices-no-key = This browser has made no key. It needs JavaScript, and the gateway’s https address.

## connect: connecting a device with a code

connect-title = Connect a device to { $kiosk }
connect-open = On the device, open <strong class="long">{ $address }</strong>. To install it, add it to the home screen first, and open it there: an installed app and a browser tab are two devices.
connect-enter = Enter this code there:
# $time: such as: 7:55 AM
connect-once = It works once, until { $time }.
connect-come-back = Come back to this page. It asks whether that device is the one.
connect-waiting = Waiting for the device. <a href="{ $to }">Check now</a>
connect-cancel-code = Cancel this code
connect-is-it = A device has entered the code. Is it the one in front of you?
connect-number = It must show this number now:
connect-refuse-others = If it shows another number, or you did not enter the code yourself, refuse it: somebody else has read the code. An approved device shows the names of people and lets them clock.
connect-approve = Yes, approve this device
connect-refuse = No, refuse it
# $time: such as: 7:55 AM
connect-until = It can be approved until { $time }.
connect-is-connected = The device is connected.
connect-was-refused = This code was refused, canceled, or replaced by a newer one. No device was connected by it.
connect-has-expired = This code has expired. No device was connected by it.
connect-back = Back to <bdi>{ $kiosk }</bdi>
connect-connected = { $device } is connected.
connect-refused = The device is refused.
connect-canceled = The code is canceled.
connect-deactivated = Kiosks are deactivated. Activate them first.
connect-not-keyed = The code was not entered on a device yet.
connect-over = Nothing was changed: this code has expired, or was already used or canceled.

## universal: the Universal PIN of a kiosk

universal-title = Universal PIN of { $kiosk }
universal-the-pin = The Universal PIN
universal-shown-once = It is shown this once. Write it down now.
universal-keep-it = Anybody who knows it can clock a colleague at this kiosk. Do not mail it.
# “Clock a colleague” is a button on the screen of a kiosk.
universal-what = Behind <strong>Clock a colleague</strong> on the screen, somebody with this PIN clocks another person, never an owner or admin. The entry says “by the Universal PIN of kiosk <bdi>{ $kiosk }</bdi>”, and not by whom.
universal-better = Better: supervisor codes. Each supervisor has a code of their own, set under <a href="{ $to }">Supervisor codes</a>, and the entry says who clocked whom.
universal-activate-first = Activate kiosks on the <a href="{ $to }">Kiosks</a> page first.
universal-is-set = A PIN of { $digits } digits is currently set, since { $moment }.
universal-not-again = It cannot be shown again.
universal-none = This kiosk has no Universal PIN.
universal-show = Show PIN
universal-generate = Generate
universal-length = Length
universal-so-many-digits = { $digits } digits
universal-ends-at-once = The PIN it has ends at once.
universal-generate-new = Generate a new PIN
universal-or-type = Or type one
universal-pin = PIN
universal-pin-hint = 6 to 8 digits, used at no other kiosk. It is never shown again.
universal-pin-again = PIN again
universal-set-pin = Set PIN
universal-remove = Remove the Universal PIN
universal-removing = Nobody can clock a colleague by it any more, at once.
universal-remove-pin = Remove PIN
universal-do-not-match = The two PINs do not match. Type both again.
universal-set = The Universal PIN is set. It cannot be shown again.
universal-removed = The Universal PIN is removed.
universal-wrong-format = A Universal PIN has 6 to 8 digits.
universal-refused = This PIN is easy to guess, or cannot be used here. Choose another one, or generate one.
universal-hidden = This PIN cannot be shown again. Generate a new one if it is lost.
universal-exhausted = No PIN could be generated. Try again, or choose more digits.
universal-made-already = Nothing was changed: the PIN was made or changed after this page was shown. Generate another one if that is still needed.
universal-too-many = Too many PINs were typed within an hour. Generate one, or wait an hour.

## claims: notes that employees leave, and what a person makes of them

claims-near = about { $meters } m from { $location } (accurate to { $accuracy } m)
claims-title = A note from an employee
claims-exceptions = Exceptions
claims-entries = Entries of this person
claims-who = Who
claims-name-typed = name typed
claims-says = Says
claims-says-in = clocked in at { $moment }
claims-says-out = clocked out at { $moment }
claims-left = Note left
claims-left-at-kiosk = at the kiosk { $kiosk }, { $moment }
claims-left-at-gone-kiosk = at the kiosk that is gone, { $moment }
claims-left-on-own-page = on their own page, { $moment }
# Nobody signed in: what there is of them in the place of a name. $digits: such as: …23
claims-caller = Caller from a number with { $digits }
claims-caller-without-number = Caller without a number
claims-says-missed-call = called at { $moment }, and the gateway could not answer
claims-left-by-missed-call = in that call; it was found at the telephone provider { $moment }
claims-choose-caller = Nobody signed in, so choose first who called.
claims-other-caller = Somebody else called
claims-was-in = It was a clock-in
claims-was-out = It was a clock-out
claims-left-by-phone = by phone, signed in with their PIN, { $moment }
claims-recording = Recording
claims-recording-of = Recording of what { $name } says happened
claims-recording-awaited = on its way from the telephone provider
claims-recording-none = there is none
claims-recording-over = deleted: its period is over
claims-left-by-locked-phone = by phone with their ID and three wrong PINs: the recording says who it was, { $moment }
claims-says-in-without-time = clocked in, at the time that the recording says
claims-says-out-without-time = clocked out, at the time that the recording says
claims-kept = Kept offline
claims-kept-at-kiosk = kept by the kiosk { $kiosk } without a network; it came { $moment }
# $why: "the PIN was wrong"
claims-kept-because = No punch was made of it: { $why }.
claims-kept-unreadable = it could not be opened, so nothing says whose it is. Ask who clocked there then
claims-kept-device = the device or its kiosk was not in use any more when it came
claims-kept-nobody = nobody who may clock there is found by what was typed
claims-kept-pin = the PIN was wrong
claims-kept-locked = too many PINs were wrong before it
claims-kept-time = nothing shows that the tablet’s clock was right when it was kept
claims-kept-untimed = Nothing shows that the tablet’s clock was right then, so ask when it was.
claims-kept-approved = the hours of that day are approved already
claims-kept-order = it does not fit what was clocked before and since
claims-kept-failed = the gateway failed to make one
claims-note = Note
claims-decision = Decision
claims-accepted-by = Accepted by { $user }, { $moment }
claims-refused-by = Refused by { $user }, { $moment }
claims-see-entry = See the entry
claims-no-entry = A note is no entry: nothing counts before somebody accepts it.
claims-who-decides = An owner, admin or payroll user decides.
claims-accept = Accept
claims-refuse = Refuse
claims-choose-first = The name was typed, so choose first whose note it is.
claims-find-employee = Find the employee
claims-search = Search for people
claims-accept-of-present = For <strong><bdi>{ $name }</bdi></strong>, who is clocked in since { $moment }. Times are in { $zone }.
claims-accept-of-absent = For <strong><bdi>{ $name }</bdi></strong>, who is not clocked in. Times are in { $zone }.
claims-choose-other = Choose somebody else
claims-nothing-saved = Nothing was saved. { $problem }
claims-clock-in = Clock-in
claims-clock-out = Clock-out
claims-out-hint = Leave it empty to clock in somebody who is working.
claims-optional-note = Note (optional)
claims-accept-in = Accept as a clock-in
claims-accept-out = Accept as a clock-out
claims-reason = Reason
claims-refuse-note = Refuse the note
claims-accepted-in = Accepted: the note of { $name }, clocked in at { $moment }.
claims-accepted-out = Accepted: the note of { $name }, clocked out at { $moment }.
claims-refused = Refused: the note of { $name }.
claims-waits-again = Undone: the note of { $name } waits for a decision again.
claims-decided-meanwhile = It was decided in the meantime.
claims-too-late-to-undo = This can no longer be undone: the entry was changed since, or it is more than half an hour ago.
# $problem: a clause
claims-not-undone = Not undone: { $problem }.
claims-cannot-undo = This can no longer be undone.
# Each of these is a clause: the page makes a sentence of it.
claims-no-reason = say why; the person who left the note may ask
claims-reason-too-long = a reason has at most { $most } characters
claims-note-too-long = a note has at most { $most } characters
claims-nothing-open = no entry without a clock-out had begun by then; add one under Time entries, and refuse the note

## others: clocking for others on a shared device

others-title = Clock for others
others-not-at-kiosk = At a kiosk you clock others with your supervisor code, and your name is on it: press the button for supervisors on its screen, or sign in there with the code.
others-add-missing = Add a missing time
others-who-is-in = Who is in
others-ask-whom = Who do you want to clock in or out? Your name will be on it.
others-name = Name
others-search = Search
others-nobody = Nobody can clock at this kiosk now.
others-no-match = Nobody matches.
others-clock-person = <span class="hidden">Clock </span><bdi>{ $name }</bdi>
others-more = There are more people. Search for part of a name.
others-back = Back to who is in
others-saved = It is saved.
others-gone = Nothing was changed: it took too long, or they cannot clock here now. Try again.
# $time: such as: 7:55 AM
others-is-in = { $name } is clocked in, { $time }.
others-is-out = { $name } is clocked out, { $time }.
others-forgotten = { $name } has been clocked in since { $moment }, which is longer than usual.
others-just-clocked = { $name } clocked moments ago, { $moment }.
others-absent = What does { $name } want to do?
others-present = { $name } has been clocked in since { $moment }.
others-which-job = Which job?
others-which-job-to-switch = Which job, if they switch?
others-no-job = None
others-save-job = Save the job
others-clock-in = Clock in
others-clock-out = Clock out
others-new-shift = Start a new shift, and leave the clock-out missing
others-switch-job = Switch to another job
others-keep = Leave it as it is
others-end-break = End their break
# $name: "Lunch"
others-start-break = Start a break: { $name }

## badges: PIN slips and badges to print, and why one stays as it is

badges-slip = PIN slip
badges-slips = PIN slips
badges-badge = Badge
badges-badges = Badges
badges-back-to-employee = Back to the employee
badges-back-to-employees = Back to the employees
badges-next-cards = Next cards
badges-nothing = There is nothing to print.
badges-it-works = It works from now on, and the one before has ended.
badges-they-work = They work from now on, and those before have ended.
badges-only-time-it = This page is the only time that it is shown: print it now.
badges-only-time-they = This page is the only time that they are shown: print it now.
badges-print = Print
badges-how-to-print = Print this page at actual size (100%), and cut along the lines. Hand each to its holder, and to nobody else.
# Each of these is a clause: the page makes a sentence of it.
badges-refused-hash = the PIN could not be hashed; try again
badges-refused-not-activated = kiosks are not activated in this workspace
badges-refused-no-employee = there is no such employee in this workspace
badges-refused-inactive = this employee is not active; reactivate them first
badges-refused-not-typed = kiosk PINs are not typed in this workspace; generate one
badges-refused-digits = a kiosk PIN is exactly { $digits } digits
badges-refused-format = a kiosk PIN is digits, and nothing else
badges-refused-weak = this PIN is refused: it is easy to guess; choose another one, or generate one
badges-refused-year = this PIN is refused: dates of birth have such a year in them
badges-refused-own-number = this PIN is refused: it is the employee number
badges-refused-for-no-reason = this PIN is refused: it is easy to guess, or cannot be used here; choose another one, or generate one
badges-refused-too-many = too many PINs were refused within an hour; generate one, or wait an hour
badges-refused-none-left = there are too few PINs with so few digits for so many people; set more digits in the kiosk settings
badges-refused-nothing-there = there is nothing to remove
badges-refused-made-already = it was made or changed after this page was shown; look at what there is now, and generate another one if that is still needed
badges-refused-changed-meanwhile = the kiosk settings were changed in the meantime; try again

## locks: who is locked at a kiosk after wrong PINs

locks-title = Locked at a kiosk
locks-hint = After wrong PINs. At other kiosks and by phone they can clock as usual.
locks-until = <strong><bdi>{ $name }</bdi></strong>, at <bdi>{ $kiosk }</bdi>, until { $moment }
locks-until-unlocked = <strong><bdi>{ $name }</bdi></strong>, at <bdi>{ $kiosk }</bdi>, until unlocked
locks-unlock = Unlock
locks-unlocked = Unlocked: the PIN works again.
locks-nobody-locked = Nobody was locked any more.
## voices: the list of voice checks, and how recordings are used

voices-title = Voice checks
voices-nothing-left = Nothing is left to review.
voices-to-review = <span class="big">{ $count }</span> to review.
# $flagged: how many of them have exceptions
voices-to-review-flagged = <span class="big">{ $count }</span> to review, <strong>{ $flagged } with exceptions</strong>.
voices-reviewed = { $today } reviewed today, { $lately } in the last seven days.
voices-start = Start reviewing
voices-privacy-title = How voice recordings are used
voices-share = Of the voice checks without exceptions, { $share }% are to be reviewed, as set in the payroll settings. Those with exceptions are always reviewed.
voices-filter = Filter the list
voices-status = Status
voices-not-reviewed = Not reviewed yet
voices-reviewed-ones = Reviewed
voices-exceptions = Exceptions
voices-with-and-without = With and without, exceptions first
voices-only-exceptions = Only with exceptions
voices-job = Job
voices-any-job = Any job
voices-show = Show
voices-no-match = No voice checks match.
voices-show-everything = Show everything to review
voices-none-waiting = No voice checks are waiting for review.
voices-when-made = A call leaves one when the settings ask callers for their name.
voices-when-made-linked = A call leaves one when the <a href="/settings">settings</a> ask callers for their name.
voices-none-of-verdict = No voice checks have this verdict.
voices-caption-unheard = In review order: with exceptions first, then the oldest. Only open exceptions about the voice or the number are shown.
voices-caption-heard = The latest verdict first.
# $zone: such as: America/Chicago
voices-caption-zones = Calls are in the time zone of the entry, verdicts in { $zone }.
voices-person = Person
voices-call = Call
voices-verdict = Verdict
# In place of a job.
voices-no-job = none
# In place of exceptions.
voices-no-exceptions = none
voices-unheard = not reviewed yet
# Of the recording.
voices-held = held
voices-recording-deleted = recording deleted
voices-pages = Pages
voices-next-page = Next page
voices-no-voiceprint = <strong>No voiceprint is ever computed.</strong> This program recognizes nobody. A spoken name is recorded with a punch, and people compare it by ear with earlier ones of the same person.
voices-measured-title = What is measured
voices-measured = The length of a recording, how loud it is, how much of it is speech, and how much of it is distorted. None of these says who spoke; they tell a recording that can be heard from one that cannot. The picture of the sound shows how loud it is from moment to moment, and is drawn again each time.
voices-listens-title = Who listens
voices-listens = Only owners, admins and payroll can open recordings of this workspace. A recording is sent to a browser only when somebody presses play; then the log says when, who, from where and how far, and nothing in that log can be changed or deleted. A verdict counts only from somebody who was sent all of it, and only after enough time to hear it. The log is on the page of each voice check. Verdicts stay with name, time and note, including those that were taken back.
voices-kept-title = How long recordings are kept
voices-kept-one = One day, as the settings of this workspace say; those that are older are deleted once a day.
voices-kept-other = { $count } days, as the settings of this workspace say; those that are older are deleted once a day.
voices-kept-held = A recording under a legal hold stays until somebody releases it. The entry, what was measured and the verdict stay.
voices-provider-deletes = The telephony provider's copy is deleted as soon as ours is safely stored.
voices-provider-keeps = The telephony provider keeps its own copy, for as long as your account there says; the settings can have it deleted as soon as ours is safely stored.
voices-backups = Backups hold the recordings of the day they were made.
voices-all = All voice checks

## review: one voice check, as it is heard and judged, and its history

# What a reviewer made of a recording, in a sentence.
review-same-person = same person
review-not-this-person = not this person
review-cannot-tell = cannot tell
review-nobody-speaks = nobody speaks
# The same on a button, and at the beginning of a sentence.
review-same-person-title = Same person
review-not-this-person-title = Not this person
review-cannot-tell-title = Cannot tell
review-nobody-speaks-title = Nobody speaks
review-title = Review voice checks
review-left = <strong>{ $left } of { $all } left</strong>
review-none-left = <strong>Nothing is left</strong>, { $all } reviewed today
# $verdict: such as: Same person; $written_recorded: when it was recorded
review-undo = Undo “{ $verdict }”: <bdi>{ $name }</bdi>, { $written_recorded } <kbd>u</kbd>
review-lost = This one went back to the queue, and a colleague has it now.
review-get-next = Get the next one
review-is-this = Is this <bdi>{ $name }</bdi>?
# Read out with the player.
review-recording-of = The recording of { $recorded }
# Scripts say these where the hint of the verdicts is.
review-unplayed = Play it to the end to choose a verdict.
review-whole = Played to the end: choose a verdict now.
review-muted = The sound was off. Turn it on and play it again.
review-skipped = Part of it was left out. Play it again from the start.
review-broken = The recording could not be loaded. Reload the page and play it again.
review-too-early = Not yet: play it to the end first (Space).
review-heard = You have played it to the end.
review-unheard = A verdict counts once you have played the recording to the end.
review-measures-silent = It measures as silent, so it cannot show who it was.
review-note = Note (optional)
review-note-kept = Kept with the verdict.
review-note-keys = <kbd>w</kbd> writes here, <kbd>Esc</kbd> goes back to the keys.
review-person = Person
review-call = Call
review-entry-voided = entry voided
review-job = Job
# In place of a job.
review-no-job = none
review-caller-number = Caller number
review-clock-in = Clock-in
review-clock-out = Clock-out
# In place of the number.
review-withheld = withheld
review-number-withheld = number withheld
review-number-new = new for this person
# What is measured of a recording.
review-length = Length
review-seconds = { $secs } seconds
review-level = Level
# $level: such as: very quiet
review-level-of = { $level } ({ $db } dB)
review-level-none = nothing to hear
review-level-very-quiet = very quiet
review-level-quiet = quiet
review-level-normal = normal
review-level-very-loud = very loud
review-speech = Speech
review-speech-of = { $percent }% of the time, { $secs } seconds
review-clipped = Clipped
review-clipped-none = none
review-clipped-hardly = hardly any
review-clipped-of = { $percent }% of it, so it sounds harsh
review-exceptions = Exceptions of the call and its entry
review-no-exceptions = none
review-entry = Entry
review-time-entry = Time entry
review-earlier = Earlier, marked “same person”
review-no-earlier = No earlier recording of this person is marked “same person” yet, so there is nothing to compare with.
# Read out with the player.
review-earlier-of = Earlier recording of { $recorded }
review-keys = Keys
review-keys-are = <kbd>Space</kbd> plays and pauses, <kbd>e</kbd> plays the earlier ones in turn, <kbd>1</kbd> or <kbd>s</kbd> same person, <kbd>2</kbd> or <kbd>n</kbd> not this person, <kbd>3</kbd> or <kbd>c</kbd> cannot tell, <kbd>4</kbd> or <kbd>b</kbd> nobody speaks, all once the recording has ended; <kbd>u</kbd> undoes the last verdict, <kbd>w</kbd> writes a note.
review-keys-work = Keys work on this page
review-next-plays = After a verdict, play the next one at once
review-nothing-left = Nothing is left to review.
review-nothing-left-narrowed = Nothing is left to review of what you asked for.
review-everything-else = Review everything else
review-new-ones = New voice checks come with the next calls. Everything reviewed is under <a href="/voice-checks?status=heard">Voice checks</a>.
review-others-review-one = A colleague is reviewing the last one.
review-others-review-other = Colleagues are reviewing the last { $count }.
review-comes-back = What they leave comes back after five minutes.
review-check-again = Check again
review-by-ear = Voices are compared by ear alone: no voiceprint is ever computed. Everybody who plays a recording is logged.
review-more-about = More about this
# What was done. $verdict: such as: Same person; $name: of the employee
review-judged = { $verdict }: { $name }.
review-judged-undo = { $verdict }: { $name }. Undo (u).
review-taken-back-of = The verdict on { $name } is taken back.
# Why it cannot be heard.
review-recording-deleted = The recording was deleted when its retention period was over. Its measurements and the verdict stay.
review-recording-damaged = The recording is damaged or missing. Choose: cannot tell. The person who runs this gateway may be able to restore it from a backup.
review-not-arrived = The recording has not arrived yet.
# $why: a clause, such as: none came
review-no-recording = There is no recording: { $why }.
review-none-came = none came
review-none-of-check = There is no recording of this voice check.
review-file-missing = The file of this recording is missing. The person who runs this gateway may be able to restore it from a backup.
review-file-damaged = The file of this recording is damaged: it is not what was stored, so it is not played. The person who runs this gateway may be able to restore it from a backup.
# Why something was not done.
review-refused-judged-by-you = You already marked this one “{ $verdict }” on { $at }. Nothing was changed.
review-refused-judged = { $who } already marked this one “{ $verdict }” on { $at }. Nothing was changed.
review-refused-heard = { $who } is reviewing this one now. Nothing was changed.
review-refused-nothing = There is no recording to hear, so there is nothing to review.
review-refused-damaged = The recording is damaged or missing, so nobody can hear who it was. Choose: cannot tell.
review-refused-not-played = You have not played this recording to the end yet, so nothing was changed. Play all of it, then choose.
review-refused-silent = Nobody speaks on this recording, so it does not show who it was. Choose: nobody speaks, or cannot tell.
review-refused-changed = The verdict has changed in the meantime. See it below as it is now; nothing was changed.
review-refused-note = A note has at most { $most } characters.
review-refused-reason = Say why it has to be kept, in at most { $most } characters.
review-refused-hold = There is no recording, or its retention period is over, so it can no longer be held.
review-refused-hold-changed = The hold has changed in the meantime. See it below as it is now; nothing was changed.
review-detail-title = Voice check: { $name }
review-go-on = Continue reviewing
review-all = All voice checks
review-recording = Recording
review-verdict = Verdict
review-take-back = Take the verdict back
review-take-back-hint = It stays in the history.
review-heard-by = { $colleague } is reviewing this one now.
review-nothing-to-hear = There is nothing to hear, so there is no verdict.
review-no-verdict = There is no verdict yet.
review-history = History, oldest first. Nothing in it can be changed or deleted.
review-when = When
review-who = Who
review-note-column = Note
review-no-note = none
# In place of a verdict.
review-taken-back = taken back
review-hold = Legal hold
# $because: what somebody wrote
review-held-since = Held since { $written_since }: { $because }
review-release = Release
review-release-hint = The recording is deleted when its retention period is over.
review-released = The recording is released, and is deleted when its retention period is over.
review-hold-reason = Why the recording has to be kept
review-hold-hint = Such as the name of the case. While it is held, the recording is kept, however old it is.
review-hold-it = Hold the recording
review-held = The recording is held until somebody releases it.
review-nothing-to-hold = There is no recording to hold.
review-listened = Who listened
review-listened-nobody = Nobody yet.
review-listened-latest-of = The latest { $shown } of { $all }, latest first.
review-listened-latest = Latest first.
review-listened-sent = Nothing is sent to a browser before somebody presses play.
# From which address.
review-from = From
review-played = Played
review-played-end = to the end
review-played-whole = all of it was sent
review-played-part = part of it was sent
review-played-unknown = unknown

## photos: photos taken at kiosks: their list, one of them as it is looked at and judged, and its history

photos-title = Photos at kiosks
# On the page of voice checks.
photos-link-to-review = Photos at kiosks ({ $count } to review)
photos-nothing-left = Nothing is left to review.
photos-to-review = <span class="big">{ $count }</span> to review.
photos-left = <strong>{ $count } left</strong>
photos-start = Start reviewing
photos-share = Of the photos of punches with a PIN or a badge, { $share }% are to be reviewed, as set in the payroll settings for voice checks. Those of punches by name only or with the Universal PIN are always reviewed.
photos-filter = Filter the list
photos-status = Status
photos-not-reviewed = Not reviewed yet
photos-reviewed = Reviewed
photos-missing-ones = Punches without a photo
photos-show = Show
photos-no-match = No photos match.
photos-show-everything = Show everything to review
photos-none-waiting = No photos are waiting for review.
photos-switched-off = No kiosk takes photos. An admin switches them on for each kiosk.
photos-caption = Punches are in the time zone of the entry.
photos-person = Person
photos-punch = Punch
photos-kiosk = Kiosk
photos-proven = Proven by
photos-photo = Photo
photos-unseen = not reviewed yet
photos-pages = Pages
photos-next-page = Next page
photos-by-eye = Faces are compared by people alone: nothing here recognizes anybody. Everybody who is shown a photo is logged.
photos-review-title = Review photos
photos-all = All photos
photos-detail-title = Photo: { $name }
# Read out in the place of the picture.
photos-photo-of = The photo of { $taken }
# Read out in the place of the picture.
photos-earlier-of = Earlier photo of { $taken }
photos-no-earlier = No earlier photo of this person is marked “same person” yet, so there is nothing to compare with.
photos-keys-are = <kbd>1</kbd> or <kbd>s</kbd> same person, <kbd>2</kbd> or <kbd>n</kbd> not this person, <kbd>3</kbd> or <kbd>c</kbd> cannot tell; <kbd>u</kbd> undoes the last verdict, <kbd>w</kbd> writes a note.
photos-of-entry = Photos of this entry
photos-open = Open
# Why it cannot be seen.
photos-deleted = The photo was deleted when its retention period was over. The verdict stays.
photos-damaged = The photo is damaged or missing. Choose: cannot tell. The person who runs this gateway may be able to restore it from a backup.
photos-not-arrived = The photo has not arrived yet.
photos-none-of-punch = There is no photo of this punch.
photos-file-missing = The file of this photo is missing. The person who runs this gateway may be able to restore it from a backup.
photos-file-damaged = The file of this photo is damaged: it is not what was stored, so it is not shown. The person who runs this gateway may be able to restore it from a backup.
# $why: a clause, such as: the device has no camera
photos-none-because = No photo: { $why }.
# Each of these is a clause.
photos-no-camera = the device had no camera to use
photos-denied = the camera was not allowed on the device
photos-too-dark = it was too dark, or the camera was covered
photos-timed-out = the camera was too slow
photos-gone = the next person had come before it could be taken
photos-too-large = it could not be made small enough
photos-unusable = what came was no picture, or more than a picture
photos-failed = something went wrong on the device
photos-not-sent = nothing came from the device in time
# Why something was not done.
photos-refused-nothing = There is no photo to see, so there is nothing to review.
photos-refused-damaged = The photo is damaged or missing, so nobody can see who it was. Choose: cannot tell.
photos-refused-not-seen = You have not been shown this photo yet, so nothing was changed. Look at it, then choose.
photos-refused-hold = There is no photo, or its retention period is over, so it can no longer be held.
photos-nothing-to-see = There is nothing to see, so there is no verdict.
photos-release-hint = The photo is deleted when its retention period is over.
photos-released = The photo is released, and is deleted when its retention period is over.
photos-hold-reason = Why the photo has to be kept
photos-hold-hint = Such as the name of the case. While it is held, the photo is kept, however old it is.
photos-hold-it = Hold the photo
photos-held = The photo is held until somebody releases it.
photos-nothing-to-hold = There is no photo to hold.
photos-looked = Who looked
photos-privacy = <strong>Nothing compares faces.</strong> Where a kiosk is set to it, one photo is taken once a punch is confirmed, and people look at it. The screen says so beforehand to everybody in their language. A punch without a photo counts, with the reason why there is none; of people marked “without photo” none is taken.
photos-privacy-looks = Only owners, admins and payroll can see photos of this workspace, and the log says when, who and from where. A photo is a JPEG of 40 KB at most, without place, device or anything else beside the picture.
photos-privacy-kept-one = Photos are kept for one day, as the settings of this workspace say; a photo under a legal hold stays until somebody releases it. Entry and verdict stay.
photos-privacy-kept-other = Photos are kept for { $count } days, as the settings of this workspace say; a photo under a legal hold stays until somebody releases it. Entry and verdict stay.

## phone: who can clock by phone, and one employee and the phone

phone-title = Phone Clocking
phone-dial-in = Dial-in number
phone-copy-number = Copy number
phone-dial-in-hint = Everybody calls this number. The phone clock ID says who it is.
phone-no-number = This gateway has no phone number yet. The person who runs it sets <code>PHONECLOCK_DIAL_IN_NUMBER</code>.
phone-no-employees = There are no employees yet.
phone-add-employees = <a href="/employees/new">Add an employee</a> or <a href="/employees/import">import a list</a>, then come back to email setup links.
phone-ask-admin = An owner or admin adds employees.
phone-to-folder = This gateway has no mail server: setup links are written to the outbox folder, and nobody gets one by email. Ask the person who runs the gateway to pass them on, or to set PHONECLOCK_SMTP_URL.
phone-undelivered-one = 1 setup link has not been emailed. Once the problem is fixed, send them again.
phone-undelivered-other = { $count } setup links have not been emailed. Once the problem is fixed, send them again.
phone-without-email-one = { $count } has no email
phone-without-email-other = { $count } have no email
phone-nobody-waiting = Nobody is waiting for a setup link.
phone-cards-without-email-one = Cards with one-time codes for the 1 person without email
phone-cards-without-email-other = Cards with one-time codes for the { $count } people without email
phone-who-not-started = Who has not started ({ $count })
phone-print-cards = Print wallet cards
phone-employees = Employees
phone-search = Search
phone-search-hint = Name, number, email or phone clock ID
phone-status = Phone status
phone-any-status = Any ({ $count })
phone-not-started = Has not started ({ $count })
phone-show = Show
phone-show-everybody = Show everybody
phone-nobody-matches = Nobody matches.
phone-acts = For several people at once
phone-select-all = Select all on this page
phone-acts-selected = For the people you select in the list, such as a group that tries it first.
phone-acts-shown-one = If you select nobody: for the 1 person shown.
phone-acts-shown-other = If you select nobody: for all { $count } people shown.
phone-acts-all-pages = If you select nobody: for all { $count } people shown, on all pages.
phone-acts-before = You see who gets it before anything is sent.
phone-select = Select
phone-select-one = Select { $name }
phone-name = Name
phone-clock-id = Phone clock ID
phone-no-clock-id = none yet
phone-action = Action
phone-starts = Pending, starts { $day }
phone-locked = Locked
phone-code = One-time code
phone-no-address = No email address
phone-link-of = Link of { $moment }
phone-set-up = Set up
phone-manage = Manage
phone-first-page = First page
phone-next-page = Next page
# How far an employee has come with clocking by phone.
phone-not-set-up = Not set up
phone-link-sent = Link sent
phone-link-expired = Link expired
phone-ready = Ready
phone-link-queued = Link being sent
phone-link-waiting = Link waiting
phone-link-in-folder = Link in the outbox folder
phone-link-failed = Link not sent
phone-text-waiting = Text waiting
phone-text-queued = Text queued
phone-text-sent = Text sent
phone-text-delivered = Text delivered
phone-text-undelivered = Text undelivered
phone-text-failed = Text failed
phone-reset-queued = Reset link being sent
phone-reset-waiting = Reset link waiting
phone-reset-sent = Reset link sent
phone-reset-in-folder = Reset link in the outbox folder
phone-reset-failed = Reset link not sent
# $problem: as it was written down, in English
phone-mail-waiting = Waiting: { $problem }
phone-mail-failed = Not sent: { $problem }
phone-inactive = This employee is not active and cannot clock in. Reactivate them first.
phone-pending = Pending: can be set up now, and can clock from { $day } on. A call before that day is refused as with a wrong PIN.
phone-open-without-pin = { $name } has been clocked in since { $since } and cannot clock out by phone without a PIN. <a href="/time-entries/{ $entry }">Clock them out by hand</a>, or set a PIN.
phone-clock-id-later = none yet; it comes with the first PIN
phone-pin = PIN
phone-pin-set-at = set { $at }
phone-no-pin = none
phone-reset-link = Reset link
phone-setup-link = Setup link
phone-link-works = created { $made }, works until { $until }.
phone-link-over = created { $made }, expired { $until }.
phone-mail-queued = The email is being sent.
phone-mail-sent = The mail server has the email.
phone-mail-in-folder = The email is in the outbox folder; it does not reach anybody from there.
phone-code-works = works until { $until }
phone-unlock = Unlock
phone-unlock-about = Wrong PINs have locked this phone clock ID.
phone-email-reset = Email a reset link
phone-email-setup = Email a setup link
phone-email-to = To { $email }.
phone-reset-about = The current PIN works until the link is used.
phone-setup-about = The link lets them choose a PIN that nobody else sees.
phone-link-replaces = A new link replaces the earlier one.
phone-one-to-folder = This gateway has no mail server: the link is written to the outbox folder, and nobody gets it by email. Ask the person who runs the gateway to pass it on, or to set PHONECLOCK_SMTP_URL.
phone-no-usable-address = There is no usable email address. <a href="/employees/{ $id }/edit">Add one</a>, or use one of the ways below.
phone-texts = Text messages
phone-text-setup = Text a setup link
phone-texts-stop = Send them no more texts
phone-texts-agree = They have agreed to texts
phone-code-card = Card with a one-time code
phone-code-card-about = For people without email. They choose their PIN with the code, on the setup page or by calling. The code is shown once, works for 7 days, and replaces any earlier code.
phone-code-card-make = Create a card with a one-time code
phone-card-without-code = Card without a code
phone-pin-change-title = Change the PIN by hand
phone-pin-set-title = Set a PIN by hand
phone-pin-hint = { $least } to 12 digits. It is never shown again: give it to the employee now.
phone-pin-again = The same PIN again
phone-pin-change = Change PIN
phone-pin-set = Set PIN
phone-confirm-first = <a href="{ $to }">Confirm it is you</a> to set a PIN: your password is asked for first.
phone-practice = Practice line
phone-practice-about = Let them try a call on this computer, with their own ID and PIN. It sounds like the real one, and nothing is counted; only wrong PINs are.
phone-practice-open = Open the practice line
phone-remove-pin = Remove PIN
phone-remove-summary = Remove PIN and phone clock ID…
phone-remove-about = Both stop working at once, along with any unused link or code. This ID is never used again; setting up again gives a new one. Time entries stay.
phone-open-remove = { $name } has been clocked in since { $since } and could no longer clock out by phone. <a href="/time-entries/{ $entry }">Clock them out first</a>, or set a new PIN soon.
# Why nothing was done, and what was. $why: a clause
phone-nothing-changed = Nothing was changed: { $why }.
phone-link-to-folder = The link is written to the outbox folder, and nobody gets it by email. It works once, for 7 days.
phone-link-on-its-way = The link is being sent. It works once, for 7 days.
phone-no-mail-address = This employee has no email address that mail can be sent to.
phone-sent-meanwhile = A setup link was sent a moment ago; nothing was sent again.
phone-pin-is-set = The PIN is set. The phone clock ID is { $id }.
# Clauses: the page makes a sentence of each.
phone-pins-differ = The two PINs do not match. Type both again
# What was done.
phone-pin-removed = The PIN and phone clock ID are removed. Setting up again gives a new ID.
phone-removed-while-in = { $name } has been clocked in since { $since } and cannot clock out by phone until a new PIN is set.
phone-unlocked = Unlocked: the PIN works again from every phone.
phone-not-locked = It was no longer locked.

## rollout: links for several people at once

rollout-email-setup = Email setup links
rollout-text-setup = Text setup links
rollout-print-cards = Print cards
rollout-email-pages = Email links to their own pages
rollout-text-pages = Text links to their own pages
rollout-email-links-one = Email 1 setup link
rollout-email-links-other = Email { $count } setup links
rollout-email-own-one = Email 1 link
rollout-email-own-other = Email { $count } links
rollout-about-setup = Each link works once, for 7 days. It lets its employee choose a PIN that nobody else sees, and ends any earlier link.
rollout-about-pages = Each link opens the page with their own hours, for 30 days and without a password. It ends the one before.
# Why somebody is left out, behind a name.
rollout-has-pin = has a PIN already
rollout-no-address = has no email address
rollout-none-shown = None of the people shown can get it.
rollout-none-selected = None of those you selected can get it.
rollout-back = Back to Phone Clocking
rollout-links-to-folder = This gateway has no mail server: the links are written to the outbox folder, and nobody gets one by email. Ask the person who runs the gateway to pass them on, or to set PHONECLOCK_SMTP_URL.
rollout-links-to-folder-again = This gateway has no mail server: the links are written to the outbox folder, and nobody gets one by email. Ask the person who runs the gateway to pass them on, or to set PHONECLOCK_SMTP_URL; then you can send them again.
rollout-shown-one = You selected nobody, so this is for the 1 person shown.
rollout-shown-other = You selected nobody, so this is for all { $count } people shown, on all pages.
rollout-left-out-one = { $count } is left out.
rollout-left-out-other = { $count } are left out.
rollout-see-who = See who
rollout-cancel = Cancel
rollout-who-gets-it = Who gets it ({ $count })
rollout-who-left-out = Who is left out ({ $count })
rollout-own-none-sent = No links were sent: they were sent a moment ago, or nobody can get one.
rollout-own-to-folder = Links written to the outbox folder: { $count }. Nobody gets one by email.
rollout-own-being-sent = Links to their own pages being sent: { $count }.
rollout-none-sent = No setup links were sent: nobody is waiting for one.
rollout-sent-to-folder-one = 1 setup link is written to the outbox folder. Nobody gets one by email: this gateway has no mail server.
rollout-sent-to-folder-other = { $count } setup links are written to the outbox folder. Nobody gets one by email: this gateway has no mail server.
rollout-being-sent-one = 1 setup link is being sent. This page shows any that have not gone out.
rollout-being-sent-other = { $count } setup links are being sent. This page shows any that have not gone out.
rollout-none-due-title = No setup links to email
rollout-none-due = Nobody is waiting for a setup link: they can already clock by phone, or have a link that still works.
rollout-none-due-with-address = Nobody with an email address is waiting for a setup link: they can already clock by phone, or have a link that still works.
rollout-about-due = Each link works once, for 7 days. It lets its employee choose a PIN that nobody else sees.
rollout-without-address-one = { $count } has no email address.
rollout-without-address-other = { $count } have no email address.
rollout-who-gets-link = Who gets a link ({ $count })
rollout-pages-of-those = Pages of those who get a link
rollout-who-cannot = Who cannot get one ({ $count })
rollout-cannot-about = They have no usable email address. Add one, set a PIN by hand, or print a card with a one-time code.
rollout-pages-of-others = Pages of those who cannot get a link
rollout-again-title = Send again to those who have not used their link
rollout-again-nobody = Nobody has an unused setup link.
rollout-again-nobody-with-address = Nobody with an email address has an unused setup link.
rollout-again-about = Each of them gets a new link, which works once, for 7 days. The link they have now stops working.
rollout-again-whom = Send to
rollout-again-undelivered = Only those whose link has not been emailed ({ $count })
rollout-again-everybody = Everybody who has not used their link ({ $count })
rollout-again-send = Send setup links again
rollout-again-send-all-one = Send 1 setup link again
rollout-again-send-all-other = Send { $count } setup links again
rollout-again-who = Who has not used their link ({ $count })
# What became of a link, behind a name.
rollout-link-queued = being sent
rollout-link-sent = sent { $at }
rollout-link-in-folder = written to the outbox folder { $at }
rollout-again-pages = Pages of those who have not used their link
rollout-again-without-address-one = 1 person who has not used a link no longer has an email address. Add one, or print a card with a one-time code.
rollout-again-without-address-other = { $count } people who have not used a link no longer have an email address. Add one, or print a card with a one-time code.
rollout-again-stale = Nothing was sent. Check the list again.

## texts: links by text message

texts-about-setup = Each text carries a link that works once, for 7 days. It lets its employee choose a PIN that nobody else sees, and ends any earlier link. No text contains a PIN.
texts-about-pages = Each text carries a link to the page with their own hours, for 30 days and without a password. It ends the one before.
# Why somebody is left out, behind a name.
texts-no-number = has no phone number on file
texts-no-sender = no sender is set for the country of the number (PHONECLOCK_TEXT_SENDERS)
texts-not-agreed = has not agreed to texts
texts-stopped = no longer wants texts
texts-off = Texts are off. The person who runs the gateway sets <code>PHONECLOCK_TEXT_SENDERS</code> to the numbers that texts are sent from.
# $who: the user who said so
texts-everybody-agreed = { $who } said on { $at } that everybody has agreed to texts.
texts-take-back = Withdraw this
texts-none-shown = None of the people shown can get a text.
texts-none-selected = None of those you selected can get a text.
texts-counted-one = { $count } text
texts-counted-other = { $count } texts
# The parts that a long text is sent in, each of which is paid for.
texts-segments-one = { $count } segment
texts-segments-other = { $count } segments
# $texts: such as: 3 texts; $price: such as: $0.05
texts-cost = { $texts }, { $segments }, about { $price }
texts-cost-unknown = { $texts }, { $segments }; what they cost depends on the provider’s prices
texts-not-asked-one = { $count } of them has not been asked yet
texts-not-asked-other = { $count } of them have not been asked yet
texts-leave-out = Leave them out
texts-agreed-these = They have told us that they agree to texts about clocking in
texts-agreed-everybody = Everybody who works here has agreed, those who start later too
texts-agreed-hint = Your name and the time are kept with the answer. Anyone who replies STOP gets no more texts.
texts-send-one = Send 1 text
texts-send-other = Send up to { $count } texts
texts-who-gets-one = Who gets one ({ $count })
texts-who-not-asked = Who has not been asked ({ $count })
texts-none-sent = No texts were sent: they were sent a moment ago, or nobody has agreed to get one.
texts-being-sent-one = 1 text is being sent. This page shows whether it arrives.
texts-being-sent-other = { $count } texts are being sent. This page shows whether they arrive.
texts-written-allowed = Written down: texts may be sent.
texts-written-stopped = Written down: no more texts are sent.
# What one employee has said of texts. $by: who wrote it down, and when
texts-own-agreed = They have agreed to texts ({ $by }).
texts-own-stopped = They no longer want texts ({ $by }).
texts-all-agreed = Everybody here has agreed to texts ({ $by }).
texts-nobody-said = Nobody has said yet that they agree to texts.
# $at: when
texts-holder-stopped = They replied STOP from their phone on { $at }, so they get no texts. Only they can change that: a reply of START from this phone starts texts again.
texts-confirmations = Confirmations by text
texts-confirmations-about = A minute after each punch, a text says the time and the job. It goes to those alone who have agreed to texts.
texts-confirmations-on = Confirm punches by text
texts-confirmations-off = Stop confirming punches
texts-own-confirmations-on = Confirm their punches by text
texts-own-confirmations-off = Stop confirming their punches
# $by: who said so, and when
texts-own-confirmed = Their punches are confirmed by text ({ $by }).
texts-own-unconfirmed = Their punches are not confirmed by text ({ $by }).
texts-all-confirmed = Punches of everybody here are confirmed by text ({ $by }).
texts-all-unconfirmed = Punches are not confirmed by text ({ $by }).
texts-none-confirmed = Punches are not confirmed by text.
texts-written-on = Written down: punches are confirmed by text.
texts-written-off = Written down: punches are no longer confirmed by text.
# $kind: what it is; $at: when; $stage: how far it has come
texts-last-text = Last text: { $kind }, { $at }. { $stage }
texts-kind-setup = a setup link
texts-kind-page = a link to their own page
texts-kind-confirmation = the confirmation of a punch
texts-kind-alert = an alert
texts-kind-reply = an answer
texts-stage-waiting = It waits to be sent.
texts-stage-accepted = The provider has it.
texts-stage-sent = The carrier has it.
texts-stage-delivered = The phone has it.
texts-stage-failed = It did not arrive.

## cards: wallet cards, as whoever prints them sees them

cards-title = Wallet cards
cards-title-of-one = Wallet card
cards-back-to-employee = Back to the employee
cards-back = Back to Phone Clocking
cards-next = Next cards
cards-behind-one = { $count } more does not fit on one page. Print these first, then choose again.
cards-behind-other = { $count } more do not fit on one page. Print these first, then choose again.
cards-no-pin-one = 1 of them has no PIN yet
cards-no-pin-other = { $count } of them have no PIN yet
cards-codes-about = Their cards need a one-time code, with which they choose a PIN on the setup page or by calling. Each code is shown once, on the next page, works for 7 days, and replaces any earlier code.
cards-create-alone = Create 1 one-time code and show the card
# $count: of codes; $cards: how many cards
cards-create-one = Create 1 one-time code and show the { $cards } cards
cards-create-other = Create { $count } one-time codes and show the { $cards } cards
cards-nobody = Nobody has a phone clock ID yet. It comes with the first PIN, or with a card that has a one-time code.
cards-print = Print
cards-print-hint = Print this page at actual size (100%), and cut along the lines. No card has a PIN on it.
cards-print-hint-codes = Print this page now (one-time codes are not shown again) at actual size (100%), and cut along the lines. No card has a PIN on it.

## selection: choosing people, and narrowing a list to one person

selection-chosen = Chosen people
selection-add-first = There is nobody to choose yet; <a href="/employees/new">add employees</a> first.
selection-nobody-yet = Nobody yet. Search for people below.
# Behind a name.
selection-inactive = (inactive)
selection-found-nobody = The search found nobody else.
selection-search = Search for people
selection-search-hint = Part of the name, number or email address. Select people, then search for more: those you selected stay.
selection-employee = Employee
selection-only = Only <strong><bdi>{ $name }</bdi></strong>.
selection-show-everybody = Show everybody
# $typed: what somebody has typed
selection-several = Several people match “{ $typed }”. Which one do you mean?
selection-more-one = { $count } more match. Type more of the name, or the employee number.
selection-more-other = { $count } more match. Type more of the name, or the employee number.
selection-nobody-matches = Nobody matches “{ $typed }”.
selection-try-part = Try part of the name, or the employee number.
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
refused-unknown-break-kind = choose a kind of break that is in use
refused-break-backwards = the end of a break must be later than its beginning
refused-break-outside = a break has to lie between the clock-in and the clock-out of its entry
refused-break-left-outside = a break would lie outside of the entry; correct or remove the break first
refused-breaks-overlap = two breaks of an entry are never at the same time
refused-name-taken = there is a workspace named "{ $name }" already; choose another name
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
credential-texts-stopped = they have replied STOP from their phone, and only they can take that back
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
entries-add-entry = Add entry
entries-only-of = Only entries of <strong><bdi>{ $name }</bdi></strong>.
entries-show-everybody = Show everybody
entries-filter = Filter the list
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
entries-back-to-first-page = Back to the first page
entries-none-match = No entries in this pay period match.
# $to: an address
entries-change-filter = Change the filter, or <a href="{ $to }">show the whole period</a>.
entries-none-in-period = There are no time entries in this pay period.
entries-see-previous = See the <a href="{ $to }">previous period</a>, or add an entry.
entries-none-yet = There are no time entries yet.
entries-none-yet-hint = An entry appears here as soon as somebody clocks in by phone. Time worked without a call can be added.
entries-caption = Latest first. Times are in each employee’s time zone.
entries-caption-earliest = Earliest first. Times are in each employee’s time zone.
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
entries-earliest = Earliest entries
entries-earlier = Earlier entries
entries-later = Later entries
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
# $moment: "Tue, Nov 17, 4:10 PM"
entries-also-kept-in = A clock-in at { $at } that a kiosk kept without a network came { $came }, and was taken for the same.
entries-also-kept-out = A clock-out at { $at } that a kiosk kept without a network came { $came }, and was taken for the same.
entries-kept = kept offline, sent { $moment }
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
entries-breaks = Breaks
entries-no-breaks = No breaks.
entries-break-kind = Kind of break
entries-break-begin = From
entries-break-end = To
entries-break-end-hint = Leave it empty only while they are still on it.
entries-break-length = Length
entries-break-paid = paid
entries-break-unpaid = unpaid
entries-on-break = on it now
entries-break-left-open = left open
entries-correct-break = Correct
entries-add-break = Add break
entries-break-history = Break history
entries-save-break = Save break
entries-remove-break = Remove break
entries-remove-break-hint = The break no longer counts. It stays to be seen.
entries-break-added = The break is added.
entries-break-corrected = The break is corrected.
entries-break-removed = The break is removed.
entries-back-to-entry = Back to the time entry
entries-deed-started = started
entries-deed-ended = ended
entries-deed-ended-with-entry = ended by the clock-out
entries-deed-opened-again = opened again with the entry
entries-deed-added = added
entries-deed-corrected = corrected
entries-deed-removed = removed
entries-deed-split = split with the entry
entries-by-phone = by phone
entries-at-kiosk = at a kiosk
entries-on-page = on a page
# $name: such as: Maria Lopez
entries-break-title = Break of { $name }
entries-new-break-title = New break of { $name }

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
exceptions-correct-breaks = Correct its breaks
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
exceptions-why-not-this-person = A reviewer heard or saw somebody else.
exceptions-why-unrecognized-caller = The call came from a number that does not point to this person.
exceptions-why-locked-out = Wrong PINs have locked them out.
exceptions-why-overlapping = Two of their entries cover the same time.
exceptions-why-impossibly-long = The entry is longer than anybody works.
exceptions-why-edited-after-approval = The entry was changed after its hours had been approved.
exceptions-why-two-kiosks = Their badge or PIN was used at two kiosks within minutes.
exceptions-why-unusual-hours = They clocked far from their usual hours.
exceptions-why-many-at-once = Many people clocked at one kiosk within seconds, which may be one person with the badges or PINs of others.
exceptions-why-unrecognized-location = The punch came from a place that is none of your clock locations.
exceptions-why-break-left-open = They clocked out during an unpaid break, so nobody knows when the break ended.
exceptions-why-break-too-short = A break was shorter than the minimum for its kind.
exceptions-why-break-too-long = A break was longer than the maximum for its kind.
exceptions-why-meal-missed = They worked longer without a meal than your rule allows.
exceptions-why-kept-offline = The kiosk’s network was gone, so it kept the punch and sent it later. The PIN was checked when it came; the time is the tablet’s word.
# What follows when it is accepted, as clauses.
exceptions-means-no-hours = no hours are paid for it
exceptions-means-stays-open = the entry stays open
exceptions-means-times-count = the times count as they are
exceptions-means-stays = the entry stays as it is
exceptions-means-no-job = its hours count for no job
exceptions-means-no-voice-check = the time counts without a voice check
exceptions-means-paid-although = the hours are paid although a reviewer heard or saw somebody else
exceptions-means-as-clocked = the time counts as it was clocked
exceptions-means-break-to-out = the break counts until the clock-out
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
reports-locations = Locations
reports-locations-about = Where people clock: from a clock location, from none, or from another than expected, by person and week.
reports-location = Location
reports-by-location = By location
reports-by-location-caption = By the location of the clock-in, as counted for pay.
reports-without-location = No location
reports-recognized = Recognized
reports-unrecognized = Unrecognized
reports-not-compared = Not compared
# Entries, where the other columns count punches.
reports-mismatched = Mismatched entries
reports-by-week-and-person = By week and person
reports-locations-caption = Punches of entries that began in the week. Mismatched: clocked in and out at different locations, or at another one than that of the job.
reports-punches-caption = Punches that were compared with the clock locations.
reports-locations-words = Punches by phone and at kiosks. Those from before there were clock locations are not compared, and those that the office has entered are not counted.
reports-no-places = Nothing was compared with a clock location in these days.
reports-no-locations = There are no clock locations yet, so nothing is known of where people clock.
reports-see-locations = See the clock locations
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
# $count: of a table of which the first hundred are shown
reports-all-rows = Show all { $count } rows
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
## costs: what calls and texts cost, on the start page and month by month

costs-title = Phone costs
costs-about = What calls and texts cost, month by month, as the telephone provider has recorded it.
# Of a month: minutes, texts and amounts with commas between them.
costs-this-month = This month: { $used } so far.
costs-of-month = { $month }: { $used }.
costs-minutes-one = 1 minute
costs-minutes-other = { $count } minutes
costs-text-count-one = 1 text
costs-text-count-other = { $count } texts
costs-calls-without-price-one = 1 call has no price yet.
costs-calls-without-price-other = { $count } calls have no price yet.
costs-texts-without-price-one = 1 text has no price yet.
costs-texts-without-price-other = { $count } texts have no price yet.
costs-by-month = Costs by month
costs-words = These are the telephone provider’s own records of calls to your number and of texts to your people. Each call counts in whole minutes, rounded up. Monthly fees for numbers, taxes and discounts are not in them: the provider’s invoice has the last word.
costs-read-until = Read from the provider up to { $moment }.
costs-texts-not-listed = This telephone provider does not list what texts cost. They are counted as they were sent, without segments and prices.
costs-caption = Months in { $zone }
costs-month = Month
costs-calls = Calls
costs-minutes-name = Minutes
costs-texts = Texts
costs-segments = Segments
costs-cost = Cost
costs-without-price = No price yet
costs-never-read = Nothing has been read from the telephone provider yet.
costs-never-read-hint = The gateway reads the provider’s records when it starts and once an hour. If this stays so, ask the person who runs the gateway to run phoneclock doctor, which says whether the provider takes its credentials.
costs-none = No calls and no texts in the last 13 months.
costs-none-hint = A call is here about an hour after it has ended. <a href="/time-tracking/phone-clocking">Set people up for phone clocking</a> so that they can call.

## fields: what forms, lists and pages about people and jobs call the same things

fields-nothing-saved = Nothing was saved. See what is wrong below.
fields-save = Save
fields-cancel = Cancel
fields-import-list = Import a list
fields-status = Status
fields-active = Active
fields-all = All
fields-show = Show
fields-pages = Pages
fields-previous-page = Previous page
fields-next-page = Next page
fields-reactivate = Reactivate
fields-name = Name
fields-last-name = Last name
fields-number = Employee number
fields-payroll-id = Payroll ID
fields-email = Email
fields-phone = Phone
fields-language = Language
terms-english = English
terms-spanish = Spanish
terms-portuguese = Portuguese
fields-time-zone = Time zone
fields-start-date = Start date
fields-voice-check = Voice check
fields-clock-id = Phone clock ID
fields-phone-pin = Phone PIN

## people: the list of employees, and the form for one

people-title = Employees
people-add = Add employee
people-export-list = Export this list (CSV)
people-empty = There are no employees yet.
people-empty-add = Add people one by one, or import a list from your payroll system or a spreadsheet. Then set them up on the <a href="/time-tracking/phone-clocking">Phone Clocking</a> page.
people-empty-ask = An owner or admin adds the people who clock.
people-search-by = Name, number, email or phone
people-pending = Start date to come
people-inactive = Inactive
people-any = Any
people-with-pin = With a PIN
people-without-pin = Without a PIN
people-nobody-matches = Nobody matches. <a href="/employees?status=all">Show everybody</a>
people-kiosk-acts = Kiosk PINs and badges
people-select-all = Select all on this page
people-bulk-hint-one = For the people you select in the list. If you select nobody: for the { $count } person shown. You see who gets it before anything is done.
people-bulk-hint-other = For the people you select in the list. If you select nobody: for the { $count } people shown. You see who gets it before anything is done.
people-bulk-hint-pages-one = For the people you select in the list. If you select nobody: for the { $count } person shown, on all pages. You see who gets it before anything is done.
people-bulk-hint-pages-other = For the people you select in the list. If you select nobody: for the { $count } people shown, on all pages. You see who gets it before anything is done.
people-count-one = { $count } employee
people-count-other = { $count } employees
# Of one employee.
people-is-inactive = Inactive
people-select = Select
people-select-one = Select { $name }
# The employee number, as the head of a column.
people-number = Number
people-kiosk = Kiosk
people-pending-from = Pending, starts { $day }
# Of a PIN.
people-pin-set = Set
people-pin-none = None
# How somebody stands with kiosks.
people-ready = Ready
people-no-kiosk = No kiosk
people-no-badge = No badge
people-no-badge-no-pin = No badge, no PIN
people-no-pin = No PIN
people-edit-title = Edit { $name }
people-number-hint = As on the badge.
people-payroll-id-hint = What the payroll system calls them. Exports of hours use it.
people-email-hint = The setup link goes there.
people-phone-hint = Their own, such as +15555550123. Without + it is read as a US or Canadian number.
people-last-name-separately = Last name, where exports need it separately
people-last-name-hint = Only where it is more than the last word, such as García López. It is part of the name above.
people-zone-hint = Leave it empty for the workspace's, { $zone }.
people-start-hint = Only for somebody who has not started yet: they can be set up before that day, and cannot clock.
# Of the voice check.
people-as-workspace-on = Same as the workspace (on)
people-as-workspace-off = Same as the workspace (off)
people-on = On
people-off = Off
people-voice-check-hint = Whether the call asks them to say their name after the tone.
people-added = { $name } is added.
people-saved = { $name } is saved.
people-number-taken = Employee number { $number } already belongs to { $holder }.
people-no-email = That doesn’t look like an email address.

## doubts: what may be a slip in what was typed about a person

doubts-intro = Nothing is saved yet. Is this right?
doubts-open = Open <bdi>{ $name }</bdi>
doubts-open-to-reactivate = Open <bdi>{ $name }</bdi> to reactivate them
doubts-save-anyway = Save it anyway
doubts-same-email = { $name } has the same email address.
doubts-inactive-same-email = { $name } (inactive) has the same email address.
doubts-zeros = { $name } has the employee number { $has }. Spreadsheets drop leading zeros; is { $number } right?

## person: the page of one employee, and the one about kiosks

person-about = About this employee
person-details = Details
person-phone-clocking = Phone clocking
person-kiosk = Kiosk
person-crew = Crew
person-entries-and-calls = Entries and calls
person-pending-from = Pending: can be set up now, and can clock from { $day } on.
person-is-inactive = Inactive: cannot clock in. Hours, PIN and phone clock ID are kept.
# A start date that is still to come.
person-pending = Pending
person-zone-of-workspace = { $zone } (the workspace's)
# Of the voice check.
person-on = On
person-off = Off
person-workspace-on = On (the workspace's setting)
person-workspace-off = Off (the workspace's setting)
person-no-clock-id = None yet; it comes with the PIN
# Of the phone PIN.
person-pin-set = Set
person-pin-none = None
person-edit = Edit
person-deactivate = Deactivate
person-deactivate-hint = Deactivate people who have left: they can no longer clock in, and their hours stay.
person-all = All employees
person-active-again = { $name } is active again.
person-photo-as-kiosks = Photos at kiosks: as each kiosk is set
person-photo-none = Photos at kiosks: none is taken of this person
person-photo-without = Without photo: take none of this person at any kiosk
person-photo-hint = Such as for their faith, or by agreement. Their punches count as those of others. Nothing has to be said about why.
person-photo-no-kiosk = No kiosk takes photos just now.
person-photo-save = Save
person-photo-set-without = No photo is taken of { $name } at kiosks any more.
person-photo-set-with = Photos of { $name } are taken where a kiosk takes them.
person-cannot-clock = This employee is not active and cannot clock in. Reactivate them first.
person-kiosks-off = Kiosks are not activated in this workspace.
person-open-kiosks = Open the Kiosks page
person-at-no-kiosk = No kiosk is for this employee.
# $to: an address
person-add-to-kiosk = <a href="{ $to }">Add them to one</a>; until then a PIN or badge is of no use.
person-lacks-number = At the kiosk people key in their employee number, and this employee has none.
# An employee number, or an email address.
person-add-one = Add one
person-starts-on = Starts on { $day }: can be set up now, and cannot clock in before that day.
person-kiosk-status = Kiosk status
person-may-clock-at = May clock at
# Behind the name of a kiosk.
person-kiosk-disabled = (disabled)
person-no-kiosk = no kiosk
person-found-by = People are found by
person-kiosk-pin = Kiosk PIN
# $made: a moment
person-pin-generated = PIN is currently set, { $digits } digits, generated { $made }
person-pin-typed = PIN is currently set, { $digits } digits, typed { $made }
person-pin-due = New PIN suggested
# A PIN or a badge.
person-being-made = being made
person-none = none
person-badge = QR badge
person-badge-generated = generated { $made }
person-badge-typed = typed { $made }
person-from-earlier = From earlier settings
person-asleep-one = { $count } PIN or badge, which works again if the kiosk settings are changed back
person-asleep-other = { $count } PINs or badges, which work again if the kiosk settings are changed back
person-change-pin = Change the kiosk PIN
person-give-pin = Give them a kiosk PIN
person-pin-old-month = This PIN is older than a month: give them a new one with one press.
person-pin-old-months = This PIN is older than { $months } months: give them a new one with one press.
person-show-slip = Show the PIN slip
person-generate-fold = Generate a new PIN…
person-pin-ends = The PIN they have ends at once, and cannot be brought back.
person-new-shown = The new one is shown on a slip to print.
person-new-shown-once = The new one is shown once, on a slip to print.
person-generate = Generate new PIN
person-pin-hint = { $digits } digits. Not all the same, no run, none of the commonest, no year, not the employee number. It is never shown again: give it to the employee now.
person-pin-again = The same PIN again
person-set-pin = Set PIN
person-pin-advice = A PIN belongs to one person: nobody lends it, and nobody mails it. Five or six digits are better than four. Give out new ones now and then, and whenever somebody may have seen one. It is for kiosks alone; the phone PIN is separate.
person-remove-pin-fold = Remove PIN…
person-remove-pin-badge-stays = It stops working at once, and none is made in its place until you generate or set one. The badge and time entries stay.
person-remove-pin-phone-stays = It stops working at once, and none is made in its place until you generate or set one. The phone PIN and time entries stay.
person-remove-pin = Remove PIN
person-show-badge = Show and print the badge
person-mail-badge = Mail the badge to { $email }
person-badge-to-folder = This gateway has no mail server: the badge is written to the outbox folder, and does not reach anybody from there.
person-no-address = There is no usable email address to mail it to.
person-issue-badge-fold = Issue a new badge…
person-badge-ends = For a badge that was lost or lent: the one they have ends at once, and cannot be brought back.
person-badge-shown = The new badge is shown to print.
person-issue-badge = Issue a new badge
person-remove-badge-fold = Remove badge…
person-remove-badge-hint = It stops working at once, and none is made in its place until you issue one.
person-remove-badge = Remove badge
# $why: a clause
person-refused = Nothing was changed: { $why }.
person-nothing-to-show = There is nothing that can be shown.
person-pin-is-set = The kiosk PIN is set. It is never shown again: give it to the employee now.
person-pins-differ = The two PINs do not match. Type both again.
person-pin-removed = The kiosk PIN is removed.
person-badge-removed = The badge is removed.
person-nothing-mailed = Nothing was mailed: there is no address, no badge that can be shown, or one was mailed a moment ago.
person-badge-in-folder = The badge is written to the outbox folder, and nobody gets it by email.
person-badge-mailed = The badge is being mailed. The link in the mail works for 24 hours.

## planned: when an employee is to start, weekday by weekday

planned-summary = Planned start: { $planned }
planned-none = none; learned from the last four weeks
# The first three letters of these stand in short: “Mon 7:00 AM, Sat off”.
# $day: the first three letters of a weekday
planned-off-in-short = { $day } off
planned-hint = Half an hour after it they are shown as missing, on the start page and in alerts. Leave a day empty to go by what they usually do.
planned-start = Start
planned-day-off = Day off<span class="hidden"> on { $day }</span>
planned-save = Save planned start
planned-not-a-time = Nothing was saved: the start on { $day } is not a time. Type it like 07:00.
planned-saved = The planned starts of { $name } are saved.

## worker: the link to an employee’s own page

worker-title = Their own page
worker-intro = A private link shows them their hours and punches, without a password. There they can report a missed punch and say whether their hours are right.
worker-link = Link
worker-no-link = none
# $end: a moment. A full stop follows.
worker-works-until = works until { $end }
worker-expired = expired { $end }
worker-to-folder = This gateway has no mail server: the link is written to the outbox folder, and nobody gets it by email.
worker-email-new-link = Email a new link to { $email }
worker-email-link = Email the link to { $email }
worker-no-address = There is no email address to send it to.
worker-add-address = Add one
worker-text-it = Text it
worker-end-link = End the link
worker-end-hint = A new link ends the earlier one. Ending it, or deactivating them, closes the page at once.
worker-text-waiting = The text is being sent.
worker-text-accepted = The provider has the text.
worker-text-sent = The text was sent.
worker-text-delivered = The text was delivered.
worker-text-failed = The text did not arrive.
worker-was-shown = It was shown when they chose their PIN.
worker-mail-in-folder = The email is in the outbox folder; it does not reach anybody from there.
worker-mail-sent = The mail server has had the email since { $at }.
worker-mail-waiting = The email is being sent.
# $problem: what the mail server said
worker-mail-problem = Waiting: { $problem }
worker-mail-failed = Not sent: { $problem }
worker-in-folder = The link is written to the outbox folder, and nobody gets it by email. It works for 30 days.
worker-sending = The link is being sent. It works for 30 days.
worker-ended = The link no longer works.
worker-refused-address = This employee has no email address that mail can be sent to.
worker-refused-meanwhile = Another link was sent a moment ago; nothing was sent again.
worker-refused-no-link = There was no link any more.
worker-refused-inactive = Nothing was sent: this employee is not active.

## bulk: what is done with kiosk PINs and badges of several people

bulk-send = Send QR codes
bulk-download = Download QR codes
bulk-print-badges = Print badges
bulk-print-slips = Print PIN slips
bulk-generate = Generate new PINs
bulk-issue = Issue new badges
bulk-no-badges = Nobody has a QR badge by the kiosk settings in force. Set QR badge there first.
bulk-do-send-one = Send { $count } QR code
bulk-do-send-other = Send { $count } QR codes
bulk-do-download-one = Download { $count } QR code
bulk-do-download-other = Download { $count } QR codes
bulk-do-print-badges-one = Show { $count } badge to print
bulk-do-print-badges-other = Show { $count } badges to print
bulk-do-print-slips-one = Show { $count } PIN slip to print
bulk-do-print-slips-other = Show { $count } PIN slips to print
bulk-do-generate-one = Generate { $count } new PIN
bulk-do-generate-other = Generate { $count } new PINs
bulk-do-issue-one = Issue { $count } new badge
bulk-do-issue-other = Issue { $count } new badges
bulk-about-send = Each gets a mail with their badge as a picture, and a link that shows it on their phone: for 24 hours, and at most 10 times.
bulk-about-download = One file (.tar) with a picture (PNG) of each badge, named after its holder. Anyone with a picture has the badge: delete the file when the badges are made.
bulk-about-badges = A page of badges, as large as bank cards, eight to a sheet.
bulk-about-slips = A page of slips with a PIN each, to be cut apart. Hand each to its holder.
bulk-about-pins = New PINs are made within moments; then print the slips. Until somebody has the new one, they cannot clock by PIN.
bulk-about-new-badges = New badges are made within moments; then print or mail them. Until somebody has the new one, they cannot clock by badge.
bulk-about-shown-once = They are shown once, on the next page, at most 100 at a time: have the printer ready.
bulk-shown-one = You selected nobody, so this is for the { $count } person shown in the list.
bulk-shown-other = You selected nobody, so this is for the { $count } people shown in the list.
bulk-lose-pins-one = { $count } person loses the kiosk PIN that they have, at once, also where it was typed. It cannot be brought back.
bulk-lose-pins-other = { $count } people lose the kiosk PIN that they have, at once, also where it was typed. None can be brought back.
bulk-lose-badges-one = { $count } person loses the badge that they have, at once, also where it was printed or mailed. It cannot be brought back.
bulk-lose-badges-other = { $count } people lose the badge that they have, at once, also where it was printed or mailed. None can be brought back.
bulk-to-folder = This gateway has no mail server: the badges are written to the outbox folder, and nobody gets one by email. Ask the person who runs the gateway to pass them on, or to set PHONECLOCK_SMTP_URL.
# Why somebody is left out: stands behind their name and a colon.
bulk-inactive = not active
bulk-at-no-kiosk = no kiosk is for them
bulk-no-pin = no PIN: removed, or not made yet
bulk-no-badge = no badge: removed, or not made yet
bulk-typed = the PIN was typed, and cannot be shown
bulk-shown-before = it was shown when it was made, and is not shown again
bulk-no-address = no usable email address
bulk-none-of-shown = None of the people shown can get it.
bulk-none-of-selected = None of those you selected can get it.
bulk-back = Back to the employees
bulk-left-out-one = { $count } is left out.
bulk-left-out-other = { $count } are left out.
bulk-see-who = See who
bulk-who-gets-it = Who gets it ({ $number })
bulk-who-is-left-out = Who is left out ({ $number })
bulk-sent-none = No badges were sent: they were sent a moment ago, or nobody can get one.
bulk-in-folder-one = { $count } badge is written to the outbox folder.
bulk-in-folder-other = { $count } badges are written to the outbox folder.
bulk-sending-one = { $count } badge is being sent.
bulk-sending-other = { $count } badges are being sent.
bulk-renewed-already = Nothing was changed: they got new ones after that page was shown.
bulk-making-pins-one = { $count } new PIN is being made.
bulk-making-pins-other = { $count } new PINs are being made.
bulk-making-badges-one = { $count } new badge is being made.
bulk-making-badges-other = { $count } new badges are being made.
bulk-progress-title = New PINs and badges
bulk-to-make-one = { $count } PIN or badge is still to be made. It goes on when you leave this page.
bulk-to-make-other = { $count } PINs and badges are still to be made. It goes on when you leave this page.
bulk-look-again = Look again
bulk-all-made = All of them are made.

## calls: what an employee clocked lately, and their calls step by step

calls-deactivated = Deactivated
# That they are clocked in, or not.
calls-is-in = In
calls-is-out = Out
# $written_at: a moment. What they have worked and the job may follow, with commas between.
calls-since = since { $written_at }
calls-on-job = on { $job }
calls-no-clock-id = none yet
# A number, an address or a job.
calls-none = none
calls-changes = Changes to this person
calls-entries = Time entries
calls-by-period = By pay period
calls-no-entries = There are no time entries yet.
# $to: an address
calls-no-entries-hint = The first call clocks them in. See whether this person can call on <a href="{ $to }">Phone Clocking</a>.
calls-latest-entries = The latest { $number }, latest first
calls-head-in = In
calls-head-out = Out
calls-hours = Hours
calls-job = Job
calls-how = How
calls-to-resolve = To resolve
calls-voided = Voided
calls-still-in = still in
calls-unknown = unknown
calls-no-hours = none
# How somebody clocked.
calls-by-phone = phone
calls-by-kiosk = kiosk
calls-by-admin = admin
calls-nothing-to-resolve = nothing
calls-older = Older calls
calls-latest = Latest calls
calls-no-older = There are no older calls.
calls-no-calls = There are no calls yet.
calls-no-calls-hint = A call appears here once this person has signed in; failed tries earlier in the call are shown too.
# $written_answered: a moment; $caller: the end of a number, or: a withheld number; $secs: seconds
calls-call = { $written_answered } from { $caller }, { $secs } s
calls-call-going-on = { $written_answered } from { $caller }, still on the line
calls-step-by-step = The call of { $written_answered }, step by step
calls-at = At
calls-question = Question
calls-answer = Answer
calls-what-was-said = What was said
calls-withheld = a withheld number
# Which question was open in a step.
calls-answered = the call was answered
calls-the-line = the line
calls-ask-id = ask ID
calls-ask-pin = ask PIN
calls-ask-new-pin = ask new PIN
calls-ask-new-pin-again = ask new PIN again
calls-ask-forgotten = ask about forgotten clock-out
calls-ask-recent = ask about recent punch
calls-ask-job = ask job
calls-ask-job-instead = ask for another job than that of the location
calls-ask-next-job = ask next job
calls-ask-switch-job = ask job to switch to
calls-menu = menu
calls-ask-missed-way = ask which punch was missed
calls-ask-missed-time = ask the time of a missed punch
calls-ask-missed-half = ask which half of the day
calls-ask-missed-day = ask the day of a missed punch
calls-ask-leave-word = ask to leave name and place
calls-ask-account = ask what happened
calls-ask-name-and-place = ask name and place
calls-ask-crew-how = ask how to clock the crew
calls-ask-crew-member = ask about one of the crew
calls-ask-crew-id = ask the ID of one of the crew
calls-ask-crew-name = ask the name of one of the crew
calls-drop-keys = drop keys pressed ahead
calls-ask-break-kind = ask kind of break
calls-ask-name = ask name
calls-check-pin = check PIN
calls-over = over
# What the caller keyed or said.
calls-a-call = a call
calls-a-throttled-call = a call from a number that has failed too often
calls-nothing = nothing
calls-a-recording = a recording
calls-a-hang-up = a hang-up
calls-keys = { $count } keys
calls-job-code = job code { $code }
calls-fault = an error of the telephone company; the call went on at the question that waited
calls-fault-code = error { $code } of the telephone company; the call went on at the question that waited
# What the call said or did.
calls-said-greeting = greeted the caller
calls-said-own-greeting = greeted the caller in the words of the number
calls-said-offer-language = offered the other language
calls-said-ask-id = asked for the phone clock ID
calls-said-nothing-heard = nothing was entered
calls-said-id-not-understood = that cannot be an ID
calls-said-ask-pin = asked for the PIN
calls-said-no-match = ID and PIN do not match
calls-said-too-many-failures = too many failed sign-ins
calls-said-one-moment = asked to hold on
calls-said-ask-pin-again = asked for the PIN once more
calls-said-clocked-in = clocked in, with the time
calls-said-clocked-out = clocked out, with the time and the hours
calls-said-clocked-out-alone = clocked out, with the time alone
calls-said-forgotten-clock-out = still clocked in: new shift or clock out?
calls-said-just-clocked-in = clocked in a moment ago: keep that or clock out?
calls-said-just-clocked-out = clocked out a moment ago: keep that or clock in?
calls-said-not-a-choice = that key was not offered
calls-said-kept = nothing was changed
calls-said-ask-job = asked for the job code
calls-said-ask-job-or-skip = asked for the job code, or pound
calls-said-ask-job-instead = offered another job than that of the location
calls-said-ask-next-job = offered to go straight to another job
calls-said-job-not-found = there is no such job code
calls-said-job-required = a job code is needed
calls-said-job-is = read back the job
calls-said-clocked-in-to = clocked in to the other job
calls-said-in-since = said since when they are in
calls-said-on-break-since = said since when they are on a break
calls-said-not-in = said that they are not in
calls-said-offer-start-break = offered to start a break
calls-said-offer-end-break = offered to end the break
calls-said-offer-switch-job = offered to switch to another job
calls-said-offer-hours = offered to tell the hours
calls-said-offer-clock-out = offered to clock out
calls-said-offer-clock-in = offered to clock in
calls-said-offer-break-kind = offered a kind of break
calls-said-break-started = the break has started
calls-said-break-ended = the break has ended
calls-said-hours-of-week = told the hours of the week
calls-said-last-punch-in = told the last clock-in
calls-said-last-punch-out = told the last clock-out
calls-said-ask-switch-job = asked for the code of the next job
calls-said-offer-missed = offer to report a missed punch (6)
calls-said-offer-change-pin = offer to change the PIN (7)
calls-said-offer-crew = offer to clock the crew (8)
calls-said-offer-end = offer to end the call (9)
calls-said-please-listen = please listen
calls-said-already-on-break = already on a break
calls-said-not-on-break = not on a break
calls-said-no-break-kinds = no breaks to start
calls-said-break-first = end the break first
calls-said-no-job-codes = no other job
calls-said-clock-in-first = clock in first
calls-said-at-job = the job of the last punch
calls-said-at-place = the place of the last punch
calls-said-earlier-punch-in = a clock-in before that
calls-said-earlier-punch-out = a clock-out before that
calls-said-pin-changed = the PIN is changed
calls-said-ask-missed-way = which punch was missed?
calls-said-ask-missed-time = ask for the time of the missed punch
calls-said-missed-time-not-understood = not a time
calls-said-ask-missed-half = morning or evening?
calls-said-ask-missed-day = today or yesterday?
calls-said-missed-time-to-come = that time is still to come
calls-said-missed-in-kept = a missed clock-in is kept
calls-said-missed-out-kept = a missed clock-out is kept
calls-said-missed-in-kept-without-time = a missed clock-in is kept, its time to be said
calls-said-missed-out-kept-without-time = a missed clock-out is kept, its time to be said
calls-said-ask-account = ask what happened
calls-said-ask-time-and-account = ask when it was and what happened
calls-said-missed-too-many = too many reports today
calls-said-missed-done = the manager decides
calls-said-ask-leave-word = offer to leave name and place
calls-said-ask-name-and-place = ask for name and place
calls-said-word-left = the manager hears it if the ID was right
calls-said-ask-crew-how = one by one, or by IDs?
calls-said-ask-crew-in-again = offered to clock one of the crew in again
calls-said-ask-crew-out-again = offered to clock one of the crew out again
calls-said-ask-crew-new-shift = offered a new shift for one of the crew
calls-said-ask-crew-in = clock this one in?
calls-said-ask-crew-out = clock this one out?
calls-said-ask-crew-id = ask for an ID of the crew
calls-said-not-of-crew = nobody of the crew
calls-said-crew-clocked-in = one of the crew clocked in
calls-said-crew-clocked-out = one of the crew clocked out
calls-said-crew-changed = one of the crew not clocked
calls-said-ask-crew-name = ask for their own name
calls-said-fallback-leave-word = said that nobody can be clocked, and asked for ID, name and way
calls-said-fallback-word-kept = the manager hears it
calls-said-crew-done = the crew is through
calls-said-drop = (keys dropped)
calls-said-notice = your recording notice
calls-said-ask-name = asked for the name, to be recorded
calls-said-thank-you = thanked the caller
calls-said-goodbye = said goodbye
calls-said-time-is-up = the call reached its time limit
calls-said-apology = apologized: something failed inside
calls-said-held = asked for a moment: the database did not answer
calls-said-call-again = asked to call again: the connection had failed
calls-said-hang-up = hung up
calls-said-code-refused = said that the code does not work
calls-said-ask-new-pin = asked for a new PIN
calls-said-ask-new-pin-again = asked for the new PIN once more
calls-said-new-pin-refused = refused the new PIN
calls-said-new-pins-differ = said that the two entries differ
calls-said-new-pin-set = said that the PIN is set, and the phone clock ID
calls-said-record = recorded

## leaving: what is asked before somebody is deactivated, or a job is archived

leaving-clock-out = Clock out now
leaving-clock-out-hint = Ends now, with your name and the reason in the history of the entry. It can be corrected later.
leaving-no-end = Leave it without a clock-out
leaving-no-end-hint = Becomes the exception “missing clock-out”, for somebody who knows when they left.
leaving-keep = Leave them clocked in
leaving-keep-hint = They clock out by phone as usual, and their hours stay on this job.
leaving-deactivate-title = Deactivate { $name }
leaving-deactivate = Deactivate
leaving-person-out = { $name } is not clocked in. Once inactive, they can no longer clock in; their hours, PIN and phone clock ID stay.
leaving-person-in = { $name } has been clocked in since { $since }. Once inactive, they can no longer clock out.
leaving-archive-title = Archive { $job }
leaving-archive = Archive
leaving-job-nobody = Nobody is clocked in to it. Its hours stay, and its phone code is free for another job.
leaving-job-people-one = { $count } person is clocked in to this job right now. Once it is archived, nobody can choose it.
leaving-job-people-other = { $count } people are clocked in to this job right now. Once it is archived, nobody can choose it.
leaving-who-is-in = Who is clocked in
leaving-since = Clocked in since
leaving-job = Job
leaving-entry = Entry
leaving-no-job = none
leaving-entry-of = Time entry<span class="hidden"> of { $name }</span>
leaving-this-entry = What should happen to this entry?
leaving-these-entries = What should happen to these entries?
leaving-cancel = Cancel without changes
leaving-deactivated-out = { $name } is clocked out, inactive and can no longer clock in.
leaving-deactivated-no-end = { $name } is inactive and can no longer clock in. The entry without a clock-out is in Exceptions.
leaving-deactivated = { $name } is inactive and can no longer clock in.
leaving-archived = { $job } is archived: its hours stay, and its phone code is free.
leaving-archived-out = { $job } is archived: its hours stay, and its phone code is free. Everybody who was clocked in to it is clocked out.
leaving-archived-in = { $job } is archived: its hours stay, and its phone code is free. Everybody who is clocked in to it stays clocked in.
leaving-choose = Choose what should happen to it. Nothing was changed.
leaving-changed = Nothing was changed: who is clocked in has changed in the meantime. Check again.
# $why: a sentence without its full stop
leaving-entry-refused = The entry of { $name } was not ended, and nothing was changed. { $why }.

## jobs: the list of jobs, and the form for one

jobs-title = Jobs
jobs-add = Add job
jobs-empty = There are no jobs yet, so callers are not asked for one.
jobs-empty-add = Add a job with a phone code, and callers enter it when they clock in.
jobs-empty-ask = An owner or admin adds the jobs.
jobs-archived = Archived
jobs-no-match = No jobs match. <a href="/jobs?status=all">Show all jobs</a>
jobs-phone-code = Phone code
jobs-accounting-code = Accounting code
jobs-who = Who
jobs-actions = Actions
# Of one job, behind its name.
jobs-is-archived = Archived
jobs-archive = Archive
jobs-everyone = Everyone
jobs-people-one = { $count } person
jobs-people-other = { $count } people
jobs-edit-title = Edit { $job }
jobs-name-hint = Read out to the caller.
jobs-phone-code-hint = The 1 to 8 digits that callers key in. A job without one cannot be entered on the phone.
jobs-accounting-code-hint = The job's code in payroll or accounting.
jobs-who-may = Who may work on it
jobs-only-chosen = Only the people chosen here; for everyone else the phone code does not work
jobs-nobody-chosen = Choose at least one person, or everyone.
jobs-code-taken = The phone code { $code } belongs to the active job { $holder }. Choose another, or archive that job.
jobs-added = { $job } is added.
jobs-saved = { $job } is saved.
jobs-active-again = { $job } is active again.
jobs-stays-archived = It stays archived, because the phone code { $code } now belongs to the active job { $holder }. Give this job another code and save it, then reactivate it.

## silence: kiosks that do not answer just now

silence-title = Kiosks that do not answer
silence-since = no answer since { $moment }.
silence-one-unsent = One punch is kept there and not sent yet.
silence-unsent = { $count } punches are kept there and not sent yet.
silence-hint = People may have clocked there. Their punches come when the kiosk is back; a time that you add by hand now may be the same one.

## places: where a punch came from

places-head = Location
places-unrecognized = unrecognized
# The location, and what it was recognized by.
places-by = { $location } ({ $rule })
places-came = in: { $location }
places-left = out: { $location }
places-rule-device = device
places-rule-kiosk = kiosk
places-rule-caller = caller number
places-rule-position = position
places-rule-network = network

## locations: the list of clock locations, the form for one, and what is flagged

locations-title = Clock locations
locations-intro = Places that punches are recognized to come from. <a href="/help/locations">How they are recognized</a>
locations-add = Add location
locations-empty = There are no clock locations yet, so nothing is known of where people clock.
locations-empty-add = Add the first one with the number of its phone, its kiosk, or its network.
locations-empty-ask = An owner or admin adds the locations.
locations-in-use = In use
locations-archived = Archived
locations-no-match = No locations match. <a href="/time-tracking/locations?status=all">Show all locations</a>
locations-recognized-by = Recognized by
locations-job = Default job
locations-zone = Time zone
locations-actions = Actions
locations-is-archived = Archived
locations-no-rules = nothing yet
locations-archive = Archive
locations-devices-one = { $count } device
locations-devices-other = { $count } devices
locations-kiosks-one = { $count } kiosk
locations-kiosks-other = { $count } kiosks
locations-callers-one = { $count } caller number
locations-callers-other = { $count } caller numbers
locations-networks-one = { $count } network
locations-networks-other = { $count } networks
locations-positions = a position
locations-flags-title = Punches from unrecognized locations
locations-flags-intro = They always count. Flagged ones wait among the exceptions for a person to look at.
locations-flags-phone = Calls
locations-flags-phone-hint = A number is unusual when it is new for the person, withheld, or used by many people within minutes. A location’s own phone is never unusual.
locations-phone-off = Never flag
locations-phone-unusual = Flag unusual numbers
locations-phone-no-location = Flag every number that is not a location’s
locations-flags-kiosk = Flag kiosk punches from unrecognized locations
locations-flags-page = Flag missed-punch reports from unrecognized locations
locations-flags-saved = Saved. It applies to punches from now on.
locations-archived-now = { $location } is archived. Its punches keep it.
locations-active-again = { $location } is in use again.
locations-stays-archived = It stays archived. { $reason }
locations-edit-title = Edit { $location }
locations-name-hint = What people call the place.
locations-address = Address
locations-address-hint = For people who read it; it is not used to recognize punches.
locations-zone-hint = For entries of people without a zone of their own. Leave it empty for { $zone }.
locations-zone-wrong = There is no such time zone; choose one such as America/Chicago.
locations-job-none = None
locations-job-hint = For entries that begin here when the person chose no job, if they may work on it.
locations-rules-title = Recognized by
locations-rules-intro = Any one of these is enough. A location without any is never recognized.
locations-gives-title = Defaults for entries that begin here
locations-callers-label = Caller numbers
locations-callers-hint = One on each line: the phones of the place, such as its landline.
locations-networks-label = Networks
locations-networks-hint = One on each line: an address, or a network such as 203.0.113.0/24. You are at { $address } now.
locations-kiosks-legend = Kiosks
locations-kiosks-none = There are no kiosks yet.
locations-devices-legend = Devices, for kiosks with devices in several places
locations-devices-none = There are no devices yet.
locations-device-at = { $device }, kiosk { $kiosk }
locations-position-legend = Position, to recognize missed-punch reports
locations-latitude = Latitude
locations-longitude = Longitude
locations-radius = Radius in meters
locations-position-hint = In degrees, as maps show it, such as 41.883560. Leave both empty for none.
locations-radius-hint = From { $least } to { $most }.
locations-radius-wrong = Enter { $least } to { $most } meters.
locations-latitude-wrong = A latitude is a number from -90 to 90, such as 41.883560.
locations-longitude-wrong = A longitude is a number from -180 to 180, such as -87.632190.
locations-no-caller = { $typed } is not a phone number; write it like +1 312 555 0142.
locations-no-network = { $typed } is not a network; write it like 203.0.113.7 or 203.0.113.0/24.
locations-network-too-wide = { $typed } is too large to be a place; give at least 8 bits, such as 10.0.0.0/8.
locations-added = { $location } is added.
locations-saved = { $location } is saved.
locations-overlapping-network = { $network } and { $other } ({ $its }) share addresses; there, the smaller network counts.
locations-overlapping-position = Its circle and that of { $other } share ground; there, the nearer one counts.
locations-no-name = Enter a name.
locations-name-too-long = A name has at most { $max } characters.
locations-name-taken = The location { $other } has this name; choose another.
locations-address-too-long = An address has at most { $max } characters.
locations-no-job = This job is not in use any more; choose another.
locations-no-kiosk = One of these kiosks is not there any more; choose again.
locations-no-device = One of these devices is not there any more; choose again.
locations-too-many-rules = A location has at most { $max } rules; make two locations of it.
locations-too-many = There are too many locations; archive some first.
locations-device-taken = A device here belongs to { $other }; remove it there first.
locations-kiosk-taken = A kiosk here belongs to { $other }; remove it there first.
locations-rule-taken = { $rule } belongs to { $other }; remove it there first.
locations-position-taken = { $other } has the same position; choose another center.

## entered: what is wrong with what somebody entered

# $what: a name, a phone number …, with its article, as the beginning of the sentence
entered-line-empty = { $what } is needed.
entered-line-control = { $what } is one line without control characters.
entered-line-long = { $what } has at most { $max } characters.
entered-no-name = Enter a name.
entered-a-name = A name
entered-a-last-name = A last name
entered-an-email = An email address
entered-a-phone = A phone number
entered-a-number = An employee number
entered-a-payroll-id = A payroll ID
entered-a-language = A language
entered-a-time-zone = A time zone
entered-a-voice-check = A voice check
entered-a-start-date = A start date
# The same without an article, for the sentence below them.
entered-name = name
entered-last-name = last name
entered-email = email address
entered-phone = phone number
entered-number = employee number
entered-payroll-id = payroll ID
entered-language = language
entered-time-zone = time zone
entered-voice-check = voice check
entered-start-date = start date
# $text: what was entered, such as: N/A
entered-placeholder = “{ $text }” is not a valid { $name }; leave it empty if there is none.
entered-other-name = The last name must be the last part of the name above, such as García López.
# $known: codes of languages
entered-no-language = This language is not one of the workspace's: { $known }.
entered-no-zone = There is no such time zone; use a name such as America/Chicago, or Central.
entered-no-choice = The voice check is on, off, or the same as the workspace.
entered-no-day = There is no such day; write it like 2026-12-01.
entered-email-none = That doesn’t look like an email address, such as name@example.com.
entered-email-placeholder = That doesn’t look like an email address; leave the cell empty if there is none.
entered-email-several = There are several email addresses here; keep one, such as name@example.com.
entered-email-blank = There is a space in this email address; it should look like name@example.com.
entered-email-hidden = There is a hidden character in this email address; type it again.
entered-phone-none = That doesn’t look like a phone number. Write it with + and the country code, such as +15555550123; a US or Canadian number can also be written as (555) 555-0123.
entered-phone-spreadsheet = A spreadsheet has changed this phone number. Format the column as text there, put the number in again, and upload the list once more.
entered-phone-extension = This phone number has an extension, which cannot be dialed here; leave the extension out, or the number.
entered-phone-several = There are several phone numbers here; keep one.
# $number: as it was entered
entered-rounded = Spreadsheets write long numbers like this: “{ $number }” may have been something else. Check it.
entered-point-zero = Spreadsheets add .0 to numbers: “{ $number }” may have been something else. Check it.
entered-date = Spreadsheets turn numbers with a dash into dates: “{ $number }” may have been something else. Check it.
entered-an-accounting-code = An accounting code
entered-phone-code = A phone code is 1 to 8 digits.
## signin: signing in with a password

signin-sign-in = Sign in
signin-plain-http = This page was opened over plain http, where browsers do not keep you signed in and passwords can be intercepted. Sign in at <a href="{ $address }">{ $address }</a> instead.
signin-email = Email address
signin-forgot = Forgot password?
signin-busy = Too many people are signing in at this moment, and calls come first. Wait a few seconds, then type the password again.
# A clause: the page makes a sentence of it.
signin-not-an-email = that doesn’t look like an email address, such as name@example.com

## factor: the second factor: setting it up, signing in with it, recovery codes

factor-title = Second factor
factor-off = A code from an app on your phone, asked for beside the password at every sign-in: nobody signs in as you with the password alone.
factor-set-up = Set up a second factor
factor-turn-on = Turn it on
factor-not-now = Not now
# $since: a moment
factor-on = On since { $since }. A code from your app is asked for at every sign-in.
factor-recovery-codes = Recovery codes
factor-none-left = None is left: make new ones, so that you can sign in without your phone.
factor-left-one = { $count } left, for when you have no phone at hand.
factor-left-other = { $count } left, for when you have no phone at hand.
factor-new-end-old = New ones end those that you have.
factor-make-new = Make new recovery codes
factor-remove-head = Remove the second factor
factor-new-phone = For a new phone, remove it here and set it up again there.
factor-asked-again = Your workspace asks owners and admins for one: you set it up again at the next sign-in.
factor-remove = Remove
factor-removed = The second factor is removed.
factor-step-install = Install an authenticator app on your phone, if you have none.
# Before a QR code.
factor-step-scan = Add an account in the app, and scan this:
factor-qr = QR code for the app
factor-step-key = Or type this key, as a time-based key: <strong class="key">{ $key }</strong>
factor-step-type = Type the six digits that the app shows now.
factor-code = Code from your app
factor-code-hint = Six digits. Each code counts once.
factor-use-recovery = Use a recovery code instead
factor-recovery-code = Recovery code
factor-recovery-hint = One of the ten that you were given when you set up the app, such as abcde-fghjk. Each works once.
factor-codes-intro = Each of these codes works once, in place of a code from your app. Keep them where you find them without your phone: on paper, or in a password manager. <strong>They are shown this once.</strong>
factor-codes-kept = I have kept them
factor-type-code = Type a code
factor-lost = If you have neither your phone nor a recovery code, ask an owner of your workspace to reset your second factor.
factor-asked = Your workspace asks owners and admins for a second factor: a code from an app on your phone, beside the password. Set it up to sign in.
factor-turn-on-and-sign-in = Turn it on and sign in
factor-sign-in-again = Sign in again
factor-over = That took longer than 15 minutes, or five codes were wrong. Type your password again, and then a new code.

## forgotten: a forgotten password

forgotten-title = Forgot password
forgotten-intro = We will email you a link to choose a new one. Until then the old one still works.
forgotten-send = Send the link
forgotten-back = Back to the sign-in page
forgotten-asked-title = Check your email
forgotten-asked = If a user has the address <strong>{ $email }</strong>, an email with a link is being sent to them. The link lets you choose a new password, once, within two hours.
forgotten-asked-to-folder = If a user has the address <strong>{ $email }</strong>, an email with a link is written to the outbox folder. The link lets you choose a new password, once, within two hours.
forgotten-no-mail-server = This gateway has no mail server: its emails go to a folder. Ask the person who runs it for yours.
forgotten-nothing-came = Nothing after a few minutes? Check your spam folder, check the address for typos, and ask an owner of your workspace whether you are on the list of users.

## welcome: behind the links by which a password is chosen

welcome-set-up = Set up phoneclock
welcome-choose = Choose a password
welcome-owner-intro = You will be the owner: you can do everything, and invite others.
welcome-your-name = Your name
welcome-your-email = Your email address
welcome-workspace = Workspace
welcome-workspace-name = Name of the workspace
welcome-workspace-name-hint = One employer is one workspace.
welcome-zone = Time zone
welcome-zone-hint = Hours are shown and spoken in it. Use its IANA name, such as America/Chicago.
welcome-whose = For <strong>{ $email }</strong>.
welcome-password-hint = At least 12 characters. Three or four words make a good one.
welcome-again = The same password again
welcome-create-owner = Create the owner
welcome-set-password = Set the password
# Each of these three is a clause: the page makes a sentence of it.
welcome-no-zone = "{ $zone }" is not an IANA time zone; use a name such as America/Chicago
welcome-no-workspace-name = a workspace needs a name
welcome-workspace-name-long = a workspace's name has at most { $most } characters, all on one line
welcome-spent-title = This link no longer works
welcome-spent = This link has been used or replaced by a newer one, or it has expired. Ask for a new one on the sign-in page, or ask the person who invited you.

## confirm: the password once more, before what matters

confirm-title = Confirm it is you
confirm-by-pin = You signed in by PIN on a shared device. That is enough to see who is in, unlock people, clock for others and add missing times. For anything else your password is needed as well.
confirm-pin-only = You sign in by PIN only, so there is no password to type. Ask an owner to do it, or to let you sign in with a password.
confirm-back = Back to who is in
confirm-type-again = Type your password once more.
confirm-type-again-and-code = Type your password once more, and a code.
confirm-type-password = Type your password.
confirm-type-and-code = Type your password, and a code.
confirm-why = It is asked for before anything about users, PINs, exports or devices, and then counts for 10 minutes in this browser.
confirm-kept = What you have filled in is kept, and sent as soon as the password is right.
confirm-demo = In this demo it is “{ $password }” for everybody.
confirm-button = Confirm

## alerts: of which alerts one is told

alerts-title = Alerts
alerts-intro = Alerts go to <strong>{ $email }</strong>. Each one is sent once, and not again for as long as it is open. No alert is sent while the clock of this gateway may be wrong.
alerts-no-mail-server = This gateway has no mail server: alerts are written to the outbox folder, and nobody gets one by email. Ask the person who runs the gateway to set PHONECLOCK_SMTP_URL.
alerts-nothing-saved-yet = Nothing is saved yet: see what is marked below.
alerts-tell-me = Tell me about
alerts-how = How
alerts-each = As it happens: an email within about a minute
alerts-digest = Once a day: one email with what is open and what was closed
alerts-digest-hint = No email on a day without anything to list.
alerts-hour = Time of the daily email
alerts-hour-hint = By the clock in { $zone }. Only for once a day.
alerts-clear-too = Also tell me when it is over (all clear)
alerts-save = Save alerts
alerts-open-now = Open now
alerts-none-open = No open alerts.
alerts-none-open-hint = Only what somebody here has turned on is watched.
alerts-since = Alert since { $written_at }
# $count: how many more than are listed
alerts-more = and { $count } more
alerts-sent = Sent to you lately
alerts-none-sent = No alerts were sent to you yet.
alerts-when = When
alerts-what = What
alerts-email = Email
alerts-all-clear = All clear
alerts-daily = Daily email
alerts-single = Alert
alerts-saved = Your alerts are saved.
alerts-saved-none = Saved. No alerts are sent to you.
alerts-not-saved = Nothing was saved. Please try again.
# What each kind is called, what it means, and the time that is set for it.
alerts-in-too-long = Clocked in too long
alerts-in-too-long-means = An employee is still clocked in after this many hours. All clear when they clock out.
alerts-in-too-long-limit = After (hours)
alerts-in-too-long-wrong = type 1 to 72 hours
alerts-near-overtime = Close to overtime
alerts-near-overtime-means = An employee has this many hours or fewer left in the week before overtime begins, counting the time of people who are clocked in now.
alerts-near-overtime-limit = Hours left
alerts-near-overtime-wrong = type 0 to 40 hours
alerts-no-limit = there is no time to set
alerts-not-here = Not clocked in yet
alerts-not-here-means = An employee has not clocked in half an hour after they usually do on that weekday, learned from the last four weeks, or after the start planned on their page. Nobody is missed on a weekday they usually do not work. All clear when they clock in.
alerts-kiosk-silent = Kiosk not seen
alerts-kiosk-silent-means = A kiosk device was not seen for a whole working day, Monday to Friday. All clear when it is seen again.
alerts-line-failing = Trouble with phone calls
alerts-line-failing-means = Several calls in a short time went wrong: the phone provider reported errors, requests came with a signature that does not fit, or they could not be answered. At most once a day for each.
# An alert, in a sentence without its end. $since: a moment
alerts-said-long = { $employee }: clocked in since { $since }
alerts-said-overtime = { $employee }: { $hours } hours this week, overtime after { $limit }
alerts-said-hours = { $employee }: { $hours } hours this week
alerts-said-absent = { $employee }: expected { $since }, not clocked in
alerts-said-silent = { $device } at { $kiosk }: not seen since { $since }
alerts-said-gone = A device that is gone: not seen since { $since }
alerts-said-refused = Phone line: { $count } requests in a row with a signature that does not fit, since { $since }
alerts-said-failed = Phone line: { $count } requests could not be answered, since { $since }
alerts-said-missed = Phone line: calls that did not get through since { $since }: { $count }, under Exceptions
alerts-said-provider = Phone line: error { $code } reported by the phone provider in { $count } calls, since { $since }
# How far an email has come.
alerts-mail-in-folder = In the outbox folder
alerts-mail-sent = Sent
alerts-mail-waiting = On its way
alerts-mail-failed = Not sent
alerts-mail-none = No email
alerts-texts = Text messages
alerts-by-text = Send each alert as a text message as well
alerts-by-text-hint = By checking this you agree to get texts from this gateway at this number; your phone company may charge for them. Reply STOP to end them. The daily email is never sent as a text.
alerts-number = Your mobile number
alerts-no-sender = This gateway sends no texts to the country of this number.
alerts-text-stopped = Texts to this number were stopped by a reply of STOP. To get them again, reply START from that phone, then save this page.
# How far a text has come.
alerts-text-waiting = Text on its way
alerts-text-queued = Text queued
alerts-text-sent = Text sent
alerts-text-delivered = Text delivered
alerts-text-undelivered = Text undelivered
alerts-text-failed = Text not sent

## users: who signs in, how, and as which employee

users-title = Users
users-no-mail-server = This gateway has no mail server: emails go to its outbox folder. Ask the person who runs it to pass them on, or to set PHONECLOCK_SMTP_URL.
users-caption = Who signs in to these pages, and what they may do.
users-name = Name
users-email = Email address
users-role = Role
users-status = Status
users-not-active = not active
users-active = active
users-with-factor = second factor
users-invited = invited
users-change = Change
users-invite = Invite somebody
users-choose = Choose
users-role-hint = Owners do everything. Admins set everything up: employees, jobs, links, settings. Managers see who is in and unlock people. Payroll listens to voice checks and exports hours.
users-choose-role = Choose what they may do.
users-send-invitation = Send the invitation
users-only-owners = Only owners invite and change users.
users-is-invited = { $name } is invited; the email is being sent.
users-is-invited-in-folder = { $name } is invited; the email is written to the outbox folder.
users-sessions = Where they are signed in
users-who = Who
users-you-here = (you, here)
# How far the email with the invitation has come. $at: a moment
users-mail-in-folder = email written to the outbox folder
users-mail-sent-at = email sent { $at }
users-mail-sent = email sent
users-mail-being-sent = email being sent
# $problem: what the mail server said, in English
users-mail-waiting = email waiting: { $problem }
users-mail-failed = email not sent: { $problem }
users-may-sign-in = May sign in
users-yes = yes
users-no = no
users-may-sign-in-hint = With no, they are signed out everywhere at once. What they did stays in the audit log.
users-choose-yes-or-no = Choose yes or no.
users-yourself = This is you: only another owner can give back what you take away from yourself.
users-save = Save
users-back = Back without saving
users-changed = The user is changed.
users-invitation = Invitation
users-not-joined = They have not chosen a password yet. A new invitation replaces the earlier one.
users-invite-again = Send a new invitation
users-invited-again = A new invitation is being sent; the earlier one no longer works.
users-invited-again-in-folder = A new invitation is written to the outbox folder; the earlier one no longer works.
# $why: a clause
users-nothing-sent = Nothing was sent: { $why }.
users-factor = Second factor
users-factor-reset = Reset the second factor…
users-factor-reset-hint = For somebody who has neither their phone nor a recovery code. Make sure that it is them who asks. They are signed out everywhere, and sign in with the password alone until they set up another one.
users-factor-reset-button = Reset second factor
users-factor-is-reset = The second factor of { $name } is gone, and they are signed out everywhere.
users-nothing-changed = Nothing was changed: { $why }.
# $why: a sentence without its end
users-nothing-changed-as = Nothing was changed. { $why }.
users-sign-in = How they sign in
users-login-method = Login method
users-login-method-hint = By PIN they sign in on approved devices, and see who is in, unlock people, clock for others and add missing times there. With PIN only, no password lets them in, on any device.
users-by-password = Password
users-by-password-and-pin = Password and PIN
users-by-pin-only = PIN only
users-pins-off = Signing in by PIN is switched off for this workspace.
users-login-method-save = Save the login method
users-now-by-password = { $name } signs in with a password.
users-now-by-password-and-pin = { $name } signs in with a password, and by PIN on approved devices.
users-now-by-pin-only = { $name } signs in by PIN on approved devices, and nowhere else.
users-code-and-pin = Supervisor code (PIN)
# Of a supervisor code.
users-none = none
# $digits: how many, 5 to 8; $since: a moment
users-code-set = currently set, { $digits } digits, since { $since }
users-change-code = Change or remove the code
users-give-code = Give them a code
users-employee = Employee
users-link-another = Link to another employee
users-not-linked = not linked.
users-link = Link to an employee
users-unlink = Unlink from the employee
users-linked = { $name } is linked to the employee { $employee }.
users-unlinked = { $name } is not linked to an employee any more.
users-which-employee = Which employee is { $name }?
users-is-employee = <bdi>{ $name }</bdi> is the employee <strong><bdi>{ $employee }</bdi></strong>.
users-is-no-employee = <bdi>{ $name }</bdi> is not linked to an employee.
users-why-link = Link users who clock in themselves: a Universal PIN then never clocks those of them who are owners or admins.
users-find-hint = Part of the name, or the number, email address or phone number.
users-find = Search for people
users-no-employees = There are no employees yet.
users-no-employees-hint = An owner or admin adds them on Employees.
users-nobody = Nobody matches.
users-nobody-hint = Try part of the name, or the employee number.
# A button; what is in the span is heard, not seen.
users-is-person = <span class="hidden">{ $name } is </span><bdi>{ $person }</bdi>
users-codes = Supervisor codes
users-codes-intro = With a supervisor code, owners, admins and managers unlock people and clock for others at every kiosk, with their own name on it.
users-codes-are-pins = Users whose login method has a PIN also sign in with it on approved devices: there the code is their PIN.
users-codes-open-nothing = Kiosks are not activated, so these codes open nothing.
users-codes-caption = Active users and their supervisor codes
users-supervisor-code = Supervisor code
users-change-code-of = Change or remove<span class="hidden"> the code of { $name }</span>
users-give-code-to = Give a code<span class="hidden"> to { $name }</span>
users-code-of = Supervisor code of { $name }
users-code-new-is = The new supervisor code of <bdi>{ $name }</bdi> is <strong class="big">{ $code }</strong>
users-code-shown-once = It is shown this once. Tell them in person, not by email.
users-code-card = The supervisor code
users-never-activated = Kiosks were never activated. Activate them first; then users can have supervisor codes.
users-code-supervises = At every kiosk this code unlocks people and clocks others, with the name of <bdi>{ $name }</bdi> on it.
users-code-is-pin = On approved devices it is also the PIN that signs <bdi>{ $name }</bdi> in.
users-code-is-no-pin = It does not sign anybody in, as the login method is the password alone.
users-code-generate = Generate a new code
users-code-generate-again = Generate a new code…
users-code-ends = The code they have ends at once, and anybody who signed in with it is signed out.
users-digits = Digits
users-code-generate-button = Generate new code
users-code-type = Type a code
users-code-new = New code
users-code-hint = 5 to 8 digits. Nobody else in the workspace may have it: not another user, not a kiosk as its Universal PIN, not an employee who clocks by PIN alone.
users-code-again = Type it again
users-code-set-button = Set code
users-code-is-set = The supervisor code is set.
users-code-remove = Remove the code
users-code-remove-hint = It stops working at once, and anybody who signed in with it is signed out.
users-code-remove-button = Remove code
users-code-removed = The supervisor code of { $name } is removed. It opens nothing from now on.
users-codes-all = All supervisor codes
users-codes-differ = The two codes do not match. Type both again.
users-code-format = A supervisor code has 5 to 8 digits, from 0 to 9.
users-code-refused = This code is easy to guess, or cannot be used here. Choose another one, or generate one.
users-code-activate-first = Activate kiosks first; then users can have supervisor codes.
users-code-none = There was no code to remove.
users-code-only-way-in = They sign in by PIN only. Let them sign in with a password first, or generate a new code.
users-code-exhausted = No code could be generated. Choose one with more digits.
users-code-made-already = Nothing was changed: the code was made or changed after this page was shown. Generate another one if that is still needed.
users-code-too-many = Too many codes were typed within an hour. Generate one, or wait an hour.
## importing: lists of people and jobs from files: the upload, what was done, and undoing it

importing-people-title = Import employees
importing-jobs-title = Import jobs
importing-people-list = List of employees (Excel or CSV)
importing-jobs-list = List of jobs (Excel or CSV)
importing-jobs-hint = One line for each job, with its name, and a phone code or an accounting code if you have them. At most 10,000 lines and 2 MB.
importing-jobs-matched = Existing jobs, matched by name or accounting code, can be updated. You see every change before anything is imported.
# $languages: such as: en or es
importing-people-hint = As your payroll or HR system exports it, with any column names: you check the columns in the next step. Names can be in one column or two, also as “Torres, Ana”. Languages ({ $languages }) and time zones can be written any usual way. At most 10,000 people and 2 MB.
importing-people-matched = Existing employees, matched by number, email address, or name and phone number, can be updated. You see every change before anything is imported. A phone number without + is read as a US or Canadian number.
importing-either = { $first } or { $second }
importing-go-on = Continue
importing-cancel = Cancel
importing-recent = Imports of the last day
# Behind a sentence that says what was done.
importing-was-undone = This was undone.
# Clauses, of which the page makes a sentence with commas between them: 3 employees added, 1 updated, 2 unchanged.
importing-people-added-one = { $count } employee added
importing-people-added-other = { $count } employees added
importing-jobs-added-one = { $count } job added
importing-jobs-added-other = { $count } jobs added
importing-updated-one = { $count } updated
importing-updated-other = { $count } updated
importing-unchanged = { $count } unchanged
importing-with-mistakes = { $count } with mistakes
importing-people-removed-one = { $count } employee removed
importing-people-removed-other = { $count } employees removed
importing-jobs-archived-one = { $count } job archived
importing-jobs-archived-other = { $count } jobs archived
importing-changed-back-one = { $count } changed back
importing-changed-back-other = { $count } changed back
# $did: such as: 3 employees added, 1 updated.
importing-before = This list was imported before, and nothing was done now. Then: { $did }
# $at: a moment; $did: such as: 3 employees added, 1 updated.
importing-imported-by = <strong><bdi>{ $file }</bdi></strong>, imported by { $by } on { $at }: { $did }
importing-people-overtaken-one = { $count } selected change was not made, because the employee had changed in the meantime. Upload the list again to see what differs.
importing-people-overtaken-other = { $count } selected changes were not made, because the employees had changed in the meantime. Upload the list again to see what differs.
importing-jobs-overtaken-one = { $count } selected change was not made, because the job had changed in the meantime. Upload the list again to see what differs.
importing-jobs-overtaken-other = { $count } selected changes were not made, because the jobs had changed in the meantime. Upload the list again to see what differs.
# $at: a moment; $did: such as: 2 employees removed, 1 changed back.
importing-undone-by = <strong>Undone</strong> by { $by } on { $at }: { $did }
importing-not-undone = What could not be undone
importing-name = Name
importing-why = Why
importing-a-list = Import a list
importing-all-people = See all employees
importing-all-jobs = See all jobs
importing-set-up = Set them up for the phone
importing-another = Import another list
importing-undo = Undo
# $until: a moment
importing-jobs-until = Until { $until } you can undo this import: the jobs that were added are archived, and the changed ones get back what they had before. Jobs that somebody has worked on or changed since stay as they are.
importing-people-until = Until { $until } you can undo this import: the employees who were added are removed, and the updated ones get back what they had before. Employees who were set up, have clocked or were changed since stay as they are.
importing-undo-this = Undo this import
# Why something could not be undone, behind a name.
importing-kept-clocked = has time entries
importing-kept-set-up = was set up for the phone, or was sent a link
importing-kept-called = has called
importing-kept-assigned = was assigned to a job
importing-kept-linked = is linked to a user
importing-kept-claimed = has reported something that awaits a decision, or has exceptions
importing-kept-at-kiosks = was set up for kiosks, or has used one
importing-kept-approved = has approved or exported hours
importing-kept-changed = was changed since
importing-kept-taken = the number or code from before belongs to somebody else now
importing-kept-gone = no longer exists
# Why a file is not taken. Each of these is a clause: the page makes a sentence of it.
importing-refused-large = this file is larger than 2 MB, which is far more than 10,000 lines; leave out what is not needed or split it
importing-refused-old-workbook = this Excel workbook is of the old kind (.xls) or has a password; save it as "Excel Workbook (.xlsx)" without a password and upload that
importing-refused-broken-workbook = this Excel workbook cannot be read; save it again as "Excel Workbook (.xlsx)" or as "CSV UTF-8 (comma delimited)" and upload that
importing-refused-large-workbook = this Excel workbook is far larger than a list of 10,000 lines; copy the list to a workbook of its own and upload that
importing-refused-no-text = this is neither a list in text nor an Excel workbook; save it as "CSV UTF-8 (comma delimited)" and upload that
importing-refused-people-empty = this file is empty; a line on top names the columns, and each line below it is a person
importing-refused-jobs-empty = this file is empty; a line on top names the columns, and each line below it is a job
importing-refused-nobody = there is nobody in this file: below the names of the columns comes a line for each person
importing-refused-no-job = there is no job in this file: below the names of the columns comes a line for each job
importing-refused-lines = this file has more than 10,000 lines; split it, and import one part after the other
importing-refused-no-name = no column of this file has the names
importing-refused-unreadable = the columns cannot be told apart; save the list as "CSV UTF-8 (comma delimited)" and upload that
importing-refused-no-upload = there is no such upload in this workspace
importing-refused-expired = this upload has expired; upload the file again

## columns: what the columns of a list are

columns-check = <strong>{ $file }</strong>: check what each column is. Nothing is imported yet.
columns-sheet = Sheet
columns-head = Line with the column names
columns-no-names = The file has no column names
# $text: what stands in that line
columns-line = Line { $line }: { $text }
columns-in-file = Column in the file
columns-what-this-is = What this column is
columns-first-values = First values
# In the place of a heading.
columns-column = Column { $number }
columns-what-it-is = What the column { $heading } is
columns-unused = We don’t use it
columns-people-clears = An empty cell in the file empties the field of an existing employee
columns-jobs-clears = An empty cell in the file empties the field of an existing job
columns-another-file = Upload another file
columns-people-no-name = We could not tell which column has the names. Choose it below: Name, or First name and Last name.
columns-jobs-no-name = We could not tell which column has the names of the jobs. Choose it below.
# What a column can be.
columns-name = Name
columns-last-first = Name, last name first
columns-first = First name
columns-middle = Middle name
columns-last = Last name
columns-second-last = Second last name
columns-suffix = Suffix (Jr., III)
columns-number = Employee number
columns-payroll-id = Payroll ID
columns-email = Email address
columns-phone = Phone number
columns-language = Language
columns-time-zone = Time zone
columns-starts = Start date
columns-status = Status (active or left)
columns-active = Active (yes or no)
columns-ended = Last day
columns-voice-check = Voice check (on or off)
columns-job-name = Job name
columns-phone-code = Phone code
columns-accounting-code = Accounting code

## differences: what importing a list would do, before it is done

# Clauses behind the name of the file, with commas between them: 2 to add, 1 to update, 3 unchanged, 1 with mistakes.
differences-adding = { $count } to add
differences-updating = { $count } to update
differences-nothing-yet = Nothing is imported yet.
differences-left-one = { $count } has left, according to the file, and won’t be added.
differences-left-other = { $count } have left, according to the file, and won’t be added.
differences-not-people-one = { $count } line is not a person.
differences-not-people-other = { $count } lines are not people.
differences-guessed = Check the names below: if accented letters look wrong, save the list as “CSV UTF-8” and upload it again.
# $taken, $other: names of columns
differences-differ-one = “{ $taken }” and “{ $other }” differ in { $count } line; “{ $taken }” is used.
differences-differ-other = “{ $taken }” and “{ $other }” differ in { $count } lines; “{ $taken }” is used.
# $before: such as: Torres, Ana; $after: Ana Torres
differences-turned = Names are written with the last name first in { $lines } lines: “{ $before }” becomes “{ $after }”.
differences-no-last-names = There is no column for last names, so only first names are imported.
# $columns: the names of some
differences-unused = We don’t use these columns: { $columns }.
differences-change-columns = Change the columns
differences-people-update = Update the selected employees
differences-jobs-update = Update the selected jobs
differences-people-import-one = Import { $count } employee
differences-people-import-other = Import { $count } employees
differences-jobs-import-one = Import { $count } job
differences-jobs-import-other = Import { $count } jobs
differences-people-both-one = Add { $count } employee and update the selected
differences-people-both-other = Add { $count } employees and update the selected
differences-jobs-both-one = Add { $count } job and update the selected
differences-jobs-both-other = Add { $count } jobs and update the selected
differences-to-update = To update
differences-selected = Only the selected ones are changed.
differences-first-shown = The first { $shown } of { $count } are shown.
differences-update = Update
differences-update-name = Update { $name }
differences-changes = Changes
# In the place of a value.
differences-empty = empty
differences-rest = Also update the { $count } that are not shown
differences-no-jobs = There is nothing to add or update.
differences-nobody = There is nobody to add or update.
differences-mistakes = Lines with mistakes
differences-mistakes-left-out = They are not imported. Fix them in the file and upload it again.
differences-people-mistakes = Lines with mistakes are not imported. Fix them in the file and upload it again, now or later.
differences-line = Line
differences-wrong = What is wrong
differences-more = And { $count } more.
differences-check = Check these before you import
differences-why = Why
differences-no-longer = No longer employed, and not added
differences-file-says = The file says
differences-no-people = Lines that are not people
differences-text = Text
differences-looks-like = Looks like
differences-add-by-hand = If one of them is a person, <a href="/employees/new">add them by hand</a>.
differences-without-changes = Existing employees without changes
differences-reactivate = Open and reactivate
# Behind a semicolon. $left: such as: not active
differences-file-says-left = the file says <bdi>{ $left }</bdi>.
differences-deactivate = Open and deactivate
differences-to-add = To add
differences-to-add-first = To add: the first { $shown } of { $count }
# Fields of people and jobs.
differences-name = Name
differences-last-name = Last name
differences-email = Email
differences-phone = Phone
differences-number = Number
differences-payroll-id = Payroll ID
differences-language = Language
differences-time-zone = Time zone
differences-voice-check = Voice check
differences-starts-on = Start date
differences-accounting-code = Accounting code
differences-phone-code = Phone code
# Of the voice check.
differences-on = on
differences-off = off
# What a line that is no person looks like.
differences-ornament = a decorative line
differences-total = a total
differences-counted = a count
differences-title-again = a repeated title
differences-heading = a heading
differences-columns-again = the column names again
differences-page-number = a page number
differences-program-note = a note from the program that created the list
differences-nameless = a line without a name, a number or an address
# What the file says of somebody who has left.
differences-not-active = not active
differences-last-day = last day { $day }
# By what somebody is known already: alone, and as $same behind an article.
differences-same-number = same employee number
differences-same-email = same email address
differences-same-name-and-phone = same name and phone number
differences-same-name = same name
differences-has-same = { $holder } has the { $same }
differences-inactive-has-same = { $holder } (inactive) has the { $same }
differences-line-has-same = Line { $line } has the { $same }.
differences-same-in-doubt = { $same }, but quite another name: is this the same person?
# Of a job that would be updated.
differences-archived = archived; would be used again
# What is wrong with a line.
differences-same-job = Line { $line } is about the same job.
differences-line-has-code = Line { $line } has the same phone code.
differences-job-has-code = The job { $job } has this phone code.
differences-torn = A cell goes over several lines: its closing quotation mark is missing, or a quotation mark is there by mistake, so that lines { $line } to { $to } run together.
differences-too-many-cells = There are more cells than columns; a cell with a comma in it needs quotation marks around it.
differences-spreadsheet-error = A spreadsheet has an error where the name should be.
differences-placeholder = This is not a name; enter the name.
differences-lost-letter = A letter of the name was lost ({ "\uFFFD" }); save the list as “CSV UTF-8” and upload it again.
differences-no-letter = This name has no letters.
# Why somebody should look at a line that is good. $text: what the file has there.
differences-name-changed = The file has “{ $text }”.
differences-name-alone = There is only a name. Is this a person?
differences-no-start-date = The start date “{ $text }” is no day that we can read, and is left out: they may clock at once. Write it like 2026-12-01.
differences-shared-address = { $name } has the same email address, so this person is added without one.
differences-namesake = { $name } exists already, with another number, email address or phone number. Is this somebody else?
differences-letter-lost = A ? in a name is often a letter that was lost.
differences-zeros-dropped = “{ $number }” may be “{ $other }”, which exists too: spreadsheets drop leading zeros.
differences-zeros-lost = “{ $number }” may have lost leading zeros, which others have (“{ $example }”): spreadsheets drop them.

## help: the list of help, and what its pages are about

help-intro = Each page is about one task. <a href="/search">Search</a> looks through all of them.
help-all = All help
# Each page is found by the words of its title and of what it is about.
help-start-title = Set up a new workspace
help-start-about = The order of the first steps, from people to the first export.
help-roll-out-title = Get people onto the phone
help-roll-out-about = Setup links by email, one-time codes, wallet cards, and what to do about people who have not started.
help-calling-title = What people hear and key in
help-calling-about = The call step by step, wrong PINs, forgotten clock-outs, and hanging up early.
help-kiosks-title = Set up a kiosk
help-kiosks-about = Connect a tablet, choose how people identify themselves, and print badges.
help-locations-title = See where people clock
help-locations-about = Clock locations, what they are recognized by, and what is flagged.
help-exceptions-title = Resolve exceptions
help-exceptions-about = Forgotten clock-outs, missing jobs, claims, and what blocks payroll.
help-voice-checks-title = Review voice checks
help-voice-checks-about = Which recordings come first, what the verdicts mean, and how long recordings are kept.
help-hours-title = How hours and overtime are counted
help-hours-about = Pay periods, workweeks, rounding, daylight saving, and night shifts.
help-payday-title = From exceptions to the payroll file
help-payday-about = Approve hours, reopen them, export them, and export differences.
help-roles-title = Who can see and change what
help-roles-about = Owners, admins, managers and payroll, and passwords that are asked again.
help-terms-title = Terms used on these pages
help-terms-about = Blocking, clocked, employee says, paid, claim, batch and others, in a sentence each.

## topics: the pages of help

# Set up a new workspace.
topics-start-intro = These steps make a new workspace ready for its first payday. The start page checks them off as you do them.
topics-start-settings = <strong>Check the settings.</strong> <a href="/settings">Settings</a> have the employer’s name, the time zone, the languages and how dates, times and hours are written.
topics-start-pay-period = <strong>Set the pay period.</strong> On <a href="/settings/payroll">Payroll settings</a>, choose how often you pay, the first day of the period, overtime and rounding.
topics-start-jobs = <strong>Add jobs</strong>, if you track them. A job needs a phone code to be keyed in on the phone: see <a href="/jobs">Jobs</a>.
topics-start-people = <strong>Bring in people.</strong> Upload the list that HR keeps on <a href="/employees/import">Import employees</a>, or add people one by one.
topics-start-office = <strong>Invite the others in the office.</strong> Owners do that on <a href="/users">Users</a>; <a href="/help/roles">roles</a> say who can see and change what.
topics-start-links = <strong>Send setup links.</strong> See <a href="/help/roll-out">Get people onto the phone</a>. Make the first call yourself.
topics-start-export = <strong>Add an export profile</strong> on <a href="/exports">Exports</a>, so that you know before payday whether your payroll system takes the file.
# Get people onto the phone.
topics-roll-out-own-pin = People choose their own PIN. Nobody in the office ever sees it.
topics-roll-out-by-email = By email
topics-roll-out-send-links = On <a href="/time-tracking/phone-clocking">Phone Clocking</a>, press the button that sends setup links. It goes to people who have an email address and are not set up; pressing it again sends nothing to people whose link still works. A link works for 7 days and can be used once.
topics-roll-out-without-email = Without email
topics-roll-out-card = Give the person a card with a one-time code. They call the number, press star, key in the code and choose a PIN on the phone.
topics-roll-out-not-started = Who has not started
topics-roll-out-statuses = The list can be filtered by status. <strong>Link sent</strong>: the link has not been used yet. <strong>Link expired</strong>: 7 days have passed; send a new one. <strong>Ready</strong>: the person has a PIN and can call.
topics-roll-out-forgotten = A forgotten PIN
topics-roll-out-new-pin = Open the person on Phone Clocking and send a link for a new PIN. The old PIN works until the new one is chosen.
topics-roll-out-by-hand = If you must, you can set a PIN by hand on the same page. It is not shown again. See also <a href="/help/calling">What people hear and key in</a>.
# What people hear and key in.
topics-calling-intro = A call takes about 20 seconds. People can key in an answer before the question ends, and keys typed ahead are kept.
topics-calling-id = The person keys in their phone clock ID and presses pound.
topics-calling-pin = They key in their PIN and press pound.
topics-calling-clocked = They hear that they are clocked in or out, and at what time. From here on, hanging up costs nothing: the time is saved.
topics-calling-job = If jobs have phone codes, they key in a job code and press pound, or only pound to skip it where jobs are optional.
topics-calling-voice = If voice checks are on, they say their name after the tone and press pound.
topics-calling-time = The time
topics-calling-answered = The time of a punch is the moment the call was answered, however long the call takes.
topics-calling-forgotten = Forgotten clock-outs
topics-calling-new-shift = If the last clock-in is too long ago, the call asks whether this is a new shift or the clock-out. The limit is on <a href="/settings">Settings</a>. A new shift leaves the old entry without an end, as an <a href="/help/exceptions">exception</a> for payroll.
topics-calling-wrong-pins = Wrong PINs
topics-calling-locked = After three wrong PINs in a row the ID is locked, first for 15 minutes, then for longer. Unlock people on <a href="/time-tracking/phone-clocking">Phone Clocking</a>. A locked person hears the same words as for a wrong PIN.
topics-calling-menu = The menu
topics-calling-star = A person who keys in a star behind the PIN, then pound, hears a menu and is not clocked: 1 starts a break and 2 ends it, where <a href="/settings/breaks">kinds of breaks</a> are set up; 3 goes on to another job; 4 clocks in or out; 5 tells the hours of the week and the last punches; 6 reports a punch that was missed, with the time keyed or said and a recording; 7 changes the PIN; 8 clocks the crew; 9 ends the call; 0 or star says it again. The keys can be typed ahead; where one does nothing, those behind it are dropped.
topics-calling-crew = A person who has a crew, on <em>Crew</em> of the employee, clocks its people in one call: one by one, or by their phone clock IDs. Each is clocked at the moment of the key and says their own name; entries say who clocked them. What was missed, and what is left after three wrong PINs, waits among the <a href="/exceptions">exceptions</a> with its recording: nothing counts before somebody accepts it.
# Set up a kiosk.
topics-kiosks-intro = A kiosk is a tablet or computer at a site that everybody there shares.
topics-kiosks-activate = On <a href="/time-tracking/kiosks">Kiosks</a>, activate kiosks for the workspace and choose how people identify themselves: by name and PIN, by employee number and PIN, by PIN alone, or by QR badge.
topics-kiosks-add = Add a kiosk: a name, who may use it, and a default job if there is one.
topics-kiosks-connect = Press <strong>Connect a device</strong>, open the address shown on the tablet and key in the code. Both screens show the same two-digit number; confirm it.
topics-kiosks-pins = PINs and badges
topics-kiosks-made = Kiosk PINs are made for people; phone PINs are another thing, and neither knows of the other. Print slips, mail badges or make new PINs from the list of employees: select people, then choose what to do.
topics-kiosks-silent = A device that is silent
topics-kiosks-check = The start page says when a device has not been seen for a working day. Check its power and its network. While it is away, people can call.
topics-kiosks-offline = A kiosk without a network
topics-kiosks-kept = The screen shows the number of the phone clock first, and then keeps punches that nobody can read on the tablet. They come when the network is back: right ones with the exception “kept offline”, doubtful ones as notes to decide on. Before you add times by hand, look whether Who is in names a kiosk that does not answer.
topics-kiosks-suspended = A device that is suspended
topics-kiosks-revoke = A device is suspended when another browser answered as it did. Revoke it on its page and connect it again.
topics-kiosks-photos = Photos
topics-kiosks-photos-are = A kiosk can take a photo after each punch: Edit on its page. Then open the kiosk on the device once and press Allow the camera for photos, so that nobody who clocks is asked. A punch counts without a photo, and the reason is kept. People look at photos; nothing compares faces. Say “without photo” on the page of anyone who is not to be photographed.
# Resolve exceptions.
topics-exceptions-intro = An exception is something about a time entry that a person must decide on. <a href="/exceptions">Exceptions</a> lists the open ones, the most serious first.
topics-exceptions-blocks = What blocks payroll
topics-exceptions-blocking = Some kinds leave in doubt how long somebody worked, on what, or whether it was them. They are marked as blocking: hours cannot be approved before they are resolved. All others are for you to look at; they stop nothing.
topics-exceptions-clock-out = Forgotten clock-out
topics-exceptions-ask = Ask the person when they left, and fill in the time with a reason. What was clocked stays beside the correction.
topics-exceptions-job = Job missing
topics-exceptions-choose = Choose the job. The entry keeps its times.
topics-exceptions-claims = Claims
topics-exceptions-claim = A claim is what somebody says happened when they could not punch. It is never an entry by itself: accept it as a punch, or refuse it, and give the reason.
topics-exceptions-accepting = Accepting
topics-exceptions-accept = Accepting says that the entry is right as it is. An entry without an end that is accepted pays no hours. Everything that you do can be undone or corrected later, and the history of the entry keeps who did what and why.
# Review voice checks.
topics-voice-intro = After a punch by phone, the call records the spoken name. People listen and decide; the program recognizes nobody and makes no voiceprint.
topics-voice-first = Which ones come first
topics-voice-order = Recordings with an exception come first: calls from a number that the person has not used before, silent or unclear recordings. Of the others, a share is chosen at random; <a href="/settings/payroll">Payroll settings</a> say how large it is.
topics-voice-verdicts = Verdicts
topics-voice-same = Same person
topics-voice-same-is = You hear the person named.
topics-voice-not-this = Not this person
topics-voice-not-this-is = You hear somebody else. This blocks the approval of the entry until it is resolved.
topics-voice-cannot-tell = Cannot tell
topics-voice-cannot-tell-is = The recording is not clear enough.
topics-voice-nobody = Nobody speaks
topics-voice-nobody-is = There is no voice on it.
topics-voice-played = A verdict can be given once the recording has been played to its end. The page of a recording says who listened and when.
topics-voice-kept = How long recordings are kept
topics-voice-days = As many days as <a href="/settings">Settings</a> say. A recording under a legal hold stays until somebody releases it.
topics-voice-photos = Photos at kiosks have a review of their own, from Voice checks: the same verdicts, by eye. Where an entry has both, they are shown side by side.
# How hours and overtime are counted.
topics-hours-days = Days and weeks
topics-hours-belong = Hours belong to the day on which they were worked, in the time zone of the entry. A shift over midnight is split between both days. Workweeks begin on the weekday of the first day of your pay period.
topics-hours-overtime = Overtime
topics-hours-limits = Hours beyond the weekly limit, and beyond the daily limit if you set one, are overtime. Both are on <a href="/settings/payroll">Payroll settings</a>.
topics-hours-rounding = Rounding
topics-hours-rounded = If you round, clocked times stay as they are; only the counted hours are rounded, to the nearest step and for everybody alike. Timesheets show what rounding gave or took.
topics-hours-daylight-saving = Daylight saving
topics-hours-elapsed = Elapsed time counts. A night shift on the day the clocks change is an hour shorter or longer, as it really was.
topics-hours-breaks = Breaks
topics-hours-unpaid = An unpaid break is taken from the hours wherever they are counted, and a paid one is not. Its beginning and end are rounded as clocking out and in again is. A break that nobody ended ends with the clock-out and is an <a href="/help/exceptions">exception</a>. Kinds of breaks and the meal that is due are on <a href="/settings/breaks">Breaks and meals</a>.
topics-hours-written = How hours are written
topics-hours-styles = <a href="/settings">Settings</a> say whether pages write 40:51 or 40.86. Point at hours or at a time to see the seconds.
# From exceptions to the payroll file.
topics-payday-resolve = <strong>Resolve exceptions.</strong> At least the blocking ones: see <a href="/help/exceptions">Resolve exceptions</a>.
topics-payday-hear = <strong>Hear voice checks.</strong> At least the flagged ones: see <a href="/help/voice-checks">Review voice checks</a>.
topics-payday-approve = <strong>Approve hours.</strong> <a href="/approvals">Approvals</a> approves everybody who is ready in one press, once the period is over. Approved entries are locked.
topics-payday-export = <strong>Export.</strong> <a href="/exports">Exports</a> checks the hours against your export profile, says who is left out and why, and makes the file.
topics-payday-wrong = Something was wrong after all
topics-payday-reopen = Reopen the person’s hours on Approvals, with a reason. Correct the entry and approve again. The next export then has the difference only, because the payroll system already has the rest.
topics-payday-period = The pay period
topics-payday-choose = Choose it once with the arrows or the calendar. It stays chosen while you go from page to page.
# Who can see and change what.
topics-roles-owner = Owner
topics-roles-owner-may = Everything, and who is a user at all.
topics-roles-admin = Admin
topics-roles-admin-may = Employees, jobs, PINs, kiosks, settings, and all of payroll.
topics-roles-manager = Manager
topics-roles-manager-may = Who is in, time entries and their corrections, exceptions, timesheets, and the records of people. No settings and no exports.
topics-roles-payroll = Payroll
topics-roles-payroll-may = Exceptions, voice checks, approvals, exports, reports and payroll settings.
topics-roles-links = A link is shown only to those who can follow it.
topics-roles-password = The password again
topics-roles-asked-again = Before users, PINs, devices and files, the password is asked again if it was typed more than ten minutes ago. Nobody can do these things at a computer that you left.
topics-roles-factor = A second factor
topics-roles-own-factor = Anyone can set up a second factor on <a href="/account">their account</a>: a code from an app on their phone beside the password. Owners can require it of owners and admins on <a href="/settings">Settings</a>.
# Terms used on these pages, and what each is.
topics-approved = Approved
topics-approved-is = A person has said that the hours of a pay period are right. The entries are locked until somebody reopens them.
topics-batch = Batch
topics-batch-is = One export: the hours that went into one file, with its number. Exported hours stay in their batch.
topics-blocking = Blocking
topics-blocking-is = An exception that must be resolved before the hours can be approved.
topics-claim = Claim
topics-claim-is = What somebody says happened when it could not be punched. A person in the office decides on it.
topics-clocked = Clocked
topics-clocked-is = What was punched at the phone or kiosk. It never changes.
topics-says = Employee says
topics-says-is = The times that the person named when somebody corrected the entry.
topics-exception = Exception
topics-exception-is = Something about an entry that a person must look at before payroll.
topics-flagged = Flagged
topics-flagged-is = A voice check with an open exception about the voice or the number.
topics-open = Open
topics-open-is = Of an entry: clocked in and not out yet. Of an exception: not resolved yet.
topics-paid = Paid
topics-paid-is = The times that count, after all corrections.
topics-phone-clock-id = Phone clock ID
topics-phone-clock-id-is = The number that says who is calling. It is given out at random, and never given to anybody else.
topics-punch = Punch
topics-punch-is = One act of clocking in or out.
topics-ready = Ready
topics-ready-is = Of a person: has a PIN and can call. Of hours: they can be approved.
topics-time-entry = Time entry
topics-time-entry-is = The time from a clock-in to the clock-out.
topics-voice-check = Voice check
topics-voice-check-is = The spoken name that a call records.
topics-voided = Voided
topics-voided-is = An entry that does not count. It stays in the history.

# See where people clock.
topics-locations-intro = A clock location is a place with a name, such as a yard or a site. Each punch is compared with your locations as it is made, and keeps what was found, whatever you change later.
topics-locations-add = On <a href="/time-tracking/locations">Clock locations</a>, add a location and what it is recognized by: the caller numbers of its phones, its kiosks or devices, its networks, and a position for workers’ own pages.
topics-locations-gives = A location may give a job to entries of people who chose none, and a time zone to those of people without one of their own.
topics-locations-order = Which rule counts
topics-locations-first = Where several fit, the most specific counts: the device, then the kiosk, the caller number, the position, and the network. Of positions the nearest counts, and of networks the smaller one.
topics-locations-none = When nothing fits
topics-locations-flagged = A punch that no location has is <em>unrecognized</em>. It always counts. You choose on the same page whether it becomes an exception: for calls, at kiosks, and for reports of missed punches.
topics-locations-numbers = A caller number says which phone was named, and never proves who called. People who call from the phone of a location are not flagged for its number.
topics-locations-seen = Where you see it
topics-locations-pages = On <a href="/who-is-in">Who is in</a>, on time entries and timesheets, and in the reports <a href="/reports">Hours</a> and Locations. Plain CSV exports can have it in two more columns.
topics-locations-privacy = A worker’s position is asked for only on the page where they report a missed punch, and only when they press the button there. What is kept is how far it was from the nearest location, and not the position.

## search: search over everything, and the command palette

search-label = People, jobs, pages and help
search-start = Type a name, a number, a job or what you want to do.
search-nothing = Nothing found for “{ $typed }”.
search-fewer-letters = Try fewer letters, or look through <a href="/help">help</a>.
search-one-result = 1 result
# $count may be none.
search-several-results = { $count } results
search-pages = Pages
search-people = People
# Behind the name of a person.
search-inactive = inactive
# Behind the name of a job.
search-archived = archived
# Other words by which people look for a page, beside what it is called: as many as you like, in any order, with blanks between them.
search-also-who-is-in = present board clocked in
search-also-time-entries = punches shifts history
search-also-timesheets = hours totals
search-also-phone-clocking = setup links pin roll out cards number
search-also-kiosks = tablets devices badges
search-also-exceptions = missing clock out problems claims
search-also-voice-checks = recordings listen review names
search-also-approvals = approve lock sign off
search-also-exports = payroll file adp gusto paychex quickbooks csv download
search-also-payroll-settings = overtime pay period rounding
search-also-employees = people workers staff import
search-also-jobs = sites codes projects
search-also-settings = time zone language dates retention workspace
search-also-users = admins managers roles invite password
search-also-audit-log = trail changes who did

## tokens: the tokens by which other programs reach the API

tokens-title = API tokens
tokens-back = Back to settings
tokens-intro = Other programs of yours, such as payroll or HR software, can read and change what is in this workspace with a token. What a token changes is in the audit log under its name. <a href="/api/v1/openapi.json">The API’s description</a> (OpenAPI) lists what can be done.
tokens-empty = There are no tokens. No other program can reach this workspace.
tokens-name = Name
tokens-name-hint = What uses it, such as: Payroll sync. The audit log shows this name.
tokens-begins-with = Begins with
tokens-scopes = May do
tokens-made = Made
# $when (String) When it was made.
# $maker (String) Who made it.
tokens-made-by = { $when }, by { $maker }
tokens-last-used = Last used
tokens-never = never
tokens-actions = Actions
tokens-revoke = Revoke
tokens-badge-revoked = Revoked
# $when (String) When it was revoked.
tokens-revoked-on = Revoked { $when }
# $name (String) What the token is called.
tokens-is-revoked = { $name } is revoked. Programs that use it are refused from now on.
tokens-make-title = Make a token
tokens-make = Make token
tokens-may = What it may do
tokens-new-is = This is the new token:
tokens-shown-once = Copy it now and keep it like a password. It is not shown again.
tokens-made-already = The token was made already and shown then. Revoke it and make another if you did not copy it.
tokens-employees-read = see employees
tokens-employees-write = add, change, deactivate and reactivate employees
tokens-jobs-read = see jobs
tokens-jobs-write = add, change, archive and reactivate jobs
tokens-places-read = see clock locations and kiosks
tokens-time-read = see time entries and exceptions
tokens-time-write = add, correct and void time entries, and accept exceptions
tokens-approvals-read = see hours and who has approved them
tokens-approvals-write = approve hours, and reopen approved ones
tokens-exports-read = list and download exports
tokens-exports-write = export approved hours
tokens-wrong-name = enter a name of at most 60 characters
tokens-name-taken = a token in use has this name; choose another name, or revoke that one
tokens-too-many = 50 tokens are in use; revoke one first
tokens-wrong-scope = choose at least one

## breaks: kinds of breaks, and the meal that is due

breaks-title = Breaks and meals
breaks-back = Back to payroll settings
breaks-intro = Breaks that people can start and end: at kiosks, in the phone menu (PIN, star, pound), and by the office in a time entry.
breaks-empty = There are no kinds of breaks. Nobody sees or hears of breaks until you add one.
breaks-name = Name
breaks-name-hint = Read out on the phone, and on the button at a kiosk. Such as: Lunch.
breaks-pay = Pay
breaks-paid = paid
breaks-unpaid = unpaid
breaks-is-paid = Paid: it counts as worked.
breaks-is-unpaid = Unpaid: it is taken from the hours.
breaks-pay-hint = This cannot be changed later. Under federal law short rest breaks count as worked time; a meal of about 30 minutes without any work does not have to be paid.
breaks-min = Minimum, in minutes (optional)
breaks-min-hint = A shorter break becomes an exception.
breaks-max = Maximum, in minutes (optional)
breaks-max-hint = A longer break becomes an exception.
breaks-min-head = Minimum
breaks-max-head = Maximum
# $minutes: such as: 30
breaks-minutes = { $minutes } min
breaks-actions = Actions
breaks-archive = Archive
breaks-is-archived = Archived
breaks-add-title = Add a kind of break
breaks-add = Add kind
# $name: such as: Lunch
breaks-edit-title = Kind of break: { $name }
breaks-added = { $name } is added.
breaks-saved = { $name } is saved.
breaks-archived = { $name } is archived. Nobody can start it any more; breaks of it stay.
breaks-active-again = { $name } can be started again.
breaks-wrong-name = enter a name of at most 40 characters
breaks-wrong-min = enter minutes from 1 to 1440, or nothing
breaks-wrong-max = enter minutes from 1 to 1440 that are not fewer than the minimum, or nothing
breaks-name-taken = a kind of break in use has this name; choose another name, or archive that one
breaks-too-many = nine kinds of breaks are in use, one for each key of a phone; archive one first
breaks-meal-title = Meals
breaks-meal-intro = A person who works longer than this without a break of that length gets the exception “meal missed”. Clocking out and in again counts as a break.
breaks-meal-mins = Length of a meal, in minutes
breaks-meal-after = Due after (hours of work)
breaks-meal-hint = Such as 30 minutes after 5 or 6 hours, as your state requires. Leave both empty for no rule. Entries are checked at the clock-out and whenever they are changed.
breaks-save-meal = Save meal rule
breaks-meal-saved = The meal rule is saved.
breaks-wrong-meal = enter minutes from 1 to 1440 and hours from 1 to 24, or leave both empty

## The crew that somebody clocks by phone

crew-title = The crew of { $name }
crew-intro = A person who has a crew supervises it: in the phone menu (PIN, star, pound) they press 8 and clock its people, each at the moment of the key and with their own spoken name. Time entries say who clocked whom.
crew-empty = Nobody is in this crew yet. Find somebody below, and add them.
crew-members = The people in this crew
crew-actions = Actions
crew-remove = Take out
crew-add-title = Add somebody
crew-add = Add { $name }
crew-search = Search for people
crew-leads = In the crew of
crew-added = { $name } is in the crew.
crew-removed = { $name } is no longer in the crew.
crew-own = Nobody is in their own crew; choose somebody else.
crew-inactive = Only active people can be in a crew or have one; activate them first.
crew-too-many = A crew has at most { $most } people; take somebody out first.

## hooks: the addresses of other programs that are told what happens

hooks-title = Webhooks
hooks-back-to-settings = Back to settings
hooks-back = Back to the webhooks
hooks-intro = A webhook tells another program of yours, within seconds, what has happened in this workspace: somebody clocked in, hours were approved, an export was made. Every message is signed.
hooks-empty = There are no webhooks. No other program is told what happens here.
hooks-address = Address
hooks-url = Address of the program
hooks-url-hint = It begins with https:// and takes POST requests.
hooks-events = Told of
hooks-told-of = What it is told of
hooks-added = Added
# $when (String) When it was added.
# $maker (String) Who added it.
hooks-added-by = { $when }, by { $maker }
hooks-last = Last message
hooks-nothing-yet = none yet
hooks-badge-paused = Paused
hooks-badge-delivered = Delivered
hooks-badge-waiting = Waiting
hooks-badge-failed = Failed
hooks-add-title = Add a webhook
hooks-add = Add webhook
hooks-entry-opened = somebody is clocked in
hooks-entry-closed = a time entry has its end
hooks-entry-changed = a time entry was corrected, voided or restored, or a break in it has changed
hooks-exception-opened = there is an exception to resolve
hooks-exception-resolved = an exception is resolved
hooks-approval-given = hours were approved
hooks-approval-reopened = an approval was taken back
hooks-export-made = hours were exported
hooks-wrong-url = enter a whole address of at most 500 characters, with https:// in front
hooks-wrong-scheme = enter an address that begins with https://
hooks-wrong-password = leave user name and password out of the address; messages are signed instead
hooks-wrong-place = enter an address in the public Internet; the person who runs this gateway can allow other networks
hooks-wrong-event = choose at least one
hooks-known = this address is among your webhooks already
hooks-too-many = there are 20 webhooks; remove one first
hooks-made-already = The webhook was added already, and its secret was shown then. Make a new secret if you did not copy it.
hooks-secret-title = The secret of the webhook
hooks-secret-is = Messages to this address are signed with this secret:
hooks-secret-once = Copy it now into the program, which checks with it that a message is from here. It is not shown again.
hooks-old-secret-signs = For 24 hours messages are signed with the secret before as well, so that none is refused while you change it.
hooks-to-the-webhook = To the webhook
# $host (String) Where the program is.
hooks-one-title = Webhook to { $host }
# $when (String) Since when.
hooks-paused-since = Paused since { $when }.
hooks-paused-gone = The address answers that it is gone (HTTP 410).
hooks-paused-means = Nothing is sent, and what happens meanwhile is not kept for this address. What waited before is sent once it is resumed.
# $status (Number) The HTTP status.
hooks-redirect = HTTP { $status }, a redirect, which is not followed
hooks-test = Send a test
hooks-pause = Pause
hooks-resume = Resume
hooks-new-secret = Make a new secret
hooks-remove = Remove
hooks-test-sent = A test is on its way. Reload this page in a few seconds to see how it was answered.
hooks-is-paused = The webhook is paused.
hooks-is-resumed = The webhook is told again what happens.
hooks-is-removed = The webhook is removed. What waited for it is not sent any more.
hooks-is-sent-again = It is sent again in a moment. Reload this page to see how it was answered.
hooks-deliveries = Messages
hooks-no-deliveries = Nothing was sent yet. Send a test to see whether the program answers.
hooks-when = When
hooks-event = Event
hooks-fares = Delivery
hooks-what = Content
hooks-show-body = Show
hooks-never-tried = not tried yet
# $times (Number) How often it was tried.
# $when (String) When it was tried last.
hooks-tries = tries: { $times }, last { $when }
# $when (String) When it is tried again.
hooks-again-at = Next try { $when }.
hooks-send-again = Send now
# $shown (Number) How many are shown at most.
hooks-kept = The last { $shown } messages are shown. They are tried for three days and kept for 30.
