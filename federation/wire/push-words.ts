/** What a push message can be about: the notification types that come about here. */
export const pushKinds = ['mention', 'quote', 'reblog', 'favourite', 'follow', 'follow_request'] as const;
export type PushKind = (typeof pushKinds)[number];

type Words = Readonly<Record<PushKind | 'open', string>>;

/** All that a push message says in words, by language: nothing of what it is about. */
export const pushWords = {
  en: {
    mention: 'You were mentioned',
    quote: 'Your post was quoted',
    reblog: 'Your post was boosted',
    favourite: 'Your post was liked',
    follow: 'You have a new follower',
    follow_request: 'Somebody asks to follow you',
    open: 'Open the app to read it.',
  },
  de: {
    mention: 'Sie wurden erwähnt',
    quote: 'Ihr Beitrag wurde zitiert',
    reblog: 'Ihr Beitrag wurde geteilt',
    favourite: 'Ihr Beitrag gefällt jemandem',
    follow: 'Jemand folgt Ihnen',
    follow_request: 'Jemand möchte Ihnen folgen',
    open: 'Öffnen Sie die App, um mehr zu lesen.',
  },
  fr: {
    mention: 'Vous avez été mentionné',
    quote: 'Votre message a été cité',
    reblog: 'Votre message a été partagé',
    favourite: 'Votre message a été aimé',
    follow: 'Quelqu’un vous suit',
    follow_request: 'Quelqu’un demande à vous suivre',
    open: 'Ouvrez l’application pour lire la suite.',
  },
  es: {
    mention: 'Le han mencionado',
    quote: 'Han citado su publicación',
    reblog: 'Han impulsado su publicación',
    favourite: 'A alguien le gusta su publicación',
    follow: 'Alguien le sigue',
    follow_request: 'Alguien quiere seguirle',
    open: 'Abra la aplicación para leerlo.',
  },
  pt: {
    mention: 'Você foi mencionado',
    quote: 'Sua publicação foi citada',
    reblog: 'Sua publicação foi impulsionada',
    favourite: 'Alguém gostou da sua publicação',
    follow: 'Alguém segue você',
    follow_request: 'Alguém quer seguir você',
    open: 'Abra o aplicativo para ler.',
  },
  ja: {
    mention: '投稿であなたに言及がありました',
    quote: 'あなたの投稿が引用されました',
    reblog: 'あなたの投稿がブーストされました',
    favourite: 'あなたの投稿が気に入られました',
    follow: 'フォローされました',
    follow_request: 'フォローリクエストが届きました',
    open: 'アプリを開いてお読みください。',
  },
} as const satisfies Readonly<Record<string, Words>>;

export type PushLanguage = keyof typeof pushWords;
