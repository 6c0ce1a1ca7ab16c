import { whatIsTested } from './server.ts';

// `node test/support/ferretdb/told-main.ts <mongodb://…>` says which server that is, and which ways the tests take on it.
process.stdout.write(`${await whatIsTested(process.argv[2] ?? '')}\n`);
