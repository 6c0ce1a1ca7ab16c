import type { Json, JsonObject } from '../model/json.ts';

/**
 * Puts lines in front of what a document says, each a paragraph of its own: what follows could swallow one behind it.
 * A post has them in its content, in every language; an actor in its summary. False where there is no place for them.
 */
export function disclose(document: JsonObject, lines: readonly string[]): boolean {
  if (lines.length === 0) return true;
  const said = [document, document['object']].filter(isNode).find((node) => placeIn(node) !== undefined);
  const place = said && placeIn(said);
  if (said === undefined || place === undefined) return false;
  const isHtml = said['mediaType'] === undefined || said['mediaType'] === 'text/html';
  for (const line of lines.toReversed()) {
    const paragraph = isHtml ? `<p>${escapeHtml(line)}</p>` : `${line}\n\n`;
    for (const [node, key] of textsOf(said, place)) node[key] = withLine(node[key], paragraph);
  }
  return true;
}

function placeIn(node: JsonObject): 'content' | 'summary' | undefined {
  if (typeof node['content'] === 'string' || isNode(node['contentMap'])) return 'content';
  const isActor = typeof node['inbox'] === 'string';
  return isActor && typeof node['summary'] === 'string' ? 'summary' : undefined;
}

function textsOf(node: JsonObject, place: string): [JsonObject, string][] {
  const languages = node[`${place}Map`];
  return [
    ...(typeof node[place] === 'string' ? [[node, place] satisfies [JsonObject, string]] : []),
    ...(isNode(languages) ? Object.keys(languages).map((tag): [JsonObject, string] => [languages, tag]) : []),
  ];
}

function withLine(text: Json | undefined, paragraph: string): string {
  return paragraph + (typeof text === 'string' ? text : '');
}

function isNode(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
