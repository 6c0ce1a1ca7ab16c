import type { InboundRule } from '../../../../../federation/ports/index.ts';

interface InboundRulesProps {
  readonly rules: readonly InboundRule[];
  readonly onChange: (rules: readonly InboundRule[]) => void;
}

const fresh: InboundRule = { kind: 'word', match: '', action: 'hold' };

/** Rules for words and links, one below the other. */
export function InboundRules({ rules, onChange }: InboundRulesProps) {
  const put = (at: number, rule: InboundRule): void => onChange(rules.map((one, n) => (n === at ? rule : one)));
  return (
    <fieldset class="stack stack-tight plain">
      <legend class="label">Rules for words and links</legend>
      {rules.map((rule, at) => (
        <Rule
          key={at}
          rule={rule}
          number={at + 1}
          onChange={(changed) => put(at, changed)}
          onRemove={() => onChange(rules.filter((_, n) => n !== at))}
        />
      ))}
      <div>
        <button type="button" class="button button-small" onClick={() => onChange([...rules, fresh])}>
          Add a rule
        </button>
      </div>
    </fieldset>
  );
}

interface RuleProps {
  readonly rule: InboundRule;
  readonly number: number;
  readonly onChange: (rule: InboundRule) => void;
  readonly onRemove: () => void;
}

const pointsAtFirst = 30;

function Rule({ rule, number, onChange, onRemove }: RuleProps) {
  const { kind, match, action, points } = rule;
  const act = (next: InboundRule['action']): void =>
    onChange({ kind, match, action: next, ...(next === 'score' && { points: points ?? pointsAtFirst }) });
  return (
    <fieldset class="row inbound-rule plain">
      <legend class="visually-hidden">Rule {number}</legend>
      <select
        aria-label="Looks for"
        value={kind}
        onChange={(event) => onChange({ ...rule, kind: event.currentTarget.value as InboundRule['kind'] })}
      >
        <option value="word">word</option>
        <option value="link">link</option>
      </select>
      <input
        class="matched"
        aria-label="What it looks for"
        value={match}
        required
        maxLength={300}
        autocapitalize="none"
        spellcheck={false}
        placeholder={kind === 'word' ? 'casino' : 'bad.example/path'}
        onInput={(event) => onChange({ ...rule, match: event.currentTarget.value })}
      />
      <select
        aria-label="A post with it"
        value={action}
        onChange={(event) => act(event.currentTarget.value as InboundRule['action'])}
      >
        <option value="hold">waits</option>
        <option value="reject">is refused</option>
        <option value="score">scores</option>
      </select>
      {action === 'score' && (
        <input
          type="number"
          class="points"
          aria-label="Points"
          min={-100}
          max={100}
          required
          value={String(points ?? pointsAtFirst)}
          onInput={(event) => onChange({ ...rule, points: Number(event.currentTarget.value) })}
        />
      )}
      <button type="button" class="button button-quiet button-small" onClick={onRemove}>
        Remove<span class="visually-hidden"> rule {number}</span>
      </button>
    </fieldset>
  );
}
