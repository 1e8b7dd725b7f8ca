// Worlds that the page tests of the workbench stand on; never part of the server.
export * from "@jiebang/core/round/testing/round-world.ts";
