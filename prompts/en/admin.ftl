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
phone-not-a-pin = a PIN is 4 to 12 digits
# $why: one of the clauses below
phone-refused-weak = this PIN is refused: { $why }
phone-weak-short = this workspace asks for a PIN of at least { $least } digits
phone-weak-one-digit = one digit repeated is too easy to guess
phone-weak-run = digits that count up or down are too easy to guess
phone-weak-common = this is one of the PINs that people try first
phone-weak-year = a year is too easy to guess
phone-weak-own-id = the PIN must differ from the phone clock ID
phone-weak-own-phone = the PIN must not be the end of the employee's own phone number
phone-refused-hash = the PIN could not be hashed; try again
phone-refused-no-pin = this employee has no PIN
phone-refused-no-employee = there is no such employee in this workspace
phone-refused-inactive = this employee is not active; reactivate them first
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

texts-about-setup = Each text carries a link that works once, for 7 days. It lets its employee choose a PIN that nobody else sees, and ends any earlier link. No text holds a PIN.
texts-about-pages = Each text carries a link to the page with their own hours, for 30 days and without a password. It ends the one before.
# Why somebody is left out, behind a name.
texts-no-number = has no phone number on file
texts-no-sender = no sender is set for the country of the number (PHONECLOCK_TEXT_SENDERS)
texts-not-agreed = has not agreed to texts
texts-stopped = no longer wants texts
texts-off = Texts are off. The person who runs the gateway sets <code>PHONECLOCK_TEXT_SENDERS</code> to the numbers that texts are sent from.
# $who: the user who said so
texts-everybody-agreed = { $who } said on { $at } that everybody has agreed to texts.
texts-take-back = Take that back
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
