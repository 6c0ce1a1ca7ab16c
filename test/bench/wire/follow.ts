import { createPrivateKey } from 'node:crypto';
import { Pool } from 'undici';
import { inFlight } from './in-flight.ts';
import { actorOf, keyIdOf } from './remote-hosts.ts';
import { digestOf, signedHeaders } from './signature.ts';

/** Sends a signed Follow of `target` from the actor of every origin. */
export async function followFromAll(origins: readonly string[], target: string, privateKeyPem: string): Promise<void> {
  const key = createPrivateKey(privateKeyPem);
  const inbox = new URL(`${target}/inbox`);
  const pool = new Pool(inbox.origin, { connections: 8 });
  await inFlight(origins, 8, async (origin) => {
    const actor = actorOf(origin);
    const follow = { '@context': 'https://www.w3.org/ns/activitystreams', id: `${actor}#follow`, type: 'Follow' };
    const body = Buffer.from(JSON.stringify({ ...follow, actor, object: target }));
    const headers = await signedHeaders(inbox, digestOf(body), { keyId: keyIdOf(origin), key });
    const answer = await pool.request({ method: 'POST', path: inbox.pathname, headers, body });
    const text = await answer.body.text();
    if (answer.statusCode >= 300) throw new Error(`a Follow was answered with ${answer.statusCode}: ${text}`);
  });
  await pool.close();
}
