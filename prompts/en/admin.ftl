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
alerts-said-provider = Phone line: error { $code } reported by the phone provider in { $count } calls, since { $since }
# How far an email has come.
alerts-mail-in-folder = In the outbox folder
alerts-mail-sent = Sent
alerts-mail-waiting = On its way
alerts-mail-failed = Not sent
alerts-mail-none = No email

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
