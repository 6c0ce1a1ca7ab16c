export { type Admission, admit, maxCharacters, maxDepth, maxValues } from './admit.ts';
export { inspectDocument } from './inspect-document.ts';
export { stepsOf } from './pointer.ts';
export type { EgressClass } from './property-rule.ts';
export type { DocumentKind } from './tables.ts';
