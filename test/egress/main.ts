import { createApp } from '../../server/app.ts';
import { routesOf, upgradesOf } from '../leak/routes.ts';
import { Organisation } from '../support/portico/organisation.ts';
import { coverageOf, reportOf } from './coverage.ts';

/** `npm run egress:report`: what can leave, and what is declared of it. Exit code 1 where something is not. */
const acme = await Organisation.start({ idle: true });
const { lines, whole } = reportOf(
  coverageOf([...routesOf(createApp(acme.context)), ...upgradesOf(acme.context.clientApi.upgrades)]),
);
await acme.stop();
process.stdout.write(`${lines.join('\n')}\n`);
process.exitCode = whole ? 0 : 1;
