import { buildBinary } from './binary.ts';

// `npm run ferretdb` builds the MongoDB-protocol server that the tests run on.
process.stdout.write(`${buildBinary()}\n`);
