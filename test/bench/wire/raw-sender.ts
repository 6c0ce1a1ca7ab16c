import { BenchChild } from './child.ts';

/** What the hardware allows: sign and POST, with no store, no queue and no checks. */
export type SenderAsk =
  | {
      readonly ask: 'targets';
      readonly inboxes: readonly string[];
      readonly keyId: string;
      readonly privateKeyPem: string;
    }
  /** Answered when every inbox has answered as often as there are rounds. */
  | { readonly ask: 'send'; readonly body: string; readonly rounds: number };

export type RawSender = BenchChild<SenderAsk, { readonly done: true }>;

export function startRawSender(): Promise<RawSender> {
  return BenchChild.start(new URL('./raw-sender-main.ts', import.meta.url));
}
