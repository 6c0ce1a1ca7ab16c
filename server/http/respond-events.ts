import type { Response } from 'express';

/** A client that reads nothing is let go before what waits for it fills the memory. */
const mostWaiting = 1024 * 1024;

/** Server-sent events to a colleague who showed a token (HTML §9.2). */
export interface EventStream {
  /** `data` is one line. */
  event(name: string, data: string): void;
  comment(text: string): void;
  end(last?: string): void;
}

export function sendEvents(response: Response, { type }: { readonly type: string }): EventStream {
  response.setHeader('Content-Type', type);
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Authorization, Origin');
  // Proxies that gather an answer before they pass it on would keep every event to themselves.
  response.setHeader('X-Accel-Buffering', 'no');
  response.status(200).flushHeaders();
  const write = (text: string): void => {
    if (response.writableLength > mostWaiting) response.destroy();
    else response.write(text);
  };
  return {
    event: (name, data) => write(`event: ${name}\ndata: ${data}\n\n`),
    comment: (text) => write(`:${text}\n\n`),
    end: (last) => void response.end(last),
  };
}
