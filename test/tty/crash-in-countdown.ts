/** Loaded before a program: throws outside of it once a countdown has hidden the cursor and is drawn. */
const { stderr } = process;
const write = stderr.write.bind(stderr);

Reflect.set(stderr, "write", (chunk: string) => {
  if (chunk.includes("\u001b[?25l")) {
    setImmediate(() => {
      throw new Error("crash");
    });
  }
  return write(chunk);
});
