/**
 * The layers of the test suite in the order they run, cheapest first.
 * A layer with a `program` runs that in place of mocha, with the same arguments. `jobs` says how many of a layer's files
 * run at a time; one after the other without it.
 * `needs` names what has to exist before: "build" is dist/, "servers" the PostgreSQL binaries,
 * "clients" psql and pg_dump, "workbench" the VS Code server from npm, "package" a packed .vsix.
 */
export const LAYERS = [
  { name: 'unit', jobs: 2, needs: [] },
  { name: 'contract', jobs: 2, needs: ['build', 'servers', 'clients'] },
  { name: 'integration', jobs: 2, needs: ['build', 'servers', 'clients'] },
  {
    name: 'host',
    needs: ['build', 'servers', 'workbench'],
    program: 'test/support/workbench/runHostSuite.ts',
  },
  { name: 'e2e', needs: ['build', 'servers', 'workbench'], timeout: 180_000 },
  { name: 'package', needs: ['package', 'workbench'], timeout: 180_000 },
];
