// The library types its converters only; the single-character table is all that folding needs.
declare module "opencc-js/dict/TSCharacters" {
  const pairs: string;
  export default pairs;
}
