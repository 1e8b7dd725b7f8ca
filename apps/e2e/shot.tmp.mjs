import { chromium } from "@playwright/test";
// args: out width locale account path...
const [,, out, width, locale, account, ...paths] = process.argv;
const b = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox","--disable-gpu","--disable-quic","--no-first-run","--disable-background-networking","--disable-component-update","--disable-sync"] });
const c = await b.newContext({ viewport: { width: +width, height: +width > 600 ? 900 : 844 }, locale: locale === "en" ? "en-US" : "zh-CN" });
const seen = new Set(); const p = await c.newPage();
p.on("pageerror", e => console.log("PAGEERROR", e.message)); p.on("console", m => m.type()==="error" && !seen.has(m.text()) && seen.add(m.text()) && console.log("CONSOLE", m.text().slice(0,200)));
const base = process.env.BASE ?? "http://127.0.0.1:4900";
if (account !== "-") {
  await p.addInitScript(l => localStorage.setItem("jiebang.locale", l), locale);
  const r = await c.request.post(base + "/api/trpc/session.signIn", { data: { identifier: account, password: "jiebang-demo" }, headers: { origin: base } });
  if (!r.ok()) console.log("signin", r.status(), (await r.text()).slice(0,300));
}
let i = 0;
for (const path of paths) {
  await p.goto(base + path, { waitUntil: "load" });
  await p.waitForSelector("h1", { timeout: 20000 }).catch(()=>console.log("no h1")); await p.waitForFunction(() => !document.querySelector(".page-skeleton, [aria-busy=true]"), null, { timeout: 15000 }).catch(()=>console.log("still busy")); await p.waitForTimeout(500);
  const sw = await p.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  await p.screenshot({ path: `/tmp/shots/${out}-${i++}.png`, fullPage: true });
  console.log(path, sw.join("/"));
}
await b.close();
