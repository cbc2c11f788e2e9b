/**
 * The rooms of the code and what each may import, as an ESLint plugin. test/unit/lint shows every room
 * a forbidden import.
 */
import path from 'node:path';
import { ROOT } from './processes.mjs';

const POSTGRES = ['pg', 'pg-*', 'libpg-query'];
const SQL_SERVER = ['mssql', 'tedious'];
const DEMO_ENGINE = ['@electric-sql/pglite', '@electric-sql/pglite-*'];
const NETWORK = ['net', 'tls', 'dgram', 'http', 'http2', 'https'];
const EDITOR = ['vscode'];
const SSH = ['ssh2'];
const CLOUD = ['@aws-sdk', '@azure'];

/**
 * The first entry that a file lies in is its room. `rooms` are the folders (or files, without ending)
 * that it may import from, and `without` the packages and built-in modules that it may not.
 */
const ROOMS = [
  {
    // The core knows no engine, no driver, no network and no editor.
    room: 'src/core',
    rooms: ['src/core'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH, ...CLOUD, ...NETWORK],
  },
  {
    room: 'src/dialects/postgres',
    rooms: ['src/core', 'src/dialects/postgres'],
    without: [...EDITOR, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH, ...CLOUD],
  },
  {
    room: 'src/dialects/mssql',
    rooms: ['src/core', 'src/dialects/mssql'],
    without: [...EDITOR, ...POSTGRES, ...DEMO_ENGINE, ...SSH, ...CLOUD],
  },
  {
    // What is left is the registry.
    room: 'src/dialects',
    rooms: ['src/core', 'src/dialects'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH, ...CLOUD],
  },
  {
    // The way through SSH servers; front ends load it when a connection asks for it.
    room: 'src/ssh',
    rooms: ['src/core', 'src/ssh'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...CLOUD],
  },
  {
    // Tokens of clouds in place of passwords; front ends load it when a connection asks for it.
    room: 'src/cloud',
    rooms: ['src/core', 'src/cloud'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH],
  },
  {
    room: 'src/demo',
    rooms: ['src/core', 'src/dialects', 'src/demo'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...SSH, ...CLOUD],
  },
  {
    // A front end reaches dialects through the registry, so that a driver is read when it is needed.
    room: 'src/cli',
    rooms: ['src/core', 'src/dialects/registry', 'src/ssh', 'src/cloud', 'src/demo', 'src/cli'],
    without: [...EDITOR, ...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH, ...CLOUD],
  },
  {
    room: 'src/extension',
    rooms: ['src/core', 'src/dialects/registry', 'src/ssh', 'src/cloud', 'src/demo', 'src/extension'],
    without: [...POSTGRES, ...SQL_SERVER, ...DEMO_ENGINE, ...SSH, ...CLOUD],
  },
];

const lies = (file, room) => file === room || file.startsWith(`${room}/`);

/** Why a file (relative to the checkout) may not import this, or undefined when it may. */
function violation(file, specifier) {
  const policy = ROOMS.find(({ room }) => lies(file, room));
  if (policy === undefined) return undefined;
  if (specifier.startsWith('.')) {
    const target = path.posix
      .normalize(path.posix.join(path.posix.dirname(file), specifier))
      .replace(/\.[cm]?[jt]s$/, '');
    if (policy.rooms.some((room) => lies(target, room))) return undefined;
    return `${policy.room} may not import ${target}; it may import from ${policy.rooms.join(', ')}.`;
  }
  const name = specifier.replace(/^node:/, '');
  const isForbidden = policy.without.some((entry) =>
    entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : lies(name, entry),
  );
  return isForbidden ? `${policy.room} may not import ${specifier}.` : undefined;
}

/** Every way to name a module: import, export … from, import(), import types, require(). */
const rooms = {
  meta: { type: 'problem', schema: [], docs: { description: 'keep the rooms of the code apart' } },
  create(context) {
    const file = path.relative(ROOT, context.filename).split(path.sep).join('/');
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const message = violation(file, node.value);
      if (message !== undefined) context.report({ node, message });
    };
    return {
      ImportDeclaration: (node) => check(node.source),
      ExportNamedDeclaration: (node) => check(node.source),
      ExportAllDeclaration: (node) => check(node.source),
      ImportExpression: (node) => check(node.source),
      TSImportType: (node) => check(node.source ?? node.argument?.literal),
      TSExternalModuleReference: (node) => check(node.expression),
      "CallExpression[callee.name='require']": (node) => check(node.arguments[0]),
    };
  },
};

const NO_BARRELS = 'No barrels: import from the file that holds the concept.';

export const boundaries = [
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    plugins: { dbvc: { rules: { rooms } } },
    rules: {
      'dbvc/rooms': 'error',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Export by name, so that every use says the name.' },
        { selector: "ExportSpecifier[exported.name='default']", message: 'Export by name.' },
        { selector: 'ExportAllDeclaration', message: NO_BARRELS },
        { selector: 'ExportNamedDeclaration[source]', message: NO_BARRELS },
      ],
    },
  },
];
