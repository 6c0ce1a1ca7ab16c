import type { Match } from '../../../text/match.ts';
import type { Reading } from '../../../text/reading.ts';
import type { Detector } from '../../detector.ts';
import { type RuleFileProblem, readConfig } from './config.ts';
import { ruleFinder } from './rule.ts';

export type { RuleFileProblem } from './config.ts';

export type GitleaksDetector =
  | { readonly kind: 'detector'; readonly detector: Detector }
  | { readonly kind: 'problems'; readonly problems: readonly RuleFileProblem[] };

const confidence = 90;

/**
 * Makes a detector of a rule file in the format of gitleaks (TOML: `[[rules]]` with `id`, `regex`, `keywords`,
 * `entropy`, `secretGroup` and allow lists). Its findings are `secret`, with the rule's id as scheme. Regular
 * expressions run on the linear engine. Directives in a text, such as `gitleaks:allow`, mean nothing.
 *
 * @param name the detector's name, told where it fails
 */
export function gitleaksDetector(text: string, name = 'gitleaks'): GitleaksDetector {
  const { rules, allowlists, problems } = readConfig(text);
  if (problems.length > 0) return { kind: 'problems', problems };
  const finders = rules.map((rule) => ({ ...rule, find: ruleFinder(rule, allowlists) }));
  const keywords = [...new Set(rules.flatMap((rule) => rule.keywords))];

  const find = ({ folded }: Reading): Match[] => {
    const lower = folded.text.toLowerCase();
    const occurring = new Set(keywords.filter((keyword) => lower.includes(keyword)));
    return finders
      .filter((rule) => rule.keywords.length === 0 || rule.keywords.some((keyword) => occurring.has(keyword)))
      .flatMap(({ id, find: spansIn }) =>
        spansIn(folded.text).map(({ start, end }) => ({
          entity: 'secret',
          scheme: id,
          ...folded.span(start, end),
          confidence,
        })),
      );
  };
  const detect: Detector['detect'] = ({ views }) => views.flatMap(find);
  return { kind: 'detector', detector: { name, entities: ['secret'], detect } };
}
