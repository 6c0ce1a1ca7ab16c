import type { Leaf } from './leaf.ts';

const locator = /^https?:\/\/[^\s/?#\p{Cc}]+[^\s\p{Cc}]*$/u;
const uriTemplate = /^https?:\/\/[^\s/?#{}\p{Cc}]+[^\s{}\p{Cc}]*\{(?:uri|object|inReplyTo)\}[^\s{}\p{Cc}]*$/u;
const account = /^acct:[^\s@\p{Cc}]+@[^\s@\p{Cc}]+$/u;
const tagUri = /^tag:[^\s,\p{Cc}]+,[0-9]{4}(?:-[0-9]{2}){0,2}:[^\s\p{Cc}]+$/u;

const publicAddresses: ReadonlySet<unknown> = new Set([
  'https://www.w3.org/ns/activitystreams#Public',
  'as:Public',
  'Public',
]);

/** The special collection Public in any of its spellings (ActivityPub §5.6). */
export function isPublicAddress(value: Leaf): boolean {
  return publicAddresses.has(value);
}

/** An absolute http(s) IRI or the special collection Public. `data:`, `javascript:` and blank nodes are none. */
export function isLocator(value: Leaf): boolean {
  return typeof value === 'string' && (locator.test(value) || isPublicAddress(value));
}

/** A locator, an `acct:` URI (RFC 7565) or a `tag:` URI (RFC 4151). */
export function isName(value: Leaf): boolean {
  return isLocator(value) || (typeof value === 'string' && (account.test(value) || tagUri.test(value)));
}

/** The `template` of a web link (RFC 6415): an http(s) IRI with one variable, `{uri}` or one of an intent (FEP-3b86). */
export function isUriTemplate(value: Leaf): boolean {
  return typeof value === 'string' && uriTemplate.test(value);
}

export function isBoolean(value: Leaf): boolean {
  return typeof value === 'boolean';
}

/** Builds the form of a closed list. */
export function oneOf(...values: readonly string[]): (value: Leaf) => boolean {
  const known: ReadonlySet<unknown> = new Set(values);
  return (value) => known.has(value);
}

const dateTime = /^(?:19|20|21)\d{2}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(?:\.\d{1,3})?(?:Z|[+-][01]\d:[0-5]\d)$/;

/** An xsd:dateTime of our age with at most milliseconds: longer fractions have room for numbers that matter. */
export function isDateTime(value: Leaf): boolean {
  return typeof value === 'string' && dateTime.test(value) && !Number.isNaN(Date.parse(value));
}

const duration =
  /^-?P(?=.)(?:\d{1,4}Y)?(?:\d{1,2}M)?(?:\d{1,4}D)?(?:T(?=.)(?:\d{1,4}H)?(?:\d{1,4}M)?(?:\d{1,5}(?:\.\d{1,3})?S)?)?$/;

/** An xsd:duration. */
export function isDuration(value: Leaf): boolean {
  return typeof value === 'string' && duration.test(value);
}

const scripts =
  'Arab|Armn|Beng|Cyrl|Deva|Geor|Grek|Gujr|Guru|Hans|Hant|Hebr|Jpan|Khmr|Knda|Kore|Laoo|Latn|Mlym|Mymr|Orya|Sinh|Taml|Telu|Thai';
const languageTag = new RegExp(`^[a-z]{2,3}(?:-(?:${scripts}))?(?:-(?:[A-Z]{2}|[0-9]{3}))?$`);

/** A language tag (BCP 47) of language, script and region; extensions and private use have room for words. */
export function isLanguageTag(value: Leaf): boolean {
  return typeof value === 'string' && languageTag.test(value);
}

const publicKeyPem =
  /^-----BEGIN (?:RSA )?PUBLIC KEY-----\r?\n(?:[A-Za-z0-9+/]{64}\r?\n){0,24}[A-Za-z0-9+/]{1,64}={0,2}\r?\n-----END (?:RSA )?PUBLIC KEY-----\r?\n?$/;

/** A public key in PEM (RFC 7468), up to RSA-8192. */
export function isPublicKeyPem(value: Leaf): boolean {
  return typeof value === 'string' && publicKeyPem.test(value);
}

const base83 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~';

/** A BlurHash, whose first character says how long it is. */
export function isBlurhash(value: Leaf): boolean {
  if (typeof value !== 'string' || value.length < 6) return false;
  const size = base83.indexOf(value.charAt(0));
  const components = ((size % 9) + 1) * (Math.floor(size / 9) + 1);
  return size >= 0 && value.length === 4 + 2 * components && [...value].every((digit) => base83.includes(digit));
}
