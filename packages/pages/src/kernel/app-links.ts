// Where the public pages lead into the workbench. Public HTML never knows who reads: the workbench asks to sign in.
const enc = encodeURIComponent;

export const appLinks = {
  home: "/app",
  /** The entry for a signed-in reader: interest and confidentiality undertaking. */
  entry: (number: string) => `/app/catalogue/${enc(number)}`,
  round: (id: string) => `/app/rounds/${enc(id)}`,
  item: (id: string) => `/app/items/${enc(id)}`,
  post: "/app/entries",
  object: (notice: string) => `/app/notices/${enc(notice)}`,
  register: "/app/register",
  /** Asks to sign in first, and keeps what was searched for meanwhile. */
  keepSearch: (query: string) => `/app/saved-searches/new?url=${enc(query)}`,
  savedSearches: "/app/saved-searches",
  call: (id: string) => `/app/calls/${enc(id)}`,
};
