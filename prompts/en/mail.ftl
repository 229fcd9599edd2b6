# What emails say, in American English. One message a line. The program refuses to start where a message or an argument
# is missing in one of the languages.

## The link by which an employee chooses a PIN

# $workspace: the employer's name
setup-subject = Choose your PIN for the phone clock at { $workspace }
# $name: the person's
setup-hello = Hello { $name },
# $number: the number to call
setup-intro = { $workspace } has a phone clock: you clock in and out by calling { $number } from any phone.
setup-intro-without-number = { $workspace } has a phone clock: you clock in and out by calling from any phone.
setup-first-choose = First, choose your PIN.
setup-choose-another = This link lets you choose a new PIN. Until you do, the PIN you have keeps working.
# Before the link.
setup-open-link = Open this link:
setup-button = Choose your PIN
setup-yours-alone = It is yours alone.
setup-works-once = It works once, for 7 days. Do not forward this email: anyone who opens the link can choose your PIN.
setup-at-the-end = At the end, the page shows your phone clock ID and how to call. Nobody else ever needs your PIN, not even your manager.
# $address: where a call is practiced
setup-practice = To practice a call once you have them, where nothing counts: { $address }
setup-practice-there = There you can also practice a call; later it is at { $address }. Nothing counts there.
setup-not-expected = If you did not expect this email, ask your manager before you open the link.
setup-button-broken = Button not working? Copy this link: { $link }

## How to call, once a PIN is chosen

ready-subject = How to clock in by phone at { $workspace }
ready-hello = Hello { $name },
ready-pin-set = Your PIN is set: from now on you clock in and out at { $workspace } by phone. Keep this email for the number and your ID.
# Before the number.
ready-call = Call this number:
ready-ask-for-number = Ask your manager which number to call.
# Before the ID.
ready-clock-id = Your phone clock ID:
ready-step-call = Call the number from any phone.
ready-step-id = Key in your phone clock ID, then #.
ready-step-pin = Key in your PIN, then #.
ready-step-wait = Wait until you hear your time. From then on it counts.
# The last step, where a call asks for the name.
ready-say-name = After the tone say your name, then press #.
ready-pin-in-no-mail = Your PIN is in no email. It is yours alone: nobody ever needs it, not even your manager.
# Before the address where a call is practiced.
ready-practice = To practice a call, where nothing counts:
ready-not-you = If it was not you who chose a PIN, tell your manager right away.

## Links by which a user chooses a password; users read English

invitation-subject = You are invited to the phone clock of { $workspace }
invitation-hello = Hello { $name },
invitation-why = you are invited to sign in to the phone clock pages of { $workspace }.
# Before the link.
invitation-open-link = Choose your password here:
invitation-button = Choose your password
invitation-yours-alone = The link is yours alone.
invitation-works-once = It works once, for 7 days. Do not forward this email: anyone who opens the link can choose your password.
invitation-not-expected = If you did not expect this email, do nothing.
invitation-button-broken = Button not working? Copy this link: { $link }

reset-subject = Choose a new password for the phone clock
reset-hello = Hello { $name },
reset-why = somebody asked for a new password for the phone clock pages of { $workspace } with your email address.
# Before the link.
reset-open-link = Choose it here:
reset-button = Choose a new password
reset-yours-alone = The link is yours alone.
reset-works-once = It works once, for 2 hours. Do not forward this email: anyone who opens the link can choose your password.
reset-not-expected = If it was not you, do nothing: your password stays as it is.
reset-button-broken = Button not working? Copy this link: { $link }
