# What employees read on their own pages and on wallet cards, in Latin American Spanish. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## Choosing a PIN, and the wallet card

setup-choose-title = Elija su PIN
# Before the employer's name.
setup-employer = Para su trabajo en
setup-choose-intro = Marque este PIN cuando llame para registrar su entrada y su salida. Nadie más puede verlo y nadie se lo va a pedir.
setup-pin = PIN nuevo
setup-again = El mismo PIN otra vez
setup-save = Guardar mi PIN
setup-differ = Los dos PIN son distintos. Escriba los dos otra vez.
setup-done-title = Ya puede registrar sus horas por teléfono
setup-done-intro = Su PIN está guardado. Anote el número y su identificación, o tome una foto de esta página.
# That the page can be opened again.
setup-done-again = El mismo enlace muestra esta página otra vez, durante 7 días desde que se envió. Con él ya no se puede cambiar nada.
setup-used-before = Este enlace ya se había usado: vale el PIN que se eligió entonces, no el que acaba de escribir.
setup-call = Llame a este número
setup-ask-for-number = Pregunte a su supervisor a qué número llamar.
setup-clock-id = Su número de identificación
setup-how = Cómo llamar
setup-step-call = Llame al número desde cualquier teléfono.
setup-step-id = Marque su número de identificación y luego #.
setup-step-pin = Marque su PIN y luego #.
setup-step-wait = Espere hasta escuchar su hora. Desde ese momento cuenta.
# The last step, where the workspace records voice checks.
setup-say-name = Después del tono, diga su nombre y luego oprima #.
setup-own-page = Sus horas
setup-own-page-hint = Su página personal muestra sus horas y lo que registró. El enlace funciona durante 30 días: guárdelo en su teléfono y no lo comparta.
setup-own-page-open = Ver mis horas
setup-practice = Practicar
setup-practice-hint = Pruebe una llamada aquí en esta página, con su propia identificación y su PIN. Nada de lo que haga allí cuenta.
setup-practice-now = Practicar una llamada ahora
# Before the address of the practice line.
setup-card-practice = Practique una llamada, nada cuenta:
setup-shortcut = Para los contactos de su teléfono
setup-shortcut-hint = Guardado como número, llama y marca su identificación por usted. Su PIN no está incluido.
setup-code-title = Prepare el registro por teléfono
setup-code-intro = Con el código de un solo uso de su tarjeta elige el PIN con el que va a llamar.
setup-code = Código de un solo uso
setup-code-hint = 12 dígitos, el primero es 0.
setup-go-on = Continuar
setup-not-a-code = Ese no es un código de un solo uso. Mire su tarjeta otra vez: tiene 12 dígitos y el primero es 0.
setup-wrong-code = Este código no sirve. Mire su tarjeta otra vez; si es correcto, pida uno nuevo a su supervisor.
setup-too-many = Llegaron demasiados códigos equivocados desde aquí. Espere 15 minutos y vuelva a intentarlo.
setup-busy = Demasiadas personas están eligiendo su PIN en este momento. No se cambió nada. Espere unos segundos y escríbalo otra vez.
setup-card-title = Registre su entrada y salida por teléfono
setup-card-code = Código de un solo uso
setup-card-step-code = Marque el código de un solo uso y luego #.
setup-card-step-pin = Elija un PIN que solo usted sepa y márquelo dos veces.
# What is done each time after that.
setup-card-step-after = Desde entonces: llame, marque su número de identificación y #, luego su PIN y #.
# $address: where the setup page is
setup-card-step-begin = Una sola vez: llame al número o abra { $address }
setup-card-pin = Nunca escriba su PIN en esta tarjeta.
setup-spent-title = Este enlace ya no sirve
setup-spent-saved = Si ya eligió su PIN, está guardado: solo llame.
setup-spent-ask = Si no, pida un enlace nuevo a su supervisor. Cada enlace sirve una vez, durante 7 días.

## How long a PIN is and a code works, and why a PIN is refused

# $min: "4"
setup-length = De { $min } a 12 dígitos, fáciles de recordar y difíciles de adivinar.
# $day: "11/24/2026"
setup-good-until = Vale hasta el { $day }, una sola vez.
# $min: "4"
setup-short = Un PIN tiene de { $min } a 12 dígitos y nada más.
setup-one-digit = Un solo dígito repetido es demasiado fácil de adivinar.
setup-run = Los dígitos que suben o bajan de uno en uno son demasiado fáciles de adivinar.
setup-common = Este es uno de los PIN que la gente prueba primero.
setup-year = Un año es demasiado fácil de adivinar.
setup-own-id = El PIN no puede ser su número de identificación.
setup-own-phone = El PIN no puede ser el final de su propio número de teléfono.

## The practice line

practice-title = Practique una llamada
practice-banner = Práctica: nada de lo que haga aquí cuenta.
practice-ask-title = Practique el registro por teléfono
practice-ask-intro = Pruebe una llamada en esta página antes de hacer una de verdad. Suena igual, le pide su propia identificación y su PIN, y nada de lo que haga aquí cuenta. Solo cuentan los PIN equivocados: bloquean su identificación igual que por teléfono.
practice-clock-id = Número de identificación
practice-clock-id-hint = Los dígitos de su tarjeta. El PIN se lo pide la llamada.
practice-not-an-id = Ese no es un número de identificación. Mire su tarjeta otra vez.
practice-go-on = Continuar
practice-intro = Oprima Llamar y escuche. Marque su identificación y luego #, su PIN y luego #.
practice-your-id = Su número de identificación
practice-your-pin = Su PIN es el que usted eligió. No aparece en ningún lugar.
practice-codes = Códigos de trabajo
practice-without-scripts = Este teléfono necesita JavaScript. Sin él, llame al número de verdad: la llamada le dice qué hacer en cada paso.
practice-phone = Su teléfono
practice-ready = Listo.
practice-time-left = Tiempo restante
practice-level = Volumen de su voz
practice-call = Llamar
practice-hang-up = Colgar
practice-keypad = Teclado
practice-keys-hint = También sirven los dígitos, * y # de su teclado; Entrar es #.
practice-voice = Quién dice el nombre después del tono
practice-microphone = Usted, al micrófono
practice-no-voice = Sin micrófono: no decir el nombre
practice-voice-hint = Como en una llamada de verdad, la llamada dice que su nombre se graba. Aquí la grabación se borra cuando termina la llamada.
practice-aloud = Decir en voz alta lo que se oye
practice-heard = Lo que usted oye
practice-heard-hint = Oprima Llamar. Todo lo que se dice aparece aquí.
practice-after = Después de su llamada
practice-after-hint = Cuando termine la llamada, aquí aparecen tres cosas que conviene saber.
practice-wire = En la línea
practice-busy = Todas las líneas de práctica están ocupadas. Vuelva a intentarlo en un minuto.
practice-too-many = Llegaron demasiadas llamadas de práctica desde aquí. Espere 15 minutos y vuelva a intentarlo.
practice-no-pass = Esta página estuvo abierta demasiado tiempo. Empiece otra vez en /practice, o pregunte a su supervisor.
practice-failed = La línea de práctica no funciona en este momento. Vuelva a intentarlo más tarde; el teléfono no está afectado.

## After a practice call: how long it took, and three things to know, chosen by what happened

lesson-took-one = Eso tomó 1 segundo.
# $secs: "19", never "1"
lesson-took = Eso tomó { $secs } segundos.
lesson-same-words = Una identificación y un PIN equivocados suenan igual. Después de tres PIN equivocados seguidos, su identificación queda bloqueada un rato; su supervisor puede desbloquearla.
lesson-not-yet = Una llamada de verdad cuenta cuando usted escucha su hora. Si cuelga antes, no cuenta.
lesson-asked-again = Tómese su tiempo: una pregunta sin respuesta se repite antes de que termine la llamada.
lesson-star-repeats = La tecla de asterisco (*) repite la pregunta.
lesson-key-ahead = Puede marcar sin esperar a que termine la frase.
lesson-hang-up = En una llamada de verdad puede colgar cuando haya escuchado la hora: desde ese momento cuenta.
# Where they hung up after the time.
lesson-hung-up = Colgó después de la hora, y está bien: en una llamada de verdad ya cuenta.
lesson-pound = La tecla numeral (#) termina lo que marca, y así no espera.
lesson-say-name = Si le piden su nombre, dígalo después del tono y oprima #.
lesson-any-phone = Puede llamar desde cualquier teléfono.

## What the script of the phone says during a call; English is what it asks for the others by

phone-call-over = La llamada terminó.
phone-no-connection = No hay conexión.
phone-calling = Llamando…
phone-voice-instead = No hay micrófono; hablará una voz incluida.
phone-silence-instead = No hay micrófono; no se dirá el nombre.
phone-nothing-said = No se dice nada.
phone-hanging-up = Colgando…
phone-on-line = En línea.
phone-recording-next = Después del tono: una grabación.
phone-voice-speaks = Habla una voz incluida.
phone-say-name = Diga su nombre y luego oprima #.
phone-ringing = Sonando…
phone-tries-again = No hay conexión; se intenta otra vez.
phone-ready = Listo.
phone-prompt-plays = Suena un mensaje grabado.
phone-waits = La línea espera sus teclas.
phone-no-key = No se oprimió ninguna tecla a tiempo.
phone-dead = La línea se cortó.
phone-you-hung-up = Usted colgó.
phone-gateway-hung-up = El sistema colgó.
phone-nobody-there = Ya no había nadie en la página.
phone-five-minutes = Una llamada dura 5 minutos como máximo.
phone-stopping = El programa se detiene.
# $n: "3", $last: "#"
phone-seconds-left = { $n } s para oprimir una tecla
phone-key-pressed = { $n } tecla oprimida.
phone-keys-pressed = { $n } teclas oprimidas.
phone-key-pressed-then = { $n } tecla oprimida, luego { $last }.
phone-keys-pressed-then = { $n } teclas oprimidas, luego { $last }.
phone-recorded = { $n } segundos grabados.

## Badges and PIN slips for kiosks, and the page that shows a badge on a phone

badge-title = Credencial para el reloj
# Before the holder's name and the employer's.
badge-holder = Credencial de
# In place of the picture, for those who do not see it.
badge-picture = La credencial, un código QR
badge-hold-up = Muestre la credencial frente al reloj.
badge-yours-alone = Es solo para su titular. No la preste, y avise a su supervisor si la pierde.
badge-slip-title = PIN para el reloj
badge-slip-number = Número de empleado
badge-slip-by-name = En el reloj, elija su nombre y marque este PIN.
badge-slip-by-number = En el reloj, marque su número de empleado y luego este PIN.
badge-slip-alone = En el reloj, marque este PIN.
badge-slip-behind-badge = Cuando el reloj pida un PIN, o si la credencial no funciona, elija su nombre y marque este PIN.
badge-slip-yours-alone = Es solo para usted y solo para el reloj, no para el teléfono. Memorícelo y tire este papel.
badge-show-intro = Asegúrese de que nadie esté mirando.
badge-show = Ver mi credencial
badge-shown-intro = Haga una captura de pantalla para guardarla en su teléfono.
# $times: "10"
badge-show-ends = El enlace del correo funciona durante 24 horas y muestra la credencial { $times } veces.
badge-spent-title = Este enlace ya no sirve
badge-spent-ask = Un enlace muestra la credencial durante 24 horas y 10 veces como máximo. Pida uno nuevo a su supervisor.

## The worker's own page

my-title = Mis horas
my-not-in = Usted no tiene una entrada abierta.
my-week = Esta semana
my-period = Este período de pago
my-day = Día
my-hours = Horas
my-total = Total
my-regular = Regulares
my-overtime = Extras
my-none-yet = Todavía no hay horas.
my-punches = Lo que registró
my-no-punches = Nada en las últimas 4 semanas.
my-clock-in = Entrada
my-clock-out = Salida
my-still-in = Su entrada sigue abierta.
my-no-out = Sin salida
my-removed = No cuenta
my-by-phone = por teléfono
my-by-office = por la oficina
my-proof-pin = PIN
my-proof-badge = credencial
my-proof-badge-and-pin = credencial y PIN
my-proof-name-only = solo el nombre
my-proof-universal = el PIN compartido del reloj
my-proof-supervisor = un supervisor
my-reason-forgot-out = olvidó registrar la salida
my-reason-forgot-in = olvidó registrar la entrada
my-reason-forgot-break = olvidó empezar o terminar un descanso
my-reason-wrong-job = trabajo equivocado
my-reason-no-job = faltaba el trabajo
my-reason-elsewhere = trabajó en otro lugar
my-reason-line = problemas con el teléfono o la línea
my-reason-twice = se registró dos veces
my-reason-test = prueba
my-standing = Lo que la oficina está revisando
my-nothing-standing = Nada.
my-x-time = Es posible que el reloj haya estado mal. La oficina revisa la hora.
my-x-no-out = Falta su salida. La oficina necesita saber a qué hora terminó.
my-x-question = Tenía una entrada abierta de antes y no se respondió la pregunta sobre ella.
my-x-no-job = No se marcó ningún trabajo.
my-x-overlap = Dos de sus registros cubren las mismas horas.
my-x-long = Este registro es muy largo. ¿Olvidó registrar la salida?
my-x-locked = Se bloqueó por varios PIN equivocados. Pida a su supervisor que lo desbloquee.
my-x-name = No se pudo escuchar su nombre. La próxima vez, dígalo claramente después del tono.
my-x-edited = Se cambiaron horas que ya estaban aprobadas.
my-x-checked = La oficina está revisando cómo se hizo este registro.
my-x-break-open = Registró la salida durante un descanso. La oficina necesita saber a qué hora terminó el descanso.
my-x-break-short = Un descanso fue más corto de lo debido.
my-x-break-long = Un descanso fue más largo de lo debido.
my-x-no-meal = Trabajó mucho tiempo sin un descanso para comer.
my-reports = Sus avisos
my-waiting = La oficina todavía no decide.
my-report-title = Avisar que faltó un registro
my-report-intro = ¿Olvidó registrar su entrada o su salida? Diga cuándo fue. Cuenta cuando la oficina lo acepta, y aquí verá lo que se decidió.
my-report-which = ¿Qué falta?
my-report-in = Cuando empecé a trabajar
my-report-out = Cuando terminé de trabajar
my-report-day = Día
my-report-time = Hora
my-report-note = Nota para la oficina (opcional)
my-report-position = Agregar dónde estoy ahora
my-report-position-hint = Opcional, si todavía está en el lugar de trabajo. Su posición se compara con los lugares de su empresa y no se guarda.
my-report-position-given = Su posición está agregada. Envíe ahora el aviso.
my-report-position-failed = Su navegador no dio ninguna posición. Puede enviar el aviso sin ella.
my-report-send = Enviar a la oficina
my-report-sent = Gracias. La oficina tiene su aviso.
my-wrong-time = Elija qué falta, un día y una hora.
my-wrong-future = Esa hora todavía no llega.
my-wrong-old = Eso fue hace más de 60 días. Hable con su supervisor.
my-wrong-many = Ya envió muchos avisos hoy. Hable con su supervisor.
my-confirm = ¿Están bien estas horas?
my-confirm-look = Ver estas horas
my-not-said = Todavía no ha respondido.
my-confirm-intro = Su respuesta llega a la oficina. No retrasa su pago, y puede responder otra vez.
my-right = Estas horas están bien
my-wrong = Algo está mal
my-wrong-what = ¿Qué está mal?
my-tell = Avisar a la oficina
my-answered = Gracias. La oficina puede ver su respuesta.
my-changed-since = Las horas cambiaron después de su respuesta.
my-changed-now = Las horas acaban de cambiar. Revíselas otra vez.
my-no-note = Diga qué está mal.
my-many-answers = Ya respondió muchas veces. Hable con su supervisor.
my-not-over = Este período todavía no termina.
my-approved = Aprobadas
my-back = Volver a mis horas
my-yours-alone = Este enlace es solo para usted. No lo comparta: quien lo abra ve sus horas.
my-spent-title = Este enlace ya no sirve
my-spent-ask = Pida uno nuevo a su supervisor. Cada enlace sirve durante 30 días, y uno nuevo reemplaza al anterior.
my-busy-title = Demasiadas páginas a la vez
my-busy-ask = Espere un minuto y vuelva a intentarlo.
# Short names, from Monday on, and from January on.
date-weekdays = lun mar mié jue vie sáb dom
date-months = ene feb mar abr may jun jul ago sep oct nov dic
date-am = a. m.
date-pm = p. m.
# $when: "Tue, Nov 17, 7:02 AM"
my-in-since = Entrada abierta desde { $when }
# $h: "38"
# What was clocked, where another time was decided.
my-clocked-at = registrado { $when }
my-length = { $h } h { $m } min
# $weekday: "Tue"
my-date = { $weekday } { $day } { $month }
# $clock: "7:02"
my-time = { $clock } { $half }
# $day: "Tue, Nov 17"
my-moment = { $day }, { $time }
# $from: "Mon, Nov 9"
my-span = { $from } a { $to }
# $kiosk: what the kiosk is called
my-at-kiosk = en el reloj { $kiosk }, con { $proof }
my-at-kiosk-by = en el reloj { $kiosk }, por { $who }
my-by-phone-of = por teléfono, por { $who }
# $who: a name
my-changed-by = Cambiado por { $who }, { $when }
my-added-by = Agregado por { $who }, { $when }
my-removed-by = Quitado por { $who }, { $when }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-in = Empezó a trabajar { $when }
my-said-out = Terminó de trabajar { $when }
# $who: a name
my-accepted-by = Aceptado por { $who }
my-refused-by = No aceptado por { $who }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-right = { $when }: usted dijo que están bien.
my-said-wrong = { $when }: usted dijo que algo está mal.
# $day: "Tue, Nov 17"
my-link-ends = El enlace sirve hasta el { $day }.
