/** What the worker tells telemetry: hosts, counts and reasons, never bodies or keys. */
export type DeliveryEvent =
  | { readonly kind: 'delivered'; readonly host: string; readonly status: number; readonly attempts: number }
  | { readonly kind: 'retry'; readonly host: string; readonly error: string; readonly notBefore: number }
  | { readonly kind: 'given-up'; readonly host: string; readonly releaseId: string; readonly error: string }
  /** Seal, digest or release don't match: nothing was sent. Somebody may have written to the store. */
  | { readonly kind: 'refused'; readonly host: string; readonly releaseId: string; readonly error: string }
  /** The inbox answered 410: whoever follows from there is gone. */
  | { readonly kind: 'inbox-gone'; readonly host: string; readonly inbox: string }
  | { readonly kind: 'breaker-opened'; readonly host: string; readonly until: number }
  | { readonly kind: 'breaker-closed'; readonly host: string }
  | { readonly kind: 'host-paused'; readonly host: string; readonly until: number }
  | { readonly kind: 'host-dead'; readonly host: string }
  | { readonly kind: 'host-revived'; readonly host: string }
  | { readonly kind: 'signature-scheme'; readonly host: string; readonly rfc9421: boolean }
  | {
      readonly kind: 'store-failed';
      readonly during: 'claim' | 'settle' | 'hosts' | 'release';
      readonly error: string;
    };

export type OnDeliveryEvent = (event: DeliveryEvent) => void;

/** One line about something thrown, without a stack. */
export function errorText(thrown: unknown): string {
  return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
}
