/** A path inside a ZIP as it is kept: PostgreSQL holds no NUL character, and names have an end. */
export const storedPath = (path: string): string => path.replaceAll("\u0000", "").slice(0, 500);
