// Tiny event targets between the outside of React (query cache, server events) and the frame.
export function makeSignal<T = void>() {
  const listeners = new Set<(value: T) => void>();
  return {
    emit: (value: T) => {
      for (const listener of listeners) listener(value);
    },
    listen: (listener: (value: T) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

export const sessionLost = makeSignal();
/** Somebody signed in again above an open page: what could not be saved is tried again. */
export const sessionRestored = makeSignal();
export const mutationFailed = makeSignal<unknown>();
