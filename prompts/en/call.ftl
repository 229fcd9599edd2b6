# What a caller hears, in American English. One message a line; prompts/README.md says how to write them.

## Who is calling

greeting = Hello, this is the phone clock.
# $text: what whoever set up the number wrote, in whatever language
own-greeting = { $text }
# Said in the language it offers. $key: "1"
offer-language = For English, press { $key }.
ask-id = Enter your phone clock ID, then press pound.
# The question follows again.
nothing-heard = Nothing was entered.
# The keys cannot be an ID. Must not say whether an ID exists. The question follows again.
id-not-understood = Sorry, I didn't get that.
# Must not say how long a PIN is.
ask-pin = Enter your PIN, then press pound.
# The one sentence for unknown, wrong and locked alike.
no-match = That ID and PIN don't match. If you need help, ask your manager.
# The last words of the call.
too-many-failures = We could not sign you in on this call. Please ask your manager for help, or call again later. Goodbye.
one-moment = One moment, please hold on.
ask-pin-again = Sorry, we need your PIN once more. Enter your PIN, then press pound.

## A PIN of one's own, by the one-time code of a card

# The question for the ID follows.
code-refused = That code does not work.
# $digits: "four"
ask-new-pin = Choose a new PIN of at least { $digits } digits, then press pound.
ask-new-pin-again = Enter the same PIN once more, then press pound.
# The question follows again.
new-pin-refused = That PIN is too easy to guess, or its length is not right.
# The question follows again.
new-pins-differ = Those two PIN entries were not the same.
# $id: "four, eight, two, one, three, six"
new-pin-set = Your PIN is set. Your phone clock ID is { $id }. Again, it is { $id }. To clock in, call again with your ID and your PIN.

## In or out

# $time: "six fifty-nine A M"
clocked-in = Clocked in at { $time }.
# $worked begins with a capital: "Eight hours, thirty-two minutes"
clocked-out = Clocked out at { $time }. { $worked }.
# Where nobody knows for how long.
clocked-out-alone = Clocked out at { $time }.
# $day: "today", "yesterday", "Monday", "March third"
forgotten-clock-out = You are still clocked in since { $day } at { $time }. To start a new shift, press 1. To clock out now, press 2.
# $ago: "one minute ago"
just-clocked-in = You clocked in { $ago }. To keep that, hang up. To clock out, press 2.
just-clocked-out = You clocked out { $ago }. To keep that, hang up. To clock in again, press 2.
# Another key than those offered. The question follows again.
not-a-choice = Here are your choices again.
kept = All right. Nothing was changed.

## Jobs

ask-job = Enter the job code, then pound.
ask-job-or-skip = Enter the job code, then pound. Or just press pound to skip.
ask-job-instead = For another job, enter its code, then pound. Or just press pound.
ask-next-job = To go straight to another job, enter its code, then pound. Or just press pound.
# The question follows again.
job-not-found = We did not find that job code.
# The question follows again.
job-required = A job code is needed here.
# $name: the job as the workspace wrote it
job-is = Job: { $name }.
clocked-in-to = Clocked in to { $name }.

## The menu, behind a PIN that was ended by star

# $day: "today", "yesterday", "Monday", "March third"; $time: "six fifty-nine A M"
in-since = You clocked in { $day } at { $time }.
# $name: the kind of break as the workspace wrote it
on-break-since = You have been on a break since { $time }: { $name }.
not-in = You are not clocked in.
# The keys stay the same whatever of the menu is offered.
offer-start-break = To start a break, press 1.
offer-end-break = To end your break, press 2.
offer-switch-job = To switch to another job, press 3.
offer-clock-out = To clock out, press 4.
offer-clock-in = To clock in, press 4.
offer-hours = For your hours and your last punches, press 5.
offer-missed = To report a punch that you missed, press 6.
offer-change-pin = To change your PIN, press 7.
offer-crew = To clock your crew, press 8.
# The last choice of the menu.
offer-end = To end the call, press 9.
# Said before a question that the caller cannot expect. Keys that were pressed ahead of it are dropped.
please-listen = Please listen.
# Why a key of the menu does nothing now. The menu follows again.
already-on-break = You are already on a break.
not-on-break = You are not on a break.
no-break-kinds = There are no breaks to start here.
break-first = End your break first.
no-job-codes = There is no other job to switch to.
clock-in-first = Clock in first.
# $key: "1"
offer-break-kind = For { $name }, press { $key }.
break-started = Your break has started at { $time }: { $name }.
# $length begins with a capital: "Thirty-one minutes"
break-ended = Your break has ended at { $time }. { $length }.
# $worked: "eight hours, thirty-two minutes"
hours-of-week = This week you have worked { $worked }.
last-punch-in = You last clocked in { $day } at { $time }.
last-punch-out = You last clocked out { $day } at { $time }.
# The job and the clock location of the last punch. $name: as the workspace wrote it
at-job = Job: { $name }.
at-place = Place: { $name }.
earlier-punch-in = Before that, you clocked in { $day } at { $time }.
earlier-punch-out = Before that, you clocked out { $day } at { $time }.
pin-changed = Your new PIN is set. The old one no longer works.
ask-switch-job = Enter the code of the next job, then pound. Or just press pound to stay where you are.

## A punch that was missed, and word after wrong PINs

ask-missed-way = For a clock-in that you missed, press 1. For a clock-out, press 2.
ask-missed-time = Enter the time with four digits, like zero seven three zero, then press pound. Or press just pound, and say the time when you are recorded.
# The question follows again.
missed-time-not-understood = That is not a time.
# $morning: "seven thirty A M"; $evening: "seven thirty P M"
ask-missed-half = For { $morning }, press 1. For { $evening }, press 2.
ask-missed-day = For today, press 1. For yesterday, press 2.
# The question for the time follows again.
missed-time-to-come = That time is still to come.
# $day: "today", "yesterday"; $time: "six fifty-nine A M"
missed-in-kept = Your report is kept: clocked in { $day } at { $time }.
missed-out-kept = Your report is kept: clocked out { $day } at { $time }.
missed-in-kept-without-time = Your report of a clock-in is kept.
missed-out-kept-without-time = Your report of a clock-out is kept.
ask-account = After the tone, say what happened, then press pound. This is recorded.
ask-time-and-account = After the tone, say the day, the time and what happened, then press pound. This is recorded.
missed-too-many = You have reported too many punches today. Please talk to your manager.
missed-done = It is no clock time yet: your manager decides.
# After three wrong PINs. Must not say whether an ID exists. The last choice ends the call.
ask-leave-word = To leave your name and where you are for your manager: if you start work, press 1, then pound. If you stop work, press 2, then pound. Otherwise, hang up.
ask-name-and-place = After the tone, say your name and where you are, then press pound. This is recorded.
# Must not say whether an ID exists.
word-left = If your ID was right, your manager hears this and decides.

## A crew that a supervisor clocks

ask-crew-how = To go through your crew one by one, press 1. To enter phone clock IDs, press 2. To end, press 9.
# $name: the employee
ask-crew-in = { $name }. To clock in, press 1. For the next one, press 2. To end, press 9.
ask-crew-out = { $name }. To clock out, press 1. For the next one, press 2. To end, press 9.
ask-crew-in-again = { $name } clocked out a moment ago. To clock in all the same, press 1. For the next one, press 2. To end, press 9.
ask-crew-out-again = { $name } clocked in a moment ago. To clock out all the same, press 1. For the next one, press 2. To end, press 9.
ask-crew-new-shift = { $name } is still clocked in since an earlier shift. To begin a new shift, press 1. For the next one, press 2. To end, press 9.
ask-crew-id = Enter the phone clock ID, then pound. When you are through, press just pound.
# One sentence for unknown IDs and those of others. The question follows again.
not-of-crew = Nobody of your crew has that ID.
crew-clocked-in = { $name } is clocked in at { $time }.
crew-clocked-out = { $name } is clocked out at { $time }.
crew-changed = { $name } was not clocked: something has changed.
ask-crew-name = Hand over the phone: after the tone, say your own name, then press pound. This is recorded.
crew-done = That was your crew.

## The end

# $text: what the workspace wrote about the recording, in whatever language it wrote it
notice = { $text }
ask-name = After the tone, say your name, then press pound. This is recorded.
thank-you = Thank you.
goodbye = Goodbye.
# The last words of the call, as in the next one. Whoever was clocked already must not call again and be clocked back.
time-is-up = This call has reached its time limit. If you heard your time, it is saved. If not, please call again. Goodbye.
apology = Sorry, something went wrong on our side. If you heard your time, it is saved. If not, please call again. If it goes on, tell your manager. Goodbye.
# The database does not answer. Said again every quarter of a minute, and then the call goes on where it was.
held = One moment, please.
# The provider lost an answer of ours, and nothing waits that the call could go on at. The last words of the call.
call-again = Sorry, the connection failed. If you heard your time, it is saved. If not, please call again. Goodbye.

## While the gateway cannot answer: said by the provider alone

# Nobody checks a PIN there, and a recording is heard by others.
fallback-leave-word = We cannot clock you right now, but your time will not be lost. After the tone, say your phone clock ID, your name, and whether you start or stop work, then press pound. Do not say your PIN. This is recorded.
fallback-word-kept = Thank you. Your manager hears this with the time of your call. Goodbye.
