import { CLIENT_ADDRESS_HEADER } from "./create-auth.ts";

/** What a verb of identity must know of the request: for the session's row and for counting attempts. */
export interface RequestMeta {
  ip: string;
  headers: Headers;
}

/** The request's headers as better-auth may believe them: the address is the connection's, never the client's word. */
export function clientHeaders(meta: RequestMeta, keep: string[] = ["user-agent", "cookie"]): Headers {
  const headers = new Headers();
  for (const name of keep) {
    const value = meta.headers.get(name);
    if (value) headers.set(name, value);
  }
  headers.set(CLIENT_ADDRESS_HEADER, meta.ip);
  return headers;
}
