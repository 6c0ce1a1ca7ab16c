import type { TipWords } from './en.ts';

/** German. */
export const de: TipWords = {
  page: 'Zu deinem Beitrag',
  happened: {
    block: 'Dein Beitrag wurde nicht veröffentlicht',
    hold: 'Dein Beitrag kam in die Prüfung',
    confirm: 'Dein Beitrag braucht deine Bestätigung',
    downgrade: 'Dein Beitrag erreicht weniger Menschen, als du gewählt hast',
    redact: 'Teile deines Beitrags wurden für Außenstehende entfernt',
    advise: 'Dein Beitrag ist veröffentlicht, mit einem Hinweis',
  },
  why: 'Was die Richtlinien sagen',
  found: 'Was gefunden wurde:',
  unshown: 'Die Worte selbst stehen hier nicht: Sie werden nicht aufgezeichnet.',
  redactions: {
    label: 'durch eine Bezeichnung ersetzt',
    mask: 'durch Punkte ersetzt',
    remove: 'entfernt',
    'keep-last-4': 'bis auf die letzten vier Zeichen durch Punkte ersetzt',
    'drop-attachment': 'mit seinem Anhang weggelassen',
  },
  outside: 'Was außen zu lesen ist',
  held: {
    waiting: 'Er wartet auf das Wort der Prüfenden: {agreed} von {tiers} haben zugestimmt.',
    check:
      'Er wartet, weil eine Prüfung nicht möglich war. Sobald sie wieder möglich ist, wird entschieden, oder durch Prüfende.',
    until: 'Er wartet bis {time}.',
    released: 'Er wurde freigegeben und ist draußen.',
    rejected: 'Er geht nicht hinaus:',
    expired: 'Niemand hat ihn rechtzeitig freigegeben, deshalb geht er nicht hinaus.',
    gone: 'Er wartet nicht mehr.',
  },
  whatNext: 'Was du tun kannst',
  next: {
    block: 'Ändere, was die Richtlinien nennen, und veröffentliche ihn noch einmal.',
    hold: 'Solange er wartet, musst du nichts tun; du erfährst, was daraus wird. Lösche ihn in deiner Timeline, um ihn zurückzuziehen.',
    confirm:
      'Entscheide hier, oder antworte auf die Nachricht von @policy. Ab der Frage hast du eine Viertelstunde Zeit.',
    downgrade:
      'Kolleginnen und Kollegen sehen ihn. Um mehr Menschen zu erreichen, ändere, was die Richtlinien nennen, und veröffentliche ihn noch einmal.',
    redact: 'Kolleginnen und Kollegen sehen den ganzen Text. Sagt der Rest zu wenig, dann bearbeite deinen Beitrag.',
    advise:
      'Du musst nichts tun. Beachte den Hinweis beim nächsten Mal vor dem Veröffentlichen, oder bearbeite deinen Beitrag.',
  },
  reason: 'Warum es hinaus darf',
  answered: 'Deine Antwort ist angekommen. @policy sagt dir, was daraus wird.',
  closed: 'Hier ist nichts mehr zu beantworten. Zum Veröffentlichen schreib es noch einmal; du wirst neu gefragt.',
  again: 'Noch einmal schreiben',
};
