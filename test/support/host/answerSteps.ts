import * as vscode from 'vscode';

/** Stands in for a person in front of the steps of a form. */
export interface StepAnswers {
  /** What each step asked, in turn: its prompt or placeholder. */
  readonly asked: readonly string[];
  /** The labels of the list that was shown last. */
  readonly listed: readonly string[];
  restore(): void;
}

/** Leaves a step as it is shown, as Enter does. */
export const asItStands = { what: 'as it stands' } as const;

/** What a person does in a step; undefined gives up, as Escape does. */
export type StepAnswer = string | typeof asItStands | undefined;

const words = (answer: NonNullable<StepAnswer>): string =>
  typeof answer === 'string' ? answer : answer.what;

/**
 * Answers the steps of a form one after the other: an input box with the text, a list with the item whose label holds it.
 */
export function answerSteps(answers: readonly StepAnswer[]): StepAnswers {
  const { createInputBox, createQuickPick } = vscode.window;
  const left = [...answers];
  const asked: string[] = [];
  let listed: readonly string[] = [];

  /** An input that is answered as soon as it is shown; what it is set to stays as it is set. */
  function answered<Input extends { readonly onDidAccept: unknown }>(
    real: Input,
    give: (input: Record<string, unknown>, answer: string | typeof asItStands) => void,
  ): Input {
    (real as unknown as vscode.Disposable).dispose();
    const accepted = new vscode.EventEmitter<void>();
    const hidden = new vscode.EventEmitter<void>();
    const nothing = new vscode.EventEmitter<never>();
    const values: Record<string, unknown> = {
      onDidAccept: accepted.event,
      onDidHide: hidden.event,
      onDidTriggerButton: nothing.event,
      onDidChangeValue: nothing.event,
      dispose: () => undefined,
      show: () => {
        const answer = left.shift();
        const question = values['prompt'] ?? values['placeholder'];
        asked.push(typeof question === 'string' ? question : '');
        setImmediate(() => {
          if (answer === undefined) {
            hidden.fire();
            return;
          }
          give(values, answer);
          accepted.fire();
        });
      },
    };
    return values as unknown as Input;
  }

  Object.assign(vscode.window, {
    createInputBox: () =>
      answered(createInputBox(), (input, answer) => {
        if (answer !== asItStands) input['value'] = answer;
      }),
    createQuickPick: () =>
      answered(createQuickPick(), (pick, answer) => {
        const items = pick['items'] as readonly vscode.QuickPickItem[];
        listed = items.map(({ label }) => label);
        const [active] = (pick['activeItems'] ?? []) as readonly vscode.QuickPickItem[];
        const chosen =
          typeof answer === 'string' ? items.find(({ label }) => label.includes(answer)) : active;
        if (chosen === undefined) throw new Error(`No ${words(answer)} among ${listed.join(', ')}`);
        pick['selectedItems'] = [chosen];
      }),
  });
  return {
    asked,
    get listed() {
      return listed;
    },
    restore: () => {
      Object.assign(vscode.window, { createInputBox, createQuickPick });
    },
  };
}
