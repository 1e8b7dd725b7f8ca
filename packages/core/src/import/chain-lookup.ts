import type { Tx } from "@jiebang/db";
import { currentList } from "../code-list/require-codes.ts";

/** Recognises the chains of the code list in force by the words of their names; knows no chain by itself. */
export async function chainLookup(tx: Tx): Promise<(words: string) => string | undefined> {
  const list = await currentList(tx, "chain");
  if (!list) return () => undefined;
  const items = await tx.codeItem.findMany({
    where: { listId: list.id, retiredAt: null, aliasOf: null },
    orderBy: { position: "asc" },
  });
  const words = items.flatMap(({ code, name }) =>
    name
      .split(/[与和及、，,/]/)
      .map((part) =>
        part
          .replace(/^(现代|绿色|重点|新型)/, "")
          .replace(/(精深加工|产业链|产业|行业)$/, "")
          .trim(),
      )
      .filter((part) => part.length >= 2)
      .map((part) => ({ code, part })),
  );
  return (text) => words.find(({ part }) => text.includes(part))?.code;
}
