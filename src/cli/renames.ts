import type { ConfigFile } from '../core/profiles/configFile.js';
import { parseRename, type RenameRequest } from '../core/renames/renameText.js';
import { type ComparisonOptions, isOfDemo } from './comparisonOptions.js';

/**
 * What was renamed: what the configuration remembers, and what the options say beside it. Throws `invalid-input` for a
 * malformed `OLD=NEW`.
 */
export function renamesOf(options: ComparisonOptions, config: ConfigFile): readonly RenameRequest[] {
  const remembered = isOfDemo(options) ? {} : (config.comparison?.renames ?? {});
  const given = (options.rename ?? []).map(parseRename);
  return [
    ...Object.entries(remembered)
      .filter(([before]) => given.every((one) => one.before !== before))
      .map(([before, after]): RenameRequest => ({ before, after, from: 'configuration' })),
    ...given,
  ];
}
