export { admit } from './admit.ts';
export { inspectDocument } from './inspect-document.ts';
export { stepsOf } from './pointer.ts';
export type { DocumentKind } from './tables.ts';
