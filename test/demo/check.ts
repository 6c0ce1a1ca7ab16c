import type { Exchange, Received } from '../support/community/exchange.ts';
import type { Stage, Taken } from './play.ts';
import type { Expected } from './step.ts';
import { plain } from './text.ts';

/** What the other side saw, as it has it on record. */
export interface Seen {
  readonly received: readonly Received[];
  readonly exchanges: readonly Exchange[];
}

/** Whatever is not as it should be, one line each, beginning with the row's number. Empty when all is well. */
export async function check(stage: Stage, taken: readonly Taken[], seen: Seen): Promise<string[]> {
  const rows = await Promise.all(
    taken.map(async (one, index) => {
      const problems = [...rowProblems(one, seen), ...(await readProblems(stage, one))];
      return problems.map((problem) => `row ${index + 1} (${one.step.speaker}): ${problem}`);
    }),
  );
  return [...rows.flat(), ...strayProblems(taken, seen)];
}

/** What is wrong with one row, going by the server's answer and the other side's record. */
export function rowProblems(one: Taken, seen: Seen): string[] {
  return [...answerProblems(one), ...outsideProblems(one, seen)];
}

/** The activity that the community has of this row. */
export function receivedOf({ activity }: Taken, { received }: Seen): Received | undefined {
  return activity === undefined ? undefined : received.find(({ id }) => id === activity);
}

function answerProblems({ step, decided, status, zone }: Taken): string[] {
  if (decided !== step.verdict) return [`the verdict is ${decided} (status ${status}), not ${step.verdict}`];
  const due = step.verdict === 'inside' ? 'internal' : step.asks;
  return zone === due ? [] : [`the zone is ${zone}, not ${due}`];
}

function outsideProblems(one: Taken, seen: Seen): string[] {
  const { step } = one;
  const leaks = (step.never ?? []).filter((words) =>
    seen.exchanges.some(({ body, path }) => `${path} ${body}`.includes(words)),
  );
  const got = receivedOf(one, seen);
  return [
    ...leaks.map((words) => `${words.length} characters that must not leave reached the outside`),
    ...deliveryProblems(one, got, step.outside),
  ];
}

function deliveryProblems({ document }: Taken, got: Received | undefined, expected: Expected): string[] {
  const content = got?.object?.content ?? '';
  if (!got && expected.kind !== 'nothing') return ['the outside received nothing'];
  switch (expected.kind) {
    case 'nothing':
      return got ? [`the outside received a ${got.type}`] : [];
    case 'as-written':
      return content === contentOf(document)
        ? []
        : [`the outside received other words than were posted: ${plain(content)}`];
    case 'redacted':
      if (content === contentOf(document)) return ['the outside received the whole text'];
      return content.includes(expected.keeps) ? [] : ['the outside received too little of the text'];
    case 'deleted':
      return got?.type === 'Delete' ? [] : [`the outside received a ${got?.type} instead of a Delete`];
  }
}

/** What stayed inside must read from outside like something that never was, to anybody and to every follower. */
async function readProblems({ community, people, portico }: Stage, { step, object }: Taken): Promise<string[]> {
  if (step.verdict !== 'inside' || object === undefined) return [];
  const never = `${portico.origin}/objects/00000000-0000-4000-8000-000000000000`;
  const readers = [community, ...people.values()];
  const answers = await Promise.all(
    readers.map(async (reader) => {
      const [answer, blank] = [await reader.get(object), await reader.get(never)];
      return answer.status === 404 && blank.status === 404 && answer.body === blank.body;
    }),
  );
  return answers.every((same) => same) ? [] : ['reading it from outside tells that it exists'];
}

/** Everything that came has to be a row's, or the answer to a follow. */
export function strayProblems(taken: readonly Taken[], { received, exchanges }: Seen): string[] {
  const known = new Set(taken.map(({ activity }) => activity));
  const strays = received.filter(({ type, id }) => type !== 'Accept' && !known.has(id));
  const refused = exchanges.filter(({ method, status }) => method === 'POST' && status >= 400);
  return [
    ...strays.map(({ type, id }) => `the outside received a ${type} that belongs to no row: ${id}`),
    ...refused.map(({ path, status }) => `the outside refused a delivery to ${path} with ${status}`),
  ];
}

function contentOf({ content, object }: Readonly<Record<string, unknown>>): unknown {
  return content ?? (typeof object === 'object' && object !== null && 'content' in object ? object.content : undefined);
}
