import type { Demo } from '../../src/demo/demo.js';
import { loadDialect } from '../../src/dialects/registry.js';
import { openDemo } from '../support/demo/openDemo.js';
import { describeDialectContract } from './dialectContract.js';

let demo: Promise<Demo> | undefined;

describeDialectContract({
  name: 'PostgreSQL, embedded',
  dialect: () => loadDialect('postgres'),
  pair: async () => {
    demo ??= openDemo();
    const opened = await demo;
    return { source: opened.source, target: opened.target, dispose: () => opened.reset() };
  },
  texts: { same: ['SELECT  a', 'select A'], different: "SELECT 'A'" },
  forbidden: ['DROP DATABASE x'],
  harmless: ['CREATE TABLE "drop database" (id integer)'],
  // Nothing reaches a statement in an embedded engine; it ends by itself before the engine is free again.
  slow: 'SELECT pg_catalog.count(*) FROM pg_catalog.generate_series(1, 5000000)',
  write: 'CREATE TABLE public.nope (id integer)',
});

after(async () => {
  await (await demo)?.close();
});
