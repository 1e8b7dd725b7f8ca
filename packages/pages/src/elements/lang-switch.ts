// Remembers the language that somebody chose. Who comes from elsewhere to a page in the other language is led over once;
// inside the site the links themselves keep the language.

const KEY = "jiebang.locale";

function memory(): Storage | undefined {
  try {
    return localStorage;
  } catch {
    return undefined; // blocked storage: the choice lasts for the page
  }
}

class LangSwitch extends HTMLElement {
  connectedCallback() {
    const link = this.querySelector("a");
    const target = link?.hreflang.slice(0, 2);
    if (!link || !target) return;
    link.addEventListener("click", () => memory()?.setItem(KEY, target));
    const cameFromHere = document.referrer.startsWith(`${location.origin}/`);
    if (memory()?.getItem(KEY) === target && !cameFromHere && navigationType() === "navigate")
      location.replace(link.href);
  }
}

/** A reload or a step back must not move anybody. */
function navigationType(): string | undefined {
  return (performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined)?.type;
}

customElements.define("lang-switch", LangSwitch);
