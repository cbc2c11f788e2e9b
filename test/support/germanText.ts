import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod';
import type { Localizer } from '../../src/extension/text/localizer.js';
import { english } from './englishText.js';
import { projectRoot } from './projectRoot.js';

/** Sentences in German, as VS Code makes them with the bundle for it; English where that has none. */
export function germanText(): Localizer {
  const file = path.join(projectRoot(), 'l10n', 'bundle.l10n.de.json');
  const bundle = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, 'utf8')));
  return { bundle, t: (message, ...values) => english.t(bundle[message] ?? message, ...values) };
}
