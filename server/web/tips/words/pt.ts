import type { TipWords } from './en.ts';

/** Portuguese. */
export const pt: TipWords = {
  page: 'Sobre a sua publicação',
  happened: {
    block: 'A sua publicação não foi publicada',
    hold: 'A sua publicação foi para revisão',
    confirm: 'A sua publicação precisa da sua confirmação',
    downgrade: 'A sua publicação chega a menos pessoas do que escolheu',
    redact: 'Partes da sua publicação foram retiradas para leitores de fora',
    advise: 'A sua publicação saiu, com um conselho',
  },
  why: 'O que dizem as políticas',
  found: 'O que foi encontrado:',
  unshown: 'As palavras em si não são mostradas aqui: não ficam registadas.',
  redactions: {
    label: 'substituído por uma etiqueta',
    mask: 'substituído por pontos',
    remove: 'retirado',
    'keep-last-4': 'substituído por pontos, exceto os quatro últimos caracteres',
    'drop-attachment': 'omitido com o seu anexo',
  },
  outside: 'O que se lê fora',
  held: {
    waiting: 'Aguarda a palavra de quem revê: {agreed} de {tiers} aceitaram.',
    check: 'Aguarda porque uma verificação não pôde ser feita. Decide-se assim que voltar a funcionar, ou na revisão.',
    until: 'Aguarda até {time}.',
    released: 'A revisão autorizou-a: já saiu.',
    rejected: 'Não sai:',
    expired: 'Ninguém a autorizou a tempo, por isso não sai.',
    gone: 'Já não aguarda.',
  },
  whatNext: 'O que pode fazer',
  next: {
    block: 'Mude o que as políticas indicam e publique de novo.',
    hold: 'Enquanto aguarda não precisa de fazer nada; saberá o que acontece. Apague-a na sua linha do tempo para a retirar.',
    confirm: 'Decida aqui ou responda à mensagem de @policy. Tem um quarto de hora desde a pergunta.',
    downgrade: 'Os colegas veem-na. Para chegar a mais pessoas, mude o que as políticas indicam e publique de novo.',
    redact: 'Os colegas veem o texto completo. Se o resto disser pouco, edite a sua publicação.',
    advise: 'Não precisa de fazer nada. Da próxima vez, siga o conselho antes de publicar, ou edite a sua publicação.',
  },
  reason: 'Por que pode sair',
  answered: 'A sua resposta foi recebida. @policy dirá o que acontece.',
  closed: 'Já não há nada a responder. Para publicar, escreva de novo, e a pergunta volta a ser feita.',
  again: 'Escrever de novo',
};
