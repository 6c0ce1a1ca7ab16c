import type { IncomingMessage, ServerResponse } from 'node:http';

/** Reads the whole body; the community talks to servers under test only, so it sets no limit. */
export async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The web `Request` that Fedify reads, with the bytes as they came. */
export function webRequest(request: IncomingMessage, body: Buffer<ArrayBuffer>, origin: string): Request {
  const headers = new Headers();
  for (let i = 0; i + 1 < request.rawHeaders.length; i += 2) {
    headers.append(request.rawHeaders[i] ?? '', request.rawHeaders[i + 1] ?? '');
  }
  const method = request.method ?? 'GET';
  const hasBody = method !== 'GET' && method !== 'HEAD';
  return new Request(new URL(request.url ?? '/', origin), { method, headers, ...(hasBody ? { body } : {}) });
}

export async function answer(response: ServerResponse, web: Response): Promise<void> {
  response.writeHead(web.status, Object.fromEntries(web.headers));
  response.end(Buffer.from(await web.arrayBuffer()));
}
