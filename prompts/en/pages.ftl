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
setup-card-code-hint = First choose your PIN with this code, here:
# Before the steps, on a card with a code.
setup-card-code-first = First choose your PIN with the one-time code: at the address above, or by calling. After that:
setup-card-code-call = Or call the number and key in the code, then #, in place of an ID.
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
