import type { Texts } from './en.ts';

/** Portuguese. */
export const pt: Texts = {
  block: 'Não publicado. {title}: {guidance}',
  confirm:
    'Ainda não publicado. {title}: {guidance} Para publicar mesmo assim, espere um momento e envie outra vez o mesmo texto.',
  'confirm-token': 'Ainda não publicado. {title}: {guidance} Confirme para publicar mesmo assim.',
  dropped: 'Omitido para quem lê de fora: {names}.',
  'held-note': 'Aguarda revisão. Até lá só você vê.',
  'zone-internal': 'Só para colegas',
  'zone-followers': 'Colegas, e seguidores de fora',
  'zone-partner': 'Colegas, e parceiros de “{zone}”',
  held: 'A sua publicação aguarda revisão antes de sair. {title}: {guidance} Você a vê na sua linha do tempo; mais ninguém. Apague-a para a retirar.',
  advise: 'A sua publicação saiu. Para a próxima vez, {title}: {guidance}',
  redact:
    'Partes da sua publicação foram retiradas para leitores de fora. {title}: {guidance} Os colegas veem o texto completo. Fora lê-se:',
  downgrade: 'A sua publicação chega a menos pessoas do que escolheu. {title}: {guidance}',
  narrowed: 'A sua publicação fica com quem pode ver aquilo a que responde.',
  keptInside: 'A sua publicação fica dentro: este servidor não fala com outros.',
  asked: 'Primeiro pergunta-se a {asked}: até que aceite, mais ninguém de fora o vê.',
  'stopped-late': 'O autor aceitou, mas fica cá dentro: as políticas de hoje não o deixam sair. {title}: {guidance}',
  more: 'Mais detalhes e o que fazer: {link}',
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
  'review-released': 'A sua publicação foi autorizada e saiu.',
  'review-redacted':
    'A sua publicação foi autorizada sem o que nela foi encontrado. Os colegas veem o texto completo. Fora lê-se:',
  'review-asked': 'Há uma pergunta sobre a sua publicação em espera. Responda a esta mensagem; ela continua à espera.',
  'review-rejected': 'A sua publicação não sai:',
  'review-expired': 'Ninguém autorizou a sua publicação a tempo. Publique-a de novo se ainda importar.',
  'review-answered': 'Resposta à sua pergunta sobre uma publicação em espera:',
  incident: '{count} publicações foram travadas em pouco tempo: {title}. É agora um incidente: {link}',
};
