# What emails say, in Latin American Spanish. One message a line. The program refuses to start where a message or an
# argument is missing in one of the languages.

## The link by which an employee chooses a PIN

# $workspace: the employer's name
setup-subject = Elija su PIN para el reloj telefónico de { $workspace }
# $name: the person's
setup-hello = Hola, { $name }:
# $number: the number to call
setup-intro = { $workspace } tiene un reloj telefónico: usted registra su entrada y su salida llamando al { $number } desde cualquier teléfono.
setup-intro-without-number = { $workspace } tiene un reloj telefónico: usted registra su entrada y su salida llamando desde cualquier teléfono.
setup-first-choose = Primero, elija su PIN.
setup-choose-another = Con este enlace puede elegir un PIN nuevo. Mientras no lo haga, el PIN que tiene sigue funcionando.
# Before the link.
setup-open-link = Abra este enlace:
setup-button = Elegir mi PIN
setup-yours-alone = Es solo para usted.
setup-works-once = Funciona una sola vez, durante 7 días. No reenvíe este correo: quien abra el enlace puede elegir su PIN.
setup-at-the-end = Al final, la página le muestra su número de identificación y cómo llamar. Nadie más necesita su PIN, tampoco su supervisor.
# $address: where a call is practiced
setup-practice = Para practicar una llamada cuando los tenga, sin que nada cuente: { $address }
setup-practice-there = Allí también puede practicar una llamada; después, en { $address }. Allí nada cuenta.
setup-not-expected = ¿No esperaba este correo? Pregunte a su supervisor antes de abrir el enlace.
setup-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

## How to call, once a PIN is chosen

ready-subject = Cómo registrar sus horas por teléfono en { $workspace }
ready-hello = Hola, { $name }:
ready-pin-set = Su PIN está guardado: desde ahora registra su entrada y su salida en { $workspace } por teléfono. Guarde este correo por el número y su identificación.
# Before the number.
ready-call = Llame a este número:
ready-ask-for-number = Pregunte a su supervisor a qué número llamar.
# Before the ID.
ready-clock-id = Su número de identificación:
ready-step-call = Llame al número desde cualquier teléfono.
ready-step-id = Marque su número de identificación y luego #.
ready-step-pin = Marque su PIN y luego #.
ready-step-wait = Espere hasta escuchar su hora. Desde ese momento cuenta.
# The last step, where a call asks for the name.
ready-say-name = Después del tono, diga su nombre y luego oprima #.
ready-pin-in-no-mail = Su PIN no está en ningún correo. Es solo para usted: nadie más lo necesita, tampoco su supervisor.
# Before the address where a call is practiced.
ready-practice = Para practicar una llamada, sin que nada cuente:
ready-not-you = ¿No fue usted quien eligió un PIN? Avise enseguida a su supervisor.

## Links by which a user chooses a password

invitation-subject = Invitación al reloj telefónico de { $workspace }
invitation-hello = Hola, { $name }:
invitation-why = Se le invita a iniciar sesión en las páginas del reloj telefónico de { $workspace }.
# Before the link.
invitation-open-link = Elija aquí su contraseña:
invitation-button = Elegir mi contraseña
invitation-yours-alone = El enlace es solo para usted.
invitation-works-once = Funciona una sola vez, durante 7 días. No reenvíe este correo: quien abra el enlace puede elegir su contraseña.
invitation-not-expected = Si no esperaba este correo, no haga nada.
invitation-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

reset-subject = Elija una contraseña nueva para el reloj telefónico
reset-hello = Hola, { $name }:
reset-why = Alguien pidió una contraseña nueva para las páginas del reloj telefónico de { $workspace } con su correo.
# Before the link.
reset-open-link = Elíjala aquí:
reset-button = Elegir una contraseña nueva
reset-yours-alone = El enlace es solo para usted.
reset-works-once = Funciona una sola vez, durante 2 horas. No reenvíe este correo: quien abra el enlace puede elegir su contraseña.
reset-not-expected = Si no fue usted, no haga nada: su contraseña sigue como está.
reset-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

## The badge of an employee

# $workspace: the employer's name
badge-subject = Su credencial para el reloj de { $workspace }
# $name: the person's
badge-hello = Hola, { $name }:
badge-intro = Esta es su credencial para el reloj de { $workspace }.
badge-how = Muéstrela frente al reloj y quedará registrada su entrada o su salida. Puede imprimirla o mostrarla en su teléfono.
# In place of the picture, for those who do not see it.
badge-picture = Su credencial, un código QR
# Before the link.
badge-on-phone = Para tenerla en su teléfono, abra allí este enlace y guarde la imagen:
badge-button = Ver mi credencial
badge-link-ends = El enlace funciona durante 24 horas y se puede abrir 10 veces.
badge-yours-alone = La credencial es solo para usted.
badge-lost = No reenvíe este correo ni preste la credencial: quien la muestre registra sus horas en nombre de usted. Si la pierde, avise a su supervisor; él le hace una nueva, y la anterior deja de funcionar.
badge-not-expected = ¿No esperaba este correo? Avise a su supervisor.
badge-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

## What happens at kiosks, told to users

forgotten-subject = PIN olvidado en { $workspace }
forgotten-hello = Hola, { $name }:
# $employee: who it is; $kiosk: the kiosk's name
forgotten-what = { $employee } dice en el quiosco { $kiosk } que olvidó su PIN.
forgotten-what-next = Asegúrese de que fue esa persona; luego dele un PIN nuevo en su página, o registre usted su entrada o salida:
forgotten-button = Abrir su página
forgotten-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

exported-subject = Se exportaron PIN y credenciales de quiosco en { $workspace }
exported-hello = Hola, { $name }:
# $actor: who did it; $people: how many people were in it, with the noun
exported-what = { $actor } exportó la lista de personas del quiosco { $kiosk }, con los PIN o las credenciales de { $people }.
exported-what-next = Si eso no se había acordado, pregúntele y genere PIN nuevos. La exportación se puede desactivar para siempre en la configuración de quioscos:
exported-button = Abrir el quiosco
exported-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

suspended-subject = Un dispositivo de quiosco está suspendido en { $workspace }
suspended-hello = Hola, { $name }:
# $device: what it is called
suspended-what = El dispositivo { $device } del quiosco { $kiosk } está suspendido: un segundo navegador mostró su aprobación, así que puede que alguien la haya copiado.
suspended-what-next = Revise el dispositivo. Si está donde debe estar, revoque su aprobación y conéctelo otra vez:
suspended-button = Abrir el quiosco
suspended-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

allowance-subject = Muchos PIN incorrectos en un quiosco de { $workspace }
allowance-hello = Hola, { $name }:
# $tries: how many, with the noun
allowance-what = Hubo { $tries } en 7 días en el dispositivo { $device } del quiosco { $kiosk }, más de lo permitido. Hasta que sean menos, pide un nombre antes del PIN y no acepta ningún PIN universal. Todos pueden seguir registrando su entrada y su salida.
allowance-what-next = Pregunte allí si alguien prueba los PIN de otras personas:
allowance-button = Abrir el quiosco
allowance-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

# $people and $tries above.
counted-person = { $count } persona
counted-people = { $count } personas
counted-wrong-try = { $count } intento incorrecto
counted-wrong-tries = { $count } intentos incorrectos

## Alerts, told to users who asked for them

# $what: what one alert is about, such as: Entrada abierta demasiado tiempo
alert-subject-one = { $what } en { $workspace }
# $count: how many, 2 or more
alert-subject-many = { $count } alertas en { $workspace }
alert-subject-clear = Todo en orden en { $workspace }: { $what }
alert-subject-many-clear = Todo en orden en { $workspace }: { $count } alertas
# $day: such as: mar 17 nov
alert-subject-digest = Alertas en { $workspace }, { $day }
alert-hello = Hola, { $name }:

# What each kind is called, at the head of a mail.
alert-in-too-long = Entrada abierta demasiado tiempo
alert-near-overtime = Cerca de las horas extra
alert-not-here = Aún sin registrar la entrada
alert-kiosk-silent = Quiosco sin señales
alert-line-failing = Problemas con las llamadas

# Heads of the lists.
alert-open = Por favor, revise esto
alert-clear = Todo en orden
alert-still-open = Abiertas ahora
alert-closed = Cerradas desde el último correo
# $count: how many more than are listed
alert-more = Y { $count } más.

# $employee: who it is; $since, $until, $expected, $came, $seen: times, with the day where it is another one
alert-long-now = { $employee } tiene la entrada abierta (desde { $since }).
alert-long-over = { $employee } ya registró la salida (de { $since } a { $until }).
alert-long-ended = { $employee } ya no tiene abierta la entrada ({ $since }). No se conoce la hora de salida.
alert-long-lapsed = { $employee } tenía la entrada abierta (desde { $since }). Ya no se vigila.
# $hours: worked so far this week; $limit: when overtime begins
alert-overtime-now = { $employee } lleva { $hours } horas esta semana. Las horas extra empiezan después de { $limit } horas.
alert-overtime-over = { $employee } ya no está cerca de las horas extra: se corrigieron sus horas.
alert-overtime-lapsed = { $employee } estaba cerca de las horas extra, con { $hours } horas. La semana terminó, o ya nadie vigila esas horas.
alert-absent-now = Se esperaba la entrada de { $employee } ({ $expected }) y no la ha registrado.
alert-absent-over = { $employee } registró la entrada: { $came } (se esperaba: { $expected }).
alert-absent-lapsed = Se esperaba la entrada de { $employee } ({ $expected }) y no la registró ese día.
# $device: what it is called; $kiosk: the kiosk's name
alert-silent-now = El dispositivo { $device } del quiosco { $kiosk } no da señales (desde { $since }).
alert-silent-over = El dispositivo { $device } del quiosco { $kiosk } volvió a dar señales ({ $seen }).
alert-silent-lapsed = Un dispositivo que no daba señales desde { $since } ya no se usa.
# $count: how many
alert-refused-now = { $count } solicitudes seguidas a la línea telefónica llegaron con una firma que no corresponde (la primera: { $since }). Puede que a quienes llaman se les corte la llamada. Pida a quien administra phoneclock que compare el token de autenticación y la dirección web con los del proveedor telefónico.
alert-failed-now = { $count } solicitudes del proveedor telefónico no se pudieron atender (la primera: { $since }). A quienes llamaron se les pidió intentarlo otra vez. Pida a quien administra phoneclock que revise el registro del programa.
alert-missed-now = Llamadas que no llegaron a phoneclock desde { $since }: { $count }. Cada una está en Excepciones con su hora, y con lo que dijo quien llamó si el proveedor telefónico lo grabó, y espera a que alguien decida.
# $code: the provider's own number
alert-provider-now = En { $count } llamadas desde { $since } el proveedor telefónico informó de un error, casi siempre el número { $code }. Pida a quien administra phoneclock que lo consulte con el proveedor.
alert-line-over = Las llamadas funcionan otra vez.
alert-missed-over = No se encontraron más llamadas que no llegaran. Las que se encontraron siguen en Excepciones.
alert-line-lapsed = Las llamadas ya no se vigilan.

# Before the link.
alert-see = Abrir en phoneclock
alert-why = Recibe este correo porque tiene alertas activadas. Para cambiarlas o detenerlas:
alert-settings = Cambiar o detener las alertas

## The link to the worker's own page

# $workspace: the employer's name
worker-page-subject = Sus horas en { $workspace }
# $name: the person's
worker-page-hello = Hola, { $name }:
worker-page-intro = Este es el enlace a su página personal en { $workspace }.
worker-page-what = Muestra sus horas y lo que registró. Allí puede avisar si le faltó registrar una entrada o una salida, y decir si sus horas están bien.
# Before the link.
worker-page-open-link = Ábrala aquí:
worker-page-button = Ver mis horas
worker-page-link-ends = Funciona durante 30 días. No reenvíe este correo: quien abra el enlace ve sus horas.
worker-page-yours-alone = El enlace es solo para usted.
worker-page-not-expected = ¿No esperaba este correo? Avise a su supervisor.
worker-page-button-broken = ¿El botón no funciona? Copie este enlace: { $link }

## Text messages. Accents other than those of the GSM alphabet (é, ñ, ü and few more) would make each cost twice.

# $employer: the employer's name, its beginning; $link: where to
text-setup = { $employer }: elija su PIN para registrarse por telefono: { $link } Sirve una vez, 7 dias, solo para usted. Responda STOP para no recibir mensajes.
text-page = { $employer }: sus horas y registros: { $link } Sirve 30 dias, solo para usted. Responda STOP para no recibir mensajes.
text-alert = { $employer }: { $what } { $link } Responda STOP para no recibir mensajes.
text-alert-and-more = { $employer }: { $what } Y otras { $count }. { $link } Responda STOP para no recibir mensajes.
text-alert-clear = Todo en orden. { $what }
text-employers = { $employer } y { $count } mas
text-reply-stop = { $employer }: no recibe mas mensajes. Su registro de horas sigue igual. Responda START para recibirlos de nuevo.
text-reply-start = { $employer }: recibe mensajes de nuevo. Responda STOP para no recibir mensajes.
text-reply-help = { $employer }: mensajes sobre su registro de horas. Si necesita ayuda, pregunte a su jefe. Responda STOP para no recibirlos.
text-reply-other = { $employer }: nadie lee mensajes aqui. Son solo sobre su registro de horas. Pregunte a su jefe. Responda HELP o STOP.
text-clocked-in = Entrada { $time }, { $place }. Responda STOP para terminar
text-clocked-out = Salida { $time }, { $place }. Responda STOP para terminar
