import type { ComparisonTerms } from '../../core/comparison/comparisonTerms.js';
import type { RenameRequest } from '../../core/renames/renameText.js';
import type { Services } from '../services.js';
import { comparisonRules } from '../ui/settings.js';

type Sources = Pick<Services, 'comparison' | 'renames' | 'candidates'>;

/**
 * On which terms the chosen databases would be compared now. Throws `invalid-input` for a rule or pattern that does not
 * exist, and for a file of renames that cannot be read.
 */
export async function comparisonTerms(sources: Sources): Promise<ComparisonTerms> {
  const [rules, renames] = await Promise.all([comparisonRules(), countingRenames(sources)]);
  return { rules, renames };
}

/** What a project says about its own databases means nothing for the demo's. */
async function countingRenames({
  comparison,
  renames,
  candidates,
}: Sources): Promise<readonly RenameRequest[]> {
  const demo = candidates.demoCandidates().map(({ candidate }) => candidate.key);
  const { source, target } = comparison.state.sides;
  const isDemo = demo.includes(source?.key ?? '') && demo.includes(target?.key ?? '');
  return isDemo ? [] : renames.accepted();
}
