import { outboundContext } from '../apex/contexts.ts';
import { type Answering, answerWith } from './answer.ts';
import type { Reader } from './reader.ts';
import { absent, type ReadOutcome, type ReadParts, zonesOf } from './things.ts';

/** A zone as something to address: it names nobody, and is there for nobody who could not see what is in it. */
export async function readZone(parts: ReadParts & Answering, id: string, reader: Reader): Promise<ReadOutcome> {
  const { addresses, peers } = parts;
  const name = addresses.partnerZoneName(id);
  const exists = id === addresses.internalZone || peers.partnerZones().some((zone) => zone.name === name);
  if (!exists) return absent;
  const document = { '@context': structuredClone(outboundContext) as never, id, type: 'Collection' };
  if (reader.kind === 'colleague') return { kind: 'inside', body: JSON.stringify(document), status: 200 };
  const inside = reader.kind === 'server' && zonesOf(peers, reader).includes(`partner:${name}`);
  return inside ? answerWith(parts, document) : absent;
}
