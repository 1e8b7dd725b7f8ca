import fs from "node:fs";
import { chromium } from "playwright-core";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

// Text, because it runs in the page: Node's types know other performance entries.
const READ_LCP = `new Promise((resolve) => {
  new PerformanceObserver((list) => resolve(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})`;

export interface Painted {
  /** Milliseconds to the largest contentful paint, the middle of the runs. */
  lcp: number;
  /** Bytes over the wire: the page with all that it loads, and its scripts alone. */
  bytes: number;
  scriptBytes: number;
}

/** Opens each page in a fresh, cold browser context with the processor slowed down four times. */
export async function measurePaint(urls: string[], runs = 5): Promise<Map<string, Painted>> {
  const executablePath = process.env.CHROME_PATH ?? ["/usr/bin/chromium", "/usr/bin/google-chrome"].find(fs.existsSync);
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  const painted = new Map<string, Painted>();
  try {
    for (const url of urls) {
      const lcps: number[] = [];
      let [bytes, scriptBytes] = [0, 0];
      for (let run = 0; run < runs; run++) {
        const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
        const page = await context.newPage();
        const cdp = await context.newCDPSession(page);
        await cdp.send("Network.enable");
        await cdp.send("Emulation.setCPUThrottlingRate", { rate: 4 });
        [bytes, scriptBytes] = [0, 0];
        const scripts = new Set<string>();
        cdp.on("Network.responseReceived", (e) => void (e.type === "Script" && scripts.add(e.requestId)));
        cdp.on("Network.loadingFinished", (e) => {
          bytes += e.encodedDataLength;
          if (scripts.has(e.requestId)) scriptBytes += e.encodedDataLength;
        });
        await page.goto(url, { waitUntil: "load" });
        await page.waitForTimeout(400);
        lcps.push(await page.evaluate<number>(READ_LCP));
        await context.close();
      }
      const lcp = lcps.sort((a, b) => a - b)[Math.floor(lcps.length / 2)]!;
      painted.set(url, { lcp: Math.round(lcp), bytes, scriptBytes });
    }
  } finally {
    await browser.close();
  }
  return painted;
}
