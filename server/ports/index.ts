export * from './ledger.ts';
export * from './oauth.ts';
export * from './store.ts';
export * from './token.ts';
