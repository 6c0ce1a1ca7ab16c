import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { exportLines } from '../../server/ledger/export.ts';
import { createLedgerKeeper } from '../../server/ledger/keeper.ts';
import { publishCheckpoint } from '../../server/ledger/publish.ts';
import { verifyExport } from '../ledger-verifier/verify.ts';
import { Organisation } from '../support/portico/organisation.ts';

interface Received {
  readonly type: string | undefined;
  readonly body: string;
}

let hook: Server;
let relay: SMTPServer;
let acme: Organisation;
let answer: number;
const posted: Received[] = [];
const mailed: { readonly to: string[]; readonly user: string | undefined; readonly message: string }[] = [];

beforeAll(async () => {
  answer = 204;
  hook = createServer(async (request, response) => {
    posted.push({ type: request.headers['content-type'], body: await text(request) });
    response.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end();
  }).listen(0, '127.0.0.1');
  relay = new SMTPServer({
    hideSTARTTLS: true,
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'word' ? done(null, { user: username }) : done(new Error('no')),
    onData(stream, { envelope, user }, done) {
      const to = envelope.rcptTo.map(({ address }) => address);
      void text(stream)
        .then((message) => mailed.push({ to, user: String(user), message }))
        .then(() => done());
    },
  });
  const mailServer = relay.listen(0, '127.0.0.1');
  await Promise.all([once(hook, 'listening'), once(mailServer, 'listening')]);
  acme = await Organisation.start({
    env: {
      PORTICO_LEDGER_WEBHOOK: `http://127.0.0.1:${portOf(hook)}/checkpoints`,
      PORTICO_LEDGER_MAIL: 'audit@corp.example',
      PORTICO_MAIL_FROM: 'portico@acme.example',
      PORTICO_SMTP: `smtp://porter:word@127.0.0.1:${portOf(mailServer)}`,
    },
  });
});

afterAll(async () => {
  await acme.stop();
  hook.close();
  relay.close();
});

beforeEach(() => {
  answer = 204;
  posted.length = 0;
  mailed.length = 0;
});

function portOf(server: { address(): unknown }): number {
  return (server.address() as AddressInfo).port;
}

const bodyOf = (message: string): string => message.slice(message.indexOf('\r\n\r\n') + 4);

describe('checkpoints that are kept elsewhere', () => {
  it('come by POST and by e-mail, and the independent verifier takes either for an anchor', async () => {
    const { ledger, store } = acme.context;
    const { note } = await publishCheckpoint(ledger);
    expect(posted).toMatchObject([{ type: 'application/json' }]);
    expect(mailed).toMatchObject([{ to: ['audit@corp.example'], user: 'porter' }]);
    const lines = [posted[0]?.body ?? '', bodyOf(mailed[0]?.message ?? '')];
    const anchors = lines.map((line) => (JSON.parse(line) as { checkpoint: string }).checkpoint);
    expect(anchors).toEqual([note, note]);
    const exported: string[] = [];
    await publishCheckpoint(ledger);
    for await (const line of exportLines(store.ledger, ledger.log.signer)) exported.push(line.trimEnd());
    const key = ledger.log.signer.publicKey;
    expect(await verifyExport({ lines: exported, key, anchors })).not.toHaveProperty('fault', expect.anything());
    const [head = ''] = exported;
    const cut = [head, JSON.stringify({ type: 'end', entries: 0, checkpoints: 0 })];
    expect(await verifyExport({ lines: cut, key, anchors })).toHaveProperty('fault', expect.anything());
  });

  it('have each a receipt in the ledger, of exactly the bytes that came', async () => {
    await acme.person('anna');
    await publishCheckpoint(acme.context.ledger);
    for (const bytes of [posted[0]?.body ?? '', mailed[0]?.message ?? '']) {
      const digest = createHash('sha256').update(bytes).digest('base64');
      const [receipt] = await acme.context.store.releases.receipts(digest);
      expect(receipt).toMatchObject({ actor: `${acme.origin}/users/instance`, zone: 'addressed' });
      expect(await acme.context.store.ledger.indexOf('receipt', receipt?.id ?? '')).toBeDefined();
    }
  });

  it('make no checkpoint of their own: their receipts wait for other entries', async () => {
    const { ledger } = acme.context;
    await publishCheckpoint(ledger);
    expect(await ledger.log.waiting()).toBe(0);
    await acme.person('ben');
    expect(await ledger.log.waiting()).toBeGreaterThan(0);
  });

  it('are sent again where they were not taken, and a redirect is followed nowhere', async () => {
    const { ledger, clock } = acme.context;
    await acme.person('carl');
    const failed = Promise.withResolvers<unknown>();
    const made = Promise.withResolvers<void>();
    answer = 302;
    let now = clock();
    const keeper = createLedgerKeeper({
      ...ledger,
      clock: () => {
        now += 40_000;
        return now;
      },
      alone: (work) => work(),
      on: {
        checkpointMade: () => made.resolve(),
        checkpointFailed: (error) => failed.resolve(error),
        ledgerContradictsAnchor: () => undefined,
      },
    });
    keeper.start();
    expect(String(await failed.promise)).toContain('status 302');
    answer = 204;
    await made.promise;
    await keeper.stop();
    expect(new Set(posted.map(({ body }) => body)).size).toBe(1);
    expect(posted.length).toBeGreaterThan(1);
  });
});
