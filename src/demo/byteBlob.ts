/** A blob that gives out the bytes it was made from: Node's own copies them twice, in small pieces. */
class ByteBlob extends Blob {
  readonly #content: ArrayBuffer;

  constructor(content: ArrayBuffer) {
    super([]);
    this.#content = content;
  }

  override arrayBuffer(): Promise<ArrayBuffer> {
    return Promise.resolve(this.#content);
  }
}

/** Bytes as a blob whose `arrayBuffer` may be taken once, by whoever may keep it. */
export function byteBlob({ buffer, byteOffset, byteLength }: Uint8Array): Blob {
  const isWhole = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
  return new ByteBlob(isWhole ? buffer : new Uint8Array(buffer, byteOffset, byteLength).slice().buffer);
}
