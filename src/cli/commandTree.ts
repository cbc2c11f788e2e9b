import { Command, Option } from 'commander';
import { applyCommand, type ApplyCommandOptions } from './commands/apply.js';
import { compare, compareFormats, type CompareOptions } from './commands/compare.js';
import { plan, planFormats, type PlanOptions } from './commands/plan.js';
import { snapshot } from './commands/snapshot.js';
import type { Context } from './context.js';
import type { Terminal } from './terminal/terminal.js';

/** What a command does once its options are read. */
export type Action = (context: Context) => Promise<number>;

/** The options that every command has. */
export interface VerbosityOptions {
  readonly verbose?: boolean;
  readonly quiet?: boolean;
}

type Run = (options: VerbosityOptions, action: Action) => Promise<void>;

const exitStatus = `
Exit status of compare and plan: 0 no differences, 2 differences, 1 error, 130 interrupted.
Of apply: 0 the target now equals the source, 2 something was left and is listed, 1 error, 130 interrupted.`;

const endpoints = `
ENDPOINT is a URL or connection string (postgresql://user@host:port/database, mssql://…), demo:source or demo:target
(on SQL Server demo:sqlserver-source or demo:sqlserver-target), or the name of a profile in .dbvc.jsonc. Passwords come from the string, DBVC_SOURCE_PASSWORD and
DBVC_TARGET_PASSWORD, PGPASSWORD, MSSQL_PASSWORD, .pgpass, or a prompt.`;

/** All commands with their options. `run` gets what was chosen. Parsing throws `CommanderError` and writes to the terminal. */
export function createProgram(terminal: Terminal, version: string, run: Run): Command {
  const program = configured(new Command('dbvc'), terminal)
    .description('Finds out how the schemas of two databases differ, and applies the difference safely.')
    .version(version, '-V, --version', 'print the version')
    .usage('<command> [options]')
    .addHelpText('after', `${endpoints}\n${exitStatus}`);
  const demo = configured(new Command('demo'), terminal)
    .description('compare, plan and apply on the built-in demo databases')
    .usage('[compare|plan|apply] [options]');
  for (const parent of [program, demo]) {
    const commands = [compareCommand(run), planCommand(run), applyCommandOf(run)];
    for (const command of commands) {
      addComparisonOptions(command, parent === demo);
      parent.addCommand(configured(command, terminal), {
        isDefault: parent === demo && command.name() === 'compare',
      });
    }
  }
  program.addCommand(configured(importCommandOf(run), terminal).allowExcessArguments(true));
  program.addCommand(configured(snapshotCommand(run), terminal));
  program.addCommand(demo);
  return program;
}

/** Commands made apart from their parent inherit nothing from it. */
function configured(command: Command, terminal: Terminal): Command {
  return command
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .allowExcessArguments(false)
    .exitOverride()
    .showHelpAfterError('  --help shows what can be written.')
    .configureOutput({
      writeOut: (text) => void terminal.out(text),
      writeErr: (text) => {
        terminal.err(text);
      },
      getOutHelpWidth: () => 100,
      getErrHelpWidth: () => 100,
    });
}

const allowRebuilds = [
  '--allow-rebuilds',
  'also make tables anew, with all their rows, where nothing else makes the change (identity, order of columns)',
] as const;

function compareCommand(run: Run): Command {
  return new Command('compare')
    .description('show how the target differs from the source')
    .addOption(formatOption(compareFormats))
    .option('--diff', 'with a unified diff of each modified object')
    .action((options: CompareOptions) => run(options, (context) => compare(options, context)));
}

function planCommand(run: Run): Command {
  return new Command('plan')
    .description('print the script that makes the target equal to the source; change nothing')
    .addOption(formatOption(planFormats))
    .option('--out <file>', 'write it to a file')
    .option('--rollback <file>', 'write the script that undoes it to a file')
    .option('--no-drops', 'leave out what drops things that exist only in the target')
    .option(...allowRebuilds)
    .action((options: PlanOptions) => run(options, (context) => plan(options, context)));
}

function applyCommandOf(run: Run): Command {
  return new Command('apply')
    .description('make the target equal to the source')
    .option('--yes', 'do not ask')
    .option('--allow-drops', 'also drop what exists only in the target, as long as no data is lost')
    .option('--allow-data-loss', 'also take steps that lose data; implies --allow-drops')
    .option(...allowRebuilds)
    .option('--dry-run', 'show what would be done, and execute nothing')
    .option('--confirm <name>', "the target's name, which a profile marked production needs")
    .action((options: ApplyCommandOptions) => run(options, (context) => applyCommand(options, context)));
}

function importCommandOf(run: Run): Command {
  return new Command('import')
    .description(
      'print connections that are written down elsewhere as profiles for .dbvc.jsonc, without passwords',
    )
    .argument(
      '[files...]',
      'files to look into, in place of .env, compose files, pg_service.conf and .pgpass',
    )
    .option('--verbose', 'say more')
    .option('--quiet', 'say nothing but results and errors')
    .action((files: readonly string[], options: VerbosityOptions) =>
      run(options, async (context) => {
        const { importCommand } = await import('./commands/import.js');
        return importCommand(files, context);
      }),
    );
}

function snapshotCommand(run: Run): Command {
  return new Command('snapshot')
    .description('save a schema as files (a later version)')
    .option('--source <endpoint>', 'the database')
    .option('--out <directory>', 'where to')
    .action((options: VerbosityOptions) => run(options, snapshot));
}

function formatOption(formats: readonly [string, ...string[]]): Option {
  return new Option('--format <format>', 'how it is printed').choices(formats).default(formats[0]);
}

function addComparisonOptions(command: Command, isDemo: boolean): void {
  if (isDemo) {
    // Its two sides are given; the options stay out of the help.
    command.addOption(new Option('--source <endpoint>').default('demo:source').hideHelp());
    command.addOption(new Option('--target <endpoint>').default('demo:target').hideHelp());
  } else {
    command.option('--source <endpoint>', 'the database that is right');
    command.option('--target <endpoint>', 'the database that is compared with it, or changed');
    command.addHelpText('after', endpoints);
  }
  command
    .option('--config <file>', 'profiles and defaults (.dbvc.jsonc in the working directory)')
    .addOption(
      new Option('--include <pattern>', 'only these: [kind:]schema.name with globs; repeatable').argParser(
        collect,
      ),
    )
    .addOption(new Option('--exclude <pattern>', 'not these, in the same way; repeatable').argParser(collect))
    .option('--ignore <list>', 'differences that do not count, in place of the default list; none counts all')
    .addOption(
      new Option(
        '--rename <old=new>',
        'what the target calls old is called new in the source; repeatable',
      ).argParser(collect),
    )
    .option('--lock-timeout <duration>', 'how long to wait for a lock', '5s')
    .option(
      '--statement-timeout <duration>',
      'how long a statement may take (60s to read, no limit to apply)',
    )
    .option('--jobs <number>', 'sessions for each side', '4')
    .option('--verbose', 'say more')
    .option('--quiet', 'say nothing but results and errors');
}

function collect(value: string, previous: readonly string[] | undefined): readonly string[] {
  return [...(previous ?? []), value];
}
