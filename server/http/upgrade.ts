import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/** Takes over a connection that asked for another protocol (RFC 9110 §7.8), such as WebSocket. */
export type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Where connections are taken over: at a path and below it. */
export interface UpgradeRoute {
  readonly path: string;
  readonly take: Upgrade;
}

/** Hands a connection to whoever takes it at its path, and ends it where nobody does. */
export function routeUpgrades(routes: readonly UpgradeRoute[]): Upgrade {
  return (request, socket, head) => {
    socket.on('error', () => socket.destroy());
    const pathname = URL.parse(request.url ?? '', 'http://localhost')?.pathname ?? '';
    const route = routes.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    if (route) route.take(request, socket, head);
    else turnAway(socket, 404);
  };
}

/** Answers an upgrade with a status alone. */
export function turnAway(socket: Duplex, status: number): void {
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
