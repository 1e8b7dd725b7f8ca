import net from "node:net";

const KNOCK_MS = 1000;

/**
 * A search server that asks an embedder in vain goes on asking for minutes, and takes nothing else meanwhile. So we knock
 * before we give it documents. True: the door was open to us before and is closed now. An embedder that only the search
 * server can reach never opens to us, and is never called away for that.
 */
export function embedderDoor(address: string): () => Promise<boolean> {
  const { hostname, port, protocol } = new URL(address);
  const at = { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || (protocol === "https:" ? 443 : 80) };
  let wasOpen = false;
  return async () => {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = net.connect({ ...at, timeout: KNOCK_MS });
      const end = (answer: boolean) => {
        socket.destroy();
        resolve(answer);
      };
      socket.once("connect", () => end(true));
      socket.once("timeout", () => end(false));
      socket.once("error", () => end(false));
    });
    wasOpen ||= isOpen;
    return wasOpen && !isOpen;
  };
}
