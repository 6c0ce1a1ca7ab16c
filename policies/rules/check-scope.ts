import { nearest } from './nearest.ts';
import type { PolicyFile } from './policy-file.ts';
import type { Problem } from './problem.ts';
import { isTimeZone, minuteOf, momentOf } from './time.ts';

/** Everything wrong with the scope of a well-formed policy: moments that are none, crossings that there can't be. */
export function checkScope(policy: PolicyFile): Problem[] {
  return [...checkMoments(policy), ...checkHours(policy), ...checkExcepted(policy)];
}

function checkMoments({ document: { scope = {} }, problem }: PolicyFile): Problem[] {
  const problems = (['from', 'until'] as const)
    .filter((key) => scope[key] !== undefined && momentOf(scope[key]) === undefined)
    .map((key) => problem(`/scope/${key}`, 'there is no such moment'));
  const [from, until] = [momentOf(scope.from), momentOf(scope.until)];
  if (from !== undefined && until !== undefined && from >= until) {
    const message = 'the policy can never match: it ends before it begins';
    problems.push(problem('/scope/until', message, 'put `until` behind `from`'));
  }
  return problems;
}

function checkHours({ document: { scope }, problem }: PolicyFile): Problem[] {
  const { hours } = scope ?? {};
  if (hours === undefined) return [];
  const problems: Problem[] = [];
  if (!isTimeZone(hours.zone)) {
    const meant = nearest(hours.zone, Intl.supportedValuesOf('timeZone'));
    const hint = meant === undefined ? 'write it as in `Europe/Berlin`' : `did you mean \`${meant}\`?`;
    problems.push(problem('/scope/hours/zone', `unknown time zone \`${hours.zone}\``, hint));
  }
  const { from = '00:00', to = '24:00' } = hours;
  if (minuteOf(from) === minuteOf(to)) {
    problems.push(problem('/scope/hours', 'the hours end when they begin', 'leave both out for the whole day'));
  }
  return problems;
}

/** A scope of which an exception leaves nothing. */
function checkExcepted({ document: { scope = {} }, problem }: PolicyFile): Problem[] {
  const { except = {} } = scope;
  return (['actors', 'roles', 'activities'] as const).flatMap((key) => {
    const left = scope[key]?.filter((one) => !except[key]?.includes(one));
    if (left === undefined || left.length > 0) return [];
    const hint = 'leave out one of the two';
    return [problem(`/scope/except/${key}`, `the policy can never match: all of its \`${key}\` are excepted`, hint)];
  });
}
