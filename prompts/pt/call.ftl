# What a caller hears, in Brazilian Portuguese, with "você". One message a line; prompts/README.md says how to write
# them.

## Who is calling

greeting = Olá, este é o ponto por telefone.
own-greeting = { $text }
# Said in the language it offers. $key: "3"
offer-language = Para português, digite { $key }.
ask-id = Digite seu número de identificação e depois tecle jogo da velha.
# The question follows again.
nothing-heard = Nada foi digitado.
# The keys cannot be an ID. Must not say whether an ID exists. The question follows again.
id-not-understood = Desculpe, esse número não chegou direito.
# Must not say how long a PIN is.
ask-pin = Digite seu PIN e depois tecle jogo da velha.
# The one sentence for unknown, wrong and locked alike.
no-match = Esse número de identificação e esse PIN não conferem. Se precisar de ajuda, fale com seu supervisor.
# The last words of the call.
too-many-failures = Não conseguimos confirmar seus dados nesta ligação. Por favor, peça ajuda ao seu supervisor ou ligue de novo mais tarde. Até logo.
one-moment = Um momento, por favor, não desligue.
ask-pin-again = Desculpe, precisamos do seu PIN mais uma vez. Digite seu PIN e depois tecle jogo da velha.

## A PIN of one's own, by the one-time code of a card

# The question for the ID follows.
code-refused = Esse código não funciona.
# $digits: "quatro"
ask-new-pin = Escolha um PIN novo de pelo menos { $digits } dígitos e depois tecle jogo da velha.
ask-new-pin-again = Digite o mesmo PIN outra vez e depois tecle jogo da velha.
# The question follows again.
new-pin-refused = Esse PIN é fácil demais de adivinhar ou não tem o tamanho certo.
# The question follows again.
new-pins-differ = Os dois PINs digitados são diferentes.
# $id: "quatro, oito, dois, um, três, meia"
new-pin-set = Seu PIN está salvo. Seu número de identificação é { $id }. Repetindo, é { $id }. Para registrar a entrada, ligue de novo com sua identificação e seu PIN.

## In or out

# $time brings its preposition: "às sete e cinco da manhã", "à uma da tarde", "ao meio-dia"
clocked-in = Entrada registrada { $time }.
# $worked begins with a capital: "Oito horas e trinta e dois minutos"
clocked-out = Saída registrada { $time }. { $worked }.
# Where nobody knows for how long.
clocked-out-alone = Saída registrada { $time }.
# $day: "hoje", "ontem", "segunda-feira", "dia três de março"
forgotten-clock-out = Sua entrada está aberta desde { $day } { $time }. Para começar um turno novo, digite 1. Para registrar a saída agora, digite 2.
# $ago: "há um minuto"
just-clocked-in = Você registrou a entrada { $ago }. Para deixar assim, desligue. Para registrar a saída, digite 2.
just-clocked-out = Você registrou a saída { $ago }. Para deixar assim, desligue. Para registrar outra entrada, digite 2.
# Another key than those offered. The question follows again.
not-a-choice = Vamos repetir as opções.
kept = Tudo bem. Nada foi alterado.

## Jobs

ask-job = Digite o código do serviço e depois tecle jogo da velha.
ask-job-or-skip = Digite o código do serviço e depois tecle jogo da velha. Para pular, tecle só jogo da velha.
ask-job-instead = Para outro serviço, digite o código e depois tecle jogo da velha. Se não, tecle só jogo da velha.
ask-next-job = Para ir direto a outro serviço, digite o código e depois tecle jogo da velha. Se não, tecle só jogo da velha.
# The question follows again.
job-not-found = Não encontramos esse código de serviço.
# The question follows again.
job-required = Aqui é preciso um código de serviço.
# $name: the job as the workspace wrote it
job-is = Serviço: { $name }.
clocked-in-to = Entrada registrada em { $name }.

## The menu, behind a PIN that was ended by star

in-since = Sua entrada está aberta desde { $day } { $time }.
# $name: the kind of break as the workspace wrote it
on-break-since = Você está em intervalo, que começou { $time }: { $name }.
not-in = Você não tem entrada aberta.
# The keys stay the same whatever of the menu is offered.
offer-start-break = Para começar um intervalo, digite 1.
offer-end-break = Para terminar seu intervalo, digite 2.
offer-switch-job = Para mudar de serviço, digite 3.
offer-clock-out = Para registrar a saída, digite 4.
offer-clock-in = Para registrar a entrada, digite 4.
offer-hours = Para ouvir suas horas e seus últimos registros, digite 5.
offer-missed = Para avisar de uma entrada ou saída que faltou registrar, digite 6.
offer-change-pin = Para trocar seu PIN, digite 7.
offer-crew = Para registrar sua equipe, digite 8.
# The last choice of the menu.
offer-end = Para terminar a ligação, digite 9.
# Said before a question that the caller cannot expect. Keys that were pressed ahead of it are dropped.
please-listen = Escute, por favor.
# Why a key of the menu does nothing now. The menu follows again.
already-on-break = Você já está em intervalo.
not-on-break = Você não está em intervalo.
no-break-kinds = Aqui não há intervalos para começar.
break-first = Primeiro termine seu intervalo.
no-job-codes = Não há outro serviço para onde ir.
clock-in-first = Primeiro registre a entrada.
# $key: "1"
offer-break-kind = Para { $name }, digite { $key }.
break-started = Seu intervalo começou { $time }: { $name }.
# $length begins with a capital
break-ended = Seu intervalo terminou { $time }. { $length }.
hours-of-week = Nesta semana você trabalhou { $worked }.
last-punch-in = Sua última entrada foi { $day } { $time }.
last-punch-out = Sua última saída foi { $day } { $time }.
# The job and the clock location of the last punch. $name: as the workspace wrote it
at-job = Serviço: { $name }.
at-place = Local: { $name }.
earlier-punch-in = Antes disso, você registrou a entrada { $day } { $time }.
earlier-punch-out = Antes disso, você registrou a saída { $day } { $time }.
pin-changed = Seu PIN novo está salvo. O anterior não funciona mais.
ask-switch-job = Digite o código do próximo serviço e depois tecle jogo da velha. Para ficar onde está, tecle só jogo da velha.

## A punch that was missed, and word after wrong PINs

ask-missed-way = Por uma entrada que faltou registrar, digite 1. Por uma saída, digite 2.
ask-missed-time = Digite a hora com quatro dígitos, por exemplo zero sete três zero, e depois tecle jogo da velha. Ou tecle só jogo da velha e diga a hora na gravação.
# The question follows again.
missed-time-not-understood = Isso não é uma hora.
ask-missed-half = Se foi { $morning }, digite 1. Se foi { $evening }, digite 2.
ask-missed-day = Se foi hoje, digite 1. Se foi ontem, digite 2.
# The question for the time follows again.
missed-time-to-come = Essa hora ainda não chegou.
missed-in-kept = Seu aviso está salvo: entrada { $day } { $time }.
missed-out-kept = Seu aviso está salvo: saída { $day } { $time }.
missed-in-kept-without-time = Seu aviso de uma entrada está salvo.
missed-out-kept-without-time = Seu aviso de uma saída está salvo.
ask-account = Depois do sinal, diga o que aconteceu e tecle jogo da velha. Sua voz será gravada.
ask-time-and-account = Depois do sinal, diga o dia, a hora e o que aconteceu, e tecle jogo da velha. Sua voz será gravada.
missed-too-many = Você já mandou avisos demais hoje. Por favor, fale com seu supervisor.
missed-done = Ainda não vale como hora registrada: seu supervisor decide.
# After three wrong PINs. Must not say whether an ID exists. The last choice ends the call.
ask-leave-word = Para deixar seu nome e onde você está para seu supervisor: se está começando a trabalhar, digite 1 e depois tecle jogo da velha. Se está terminando, digite 2 e depois tecle jogo da velha. Se não, desligue.
ask-name-and-place = Depois do sinal, diga seu nome e onde você está, e tecle jogo da velha. Sua voz será gravada.
# Must not say whether an ID exists.
word-left = Se seu número de identificação estava certo, seu supervisor vai ouvir e decidir.

## A crew that a supervisor clocks

ask-crew-how = Para passar por sua equipe pessoa por pessoa, digite 1. Para digitar números de identificação, digite 2. Para terminar, digite 9.
# $name: the employee
ask-crew-in = { $name }. Para registrar a entrada, digite 1. Para a próxima pessoa, digite 2. Para terminar, digite 9.
ask-crew-out = { $name }. Para registrar a saída, digite 1. Para a próxima pessoa, digite 2. Para terminar, digite 9.
ask-crew-in-again = { $name } registrou a saída agora há pouco. Para registrar a entrada mesmo assim, digite 1. Para a próxima pessoa, digite 2. Para terminar, digite 9.
ask-crew-out-again = { $name } registrou a entrada agora há pouco. Para registrar a saída mesmo assim, digite 1. Para a próxima pessoa, digite 2. Para terminar, digite 9.
ask-crew-new-shift = { $name } ainda tem aberta a entrada de um turno anterior. Para começar um turno novo, digite 1. Para a próxima pessoa, digite 2. Para terminar, digite 9.
ask-crew-id = Digite o número de identificação e depois tecle jogo da velha. Quando terminar, tecle só jogo da velha.
# One sentence for unknown IDs and those of others. The question follows again.
not-of-crew = Ninguém da sua equipe tem esse número.
crew-clocked-in = Entrada de { $name } registrada { $time }.
crew-clocked-out = Saída de { $name } registrada { $time }.
crew-changed = { $name } não foi registrado: alguma coisa mudou.
ask-crew-name = Passe o telefone: depois do sinal, diga seu próprio nome e tecle jogo da velha. Sua voz será gravada.
crew-done = Essa foi sua equipe.

## The end

notice = { $text }
ask-name = Depois do sinal, diga seu nome e tecle jogo da velha. Sua voz será gravada.
thank-you = Obrigado.
goodbye = Até logo.
# The last words of the call, as in the next one. Whoever was clocked already must not call again and be clocked back.
time-is-up = Esta ligação chegou ao limite de tempo. Se você ouviu a hora, ela está salva. Se não, por favor, ligue de novo. Até logo.
apology = Desculpe, algo deu errado do nosso lado. Se você ouviu a hora, ela está salva. Se não, por favor, ligue de novo. Se continuar, avise seu supervisor. Até logo.
held = Um momento, por favor.
call-again = Desculpe, a conexão falhou. Se você ouviu a hora, ela está salva. Se não, por favor, ligue de novo. Até logo.

## While the gateway cannot answer: said by the provider alone

# Nobody checks a PIN there, and a recording is heard by others.
fallback-leave-word = Agora não podemos registrar você, mas sua hora não se perde. Depois do sinal, diga seu número de identificação, seu nome e se está começando ou terminando de trabalhar, e tecle jogo da velha. Não diga seu PIN. Sua voz será gravada.
fallback-word-kept = Obrigado. Seu supervisor vai ouvir isto com a hora da sua ligação. Até logo.
