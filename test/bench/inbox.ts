import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { PorticoProcess } from '../support/portico/portico-process.ts';
import type { Contest, Measure } from './measure.ts';
import { signingString, startFloor } from './wire/floor.ts';
import { Load } from './wire/load.ts';
import { startRemoteHosts } from './wire/remote-hosts.ts';

const senders = 20;
const deliveriesPerRound = 3_000;

export const inboxMeasures: readonly Measure[] = [
  {
    name: 'inbox/floor',
    title: 'signed 2.5 KB notes accepted durably (202), against a bare server that hashes, verifies and parses',
    goal: 'P4',
    bar: 0.65,
    unit: 'accepted per server CPU second',
    prepare: againstFloor,
  },
];

async function againstFloor(progress: (what: string) => void): Promise<Contest> {
  const stack = new AsyncDisposableStack();
  progress('starting Portico');
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const hosts = stack.use(await startRemoteHosts());
  const { origins = [] } = await hosts.ask({ ask: 'listen', hosts: senders, publicKeyPem: publicKey });
  const portico = stack.use(
    await PorticoProcess.start({
      env: { PORTICO_ROLE: 'web' },
      preload: new URL('./wire/cpu-probe.ts', import.meta.url),
    }),
  );
  await portico.addActor('anna');
  const porticoLoad = stack.use(new Load(`${portico.actor('anna')}/inbox`, origins, privateKey));

  const floor = stack.use(await startFloor());
  const signature = sign('sha256', Buffer.from(signingString), createPrivateKey(privateKey)).toString('base64');
  const { origin = '' } = await floor.ask({ ask: 'listen', publicKeyPem: publicKey, signature });
  const floorLoad = stack.use(new Load(`${origin}/users/anna/inbox`, origins, privateKey));
  return {
    product: () => perCpuSecond(porticoLoad, () => cpuOf(portico)),
    baseline: () => perCpuSecond(floorLoad, async () => (await floor.ask({ ask: 'cpu' })).cpu),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

/** Deliveries accepted per second of CPU time that the server had for them. */
async function perCpuSecond(load: Load, cpu: () => Promise<NodeJS.CpuUsage | undefined>): Promise<number> {
  const send = await load.prepare(deliveriesPerRound);
  const before = await cpu();
  await send();
  const after = await cpu();
  if (!before || !after) throw new Error('a server does not tell its CPU time');
  const spent = after.user + after.system - before.user - before.system;
  return (deliveriesPerRound * 1_000_000) / spent;
}

async function cpuOf(portico: PorticoProcess): Promise<NodeJS.CpuUsage> {
  // The probe answers every message with `process.cpuUsage()`.
  return (await portico.ask('cpu')) as NodeJS.CpuUsage;
}
