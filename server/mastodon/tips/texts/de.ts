import type { Texts } from './en.ts';

/** German. */
export const de: Texts = {
  block: 'Nicht veröffentlicht. {title}: {guidance}',
  confirm:
    'Noch nicht veröffentlicht. {title}: {guidance} Um es trotzdem zu veröffentlichen, warte einen Moment und sende denselben Text noch einmal.',
  'confirm-token': 'Noch nicht veröffentlicht. {title}: {guidance} Bestätige es, um es trotzdem zu veröffentlichen.',
  dropped: 'Für Leser außerhalb weggelassen: {names}.',
  'held-note': 'Wartet auf Prüfung. Bis dahin siehst nur du den Beitrag.',
  'zone-internal': 'Nur für Kolleginnen und Kollegen',
  'zone-followers': 'Kollegium, und Follower außerhalb',
  'zone-partner': 'Kollegium, und Partner in „{zone}“',
  held: 'Dein Beitrag wird geprüft, bevor er das Haus verlässt. {title}: {guidance} Du siehst ihn in deiner Timeline, sonst niemand. Lösche ihn, um ihn zurückzuziehen.',
  advise: 'Dein Beitrag ist veröffentlicht. Fürs nächste Mal, {title}: {guidance}',
  redact:
    'Teile deines Beitrags wurden für Außenstehende entfernt. {title}: {guidance} Im Haus ist der ganze Text zu lesen. Außen steht:',
  downgrade: 'Dein Beitrag erreicht weniger Menschen, als du gewählt hast. {title}: {guidance}',
  narrowed: 'Dein Beitrag bleibt bei denen, die sehen können, worauf er antwortet.',
  keptInside: 'Dein Beitrag bleibt im Haus: Dieser Server spricht nicht mit anderen.',
  asked: '{asked} wird zuerst gefragt: Bis zur Zustimmung erfährt draußen sonst niemand davon.',
  'stopped-late':
    'Zugestimmt wurde, aber es bleibt drinnen: Nach den heutigen Richtlinien geht es nicht hinaus. {title}: {guidance}',
  more: 'Mehr dazu, und was du tun kannst: {link}',
  found: 'Gefunden wurde: {kinds}.',
  'choice-post': 'Trotzdem veröffentlichen',
  'choice-review': 'Zur Prüfung geben',
  'choice-leave': 'Lassen',
  'say-why': 'Sag, warum es hinaus darf: Antworte auf diese Nachricht.',
  posted: 'Veröffentlicht.',
  'review-request':
    '{author} möchte, dass dies hinausgeht ({title}). Darf es? Ein Favorit ist ein Ja, eine Antwort eine Frage an die Person.',
  'choice-approve': 'Freigeben',
  'choice-reject': 'Ablehnen',
  'choice-ask': 'Nachfragen',
  'say-what': 'Antworte auf die Nachricht mit deiner Frage.',
  'review-done': 'Erledigt. Danke.',
  rejected: 'Eine Prüfung hat dies nicht freigegeben.',
  'review-released': 'Dein Beitrag wurde freigegeben und ist draußen.',
  'review-redacted':
    'Dein Beitrag wurde ohne das freigegeben, was darin gefunden wurde. Kolleginnen und Kollegen sehen den ganzen Text. Draußen lautet er:',
  'review-asked': 'Zu deinem wartenden Beitrag gibt es eine Rückfrage. Antworte auf diese Nachricht; er wartet weiter.',
  'review-rejected': 'Dein Beitrag geht nicht hinaus:',
  'review-expired':
    'Niemand hat deinen Beitrag rechtzeitig freigegeben. Veröffentliche ihn noch einmal, wenn er noch wichtig ist.',
  'review-answered': 'Antwort auf deine Frage zu einem wartenden Beitrag:',
  incident: '{count} Beiträge wurden in kurzer Zeit aufgehalten: {title}. Das ist jetzt ein Vorfall: {link}',
};
