# What a caller hears, in Spanish as spoken in the Americas, with "usted". One message a line; prompts/README.md
# says how to write them.

## Who is calling

greeting = Hola, este es el reloj telefónico.
own-greeting = { $text }
# Said in the language it offers. $key: "2"
offer-language = Para español, oprima { $key }.
ask-id = Marque su número de identificación y luego oprima la tecla numeral.
# The question follows again.
nothing-heard = No se marcó nada.
# The keys cannot be an ID. Must not say whether an ID exists. The question follows again.
id-not-understood = Ese número de identificación no llegó bien.
# Must not say how long a PIN is.
ask-pin = Marque su PIN y luego oprima la tecla numeral.
# The one sentence for unknown, wrong and locked alike.
no-match = Ese número de identificación y ese PIN no coinciden. Si necesita ayuda, pregunte a su supervisor.
# The last words of the call.
too-many-failures = No pudimos confirmar sus datos en esta llamada. Por favor, pida ayuda a su supervisor o vuelva a llamar más tarde. Hasta luego.
one-moment = Un momento, por favor, no cuelgue.
ask-pin-again = Disculpe, necesitamos su PIN una vez más. Marque su PIN y luego oprima la tecla numeral.

## A PIN of one's own, by the one-time code of a card

# The question for the ID follows.
code-refused = Ese código no sirve.
# $digits: "cuatro"
ask-new-pin = Elija un PIN nuevo de al menos { $digits } dígitos y luego oprima la tecla numeral.
ask-new-pin-again = Marque el mismo PIN otra vez y luego oprima la tecla numeral.
# The question follows again.
new-pin-refused = Ese PIN es demasiado fácil de adivinar o su largo no es correcto.
# The question follows again.
new-pins-differ = Los dos PIN que marcó son distintos.
# $id: "cuatro, ocho, dos, uno, tres, seis"
new-pin-set = Su PIN quedó guardado. Su número de identificación es { $id }. Repito, es { $id }. Para registrar su entrada, vuelva a llamar con su identificación y su PIN.

## In or out

# $time brings its article: "las siete y cinco de la mañana", "la una de la tarde"
clocked-in = Entrada registrada a { $time }.
# $worked begins with a capital: "Ocho horas y treinta y dos minutos"
clocked-out = Salida registrada a { $time }. { $worked }.
# Where nobody knows for how long.
clocked-out-alone = Salida registrada a { $time }.
# $day: "hoy", "ayer", "el lunes", "el tres de marzo"
forgotten-clock-out = Su turno sigue abierto desde { $day } a { $time }. Para empezar un turno nuevo, oprima 1. Para registrar su salida ahora, oprima 2.
# $ago: "hace un minuto"
just-clocked-in = Registró su entrada { $ago }. Para dejarla así, cuelgue. Para registrar su salida, oprima 2.
just-clocked-out = Registró su salida { $ago }. Para dejarla así, cuelgue. Para registrar otra entrada, oprima 2.
# Another key than those offered. The question follows again.
not-a-choice = Le repetimos las opciones.
kept = Muy bien. No se cambió nada.

## Jobs

ask-job = Marque el código del trabajo y luego la tecla numeral.
ask-job-or-skip = Marque el código del trabajo y luego la tecla numeral. Para omitirlo, oprima solo la tecla numeral.
ask-job-instead = Para otro trabajo, marque su código y luego la tecla numeral. Si no, oprima solo la tecla numeral.
ask-next-job = Para pasar directamente a otro trabajo, marque su código y luego la tecla numeral. Si no, oprima solo la tecla numeral.
# The question follows again.
job-not-found = No encontramos ese código de trabajo.
# The question follows again.
job-required = Aquí hace falta un código de trabajo.
# $name: the job as the workspace wrote it
job-is = Trabajo: { $name }.
clocked-in-to = Entrada registrada en { $name }.

## The menu, behind a PIN that was ended by star

in-since = Su turno está abierto desde { $day } a { $time }.
# $name: the kind of break as the workspace wrote it
on-break-since = Está en descanso desde { $time }: { $name }.
not-in = No tiene ningún turno abierto.
# The keys stay the same whatever of the menu is offered.
offer-start-break = Para empezar un descanso, oprima 1.
offer-end-break = Para terminar su descanso, oprima 2.
offer-switch-job = Para pasar a otro trabajo, oprima 3.
offer-clock-out = Para registrar su salida, oprima 4.
offer-clock-in = Para registrar su entrada, oprima 4.
offer-hours = Para oír sus horas y sus últimos registros, oprima 5.
offer-missed = Para avisar de una entrada o salida que no registró, oprima 6.
offer-change-pin = Para cambiar su PIN, oprima 7.
offer-crew = Para registrar a su cuadrilla, oprima 8.
# The last choice of the menu.
offer-end = Para terminar la llamada, oprima 9.
# Said before a question that the caller cannot expect. Keys that were pressed ahead of it are dropped.
please-listen = Escuche, por favor.
# Why a key of the menu does nothing now. The menu follows again.
already-on-break = Ya está en descanso.
not-on-break = No está en descanso.
no-break-kinds = Aquí no hay descansos que empezar.
break-first = Primero termine su descanso.
no-job-codes = No hay otro trabajo al que pasar.
clock-in-first = Primero registre su entrada.
# $key: "1"
offer-break-kind = Para { $name }, oprima { $key }.
break-started = Su descanso empezó a { $time }: { $name }.
# $length begins with a capital
break-ended = Su descanso terminó a { $time }. { $length }.
hours-of-week = Esta semana ha trabajado { $worked }.
last-punch-in = Su última entrada fue { $day } a { $time }.
last-punch-out = Su última salida fue { $day } a { $time }.
# The job and the clock location of the last punch. $name: as the workspace wrote it
at-job = Trabajo: { $name }.
at-place = Lugar: { $name }.
earlier-punch-in = Antes, registró su entrada { $day } a { $time }.
earlier-punch-out = Antes, registró su salida { $day } a { $time }.
pin-changed = Su nuevo PIN quedó guardado. El anterior ya no sirve.
ask-switch-job = Marque el código del trabajo al que pasa y luego la tecla numeral. Para dejarlo así, oprima solo la tecla numeral.

## A punch that was missed, and word after wrong PINs

ask-missed-way = Por una entrada que no registró, oprima 1. Por una salida, oprima 2.
ask-missed-time = Marque la hora con cuatro dígitos, por ejemplo cero siete tres cero, y luego la tecla numeral. O oprima solo la tecla numeral y diga la hora en la grabación.
# The question follows again.
missed-time-not-understood = Eso no es una hora.
ask-missed-half = Para { $morning }, oprima 1. Para { $evening }, oprima 2.
ask-missed-day = Si fue hoy, oprima 1. Si fue ayer, oprima 2.
# The question for the time follows again.
missed-time-to-come = Esa hora todavía no llega.
missed-in-kept = Su aviso quedó guardado: entrada { $day } a { $time }.
missed-out-kept = Su aviso quedó guardado: salida { $day } a { $time }.
missed-in-kept-without-time = Su aviso de una entrada quedó guardado.
missed-out-kept-without-time = Su aviso de una salida quedó guardado.
ask-account = Después del tono, diga qué pasó y luego oprima la tecla numeral. Su voz quedará grabada.
ask-time-and-account = Después del tono, diga el día, la hora y qué pasó, y luego oprima la tecla numeral. Su voz quedará grabada.
missed-too-many = Hoy ya ha dado demasiados avisos. Por favor hable con su supervisor.
missed-done = Todavía no cuenta como hora registrada: decide su supervisor.
# After three wrong PINs. Must not say whether an ID exists. The last choice ends the call.
ask-leave-word = Para dejarle a su supervisor su nombre y dónde está: si empieza a trabajar, oprima 1 y luego la tecla numeral. Si termina, oprima 2 y luego la tecla numeral. Si no, cuelgue.
ask-name-and-place = Después del tono, diga su nombre y dónde está, y luego oprima la tecla numeral. Su voz quedará grabada.
# Must not say whether an ID exists.
word-left = Si su número de identificación era correcto, su supervisor lo oirá y decidirá.

## A crew that a supervisor clocks

ask-crew-how = Para recorrer su cuadrilla persona por persona, oprima 1. Para marcar números de identificación, oprima 2. Para terminar, oprima 9.
# $name: the employee
ask-crew-in = { $name }. Para registrar su entrada, oprima 1. Para la persona siguiente, oprima 2. Para terminar, oprima 9.
ask-crew-out = { $name }. Para registrar su salida, oprima 1. Para la persona siguiente, oprima 2. Para terminar, oprima 9.
ask-crew-in-again = { $name } registró su salida hace un momento. Para registrar su entrada de todos modos, oprima 1. Para la persona siguiente, oprima 2. Para terminar, oprima 9.
ask-crew-out-again = { $name } registró su entrada hace un momento. Para registrar su salida de todos modos, oprima 1. Para la persona siguiente, oprima 2. Para terminar, oprima 9.
ask-crew-new-shift = { $name } sigue con la entrada abierta de un turno anterior. Para empezar un turno nuevo, oprima 1. Para la persona siguiente, oprima 2. Para terminar, oprima 9.
ask-crew-id = Marque el número de identificación y luego la tecla numeral. Cuando termine, oprima solo la tecla numeral.
# One sentence for unknown IDs and those of others. The question follows again.
not-of-crew = Nadie de su cuadrilla tiene ese número.
crew-clocked-in = Entrada de { $name } registrada a { $time }.
crew-clocked-out = Salida de { $name } registrada a { $time }.
crew-changed = No se registró a { $name }: algo ha cambiado.
ask-crew-name = Pase el teléfono: después del tono, diga su propio nombre y luego oprima la tecla numeral. Su voz quedará grabada.
crew-done = Esa fue su cuadrilla.

## The end

notice = { $text }
ask-name = Después del tono, diga su nombre y luego oprima la tecla numeral. Su voz quedará grabada.
thank-you = Gracias.
goodbye = Hasta luego.
# The last words of the call, as in the next one. Whoever was clocked already must not call again and be clocked back.
time-is-up = Esta llamada llegó a su límite de tiempo. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Hasta luego.
apology = Disculpe, algo falló de nuestro lado. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Si sigue pasando, avise a su supervisor. Hasta luego.
held = Un momento, por favor.
call-again = Disculpe, falló la conexión. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Hasta luego.

## While the gateway cannot answer: said by the provider alone

# Nobody checks a PIN there, and a recording is heard by others.
fallback-leave-word = Ahora no podemos registrarle, pero su hora no se pierde. Después del tono, diga su número de identificación, su nombre y si empieza o termina de trabajar, y luego oprima la tecla numeral. No diga su PIN. Su voz quedará grabada.
fallback-word-kept = Gracias. Su supervisor lo oirá con la hora de su llamada. Hasta luego.
