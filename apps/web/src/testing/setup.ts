import { cleanup, configure } from "@testing-library/react";
import { afterEach } from "vitest";

// The first page of a run loads and compiles antd: give it the time of a busy machine.
configure({ asyncUtilTimeout: 20_000 });
afterEach(() => {
  cleanup();
  localStorage.clear();
});
