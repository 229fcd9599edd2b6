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
fields-english = English
fields-spanish = Spanish
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
planned-monday = Monday
planned-tuesday = Tuesday
planned-wednesday = Wednesday
planned-thursday = Thursday
planned-friday = Friday
planned-saturday = Saturday
planned-sunday = Sunday
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
calls-ask-next-job = ask next job
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
calls-said-ask-next-job = offered to go straight to another job
calls-said-job-not-found = there is no such job code
calls-said-job-required = a job code is needed
calls-said-job-is = read back the job
calls-said-clocked-in-to = clocked in to the other job
calls-said-notice = your recording notice
calls-said-ask-name = asked for the name, to be recorded
calls-said-thank-you = thanked the caller
calls-said-goodbye = said goodbye
calls-said-time-is-up = the call reached its time limit
calls-said-apology = apologized: something failed inside
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
