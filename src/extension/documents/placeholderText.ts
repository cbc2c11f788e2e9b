import type { Localizer } from '../text/localizer.js';

/** What a document says whose comparison is gone, e.g. after the window was reloaded. */
export function placeholderText(l10n: Localizer): string {
  return sqlComment([
    l10n.t('DBVC has not compared these databases since this window was opened.'),
    l10n.t('Run "DBVC: Compare Databases…" from the Command Palette to see the definition here again.'),
  ]);
}

/** What a document says that DBVC never made. */
export function unknownText(l10n: Localizer): string {
  return sqlComment([l10n.t('DBVC does not know this document.')]);
}

function sqlComment(lines: readonly string[]): string {
  return `${lines.map((line) => `-- ${line}`).join('\n')}\n`;
}
