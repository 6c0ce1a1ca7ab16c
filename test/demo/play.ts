import type { OutsideCommunity, OutsidePerson } from '../support/community/community.ts';
import type { C2sAnswer, C2sClient } from '../support/portico/c2s-client.ts';
import type { PorticoProcess } from '../support/portico/portico-process.ts';
import { employees, outsiders, password, pressAccount, type Speaker, security } from './organisation.ts';
import type { Decided, Past, Step } from './step.ts';

/** Both sides of the demo, running. */
export interface Stage {
  readonly portico: PorticoProcess;
  readonly community: OutsideCommunity;
  readonly people: ReadonlyMap<string, OutsidePerson>;
  readonly clients: ReadonlyMap<Speaker, C2sClient>;
}

/** A step that was taken, and what the server said to its author. */
export interface Taken {
  readonly step: Step;
  readonly status: number;
  readonly zone: string;
  readonly decided: Decided | 'refused';
  /** Title of the first policy that spoke, or what the server told the author. */
  readonly why: string;
  /** Id of the activity; absent where there is none. */
  readonly activity?: string;
  readonly object?: string;
  /** The document that was posted. */
  readonly document: Readonly<Record<string, unknown>>;
}

/** How long the outside is waited for, on a machine that has much else to do and a store that finds by reading everything. */
const patienceMs = 120_000;

/** Hires everybody: accounts and tokens by the command line, each with a client of their own. */
export async function hire(portico: PorticoProcess): Promise<Map<Speaker, C2sClient>> {
  const { name, display } = pressAccount;
  await portico.addActor(name, { kind: 'corporate', display });
  const hired = employees.map(async (employee) => {
    await portico.addActor(employee.name, { kind: 'employee', display: employee.display, roles: employee.roles });
    return [employee.name, await portico.c2s(employee.name)] as const;
  });
  const clients = new Map<Speaker, C2sClient>(await Promise.all(hired));
  const publisher = clients.get('mia');
  if (publisher) clients.set(name, publisher.speakingAs(portico.actor(name)));
  return clients;
}

/** The security team, who sign in with a browser. */
export async function secure(portico: PorticoProcess): Promise<void> {
  for (const { name, display, roles } of security) {
    await portico.addActor(name, { display, roles });
    await portico.setPassword(name, password);
  }
}

/** Everybody outside joins and follows; resolves when the server has accepted every follow. */
export async function gather(
  portico: PorticoProcess,
  community: OutsideCommunity,
): Promise<Map<string, OutsidePerson>> {
  const people = new Map<string, OutsidePerson>();
  for (const name of outsiders) people.set(name, await community.person(name));
  const followed: readonly Speaker[] = ['press', 'jonas', 'priya', 'tom'];
  const everybody = [...people.values()];
  const follows = followed.flatMap((speaker, at) =>
    [0, 1].map((next) => everybody[(at + next) % everybody.length]!.follow(portico.handle(speaker))),
  );
  for (const follow of await Promise.all(follows)) {
    await community.until(({ type, objectId }) => type === 'Accept' && objectId === follow.id, patienceMs);
  }
  return people;
}

/** Takes the steps one after the other, each after the outside has what it was meant to get of the one before. */
export async function play(stage: Stage, steps: readonly Step[]): Promise<Taken[]> {
  const taken: Taken[] = [];
  for (const step of steps) {
    const one = await take(stage, step, pastOf(stage, taken));
    taken.push(one);
    if (step.outside.kind !== 'nothing' && one.activity) await arrival(stage, one.activity);
  }
  return taken;
}

async function take({ clients }: Stage, step: Step, past: Past): Promise<Taken> {
  const document = step.document(past);
  const answer = await clients.get(step.speaker)?.post(document);
  if (!answer) throw new Error(`\`${step.speaker}\` has no client`);
  const activity = answer.status === 201 ? answer.location : undefined;
  const object = objectId(answer);
  return {
    step,
    document,
    status: answer.status,
    zone: text(portico(answer).zone) ?? step.asks,
    decided: decidedBy(answer),
    why: whyOf(answer),
    ...(activity === undefined ? {} : { activity }),
    ...(object === undefined ? {} : { object }),
  };
}

/** Waits for the delivery; one that doesn't come is for the check to tell, not for the play to stop. */
async function arrival({ community }: Stage, activity: string): Promise<void> {
  await community.until(({ id }) => id === activity, patienceMs).catch(() => undefined);
}

function pastOf({ portico, people }: Stage, taken: readonly Taken[]): Past {
  return {
    origin: portico.origin,
    object: (key) => taken.find(({ step }) => step.key === key)?.object ?? `${portico.origin}/objects/none`,
    outsider: (name) => people.get(name)?.id ?? '',
  };
}

function decidedBy(answer: C2sAnswer): Taken['decided'] {
  const { zone, outcome } = portico(answer);
  if (answer.status === 201 && zone === 'internal') return 'inside';
  const known = (['allow', 'advise', 'redact', 'confirm', 'hold', 'block'] as const).find((word) => word === outcome);
  return known ?? 'refused';
}

function whyOf(answer: C2sAnswer): string {
  const { reasons, messages } = portico(answer);
  const [reason] = Array.isArray(reasons) ? reasons.filter(isRecord) : [];
  const [message] = Array.isArray(messages) ? messages : [];
  if (reason) return text(reason.title) ?? '';
  return text(message) ?? text(answer.body.detail) ?? '';
}

function portico({ body }: C2sAnswer): Readonly<Record<string, unknown>> {
  return isRecord(body.portico) ? body.portico : {};
}

function objectId({ body }: C2sAnswer): string | undefined {
  return text(body.object) ?? (isRecord(body.object) ? text(body.object.id) : undefined);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
