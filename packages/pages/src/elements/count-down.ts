// The time that is left until a deadline, by the server's clock: the page says what time it was when it was made.

class CountDown extends HTMLElement {
  private timer = 0;

  connectedCallback() {
    const { until, now, text = "", over = "" } = this.dataset;
    const end = Date.parse(until ?? "");
    const ahead = Date.parse(now ?? "") - (performance.timeOrigin || Date.now());
    if (Number.isNaN(end) || Number.isNaN(ahead)) return;
    const tick = () => {
      const left = Math.floor((end - Date.now() - ahead) / 1000);
      const values: Record<string, number> = {
        d: Math.floor(left / 86_400),
        h: Math.floor(left / 3600) % 24,
        m: Math.floor(left / 60) % 60,
      };
      this.classList.toggle("soon", left > 0 && left < 86_400);
      this.textContent = left > 0 ? text.replace(/\{(\w)\}/g, (_, key: string) => String(values[key] ?? "")) : over;
      if (left <= 0) clearInterval(this.timer);
    };
    tick();
    this.timer = window.setInterval(tick, 15_000);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }
}

customElements.define("count-down", CountDown);
