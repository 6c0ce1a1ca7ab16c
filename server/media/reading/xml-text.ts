import { Parser } from 'htmlparser2';

/** Attributes in which people's words stand: descriptions, names of sheets and people, addresses of links. */
const speaking = new Set(['descr', 'title', 'author', 'name', 'alt', 'href', 'target', 'initials', 'lastmodifiedby']);
/** Elements after which a reader sees a gap. */
const parting = /(^|:)(p|tr|tc|c|row|si|br|cr|tab|comment|text|title|desc|tspan|li|property|lpstr|a|sp|item)$/i;

export interface XmlText {
  readonly text: string;
  readonly attributes: string;
}

/** The words of an XML document: runs of one paragraph together, all else on lines of its own. */
export function textOfXml(xml: string): XmlText {
  const written: string[] = [];
  const attributes: string[] = [];
  let shared = false;
  let value = false;
  const parser = new Parser(
    {
      onopentag(name, members) {
        if (name === 'c') shared = members['t'] === 's';
        value = name === 'v';
        for (const [key, said] of Object.entries(members)) {
          const plain = key.split(':').at(-1)?.toLowerCase() ?? '';
          if (said !== '' && speaking.has(plain)) attributes.push(said);
        }
      },
      ontext(text) {
        // Of a cell with a shared string, the value is only its number in the list.
        if (!(shared && value)) written.push(text);
      },
      oncomment: (comment) => void attributes.push(comment),
      onclosetag(name) {
        if (name === 'v') value = false;
        if (parting.test(name)) written.push('\n');
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(xml);
  return { text: tidy(written.join('')), attributes: [...new Set(attributes)].join('\n') };
}

function tidy(text: string): string {
  return text
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/ ?\n[\n ]*/g, '\n')
    .trim();
}
