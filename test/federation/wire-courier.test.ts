import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { createCourier } from '../../federation/index.ts';
import { mintedRelease } from '../support/wire/minted-release.ts';

const envelope = { from: 'portico@acme.example', to: 'audit@corp.example' };

/** A mail server, and whether it was told anything of a message. */
async function relayOn(host: string, options: ConstructorParameters<typeof SMTPServer>[0]) {
  let told = false;
  const server = new SMTPServer({
    authOptional: true,
    ...options,
    onMailFrom(_address, _session, done) {
      told = true;
      done();
    },
  });
  // A client that turns away at the certificate is an error for the server.
  server.on('error', () => undefined);
  const listening = server.listen(0, host);
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  return { port, told: () => told, close: () => new Promise<void>((closed) => server.close(closed)) };
}

describe('mail to an operator', () => {
  it('is not given to a server elsewhere that offers no TLS', async () => {
    const relay = await relayOn('127.0.0.2', { hideSTARTTLS: true });
    const courier = createCourier({ relay: { host: '127.0.0.2', port: relay.port, secure: false } });
    expect(await courier.mail(mintedRelease('hello'), envelope)).toMatchObject({ kind: 'failed' });
    expect(relay.told()).toBe(false);
    await relay.close();
  });

  it.each([true, false])(
    'is not given to a server whose certificate nobody vouches for (TLS at once: %s)',
    async (secure) => {
      const relay = await relayOn('127.0.0.2', { secure });
      const courier = createCourier({ relay: { host: '127.0.0.2', port: relay.port, secure } });
      expect(await courier.mail(mintedRelease('hello'), envelope)).toMatchObject({ kind: 'failed' });
      expect(relay.told()).toBe(false);
      await relay.close();
    },
  );

  it('is not sent where no server is named', async () => {
    expect(await createCourier({}).mail(mintedRelease('hello'), envelope)).toEqual({
      kind: 'failed',
      reason: 'no relay',
    });
  });

  it.each(['post', 'mail'] as const)('and by %s goes nothing that the gate has not let out', async (way) => {
    const courier = createCourier({ relay: { host: '127.0.0.1', port: 1, secure: false } });
    const forged = { bytes: new TextEncoder().encode('hello'), digest: '', zone: 'public' } as never;
    const sent = way === 'post' ? courier.post(forged, 'http://127.0.0.1:1/') : courier.mail(forged, envelope);
    await expect(sent).rejects.toThrow(TypeError);
  });
});
