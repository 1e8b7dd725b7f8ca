import { pino } from "pino";

export type Logger = ReturnType<typeof createLogger>;

/** One JSON line per event on standard output. What could be a secret is censored even if somebody logs it by mistake. */
export function createLogger(level: string, destination?: { write(line: string): void }) {
  const options = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: {
      paths: [
        "password",
        "*.password",
        "token",
        "*.token",
        "secret",
        "*.secret",
        "cookie",
        "*.cookie",
        "authorization",
        "*.authorization",
      ],
      censor: "[secret]",
    },
  };
  return destination ? pino(options, destination) : pino(options);
}
