# What mails to employees say, in Latin American Spanish; mails to users are in English alone. One message a line. The
# program refuses to start where a message or an argument is missing in one of the languages.

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
