/** One line that counts up; on a terminal in place, in a log a line for every tenth. */
export function progressLine(what: string) {
  const isTerminal = process.stderr.isTTY === true;
  let lastTenth = -1;
  return {
    show(done: number, total: number): void {
      const share = total > 0 ? done / total : 0;
      const text = `${what} ${done}${total > 0 ? ` of ${total} (${Math.floor(share * 100)} %)` : ""}`;
      if (isTerminal) {
        process.stderr.write(`\r\u001b[K${text}`);
        return;
      }
      const tenth = Math.floor(share * 10);
      if (tenth === lastTenth) return;
      lastTenth = tenth;
      console.error(text);
    },
    end(): void {
      if (isTerminal) process.stderr.write("\r\u001b[K");
    },
  };
}
