import { type Handler, type Route, refuse } from '../../door.ts';

/** For people with one of these roles alone, whatever their token's scopes. */
export function forRoles(roles: readonly string[], routes: readonly Route[]): Route[] {
  const guarded =
    (handle: Handler): Handler =>
    async (call, parts) =>
      call.account.roles.some((role) => roles.includes(role))
        ? handle(call, parts)
        : refuse('This action is not allowed', 403);
  return routes.map((route) => ({ ...route, handle: guarded(route.handle) }));
}

export const moderators = ['moderator', 'admin'];
