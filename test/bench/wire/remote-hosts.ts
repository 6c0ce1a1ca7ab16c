import { BenchChild } from './child.ts';

/** What can be asked of the process that plays remote servers, one actor on each. */
export type HostsAsk =
  /** Listen on as many ports, each a server with one actor that has this public key. */
  | { readonly ask: 'listen'; readonly hosts: number; readonly publicKeyPem: string }
  /** Answered once `count` POSTs of an activity of this type have come since the last `expect`; counting starts at once. */
  | { readonly ask: 'reached' }
  | { readonly ask: 'expect'; readonly type: string; readonly count: number };

export interface HostsAnswer {
  /** Origins, after `listen`. */
  readonly origins?: readonly string[];
  /** The last body that was counted, after `reached`. */
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
