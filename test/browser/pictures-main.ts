import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Takes pictures that the last run of these tests left over into the documentation: `node test/browser/pictures-main.ts`. */
const pictures = ['queue', 'editor', 'simulation', 'overview', 'dark-held-post'];
const folder = join(import.meta.dirname, '../../docs/pictures');

mkdirSync(folder, { recursive: true });
for (const name of pictures) {
  const picture = sharp(join(import.meta.dirname, 'artefacts', `${name}.png`));
  await picture.webp({ quality: 88 }).toFile(join(folder, `console-${name}.webp`));
}
