/** A row of names: `Unter den Linden`, `de la Paix`. Letters of any alphabet; a small word may join two. */
const word = "[A-Z0-9\\p{Lo}][\\p{L}\\d.'’-]{0,25}";
const joining =
  "(?:de|du|des|d'|la|le|les|l'|del|los|las|el|da|do|das|dos|di|della|der|den|dem|van|von|am|zum|the|of|y|e|et) ?";
const names = (most: number): string => `(?:${joining}){0,3}${word}(?: (?:${joining}){0,2}${word}){0,${most}}`;

const english =
  '[Ss]treet|[Ss]t|[Rr]oad|[Rr]d|[Aa]venue|[Aa]ve|[Ll]ane|[Ll]n|[Dd]rive|[Dd]r|[Bb]oulevard|[Bb]lvd|[Cc]ourt|[Cc]t|[Pp]lace|[Pp]l|[Ss]quare|[Ss]q|[Tt]errace|[Cc]rescent|[Cc]lose|[Gg]ardens|[Gg]rove|[Pp]arkway|[Pp]kwy|[Hh]ighway|[Hh]wy|[Cc]ircle|[Tt]rail|[Ww]ay|[Rr]ow|[Mm]ews';
const french =
  '[Rr]ue|[Aa]venue|[Aa]v\\.?|[Bb]oulevard|[Bb](?:l?v)?d\\.?|[Pp]lace|[Cc]hemin|[Aa]ll[ée]e|[Ii]mpasse|[Qq]uai|[Rr]oute|[Cc]ours|[Ss]quare';
const spanish =
  '[Cc]alle|[Cc]/|[Aa]venida|[Aa]vda\\.?|[Aa]v\\.|[Pp]laza|[Pp]aseo|[Cc]arrer|[Cc]amino|[Rr]onda|[Tt]raves[ií]a';
const portuguese = '[Rr]ua|R\\.|[Aa]venida|[Aa]v\\.|[Tt]ravessa|[Pp]ra[cç]a|[Ll]argo|[Aa]lameda|[Ee]strada|[Rr]odovia';
const italian = '[Vv]ia|[Vv]iale|[Cc]orso|[Pp]iazza|[Vv]icolo';
const german =
  '[A-Z][a-z-]{1,30}(?:strasse|str\\.|str|weg|platz|allee|gasse|ring|ufer|damm|steig|chaussee)|[A-Z][a-z-]{1,25}(?: [A-Z][a-z-]{1,25})?[ -](?:Strasse|Str\\.|Weg|Platz|Allee|Gasse|Ring|Ufer|Damm)|(?:Strasse|Weg|Platz|Am|An der|Unter den|Im) (?:de[rsm] )?[A-Z][a-z-]{1,25}';
const dutch = '[A-Z][a-z-]{1,30}(?:straat|laan|weg|plein|gracht|kade|dijk|singel|hof|steeg)';
const polish = '(?:ul|al|pl)\\.';

/** What stands before a house number that comes last; ends where the number begins. */
export const beforeNumber: RegExp = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:${spanish}|${portuguese}|${italian}|${polish}) ${names(3)}|${german}|${dutch}),? ?(?:n[o.]{0,2} ?|num\\.? ?|# ?)?$`,
  'u',
);

/** What stands behind a house number that comes first, from behind the number on. */
export const afterNumber: RegExp = new RegExp(
  `^(?: ?(?:bis|ter|[A-Za-z]))?,? (?:(?:${french}) ${names(4)}|(?:[NSEW]\\.? )?${word}(?: ${word}){0,3} (?:${english})(?![\\p{L}])\\.?)`,
  'u',
);

/** Postal code and place, in either order, as they follow a street. */
export const place: RegExp = new RegExp(
  `^[ ,;\\n]{1,4}(?:[\\p{L}\\d .'#-]{0,40}?[,\\n] ?)??(?:(?:[A-Z]{1,2}-)?(?:\\d{4,5}(?:-\\d{3,4})?|\\d{2}-\\d{3}|\\d{4} ?[A-Z]{2})[, ]{1,2}${names(2)}|${names(2)},? (?:[A-Z]{2},? )?(?:\\d{5}(?:-\\d{4})?|\\d{4}|[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}|[A-Z]\\d[A-Z] ?\\d[A-Z]\\d))(?![\\p{L}\\d])`,
  'u',
);

/** A postcode by itself, of a kind that nothing else looks like. */
export const tellingCode: RegExp =
  /^[ ,;\n]{1,3}(?:[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}|[A-Z]\d[A-Z] \d[A-Z]\d|\d{5}-\d{3})(?![A-Za-z0-9])/;

/** Japanese and Chinese addresses run from the large to the small. */
export const eastAsian: RegExp =
  /(?:〒? ?\d{3}-\d{4}[ \n]{0,2})?(?:(?:[\p{Script=Han}]{2,3}[都道府県])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{1,16}(?:[市区町村郡][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー]{0,16}){1,3}(?:\d{1,4}[丁T]目|\d{1,4}-\d{1,4}|\d{1,4}番)(?:[-\d丁T目番地号]{0,12})|[\p{Script=Han}]{2,8}[省市](?:[\p{Script=Han}]{1,10}[市区县]){1,2}[\p{Script=Han}]{1,12}[路街道巷弄]\d{1,5}号)/gu;
