import { createHash } from 'node:crypto';
import { AwsV4Signer } from 'aws4fetch';
import type { Service, ServiceAnswer, ServiceRequest } from '../../../federation/index.ts';
import { StoreUnavailable } from '../../../federation/ports/index.ts';
import type { MediaBytes } from '../../ports/index.ts';

export interface S3Options {
  /** The service at the endpoint's origin. */
  readonly service: Service;
  /** E.g. `https://s3.example`: buckets are addressed by path. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly credentials: S3Credentials;
}

export interface S3Credentials {
  readonly keyId: string;
  readonly secret: string;
}

/** Bytes as objects of a bucket that speaks the S3 protocol, with signatures of version 4 over the whole body. */
export function createS3Bytes(options: S3Options): MediaBytes {
  return {
    async put(key, bytes, mediaType) {
      const { status } = await ask(options, 'PUT', key, { bytes, mediaType });
      if (status !== 200) throw unavailable(`answered ${status}`);
    },
    async get(key) {
      const { status, body } = await ask(options, 'GET', key);
      if (status === 404) return undefined;
      if (status !== 200) throw unavailable(`answered ${status}`);
      return body;
    },
    async remove(key) {
      const { status } = await ask(options, 'DELETE', key);
      if (![200, 204, 404].includes(status)) throw unavailable(`answered ${status}`);
    },
  };
}

interface Sent {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
}

async function ask(
  { service, endpoint, bucket, region, credentials }: S3Options,
  method: ServiceRequest['method'],
  key: string,
  sent?: Sent,
): Promise<ServiceAnswer> {
  if (!/^[\w-]{8,}$/.test(key)) throw new RangeError('not the key of a file');
  const body = sent?.bytes ?? new Uint8Array();
  const signer = new AwsV4Signer({
    method,
    url: `${endpoint}/${bucket}/${key}`,
    headers: {
      'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
      ...(sent && { 'content-type': sent.mediaType }),
    },
    accessKeyId: credentials.keyId,
    secretAccessKey: credentials.secret,
    service: 's3',
    region,
  });
  const { url, headers } = await signer.sign();
  const request = { method, path: url.pathname, headers: Object.fromEntries(headers), ...(sent && { body }) };
  return service.ask(request).catch((error: unknown) => {
    throw unavailable(error instanceof Error ? error.name : 'failed');
  });
}

function unavailable(what: string): StoreUnavailable {
  return new StoreUnavailable(`the object store of uploaded files ${what}: look at PORTICO_MEDIA and its keys`);
}
