import type { LedgerHead, Receipt } from "@jiebang/domain";
import type { BundleVerdict } from "@jiebang/ledger";
import { verifyBundle } from "@jiebang/ledger/bundle/verify-bundle.ts";
import { showFailure, showVerdict } from "./show-verdict.ts";

// The page that verifies, and its worker: one file, so that all that is needed is loaded with the page and the network
// may go away. In the worker it answers; on the page it asks.

interface Job {
  bundle: string;
  receipts: string[];
  heads: LedgerHead[];
}
export type Answer = { verdict: BundleVerdict; receipts: number } | { fault: "not_json" };

const isWorker = typeof document === "undefined";
if (isWorker) {
  self.addEventListener("message", ({ data }: MessageEvent<Job>) => self.postMessage(answerTo(data)));
} else customElements.define("verify-bundle", makeElement());

function answerTo({ bundle, receipts, heads }: Job): Answer {
  try {
    const parsed = receipts.map((text) => JSON.parse(text) as Receipt);
    return { verdict: verifyBundle(JSON.parse(bundle), { receipts: parsed, heads }), receipts: parsed.length };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: "not_json" };
    throw error;
  }
}

function makeElement() {
  return class VerifyBundle extends HTMLElement {
    private words: Record<string, string> = {};
    private worker: Worker | null = null;

    connectedCallback() {
      this.words = JSON.parse(this.dataset.words ?? "{}");
      // At once, not when it is needed: the network may be off by then.
      this.worker = new Worker(this.dataset.script!, { type: "module" });
      const form = this.querySelector("form")!;
      const drop = this.querySelector<HTMLElement>(".verify-drop")!;
      form.hidden = false;
      form.addEventListener("submit", (event) => event.preventDefault());
      const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
      input.addEventListener("change", () => void this.takeFiles([...(input.files ?? [])]));
      form.querySelector("[data-act=round]")?.addEventListener("click", () => void this.takeRound());
      drop.addEventListener("dragover", (event) => event.preventDefault());
      drop.addEventListener("drop", (event) => {
        event.preventDefault();
        void this.takeFiles([...(event.dataTransfer?.files ?? [])]);
      });
    }

    disconnectedCallback() {
      this.worker?.terminate();
    }

    private async takeRound() {
      try {
        const answer = await fetch(`/rounds/${this.dataset.round}/bundle.json`);
        if (!answer.ok) throw new Error(String(answer.status));
        this.ask(await answer.text(), []);
      } catch {
        this.show(showFailure(this.words, "public.verify.unreachable"));
      }
    }

    /** The bundle is the file that says so; the others are receipts. */
    private async takeFiles(files: File[]) {
      this.querySelector(".verify-files")!.textContent = files.map((file) => file.name).join(", ");
      const texts = await Promise.all(files.map((file) => file.text()));
      const isBundle = (text: string) => text.slice(0, 4000).includes('"jiebang.receipt/') === false;
      const bundle = texts.find(isBundle) ?? texts[0];
      if (bundle === undefined) return;
      this.ask(
        bundle,
        texts.filter((text) => text !== bundle),
      );
    }

    private ask(bundle: string, receipts: string[]) {
      const typed = this.querySelector<HTMLInputElement>("input[name=head]")?.value.trim() ?? "";
      const head = /^(\d+):(sha-256:[0-9a-f]{64})$/.exec(typed);
      const heads = head ? [{ seq: Number(head[1]), head: head[2]! }] : [];
      const waiting = document.createElement("p");
      waiting.className = "verify-running";
      waiting.textContent = this.words["public.verify.running"] ?? "";
      this.show(waiting);
      this.worker!.onmessage = ({ data }: MessageEvent<Answer>) =>
        this.show(
          "fault" in data
            ? showFailure(this.words, `public.verify.${data.fault}`)
            : showVerdict(this.words, data.verdict, data.receipts),
        );
      this.worker!.onerror = () => this.show(showFailure(this.words, "public.verify.not_json"));
      this.worker!.postMessage({ bundle, receipts, heads } satisfies Job);
    }

    private show(what: HTMLElement) {
      this.querySelector("output")!.replaceChildren(what);
    }
  };
}
