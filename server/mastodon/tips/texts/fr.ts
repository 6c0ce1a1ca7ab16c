import type { Texts } from './en.ts';

/** French. */
export const fr: Texts = {
  block: 'Non publié. {title} : {guidance}',
  confirm:
    'Pas encore publié. {title} : {guidance} Pour publier quand même, attendez un instant et envoyez de nouveau le même texte.',
  'confirm-token': 'Pas encore publié. {title} : {guidance} Confirmez pour le publier quand même.',
  dropped: 'Omis pour les lecteurs de l’extérieur : {names}.',
  'held-note': 'En attente de relecture. D’ici là, vous seul le voyez.',
  'zone-internal': 'Réservé aux collègues',
  'zone-followers': 'Collègues, et abonnés à l’extérieur',
  'zone-partner': 'Collègues, et partenaires de « {zone} »',
  held: 'Votre message attend une relecture avant de sortir. {title} : {guidance} Vous le voyez dans votre fil, personne d’autre. Supprimez-le pour le retirer.',
  advise: 'Votre message est publié. Pour la prochaine fois, {title} : {guidance}',
  redact:
    'Des parties de votre message ont été retirées pour les lecteurs extérieurs. {title} : {guidance} Vos collègues voient le texte entier. À l’extérieur on lit :',
  downgrade: 'Votre message touche moins de personnes que vous ne l’aviez choisi. {title} : {guidance}',
  narrowed: 'Votre message reste auprès de ceux qui peuvent voir ce à quoi il répond.',
  keptInside: 'Votre message reste à l’intérieur : ce serveur ne communique pas avec d’autres.',
  asked: '{asked} est d’abord consulté : d’ici son accord, personne d’autre à l’extérieur n’en saura rien.',
  'stopped-late':
    'L’auteur a donné son accord, mais cela reste à l’intérieur : les règles d’aujourd’hui ne le laissent pas sortir. {title} : {guidance}',
  more: 'Pour en savoir plus, et que faire : {link}',
  found: 'Trouvé : {kinds}.',
  'choice-post': 'Publier quand même',
  'choice-review': 'Envoyer en relecture',
  'choice-leave': 'Laisser',
  'say-why': 'Dites pourquoi cela peut sortir : répondez à ce message.',
  posted: 'Publié.',
  'review-request':
    '{author} souhaite que ceci sorte ({title}). Est-ce permis ? Un favori vaut oui, une réponse est une question à la personne.',
  'choice-approve': 'Autoriser',
  'choice-reject': 'Refuser',
  'choice-ask': 'Demander',
  'say-what': 'Répondez au message avec votre question.',
  'review-done': 'C’est fait. Merci.',
  rejected: 'La relecture n’a pas autorisé ceci.',
  'review-released': 'Votre publication a été autorisée et elle est sortie.',
  'review-redacted':
    'Votre publication a été autorisée sans ce qui y a été trouvé. Vos collègues voient le texte entier. À l’extérieur, on lit :',
  'review-asked':
    'On vous pose une question sur votre publication en attente. Répondez à ce message ; elle continue d’attendre.',
  'review-rejected': 'Votre publication ne sort pas :',
  'review-expired': 'Personne n’a autorisé votre publication à temps. Publiez-la de nouveau si elle compte encore.',
  'review-answered': 'Réponse à votre question sur une publication en attente :',
  incident: '{count} publications ont été arrêtées en peu de temps : {title}. C’est devenu un incident : {link}',
};
