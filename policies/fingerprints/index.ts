export { canBeFingerprinted, type DocumentFingerprints, fingerprintDocument } from './compile.ts';
export { DocumentIndex, type DocumentMatch } from './document-index.ts';
export { packFingerprints, unpackFingerprints } from './packed-fingerprints.ts';
