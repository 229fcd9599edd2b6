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
