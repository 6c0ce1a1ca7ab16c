import type { Logger } from '../../../server/telemetry/logger.ts';
import { asPublic } from '../../support/portico/c2s-client.ts';
import { Organisation } from '../../support/portico/organisation.ts';
import { activityTables, placed, type Row, type Shape, shapes } from '../../support/shapes/fixtures.ts';
import { Stranger } from '../../support/stranger.ts';
import { mutated } from './mutations.ts';
import { type FuzzOptions, type FuzzReport, fuzz } from './run.ts';

/** As many as let one whose activity failed wait for its next attempt while others go on. */
const senders = 64;

/**
 * Mutated activities, signed by who sends them, through the whole of the inbox in this process: verified, parsed, stored
 * and worked off. A fault is a status that none of ours is, and an activity that could not be worked off.
 */
export async function fuzzInbox(options: FuzzOptions): Promise<FuzzReport> {
  let failed = 0;
  await using acme = await Organisation.start({ overrides: { logger: countingFailures(() => (failed += 1)) } });
  await using far = await Stranger.start();
  const { receive } = acme.context.federation.inbox;
  const activities = await placedShapes(acme, far);
  let n = 0;
  return await fuzz(
    mutated(activities),
    async (text) => {
      n += 1;
      const sender = far.actor(`a${n % senders}`);
      const body = text.replaceAll('/users/ada', `/users/a${n % senders}`);
      const signed = far.sign(`${acme.origin}/users/anna/inbox`, body, sender);
      const headers = ['host', new URL(acme.origin).host, ...Object.entries(signed).flat()];
      const bytes = Buffer.from(body);
      const answer = await receive({
        method: 'POST',
        path: '/users/anna/inbox',
        headers,
        body: bytes,
        recipient: 'anna',
      });
      const before = failed;
      if (answer.status === 202) await acme.drain();
      if (failed > before) return { fault: 'it could not be worked off' };
      return answer.status < 500 ? { outcome: String(answer.status) } : { fault: `answered with ${answer.status}` };
    },
    options,
  );
}

/** The shapes, as if sent from this server outside to Anna, about posts that are there. */
export async function placedShapes(acme: Pick<Organisation, 'origin' | 'person'>, far: Stranger): Promise<object[]> {
  const anna = await acme.person('anna');
  const { body } = await anna.post({ type: 'Note', content: '<p>ours</p>', to: [asPublic] });
  const post = (body['object'] as { readonly id: string }).id;
  far.actor('ada');
  return [...shapes(), ...Object.values(activityTables()).flat()].map(
    (shape) =>
      placed<Shape | Row>(shape, {
        $key: `${far.origin}/users/ada#main-key`,
        $follow: `${acme.origin}/activities/follow`,
        'https://sender.example': far.origin,
        'https://portico.example/objects/post': post,
        'https://portico.example/objects/poll': post,
        'https://portico.example': acme.origin,
      }).activity,
  );
}

/** Counts activities whose first attempt failed. */
function countingFailures(count: () => void): Logger {
  const nothing = () => undefined;
  const warn: Logger['warn'] = (event, fields) =>
    void (event === 'inbound-failed' && fields?.['attempts'] === 1 && count());
  return { debug: nothing, info: nothing, error: nothing, warn };
}
