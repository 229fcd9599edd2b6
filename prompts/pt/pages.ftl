# What employees read on their own pages and on wallet cards, in Brazilian Portuguese. One message a line.
# The program refuses to start where a message or an argument is missing in one of the languages.

## Choosing a PIN, and the wallet card

setup-choose-title = Escolha seu PIN
# Before the employer's name.
setup-employer = Para seu trabalho em
setup-choose-intro = Você digita este PIN quando liga para registrar a entrada e a saída. Ninguém mais pode vê-lo, e ninguém vai pedi-lo a você.
setup-pin = PIN novo
setup-again = O mesmo PIN outra vez
setup-save = Salvar meu PIN
setup-differ = Os dois PINs são diferentes. Digite os dois de novo.
setup-done-title = Você já pode registrar o ponto por telefone
setup-done-intro = Seu PIN está salvo. Anote o número e sua identificação, ou tire uma foto desta página.
# That the page can be opened again.
setup-done-again = O mesmo link mostra esta página de novo, durante 7 dias a partir do envio. Com ele não se pode mais mudar nada.
setup-used-before = Este link já tinha sido usado: vale o PIN escolhido naquela vez, não o que você acabou de digitar.
setup-call = Ligue para este número
setup-ask-for-number = Pergunte ao seu supervisor para que número ligar.
setup-clock-id = Seu número de identificação
setup-how = Como ligar
setup-step-call = Ligue para o número de qualquer telefone.
setup-step-id = Digite seu número de identificação e depois #.
setup-step-pin = Digite seu PIN e depois #.
setup-step-wait = Espere até ouvir a hora. A partir daí, ela conta.
# The last step, where the workspace records voice checks.
setup-say-name = Depois do sinal, diga seu nome e tecle #.
setup-own-page = Suas horas
setup-own-page-hint = Sua página pessoal mostra suas horas e o que você registrou. O link funciona durante 30 dias: salve-o no celular e não o compartilhe.
setup-own-page-open = Ver minhas horas
setup-practice = Treinar
setup-practice-hint = Experimente uma ligação aqui nesta página, com sua própria identificação e seu PIN. Nada do que você fizer lá conta.
setup-practice-now = Treinar uma ligação agora
# Before the address of the practice line.
setup-card-practice = Treine uma ligação, nada conta:
setup-shortcut = Para os contatos do seu celular
setup-shortcut-hint = Salvo como número, ele liga e digita sua identificação por você. Seu PIN não está nele.
setup-code-title = Prepare o ponto por telefone
setup-code-intro = Com o código de uso único do seu cartão, você escolhe o PIN com que vai ligar.
setup-code = Código de uso único
setup-code-hint = 12 dígitos, o primeiro é 0.
setup-go-on = Continuar
setup-not-a-code = Isso não é um código de uso único. Olhe o cartão de novo: ele tem 12 dígitos, e o primeiro é 0.
setup-wrong-code = Este código não funciona. Olhe o cartão de novo; se estiver certo, peça um novo ao seu supervisor.
setup-too-many = Códigos errados demais vieram daqui. Espere 15 minutos e tente de novo.
setup-busy = Muitas pessoas estão escolhendo um PIN agora. Nada foi alterado. Espere alguns segundos e digite de novo.
setup-card-title = Registre a entrada e a saída por telefone
setup-card-code = Código de uso único
setup-card-step-code = Digite o código de uso único e depois #.
setup-card-step-pin = Escolha um PIN que só você saiba e digite-o duas vezes.
# What is done each time after that.
setup-card-step-after = Depois disso: ligue, digite seu número de identificação e #, depois seu PIN e #.
# $address: where the setup page is
setup-card-step-begin = Só uma vez: ligue para o número ou abra { $address }
setup-card-pin = Nunca escreva seu PIN neste cartão.
setup-spent-title = Este link não funciona mais
setup-spent-saved = Se você já escolheu seu PIN, ele está salvo: é só ligar.
setup-spent-ask = Se não, peça um link novo ao seu supervisor. Cada link funciona uma vez, durante 7 dias.

## How long a PIN is and a code works, and why a PIN is refused

# $min: "4"
setup-length = De { $min } a 12 dígitos, fáceis de lembrar e difíceis de adivinhar.
# $day: "11/24/2026"
setup-good-until = Vale até { $day }, uma única vez.
# $min: "4"
setup-short = Um PIN tem de { $min } a 12 dígitos e mais nada.
setup-one-digit = Um só dígito repetido é fácil demais de adivinhar.
setup-run = Dígitos que sobem ou descem de um em um são fáceis demais de adivinhar.
setup-common = Este é um dos PINs que as pessoas tentam primeiro.
setup-year = Um ano é fácil demais de adivinhar.
setup-own-id = O PIN não pode ser seu número de identificação.
setup-own-phone = O PIN não pode ser o final do seu próprio número de telefone.

## The practice line

practice-title = Treine uma ligação
practice-banner = Treino: nada do que você fizer aqui conta.
practice-ask-title = Treine o ponto por telefone
practice-ask-intro = Experimente uma ligação nesta página antes de fazer uma de verdade. O som é o mesmo, ela pede sua própria identificação e seu PIN, e nada do que você fizer aqui conta. Só os PINs errados contam: eles bloqueiam sua identificação como no telefone.
practice-clock-id = Número de identificação
practice-clock-id-hint = Os dígitos do seu cartão. O PIN quem pede é a ligação.
practice-not-an-id = Isso não é um número de identificação. Olhe o cartão de novo.
practice-go-on = Continuar
practice-intro = Toque em Ligar e escute. Digite sua identificação e depois #, seu PIN e depois #.
practice-your-id = Seu número de identificação
practice-your-pin = Seu PIN é o que você escolheu. Ele não aparece em lugar nenhum.
practice-codes = Códigos de serviço
practice-without-scripts = Este telefone precisa de JavaScript. Sem ele, ligue para o número de verdade: a ligação diz o que fazer em cada passo.
practice-phone = Seu telefone
practice-ready = Pronto.
practice-time-left = Tempo restante
practice-level = Volume da sua voz
practice-call = Ligar
practice-hang-up = Desligar
practice-keypad = Teclado
practice-keys-hint = Os dígitos, * e # do seu teclado também funcionam; Enter é #.
practice-voice = Quem diz o nome depois do sinal
practice-microphone = Você, no microfone
practice-no-voice = Sem microfone: não dizer o nome
practice-voice-hint = Como numa ligação de verdade, a ligação diz que seu nome é gravado. Aqui a gravação é apagada quando a ligação termina.
practice-aloud = Ler em voz alta o que é dito
practice-heard = O que você ouve
practice-heard-hint = Toque em Ligar. Tudo o que é dito aparece aqui.
practice-after = Depois da sua ligação
practice-after-hint = Quando a ligação terminar, aparecem aqui três coisas que é bom saber.
practice-wire = Na linha
practice-busy = Todas as linhas de treino estão ocupadas. Tente de novo em um minuto.
practice-too-many = Ligações de treino demais vieram daqui. Espere 15 minutos e tente de novo.
practice-no-pass = Esta página ficou aberta tempo demais. Comece de novo em /practice ou pergunte ao seu supervisor.
practice-failed = A linha de treino não está funcionando agora. Tente de novo mais tarde; o número de verdade continua funcionando.

## After a practice call: how long it took, and three things to know, chosen by what happened

lesson-took-one = Levou 1 segundo.
# $secs: "19", never "1"
lesson-took = Levou { $secs } segundos.
lesson-same-words = Uma identificação errada e um PIN errado soam igual. Depois de três PINs errados seguidos, sua identificação fica bloqueada por um tempo; seu supervisor pode desbloqueá-la.
lesson-not-yet = Uma ligação de verdade conta quando você ouve a hora. Se desligar antes, não conta.
lesson-asked-again = Sem pressa: uma pergunta sem resposta é repetida antes de a ligação terminar.
lesson-star-repeats = A tecla asterisco (*) repete a pergunta.
lesson-key-ahead = Você pode digitar sem esperar o fim da frase.
lesson-hang-up = Numa ligação de verdade, você pode desligar assim que ouvir a hora: a partir daí ela conta.
# Where they hung up after the time.
lesson-hung-up = Você desligou depois da hora, e está certo: numa ligação de verdade ela já conta.
lesson-pound = A tecla jogo da velha (#) encerra o que você digita e poupa espera.
lesson-say-name = Se a ligação pedir seu nome, diga-o depois do sinal e tecle #.
lesson-any-phone = Você pode ligar de qualquer telefone.

## What the script of the phone says during a call; English is what it asks for the others by

phone-call-over = A ligação terminou.
phone-no-connection = Sem conexão.
phone-calling = Ligando…
phone-voice-instead = Não há microfone; uma voz embutida vai falar.
phone-silence-instead = Não há microfone; o nome não será dito.
phone-nothing-said = Nada é dito.
phone-hanging-up = Desligando…
phone-on-line = Na linha.
phone-recording-next = Depois do sinal: uma gravação.
phone-voice-speaks = Uma voz embutida fala.
phone-say-name = Diga seu nome e tecle #.
phone-ringing = Chamando…
phone-tries-again = Sem conexão; tentando de novo.
phone-ready = Pronto.
phone-prompt-plays = Uma mensagem gravada toca.
phone-waits = A linha espera suas teclas.
phone-no-key = Nenhuma tecla foi apertada a tempo.
phone-dead = A linha caiu.
phone-you-hung-up = Você desligou.
phone-gateway-hung-up = O sistema desligou.
phone-nobody-there = Não havia mais ninguém na página.
phone-five-minutes = Uma ligação dura no máximo 5 minutos.
phone-stopping = O programa está parando.
# $n: "3", $last: "#"
phone-seconds-left = { $n } s para apertar uma tecla
phone-key-pressed = { $n } tecla apertada.
phone-keys-pressed = { $n } teclas apertadas.
phone-key-pressed-then = { $n } tecla apertada, depois { $last }.
phone-keys-pressed-then = { $n } teclas apertadas, depois { $last }.
phone-recorded = { $n } segundos gravados.

## Badges and PIN slips for kiosks, and the page that shows a badge on a phone

badge-title = Crachá para o relógio de ponto
# Before the holder's name and the employer's.
badge-holder = Crachá de
# In place of the picture, for those who do not see it.
badge-picture = O crachá, um código QR
badge-hold-up = Mostre o crachá na frente do relógio.
badge-yours-alone = Ele é só para o dono. Não empreste, e avise seu supervisor se perder.
badge-slip-title = PIN do relógio
badge-slip-number = Número de funcionário
badge-slip-by-name = No relógio, escolha seu nome e digite este PIN.
badge-slip-by-number = No relógio, digite seu número de funcionário e depois este PIN.
badge-slip-alone = No relógio, digite este PIN.
badge-slip-behind-badge = Quando o relógio pedir um PIN, ou se o crachá não funcionar, escolha seu nome e digite este PIN.
badge-slip-yours-alone = Ele é só para você e só para o relógio, não para o telefone. Decore-o e jogue este papel fora.
badge-show-intro = Veja se ninguém está olhando.
badge-show = Ver meu crachá
badge-shown-intro = Tire uma captura de tela para guardá-lo no celular.
# $times: "10"
badge-show-ends = O link do e-mail funciona durante 24 horas e mostra o crachá { $times } vezes.
badge-spent-title = Este link não funciona mais
badge-spent-ask = Um link mostra o crachá durante 24 horas e no máximo 10 vezes. Peça um novo ao seu supervisor.

## The worker's own page

my-title = Minhas horas
my-not-in = Você não tem entrada aberta.
my-week = Esta semana
my-period = Este período de pagamento
my-day = Dia
my-hours = Horas
my-total = Total
my-regular = Normais
my-overtime = Extras
my-none-yet = Ainda não há horas.
my-punches = O que você registrou
my-no-punches = Nada nas últimas 4 semanas.
my-clock-in = Entrada
my-clock-out = Saída
my-still-in = Sua entrada ainda está aberta.
my-no-out = Sem saída
my-removed = Não conta
my-by-phone = por telefone
my-by-office = pelo escritório
my-proof-pin = PIN
my-proof-badge = crachá
my-proof-badge-and-pin = crachá e PIN
my-proof-name-only = só o nome
my-proof-universal = o PIN compartilhado do relógio
my-proof-supervisor = um supervisor
my-reason-forgot-out = esqueceu de registrar a saída
my-reason-forgot-in = esqueceu de registrar a entrada
my-reason-forgot-break = esqueceu de começar ou terminar um intervalo
my-reason-wrong-job = serviço errado
my-reason-no-job = faltou o serviço
my-reason-elsewhere = trabalhou em outro lugar
my-reason-line = problemas com o telefone ou a linha
my-reason-twice = registrou duas vezes
my-reason-test = teste
my-standing = O que o escritório está conferindo
my-nothing-standing = Nada.
my-x-time = O relógio talvez estivesse errado. O escritório confere a hora.
my-x-no-out = Faltou sua saída. O escritório precisa saber a que horas você parou.
my-x-question = Você tinha uma entrada aberta de antes, e a pergunta sobre ela não foi respondida.
my-x-no-job = Nenhum serviço foi digitado.
my-x-overlap = Dois dos seus registros cobrem as mesmas horas.
my-x-long = Este registro é muito longo. Você esqueceu de registrar a saída?
my-x-locked = PINs errados bloquearam você. Peça ao seu supervisor que desbloqueie.
my-x-name = Não foi possível ouvir seu nome. Da próxima vez, diga-o com clareza depois do sinal.
my-x-edited = Horas que já estavam aprovadas foram alteradas.
my-x-checked = O escritório está conferindo como isto foi registrado.
my-x-break-open = Você registrou a saída durante um intervalo. O escritório precisa saber a que horas o intervalo terminou.
my-x-break-short = Um intervalo foi mais curto do que deveria.
my-x-break-long = Um intervalo foi mais longo do que deveria.
my-x-no-meal = Você trabalhou muito tempo sem intervalo para comer.
my-reports = Seus avisos
my-waiting = O escritório ainda não decidiu.
my-report-title = Avisar que faltou um registro
my-report-intro = Esqueceu de registrar a entrada ou a saída? Diga quando foi. Conta quando o escritório aceitar, e aqui você vê o que foi decidido.
my-report-which = O que falta?
my-report-in = Quando comecei a trabalhar
my-report-out = Quando parei de trabalhar
my-report-day = Dia
my-report-time = Hora
my-report-note = Recado para o escritório (opcional)
my-report-position = Incluir onde estou agora
my-report-position-hint = Opcional, se você ainda está no local de trabalho. Sua posição é comparada com os lugares da sua empresa e não é guardada.
my-report-position-given = Sua posição foi incluída. Envie o aviso agora.
my-report-position-failed = Seu navegador não deu nenhuma posição. Você pode enviar o aviso sem ela.
my-report-send = Enviar ao escritório
my-report-sent = Obrigado. O escritório recebeu seu aviso.
my-wrong-time = Escolha o que falta, um dia e uma hora.
my-wrong-future = Essa hora ainda não chegou.
my-wrong-old = Isso foi há mais de 60 dias. Fale com seu supervisor.
my-wrong-many = Você já enviou muitos avisos hoje. Fale com seu supervisor.
my-confirm = Estas horas estão certas?
my-confirm-look = Ver estas horas
my-not-said = Você ainda não respondeu.
my-confirm-intro = Sua resposta vai para o escritório. Ela não atrasa seu pagamento, e você pode responder de novo.
my-right = Estas horas estão certas
my-wrong = Algo está errado
my-wrong-what = O que está errado?
my-tell = Avisar o escritório
my-answered = Obrigado. O escritório pode ver sua resposta.
my-changed-since = As horas mudaram depois da sua resposta.
my-changed-now = As horas acabaram de mudar. Confira de novo.
my-no-note = Diga o que está errado.
my-many-answers = Você já respondeu muitas vezes. Fale com seu supervisor.
my-not-over = Este período ainda não terminou.
my-approved = Aprovadas
my-back = Voltar às minhas horas
my-yours-alone = Este link é só para você. Não o compartilhe: quem o abrir vê suas horas.
my-spent-title = Este link não funciona mais
my-spent-ask = Peça um novo ao seu supervisor. Cada link funciona durante 30 dias, e um novo toma o lugar do anterior.
my-busy-title = Páginas demais ao mesmo tempo
my-busy-ask = Espere um minuto e tente de novo.
# Short names, from Monday on, and from January on.
date-weekdays = seg ter qua qui sex sáb dom
date-months = jan fev mar abr mai jun jul ago set out nov dez
date-am = AM
date-pm = PM
# $when: "Tue, Nov 17, 7:02 AM"
my-in-since = Entrada aberta desde { $when }
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
my-at-kiosk = no relógio { $kiosk }, com { $proof }
my-at-kiosk-by = no relógio { $kiosk }, por { $who }
my-by-phone-of = por telefone, por { $who }
# $who: a name
my-changed-by = Alterado por { $who }, { $when }
my-added-by = Incluído por { $who }, { $when }
my-removed-by = Retirado por { $who }, { $when }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-in = Começou a trabalhar { $when }
my-said-out = Parou de trabalhar { $when }
# $who: a name
my-accepted-by = Aceito por { $who }
my-refused-by = Não aceito por { $who }
# $when: "Tue, Nov 17, 7:02 AM"
my-said-right = { $when }: você disse que estão certas.
my-said-wrong = { $when }: você disse que algo está errado.
# $day: "Tue, Nov 17"
my-link-ends = O link funciona até { $day }.
