# What the screen of a kiosk says, in American English. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## The page without its script

screen-title = Time clock
screen-without-scripts = This time clock needs JavaScript. Turn it on for this page in the settings of the browser, or ask your manager how to clock in by phone.

## Everywhere

# Read aloud before the time.
kiosk-now = Time now:
kiosk-actions = Other ways
kiosk-languages = Language
kiosk-back = Back
kiosk-next = Next person
kiosk-try-again = Try again
kiosk-one-moment = One moment …
# $secs: "20"
kiosk-still-there = Are you still there? The start screen comes back in { $secs } seconds.
kiosk-more-time = I need more time
# $hours: "8", $minutes: "32"
kiosk-length = { $hours } h { $minutes } min

## Who somebody is

kiosk-touch-name = Touch your name
kiosk-touch-letter = Touch the first letter of your name
kiosk-letters = First letters
kiosk-names = Names
# $letter: "M"
kiosk-names-under = Names with { $letter }
kiosk-search = Search
kiosk-search-name = Search for your name
kiosk-type-name = Type the first letters of your name.
kiosk-nobody-found = Nobody here has a name that begins like this.
kiosk-key-number = Key in your employee number
kiosk-number = Employee number
kiosk-letters-too = Key in letters
# $number: "1042"
kiosk-number-given = Employee number { $number }
kiosk-key-pin = Key in your PIN
kiosk-pin = PIN
kiosk-pin-text = Key in your PIN.
kiosk-code = Your code
kiosk-enter = Enter
kiosk-erase = Delete the last digit
# $count: "3", $all: "6"
kiosk-count = { $count } of { $all }
# $count: "3"
kiosk-count-open = Digits: { $count }
kiosk-show-badge = Show your badge
kiosk-scanned = Badge
kiosk-look = Use the camera
kiosk-hold-up = Hold your badge up to the camera, or scan it.
kiosk-scan-or-look = Scan your badge, or hold it up to the camera.
kiosk-camera-denied = This page may not use the camera. Scan your badge, or use your PIN.
kiosk-camera-none = There is no camera to use. Scan your badge, or use your PIN.
kiosk-use-pin = Use PIN instead
kiosk-no-badges = Badges are not used here just now.
kiosk-badge-read = Your badge was read
kiosk-unreadable = That badge could not be read. Scan it once more.
kiosk-scan-later = The badge that was scanned meanwhile was not taken. Scan it again afterwards.

## What is refused, and what helps

kiosk-refused = That did not work. Please try again.
kiosk-refused-manager = That did not work. Please ask your manager.
kiosk-need-name = Choose your name first, then key in your PIN.
kiosk-gone-by = That took too long. Please start again.
kiosk-not-now = That is not possible right now. Please start again.
kiosk-forgot = Forgot your PIN?
# $name: "Maria Lopez"
kiosk-forgot-confirm = The office will get an email that { $name } needs a new PIN.
# In the place of a name.
# $number: "1042"
kiosk-forgot-number = employee number { $number }
# In the place of a name.
kiosk-forgot-holder = the holder of this badge
kiosk-forgot-tell = Tell the office
kiosk-forgot-told = The office will be told
kiosk-forgot-told-more = Ask your manager for your new PIN.
kiosk-leave-note = Leave a note for your manager
# $name: "Maria Lopez"
kiosk-note-for = A note from { $name }
kiosk-note-what = Say when you clocked in or out. The office decides about it.
kiosk-note-name = Your name
kiosk-note-name-missing = Type your name.
kiosk-note-way = What you want to do
kiosk-note-in = Clock in
kiosk-note-out = Clock out
kiosk-note-at = At what time
kiosk-note-at-missing = Enter the time.
kiosk-note-text = Anything else (optional)
kiosk-note-send = Leave the note
kiosk-noted = Your note was left
kiosk-noted-more = Your manager will read it. You are not clocked in or out by it.

## The punch

# $name: "Maria Lopez"
kiosk-clocked-in = { $name }, you are clocked in.
# $name: "Maria Lopez"
kiosk-clocked-out = { $name }, you are clocked out.
# $length: "8 h 32 min"
kiosk-worked = Time worked: { $length }.
# $name: "Bridge deck"
kiosk-job = Job: { $name }.
kiosk-job-lost = You are clocked in, but the job was not noted.
kiosk-job-lost-required = You are clocked in, but the job was not noted. A manager has to add it.
# $name: "Ana Ruiz"
kiosk-clocked-by = By { $name }.
# $name: "Maria Lopez", $time: "6:59 AM"
kiosk-last-in = { $name } clocked in, { $time }.
# $name: "Maria Lopez", $time: "3:31 PM"
kiosk-last-out = { $name } clocked out, { $time }.
kiosk-undo = Not right? Undo
# $name: "Maria Lopez"
kiosk-undone = { $name }, that is undone.
kiosk-undone-more = You are back to where you were before.
# $name: "Maria Lopez"
kiosk-not-undone = { $name }, that could not be undone.
kiosk-not-undone-more = Ask your manager to correct it.
kiosk-what-to-do = What would you like to do?
# $when: "Monday, November 16, 7:02 AM"
kiosk-forgotten = You are still clocked in since { $when }.
# $when: "6:58 AM"
kiosk-just-clocked-in = You clocked in only just now, at { $when }. Is there anything else to do?
# $when: "3:31 PM"
kiosk-just-clocked-out = You clocked out only just now, at { $when }. Is there anything else to do?
kiosk-choice-in = Clock in
kiosk-choice-out = Clock out
kiosk-choice-new-shift = Start a new shift
kiosk-choice-switch-job = Switch to another job
kiosk-choice-keep = Leave it as it is
# $name: "Lunch"
kiosk-choice-start-break = Start break: { $name }
kiosk-choice-end-break = End break
# $name: "Maria Lopez"; $break: "Lunch"
kiosk-break-started = { $name }, you are on a break: { $break }.
# $length: "0 h 31 min"
kiosk-break-ended = { $name }, your break is over. It was { $length } long.
kiosk-photo-notice = A photo is taken with your punch. A person at your employer may look at it; nothing compares faces.
kiosk-photo-none = No photo is taken of you.
# On a button for whoever sets the kiosk up.
kiosk-photo-allow = Allow the camera for photos
kiosk-which-job = Which job?
kiosk-which-job-required = Which job? Please choose one.
kiosk-job-search = Search jobs
kiosk-jobs = Jobs
kiosk-no-job = No job

## Managers

kiosk-colleague = Clock a colleague
kiosk-colleague-text = Key in the Universal PIN to clock this colleague.
kiosk-universal = Universal PIN
kiosk-manager = Manager
kiosk-manager-text = Key in your own code, then press ✓.
kiosk-codes-stopped = Too many wrong PINs were keyed in here. No code is taken for now. Use the office’s pages or another kiosk.
# $name: "Ana Ruiz"
kiosk-manager-is = Manager: { $name }
kiosk-locked-people = These people are locked here.
kiosk-nobody-locked = Nobody is locked here.
# $name: "Ben Ode"
kiosk-unlock = Unlock { $name }
# $name: "Ben Ode"
kiosk-unlocked = { $name } can try again.
kiosk-clock-other = Clock somebody
kiosk-clock-whom = Clock whom?
kiosk-sign-in = Sign in
kiosk-sign-in-text = Key in your own PIN, then press ✓.

## Connecting

kiosk-connect-none = Connect this device
kiosk-connect-cleared = This browser was cleared
kiosk-connect-unknown = This device is not connected any more
kiosk-connect-revoked = This device was disconnected
kiosk-connect-signature = This device has to be connected again
kiosk-connect-text = On the Kiosks page, open a kiosk, press “Connect a device”, and key in its code here.
kiosk-connect-here = Sign in here
kiosk-connect-code = 8-digit code
kiosk-connect-wrong = That code does not work. Check it, or get a new one on the Kiosks page.
kiosk-connect-wait = Too many wrong codes. Wait 15 minutes, then try again.
kiosk-connect-refused = The admin did not approve this device.
kiosk-connect-expired = The code has expired. Get a new one on the Kiosks page.
kiosk-connect-again = Connect again
kiosk-waiting = Compare this number
kiosk-waiting-text = The Kiosks page shows this device now. If it shows the same number, approve it there.
kiosk-start-over = Use another code

## No network

kiosk-gone = No connection right now.
# Before the number.
kiosk-gone-call = Clock by phone:
kiosk-offline = No connection
kiosk-offline-text = This kiosk keeps trying, and comes back by itself.
kiosk-offline-unsure = This may not have counted. You can check once the connection is back.
# Before the number, which is below.
kiosk-offline-call = Until then, clock in and out by phone:
kiosk-offline-ask = Until then, tell your manager when you come and go.

kiosk-keep-here = Keep a punch here
kiosk-keep = Keep a punch here
kiosk-keep-way = It is kept on this device and not checked until the connection is back.
kiosk-keep-in = I am coming: clock in
kiosk-keep-out = I am leaving: clock out
kiosk-keep-who = Who are you?
kiosk-keep-who-text = Type your full name or your employee number.
kiosk-keep-who-field = Name or employee number
kiosk-keep-who-missing = Type your name or your number.
kiosk-keep-next = Next
kiosk-keep-job = Job code
kiosk-keep-job-text = Key in the code of your job if you know it.
# $time: "6:59 AM"
kiosk-kept-in = Kept here, not yet checked: in at { $time }
# $time: "3:31 PM"
kiosk-kept-out = Kept here, not yet checked: out at { $time }
kiosk-kept-more = It is sent when the connection is back, and your PIN is checked then. If something is wrong with it, your manager will ask you.
# $count: "3"
kiosk-kept-count = Kept here and not sent yet: { $count }.
kiosk-keep-full = This device keeps no more punches
# Before the number.
kiosk-keep-full-text = Nothing was kept. Clock by phone, or tell your manager:
kiosk-keep-failed = This could not be kept
# Before the number.
kiosk-keep-failed-text = Nothing was kept. Clock by phone, or tell your manager:

## Not in use

kiosk-off-suspended = This device is suspended
kiosk-off-suspended-text = Another browser seems to be using a copy of it. An admin has to look at this device on the Kiosks page.
kiosk-off-deactivated = Kiosks are turned off
kiosk-off-deactivated-text = An admin can activate them on the Kiosks page.
kiosk-off-disabled = This kiosk is turned off
kiosk-off-disabled-text = An admin can enable it on the Kiosks page.
kiosk-off-insecure = This address is not secure
kiosk-off-insecure-text = A kiosk needs an address that begins with https. Open it there.
kiosk-off-broken = Something is wrong on this device
kiosk-off-broken-text = The screen tries again by itself. If it stays like this, restart the browser.
