import * as vscode from 'vscode';

/** Stands in for a person in front of the steps of a form. */
export interface StepAnswers {
  /** What each step asked, in turn: its prompt or placeholder. */
  readonly asked: readonly string[];
  /** The labels of the list that was shown last. */
  readonly listed: readonly string[];
  restore(): void;
}

/**
 * Answers the steps of a form one after the other: an input box with the text, a list with the item whose label holds it.
 * Undefined gives up, as Escape does.
 */
export function answerSteps(answers: readonly (string | undefined)[]): StepAnswers {
  const { createInputBox, createQuickPick } = vscode.window;
  const left = [...answers];
  const asked: string[] = [];
  let listed: readonly string[] = [];

  /** An input that is answered as soon as it is shown; what it is set to stays as it is set. */
  function answered<Input extends { readonly onDidAccept: unknown }>(
    real: Input,
    give: (input: Record<string, unknown>, answer: string) => void,
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
        input['value'] = answer;
      }),
    createQuickPick: () =>
      answered(createQuickPick(), (pick, answer) => {
        const items = pick['items'] as readonly vscode.QuickPickItem[];
        listed = items.map(({ label }) => label);
        const chosen = items.find(({ label }) => label.includes(answer));
        if (chosen === undefined) throw new Error(`No ${answer} among ${listed.join(', ')}`);
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
