# What a caller hears, in Spanish as spoken in the Americas, with "usted". One message a line; prompts/README.md
# says how to write them.

## Who is calling

greeting = Hola, este es el reloj telefónico.
# Said in the language it offers.
offer-language = Para español, oprima 2.
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
# The last choice of the menu.
offer-hours = Para oír sus horas de esta semana, oprima 5.
# $key: "1"
offer-break-kind = Para { $name }, oprima { $key }.
break-started = Su descanso empezó a { $time }: { $name }.
# $length begins with a capital
break-ended = Su descanso terminó a { $time }. { $length }.
hours-of-week = Esta semana ha trabajado { $worked }.
last-punch-in = Su última entrada fue { $day } a { $time }.
last-punch-out = Su última salida fue { $day } a { $time }.
ask-switch-job = Marque el código del trabajo al que pasa y luego la tecla numeral. Para dejarlo así, oprima solo la tecla numeral.

## The end

notice = { $text }
ask-name = Después del tono, diga su nombre y luego oprima la tecla numeral. Su voz quedará grabada.
thank-you = Gracias.
goodbye = Hasta luego.
# The last words of the call, as in the next one. Whoever was clocked already must not call again and be clocked back.
time-is-up = Esta llamada llegó a su límite de tiempo. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Hasta luego.
apology = Disculpe, algo falló de nuestro lado. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Si sigue pasando, avise a su supervisor. Hasta luego.
call-again = Disculpe, falló la conexión. Si escuchó su hora, ya quedó guardada. Si no, por favor vuelva a llamar. Hasta luego.
