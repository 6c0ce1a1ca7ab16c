import type { ErrorRequestHandler } from 'express';
import { StoreUnavailable } from '../../federation/ports/index.ts';
import { sendLater, sendNotice } from './respond.ts';

/** The one place where what should not happen becomes an answer; the inside of it goes to the log alone. */
export function errorHandler(report: (error: unknown, route: string) => void): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    report(error, `${request.method} ${request.route?.path ?? 'unknown'}`);
    if (response.headersSent) return next(error);
    if (error instanceof URIError) return sendNotice(response, 400, 'the address is malformed');
    if (error instanceof StoreUnavailable) return sendLater(response);
    sendNotice(response, 500, 'something went wrong here; it has been noted');
  };
}
