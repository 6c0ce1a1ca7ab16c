import { firstString, strings } from '../addressing.ts';
import type { ApexStore } from '../apex/store.ts';
import type { Apex, ApexNode } from '../apex/types.ts';
import type { Account } from '../ports/index.ts';
import { type Serving, serve } from './serve.ts';

/** Why an account can't move like this; undefined where it can, or where the activity is no Move. */
export async function moveProblem(
  { apex, store }: { readonly apex: Apex; readonly store: ApexStore },
  activity: ApexNode,
  account: Account,
): Promise<string | undefined> {
  if (activity.type !== 'Move') return undefined;
  const target = firstString(activity['target']);
  if (firstString(activity['object']) !== account.actorId) return 'an account moves itself: name it as `object`';
  if (target === undefined || !URL.canParse(target)) return '`Move` needs the new account as `target`';
  // As its own server shows it now: a copy that rests here may be from before the old account was named there.
  const found = apex.isLocalIRI(target) ? store.getObject(target) : apex.requestObject(target);
  const node = await found.catch(() => undefined);
  if (!strings(node?.['alsoKnownAs']).includes(account.actorId)) {
    return `\`${target}\` does not name this account in \`alsoKnownAs\`: set that there first`;
  }
  return undefined;
}

/** The profile says from here on where its account went (FEP-7628). */
export async function carryOutMove(
  parts: Serving & { readonly store: ApexStore },
  activity: ApexNode,
  account: Account,
): Promise<void> {
  const target = firstString(activity['target']);
  if (activity.type !== 'Move' || target === undefined) return;
  const patch = { id: account.actorId, movedTo: [target] } as unknown as ApexNode;
  const moved = await parts.store.updateObject(patch, account.actorId, false);
  if (moved) await serve(parts, account, moved, ['public']);
}
