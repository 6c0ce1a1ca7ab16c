import type { Json } from '../model/json.ts';

const special = /[~/]/;

/** Appends one step to a JSON pointer (RFC 6901). */
export function step(pointer: string, key: string | number): string {
  const plain = typeof key === 'number' || !special.test(key);
  return `${pointer}/${plain ? key : key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** Steps of a JSON pointer, unescaped; the empty pointer has none. */
export function stepsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The value that a pointer names, or `undefined`. */
export function valueAt(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const key of stepsOf(pointer)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Readonly<Record<string, Json | undefined>>)[key];
  }
  return value;
}
