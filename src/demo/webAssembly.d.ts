/** What the demo uses of WebAssembly: Node has it, but its types come with the browser's only. */
declare namespace WebAssembly {
  type Module = object;
  const Module: new (bytes: Uint8Array) => Module;
  function compile(bytes: Uint8Array): Promise<Module>;
}
