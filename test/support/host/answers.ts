import * as vscode from 'vscode';

/** A message that was shown while answers were given. */
export interface ShownMessage {
  readonly severity: 'information' | 'warning' | 'error';
  readonly text: string;
  readonly detail: string;
  readonly buttons: readonly string[];
}

/** An input box that was shown while answers were given. */
export interface ShownInput {
  readonly title: string;
  readonly prompt: string;
  readonly password: boolean;
}

/** Stands in for a person in front of messages and input boxes. */
export interface Answers {
  /** All messages so far. */
  readonly shown: readonly ShownMessage[];
  /** All input boxes so far. */
  readonly inputs: readonly ShownInput[];
  /** Gives the dialogs back to VS Code. */
  restore(): void;
}

/**
 * Answers messages with the first of the given buttons that a message has, and input boxes with the given text. In a
 * window that tests run in, VS Code shows no toasts and nobody clicks.
 */
export function answerWith(buttons: readonly string[], text?: string): Answers {
  const shown: ShownMessage[] = [];
  const inputs: ShownInput[] = [];
  const { showInformationMessage, showWarningMessage, showErrorMessage, showInputBox } = vscode.window;
  const show =
    (severity: ShownMessage['severity']) =>
    (message: string, ...rest: readonly unknown[]): Promise<string | undefined> => {
      const options = rest.find((part) => typeof part === 'object' && part !== null);
      const labels = rest.filter((part) => typeof part === 'string');
      const detail =
        options !== undefined && 'detail' in options
          ? String((options as { readonly detail?: unknown }).detail)
          : '';
      shown.push({ severity, text: message, detail, buttons: labels });
      return Promise.resolve(buttons.find((button) => labels.includes(button)));
    };
  Object.assign(vscode.window, {
    showInformationMessage: show('information'),
    showWarningMessage: show('warning'),
    showErrorMessage: show('error'),
    showInputBox: (options: vscode.InputBoxOptions = {}) => {
      const { title = '', prompt = '', password = false } = options;
      inputs.push({ title, prompt, password });
      return Promise.resolve(text);
    },
  });
  return {
    shown,
    inputs,
    restore: () => {
      Object.assign(vscode.window, {
        showInformationMessage,
        showWarningMessage,
        showErrorMessage,
        showInputBox,
      });
    },
  };
}

/** Types a text into the next input box that is made step by step, and confirms it. */
export function answerInput(text: string): { restore(): void } {
  const { createInputBox } = vscode.window;
  Object.assign(vscode.window, {
    createInputBox: () => {
      const input = createInputBox();
      const accepted = new vscode.EventEmitter<void>();
      const show = (): void => {
        input.value = text;
        accepted.fire();
      };
      return new Proxy(input, {
        get: (target, key): unknown =>
          key === 'show' ? show : key === 'onDidAccept' ? accepted.event : Reflect.get(target, key, target),
        set: (target, key, value) => Reflect.set(target, key, value, target),
      });
    },
  });
  return {
    restore: () => {
      Object.assign(vscode.window, { createInputBox });
    },
  };
}
