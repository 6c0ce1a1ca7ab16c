import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Takes pictures that the last run of these tests left over into the documentation: `node test/browser/pictures-main.ts`. */
const pictures = {
  'console-queue': 'queue',
  'console-editor': 'editor',
  'console-simulation': 'simulation',
  'console-overview': 'overview',
  'console-dark-held-post': 'dark-held-post',
  'home-composer': 'home-composer-blocked',
  'pages-front': 'public-front-light',
  'pages-widget': 'public-widget',
};
const folder = join(import.meta.dirname, '../../docs/pictures');

mkdirSync(folder, { recursive: true });
for (const [name, artefact] of Object.entries(pictures)) {
  const picture = sharp(join(import.meta.dirname, 'artefacts', `${artefact}.png`));
  await picture.webp({ quality: 88 }).toFile(join(folder, `${name}.webp`));
}
