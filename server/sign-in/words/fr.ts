import type { SignInWords } from './en.ts';

/** French. */
export const fr: SignInWords = {
  signIn: 'Se connecter',
  userName: 'Identifiant',
  password: 'Mot de passe',
  house: 'Ce serveur appartient à ton organisation. Ses règles vérifient tout ce qui en sort.',
  refused: 'Cet identifiant et ce mot de passe ne vont pas ensemble. Vérifie les deux et réessaie.',
  throttled: 'Trop de tentatives. Attends {minutes} min et réessaie.',
  elsewhere: 'Connecte-toi sur cette page même.',
  wants: '{app} voudrait utiliser ton compte.',
  allowTitle: 'Autoriser cette application ?',
  allowApp: 'Autoriser {app} ?',
  asks: 'Session ouverte au nom de {name}. {app} demande à :',
  goesBack:
    'Tu retournes vers {place}. N’importe qui peut donner n’importe quel nom à une application : autorise-la seulement si c’est toi qui as commencé.',
  pageWithCode: 'une page avec un code à copier',
  appHere: 'une application de cet appareil ({protocol})',
  sees: 'Ce que ton organisation peut voir',
  seen: [
    'Ce serveur appartient à ton organisation. Ses administrateurs peuvent accéder à ce qui y est enregistré, messages directs compris.',
    'Tout ce qui sortirait de l’organisation est d’abord vérifié par ses règles. La décision est consignée ; les mots trouvés n’en font pas partie.',
    'Une publication retenue pour examen est lue par des personnes chargées de l’examen.',
    'Les administrateurs voient quelles applications tu autorises et quand. Eux et toi pouvez mettre fin à l’accès d’une application à tout moment.',
  ],
  allow: 'Autoriser',
  deny: 'Refuser',
  yourCode: 'Ton code',
  copyCode: 'Copie ce code dans l’application. Il est valable une minute.',
  failed: 'Cela n’a pas fonctionné',
  expired: 'Cette page est restée ouverte trop longtemps : recommence dans l’application.',
  denied: 'L’application n’a pas été autorisée.',
  scopes: {
    read: 'lire ce que tu peux lire ici : fils, publications, tes notifications et tes listes',
    write: 'publier, modifier et supprimer en ton nom, et changer ton profil et tes réglages',
    follow: 'suivre, masquer et bloquer pour toi',
    push: 't’envoyer des notifications push',
    offline_access: 'garder la session ouverte jusqu’à ce que toi ou les administrateurs y mettiez fin',
    profile: 'connaître ton nom et ton image',
    admin: 'utiliser les droits de ton rôle de modération',
  },
};
