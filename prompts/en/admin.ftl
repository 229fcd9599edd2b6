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
differences-letter-lost = A ? in a name often stands for a letter that was lost.
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
# Set up a kiosk.
topics-kiosks-intro = A kiosk is a tablet or computer at a site that everybody there shares.
topics-kiosks-activate = On <a href="/time-tracking/kiosks">Kiosks</a>, activate kiosks for the workspace and choose how people identify themselves: by name and PIN, by employee number and PIN, by PIN alone, or by QR badge.
topics-kiosks-add = Add a kiosk: a name, who may use it, and a default job if there is one.
topics-kiosks-connect = Press <strong>Connect a device</strong>, open the address shown on the tablet and key in the code. Both screens show the same two-digit number; confirm it.
topics-kiosks-pins = PINs and badges
topics-kiosks-made = Kiosk PINs are made for people; phone PINs are another thing, and neither knows of the other. Print slips, mail badges or make new PINs from the list of employees: select people, then choose what to do.
topics-kiosks-silent = A device that is silent
topics-kiosks-check = The start page says when a device has not been seen for a working day. Check its power and its network. While it is away, people can call.
topics-kiosks-suspended = A device that is suspended
topics-kiosks-revoke = A device is suspended when another browser answered as it did. Revoke it on its page and connect it again.
# Resolve exceptions.
topics-exceptions-intro = An exception is something about a time entry that a person must decide on. <a href="/exceptions">Exceptions</a> lists the open ones, the most serious first.
topics-exceptions-blocks = What blocks payroll
topics-exceptions-blocking = Some kinds leave in doubt how long somebody worked, on what, or whether it was them. They are marked as blocking: hours cannot be approved before they are resolved. All others are for you to look at; they stop nothing.
topics-exceptions-clock-out = Forgotten clock-out
topics-exceptions-ask = Ask the person when they left, and fill in the time with a reason. What was clocked stays beside the correction.
topics-exceptions-job = Job missing
topics-exceptions-choose = Choose the job. The entry keeps its times.
topics-exceptions-claims = Claims
topics-exceptions-claim = A claim is what somebody says happened when they could not punch. It is never an entry by itself: accept it as a punch, or reject it, and give the reason.
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
# How hours and overtime are counted.
topics-hours-days = Days and weeks
topics-hours-belong = Hours belong to the day on which they were worked, in the time zone of the entry. A shift over midnight is split between both days. Workweeks begin on the weekday of the first day of your pay period.
topics-hours-overtime = Overtime
topics-hours-limits = Hours beyond the weekly limit, and beyond the daily limit if you set one, are overtime. Both are on <a href="/settings/payroll">Payroll settings</a>.
topics-hours-rounding = Rounding
topics-hours-rounded = If you round, clocked times stay as they are; only the counted hours are rounded, to the nearest step and for everybody alike. Timesheets show what rounding gave or took.
topics-hours-daylight-saving = Daylight saving
topics-hours-elapsed = Elapsed time counts. A night shift on the day the clocks change is an hour shorter or longer, as it really was.
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
