import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { testCache } from './projectRoot.js';

const metafileSchema = z.object({
  outputs: z.record(
    z.string(),
    z.object({
      imports: z.array(z.object({ path: z.string(), kind: z.string(), external: z.boolean().optional() })),
      inputs: z.record(z.string(), z.unknown()),
    }),
  ),
});

/** What a program reads at its start: its own file and the chunks that it imports, but for import(). */
export interface StartUp {
  readonly chunks: readonly string[];
  /** Source files and packages in them, relative to the checkout. */
  readonly inputs: readonly string[];
  /** What stays outside of the bundles: built-in modules, `vscode`. */
  readonly externals: readonly string[];
}

/** Follows the imports of a packed bundle from the list that packing left behind. */
export function startUpOf(bundle: string, options: { readonly lazyToo?: boolean } = {}): StartUp {
  const { outputs } = metafileSchema.parse(
    JSON.parse(readFileSync(testCache('package', 'metafile.json'), 'utf8')),
  );
  const chunks = new Set<string>();
  const inputs = new Set<string>();
  const externals = new Set<string>();
  const follow = (chunk: string): void => {
    const output = outputs[chunk];
    if (output === undefined || chunks.has(chunk)) return;
    chunks.add(chunk);
    for (const input of Object.keys(output.inputs)) inputs.add(input);
    for (const { path: imported, kind, external } of output.imports) {
      if (kind === 'dynamic-import' && options.lazyToo !== true) continue;
      if (external === true) externals.add(imported);
      else follow(imported);
    }
  };
  follow(`.test-cache/package/extension/dist/${bundle}`);
  if (chunks.size === 0) throw new Error(`There is no dist/${bundle} in the package`);
  return { chunks: [...chunks], inputs: [...inputs], externals: [...externals] };
}
