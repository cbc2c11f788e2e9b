import type { Profile } from '../../../core/profiles/profile.js';
import type { Secret } from '../../../core/secret.js';
import { runSteps, type Step } from '../../ui/multiStep.js';
import type { ProfileConnector } from '../profileConnector.js';
import {
  connectionStringStep,
  databaseStep,
  hasNamedInstance,
  hostStep,
  methodStep,
  portStep,
  tlsStep,
  userStep,
} from './addressSteps.js';
import type { ConnectionDraft } from './connectionDraft.js';
import { finishStep } from './finishStep.js';
import { environmentStep, nameStep, passwordModeStep, passwordStep } from './labelSteps.js';

/** What a form starts with and needs. */
export interface ConnectionFormOptions {
  readonly title: string;
  readonly draft: ConnectionDraft;
  /** Names that the connection may not have. */
  readonly taken: readonly string[];
  /** Whether the engine and the way to fill in are asked for first. */
  readonly asksMethod: boolean;
  readonly connector: ProfileConnector;
  /** The password that is saved for a profile, where nothing new is typed. */
  savedPassword(profile: Profile): Promise<Secret | undefined>;
  /** Whether an empty password keeps a saved one. */
  readonly hasSavedPassword: boolean;
}

/** Lets a person fill in a connection step by step. The finished draft, or undefined when they gave up. */
export function runConnectionForm(options: ConnectionFormOptions): Promise<ConnectionDraft | undefined> {
  return runSteps(options.title, options.draft, (draft) => stepsFor(draft, options));
}

function stepsFor(draft: ConnectionDraft, options: ConnectionFormOptions): readonly Step<ConnectionDraft>[] {
  const address =
    draft.method === 'string'
      ? [connectionStringStep]
      : [hostStep, ...(hasNamedInstance(draft) ? [] : [portStep]), databaseStep, userStep];
  return [
    ...(options.asksMethod ? [methodStep] : []),
    ...address,
    passwordModeStep,
    ...(draft.passwordMode === 'environment' ? [] : [passwordStep(options.hasSavedPassword)]),
    ...(draft.method === 'string' ? [] : [tlsStep]),
    environmentStep,
    nameStep(options.taken),
    finishStep(options.connector, (profile) => options.savedPassword(profile)),
  ];
}
