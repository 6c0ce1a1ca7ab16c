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
