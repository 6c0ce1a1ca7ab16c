const catalogues = {
  en: {
    discussion: 'Discussion',
    one: '1 reply',
    other: '{n} replies',
    none: 'Nobody has answered yet.',
    reply: 'Reply',
    replyTo: 'Reply to {name}',
    join: 'Join in from your own server',
    hint: 'Your handle on Mastodon or any other server of the fediverse.',
  },
  de: {
    discussion: 'Diskussion',
    one: '1 Antwort',
    other: '{n} Antworten',
    none: 'Noch hat niemand geantwortet.',
    reply: 'Antworten',
    replyTo: 'Antworten: {name}',
    join: 'Vom eigenen Server aus mitreden',
    hint: 'Deine Adresse auf Mastodon oder einem anderen Server des Fediverse.',
  },
  fr: {
    discussion: 'Discussion',
    one: '1 réponse',
    other: '{n} réponses',
    none: 'Personne n’a encore répondu.',
    reply: 'Répondre',
    replyTo: 'Répondre à {name}',
    join: 'Participer depuis votre serveur',
    hint: 'Votre identifiant sur Mastodon ou tout autre serveur du fédivers.',
  },
  es: {
    discussion: 'Conversación',
    one: '1 respuesta',
    other: '{n} respuestas',
    none: 'Nadie ha respondido todavía.',
    reply: 'Responder',
    replyTo: 'Responder a {name}',
    join: 'Participar desde tu servidor',
    hint: 'Tu dirección en Mastodon o cualquier otro servidor del fediverso.',
  },
  pt: {
    discussion: 'Conversa',
    one: '1 resposta',
    other: '{n} respostas',
    none: 'Ainda ninguém respondeu.',
    reply: 'Responder',
    replyTo: 'Responder a {name}',
    join: 'Participar a partir do seu servidor',
    hint: 'O seu endereço no Mastodon ou noutro servidor do fediverso.',
  },
  ja: {
    discussion: '会話',
    one: '返信 1 件',
    other: '返信 {n} 件',
    none: 'まだ返信はありません。',
    reply: '返信',
    replyTo: '{name} に返信',
    join: '自分のサーバーから参加',
    hint: 'Mastodon など、フェディバースのサーバーでのあなたの ID です。',
  },
};

type Language = keyof typeof catalogues;
export type Words = (typeof catalogues)[Language] & { readonly lang: Language };

/** Words in the language of the page that the element stands in; English where there are none. */
export function wordsFor(element: Element): Words {
  const tag = element.closest('[lang]')?.getAttribute('lang') || navigator.language;
  const [primary = ''] = tag.toLowerCase().split('-');
  const lang = Object.hasOwn(catalogues, primary) ? (primary as Language) : 'en';
  return { lang, ...catalogues[lang] };
}
