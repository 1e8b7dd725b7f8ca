export * from "./bundle-verdict.ts";
export { noteCommitment } from "./rules-of-releases.ts";
export * from "./seal-bundle.ts";
export { verifyBundle } from "./verify-bundle.ts";
