// Suggestions while typing. Without scripts the form works as it is; with them the input becomes a combobox whose list
// is read by arrow keys, taken by Enter, closed by Escape.

interface Suggestion {
  text: string;
  kind: string;
  number?: string | null;
  url?: string | null;
}

let counter = 0;

class SuggestBox extends HTMLElement {
  private input!: HTMLInputElement;
  private list!: HTMLUListElement;
  private status!: HTMLSpanElement;
  private timer = 0;
  private asked = "";
  private active = -1;
  private request?: AbortController;

  connectedCallback() {
    const input = this.querySelector("input");
    if (!input || this.list) return;
    this.input = input;
    this.list = document.createElement("ul");
    this.list.id = `suggest-${counter++}`;
    this.list.className = "suggest";
    this.list.hidden = true;
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", this.dataset.label ?? "");
    this.append(this.list);
    // What opens below is said: how many there are, and how to reach them.
    this.status = document.createElement("span");
    this.status.className = "hidden";
    this.status.setAttribute("role", "status");
    this.append(this.status);
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.list.id,
    }))
      input.setAttribute(name, value);
    input.addEventListener("input", (event) => {
      // While an input method composes, the letters are not words yet.
      if (!(event as InputEvent).isComposing) this.plan();
    });
    input.addEventListener("compositionend", () => this.plan());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  private plan() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.ask(), 120);
  }

  private async ask() {
    const q = this.input.value.trim();
    if (q === this.asked && !this.list.hidden) return;
    this.asked = q;
    this.request?.abort();
    if (!q) return this.close();
    this.request = new AbortController();
    try {
      const url = `/api/v1/suggest?limit=8&locale=${this.dataset.locale}&q=${encodeURIComponent(q)}`;
      const answer = await fetch(url, { signal: this.request.signal });
      if (!answer.ok) return this.close();
      const { suggestions } = (await answer.json()) as { suggestions: Suggestion[] };
      if (this.input.value.trim() === q) this.show(suggestions);
    } catch {
      // A suggestion that does not come is not missed: the form still searches.
    }
  }

  private show(suggestions: Suggestion[]) {
    this.list.replaceChildren(
      ...suggestions.map((suggestion, index) => {
        const item = document.createElement("li");
        item.id = `${this.list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", "false");
        item.dataset.text = suggestion.text;
        if (suggestion.url) item.dataset.url = suggestion.url;
        const text = document.createElement("span");
        text.textContent = suggestion.text;
        item.append(text);
        if (suggestion.number) {
          const number = document.createElement("span");
          number.className = "number";
          number.textContent = suggestion.number;
          item.append(number);
        }
        item.addEventListener("click", () => this.take(item));
        return item;
      }),
    );
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.open(suggestions.length > 0 && document.activeElement === this.input);
  }

  private open(isOpen: boolean) {
    this.list.hidden = !isOpen;
    const said = isOpen ? (this.dataset.count ?? "").replace("#", String(this.list.children.length)) : "";
    if (this.status.textContent !== said) this.status.textContent = said;
    this.input.setAttribute("aria-expanded", String(isOpen));
  }

  private close() {
    this.open(false);
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
  }

  private key(event: KeyboardEvent) {
    if (event.isComposing) return;
    const items = [...this.list.children] as HTMLElement[];
    if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    } else if (event.key === "ArrowDown" && this.list.hidden && items.length > 0) {
      event.preventDefault();
      this.open(true);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !this.list.hidden) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      // One place more than items: the middle state is the input itself.
      this.active = ((this.active + 1 + step + items.length + 1) % (items.length + 1)) - 1;
      for (const [index, item] of items.entries()) item.setAttribute("aria-selected", String(index === this.active));
      const chosen = items[this.active];
      if (chosen) {
        this.input.setAttribute("aria-activedescendant", chosen.id);
        chosen.scrollIntoView({ block: "nearest" });
      } else this.input.removeAttribute("aria-activedescendant");
    } else if (event.key === "Enter" && this.active >= 0 && !this.list.hidden) {
      event.preventDefault();
      const chosen = items[this.active];
      if (chosen) this.take(chosen);
    }
  }

  private take(item: HTMLElement) {
    const { url, text } = item.dataset;
    if (url) {
      location.assign(url);
      return;
    }
    this.input.value = text ?? "";
    this.close();
    this.input.form?.requestSubmit();
  }
}

customElements.define("suggest-box", SuggestBox);
