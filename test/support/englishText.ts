import type { Localizer } from '../../src/extension/text/localizer.js';

/** Sentences in English, as VS Code makes them without a language pack. */
export const english: Localizer = {
  t: (message, ...values) =>
    message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? '')),
};
