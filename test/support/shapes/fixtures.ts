import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../fixtures/shapes');

/** An activity as a server's documentation shows it, and what it comes to here. */
export interface Shape {
  /** `<server>/<name>`. */
  readonly name: string;
  /** Address of the documentation. */
  readonly source: string;
  readonly effect: string;
  /** Members of what comes of it. */
  readonly expect?: Readonly<Record<string, unknown>>;
  /** Path of the actor that sends it, `/users/ada` where it is left out. */
  readonly sender?: string;
  /** Documents that its server has, by path. */
  readonly serve?: Readonly<Record<string, object>>;
  readonly activity: Readonly<Record<string, unknown>>;
}

/** Every shape in test/fixtures/shapes. */
export function shapes(): Shape[] {
  return readdirSync(root).flatMap((server) =>
    readdirSync(join(root, server)).map((file) => ({
      ...(JSON.parse(readFileSync(join(root, server, file), 'utf8')) as Omit<Shape, 'name'>),
      name: `${server}/${file.replace('.json', '')}`,
    })),
  );
}

/** The shape with the addresses of this test in the place of its own. */
export function placed(shape: Shape, places: Readonly<Record<string, string>>): Shape {
  let text = JSON.stringify(shape);
  for (const [from, to] of Object.entries(places)) text = text.replaceAll(from, to);
  return JSON.parse(text) as Shape;
}
