/** Where a key would stand in a YAML text: the keys that lead there, by indentation. */
export function placeAt(before: string): readonly string[] {
  const lines = before.split('\n');
  const path: string[] = [];
  let indent = indentOf(lines.pop() ?? '');
  for (const line of lines.reverse()) {
    const key = /^[\s-]*([\w-]+):/.exec(line)?.[1];
    if (key === undefined || line.trim().startsWith('#') || indentOf(line) >= indent) continue;
    path.unshift(key);
    indent = indentOf(line);
  }
  return path;
}

/** Columns before the first letter; the dash of a list item counts as space. */
function indentOf(line: string): number {
  return /^[\s-]*/.exec(line)?.[0].length ?? 0;
}
