import type { ErrorObject } from 'ajv/dist/2020.js';
import { nearest } from './nearest.ts';

/** A mistake in a parsed document, by JSON pointer; `atKey` where the key is meant and not its value. */
export interface SchemaMistake {
  readonly pointer: string;
  readonly atKey: boolean;
  readonly message: string;
  readonly hint?: string;
}

const kinds: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  null: 'nothing',
  number: 'a number',
  object: 'a mapping of keys',
  string: 'text',
};

/** Puts what the validator reports in the words of someone who edits policies. */
export function explain(error: ErrorObject): SchemaMistake {
  const at = { pointer: error.instancePath, atKey: false };
  switch (error.keyword) {
    case 'additionalProperties':
      return unknownKey(error);
    case 'required':
      return missingKey(error);
    case 'enum':
      return { ...at, ...notOneOf(error) };
    case 'type':
      return { ...at, ...wrongType(error) };
    case 'oneOf':
    case 'anyOf':
      return { ...at, ...wrongChoice(error) };
    case 'dependentRequired':
      return { ...at, message: `\`${error.params.property}\` goes with \`${error.params.deps}\`` };
    case 'false schema':
      return {
        ...at,
        atKey: true,
        message: `\`${lastToken(error.instancePath)}\` goes with a matcher, not with a group`,
      };
    default:
      return { ...at, message: `${named(error)} ${limit(error)}`, ...described(error) };
  }
}

function unknownKey(error: ErrorObject): SchemaMistake {
  const key = String(error.params.additionalProperty);
  const known = Object.keys(error.parentSchema?.properties ?? {});
  const meant = nearest(key, known);
  if (known.length === 0) {
    const at = `${error.instancePath}/${escapeToken(key)}`;
    return { pointer: at, atKey: true, message: `unknown key \`${key}\``, ...described(error) };
  }
  return {
    pointer: `${error.instancePath}/${escapeToken(key)}`,
    atKey: true,
    message: `unknown key \`${key}\``,
    hint: meant === undefined ? `the keys here are ${known.join(', ')}` : `did you mean \`${meant}\`?`,
  };
}

function missingKey(error: ErrorObject): SchemaMistake {
  const key = String(error.params.missingProperty);
  const description: unknown = error.parentSchema?.properties?.[key]?.description;
  return {
    pointer: error.instancePath,
    atKey: false,
    message: `\`${key}\` is missing`,
    ...(typeof description === 'string' ? { hint: description } : {}),
  };
}

function notOneOf(error: ErrorObject): Pick<SchemaMistake, 'message' | 'hint'> {
  const allowed: string[] = error.params.allowedValues;
  const meant = typeof error.data === 'string' ? nearest(error.data, allowed) : undefined;
  return {
    message: `${named(error)} is ${allowed.join(', ')}, not ${shown(error.data)}`,
    ...(meant === undefined ? {} : { hint: `did you mean \`${meant}\`?` }),
  };
}

function wrongType(error: ErrorObject): Pick<SchemaMistake, 'message' | 'hint'> {
  const wanted: string[] = [error.params.type].flat().flatMap((type: string) => type.split(','));
  const message = `${named(error)} is ${wanted.map((type) => kinds[type] ?? type).join(' or ')}, not ${kindOf(error.data)}`;
  if (wanted.includes('string') && typeof error.data === 'number') return { message, hint: 'put it in quotes' };
  if (wanted.includes('array') && typeof error.data === 'string') return { message, hint: 'write it as `[…]`' };
  return { message };
}

function wrongChoice(error: ErrorObject): Pick<SchemaMistake, 'message' | 'hint'> {
  if (isMapping(error.data) && Object.hasOwn(error.data, 'exception')) {
    return { message: 'name whom or what it is for', hint: 'an exception has one of scope, terms or findings' };
  }
  const matchers = ['entity', 'terms', 'pattern', 'records', 'document', 'picture', 'any', 'all'];
  const present = matchers.filter((key) => isMapping(error.data) && Object.hasOwn(error.data, key));
  const listed = present.map((key) => `\`${key}\``).join(' and ');
  return {
    message: present.length > 1 ? `${listed} can't stand in one clause` : 'a clause without a matcher',
    hint:
      present.length > 1
        ? 'make each an item of `any` or `all`'
        : 'a clause has one of entity, terms, pattern, records, document, picture, any or all',
  };
}

function limit(error: ErrorObject): string {
  const { params } = error;
  switch (error.keyword) {
    case 'pattern':
    case 'not':
      return `can't be ${shown(error.data)}`;
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return 'is empty';
    case 'maxLength':
      return `is longer than ${params.limit} characters`;
    case 'uniqueItems':
      return 'names something twice';
    case 'minimum':
      return `is at least ${params.limit}`;
    case 'exclusiveMinimum':
      return `is more than ${params.limit}`;
    case 'maximum':
      return `is at most ${params.limit}`;
    default:
      return error.message ?? 'is not right';
  }
}

function described(error: ErrorObject): Pick<SchemaMistake, 'hint'> {
  const description: unknown = error.parentSchema?.description;
  return typeof description === 'string' ? { hint: description } : {};
}

/** The key that a value belongs to: an item of a list is named after the list. */
function named(error: ErrorObject): string {
  const tokens = error.instancePath.split('/').filter((token) => token !== '' && !/^\d+$/.test(token));
  return tokens.length === 0 ? 'a policy' : `\`${unescapeToken(tokens[tokens.length - 1] ?? '')}\``;
}

function lastToken(pointer: string): string {
  return unescapeToken(pointer.slice(pointer.lastIndexOf('/') + 1));
}

function shown(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? `\`${value}\`` : kindOf(value);
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  return kinds[typeof value] ?? 'something else';
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapeToken(token: string): string {
  return token.replaceAll('~', '~0').replaceAll('/', '~1');
}

function unescapeToken(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}
