import { expect, it } from "vitest";
import { safeFileName } from "./attachment.ts";

it.each([
  ["检测报告.pdf", "application/pdf", "检测报告.pdf"],
  ["../../etc/passwd", "text/plain", "_.._etc_passwd.txt"],
  ['a"b\r\nX: y.pdf', "application/pdf", "a_b__X_ y.pdf"],
  ["photo.exe", "image/jpeg", "photo.jpg"],
  ["photo.JPEG", "image/jpeg", "photo.jpeg"],
  ["gpj.\u202efdp", "application/pdf", "gpj.pdf"],
  ["", "image/png", "file.png"],
] as const)("makes %j of type %s safe", (name, type, expected) => {
  expect(safeFileName(name, type)).toBe(expected);
});
