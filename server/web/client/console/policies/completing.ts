import type { CompletionContext, CompletionResult, Completion as Option } from '@codemirror/autocomplete';
import type { Completion } from '../../../../../policies/index.ts';
import { get } from '../../api/call.ts';
import { placeAt } from './yaml-place.ts';

const known = new Map<string, Promise<readonly Completion[]>>();

/** Completes keys and values as the schema of policies has them. */
export async function completePolicy(context: CompletionContext): Promise<CompletionResult | null> {
  const before = context.state.sliceDoc(0, context.pos);
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const [, key, value] = /^[\s-]*([\w-]+):\s*([\w-]*)$/.exec(line) ?? [];
  const word = context.matchBefore(/[\w-]*/);
  if (!word || (word.from === word.to && !context.explicit && value === undefined)) return null;
  const keys = await keysAt(placeAt(before));
  if (key !== undefined) {
    const values = keys.find((one) => one.key === key)?.values ?? [];
    return { from: context.pos - (value ?? '').length, options: values.map((label) => ({ label, type: 'constant' })) };
  }
  return /^[\s-]*[\w-]*$/.test(line) ? { from: word.from, options: keys.map(toOption), validFor: /^[\w-]*$/ } : null;
}

function toOption({ key, description, default: usual }: Completion): Option {
  const info = usual === undefined ? description : `${description} (${usual} where left out)`;
  return { label: key, apply: `${key}: `, type: 'property', info };
}

function keysAt(path: readonly string[]): Promise<readonly Completion[]> {
  const place = path.join('.');
  const asked =
    known.get(place) ??
    get<{ readonly keys: readonly Completion[] }>(`/policy-completions?path=${encodeURIComponent(place)}`).then(
      ({ keys }) => keys,
      () => [],
    );
  known.set(place, asked);
  return asked;
}
