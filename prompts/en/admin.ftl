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
