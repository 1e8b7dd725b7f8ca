/** Both languages of one noun; the compiler refuses a key that one of them lacks. */
export function define<const K extends string>(texts: { zh: Record<K, string>; en: Record<NoInfer<K>, string> }) {
  return texts;
}
