/** Loaded before a program: throws outside of it once a countdown has hidden the cursor and is drawn. */
const { stderr } = process;
const write = stderr.write.bind(stderr);

Reflect.set(stderr, "write", (...given: Parameters<typeof write>) => {
  if (String(given[0]).includes("\u001b[?25l")) {
    setImmediate(() => {
      throw new Error("crash");
    });
  }
  return write(...given);
});
