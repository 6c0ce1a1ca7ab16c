import type { OutsideZone } from '../../../policies/index.ts';
import { firstString } from '../../addressing.ts';
import type { ApexNode } from '../../apex/types.ts';
import type { EffectParts } from './effect.ts';

export interface Vote {
  /** A poll of this server. */
  readonly question: ApexNode;
  /** The Create that brings it. */
  readonly activity: ApexNode;
  /** Name of the choice. */
  readonly choice: string;
  readonly voter: string;
}

/** Counts a vote; one that comes late, twice, or for what can't be chosen counts for nothing. */
export async function vote(parts: EffectParts, { question, activity, choice, voter }: Vote): Promise<void> {
  const property = Array.isArray(question['anyOf']) ? 'anyOf' : 'oneOf';
  const choices = (question[property] ?? []) as ApexNode[];
  const index = choices.findIndex((one) => firstString(one['name']) === choice);
  const zones = await zonesOf(parts, question);
  if (index < 0 || isOver(question, parts.clock()) || zones.length === 0) return;
  const [all, chosen] = [`${question.id}/voters`, `${question.id}/votes/${index}`];
  const before = (collection: string) => parts.store.findActivityByCollectionAndActorId(collection, voter);
  const known = (await before(all)) !== undefined;
  if (property === 'oneOf' ? known : (await before(chosen)) !== undefined) return;
  const collections = known ? [chosen] : [chosen, all];
  const brought = firstString(activity['object']) ?? [];
  await parts.store.saveActivity({ ...activity, object: [brought].flat(), _meta: { collection: collections } });
  const counted = {
    ...question,
    [property]: choices.map((one, at) => (at === index ? withCount(one, count(one) + 1) : one)),
    votersCount: [Number((question['votersCount'] as number[] | undefined)?.[0] ?? 0) + (known ? 0 : 1)],
  };
  const author = await parts.accounts.byActor(firstString(question['attributedTo']) ?? '');
  if (!author) return;
  await parts.as(author, async () => {
    await parts.store.updateObject(counted, author.actorId, true);
    await parts.serve(author, counted, zones);
  });
  parts.voted(question.id);
}

function isOver(question: ApexNode, now: number): boolean {
  const [end] = [question['closed'], question['endTime']].flatMap((value) => firstString(value) ?? []);
  return end !== undefined && Date.parse(end) <= now;
}

/** Where it is shown outside: nobody votes there on what nobody was shown. */
async function zonesOf({ releases }: EffectParts, { id }: ApexNode): Promise<OutsideZone[]> {
  const zones: OutsideZone[] = [];
  for (const zone of ['public', 'addressed'] as const) if (await releases.current(id, zone)) zones.push(zone);
  return zones;
}

function count(choice: ApexNode): number {
  const [replies] = (choice['replies'] ?? []) as { readonly totalItems?: readonly number[] }[];
  return replies?.totalItems?.[0] ?? 0;
}

function withCount(choice: ApexNode, total: number): ApexNode {
  return { ...choice, replies: [{ type: 'Collection', totalItems: [total] }] };
}
