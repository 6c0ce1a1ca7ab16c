import { type Request, type Response, Router } from 'express';
import { sendJson } from '../http/respond-client.ts';

const scopes = [
  'profile',
  'read',
  'write',
  'activitypub:read:all',
  'activitypub:write:all',
  'follow',
  'push',
  'offline_access',
  'admin:read',
  'admin:write',
];

/** Authorization server metadata (RFC 8414) and protected resource metadata (RFC 9728). */
export function metadataRouter(origin: string): Router {
  const router = Router();
  router.get('/.well-known/oauth-authorization-server', (_request: Request, response: Response) => {
    sendJson(response, {
      issuer: origin,
      service_documentation: 'https://docs.joinmastodon.org/',
      authorization_endpoint: `${origin}/oauth/authorize`,
      token_endpoint: `${origin}/oauth/token`,
      revocation_endpoint: `${origin}/oauth/revoke`,
      introspection_endpoint: `${origin}/oauth/introspect`,
      userinfo_endpoint: `${origin}/oauth/userinfo`,
      app_registration_endpoint: `${origin}/api/v1/apps`,
      scopes_supported: scopes,
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      client_id_metadata_document_supported: true,
      activitypub_object_id_as_client_id: true,
      code_challenge_methods_supported: ['S256'],
    });
  });
  router.get('/.well-known/oauth-protected-resource', (_request: Request, response: Response) => {
    sendJson(response, {
      resource: origin,
      authorization_servers: [origin],
      scopes_supported: scopes,
      bearer_methods_supported: ['header'],
    });
  });
  return router;
}
