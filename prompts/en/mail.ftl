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

## Links by which a user chooses a password

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

## The badge of an employee

# $workspace: the employer's name
badge-subject = Your badge for the time clock at { $workspace }
# $name: the person's
badge-hello = Hello { $name },
badge-intro = here is your badge for the time clock at { $workspace }.
badge-how = Hold it in front of the kiosk, and you are clocked in or out. Print it, or show it on your phone.
# In place of the picture, for those who do not see it.
badge-picture = Your badge, a QR code
# Before the link.
badge-on-phone = To have it on your phone, open this link there, and save the picture:
badge-button = Show my badge
badge-link-ends = The link works for 24 hours, and can be opened 10 times.
badge-yours-alone = The badge is yours alone.
badge-lost = Do not forward this email or lend the badge: anyone who shows it clocks in as you. If it is lost, tell your manager, who makes you a new one; the old one ends then.
badge-not-expected = If you did not expect this email, tell your manager.
badge-button-broken = Button not working? Copy this link: { $link }

## What happens at kiosks, told to users

forgotten-subject = Forgotten PIN at { $workspace }
forgotten-hello = Hello { $name },
# $employee: who it is; $kiosk: the kiosk's name
forgotten-what = { $employee } says at the kiosk { $kiosk } that they have forgotten their PIN.
forgotten-what-next = Make sure that it was them, then give them a new PIN on their page, or clock them in by hand:
forgotten-button = Open their page
forgotten-button-broken = Button not working? Copy this link: { $link }

exported-subject = Kiosk PINs and badges were exported at { $workspace }
exported-hello = Hello { $name },
# $actor: who did it; $people: how many people were in it, with the noun
exported-what = { $actor } has exported the assignees of the kiosk { $kiosk }, with the PINs or badges of { $people }.
exported-what-next = If that was not agreed on, ask them, and make new PINs. Exporting can be switched off for good in the kiosk settings:
exported-button = Open the kiosk
exported-button-broken = Button not working? Copy this link: { $link }

suspended-subject = A kiosk device is suspended at { $workspace }
suspended-hello = Hello { $name },
# $device: what it is called
suspended-what = The device { $device } at the kiosk { $kiosk } is suspended: a second browser has shown its approval, so somebody may have copied it.
suspended-what-next = Look at the device. If it is where it belongs, revoke it and connect it again:
suspended-button = Open the kiosk
suspended-button-broken = Button not working? Copy this link: { $link }

allowance-subject = Many wrong PINs at a kiosk of { $workspace }
allowance-hello = Hello { $name },
# $tries: how many, with the noun
allowance-what = There were { $tries } within 7 days on the device { $device } at the kiosk { $kiosk }, more than it may have. Until they are fewer, it asks for a name before a PIN, and takes no Universal PIN. Everybody can still clock in and out.
allowance-what-next = Ask there whether somebody tries PINs that are not theirs:
allowance-button = Open the kiosk
allowance-button-broken = Button not working? Copy this link: { $link }

# $people and $tries above.
counted-person = { $count } person
counted-people = { $count } people
counted-wrong-try = { $count } wrong try
counted-wrong-tries = { $count } wrong tries

## Alerts, told to users who asked for them

# $what: what one alert is about, such as: Clocked in too long
alert-subject-one = { $what } at { $workspace }
# $count: how many, 2 or more
alert-subject-many = { $count } alerts at { $workspace }
alert-subject-clear = All clear at { $workspace }: { $what }
alert-subject-many-clear = { $count } times all clear at { $workspace }
# $day: such as: Tue, Nov 17
alert-subject-digest = Alerts at { $workspace }, { $day }
alert-hello = Hello { $name },

# What each kind is called, at the head of a mail.
alert-in-too-long = Clocked in too long
alert-near-overtime = Close to overtime
alert-not-here = Not clocked in yet
alert-kiosk-silent = Kiosk not seen
alert-line-failing = Trouble with phone calls

# Heads of the lists.
alert-open = Please take a look
alert-clear = All clear
alert-still-open = Open now
alert-closed = Closed since the last email
# $count: how many more than are listed
alert-more = And { $count } more.

# $employee: who it is; $since, $until, $expected, $came, $seen: times, with the day where it is another one
alert-long-now = { $employee } has been clocked in since { $since }.
alert-long-over = { $employee } is clocked out: { $since } to { $until }.
alert-long-ended = { $employee }, clocked in since { $since }, is no longer clocked in. No time of clocking out is known.
alert-long-lapsed = { $employee } was clocked in since { $since }. It is no longer watched.
# $hours: worked so far this week; $limit: when overtime begins
alert-overtime-now = { $employee } has worked { $hours } hours this week. Overtime begins after { $limit } hours.
alert-overtime-over = { $employee } is no longer close to overtime: their hours were corrected.
alert-overtime-lapsed = { $employee } was close to overtime, with { $hours } hours. The week is over, or nobody watches it any more.
alert-absent-now = { $employee } was expected at { $expected } and has not clocked in.
alert-absent-over = { $employee } clocked in at { $came }, expected at { $expected }.
alert-absent-lapsed = { $employee } was expected at { $expected } and did not clock in that day.
# $device: what it is called; $kiosk: the kiosk's name
alert-silent-now = The device { $device } at the kiosk { $kiosk } has not been seen since { $since }.
alert-silent-over = The device { $device } at the kiosk { $kiosk } was seen again at { $seen }.
alert-silent-lapsed = A device that was not seen since { $since } is no longer in use.
# $count: how many
alert-refused-now = { $count } requests to the phone line in a row came with a signature that does not fit, the first at { $since }. Callers may hear the call end. Ask the person who runs phoneclock to compare the auth token and the web address with the phone provider's.
alert-failed-now = { $count } requests of the phone provider could not be answered, the first at { $since }. Callers were asked to try again. Ask the person who runs phoneclock to look at its log.
alert-missed-now = Calls that did not get through to phoneclock since { $since }: { $count }. Each is under Exceptions with its time, and with what the caller said if the phone provider has recorded it, and waits for somebody to decide.
# $code: the provider's own number
alert-provider-now = In { $count } calls since { $since } the phone provider reported an error, most often number { $code }. Ask the person who runs phoneclock to look it up with the provider.
alert-line-over = Phone calls work again.
alert-missed-over = No more calls were found that did not get through. Those that were found stay under Exceptions.
alert-line-lapsed = Phone calls are no longer watched.

# Before the link.
alert-see = Open in phoneclock
alert-why = You get this email because alerts are turned on for you. To change or stop them:
alert-settings = Change or stop alerts
## The link to the worker's own page

# $workspace: the employer's name
worker-page-subject = Your hours at { $workspace }
# $name: the person's
worker-page-hello = Hello { $name },
worker-page-intro = here is the link to your own page at { $workspace }.
worker-page-what = It shows your hours and what you clocked. You can report a punch that you missed there, and say whether your hours are right.
# Before the link.
worker-page-open-link = Open it here:
worker-page-button = See my hours
worker-page-link-ends = It works for 30 days. Do not forward this email: anyone who opens the link sees your hours.
worker-page-yours-alone = The link is yours alone.
worker-page-not-expected = If you did not expect this email, tell your manager.
worker-page-button-broken = Button not working? Copy this link: { $link }

## Text messages. Accents other than those of the GSM alphabet (é, ñ, ü and few more) would make each cost twice.

# $employer: the employer's name, its beginning; $link: where to
text-setup = { $employer }: choose your PIN for clocking in by phone: { $link } Works once, for 7 days, for you alone. Reply STOP to get no more texts.
text-page = { $employer }: your hours and punches: { $link } Works for 30 days, for you alone. Reply STOP to get no more texts.
# $what: a sentence about an alert; $count: how many more there are; $link: where to
text-alert = { $employer }: { $what } { $link } Reply STOP to get no more texts.
text-alert-and-more = { $employer }: { $what } And { $count } more. { $link } Reply STOP to get no more texts.
text-alert-clear = All clear. { $what }
# $employer: the first of several employers; $count: how many more there are
text-employers = { $employer } and { $count } more
# To a phone that has answered a text; $employer: who texts it
text-reply-stop = { $employer }: no more texts from us. Clocking in works as before. Reply START to get texts again.
text-reply-start = { $employer }: you get texts from us again. Reply STOP to get no more texts.
text-reply-help = { $employer }: texts about clocking in, from your employer. For help ask your manager. Reply STOP to get no more texts.
text-reply-other = { $employer }: nobody reads texts here. They are only about clocking in. Ask your manager. Reply HELP or STOP.
# After a punch; $time: when, as callers hear it; $place: the job's name or the employer's
text-clocked-in = Clocked in { $time }, { $place }. Reply STOP to end
text-clocked-out = Clocked out { $time }, { $place }. Reply STOP to end
