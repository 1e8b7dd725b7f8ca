import { CheckIcon, CopyIcon } from "@jiebang/ui/icons.tsx";
import { Button } from "antd";
import { useState } from "react";
import { useT } from "../app/locale.tsx";

/** Copies a text, also on plain http, where the clipboard API does not exist. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const t = useT();
  const [state, setState] = useState<"idle" | "done" | "failed">("idle");
  const copy = async () => {
    const done = await copyText(text);
    setState(done ? "done" : "failed");
    setTimeout(() => setState("idle"), 2500);
  };
  const words =
    state === "done" ? t("web.copied") : state === "failed" ? t("web.copy_failed") : (label ?? t("web.copy"));
  return (
    <Button
      size="small"
      icon={state === "done" ? <CheckIcon size={14} /> : <CopyIcon size={14} />}
      onClick={() => void copy()}
    >
      <span aria-live="polite">{words}</span>
    </Button>
  );
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}
