import * as vscode from 'vscode';

/** What a step ended with: an answer, or the wish to go back. */
export type StepResult<Answer> = { readonly answer: Answer } | 'back';

/** Where in a sequence a step stands, for its title. */
export interface StepFrame {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
  /** Whether there is a step to go back to. */
  readonly canGoBack: boolean;
}

export interface TextStep extends StepFrame {
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** Why a text is refused; undefined when it is not. Asked on Enter. */
  validate?(text: string): string | undefined;
}

export interface PickStep<Item extends vscode.QuickPickItem> extends StepFrame {
  readonly placeholder: string;
  readonly items: readonly Item[];
  readonly active?: Item;
}

/**
 * Asks for a text. Stays open when the focus moves: a person may have to look something up. Undefined when the person
 * gives up.
 */
export function askText(step: TextStep): Promise<StepResult<string> | undefined> {
  const input = vscode.window.createInputBox();
  frame(input, step);
  input.prompt = step.prompt;
  input.value = step.value;
  if (step.placeholder !== undefined) input.placeholder = step.placeholder;
  input.password = step.password === true;
  return untilHidden(input, (end, subscriptions) => {
    subscriptions.push(
      input.onDidChangeValue(() => {
        input.validationMessage = undefined;
      }),
      input.onDidAccept(() => {
        const problem = step.validate?.(input.value);
        if (problem === undefined) end({ answer: input.value });
        else input.validationMessage = problem;
      }),
    );
  });
}

/** Asks for one of several items. Undefined when the person gives up. */
export function askPick<Item extends vscode.QuickPickItem>(
  step: PickStep<Item>,
): Promise<StepResult<Item> | undefined> {
  const pick = vscode.window.createQuickPick<Item>();
  frame(pick, step);
  pick.placeholder = step.placeholder;
  pick.items = step.items;
  pick.matchOnDescription = true;
  if (step.active !== undefined) pick.activeItems = [step.active];
  return untilHidden(pick, (end, subscriptions) => {
    subscriptions.push(
      pick.onDidAccept(() => {
        const chosen = pick.selectedItems[0];
        if (chosen !== undefined) end({ answer: chosen });
      }),
    );
  });
}

type Input = vscode.InputBox | vscode.QuickPick<vscode.QuickPickItem>;

function frame(
  input: Pick<Input, 'title' | 'step' | 'totalSteps' | 'ignoreFocusOut' | 'buttons'>,
  step: StepFrame,
): void {
  input.title = step.title;
  input.step = step.step;
  input.totalSteps = step.totalSteps;
  input.ignoreFocusOut = true;
  input.buttons = step.canGoBack ? [vscode.QuickInputButtons.Back] : [];
}

/** Shows an input until it ends with an answer, Back, or Escape. */
function untilHidden<Answer>(
  input: Pick<Input, 'show' | 'dispose' | 'onDidHide' | 'onDidTriggerButton'>,
  listen: (end: (result: StepResult<Answer>) => void, subscriptions: vscode.Disposable[]) => void,
): Promise<StepResult<Answer> | undefined> {
  return new Promise((resolve) => {
    const subscriptions: vscode.Disposable[] = [];
    const end = (result: StepResult<Answer> | undefined): void => {
      resolve(result);
      for (const subscription of subscriptions) subscription.dispose();
      input.dispose();
    };
    subscriptions.push(
      input.onDidHide(() => end(undefined)),
      input.onDidTriggerButton((button) => {
        if (button === vscode.QuickInputButtons.Back) end('back');
      }),
    );
    listen(end, subscriptions);
    input.show();
  });
}

/** One step of a sequence: changes the draft, or says that the person wants back. Undefined ends everything. */
export type Step<Draft> = (draft: Draft, frame: StepFrame) => Promise<StepResult<Draft> | undefined>;

/**
 * Runs steps with Back between them. `stepsFor` may give other steps as the draft fills; those before the current one
 * must stay. Returns the finished draft, or undefined when the person gave up.
 */
export async function runSteps<Draft>(
  title: string,
  first: Draft,
  stepsFor: (draft: Draft) => readonly Step<Draft>[],
): Promise<Draft | undefined> {
  let draft = first;
  for (let index = 0; ;) {
    const steps = stepsFor(draft);
    const step = steps[index];
    if (step === undefined) return draft;
    const result = await step(draft, {
      title,
      step: index + 1,
      totalSteps: steps.length,
      canGoBack: index > 0,
    });
    if (result === undefined) return undefined;
    if (result === 'back') index -= 1;
    else {
      draft = result.answer;
      index += 1;
    }
  }
}
