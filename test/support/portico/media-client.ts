import type { C2sAnswer, C2sClient } from './c2s-client.ts';

export interface Upload {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType?: string;
  /** Further fields of the form. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Uploads a file as a C2S client does: `multipart/form-data` to the actor's `uploadMedia`. */
export async function uploadMedia(
  { actor, token }: C2sClient,
  { bytes, fileName, mediaType = 'application/octet-stream', fields = {} }: Upload,
): Promise<C2sAnswer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(bytes)], { type: mediaType }), fileName);
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${actor}/uploadMedia`, { method: 'POST', headers, body: form });
  const body = (await response.json()) as Record<string, unknown>;
  return {
    status: response.status,
    location: response.headers.get('location') ?? undefined,
    contentType: response.headers.get('content-type') ?? '',
    body,
  };
}

export interface Download {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** What somebody gets who asks for the bytes behind a URL; an outsider without a token. */
export async function download(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Download> {
  const response = await fetch(url, { headers });
  return {
    status: response.status,
    headers: response.headers,
    bytes: new Uint8Array(await response.arrayBuffer()),
  };
}
