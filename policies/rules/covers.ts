import { defaultContainment, namesSupport } from './clause.ts';
import { type ClauseDocument, confidenceBands } from './document.ts';
import { usageName } from './terms-usage.ts';

/**
 * Whether one clause matches wherever another single matcher does, as far as their words alone show it.
 *
 * @param usualFields fewest fields of the data set that either names
 */
export function covers(wide: ClauseDocument, narrow: ClauseDocument, usualFields: number): boolean {
  const { count = 1, near, unless, confidence = 'medium' } = wide;
  if (count > 1 || namesSupport(near) || unless !== undefined) return false;
  if (confidenceBands[confidence] > confidenceBands[narrow.confidence ?? 'medium']) return false;
  if (narrow.records !== undefined) {
    return narrow.records === wide.records && (wide.fields ?? usualFields) <= (narrow.fields ?? usualFields);
  }
  if (narrow.document !== undefined) {
    const { containment = defaultContainment } = wide;
    return narrow.document === wide.document && containment <= (narrow.containment ?? defaultContainment);
  }
  if (narrow.terms !== undefined) return narrow.terms === wide.terms && usageName(narrow) === usageName(wide);
  if (narrow.pattern !== undefined) return narrow.pattern === wide.pattern;
  if (narrow.entity === undefined || wide.entity === undefined) return false;
  const taken = [wide.entity].flat();
  return [narrow.entity].flat().every((entity) => taken.includes(entity));
}
