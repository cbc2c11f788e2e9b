import type { ComparisonOptions } from '../comparisonOptions.js';
import { type Context, status } from '../context.js';
import { compareText } from '../render/compareText.js';
import { compareJson } from '../render/json.js';
import { compareMarkdown } from '../render/markdown.js';
import { compareSides, readRequest, withSides } from '../withComparison.js';

export const compareFormats = ['text', 'json', 'markdown'] as const;

export interface CompareOptions extends ComparisonOptions {
  readonly format: (typeof compareFormats)[number];
  readonly diff?: boolean;
}

/** `dbvc compare`: prints how the target differs from the source. */
export async function compare(options: CompareOptions, context: Context): Promise<number> {
  const request = await readRequest(options, context);
  return withSides(request, context, async (open) => {
    const comparison = await compareSides(open, request, context);
    const withDiff = options.diff === true;
    switch (options.format) {
      case 'text':
        await context.terminal.out(compareText(comparison, context.terminal.outColors, withDiff));
        break;
      case 'json':
        await context.terminal.out(compareJson(comparison, withDiff));
        break;
      case 'markdown':
        await context.terminal.out(compareMarkdown(comparison, withDiff));
        break;
      default:
        options.format satisfies never;
    }
    return comparison.drift.objects.length === 0 ? status.equal : status.drift;
  });
}
