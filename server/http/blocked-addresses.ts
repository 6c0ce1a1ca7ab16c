import type { NextFunction, Request, RequestHandler, Response } from 'express';
import type { AddressRuling } from '../moderation/address-ruling.ts';
import { sendNotice } from './respond.ts';

/** Turns those away who come from where nobody gets anything: pages, sign-in and every API. */
export function blockedAddresses({ refuses }: Pick<AddressRuling, 'refuses'>): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    if (await refuses(request)) return sendNotice(response, 403, 'this server takes nothing from your network');
    next();
  };
}
