# What the screen of a kiosk says, in Brazilian Portuguese. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## The page without its script

screen-title = Relógio de ponto
screen-without-scripts = Este relógio precisa de JavaScript. Ative-o para esta página nas configurações do navegador ou pergunte ao seu supervisor como registrar o ponto por telefone.

## Everywhere

# Read aloud before the time.
kiosk-now = Hora atual:
kiosk-actions = Outras opções
kiosk-languages = Idioma
kiosk-back = Voltar
kiosk-next = Próxima pessoa
kiosk-try-again = Tentar de novo
kiosk-one-moment = Um momento…
# $secs: "20"
kiosk-still-there = Você ainda está aí? A tela inicial volta em { $secs } segundos.
kiosk-more-time = Preciso de mais tempo
# $hours: "8", $minutes: "32"
kiosk-length = { $hours } h { $minutes } min

## Who somebody is

kiosk-touch-name = Toque no seu nome
kiosk-touch-letter = Toque na primeira letra do seu nome
kiosk-letters = Primeiras letras
kiosk-names = Nomes
# $letter: "M"
kiosk-names-under = Nomes com { $letter }
kiosk-search = Buscar
kiosk-search-name = Busque seu nome
kiosk-type-name = Digite as primeiras letras do seu nome.
kiosk-nobody-found = Aqui ninguém tem um nome que comece assim.
kiosk-key-number = Digite seu número de funcionário
kiosk-number = Número de funcionário
kiosk-letters-too = Digitar letras
# $number: "1042"
kiosk-number-given = Número de funcionário { $number }
kiosk-key-pin = Digite seu PIN
kiosk-pin = PIN
kiosk-pin-text = Digite seu PIN.
kiosk-code = Seu código
kiosk-enter = Confirmar
kiosk-erase = Apagar o último dígito
# $count: "3", $all: "6"
kiosk-count = { $count } de { $all }
# $count: "3"
kiosk-count-open = Dígitos: { $count }
kiosk-show-badge = Mostre seu crachá
kiosk-scanned = Crachá
kiosk-look = Usar a câmera
kiosk-hold-up = Mostre seu crachá para a câmera ou passe no leitor.
kiosk-scan-or-look = Passe seu crachá no leitor ou mostre para a câmera.
kiosk-camera-denied = Esta página não pode usar a câmera. Passe seu crachá no leitor ou use seu PIN.
kiosk-camera-none = Não há câmera. Passe seu crachá no leitor ou use seu PIN.
kiosk-use-pin = Usar meu PIN
kiosk-no-badges = Por enquanto, aqui não se usam crachás.
kiosk-badge-read = Seu crachá foi lido
kiosk-unreadable = Não deu para ler o crachá. Passe outra vez.
kiosk-scan-later = O crachá passado agora não valeu. Passe outra vez depois.

## What is refused, and what helps

kiosk-refused = Não funcionou. Tente de novo, por favor.
kiosk-refused-manager = Não funcionou. Fale com seu supervisor.
kiosk-need-name = Primeiro escolha seu nome, depois digite o PIN.
kiosk-gone-by = Demorou demais. Comece de novo, por favor.
kiosk-not-now = Isso não é possível agora. Comece de novo, por favor.
kiosk-forgot = Esqueceu seu PIN?
# $name: "Maria Lopez"
kiosk-forgot-confirm = O escritório vai receber um e-mail: { $name } precisa de um PIN novo.
# In the place of a name.
# $number: "1042"
kiosk-forgot-number = o funcionário número { $number }
# In the place of a name.
kiosk-forgot-holder = o dono deste crachá
kiosk-forgot-tell = Avisar o escritório
kiosk-forgot-told = O escritório será avisado
kiosk-forgot-told-more = Peça seu PIN novo ao seu supervisor.
kiosk-leave-note = Deixar um aviso para seu supervisor
# $name: "Maria Lopez"
kiosk-note-for = Um aviso de { $name }
kiosk-note-what = Diga quando você entrou ou saiu. O escritório decide.
kiosk-note-name = Seu nome
kiosk-note-name-missing = Digite seu nome.
kiosk-note-way = O que você quer registrar
kiosk-note-in = Entrada
kiosk-note-out = Saída
kiosk-note-at = A que horas
kiosk-note-at-missing = Digite a hora.
kiosk-note-text = Mais alguma coisa (opcional)
kiosk-note-send = Deixar o aviso
kiosk-noted = Seu aviso foi deixado
kiosk-noted-more = Seu supervisor vai ler. Ele não registra sua entrada nem sua saída.

## The punch

# $name: "Maria Lopez"
kiosk-clocked-in = { $name }, sua entrada foi registrada.
# $name: "Maria Lopez"
kiosk-clocked-out = { $name }, sua saída foi registrada.
# $length: "8 h 32 min"
kiosk-worked = Tempo trabalhado: { $length }.
# $name: "Bridge deck"
kiosk-job = Serviço: { $name }.
kiosk-job-lost = Sua entrada foi registrada, mas o serviço não.
kiosk-job-lost-required = Sua entrada foi registrada, mas o serviço não foi anotado. Um supervisor precisa incluí-lo.
# $name: "Ana Ruiz"
kiosk-clocked-by = Por { $name }.
# $name: "Maria Lopez", $time: "6:59 AM"
kiosk-last-in = { $name }: entrada, { $time }
# $name: "Maria Lopez", $time: "3:31 PM"
kiosk-last-out = { $name }: saída, { $time }
kiosk-undo = Não está certo? Desfazer
# $name: "Maria Lopez"
kiosk-undone = { $name }, foi desfeito.
kiosk-undone-more = Tudo voltou a ser como antes.
# $name: "Maria Lopez"
kiosk-not-undone = { $name }, não foi possível desfazer.
kiosk-not-undone-more = Peça ao seu supervisor que corrija.
kiosk-what-to-do = O que você quer fazer?
# $when: "Monday, November 16, 7:02 AM"
kiosk-forgotten = Sua entrada ainda está aberta (desde { $when }).
# $when: "6:58 AM"
kiosk-just-clocked-in = Você registrou a entrada há pouco ({ $when }). Algo mais?
# $when: "3:31 PM"
kiosk-just-clocked-out = Você registrou a saída há pouco ({ $when }). Algo mais?
kiosk-choice-in = Registrar minha entrada
kiosk-choice-out = Registrar minha saída
kiosk-choice-new-shift = Começar um turno novo
kiosk-choice-switch-job = Mudar de serviço
kiosk-choice-keep = Deixar como está
# $name: "Almoço"
kiosk-choice-start-break = Começar intervalo: { $name }
kiosk-choice-end-break = Terminar o intervalo
# $name: "Maria Lopez"; $break: "Almoço"
kiosk-break-started = { $name }, você está em intervalo: { $break }.
# $length: "0 h 31 min"
kiosk-break-ended = { $name }, seu intervalo terminou. Durou { $length }.
kiosk-photo-notice = Uma foto é tirada com o registro. Uma pessoa da sua empresa pode vê-la; nada compara rostos.
kiosk-photo-none = Nenhuma foto sua é tirada.
# On a button for whoever sets the kiosk up.
kiosk-photo-allow = Permitir a câmera para as fotos
kiosk-which-job = Qual serviço?
kiosk-which-job-required = Qual serviço? Escolha um, por favor.
kiosk-job-search = Buscar serviços
kiosk-jobs = Serviços
kiosk-no-job = Nenhum

## Managers

kiosk-colleague = Registrar um colega
kiosk-colleague-text = Digite o PIN universal para registrar este colega.
kiosk-universal = PIN universal
kiosk-manager = Supervisor
kiosk-manager-text = Digite seu código e depois toque em ✓.
kiosk-codes-stopped = PINs errados demais foram digitados aqui. Por enquanto, nenhum código é aceito. Use as páginas do escritório ou outro quiosque.
# $name: "Ana Ruiz"
kiosk-manager-is = Supervisor: { $name }
kiosk-locked-people = Estas pessoas estão bloqueadas aqui.
kiosk-nobody-locked = Ninguém está bloqueado aqui.
# $name: "Ben Ode"
kiosk-unlock = Desbloquear { $name }
# $name: "Ben Ode"
kiosk-unlocked = { $name } pode tentar de novo.
kiosk-clock-other = Registrar alguém
kiosk-clock-whom = Quem você quer registrar?
kiosk-sign-in = Entrar
kiosk-sign-in-text = Digite seu próprio PIN e depois toque em ✓.

## Connecting

kiosk-connect-none = Conecte este aparelho
kiosk-connect-cleared = Os dados deste navegador foram apagados
kiosk-connect-unknown = Este aparelho não está mais conectado
kiosk-connect-revoked = Este aparelho foi desconectado
kiosk-connect-signature = É preciso conectar este aparelho de novo
kiosk-connect-text = Na página «Kiosks», abra um quiosque, conecte um aparelho e digite aqui o código.
kiosk-connect-here = Entrar aqui
kiosk-connect-code = Código de 8 dígitos
kiosk-connect-wrong = Esse código não serve. Confira ou peça um novo na página «Kiosks».
kiosk-connect-wait = Códigos errados demais. Espere 15 minutos e tente de novo.
kiosk-connect-refused = O administrador não aprovou este aparelho.
kiosk-connect-expired = O código venceu. Peça um novo na página «Kiosks».
kiosk-connect-again = Conectar de novo
kiosk-waiting = Compare este número
kiosk-waiting-text = A página «Kiosks» mostra agora este aparelho. Se o número for o mesmo, aprove lá.
kiosk-start-over = Usar outro código

## No network

kiosk-gone = Sem conexão no momento.
# Before the number.
kiosk-gone-call = Registre o ponto por telefone:
kiosk-offline = Sem conexão
kiosk-offline-text = Este relógio continua tentando e volta sozinho.
kiosk-offline-unsure = Talvez isto não tenha contado. Você pode conferir quando a conexão voltar.
# Before the number, which is below.
kiosk-offline-call = Enquanto isso, registre a entrada e a saída por telefone:
kiosk-offline-ask = Enquanto isso, avise seu supervisor quando chegar e quando sair.

kiosk-keep-here = Guardar um registro aqui
kiosk-keep = Guardar um registro aqui
kiosk-keep-way = Fica guardado neste aparelho e só é conferido quando a conexão voltar.
kiosk-keep-in = Estou chegando: registrar entrada
kiosk-keep-out = Estou saindo: registrar saída
kiosk-keep-who = Quem é você?
kiosk-keep-who-text = Digite seu nome completo ou seu número de funcionário.
kiosk-keep-who-field = Nome ou número de funcionário
kiosk-keep-who-missing = Digite seu nome ou seu número.
kiosk-keep-next = Próximo
kiosk-keep-job = Código do serviço
kiosk-keep-job-text = Digite o código do seu serviço se você souber.
# $time: "6:59 AM"
kiosk-kept-in = Guardado aqui, ainda não conferido: entrada às { $time }
# $time: "3:31 PM"
kiosk-kept-out = Guardado aqui, ainda não conferido: saída às { $time }
kiosk-kept-more = Será enviado quando a conexão voltar, e aí seu PIN será conferido. Se algo não estiver certo, seu supervisor vai perguntar.
# $count: "3"
kiosk-kept-count = Guardados aqui e ainda não enviados: { $count }.
kiosk-keep-full = Este aparelho não guarda mais registros
# Before the number.
kiosk-keep-full-text = Nada foi guardado. Registre o ponto por telefone ou avise seu supervisor:
kiosk-keep-failed = Não foi possível guardar
# Before the number.
kiosk-keep-failed-text = Nada foi guardado. Registre o ponto por telefone ou avise seu supervisor:

## Not in use

kiosk-off-suspended = Este aparelho está suspenso
kiosk-off-suspended-text = Parece que outro navegador usa uma cópia. Um administrador precisa ver este aparelho na página «Kiosks».
kiosk-off-deactivated = Os quiosques estão desativados
kiosk-off-deactivated-text = Um administrador pode ativá-los na página «Kiosks».
kiosk-off-disabled = Este quiosque está desligado
kiosk-off-disabled-text = Um administrador pode ligá-lo na página «Kiosks».
kiosk-off-insecure = Este endereço não é seguro
kiosk-off-insecure-text = Um quiosque precisa de um endereço que comece com https. Abra-o lá.
kiosk-off-broken = Algo está errado neste aparelho
kiosk-off-broken-text = A tela tenta de novo sozinha. Se continuar assim, reinicie o navegador.
