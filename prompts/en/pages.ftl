# What employees read on their own pages and on wallet cards, in American English. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## Choosing a PIN, and the wallet card

setup-choose-title = Choose your PIN
# Before the employer's name.
setup-employer = For your work at
setup-choose-intro = You key in this PIN when you call to clock in and out. Nobody else can see it, and nobody will ask you for it.
setup-pin = New PIN
setup-again = The same PIN again
setup-save = Save my PIN
setup-differ = The two PINs do not match. Type both again.
setup-done-title = You are ready to clock by phone
setup-done-intro = Your PIN is saved. Write down the number and your ID, or take a picture of this page.
# That the page can be opened again.
setup-done-again = The same link shows this page again, for 7 days from when it was sent. It can no longer change anything.
setup-used-before = This link was used before: the PIN that was chosen then is the one that works, not the one just typed.
setup-call = Call this number
setup-ask-for-number = Ask your manager which number to call.
setup-clock-id = Your phone clock ID
setup-how = How to call
setup-step-call = Call the number, from any phone.
setup-step-id = Key in your phone clock ID, then #.
setup-step-pin = Key in your PIN, then #.
setup-step-wait = Wait until you hear your time. From then on it counts.
# The last step, where the workspace records voice checks.
setup-say-name = After the tone, say your name, then press #.
setup-own-page = Your hours
setup-own-page-hint = Your own page shows your hours and what you clocked. The link works for 30 days: save it on your phone, and do not share it.
setup-own-page-open = See my hours
setup-practice = Practice
setup-practice-hint = Try a call here on this page, with your own ID and PIN. Nothing you do there is counted.
setup-practice-now = Practice a call now
# Before the address of the practice line.
setup-card-practice = Practice a call, nothing counts:
setup-shortcut = For the contacts on your phone
setup-shortcut-hint = Saved as a number, this calls and keys in your ID for you. Your PIN is not in it.
setup-code-title = Set up clocking by phone
setup-code-intro = Use the one-time code on your card to choose the PIN that you will call with.
setup-code = One-time code
setup-code-hint = 12 digits, beginning with 0.
setup-go-on = Continue
setup-not-a-code = That is not a one-time code. Look at your card again: it has 12 digits, beginning with 0.
setup-wrong-code = This code does not work. Look at your card again; if it is right, ask your manager for a new one.
setup-too-many = Too many wrong codes came from here. Wait 15 minutes, then try again.
setup-busy = Too many people are choosing a PIN right now. Nothing was changed. Wait a few seconds, then type it again.
setup-card-title = Clock in and out by phone
setup-card-code = One-time code
setup-card-step-code = Key in the one-time code, then #.
setup-card-step-pin = Choose a PIN that only you know, and key it in twice.
# What is done each time after that.
setup-card-step-after = From then on: call, key in your phone clock ID and #, then your PIN and #.
# $address: where the setup page is
setup-card-step-begin = Once: call the number, or open { $address }
setup-card-pin = Never write your PIN on this card.
setup-spent-title = This link no longer works
setup-spent-saved = If you have chosen your PIN already, it is saved: just call.
setup-spent-ask = Otherwise ask your manager for a new link. Each link works once, for 7 days.

## How long a PIN is and a code works, and why a PIN is refused

# $min: "4"
setup-length = { $min } to 12 digits that are easy for you to remember and hard to guess.
# $day: "11/24/2026"
setup-good-until = Good until { $day }, once.
# $min: "4"
setup-short = A PIN has { $min } to 12 digits and nothing else.
setup-one-digit = One digit repeated is too easy to guess.
setup-run = Digits that count up or down are too easy to guess.
setup-common = This is one of the PINs that people try first.
setup-year = A year is too easy to guess.
setup-own-id = The PIN must not be your phone clock ID.
setup-own-phone = The PIN must not be the end of your own phone number.

## The practice line

practice-title = Practice a call
practice-banner = Practice: nothing you do here is counted.
practice-ask-title = Practice clocking by phone
practice-ask-intro = Try a call on this page before you make a real one. It sounds the same, asks for your own ID and PIN, and nothing you do here is counted. Only wrong PINs are: they lock your ID as they do on the telephone.
practice-clock-id = Phone clock ID
practice-clock-id-hint = The digits on your card. The PIN is asked for by the call.
practice-not-an-id = That is not a phone clock ID. Look at your card again.
practice-go-on = Continue
practice-intro = Press Call and listen. Key in your ID and then #, your PIN and then #.
practice-your-id = Your phone clock ID
practice-your-pin = Your PIN is the one you chose. It is shown nowhere.
practice-codes = Job codes
practice-without-scripts = This phone needs JavaScript. Without it, just call the real number: the call tells you what to do at every step.
practice-phone = Your phone
practice-ready = Ready.
practice-time-left = Time left
practice-level = Loudness of your voice
practice-call = Call
practice-hang-up = Hang up
practice-keypad = Keypad
practice-keys-hint = Digits, * and # on your keyboard work too; Enter is #.
practice-voice = Who says the name after the tone
practice-microphone = You, into the microphone
practice-no-voice = No microphone: leave the name out
practice-voice-hint = As a real call does, the call says that your name is recorded. Here the recording is thrown away when the call is over.
practice-aloud = Read aloud what is said
practice-heard = What you hear
practice-heard-hint = Press Call. Everything that is said appears here.
practice-after = After your call
practice-after-hint = Three things to know appear here when the call is over.
practice-wire = On the wire
practice-busy = All practice lines are busy. Try again in a minute.
practice-too-many = Too many practice calls came from here. Wait 15 minutes, then try again.
practice-no-pass = This page has been open for too long. Start again at /practice, or ask your manager.
practice-failed = The practice line is not working right now. Try again later; the real number still works.

## After a practice call: how long it took, and three things to know, chosen by what happened

lesson-took-one = That took 1 second.
# $secs: "19", never "1"
lesson-took = That took { $secs } seconds.
lesson-same-words = A wrong ID and a wrong PIN sound the same. After three wrong PINs in a row your ID is locked for a while; your manager can unlock it.
lesson-not-yet = A real call counts once you have heard your time. Hung up before that, it does not.
lesson-asked-again = Take your time: a question that you do not answer is asked again before the call ends.
lesson-star-repeats = The star key (*) repeats the question.
lesson-key-ahead = You may key ahead without waiting for the end of a sentence.
lesson-hang-up = On a real call you may hang up once you have heard the time: from then on it counts.
# Where they hung up after the time.
lesson-hung-up = You hung up after the time, and that is fine: on a real call it counts from then on.
lesson-pound = The pound key (#) ends what you key in, and saves waiting.
lesson-say-name = If you are asked for your name, say it after the tone and press #.
lesson-any-phone = You can call from any phone.

## What the script of the phone says during a call; English is what it asks for the others by

phone-call-over = The call is over.
phone-no-connection = No connection to the gateway.
phone-calling = Calling…
phone-voice-instead = There is no microphone to record from; a built-in voice will speak.
phone-silence-instead = There is no microphone to record from; the name will be left out.
phone-nothing-said = Nothing is said.
phone-hanging-up = Hanging up…
phone-on-line = On the line.
phone-recording-next = After the tone: a recording.
phone-voice-speaks = A built-in voice speaks.
phone-say-name = Say your name, then press #.
phone-ringing = Ringing…
phone-tries-again = No connection to the gateway; the provider tries again.
phone-ready = Ready.
phone-prompt-plays = A recorded prompt plays.
phone-waits = The line waits for your keys.
phone-no-key = No key was pressed in time.
phone-dead = The line is dead.
phone-you-hung-up = You hung up.
phone-gateway-hung-up = The gateway hung up.
phone-nobody-there = Nobody was on the page any more.
phone-five-minutes = A call lasts 5 minutes at most.
phone-stopping = The program stops.
# $n: "3", $last: "#"
phone-seconds-left = { $n } s to press a key
phone-key-pressed = { $n } key pressed.
phone-keys-pressed = { $n } keys pressed.
phone-key-pressed-then = { $n } key pressed, then { $last }.
phone-keys-pressed-then = { $n } keys pressed, then { $last }.
phone-recorded = { $n } seconds recorded.

## Badges and PIN slips for kiosks, and the page that shows a badge on a phone

badge-title = Badge for the time clock
# Before the holder's name and the employer's.
badge-holder = Badge of
# In place of the picture, for those who do not see it.
badge-picture = The badge, a QR code
badge-hold-up = Hold the badge in front of the kiosk.
badge-yours-alone = It is for its holder alone. Do not lend it, and tell your manager if it is lost.
badge-slip-title = Kiosk PIN
badge-slip-number = Employee number
badge-slip-by-name = At the kiosk, choose your name and key in this PIN.
badge-slip-by-number = At the kiosk, key in your employee number and then this PIN.
badge-slip-alone = At the kiosk, key in this PIN.
badge-slip-behind-badge = Where the kiosk asks for a PIN, or when the badge does not work, choose your name and key in this PIN.
badge-slip-yours-alone = It is for you alone, and for kiosks alone, not for the phone. Learn it and throw this slip away.
badge-show-intro = Make sure that nobody looks over your shoulder.
badge-show = Show my badge
badge-shown-intro = Take a screenshot to keep it on your phone.
# $times: "10"
badge-show-ends = The link in the mail works for 24 hours and shows the badge { $times } times.
badge-spent-title = This link no longer works
badge-spent-ask = A link shows a badge for 24 hours and at most 10 times. Ask your manager for a new one.

## The worker's own page

my-title = My hours
my-not-in = You are not clocked in.
my-week = This week
my-period = This pay period
my-day = Day
my-hours = Hours
my-total = Total
my-regular = Regular
my-overtime = Overtime
my-none-yet = No hours yet.
my-punches = What you clocked
my-no-punches = Nothing in the last 4 weeks.
my-clock-in = In
my-clock-out = Out
my-still-in = You are still clocked in.
my-no-out = No clock-out
my-removed = Does not count
my-by-phone = by phone
my-by-office = by the office
my-proof-pin = PIN
my-proof-badge = badge
my-proof-badge-and-pin = badge and PIN
my-proof-name-only = name only
my-proof-universal = the kiosk’s shared PIN
my-proof-supervisor = a supervisor
my-reason-forgot-out = forgot to clock out
my-reason-forgot-in = forgot to clock in
my-reason-forgot-break = forgot to start or end a break
my-reason-wrong-job = wrong job
my-reason-no-job = job not entered
my-reason-elsewhere = worked elsewhere
my-reason-line = phone or line trouble
my-reason-twice = clocked twice
my-reason-test = test
my-standing = What the office is checking
my-nothing-standing = Nothing.
my-x-time = The clock may have been wrong. The office checks the time.
my-x-no-out = You did not clock out. The office needs to know when you stopped.
my-x-question = You were still clocked in from before, and the question about it was not answered.
my-x-no-job = No job was entered.
my-x-overlap = Two of your entries cover the same time.
my-x-long = This entry is very long. Did you forget to clock out?
my-x-locked = Wrong PINs have locked you out. Ask your manager to unlock you.
my-x-name = Your name could not be heard. Next time, say it clearly after the tone.
my-x-edited = Hours were changed after they had been approved.
my-x-checked = The office is checking how this was clocked.
my-x-break-open = You clocked out while on a break. The office needs to know when the break ended.
my-x-break-short = A break was shorter than it should be.
my-x-break-long = A break was longer than it should be.
my-x-no-meal = You worked for a long time without a meal break.
my-reports = Your reports
my-waiting = The office has not decided yet.
my-report-title = Report a missed punch
my-report-intro = Did you forget to clock in or out? Say when it was. It counts once the office has accepted it, and you see here what was decided.
my-report-which = What is missing?
my-report-in = When I started work
my-report-out = When I stopped work
my-report-day = Day
my-report-time = Time
my-report-note = Note for the office (optional)
my-report-position = Add where I am now
my-report-position-hint = Optional, for when you are still at the site. Your position is compared with the places of your employer, and not kept.
my-report-position-given = Your position is added. Send the report now.
my-report-position-failed = Your browser gave no position. You can send the report without it.
my-report-send = Send to the office
my-report-sent = Thank you. The office has your report.
my-wrong-time = Choose what is missing, a day and a time.
my-wrong-future = That time is still to come.
my-wrong-old = That is more than 60 days ago. Talk to your manager.
my-wrong-many = You have sent many reports today. Talk to your manager.
my-confirm = Are these hours right?
my-confirm-look = See these hours
my-not-said = You have not answered yet.
my-confirm-intro = Your answer goes to the office. It does not hold up your pay, and you can answer again.
my-right = These hours are right
my-wrong = Something is wrong
my-wrong-what = What is wrong?
my-tell = Tell the office
my-answered = Thank you. The office can see your answer.
my-changed-since = The hours have changed since you answered.
my-changed-now = The hours have just changed. Look at them again.
my-no-note = Say what is wrong.
my-many-answers = You have answered many times. Talk to your manager.
my-not-over = This period has not ended yet.
my-approved = Approved
my-back = Back to my hours
my-yours-alone = This link is yours alone. Do not send it on: anyone who opens it sees your hours.
my-spent-title = This link no longer works
my-spent-ask = Ask your manager for a new one. Each link works for 30 days, and a new one takes the place of the one before.
my-busy-title = Too many pages at once
my-busy-ask = Wait a minute, then try again.
# Short names, from Monday on, and from January on.
date-weekdays = Mon Tue Wed Thu Fri Sat Sun
date-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
date-am = AM
date-pm = PM
# $when: "Tue, Nov 17, 7:02 AM"
my-in-since = Clocked in since { $when }
# $h: "38"
# What was clocked, where another time was decided.
my-clocked-at = clocked { $when }
my-length = { $h } h { $m } min
# $weekday: "Tue"
my-date = { $weekday }, { $month } { $day }
# $clock: "7:02"
my-time = { $clock } { $half }
# $day: "Tue, Nov 17"
my-moment = { $day }, { $time }
# $from: "Mon, Nov 9"
my-span = { $from } to { $to }
# $kiosk: what the kiosk is called
my-at-kiosk = at the kiosk { $kiosk }, by { $proof }
my-at-kiosk-by = at the kiosk { $kiosk }, by { $who }
my-by-phone-of = by phone, by { $who }
# $who: a name
my-changed-by = Changed by { $who }, { $when }
my-added-by = Added by { $who }, { $when }
my-removed-by = Removed by { $who }, { $when }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-in = Started work { $when }
my-said-out = Stopped work { $when }
# $who: a name
my-accepted-by = Accepted by { $who }
my-refused-by = Not accepted by { $who }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-right = { $when }: you said that they are right.
my-said-wrong = { $when }: you said that something is wrong.
# $day: "Tue, Nov 17"
my-link-ends = The link works until { $day }.
