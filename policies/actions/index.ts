export { dropAttachments } from './attachments.ts';
export { disclose } from './disclose.ts';
export { redact } from './redact.ts';
