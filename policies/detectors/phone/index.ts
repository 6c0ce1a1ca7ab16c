import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Match } from '../../text/match.ts';
import type { Reading } from '../../text/reading.ts';
import { contextOf, contextWindow } from '../context.ts';
import type { Detector } from '../detector.ts';
import { isInIdentifier } from '../identifier.ts';
import { isOtherNumber, isSomeNumber, labelPart } from '../number-label.ts';
import { unlessInUuid } from '../uuid.ts';
import { type PhoneCandidate, phoneCandidates } from './candidates.ts';

const fewestDigits = 7;

const context = contextOf(
  'phone telephone tel cell cellphone mobile call text sms whatsapp signal fax hotline dial reach ph contact_number direct_line give_a_ring',
  'my_number new_number meine_nummer neue_nummer appelle mon_numéro mi_número meu_número',
  'telefon telefonnummer handy mobil mobilnummer rufnummer durchwahl ruf anrufen erreichbar telefax',
  'téléphone portable appeler appelez joindre numéro teléfono móvil celular llama llame telefone telemóvel ligue liga_para zap whats',
  'telefono cellulare chiama chiamami telefoon mobiel bel gsm komórka zadzwoń telefonu ring puhelin puh tlf mobilen',
  'телефон тел звоните τηλέφωνο 電話 携帯 連絡先 电话 手机 전화 هاتف טלפון फोन',
);

/** Numbers without a country prefix are tried as national ones of these countries, likeliest first. */
const withTrunkZero = countries('DE GB FR NL AT CH BE SE IT AU JP IN KR ZA TR IE NZ FI IL AR');
const withoutTrunkZero = countries('US ES PL PT NO DK CZ GR IT IN SG BR RU CN HK MX');

/** What else is written with such digits and separators. */
const date = /^(?:(?:19|20)\d\d([ .\-/])\d{1,2}\1\d{1,2}|\d{1,2}([.\-/])\d{1,2}\2(?:19|20)?\d\d)(?:\s.*)?$/;
const years = /^(?:19|20)\d\d *[-/] *(?:19|20)\d\d$/;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Dotted numbers with a part of one digit: versions and outlines. */
const version = /^\d{1,3}(?:\.\d{1,5})*\.\d(?:\.\d{1,5})*$|^\d\./;
const thousands = /^\d{1,3}(?:(?:[.,]\d{3})+|(?: \d{3})*(?: 000){2,})$/;
const northAmerican = /^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[.-])\d{3}[.-]\d{4}$/;

/** `1 2 3 4 5 …`, by ones upwards or downwards, and other rows of small numbers that only grow: `4, 16, 20, 28`. */
const counting = (written: string): boolean => {
  const groups = written.split(/\D+/).filter((group) => group !== '');
  const steps = groups.map(Number);
  const [first = 0, second = 0] = steps;
  const step = second - first;
  if (steps.length <= 3) return false;
  if (Math.abs(step) === 1 && steps.every((value, at) => value === first + at * step)) return true;
  const grows = steps.every((value, at) => at === 0 || value > (steps[at - 1] ?? 0));
  return grows && groups.every(({ length }) => length <= 2) && (groups[0]?.length === 1 || written.includes(' - '));
};

/** `3-16-148410-0`, and papers by month: `2105.01234`. */
const isbn = /^\d{1,5}-\d{1,7}-\d{1,7}-\d$/;
const paper = /^[12]\d(?:0[1-9]|1[0-2])\.\d{4,5}$/;

/** Seconds since 1970. */
const second = /^1\d{9}$/;

/** As parcels are numbered. */
const parcel = /^[1-9]\d{3}-\d{4}-\d{4}$/;

const notPhones = [parcel, date, years, address, thousands, version, isbn, paper];

/** How many candidates of a text the library is asked about; the rest is judged by form and context alone. */
const questions = (length: number): number => 12 + Math.floor(length / 100);

/**
 * Phone numbers. A number that libphonenumber knows and a context word together are high; an international form
 * alone is medium; a bare national form is low; a bare run of digits is none.
 */
export const phone: Detector = {
  name: 'phone',
  entities: ['phone'],
  detect: (text) => text.views.flatMap((reading) => (reading.profile.digits < fewestDigits ? [] : find(reading))),
};

function find({ folded }: Reading): Match[] {
  const { text } = folded;
  const isNear = context.within(text);
  let hasContext: boolean | undefined;
  const isInContext = ({ start, end }: PhoneCandidate): boolean => {
    hasContext ??= context.anywhere(text);
    return hasContext && isNear(start, end);
  };
  let asked = questions(text.length);
  const ask = (candidate: PhoneCandidate): boolean => --asked < 0 || isValid(candidate);
  return phoneCandidates(text).flatMap((readings) => {
    if (counting(widest(text, readings))) return [];
    for (const candidate of readings) {
      const confidence = judge(text, candidate, isInContext, ask);
      if (confidence === 0) continue;
      const { start, end } = candidate;
      return [{ entity: 'phone', ...folded.span(start, end), confidence: unlessInUuid(text, start, end, confidence) }];
    }
    return [];
  });
}

function judge(
  text: string,
  candidate: PhoneCandidate,
  isInContext: (candidate: PhoneCandidate) => boolean,
  ask: (candidate: PhoneCandidate) => boolean,
): number {
  const { start, end, digits, international } = candidate;
  const written = text.slice(start, end);
  if (notPhones.some((form) => form.test(written))) return 0;
  if (!international && isInIdentifier(text, start, end)) return 0;
  if (!international && isPartOfRow(text, start, end)) return 0;
  const inContext = isInContext(candidate);
  const shaped = northAmerican.test(written);
  if (!international && !inContext && !shaped) return 0;
  if (!ask(candidate)) return inContext && digits.length >= 9 && digits.length <= 13 ? 65 : 0;
  if (!inContext) return international ? 78 : 68;
  if (international) return 95;
  const isBare = digits === written;
  const isDoubtful =
    isBare &&
    (digits.length < 9 || second.test(digits) || !context.anywhere(labelPart(text, start, end, contextWindow)));
  return isDoubtful || isOtherNumber(text, start) || isSomeNumber(text, start) ? 68 : 88;
}

/** All that the readings of one candidate are cut from. */
const widest = (text: string, readings: readonly PhoneCandidate[]): string =>
  text.slice(Math.min(...readings.map(({ start }) => start)), Math.max(...readings.map(({ end }) => end)));

/** Whether more digits follow a dash, before or behind: `6-764-19155` of an ISBN. */
const isPartOfRow = (text: string, start: number, end: number): boolean =>
  /\d-$/.test(text.slice(Math.max(0, start - 2), start)) || /^-\d/.test(text.slice(end, end + 2));

function isValid({ digits, international }: PhoneCandidate): boolean {
  if (international) return parsePhoneNumberFromString(`+${digits.replace(/^00/, '')}`)?.isValid() ?? false;
  const likely = digits.startsWith('0') ? withTrunkZero : withoutTrunkZero;
  return likely.some((country) => parsePhoneNumberFromString(digits, country)?.isValid() ?? false);
}

function countries(codes: string): CountryCode[] {
  return codes.split(' ').filter((code) => isSupportedCountry(code));
}
