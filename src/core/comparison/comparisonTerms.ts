import type { RenameRequest } from '../renames/renameText.js';
import type { Rules } from '../rules/rules.js';

/** What people say about a comparison, beside its databases: another word means another result. */
export interface ComparisonTerms {
  readonly rules: Rules;
  readonly renames: readonly RenameRequest[];
}

/** Whether two comparisons of the same databases would find the same. In which order things were said does not count. */
export function sameTerms(a: ComparisonTerms, b: ComparisonTerms): boolean {
  return canonical(a) === canonical(b);
}

function canonical({ rules: { include, exclude, ignore }, renames }: ComparisonTerms): string {
  const pairs = renames.map(({ before, after }) => JSON.stringify([before, after]));
  return JSON.stringify([include, exclude, ignore, pairs].map((words) => [...new Set(words)].sort()));
}
