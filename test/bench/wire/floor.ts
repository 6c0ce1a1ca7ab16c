import { BenchChild } from './child.ts';

export type FloorAsk =
  | { readonly ask: 'listen'; readonly publicKeyPem: string; readonly signature: string }
  | { readonly ask: 'cpu' };

export interface FloorAnswer {
  readonly origin?: string;
  readonly cpu?: NodeJS.CpuUsage;
}

/** What every floor request is verified against. */
export const signingString = [
  '(request-target): post /inbox',
  'host: acme.example',
  'date: Mon, 23 Nov 2026 10:00:00 GMT',
  'digest: SHA-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=',
].join('\n');

export type Floor = BenchChild<FloorAsk, FloorAnswer>;

export function startFloor(): Promise<Floor> {
  return BenchChild.start(new URL('./floor-main.ts', import.meta.url));
}
