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
kiosk-form-name-hint = The place, as people call it, such as Workshop gate. It stands on the screen.
kiosk-form-who = Who may clock here
kiosk-form-only-chosen = Only the people chosen here; nobody else is on its list
kiosk-form-zone-hint = Leave it empty for the workspace's, { $zone }.
kiosk-form-zone-wrong = There is no such time zone; use a name such as America/Chicago, or Central.
kiosk-form-language-of-workspace = The workspace's ({ $language })
kiosk-form-language-hint = While nobody is known. After that people see their own.
kiosk-form-job-archived = { $job } (archived)
kiosk-form-job-hint = Offered first to people who have not worked on another one before.
kiosk-form-authentication-hint = Switched off, people only choose their name, and anybody can clock anybody. Each punch is marked.
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
claims-no-reason = say why; whoever left the note may ask
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
