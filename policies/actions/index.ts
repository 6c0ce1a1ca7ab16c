export { type RedactedSpan, redact } from './redact.ts';
