# What the screen of a kiosk says, in Latin American Spanish. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## The page without its script

screen-title = Reloj de entradas y salidas
screen-without-scripts = Este reloj necesita JavaScript. Actívelo para esta página en la configuración del navegador, o pregunte a su supervisor cómo registrar sus horas por teléfono.

## Everywhere

# Read aloud before the time.
kiosk-now = Hora actual:
kiosk-actions = Otras opciones
kiosk-languages = Idioma
kiosk-back = Atrás
kiosk-next = Siguiente persona
kiosk-try-again = Intentar otra vez
kiosk-one-moment = Un momento…
# $secs: "20"
kiosk-still-there = ¿Sigue ahí? La pantalla de inicio vuelve en { $secs } segundos.
kiosk-more-time = Necesito más tiempo
# $hours: "8", $minutes: "32"
kiosk-length = { $hours } h { $minutes } min

## Who somebody is

kiosk-touch-name = Toque su nombre
kiosk-touch-letter = Toque la primera letra de su nombre
kiosk-letters = Primeras letras
kiosk-names = Nombres
# $letter: "M"
kiosk-names-under = Nombres con { $letter }
kiosk-search = Buscar
kiosk-search-name = Busque su nombre
kiosk-type-name = Escriba las primeras letras de su nombre.
kiosk-nobody-found = Aquí nadie tiene un nombre que empiece así.
kiosk-key-number = Marque su número de empleado
kiosk-number = Número de empleado
kiosk-letters-too = Escribir letras
# $number: "1042"
kiosk-number-given = Número de empleado { $number }
kiosk-key-pin = Marque su PIN
kiosk-pin = PIN
kiosk-pin-text = Marque su PIN.
kiosk-code = Su código
kiosk-enter = Entrar
kiosk-erase = Borrar el último dígito
# $count: "3", $all: "6"
kiosk-count = { $count } de { $all }
# $count: "3"
kiosk-count-open = Dígitos: { $count }
kiosk-show-badge = Muestre su credencial
kiosk-scanned = Credencial
kiosk-look = Usar la cámara
kiosk-hold-up = Muestre su credencial a la cámara o pásela por el lector.
kiosk-scan-or-look = Pase su credencial por el lector o muéstrela a la cámara.
kiosk-camera-denied = Esta página no puede usar la cámara. Pase su credencial por el lector o use su PIN.
kiosk-camera-none = No hay cámara. Pase su credencial por el lector o use su PIN.
kiosk-use-pin = Usar mi PIN
kiosk-no-badges = Por ahora aquí no se usan credenciales.
kiosk-badge-read = Se leyó su credencial
kiosk-unreadable = No se pudo leer esa credencial. Pásela otra vez.
kiosk-scan-later = La credencial que se pasó mientras tanto no se tomó. Pásela otra vez después.

## What is refused, and what helps

kiosk-refused = No funcionó. Intente otra vez, por favor.
kiosk-refused-manager = No funcionó. Pregunte a su supervisor, por favor.
kiosk-need-name = Primero elija su nombre y luego marque su PIN.
kiosk-gone-by = Pasó demasiado tiempo. Empiece otra vez, por favor.
kiosk-not-now = En este momento no es posible. Empiece otra vez, por favor.
kiosk-forgot = ¿Olvidó su PIN?
# $name: "Maria Lopez"
kiosk-forgot-confirm = La oficina recibirá un correo de que { $name } necesita un PIN nuevo.
# In the place of a name.
# $number: "1042"
kiosk-forgot-number = el empleado número { $number }
# In the place of a name.
kiosk-forgot-holder = el titular de esta credencial
kiosk-forgot-tell = Avisar a la oficina
kiosk-forgot-told = Se avisará a la oficina
kiosk-forgot-told-more = Pida su PIN nuevo a su supervisor.
kiosk-leave-note = Dejar un aviso a su supervisor
# $name: "Maria Lopez"
kiosk-note-for = Un aviso de { $name }
kiosk-note-what = Diga cuándo entró o salió. La oficina lo decide.
kiosk-note-name = Su nombre
kiosk-note-name-missing = Escriba su nombre.
kiosk-note-way = Qué quiere registrar
kiosk-note-in = Entrada
kiosk-note-out = Salida
kiosk-note-at = A qué hora
kiosk-note-at-missing = Escriba la hora.
kiosk-note-text = Algo más (opcional)
kiosk-note-send = Dejar el aviso
kiosk-noted = Su aviso quedó guardado
kiosk-noted-more = Su supervisor lo leerá. Con él no queda registrada su entrada ni su salida.

## The punch

# $name: "Maria Lopez"
kiosk-clocked-in = { $name }, su entrada quedó registrada.
# $name: "Maria Lopez"
kiosk-clocked-out = { $name }, su salida quedó registrada.
# $length: "8 h 32 min"
kiosk-worked = Tiempo trabajado: { $length }.
# $name: "Bridge deck"
kiosk-job = Trabajo: { $name }.
kiosk-job-lost = Su entrada quedó registrada, pero el trabajo no se anotó.
kiosk-job-lost-required = Su entrada quedó registrada, pero el trabajo no se anotó. Un supervisor tiene que agregarlo.
# $name: "Ana Ruiz"
kiosk-clocked-by = Por { $name }.
# $name: "Maria Lopez", $time: "6:59 AM"
kiosk-last-in = { $name }: entrada, { $time }
# $name: "Maria Lopez", $time: "3:31 PM"
kiosk-last-out = { $name }: salida, { $time }
kiosk-undo = ¿No es correcto? Deshacer
# $name: "Maria Lopez"
kiosk-undone = { $name }, quedó deshecho.
kiosk-undone-more = Todo queda como estaba antes.
# $name: "Maria Lopez"
kiosk-not-undone = { $name }, no se pudo deshacer.
kiosk-not-undone-more = Pida a su supervisor que lo corrija.
kiosk-what-to-do = ¿Qué quiere hacer?
# $when: "Monday, November 16, 7:02 AM"
kiosk-forgotten = Su entrada sigue abierta (desde { $when }).
# $when: "6:58 AM"
kiosk-just-clocked-in = Registró su entrada hace muy poco ({ $when }). ¿Quiere hacer algo más?
# $when: "3:31 PM"
kiosk-just-clocked-out = Registró su salida hace muy poco ({ $when }). ¿Quiere hacer algo más?
kiosk-choice-in = Registrar mi entrada
kiosk-choice-out = Registrar mi salida
kiosk-choice-new-shift = Empezar un turno nuevo
kiosk-choice-switch-job = Pasar a otro trabajo
kiosk-choice-keep = Dejarlo como está
# $name: "Almuerzo"
kiosk-choice-start-break = Empezar descanso: { $name }
kiosk-choice-end-break = Terminar el descanso
# $name: "Maria Lopez"; $break: "Almuerzo"
kiosk-break-started = { $name }, está en descanso: { $break }.
# $length: "0 h 31 min"
kiosk-break-ended = { $name }, su descanso terminó. Duró { $length }.
kiosk-photo-notice = Se toma una foto al registrarse. Alguien de su empresa puede verla; nada compara rostros.
kiosk-photo-none = No se le toma ninguna foto.
# On a button for whoever sets the kiosk up.
kiosk-photo-allow = Permitir la cámara para las fotos
kiosk-which-job = ¿Qué trabajo?
kiosk-which-job-required = ¿Qué trabajo? Elija uno, por favor.
kiosk-job-search = Buscar trabajos
kiosk-jobs = Trabajos
kiosk-no-job = Ninguno

## Managers

kiosk-colleague = Registrar a un compañero
kiosk-colleague-text = Marque el PIN universal para registrar a este compañero.
kiosk-universal = PIN universal
kiosk-manager = Supervisor
kiosk-manager-text = Marque su propio código y luego oprima ✓.
kiosk-codes-stopped = Aquí se marcaron demasiados PIN equivocados. Por ahora no se acepta ningún código. Use las páginas de la oficina u otro quiosco.
# $name: "Ana Ruiz"
kiosk-manager-is = Supervisor: { $name }
kiosk-locked-people = Estas personas están bloqueadas aquí.
kiosk-nobody-locked = Nadie está bloqueado aquí.
# $name: "Ben Ode"
kiosk-unlock = Desbloquear a { $name }
# $name: "Ben Ode"
kiosk-unlocked = { $name } puede intentarlo otra vez.
kiosk-clock-other = Registrar a alguien
kiosk-clock-whom = ¿A quién quiere registrar?
kiosk-sign-in = Iniciar sesión
kiosk-sign-in-text = Marque su propio PIN y luego oprima ✓.

## Connecting

kiosk-connect-none = Conecte este dispositivo
kiosk-connect-cleared = Se borraron los datos de este navegador
kiosk-connect-unknown = Este dispositivo ya no está conectado
kiosk-connect-revoked = Este dispositivo fue desconectado
kiosk-connect-signature = Hay que conectar este dispositivo otra vez
kiosk-connect-text = En la página «Quioscos», abra un quiosco, oprima «Conectar un dispositivo» y marque aquí su código.
kiosk-connect-here = Iniciar sesión aquí
kiosk-connect-code = Código de 8 dígitos
kiosk-connect-wrong = Ese código no sirve. Revíselo o pida uno nuevo en la página «Quioscos».
kiosk-connect-wait = Demasiados códigos equivocados. Espere 15 minutos y pruebe otra vez.
kiosk-connect-refused = El administrador no aprobó este dispositivo.
kiosk-connect-expired = El código venció. Pida uno nuevo en la página «Quioscos».
kiosk-connect-again = Conectar otra vez
kiosk-waiting = Compare este número
kiosk-waiting-text = La página «Quioscos» muestra ahora este dispositivo. Si muestra el mismo número, apruébelo allí.
kiosk-start-over = Usar otro código

## No network

kiosk-gone = No hay conexión en este momento.
# Before the number.
kiosk-gone-call = Registre sus horas por teléfono:
kiosk-offline = Sin conexión
kiosk-offline-text = Este reloj sigue intentándolo y vuelve solo.
kiosk-offline-unsure = Es posible que esto no haya contado. Podrá revisarlo cuando vuelva la conexión.
# Before the number, which is below.
kiosk-offline-call = Mientras tanto, registre su entrada y su salida por teléfono:
kiosk-offline-ask = Mientras tanto, avise a su supervisor cuando llegue y cuando se vaya.

kiosk-keep-here = Guardar una marcación aquí
kiosk-keep = Guardar una marcación aquí
kiosk-keep-way = Se guarda en este dispositivo y no se verifica hasta que vuelva la conexión.
kiosk-keep-in = Llego: marcar entrada
kiosk-keep-out = Me voy: marcar salida
kiosk-keep-who = ¿Quién es usted?
kiosk-keep-who-text = Escriba su nombre completo o su número de empleado.
kiosk-keep-who-field = Nombre o número de empleado
kiosk-keep-who-missing = Escriba su nombre o su número.
kiosk-keep-next = Siguiente
kiosk-keep-job = Código del trabajo
kiosk-keep-job-text = Marque el código de su trabajo si lo sabe.
kiosk-kept-in = Guardado aquí, aún sin verificar: entrada a las { $time }
kiosk-kept-out = Guardado aquí, aún sin verificar: salida a las { $time }
kiosk-kept-more = Se envía cuando vuelva la conexión, y entonces se verifica su PIN. Si algo no está bien, su supervisor le preguntará.
kiosk-kept-count = Guardadas aquí y sin enviar: { $count }.
kiosk-keep-full = Este dispositivo ya no guarda más marcaciones
kiosk-keep-full-text = No se guardó nada. Registre sus horas por teléfono o avise a su supervisor:
kiosk-keep-failed = No se pudo guardar
kiosk-keep-failed-text = No se guardó nada. Registre sus horas por teléfono o avise a su supervisor:

## Not in use

kiosk-off-suspended = Este dispositivo está suspendido
kiosk-off-suspended-text = Parece que otro navegador usa una copia. Un administrador tiene que revisar este dispositivo en la página «Quioscos».
kiosk-off-deactivated = Los quioscos están desactivados
kiosk-off-deactivated-text = Un administrador puede activarlos en la página «Quioscos».
kiosk-off-disabled = Este quiosco está deshabilitado
kiosk-off-disabled-text = Un administrador puede habilitarlo en la página «Quioscos».
kiosk-off-insecure = Esta dirección no es segura
kiosk-off-insecure-text = Un quiosco necesita una dirección que empiece con https. Ábralo allí.
kiosk-off-broken = Algo falla en este dispositivo
kiosk-off-broken-text = La pantalla lo intenta otra vez sola. Si sigue así, reinicie el navegador.
