/** The part of `vscode.l10n` that makes sentences, so that what makes them can be tested without VS Code. */
export interface Localizer {
  /** The sentence in the person's language, with `{0}`, `{1}` … filled in. */
  t(message: string, ...values: (string | number)[]): string;
  /** All texts in the person's language, by their English ones; undefined where that is English. */
  readonly bundle?: Readonly<Record<string, string>> | undefined;
}
