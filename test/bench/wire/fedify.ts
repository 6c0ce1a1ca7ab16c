import { BenchChild } from './child.ts';

/** A peer built on Fedify as its manual shows it, with its in-memory store. */
export type FedifyAsk =
  /** `parallel`: its queue with 64 workers; `none`: activities are handled while the request waits. */
  | { readonly ask: 'listen'; readonly queue: 'parallel' | 'none' }
  | { readonly ask: 'followers'; readonly followers: readonly { readonly id: string; readonly inbox: string }[] }
  /** Answered when the post is in the queue. */
  | { readonly ask: 'post'; readonly content: string }
  | { readonly ask: 'cpu' };

export interface FedifyAnswer {
  readonly origin?: string;
  readonly cpu?: NodeJS.CpuUsage;
}

export type FedifyPeer = BenchChild<FedifyAsk, FedifyAnswer>;

export function startFedify(): Promise<FedifyPeer> {
  return BenchChild.start(new URL('./fedify-main.ts', import.meta.url));
}
