import type { TipWords } from './en.ts';

/** French. */
export const fr: TipWords = {
  page: 'À propos de votre message',
  happened: {
    block: 'Votre message n’a pas été publié',
    hold: 'Votre message a été mis en relecture',
    confirm: 'Votre message attend votre confirmation',
    downgrade: 'Votre message touche moins de personnes que vous ne l’aviez choisi',
    redact: 'Des parties de votre message ont été retirées pour les lecteurs extérieurs',
    advise: 'Votre message est publié, avec un conseil',
  },
  why: 'Ce que disent les règles',
  found: 'Ce qui a été trouvé :',
  unshown: 'Les mots eux-mêmes ne sont pas montrés ici : ils ne sont pas enregistrés.',
  redactions: {
    label: 'remplacé par une mention',
    mask: 'remplacé par des points',
    remove: 'retiré',
    'keep-last-4': 'remplacé par des points, sauf les quatre derniers caractères',
    'drop-attachment': 'omis avec sa pièce jointe',
  },
  outside: 'Ce qu’on lit à l’extérieur',
  held: {
    waiting: 'Il attend l’avis de la relecture : {agreed} accord(s) sur {tiers}.',
    check:
      'Il attend car un contrôle n’a pas pu être fait. La décision vient dès que cela fonctionne de nouveau, ou de la relecture.',
    until: 'Il attend jusqu’au {time}.',
    released: 'La relecture l’a autorisé : il est sorti.',
    rejected: 'Il ne sort pas :',
    expired: 'Personne ne l’a autorisé à temps : il ne sort pas.',
    gone: 'Il n’attend plus.',
  },
  whatNext: 'Ce que vous pouvez faire',
  next: {
    block: 'Modifiez ce que les règles indiquent, puis publiez de nouveau.',
    hold: 'Tant qu’il attend, vous n’avez rien à faire ; vous saurez ce qu’il en advient. Supprimez-le dans votre fil pour le retirer.',
    confirm: 'Décidez ici, ou répondez au message de @policy. Vous avez un quart d’heure à partir de la question.',
    downgrade:
      'Vos collègues le voient. Pour toucher plus de personnes, modifiez ce que les règles indiquent et publiez de nouveau.',
    redact: 'Vos collègues voient le texte entier. Si le reste en dit trop peu, modifiez votre message.',
    advise:
      'Vous n’avez rien à faire. La prochaine fois, suivez le conseil avant de publier, ou modifiez votre message.',
  },
  reason: 'Pourquoi cela peut sortir',
  answered: 'Votre réponse est prise en compte. @policy vous dira ce qu’il en advient.',
  closed: 'Il n’y a plus rien à répondre. Pour publier, écrivez de nouveau : la question vous sera reposée.',
  again: 'Écrire de nouveau',
};
