import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../fixtures/shapes');
const tables = join(import.meta.dirname, '../../fixtures/activities');

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

/** A row of a table of activities: what a server sends, and what is kept of it here. */
export interface Row {
  /** `<server>/<name>`. */
  readonly name: string;
  /** Address of the documentation, test or source that it was written from. */
  readonly source: string;
  /**
   * `stored`: the object is here, as the activity has it. `gone`: an object that was here is here no more. `filed`: the
   * activity is kept. `reported`: moderators have it. `ignored`: nothing of it is kept.
   */
  readonly comes: 'stored' | 'gone' | 'filed' | 'reported' | 'ignored';
  /** What stands in the stored object. */
  readonly holds?: readonly string[];
  /** Activities that come before it. */
  readonly before?: readonly Readonly<Record<string, unknown>>[];
  /** Path of the group that sends it, where that is not `/users/ada`. */
  readonly sender?: string;
  /** Somebody here follows its sender by the Follow `$follow`. */
  readonly follows?: boolean;
  readonly serve?: Readonly<Record<string, object>>;
  readonly activity: Readonly<Record<string, unknown>>;
}

interface Table {
  readonly context: readonly unknown[];
  readonly shapes: readonly Row[];
}

/** Every row of every table in test/fixtures/activities, by server. */
export function activityTables(): Readonly<Record<string, readonly Row[]>> {
  const read = (file: string): readonly [string, readonly Row[]] => {
    const { context, shapes: rows } = JSON.parse(readFileSync(join(tables, file), 'utf8')) as Table;
    const server = file.replace('.json', '');
    const whole = <T extends object>(activity: T) => ({ '@context': context, ...activity });
    return [
      server,
      rows.map((row) => ({
        ...row,
        name: `${server}/${row.name}`,
        activity: whole(row.activity),
        ...(row.before && { before: row.before.map(whole) }),
      })),
    ];
  };
  return Object.fromEntries(readdirSync(tables).map(read));
}

/** The shape with the addresses of this test in the place of its own. */
export function placed<T extends Shape | Row>(shape: T, places: Readonly<Record<string, string>>): T {
  let text = JSON.stringify(shape);
  for (const [from, to] of Object.entries(places)) text = text.replaceAll(from, to);
  return JSON.parse(text) as T;
}
