import { setTimeout as delay } from 'node:timers/promises';
import type { DeliveryState } from '../../../federation/ports/index.ts';
import { followedBy } from '../../bench/followed-by.ts';
import { asPublic, type C2sClient } from '../../support/portico/c2s-client.ts';
import { Organisation } from '../../support/portico/organisation.ts';
import { type Fate, manners } from './manners.ts';
import { startWard } from './ward.ts';

export interface SickRemotesReport {
  readonly sick: number;
  readonly healthy: number;
  /** Manners of which a delivery came to something else, with what it came to. */
  readonly wrong: readonly { readonly manner: string; readonly fate: Fate; readonly error: string }[];
  /** Milliseconds from the post to the last arrival at the healthy hosts: alone, and beside the sick ones. */
  readonly healthyMs: { readonly alone: number; readonly beside: number };
  /** Milliseconds until the last of the sick ones had had its first attempt. */
  readonly sickMs: number;
  /** Memory of the delivering process, before and after, in MiB. */
  readonly residentMiB: readonly [before: number, after: number];
}

/** One post to many sick hosts of every kind and some healthy ones: what becomes of each delivery, and of the healthy. */
export async function sickRemotes(options: {
  readonly each: number;
  readonly healthy: number;
}): Promise<SickRemotesReport> {
  await using ward = await startWard();
  await using acme = await Organisation.start();
  const { healthy: well = [], sick: admitted = [] } = await ward.ask({ ask: 'admit', ...options });
  const sick = new Map(admitted.map(({ inbox, manner }) => [inbox, manners[manner]]));
  const alone = await acme.person('alone', { kind: 'corporate' });
  const beside = await acme.person('beside', { kind: 'corporate' });
  const { store } = acme.context;
  await store.commits.commit(followedBy(alone.actor, well));
  await store.commits.commit(followedBy(beside.actor, [...well, ...sick.keys()]));
  // The first one opens the connections.
  await reached(well.length, () => said(alone));
  const aloneMs = await reached(well.length, () => said(alone));
  const before = memory();
  const began = performance.now();
  let release = '';
  const besideMs = await reached(well.length, async () => {
    release = await said(beside);
  });
  const states = await attempted(() => store.deliveries.ofRelease(release), well.length + sick.size);
  const sickMs = Math.round(performance.now() - began);
  return {
    sick: sick.size,
    healthy: well.length,
    wrong: states.flatMap(({ inbox, state, error = '' }) => {
      const manner = sick.get(inbox);
      const due = manner?.fate ?? 'delivered';
      return state === due ? [] : [{ manner: manner?.name ?? 'healthy', fate: state, error }];
    }),
    healthyMs: { alone: Math.round(aloneMs), beside: Math.round(besideMs) },
    sickMs,
    residentMiB: [before, memory()],
  };

  /** Milliseconds from the beginning of `act` until so many deliveries have arrived at healthy servers. */
  async function reached(count: number, act: () => Promise<unknown>): Promise<number> {
    await ward.ask({ ask: 'expect', count });
    const began = performance.now();
    await act();
    await ward.ask({ ask: 'reached' });
    return performance.now() - began;
  }

  /** Posts to everybody; the id of the release that goes out. */
  async function said(press: C2sClient): Promise<string> {
    const { status, body } = await press.post({ type: 'Note', content: 'good morning', to: [asPublic] });
    if (status !== 201) throw new Error(`the post was answered with ${status}`);
    const sealed = await store.releases.current(String(body['id']), 'public');
    return sealed?.id ?? '';
  }
}

/** What became of the deliveries, once each of them had an attempt. */
async function attempted(look: () => Promise<DeliveryState[]>, count: number): Promise<DeliveryState[]> {
  const patience = AbortSignal.timeout(120_000);
  for (;;) {
    const states = await look();
    if (states.length === count && states.every(({ state, attempts }) => state !== 'waiting' || attempts > 0))
      return states;
    if (patience.aborted) return states;
    await delay(200);
  }
}

function memory(): number {
  return Math.round(process.memoryUsage.rss() / 2 ** 20);
}
