/** Pieces of a body on their way from a source that pushes to a reader that pulls. */
export class ChunkQueue implements AsyncIterable<Buffer> {
  readonly #chunks: Buffer[] = [];
  readonly #onEmpty: () => void;
  #ended = false;
  #wake: (() => void) | undefined;

  /** `onEmpty` is called whenever the reader waits for more. */
  constructor(onEmpty: () => void) {
    this.#onEmpty = onEmpty;
  }

  push(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#wake?.();
  }

  /** Nothing more comes; what is there can still be read. Safe to call twice. */
  end(): void {
    this.#ended = true;
    this.#wake?.();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void> {
    for (;;) {
      const chunk = this.#chunks.shift();
      if (chunk !== undefined) {
        yield chunk;
      } else if (this.#ended) {
        return;
      } else {
        const woken = new Promise<void>((resolve) => {
          this.#wake = resolve;
        });
        this.#onEmpty();
        await woken;
      }
    }
  }
}
