import { DbvcError } from '../core/errors.js';
import type { ConfigFile } from '../core/profiles/configFile.js';
import { parsePattern } from '../core/rules/pattern.js';

/** Throws `invalid-input` for a malformed `OLD=NEW`, and `not-supported` for any rename: a later version plans them. */
export function refuseRenames(renames: readonly string[] | undefined, config: ConfigFile): void {
  for (const rename of renames ?? []) {
    const [before, after, ...more] = rename.split('=');
    if (before === undefined || after === undefined || more.length > 0 || before === '' || after === '') {
      throw new DbvcError('invalid-input', `--rename needs OLD=NEW, not ${JSON.stringify(rename)}.`, {
        hint: 'For example: --rename public.users=public.customers',
      });
    }
    parsePattern(before);
    parsePattern(after);
  }
  const wanted = (renames?.length ?? 0) + Object.keys(config.comparison?.renames ?? {}).length;
  if (wanted === 0) return;
  throw new DbvcError('not-supported', 'Renames come with a later version of DBVC.', {
    hint: 'This version sees a renamed object as one that is missing and one that exists only in the target.',
  });
}
