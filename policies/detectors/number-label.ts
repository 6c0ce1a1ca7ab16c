import { foldText } from '../text/fold.ts';

/** What ends the sentence, or the line, of a word before its number is reached; an abbreviation ends none: `no. 17`. */
const sentenceEnd = /[!?。！？]|\p{L}{5}\.\s|\d{4}\.\s\p{Lu}/u;
const lineEnd = /\n(?!\s*(?:(?:no|nr|number|nummer|num|numero|番号)\W{0,4})?$)/i;
const otherDigits = /\d{3}/;
/** Folded, signs of euro, pound and yen are the letters that they look like. */
const amount = /[$%円]|(?<![a-z])[EY] ?\d|\d ?[EY](?![a-z])/i;
const parting = /[\d,;、。]/;
const longestClose = 40;
const word = /\p{L}{2,}/gu;
const ideographs = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]{2,}/u;
const breaks = /\d{3,}(?![^ .,]*\d)|[$%円!?。！？,;、]|\p{L}{5}\.\s/u;
const year = /(?<![\d./-])(?:19|20)\d\d(?![\d./-])/g;

/** Whether what stands between a word and a number lets the one name the other: no other number, no end of a sentence. */
export function isLabel(between: string): boolean {
  if (between.length < 4) return true;
  if (sentenceEnd.test(between) || lineEnd.test(between)) return false;
  return !otherDigits.test(between.replace(year, '')) && !amount.test(between);
}

/** What of a text beside a number can name it: up to the next number, amount, comma or end of a sentence. */
export function labelPart(text: string, start: number, end: number, reach: number): string {
  const before =
    text
      .slice(Math.max(0, start - reach), start)
      .split(breaks)
      .at(-1) ?? '';
  const [behind = ''] = text.slice(end, end + reach).split(breaks);
  return `${before}\n${behind}`;
}

/** `isLabel` for a number in a form that many others have: nothing that parts stands between, and hardly a word. */
export function isCloseLabel(between: string, mostWords = 1): boolean {
  if (between.length > longestClose || !isLabel(between) || parting.test(between)) return false;
  return wordsOf(between) <= mostWords && (between.match(ideographs)?.[0] ?? '').length <= 3;
}

/** How many words of a text do more than join a name and its number. */
export const wordsOf = (between: string): number =>
  (between.match(word) ?? []).filter((one) => !joining.has(one.toLowerCase())).length;

/** Words that join a name and its number. */
const joining = new Set(
  foldText(
    `number num no nr id code card the my her his is was are for of a and here new old now
     to from in on at with
     nummer karte ist lautet lautete war von der die das den dem mein meine ihr ihre und neue neuer
     numéro num le la les du de est mon ma son sa et pour nouveau nouvelle
     número el del es era mi su y para o do da é meu minha seu sua e os as dos das nº
     il di mio sua van het mijn ar er mitt min on`,
  ).split(/\s+/),
);

/** Words that name numbers of orders, letters, parcels and files, in the languages we meet most. */
const others = [
  'ticket order invoice case issue version build tracking parcel lot batch serial bib file doi isbn page bill',
  'rechnung bestellung auftrag sendung paket vorgang aktenzeichen teil drucksache',
  'rechnungsnummer bestellnummer auftragsnummer sendungsnummer paketnummer vorgangsnummer kundennummer mitgliedsnummer',
  'vertragsnummer artikelnummer seriennummer zählernummer ticketnummer série serie',
  'facture commande colis dossier reference rapport suivi',
  'pedido factura paquete referencia expediente codigo envio',
  'encomenda fatura processo relatorio rastreio',
  'passport reisepass passeport pasaporte passaporte ssn nhs nino steuerid idnr nir dni nie nif contribuinte cpf pesel bsn',
  'personnummer fødselsnummer fnr cpr hetu oib cnp rut pan imei',
  '請求書 注文 受付 予約 会員 荷物 伝票 追跡 返金',
];
const words = others.flatMap((line) => line.split(' ')).map((word) => foldText(word).toLowerCase());
const otherLabel = new RegExp(
  `(?<!\\p{L})(?:${words.join('|')})s?(?:[ -]?(?:no|nr|number|nummer|numero|code|id|ref)|番号)?(?: (?:of|de|do|da|di|von|van|af|av) \\p{L}{2,20})?(?: (?:is|es|ist|est|e|ar|er))?[.:#はが -]{0,3}(?:[a-z]{1,4}-)?$`,
  'iu',
);
/** Words that say no more than that a number follows. */
const anyLabel = /(?<![a-z])(?:no|nr|id|ref|reference|code|#)[.:# -]{0,3}$|#$/i;
const longestLabel = 56;

/** Whether the word right before a number of a folded text names a number of another kind: `invoice 4711`; what stands before `from` is not looked at. */
export const isOtherNumber = (text: string, start: number, from = 0): boolean =>
  otherLabel.test(text.slice(Math.max(from, start - longestLabel), start));

/** Whether the word right before a number only says that a number follows: `ref 4711`. */
export const isSomeNumber = (text: string, start: number): boolean =>
  anyLabel.test(text.slice(Math.max(0, start - 16), start));
