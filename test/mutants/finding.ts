import type { Guards } from './guard.ts';

const text = ['test/unit/policies/text'];
const detectors = (...names: readonly string[]) => names.map((name) => `test/unit/policies/detectors/${name}.test.ts`);

/** Guards of what reads texts and finds things in them. */
export const finding: readonly Guards[] = [
  {
    file: 'policies/text/inspected.ts',
    tests: text,
    guards: [
      ['too long is unreadable', 'if (value.length > longestValue)', 'if (value.length > 10 * longestValue)'],
      [
        'nesting ends',
        "if (depth === deepestNesting) return 'nested-too-deep';",
        'if (depth === deepestNesting) return undefined;',
      ],
      ['decoding may not grow', "return 'expands-too-much';", 'return undefined;'],
      [
        'nobody forges a break',
        'value.includes(pieceBreak) ? withoutBreaks(value) : identityView(value)',
        'identityView(value)',
      ],
    ],
  },
  {
    file: 'policies/text/html/hidden.ts',
    tests: text,
    guards: [
      ['hidden by attribute', "|| attributes.has('hidden')", ''],
      ['hidden by style', 'hidingStyles.some((declaration) => style.includes(declaration))', 'false'],
      ['hidden by class', 'classes?.some((one) => hidingClasses.has(one)) ?? false', 'false'],
    ],
  },
  {
    file: 'policies/text/decoders/index.ts',
    tests: text,
    guards: [
      ['escapes are read', 'if (profile.hasEscape) views.push(unescaped(view));', ''],
      ['quoted-printable is read', 'if (profile.hasEquals) views.push(unquoted(view));', ''],
      [
        'encoded runs are read',
        'if (profile.encodedRuns.length > 0) views.push(...decodedRuns(view, profile.encodedRuns));',
        '',
      ],
      ['bytes in hexadecimal are read', 'if (profile.digits >= fewestDigits) views.push(decodedBytes(view));', ''],
      [
        'text from right to left is turned',
        'if (view !== reading.source) views.push(visualOrder(reading.source));',
        '',
      ],
    ],
  },
  {
    file: 'policies/text/strongest.ts',
    tests: ['test/unit/policies/text/strongest.test.ts'],
    guards: [['the surest of two stays', 'match.confidence > last.confidence', 'match.confidence < last.confidence']],
  },
  {
    file: 'policies/detectors/index.ts',
    tests: detectors('detect-all'),
    guards: [['a failure is not silence', 'throw new DetectorFailed(detector.name, error);', 'matches.length = 0;']],
  },
  {
    file: 'policies/detectors/payment-card.ts',
    tests: detectors('payment-card'),
    guards: [
      [
        'the check digit is checked',
        '|| isCounting(groups) || !luhn.default(number)) return 0;',
        '|| isCounting(groups)) return 0;',
      ],
      ['one digit over and over is no card', 'sameDigit.test(number) || isCounting(groups)', 'isCounting(groups)'],
      ['a comma parts two numbers', 'isListed(groups, text) ? 30 : 15', '15'],
      ['a phone number is no card', "if (text.charAt(start - 1) === '+' && number.length <= 15) return 0;", ''],
      ['coordinates are no card', 'if (groups.length === 4 && coordinates.test(text.slice(start, end))) return 0;', ''],
      [
        'a fraction is less sure',
        '|| isGlued(text, start, end)) confidence -= 20;',
        '|| isGlued(text, start, end)) confidence -= 0;',
      ],
    ],
  },
  {
    file: 'policies/detectors/iban.ts',
    tests: detectors('iban'),
    guards: [['an account number is checked', '!isValidIBAN(', 'isValidIBAN(']],
  },
  {
    file: 'policies/detectors/email.ts',
    tests: detectors('email'),
    guards: [
      ['a file name is no address', '|| fileName.test(address)', ''],
      ['a fediverse handle is no address', 'if (/(?:@|\\bacct:|:\\/\\/[^\\s/@]*:)$/i.test(before)) return false;', ''],
    ],
  },
  {
    file: 'policies/detectors/phone/index.ts',
    tests: detectors('phone'),
    guards: [
      ['dates and versions are no phones', 'if (notPhones.some((form) => form.test(written))) return 0;', ''],
      ['counting is no phone', 'if (counting(widest(text, readings))) return [];', ''],
      ['part of a longer row is no phone', 'if (!international && isPartOfRow(text, start, end)) return 0;', ''],
      ['part of an identifier is no phone', 'if (!international && isInIdentifier(text, start, end)) return 0;', ''],
      ['a national number wants a word', 'if (!international && !inContext && !shaped) return 0;', ''],
      ['the number of an order is doubtful', 'isDoubtful || isOtherNumber(text, start)', 'isDoubtful'],
      ['seconds since 1970 are doubtful', 'second.test(digits) ||', ''],
    ],
  },
  {
    file: 'policies/detectors/national-id/index.ts',
    tests: detectors('national-id'),
    guards: [
      ['numbers are checked', '!scheme.validate(written.toUpperCase())', 'false'],
      ['what says that any number follows is less', ': isNamed ? undefined : 1', ': undefined'],
      ['a date is no number', '|| notIdentity.test(text.slice(number.start, number.end))', ''],
    ],
  },
  {
    file: 'policies/detectors/national-id/names.ts',
    tests: detectors('national-id'),
    guards: [
      [
        'an ordinary word is no name',
        'if (!ordinary.has(written.toLowerCase()) || written === written.toUpperCase()) return true;',
        'return true;',
      ],
      ['a name far off is less sure', 'if (isLinked) return', 'if (isLinked || between) return'],
    ],
  },
  {
    file: 'policies/detectors/national-id/own-checks.ts',
    tests: detectors('national-id'),
    guards: [
      ['the check digit of the NHS is checked', 'return Number(digits.charAt(9)) === check;', 'return check >= 0;'],
      ['the groups of the IRS are checked', '(?:5\\d|6[0-5]|7\\d|8[0-8]|9[0-2]|9[4-9])', '\\d\\d'],
    ],
  },
  {
    file: 'policies/detectors/number-label.ts',
    tests: detectors('identity-documents', 'national-id', 'phone'),
    guards: [
      ['a sentence ends a label', 'if (sentenceEnd.test(between) || lineEnd.test(between)) return false;', ''],
      ['hardly a word stands between', 'return wordsOf(between) <= mostWords &&', 'return'],
      ['an amount is no label', '&& !amount.test(between)', ''],
    ],
  },
  {
    file: 'policies/detectors/identity-document.ts',
    tests: detectors('identity-documents'),
    guards: [
      ['dates and amounts are no documents', 'if (notDocuments.some((form) => form.test(written)) ||', 'if ('],
      ['the number of an order is doubtful', 'isOtherNumber(text, start, before.end)', 'false'],
    ],
  },
  {
    file: 'policies/detectors/uuid.ts',
    tests: detectors('payment-card'),
    guards: [['an identifier holds numbers by chance', 'return mostInside;', 'return confidence;']],
  },
  {
    file: 'policies/detectors/secret/assigned.ts',
    tests: detectors('secret'),
    guards: [
      ['a placeholder is no secret', '|| placeholder.test(written)', ''],
      ['a word is no secret', 'if (!saysSo.test(between)) return undefined;', ''],
      ['another sentence is of something else', '.split(sentenceEnd, 1)[0]', '.split("\\0", 1)[0]'],
    ],
  },
  {
    file: 'policies/detectors/marking/index.ts',
    tests: detectors('marking'),
    guards: [
      [
        'part of a word is no marking',
        'if (label === undefined || isPartOfWord(text, hit)) continue;',
        'if (label === undefined) continue;',
      ],
      ['an ordinary word is no marking', 'if (isOrdinary && /^[a-z]+$/.test(written)) return 0;', ''],
    ],
  },
  {
    file: 'policies/matchers/letters.ts',
    tests: ['test/unit/policies/matchers'],
    guards: [['a word ends where another script begins', '|| next === unspaced) return true;', ') return true;']],
  },
  {
    file: 'policies/matchers/need.ts',
    tests: ['test/unit/policies/matchers'],
    guards: [
      ['what may be missing is not needed', "if (sign === '*' || sign === '?' ||", "if (sign === '*' ||"],
      ['letter case is not needed', 'if (this.#ignoresCase && ', 'if (false && '],
    ],
  },
  {
    file: 'policies/matchers/patterns.ts',
    tests: ['test/unit/policies/matchers'],
    guards: [
      ['a huge pattern is refused', 'if (pattern.programSize() > largestProgram)', 'if (pattern.programSize() < 0)'],
      ['a pattern for nothing is refused', "if (pattern.matches(''))", 'if (false as boolean)'],
      ['folded text is looked at', 'if (folded !== source) look(folded);', ''],
    ],
  },
  {
    file: 'policies/actions/redact.ts',
    tests: ['test/unit/policies/actions'],
    guards: [
      [
        'half a character is not left',
        'const to = isPair(value, end) ? end + 1 :',
        'const to = isPair(value, end) ? end :',
      ],
      ['what is no text is emptied', "if (kind !== 'text' && kind !== 'html') return '';", ''],
      [
        'the stricter of two redactions counts',
        'redactions.indexOf(redaction) < redactions.indexOf(other)',
        'redactions.indexOf(redaction) > redactions.indexOf(other)',
      ],
    ],
  },
];
