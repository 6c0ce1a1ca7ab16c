export * from './client-data.ts';
export * from './ledger.ts';
export * from './listing.ts';
export * from './media.ts';
export * from './oauth.ts';
export * from './simulation.ts';
export * from './store.ts';
export * from './token.ts';
