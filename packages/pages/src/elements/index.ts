import "./copy-text.ts";
import "./count-down.ts";
import "./lang-switch.ts";
import "./suggest-box.ts";
