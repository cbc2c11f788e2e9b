// tsconfig.core.json resolves `vscode` to this file. It is not a module, so importing it is an error.
