import type { Guards } from './guard.ts';

const gate = ['test/unit/policies/gate'];
const rules = ['test/unit/policies/rules'];

/** Guards of the gate and of the policy language. */
export const deciding: readonly Guards[] = [
  {
    file: 'policies/gate/gate.ts',
    tests: gate,
    guards: [
      [
        'what policies hold is not released',
        "    case 'hold':\n    case 'block':\n      return stopped",
        "    case 'block':\n      return stopped",
      ],
      [
        'an unknown verdict is held',
        'default:\n      return stopped(held(',
        'default:\n      return verdict ? released(options, request, body, verdict, dropped) : stopped(held(',
      ],
      ['a document that can not be admitted is held', "if (admission?.kind !== 'admitted')", 'if (!admission)'],
      [
        'a set that is unconfirmed decides nothing',
        "const set = found && found !== 'unconfirmed' ?",
        'const set = found ?',
      ],
      [
        'what was said before is looked at',
        'if (earlier.length === 0) return set;',
        'if (earlier.length >= 0) return set;',
      ],
    ],
  },
  {
    file: 'policies/gate/seal.ts',
    tests: gate,
    guards: [
      ['the seal is compared', 'if (!equal(sealed.seal, sealOf(key, sealed))) return undefined;', ''],
      [
        'the bytes are those that were sealed',
        'return release.digest === sealed.digest ? release : undefined;',
        'return release;',
      ],
      [
        'a delivery is sealed for its inbox',
        "['portico-delivery-1', release.seal, inbox, signer]",
        "['portico-delivery-1', release.seal, signer]",
      ],
      [
        'a delivery is sealed for its signer',
        "['portico-delivery-1', release.seal, inbox, signer]",
        "['portico-delivery-1', release.seal, inbox]",
      ],
      [
        'the zone is part of the seal',
        'id, subject, zone, digest, actor, outcome, setVersion, decidedAt]);',
        'id, subject, digest, actor, outcome, setVersion, decidedAt]);',
      ],
      ['a short key is refused', 'if (sealKey.byteLength < keyBytes)', 'if (sealKey.byteLength < 0)'],
      ['a seal that is no text does not open', "if (typeof given !== 'string') return false;", ''],
    ],
  },
  {
    file: 'policies/gate/approved.ts',
    tests: gate,
    guards: [
      ['nobody approves a block', "return (outcome === 'hold' || outcome === 'confirm') &&", 'return'],
      ["nobody approves the gate's own hold", "&& policy !== 'gate';", "&& policy !== 'gatekeeper';"],
      [
        'an approval is of its policy alone',
        'return approved.includes(reason.policy) ?',
        'return approved.length > 0 ?',
      ],
      [
        'a redaction counts under the set it was seen with',
        'redact?.set === version ? redact.policies : []',
        'redact?.policies ?? []',
      ],
    ],
  },
  {
    file: 'policies/gate/confirmed.ts',
    tests: gate,
    guards: [
      [
        'a confirmation answers a question, not a hold',
        "!(outcome === 'confirm' && confirmed.policies.includes(policy))",
        '!confirmed.policies.includes(policy)',
      ],
      ['a justification is redacted', 'reasons.flatMap(({ findings }) => findings),', '[],'],
      [
        'a justification that can not be checked is not kept',
        "if (reasons.some(({ policy }) => policy === 'gate'))",
        'if (false as boolean)',
      ],
    ],
  },
  {
    file: 'policies/rules/judge.ts',
    tests: rules,
    guards: [
      [
        'the strictest decides',
        'const sorted = [...reasons].sort((a, b) => rank(a) - rank(b));',
        'const sorted = [...reasons].sort((a, b) => rank(b) - rank(a));',
      ],
      ['what is observed decides nothing', 'sorted.find(({ observed }) => !observed)?.outcome', 'sorted[0]?.outcome'],
      ['a failed detector holds', 'if (faults.length > 0) reasons.push(faultReason(faults));', ''],
      [
        'an exception counts where it holds',
        'exceptions.filter((exception) => exception.holds(crossing))',
        'exceptions.filter(() => true)',
      ],
      [
        'only what stands in the document itself counts',
        'return parts.length === 0 ? undefined : { ...seen, parts };',
        'return seen;',
      ],
    ],
  },
  {
    file: 'policies/rules/exception.ts',
    tests: rules,
    guards: [
      ['an exception ends', 'crossing.at < ends &&', ''],
      ['an exception is for its actors', '(actors === undefined || isAmong(actors, crossing)) &&', ''],
      ['an exception is for its hosts', '(domains === undefined || staysWithin(domains, crossing))', 'true'],
      ['an exception with terms is for them alone', 'if (all) return true;', 'return true;'],
    ],
  },
  {
    file: 'policies/rules/scope.ts',
    tests: rules,
    guards: [
      ['hosts are no excuse in public', "crossing.zone !== 'public' &&", ''],
      [
        'every host must be excepted',
        'crossing.domains.every((domain) => domains.includes(domain))',
        'crossing.domains.some((domain) => domains.includes(domain))',
      ],
      ['a policy begins', 'crossing.at >= from &&', ''],
      ['a policy ends', 'crossing.at < until &&', ''],
      ['what is excepted is left', '(except === undefined || !excepts(except, crossing));', 'true;'],
    ],
  },
  {
    file: 'policies/rules/clause.ts',
    tests: rules,
    guards: [
      [
        'all of `all` is wanted',
        'groups.some(({ length }) => length === 0) ? []',
        'groups.every(({ length }) => length === 0) ? []',
      ],
      ['confidence counts', 'seen.filter(({ match }) => match.confidence >= least)', 'seen'],
      [
        'what must stand beside is looked for',
        'if (found.length > 0 && beside !== undefined) found = keepTouching(found, beside(evidence));',
        '',
      ],
      ['different values are counted', 'new Set(found.map(seenValue)).size >= count', 'found.length >= count'],
      [
        'so much must be copied',
        'found.filter((seen) => containmentOf(seen) >= containment)',
        'found.filter(() => true)',
      ],
    ],
  },
  {
    file: 'policies/rules/excuse.ts',
    tests: rules,
    guards: [
      [
        'what only decoding shows is not excused',
        '!excused.has(seen) || !open.has(identity(seen))',
        '!excused.has(seen)',
      ],
    ],
  },
  {
    file: 'policies/rules/scanner.ts',
    tests: [...rules, 'test/unit/policies/gate'],
    guards: [
      [
        'a detector that throws is heard of',
        "if (looked.kind === 'failed') failed.push(looked.name);",
        "if (looked.kind === 'failed') return;",
      ],
    ],
  },
  {
    file: 'policies/rules/time-budget.ts',
    tests: ['test/unit/policies/rules/time-budget.test.ts'],
    guards: [
      ['what comes too late is no answer', 'stopwatch() - begun > longestLook', 'stopwatch() - begun < 0'],
      ['five seconds are enough', 'longestLook = 5_000', 'longestLook = 10_000'],
    ],
  },
  {
    file: 'policies/rules/evidence.ts',
    tests: rules,
    guards: [
      [
        'an unreadable text is a fault',
        "...(unreadable === undefined ? [] : [fault('unreadable', unreadable, field)]),",
        '',
      ],
      ['seams show only what crosses them', 'parts.length > (joint.seamsOnly ? 1 : 0)', 'parts.length > 1'],
    ],
  },
  {
    file: 'policies/rules/earlier.ts',
    tests: rules,
    guards: [['no more is remembered than fits', 'if (units > mostUnits) break;', '']],
  },
  {
    file: 'policies/egress/drawn-ids.ts',
    tests: ['test/unit/policies/egress/drawn-ids.test.ts'],
    guards: [
      [
        'an id is drawn only where a thing names itself',
        'const number = numbers.get(pointer)',
        'const number = numberOf(value)',
      ],
      ['a page under another name is read', 'page === name ? number : undefined', 'number'],
      ['a page of another number is read', 'numberOf(value) === number', 'numberOf(value) !== undefined'],
    ],
  },
  {
    file: 'policies/rules/reader.ts',
    tests: ['test/unit/policies/rules/remembering.test.ts'],
    guards: [['a failed search is made again', 'if (found.failed.length === 0) ', '']],
  },
];
