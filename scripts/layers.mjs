/**
 * The layers of the test suite in the order they run, cheapest first.
 * A layer with a `program` runs that in place of mocha, with the same arguments.
 * `needs` names what has to exist before: "build" is dist/, "servers" the PostgreSQL binaries,
 * "clients" psql and pg_dump, "workbench" the VS Code server from npm, "package" a packed .vsix.
 */
export const LAYERS = [
  { name: 'unit', parallel: true, needs: [] },
  { name: 'contract', parallel: true, needs: ['build', 'servers', 'clients'] },
  { name: 'integration', parallel: true, needs: ['build', 'servers', 'clients'] },
  {
    name: 'host',
    parallel: false,
    needs: ['build', 'servers', 'workbench'],
    program: 'test/support/workbench/runHostSuite.ts',
  },
  { name: 'e2e', parallel: false, needs: ['build', 'servers', 'workbench'], timeout: 180_000 },
  { name: 'package', parallel: false, needs: ['package', 'workbench'], timeout: 180_000 },
];
