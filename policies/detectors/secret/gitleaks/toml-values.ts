import type { TomlTable, TomlValue } from 'smol-toml';

/** The tables of `[[name]]`, or the one of `[name]`. */
export function tables(value: TomlValue | undefined): TomlTable[] {
  return [value ?? []].flat().filter(isTable);
}

/** The strings of a list. */
export function strings(value: TomlValue | undefined): string[] {
  return [value ?? []].flat().filter((one) => typeof one === 'string');
}

const isTable = (value: TomlValue): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
