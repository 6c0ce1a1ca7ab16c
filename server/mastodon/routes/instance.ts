import { type Request, type Response, Router } from 'express';
import { sendImage, sendJson } from '../../http/respond-client.ts';
import type { MediaLimits } from '../../media/index.ts';
import { version } from '../../version.ts';
import { limits } from '../draft.ts';
import { languages } from '../tips/catalogue.ts';

/**
 * What a client asks before anybody has signed in: nothing of it depends on what is stored here. The version says which
 * Mastodon's API is spoken; `api_versions` claims none of its numbered additions.
 */
export function instanceRouter(origin: string, media: MediaLimits, vapidKey = ''): Router {
  const router = Router();
  const { host } = new URL(origin);
  const configuration = configurationOf(media, vapidKey);
  const title = 'Portico';
  const description = 'The community of an organisation';
  const contact = { email: `postmaster@${host.replace(/:\d+$/, '')}`, account: null };
  const thumbnail = `${origin}/headers/missing.svg`;
  router.get('/api/v2/instance', (_request: Request, response: Response) => {
    sendJson(response, {
      domain: host,
      title,
      version: `4.3.0 (compatible; Portico ${version})`,
      source_url: '',
      description,
      usage: { users: { active_month: 0 } },
      thumbnail: { url: thumbnail },
      icon: [],
      languages,
      configuration: { ...configuration, urls: { streaming: origin.replace(/^http/, 'ws'), status: null } },
      registrations: { enabled: false, approval_required: false, message: null, url: null },
      api_versions: {},
      contact,
      rules: [],
    });
  });
  router.get('/api/v1/instance', (_request: Request, response: Response) => {
    sendJson(response, {
      uri: host,
      title,
      short_description: description,
      description,
      email: contact.email,
      version: `4.3.0 (compatible; Portico ${version})`,
      urls: { streaming_api: origin.replace(/^http/, 'ws') },
      stats: { user_count: 0, status_count: 0, domain_count: 0 },
      thumbnail,
      languages,
      registrations: false,
      approval_required: false,
      invites_enabled: false,
      configuration,
      contact_account: null,
      rules: [],
    });
  });
  for (const path of ['rules', 'peers', 'activity', 'domain_blocks', 'translation_languages']) {
    const body = path === 'translation_languages' ? {} : [];
    router.get(`/api/v1/instance/${path}`, (_request: Request, response: Response) => sendJson(response, body));
  }
  router.get('/api/v1/instance/extended_description', (_request: Request, response: Response) => {
    sendJson(response, { updated_at: null, content: `<p>${description}</p>` });
  });
  router.get('/api/v1/instance/privacy_policy', (_request: Request, response: Response) => {
    sendJson(response, { updated_at: null, content: privacy });
  });
  for (const picture of ['avatars', 'headers']) {
    router.get(`/${picture}/missing.svg`, (_request: Request, response: Response) => {
      sendImage(response, blank, 'image/svg+xml');
    });
  }
  return router;
}

/** What the consent page says as well. */
const privacy = [
  'This server belongs to your organisation. Its administrators run it and can reach what is stored on it, direct messages included.',
  'Whatever would leave the organisation is checked by its policies first. The decision is recorded; the words that were found are not part of that record.',
  'A post that is held for review is read by reviewers.',
]
  .map((sentence) => `<p>${sentence}</p>`)
  .join('');

function configurationOf(media: MediaLimits, vapidKey: string): object {
  return {
    accounts: { max_featured_tags: 0, max_pinned_statuses: 20 },
    statuses: {
      max_characters: limits.characters,
      max_media_attachments: limits.attachments,
      characters_reserved_per_url: 23,
    },
    media_attachments: {
      supported_mime_types: media.mediaTypes,
      description_limit: media.descriptionLength,
      image_size_limit: media.pictureBytes,
      image_matrix_limit: media.picturePixels,
      video_size_limit: media.recordingBytes,
      video_frame_rate_limit: 120,
      video_matrix_limit: media.picturePixels,
    },
    polls: {
      max_options: limits.options,
      max_characters_per_option: limits.optionCharacters,
      min_expiration: 300,
      max_expiration: 2_629_746,
    },
    translation: { enabled: false },
    vapid: { public_key: vapidKey },
    limited_federation: true,
  };
}

const blank =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><rect width="8" height="8" fill="#8a8a94"/><circle cx="4" cy="3" r="1.5" fill="#fff"/><path d="M1.5 8a2.5 2.5 0 0 1 5 0z" fill="#fff"/></svg>';
