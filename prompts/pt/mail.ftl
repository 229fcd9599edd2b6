# What emails to employees say, in Brazilian Portuguese. One message a line. The program refuses to start where a
# message or an argument is missing. Emails to the office are in the languages of its pages.

## The link by which an employee chooses a PIN

# $workspace: the employer's name
setup-subject = Escolha seu PIN para o ponto por telefone de { $workspace }
# $name: the person's
setup-hello = Olá, { $name },
# $number: the number to call
setup-intro = { $workspace } tem um ponto por telefone: você registra a entrada e a saída ligando para { $number } de qualquer telefone.
setup-intro-without-number = { $workspace } tem um ponto por telefone: você registra a entrada e a saída ligando de qualquer telefone.
setup-first-choose = Primeiro, escolha seu PIN.
setup-choose-another = Com este link você pode escolher um PIN novo. Enquanto não escolher, o PIN que você tem continua funcionando.
# Before the link.
setup-open-link = Abra este link:
setup-button = Escolher meu PIN
setup-yours-alone = Ele é só para você.
setup-works-once = Funciona uma única vez, durante 7 dias. Não encaminhe este e-mail: quem abrir o link pode escolher seu PIN.
setup-at-the-end = No final, a página mostra seu número de identificação e como ligar. Ninguém mais precisa do seu PIN, nem seu supervisor.
# $address: where a call is practiced
setup-practice = Para treinar uma ligação quando você tiver os dois, sem que nada conte: { $address }
setup-practice-there = Lá você também pode treinar uma ligação; depois, em { $address }. Lá nada conta.
setup-not-expected = Não esperava este e-mail? Pergunte ao seu supervisor antes de abrir o link.
setup-button-broken = O botão não funciona? Copie este link: { $link }

## How to call, once a PIN is chosen

ready-subject = Como registrar o ponto por telefone em { $workspace }
ready-hello = Olá, { $name },
ready-pin-set = Seu PIN está salvo: de agora em diante você registra a entrada e a saída em { $workspace } por telefone. Guarde este e-mail pelo número e pela sua identificação.
# Before the number.
ready-call = Ligue para este número:
ready-ask-for-number = Pergunte ao seu supervisor para que número ligar.
# Before the ID.
ready-clock-id = Seu número de identificação:
ready-step-call = Ligue para o número de qualquer telefone.
ready-step-id = Digite seu número de identificação e depois #.
ready-step-pin = Digite seu PIN e depois #.
ready-step-wait = Espere até ouvir a hora. A partir daí, ela conta.
# The last step, where a call asks for the name.
ready-say-name = Depois do sinal, diga seu nome e tecle #.
ready-pin-in-no-mail = Seu PIN não está em nenhum e-mail. Ele é só para você: ninguém mais precisa dele, nem seu supervisor.
# Before the address where a call is practiced.
ready-practice = Para treinar uma ligação, sem que nada conte:
ready-not-you = Não foi você quem escolheu um PIN? Avise seu supervisor agora mesmo.

## The badge of an employee

# $workspace: the employer's name
badge-subject = Seu crachá para o relógio de ponto de { $workspace }
# $name: the person's
badge-hello = Olá, { $name },
badge-intro = Este é seu crachá para o relógio de ponto de { $workspace }.
badge-how = Mostre o crachá na frente do relógio, e sua entrada ou saída fica registrada. Você pode imprimi-lo ou mostrá-lo no celular.
# In place of the picture, for those who do not see it.
badge-picture = Seu crachá, um código QR
# Before the link.
badge-on-phone = Para ter o crachá no celular, abra este link nele e salve a imagem:
badge-button = Ver meu crachá
badge-link-ends = O link funciona durante 24 horas e pode ser aberto 10 vezes.
badge-yours-alone = O crachá é só para você.
badge-lost = Não encaminhe este e-mail nem empreste o crachá: quem o mostrar registra o ponto em seu nome. Se você perder o crachá, avise seu supervisor; ele faz um novo, e o anterior deixa de funcionar.
badge-not-expected = Não esperava este e-mail? Avise seu supervisor.
badge-button-broken = O botão não funciona? Copie este link: { $link }

## The link to the worker's own page

# $workspace: the employer's name
worker-page-subject = Suas horas em { $workspace }
# $name: the person's
worker-page-hello = Olá, { $name },
worker-page-intro = Este é o link para sua página pessoal em { $workspace }.
worker-page-what = Ela mostra suas horas e o que você registrou. Lá você pode avisar se faltou registrar uma entrada ou saída e dizer se suas horas estão certas.
# Before the link.
worker-page-open-link = Abra aqui:
worker-page-button = Ver minhas horas
worker-page-link-ends = Funciona durante 30 dias. Não encaminhe este e-mail: quem abrir o link vê suas horas.
worker-page-yours-alone = O link é só para você.
worker-page-not-expected = Não esperava este e-mail? Avise seu supervisor.
worker-page-button-broken = O botão não funciona? Copie este link: { $link }

## Text messages. Letters that the GSM alphabet lacks (ã, õ, á, ç and more) would make each cost twice.

# $employer: the employer's name, its beginning; $link: where to
text-setup = { $employer }: escolha seu PIN para bater ponto por telefone: { $link } Vale uma vez, 7 dias, para uso pessoal. Responda STOP para parar.
text-page = { $employer }: suas horas e registros: { $link } Vale 30 dias, para uso pessoal. Responda STOP para parar.
text-employers = { $employer } e mais { $count }
text-reply-stop = { $employer }: sem mais mensagens. O registro de ponto continua igual. Responda START para receber de novo.
text-reply-start = { $employer }: as mensagens voltaram. Responda STOP para parar.
text-reply-help = { $employer }: mensagens sobre o seu ponto. Se precisar de ajuda, fale com seu chefe. Responda STOP para parar.
text-reply-other = { $employer }: ninguem le mensagens aqui. Servem apenas para o ponto. Fale com seu chefe. Responda HELP ou STOP.
text-clocked-in = Entrada { $time }, { $place }. Responda STOP para parar
text-clocked-out = Saida { $time }, { $place }. Responda STOP para parar
