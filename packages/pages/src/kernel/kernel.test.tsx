import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { markedHtml } from "../entry/entry-card.ts";
import { escapeHtml, excerpt, scriptJson } from "./html.ts";
import { langs, localPath } from "./lang.ts";
import { shownPages } from "./pager.tsx";
import { Bi, Prose } from "./text.tsx";

const html = renderToStaticMarkup;

test("Chinese lives at the root, English below /en", () => {
  expect([localPath("zh", "/"), localPath("en", "/"), localPath("en", "/offers?page=2")]).toEqual([
    "/",
    "/en",
    "/en/offers?page=2",
  ]);
});

test("where English is missing the Chinese stands and says so", () => {
  expect(html(<Bi lang={langs.en} zh="金矿" en={null} />)).toBe('<span lang="zh-CN">金矿</span>');
  expect(html(<Bi lang={langs.en} zh="金矿" en="Gold ore" />)).toBe("Gold ore");
  expect(html(<Bi lang={langs.zh} zh="金矿" en="Gold ore" />)).toBe("金矿");
});

test("found words are marked, whatever order and overlap the ranges have", () => {
  const ranges = [
    [4, 6],
    [0, 2],
    [1, 3],
    [5, 99],
  ] as const;
  expect(markedHtml("金矿生物氧化", ranges)).toBe("<mark>金矿</mark>生物<mark>氧化</mark>");
  expect(markedHtml("<b>&金", [[4, 5]])).toBe("&lt;b&gt;&amp;<mark>金</mark>");
});

test("what an author typed becomes paragraphs and never markup", () => {
  expect(html(<Prose text={"一\n\n<b>二</b>\n"} />)).toBe(
    '<div class="prose"><p>一</p><p>&lt;b&gt;二&lt;/b&gt;</p></div>',
  );
});

test.each([
  [1, 1, [1]],
  [1, 40, [1, 2, "gap", 40]],
  [4, 40, [1, 2, 3, 4, 5, "gap", 40]],
  [20, 40, [1, "gap", 19, 20, 21, "gap", 40]],
  [40, 40, [1, "gap", 39, 40]],
] as const)("page %i of %i shows its neighbours", (page, pages, shown) => {
  expect(shownPages(page, pages)).toEqual(shown);
});

test("text stays text in attributes and in data blocks", () => {
  expect(escapeHtml(`<a href="x">&'`)).toBe("&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
  expect(scriptJson({ name: "</script><b>" })).toBe('{"name":"\\u003c/script>\\u003cb>"}');
  expect(excerpt("一  二\n三四五", 5)).toBe("一 二 …");
});
