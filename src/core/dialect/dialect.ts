import type { Engine } from '../model/catalog.js';
import type { ObjectKind } from '../model/objectKind.js';
import type { Connector } from './connector.js';
import type { Executor } from './executor.js';
import type { Introspector } from './introspector.js';
import type { Normalizer } from './normalizer.js';
import type { Renamer } from './renamer.js';
import type { ScriptGenerator } from './scriptGenerator.js';

/** What an engine can do, where front ends and planner must know. */
export interface Capabilities {
  /** Whether DDL can be rolled back. */
  readonly transactionalDdl: boolean;
  /** File extension and VS Code language of scripts. */
  readonly scriptLanguage: string;
}

/** Everything that is particular to one engine, in small roles. */
export interface Dialect {
  readonly engine: Engine;
  readonly displayName: string;
  readonly capabilities: Capabilities;
  /** In the order in which kinds are shown and applied. */
  readonly kinds: readonly ObjectKind[];
  readonly connector: Connector;
  readonly introspector: Introspector;
  readonly normalizer: Normalizer;
  readonly generator: ScriptGenerator;
  readonly executor: Executor;
  /** Undefined where renames are not planned: what has another name is missing on one side and extra on the other. */
  readonly renamer?: Renamer;
}
