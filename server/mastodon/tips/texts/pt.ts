import type { Texts } from './en.ts';

/** Portuguese. */
export const pt: Texts = {
  block: 'Não publicado. {title}: {guidance}',
  confirm:
    'Ainda não publicado. {title}: {guidance} Para publicar mesmo assim, espere um momento e envie outra vez o mesmo texto.',
  'held-note': 'Aguarda revisão. Até lá só você vê.',
  'zone-internal': 'Só para colegas',
  held: 'A sua publicação aguarda revisão antes de sair. {title}: {guidance} Você a vê na sua linha do tempo; mais ninguém. Apague-a para a retirar.',
  advise: 'A sua publicação saiu. Para a próxima vez, {title}: {guidance}',
  redact:
    'Partes da sua publicação foram retiradas para leitores de fora. {title}: {guidance} Os colegas veem o texto completo. Fora lê-se:',
  downgrade: 'A sua publicação chega a menos pessoas do que escolheu. {title}: {guidance}',
  narrowed: 'A sua publicação fica com quem pode ver aquilo a que responde.',
  keptInside: 'A sua publicação fica dentro: este servidor não fala com outros.',
  found: 'Foi encontrado: {kinds}.',
  'choice-post': 'Publicar mesmo assim',
  'choice-review': 'Enviar para revisão',
  'choice-leave': 'Deixar',
  'say-why': 'Diga por que pode sair: responda a esta mensagem.',
  posted: 'Publicado.',
  'review-request':
    '{author} quer que isto saia ({title}). Pode? Um favorito é um sim, uma resposta é uma pergunta à pessoa.',
  'choice-approve': 'Permitir',
  'choice-reject': 'Recusar',
  'choice-ask': 'Perguntar',
  'say-what': 'Responda à mensagem com a sua pergunta.',
  'review-done': 'Feito. Obrigado.',
  rejected: 'A revisão não permitiu isto.',
};
