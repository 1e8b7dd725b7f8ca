// A button beside a hash or a number that copies it whole. On plain http the clipboard is closed: then it selects.

class CopyText extends HTMLElement {
  connectedCallback() {
    const { text, label, done } = this.dataset;
    if (!text || !label || this.querySelector("button")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = label;
    const status = document.createElement("span");
    status.className = "hidden";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(text);
        button.textContent = done ?? label;
        status.textContent = done ?? "";
        setTimeout(() => {
          button.textContent = label;
          status.textContent = "";
        }, 2000);
      } catch {
        const value = this.querySelector("code");
        if (value) getSelection()?.selectAllChildren(value);
      }
    });
    this.append(button, status);
  }
}

customElements.define("copy-text", CopyText);
