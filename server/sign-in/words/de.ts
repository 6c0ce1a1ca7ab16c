import type { SignInWords } from './en.ts';

/** German. */
export const de: SignInWords = {
  signIn: 'Anmelden',
  userName: 'Benutzername',
  password: 'Passwort',
  house: 'Dieser Server gehört deiner Organisation. Ihre Richtlinien prüfen, was hinausgeht.',
  refused: 'Benutzername und Passwort gehören nicht zusammen. Prüfe beide und versuch es noch einmal.',
  throttled: 'Zu viele Versuche. Warte {minutes} min und versuch es noch einmal.',
  elsewhere: 'Melde dich auf dieser Seite selbst an.',
  wants: '{app} möchte dein Konto verwenden.',
  allowTitle: 'Diese App zulassen?',
  allowApp: '{app} zulassen?',
  asks: 'Du bist als {name} angemeldet. {app} möchte:',
  goesBack:
    'Du kehrst zurück zu {place}. Eine App kann heißen, wie sie will: Lass sie nur zu, wenn du das selbst begonnen hast.',
  pageWithCode: 'einer Seite mit einem Code zum Kopieren',
  appHere: 'einer App auf diesem Gerät ({protocol})',
  sees: 'Was deine Organisation sehen kann',
  seen: [
    'Dieser Server gehört deiner Organisation. Wer ihn verwaltet, kann erreichen, was darauf gespeichert ist, auch Direktnachrichten.',
    'Was die Organisation verlassen würde, wird zuerst von ihren Richtlinien geprüft. Die Entscheidung wird festgehalten; die gefundenen Wörter gehören nicht dazu.',
    'Ein Beitrag, der zur Prüfung angehalten ist, wird von Prüfenden gelesen.',
    'Welche Apps du wann zulässt, sehen die Verwaltenden. Sie und du können einer App den Zugang jederzeit entziehen.',
  ],
  allow: 'Zulassen',
  deny: 'Ablehnen',
  yourCode: 'Dein Code',
  copyCode: 'Kopiere diesen Code in die App. Er gilt eine Minute.',
  failed: 'Das hat nicht geklappt',
  expired: 'Diese Seite war zu lange offen: Beginne in der App von vorn.',
  denied: 'Die App wurde nicht zugelassen.',
  scopes: {
    read: 'lesen, was du hier lesen kannst: Zeitleisten, Beiträge, deine Mitteilungen und Listen',
    write: 'in deinem Namen schreiben, ändern und löschen sowie Profil und Einstellungen ändern',
    follow: 'für dich folgen, stummschalten und blockieren',
    push: 'dir Push-Mitteilungen senden',
    offline_access: 'angemeldet bleiben, bis du oder die Verwaltenden es beenden',
    profile: 'deinen Namen und dein Bild kennen',
    admin: 'die Rechte deiner Moderationsrolle verwenden',
  },
};
