/** HTML elements that stand on lines or in cells of their own: their tags separate words. */
const separating = new Set(
  (
    'address article aside blockquote body br button caption center dd details dialog dir div dl dt fieldset ' +
    'figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html input legend li main menu nav ol ' +
    'optgroup option p pre search section select summary table tbody td textarea tfoot th thead title tr ul'
  ).split(' '),
);

/** HTML elements that run on in the line: their tags join what they stand between. Not `bdo`, which turns text round. */
const joining = new Set(
  (
    'a abbr acronym area audio b bdi big cite code data del dfn em embed font i iframe img ins kbd label link ' +
    'map mark meta meter nobr object output param picture progress q rb rp rt rtc ruby s samp script slot small ' +
    'source span strike strong style sub sup svg template time track tt u var video wbr'
  ).split(' '),
);

/** Elements without content, whose tags never close. */
const empty = new Set('area br col embed hr img input link meta param source track wbr'.split(' '));

/** Elements whose content no browser shows. */
const unshown = new Set('script style template datalist noembed noframes noscript'.split(' '));

/** Elements inside which tags are text to a browser. */
const rawText = new Set('iframe noembed noframes noscript plaintext script style textarea title xmp'.split(' '));

const attributes = new Set(
  (
    'align alt border cite class colspan content data datetime dir download height href hreflang id lang name ' +
    'rel reversed rowspan src start style target title translate type value width'
  ).split(' '),
);

export type TagEffect = 'separates' | 'joins' | 'unknown';

/** How a tag sets what stands before it apart from what follows; an unknown one joins, as in a browser. */
export function tagEffect(name: string): TagEffect {
  if (separating.has(name)) return 'separates';
  return joining.has(name) ? 'joins' : 'unknown';
}

export const isEmptyElement = (name: string): boolean => empty.has(name);
export const isUnshownElement = (name: string): boolean => unshown.has(name);
export const isRawTextElement = (name: string): boolean => rawText.has(name);
export const isKnownAttribute = (name: string): boolean => attributes.has(name);
