import { BenchChild } from './child.ts';

/** What can be asked of the process that plays remote servers, one actor on each. */
export type HostsAsk =
  /** Listen on as many ports, each a server with one actor that has this public key. */
  | { readonly ask: 'listen'; readonly hosts: number; readonly publicKeyPem: string }
  /** Counting of POSTs of activities of this type starts at once, from 0. */
  | { readonly ask: 'expect'; readonly type: string; readonly count: number }
  /** Answered when as many as expected have come, or none for so long. */
  | { readonly ask: 'reached'; readonly patienceMs: number };

export interface HostsAnswer {
  /** Origins, after `listen`. */
  readonly origins?: readonly string[];
  /** After `reached`: how many had come when it was answered, and the last body that was counted. */
  readonly seen?: number;
  readonly body?: string;
}

export type RemoteHosts = BenchChild<HostsAsk, HostsAnswer>;

export function startRemoteHosts(): Promise<RemoteHosts> {
  return BenchChild.start(new URL('./remote-hosts-main.ts', import.meta.url));
}

export function actorOf(origin: string): string {
  return `${origin}/actor`;
}

export function inboxOf(origin: string): string {
  return `${origin}/inbox`;
}

export function keyIdOf(origin: string): string {
  return `${origin}/actor#main-key`;
}

/** Resolves with the last body when as many have come as were expected; rejects when no more come for 20 seconds. */
export async function reached(hosts: RemoteHosts, count: number): Promise<string> {
  const { seen = 0, body = '' } = await hosts.ask({ ask: 'reached', patienceMs: 20_000 });
  if (seen < count) throw new Error(`only ${seen} of ${count} deliveries came, then none for 20 seconds`);
  return body;
}
