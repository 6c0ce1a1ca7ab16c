import { mediaIdOf } from './addresses.ts';

/** Ids of our files that a value names anywhere in it, in their order, each once. */
export function filesNamedIn(value: unknown, origin: string): string[] {
  const found = new Set<string>();
  const visit = (part: unknown, depth: number): void => {
    const id = mediaIdOf(origin, part);
    if (id !== undefined) found.add(id);
    if (typeof part !== 'object' || part === null || depth > 32) return;
    for (const member of Object.values(part)) visit(member, depth + 1);
  };
  visit(value, 0);
  return [...found];
}
